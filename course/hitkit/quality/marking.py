"""Marks for this lab: several figures at once, and searches above what chance finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hitkit.marks import Mark, amount, found, share
from hitkit.role.marking import labels

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


def lists(
    answers: Sequence[Any], keys: Sequence[Mapping[str, Any]], of: float, reason: str = ""
) -> Mark:
    """Mark several searches of equal worth, each by precision and recall above one half.

    Each key has ``what`` it looks for, ``records`` and ``why`` of those that may be missed.
    """
    mark = Mark(of)
    for answer, key, worth in zip(answers, keys, share(of, len(keys)), strict=True):
        part = found(answer, key["records"], worth, key["what"], key["why"], reason)
        for line in part.lines:
            points = round(max(0.0, 2 * line.points - line.of), 2)
            mark.add(line.item, points, line.of, line.message, line.hint, line.reason)
    return mark
