"""Instant checks of this lab's answers; form only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hitkit import check
from hitkit.forms import choices, numbers

__all__ = ["choices", "number_pairs", "numbers"]


def number_pairs(answer: Any, name: str, known: Iterable[str]) -> None:
    """Check a list of pairs such as ``"M1000001-M2000002"``, the smaller number first."""
    check.items(answer, name, what="pair")
    numbers_known = set(known)
    for pair in answer:
        sides = pair.split("-")
        check.require(
            len(sides) == 2 and set(sides) <= numbers_known,
            f"`{name}` has {pair!r}, which is no pair of numbers in this file.",
            'Two medical record numbers with a hyphen between them: "M1000001-M2000002"',
        )
        check.require(
            sides[0] < sides[1],
            f"`{name}` has {pair!r}: the smaller number stands first.",
            'The tool pairs() puts it into the column "left" for you.',
        )
