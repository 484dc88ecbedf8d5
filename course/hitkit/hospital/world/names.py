"""Names, places and numbers that belong to nobody.

Family names are built from parts of our own. Social security numbers have the area 666, which the
Social Security Administration says it does not assign. Telephone numbers lie in 555-0100 to
555-0199, set aside for fiction. The towns, the streets and the state do not exist, and no ZIP code
begins with 000.
"""

from __future__ import annotations

from random import Random

from hitkit.chance import between, pick, weighted
from hitkit.hospital.files import read_toml

STATE = "XA"
STATE_NAME = "Arden"
HOSPITAL = "Quillmere Community Hospital"
CLINIC = "Quillmere Family Clinic"
TOWNS = {
    "Quillmere": ("00011", 40),
    "Ostbrook": ("00012", 22),
    "Fennwick Hollow": ("00013", 14),
    "Larkmoor": ("00014", 12),
    "Tamsel Ferry": ("00015", 8),
    "Nettle Gap": ("00016", 4),
}
_LISTS = read_toml("names.toml")
STREETS: list[str] = _LISTS["streets"]
WOMEN: list[str] = _LISTS["women"]
MEN: list[str] = _LISTS["men"]
SHORT_FORMS: dict[str, str] = _LISTS["short_forms"]
FAMILY = tuple(start + end for start in _LISTS["starts"] for end in _LISTS["ends"])

_SSN_SPACE = 999_983
_MRN_SPACE = 8_999_993
_ENCOUNTER_SPACE = 89_999_999
MOST_PEOPLE = 400_000
"""More people would need more numbers than the never-issued areas hold."""


class Numbers:
    """Numbers for people and visits that look drawn, never repeat, and differ with the seed.

    Each is a multiplication modulo a prime, so that number ``i`` is known without the others.
    """

    def __init__(self, rng: Random) -> None:
        self._shift = [between(rng, 1, 900_000) for _ in range(3)]
        self._factor = [2 * between(rng, 20_000, 400_000) + 1 for _ in range(3)]

    def _mix(self, way: int, number: int, space: int) -> int:
        return (self._factor[way] * (number + self._shift[way])) % space

    def mrn(self, person: int) -> str:
        """Return the medical record number of a person: seven digits after an M."""
        return f"M{1_000_000 + self._mix(0, person, _MRN_SPACE)}"

    def ssn(self, person: int) -> str:
        """Return a social security number of the area 666, never assigned to anybody."""
        number = self._mix(1, person, _SSN_SPACE)
        return f"666-{number // 10_000:02d}-{number % 10_000:04d}"

    def encounter(self, person: int, count: int) -> str:
        """Return the number of a person's ``count``-th visit: eight digits after an E."""
        return f"E{10_000_000 + self._mix(2, person * 64 + count, _ENCOUNTER_SPACE)}"


def first_name(rng: Random, sex: str) -> str:
    """Draw a given name."""
    return pick(rng, WOMEN if sex == "F" else MEN)


def family_name(rng: Random) -> str:
    """Draw a family name."""
    return pick(rng, FAMILY)


def telephone(rng: Random) -> str:
    """Draw a telephone number of the range that is set aside for fiction."""
    return f"555-01{between(rng, 0, 99):02d}"


def address(rng: Random) -> tuple[str, str, str]:
    """Draw a street with house number, a town and its ZIP code."""
    town = weighted(rng, list(TOWNS), [share for _, share in TOWNS.values()])
    return f"{between(rng, 1, 998)} {pick(rng, STREETS)}", town, TOWNS[town][0]
