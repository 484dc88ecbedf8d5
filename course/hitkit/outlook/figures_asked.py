"""Draw the questions that are answered with numbers and rankings, with their keys."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from hitkit.chance import pick
from hitkit.outlook import arithmetic, marking, tables
from hitkit.outlook.tables import MEASURES, PERCENTILES
from hitkit.rows import Row

HIT_CODES = ("29-2071", "29-2072", "29-9021")
CAREER_CODES = (*HIT_CODES, "11-9111", "13-1041")
LETTERS = "ABCDEFGHIJ"
Asked = tuple[dict[str, Any], Any]


def read(chance: Random) -> Asked:
    """Draw four figures to read from the national table."""
    wanted: list[tuple[str, int, str]] = []
    for measure in chance.sample(sorted(MEASURES), 4):
        code = pick(chance, CAREER_CODES)
        wanted.append((code, pick(chance, tables.years(code)), measure))
    asks, key = [], {}
    for letter, (code, year, measure) in zip(LETTERS, wanted, strict=False):
        asks.append({"letter": letter, "code": code, "year": year, "measure": measure})
        key[letter] = {
            "item": f"{MEASURES[measure]}, {code}, May {year}",
            "value": tables.wage(code, year, measure),
            "tolerance": 0.5,
            "near": _neighbors(code, year, measure),
            "source": str(tables.source("wages")),
        }
    return {"asks": asks}, key


def _neighbors(code: str, year: int, measure: str) -> list[tuple[float, str]]:
    near = [
        (tables.wage(code, year, other), f"That is the {MEASURES[other]}.")
        for other in MEASURES
        if other != measure
    ]
    near += [
        (tables.wage(code, other, measure), f"That is May {other}.")
        for other in tables.years(code)
        if other != year
    ]
    return near


def change(chance: Random) -> Asked:
    """Draw a measure of pay and two years to compare, in money and in real terms."""
    code = pick(chance, ("29-2071", "29-2072", "29-9021", "11-9111", "13-1041"))
    known = [year for year in tables.years(code) if year != 2011]
    eras = [[y for y in known if y <= 2020], [y for y in known if y >= 2021]]
    era = pick(chance, [years for years in eras if len(years) > 3])
    first = pick(chance, era[: len(era) - 2])
    last = pick(chance, [year for year in era if year >= first + 2])
    measure = pick(chance, PERCENTILES)
    before, after = tables.wage(code, first, measure), tables.wage(code, last, measure)
    moved = arithmetic.in_dollars_of(before, tables.price(first), tables.price(last))
    nominal = arithmetic.percent_change(before, after)
    real = arithmetic.percent_change(moved, after)
    sources = f"{tables.source('wages')}; {tables.source('prices')}"
    key = {
        "nominal_percent": {
            "item": "change in money",
            "value": round(nominal, 1),
            "tolerance": 0.06,
            "near": [
                (round((after - before) / after * 100, 1), "You divided by the later figure."),
                (round(real, 1), "That is the real change."),
                (after - before, "That is the difference in dollars; the question asks percent."),
            ],
            "source": sources,
        },
        "in_new_dollars": {
            "item": f"pay of {first} in dollars of {last}",
            "value": round(moved),
            "tolerance": 1,
            "near": [
                (
                    round(before * tables.price(first) / tables.price(last)),
                    "The index stands upside down: multiply by the later, divide by the earlier.",
                ),
                (before, "That is the pay as it was printed."),
            ],
            "source": sources,
        },
        "real_percent": {
            "item": "real change",
            "value": round(real, 1),
            "tolerance": 0.06,
            "near": [
                (round(nominal, 1), "That is the change in money; prices rose too."),
                (
                    round(
                        nominal
                        - arithmetic.percent_change(tables.price(first), tables.price(last)),
                        1,
                    ),
                    "Taking the price change off is near, but real change divides by the pay in "
                    "new dollars.",
                ),
            ],
            "source": sources,
        },
    }
    return {"code": code, "first": first, "last": last, "measure": measure}, key


def extract(chance: Random, table: str, name: str, keep: float) -> list[Row]:
    """Draw an extract: some of the states or sectors of a table, in shuffled order.

    The row ``U.S.`` stays. Every occupation keeps the same places.
    """
    places = sorted({row[name] for row in tables.rows(table)} - {"U.S.", "62"})
    kept = {*chance.sample(places, round(len(places) * keep)), "U.S.", "62"}
    rows = [row for row in tables.rows(table) if row[name] in kept]
    chance.shuffle(rows)
    return rows


def sectors(chance: Random, extracted: list[Row]) -> Asked:
    """Draw a ranking of sectors by pay, with a least size and a largest error."""
    choices = [
        (code, measure, jobs, rse)
        for code in ("29-2072", "29-9021", "11-9111", "13-1041")
        for measure in ("p25", "median")
        for jobs in (500, 1000, 2000, 3000)
        for rse in (8, 12, 20)
    ]
    while True:
        code, measure, jobs, rse = pick(chance, choices)
        rows = [row for row in extracted if row["code"] == code]
        sure = [
            row
            for row in rows
            if (tables.number(row["jobs"]) or 0) >= jobs
            and (tables.number(row["jobs_rse"]) or 100) <= rse
        ]
        naive = _ranked(rows, measure, "naics")[:3]
        order = _ranked(sure, measure, "naics")
        if len(order) >= 5 and naive != order[:3] and _distinct(sure, measure):
            break
    why = {
        row["naics"]: _why_not(row, jobs, rse)
        for row in rows
        if row not in sure or row["naics"] not in order[:3]
    }
    key = {
        "order": order[:3],
        "why": why,
        "source": str(tables.source("sectors_2024")),
    }
    return {"code": code, "measure": measure, "jobs": jobs, "rse": rse}, key


def without_limits(asked: Mapping[str, Any], key: Any, extracted: list[Row]) -> float:
    """Return what a ranking earns, of 6 points, that forgets size and error."""
    rows = [row for row in extracted if row["code"] == asked["code"]]
    return marking.ranking(_ranked(rows, asked["measure"], "naics")[:3], key, 6).points


def _why_not(row: Row, jobs: int, rse: int) -> str:
    size, error = tables.number(row["jobs"]), tables.number(row["jobs_rse"])
    if size is None:
        return "The number of jobs was not published (**), so it cannot pass a test of size."
    if size < jobs:
        return f"It has {size:,.0f} jobs, fewer than {jobs:,}."
    if error is not None and error > rse:
        return f"Its relative standard error is {error:g} %, more than {rse} %."
    return "It passes the tests, but three others pay more."


def states(chance: Random, extracted: list[Row]) -> Asked:
    """Draw a ranking of states by median pay, with a least size, and a share of the nation."""
    while True:
        code = pick(chance, ("29-2072", "29-9021", "11-9111", "13-1041"))
        end = pick(chance, ("highest", "lowest"))
        least = pick(chance, (100, 200, 300, 400, 500, 700, 900, 1200, 1500))
        rows = [row for row in extracted if row["code"] == code and row["state"] != "U.S."]
        sure = [row for row in rows if (tables.number(row["jobs"]) or 0) >= least]
        order = _ranked(sure, "median", "state", end == "highest")
        if len(order) >= 8 and _clear(sure, order, 4):
            break
    nation = float(tables.find("states_2021", state="U.S.", code=code)[0]["median"])
    first = float(next(row["median"] for row in sure if row["state"] == order[0]))
    why = {row["state"]: _why_no_state(row, least, end) for row in rows}
    why["U.S."] = "U.S. is the whole nation, not a state."
    for name in order[:3]:
        why.pop(name)
    source = str(tables.source("states_2021"))
    key = {
        "ranking": {"order": order[:3], "why": why, "source": source},
        "percent": {
            "percent": {
                "item": f"median of {order[0]} as a percent of the U.S. median",
                "value": round(first / nation * 100, 1),
                "tolerance": 0.06,
                "near": [
                    (round(nation / first * 100, 1), "You divided the nation by the state."),
                    (
                        round(arithmetic.percent_change(nation, first), 1),
                        "That is the difference; the question asks for the share: 100 is equal.",
                    ),
                    (round(first / nation, 1), "Times 100 makes it a percent."),
                ],
                "source": source,
            }
        },
    }
    return {"code": code, "end": end, "least": least}, key


def _why_no_state(row: Row, least: int, end: str) -> str:
    size = tables.number(row["jobs"])
    if size is None:
        return "Its number of jobs was not published (**)."
    if size < least:
        return f"It has {size:,.0f} jobs, fewer than {least:,}."
    return f"Its median is {float(row['median']):,.0f} dollars; three others are the {end}."


def _ranked(rows: list[Row], measure: str, name: str, down: bool = True) -> list[str]:
    known = [row for row in rows if tables.number(row[measure]) is not None]
    known.sort(key=lambda row: row[name])
    known.sort(key=lambda row: float(row[measure]), reverse=down)
    return [row[name] for row in known]


def _distinct(rows: list[Row], measure: str) -> bool:
    values = [row[measure] for row in rows]
    return len(values) == len(set(values)) and all(tables.number(v) is not None for v in values)


def _clear(rows: list[Row], order: list[str], places: int) -> bool:
    median = {row["state"]: row["median"] for row in rows}
    return len({median[name] for name in order[:places]}) == places


def sureness(chance: Random) -> Asked:
    """Draw an estimate of jobs whose interval is asked for."""
    while True:
        code = pick(chance, ("29-2071", "29-2072", "29-9021", "29-9098", "13-1041", "11-9111"))
        year = pick(chance, tables.years(code))
        level = pick(chance, tuple(arithmetic.Z))
        if tables.wage(code, year, "jobs_rse") >= 0.9 or code in ("11-9111", "13-1041"):
            break
    jobs, rse = tables.wage(code, year, "jobs"), tables.wage(code, year, "jobs_rse")
    error, low, high = arithmetic.interval(jobs, rse, level)
    other = arithmetic.interval(jobs, rse, 185 - level)
    source = str(tables.source("wages"))
    no_z = "That is one standard error away; the interval takes more."
    wrong_z = f"That is the {185 - level} % interval."
    key = {
        "standard_error": {
            "item": "standard error, in jobs",
            "value": round(error),
            "tolerance": 1,
            "near": [
                (rse, "That is the relative standard error, in percent; turn it into jobs."),
                (jobs * rse, "Percent: divide by 100."),
            ],
            "source": source,
        },
        "low": {
            "item": "low end",
            "value": round(low),
            "tolerance": 1,
            "near": [(round(jobs - error), no_z), (round(other[1]), wrong_z)],
            "source": source,
        },
        "high": {
            "item": "high end",
            "value": round(high),
            "tolerance": 1,
            "near": [(round(jobs + error), no_z), (round(other[2]), wrong_z)],
            "source": source,
        },
    }
    return {"code": code, "year": year, "level": level, "z": arithmetic.Z[level]}, key


def back_tests() -> list[tuple[Row, int, float]]:
    """List every projection that later tables can test: its row, a year, the jobs there were.

    At least four years on, and at most the ten that it was made for.
    """
    tests = []
    for row in tables.rows("projections"):
        begin = int(row["decade"][:4])
        for later in tables.find("projections", code=row["code"]):
            year = int(later["decade"][:4])
            if 4 <= year - begin <= 10:
                tests.append((row, year, float(later["start"])))
    return tests


def back_test(chance: Random) -> Asked:
    """Draw a projection and a later year to test it in."""
    row, year, there_were = pick(chance, back_tests())
    begin = int(row["decade"][:4])
    start, grown = float(row["start"]), float(row["change"])
    expected = arithmetic.straight_line(start, grown, year - begin)
    source = str(tables.source("projections"))
    key = {
        "projected": {
            "item": f"expected for {year}, in thousands",
            "value": round(expected, 1),
            "tolerance": 0.15,
            "near": [
                (
                    round(start * (1 + float(row["percent"]) / 100 * (year - begin)), 1),
                    "The percent is for ten years, not for each year.",
                ),
                (round(grown * (year - begin) / 10, 1), "That is the growth; add it to the start."),
                *(
                    [(round(start + grown, 1), "That is the end of the decade.")]
                    if year - begin < 10
                    else []
                ),
            ],
            "source": source,
        },
        "there_were": {
            "item": f"jobs in {year}, in thousands",
            "value": there_were,
            "tolerance": 0.06,
            "near": [(there_were * 1000, "The table counts in thousands; so does the question.")],
            "source": source,
        },
        "error_percent": {
            "item": "error of the projection",
            "value": round(arithmetic.percent_change(there_were, expected), 1),
            "tolerance": 0.15,
            "near": [
                (
                    round(arithmetic.percent_change(expected, there_were), 1),
                    "You measured from the projection; measure from what there was.",
                ),
                (
                    -round(arithmetic.percent_change(there_were, expected), 1),
                    "The sign: below zero means that the projection was too low.",
                ),
            ],
            "source": source,
        },
    }
    return {"code": row["code"], "decade": row["decade"], "year": year}, key


def bars(chance: Random) -> Asked:
    """Draw the pay distribution that is to be plotted."""
    code = pick(chance, CAREER_CODES)
    year = pick(chance, tables.years(code))
    key = {
        "bars": {name: tables.wage(code, year, name) for name in PERCENTILES},
        "words": [code, tables.title(code), tables.short(code)],
        "source": str(tables.source("wages")),
    }
    return {"code": code, "year": year, "title": tables.title(code)}, key
