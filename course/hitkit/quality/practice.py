"""Instant answers for the lesson's exercises: is it right, and which step says so?"""

from __future__ import annotations

import pandas as pd

from hitkit import check
from hitkit.quality.policy import DECISIONS, decide


def number(answer: float, right: float, hint: str) -> None:
    """Say whether a number of the lesson is right, to a tenth; if not, give the hint."""
    check.number(answer, "your answer")
    close = abs(float(answer) - right) < 0.06
    print(f"{answer:g} is right." if close else f"{answer:g} is not right yet. Hint: {hint}")


def pair(review: pd.DataFrame, name: str, decision: str) -> None:
    """Say whether a decision on a pair follows the house rule, and by which step.

    Raises :class:`hitkit.check.FormError` for an unknown pair or decision.
    """
    check.text(decision, "decision", DECISIONS)
    found = review[review["pair"] == name].fillna("").to_dict("records")
    check.require(
        len(found) == 2,
        f"There is no pair {name!r} in this table.",
        f"The first one is {review['pair'].iloc[0]}.",
    )
    left, right = ({str(key): str(text) for key, text in row.items()} for row in found)
    label, step = decide(left, right)
    print(f"{name}: {'yes' if decision == label else 'no'}, it is {label}, by {step}.")
