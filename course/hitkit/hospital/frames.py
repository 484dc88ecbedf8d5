"""Rows as pandas tables, typed by the dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from hitkit.hospital import schema

if TYPE_CHECKING:
    from hitkit.hospital.model import Row

_TYPES = {"integer": "Int64", "number": "float64"}


def frame(name: str, rows: list[Row]) -> pd.DataFrame:
    """Return a table: text, dates and times as text, whole numbers as Int64, amounts as float."""
    fields = schema.tables()[name].fields
    made = pd.DataFrame(rows, columns=list(fields))
    return made.astype({key: _TYPES.get(field.type, "str") for key, field in fields.items()})
