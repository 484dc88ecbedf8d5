"""Questions to the ICD-10-CM tabular list: is it a code, is it complete, what do its notes say?"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from types import ModuleType

RELEASE = "ICD-10-CM, April 2026 release"
_NOTES = {
    "Excludes1": "get_excludes1",
    "Excludes2": "get_excludes2",
    "Code first": "get_code_first",
    "Use additional code": "get_use_additional_code",
    "Code also": "get_code_also",
}
_CODE = r"[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?"
_MENTION = re.compile(rf"({_CODE})(?:-({_CODE}))?")


@cache
def _list() -> ModuleType:
    import simple_icd_10_cm  # noqa: PLC0415  (loading it takes a second)

    module: ModuleType = simple_icd_10_cm
    return module


def tidy(code: str) -> str:
    """Return a code in capitals, without blanks, with its dot in place."""
    bare = re.sub(r"[\s.]", "", code).upper()
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


@lru_cache(maxsize=4096)
def exists(code: str) -> bool:
    """Tell whether the list has this category, subcategory or code."""
    return "-" not in code and not code.isdigit() and bool(_list().is_valid_item(code))


@lru_cache(maxsize=4096)
def billable(code: str) -> bool:
    """Tell whether a code is complete, so that a claim may carry it (Guidelines I.A.3, I.B.2)."""
    return exists(code) and bool(_list().is_leaf(code))


def title(code: str) -> str:
    """Return what a code stands for."""
    return " ".join(_list().get_description(code).partition("/\t")[0].split())


@lru_cache(maxsize=4096)
def lineage(code: str) -> tuple[str, ...]:
    """Return a code, its subcategories and its category, from the code upwards."""
    found = [code]
    while len(found[-1]) > 3:
        found.append(_list().get_parent(found[-1]))
    return tuple(found)


def nearest(code: str) -> str | None:
    """Return the longest beginning of ``code`` that the list has."""
    bare = code.replace(".", "")
    stems = (tidy(bare[:end]) for end in range(len(bare), 2, -1))
    return next((stem for stem in stems if exists(stem)), None)


def children(code: str) -> tuple[str, ...]:
    """Return the entries one level down."""
    return tuple(_list().get_children(code)) if exists(code) else ()


def seventh(code: str) -> dict[str, str]:
    """Return the 7th characters that this entry needs, with their meanings; none is empty."""
    below = children(code)
    if not below or any(len(child) < len("S52.531A") for child in below):
        return {}
    return {child[-1]: title(child) for child in below}


@lru_cache(maxsize=1024)
def notes(code: str, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the notes of one kind that bind a code: the entry that carries each, and its text."""
    read = getattr(_list(), _NOTES[kind])
    return tuple((source, text) for source in lineage(code) for text in _lines(read(source)))


def _lines(found: str | list[str]) -> Iterator[str]:
    lines = [found] if isinstance(found, str) else found
    return (" ".join(line.split()) for line in lines if line)


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
            if mentions(note, there) and source not in lineage(there):
                return f"{source} excludes {note}"
    return None
