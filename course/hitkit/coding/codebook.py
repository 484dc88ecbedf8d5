"""Questions to the tabular list by code: is it a code, is it complete, what do its notes say?"""

from __future__ import annotations

import re
from functools import lru_cache

from hitkit.coding.tabular import Entry, tabular

_CODE = r"[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?"
_MENTION = re.compile(rf"({_CODE})(?:-({_CODE}))?")


def tidy(code: str) -> str:
    """Return a code in capitals, without blanks, with its dot in place."""
    bare = re.sub(r"[\s.]", "", code).upper()
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


def exists(code: str) -> bool:
    """Tell whether the list has this category, subcategory or code."""
    return _entry(code) is not None


def billable(code: str) -> bool:
    """Tell whether a code is complete, so that a claim may carry it (Guidelines I.A.3, I.B.2)."""
    entry = _entry(code)
    return entry is not None and entry.billable


def title(code: str) -> str:
    """Return what a code stands for."""
    entry = _entry(code)
    return entry.title if entry else ""


def nearest(code: str) -> str | None:
    """Return the longest beginning of ``code`` that the list has."""
    table = tabular()
    found = table.nearest(code)
    return None if found is None else table.entries[found].code


def children(code: str) -> tuple[str, ...]:
    """Return the entries one level down."""
    return tuple(entry.code for entry in _below(code))


def seventh(code: str) -> dict[str, str]:
    """Return the 7th characters that this entry needs, with their meanings; none is empty."""
    below = _below(code)
    if any(entry.level != "7th character" for entry in below):
        return {}
    return {entry.code[-1]: entry.title for entry in below}


@lru_cache(maxsize=4096)
def notes(code: str, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the notes of one kind that bind a code: the entry that carries each, and its text."""
    table = tabular()
    here = table.position(code)
    bound = [] if here is None else table.notes(here)
    return tuple((note.source.code, note.text) for note in bound if note.kind == kind)


def mentions(note: str, code: str) -> bool:
    """Tell whether a note's codes, such as ``(E08.-)`` or ``(J70.2-J70.4)``, cover ``code``."""
    return any(
        first <= code[: len(first)] and code[: len(last or first)] <= (last or first)
        for first, last in _MENTION.findall(note)
    )


def excluded(one: str, other: str) -> str | None:
    """Return the Excludes1 note that keeps two codes apart (Guideline I.A.12.a), if any."""
    for here, there in ((one, other), (other, one)):
        for source, note in notes(here, "Excludes1"):
            if mentions(note, there) and source not in _lineage(there):
                return f"{source} excludes {note}"
    return None


def _entry(code: str) -> Entry | None:
    table = tabular()
    found = None if "-" in code else table.position(code)
    entry = None if found is None else table.entries[found]
    return entry if entry and entry.level not in ("chapter", "block") else None


def _below(code: str) -> list[Entry]:
    table = tabular()
    here = table.position(code)
    return [] if here is None else [table.entries[i] for i in table.children(here)]


def _lineage(code: str) -> set[str]:
    """Return a code and all that stands above it."""
    table = tabular()
    here = table.position(code)
    line = [] if here is None else [*table.ancestors(here), here]
    return {table.entries[i].code for i in line}
