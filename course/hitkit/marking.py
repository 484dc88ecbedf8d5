"""Marks by case: part credit above what guessing earns, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from hitkit.marks import NO_ANSWER, Mark, found, is_blank, share

Key = Mapping[str, Any]


def labels(answer: Any, key: Mapping[str, Key], of: float, choices: int) -> Mark:
    """Mark one word for each case; among ``choices`` words, a wrong one costs what luck would win.

    Each key has ``label``, ``why`` and ``source``. Nothing is lost by leaving a case out.
    """
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (case, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        _judge(mark, case, given.get(case), right["label"], worth, choices, right)
    return mark


def decisions(answer: Any, key: Mapping[str, Key], of: float, choices: Sequence[int]) -> Mark:
    """Mark a list of decisions for each case; ``choices`` counts the words for each decision.

    Each key has ``labels``, ``why`` and ``source``; ``names`` are the decisions in words.
    """
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    worths = iter(share(of, sum(len(right["labels"]) for right in key.values())))
    for case, right in key.items():
        listed = given.get(case)
        words = list(listed) if isinstance(listed, list | tuple) else []
        for place, (name, label) in enumerate(zip(right["names"], right["labels"], strict=True)):
            word = words[place] if place < len(words) else None
            _judge(mark, f"{case}, {name}", word, label, next(worths), choices[place], right)
    return mark


def _judge(
    mark: Mark, item: str, word: Any, label: str, worth: float, choices: int, right: Key
) -> None:
    if is_blank(word) or not isinstance(word, str):
        points, message = 0.0, NO_ANSWER
    elif tidy(word) == tidy(label):
        points, message = worth, f"{label} is right."
    else:
        points = -round(worth / (choices - 1), 3)
        message = f"You gave {word.strip()}; it is {label}."
    mark.add(item, points, worth, f"{message} {right['why']}", reason=right["source"])


def lists(answers: Sequence[Any], keys: Sequence[Key], of: float, reason: str = "") -> Mark:
    """Mark several searches of equal worth, each by precision and recall above one half.

    Each key has ``what`` it looks for, ``records``, ``why`` of those that may be missed and,
    where it is not the same for all, its ``source``.
    """
    mark = Mark(of)
    for answer, key, worth in zip(answers, keys, share(of, len(keys)), strict=True):
        source = key.get("source", reason)
        part = found(_as_list(answer), key["records"], worth, key["what"], key["why"], source)
        for line in part.lines:
            points = above_half(line.points, line.of)
            mark.add(line.item, points, line.of, line.message, line.hint, line.reason)
    return mark


def _as_list(answer: Any) -> Any:
    return list(answer) if isinstance(answer, pd.Series | pd.Index) else answer


def above_half(points: float, of: float) -> float:
    """Return what points earn when the first half of them is no more than chance."""
    return round(max(0.0, 2 * points - of), 2)


def tidy(text: Any) -> str:
    """Return text without capitals and needless blanks."""
    return " ".join(str(text).split()).casefold()
