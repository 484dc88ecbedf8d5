"""The tables of the records department: work queue, a migration, a log of coders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hitkit.chance import between, one_of, pick, some, unlike
from hitkit.role.work import DUTIES
from hitkit.rows import Row

PAYERS = ("Medicare", "Medicaid", "commercial")
"""The payers that questions ask for; the index holds two more."""
STATUSES = {"open": 5.0, "waiting": 3.0, "done": 4.0}
PRIORITIES = {"routine": 3.0, "urgent": 1.4}
TOWNS = ("Quillmere", "Ostbrook", "Fennwick Hollow", "Larkmoor")
"""The towns with most patients, by which the migration is checked."""
WIDTHS = {"zip": 5, "discharge status": 2, "revenue code": 4, "ms-drg": 3, "place of service": 2}
DICTIONARY: tuple[Row, ...] = (
    {
        "column": "mrn",
        "kind": "text",
        "length": "8",
        "allowed": "",
        "meaning": "Medical record number: M and seven digits",
    },
    {
        "column": "town",
        "kind": "text",
        "length": "",
        "allowed": "",
        "meaning": "Where the patient lives",
    },
    {"column": "last_name", "kind": "text", "length": "", "allowed": "", "meaning": "Family name"},
    {
        "column": "birth_date",
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
        "meaning": "ZIP code, zeros in front kept",
    },
    {
        "column": "payer",
        "kind": "text",
        "length": "",
        "allowed": "Medicaid, Medicare, Medicare Advantage, commercial, self-pay",
        "meaning": "Who pays first",
    },
)
"""The data dictionary of the new system's patient table."""
CHANGED_COLUMNS = ("last_name", "birth_date", "zip")
_HOW = {
    "last_name": "the name was cut off after five letters",
    "birth_date": "month and day were swapped",
    "zip": "the zeros in front were lost",
}
_OTHER_WORDS = {
    "Medicare": "MCR",
    "Medicare Advantage": "MCR ADV",
    "Medicaid": "medicaid",
    "commercial": "COM",
}


def queue(chance: Random, stays: Sequence[Row], wards: Sequence[str]) -> list[Row]:
    """Return the tasks of the department, each about a stay on one of the wards."""
    about = [
        pick(chance, [stay for stay in stays if stay["ward"] == ward])
        for ward in wards
        for _ in range(between(chance, 32, 75))
    ]
    tasks = [
        {
            "task": f"T{number}",
            "mrn": stay["mrn"],
            "ward": stay["ward"],
            "duty": pick(chance, tuple(DUTIES)),
            "status": one_of(chance, STATUSES),
            "priority": one_of(chance, PRIORITIES),
            "received": _after(stay["ended"], between(chance, 1, 20)),
        }
        for stay, number in zip(about, unlike(chance, 1000, 9999, len(about)), strict=True)
    ]
    return some(chance, tasks, len(tasks))


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@dataclass(frozen=True)
class Migration:
    """A patient table before and after it moved, and what went wrong on the way.

    ``lost`` and ``invalid`` list record numbers by town; ``changed`` by town, then by column.
    ``why`` says what a reviewer could have seen.
    """

    old: Sequence[Row]
    new: Sequence[Row]
    lost: Mapping[str, list[str]]
    changed: Mapping[str, Mapping[str, list[str]]]
    invalid: Mapping[str, list[str]]
    why: Mapping[str, str]


def migrate(chance: Random, groups: Mapping[str, Sequence[Row]]) -> Migration:
    """Move the patients of each town to a new system, and plant what moves go wrong by."""
    old: list[Row] = []
    new: list[Row] = []
    why: dict[str, str] = {}
    lost: dict[str, list[str]] = {}
    invalid: dict[str, list[str]] = {}
    changed: dict[str, dict[str, list[str]]] = {}
    for town, patients in groups.items():
        rows = [{entry["column"]: row[entry["column"]] for entry in DICTIONARY} for row in patients]
        faults = _faults(chance, rows)
        lost[town] = sorted(faults["lost"])
        changed[town] = {column: sorted(faults[column]) for column in CHANGED_COLUMNS}
        invalid[town] = sorted([*faults["zip"], *faults["payer"]])
        old += rows
        new += [_moved(row, faults) for row in rows if row["mrn"] not in faults["lost"]]
        for column in CHANGED_COLUMNS:
            why |= dict.fromkeys(faults[column], f"In the new table {_HOW[column]}.")
        why |= dict.fromkeys(faults["payer"], "Its payer is not in the dictionary's list.")
        why |= dict.fromkeys(faults["lost"], "It is in the old table, but not in the new one.")
    return Migration(some(chance, old, len(old)), new, lost, changed, invalid, why)


