"""Every term is solvable and fair: the lesson's ways find what was planted, at any seed."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from itertools import combinations, cycle

import pandas as pd
import pytest
from hitkit.draw import Draw
from hitkit.quality import compare, marking, pairs, review_cases, tables
from hitkit.quality.assignment import HOW, draw, threshold
from hitkit.quality.cases import DIMENSION_CASES, DIMENSIONS, MISTAKE_CASES, MISTAKES
from hitkit.quality.intake import CHECKED, DICTIONARY, delivery
from hitkit.seeds import stream

SEEDS = ("this term", "last term", "a", "b")
drawn = cache(draw)


def table(made: Draw, name: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(made.files[f"{name}.csv"]), dtype=str, keep_default_na=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_matcher_of_the_lesson_finds_the_duplicates_and_spares_the_twins(seed: str) -> None:
    made = drawn(seed)
    asked, key = made.values["q9"], made.keys["q9"]
    patients = table(made, "patients")
    mine = patients[patients["birth_date"].str[5:7].isin(asked["months"])]
    compared = compare(pairs(mine, "birth_date"), HOW, mine)
    found = compared[compared["score"] >= asked["limit"]]
    assert (found["left"] + "-" + found["right"]).tolist() == key["records"]
    assert len(key["records"]) >= 5
    assert key["same_day"] >= len(key["records"]) + 4


@pytest.mark.parametrize("seed", SEEDS)
def test_there_is_something_to_find_and_something_to_spare(seed: str) -> None:
    keys = drawn(seed).keys
    births, sexes = keys["q5"]
    assert min(len(births["records"]), len(sexes["records"])) >= 2
    assert len(keys["q6"]["records"]) >= 4
    assert keys["q6"]["other_name"] >= len(keys["q6"]["records"]) + 2
    overlaps, wrong_links = keys["q10"]
    assert len(overlaps["records"]) >= 6
    assert len(wrong_links["records"]) >= 4
    assert Counter(right["label"] for right in keys["q11"].values()) == {
        "same": 4,
        "different": 4,
        "cannot tell": 4,
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rule_of_the_prompts_finds_the_strangers_and_nobody_else(seed: str) -> None:
    made = drawn(seed)
    index, visits, partner = (
        table(made, name) for name in ("patients", "registrations", "partner")
    )
    months = visits["registered_at"].str[:7].isin(made.values["q6"]["months"])
    sides = visits[months].merge(index, on="mrn", suffixes=("", "_index"))
    links = partner.merge(index, left_on="linked_mrn", right_on="mrn", suffixes=("", "_index"))
    for both, column, key in (
        (sides, "encounter_id", made.keys["q6"]),
        (links, "partner_id", made.keys["q10"][1]),
    ):
        other_name = both["last_name"] != both["last_name_index"]
        strangers = other_name & (both["birth_date"] != both["birth_date_index"])
        assert sorted(both.loc[strangers, column]) == key["records"]


def test_nobody_marries_into_the_name_of_a_stranger_under_the_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = [
        {"mrn": f"M{number}", "last_name": "Old", "birth_date": "1980-02-08"} for number in range(9)
    ]
    visits = [{"mrn": row["mrn"], "last_name": name} for row in people for name in ("Old", "Visit")]
    links = [{"linked_mrn": row["mrn"], "last_name": "Link"} for row in people]
    drawn = cycle(["Visit", "Link", "Old", "New"])
    monkeypatch.setattr(tables.names, "family_name", lambda rng: next(drawn))
    tables._married(stream("married"), people, visits, links)
    assert {row["last_name"] for row in people} == {"New"}
    assert sum(visit["last_name"] == "Visit" for visit in visits) == len(people)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_of_the_index_stands_twice(seed: str) -> None:
    made = drawn(seed)
    for name, column in (("patients", "mrn"), ("partner", "partner_id"), ("last_year", "mrn")):
        assert table(made, name)[column].is_unique


def test_terms_ask_different_things() -> None:
    for one, other in combinations(SEEDS, 2):
        left, right = drawn(one), drawn(other)
        for question in ("q5", "q6", "q9", "q10"):
            assert left.keys[question] != right.keys[question]
    assert draw("a").files == drawn("a").files


def test_at_200_seeds_a_safe_threshold_exists_and_no_other_is_perfect() -> None:
    for number in range(200):
        rows = tables.scored(stream("scored", number))
        value, key = threshold(stream("threshold", number), rows)
        scores = pd.DataFrame(rows).astype({"score": float})
        same = scores["decision"] == "same"
        safe = [step for step in value["steps"] if (same | (scores["score"] < step)).all()]
        assert key["safe_threshold"]["value"] == min(safe)
        assert value["steps"] == sorted(set(value["steps"]))
        assert len(safe) == len(value["steps"]) - len(safe)
        assert (same & (scores["score"] < min(safe))).any()
        assert (same & (scores["score"] >= min(safe))).any()


def test_at_200_seeds_some_months_meet_the_target_and_most_do_not() -> None:
    for number in range(200):
        rows = tables.months(stream("months", number))
        meets = [int(row["records_in_pairs"]) * 100 <= int(row["records"]) for row in rows]
        assert 1 <= sum(meets) <= 6
        assert not meets[0]


def test_at_200_seeds_the_delivery_breaks_what_the_dictionary_says_and_nothing_else() -> None:
    person = {entry["field"]: "X" for entry in DICTIONARY} | {
        "birth_date": "1980-02-08", "sex": "F", "ssn": "666-12-3456", "state": "XA", "zip": "00011",
        "phone": "555-0123", "payer_id": "MCARE",
    }  # fmt: skip
    people = [person | {"ssn": "" if number % 9 == 0 else person["ssn"]} for number in range(90)]
    rules = {entry["field"]: entry for entry in DICTIONARY}
    for number in range(200):
        rows, broken = delivery(stream("intake", number), people, 90)
        sent = pd.DataFrame(rows)
        for field in CHECKED:
            fits = sent[field].str.fullmatch(rules[field]["pattern"])
            optional = (sent[field] == "") & (rules[field]["required"] == "no")
            assert set(sent.loc[~fits & ~optional, "row_id"]) == set(broken[field])
            assert len(broken[field]) >= 4


def test_every_label_has_cases_to_draw() -> None:
    for cases, labels in ((DIMENSION_CASES, DIMENSIONS), (MISTAKE_CASES, MISTAKES)):
        assert Counter(case.label for case in cases) == dict.fromkeys(labels, 4)
        assert len({case.text for case in cases}) == len(cases)


def test_review_pairs_are_drawn_in_the_asked_numbers() -> None:
    made = drawn("a")
    rows = table(made, "review").to_dict("records")
    people = [{str(field): str(text) for field, text in row.items()} for row in rows]
    suited = [row for row in people if review_cases.suitable(row)]
    pairs_drawn = review_cases.drawn(stream("r"), suited, {"same": 2, "different": 1})
    assert Counter(decision for decision, *_ in pairs_drawn) == {"same": 2, "different": 1}


def test_half_right_and_half_wrong_earns_nothing() -> None:
    key = {"what": "pairs", "records": ["a", "b"], "why": {"b": "See the phone."}}
    assert marking.lists([["a", "b"]], [key], 4).points == 4
    assert marking.lists([["a", "c"]], [key], 4).points == 0
    assert marking.lists([...], [key], 4).points == 0
    assert "See the phone." in marking.lists([["a"]], [key], 4).to_html()


def test_figures_are_marked_one_by_one_and_near_misses_explained() -> None:
    key = {
        "pairs": {"value": 10, "tolerance": 0.5, "near": {20: "That counts each pair twice."}},
        "share": {"value": 9.1, "tolerance": 0.06, "near": {}},
    }
    mark = marking.figures({"pairs": 20, "share": 9.14}, key, 6)
    assert mark.points == 3
    assert "That counts each pair twice." in mark.to_html()
    assert marking.figures(None, key, 6).points == 0
