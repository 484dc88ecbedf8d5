"""Instant checks for the shapes of answer that the outlook lab asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from hitkit import check
from hitkit.marks import is_blank


def numbers(value: Any, name: str, keys: Collection[str]) -> None:
    """Check that an answer is a dictionary with a number under each of these names."""
    _dictionary(value, name, keys, "a number")
    for key in keys:
        check.answered(value[key], f'{name}["{key}"]')
        check.number(value[key], f'{name}["{key}"]')


def labels(value: Any, name: str, keys: Collection[str], choices: Collection[str]) -> None:
    """Check that an answer is a dictionary of these labels; some names may be left blank."""
    _dictionary(value, name, keys, "a label")
    given = [key for key in keys if not is_blank(value[key])]
    check.require(
        bool(given),
        f"`{name}` has no label yet.",
        f"Put a label between the quotes, for instance: {sorted(choices)[0]!r}",
    )
    for key in given:
        check.text(value[key], f'{name}["{key}"]', choices)
    if len(given) < len(keys):
        print(f"{len(keys) - len(given)} of {len(keys)} are left blank.")


def ranked(value: Any, name: str, length: int, known: Collection[str], what: str) -> None:
    """Check that an answer is a list of this length, of names in the file."""
    check.items(value, name, known, what)
    check.require(
        len(list(value)) == length,
        f"`{name}` has {len(list(value))} names; it should have {length}.",
        "Sort, then take the first rows with .head(...).",
    )


def chart(value: Any, name: str) -> None:
    """Check that an answer is what ``read_chart`` gives."""
    check.answered(value, name)
    check.require(
        isinstance(value, Mapping) and "bars" in value,
        f"`{name}` should be what read_chart(ax) gives, and is {check.kind(value)}.",
        f"Keep the axes when you draw: ax = pay.plot.bar(). Then {name} = read_chart(ax)",
    )


def _dictionary(value: Any, name: str, keys: Collection[str], what: str) -> None:
    check.answered(value, name)
    check.require(
        isinstance(value, Mapping) and not isinstance(value, pd.Series),
        f"`{name}` should be a dictionary, and is {check.kind(value)}.",
        f'A dictionary gives {what} to each name: {name} = {{"{next(iter(keys))}": ...}}',
    )
    missing = [key for key in keys if key not in value]
    check.require(
        not missing,
        f"`{name}` has nothing for {', '.join(missing)}.",
        f"Its names are: {', '.join(keys)}",
    )
