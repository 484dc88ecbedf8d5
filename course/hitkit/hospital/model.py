"""The shapes that everything in the hospital shares: tables, plantings, blocks, the hospital."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from hitkit.hospital import schema

Value = Any
"""A cell: text, a whole number, an amount or None; the dictionary says which."""
Row = dict[str, Value]
Tables = dict[str, list[Row]]
Progress = Callable[[int, int], None]
"""Called with the people done so far and the people in all."""

_TYPES = {"integer": "Int64", "number": "float64"}


class HospitalError(ValueError):
    """A request that no hospital can meet; the sentence says what to do."""


@dataclass(frozen=True)
class Planting:
    """One planted defect: where it stands, what stood there before, and how a reviewer sees it.

    ``record`` is the id that a student reports. ``field`` is empty where the whole record is the
    defect; then ``clean`` says what a clean table would hold in its place.
    """

    table: str
    record: str
    field: str
    kind: str
    clean: str
    dirty: str
    why: str


@dataclass(frozen=True)
class Ledger:
    """Everything that was planted, by kind and record; keys are computed from it.

    It is read from the hospital when first asked, so that a large one can be written unread.
    """

    source: Callable[[], list[Planting]] = field(repr=False)

    @cached_property
    def plantings(self) -> tuple[Planting, ...]:
        """All plantings, in order."""
        return tuple(self.source())

    def __len__(self) -> int:
        return len(self.plantings)

    def __iter__(self) -> Iterator[Planting]:
        return iter(self.plantings)

    def of(self, *kinds: str) -> list[Planting]:
        """Return the plantings of these kinds."""
        return [planting for planting in self.plantings if planting.kind in kinds]

    def records(self, *kinds: str) -> list[str]:
        """Return the ids that a student should report for these kinds, sorted, each once."""
        return sorted({planting.record for planting in self.of(*kinds)})

    def why(self, *kinds: str) -> dict[str, str]:
        """Return, for each id, what a reviewer could have seen."""
        return {planting.record: planting.why for planting in self.of(*kinds)}


@dataclass
class Block:
    """Some people and everything about them: the unit in which a hospital is made and written."""

    tables: Tables
    plantings: list[Planting] = field(default_factory=list)


@dataclass(frozen=True)
class Hospital:
    """One hospital: a recipe that makes its blocks again, the same ones, whenever asked.

    ``tables`` holds all of it in memory; ``blocks()`` streams it for the writers.
    """

    seed: str
    people: int
    make: Callable[[], Iterable[Block]] = field(repr=False)

    def blocks(self) -> Iterator[Block]:
        """Yield the hospital block by block; the memory for one block is all that is needed."""
        return iter(self.make())

    @cached_property
    def _whole(self) -> Block:
        whole = Block({})
        for block in self.blocks():
            for name, rows in block.tables.items():
                whole.tables.setdefault(name, []).extend(rows)
            whole.plantings.extend(block.plantings)
        return whole

    @property
    def rows(self) -> Mapping[str, list[Row]]:
        """The tables as lists of rows, for those who do not want pandas."""
        return self._whole.tables

    @property
    def signatures(self) -> dict[str, str]:
        """How each member of staff signs, by number; physicians and residents with a title."""
        return {
            row["staff_id"]: ("Dr. " if row["role"] in ("physician", "resident") else "")
            + f"{row['first_name']} {row['last_name']}"
            for row in self.rows["staff"]
        }

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name: text columns as text, whole numbers as Int64, amounts as float."""
        return {name: _frame(name, rows) for name, rows in self.rows.items()}

    @property
    def plantings(self) -> list[Planting]:
        """What was planted in this hospital; a clean one has none."""
        return self._whole.plantings


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    fields = schema.tables()[name].fields
    made = pd.DataFrame(rows, columns=list(fields))
    return made.astype({key: _TYPES.get(field.type, "str") for key, field in fields.items()})
