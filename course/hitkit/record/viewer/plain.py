"""The Chart Viewer in plain code: read a chart, show a part of it, fetch what was filed."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from hitkit.check import FormError
from hitkit.record.viewer.sheet import SHEET

PARTS = {
    "face": "face sheet",
    "documents": "documents",
    "orders": "orders",
    "results": "results",
    "audit": "audit trail",
}
WORKSHEET = "worksheet"
Chart = dict[str, pd.DataFrame]


def read_chart(start: str | PathLike[str]) -> Chart:
    """Read the parts of a chart from files that begin alike, such as ``data/chart``.

    Raises :class:`hitkit.check.FormError` if one of them is not there.
    """
    chart = {}
    for part in (*PARTS, WORKSHEET):
        path = Path(f"{start}_{part}.csv")
        try:
            chart[part] = pd.read_csv(path, dtype=str, keep_default_na=False)
        except (OSError, ValueError) as error:
            raise FormError(
                f"The chart has no file {path}.",
                'Read a whole chart, for instance: read_chart("data/chart")',
            ) from error
    return chart


def show(chart: Chart, part: str) -> pd.DataFrame:
    """Return one part of a chart as a table: face, documents, orders, results, audit, worksheet.

    Raises :class:`hitkit.check.FormError` for a part that there is not.
    """
    if part not in chart:
        raise FormError(f"A chart has no part {part!r}.", f"Its parts are: {', '.join(chart)}.")
    return chart[part]


def findings(sheet: str | PathLike[str] = "answers-02.json") -> dict[str, str]:
    """Read the findings that were filed in the Chart Viewer.

    A missing or damaged file gives an empty dictionary, and a sentence that says what to do.
    """
    return SHEET.fetch(Path(sheet))
