"""The widget that each tool of the course is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import ipywidgets as w

from hitkit.widgets.look import head_html, status_html

_WIDGET = "application/vnd.jupyter.widget-view+json"


class Tool(w.VBox):
    """A widget that keeps what was done in a file, says what happens, and works without a mouse.

    ``style`` is its own style sheet, below the class ``kind``. A tool fills ``children`` itself
    and puts ``head`` and ``status`` among them.
    """

    def __init__(
        self, name: str, gloss: str, kind: str, style: str, path: str | PathLike[str], first: str
    ) -> None:
        super().__init__()
        self._path = Path(path)
        self._quiet = False
        self.head = w.HTML(head_html(name, gloss, style))
        self.status = w.HTML(status_html(first))
        self.status.add_class("hk-live")
        self.add_class("hk-tool")
        self.add_class(kind)

    def in_words(self) -> dict[str, str]:
        """Return the same as plain text and HTML, by MIME type, for where nobody can click."""
        raise NotImplementedError

    def _say(self, text: str, trouble: bool = False) -> None:
        self.status.value = status_html(text, trouble)

    @contextmanager
    def _silence(self) -> Iterator[None]:
        """Change lists without answering the change as if the student had made it."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(self.in_words())
        if "NBGRADER_EXECUTION" not in os.environ:
            bundle[_WIDGET] = super()._repr_mimebundle_(**kwargs)[_WIDGET]
        return bundle


def row(children: Sequence[w.Widget]) -> w.HBox:
    """Put parts side by side as far as there is room."""
    box = w.HBox(children)
    box.add_class("hk-row")
    return box


def code_area(rows: int = 4) -> w.Textarea:
    """Make the box that shows a sheet as Python."""
    return w.Textarea(description="The same as Python, to copy into an answer cell", rows=rows)
