"""Instant checks: a sentence for every slip in form, and never a word on what is right."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hitkit import check
from hitkit.check import FormError

SLIPS: list[tuple[Callable[[], None], str]] = [
    (lambda: check.text(..., "a"), "`a` has no answer yet"),
    (lambda: check.text(3, "a"), "should be text, and is a number"),
    (lambda: check.text(" ", "a"), "is empty text"),
    (lambda: check.text("x", "a", {"b", "c"}), "Choose one of: b, c"),
    (lambda: check.number("3", "a"), "should be a number, and is text"),
    (lambda: check.number(True, "a"), "should be a number, and is True or False"),
    (lambda: check.number(float("nan"), "a"), "should be a number"),
    (lambda: check.number(101, "a", 0, 100, "%"), "cannot be above 100 %"),
    (lambda: check.number(-1, "a", 0), "cannot be below 0"),
    (lambda: check.whole_number(2.5, "a"), "a count is a whole number"),
    (lambda: check.items("P1", "a"), "should be a list, and is text"),
    (lambda: check.items([1], "a"), "which is not text"),
    (lambda: check.items(["P1", "P1"], "a"), "lists P1 more than once"),
    (lambda: check.items(["P1", "P9"], "a", {"P1"}), "has P9, which is no id in this file"),
    (lambda: check.table([], "a", ["x"]), "should be a table, and is a list"),
    (lambda: check.table(pd.DataFrame({"y": []}), "a", ["x"]), "has no column x"),
    (lambda: check.number(len, "a"), "a function (are its brackets missing?)"),
]


@pytest.mark.parametrize(("slip", "says"), SLIPS, ids=[says for _, says in SLIPS])
def test_each_slip_gets_its_sentence(slip: Callable[[], None], says: str) -> None:
    with pytest.raises(FormError) as caught:
        slip()
    assert says in str(caught.value)
    assert caught.value._render_traceback_() == [f"Not yet: {caught.value}"]


def test_numbers_of_numpy_are_no_empty_answers() -> None:
    assert not check.is_empty(pd.Series([1.5]).mean())
    assert all(check.is_empty(value) for value in (None, ..., "", []))


def test_good_form_passes_in_silence() -> None:
    fine: Any = [
        check.text("b", "a", {"b"}),
        check.number(3.5, "a", 0, 10),
        check.whole_number(3, "a"),
        check.items(pd.Series(["P1"]), "a", ["P1"]),
        check.table(pd.DataFrame({"x": [1]}), "a", ["x"]),
    ]
    assert set(fine) == {None}


def test_fine_never_says_right(capsys: pytest.CaptureFixture[str]) -> None:
    check.fine()
    assert "form is fine" in capsys.readouterr().out
