"""The figures of the module: the project's own extracts of public tables, each with its source."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeAlias

NAMES = (
    "wages",
    "states_2021",
    "states_2023",
    "sectors_2024",
    "projections",
    "prices",
    "occupations",
    "sources",
    "codebook",
)
PERCENTILES = ("p10", "p25", "median", "p75", "p90")
MEASURES = {
    "jobs": "number of jobs",
    "mean": "mean pay",
    "p10": "10th percentile of pay",
    "p25": "25th percentile of pay",
    "median": "median pay",
    "p75": "75th percentile of pay",
    "p90": "90th percentile of pay",
}
# OEWS field descriptions, May 2024: what stands in a cell in place of a number.
NOT_PUBLISHED = frozenset({"*", "**"})
TOO_HIGH = "#"
TOP_WAGE = 239_200  # dollars a year; a cell with # is this or more (OEWS, May 2024)
HOURS = 2080  # hours of a full-time year, as OEWS turns hourly into annual wages

Row: TypeAlias = dict[str, str]


@dataclass(frozen=True)
class Source:
    """Where a table comes from, and what to mind."""

    table: str
    agency: str
    survey: str
    period: str
    caveat: str

    def __str__(self) -> str:
        return f"{self.agency}, {self.survey}, {self.period}"


def raw(name: str) -> bytes:
    """Return the CSV of one table."""
    if name not in NAMES:
        raise KeyError(f"No table {name!r}; there are {', '.join(NAMES)}.")
    return resources.files("hitkit.outlook").joinpath("tables", f"{name}.csv").read_bytes()


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of one table, all cells as text."""
    return tuple(csv.DictReader(io.StringIO(raw(name).decode("utf-8"))))


def find(name: str, **wanted: str) -> list[Row]:
    """Return the rows of a table whose cells are these."""
    return [row for row in rows(name) if all(row[k] == v for k, v in wanted.items())]


def number(cell: str) -> float | None:
    """Return the number in a cell; none where the cell is empty or holds a sign."""
    try:
        return float(cell)
    except ValueError:
        return None


@cache
def wage(code: str, year: int, measure: str) -> float:
    """Return one national figure. Raises ``LookupError`` where none was published."""
    for row in find("wages", code=code, year=str(year)):
        return float(row[measure])
    raise LookupError(f"No row for {code} in May {year}.")


@cache
def years(code: str) -> tuple[int, ...]:
    """Return the years of the national table that have this occupation."""
    return tuple(int(row["year"]) for row in find("wages", code=code))


@cache
def title(code: str) -> str:
    """Return the official title of an occupation."""
    return find("occupations", code=code)[0]["title"]


def short(code: str) -> str:
    """Return our short name of an occupation."""
    return find("occupations", code=code)[0]["short"]


@cache
def price(year: int) -> float:
    """Return the price index (CPI-U) for May of a year."""
    return float(find("prices", year=str(year))[0]["cpi_u"])


@cache
def source(table: str) -> Source:
    """Return where a table comes from."""
    return Source(**find("sources", table=table)[0])


def to_csv(table: list[Row]) -> bytes:
    """Write rows as CSV, the same bytes for the same rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(table[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue().encode()
