"""Defects of the master patient index: duplicates, overlays, overlaps, blanks, odd values.

Duplicates follow the published mix of mismatches (PMC4832129, 398,939 confirmed duplicates): middle
name 58.3 %, social security number 53.5 %; of mismatched first names 53.1 % are misspelt, of last
names 33.6 %. How often first names, last names and addresses differ at all is assumed.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hitkit.chance import between, pick
from hitkit.hospital.defects.desk import Desk, Spoilt, defect, replace
from hitkit.hospital.model import Row
from hitkit.hospital.world import names

STABLE = frozenset(
    (
        "E78.5",
        "I25.10",
        "E03.9",
        "F32.A",
        "F41.9",
        "K21.9",
        "M17.0",
        "M81.0",
        "N40.0",
        "F03.90",
        "J44.9",
    )
)
"""Chronic problems: whoever has one coded at a visit has it on the problem list."""

MIDDLE, SSN, FIRST, LAST, MOVED = 0.583, 0.535, 0.22, 0.18, 0.30
FIRST_MISSPELT, LAST_MISSPELT = 0.531, 0.336


def _grown(desk: Desk) -> list[Row]:
    """Patients with an SSN and at least two visits, so that one can move to a new number."""
    visits = desk.by("registrations", "mrn")
    return [
        row
        for row in desk.tables["patients"]
        if row["ssn"]
        and row["middle_name"]
        and len(visits.get(row["mrn"], ())) > 1
        and not row["death_date"]
    ]


@defect(
    "duplicate",
    "patients",
    0.035,
    "One person has two medical record numbers.",
    "Two rows agree in birth date and sex and nearly in everything else.",
    _grown,
    record=lambda row: "-".join(sorted((str(row["mrn"]), str(row["other"])))),
)
def duplicate(desk: Desk, rng: Random, row: Row) -> Spoilt | None:
    """Give a person a second number at the last visit."""
    visit = desk.of("registrations", "mrn", row["mrn"])[-1]
    if visit["encounter_id"] in desk.asked:
        return None
    copy = dict(row)
    copy["mrn"] = _new_number(desk, row)
    differs = _mismatch(rng, copy)
    copy["registered_on"] = str(visit["registered_at"])[:10]
    desk.add("patients", copy)
    for key in ("last_name", "first_name", "birth_date", "sex"):
        visit[key] = copy[key]
    known = list(desk.of("problems", "mrn", row["mrn"]))
    move_visit(desk, visit, copy["mrn"])
    for problem in known:
        if problem["mrn"] == row["mrn"] and problem["code"] in desk.codes[visit["encounter_id"]]:
            again = {"mrn": copy["mrn"], "encounter_id": visit["encounter_id"]}
            desk.add("problems", problem | again)
    both: Row = {"mrn": row["mrn"], "other": copy["mrn"]}
    return Spoilt("", "one number", "; ".join(differs), both)


def _new_number(desk: Desk, row: Row) -> str:
    used = desk.patients
    number = int(str(row["mrn"])[1:])
    while True:
        number = 1_000_000 + (number * 31 + 17) % 8_999_993
        if f"M{number}" not in used:
            used[f"M{number}"] = row
            return f"M{number}"


def _mismatch(rng: Random, copy: Row) -> list[str]:
    """Change a copy as duplicates differ; birth date and sex stay, so that it can be found."""
    differs: list[str] = []

    def change(key: str, value: str) -> None:
        if value != copy[key]:
            differs.append(f"{key}: {copy[key]} -> {value}")
            copy[key] = value

    while not differs:
        if rng.random() < MIDDLE:
            middle = str(copy["middle_name"])
            change("middle_name", middle[:1] if rng.random() < 0.5 else "")
        if rng.random() < SSN:
            ssn = str(copy["ssn"])
            change("ssn", "" if rng.random() < 0.5 else _swap(rng, ssn, 7))
        first_differs = rng.random() < FIRST
        if first_differs:
            first = str(copy["first_name"])
            short = names.SHORT_FORMS.get(first, first[0])
            change("first_name", misspell(rng, first) if rng.random() < FIRST_MISSPELT else short)
        elif rng.random() < LAST:
            last = str(copy["last_name"])
            other = misspell(rng, last) if rng.random() < LAST_MISSPELT else names.family_name(rng)
            change("last_name", other)
        if rng.random() < MOVED:
            copy["street"], copy["town"], copy["zip"] = names.address(rng)
            differs.append("street")
    return differs


def _swap(rng: Random, word: str, start: int) -> str:
    places = [i for i in range(start, len(word) - 1) if word[i] != word[i + 1]]
    if not places:
        return word[:-1] + ("1" if word[-1] != "1" else "2")
    at = pick(rng, places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def misspell(rng: Random, name: str) -> str:
    """Return a name with one letter doubled, dropped or swapped, never the first."""
    at = between(rng, 1, len(name) - 2)
    ways = (
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    return next(way for way in (pick(rng, ways), ways[0]) if way != name)


def move_visit(desk: Desk, registration: Row, mrn: Any) -> None:
    """Give a visit, and all that carries its patient's number, another number."""
    visit = registration["encounter_id"]
    for table in ("registrations", "encounters", "access_log", "release_requests", "problems"):
        for row in list(desk.of(table, "encounter_id", visit)):
            desk.move(table, row, "mrn", mrn)
    desk.take("registrations", registration)
    desk.take("encounters", desk.visits[visit])


