"""Marks and form checks of the release lab."""

from __future__ import annotations

from typing import Any

import pytest
from hitkit.check import FormError
from hitkit.release.checks import (
    check_choices,
    check_dates,
    check_decisions,
    check_forms,
    check_money,
)
from hitkit.release.marking import mark_each, mark_forms, mark_requests
from hypothesis import given
from hypothesis import strategies as st

KEY: dict[str, dict[str, Any]] = {
    "R1": {
        "decision": "part",
        "send": ["lab results", "visit notes"],
        "rules": ["164.506", "42 CFR Part 2"],
        "why": [{"says": "Because.", "cite": "45 CFR 164.506"}],
    },
    "R2": {"decision": "refuse", "send": [], "rules": ["164.508"], "why": []},
}


def points(got: dict[str, Any] | None, request: str = "R1") -> float:
    return mark_requests({request: got}, {request: KEY[request]}, 10).points


def filed(decision: str, send: list[str], rule: str) -> dict[str, Any]:
    return {"decision": decision, "send": send, "rule": rule}


def test_decision_what_goes_and_rule_share_the_points() -> None:
    both = ["visit notes", "lab results"]
    assert points(filed("part", both, "164.506")) == 10
    assert points(filed("Part", both, "42 cfr part 2")) == 10
    assert points(filed("part", ["lab results"], "164.506")) == 8
    assert points(filed("part", both, "164.524")) == 3
    assert points(filed("release", both, "164.506")) == 4
    assert points(filed("release", both, "164.524")) == 0


def test_refusing_without_the_rule_earns_little_and_nothing_earns_nothing() -> None:
    assert points(filed("refuse", [], "164.508"), "R2") == 10
    assert points(filed("refuse", [], "164.506"), "R2") == 3
    assert points(filed("refuse", [], ""), "R1") == 0
    assert points(filed("", [], "164.508"), "R2") == 0
    assert points(None) == 0


def test_a_wrong_decision_is_told_with_the_reason() -> None:
    mark = mark_requests({"R1": filed("release", ["face sheet"], "164.524")}, KEY, 10)
    said = mark.lines[0].message
    assert "The decision is part." in said
    assert "Too much: face sheet." in said
    assert "The rule is 164.506 or 42 CFR Part 2." in said
    assert "Because." in said


def test_forms_earn_by_overlap() -> None:
    key = {"A1": ["expired", "no purpose"], "A2": ["valid"]}
    assert mark_forms(key, key, 4, {}).points == 4
    assert mark_forms({"A1": ["expired"], "A2": "valid"}, key, 4, {}).points == 3.33
    assert mark_forms({"A1": ["valid"], "A2": ["expired"]}, key, 4, {}).points == 0


def test_money_dates_and_words_are_marked_one_by_one() -> None:
    key = {"F1": 12.3, "C1": "2026-05-01", "S1": "privacy officer"}
    right = {"F1": "12.30", "C1": "2026-05-01", "S1": " Privacy  Officer "}
    assert mark_each(right, key, 3, {}).points == 3
    wrong = {"F1": 15.0, "C1": "2026-05-02", "S1": ""}
    mark = mark_each(wrong, key, 3, {}, near={"F1": {"15.0": "That is every line."}})
    assert mark.points == 0
    assert "That is every line." in mark.lines[0].message


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(anything | st.fixed_dictionaries({"R1": anything, "R2": anything}))
def test_nonsense_earns_nothing_and_breaks_nothing(answer: Any) -> None:
    assert mark_requests(answer, KEY, 10).points < 10
    assert mark_forms(answer, {"R1": ["expired"]}, 5, {}).points <= 5
    assert mark_each(answer, {"R1": 3.25, "R2": "x y z"}, 2, {}).points <= 1


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "has no answer yet"),
        ([], "should be a dictionary"),
        ({}, "has nothing yet for R1"),
        ({"R1": filed("", [], "")}, "has nothing yet for R1"),
        ({"R1": "release"}, "should be a dictionary"),
        ({"R1": filed("no", [], "164.506")}, "is not a decision"),
        ({"R1": filed("refuse", [], "164.999")}, "is not a rule"),
        ({"R1": filed("refuse", [], "")}, 'no "rule" yet'),
        ({"R1": filed("part", ["bones"], "164.506")}, "is no part of the record"),
        ({"R1": filed("refuse", ["lab results"], "164.506")}, "list something to send"),
        ({"R1": filed("part", [], "164.506")}, "nothing stands under send"),
        ({"R1": {"decision": "part", "send": "lab results", "rule": "164.506"}}, "list of text"),
    ],
)
def test_each_slip_of_form_has_its_sentence(answer: Any, says: str) -> None:
    with pytest.raises(FormError, match=says):
        check_decisions(answer, "decisions_q3", ["R1"])


def test_forms_dates_money_and_choices_are_checked_too() -> None:
    check_decisions({"R1": filed("part", ["lab results"], "164.506")}, "d", ["R1"])
    check_forms({"A1": ["valid"]}, "d", ["A1"])
    with pytest.raises(FormError, match="not both"):
        check_forms({"A1": ["valid", "expired"]}, "d", ["A1"])
    with pytest.raises(FormError, match="no defect"):
        check_forms({"A1": ["old"]}, "d", ["A1"])
    with pytest.raises(FormError, match="no date"):
        check_dates({"C1": "May 1"}, "d", ["C1"])
    with pytest.raises(FormError, match="should be a number"):
        check_money({"F1": "12"}, "d", ["F1"])
    with pytest.raises(FormError, match="not one of the choices"):
        check_choices({"S1": "boss"}, "d", ["S1"], ["yourself"])
