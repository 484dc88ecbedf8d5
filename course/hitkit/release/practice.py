"""Practice in the lesson: compare tries with the answers, and give a hint before the answer."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from hitkit.release.citations import RULES

ANSWERS = "data/example_answers.json"
PROTOCOL = "data/protocol.csv"


def compare_parts(
    mine: Sequence[str],
    asked: Sequence[str],
    purpose: str,
    protocol: str | PathLike[str] = PROTOCOL,
) -> None:
    """Say whether these are the parts that are asked for and stand in the protocol."""
    with Path(protocol).open(encoding="utf-8", newline="") as file:
        rows = {row["purpose"]: row["parts"].split("; ") for row in csv.DictReader(file)}
    right = [part for part in asked if part in rows[purpose]]
    if not mine:
        print("Type the parts that may go between the square brackets, each in quotes.")
    elif set(mine) == set(right):
        decision = "release" if len(right) == len(asked) else "part"
        print(f"Yes: asked for, and in the protocol for {purpose}. The decision is {decision}.")
    else:
        print(f"Not yet. The protocol for {purpose} names: {', '.join(rows[purpose])}.")
        print("What goes is asked for and also named there.")


def compare_rule(mine: str, about: str) -> None:
    """Say whether this is the rule about something."""
    if not mine:
        print("Type a rule between the quotes, such as 164.506.")
    elif RULES.get(mine) == about:
        print(f"Yes: {mine} is about {about}.")
    else:
        print(f"That rule is about {RULES.get(mine, 'nothing that the desk knows')}. Look again.")


def compare_forms(
    mine: Mapping[str, Sequence[str]], answers: str | PathLike[str] = ANSWERS
) -> None:
    """Say for each form of the lesson how near the listed defects are."""
    for form, right in _read(answers)["forms"].items():
        got = mine.get(form) or []
        hits = len(set(got) & set(right))
        if not got:
            said = "nothing yet. Go through the checklist from top to bottom."
        elif set(got) == set(right):
            said = f"yes: {', '.join(right)}."
        elif hits:
            said = f"on the way. {hits} of your {len(got)} fits; it has {len(right)} in all."
        else:
            said = f"not yet. It has {len(right)} in all. Count the statements, look at the dates."
        print(f"{form}: {said}")


def compare_decisions(
    filed: Mapping[str, Mapping[str, Any]], answers: str | PathLike[str] = ANSWERS
) -> None:
    """Say for each request of the lesson whether the decision fits, and why."""
    for request, right in _read(answers)["requests"].items():
        got = filed.get(request)
        if got is None:
            said = "not filed yet."
        elif got["decision"] != right["decision"]:
            said = f"the decision is another one. Think of this: {right['why']}"
        elif set(got["send"]) != set(right["send"]):
            said = f"the decision fits; look again at what goes. {right['why']}"
        elif got["rule"] not in right["rules"]:
            said = f"the decision fits, the rule does not. {right['why']}"
        else:
            said = f"yes. {right['why']}"
        print(f"{request}: {said}")


def _read(answers: str | PathLike[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path(answers).read_text(encoding="utf-8"))
    return data
