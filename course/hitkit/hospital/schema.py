"""The dictionary of the tables, as Python reads it: one source for types, checks and documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hitkit.hospital.files import read_toml


@dataclass(frozen=True)
class Field:
    """One field: its type, what it holds, and what a value must meet."""

    name: str
    type: str
    about: str
    may_be_empty: bool = False
    one_of: tuple[str, ...] = ()
    pattern: str = ""
    refers: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Table:
    """One table: what it is, its key, and its fields in order."""

    name: str
    about: str
    key: tuple[str, ...]
    fields: dict[str, Field] = field(default_factory=dict)


@cache
def tables() -> dict[str, Table]:
    """Return all tables in the order in which they are written."""
    return {
        name: Table(
            name,
            spec["about"],
            tuple(spec["key"]),
            {key: _field(key, *values) for key, values in spec["fields"].items()},
        )
        for name, spec in read_toml("schema.toml").items()
    }


def _field(name: str, kind: str, about: str, more: dict[str, Any]) -> Field:
    more = more | ({"one_of": tuple(more["one_of"])} if "one_of" in more else {})
    return Field(name, kind, about, **more)
