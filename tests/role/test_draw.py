"""What a seed puts into module 01: its keys follow from its files, and every seed is fair."""

import io
from collections import Counter

import pandas as pd
import pytest
from hitkit import hospital
from hitkit.draw import Draw
from hitkit.hospital.world import names
from hitkit.role import settings
from hitkit.role.assignment import draw
from hitkit.role.jobs import EMPLOYERS, JOBS, PATHS, POSSIBLE
from hitkit.role.tables import CHANGED_COLUMNS, STANDARD, WIDTHS
from hitkit.role.work import DESKS, DUTIES, SITUATIONS, TASKS

from tests.seeds import SEEDS


@pytest.fixture(scope="module")
def draws() -> list[Draw]:
    return [draw(seed) for seed in SEEDS]


def table(drawn: Draw, name: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(drawn.files[name]), dtype=str)


def test_the_same_seed_gives_the_same_bytes(draws: list[Draw]) -> None:
    again = draw(SEEDS[0])
    assert again.files == draws[0].files
    assert again.keys == draws[0].keys


@pytest.mark.parametrize("place", range(6))
def test_keys_of_counts_follow_from_the_files(draws: list[Draw], place: int) -> None:
    drawn = draws[place]
    keys, values = drawn.keys, drawn.values
    queue, patients = table(drawn, "queue.csv"), table(drawn, "patients.csv")
    both = queue.merge(patients, on="mrn", validate="many_to_one")
    assert len(queue) == len(both) == keys["q1"]
    q2, q6, q7 = values["q2"], values["q6"], values["q7"]
    of_ward = (queue["ward"] == q2["ward"]) & (queue["status"] == q2["status"])
    assert keys["q2"]["count"] == of_ward.sum()
    older = both["birth_date"].str[:4].astype(int) < q6["year"]
    chosen = (both["payer"] == q6["payer"]) & (both["status"] == q6["status"]) & older
    assert keys["q6"]["count"] == chosen.sum()
    part = both[(both["payer"] == q7["payer"]) & (both["status"] == q7["status"])]
    assert keys["q7"]["counts"] == part["ward"].value_counts().to_dict()


@pytest.mark.parametrize("place", range(6))
def test_keys_of_the_move_follow_from_the_files(draws: list[Draw], place: int) -> None:
    drawn = draws[place]
    old, new = table(drawn, "old_patients.csv"), table(drawn, "new_patients.csv")
    dictionary = table(drawn, "dictionary.csv").set_index("column")
    assert old["mrn"].is_unique
    assert new["mrn"].is_unique
    lengths = dictionary["length"].dropna().astype(int)
    assert all((old[column].str.len() == length).all() for column, length in lengths.items())
    here = new[new["town"] == drawn.values["q8"]["town"]]
    allowed = dictionary.loc["payer", "allowed"].split(", ")
    bad = here[(here["zip"].str.len() != lengths["zip"]) | ~here["payer"].isin(allowed)]
    assert sorted(bad["mrn"]) == drawn.keys["q8"]["records"]
    q9 = drawn.values["q9"]
    before = old[old["town"] == q9["town"]]
    after = new.set_index("mrn")
    lost, changed = drawn.keys["q9"]
    assert sorted(set(before["mrn"]) - set(new["mrn"])) == lost["records"]
    kept = before[before["mrn"].isin(new["mrn"])].set_index("mrn")
    differs = kept[q9["column"]] != after.loc[kept.index, q9["column"]]
    assert sorted(differs[differs].index) == changed["records"]


@pytest.mark.parametrize("place", range(6))
def test_keys_of_skills_and_speed_follow_from_the_files(draws: list[Draw], place: int) -> None:
    drawn = draws[place]
    wanted, people = table(drawn, "wanted_skills.csv"), table(drawn, "people_skills.csv")
    q12, key = drawn.values["q12"], drawn.keys["q12"]
    able = set(people[people["person"] == q12["person"]]["skill"])
    gaps = {
        posting: [skill for skill in part["skill"] if skill not in able]
        for posting, part in wanted.groupby("posting")
    }
    assert gaps[q12["posting"]] == key["missing"]["records"]
    assert min(gaps, key=lambda posting: len(gaps[posting])) == key["closest"]
    log, q13 = table(drawn, "log.csv"), drawn.values["q13"]
    part = log[(log["queue"] == q13["queue"]) & log["coded_on"].between(q13["first"], q13["last"])]
    for coder, right in drawn.keys["q13"]["rates"].items():
        own = part[part["coder"] == coder]
        rate = (own["right"] == "yes").sum() / (own["minutes"].astype(int).sum() / 60)
        assert rate == pytest.approx(right["rate"], abs=0.001)


