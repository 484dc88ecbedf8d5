"""The house rule, step by step, and the kinds of pairs that are drawn for it."""

from __future__ import annotations

import pytest
from hitkit.hospital.world.names import SHORT_FORMS
from hitkit.quality.policy import birth_date_fits, decide, first_name_fits
from hitkit.quality.review_cases import KINDS, Change, base
from hitkit.seeds import stream

from .person import PERSON


@pytest.mark.parametrize(
    ("changes", "decision", "step"),
    [
        ({"ssn": "666-98-7654"}, "different", 1),
        ({"ssn": "666-12-3465", "last_name": "Zellton", "street": "9 Mossgate Terrace"}, "same", 5),
        ({"first_name": "Omar", "birth_date": "1999-12-24"}, "different", 2),
        ({"birth_date": "1999-12-24"}, "cannot tell", 3),
        ({"first_name": "Irene"}, "cannot tell", 3),
        ({"ssn": "", "first_name": "Irene"}, "different", 4),
        ({"first_name": "Peggy", "birth_date": "1970-09-03"}, "same", 5),
        ({"ssn": "", "street": "", "member_id": ""}, "same", 6),
        ({"ssn": "", "street": "", "phone": "", "member_id": ""}, "cannot tell", 7),
    ],
)
def test_each_step_decides_what_it_says(changes: dict[str, str], decision: str, step: int) -> None:
    for left, right in ((PERSON, PERSON | changes), (PERSON | changes, PERSON)):
        got, why = decide(left, right)
        assert got == decision
        assert why.startswith(f"step {step}:")


@pytest.mark.parametrize(
    ("change", "decision"),
    [(change, decision) for decision, kinds in KINDS.items() for change in kinds],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_kind_of_pair_is_decided_as_it_was_meant(change: Change, decision: str) -> None:
    for number in range(200):
        rng = stream("policy", change.__name__, number)
        sex = "F" if number % 2 else "M"
        first = [
            name
            for name in SHORT_FORMS
            if (name in ("Margaret", "Susan", "Teresa")) == (sex == "F")
        ]
        record = PERSON | {
            "sex": sex,
            "first_name": first[number % len(first)],
            "birth_date": f"{1960 + number % 36}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        }
        left = base(rng, record)
        right = change(rng, left)
        assert decide(left, right)[0] == decision, (left, right)
        assert decide(right, left)[0] == decision
        assert left["mrn"] != right["mrn"]


def test_short_forms_initials_and_exchanged_days_fit() -> None:
    assert first_name_fits("Margaret", "Peggy")
    assert first_name_fits("M", "Margaret")
    assert not first_name_fits("Margaret", "Irene")
    assert birth_date_fits("1970-03-09", "1970-09-03")
    assert birth_date_fits("1970-03-09", "1970-03-08")
    assert not birth_date_fits("1970-03-09", "1971-09-03")
