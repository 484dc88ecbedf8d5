"""What the explorer shows: from four choices to rows, a finding, and the code for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from hitkit.check import FormError
from hitkit.outlook import tables

_MORE = {
    "start": "jobs in the first year, in thousands",
    "end": "jobs expected in the last year, in thousands",
    "change": "expected change, in thousand jobs",
    "percent": "expected change in percent",
}
WORDS: Mapping[str, str] = tables.MEASURES | _MORE
ALL = "all places"


@dataclass(frozen=True)
class Kind:
    """One way to look: a table, what its rows are, and what can be measured."""

    table: str
    rows_are: str
    measures: tuple[str, ...]
    in_time: bool


KINDS: Mapping[str, Kind] = {
    "years": Kind("wages", "year", tuple(tables.MEASURES), True),
    "states, May 2021": Kind("states_2021", "state", ("median", "jobs"), False),
    "states, May 2023": Kind("states_2023", "state", ("mean",), False),
    "sectors, May 2024": Kind("sectors_2024", "sector", tuple(tables.MEASURES), False),
    "projections": Kind("projections", "decade", tuple(_MORE), True),
}


@dataclass(frozen=True)
class Choice:
    """What to show: an occupation code, a kind of table, a measure, and a place to point out."""

    code: str = "29-2072"
    by: str = "years"
    measure: str = "median"
    place: str = ALL

    @property
    def kind(self) -> Kind:
        """The kind of table that ``by`` names."""
        return KINDS[self.by]


@dataclass(frozen=True)
class Line:
    """One row of what is shown: its name, the cell as printed, and its number if it is one.

    ``jobs`` is the cell of how many there are, where the table has it beside the measure.
    """

    name: str
    cell: str
    number: float | None
    jobs: str = ""


def explore(
    code: str = "29-2072", by: str = "years", measure: str = "median", place: str = ALL
) -> pd.DataFrame:
    """Return the rows of one look: the name, the cell as printed, and its number.

    Places are sorted by the number, years and decades by time; rows without a number come last.
    Raises :class:`hitkit.check.FormError` for a choice that there is not.
    """
    choice = Choice(code, by, measure, place)
    check(choice)
    found = lines(choice)
    if place != ALL:
        found = [line for line in found if line.name == place]
    columns = [choice.kind.rows_are, measure, "number"]
    return pd.DataFrame([(line.name, line.cell, line.number) for line in found], columns=columns)


def check(choice: Choice) -> None:
    """Refuse a choice that there is not, and say what there is."""
    for value, known, what in (
        (choice.code, codes(), "occupation code"),
        (choice.by, list(KINDS), "kind of table"),
    ):
        if value not in known:
            raise FormError(f"{value!r} is no {what} here.", f"Choose one of: {', '.join(known)}")
    for value, known, what in (
        (choice.measure, list(choice.kind.measures), f"measure of the {choice.by}"),
        (choice.place, places(choice), f"place of the {choice.by}"),
    ):
        if value not in known:
            raise FormError(f"{value!r} is no {what}.", f"Choose one of: {', '.join(known)}")


def codes() -> list[str]:
    """Return the occupation codes, those of health information first."""
    known = [row["code"] for row in tables.rows("occupations")]
    return sorted(known, key=lambda code: (not code.startswith("29"), code))


def places(choice: Choice) -> list[str]:
    """Return the places of a table; just the word for all of them where rows are in time."""
    if choice.kind.in_time:
        return [ALL]
    rows = tables.rows(choice.kind.table)
    return [ALL, *sorted({row[choice.kind.rows_are] for row in rows})]


def lines(choice: Choice) -> list[Line]:
    """Return the rows of a look in the order in which they are shown."""
    kind = choice.kind
    found = [
        Line(
            row[kind.rows_are],
            row[choice.measure],
            tables.number(row[choice.measure]),
            "" if choice.measure == "jobs" or kind.in_time else row.get("jobs", ""),
        )
        for row in tables.find(kind.table, code=choice.code)
    ]
    if kind.in_time:
        return sorted(found, key=lambda line: line.name)
    return sorted(found, key=lambda line: (-(line.number or float("-inf")), line.name))


def shown(number: float, measure: str) -> str:
    """Write a number with its unit."""
    if measure == "percent":
        return f"{number:g} %"
    if measure in _MORE:
        return f"{number:,.1f} thousand"
    return f"{number:,.0f}" if measure == "jobs" else f"${number:,.0f}"


def heading(choice: Choice) -> str:
    """Name what is shown."""
    words = WORDS[choice.measure]
    title = tables.title(choice.code)
    return f"{words[0].upper()}{words[1:]}: {title} ({choice.code}), by {choice.kind.rows_are}"


def finding(choice: Choice) -> str:
    """Say in a sentence or two what there is to see."""
    found = lines(choice)
    known = [line for line in found if line.number is not None]
    if not known:
        return _nothing(choice)
    said = [_in_time(known, choice) if choice.kind.in_time else _by_place(known, choice)]
    missing = [f"{line.name} ({line.cell or 'empty'})" for line in found if line.number is None]
    if missing:
        said.append(f"Without a number: {', '.join(missing)}.")
    if choice.place != ALL:
        said.append(_of_place(known, found, choice))
    return " ".join(said)


def _nothing(choice: Choice) -> str:
    row = tables.find("occupations", code=choice.code)[0]
    first, last = row["first_wage_year"], row["last_wage_year"]
    return (
        f"The table has no row for {choice.code}. It is a code of {row['coding']}; "
        f"wage tables have it from May {first} to May {last}."
    )


def _in_time(known: list[Line], choice: Choice) -> str:
    first, last = known[0], known[-1]
    return (
        f"{first.name}: {_shown(first, choice)}; {last.name}: {_shown(last, choice)}. "
        "Mind breaks in coding and method before you call it growth."
    )


def _by_place(known: list[Line], choice: Choice) -> str:
    top, end = known[0], known[-1]
    return (
        f"Highest: {top.name}, {_shown(top, choice)}. Lowest: {end.name}, {_shown(end, choice)}. "
        f"{len(known)} rows have a number."
    )


def _of_place(known: list[Line], found: list[Line], choice: Choice) -> str:
    for place, line in enumerate(known, start=1):
        if line.name == choice.place:
            return f"{line.name} has {_shown(line, choice)}: row {place} of {len(known)}."
    cell = next((line.cell for line in found if line.name == choice.place), None)
    if cell is not None:
        return f"{choice.place} has no number ({cell})."
    return f"{choice.place} has no row for this occupation: nothing was published, which is not 0."


def _shown(line: Line, choice: Choice) -> str:
    size = tables.number(line.jobs)
    jobs = f"{size:,.0f} jobs" if size is not None else f"jobs: {line.jobs}"
    return shown(line.number or 0.0, choice.measure) + (f" ({jobs})" if line.jobs else "")


def as_code(choice: Choice) -> str:
    """Write the pandas code that makes the same table and a plot of it."""
    kind, measure = choice.kind, choice.measure
    source = tables.source(kind.table)
    order = (
        f'mine = mine.sort_values("{kind.rows_are}")'
        if kind.in_time
        else 'mine = mine.sort_values("number", ascending=False)'
    )
    here = f'mine = mine[mine["{kind.rows_are}"] == "{choice.place}"]\n'
    only = "" if choice.place == ALL else here
    return (
        "import pandas as pd\n\n"
        f'table = pd.read_csv("data/{kind.table}.csv", dtype=str)\n'
        f'mine = table[table["code"] == "{choice.code}"].copy()\n'
        f'mine["number"] = pd.to_numeric(mine["{measure}"], errors="coerce")\n'
        f"{order}\n"
        f'bars = mine.dropna(subset="number").set_index("{kind.rows_are}")["number"]\n'
        "ax = bars.iloc[::-1].plot.barh(figsize=(8, 1 + len(bars) / 4))\n"
        f'ax.set_title("{heading(choice)}", wrap=True)\n'
        f'ax.set_xlabel("{_axis(measure)}")\n'
        f'ax.set_ylabel("{kind.rows_are}")\n'
        f'ax.figure.text(0, -0.05, "Source: {source}", wrap=True)\n'
        f'{only}mine[["{kind.rows_are}", "{measure}", "number"]]\n'
    )


def _axis(measure: str) -> str:
    units = {row["column"]: row["unit"] for row in tables.rows("codebook")}
    return f"{WORDS[measure].split(',')[0]} ({units[measure]})"
