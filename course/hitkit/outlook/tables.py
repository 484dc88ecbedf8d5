"""The tables of the module: the public figures as its lesson and lab read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib import resources

from hitkit import figures
from hitkit.rows import Row, csv_bytes, read_csv

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

_WAGES = ("jobs", "jobs_rse", "mean", *PERCENTILES)
_DECADE = ("start", "end", "change", "percent", "openings", "openings_are", "pay", "pay_year")
_OCCUPATION = ("code", "title", "short", "coding", "first_wage_year", "last_wage_year", "note")
_FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "wages": ("wages_national", ("code", "year", *_WAGES)),
    "states_2021": ("wages_by_state_2021", ("state", "code", "jobs", "median")),
    "states_2023": ("wages_by_state_2023", ("state", "code", "mean")),
    "sectors_2024": ("wages_by_sector", ("naics", "sector", "code", *_WAGES)),
    "projections": ("projections", ("code", "decade", *_DECADE, "entry_education")),
    "prices": ("consumer_prices", ("year", "month", "cpi_u")),
    "occupations": ("occupations", _OCCUPATION),
}
NAMES = (*_FIGURES, "sources", "codebook")


def shaped(table: Iterable[Row], columns: Sequence[str], codes: Collection[str]) -> list[Row]:
    """Return a table with these columns alone and, where it has codes, none but these."""
    return [
        {column: row[column] for column in columns}
        for row in table
        if "code" not in row or row["code"] in codes
    ]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of one table, all cells as text."""
    if name == "codebook":
        return tuple(read_csv((resources.files("hitkit.outlook") / "codebook.csv").read_bytes()))
    if name == "sources":
        return tuple(_source_row(table) for table in _FIGURES)
    if name not in _FIGURES:
        raise KeyError(f"No table {name!r}; there are {', '.join(NAMES)}.")
    figure, columns = _FIGURES[name]
    codes = {row["code"] for row in figures.rows("occupations")}
    return tuple(shaped(figures.rows(figure), columns, codes))


def raw(name: str) -> bytes:
    """Return the CSV of one table."""
    return csv_bytes(rows(name))


def _source_row(table: str) -> Row:
    told = source(table)
    return {
        "table": table,
        "agency": told.agency,
        "survey": told.source,
        "period": told.period,
        "caveat": told.caveats[0],
    }


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


def source(table: str) -> figures.Source:
    """Return where a table comes from."""
    return figures.about(_FIGURES[table][0])
