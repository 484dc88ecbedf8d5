"""The Outlook Explorer: choose occupation, table, measure and place; see table, bars and code."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from os import PathLike
from pathlib import Path
from typing import Any

import ipywidgets as w

from hitkit.check import FormError
from hitkit.outlook import tables
from hitkit.outlook.explorer import look, page
from hitkit.outlook.explorer.look import Choice

_WIDGET = "application/vnd.jupyter.widget-view+json"


class OutlookExplorer(w.VBox):
    """Look around the outlook tables by mouse or keyboard.

    What is chosen is kept in the JSON file ``choices`` and survives a restart. ``as_code`` is the
    pandas code that a look stands for.
    """

    def __init__(self, choices: str | PathLike[str] = "explorer.json") -> None:
        self._path = Path(choices)
        self._quiet = False
        self.choice, said = _read(self._path)
        self.code_box = w.Dropdown(
            description="Occupation",
            options=[(f"{code} {tables.title(code)}", code) for code in look.codes()],
        )
        self.by_box = w.Dropdown(description="Rows", options=list(look.KINDS))
        self.measure_box = w.Dropdown(description="Measure")
        self.place_box = w.Dropdown(description="Place to point out")
        self.status = w.HTML()
        self.page = w.HTML()
        self.as_code_box = w.Textarea(description="The same as Python", rows=14)
        super().__init__(
            [
                w.HTML(page.head_html()),
                _row([self.code_box, self.by_box]),
                _row([self.measure_box, self.place_box]),
                self.status,
                self.page,
                self.as_code_box,
            ]
        )
        self.add_class("hk-outlook")
        self._show()
        if said:
            self.status.value = page.status_html(said)
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
            _write(self._path, self.choice)
        except OSError as error:
            self.status.value = page.status_html(
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
        self.status.value = page.status_html(page.status(self.choice))

    @contextmanager
    def _silence(self) -> Iterator[None]:
        """Change the choosers without answering as if the student had."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Show the widget, or, where nobody can click, the table."""
        bundle: dict[str, Any] = {
            "text/plain": self.as_code,
            "text/html": page.page_html(self.choice),
        }
        if "NBGRADER_EXECUTION" not in os.environ:
            bundle[_WIDGET] = super()._repr_mimebundle_(**kwargs)[_WIDGET]
        return bundle


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


def _write(path: Path, choice: Choice) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(asdict(choice), indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def _row(children: list[w.Widget]) -> w.HBox:
    row = w.HBox(children)
    row.add_class("hk-row")
    return row
