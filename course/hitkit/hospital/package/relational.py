"""The relational copy: the same tables in SQLite, with keys, for the SQL exercises."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType

from hitkit.hospital import schema
from hitkit.hospital.model import Tables

_TYPES = {"integer": "INTEGER", "number": "REAL"}
_VERSION_BYTES = slice(92, 100)
"""Where SQLite notes its own version; set to zero, so that every version writes the same."""


def create(table: schema.Table) -> str:
    """Return the statement that creates a table."""
    columns = [f'"{name}" {_TYPES.get(field.type, "TEXT")}' for name, field in table.fields.items()]
    columns.append("PRIMARY KEY (" + ", ".join(f'"{key}"' for key in table.key) + ")")
    for name, field in table.fields.items():
        if field.refers:
            other, key = field.refers.split(".")
            columns.append(f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("{key}")')
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)}) WITHOUT ROWID'


class Copy:
    """A SQLite file that is being filled; as a context it is finished or left unfinished."""

    def __init__(self, path: Path, tables: list[str] | None = None) -> None:
        self._path = path
        self._names = tables or list(schema.tables())
        self._file = sqlite3.connect(path)
        self._file.execute("PRAGMA page_size = 4096")
        self._file.execute("PRAGMA journal_mode = OFF")
        for name in self._names:
            self._file.execute(create(schema.tables()[name]))

    def add(self, tables: Tables) -> None:
        """Add the rows of one block; empty text becomes NULL."""
        for name in self._names:
            fields = list(schema.tables()[name].fields)
            marks = ", ".join("?" * len(fields))
            self._file.executemany(
                f'INSERT INTO "{name}" VALUES ({marks})',
                (
                    [None if row[field] == "" else row[field] for field in fields]
                    for row in tables.get(name, [])
                ),
            )
        self._file.commit()

    def __enter__(self) -> Copy:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        if error is None:
            with self._path.open("r+b") as file:
                file.seek(_VERSION_BYTES.start)
                file.write(bytes(_VERSION_BYTES.stop - _VERSION_BYTES.start))
