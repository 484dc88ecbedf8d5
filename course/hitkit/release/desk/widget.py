"""The Release Desk: read the request and its papers, decide, and file the decision."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import ipywidgets as w
import pandas as pd

from hitkit.check import FormError
from hitkit.release.citations import RULES
from hitkit.release.desk import sheet as sheets
from hitkit.release.desk import view

_WIDGET = "application/vnd.jupyter.widget-view+json"
_COLUMNS = ("request", "letter", "asked")


class ReleaseDesk(w.VBox):
    """Decide requests one by one; each filed decision is stored at once in a JSON file.

    ``requests`` is a table with the columns ``request``, ``letter`` and ``asked`` (parts with a
    semicolon between them), and, if there are such, ``received``, ``sender`` and ``papers``.
    """

    def __init__(
        self, requests: pd.DataFrame, sheet: str | PathLike[str] = "answers-09.json"
    ) -> None:
        self._rows = _rows(requests)
        self._path = Path(sheet)
        self._quiet = False
        self.request_box = w.Dropdown(description="Request")
        self.text = w.HTML()
        self.decision_box = w.RadioButtons(
            description="Decision",
            options=[(label, value) for value, label in view.DECISIONS.items()],
            index=None,
        )
        self.parts_box = w.VBox()
        self.rule_box = w.Dropdown(description="Rule that decides", options=view.rule_labels())
        self.file_button = w.Button(description="File the decision")
        self.next_button = w.Button(description="Next open request")
        self.next_button.add_class("hk-plain")
        self.status = w.HTML(view.status_html("Read the request, then decide."))
        self.code_box = w.Textarea(
            description="The same as Python, to copy into an answer cell", rows=4
        )
        choices = w.HBox([self.decision_box, self.parts_box])
        buttons = w.HBox([self.file_button, self.next_button])
        for row in (choices, buttons):
            row.add_class("hk-row")
        super().__init__(
            [
                w.HTML(view.header_html()),
                self.request_box,
                self.text,
                choices,
                self.rule_box,
                buttons,
                self.status,
                self.code_box,
            ]
        )
        self.add_class("hk-desk")
        self.request_box.observe(self._on_request, "value")
        self.file_button.on_click(self._on_file)
        self.next_button.on_click(self._on_next)
        self._name_requests(self._stored())
        self._show()

    @property
    def filed(self) -> sheets.Sheet:
        """The decisions on the sheet."""
        return sheets.read(self._path)

    @property
    def as_code(self) -> str:
        """The decision sheet as Python, to paste into an answer cell."""
        return sheets.as_code(self.filed)

    @property
    def parts(self) -> list[str]:
        """The parts that are ticked, in the order of the request."""
        return [box.description for box in self._boxes if box.value]

    # -- what happens ------------------------------------------------------------------------

    def _on_request(self, change: Any) -> None:
        if change.new is not None and not self._quiet:
            self._show()

    def _on_file(self, _: Any) -> None:
        decision, rule, parts = self.decision_box.value, self.rule_box.value, self.parts
        problem = _problem(decision, rule, parts, self._asked)
        if problem:
            self._say(problem, trouble=True)
            return
        filed: sheets.Filed = {"decision": decision, "send": parts, "rule": rule}
        try:
            mended = sheets.put(self._path, self._request, filed)
        except sheets.SheetError as error:
            self._say(str(error), trouble=True)
            return
        stored = self._stored()
        self._name_requests(stored)
        self.code_box.value = sheets.as_code(stored)
        sent = ", ".join(parts) or "nothing"
        said = f"Filed for {self._request}: {decision}, send {sent}, under {rule}."
        self._say(f"{said} {mended}".strip(), trouble=bool(mended))

    def _on_next(self, _: Any) -> None:
        stored = self._stored()
        names = list(self._rows)
        here = names.index(self._request)
        open_ones = [name for name in names[here + 1 :] + names[:here] if name not in stored]
        if open_ones:
            self.request_box.value = open_ones[0]
        else:
            self._say("No other request is open.")

    # -- display -----------------------------------------------------------------------------

    @property
    def _request(self) -> str:
        return str(self.request_box.value)

    @property
    def _asked(self) -> list[str]:
        return [part.strip() for part in self._rows[self._request]["asked"].split(";")]

    def _show(self) -> None:
        """Show the chosen request, with what was filed for it."""
        stored = self._stored()
        filed = stored.get(self._request)
        self.text.value = view.request_html(self._rows[self._request])
        known = filed is not None and filed["decision"] in view.DECISIONS
        self.decision_box.value = filed["decision"] if filed and known else None
        self.rule_box.value = filed["rule"] if filed and filed["rule"] in RULES else ""
        sent = filed["send"] if filed else []
        self._boxes = [
            w.Checkbox(value=part in sent, description=part, indent=False) for part in self._asked
        ]
        self.parts_box.children = [w.Label("What goes"), *self._boxes]
        self.code_box.value = sheets.as_code(stored)
        self._say(f"{self._request} is {'filed' if filed else 'open'}.")

    def _name_requests(self, stored: sheets.Sheet) -> None:
        chosen = self.request_box.value
        with self._silence():
            self.request_box.options = view.request_labels(self._rows, stored)
            self.request_box.value = chosen or next(iter(self._rows))

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
        """Show the widget, or, where nobody can click, the decisions as a table."""
        stored = self._stored()
        bundle: dict[str, Any] = {
            "text/plain": sheets.as_code(stored),
            "text/html": view.sheet_html(stored, self._rows),
        }
        if "NBGRADER_EXECUTION" not in os.environ:
            bundle[_WIDGET] = super()._repr_mimebundle_(**kwargs)[_WIDGET]
        return bundle


def _problem(decision: str | None, rule: str, parts: list[str], asked: list[str]) -> str:
    """Say what does not fit together in a decision; nothing about whether it is right."""
    if decision is None:
        return "Choose a decision first."
    if not rule:
        return "Choose the rule that decides."
    if decision == "refuse" and parts:
        return "Refuse means that nothing goes: untick what goes, or decide part or release."
    if decision == "release" and len(parts) < len(asked):
        return "Release means that all goes: tick every part, or decide part."
    if decision == "part" and not 0 < len(parts) < len(asked):
        return "Part means that some goes and some stays: tick the parts that go."
    return ""


def _rows(requests: pd.DataFrame) -> dict[str, dict[str, str]]:
    missing = [name for name in _COLUMNS if name not in requests.columns]
    if missing:
        raise FormError(
            f"The table of requests has no column {' and no column '.join(missing)}.",
            'Read it with pd.read_csv("data/requests.csv", dtype=str, keep_default_na=False).',
        )
    if requests.empty:
        raise FormError("The table of requests is empty.", "Read data/requests.csv again.")
    rows = requests.fillna("").astype(str).to_dict("records")
    return {row["request"]: {str(name): text for name, text in row.items()} for row in rows}
