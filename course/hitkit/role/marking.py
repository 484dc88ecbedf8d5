"""Marks of this lab that the other labs have no use for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from hitkit.marking import above_half, lists, tidy
from hitkit.marks import NO_ANSWER, Mark, as_number, is_blank, share
from hitkit.role import sql

Key = Mapping[str, Any]
LOG = "data/log.csv; accuracy x productivity, lesson part 12"


def texts(answer: Any, key: Mapping[str, Key], of: float) -> Mark:
    """Mark a text that must be right to the character, for each case."""
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (case, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        got = given.get(case)
        good = isinstance(got, str) and got.strip() == right["text"]
        if is_blank(got):
            message = NO_ANSWER
        elif good:
            message = "Right."
        elif isinstance(got, int | float):
            message = f"{got} is a number, and numbers lose zeros; write {right['text']!r} as text."
        else:
            message = f"You gave {got!r}; it is {right['text']!r}."
        points = worth if good else 0
        mark.add(case, points, worth, f"{message} {right['why']}", reason="data/dictionary.csv")
    return mark


def query(text: Any, tables: Mapping[str, pd.DataFrame], key: Key, of: float) -> Mark:
    """Run a student's SQL and mark the counts that it gives, by precision and recall.

    ``key`` has the right ``counts`` and ``near``: a name of each likely wrong result and the
    sentence that explains it.
    """
    mark = Mark(of)
    if is_blank(text):
        mark.add("Query", 0, of, NO_ANSWER)
        return mark
    try:
        got = sql.counts(sql.run(text, tables))
    except sql.QueryError as error:
        mark.add("Query", 0, of, str(error), "Run it in the lab, and read what SQL says.")
        return mark
    right = key["counts"]
    hits = sum(got.get(name) == count for name, count in right.items())
    f1 = 2 * hits / (len(got) + len(right))
    near = [entry["says"] for entry in key["near"] if entry["counts"] == got and got != right]
    message = f"It gives {hits} of {len(right)} right counts"
    message += f", and {len(got) - hits} that are not." if len(got) > hits else "."
    points = above_half(of * f1, of)
    mark.add("Query", points, of, " ".join([message, *near]), reason=key["source"])
    return mark


def rates(answer: Any, best: Any, key: Key, of: float) -> Mark:
    """Mark right charts an hour of each coder, for three quarters, and the choice of the best."""
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (name, right), worth in zip(
        key["rates"].items(), share(of * 0.75, len(key["rates"])), strict=True
    ):
        got = given.get(name)
        number = as_number(got)
        good = number is not None and abs(number - right["rate"]) <= 0.06
        if number is None:
            message = NO_ANSWER if is_blank(got) else f"{got!r} is not a number."
        elif good:
            message = f"{number:g} is right."
        else:
            message = f"{number:g} is not right; it is {right['rate']:.1f}."
            if abs(number - right["all"]) <= 0.06:
                message += " That counts the wrong charts too."
            elif abs(number - right["minute"]) <= 0.006:
                message += " That is charts in a minute; an hour has 60 of them."
        shown = f"{right['right']} right charts of {right['charts']} in {right['minutes']} minutes."
        mark.add(name, worth if good else 0, worth, f"{message} {shown}", reason=LOG)
    good = isinstance(best, str) and tidy(best) == tidy(key["best"])
    message = NO_ANSWER if is_blank(best) else f"You gave {best}; it is {key['best']}."
    if not is_blank(best) and isinstance(best, str) and tidy(best) == tidy(key["fastest"]):
        message += " The fastest coder does not meet the standard."
    points = of * 0.25 if good else 0
    mark.add("Best", points, of * 0.25, "Right." if good else message, reason=LOG)
    return mark


def gap(missing: Any, closest: Any, key: Key, of: float) -> Mark:
    """Mark the skills that someone lacks, for two thirds, and the posting that lacks fewest."""
    listed = lists([missing], [key["missing"]], of * 2 / 3)
    right = isinstance(closest, str) and tidy(closest) == tidy(key["closest"])
    message = f"{key['closest']} is right." if right else f"It is {key['closest']}."
    mark = Mark(of, listed.lines)
    said = NO_ANSWER if is_blank(closest) else f"{message} {key['why']}"
    mark.add("Closest", of / 3 if right else 0, of / 3, said, reason=key["missing"]["source"])
    return mark
