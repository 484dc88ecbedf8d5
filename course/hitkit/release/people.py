"""Invented people, firms and dates of requests; names come from the invented hospital."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hitkit.hospital.world import names

HOSPITAL = names.HOSPITAL
STATE = "Tamarack"
_FIRMS = ("& Partners", "Law Office", "& Daughters, Attorneys", "Legal Group")


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


def someone(rng: Random, sex: str | None = None, last: str | None = None) -> Someone:
    """Draw a person."""
    sex = sex or rng.choice("FM")
    return Someone(names.first_name(rng, sex), last or names.family_name(rng), sex)


def firm(rng: Random) -> str:
    """Draw the name of a law firm."""
    return f"{names.family_name(rng)} {rng.choice(_FIRMS)}"


def day(rng: Random, year: int, first: int = 1, last: int = 365) -> date:
    """Draw a day of a year, by its number in the year."""
    return date(year, 1, 1) + timedelta(days=rng.randint(first, last) - 1)


def said(when: date) -> str:
    """Write a date as letters do."""
    return f"{when:%B} {when.day}, {when.year}"
