"""A small, transparent record matcher: block, compare, and let people set the threshold."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from hitkit.check import FormError

BLANK = math.nan


def similarity(left: str, right: str) -> float:
    """Return how alike two words are, 0 to 1, by Jaro and Winkler; a blank gives no number.

    Capitals do not count.
    """
    if _blank(left) or _blank(right):
        return BLANK
    return round(JaroWinkler.similarity(_tidy(left), _tidy(right)), 3)


def exact(left: str, right: str) -> float:
    """Return 1 for the same text and 0 for another; a blank gives no number."""
    if _blank(left) or _blank(right):
        return BLANK
    return float(_tidy(left) == _tidy(right))


def slip(left: str, right: str) -> float:
    """Return 1 for the same text, 0.5 for one slip of the hand, 0 for more; a blank, no number.

    A slip is one sign changed, dropped or added, or two neighbors exchanged.
    """
    if _blank(left) or _blank(right):
        return BLANK
    return {0: 1.0, 1: 0.5}.get(OSA.distance(_tidy(left), _tidy(right)), 0.0)


def edits(left: str, right: str) -> float:
    """Return the share of signs that need no change, 0 to 1; a blank gives no number.

    That is one less Levenshtein's distance by the length of the longer text.
    """
    if _blank(left) or _blank(right):
        return BLANK
    return Levenshtein.normalized_similarity(_tidy(left), _tidy(right))


WAYS: Mapping[str, Callable[[str, str], float]] = {
    "exact": exact,
    "spelling": similarity,
    "slip": slip,
    "edits": edits,
}


def pairs(
    table: pd.DataFrame,
    block: str | Sequence[str],
    other: pd.DataFrame | None = None,
    ids: Sequence[str] = ("mrn", "mrn"),
) -> pd.DataFrame:
    """Return the pairs of records that agree in every column of ``block``.

    Within one table each pair stands once, the smaller id left. With ``other``, the left id is of
    ``table`` and the right one of ``other``; ``ids`` names the columns of the ids. Blanks agree
    with nothing. Raises :class:`hitkit.check.FormError` for a column that a table does not have.
    """
    keys = [block] if isinstance(block, str) else list(block)
    second = table if other is None else other
    left = _blocked(table, keys, ids[0], "left")
    joined = left.merge(_blocked(second, keys, ids[1], "right"), on=keys)
    if other is None:
        joined = joined[joined["left"] < joined["right"]]
    return joined[["left", "right"]].sort_values(["left", "right"], ignore_index=True)


def compare(
    found: pd.DataFrame,
    how: Mapping[str, str],
    table: pd.DataFrame,
    other: pd.DataFrame | None = None,
    ids: Sequence[str] = ("mrn", "mrn"),
) -> pd.DataFrame:
    """Return the pairs with one column a field, 0 to 1, and ``score``, the mean of those known.

    ``how`` gives each field its way, one of :data:`WAYS`. A field that is blank on one side has
    no number and does not count in the score.
    Raises :class:`hitkit.check.FormError` for an unknown way, column or id.
    """
    unknown = sorted(set(how.values()) - set(WAYS))
    if unknown or not how:
        raise FormError(
            f"{unknown[0]!r} is no way to compare." if unknown else "There is nothing to compare.",
            f"Give each column one of: {', '.join(WAYS)}.",
        )
    sides = [
        _records(side, list(how), name)
        for side, name in zip((table, table if other is None else other), ids, strict=True)
    ]
    made = found[["left", "right"]].reset_index(drop=True)
    for side, column in zip(sides, ("left", "right"), strict=True):
        strange = [name for name in made[column] if name not in side]
        if strange:
            raise FormError(
                f"{strange[0]} is in the pairs and not in the table.",
                "Give compare the same tables, in the same order, as pairs.",
            )
    for field, way in how.items():
        made[field] = [
            WAYS[way](sides[0][a][field], sides[1][b][field])
            for a, b in zip(made["left"], made["right"], strict=True)
        ]
    made["score"] = made[list(how)].astype(float).mean(axis=1).round(3)
    return made


def _blocked(table: pd.DataFrame, keys: list[str], name: str, side: str) -> pd.DataFrame:
    _require(table, [*keys, name])
    part = table[[name, *keys]].rename(columns={name: side}).fillna("")
    return part[(part[keys] != "").all(axis=1)]


def _records(table: pd.DataFrame, fields: list[str], name: str) -> dict[str, dict[str, str]]:
    _require(table, [*fields, name])
    rows = table.fillna("").astype(str).to_dict("records")
    return {row[name]: {str(key): text for key, text in row.items()} for row in rows}


def _require(table: pd.DataFrame, columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise FormError(
            f"The table has no column {missing[0]!r}.",
            f"Its columns are: {', '.join(map(str, table.columns))}",
        )


def _blank(text: object) -> bool:
    return not isinstance(text, str) or not text.strip()


def _tidy(text: str) -> str:
    return " ".join(text.split()).casefold()
