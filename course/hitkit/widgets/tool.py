"""The widget that each tool of the course is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import ipywidgets as w

from hitkit.widgets.look import head_html, status_html

_ANSWER = "this.closest('.hk-tool').querySelector('.hk-turn button').click()"
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
        self._waiting: list[Callable[[], None]] = []
        self._question = w.HTML()
        answer = w.Button()
        answer.on_click(self._on_answer)
        turn = w.VBox([self._question, answer])
        turn.add_class("hk-turn")
        self.head = w.VBox([w.HTML(head_html(name, gloss, style)), turn])
        self.status = w.HTML(status_html(first))
        self.status.add_class("hk-live")
        self.add_class("hk-tool")
        self.add_class(kind)

    def in_words(self) -> dict[str, str]:
        """Return the same as plain text and HTML, by MIME type, for where nobody can click."""
        raise NotImplementedError

    def button(self, description: str, **more: Any) -> w.Button:
        """Make a button; a press counts once all that was chosen before it has arrived."""
        return _Button(self._settle, description=description, **more)

    def _settle(self, act: Callable[[], None]) -> None:
        """Act once all that the student did before has arrived.

        A browser holds a change back while the kernel still answers the one before, but not the
        press of a button or of Enter: they overtake it. So ask the browser for an answer; what it
        held back comes first.
        """
        self._waiting.append(act)
        self._question.value = f'<style onload="{_ANSWER}">/* {time.monotonic_ns()} */</style>'

    def _on_answer(self, _: Any) -> None:
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

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


class _Button(w.Button):
    def __init__(self, settle: Callable[[Callable[[], None]], None], **more: Any) -> None:
        super().__init__(**more)
        self._settle = settle

    def _handle_button_msg(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("event") == "click":
            self._settle(self.click)


def row(children: Sequence[w.Widget]) -> w.HBox:
    """Put parts side by side as far as there is room."""
    box = w.HBox(children)
    box.add_class("hk-row")
    return box


def code_area(rows: int = 4) -> w.Textarea:
    """Make the box that shows a sheet as Python."""
    return w.Textarea(description="The same as Python, to copy into an answer cell", rows=rows)
