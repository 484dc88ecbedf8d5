"""Every term is solvable and fair: the lesson's ways find what was planted, at any seed."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from itertools import combinations, cycle

import pandas as pd
import pytest
from hitkit.chance import pick, some
from hitkit.draw import Draw
from hitkit.hospital.world import names
from hitkit.quality import compare, marking, pairs, review_cases, tables
from hitkit.quality.assignment import HOW, draw, four_months, threshold
from hitkit.quality.cases import DIMENSION_CASES, DIMENSIONS, MISTAKE_CASES, MISTAKES
from hitkit.quality.intake import CHECKED, DICTIONARY, delivery
from hitkit.quality.policy import decide
from hitkit.seeds import stream

from tests.seeds import SEEDS

from .person import PERSON

WHOLE = SEEDS[:12]  # each simulates hospitals
drawn = cache(draw)


def table(made: Draw, name: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(made.files[f"{name}.csv"]), dtype=str, keep_default_na=False)


@pytest.mark.parametrize("seed", WHOLE)
def test_the_matcher_of_the_lesson_finds_the_duplicates_and_spares_the_twins(seed: str) -> None:
    made = drawn(seed)
    asked, key = made.values["q9"], made.keys["q9"]
    patients = table(made, "patients")
    mine = patients[patients["birth_date"].str[5:7].isin(asked["months"])]
    compared = compare(pairs(mine, "birth_date"), HOW, mine)
    found = compared[compared["score"] >= asked["limit"]]
    assert (found["left"] + "-" + found["right"]).tolist() == key["records"]
    assert len(key["records"]) >= 5
    assert key["same_day"] >= 2 * len(key["records"])


@pytest.mark.parametrize("seed", WHOLE)
def test_there_is_something_to_find_and_something_to_spare(seed: str) -> None:
    keys = drawn(seed).keys
    births, sexes = keys["q5"]
    assert min(len(births["records"]), len(sexes["records"])) >= 2
    assert len(keys["q6"]["records"]) >= 4
    assert keys["q6"]["other_name"] >= len(keys["q6"]["records"]) + 8
    overlaps, wrong_links = keys["q10"]
    assert len(overlaps["records"]) >= 6
    assert len(wrong_links["records"]) >= 4
    assert Counter(right["label"] for right in keys["q11"].values()) == {
        "same": 3,
        "different": 3,
        "cannot tell": 3,
    }


@pytest.mark.parametrize("seed", WHOLE)
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


@pytest.mark.parametrize("seed", WHOLE)
def test_the_rule_of_the_prompt_finds_impossible_births_and_sexes_the_desk_contradicts(
    seed: str,
) -> None:
    made = drawn(seed)
    births, sexes = made.keys["q5"]
    index = table(made, "patients")
    mine = index[index["birth_date"].str[5:7].isin(made.values["q5"]["months"])]
    age = mine["registered_on"].str[:4].astype(int) - mine["birth_date"].str[:4].astype(int)
    odd = (mine["birth_date"] > mine["registered_on"]) | (age > 115)
    assert sorted(mine.loc[odd, "mrn"]) == births["records"]
    desk = mine.merge(table(made, "registrations"), on=["mrn", "first_name"])
    other = (desk["sex_x"] != desk["sex_y"]) & (desk["sex_x"] != "")
    assert sorted(set(desk.loc[other, "mrn"])) == sexes["records"]


@pytest.mark.parametrize("seed", WHOLE)
def test_no_slip_in_a_share_gives_the_right_one(seed: str) -> None:
    keys = drawn(seed).keys
    assert len(keys["q1"]["near"]) == 3
    assert len(keys["q3"]["near"]) == 2


def test_nobody_marries_into_the_name_of_a_stranger_under_the_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people, visits = clinic("married", 24)
    visits += [visit | {"last_name": "Visit"} for visit in visits]
    links = [{"linked_mrn": row["mrn"], "last_name": "Link"} for row in people]
    drawn = cycle(["Visit", "Link", "Garrham", "New"])
    monkeypatch.setattr(names, "family_name", lambda rng: next(drawn))
    tables._married(stream("married"), people, visits, links)
    assert {row["last_name"] for row in people} == {"Garrham", "New"}
    assert sum(visit["last_name"] == "Visit" for visit in visits) == len(visits) / 2


def clinic(seed: str, people: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return people, and for each a visit in each of three months."""
    rng = stream(seed, "clinic")
    rows = [
        PERSON
        | {
            "mrn": f"M{1_000_000 + number}",
            "birth_date": f"{1960 + number % 40}-{number % 12 + 1:02d}-08",
            "ssn": PERSON["ssn"] if number % 9 else "",
        }
        for number in range(people)
    ]
    visits = [
        {"mrn": row["mrn"], "last_name": "Garrham", "registered_at": f"2026-{month:02d}-03T08:00"}
        for number, row in enumerate(rows)
        for month in some(rng, [number % 12 + 1, (number + 5) % 12 + 1, 1, 2, 3], 3)
    ]
    return rows, visits


