"""An access log with planted curiosity: who opened a chart without a reason in their work?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from hitkit.release.people import Someone, day, someone

_ROLES = {
    "nurse": ("cares for the patient", 6),
    "physician": ("cares for the patient", 4),
    "coder": ("codes the stay", 3),
    "biller": ("bills the stay", 3),
    "release clerk": ("works a request", 2),
}
_SCREENS = ("notes", "results", "face sheet", "orders", "documents")


@dataclass(frozen=True)
class Log:
    """The three tables, which accesses have no reason in the work, and what speaks against each."""

    staff: list[dict[str, str]]
    work: list[dict[str, str]]
    accesses: list[dict[str, str]]
    unexplained: list[str]
    why: dict[str, str]


def draw(rng: Random) -> Log:
    """Draw two weeks of one ward: staff, who had what work with whom, and who opened what.

    An access is explained when the work table has that user with that patient on that day.
    """
    start = day(rng, 2026, 30, 320)
    staff = _staff(rng)
    patients = [(f"M{n}", someone(rng)) for n in rng.sample(range(100_000, 999_999), 14)]
    work: list[dict[str, str]] = []
    accesses: list[tuple[datetime, str, str]] = []
    for mrn, _ in patients:
        first = start + timedelta(days=rng.randint(0, 7))
        for user, (_, role) in _team(rng, staff):
            until = first + timedelta(days=rng.randint(2, 5))
            work.append(_task(user, mrn, _ROLES[role][0], first, until))
            for _ in range(rng.choice([0, 1, 1, 2])):
                accesses.append((_moment(rng, first, until), user, mrn))
    odd = _odd(rng, staff, patients, work)
    every = sorted([(when, user, mrn, "") for when, user, mrn in accesses] + odd)
    numbers = sorted(rng.sample(range(10_000, 99_999), len(every)))
    rows, unexplained, why = [], [], {}
    for number, (when, user, mrn, reason) in zip(numbers, every, strict=True):
        access = f"X{number}"
        rows.append(
            {
                "access": access,
                "date": when.date().isoformat(),
                "time": f"{when:%H:%M}",
                "user": user,
                "patient": mrn,
                "screen": rng.choice(_SCREENS),
            }
        )
        if reason:
            unexplained.append(access)
            why[access] = reason
    people = [{"user": user, "name": who.name, "role": role} for user, (who, role) in staff.items()]
    return Log(people, work, rows, unexplained, why)


def _staff(rng: Random) -> dict[str, tuple[Someone, str]]:
    users = [f"u{n}" for n in rng.sample(range(100, 999), sum(n for _, n in _ROLES.values()))]
    roles = [role for role, (_, count) in _ROLES.items() for _ in range(count)]
    return {user: (someone(rng), role) for user, role in zip(users, roles, strict=True)}


def _team(
    rng: Random, staff: dict[str, tuple[Someone, str]]
) -> list[tuple[str, tuple[Someone, str]]]:
    team = []
    for role in _ROLES:
        members = [(user, entry) for user, entry in staff.items() if entry[1] == role]
        team += rng.sample(members, 2 if role == "nurse" else 1)
    return [member for member in team if rng.random() < 0.75] or team[:1]


def _task(user: str, mrn: str, what: str, first: date, until: date) -> dict[str, str]:
    return {
        "user": user,
        "patient": mrn,
        "work": what,
        "from": first.isoformat(),
        "to": until.isoformat(),
    }


def _moment(rng: Random, first: date, until: date) -> datetime:
    on = first + timedelta(days=rng.randint(0, (until - first).days))
    return datetime(on.year, on.month, on.day, rng.randint(6, 21), rng.randint(0, 59))


def _odd(
    rng: Random,
    staff: dict[str, tuple[Someone, str]],
    patients: list[tuple[str, Someone]],
    work: list[dict[str, str]],
) -> list[tuple[datetime, str, str, str]]:
    """Plant accesses without work: of patients who are nobody's task, and after the work ended."""
    days = [date.fromisoformat(task["from"]) for task in work]
    first, last = min(days), max(days) + timedelta(days=5)
    tasks = {(task["user"], task["patient"]) for task in work}
    odd = []
    strangers = [(user, mrn) for user in staff for mrn, _ in patients if (user, mrn) not in tasks]
    for user, mrn in rng.sample(strangers, rng.randint(4, 5)):
        why = f"{user} had no work with {mrn} at all."
        odd.append((_moment(rng, first, last), user, mrn, why))
    for task in rng.sample(work, rng.randint(2, 3)):
        over = date.fromisoformat(task["to"])
        when = _moment(rng, over + timedelta(days=1), over + timedelta(days=4))
        why = f"The work of {task['user']} with {task['patient']} ended on {task['to']}."
        odd.append((when, task["user"], task["patient"], why))
    return odd
