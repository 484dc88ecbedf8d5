"""The draw: any seed gives a fair lab, and another seed another one."""

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest
from hitkit.draw import Draw
from hitkit.outlook import assignment, claims, marking
from hitkit.outlook import cases_judged as cases

SEEDS = [f"seed {n}" for n in range(200)]


@cache
def drawn(seed: str) -> Draw:
    return assignment.draw(seed)


def labels(key: dict[str, Any]) -> list[str]:
    return [case["label"] for case in key.values()]


def test_same_seed_same_bytes_and_keys_are_plain_data() -> None:
    one, other = assignment.draw("a"), assignment.draw("a")
    assert one.files == other.files
    assert json.dumps(one.keys) == json.dumps(other.keys)
    assert one.values == other.values


@pytest.mark.parametrize("seed", SEEDS)
def test_every_seed_gives_a_fair_lab(seed: str) -> None:
    key = drawn(seed).keys
    for name, verdicts in (
        ("q3", cases.COMPARISONS),
        ("q5", cases.CELLS),
        ("q10", claims.VERDICTS),
    ):
        assert Counter(labels(key[name])) == dict.fromkeys(verdicts, 2), name
    assert len(set(labels(key["q4"]))) >= 4
    assert len({(q["code"], q["decade"]) for q in key["q9"].values()}) == 6
    assert key["q6_naive"] < 6
    assert len(key["q12"]["guards"]) >= 3
    asks = [ask["says"] for name in ("q3", "q9", "q10") for ask in drawn(seed).values[name]["asks"]]
    assert len(asks) == len(set(asks))


@pytest.mark.parametrize("pair", range(60))
def test_a_replay_earns_little(pair: int) -> None:
    now, then = drawn(SEEDS[pair]).keys, drawn(SEEDS[pair + 100]).keys

    def values(name: str) -> dict[str, float]:
        return {part: key["value"] for part, key in then[name].items()}

    def right(name: str) -> dict[str, str]:
        return {part: key["label"] for part, key in then[name].items()}

    marks = [
        marking.amounts(values("q1"), now["q1"], 4),
        marking.amounts(values("q2"), now["q2"], 6),
        marking.labels(right("q3"), now["q3"], 8, 5),
        marking.labels(right("q4"), now["q4"], 6, 6),
        marking.labels(right("q5"), now["q5"], 4, 4),
        marking.ranking(then["q6"]["order"], now["q6"], 6),
        marking.ranking_and_share(then["q7"]["ranking"]["order"], 0, now["q7"], 6),
        marking.amounts(values("q8"), now["q8"], 6),
        marking.owners(then["q9_right"], now["q9"], 6),
        marking.labels(right("q10"), now["q10"], 10, 5),
        marking.amounts(values("q11"), now["q11"], 6),
        marking.hidden_cells([*then["q12"]["small"], *then["q12"]["guards"]], now["q12"], 6),
        marking.chart(then["q13"] | {"starts_at": 0, "title": ""}, now["q13"], 6),
    ]
    assert sum(mark.points for mark in marks) < 0.3 * sum(mark.of for mark in marks)


def test_what_is_asked_is_spread_over_seeds() -> None:
    values = [drawn(seed).values for seed in SEEDS]
    for name, parts in (
        ("q2", ("code", "first", "last", "measure")),
        ("q6", ("code", "measure", "jobs", "rse")),
        ("q7", ("code", "end", "least")),
        ("q8", ("code", "year", "level")),
        ("q11", ("code", "decade", "year")),
        ("q12", ("threshold", "guard", "public")),
        ("q13", ("code", "year")),
    ):
        asked = Counter(tuple(v[name][part] for part in parts) for v in values)
        assert max(asked.values()) < 0.2 * len(SEEDS), (name, asked.most_common(3))