def _common_visits(desk: Desk) -> list[Row]:
    """Registrations that can move without a trace in requests or problems."""
    many = {mrn for mrn, rows in desk.by("registrations", "mrn").items() if len(rows) > 1}
    noted = {row["encounter_id"] for row in desk.tables["problems"]}
    return [
        row
        for row in desk.tables["registrations"]
        if row["mrn"] in many
        and row["encounter_id"] not in desk.asked | noted
        and not desk.codes[row["encounter_id"]] & STABLE
        and desk.visits[row["encounter_id"]]["type"] in ("clinic", "emergency")
    ]


@defect(
    "overlay",
    "registrations",
    0.006,
    "A visit of one person stands under the number of another.",
    "The name and the birth date given at the desk are not those of the number.",
    _common_visits,
)
def overlay(desk: Desk, rng: Random, row: Row) -> Spoilt | None:
    """Register a visit under a stranger's number."""
    strangers = [
        other
        for other in desk.tables["patients"]
        if other["last_name"] != row["last_name"]
        and other["birth_date"] != row["birth_date"]
        and not other["death_date"]
        and str(other["registered_on"]) <= str(row["registered_at"])
        and desk.free("patients", [other])
    ]
    if not strangers:
        return None
    clean, stranger = row["mrn"], pick(rng, strangers)
    desk.take("patients", stranger)
    move_visit(desk, row, stranger["mrn"])
    return Spoilt("mrn", clean, stranger["mrn"])


@defect(
    "overlap",
    "partner_index",
    0.09,
    "The partner's patient is ours too, and nobody has linked the two numbers.",
    "The partner's row has no link, yet agrees with one of our patients.",
    lambda desk: [row for row in desk.tables["partner_index"] if row["linked_mrn"]],
)
def overlap(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Cut a link."""
    return replace(row, "linked_mrn", "")


@defect(
    "wrong_link",
    "partner_index",
    0.04,
    "The partner's patient is linked to somebody else.",
    "The linked number belongs to another name and birth date.",
    lambda desk: [row for row in desk.tables["partner_index"] if row["linked_mrn"]],
)
def wrong_link(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Link to a stranger."""
    strangers = [
        mrn
        for mrn, other in desk.patients.items()
        if mrn == other["mrn"]
        and other["last_name"] != row["last_name"]
        and other["birth_date"] != row["birth_date"]
    ]
    return replace(row, "linked_mrn", pick(rng, strangers))


_REQUIRED = ("birth_date", "sex", "street", "zip", "payer_id", "phone")


@defect(
    "missing",
    "patients",
    0.015,
    "A field that everybody must have is empty.",
    "The field is empty, and the dictionary does not allow it.",
    lambda desk: desk.tables["patients"],
)
def missing(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Empty a required field."""
    return replace(row, pick(rng, _REQUIRED), "")


@defect(
    "implausible_birth",
    "patients",
    0.008,
    "A birth date that cannot be.",
    "The person would be older than 115, or born after the first registration.",
    lambda desk: [row for row in desk.tables["patients"] if str(row["birth_date"]) < "2020"],
)
def implausible_birth(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Move a birth date by a century, or past the registration."""
    born = date.fromisoformat(str(row["birth_date"]))
    if rng.random() < 0.5 or born.year < 1940:
        year = born.year - 100 if born.year < 1990 else 1880 + born.year % 20
        return replace(row, "birth_date", f"{year}{born.isoformat()[4:]}".replace("02-29", "02-28"))
    later = date.fromisoformat(str(row["registered_on"])) + timedelta(days=between(rng, 20, 400))
    return replace(row, "birth_date", later.isoformat())


@defect(
    "inconsistent_sex",
    "patients",
    0.008,
    "Sex differs between the index and the desk.",
    "The index says one sex, every registration of the person the other.",
    lambda desk: desk.tables["patients"],
)
def inconsistent_sex(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Turn the sex in the index."""
    return replace(row, "sex", "M" if row["sex"] == "F" else "F")
