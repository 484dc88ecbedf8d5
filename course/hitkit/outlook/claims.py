"""Check printed figures against the tables: does it agree, and if not, whose figure is it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hitkit.outlook import tables

AGREES = "agrees"
OTHER_OCCUPATION = "other occupation"
OTHER_TIME = "other time"
NO_SUCH_FIGURE = "no such figure"
CANNOT_CHECK = "cannot check"
VERDICTS = (AGREES, OTHER_OCCUPATION, OTHER_TIME, NO_SUCH_FIGURE, CANNOT_CHECK)


@dataclass(frozen=True)
class Figure:
    """One figure: of whom, when (a year or a decade), which measure, and its value."""

    code: str
    when: str
    measure: str
    value: float


@dataclass(frozen=True)
class GuideClaim:
    """A figure of the career guides, what the tables say of it, and where."""

    says: str
    verdict: str
    tables_say: str
    figure: Figure | None = None


@cache
def figures() -> tuple[Figure, ...]:
    """Return every national figure that a claim can be checked against."""
    return tuple(_figures())


def _figures() -> Iterator[Figure]:
    printed = set()
    for row in tables.rows("wages"):
        printed.add((row["code"], row["year"]))
        for measure in tables.PERCENTILES:
            yield Figure(row["code"], row["year"], measure, float(row[measure]))
    for row in tables.rows("projections"):
        for measure in ("start", "percent"):
            yield Figure(row["code"], row["decade"], measure, float(row[measure]))
        own = (row["code"], row["pay_year"])
        if row["pay"] and own not in printed:
            printed.add(own)
            yield Figure(row["code"], row["pay_year"], "median", float(row["pay"]))


def reasons(claim: Figure) -> set[str]:
    """Return every verdict that the tables allow for a claim; a fair claim has exactly one."""
    if truth(claim) is None:
        return {CANNOT_CHECK}
    found = set()
    for figure in _equal().get((claim.measure, claim.value), ()):
        own_code, own_time = figure.code == claim.code, figure.when == claim.when
        if own_code and own_time:
            found.add(AGREES)
        elif own_time:
            found.add(OTHER_OCCUPATION)
        elif own_code:
            found.add(OTHER_TIME)
    return found or {NO_SUCH_FIGURE}


def truth(claim: Figure) -> float | None:
    """Return what the tables hold in the claim's own place; none if there is no such row."""
    return _held().get((claim.code, claim.when, claim.measure))


@cache
def _held() -> dict[tuple[str, str, str], float]:
    return {(f.code, f.when, f.measure): f.value for f in figures()}


@cache
def _equal() -> dict[tuple[str, float], list[Figure]]:
    equal: dict[tuple[str, float], list[Figure]] = {}
    for figure in figures():
        equal.setdefault((figure.measure, figure.value), []).append(figure)
    return equal


# The figures of two public career guides, in our words.
GUIDE_CLAIMS = (
    GuideClaim(
        "Median pay of health information technicians is about 47,000 dollars (Glassdoor, June "
        "2024).",
        CANNOT_CHECK,
        "Glassdoor's own estimate; it is in no public table. OEWS has 48,780 (May 2023) and "
        "50,250 (May 2024) for 29-2072.",
    ),
    GuideClaim(
        "Experienced technicians earn over 70,000 dollars.",
        AGREES,
        "The 90th percentile of 29-2072 is 77,810 (May 2023): one in ten earns more than that.",
        Figure("29-2072", "2023", "p90", 77810),
    ),
    GuideClaim(
        'Jobs in "health information technology" grow by 16 % in 2023-33.',
        CANNOT_CHECK,
        "2023-33 is not in the table. In 2022-32, 16.5 % belongs to 29-9021, about 38,000 jobs. "
        "Medical records specialists (29-2072), about 194,000 jobs, have 8.5 %.",
        Figure("29-9021", "2023-33", "percent", 16),
    ),
    GuideClaim(
        "Jobs grow by 10.7 % to 239,000 by 2028 (Data USA).",
        AGREES,
        "Projection 2018-28 of 29-2071: from 215.5 to 238.6 thousand. True then, but the code is "
        "closed.",
        Figure("29-2071", "2018-28", "percent", 10.7),
    ),
    GuideClaim(
        "Medical and health services managers grow by 29 % in 2023-33.",
        CANNOT_CHECK,
        "2023-33 is not in the table. 2022-32 says 28.4 %, 2024-34 says 23.2 %.",
        Figure("11-9111", "2023-33", "percent", 29),
    ),
    GuideClaim(
        "The median pay of compliance officers is 75,670 dollars.",
        AGREES,
        "OEWS, May 2023, 13-1041: exactly.",
        Figure("13-1041", "2023", "median", 75670),
    ),
    GuideClaim(
        "179,500 jobs in 2010; 37,700 more by 2020, which is 21 %.",
        AGREES,
        "Projection 2010-20 of 29-2071: exactly. It is history now.",
        Figure("29-2071", "2010-20", "percent", 21.0),
    ),
    GuideClaim(
        "The median pay was 39,340 dollars in 2012.",
        NO_SUCH_FIGURE,
        "The median for May 2012 is 34,160. The same guide also says about 34,000 dollars "
        "for 2012: it contradicts itself.",
        Figure("29-2071", "2012", "median", 39340),
    ),
    GuideClaim(
        "Nearly 40,000 new positions.",
        NO_SUCH_FIGURE,
        "The projection it rests on says 37,700 (2010-20).",
    ),
    GuideClaim(
        "Pharmaceutical manufacturers pay best: up to 66,000 dollars, some 15,000 more than "
        "any other sector.",
        CANNOT_CHECK,
        "The table stops at the sector. All of manufacturing has about 100 jobs of 29-2072, with "
        "a median of 50,380 (May 2024).",
    ),
    GuideClaim(
        "734 health data breaches in a year, more than half at providers (HIPAA Journal).",
        CANNOT_CHECK,
        "No table here counts breaches. The federal breach portal (HHS Office for Civil Rights), "
        "exported in July 2026, shows 741 for 2024, 73.3 % of them at providers.",
    ),
)
