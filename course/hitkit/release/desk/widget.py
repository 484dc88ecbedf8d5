"""The Release Desk: read the request and its papers, decide, and file the decision."""

from __future__ import annotations

from os import PathLike

import ipywidgets as w
import pandas as pd

from hitkit.check import FormError
from hitkit.release.citations import RULES
from hitkit.release.desk import view
from hitkit.release.desk.sheet import SHEET, Filed
from hitkit.widgets.filing import Filing
from hitkit.widgets.tool import row

_COLUMNS = ("request", "letter", "asked")


class ReleaseDesk(Filing[Filed]):
    """Decide requests one by one; each filed decision is stored at once in a JSON file.

    ``requests`` is a table with the columns ``request``, ``letter`` and ``asked`` (parts with a
    semicolon between them), and, if there are such, ``received``, ``sender`` and ``papers``.
    """

    sheet = SHEET

    def __init__(
        self, requests: pd.DataFrame, sheet: str | PathLike[str] = "answers-09.json"
    ) -> None:
        self._rows = _rows(requests)
        super().__init__(
            "Release Desk",
            "45 CFR Part 164, 42 CFR Part 2",
            "hk-desk",
            view.STYLE,
            sheet,
            "Read the request, then decide.",
            self._rows,
            "request",
            "File the decision",
        )
        self.text = w.HTML()
        self.decision_box = w.RadioButtons(
            description="Decision",
            options=[(label, value) for value, label in view.DECISIONS.items()],
            index=None,
        )
        self.parts_box = w.VBox()
        self.rule_box = w.Dropdown(description="Rule that decides", options=view.rule_labels())
        self.children = [
            self.head,
            self.item_box,
            self.text,
            row([self.decision_box, self.parts_box]),
            self.rule_box,
            self.buttons,
            self.status,
            self.code_box,
        ]
        self.start()

    @property
    def parts(self) -> list[str]:
        """The parts that are ticked, in the order of the request."""
        return [box.description for box in self._boxes if box.value]

    def labels(self, stored: dict[str, Filed]) -> list[tuple[str, str]]:
        """Name each request with what was decided so far."""
        return view.request_labels(self._rows, stored)

    def show_item(self, entry: Filed | None) -> None:
        """Show the chosen request, with what was filed for it."""
        self.text.value = view.request_html(self._rows[self.item])
        known = entry is not None and entry["decision"] in view.DECISIONS
        self.decision_box.value = entry["decision"] if entry and known else None
        self.rule_box.value = entry["rule"] if entry and entry["rule"] in RULES else ""
        sent = entry["send"] if entry else []
        self._boxes = [
            w.Checkbox(value=part in sent, description=part, indent=False) for part in self._asked
        ]
        self.parts_box.children = [w.Label("What goes"), *self._boxes]

    def decided(self) -> tuple[Filed, str] | str:
        """Return the decision and the sentence on it, or what does not fit together."""
        decision, rule, parts = self.decision_box.value, self.rule_box.value, self.parts
        problem = _problem(decision, rule, parts, self._asked)
        if problem:
            return problem
        sent = ", ".join(parts) or "nothing"
        said = f"Filed for {self.item}: {decision}, send {sent}, under {rule}."
        return {"decision": decision, "send": parts, "rule": rule}, said

    def as_table(self, stored: dict[str, Filed]) -> str:
        """Return the decisions as a table."""
        return view.sheet_html(stored, self._rows)

    @property
    def _asked(self) -> list[str]:
        return [part.strip() for part in self._rows[self.item]["asked"].split(";")]


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
