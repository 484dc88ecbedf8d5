"""The seeded part of the outlook module: what the lab asks, its files, its keys."""

from __future__ import annotations

from dataclasses import asdict
from random import Random
from typing import Any

from hitkit.chance import pick
from hitkit.draw import Draw
from hitkit.outlook import cases_judged as cases
from hitkit.outlook import figures_asked as asked
from hitkit.outlook import survey, tables
from hitkit.outlook.claims import GUIDE_CLAIMS
from hitkit.rows import Row, csv_bytes
from hitkit.seeds import stream

_KEEP_STATES, _KEEP_SECTORS = 0.72, 0.8


def draw(seed: str) -> Draw:
    """Draw the module: public tables whole for the lesson, extracts and questions for the lab."""
    states = asked.extract(_chance(seed, "states"), "states_2021", "state", _KEEP_STATES)
    sectors = _sectors(seed)
    rule, counts = _survey(seed)
    hidden = survey.hide(counts, rule)
    practice = survey.draw_counts(_chance(seed, "practice survey"), 5)
    questions = {
        "q1": asked.read(_chance(seed, "q1")),
        "q2": asked.change(_chance(seed, "q2")),
        "q3": cases.comparisons(_chance(seed, "q3")),
        "q4": cases.offers(_chance(seed, "q4")),
        "q5": cases.cells(_chance(seed, "q5"), sectors),
        "q6": asked.sectors(_chance(seed, "q6"), sectors),
        "q7": asked.states(_chance(seed, "q7"), states),
        "q8": asked.sureness(_chance(seed, "q8")),
        "q9": cases.quotes(_chance(seed, "q9")),
        "q10": cases.hunt(_chance(seed, "q10")),
        "q11": asked.back_test(_chance(seed, "q11")),
        "q13": asked.bars(_chance(seed, "q13")),
    }
    values: dict[str, Any] = {name: value for name, (value, _) in questions.items()}
    keys: dict[str, Any] = {name: key for name, (_, key) in questions.items()}
    for name in ("q3", "q5", "q10"):
        keys[f"{name}_right"] = {letter: case["label"] for letter, case in keys[name].items()}
    keys["q9_right"] = {
        letter: f"{case['code']} {case['decade']}" for letter, case in keys["q9"].items()
    }
    keys["q6_naive"] = asked.without_limits(values["q6"], keys["q6"], sectors)
    values["q12"] = asdict(rule) | {"county": next(iter(counts))}
    keys["q12"] = asdict(hidden) | asdict(rule)
    values["guide_claims"] = [asdict(claim) for claim in GUIDE_CLAIMS]
    files = {f"{name}.csv": tables.raw(name) for name in tables.NAMES}
    files |= {
        "lab_states_2021.csv": csv_bytes(states),
        "lab_sectors_2024.csv": csv_bytes(sectors),
        "lab_survey.csv": csv_bytes(survey.rows(counts)),
        "practice_survey.csv": csv_bytes(survey.rows(practice)),
    }
    return Draw(values, files, keys)


def _sectors(seed: str) -> list[Row]:
    """Draw an extract of the sector table that holds every kind of cell, two of each at least."""
    chance = _chance(seed, "sectors")
    while True:
        rows = asked.extract(chance, "sectors_2024", "naics", _KEEP_SECTORS)
        texts = [cell for row in rows for cell in (row["jobs"], row["p75"], row["p90"])]
        if texts.count("**") >= 2 and texts.count(tables.TOO_HIGH) >= 2:
            return rows


def _survey(seed: str) -> tuple[survey.Rule, dict[str, dict[str, int]]]:
    """Draw a rule and a survey in which some rows need a guard, and one at least needs none."""
    chance = _chance(seed, "survey")
    while True:
        rule = survey.Rule(
            threshold=5 + int(chance.random() * 8),
            guard=pick(chance, sorted(survey.GUARDS)),
            public=pick(chance, survey.SETTINGS),
        )
        counts = survey.draw_counts(chance, rule.threshold)
        hidden = survey.hide(counts, rule)
        if len(hidden.guards) >= 3 and len(hidden.small) - len(hidden.guards) >= 2:
            return rule, counts


def _chance(seed: str, name: str) -> Random:
    return stream(seed, "outlook", name)
