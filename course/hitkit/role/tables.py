"""The tables of the records department: work queue, patients, a migration, a log of coders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from hitkit.chance import between, one_of, pick, some, unlike
from hitkit.role.work import DUTIES
from hitkit.rows import Row

WARDS = (
    "2 East", "2 West", "3 East", "3 West", "4 East", "4 West", "5 East", "5 West",
    "Cardiology", "Emergency", "Maternity", "Pediatrics", "Surgery", "Oncology",
)  # fmt: skip
PAYERS = {"Medicare": 4.0, "Medicaid": 2.0, "Commercial": 3.0, "Self-pay": 1.0}
STATUSES = {"open": 5.0, "waiting": 3.0, "done": 4.0}
PRIORITIES = {"routine": 3.0, "urgent": 1.4}
SITES = ("Main", "Northside", "Lakeview", "Mill Road")
KINDS = ("inpatient", "emergency", "clinic")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
LAST = (
    "Abbott", "Adeyemi", "Alvarez", "Bauer", "Blackwood", "Castellano", "Chen", "Christensen",
    "Diaz", "Eriksen", "Farouk", "Fitzgerald", "Garcia", "Hargreaves", "Hoang", "Iyer", "Johnson",
    "Kowalczyk", "Kim", "Lopez", "Montgomery", "Nakamura", "Nguyen", "Oyelaran", "Papadakis",
    "Quispe", "Richardson", "Rossi", "Schneider", "Silva", "Thompson", "Underhill", "Villanueva",
    "Washington", "Whitaker", "Yilmaz", "Zimmerman",
)  # fmt: skip
FIRST = (
    "Ada", "Ben", "Carla", "David", "Elif", "Frank", "Grace", "Hugo", "Ines", "Jamal", "Kira",
    "Leo", "Mona", "Nils", "Olga", "Paul", "Rosa", "Sam", "Tara", "Umar", "Vera", "Will", "Yusuf",
)  # fmt: skip
CODERS = ("Amy", "Bruno", "Cleo", "Dev", "Ewa", "Finn", "Gita", "Hank", "Ida", "Jon", "Kai", "Lou")
WIDTHS = {"mrn": 8, "zip": 5, "revenue code": 4, "ms-drg": 3, "place of service": 2}
DICTIONARY: tuple[Row, ...] = (
    {"column": "record", "kind": "text", "length": "5", "allowed": "", "meaning": "Row number"},
    {
        "column": "site",
        "kind": "text",
        "length": "",
        "allowed": "Lakeview, Main, Mill Road, Northside",
        "meaning": "Where the patient is registered",
    },
    {"column": "last", "kind": "text", "length": "", "allowed": "", "meaning": "Last name"},
    {
        "column": "born",
        "kind": "text",
        "length": "10",
        "allowed": "",
        "meaning": "Birth date, year-month-day",
    },
    {
        "column": "zip",
        "kind": "text",
        "length": "5",
        "allowed": "",
        "meaning": "ZIP code, leading zeros kept",
    },
    {
        "column": "payer",
        "kind": "text",
        "length": "",
        "allowed": "Commercial, Medicaid, Medicare, Self-pay",
        "meaning": "Who pays first",
    },
)
"""The data dictionary of the new system's patient table."""
CHANGED_COLUMNS = ("last", "born", "zip")
HOW = {
    "last": "the name was cut off after five letters",
    "born": "month and day were swapped",
    "zip": "the leading zero was lost",
}


def patients(chance: Random, count: int) -> list[Row]:
    """Return invented patients, each with an 8-digit record number that may start with zeros."""
    numbers = unlike(chance, 1200, 99_999, count)
    return [
        {
            "mrn": f"{number * 37:08d}",
            "last": pick(chance, LAST),
            "first": pick(chance, FIRST),
            "born": f"{between(chance, 1931, 2019)}-{_month_day(chance)}",
            "zip": _zip(chance),
            "payer": one_of(chance, PAYERS),
        }
        for number in numbers
    ]


