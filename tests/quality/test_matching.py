"""The matcher: what agrees, what nearly agrees, and that blanks agree with nothing."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hitkit.check import FormError
from hitkit.quality import compare, pairs, similarity
from hitkit.quality.matching import edits, exact, slip
from hypothesis import given
from hypothesis import strategies as st

TABLE = pd.DataFrame(
    {
        "mrn": ["M1", "M2", "M3", "M4"],
        "last_name": ["Garrham", "Garham", "Zellton", "Zellton"],
        "birth_date": ["1980-02-08", "1980-02-08", "", ""],
        "ssn": ["666-12-3456", "666-12-3465", "", "666-12-9999"],
    }
)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("MARTHA", "MARHTA", 0.961), ("DWAYNE", "DUANE", 0.84), ("DIXON", "DICKSONX", 0.813)],
)
def test_similarity_is_that_of_the_published_examples(
    left: str, right: str, expected: float
) -> None:
    assert similarity(left, right) == pytest.approx(expected, abs=0.001)


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_every_way_is_fair_to_both_sides_and_stays_between_0_and_1(left: str, right: str) -> None:
    for way in (similarity, exact, slip, edits):
        got = way(left, right)
        assert math.isnan(got) or 0 <= got <= 1
        assert got == way(right, left) or math.isnan(got)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("666-12-3456", 1.0),
        ("666-12-3465", 0.5),
        ("666-12-345", 0.5),
        ("666-12-3457", 0.5),
        ("666-21-3465", 0.0),
    ],
)
def test_one_slip_counts_half(other: str, expected: float) -> None:
    assert slip("666-12-3456", other) == expected


def test_edits_are_the_share_of_signs_that_stay() -> None:
    assert edits("12 Elm Way", "12 elm  way") == 1
    assert edits("12 Elm Way", "13 Elm Way") == 0.9
    assert math.isnan(edits("", "13 Elm Way"))


def test_a_pair_stands_once_and_blanks_agree_with_nothing() -> None:
    assert pairs(TABLE, "birth_date").to_numpy().tolist() == [["M1", "M2"]]
    assert pairs(TABLE, ["last_name", "birth_date"]).empty
    assert pairs(TABLE, "last_name").to_numpy().tolist() == [["M3", "M4"]]


def test_a_blank_field_does_not_count_in_the_score() -> None:
    how = {"last_name": "spelling", "ssn": "slip"}
    made = compare(pairs(TABLE, "last_name"), how, TABLE)
    assert math.isnan(made["ssn"].item())
    assert made["score"].item() == 1
    near = compare(pairs(TABLE, "birth_date"), how, TABLE)
    assert near["ssn"].item() == 0.5
    assert 0.7 < near["score"].item() < 0.8


def test_two_tables_are_compared_by_their_own_ids() -> None:
    theirs = TABLE.head(1).rename(columns={"mrn": "partner_id"}).assign(partner_id="P9")
    ids = ("partner_id", "mrn")
    found = pairs(theirs, "birth_date", TABLE, ids)
    assert found.to_numpy().tolist() == [["P9", "M1"], ["P9", "M2"]]
    assert compare(found, {"ssn": "slip"}, theirs, TABLE, ids)["score"].tolist() == [1.0, 0.5]


def test_what_cannot_be_compared_is_said_in_a_sentence() -> None:
    found = pairs(TABLE, "last_name")
    with pytest.raises(FormError, match="no column 'town'"):
        pairs(TABLE, "town")
    with pytest.raises(FormError, match="'fuzzy' is no way to compare"):
        compare(found, {"ssn": "fuzzy"}, TABLE)
    with pytest.raises(FormError, match="nothing to compare"):
        compare(found, {}, TABLE)
    with pytest.raises(FormError, match="M3 is in the pairs and not in the table"):
        compare(found, {"ssn": "slip"}, TABLE.head(2))
