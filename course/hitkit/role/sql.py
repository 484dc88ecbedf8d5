"""Run a student's query against small tables, so that it can read them and do nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

_STEPS, _EVERY, _LONGEST, _ROWS = 20_000, 1_000, 1_000_000, 10_000
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)


class QueryError(ValueError):
    """A query that cannot be run; the message says why, in a student's words."""


def database(tables: Mapping[str, pd.DataFrame]) -> sqlite3.Connection:
    """Return a database in memory with these tables."""
    connection = sqlite3.connect(":memory:")
    for name, table in tables.items():
        table.to_sql(name, connection, index=False)
    return connection


def run(query: Any, tables: Mapping[str, pd.DataFrame]) -> list[tuple[Any, ...]]:
    """Return the rows that a query gives; it may read these tables, for a second or so.

    Raises :class:`QueryError` for anything but one SELECT that ends in time.
    """
    if not isinstance(query, str):
        raise QueryError("The query should be text in quotation marks.")
    connection = database(tables)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.set_authorizer(_may)
        connection.set_progress_handler(_clock(), _EVERY)
        rows = connection.execute(query).fetchmany(_ROWS + 1)
    except (sqlite3.Error, sqlite3.Warning, ValueError, MemoryError) as error:
        slow = "interrupted" in str(error)
        says = "It takes too long. Is the ON of the join right?" if slow else f"SQL says: {error}."
        raise QueryError(says) from error
    finally:
        connection.close()
    if len(rows) > _ROWS:
        raise QueryError(f"The query gives more than {_ROWS:,} rows. Is the ON of the join right?")
    return rows


def _may(action: int, *_: Any) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _clock() -> Callable[[], int]:
    left = iter(range(_STEPS, -1, -1))
    return lambda: int(next(left, 0) == 0)


def counts(rows: Iterable[tuple[Any, ...]]) -> dict[str, int]:
    """Read rows of a name and a count, in either order, as a dictionary; other rows drop out."""
    found = {}
    for row in rows:
        texts = [cell for cell in row if isinstance(cell, str)]
        numbers = [cell for cell in row if isinstance(cell, int)]
        if len(texts) == 1 and len(numbers) == 1:
            found[texts[0]] = numbers[0]
    return found
