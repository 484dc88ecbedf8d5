"""Marks: part credit, sentences, and nothing for nonsense."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hitkit import marking, marks
from hitkit.marks import MARK_MIMETYPE, Mark
from hypothesis import given
from hypothesis import strategies as st

NONSENSE: list[Any] = [
    None,
    ...,
    "",
    "  ",
    [],
    {},
    float("nan"),
    float("inf"),
    object(),
    pd.DataFrame(),
]


@pytest.mark.parametrize("answer", NONSENSE, ids=lambda answer: type(answer).__name__)
def test_nonsense_earns_nothing_and_breaks_nothing(answer: Any) -> None:
    assert marks.amount(answer, 3, 2, "Rate").points == 0
    assert marks.value(answer, "A00", 2, "Code", "Right.", "Wrong.").points == 0
    assert marks.found(answer, {"P1"}, 2, "duplicates").points == 0


def test_stock_nbgrader_reads_the_number_and_others_the_reasons() -> None:
    mark = Mark(3)
    mark.add("E1", 1.5, 2, "One <code> is missing.", "Look at the cause.", "Guideline I.C.20")
    bundle = mark._repr_mimebundle_()
    assert bundle["text/plain"] == "1.5"
    assert bundle[MARK_MIMETYPE]["points"] == 1.5
    assert bundle[MARK_MIMETYPE]["lines"][0]["reason"] == "Guideline I.C.20"
    assert "One &lt;code&gt; is missing." in bundle["text/html"]
    assert '<th scope="row">E1</th>' in bundle["text/html"]


@given(st.lists(st.floats(-5, 5), max_size=8), st.integers(1, 10))
def test_points_stay_between_nothing_and_all(points: list[float], of: int) -> None:
    mark = Mark(of)
    for point in points:
        mark.add("x", point, 1, "")
    assert 0 <= mark.points <= of


@given(st.integers(1, 40), st.integers(1, 17))
def test_shares_add_up(points: int, parts: int) -> None:
    shares = marks.share(points, parts)
    assert sum(round(s * 100) for s in shares) == points * 100
    assert max(shares) - min(shares) <= 0.011


@given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("abcdefgh"), min_size=1))
def test_finding_pays_for_hits_and_not_for_reporting_everything(
    got: set[str], key: set[str]
) -> None:
    points = marks.found(sorted(got), key, 10, "defects").points
    assert (points == 10) == (got == key)
    assert (points == 0) == (not got & key)


def test_a_likely_slip_gets_its_sentence() -> None:
    mark = marks.amount(0.25, 25, 2, "Rate", near_misses={0.25: "Give the rate as a percentage."})
    assert mark.points == 0
    assert mark.lines[0].message.endswith("Give the rate as a percentage.")


def test_true_is_not_one_and_case_does_not_matter() -> None:
    assert marks.value(True, 1, 1, "Count", "", "").points == 0
    assert marks.value(" yes ", "YES", 1, "Answer", "", "").points == 1
    assert marks.value(("a", "b"), ["a", "b"], 1, "List", "", "").points == 1


ODD = st.sampled_from(
    [
        float("nan"),
        float("inf"),
        -float("inf"),
        np.float64("nan"),
        np.float32("inf"),
        pd.NA,
        pd.NaT,
        "nan",
        "inf",
        True,
        False,
        np.True_,
        10**400,
        -(10**5000),
        complex(1, 0),
        np.array([np.nan]),
    ]
)
KEYS = st.one_of(st.integers(0, 3), st.floats(-1e9, 1e9))


@given(ODD, KEYS, st.integers(1, 5), st.floats(0, 1))
def test_what_is_no_number_never_earns_points(
    answer: Any, key: float, of: int, tolerance: float
) -> None:
    near = {0.0: "Zero.", 1.0: "One."}
    assert marks.amount(answer, key, of, "Rate", tolerance, near).points == 0
    assert marks.value(answer, key, of, "Count", "", "").points == 0
    assert marks.found([answer], {"P1"}, of, "duplicates").points == 0
    right = {"label": "yes", "labels": ["yes"], "names": ["A"], "why": "", "source": ""}
    assert marking.labels({"a": answer}, {"a": right}, of, 2).points == 0
    assert marking.decisions({"a": [answer]}, {"a": right}, of, [2]).points == 0
    wanted = {"what": "duplicates", "records": {"P1"}, "why": {}}
    assert marking.lists([[answer]], [wanted], of, "").points == 0


@given(st.lists(st.one_of(st.floats(), st.integers(-5, 5)), max_size=8), st.integers(1, 10))
def test_points_are_a_number_whatever_is_added(points: list[float], of: int) -> None:
    mark = Mark(of)
    for point in points:
        mark.add("x", point, 1, "")
    finite = [point for point in points if abs(point) < float("inf")]
    assert 0 <= mark.points <= of
    assert mark.points == 0 or any(point > 0 for point in finite)


@given(st.integers(-(10**6), 10**6))
def test_numbers_of_numpy_are_numbers(number: int) -> None:
    for kind in (np.int64, np.float64, np.int32):
        assert marks.amount(kind(number), number, 2, "Count").points == 2
    assert marks.value(np.int64(number), number, 2, "Count", "", "").points == 2
    assert marks.value(np.int64(number), number + 1, 2, "Count", "", "").points == 0
