"""The Chart Viewer: look through the parts of one chart, and file a finding for each item."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import ipywidgets as w

from hitkit.check import FormError
from hitkit.record.rules import FINDINGS
from hitkit.record.viewer import sheet as sheets
from hitkit.record.viewer import view
from hitkit.record.viewer.plain import PARTS, WORKSHEET, Chart

_WIDGET = "application/vnd.jupyter.widget-view+json"


class ChartViewer(w.VBox):
    """Show one chart part by part; each filed finding is stored at once in a JSON file.

    ``chart`` comes from :func:`hitkit.record.viewer.read_chart`. Raises
    :class:`hitkit.check.FormError` for anything else.
    """

    def __init__(self, chart: Chart, sheet: str | PathLike[str] = "answers-02.json") -> None:
        self._chart, self._items = chart, _items(chart)
        self._path = Path(sheet)
        self._quiet = False
        self.part_box = w.Dropdown(description="Part of the chart", options=view.part_labels())
        self.table = w.HTML()
        self.item_box = w.Dropdown(description="Item of the worksheet")
        self.finding_box = w.RadioButtons(description="Finding", options=FINDINGS, index=None)
        self.file_button = w.Button(description="File the finding")
        self.next_button = w.Button(description="Next open item")
        self.next_button.add_class("hk-plain")
        self.status = w.HTML(view.status_html("Look through the chart, then file findings."))
        self.code_box = w.Textarea(
            description="The same as Python, to copy into an answer cell", rows=4
        )
        buttons = w.HBox([self.file_button, self.next_button])
        buttons.add_class("hk-row")
        super().__init__(
            [
                w.HTML(view.header_html()),
                self.part_box,
                self.table,
                self.item_box,
                self.finding_box,
                buttons,
                self.status,
                self.code_box,
            ]
        )
        self.add_class("hk-chart")
        self.part_box.observe(self._on_part, "value")
        self.item_box.observe(self._on_item, "value")
        self.file_button.on_click(self._on_file)
        self.next_button.on_click(self._on_next)
        self._name_items(self._stored())
        self._show_part()
        self._show_item()

    @property
    def filed(self) -> sheets.Sheet:
        """The findings on the sheet."""
        return sheets.read(self._path)

    @property
    def as_code(self) -> str:
        """The deficiency sheet as Python, to paste into an answer cell."""
        return sheets.as_code(self.filed)

    # -- what happens ------------------------------------------------------------------------

    def _on_part(self, _: Any) -> None:
        self._show_part()

    def _on_item(self, change: Any) -> None:
        if change.new is not None and not self._quiet:
            self._show_item()

    def _on_file(self, _: Any) -> None:
        finding = self.finding_box.value
        if finding is None:
            self._say("Choose a finding first.", trouble=True)
            return
        try:
            mended = sheets.put(self._path, self.item_box.value, finding)
        except sheets.SheetError as error:
            self._say(str(error), trouble=True)
            return
        stored = self._stored()
        self._name_items(stored)
        self.code_box.value = sheets.as_code(stored)
        said = f"{self.item_box.value} is filed as {finding}."
        self._say(f"{said} {mended}".strip(), trouble=bool(mended))

    def _on_next(self, _: Any) -> None:
        stored = self._stored()
        items = list(self._items)
        here = items.index(self.item_box.value)
        for item in [*items[here + 1 :], *items[: here + 1]]:
            if item not in stored:
                self.item_box.value = item
                return
        self._say("Every item has a finding.")

    # -- what is shown -----------------------------------------------------------------------

    def _show_part(self) -> None:
        part = self.part_box.value
        self.table.value = view.part_html(part, self._chart[part])

    def _show_item(self) -> None:
        stored = self._stored()
        finding = stored.get(self.item_box.value)
        self.finding_box.value = finding if finding in FINDINGS else None
        self.code_box.value = sheets.as_code(stored)
        self._say(f"{self.item_box.value} is {'filed' if finding else 'open'}.")

    def _name_items(self, stored: sheets.Sheet) -> None:
        chosen = self.item_box.value
        with self._silence():
            self.item_box.options = view.item_labels(self._items, stored)
            self.item_box.value = chosen or next(iter(self._items))

    def _stored(self) -> sheets.Sheet:
        try:
            return self.filed
        except sheets.SheetError as error:
            self._say(str(error), trouble=True)
            return {}

    def _say(self, text: str, trouble: bool = False) -> None:
        self.status.value = view.status_html(text, trouble)

    @contextmanager
    def _silence(self) -> Iterator[None]:
        """Change lists without answering the change as if the student had made it."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Show the widget, or, where nobody can click, the findings as a table."""
        stored = self._stored()
        bundle: dict[str, Any] = {
            "text/plain": sheets.as_code(stored),
            "text/html": view.sheet_html(stored, self._items),
        }
        if "NBGRADER_EXECUTION" not in os.environ:
            bundle[_WIDGET] = super()._repr_mimebundle_(**kwargs)[_WIDGET]
        return bundle


def _items(chart: Chart) -> dict[str, str]:
    missing = [part for part in (*PARTS, WORKSHEET) if part not in chart]
    if missing:
        raise FormError(
            f"The chart has no {' and no '.join(missing)}.",
            'Read a whole chart, for instance: read_chart("data/chart")',
        )
    table = chart[WORKSHEET]
    return dict(zip(table["item"], table["looked_for"], strict=True))
