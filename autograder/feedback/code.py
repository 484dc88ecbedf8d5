"""Program text to HTML with colours, without a script."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_LONGEST = 20_000  # characters that are coloured; the rest is plain


def to_html(source: str, language: str) -> str:
    """Return ``source`` as escaped HTML with Pygments' classes, or plain if it is not known."""
    lexer = _lexer(language)
    if lexer is None:
        return escape(source)
    head, rest = source[:_LONGEST], source[_LONGEST:]
    coloured: str = highlight(head, lexer, HtmlFormatter(nowrap=True))
    if not head.endswith("\n"):  # Pygments ends every line
        coloured = coloured.removesuffix("\n")
    return coloured + escape(rest)


@lru_cache(16)
def _lexer(language: str) -> Lexer | None:
    """Find a lexer once; Pygments searches every installed package for it."""
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
