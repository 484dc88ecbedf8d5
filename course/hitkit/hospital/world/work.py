"""The work around a chart: registering, coding, caring, and the log of who opened what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from hitkit.chance import between, lognormal, one_of
from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar
from hitkit.hospital.world.chart import Team
from hitkit.hospital.world.staff import Worker
from hitkit.hospital.world.visits import Visit

# Minutes to code one chart, geometric and arithmetic mean; assumed.
_MINUTES = {
    "inpatient": (24.0, 28.0),
    "observation": (9.0, 10.5),
    "emergency": (4.5, 5.5),
    "clinic": (3.0, 3.5),
    "telehealth": (3.0, 3.5),
}


def registration(rng: Random, visit: Visit, registrar: Worker) -> Row:
    """Return the registration of a visit: what the patient said and showed at the desk."""
    who = visit.who
    return {
        "encounter_id": visit.id,
        "mrn": who.mrn,
        "registered_at": calendar.text(visit.arrived),
        "registrar_id": registrar.id,
        "last_name": who.last,
        "first_name": who.first,
        "birth_date": who.born.isoformat(),
        "sex": who.sex,
        "identity_checked": one_of(rng, {"photo card": 0.82, "two questions": 0.18})
        if who.age(visit.began.date()) > 15
        else "parent",
    }


def coding(rng: Random, visit: Visit, coder: Worker, last_note: str) -> Row:
    """Return the visit's place in the coders' queue."""
    ready = max(visit.ended, calendar.read(last_note))
    ready = ready.replace(hour=6, minute=0) + timedelta(days=1)
    started = ready + timedelta(days=between(rng, 0, 3), minutes=between(rng, 90, 560))
    while started.weekday() > 4:
        started += timedelta(days=1)
    geometric, mean = _MINUTES[visit.kind]
    minutes = max(1, round(lognormal(rng, geometric, mean)))
    return {
        "encounter_id": visit.id,
        "queue": "outpatient" if visit.kind in ("clinic", "telehealth") else visit.kind,
        "coder_id": coder.id,
        "ready_at": calendar.text(ready),
        "started_at": calendar.text(started),
        "finished_at": calendar.text(started + timedelta(minutes=minutes)),
        "minutes": minutes,
        "codes": len(visit.codes) + len(visit.procedures),
    }


def care_team(visit: Visit, cares: Team, others: dict[str, Worker]) -> list[Row]:
    """Return who had a reason to open the chart, each with the work that gave the reason."""
    members = [("attending", cares.attending)]
    members += [("resident", cares.resident)] if cares.resident else []
    members += [("nurse", nurse) for nurse in cares.nurses]
    members += list(others.items())
    return [
        {"encounter_id": visit.id, "staff_id": worker.id, "relation": relation}
        for relation, worker in members
    ]


def accesses(
    rng: Random,
    visit: Visit,
    cares: Team,
    notes: Iterable[Row],
    done: list[tuple[str, Worker, datetime]],
) -> list[Row]:
    """Return the openings of a chart: every one by somebody at work on the visit."""
    opened = [
        ("chart", cares.attending.id, visit.began),
        *((part, worker.id, at) for part, worker, at in done),
    ]
    if visit.kind in ("inpatient", "observation"):
        opened += [
            ("chart", str(note["author_id"]), calendar.read(str(note["written_at"])))
            for note in notes
        ]
    rows: list[Row] = []
    for part, staff_id, moment in opened:
        writes = part in ("registration", "codes") or (part == "chart" and len(rows) % 2 == 1)
        rows.append(
            {
                "access_id": "",
                "at": calendar.text(moment + timedelta(minutes=between(rng, 0, 4))),
                "staff_id": staff_id,
                "mrn": visit.who.mrn,
                "encounter_id": visit.id,
                "part": part,
                "action": "edit" if writes else "view",
                "workstation": f"W{between(rng, 101, 188)}",
            }
        )
    return rows
