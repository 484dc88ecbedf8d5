"""Draw the questions in which each case gets a label, with their keys and reasons."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

from hitkit.chance import pick
from hitkit.outlook import arithmetic, claims, tables
from hitkit.outlook.claims import Figure
from hitkit.outlook.figures_asked import LETTERS, Asked
from hitkit.outlook.tables import MEASURES, NOT_PUBLISHED, PERCENTILES, TOO_HIGH
from hitkit.rows import Row

SOUND = "sound"
CODE_BREAK = "code break"
OTHER_MEASURE = "other measure"
OTHER_SURVEY = "other survey"
WITHIN_ERROR = "within the error"
COMPARISONS = (SOUND, CODE_BREAK, OTHER_MEASURE, OTHER_SURVEY, WITHIN_ERROR)

A_NUMBER, HELD_BACK, HIGH, NO_ROW = "number", "not published", "too high to show", "no row"
CELLS = (A_NUMBER, HELD_BACK, HIGH, NO_ROW)

Case = tuple[str, dict[str, str]]  # what the prompt says, and the key of one case


def lettered(chance: Random, cases: list[Case]) -> Asked:
    """Shuffle cases and give each a letter."""
    chance.shuffle(cases)
    named = list(zip(LETTERS, cases, strict=False))
    asks = [{"letter": letter, "says": says} for letter, (says, _) in named]
    return {"asks": asks}, {letter: key for letter, (_, key) in named}


def _key(label: str, why: str, table: str) -> dict[str, str]:
    return {"label": label, "why": why, "source": str(tables.source(table))}


# -- may two figures be compared? ----------------------------------------------------------------


def comparisons(chance: Random) -> Asked:
    """Draw ten pairs of figures: two sound, and two for each way in which a pair is not."""
    cases: list[Case] = []
    for pool in (_sound(), _breaks(), _measures(), _surveys(), _noise()):
        cases += chance.sample(pool, 2)
    return lettered(chance, cases)


def _said(code: str, year: int, measure: str) -> str:
    value = tables.wage(code, year, measure)
    amount = f"{value:,.0f}" if measure == "jobs" else f"{value:,.0f} dollars"
    return f"{MEASURES[measure]} of {code} in May {year}: {amount}"


def _eras(code: str) -> list[tuple[int, int]]:
    """Return pairs of years that the same method and the same code cover."""
    known = [year for year in tables.years(code) if year >= 2013]
    return [(a, b) for a in known for b in known if a < b and (b <= 2020 or a >= 2021)]


def _interval(code: str, year: int) -> tuple[float, float]:
    jobs, rse = tables.wage(code, year, "jobs"), tables.wage(code, year, "jobs_rse")
    return arithmetic.interval(jobs, rse, 90)[1:]


@cache
def _sound() -> list[Case]:
    cases = []
    for code in ("29-2071", "29-2072", "29-9021", "11-9111", "13-1041"):
        for first, last in _eras(code):
            for measure in ("jobs", "p25", "median", "p75"):
                apart = measure != "jobs" or not arithmetic.overlap(
                    _interval(code, first), _interval(code, last)
                )
                if apart and last - first >= 2:
                    why = "Same code, same table, same measure, and more than the error apart."
                    if measure != "jobs":
                        why = "Same code, same table, same measure."
                    pair = f"{_said(code, first, measure)}; {_said(code, last, measure)}"
                    cases.append((pair, _key(SOUND, why, "wages")))
    return cases


@cache
def _breaks() -> list[Case]:
    follows = [
        ("29-2071", "29-2098"),
        ("29-2098", "29-2072"),
        ("29-2071", "29-2072"),
        ("29-9098", "29-9021"),
    ]
    cases = []
    for old, new in follows:
        why = (
            f"{old} and {new} are not the same workers: the coding of occupations changed between "
            "2018 and 2021."
        )
        for first in tables.years(old)[-3:]:
            for last in tables.years(new)[:3]:
                for measure in ("jobs", "median", "p90"):
                    pair = f"{_said(old, first, measure)}; {_said(new, last, measure)}"
                    cases.append((pair, _key(CODE_BREAK, why, "occupations")))
    return cases


@cache
def _measures() -> list[Case]:
    cases = []
    for now in tables.rows("states_2023"):
        for then in tables.find("states_2021", state=now["state"], code=now["code"]):
            why = "The first is a median, the second a mean. High earners lift a mean."
            pair = (
                f"pay of {now['code']} in {now['state']}, May 2021: {int(then['median']):,} "
                f"dollars (median); May 2023: {int(now['mean']):,} dollars (mean)"
            )
            cases.append((pair, _key(OTHER_MEASURE, why, "states_2023")))
    return cases


@cache
def _surveys() -> list[Case]:
    cases = []
    why = (
        "The wage survey counts jobs of employees; the projections also count the self-employed "
        "and mix in other surveys."
    )
    for row in tables.rows("projections"):
        year = int(row["decade"][:4])
        if year in tables.years(row["code"]):
            pair = (
                f"{_said(row['code'], year, 'jobs')} (wage survey); jobs of {row['code']} in "
                f"{year}: {row['start']} thousand (projections)"
            )
            cases.append((pair, _key(OTHER_SURVEY, why, "projections")))
    return cases


@cache
def _noise() -> list[Case]:
    cases = []
    for code in ("29-2071", "29-2072", "29-9021", "11-9111", "13-1041"):
        for first, last in pairwise(tables.years(code)):
            one, two = _interval(code, first), _interval(code, last)
            if (first, last) in _eras(code) and arithmetic.overlap(one, two):
                why = (
                    f"The 90 % intervals meet: {one[0]:,.0f} to {one[1]:,.0f} and "
                    f"{two[0]:,.0f} to {two[1]:,.0f}."
                )
                pair = f"{_said(code, first, 'jobs')}; {_said(code, last, 'jobs')}"
                cases.append((pair, _key(WITHIN_ERROR, why, "wages")))
    return cases


# -- what stands in a cell? ----------------------------------------------------------------------


def cells(chance: Random, extracted: list[Row]) -> Asked:
    """Draw eight cells of the sector table, two for each thing that a cell can hold."""
    pools: dict[str, list[Case]] = {label: [] for label in CELLS}
    for row in extracted:
        for column in ("jobs", "median", "p75", "p90"):
            label, why = _cell(row[column])
            says = _place(row["naics"], row["sector"], row["code"], column)
            pools[label].append((says, _key(label, why, "sectors_2024")))
    there = {(row["naics"], row["code"]) for row in extracted}
    names = {row["naics"]: row["sector"] for row in extracted}
    codes = {row["code"] for row in extracted}
    for naics in sorted(names):
        for code in sorted(codes):
            if (naics, code) not in there:
                why = "The file has no such row: nothing was published for the pair, not zero jobs."
                says = _place(naics, names[naics], code, "jobs")
                pools[NO_ROW].append((says, _key(NO_ROW, why, "sectors_2024")))
    cases = [case for label in CELLS for case in chance.sample(pools[label], 2)]
    return lettered(chance, cases)


def _place(naics: str, sector: str, code: str, column: str) -> str:
    return f"sector {naics} ({sector}), {code}, column `{column}`"


def _cell(text: str) -> tuple[str, str]:
    if text in NOT_PUBLISHED:
        return HELD_BACK, f"The cell holds {text}: an estimate that was not published."
    if text == TOO_HIGH:
        return HIGH, f"The cell holds #: {tables.TOP_WAGE:,} dollars a year or more."
    return A_NUMBER, f"The cell holds {text}."


# -- between which percentiles does an offer stand? ----------------------------------------------


def offers(chance: Random) -> Asked:
    """Draw six hourly offers for one occupation and year, none near the edge of a band."""
    code = pick(chance, ("29-2071", "29-2072", "29-9021", "13-1041"))
    year = pick(chance, tables.years(code))
    marks = {name: tables.wage(code, year, name) for name in PERCENTILES}
    edges = list(pairwise([marks["p10"] * 0.8, *marks.values(), marks["p90"] * 1.2]))
    drawn = [*chance.sample(edges, 4), pick(chance, edges), pick(chance, edges)]
    cases: list[Case] = []
    for low, high in drawn:
        hourly = round((low + (high - low) * (0.2 + 0.6 * chance.random())) / tables.HOURS, 2)
        why = f"{hourly:.2f} times 2,080 hours is {hourly * tables.HOURS:,.0f} dollars a year."
        cases.append((f"{hourly:.2f}", _key(arithmetic.band(hourly, marks), why, "wages")))
    values, key = lettered(chance, cases)
    return values | {"code": code, "year": year}, key


# -- whose projection is this? -------------------------------------------------------------------


def quotes(chance: Random) -> Asked:
    """Draw six quotes of projections; each fits one occupation and one decade."""
    rows = tables.rows("projections")
    asks: list[dict[str, str]] = []
    key: dict[str, Any] = {}
    for letter, row in zip(LETTERS, chance.sample(rows, 6), strict=False):
        shapes = [
            shape
            for shape in _SHAPES
            if all(row[name] for name in shape)
            and sum(all(r[n] == row[n] for n in shape) for r in rows) == 1
        ]
        shape = pick(chance, shapes)
        asks.append({"letter": letter, "says": _SHAPES[shape].format(**row)})
        key[letter] = {
            "code": row["code"],
            "decade": row["decade"],
            "why": f"{row['code']} is {tables.title(row['code'])}.",
            "source": str(tables.source("projections")),
        }
    return {"asks": asks}, key


_SHAPES = {
    ("start",): "{start} thousand jobs at the start of the decade",
    ("end",): "{end} thousand jobs expected at the end of the decade",
    ("change", "percent"): "{change} thousand new jobs, which is {percent} percent",
    ("start", "percent"): "{percent} percent growth from {start} thousand jobs",
    ("openings", "openings_are"): "{openings} thousand openings ({openings_are})",
}


# -- does a printed figure hold? -----------------------------------------------------------------


def hunt(chance: Random) -> Asked:
    """Draw ten printed claims, two for each verdict, some of them from the guides."""
    cases: list[Case] = []
    for verdict in claims.VERDICTS:
        cases += _claims(chance, verdict)
    return lettered(chance, cases)


def _claims(chance: Random, verdict: str) -> list[Case]:
    if verdict == claims.CANNOT_CHECK:
        return [(says, _key(verdict, why, table)) for says, why, table in _uncheckable(chance)]
    drawn = [pick(chance, _TRUE_IN_GUIDES)] if verdict == claims.AGREES else []
    while len(drawn) < 2:
        claim = _wrong(chance, verdict)
        known = {(c.code, c.measure) for c in drawn}
        if claims.reasons(claim) == {verdict} and (claim.code, claim.measure) not in known:
            drawn.append(claim)
    return [(_sentence(claim), _key(verdict, _why(claim, verdict), "wages")) for claim in drawn]


_TRUE_IN_GUIDES = [
    claim.figure
    for claim in claims.GUIDE_CLAIMS
    if claim.figure and claims.reasons(claim.figure) == {claims.AGREES}
]


def _wrong(chance: Random, verdict: str) -> Figure:
    """Draw a claim that may deserve this verdict; the caller makes sure that it does."""
    right = pick(chance, [f for f in claims.figures() if f.code != "00-0000"])
    if verdict == claims.NO_SUCH_FIGURE:
        shift = pick(chance, (0.93, 0.95, 1.04, 1.06, 1.08))
        digits = 1 if right.measure in ("start", "percent") else -1
        return Figure(right.code, right.when, right.measure, round(right.value * shift, digits))
    others = {
        claims.AGREES: [right],
        claims.OTHER_OCCUPATION: [
            f for f in claims.figures() if (f.when, f.measure) == (right.when, right.measure)
        ],
        claims.OTHER_TIME: [
            f for f in claims.figures() if (f.code, f.measure) == (right.code, right.measure)
        ],
    }
    return Figure(right.code, right.when, right.measure, pick(chance, others[verdict]).value)


def _sentence(claim: Figure) -> str:
    who = f"{tables.title(claim.code)} ({claim.code})"
    if claim.measure == "percent":
        return f"{who}: jobs grow by {claim.value:.1f} percent in {claim.when}."
    if claim.measure == "start":
        return f"{who}: {claim.value:.1f} thousand jobs in {claim.when[:4]}, says the projection."
    return (
        f"{who}: the {MEASURES[claim.measure]} was {claim.value:,.0f} dollars in May {claim.when}."
    )


def _why(claim: Figure, verdict: str) -> str:
    own = claims.truth(claim)
    unit = "percent" if claim.measure == "percent" else ""
    if verdict == claims.AGREES:
        return "The table has this figure in this place."
    held = f"The table has {own:,.10g} {unit}".rstrip() + f" for {claim.code}, {claim.when}."
    same = [f for f in claims.figures() if (f.measure, f.value) == (claim.measure, claim.value)]
    for figure in same:
        if verdict == claims.OTHER_OCCUPATION and figure.when == claim.when:
            return f"{held} {claim.value:,.10g} is {figure.code}."
        if verdict == claims.OTHER_TIME and figure.code == claim.code:
            return f"{held} {claim.value:,.10g} is {figure.when}."
    return f"{held} {claim.value:,.10g} stands nowhere in that column."


def _uncheckable(chance: Random) -> list[tuple[str, str, str]]:
    """Return two claims of which the tables hold nothing."""
    state = pick(chance, sorted({r["state"] for r in tables.rows("states_2023")}))
    closed = pick(chance, ("29-2071", "29-2072", "29-9021"))
    year = pick(chance, (2019, 2020))
    code = pick(chance, ("11-9111", "13-1041", "29-2072", "29-9021"))
    percent = 3 + int(chance.random() * 250) / 10
    pay = [40_000 + int(chance.random() * 2_500) * 10 for _ in range(4)]
    pool = [
        (
            f"{tables.title(code)} ({code}): jobs grow by {percent:.1f} percent in 2023-33.",
            "The projections of 2023-33 are not in the table.",
            "projections",
        ),
        (
            f"{tables.title(closed)} ({closed}): the median pay was {pay[0]:,} dollars in May "
            f"{year}.",
            f"{closed} has no row in {year}: only bridge groups were published.",
            "wages",
        ),
        (
            f"Medical Records Specialists (29-2072) in {state}: the median pay was {pay[1]:,} "
            "dollars in May 2023.",
            "For May 2023 the state table holds means only.",
            "states_2023",
        ),
        (
            f"Pharmaceutical manufacturers pay Medical Records Specialists (29-2072) {pay[2]:,} "
            "dollars in the median (May 2024).",
            "The table stops at the sector; no industry inside it can be checked.",
            "sectors_2024",
        ),
        (
            f"A job site estimates the pay of health information technicians at {pay[3]:,} "
            "dollars.",
            "A private estimate: quote it with its source, but no public table holds it.",
            "wages",
        ),
    ]
    return chance.sample(pool, 2)
