"""A tool that decides items one by one and files each decision at once."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import Any, Generic, TypeVar

import ipywidgets as w

from hitkit.widgets.sheet import Sheet, SheetError
from hitkit.widgets.tool import Tool, code_area, row

Entry = TypeVar("Entry")


class Filing(Tool, Generic[Entry]):
    """A tool with a list of items, an entry to file for each, and the way to the next open one.

    ``noun`` is what an item is called. A tool of this kind names its items in ``labels``, shows
    one in ``show_item``, says in ``decided`` what the student chose, and calls ``start`` when all
    its parts are there.
    """

    sheet: Sheet[Entry]

    def __init__(
        self,
        name: str,
        gloss: str,
        kind: str,
        style: str,
        path: str | PathLike[str],
        first: str,
        items: Iterable[str],
        noun: str,
        file_it: str,
    ) -> None:
        super().__init__(name, gloss, kind, style, path, first)
        self._items, self._noun = list(items), noun
        self.item_box = w.Dropdown(description=noun.capitalize())
        self.file_button = self.button(file_it)
        self.file_button.add_class("hk-primary")
        self.next_button = self.button(f"Next open {noun}")
        self.buttons = row([self.file_button, self.next_button])
        self.code_box = code_area()

    def start(self) -> None:
        """Show the first item and listen to the student, once every part is there."""
        self.item_box.observe(self._on_item, "value")
        self.file_button.on_click(self._on_file)
        self.next_button.on_click(self._on_next)
        self._name_items(self.stored())
        self._show()

    @property
    def filed(self) -> dict[str, Entry]:
        """The entries on the sheet."""
        return self.sheet.read(self._path)

    @property
    def as_code(self) -> str:
        """The sheet as Python, to paste into an answer cell."""
        return self.sheet.as_code(self.filed)

    @property
    def item(self) -> str:
        """The item that is shown."""
        return str(self.item_box.value)

    def labels(self, stored: dict[str, Entry]) -> list[tuple[str, str]]:
        """Return each item's line in the list, and the item."""
        raise NotImplementedError

    def as_table(self, stored: dict[str, Entry]) -> str:
        """Return the sheet as HTML."""
        raise NotImplementedError

    def show_item(self, entry: Entry | None) -> None:
        """Show the chosen item, and what was filed for it."""
        raise NotImplementedError

    def decided(self) -> tuple[Entry, str] | str:
        """Return what the student decided and the sentence on it, or what is still missing."""
        raise NotImplementedError

    def in_words(self) -> dict[str, str]:
        """Return the sheet as code and as a table."""
        stored = self.stored()
        return {"text/plain": self.sheet.as_code(stored), "text/html": self.as_table(stored)}

    def stored(self) -> dict[str, Entry]:
        """Return the entries on the sheet; where it is damaged, say so and return none."""
        try:
            return self.filed
        except SheetError as error:
            self._say(str(error), trouble=True)
            return {}

    def _on_item(self, change: Any) -> None:
        if change.new is not None and not self._quiet:
            self._show()

    def _on_file(self, _: Any) -> None:
        decided = self.decided()
        if isinstance(decided, str):
            self._say(decided, trouble=True)
            return
        entry, said = decided
        try:
            mended = self.sheet.put(self._path, self.item, entry)
        except SheetError as error:
            self._say(str(error), trouble=True)
            return
        stored = self.stored()
        self._name_items(stored)
        self.code_box.value = self.sheet.as_code(stored)
        self._say(f"{said} {mended}".strip(), trouble=bool(mended))

    def _on_next(self, _: Any) -> None:
        stored = self.stored()
        here = self._items.index(self.item)
        others = [*self._items[here + 1 :], *self._items[:here]]
        for item in others:
            if item not in stored:
                self.item_box.value = item
                return
        self._say(f"No other {self._noun} is open.")

    def _show(self) -> None:
        stored: dict[str, Entry] = {}
        damage = ""
        try:
            stored = self.filed
        except SheetError as error:
            damage = str(error)
        self.show_item(stored.get(self.item))
        self.code_box.value = self.sheet.as_code(stored)
        state = "filed" if self.item in stored else "open"
        self._say(damage or f"{self.item} is {state}.", trouble=bool(damage))

    def _name_items(self, stored: dict[str, Entry]) -> None:
        chosen = self.item_box.value
        with self._silence():
            self.item_box.options = self.labels(stored)
            self.item_box.value = chosen or self._items[0]
