"""The Chart Viewer: look through the parts of one chart, and file a finding for each item."""

from __future__ import annotations

from os import PathLike
from typing import Any

import ipywidgets as w

from hitkit.check import FormError
from hitkit.record.rules import FINDINGS
from hitkit.record.viewer import view
from hitkit.record.viewer.plain import PARTS, WORKSHEET, Chart
from hitkit.record.viewer.sheet import SHEET
from hitkit.widgets.filing import Filing


class ChartViewer(Filing[str]):
    """Show one chart part by part; each filed finding is stored at once in a JSON file.

    ``chart`` comes from :func:`hitkit.record.viewer.read_chart`. Raises
    :class:`hitkit.check.FormError` for anything else.
    """

    sheet = SHEET

    def __init__(self, chart: Chart, sheet: str | PathLike[str] = "answers-02.json") -> None:
        self._chart, self._looked_for = chart, _items(chart)
        super().__init__(
            "Chart Viewer",
            "look through one chart, file its deficiencies",
            "hk-chart",
            view.STYLE,
            sheet,
            "Look through the chart, then file findings.",
            self._looked_for,
            "item",
            "File the finding",
        )
        self.item_box.description = "Item of the worksheet"
        self.part_box = w.Dropdown(description="Part of the chart", options=view.part_labels())
        self.table = w.HTML()
        self.finding_box = w.RadioButtons(description="Finding", options=FINDINGS, index=None)
        self.children = [
            self.head,
            self.part_box,
            self.table,
            self.item_box,
            self.finding_box,
            self.buttons,
            self.status,
            self.code_box,
        ]
        self.part_box.observe(self._on_part, "value")
        self._show_part()
        self.start()

    def labels(self, stored: dict[str, str]) -> list[tuple[str, str]]:
        """Name each item with what was filed so far."""
        return view.item_labels(self._looked_for, stored)

    def show_item(self, entry: str | None) -> None:
        """Show what was filed for the chosen item."""
        self.finding_box.value = entry if entry in FINDINGS else None

    def decided(self) -> tuple[str, str] | str:
        """Return the finding and the sentence on it, or what is missing."""
        finding = self.finding_box.value
        if finding is None:
            return "Choose a finding first."
        return finding, f"{self.item} is filed as {finding}."

    def as_table(self, stored: dict[str, str]) -> str:
        """Return the findings as a table."""
        return view.sheet_html(stored, self._looked_for)

    def _on_part(self, _: Any) -> None:
        self._show_part()

    def _show_part(self) -> None:
        part = self.part_box.value
        self.table.value = view.part_html(part, self._chart[part])


def _items(chart: Chart) -> dict[str, str]:
    missing = [part for part in (*PARTS, WORKSHEET) if part not in chart]
    if missing:
        raise FormError(
            f"The chart has no {' and no '.join(missing)}.",
            'Read a whole chart, for instance: read_chart("data/chart")',
        )
    table = chart[WORKSHEET]
    return dict(zip(table["item"], table["looked_for"], strict=True))
