"""The Encoder: look up ICD-10-CM by mouse or keyboard, and pick codes onto an answer sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Any

import ipywidgets as w
import pandas as pd

from hitkit.check import FormError
from hitkit.coding.encoder import view
from hitkit.coding.encoder.index import index
from hitkit.coding.encoder.sheet import SHEET
from hitkit.coding.tabular import RELEASE, tabular
from hitkit.widgets.sheet import SheetError
from hitkit.widgets.tool import Tool, code_area, row

_HITS = 50


class Encoder(Tool):
    """Look up ICD-10-CM, and pick codes for each encounter onto an answer sheet.

    ``encounters`` names the notes by encounter: a mapping, or a table with the columns
    ``encounter`` and ``note`` (other columns are shown above the note). Without it the Encoder
    only looks things up. Each pick is stored at once in the JSON file ``sheet``.
    """

    def __init__(
        self,
        encounters: Mapping[str, str] | pd.DataFrame | None = None,
        sheet: str | PathLike[str] = "answers.json",
    ) -> None:
        super().__init__(
            "Encoder",
            RELEASE,
            "hk-encoder",
            view.STYLE,
            sheet,
            "Type words of a diagnosis, or a code.",
        )
        self._table = tabular()
        self._index = index()
        self._notes = _notes_by_encounter(encounters)
        self._make_look_up()
        self._make_sheet()
        picking = [self.encounter_box, self.note] if self._notes else []
        answers = [row([self.sheet_column, self.code_box])] if self._notes else []
        buttons = [self.up_button, self.open_button]
        buttons += [self.pick_button] if self._notes else []
        lists = row([self.matches, self.lines])
        self.children = [
            self.head,
            *picking,
            self.search_box,
            self.status,
            lists,
            self.legend,
            row(buttons),
            self.details,
            *answers,
        ]
        self._watch()
        if self._notes:
            self._name_encounters(self._stored())
            self._show_encounter()

    @property
    def picked(self) -> dict[str, list[str]]:
        """The codes on the answer sheet, in order, for every encounter."""
        stored = SHEET.read(self._path)
        return {encounter: stored.get(encounter, []) for encounter in self._notes} | stored

    @property
    def as_code(self) -> str:
        """The answer sheet as Python, to paste into an answer cell."""
        return SHEET.as_code(self.picked)

    # -- parts -------------------------------------------------------------------------------

    def _make_look_up(self) -> None:
        self.search_box = w.Text(
            description="Words or code",
            placeholder="for example: broken wrist, or I21.4 (Enter opens the first match)",
        )
        self.matches = _list("Matches", rows=11)
        self.lines = _list("Tabular list", rows=11)
        self.legend = w.HTML(view.legend_html())
        self.up_button = self.button("Up one level", tooltip="Show the level above")
        self.open_button = self.button(
            "Open the line", tooltip="Show what stands below the chosen line"
        )
        self.pick_button = self.button("Add to the answer sheet")
        self.pick_button.add_class("hk-primary")
        self.details = w.HTML()

    def _make_sheet(self) -> None:
        self.encounter_box = w.Dropdown(description="Encounter")
        self.note = w.HTML()
        self.sheet_box = _list("Answer sheet", rows=4)
        self.move_up_button = self.button("Move up", tooltip="Move the chosen code up")
        self.remove_button = self.button("Remove", tooltip="Take the chosen code off")
        self.sheet_column = w.VBox([self.sheet_box, row([self.move_up_button, self.remove_button])])
        self.sheet_column.add_class("hk-column")
        self.code_box = code_area()

    def _watch(self) -> None:
        self.search_box.observe(self._on_typed, "value")
        self.search_box.on_msg(self._on_enter)
        self.matches.observe(self._on_match, "value")
        self.lines.observe(self._on_line, "value")
        self.encounter_box.observe(self._on_encounter, "value")
        self.sheet_box.observe(self._on_picked_line, "value")
        self.up_button.on_click(self._on_up)
        self.open_button.on_click(self._on_open)
        self.pick_button.on_click(self._on_pick)
        self.move_up_button.on_click(self._on_move_up)
        self.remove_button.on_click(self._on_remove)

    # -- looking up --------------------------------------------------------------------------

    def _on_typed(self, change: Any) -> None:
        found = self._index.find(change.new, _HITS)
        hits = [hit.position for hit in found.hits]
        with self._silence():
            _fill(self.matches, view.hit_labels(self._table, hits), hits)
        more = f"The best {len(found.hits)} are shown." if found.total > len(found.hits) else ""
        self._say(view.joined([found.said, more]))

    def _on_enter(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("event") == "submit":
            self._settle(self._open_first)

    def _open_first(self) -> None:
        if self.matches.options:
            self.matches.index = None
            self.matches.index = 0

    def _on_match(self, change: Any) -> None:
        if change.new is not None and not self._quiet:
            self._open(change.new)

    def _on_line(self, change: Any) -> None:
        if change.new is not None and not self._quiet:
            self._show(change.new)

    def _on_up(self, _: Any) -> None:
        here = self.lines.value
        parent = self._table.entries[here].parent if here is not None else None
        if parent is None:
            self._say("This is the top of the list." if here is not None else _CHOOSE)
        else:
            self._open(parent)

    def _on_open(self, _: Any) -> None:
        if self.lines.value is None:
            self._say(_CHOOSE)
        elif not self._table.children(self.lines.value):
            self._say(f"Nothing stands below {self._table.entries[self.lines.value].code}.")
        else:
            self._open(self.lines.value)

    def _open(self, i: int) -> None:
        """Show an entry with the part of the tabular list around it."""
        around = view.tree_lines(self._table, i)
        with self._silence():
            _fill(self.lines, view.tree_labels(self._table, around), around)
            self.lines.value = i
        self._show(i)

    def _show(self, i: int) -> None:
        """Show an entry's notes, and offer it for the sheet."""
        entry = self._table.entries[i]
        self.details.value = view.entry_html(self._table, i, self._table.notes(i))
        self.pick_button.description = f"Add {entry.shown} to the answer sheet"
        self._say(f"{entry.shown} {entry.title}. {view.standing(entry)}")

    # -- the answer sheet --------------------------------------------------------------------

    def _on_encounter(self, change: Any) -> None:
        if change.new is not None and not self._quiet:
            self._show_encounter()

    def _on_pick(self, _: Any) -> None:
        if self.lines.value is None:
            self._say(_CHOOSE)
            return
        entry = self._table.entries[self.lines.value]
        codes = self._codes()
        if entry.level in ("chapter", "block"):
            self._say(f"{entry.code} is a {entry.level}, not a code. Open it.", trouble=True)
        elif entry.code in codes:
            self._say(f"{entry.code} is on the sheet of {self._encounter} already.", trouble=True)
        else:
            said = f"{entry.code} is number {len(codes) + 1} on the sheet of {self._encounter}."
            caution = "" if entry.billable else view.standing(entry)
            self._store([*codes, entry.code], len(codes), view.joined([said, caution]))

    def _on_picked_line(self, change: Any) -> None:
        if change.new is None or self._quiet:
            return
        if picked := self._chosen():
            codes, chosen = picked
            position = self._table.position(codes[chosen])
            if position is None:
                self._say(f"{codes[chosen]} is not in this release.", trouble=True)
            else:
                self._open(position)

    def _on_move_up(self, _: Any) -> None:
        if picked := self._chosen():
            codes, chosen = picked
            if chosen == 0:
                self._say(f"{codes[0]} is first already.")
            else:
                codes[chosen - 1 : chosen + 1] = [codes[chosen], codes[chosen - 1]]
                self._store(codes, chosen - 1, f"{codes[chosen - 1]} is now number {chosen}.")

    def _on_remove(self, _: Any) -> None:
        if picked := self._chosen():
            codes, chosen = picked
            gone = codes.pop(chosen)
            self._store(codes, min(chosen, len(codes) - 1), f"{gone} is off the sheet.")

    @property
    def _encounter(self) -> str:
        return str(self.encounter_box.value)

    def _chosen(self) -> tuple[list[str], int] | None:
        """Return the codes of the encounter and the chosen one's place; say so if there is none."""
        codes, chosen = self._codes(), self.sheet_box.index
        if chosen is not None and chosen < len(codes):
            return codes, chosen
        self._say(_CHOOSE_PICK)
        return None

    def _codes(self) -> list[str]:
        return self._stored().get(self._encounter, [])

    def _stored(self) -> dict[str, list[str]]:
        try:
            return self.picked
        except SheetError as error:
            self._say(str(error), trouble=True)
            return {encounter: [] for encounter in self._notes}

    def _store(self, codes: list[str], chosen: int, said: str) -> None:
        try:
            mended = SHEET.put(self._path, self._encounter, codes)
        except SheetError as error:
            self._say(str(error), trouble=True)
            return
        self._show_sheet(chosen)
        self._say(view.joined([said, mended]), trouble=bool(mended))

    def _show_encounter(self) -> None:
        self.note.value = view.note_html(self._notes[self._encounter])
        self.sheet_box.description = f"Answer sheet of {self._encounter}, first-listed on top"
        self._show_sheet(None)

    def _show_sheet(self, chosen: int | None) -> None:
        stored = self._stored()
        codes = stored.get(self._encounter, [])
        with self._silence():
            _fill(self.sheet_box, view.pick_labels(self._table, codes), range(len(codes)))
            if chosen is not None and 0 <= chosen < len(codes):
                self.sheet_box.index = chosen
        self.code_box.value = SHEET.as_code(stored)
        self._name_encounters(stored)

    def _name_encounters(self, stored: dict[str, list[str]]) -> None:
        """Say in the list of encounters how many codes each has."""
        counts = {encounter: len(stored.get(encounter, [])) for encounter in self._notes}
        chosen = self.encounter_box.value
        with self._silence():
            self.encounter_box.options = [
                (f"{encounter} ({_codes_said(n)})", encounter) for encounter, n in counts.items()
            ]
            self.encounter_box.value = chosen or next(iter(counts))

    # -- display -----------------------------------------------------------------------------

    def in_words(self) -> dict[str, str]:
        """Return the answer sheet as code and, where there are encounters, as a table."""
        stored = self._stored()
        words = {"text/plain": SHEET.as_code(stored)}
        if self._notes:
            words["text/html"] = view.sheet_html(self._table, stored)
        return words


