"""Match Review: read two records side by side, decide, and keep the decision."""

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
from hitkit.quality.policy import DECISIONS
from hitkit.quality.review import sheet as sheets
from hitkit.quality.review import view

_WIDGET = "application/vnd.jupyter.widget-view+json"


class MatchReview(w.VBox):
    """Decide pairs of records one by one; each decision is stored at once in a JSON file.

    ``review`` is a table with the column ``pair`` and two rows for each pair.
    Raises :class:`hitkit.check.FormError` for another table.
    """

    def __init__(
        self, review: pd.DataFrame, sheet: str | PathLike[str] = "answers-03.json"
    ) -> None:
        self._pairs = _pairs(review)
        self._path = Path(sheet)
        self._quiet = False
        self.pair_box = w.Dropdown(description="Pair")
        self.text = w.HTML()
        self.decision_box = w.RadioButtons(
            description="Decision",
            options=[(label, word) for word, label in view.CHOICES.items()],
            index=None,
        )
        self.keep_button = w.Button(description="Keep the decision")
        self.next_button = w.Button(description="Next open pair")
        self.next_button.add_class("hk-plain")
        self.status = w.HTML(view.status_html("Read both records, then decide."))
        self.code_box = w.Textarea(
            description="The same as Python, to copy into an answer cell", rows=4
        )
        buttons = w.HBox([self.keep_button, self.next_button])
        buttons.add_class("hk-row")
        super().__init__(
            [
                w.HTML(view.header_html()),
                self.pair_box,
                self.text,
                self.decision_box,
                buttons,
                self.status,
                self.code_box,
            ]
        )
        self.add_class("hk-review")
        self.pair_box.observe(self._on_pair, "value")
        self.keep_button.on_click(self._on_keep)
        self.next_button.on_click(self._on_next)
        self._name_pairs(self._stored())
        self._show()

    @property
    def decided(self) -> sheets.Sheet:
        """The decisions on the sheet."""
        return sheets.read(self._path)

    @property
    def as_code(self) -> str:
        """The review sheet as Python, to paste into an answer cell."""
        return sheets.as_code(self.decided)

    # -- what happens ------------------------------------------------------------------------

    def _on_pair(self, change: Any) -> None:
        if change.new is not None and not self._quiet:
            self._show()

    def _on_keep(self, _: Any) -> None:
        decision = self.decision_box.value
        if decision is None:
            self._say("Choose a decision first.", trouble=True)
            return
        try:
            mended = sheets.put(self._path, self._pair, decision)
        except sheets.SheetError as error:
            self._say(str(error), trouble=True)
            return
        stored = self._stored()
        self._name_pairs(stored)
        self.code_box.value = sheets.as_code(stored)
        self._say(f"Kept for {self._pair}: {decision}. {mended}".strip(), trouble=bool(mended))

    def _on_next(self, _: Any) -> None:
        stored = self._stored()
        names = list(self._pairs)
        here = names.index(self._pair)
        open_ones = [name for name in names[here + 1 :] + names[:here] if name not in stored]
        if open_ones:
            self.pair_box.value = open_ones[0]
        else:
            self._say("No other pair is open.")

    # -- display -----------------------------------------------------------------------------

    @property
    def _pair(self) -> str:
        return str(self.pair_box.value)

    def _show(self) -> None:
        """Show the chosen pair, with what was decided on it."""
        stored = self._stored()
        decided = stored.get(self._pair)
        self.text.value = view.pair_html(self._pair, *self._pairs[self._pair])
        self.decision_box.value = decided if decided in DECISIONS else None
        self.code_box.value = sheets.as_code(stored)
        self._say(f"{self._pair} is {'decided' if decided else 'open'}.")

    def _name_pairs(self, stored: sheets.Sheet) -> None:
        chosen = self.pair_box.value
        with self._silence():
            self.pair_box.options = view.pair_labels(self._pairs, stored)
            self.pair_box.value = chosen or next(iter(self._pairs))

    def _stored(self) -> sheets.Sheet:
        try:
            return self.decided
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
            "text/html": view.sheet_html(stored, self._pairs),
        }
        if "NBGRADER_EXECUTION" not in os.environ:
            bundle[_WIDGET] = super()._repr_mimebundle_(**kwargs)[_WIDGET]
        return bundle


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
