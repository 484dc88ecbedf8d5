"""Cases for decisions: histories, corrections, dictations, medicines, the record itself."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from hitkit.chance import between, pick, shuffled, some
from hitkit.record import rules
from hitkit.record.chartroom import FORMAT
from hitkit.rows import Row

Key = dict[str, dict[str, Any]]

# -- the history and physical --------------------------------------------------------------------

_HISTORY_WHY = {
    "in time": "It is in the record in time, and before any operation.",
    "too old": "It was done over 30 days before the admission, so it does not count.",
    "late": "It was written over 24 hours after the admission.",
    "no update": "A history from before the admission needs an update within 24 hours after it.",
    "after the operation": "It, or its update, must stand in the record before the operation.",
}


def histories(chance: Random) -> tuple[list[Row], Key]:
    """Draw eight stays with a history and physical each: each verdict once, three of them twice."""
    wanted = shuffled(chance, [*rules.VERDICTS, *some(chance, rules.VERDICTS, 3)])
    rows, key = [], {}
    for number, verdict in enumerate(wanted, 1):
        while True:
            times = _times(chance, verdict)
            if rules.history(*times) == verdict:
                break
        names = ("admitted", "history_written", "update_written", "operation_began")
        texts = [time.strftime(FORMAT) if time else "" for time in times]
        rows.append({"case": f"H{number}"} | dict(zip(names, texts, strict=True)))
        key[f"H{number}"] = {
            "label": verdict,
            "why": _HISTORY_WHY[verdict],
            "source": rules.UPDATE if verdict == "no update" else rules.HISTORY,
        }
    return rows, key


def _times(
    chance: Random, verdict: str
) -> tuple[datetime, datetime, datetime | None, datetime | None]:
    """Draw admission, history, update and operation that may well have this verdict."""

    def after(time: datetime, low: int, high: int) -> datetime:
        return time + timedelta(minutes=between(chance, low, high))

    admitted = after(datetime(2026, 3, 1), 0, 150_000)
    earlier = admitted - timedelta(days=between(chance, 3, 29))
    operation: datetime | None = pick(chance, (None, after(admitted, 300, 1_400)))
    written, updated = earlier, None
    if verdict == "too old":
        written = admitted - timedelta(days=between(chance, 31, 45), minutes=30)
        updated = after(admitted, 30, 250)
    elif verdict == "late":
        written, operation = after(admitted, 1_450, 2_600), None
    elif verdict == "no update":
        updated, operation = pick(chance, (None, after(admitted, 1_460, 2_400))), None
    elif verdict == "after the operation":
        operation = after(admitted, 90, 700)
        updated = after(operation, 20, 500)
        if pick(chance, (True, False)):
            written, updated = updated, None
    elif pick(chance, (True, False)):
        updated = after(admitted, 20, 280)
    else:
        written = after(admitted, 20, 280 if operation else 1_430)
    return admitted, written, updated, operation


# -- corrections ---------------------------------------------------------------------------------

KINDS = ("correction", "late entry", "addendum")
KEEPING = ("fine", "not marked", "no date or author", "original hidden")
_KEEPING_WHY = {
    "fine": "It is marked as what it is, has date and author, and the first text can be read.",
    "not marked": "Nothing says that the words came later.",
    "no date or author": "It does not say who wrote it and when.",
    "original hidden": "The first words can no longer be read.",
}
_KIND_WHY = {
    "correction": "Something written was wrong.",
    "late entry": "Something known at the time had been left out.",
    "addendum": "The news came after the note was written.",
}


def changes(chance: Random) -> tuple[list[Row], Key]:
    """Draw eight changed entries, two of each way of keeping or breaking the rule.

    The two are of different kinds, so that no kind has more than half.
    """
    chosen: list[Row] = []
    for keeping in KEEPING:
        for kind in some(chance, KINDS, 2):
            alike = [
                case
                for case in _bank("change")
                if (case["keeping"], case["kind"]) == (keeping, kind)
            ]
            chosen.append(pick(chance, alike))
    rows, key = [], {}
    for number, case in enumerate(shuffled(chance, chosen), 1):
        kind, keeping = case["kind"], case["keeping"]
        rows.append({"id": f"C{number}", "text": case["text"]})
        key[f"C{number}"] = {
            "labels": [kind, keeping],
            "names": ["kind", "rule"],
            "why": f"{_KIND_WHY[kind]} {_KEEPING_WHY[keeping]}",
            "source": rules.CORRECTIONS,
        }
    return rows, key


# -- dictation -----------------------------------------------------------------------------------

SLIPS = ("dose", "side", "look-alike", "none")


def dictations(chance: Random) -> tuple[list[Row], Key]:
    """Draw eight drafts beside what the chart says: five with a slip, three without."""
    bank = _bank("dictation")
    of_each = [
        case
        for kind in SLIPS[:3]
        for case in some(chance, [case for case in bank if case["kind"] == kind], 2)
    ]
    wrong = some(chance, of_each, 5)
    fine = some(chance, [case for case in bank if case not in wrong], 3)
    rows, key = [], {}
    for number, case in enumerate(shuffled(chance, wrong + fine), 1):
        good = case in fine
        draft = case["text"].format(case["right" if good else "slip"])
        rows.append({"id": f"T{number}", "draft": draft, "chart": case["chart"]})
        key[f"T{number}"] = {
            "kind": "none" if good else case["kind"],
            "word": "none" if good else case["right"],
            "slip": case["slip"],
            "why": f"The chart says: {case['chart']}",
        }
    return rows, key


# -- medicines -----------------------------------------------------------------------------------

OUTCOMES = ("agrees", "left out", "dose changed", "doubled", "new without a reason")
_OUTCOME_WHY = {
    "agrees": "Both lists agree, or the notes give the reason for the change.",
    "left out": "It stands on the home list, not at discharge, and no note says why.",
    "dose changed": "The dose changed, and no note says why.",
    "doubled": "Two medicines of one class stand on the discharge list.",
    "new without a reason": "It is new at discharge, and no note says what for.",
}
_RECONCILE = "The Joint Commission, National Patient Safety Goal on medication information"


def medicines(chance: Random) -> tuple[list[Row], Key]:
    """Draw eight lines of a reconciliation: each outcome once, three of them twice."""
    drugs = some(chance, _bank("medicine"), 8)
    outcomes = shuffled(chance, [*OUTCOMES, *some(chance, OUTCOMES, 3)])
    rows, key = [], {}
    for number, (drug, outcome) in enumerate(zip(drugs, outcomes, strict=True), 1):
        line = _line(chance, outcome, drug["home"], drug["other"], drug["changed"])
        rows.append(
            {"line": f"M{number}"} | dict(zip(("home", "notes", "discharge"), line, strict=True))
        )
        key[f"M{number}"] = {"label": outcome, "why": _OUTCOME_WHY[outcome], "source": _RECONCILE}
    return rows, key


def classes() -> list[Row]:
    """Return the table of drugs and their classes."""
    pairs = [
        (drug[place].split()[0], drug["class"])
        for drug in _bank("medicine")
        for place in ("home", "other")
    ]
    return [{"drug": drug, "class": name} for drug, name in sorted(pairs)]


def _line(
    chance: Random, outcome: str, home: str, other: str, changed: str
) -> tuple[str, str, str]:
    drug, substitute = home.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    said = pick(chance, ("Given in hospital as at home.", "No change in hospital.", ""))
    if outcome == "left out":
        return home, said, ""
    if outcome == "dose changed":
        return home, said, changed
    if outcome == "doubled":
        swap = f"The pharmacy had no {drug}; {substitute} was given in its place."
        return (
            home,
            pick(chance, (swap, f"{substitute.capitalize()} was begun.")),
            f"{home}; {other}",
        )
    if outcome == "new without a reason":
        return "", pick(chance, ("", "No note names it.")), other
    return pick(
        chance,
        (
            (home, said, home),
            (home, f"{drug.capitalize()} stopped: the patient did not tolerate it.", ""),
            (home, "Dose changed by the attending after the results of day 2.", changed),
            (
                home,
                f"{drug.capitalize()} stopped; {substitute} takes its place from now on.",
                other,
            ),
        ),
    )


# -- the record itself ---------------------------------------------------------------------------

ACCESS = ("open to the patient", "excepted", "outside")
LEGAL = ("in", "out")


def record_items(chance: Random) -> tuple[list[Row], Key]:
    """Draw eight things: five open to the patient, of which two are bills, and three others."""
    chosen: list[Row] = []
    for access, legal, count in (
        ("open to the patient", "in", 3),
        ("open to the patient", "out", 2),
        ("excepted", "out", 2),
        ("outside", "out", 1),
    ):
        alike = [
            thing
            for thing in _bank("thing")
            if (thing["access"], thing["legal"]) == (access, legal)
        ]
        chosen += some(chance, alike, count)
    rows, key = [], {}
    for number, thing in enumerate(shuffled(chance, chosen), 1):
        rows.append({"id": f"I{number}", "text": thing["text"]})
        key[f"I{number}"] = {
            "labels": [thing["access"], thing["legal"]],
            "names": ["patient", "legal health record"],
            "why": thing["why"],
            "source": thing["source"],
        }
    return rows, key


def label_ids(rows: Sequence[Row], name: str = "id") -> list[str]:
    """Return the ids of cases, in order."""
    return [row[name] for row in rows]


@cache
def _bank(name: str) -> list[Row]:
    with Path(__file__).with_name("cases.toml").open("rb") as file:
        cases: list[Row] = tomllib.load(file)[name]
    return cases
