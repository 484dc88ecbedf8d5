"""The desk at which defects are planted: one block, and which of its records are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

from hitkit.hospital.model import Planting, Row, Tables, Value
from hitkit.hospital.schema import tables as dictionary


class Desk:
    """One block with ways to find its rows. A record is spoiled at most once.

    Rows are added and removed through the desk, which keeps its indexes right and puts the changes
    into the tables at the end, so that the cost of a defect does not grow with the tables.
    """

    def __init__(self, tables: Tables, staff: list[Row], seed: str) -> None:
        self.tables = tables
        self.seed = seed
        self.staff = {row["staff_id"]: row for row in staff}
        self.pending: list[tuple[Defect, Row, Spoilt]] = []
        people = {row["mrn"]: row for row in tables["patients"]}
        self.born = {
            row["encounter_id"]: (
                str(people[row["mrn"]]["birth_date"]),
                people[row["mrn"]]["sex"] == "F",
            )
            for row in tables["encounters"]
        }
        """Birth date and whether female, by visit, as they were before any defect."""
        self._taken: dict[tuple[str, int], Row] = {}
        self._indexes: dict[tuple[str, str], dict[Value, list[Row]]] = {}
        self._gone: dict[int, Row] = {}
        self._added: dict[str, dict[int, list[Row]]] = {}

    def free(self, table: str, rows: Iterable[Row]) -> list[Row]:
        """Return the rows that no defect has taken."""
        return [row for row in rows if (table, id(row)) not in self._taken]

    def take(self, table: str, *rows: Row) -> None:
        """Keep rows from other defects."""
        self._taken |= {(table, id(row)): row for row in rows}

    def by(self, table: str, key: str) -> dict[Value, list[Row]]:
        """Return the rows of a table by a field."""
        if (table, key) not in self._indexes:
            found: dict[Value, list[Row]] = {}
            for row in self.tables[table]:
                if id(row) not in self._gone:
                    found.setdefault(row[key], []).append(row)
            for rows in self._added.get(table, {}).values():
                for row in rows:
                    found.setdefault(row[key], []).append(row)
            self._indexes[table, key] = found
        return self._indexes[table, key]

    def of(self, table: str, key: str, value: Value) -> list[Row]:
        """Return the rows of a table in which a field has a value."""
        return self.by(table, key).get(value, [])

    def add(self, table: str, row: Row, after: Row | None = None) -> None:
        """Add a row, on request right after another; no other defect may take it."""
        self._added.setdefault(table, {}).setdefault(id(after) if after else 0, []).append(row)
        self.take(table, row)
        for (name, key), index in self._indexes.items():
            if name == table:
                index.setdefault(row[key], []).append(row)

    def remove(self, table: str, row: Row) -> None:
        """Remove a row."""
        self._gone[id(row)] = row
        self.take(table, row)
        for (name, key), index in self._indexes.items():
            if name == table:
                index[row[key]] = [other for other in index[row[key]] if other is not row]

    def move(self, table: str, row: Row, key: str, value: Value) -> None:
        """Set a field by which rows are looked up."""
        index = self._indexes.get((table, key))
        if index is not None:
            index[row[key]] = [other for other in index[row[key]] if other is not row]
            index.setdefault(value, []).append(row)
        row[key] = value

    def finish(self) -> None:
        """Put what was added and removed into the tables."""
        for table, rows in self.tables.items():
            added = self._added.get(table, {})
            self.tables[table] = [
                kept
                for row in rows
                for kept in ([] if id(row) in self._gone else [row]) + added.get(id(row), [])
            ] + added.get(0, [])

    @cached_property
    def visits(self) -> dict[Value, Row]:
        """The encounters by id."""
        return {row["encounter_id"]: row for row in self.tables["encounters"]}

    @cached_property
    def patients(self) -> dict[Value, Row]:
        """The patients by number; those added by defects are not in it."""
        return {row["mrn"]: row for row in self.tables["patients"]}

    @cached_property
    def drafts(self) -> set[Value]:
        """The documents that were dictated."""
        return {row["document_id"] for row in self.tables["transcriptions"]}

    @cached_property
    def codes(self) -> dict[Value, set[Value]]:
        """The clean diagnoses of each visit."""
        found: dict[Value, set[Value]] = {}
        for row in self.tables["diagnoses"]:
            found.setdefault(row["encounter_id"], set()).add(row["code"])
        return found

    @cached_property
    def asked(self) -> set[Value]:
        """The visits whose record somebody asked for."""
        return {row["encounter_id"] for row in self.tables["release_requests"]}

    @cached_property
    def team(self) -> set[tuple[Value, Value]]:
        """Who has work on which visit."""
        return {(row["encounter_id"], row["staff_id"]) for row in self.tables["care_team"]}


def text(value: Any) -> str:
    """Write a value as the tables show it; nothing is empty."""
    return "" if value is None else str(value)


def name_of(table: str, row: Row) -> str:
    """Return the id of a row as a student reports it: its key, parts joined by a colon."""
    return ":".join(str(row[key]) for key in dictionary()[table].key)


@dataclass(frozen=True)
class Spoilt:
    """What a defect did: the field, its clean and dirty value, and the row for the ledger."""

    field: str
    clean: Any
    dirty: Any
    row: Row | None = None


Spoil = Callable[[Desk, Random, Row], Spoilt | None]


@dataclass(frozen=True)
class Defect:
    """One kind of defect: where it may stand, how often it does by default, and how it is made.

    ``spoil`` changes the row at the desk and says what it did, or returns None and changes nothing.
    ``about`` says what is wrong; ``why`` is what a reviewer sees.
    """

    kind: str
    table: str
    rate: float
    about: str
    why: str
    eligible: Callable[[Desk], list[Row]]
    spoil: Spoil
    record: Callable[[Row], str] | None = None
    last: bool = field(default=False)
    """Planted after all others, because it needs the tables in their final order."""

    def planting(self, row: Row, spoilt: Spoilt) -> Planting:
        """Return the line of the ledger."""
        named = spoilt.row if spoilt.row is not None else row
        record = self.record(named) if self.record else name_of(self.table, named)
        return Planting(
            self.table,
            record,
            spoilt.field,
            self.kind,
            text(spoilt.clean),
            text(spoilt.dirty),
            self.why,
        )


CATALOGUE: dict[str, Defect] = {}


def defect(
    kind: str,
    table: str,
    rate: float,
    about: str,
    why: str,
    eligible: Callable[[Desk], list[Row]],
    record: Callable[[Row], str] | None = None,
    last: bool = False,
) -> Callable[[Spoil], Spoil]:
    """Put a function into the catalogue as the making of one kind of defect."""

    def enter(spoil: Spoil) -> Spoil:
        CATALOGUE[kind] = Defect(kind, table, rate, about, why, eligible, spoil, record, last)
        return spoil

    return enter


def replace(row: Row, key: str, value: Value) -> Spoilt:
    """Set a field and say so."""
    clean, row[key] = row[key], value
    return Spoilt(key, clean, value)
