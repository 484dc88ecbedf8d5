"""The Outlook Explorer: choose occupation, table, measure and place; see table, bars and code."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from os import PathLike
from pathlib import Path
from typing import Any

import ipywidgets as w

from hitkit.check import FormError
from hitkit.outlook import tables
from hitkit.outlook.explorer import look, page
from hitkit.outlook.explorer.look import Choice
from hitkit.widgets.sheet import write_json
from hitkit.widgets.tool import Tool, row


class OutlookExplorer(Tool):
    """Look around the outlook tables by mouse or keyboard.

    What is chosen is kept in the JSON file ``choices`` and survives a restart. ``as_code`` is the
    pandas code that a look stands for.
    """

    def __init__(self, choices: str | PathLike[str] = "explorer.json") -> None:
        super().__init__(
            "Outlook Explorer",
            "public figures of the U.S. Bureau of Labor Statistics; choose with the arrow keys or "
            "the mouse",
            "hk-outlook",
            page.STYLE,
            choices,
            "",
        )
        self.choice, said = _read(self._path)
        self.code_box = w.Dropdown(
            description="Occupation",
            options=[(f"{code} {tables.title(code)}", code) for code in look.codes()],
        )
        self.by_box = w.Dropdown(description="Rows", options=list(look.KINDS))
        self.measure_box = w.Dropdown(description="Measure")
        self.place_box = w.Dropdown(description="Place to point out")
        self.page = w.HTML()
        self.as_code_box = w.Textarea(description="The same as Python", rows=14)
        self.children = [
            self.head,
            row([self.code_box, self.by_box]),
            row([self.measure_box, self.place_box]),
            self.status,
            self.page,
            self.as_code_box,
        ]
        self._show()
        if said:
            self._say(said)
        for box in (self.code_box, self.by_box, self.measure_box, self.place_box):
            box.observe(self._on_choice, "value")

    @property
    def as_code(self) -> str:
        """The look as pandas code."""
        return look.as_code(self.choice)

    def _on_choice(self, _: Any) -> None:
        if self._quiet:
            return
        wanted = Choice(
            self.code_box.value, self.by_box.value, self.measure_box.value, self.place_box.value
        )
        self.choice = _possible(wanted)
        self._show()
        try:
            write_json(self._path, asdict(self.choice))
        except OSError as error:
            self._say(
                f"{self._path.name} cannot be saved: {error.strerror}. Your look is shown, but "
                "will not survive a restart."
            )

    def _show(self) -> None:
        with self._silence():
            self.measure_box.options = [(look.WORDS[m], m) for m in self.choice.kind.measures]
            self.place_box.options = look.places(self.choice)
            self.code_box.value = self.choice.code
            self.by_box.value = self.choice.by
            self.measure_box.value = self.choice.measure
            self.place_box.value = self.choice.place
        self.page.value = page.page_html(self.choice)
        self.as_code_box.value = self.as_code
        self._say(page.status(self.choice))

    def in_words(self) -> dict[str, str]:
        """Return the look as code and as a table."""
        return {"text/plain": self.as_code, "text/html": page.page_html(self.choice)}


def _possible(wanted: Choice) -> Choice:
    """Return the wanted choice, or the nearest that the table has."""
    measures = wanted.kind.measures
    measure = wanted.measure if wanted.measure in measures else measures[0]
    if "median" in measures and wanted.measure not in measures:
        measure = "median"
    place = wanted.place if wanted.place in look.places(wanted) else look.ALL
    return Choice(wanted.code, wanted.by, measure, place)


def _read(path: Path) -> tuple[Choice, str]:
    """Return what was chosen last, and a sentence if that cannot be read."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        choice = Choice(**{field.name: str(stored[field.name]) for field in fields(Choice)})
        look.check(choice)
    except FileNotFoundError:
        return Choice(), ""
    except (OSError, ValueError, TypeError, KeyError, RecursionError, FormError):
        return Choice(), f"{path.name} cannot be read; the Explorer begins afresh."
    return choice, ""
