"""Match Review: read two records side by side, decide, and keep the decision."""

from __future__ import annotations

from os import PathLike

import ipywidgets as w
import pandas as pd

from hitkit.check import FormError
from hitkit.quality.policy import DECISIONS
from hitkit.quality.review import view
from hitkit.quality.review.sheet import SHEET
from hitkit.widgets.filing import Filing


class MatchReview(Filing[str]):
    """Decide pairs of records one by one; each decision is stored at once in a JSON file.

    ``review`` is a table with the column ``pair`` and two rows for each pair.
    Raises :class:`hitkit.check.FormError` for another table.
    """

    sheet = SHEET

    def __init__(
        self, review: pd.DataFrame, sheet: str | PathLike[str] = "answers-03.json"
    ) -> None:
        self._pairs = _pairs(review)
        super().__init__(
            "Match Review",
            "two records side by side",
            "hk-review",
            view.STYLE,
            sheet,
            "Read both records, then decide.",
            self._pairs,
            "pair",
            "Keep the decision",
        )
        self.text = w.HTML()
        self.decision_box = w.RadioButtons(
            description="Decision",
            options=[(label, word) for word, label in view.CHOICES.items()],
            index=None,
        )
        self.children = [
            self.head,
            self.item_box,
            self.text,
            self.decision_box,
            self.buttons,
            self.status,
            self.code_box,
        ]
        self.start()

    def labels(self, stored: dict[str, str]) -> list[tuple[str, str]]:
        """Name each pair with what was decided so far."""
        return view.pair_labels(self._pairs, stored)

    def show_item(self, entry: str | None) -> None:
        """Show the chosen pair, with what was decided on it."""
        self.text.value = view.pair_html(self.item, *self._pairs[self.item])
        self.decision_box.value = entry if entry in DECISIONS else None

    def decided(self) -> tuple[str, str] | str:
        """Return the decision and the sentence on it, or what is missing."""
        decision = self.decision_box.value
        if decision is None:
            return "Choose a decision first."
        return decision, f"Kept for {self.item}: {decision}."

    def as_table(self, stored: dict[str, str]) -> str:
        """Return the decisions as a table."""
        return view.sheet_html(stored, self._pairs)


def _pairs(review: pd.DataFrame) -> dict[str, list[dict[str, str]]]:
    if "pair" not in review.columns or review.empty:
        raise FormError(
            "This is no table of pairs.",
            'Read it with pd.read_csv("data/review.csv", dtype=str, keep_default_na=False).',
        )
    found: dict[str, list[dict[str, str]]] = {}
    for row in review.fillna("").astype(str).to_dict("records"):
        record = {str(field): text for field, text in row.items() if field != "pair"}
        found.setdefault(row["pair"], []).append(record)
    odd = [pair for pair, records in found.items() if len(records) != 2]
    if odd:
        raise FormError(
            f"Pair {odd[0]} has {len(found[odd[0]])} rows instead of 2.",
            "Read the file again, and leave no row out.",
        )
    return found
