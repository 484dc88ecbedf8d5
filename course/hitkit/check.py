"""Instant checks: is the form of an answer fine? Whether it is right, only the grader says."""

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

FINE = "The form is fine. The grader will say whether the answer is right."


class FormError(ValueError):
    """An answer that cannot be marked as it stands, and what to do about it.

    Notebooks show the sentence alone, without a traceback.
    """

    def __init__(self, problem: str, hint: str = "") -> None:
        """Say the ``problem`` and, if there is one, a ``hint`` for the next step."""
        super().__init__(f"{problem}\nHint: {hint}" if hint else problem)

    def _render_traceback_(self) -> list[str]:
        return [f"Not yet: {self}"]


def require(condition: bool, problem: str, hint: str = "") -> None:
    """Raise :class:`FormError` unless ``condition`` holds."""
    if not condition:
        raise FormError(problem, hint)


def fine() -> None:
    """Tell the student that the form is fine, and no more."""
    print(FINE)


def answered(value: Any, name: str) -> None:
    """Refuse an answer that is still the ``...`` or ``None`` of the empty cell."""
    require(
        value is not None and value is not ...,
        f"`{name}` has no answer yet.",
        f"Put your answer after `{name} =` in the cell above, run it, then run this check again.",
    )


def text(value: Any, name: str, choices: Collection[str] | None = None) -> None:
    """Check that an answer is text and, with ``choices``, one of them."""
    answered(value, name)
    require(
        isinstance(value, str),
        f"`{name}` should be text, and is {kind(value)}.",
        f'Text stands in quotation marks: {name} = "..."',
    )
    require(bool(value.strip()), f"`{name}` is empty text.", "Type the answer between the quotes.")
    if choices is not None:
        require(
            value in choices,
            f"`{name}` is {value!r}, which is not one of the choices.",
            "Choose one of: " + ", ".join(sorted(choices)),
        )


def number(
    value: Any, name: str, low: float | None = None, high: float | None = None, unit: str = ""
) -> None:
    """Check that an answer is a number and, with ``low`` and ``high``, a possible one."""
    answered(value, name)
    is_number = pd.api.types.is_number(value) and not isinstance(value, bool)
    require(
        is_number and not pd.isna(value),
        f"`{name}` should be a number, and is {kind(value)}.",
        f"Numbers have no quotes and no thousands commas: {name} = 1234.5",
    )
    of_unit = f" {unit}" if unit else ""
    if low is not None:
        require(
            value >= low,
            f"`{name}` is {value}, but it cannot be below {low}{of_unit}.",
            "Look at the unit that the question asks for, and at what is divided by what.",
        )
    if high is not None:
        require(
            value <= high,
            f"`{name}` is {value}, but it cannot be above {high}{of_unit}.",
            "Look at the unit that the question asks for, and at what is divided by what.",
        )


def whole_number(
    value: Any, name: str, low: int | None = None, high: int | None = None, unit: str = ""
) -> None:
    """Check that an answer is a whole number, a count for instance."""
    number(value, name, low, high, unit)
    require(
        float(value).is_integer(),
        f"`{name}` is {value}, but a count is a whole number.",
        "Count rows with len(...) or .sum(), and do not divide.",
    )


def items(value: Any, name: str, known: Iterable[str] | None = None, what: str = "id") -> None:
    """Check that an answer is a list of text, with no item twice and, with ``known``, all known."""
    answered(value, name)
    require(
        isinstance(value, list | tuple | set | pd.Series | pd.Index),
        f"`{name}` should be a list, and is {kind(value)}.",
        f'A list stands in square brackets: {name} = ["A1", "B2"]',
    )
    listed = list(value)
    strays = [item for item in listed if not isinstance(item, str)]
    require(
        not strays,
        f"`{name}` holds {next(iter(strays), '')}, which is not text.",
        f"Each {what} stands in quotation marks.",
    )
    twice = sorted({item for item in listed if listed.count(item) > 1})
    require(not twice, f"`{name}` lists {', '.join(twice[:3])} more than once.", "List each once.")
    if known is not None:
        unknown = sorted(set(listed) - set(known))
        require(
            not unknown,
            f"`{name}` has {', '.join(unknown[:3])}, which is no {what} in this file.",
            f"Copy each {what} as it stands in the file, capitals and zeros included.",
        )


def table(value: Any, name: str, columns: Iterable[str]) -> None:
    """Check that an answer is a table with these columns."""
    answered(value, name)
    require(
        isinstance(value, pd.DataFrame),
        f"`{name}` should be a table, and is {kind(value)}.",
        "Two square brackets keep a table: visits[['column']]; one gives a single column.",
    )
    missing = [column for column in columns if column not in value.columns]
    require(
        not missing,
        f"`{name}` has no column {', '.join(missing)}.",
        f"Its columns are: {', '.join(map(str, value.columns))}",
    )


def is_empty(value: Any) -> bool:
    """Say whether a value is still what an empty answer holds."""
    return value is None or value is ... or (isinstance(value, str | list) and not value)


def kind(value: Any) -> str:
    """Name the type of a value in a student's words."""
    names: list[tuple[type | tuple[type, ...], str]] = [
        (bool, "True or False"),
        (str, "text"),
        ((int, float), "a number"),
        (dict, "a dictionary"),
        ((list, tuple), "a list"),
        (set, "a set"),
        (pd.DataFrame, "a table"),
        (pd.Series, "a column"),
    ]
    for types, name in names:
        if isinstance(value, types):
            return name
    if callable(value):
        return "a function (are its brackets missing?)"
    return f"of type {type(value).__name__}"
