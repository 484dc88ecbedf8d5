"""Match Review in plain code: print a pair, list short forms, fetch what was decided."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from hitkit.check import FormError
from hitkit.hospital.world.names import SHORT_FORMS
from hitkit.quality.review.sheet import SHEET


def show(review: pd.DataFrame, pair: str) -> pd.DataFrame:
    """Return the two records of a pair as two columns, one line a field.

    Raises :class:`hitkit.check.FormError` if the table has no such pair.
    """
    found = review[review["pair"] == pair]
    if len(found) != 2:
        raise FormError(
            f"There is no pair {pair!r} in this table.",
            f"The first one is {review['pair'].iloc[0]}.",
        )
    fields = found.drop(columns="pair").fillna("").set_axis(["left", "right"])
    return fields.transpose()


def short_forms() -> pd.DataFrame:
    """List first names and the short forms that people in our town use for them."""
    return pd.DataFrame(SHORT_FORMS.items(), columns=["name", "short form"])


def decisions(sheet: str | PathLike[str] = "answers-03.json") -> dict[str, str]:
    """Read what was decided in Match Review.

    A missing or damaged file gives an empty dictionary, and a sentence that says what to do.
    """
    return SHEET.fetch(Path(sheet))
