"""Instant answers to the lesson's try-it cells, worked out from the tables."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Real
from typing import Any

from hitkit.outlook import arithmetic, claims, survey, tables
from hitkit.outlook.claims import Figure

NOT_YET = "Not yet. Put your answer in, and run the cell again."


def figure(answer: Any, code: str, year: int, measure: str) -> None:
    """Say whether an answer is this figure of the national table."""
    _compare(answer, tables.wage(code, year, measure), 0.5)


def change(answer: Any, code: str, first: int, last: int, measure: str) -> None:
    """Say whether an answer is this change in percent, to one decimal."""
    before, after = tables.wage(code, first, measure), tables.wage(code, last, measure)
    _compare(answer, round(arithmetic.percent_change(before, after), 1), 0.06)


def real_change(answer: Any, code: str, first: int, last: int, measure: str) -> None:
    """Say whether an answer is this change in percent once prices are taken out."""
    before, after = tables.wage(code, first, measure), tables.wage(code, last, measure)
    moved = arithmetic.in_dollars_of(before, tables.price(first), tables.price(last))
    _compare(answer, round(arithmetic.percent_change(moved, after), 1), 0.06)


def interval(low: Any, high: Any, code: str, year: int, level: int) -> None:
    """Say whether two numbers are the ends of the interval of jobs."""
    jobs, rse = tables.wage(code, year, "jobs"), tables.wage(code, year, "jobs_rse")
    _, right_low, right_high = arithmetic.interval(jobs, rse, level)
    print("Low end:", end=" ")
    _compare(low, round(right_low), 1)
    print("High end:", end=" ")
    _compare(high, round(right_high), 1)


def verdict(answer: Any, code: str, when: str, measure: str, value: float) -> None:
    """Say whether a label is what the tables say of a claim."""
    _same(answer, min(claims.reasons(Figure(code, when, measure, value))))


def band(answer: Any, hourly: float, code: str, year: int) -> None:
    """Say whether a label is where an hourly offer stands."""
    marks = {name: tables.wage(code, year, name) for name in tables.PERCENTILES}
    _same(answer, arithmetic.band(hourly, marks))


def back_test(answer: Any, code: str, decade: str, year: int) -> None:
    """Say whether an answer is the error of a projection in percent, to one decimal."""
    row = tables.find("projections", code=code, decade=decade)[0]
    expected = arithmetic.straight_line(
        float(row["start"]), float(row["change"]), year - int(decade[:4])
    )
    later = [r for r in tables.find("projections", code=code) if r["decade"][:4] == str(year)]
    error = arithmetic.percent_change(float(later[0]["start"]), expected)
    _compare(answer, round(error, 1), 0.15)


def hidden(answer: Any, counts: Any, threshold: int) -> None:
    """Say whether a list names the cells of a survey table that the lesson's rule hides."""
    table = {
        str(row["county"]): {name: int(row[name]) for name in survey.SETTINGS}
        for row in counts.to_dict("records")
    }
    right = survey.hide(table, survey.Rule(threshold))
    want = {*right.small, *right.guards}
    got = {str(cell) for cell in answer} if isinstance(answer, Iterable) else set()
    if not got:
        print(NOT_YET)
    elif got == want:
        print("Right.")
    else:
        print(f"{len(want - got)} cells are missing, {len(got - want)} need not be hidden.")


def _compare(answer: Any, right: float, tolerance: float) -> None:
    if answer is None or answer is ...:
        print(NOT_YET)
    elif not isinstance(answer, Real):
        print("That is not a number yet. float(...) makes one from text.")
    elif abs(float(answer) - right) <= tolerance:
        print("Right.")
    else:
        print(f"Not {answer:,.10g}. Look again at occupation, time and column.")


def _same(answer: Any, right: str) -> None:
    if answer is None or answer is ...:
        print(NOT_YET)
    else:
        good = str(answer).strip().casefold() == right
        print("Right." if good else f"Not {answer!r}. Look at the row again.")
