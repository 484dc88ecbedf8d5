"""Marks of module 01: part credit above chance, and sentences that teach."""

from typing import Any

import pandas as pd
import pytest
from hitkit import forms, practice
from hitkit.marking import decisions, labels, lists
from hitkit.role import marking
from hitkit.role.assignment import draw
from hypothesis import given
from hypothesis import strategies as st

KEYS = draw("marks").keys
RIGHT = {case: right["label"] for case, right in KEYS["q4"].items()}
NONSENSE: list[Any] = [None, ..., 3, "text", [], {}, {"T1": 2}, pd.DataFrame(), object()]


def said(mark: Any) -> str:
    return " ".join(line.message for line in mark.lines)


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_earns_nothing_and_never_raises(answer: Any) -> None:
    assert labels(answer, KEYS["q4"], 5, 8).points == 0
    assert decisions(answer, KEYS["q10"], 6, [5, 3, 5, 3, 3]).points == 0
    assert marking.texts(answer, KEYS["q3"], 4).points == 0
    assert marking.rates(answer, answer, KEYS["q13"], 6).points == 0
    assert marking.gap(answer, answer, KEYS["q12"], 6).points == 0
    assert lists([answer], [KEYS["q8"]], 4).points == 0
    tables = {"queue": pd.DataFrame({"ward": ["A"]})}
    assert marking.query(answer, tables, KEYS["q7"], 5).points == 0


def test_guessing_one_word_for_all_earns_little() -> None:
    for word in set(RIGHT.values()):
        assert labels(dict.fromkeys(RIGHT, word), KEYS["q4"], 5, 8).points <= 0.5


def test_one_slip_costs_little_more_than_its_case() -> None:
    case, word = next(iter(RIGHT.items()))
    other = next(label for label in RIGHT.values() if label != word)
    mark = labels(RIGHT | {case: other}, KEYS["q4"], 5, 8)
    assert mark.points == pytest.approx(5 - 0.5 - 0.07, abs=0.01)
    assert f"You gave {other}; it is {word}." in said(mark)


def test_a_code_typed_as_a_number_is_told_why_it_is_wrong() -> None:
    numbers = {case: int(right["text"]) for case, right in KEYS["q3"].items()}
    mark = marking.texts(numbers, KEYS["q3"], 4)
    assert mark.points == 0
    assert "numbers lose zeros" in said(mark)


@given(st.lists(st.sampled_from(sorted(f"R{n}" for n in range(1000, 1040)))))
def test_a_search_at_random_earns_little(records: list[str]) -> None:
    key = {"what": "rows", "records": ["R1001", "R1002", "R1003"], "why": {}, "source": ""}
    mark = lists([records], [key], 4)
    assert 0 <= mark.points <= 4
    if not set(records) & set(key["records"]):
        assert mark.points == 0


def test_forms_ask_for_what_is_missing_with_an_example() -> None:
    with pytest.raises(ValueError, match="nothing yet for A, B"):
        forms.choices({"A": "", "B": None}, "x_q4", ["A", "B"], ["coding"])
    with pytest.raises(ValueError, match="not one of the choices"):
        forms.choices({"A": "codes"}, "x_q4", ["A"], ["coding"])
    with pytest.raises(ValueError, match="a list of 2 decisions"):
        forms.decisions({"A": ["x"]}, "x_q10", ["A"], [["x"], ["y"]])
    with pytest.raises(ValueError, match="has 3 characters; the dictionary says 4"):
        forms.texts({"A": "450"}, "x_q3", {"A": 4})
    with pytest.raises(ValueError, match="cannot be below 0"):
        forms.numbers({"A": -1}, "x_q13", ["A"], "charts")
    with pytest.raises(ValueError, match="should be a dictionary, and is a list"):
        forms.choices(["coding"], "x_q4", ["A"], ["coding"])


def test_practice_tells_right_wrong_and_not_yet(capsys: pytest.CaptureFixture[str]) -> None:
    sealed = practice.seal(["R2", "R1"])
    for answer in (["R1", "R2"], ["R1"], ...):
        practice.tell(answer, sealed, "look again.")
    right, wrong, blank = capsys.readouterr().out.strip().split("\n")
    assert right == "Right."
    assert "Hint: look again." in wrong
    assert "three dots" in blank
