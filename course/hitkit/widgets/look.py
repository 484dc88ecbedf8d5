"""The common face of the widgets: head, live line and style, and their hold on the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib import resources

# JupyterLab takes plain keys for its own commands (arrows change cells, "d d" deletes one) unless
# the element with the focus carries this attribute. Text fields are left alone: they keep Ctrl+S.
# A live region must be there before its message: roles cannot be set from Python.
_KEYS = (
    "const box = this.closest('.hk-tool');"
    "box.addEventListener('focusin', ({{target}}) => {{"
    " if (!target.matches('input[type=text], textarea'))"
    " target.setAttribute('data-lm-suppress-shortcuts', 'true');"
    " box.querySelector('.hk-live').setAttribute('role', 'status');"
    "}});"
    "box.setAttribute('role', 'group');"
    "box.setAttribute('aria-label', '{name}');"
)


@cache
def _style() -> str:
    return (resources.files("hitkit.widgets") / "tool.css").read_text(encoding="utf-8")


def head_html(name: str, gloss: str, style: str) -> str:
    """Show the name of a tool, with the common style sheet and its own."""
    told = f'<span class="hk-gloss">{escape(gloss)}</span>'
    return (
        f'<style onload="{_KEYS.format(name=name)}">{_style()}{style}</style>'
        f'<p class="hk-head"><b>{escape(name)}</b> {told}</p>'
    )


def status_html(text: str, trouble: bool = False) -> str:
    """Show a message; the part that holds it is made a live region, which is spoken."""
    word = "<b>Mind:</b> " if trouble else ""
    return f'<p class="hk-status">{word}{escape(text)}</p>'


def table_html(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Show texts as a table that a screen reader can follow; the first of a row names it."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(text)}</td>" for text in texts)
        + "</tr>"
        for name, *texts in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
