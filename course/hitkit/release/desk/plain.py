"""The Release Desk in plain code: read a request, list the rules, fetch what was filed."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from textwrap import fill

import pandas as pd

from hitkit.check import FormError
from hitkit.release.citations import RULES
from hitkit.release.desk.sheet import SHEET, Filed

_WIDTH = 90  # letters; a longer line would break within a word


def show(requests: pd.DataFrame, request: str) -> None:
    """Print one request: who asks, the letter, the papers.

    Raises :class:`hitkit.check.FormError` if the table has no such request.
    """
    found = requests[requests["request"] == request]
    if found.empty:
        raise FormError(
            f"There is no request {request!r} in this table.",
            f"The first one is {requests['request'].iloc[0]}.",
        )
    row = found.iloc[0]
    parts = [
        f"{row['request']}, received on {row['received']}, from {row['sender']}",
        f"LETTER\n{row['letter']}",
        f"PAPERS\n{row['papers'] or 'none'}",
        f"ASKED FOR\n{row['asked']}",
    ]
    print("\n\n".join(map(_wrapped, parts)))


def _wrapped(text: str) -> str:
    return "\n".join(fill(line, _WIDTH) for line in text.split("\n"))


def rules() -> pd.DataFrame:
    """List the rules that the desk cites, and what each is about."""
    return pd.DataFrame(RULES.items(), columns=["rule", "about"])


def decisions(sheet: str | PathLike[str] = "answers-09.json") -> dict[str, Filed]:
    """Read the decisions that were filed at the Release Desk.

    A missing or damaged file gives an empty dictionary, and a sentence that says what to do.
    """
    return SHEET.fetch(Path(sheet))
