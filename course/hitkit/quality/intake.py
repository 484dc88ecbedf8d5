"""A delivery of new registrations from a clinic that breaks the data dictionary here and there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from hitkit.chance import between, shuffled
from hitkit.rows import Row

DICTIONARY: tuple[Row, ...] = (
    {"field": "row_id", "meaning": "Number of the row", "required": "yes", "pattern": r"R\d{4}"},
    {"field": "last_name", "meaning": "Family name", "required": "yes", "pattern": ""},
    {"field": "first_name", "meaning": "Given name", "required": "yes", "pattern": ""},
    {"field": "birth_date", "meaning": "Date of birth, year-month-day", "required": "yes",
     "pattern": r"\d{4}-\d{2}-\d{2}"},
    {"field": "sex", "meaning": "Sex recorded at birth", "required": "yes", "pattern": "F|M"},
    {"field": "ssn", "meaning": "Social security number; area 666 is never assigned",
     "required": "no", "pattern": r"666-\d{2}-\d{4}"},
    {"field": "state", "meaning": "State (invented)", "required": "yes", "pattern": "XA"},
    {"field": "zip", "meaning": "ZIP code, five digits", "required": "yes", "pattern": r"\d{5}"},
    {"field": "phone", "meaning": "Telephone", "required": "yes", "pattern": r"555-01\d{2}"},
    {"field": "payer_id", "meaning": "Expected payer", "required": "yes",
     "pattern": "COMM1|COMM2|MADV|MCAID|MCARE|SELF"},
)  # fmt: skip
"""The contract: what each column must hold. A pattern must fit the whole text."""

_BREAKS: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "birth_date": (lambda text: f"{text[5:7]}/{text[8:]}/{text[:4]}", lambda text: ""),
    "sex": (lambda text: {"F": "Female", "M": "Male"}[text], lambda text: text.lower()),
    "ssn": (lambda text: text.replace("-", ""), lambda text: "999-99-9999"),
    "state": (lambda text: text.lower(), lambda text: ""),
    "zip": (lambda text: text.lstrip("0"), lambda text: ""),
    "phone": (lambda text: text.replace("-", ""), lambda text: "unknown"),
    "payer_id": (lambda text: "BLUE", lambda text: ""),
}
CHECKED = tuple(_BREAKS)
"""The fields in which a delivery may break the contract."""


def delivery(
    rng: Random, people: list[Row], count: int
) -> tuple[list[Row], dict[str, dict[str, str]]]:
    """Draw ``count`` rows, and for each field the rows that break the contract, with the reason."""
    rows = []
    for number, person in enumerate(shuffled(rng, people)[:count], 1):
        row = {entry["field"]: person.get(entry["field"], "") for entry in DICTIONARY}
        rows.append(row | {"row_id": f"R{number:04d}"})
    order = shuffled(rng, [row for row in rows if all(row.values())])
    broken: dict[str, dict[str, str]] = {}
    for field, ways in _BREAKS.items():
        broken[field] = {}
        for number in range(between(rng, 4, 6)):
            row = order.pop()
            before, row[field] = row[field], ways[number % 2](row[field])
            broken[field][row["row_id"]] = (
                f"{field} is {row[field]!r} instead of {before!r}."
                if row[field]
                else f"{field} is empty, and the dictionary requires it."
            )
    return rows, broken