def queue(chance: Random, people: Sequence[Row], wards: Sequence[str], count: int) -> list[Row]:
    """Return the tasks of the department, each for one patient."""
    return [
        {
            "task": f"T{number}",
            "mrn": pick(chance, people)["mrn"],
            "ward": pick(chance, wards),
            "duty": pick(chance, tuple(DUTIES)),
            "status": one_of(chance, STATUSES),
            "priority": one_of(chance, PRIORITIES),
            "received": f"2026-{between(chance, 1, 3):02d}-{between(chance, 1, 28):02d}",
        }
        for number in unlike(chance, 1000, 9999, count)
    ]


def _month_day(chance: Random) -> str:
    return f"{between(chance, 1, 12):02d}-{between(chance, 1, 28):02d}"


def _zip(chance: Random) -> str:
    return f"{pick(chance, (21, 27, 34, 68, 281, 146, 537)) * 100 + between(chance, 0, 99):05d}"


@dataclass(frozen=True)
class Migration:
    """A patient table before and after it moved, and what went wrong on the way.

    ``lost`` and ``invalid`` list records by site; ``changed`` by site, then by column.
    ``why`` says what a reviewer could have seen.
    """

    old: Sequence[Row]
    new: Sequence[Row]
    lost: Mapping[str, list[str]]
    changed: Mapping[str, Mapping[str, list[str]]]
    invalid: Mapping[str, list[str]]
    why: Mapping[str, str]


def migrate(chance: Random, a_site: int) -> Migration:
    """Move ``a_site`` patients of each site to a new system, and plant what moves go wrong by."""
    old: list[Row] = []
    new: list[Row] = []
    why: dict[str, str] = {}
    lost: dict[str, list[str]] = {}
    invalid: dict[str, list[str]] = {}
    changed: dict[str, dict[str, list[str]]] = {}
    numbers = iter(unlike(chance, 1000, 9999, a_site * len(SITES)))
    for site in SITES:
        rows = [_patient(chance, site, next(numbers)) for _ in range(a_site)]
        faults = _faults(chance, rows)
        lost[site] = sorted(faults["lost"])
        changed[site] = {column: sorted(faults[column]) for column in CHANGED_COLUMNS}
        invalid[site] = sorted([*faults["zip"], *faults["payer"]])
        for row in rows:
            old.append(row)
            if row["record"] not in faults["lost"]:
                new.append(_moved(row, faults))
        for column in CHANGED_COLUMNS:
            why |= dict.fromkeys(faults[column], f"In the new table {HOW[column]}.")
        why |= dict.fromkeys(faults["payer"], "Its payer is not in the dictionary's list.")
        why |= dict.fromkeys(faults["lost"], "It is in the old table, but not in the new one.")
    return Migration(some(chance, old, len(old)), new, lost, changed, invalid, why)


def _patient(chance: Random, site: str, number: int) -> Row:
    return {
        "record": f"R{number}",
        "site": site,
        "last": pick(chance, LAST),
        "born": f"{between(chance, 1931, 2019)}-{_month_day(chance)}",
        "zip": _zip(chance),
        "payer": one_of(chance, PAYERS),
    }


def _faults(chance: Random, rows: Sequence[Row]) -> dict[str, list[str]]:
    """Choose, for each fault, three to six rows that can have it; no row has two faults."""
    left = list(rows)
    fits = {
        "zip": lambda row: row["zip"].startswith("0"),
        "last": lambda row: len(row["last"]) > 6,
        "born": lambda row: row["born"][5:7] != row["born"][8:] and row["born"][8:] <= "12",
        "lost": lambda row: True,
        "payer": lambda row: row["payer"] != "Self-pay",
    }
    chosen = {}
    for fault, fit in fits.items():
        able = [row for row in left if fit(row)]
        picked = some(chance, able, min(between(chance, 3, 6), len(able)))
        left = [row for row in left if row not in picked]
        chosen[fault] = [row["record"] for row in picked]
    return chosen