_CHOOSE = "Choose a match or a line of the tabular list first."
_CHOOSE_PICK = "Choose a code on the answer sheet first."


def _list(description: str, rows: int) -> w.Select:
    return w.Select(description=description, rows=rows)


def _fill(chooser: w.Select, labels: list[str], values: Iterable[int]) -> None:
    """Give a list new lines, none of them chosen."""
    chooser.index = None
    chooser.options = list(zip(labels, values, strict=True))


def _codes_said(count: int) -> str:
    return "1 code" if count == 1 else f"{count or 'no'} codes"


def _notes_by_encounter(encounters: Mapping[str, str] | pd.DataFrame | None) -> dict[str, str]:
    if encounters is None:
        return {}
    if not isinstance(encounters, pd.DataFrame):
        return {str(encounter): str(note) for encounter, note in encounters.items()}
    missing = [name for name in ("encounter", "note") if name not in encounters.columns]
    if missing:
        raise FormError(
            f"The table of encounters has no column {' and no column '.join(missing)}.",
            "Rename the columns: notes.rename(columns={'old name': 'encounter'})",
        )
    notes = {}
    for line in encounters.to_dict("records"):
        note = str(line.pop("note"))
        encounter = str(line.pop("encounter"))
        facts = " · ".join(f"{name}: {value}" for name, value in line.items())
        notes[encounter] = f"{facts}\n{note}" if facts else note
    return notes
