"""The tabular list of ICD-10-CM as a tree to walk, with the notes that bind each code."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

RELEASE = "ICD-10-CM, April 2026 release"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the tabular list: a chapter, a block, a category, a subcategory or a code."""

    code: str
    title: str
    level: str
    parent: int | None
    billable: bool

    @property
    def shown(self) -> str:
        """Return the code as coding books print it: a dash where more characters are needed."""
        dashed = not self.billable and self.level not in ("chapter", "block")
        return f"{self.code}-" if dashed else self.code


@dataclass(frozen=True, slots=True)
class Note:
    """One instruction of the tabular list, and the level that it is inherited from."""

    kind: str
    text: str
    source: Entry


class Tabular:
    """The whole tabular list in its own order; entries are known by their position in it."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._position = {entry.code: i for i, entry in enumerate(entries)}
        self._undotted = {entry.code.replace(".", ""): i for i, entry in enumerate(entries)}
        self._children: dict[int | None, list[int]] = {}
        for i, entry in enumerate(entries):
            self._children.setdefault(entry.parent, []).append(i)

    def position(self, code: str) -> int | None:
        """Find a code, with or without its dot, in capitals or not; None if there is none."""
        tidy = "".join(code.split()).upper().rstrip("-").rstrip(".")
        return self._position.get(tidy, self._undotted.get(tidy))

    def children(self, i: int | None) -> list[int]:
        """Return the positions one level down; None stands for the top, above the chapters."""
        return self._children.get(i, [])

    def ancestors(self, i: int) -> list[int]:
        """Return the positions from the chapter down to the parent."""
        path: list[int] = []
        parent = self.entries[i].parent
        while parent is not None:
            path.append(parent)
            parent = self.entries[parent].parent
        return path[::-1]

    def nearest(self, code: str) -> int | None:
        """Return the longest beginning of ``code`` that the list has."""
        tidy = "".join(code.split()).upper().replace(".", "")
        prefixes = (tidy[:end] for end in range(len(tidy), 2, -1))
        return next((self._undotted[p] for p in prefixes if p in self._undotted), None)

    def notes(self, i: int) -> list[Note]:
        """Return the notes that bind an entry: its own first, then each level up to the chapter.

        Of 7th-character lists only the nearest counts. Inclusion terms are not inherited, save by
        a 7th-character code from the code that it extends.
        """
        return list(_notes(self, i))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Hold Python's garbage collector while the tables load: it would double the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
@collector_paused()
def tabular() -> Tabular:
    """Load the tabular list; takes two seconds or so, once."""
    icd = _library()
    entries: list[Entry] = []
    position: dict[str, int] = {}
    open_blocks: list[int] = []
    codes = icd.get_all_codes()
    doubled = {code for code, times in Counter(codes).items() if times > 1}
    for code in codes:
        if code in doubled:  # a block of one category, which comes next under the same name
            doubled.remove(code)
            continue
        level = _level(icd, code)
        above = icd.get_parent(code, prioritize_blocks=True)
        parent = position[above] if above else None
        if level == "chapter":
            open_blocks.clear()
        elif level in ("block", "category"):
            while open_blocks and not _holds(entries[open_blocks[-1]].code, code):
                open_blocks.pop()
            parent = open_blocks[-1] if open_blocks else parent
            if level == "block":
                open_blocks.append(len(entries))
        billable = level not in ("chapter", "block") and icd.is_leaf(code)
        position[code] = len(entries)
        entries.append(Entry(code, _title(icd.get_description(code)), level, parent, billable))
    return Tabular(entries)


def terms(entry: Entry) -> list[tuple[str, str]]:
    """Return the other names of an entry: its inclusion terms and its Includes notes."""
    if entry.level == "7th character":
        return []
    icd = _library()
    named = [("inclusion term", term) for term in icd.get_inclusion_term(entry.code)]
    return named + [("Includes note", term) for term in icd.get_includes(entry.code)]


def _notes(table: Tabular, i: int) -> Iterator[Note]:
    icd = _library()
    here = table.entries[i]
    stem = table.entries[here.parent] if here.level == "7th character" and here.parent else None
    seventh_found = False
    for j in [i, *table.ancestors(i)[::-1]]:
        source = table.entries[j]
        code = source.code
        if source in (here, stem):
            for term in icd.get_inclusion_term(code):
                yield Note("Inclusion term", _tidy(term), source)
        doubled = icd.is_block(code) and icd.is_category(code)
        for block in (False, True) if doubled else (False,):
            for kind, read in _KINDS.items():
                found = getattr(icd, read)(code, prioritize_blocks=block)
                if found:
                    lines = found if isinstance(found, list) else [found]
                    yield from (Note(kind, _tidy(line), source) for line in lines)
        seventh = icd.get_seven_chr_def(code)
        if seventh and not seventh_found:
            seventh_found = True
            full = here.level == "7th character"
            for character, meaning in seventh.items():
                if full and character != here.code[-1]:
                    continue
                yield Note(
                    "7th character",
                    f"{character}: {_tidy(meaning.replace(_ALSO, '; also '))}",
                    source,
                )


_ALSO = "/\t"  # how the library joins the note of a 7th character to its meaning
_KINDS = {
    "Includes": "get_includes",
    "Excludes1": "get_excludes1",
    "Excludes2": "get_excludes2",
    "Code first": "get_code_first",
    "Use additional code": "get_use_additional_code",
    "Code also": "get_code_also",
    "Note": "get_notes",
}


def _library() -> ModuleType:
    import simple_icd_10_cm  # noqa: PLC0415  (loading it takes a second or more)

    module: ModuleType = simple_icd_10_cm
    return module


def _level(icd: ModuleType, code: str) -> str:
    if code.isdigit():
        return "chapter"
    if "-" in code:
        return "block"
    if len(code) == 3:
        return "category"
    full = len(code) == len("S52.531A") and icd.is_extended_subcategory(code)
    return "7th character" if full else "subcategory"


def _holds(outer: str, inner: str) -> bool:
    """Tell whether one range of categories, ``T20-T32``, holds another, ``T20-T25``."""
    first, last = outer[:3], outer[-3:]
    return first <= inner[:3] and inner[-3:] <= last


def _title(description: str) -> str:
    return _tidy(description.partition(_ALSO)[0])


def _tidy(text: str) -> str:
    """Take out tabs and double blanks, but keep the lines of a list of instructions."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
