"""Any seed makes a fair and solvable lab; another seed makes another one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import cache
from typing import Any

import pytest
from hitkit.draw import Draw
from hitkit.release.assignment import draw
from hitkit.release.cases import DUTIES, LAW, LOCKED, PEOPLE, Pool
from hitkit.release.citations import DEFECTS, RULES, VALID
from hitkit.release.queue import POOLS, house
from hitkit.release.rules import decide
from hitkit.seeds import stream

SEEDS = [f"seed {n}" for n in range(200)]  # the course promises any of 200 seeds


@cache
def drawn(seed: str) -> Draw:
    return draw(seed)


def table(seed: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(drawn(seed).files[name].decode())))


@pytest.mark.parametrize("pool", [DUTIES, LAW, PEOPLE, LOCKED], ids=["q3", "q4", "q5", "q6"])
@pytest.mark.parametrize("verdict", ["release", "part", "refuse"])
def test_every_family_is_decided_as_its_pool_says(pool: Pool, verdict: str) -> None:
    for family in getattr(pool, verdict):
        for seed in SEEDS[:40]:
            case = family(stream(seed, family.__name__), house(seed))
            decision = decide(case.facts, house(seed))
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
            assert max(found.values()) <= 3
            assert all(set(right["rules"]) <= set(RULES) for right in keys[question].values())
        numbers = [row["request"] for row in table(seed, "requests.csv")]
        assert len(numbers) == len(set(numbers)) == 24


def test_forms_are_a_fair_mix_of_valid_and_defective() -> None:
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        key = drawn(seed).keys["q2"]
        assert 2 <= list(key.values()).count([VALID]) <= 3
        assert Counter(map(len, key.values()))[2] == 2
        assert all(len(names) <= 2 for names in key.values())
        seen.update(name for names in key.values() for name in names)
    assert set(seen) == {*DEFECTS, VALID}


def test_logs_have_a_few_things_to_find_among_many() -> None:
    for seed in SEEDS:
        keys = drawn(seed).keys
        accesses, lines = table(seed, "access_log.csv"), table(seed, "disclosures.csv")
        assert 6 <= len(keys["q10"]) <= 8 < len(accesses) / 5
        assert 0.3 < len(keys["q9"]) / len(lines) < 0.6
        assert set(keys["q10"]) <= {row["access"] for row in accesses}


def test_access_is_explained_by_work_on_that_day_alone() -> None:
    for seed in SEEDS[:50]:
        work = table(seed, "work.csv")
        assert len({(task["user"], task["patient"]) for task in work}) == len(work)
        for row in table(seed, "access_log.csv"):
            explained = any(
                (task["user"], task["patient"]) == (row["user"], row["patient"])
                and task["from"] <= row["date"] <= task["to"]
                for task in work
            )
            assert explained != (row["access"] in drawn(seed).keys["q10"])


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

    for one, other in zip(SEEDS[:50], SEEDS[50:100], strict=True):
        assert len(items(one) & items(other)) <= 4


def test_letters_have_no_loose_ends() -> None:
    for seed in SEEDS[:60]:
        for row in table(seed, "requests.csv"):
            text = row["letter"] + row["papers"]
            assert "None" not in text
            assert "{" not in text
            assert "  " not in text
