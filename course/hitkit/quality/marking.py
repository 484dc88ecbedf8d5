"""Marks for this lab: several figures at once; labels and searches as in other labs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hitkit.marking import labels, lists
from hitkit.marks import Mark, amount, share

__all__ = ["figures", "labels", "lists"]


def figures(answer: Any, key: Mapping[str, Mapping[str, Any]], of: float, reason: str = "") -> Mark:
    """Mark a dictionary of numbers, each for an equal part.

    Each key has ``value``, ``tolerance`` and ``near``: wrong numbers with the sentence on each.
    """
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (name, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        part = amount(
            given.get(name), right["value"], worth, name, right["tolerance"], right["near"], reason
        )
        mark.lines.extend(part.lines)
    return mark
