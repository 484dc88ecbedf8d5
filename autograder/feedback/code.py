"""Program text to HTML with colours, without a script."""

from __future__ import annotations

from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_LONGEST = 20_000  # characters that are coloured; the rest is plain


def to_html(source: str, language: str) -> str:
    """Return ``source`` as escaped HTML with Pygments' classes, or plain if it is not known."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(source)
    coloured: str = highlight(source[:_LONGEST], lexer, HtmlFormatter(nowrap=True))
    return coloured + escape(source[_LONGEST:])
