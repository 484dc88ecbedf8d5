"""The elements, statements and defects of 45 CFR 164.508, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hitkit.release.authorization import defects
from hitkit.release.citations import DEFECTS
from hitkit.release.facts import LABS, NOTES, THERAPY, Authorization
from hypothesis import given
from hypothesis import strategies as st

ON = date(2026, 5, 20)
VALID = Authorization(
    describes=(LABS, NOTES),
    discloser="Quillmere Community Hospital",
    recipient="A lawyer",
    purpose="at the request of the individual",
    expires=ON,
    signed=date(2026, 4, 1),
    signature="Pat Example",
)

ONE_BY_ONE: dict[str, dict[str, Any]] = {
    "no description": {"describes": ()},
    "no discloser": {"discloser": ""},
    "no recipient": {"recipient": ""},
    "no purpose": {"purpose": ""},
    "no expiration": {"expires": None},
    "no signature or date": {"signed": None},
    "no authority": {"by_representative": True, "authority": ""},
    "no right to revoke": {"says_revocable": False},
    "no word on conditions": {"says_conditions": False},
    "no redisclosure warning": {"says_redisclosure": False},
    "expired": {"expires": ON - timedelta(days=1)},
    "revoked": {"revoked": ON},
    "mixed with psychotherapy notes": {"describes": (LABS, THERAPY)},
    "treatment held back": {"forced": True},
    "known to be false": {"known_false": True},
}


def test_a_complete_form_is_valid_through_its_last_day() -> None:
    assert defects(VALID, ON) == ()
    assert defects(VALID, ON + timedelta(days=1)) == ("expired",)


@pytest.mark.parametrize("name", DEFECTS)
def test_each_defect_is_found_and_nothing_else(name: str) -> None:
    assert defects(replace(VALID, **ONE_BY_ONE[name]), ON) == (name,)


def test_an_unsigned_form_is_as_bad_as_an_undated_one() -> None:
    assert defects(replace(VALID, signature=""), ON) == ("no signature or date",)


def test_an_event_ends_a_form_only_once_it_is_known_to_have_happened() -> None:
    form = replace(VALID, expires="the settlement of my claim")
    assert defects(form, date(2036, 1, 1)) == ()
    assert defects(replace(form, event_over=True), ON) == ("expired",)


def test_a_representative_who_states_the_authority_may_sign() -> None:
    form = replace(VALID, by_representative=True, authority="agent for health care")
    assert defects(form, ON) == ()


def test_psychotherapy_notes_alone_may_be_authorized() -> None:
    assert defects(replace(VALID, describes=(THERAPY,)), ON) == ()


def test_a_revocation_does_not_work_backwards() -> None:
    assert defects(replace(VALID, revoked=ON + timedelta(days=1)), ON) == ()


@given(st.sets(st.sampled_from(sorted(set(ONE_BY_ONE) - {"no description", "expired"}))))
def test_defects_add_up(names: set[str]) -> None:
    form = VALID
    for name in names:
        form = replace(form, **ONE_BY_ONE[name])
    assert set(defects(form, ON)) == names
