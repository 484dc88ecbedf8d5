"""What a coding tool says to a beginner's codes."""

from typing import Any

import pytest
from hitkit.check import FormError
from hitkit.coding.checks import check_choices, check_codes, check_each_code
from hitkit.coding.edits import edits
from hypothesis import given
from hypothesis import strategies as st

SAYS = {
    "E11": "not billable",
    "S52.531": "7th character is missing",
    "W19A": "does not exist. Its 7th character",
    "S82.61A": "does not exist. Its 7th character",
    "S52.531X": "takes the 7th characters A, B, C",
    "E11.229": "as far as E11.22",
    "QQQ": "does not exist",
    "I10 I10": "listed twice",
    "W19.XXXA S52.531A": "never listed first",
    "F02.A0 G30.1": "comes first",
    "R65.20 A41.9": "follows the code of the infection",
    "T38.1X6A E03.9": "underdosing code is never",
    "Z3A.30 O24.410": "weeks of pregnancy",
    "Z68.36 E66.812": "BMI code follows",
    "E11.9 E10.9": "exclude each other",
    "I69.351 Z86.73": "exclude each other",
    "QUERY I10": "QUERY stands alone",
}


@pytest.mark.parametrize("codes", SAYS)
def test_each_fault_gets_its_own_sentence(codes: str) -> None:
    found = edits(codes.split())
    assert any(SAYS[codes] in edit.message for edit in found), found


@pytest.mark.parametrize("codes", ["I10", "e1122 n184", "S52531A", "QUERY", "J44.1 J44.0", ""])
def test_good_form_passes(codes: str) -> None:
    assert edits(codes.split()) == []


@given(st.lists(st.text(max_size=9) | st.sampled_from(["E11.-", "E11-E13", "S52.531A", "19"])))
def test_nothing_that_people_type_breaks_the_tool(codes: list[str]) -> None:
    assert all(edit.message for edit in edits(codes))


def test_a_forgotten_placeholder_gets_the_hint() -> None:
    assert "placeholder X" in edits(["W19A"])[0].hint


BAD: list[tuple[Any, str]] = [
    (..., "no answer yet"),
    (["I10"], "should be a dictionary"),
    ({"V2": ["I10"]}, "V2, which this question does not ask for"),
    ({}, "nothing yet for V1"),
    ({"V1": []}, "nothing yet for V1"),
    ({"V1": [10]}, "list of text"),
    ({"V1": {"I10"}}, "list of text"),
    ({"V1": ["I10", " "]}, "none of it empty"),
    ({"V1": ["I10.0"]}, "V1: I10.0 does not exist"),
]


@pytest.mark.parametrize("answer, says", BAD)
def test_the_check_climbs_the_ladder(answer: Any, says: str) -> None:
    with pytest.raises(FormError, match=says):
        check_codes(answer, "codes_q5", ["V1"])


def test_the_check_never_says_whether_it_is_right() -> None:
    check_codes({"V1": ["Z23"], "V2": "QUERY", "V9": []}, "codes_q5", ["V1", "V2"])


def test_one_code_for_each_item_needs_the_same_form() -> None:
    with pytest.raises(FormError, match="7th character is missing"):
        check_each_code({"C1": "S52.531"}, "codes_q3", ["C1"])
    with pytest.raises(FormError, match="should be text"):
        check_each_code({"C1": ["W19.XXXA"]}, "codes_q3", ["C1"])
    check_each_code({"C1": "W19.XXXA"}, "codes_q3", ["C1"])


def test_a_choice_must_be_one_of_the_choices() -> None:
    with pytest.raises(FormError, match="not one of the choices"):
        check_choices({"a": "maybe"}, "states_q2", ["a"], ["yes", "no"])
