"""Markdown to HTML that cannot carry anything but text.

The renderer writes only tags of its own and never passes HTML on, so nothing is left for a
sanitiser to remove: bleach, which nbconvert brings along, gets security fixes only, and nh3 would
be one more compiled dependency. The page's content security policy stands behind it.
"""

from __future__ import annotations

import html
from html.parser import HTMLParser
from typing import Any

import mistune

_LONGEST = 50_000  # characters; what is longer was not written for people
_SCHEMES = ("https://", "http://", "mailto:")
_LINE_ENDS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
_UNSEEN = {"script", "style", "template", "svg", "math", "iframe", "object"}


def to_html(text: str) -> str:
    """Return Markdown as safe HTML; raw HTML in it becomes its bare text, a picture its alt text.

    Every heading becomes an ``h4``, so that it fits below the headings of a page.
    """
    return str(_markdown(text[:_LONGEST]))


def to_text(markup: str) -> str:
    """Return the text that people would read in a piece of HTML."""
    reader = _TextReader()
    reader.feed(markup)
    reader.close()
    return "".join(reader.pieces)


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _LINE_ENDS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)


class _Renderer(mistune.HTMLRenderer):
    """Writes a fixed set of tags; its text and attributes are always escaped."""

    def __init__(self) -> None:
        super().__init__(escape=True)

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return f"<h4>{text}</h4>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if not url.lower().startswith(_SCHEMES):
            return text
        return f'<a href="{html.escape(url)}" rel="noopener noreferrer">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"[Picture: {text}]" if text else "[Picture]"

    def inline_html(self, html: str) -> str:
        return "<br>" if html.lower().startswith("<br") else ""

    def block_html(self, html: str) -> str:
        text = to_text(html).strip()
        return f"<p>{mistune.escape(text)}</p>\n" if text else ""

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{mistune.escape(code)}</code></pre>\n"


_markdown = mistune.create_markdown(renderer=_Renderer(), plugins=["table", "strikethrough"])