def _faults(chance: Random, rows: Sequence[Row]) -> dict[str, list[str]]:
    """Choose, for each fault, three to six rows that can have it; no row has two faults."""
    left = list(rows)
    fits = {
        "birth_date": lambda row: row["birth_date"][5:7] != row["birth_date"][8:] <= "12",
        "zip": lambda row: row["zip"].startswith("0"),
        "last_name": lambda row: len(row["last_name"]) > 6,
        "lost": lambda row: True,
        "payer": lambda row: row["payer"] in _OTHER_WORDS,
    }
    chosen = {}
    for fault, fit in fits.items():
        able = [row for row in left if fit(row)]
        count = between(chance, 3, max(3, min(6, len(rows) // 7)))
        picked = [row["mrn"] for row in some(chance, able, min(count, len(able)))]
        left = [row for row in left if row["mrn"] not in picked]
        chosen[fault] = picked
    return chosen


def _moved(row: Row, faults: Mapping[str, Sequence[str]]) -> Row:
    mrn, moved = row["mrn"], dict(row)
    if mrn in faults["zip"]:
        moved["zip"] = row["zip"].lstrip("0")
    elif mrn in faults["last_name"]:
        moved["last_name"] = row["last_name"][:5]
    elif mrn in faults["birth_date"]:
        year, month, day = row["birth_date"].split("-")
        moved["birth_date"] = f"{year}-{day}-{month}"
    elif mrn in faults["payer"]:
        moved["payer"] = _OTHER_WORDS[row["payer"]]
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
    """A log of coded charts, and the part of it that a question asks about: queue and days."""

    log: Sequence[Row]
    queue: str
    first: str
    last: str
    rates: Mapping[str, Rate]
    best: str
    fastest: str


_ENOUGH = 14


def timed_queue(chance: Random, charts: Sequence[Row]) -> TimedQueue:
    """Let second readers judge charts; the fastest coder misses the standard that others meet."""
    while True:
        queue, first, last = _asked(chance, charts)
        coders = sorted({row["coder"] for row in charts})
        habits = {name: _habit(chance) for name in coders}
        log = [_read_again(chance, row, habits[row["coder"]]) for row in charts]
        part = [row for row in log if row["queue"] == queue and first <= row["coded_on"] <= last]
        counts = Counter(row["coder"] for row in part)
        if any(counts[name] < _ENOUGH for name in coders):
            continue
        rates = {name: _rate([row for row in part if row["coder"] == name]) for name in coders}
        fit = [name for name, rate in rates.items() if rate.accuracy * 100 >= STANDARD]
        fastest = max(rates, key=lambda name: rates[name].per_hour)
        if len(fit) in (2, 3, 4) and fastest not in fit and _told_apart(rates, fit):
            best = max(fit, key=lambda name: rates[name].right_per_hour)
            return TimedQueue(log, queue, first, last, rates, best, fastest)


def _asked(chance: Random, charts: Sequence[Row]) -> tuple[str, str, str]:
    """Draw a queue and some months: emergency charts are fewer, so they get more days."""
    begin = min(row["coded_on"] for row in charts)
    if chance.random() < 0.4:
        first = _after(begin, between(chance, 0, 14))
        return "emergency", first, _after(first, between(chance, 145, 160))
    first = _after(begin, between(chance, 0, 65))
    return "outpatient", first, _after(first, between(chance, 80, 105))


def _told_apart(rates: Mapping[str, Rate], fit: Sequence[str]) -> bool:
    ranked = sorted((rates[name].right_per_hour for name in fit), reverse=True)
    speeds = sorted((rate.per_hour for rate in rates.values()), reverse=True)
    clear = ranked[0] - ranked[1] >= 0.3 and speeds[0] - speeds[1] >= 0.3
    shares = [rate.accuracy * 100 for rate in rates.values()]
    return clear and all(abs(share - STANDARD) > 0.2 for share in shares)


def _habit(chance: Random) -> tuple[float, float]:
    """Return the pace of a coder beside the usual, and the share that goes wrong; haste costs."""
    pace = 0.6 + chance.random() * 0.6
    return pace, 0.002 + chance.random() * 0.05 + max(0.0, 0.95 - pace) * 0.4


def _read_again(chance: Random, row: Row, habit: tuple[float, float]) -> Row:
    pace, slips = habit
    return row | {
        "minutes": str(max(1, round(int(row["minutes"]) * pace))),
        "right": "no" if chance.random() < slips else "yes",
    }


def _rate(rows: Sequence[Row]) -> Rate:
    right = sum(row["right"] == "yes" for row in rows)
    return Rate(len(rows), sum(int(row["minutes"]) for row in rows), right)