def _moved(row: Row, faults: Mapping[str, Sequence[str]]) -> Row:
    record, moved = row["record"], dict(row)
    if record in faults["zip"]:
        moved["zip"] = row["zip"].lstrip("0")
    elif record in faults["last"]:
        moved["last"] = row["last"][:5]
    elif record in faults["born"]:
        year, month, day = row["born"].split("-")
        moved["born"] = f"{year}-{day}-{month}"
    elif record in faults["payer"]:
        moved["payer"] = {"Medicare": "MCR", "Medicaid": "medicaid", "Commercial": "COM"}[
            row["payer"]
        ]
    return moved


STANDARD = 95
"""This hospital's own standard for right charts, in percent; other employers set their own."""


@dataclass(frozen=True)
class Rate:
    """What a coder did: charts, minutes, right charts."""

    charts: int
    minutes: int
    right: int

    @property
    def per_hour(self) -> float:
        """Charts an hour: productivity."""
        return self.charts / (self.minutes / 60)

    @property
    def accuracy(self) -> float:
        """Share of charts that are right, 0 to 1."""
        return self.right / self.charts

    @property
    def right_per_hour(self) -> float:
        """Accuracy times productivity: right charts an hour."""
        return self.per_hour * self.accuracy


@dataclass(frozen=True)
class TimedQueue:
    """A log of coded charts, and the part of it that a question asks about."""

    log: Sequence[Row]
    day: str
    kind: str
    rates: Mapping[str, Rate]
    best: str
    fastest: str


def timed_queue(chance: Random) -> TimedQueue:
    """Draw a week's log in which the fastest coder misses the standard that others meet."""
    day, kind = pick(chance, DAYS), pick(chance, KINDS)
    while True:
        habits = {name: _habit(chance) for name in sorted(some(chance, CODERS, 5))}
        part = {name: _charts(chance, name, habit, day, kind) for name, habit in habits.items()}
        rates = {name: _rate(rows) for name, rows in part.items()}
        fit = [name for name, rate in rates.items() if rate.accuracy * 100 >= STANDARD]
        fastest = max(rates, key=lambda name: rates[name].per_hour)
        if len(fit) in (2, 3, 4) and fastest not in fit and _told_apart(rates, fit):
            break
    rest = [
        row
        for name, habit in habits.items()
        for other_day in DAYS
        for other_kind in KINDS
        if (other_day, other_kind) != (day, kind)
        for row in _charts(chance, name, habit, other_day, other_kind)
    ]
    log = [row for rows in part.values() for row in rows] + rest
    best = max(fit, key=lambda name: rates[name].right_per_hour)
    return TimedQueue(some(chance, log, len(log)), day, kind, rates, best, fastest)


def _told_apart(rates: Mapping[str, Rate], fit: Sequence[str]) -> bool:
    ranked = sorted((rates[name].right_per_hour for name in fit), reverse=True)
    speeds = sorted((rate.per_hour for rate in rates.values()), reverse=True)
    clear = ranked[0] - ranked[1] >= 0.3 and speeds[0] - speeds[1] >= 0.3
    shares = [rate.accuracy * 100 for rate in rates.values()]
    return clear and all(abs(share - STANDARD) > 0.2 for share in shares)


def _habit(chance: Random) -> tuple[float, float]:
    """Return how many minutes a chart takes someone, and the share that goes wrong; haste costs."""
    pace = 6 + chance.random() * 6
    return pace, 0.005 + chance.random() * 0.05 + max(0.0, 9.5 - pace) * 0.04


def _charts(
    chance: Random, name: str, habit: tuple[float, float], day: str, kind: str
) -> list[Row]:
    pace, slips = habit
    return [
        {
            "coder": name,
            "day": day,
            "kind": kind,
            "minutes": str(max(2, round(pace * (0.6 + chance.random() * 0.8)))),
            "right": "no" if chance.random() < slips else "yes",
        }
        for _ in range(between(chance, 26, 34))
    ]


def _rate(rows: Sequence[Row]) -> Rate:
    right = sum(row["right"] == "yes" for row in rows)
    return Rate(len(rows), sum(int(row["minutes"]) for row in rows), right)
