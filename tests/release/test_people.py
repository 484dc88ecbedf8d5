"""The release desk stands in the course's own hospital and answers from its records."""

from collections import Counter
from datetime import date

import pytest
from hitkit import hospital
from hitkit.hospital.world import names
from hitkit.release.office import Office, open_office
from hitkit.release.people import HOSPITAL, STATE, any_stay, any_visit, last_visit
from hitkit.release.queue import LESSON, REFUSALS, REPLIES, lesson_requests, one, requests
from hitkit.seeds import stream

SEEDS = ("public", "spring", "fall")


@pytest.fixture(scope="module", params=SEEDS)
def office(request: pytest.FixtureRequest) -> Office:
    return open_office(request.param)


def test_the_desk_is_in_the_hospital_of_the_course() -> None:
    assert HOSPITAL == names.HOSPITAL
    assert STATE == names.STATE_NAME


def test_letters_are_about_patients_of_the_hospital_and_each_about_another(office: Office) -> None:
    rows = hospital.simulate(office.seed, hospital.TERM_PEOPLE).rows
    known = {f"{row['first_name']} {row['last_name']}" for row in rows["patients"]}
    cases = [filed.case for filed in (*requests(office), *lesson_requests(office))]
    cases += [one(office, "q13", REPLIES).case, one(office, "q14", REFUSALS).case]
    about = [
        next((name for name in known if name in case.letter), "")
        for case in cases
        if not case.family.startswith("historian")
    ]
    found = Counter(name for name in about if name)
    assert len(found) >= 0.9 * len(about)
    assert max(found.values()) == 1
    assert len(LESSON) == 4


def test_a_patient_is_given_to_one_case_only_and_fits_its_age(office: Office) -> None:
    fresh = open_office(office.seed)
    rng = stream(office.seed, "take")
    taken = [
        fresh.records.take(rng, ages, wanted)[0]
        for ages in ((3, 9), (16, 17), (18, 25), (45, 120), (65, 120))
        for wanted in (any_visit, last_visit, any_stay)
    ]
    assert len({(who.name, who.born) for who in taken}) == len(taken)
    assert all(3 <= who.age(date(2026, 6, 1)) <= 9 for who in taken[:3])


def test_who_asks_for_somebody_who_died_asks_after_the_last_visit(office: Office) -> None:
    last = {}
    for row in office.records.rows["encounters"]:
        last[row["mrn"]] = max(last.get(row["mrn"], ""), row["ended_at"][:10])
    days = {who.name: last[who.mrn] for who in office.records.patients}
    dead = [f.case.facts for f in requests(open_office(office.seed)) if f.case.facts.died]
    for facts in dead:
        assert facts.died is not None
        assert facts.died <= facts.received
    for filed in requests(open_office(office.seed)):
        died = filed.case.facts.died
        if died and died.year == 2026:
            name = next((name for name in days if name in filed.case.letter), None)
            assert name is None or days[name] < died.isoformat()
