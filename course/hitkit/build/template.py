"""Fill a module's text with what the seed drew, and keep keys where only graders read them."""

import pprint
import re
from typing import Any

import jinja2

from hitkit.draw import Draw

BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
_SEALED = re.compile(rf"{BEGIN_SOLUTION}.*?{END_SOLUTION}|{BEGIN_HIDDEN}.*?{END_HIDDEN}", re.DOTALL)
_USES_KEY = re.compile(r"\{[{%][^}]*\bkey\b")


class TemplateError(ValueError):
    """A module's text cannot be filled; the message says what to mend."""


def literal(value: Any) -> str:
    """Return plain data as Python source."""
    return pprint.pformat(value, width=96, sort_dicts=False)


class _Keys:
    """Gives each key as Python source, so that ``KEY = {{ key.q3 }}`` is code."""

    def __init__(self, draw: Draw) -> None:
        self._keys = draw.keys

    def __getattr__(self, name: str) -> str:
        try:
            return literal(self._keys[name])
        except KeyError:
            raise TemplateError(f"term.py draws no key for {name!r}.") from None


class Filler:
    """Fills texts of one module from one draw."""

    def __init__(self, draw: Draw) -> None:
        """Prepare to fill with the ``values`` and ``keys`` of a draw."""
        self._environment = jinja2.Environment(
            undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False
        )
        self._environment.filters["literal"] = literal
        self._values = dict(draw.values)
        self._keys = _Keys(draw)

    def open(self, text: str) -> str:
        """Fill a text that students see; a key in it is an error."""
        if _USES_KEY.search(_SEALED.sub("", text)):
            raise TemplateError(
                "a key stands outside of a solution or hidden test, where students would see it: "
                + _USES_KEY.findall(_SEALED.sub("", text))[0]
            )
        return self.sealed(text)

    def sealed(self, text: str) -> str:
        """Fill a text that only instructors see; keys are allowed."""
        try:
            return self._environment.from_string(text).render(self._values, key=self._keys)
        except jinja2.TemplateError as error:
            raise TemplateError(f"{error}. Does term.py draw it?") from error
