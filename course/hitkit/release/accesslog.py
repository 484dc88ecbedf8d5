"""An access log with planted curiosity: who opened a chart without a reason in their work?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from hitkit.chance import between, pick, shuffled, some, unlike
from hitkit.hospital.model import Row
from hitkit.release.people import Records

_WORK = {
    "attending": "attending physician",
    "resident": "resident on the ward",
    "nurse": "nurse on the ward",
    "registrar": "registers the stay",
    "coder": "codes the stay",
    "laboratory": "reports the results",
    "release": "works a request",
}
"""The care team's relations, in words of the work table."""
_AT_THE_BED = {"attending", "resident", "nurse"}
_CURIOUS = {"physician", "resident", "nurse", "coder", "registrar", "biller"}
_ASKED = 8
"""Of the patients in a log, how many the privacy officer asks about."""
_TABLE = dict[str, str]


@dataclass(frozen=True)
class Log:
    """The three tables, whose charts are asked about, and the accesses to them without a reason.

    ``why`` says what speaks against each, and against those to other charts.
    """

    asked: list[str]
    staff: list[_TABLE]
    work: list[_TABLE]
    accesses: list[_TABLE]
    unexplained: list[str]
    why: dict[str, str]


@dataclass(frozen=True)
class _Opened:
    at: datetime
    staff: str
    mrn: str
    part: str
    action: str
    why: str = ""


def draw(rng: Random, records: Records, stays: Sequence[Row]) -> Log:
    """Take the log of some stays from the hospital, and plant accesses that no work explains.

    Most are to charts of patients that are asked about, two are to others. An access is explained
    when the work table has that person with that patient on that day.
    """
    wanted = {row["encounter_id"] for row in stays}
    opened = [
        _Opened(
            datetime.fromisoformat(row["at"]),
            row["staff_id"],
            row["mrn"],
            row["part"],
            row["action"],
        )
        for row in records.rows["access_log"]
        if row["encounter_id"] in wanted
    ]
    work = _work(records, stays, opened)
    asked = sorted(row["mrn"] for row in some(rng, stays, _ASKED))
    every = sorted(
        opened + _odd(rng, records, stays, asked, work),
        key=lambda entry: (entry.at, entry.staff, entry.mrn),
    )
    rows, why = [], {}
    numbers = sorted(unlike(rng, 10_000, 99_999, len(every)))
    for number, entry in zip(numbers, every, strict=True):
        access = f"X{number}"
        rows.append(
            {
                "access": access,
                "date": entry.at.date().isoformat(),
                "time": f"{entry.at:%H:%M}",
                "staff_id": entry.staff,
                "mrn": entry.mrn,
                "part": entry.part,
                "action": entry.action,
            }
        )
        if entry.why:
            why[access] = entry.why
    seen = {entry.staff for entry in every}
    people = [
        {"staff_id": row["staff_id"], "name": records.staff[row["staff_id"]], "role": row["role"]}
        for row in records.rows["staff"]
        if row["staff_id"] in seen
    ]
    unexplained = [row["access"] for row in rows if row["access"] in why and row["mrn"] in asked]
    return Log(asked, people, work, rows, unexplained, why)


def stays(rng: Random, records: Records) -> list[Row]:
    """Return stays on wards in a drawn order, one for each patient."""
    found: dict[str, Row] = {}
    for row in shuffled(rng, records.rows["encounters"]):
        if row["type"] == "inpatient":
            found.setdefault(row["mrn"], row)
    return list(found.values())


def _work(records: Records, stays: Sequence[Row], opened: Sequence[_Opened]) -> list[_TABLE]:
    """Say who had what work with whom, from the first to the last day of it."""
    by_id = {row["encounter_id"]: row for row in stays}
    days: dict[tuple[str, str], list[date]] = {}
    what: dict[tuple[str, str], list[str]] = {}
    for entry in opened:
        days.setdefault((entry.staff, entry.mrn), []).append(entry.at.date())
    for row in records.rows["care_team"]:
        stay = by_id.get(row["encounter_id"])
        if stay is None:
            continue
        pair = (row["staff_id"], stay["mrn"])
        what.setdefault(pair, []).append(_WORK[row["relation"]])
        ends = ("began_at", "ended_at") if row["relation"] in _AT_THE_BED else ("began_at",)
        if row["relation"] in _AT_THE_BED or pair not in days:
            days.setdefault(pair, []).extend(date.fromisoformat(stay[key][:10]) for key in ends)
    return [
        {
            "staff_id": pair[0],
            "mrn": pair[1],
            "work": ", ".join(dict.fromkeys(words)),
            "from": min(days[pair]).isoformat(),
            "to": max(days[pair]).isoformat(),
        }
        for pair, words in what.items()
    ]


def _odd(
    rng: Random,
    records: Records,
    stays: Sequence[Row],
    asked: Sequence[str],
    work: Sequence[_TABLE],
) -> list[_Opened]:
    """Plant looks of people who never had work with the patient, and looks after the work ended."""
    visits = {row["encounter_id"]: row["mrn"] for row in records.rows["encounters"]}
    known: dict[tuple[str, str], int] = {}
    for row in records.rows["care_team"]:
        pair = (row["staff_id"], visits[row["encounter_id"]])
        known[pair] = known.get(pair, 0) + 1
    strangers = [
        (row["staff_id"], stay)
        for row in records.rows["staff"]
        if row["role"] in _CURIOUS
        for stay in stays
        if (row["staff_id"], stay["mrn"]) not in known
    ]
    there = [pair for pair in strangers if pair[1]["mrn"] in asked]
    elsewhere = [pair for pair in strangers if pair[1]["mrn"] not in asked]
    odd = []
    for staff, stay in [*some(rng, there, between(rng, 4, 5)), *some(rng, elsewhere, 2)]:
        first = datetime.fromisoformat(stay["began_at"])
        at = first + timedelta(days=between(rng, 0, 9), minutes=between(rng, 0, 600))
        why = f"{staff} had no work with {stay['mrn']}."
        if stay["mrn"] not in asked:
            why = f"{stay['mrn']} is not among the patients that you were asked about."
        odd.append(_look(rng, at, staff, stay["mrn"], why))
    once = [
        task for task in work if task["mrn"] in asked and known[task["staff_id"], task["mrn"]] == 1
    ]
    for task in some(rng, once, between(rng, 2, 3)):
        over = datetime.fromisoformat(task["to"])
        at = over + timedelta(days=between(rng, 1, 4), minutes=between(rng, 400, 1_300))
        why = f"The work of {task['staff_id']} with {task['mrn']} ended on {task['to']}."
        odd.append(_look(rng, at, task["staff_id"], task["mrn"], why))
    return odd


def _look(rng: Random, at: datetime, staff: str, mrn: str, why: str) -> _Opened:
    return _Opened(at, staff, mrn, "chart", pick(rng, ("view", "view", "print")), why)
