"""Any seed makes a fair and solvable lab; another seed makes another one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hitkit.draw import Draw
from hitkit.release.assignment import draw
from hitkit.release.cases import DUTIES, LAW, LOCKED, PEOPLE, Pool
from hitkit.release.citations import DEFECTS, RULES, VALID
from hitkit.release.fees import PATIENT_MAY_PAY
from hitkit.release.office import Office, open_office
from hitkit.release.queue import POOLS
from hitkit.release.rules import decide
from hitkit.seeds import stream

from tests.seeds import SEEDS


@cache
def drawn(seed: str) -> Draw:
    return draw(seed)


@cache
def office(seed: str) -> Office:
    return open_office(seed)


def table(seed: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(drawn(seed).files[name].decode())))


@pytest.mark.parametrize("pool", [DUTIES, LAW, PEOPLE, LOCKED], ids=["q3", "q4", "q5", "q6"])
@pytest.mark.parametrize("verdict", ["release", "part", "refuse"])
def test_every_family_is_decided_as_its_pool_says(pool: Pool, verdict: str) -> None:
    for family in getattr(pool, verdict):
        for seed in SEEDS[:40]:
            desk = office(SEEDS[len(family.__name__) % 4])
            case = family(stream(seed, family.__name__), desk)
            decision = decide(case.facts, desk)
            assert decision.verdict == verdict, family.__name__
            for part in case.facts.asked:
                assert part in case.letter, f"{family.__name__}: the letter hides {part}"


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert draw("again") == draw("again")


def test_every_question_has_each_decision_and_nothing_stands_twice() -> None:
    for seed in SEEDS:
        keys = drawn(seed).keys
        for question in POOLS:
            found = Counter(right["decision"] for right in keys[question].values())
            assert set(found) == {"release", "part", "refuse"}
            assert max(found.values()) <= 2
            assert all(set(right["rules"]) <= set(RULES) for right in keys[question].values())
        numbers = [row["request"] for row in table(seed, "requests.csv")]
        assert len(numbers) == len(set(numbers)) == 20


def test_forms_are_a_fair_mix_of_valid_and_defective() -> None:
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        key = drawn(seed).keys["q2"]
        assert 1 <= list(key.values()).count([VALID]) <= 2
        assert Counter(map(len, key.values()))[2] == 2
        assert all(len(names) <= 2 for names in key.values())
        seen.update(name for names in key.values() for name in names)
    assert set(seen) == {*DEFECTS, VALID}


def test_logs_have_a_few_things_to_find_among_many() -> None:
    for seed in SEEDS:
        keys = drawn(seed).keys
        accesses, lines = table(seed, "access_log.csv"), table(seed, "disclosures.csv")
        assert 6 <= len(keys["q10"]) <= 8 < len(accesses) / 8
        assert 0.2 < len(keys["q9"]) / len(lines) < 0.3
        asked = drawn(seed).values["asked"].mrn
        assert {row["mrn"] for row in lines if row["line"] in keys["q9"]} == {asked}
        assert len({row["mrn"] for row in lines}) == 3
        assert set(keys["q10"]) <= {row["access"] for row in accesses}


def test_access_is_explained_by_work_on_that_day_alone() -> None:
    for seed in SEEDS[:50]:
        work = table(seed, "work.csv")
        assert len({(task["staff_id"], task["mrn"]) for task in work}) == len(work)
        for row in table(seed, "access_log.csv"):
            explained = any(
                (task["staff_id"], task["mrn"]) == (row["staff_id"], row["mrn"])
                and task["from"] <= row["date"] <= task["to"]
                for task in work
            )
            asked = row["mrn"] in drawn(seed).values["audited"]
            assert (asked and not explained) == (row["access"] in drawn(seed).keys["q10"])


def test_no_two_ways_of_counting_give_the_same_fee() -> None:
    for seed in SEEDS:
        keys = drawn(seed).keys
        for request, fee in keys["q8"].items():
            assert f"{fee}" not in keys["q8_near"][request]


def test_keys_of_two_terms_share_next_to_nothing() -> None:
    def items(seed: str) -> set[tuple[str, str]]:
        keys: dict[str, Any] = dict(drawn(seed).keys)
        questions = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q11", "q12"]
        return {(q, item) for q in questions for item in keys[q]}

    for one, other in zip(SEEDS[::2], SEEDS[1::2], strict=True):
        assert len(items(one) & items(other)) <= 4


def test_last_terms_code_asks_about_other_patients() -> None:
    """The files of two terms have the same columns, so the prompts must differ."""
    for one, other in zip(SEEDS[::2], SEEDS[1::2], strict=True):
        now, then = drawn(one).values, drawn(other).values
        assert now["asked"].mrn != then["asked"].mrn
        assert not set(now["audited"]) & set(then["audited"])
    for name in ("lead", "labor_rate"):
        often = Counter(drawn(seed).values[name] for seed in SEEDS)
        assert max(often.values()) < len(SEEDS) / 4


def test_a_day_or_fee_of_the_key_follows_from_what_the_prompt_says() -> None:
    for seed in SEEDS:
        values, keys = drawn(seed).values, drawn(seed).keys
        for request, day in keys["q7"].items():
            (last,) = keys["q7_near"][request]
            assert date.fromisoformat(last) - date.fromisoformat(day) == timedelta(values["lead"])
        costs = table(seed, "costs.csv")
        for row in table(seed, "copies.csv"):
            if row["asker"] == "patient":
                fee = int(row["minutes"]) * values["labor_rate"] + sum(
                    float(line["amount"])
                    for line in costs
                    if line["request"] == row["request"] and line["cost"] in PATIENT_MAY_PAY
                )
                assert keys["q8"][row["request"]] == pytest.approx(fee, abs=0.006)


def test_letters_have_no_loose_ends() -> None:
    for seed in SEEDS[:60]:
        for row in table(seed, "requests.csv"):
            text = row["letter"] + row["papers"]
            assert "None" not in text
            assert "{" not in text
            assert "  " not in text


def test_logs_requests_and_forms_are_those_of_the_terms_hospital() -> None:
    for seed in SEEDS[:4]:
        rows = office(seed).records.rows
        known = {row["request_id"]: row for row in rows["release_requests"]}
        for line in table(seed, "copies.csv"):
            assert line["pages"] == str(known[line["request"]]["pages"])
        for line in table(seed, "clocks.csv"):
            if line["kind"] == "access":
                assert line["received"] == known[line["request"]]["received_on"]
        opened = {(row["at"][:10], row["staff_id"], row["mrn"]) for row in rows["access_log"]}
        for name in ("access_log.csv", "lesson_access_log.csv"):
            strange = [
                line["access"]
                for line in table(seed, name)
                if (line["date"], line["staff_id"], line["mrn"]) not in opened
            ]
            assert len(strange) <= 10
            if name == "access_log.csv":
                assert set(strange) <= set(drawn(seed).keys["q10_why"])
        signers = {row["patient_name"] for row in rows["authorizations"]}
        for form in drawn(seed).values["forms"]:
            assert any(f"Patient: {name}." in form["text"] for name in signers)


def test_lesson_and_lab_look_at_charts_of_other_patients() -> None:
    for seed in SEEDS[:20]:
        lesson, lab = (
            {row["mrn"] for row in table(seed, name)}
            for name in ("lesson_access_log.csv", "access_log.csv")
        )
        assert len(lab) == 14
        assert not lesson & lab
