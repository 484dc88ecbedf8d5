"""The common face of the widgets: head, live line and style, and their hold on the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib import resources


@cache
def _part(name: str) -> str:
    return (resources.files("hitkit.widgets") / name).read_text(encoding="utf-8")


def head_html(name: str, gloss: str, style: str) -> str:
    """Show the name of a tool, with the common style sheet and its own."""
    keys = f'data-name="{escape(name)}" onload="{escape(_part("tool.js"))}"'
    told = f'<span class="hk-gloss">{escape(gloss)}</span>'
    return (
        f"<style {keys}>{_part('tool.css')}{style}</style>"
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
