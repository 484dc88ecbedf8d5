"""What an answer earns, and what the student is told."""

from typing import Any

import pytest
from hitkit.coding import cases
from hitkit.coding.cases import chronic, injury, unclear
from hitkit.coding.marking import mark, score
from hitkit.seeds import stream
from hypothesis import given
from hypothesis import strategies as st

HEART = chronic.pressure_key(("systolic", "chronic"), "4", False).data()  # I13.0, I50.22, N18.4
ASK = unclear.urosepsis(stream("s")).answer.data()

EARNED = [
    (["I13.0", "I50.22", "N18.4"], 1.0),
    (["I13.0", "N18.4", "I50.22"], 1.0),
    (["i130", "i5022", " n18.4 "], 1.0),
    (["I50.22", "I13.0", "N18.4"], 0.75),
    (["I13.0"], 0.5),
    (["I13.0", "I50.22", "N18.32"], 0.85),
    (["I13.0", "I50.22", "N18.4", "R60.9"], 0.875),
    (["I10", "E11.9"], 0.0),
    (["QUERY"], 0.0),
    ([], 0.0),
]


@pytest.mark.parametrize("codes, share", EARNED)
def test_part_credit_by_code_category_and_order(codes: list[str], share: float) -> None:
    assert mark({"V1": codes}, {"V1": HEART}, 4).points == pytest.approx(4 * share)


def test_either_of_two_may_come_first() -> None:
    key = chronic.copd_key(False, "pneumonia", None, False).data()
    assert score(["J44.0", "J18.9"], key) == score(["J18.9", "J44.0"], key) == 1


def test_optional_codes_cost_nothing() -> None:
    key = injury.burn_key("palm", "left", (2,), "hot coffee").data()
    assert score(["T23.252A", "X10.0XXA", "Y92.010", "T31.0"], key) == 1


def test_a_query_is_right_where_the_record_is_unclear_and_nowhere_else() -> None:
    assert score(["QUERY"], ASK) == 1
    assert score(["A41.9"], ASK) == 0
    assert mark({"V1": "query"}, {"V1": ASK}, 2).points == 2


def test_every_encounter_gets_codes_reason_and_section() -> None:
    lines = mark({"V1": ["I10", "I50.22"]}, {"V1": HEART, "V2": ASK}, 4).lines
    assert [line.item for line in lines] == ["V1", "V1 I13.0", "V1 I50.22", "V1 N18.4", "V2"]
    assert lines[0].message == "You gave I10, I50.22. The codes are I13.0, I50.22, N18.4."
    assert lines[0].hint == "I10: The combination code already holds the hypertension."
    assert lines[1].message.startswith("Hypertensive heart and chronic kidney disease")
    assert lines[1].reason == "Official Guidelines I.C.9.a.3"
    assert "needs a query" in lines[4].message and "I.C.1.d.1.a" in lines[4].reason


def test_a_look_alike_is_explained() -> None:
    key = injury.sequela_key(("scar", "forearm"), "right").data()
    said = mark({"V1": ["L90.5", "T22.311A"]}, {"V1": key}, 2).lines[0].hint
    assert "T22.311A: the category is right" in said


@pytest.mark.parametrize(
    "answer", [None, ..., 3, "x", [], {"V1": 7}, {"V1": [None, 3]}, {7: ["I10"]}]
)
def test_what_is_no_answer_earns_nothing_and_never_breaks(answer: Any) -> None:
    assert mark(answer, {"V1": HEART}, 4).points == 0


@given(
    st.integers(0, 10_000), st.lists(st.sampled_from(["I10", "E11.9", "QUERY", "X", "S52.531A"]))
)
def test_marks_stay_within_bounds_and_the_key_earns_all(number: int, codes: list[str]) -> None:
    rng = stream("bounds", number)
    case = rng.choice(cases.ALL)(rng)
    data = case.answer.data()
    assert 0 <= score(codes, data) <= 1
    assert score(case.answer.listed(), data) == 1
