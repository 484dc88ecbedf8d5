"""The rules, held against the words of the regulations, case by case."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hitkit.record import rules
from hypothesis import given
from hypothesis import strategies as st

ADMITTED = datetime(2026, 3, 4, 10)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "updated", "operation", "verdict"),
    [
        (23 * HOUR, None, None, "in time"),
        (24 * HOUR, None, None, "in time"),
        (25 * HOUR, None, None, "late"),
        (-30 * DAY, 2 * HOUR, None, "in time"),
        (-30 * DAY - HOUR, 2 * HOUR, None, "too old"),
        (-12 * DAY, None, None, "no update"),
        (-12 * DAY, 25 * HOUR, None, "no update"),
        (-12 * DAY, -1 * HOUR, None, "no update"),
        (-12 * DAY, 3 * HOUR, 5 * HOUR, "in time"),
        (-12 * DAY, 6 * HOUR, 5 * HOUR, "after the operation"),
        (6 * HOUR, None, 5 * HOUR, "after the operation"),
        (4 * HOUR, None, 5 * HOUR, "in time"),
    ],
)
def test_a_history_is_judged_as_482_22_c_5_says(
    written: timedelta, updated: timedelta | None, operation: timedelta | None, verdict: str
) -> None:
    got = rules.history(
        ADMITTED,
        ADMITTED + written,
        None if updated is None else ADMITTED + updated,
        None if operation is None else ADMITTED + operation,
    )
    assert got == verdict


@given(st.integers(-100_000, 10_000), st.integers(0, 100_000))
def test_a_history_in_time_is_within_30_days_and_24_hours(minutes: int, more: int) -> None:
    written = ADMITTED + timedelta(minutes=minutes)
    updated = ADMITTED + timedelta(minutes=more)
    if rules.history(ADMITTED, written, updated) == "in time":
        assert -30 * DAY <= written - ADMITTED <= DAY
        assert written >= ADMITTED or updated - ADMITTED <= DAY


def note(
    kind: str, written: str = "2026-03-04 11:00", signed: str = "2026-03-04 12:00"
) -> dict[str, str]:
    return {"type": kind, "written_at": written, "signed_at": signed}


def test_a_record_is_complete_when_all_is_there_dated_timed_and_signed() -> None:
    whole = [note("history and physical"), note("discharge summary"), note("orders")]
    assert rules.complete(whole)
    assert rules.still_open([whole[0], note("orders", signed="")]) == [
        "no discharge summary",
        "flawed orders",
    ]
    assert not rules.complete(whole[1:])
    assert not rules.complete([whole[0], whole[2]])
    assert not rules.complete([*whole, note("orders", signed="")])
    assert not rules.complete([*whole, note("orders", written="")])
    assert not rules.complete([*whole, note("orders", written="2026-03-04")])


def test_a_summary_is_late_after_30_days_whether_written_or_owed() -> None:
    ended = datetime(2026, 3, 1, 12)
    later = ended + 31 * DAY
    assert rules.summary_late(ended, later, later + 90 * DAY)
    assert rules.summary_late(ended, None, later)
    assert not rules.summary_late(ended, None, ended + 30 * DAY)
    assert not rules.summary_late(ended, ended + 30 * DAY, later + 90 * DAY)


PLAN = {"chart": 8, "minor": 23, "mammogram": 11}


@pytest.mark.parametrize(
    ("kind", "born", "until"),
    [
        ("chart", date(1950, 1, 1), date(2018, 5, 2)),
        ("chart", date(2009, 7, 3), date(2032, 7, 3)),
        ("chart", date(1992, 5, 3), date(2018, 5, 2)),
        ("mammogram", date(1950, 1, 1), date(2021, 5, 2)),
    ],
)
def test_a_record_is_kept_as_the_schedule_of_the_house_says(
    kind: str, born: date, until: date
) -> None:
    assert rules.keep_until(kind, born, date(2010, 5, 2), PLAN) == until


def test_a_leap_day_is_kept_to_the_end_of_february() -> None:
    assert rules.years_after(date(2016, 2, 29), 7) == date(2023, 2, 28)
