"""Marks: part credit that guessing does not win, and nonsense that does not crash."""

from random import Random
from typing import Any

import pytest
from hitkit.outlook import assignment, marking
from hypothesis import given
from hypothesis import strategies as st

KEYS = assignment.draw("marks").keys
NONSENSE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ABCx"), inner, max_size=3)
    ),
    max_leaves=6,
)


def all_marks(answer: Any) -> list[Any]:
    return [
        marking.amounts(answer, KEYS["q1"], 4),
        marking.labels(answer, KEYS["q3"], 8, 5),
        marking.ranking(answer, KEYS["q6"], 6),
        marking.ranking_and_share(answer, answer, KEYS["q7"], 6),
        marking.owners(answer, KEYS["q9"], 6),
        marking.hidden_cells(answer, KEYS["q12"], 6),
        marking.chart(answer, KEYS["q13"], 6),
        marking.chart({"bars": answer, "notes": answer, "title": answer}, KEYS["q13"], 6),
    ]


@given(NONSENSE)
def test_nonsense_earns_nothing_and_stops_nothing(answer: Any) -> None:
    for mark in all_marks(answer):
        assert mark.points == 0
        assert mark.lines
        assert mark.to_html()


@pytest.mark.parametrize(("name", "choices"), [("q3", 5), ("q4", 6), ("q5", 4), ("q10", 5)])
def test_blind_guessing_comes_to_little(name: str, choices: int) -> None:
    chance = Random(7)
    pool = sorted({case["label"] for case in KEYS[name].values()})
    earned = []
    for _ in range(400):
        guess = {letter: chance.choice(pool) for letter in KEYS[name]}
        earned.append(marking.labels(guess, KEYS[name], 10, choices).points)
    assert sum(earned) / len(earned) < 1.5


def test_a_ranking_says_why_a_name_does_not_belong() -> None:
    key = {"order": ["52", "55", "62"], "why": {"31-33": "It has 30 jobs."}, "source": "OEWS"}
    mark = marking.ranking(["31-33", "52", "55"], key, 6)
    assert mark.points == 2
    assert "It has 30 jobs." in mark.to_html()


def test_hiding_needs_both_the_small_cells_and_their_guards() -> None:
    key = KEYS["q12"]
    both = [*key["small"], *key["guards"]]
    assert marking.hidden_cells(both, key, 6).points == 6
    assert marking.hidden_cells([name.upper() for name in both], key, 6).points == 6
    assert marking.hidden_cells(list(key["small"]), key, 6).points == 3


def test_a_cell_hidden_without_need_is_told_the_rule_that_it_breaks() -> None:
    key = KEYS["q12"]
    public = f"{key['small'][0].split(' / ')[0]} / {key['public']}"
    told = marking.hidden_cells([*key["small"], public], key, 6).to_html()
    assert f"1 cells can be shown, {public}. The counts of {key['public']} are public" in told
    assert f"the {key['guard']} of the others" in told


def test_a_chart_of_right_bars_pays_for_each_dishonesty() -> None:
    key = KEYS["q13"]
    chart = {
        "bars": dict(key["bars"]),
        "starts_at": 0.0,
        "title": key["words"][1],
        "xlabel": "Percentile",
        "ylabel": "Dollars",
        "notes": ["Source: BLS"],
    }
    assert len(key["words"]) == 3
    for name in key["words"]:
        assert marking.chart(chart | {"title": f"Pay: {name}"}, key, 6).points == 6
    for change in ({"starts_at": 20_000.0}, {"title": "Pay"}, {"xlabel": ""}, {"notes": []}):
        assert marking.chart(chart | change, key, 6).points == 5.25
