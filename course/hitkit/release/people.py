"""Who appears in requests: the hospital's own patients and staff, and people outside of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hitkit import hospital
from hitkit.chance import between, pick, shuffled
from hitkit.hospital.model import Row
from hitkit.hospital.world import names
from hitkit.hospital.world.privacy import FIRMS
from hitkit.seeds import stream

HOSPITAL, STATE = names.HOSPITAL, names.STATE_NAME
_FIRST, _LAST, _END = date(2026, 2, 25), date(2026, 9, 20), date(2026, 12, 31)
"""Visits that requests ask about end between the first two, so that the rules of 2026 hold."""


@dataclass(frozen=True)
class Visit:
    """A visit: its first and last day, and whether it was a stay on a ward."""

    first: date
    last: date
    stay: bool = False

    @property
    def recent(self) -> bool:
        """Say whether requests may ask about it."""
        return _FIRST <= self.last <= _LAST


@dataclass(frozen=True)
class Someone:
    """A person who does not exist."""

    first: str
    last: str
    sex: str

    @property
    def name(self) -> str:
        """Return given and family name."""
        return f"{self.first} {self.last}"

    @property
    def they(self) -> str:
        """Return the pronoun."""
        return "she" if self.sex == "F" else "he"

    @property
    def their(self) -> str:
        """Return the possessive pronoun."""
        return "her" if self.sex == "F" else "his"


@dataclass(frozen=True)
class Patient(Someone):
    """A patient of the hospital, the payer's name, and the visits of this year in order."""

    mrn: str
    born: date
    payer: str
    visits: tuple[Visit, ...]

    def age(self, on: date) -> int:
        """Return the age in whole years on a day."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


class Records:
    """The hospital of a term as its release desk knows it; gives each patient to one case only."""

    def __init__(self, seed: str) -> None:
        clean = hospital.simulate(seed, hospital.TERM_PEOPLE)
        self.rows: Mapping[str, Sequence[Row]] = clean.rows
        self.staff = {
            str(row["staff_id"]): f"{row['first_name']} {row['last_name']}"
            for row in self.rows["staff"]
        }
        self.patients = self._patients()
        self._free = shuffled(stream(seed, "09", "patients"), self.patients)
        self._filed = shuffled(stream(seed, "09", "filed"), self.rows["release_requests"])

    def _patients(self) -> list[Patient]:
        payers = {row["payer_id"]: str(row["name"]) for row in self.rows["payers"]}
        visits: dict[str, list[Visit]] = {}
        for row in self.rows["encounters"]:
            visit = Visit(
                date.fromisoformat(row["began_at"][:10]),
                date.fromisoformat(row["ended_at"][:10]),
                stay=row["type"] == "inpatient",
            )
            visits.setdefault(row["mrn"], []).append(visit)
        return [
            Patient(
                first=row["first_name"],
                last=row["last_name"],
                sex=row["sex"],
                mrn=row["mrn"],
                born=date.fromisoformat(row["birth_date"]),
                payer=payers[row["payer_id"]],
                visits=tuple(sorted(visits[row["mrn"]], key=lambda visit: visit.last)),
            )
            for row in self.rows["patients"]
            if not row["death_date"]
        ]

    def take(
        self, rng: Random, ages: tuple[int, int], wanted: Callable[[Patient], Visit | None]
    ) -> tuple[Patient, Visit]:
        """Return a patient who is of an age all year, and the visit of theirs that is wanted.

        Where this year's patients have none left, it is one of earlier years.
        """
        low, high = ages
        for who in self._free:
            if low <= who.age(_FIRST) and who.age(_END) <= high:
                visit = wanted(who)
                if visit:
                    self._free.remove(who)
                    return who, visit
        other = someone(rng)
        born = date(_END.year - between(rng, low, high), 1, between(rng, 1, 28))
        visit = Visit(_FIRST, _FIRST + timedelta(days=4), stay=True)
        return Patient(other.first, other.last, other.sex, "", born, "", (visit,)), visit

    def filed(self, basis: str, least_pages: int = 0) -> Row:
        """Return one of the year's release requests, each only once."""
        found = next(
            row for row in self._filed if row["basis"] == basis and int(row["pages"]) >= least_pages
        )
        self._filed.remove(found)
        return found

    def worker(self, rng: Random, *roles: str, department: str = "") -> str:
        """Return the name of a member of staff."""
        return pick(
            rng,
            [
                self.staff[row["staff_id"]]
                for row in self.rows["staff"]
                if row["role"] in roles and department in ("", row["department_id"])
            ],
        )


def any_visit(who: Patient) -> Visit | None:
    """Return the latest visit that requests may ask about."""
    return next((visit for visit in reversed(who.visits) if visit.recent), None)


def last_visit(who: Patient) -> Visit | None:
    """Return the last visit of the year, if requests may ask about it."""
    return who.visits[-1] if who.visits[-1].recent else None


def any_stay(who: Patient) -> Visit | None:
    """Return the latest stay on a ward that requests may ask about."""
    return next((visit for visit in reversed(who.visits) if visit.recent and visit.stay), None)


def someone(rng: Random, sex: str | None = None, last: str | None = None) -> Someone:
    """Draw a person outside of the hospital's records."""
    sex = sex or pick(rng, "FM")
    return Someone(names.first_name(rng, sex), last or names.family_name(rng), sex)


def firm(rng: Random, kind: str = "attorney") -> str:
    """Draw a firm, clinic, insurer, court or employer that writes to the hospital."""
    return pick(rng, FIRMS[kind])


def day(rng: Random, year: int, first: int = 1, last: int = 365) -> date:
    """Draw a day of a year, by its number in the year."""
    return date(year, 1, 1) + timedelta(days=between(rng, first, last) - 1)


def said(when: date) -> str:
    """Write a date as letters do."""
    return f"{when:%B} {when.day}, {when.year}"