def test_no_seed_is_trivial_or_impossible(draws: list[Draw]) -> None:
    for drawn in draws:
        keys = drawn.keys
        assert 4 <= keys["q2"]["count"] < keys["q1"] / 3
        assert 5 <= keys["q6"]["count"] < keys["q1"] / 3
        assert len(keys["q7"]["counts"]) >= 4
        assert 5 <= len(keys["q8"]["records"]) <= 12
        assert all(2 <= len(key["records"]) <= 6 for key in keys["q9"])
        assert drawn.values["q9"]["column"] in CHANGED_COLUMNS
        assert 2 <= len(keys["q12"]["missing"]["records"]) <= 4
        assert len(keys["q3"]) == 8
        assert max(Counter(right["label"] for right in keys["q4"].values()).values()) <= 2
        assert max(Counter(right["label"] for right in keys["q5"].values()).values()) <= 2


def test_the_tables_are_those_of_the_terms_hospital(draws: list[Draw]) -> None:
    for seed, drawn in zip(SEEDS[:3], draws, strict=False):
        rows = hospital.simulate(seed, hospital.TERM_PEOPLE).rows
        known = {row["mrn"]: row for row in rows["patients"]}
        for name in ("patients.csv", "old_patients.csv", "practice_patients.csv"):
            for row in table(drawn, name).to_dict("records"):
                person = known[row["mrn"]]
                assert all(row[key] == person[key] for key in ("last_name", "birth_date", "zip"))
        wards = {row["name"] for row in rows["departments"] if row["kind"] == "inpatient"}
        assert set(table(drawn, "queue.csv")["ward"]) <= wards
        coded = {row["encounter_id"] for row in rows["coding_queue"]}
        logs = [set(table(drawn, name)["encounter_id"]) for name in ("log.csv", "practice_log.csv")]
        assert set.union(*logs) <= coded
        assert not set.intersection(*logs)
        staff = {f"{row['first_name']} {row['last_name']}" for row in rows["staff"]}
        people = table(drawn, "people_skills.csv")["person"]
        assert {*drawn.values["q13"]["coders"], *people} <= staff
        assert drawn.values["hospital"] == names.HOSPITAL


def test_the_lesson_moves_other_patients_than_the_lab(draws: list[Draw]) -> None:
    for drawn in draws[:20]:
        lesson, lab = (
            set(table(drawn, n)["mrn"]) for n in ("practice_old.csv", "old_patients.csv")
        )
        assert not lesson & lab


def test_every_code_loses_a_zero_and_has_the_length_told(draws: list[Draw]) -> None:
    for drawn in draws:
        for case in drawn.values["q3"]["cases"]:
            right = drawn.keys["q3"][case["id"]]["text"]
            assert right.startswith("0")
            assert len(right) == case["length"]
            assert case["length"] in WIDTHS.values()
            assert case["shown"] == str(int(right))


def test_the_fastest_coder_misses_the_standard_and_the_best_meets_it(draws: list[Draw]) -> None:
    for drawn in draws:
        key = drawn.keys["q13"]
        rates = key["rates"]
        assert rates[key["fastest"]]["right"] / rates[key["fastest"]]["charts"] < STANDARD / 100
        assert rates[key["best"]]["right"] / rates[key["best"]]["charts"] >= STANDARD / 100
        assert max(rates, key=lambda name: rates[name]["all"]) == key["fastest"]


def test_the_chart_meets_every_setting(draws: list[Draw]) -> None:
    names = {setting.name for setting in settings.SETTINGS}
    for drawn in draws:
        found = Counter(right["labels"][0] for right in drawn.keys["q10"].values())
        assert set(found) == names
        assert sum(found.values()) == 6


def test_seeds_differ(draws: list[Draw]) -> None:
    assert len({drawn.files["queue.csv"] for drawn in draws}) == len(draws)
    assert len({str(drawn.keys["q4"]) for drawn in draws}) == len(draws)
    counts = Counter(drawn.keys["q2"]["count"] for drawn in draws)
    assert max(counts.values()) < len(draws) / 4


def test_banks_are_whole_and_unlike() -> None:
    assert set(TASKS) == set(DUTIES)
    assert set(SITUATIONS) == set(DESKS)
    for bank in (TASKS, SITUATIONS):
        texts = [text for listed in bank.values() for text in listed]
        assert len(texts) == len(set(texts))
    assert {job.path for job in JOBS} == set(PATHS)
    assert set(POSSIBLE) == set(EMPLOYERS)
    assert {title for titles in POSSIBLE.values() for title in titles} == {
        job.title for job in JOBS
    }


def test_a_posting_never_says_its_title_or_setting() -> None:
    for job in JOBS:
        for text in job.does:
            assert job.title.split()[-1].casefold() not in text.casefold().split()
    for setting, texts in EMPLOYERS.items():
        assert not any(setting in text.casefold() for text in texts)
    for setting in settings.SETTINGS:
        assert not any(setting.name in scene.casefold() for scene in setting.scenes)
