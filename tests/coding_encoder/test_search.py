"""Search, the tabular tree and the notes that bind, on the full April 2026 table."""

from __future__ import annotations

import pytest
from hitkit.check import FormError
from hitkit.coding.encoder import notes, search, tree
from hitkit.coding.encoder.index import EVERYDAY, index
from hitkit.coding.encoder.words import LAY_TERMS, requirements, words
from hitkit.coding.tabular import tabular
from hypothesis import given
from hypothesis import strategies as st

TABLE = tabular()
INDEX = index()
BILLABLE = [entry for entry in TABLE.entries if entry.billable]
some_code = st.sampled_from(BILLABLE)


def test_the_table_is_whole() -> None:
    assert len(BILLABLE) == 74_719
    single = {entry.code for entry in BILLABLE if len(entry.code) == 3}
    assert {"B20", "I10", "Z66"} <= single, "categories that are codes, some in a block of one"
    assert {entry.code for entry in TABLE.entries if entry.level == "category"} >= EVERYDAY


@given(st.text())
def test_no_text_that_is_typed_breaks_the_search(typed: str) -> None:
    found = INDEX.find(typed, limit=5)
    assert len(found.hits) <= 5
    assert found.said


@given(some_code)
def test_a_code_is_found_by_its_own_title(entry: object) -> None:
    assert entry.code in set(search(entry.title, limit=40)["code"])  # type: ignore[attr-defined]


@given(some_code, st.sampled_from([str.lower, str.upper]), st.booleans(), st.integers(3, 7))
def test_a_code_is_found_as_it_is_typed(entry: object, case: object, dot: bool, cut: int) -> None:
    code = entry.code if dot else entry.code.replace(".", "")  # type: ignore[attr-defined]
    assert search(case(code)).loc[0, "code"] == entry.code  # type: ignore[attr-defined,operator]
    begun = search(case(code[:cut]), limit=100_000)  # type: ignore[operator]
    assert entry.code in set(begun["code"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("heart attack", "I21"),
        ("high blood pressure", "I10"),
        ("CHF", "I50"),
        ("COPD", "J44"),
        ("ckd stage 3", "N18.3"),
        ("UTI", "N39.0"),
        ("type 2 DM", "E11"),
        ("dm", "E11"),
        ("broken wrist", "S62"),
        ("pnuemonia", "J18"),
        ("dog bite", "W54.0"),
        ("colles right initial closed", "S52.531A"),
        ("hiv", "B20"),
        ("injuries of head", "S00-S09"),
        ("kidney stones", "N20.0"),
    ],
)
def test_what_people_say_leads_to_the_tabular_list(typed: str, first: str) -> None:
    assert first in list(search(typed, limit=3)["code"])


def test_each_reading_of_a_lay_term_is_in_the_list() -> None:
    every_word = {word for entry in TABLE.entries for word in words(entry.title)}
    for term, readings in LAY_TERMS.items():
        for reading in readings.split("|"):
            found = INDEX.find(reading, limit=1)
            assert "No entry has" not in found.said, (term, reading)
            assert set(words(reading)) <= every_word or found.hits, (term, reading)


def test_the_longest_lay_term_is_read_first() -> None:
    assert requirements(words("low blood pressure"))[0][1:] == [words("hypotension")]
    assert len(requirements(words("acute heart attack"))) == 2


def test_nothing_found_and_misspelt_are_said() -> None:
    assert "Nothing found" in INDEX.find("qqqqqqq").said
    assert "Searched for: pneumonia" in INDEX.find("pnuemonia").said
    assert "No entry has: xyzzy" in INDEX.find("xyzzy pain").said


@given(some_code)
def test_the_tree_of_a_code_runs_from_its_chapter_down_to_it(entry: object) -> None:
    shown = tree(entry.code)  # type: ignore[attr-defined]
    assert shown.loc[0, "level"] == "chapter"
    assert list(shown["place"]).count("here") == 1
    assert "below" not in set(shown["place"])


def test_a_block_inside_a_block_is_walked_through() -> None:
    assert list(tree("T20.011A")["code"][:4]) == ["19", "T07-T88", "T20-T32", "T20-T25"]
    assert "T20" in set(tree("T20-T25")["code"])


def test_notes_are_inherited_and_say_from_where() -> None:
    bound = notes("S52.531A")
    excludes1 = bound[bound["kind"] == "Excludes1"]
    assert "traumatic amputation of forearm (S58.-)" in set(excludes1["text"])
    assert set(excludes1["from"]) == {"S52"}
    assert list(bound[bound["kind"] == "7th character"]["text"]) == [
        "A: initial encounter for closed fracture"
    ]
    burned = notes("T20.011A")
    extent = burned[burned["from"] == "T20-T25"]
    assert any("T31 or T32" in text for text in extent["text"])
    kidney = notes("E11.22")
    assert any("N18.1-N18.6" in text for text in kidney["text"])


def test_a_category_lists_its_seventh_characters() -> None:
    seventh = notes("S52.531").query("kind == '7th character'")["text"]
    assert len(seventh) == 16
    assert (
        "B: initial encounter for open fracture type I or II; also initial encounter for"
        in (seventh.iloc[1])
    )


@pytest.mark.parametrize("look", [tree, notes])
def test_a_code_that_is_not_there_is_named_with_the_nearest(look: object) -> None:
    with pytest.raises(FormError, match=r"S52\.531Z.*(\n|.)*nearest is S52\.531-"):
        look("S52.531Z")  # type: ignore[operator]
    with pytest.raises(FormError, match="Look it up by its words"):
        look("")  # type: ignore[operator]
