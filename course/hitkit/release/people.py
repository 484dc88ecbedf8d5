"""Invented people, firms and dates of requests, at the course's invented hospital."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

HOSPITAL = "Quillmere Community Hospital"
STATE = "Tamarack"
_WOMEN = (
    "Adaeze", "Alma", "Amara", "Anika", "Beatriz", "Bridget", "Camila", "Clara", "Deborah",
    "Elena", "Esther", "Fatima", "Frances", "Gloria", "Hannah", "Imani", "Ingrid", "Joanna",
    "Keiko", "Laila", "Leah", "Lucia", "Margaret", "Mei", "Miriam", "Naomi", "Nora", "Olivia",
    "Paula", "Priya", "Rosa", "Ruth", "Sandra", "Sofia", "Tamika", "Teresa", "Valeria", "Wanda",
    "Yasmin", "Zoe",
)  # fmt: skip
_MEN = (
    "Adrian", "Ahmed", "Albert", "Andre", "Arjun", "Benjamin", "Carlos", "Cedric", "Daniel",
    "Dmitri", "Edward", "Elias", "Emeka", "Felix", "Gabriel", "Harold", "Hassan", "Henry",
    "Hiro", "Isaac", "Jamal", "Javier", "Joseph", "Kofi", "Lamar", "Leo", "Malik", "Marcus",
    "Mateo", "Nathan", "Oscar", "Peter", "Rafael", "Robert", "Samuel", "Stanley", "Theodore",
    "Victor", "Walter", "Wei",
)  # fmt: skip
_STARTS = (
    "Ash", "Bell", "Brook", "Cold", "Dray", "Fen", "Glen", "Hart", "Kest", "Lang", "Mor",
    "Nest", "Oak", "Penn", "Quar", "Rusk", "Sel", "Thorn", "Ves", "Wyn",
)  # fmt: skip
_ENDS = (
    "acre", "born", "croft", "dale", "erly", "gate", "hurst", "ingo", "ler", "mond", "over",
    "quist", "rell", "sby", "taro", "umber",
)  # fmt: skip
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
    return Someone(rng.choice(_WOMEN if sex == "F" else _MEN), last or _family_name(rng), sex)


def _family_name(rng: Random) -> str:
    return rng.choice(_STARTS) + rng.choice(_ENDS)


def firm(rng: Random) -> str:
    """Draw the name of a law firm."""
    return f"{_family_name(rng)} {rng.choice(_FIRMS)}"


def day(rng: Random, year: int, first: int = 1, last: int = 365) -> date:
    """Draw a day of a year, by its number in the year."""
    return date(year, 1, 1) + timedelta(days=rng.randint(first, last) - 1)


def said(when: date) -> str:
    """Write a date as letters do."""
    return f"{when:%B} {when.day}, {when.year}"