def test_at_200_seeds_some_who_came_in_each_month_have_another_name_since() -> None:
    for seed in SEEDS:
        people, visits = clinic(seed, 120)
        tables._married(stream(seed), people, visits, [])
        now = {row["mrn"]: row["last_name"] for row in people}
        other = Counter(
            visit["registered_at"][:7]
            for visit in visits
            if visit["last_name"] != now[visit["mrn"]]
        )
        assert len(other) == 12
        assert min(other.values()) >= tables.MARRIED_A_MONTH


def test_at_200_seeds_there_are_as_many_twins_as_asked_and_no_matcher_takes_them_for_one() -> None:
    wanted = Counter({"03": 2, "07": 3})
    for seed in SEEDS:
        people, _ = clinic(seed, 60)
        twins = tables._twins(stream(seed), people, {row["mrn"] for row in people}, wanted)
        assert Counter(row["birth_date"][5:7] for row in twins) == wanted
        table = pd.DataFrame(people + twins)
        assert table["mrn"].is_unique
        found = pairs(pd.DataFrame(twins), "birth_date", pd.DataFrame(people))
        assert len(found) == len(twins)
        assert compare(found, HOW, table, table)["score"].max() < 0.7


def test_at_200_seeds_four_months_hold_a_sixth_of_what_is_to_be_found() -> None:
    year = [f"{number:02d}" for number in range(1, 13)]
    for seed in SEEDS:
        rng = stream(seed, "four months")
        one, other = ([pick(rng, year) for _ in range(19)] for _ in range(2))
        months = four_months(rng, year, one, other)
        assert len(set(months)) == 4
        for found in (one, other):
            assert sum(month in months for month in found) >= 4


@pytest.mark.parametrize("seed", WHOLE)
def test_no_number_of_the_index_stands_twice(seed: str) -> None:
    made = drawn(seed)
    for name, column in (("patients", "mrn"), ("partner", "partner_id"), ("last_year", "mrn")):
        assert table(made, name)[column].is_unique


def test_terms_ask_different_things() -> None:
    for one, other in combinations(WHOLE[:4], 2):
        left, right = drawn(one), drawn(other)
        for question in ("q5", "q6", "q9", "q10"):
            assert left.keys[question] != right.keys[question]
    assert draw(WHOLE[0]).files == drawn(WHOLE[0]).files


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
        assert key["sensitivity"]["value"] != key["predictive_value"]["value"]
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


def test_at_200_seeds_review_pairs_are_decided_as_they_were_drawn() -> None:
    people = [
        PERSON | {"first_name": name, "sex": sex, "birth_date": f"19{60 + number}-05-20"}
        for number, (name, sex) in enumerate([("Mae", "F"), ("Leo", "M"), ("Ali", "M")] * 6)
    ]
    counts = {"same": 4, "different": 4, "cannot tell": 4}
    for seed in SEEDS:
        for decision, _, left, right in review_cases.drawn(stream(seed), people, counts):
            assert decide(left, right)[0] == decide(right, left)[0] == decision
        drawn = review_cases.drawn(stream(seed), people, counts)
        assert Counter(decision for decision, *_ in drawn) == counts


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
