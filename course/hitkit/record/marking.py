"""Marks of this lab that the other labs have no use for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hitkit.marking import tidy
from hitkit.marks import NO_ANSWER, Mark, as_number, is_blank, share
from hitkit.record import rules

Key = Mapping[str, Any]


def facts(answer: Any, key: Mapping[str, Key], of: float) -> Mark:
    """Mark what was read from a chart; capitals, blanks, and numbers for text are fine."""
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (case, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        got = given.get(case)
        good = not is_blank(got) and tidy(str(got)) == tidy(right["text"])
        message = "Right." if good else f"You gave {got}; it is {right['text']}."
        said = NO_ANSWER if is_blank(got) else message
        mark.add(case, worth if good else 0, worth, f"{said} {right['why']}")
    return mark


def rates(answer: Any, over: Any, key: Key, of: float) -> Mark:
    """Mark delinquency rates in per cent, for two thirds, and who is over the limit, for one."""
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    cases = key["rates"]
    for (name, right), worth in zip(
        cases.items(), share(round(of * 2 / 3, 2), len(cases)), strict=True
    ):
        got = as_number(given.get(name))
        good = got is not None and abs(got - right["rate"]) <= 0.06
        if got is None:
            message = NO_ANSWER
        elif good:
            message = f"{got:g} is right."
        else:
            message = f"{got:g} is not right; it is {right['rate']:.1f}."
            near = [why for number, why in right["near"] if abs(got - number) <= 0.06]
            message = " ".join([message, *near[:1]])
        counted = f"{right['delinquent']} delinquent of {right['stays']} discharges."
        mark.add(name, worth if good else 0, worth, f"{message} {counted}", "", rules.COMPLETION)
    rest = round(of - sum(line.of for line in mark.lines), 2)
    listed = answer_list(over)
    good = listed is not None and listed == set(key["over"])
    message = "Right." if good else f"It is: {', '.join(key['over'])}."
    said = NO_ANSWER if listed is None else message
    mark.add("Over the limit", rest if good else 0, rest, said, "", "Rule of the medical staff")
    return mark


def answer_list(value: Any) -> set[str] | None:
    """Return a list of names as a set, or ``None`` where there is none."""
    if isinstance(value, list | tuple | set):
        return {str(item) for item in value}
    return None


def dictation(answer: Any, key: Mapping[str, Key], of: float) -> Mark:
    """Mark the kind of slip for one half and the right word for the other.

    A wrong kind costs a third of what the right one earns; a fine draft is all kind.
    """
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (case, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        listed = given.get(case)
        words = [*listed] if isinstance(listed, list | tuple) else []
        kind, word = (*words, None, None)[:2]
        half = worth if right["kind"] == "none" else worth / 2
        if is_blank(kind) or not isinstance(kind, str):
            mark.add(case, 0, worth, f"{NO_ANSWER} {right['why']}")
            continue
        good = tidy(kind) == right["kind"]
        points = half if good else -worth / 6
        said = f"{right['kind']} is right." if good else f"You gave {kind}; it is {right['kind']}."
        if right["kind"] != "none":
            same = isinstance(word, str) and _names(word, right["word"], right["slip"])
            points += worth / 2 if same else 0
            said += "" if same else f" The word should be {right['word']}."
        mark.add(case, round(points, 3), worth, f"{said} {right['why']}")
    return mark


def _names(given: str, right: str, slip: str) -> bool:
    """Say whether the right word was given, alone or with its neighbors, and not the slip."""
    words = tidy(given).replace(",", " ").split()
    return tidy(right) in words and tidy(slip) not in words
