"""Planted defects can be found, nothing else is wrong, bad requests are refused clearly."""

from collections import Counter
from typing import Any

import pytest
from hitkit import hospital
from hitkit.chance import between
from hitkit.hospital.defects.index import _mismatch
from hitkit.hospital.model import Row
from hitkit.seeds import stream

from tests.hospital.reviewers import REVIEWERS

Planted = tuple[hospital.Hospital, hospital.Ledger]


def test_every_kind_has_a_reviewer() -> None:
    assert set(REVIEWERS) == set(hospital.kinds())


@pytest.mark.parametrize("kind", sorted(REVIEWERS))
def test_the_reviewer_finds_what_was_planted_and_nothing_else(
    kind: str, clean: hospital.Hospital, planted: Planted
) -> None:
    dirty, ledger = planted
    review = REVIEWERS[kind]
    assert set(review(clean.rows)) == set(), "an accidental defect in the clean tables"
    assert set(review(dirty.rows)) == set(ledger.records(kind))
    assert ledger.records(kind)
    assert all(planting.why and planting.clean != planting.dirty for planting in ledger.of(kind))


def test_the_clean_hospital_stays_clean(clean: hospital.Hospital, planted: Planted) -> None:
    assert clean.plantings == []
    assert len(planted[1]) == len(list(planted[1])) > 100


def test_only_the_kinds_asked_for_are_planted() -> None:
    clean = hospital.simulate("tests", 60)
    dirty, ledger = hospital.plant(clean, "another seed", {"unsigned": 0.05, "overlay": 0.01})
    assert {planting.kind for planting in ledger} == {"unsigned", "overlay"}
    same = hospital.plant(clean, "another seed", {"overlay": 0.01, "unsigned": 0.05})[1]
    assert same.plantings == ledger.plantings
    assert hospital.plant(clean, "third", {"unsigned": 0.05})[1].plantings != ledger.of("unsigned")
    assert dirty.rows["documents"] != clean.rows["documents"]


def test_a_wrong_code_moves_the_drg_the_claim_and_the_payment_as_it_would() -> None:
    clean = hospital.simulate("tests", 120)
    dirty, ledger = hospital.plant(clean, rates={"upcoded": 0.3})
    before = {row["encounter_id"]: row for row in clean.rows["encounters"]}
    after = {row["encounter_id"]: row for row in dirty.rows["encounters"]}
    moved = [visit for visit in before if before[visit]["drg"] != after[visit]["drg"]]
    assert moved and set(moved) <= set(ledger.records("upcoded"))
    for claim in dirty.rows["claims"]:
        assert claim["drg"] == after[claim["encounter_id"]]["drg"]


def test_duplicates_differ_as_published() -> None:
    """PMC4832129: middle name 58.3 %, SSN 53.5 % of confirmed duplicates."""
    rng, counted, number = stream("tests", "mismatch"), Counter[str](), 4_000
    for _ in range(number):
        row: Row = {"first_name": "Margaret", "middle_name": "Irene", "last_name": "Bramwick"}
        row |= {"ssn": f"666-12-{between(rng, 1000, 9999)}", "street": "", "town": "", "zip": ""}
        counted.update(part.split(":")[0] for part in _mismatch(rng, row))
    # Those that would not differ at all are drawn again, which lifts every share a little.
    assert 0.583 <= counted["middle_name"] / number < 0.70
    assert 0.535 <= counted["ssn"] / number < 0.65


@pytest.mark.parametrize(
    ("rates", "says"),
    [
        ({"gremlins": 0.1}, "no defect called 'gremlins'"),
        ({"unsigned": 1.5}, "from 0 to 0.5"),
        ({"unsigned": -0.1}, "from 0 to 0.5"),
        ({"unsigned": "often"}, "from 0 to 0.5"),
        ({"unsigned": True}, "from 0 to 0.5"),
    ],
)
def test_an_impossible_request_is_refused(
    rates: dict[str, Any], says: str, clean: hospital.Hospital
) -> None:
    with pytest.raises(hospital.HospitalError, match=says):
        hospital.plant(clean, rates=rates)


def test_a_rate_that_cannot_be_met_is_refused() -> None:
    tiny = hospital.simulate("tests", 1)
    with pytest.raises(hospital.HospitalError, match="Simulate more people, or lower the rate"):
        len(hospital.plant(tiny, rates={"overlap": 0.5})[1])


def test_a_seed_for_planting_must_be_text(clean: hospital.Hospital) -> None:
    with pytest.raises(hospital.HospitalError, match="must be text"):
        hospital.plant(clean, seed=3)  # type: ignore[arg-type]
