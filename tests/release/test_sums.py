"""Clocks, fees and accountings against 45 CFR 164.524 and 164.528."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hitkit.release.accounting import LISTED, NOT_LISTED, listed
from hitkit.release.clock import due, due_in_state, still_protected, years_before
from hitkit.release.fees import patient_fee
from hitkit.release.protocol import State
from hypothesis import given
from hypothesis import strategies as st

MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("kind", "notice", "last"),
    [
        ("access", None, date(2026, 4, 1)),
        ("access", date(2026, 4, 1), date(2026, 5, 1)),
        ("access", date(2026, 4, 2), date(2026, 4, 1)),
        ("access", date(2026, 3, 1), date(2026, 4, 1)),
        ("accounting", None, date(2026, 5, 1)),
        ("accounting", date(2026, 5, 1), date(2026, 5, 31)),
        ("accounting", date(2026, 5, 2), date(2026, 5, 1)),
    ],
)
def test_one_extension_counts_if_its_notice_is_in_time(
    kind: str, notice: date | None, last: date
) -> None:
    assert due(kind, MARCH, notice) == last


def test_a_shorter_clock_of_the_state_holds_for_electronic_copies_alone() -> None:
    notice = MARCH + timedelta(days=5)
    assert due_in_state("access", "electronic", MARCH, notice, 15) == date(2026, 3, 17)
    assert due_in_state("access", "paper", MARCH, notice, 15) == date(2026, 5, 1)
    assert due_in_state("accounting", "electronic", MARCH, None, 15) == date(2026, 5, 1)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(10, 29))
def test_a_state_never_makes_a_patient_wait_longer(received: date, days: int) -> None:
    for form in ("paper", "electronic"):
        assert due_in_state("access", form, received, None, days) <= due("access", received)


def test_a_record_is_protected_for_fifty_years_after_death() -> None:
    assert still_protected(None, MARCH)
    assert still_protected(date(1976, 3, 3), MARCH)
    assert not still_protected(date(1976, 3, 2), MARCH)


def test_six_years_before_a_leap_day() -> None:
    assert years_before(date(2024, 2, 29), 6) == date(2018, 2, 28)


def test_patients_pay_four_kinds_of_cost_and_never_for_the_search() -> None:
    costs = [
        ("labor for copying", 4.2),
        ("supplies", 1.5),
        ("postage", 3.1),
        ("summary, agreed to", 10.0),
        ("search and retrieval", 25.0),
        ("checking identity", 5.0),
        ("system upkeep", 8.0),
    ]
    assert patient_fee(costs) == 18.8


def test_the_invented_schedule_has_two_steps() -> None:
    state = State(15, 15, 20.0, 25, 1.0, 0.25)
    assert [state.fee(pages) for pages in (0, 25, 26, 125)] == [20.0, 45.0, 45.25, 70.0]


@pytest.mark.parametrize("kind", NOT_LISTED)
def test_exceptions_are_never_listed(kind: str) -> None:
    assert not listed(kind, MARCH, MARCH)


@pytest.mark.parametrize("kind", LISTED)
def test_the_rest_is_listed_for_six_years(kind: str) -> None:
    assert listed(kind, date(2020, 3, 2), MARCH)
    assert not listed(kind, date(2020, 3, 1), MARCH)
    assert not listed(kind, MARCH + timedelta(days=1), MARCH)
