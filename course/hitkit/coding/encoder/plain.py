"""The look-up in plain code: what the Encoder shows, as tables."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from hitkit.check import FormError
from hitkit.coding.encoder.index import index
from hitkit.coding.encoder.sheet import SHEET
from hitkit.coding.tabular import RELEASE, Tabular, tabular


def search(words: str, limit: int = 20) -> pd.DataFrame:
    """Look up words or a code in ICD-10-CM: code, title, billable, and the text that matched.

    The best entries come first; at most ``limit`` rows, and none if nothing was found.
    """
    rows = [
        (hit.entry.code, hit.entry.title, hit.entry.billable, hit.matched)
        for hit in index().find(str(words), limit).hits
    ]
    return pd.DataFrame(rows, columns=["code", "title", "billable", "matched"])


def tree(code: str) -> pd.DataFrame:
    """Show where a code stands in the tabular list: what is above it, itself, one level below.

    Raises :class:`hitkit.check.FormError` if there is no such code, chapter or block.
    """
    table = tabular()
    here = position(table, code)
    places = [("above", i) for i in table.ancestors(here)] + [("here", here)]
    places += [("below", i) for i in table.children(here)]
    rows = [
        (place, entry.level, entry.code, entry.title, entry.billable)
        for place, entry in ((place, table.entries[i]) for place, i in places)
    ]
    return pd.DataFrame(rows, columns=["place", "level", "code", "title", "billable"])


def notes(code: str) -> pd.DataFrame:
    """List the notes that bind a code: the kind, the text, and the level each comes from.

    The code's own notes come first, then those of each level up to the chapter.
    Raises :class:`hitkit.check.FormError` if there is no such code, chapter or block.
    """
    table = tabular()
    rows = [
        (note.kind, note.text, note.source.level, note.source.code)
        for note in table.notes(position(table, code))
    ]
    return pd.DataFrame(rows, columns=["kind", "text", "level", "from"])


def picks(sheet: str | PathLike[str] = "answers.json") -> dict[str, list[str]]:
    """Read the codes that were picked in the Encoder: a list, in order, for each encounter.

    A missing or damaged file gives an empty dictionary, and a sentence that says what to do.
    """
    return SHEET.fetch(Path(sheet))


def position(table: Tabular, code: str) -> int:
    """Find a code in the tabular list, or say what is nearest to it."""
    found = table.position(str(code))
    if found is not None:
        return found
    near = table.nearest(str(code))
    hint = 'Look it up by its words: search("heart attack")'
    if near is not None:
        entry = table.entries[near]
        hint = f'The nearest is {entry.shown} {entry.title}: tree("{entry.code}") shows its codes.'
    raise FormError(f"{str(code)!r} is not in {RELEASE}.", hint)
