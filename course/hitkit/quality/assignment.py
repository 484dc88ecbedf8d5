"""The seeded part of module 03: files of lesson and lab, what the prompts ask, the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations, product
from random import Random
from typing import Any

import pandas as pd

from hitkit.chance import pick, shuffled, some
from hitkit.draw import Draw
from hitkit.quality import matching, review_cases, tables
from hitkit.quality.cases import (
    AHIMA,
    DAMA,
    DIMENSION_CASES,
    DIMENSIONS,
    MISTAKE_CASES,
    MISTAKES,
    Case,
)
from hitkit.quality.intake import CHECKED, DICTIONARY, delivery
from hitkit.quality.policy import CANNOT_TELL, DECISIONS, DIFFERENT, SAME, decide
from hitkit.quality.tables import World
from hitkit.rows import Row, csv_bytes
from hitkit.seeds import stream

Part = tuple[dict[str, Any], Any]
PEOPLE, LESSON_PEOPLE = 420, 170
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PAYERS = ("COMM1", "COMM2", "MADV", "MCAID", "MCARE")
_SEXES = {"F": "women and girls", "M": "men and boys"}
_LIMITS = tuple(step / 10 for step in range(54, 75))
_SIGNING = {
    "discharge summary": (8, 10, 12, 16, 20),
    "clinic note": (2, 3, 4),
    "progress note": (2, 3, 4),
    "emergency note": (2, 3, 4),
    "history and physical": (2, 3, 4),
}
_BLOCKS = (
    ("last_name",), ("zip", "sex"), ("street",), ("payer_id", "sex"), ("ssn",), ("first_name",),
    ("town",), ("payer_id", "zip"), ("last_name", "sex"), ("member_id",), ("sex",),
    ("zip", "payer_id", "sex"),
)  # fmt: skip
HOW = {
    "last_name": "spelling",
    "first_name": "spelling",
    "ssn": "slip",
    "phone": "exact",
    "member_id": "exact",
}
TARGET = 1.0
_UNSAFE = 3
_TWO_PEOPLE = "Two people of one birth date: look at first name, SSN and member number."
_NOT_OURS = "Nobody in our index has this name, birth date and SSN."
_RATE_SOURCE = "AHIMA, A realistic approach to achieving a 1% duplicate record error rate (2020)"


def draw(seed: str) -> Draw:
    """Draw the module: practice tables for the lesson; tables, prompts and keys for the lab."""
    lab, lesson = tables.world(seed, PEOPLE), tables.world(f"{seed} last year", LESSON_PEOPLE)

    def chance(name: str) -> Random:
        return stream(seed, "quality", name)

    last_year = _with_persons(lesson)
    intake, broken = delivery(chance("intake"), lab.clean, 180)
    pairs, months = tables.scored(chance("scored")), tables.months(chance("months"))
    values: dict[str, Any] = {}
    keys: dict[str, Any] = {}
    review, values["q11"], keys["q11"] = _review(chance("q11"), lab, 9)
    parts: Mapping[str, Part] = {
        "q1": _completeness(chance("q1"), lab),
        "q2": _labels(chance("q2"), DIMENSION_CASES, DIMENSIONS, 8, "D", DAMA),
        "q3": _timeliness(chance("q3"), lab),
        "q4": _contract(chance("q4"), broken),
        "q5": _facts(chance("q5"), lab),
        "q6": _overlays(chance("q6"), lab),
        "q7": _blocking(chance("q7"), last_year),
        "q8": threshold(chance("q8"), pairs),
        "q9": _duplicates(chance("q9"), lab),
        "q10": _partner(lab),
        "q12": _rates(chance("q12"), months),
        "q13": _labels(chance("q13"), MISTAKE_CASES, MISTAKES, 6, "S", AHIMA),
    }
    for name, (value, key) in parts.items():
        values[name], keys[name] = value, key
    values |= {
        "dimensions": list(DIMENSIONS),
        "mistakes": list(MISTAKES),
        "decisions": list(DECISIONS),
    }
    values["sizes"] = _sizes(keys)
    practice, _, values["practice"] = _review(chance("practice"), lesson, 4)
    values["tries"] = _tries(last_year)
    files: dict[str, list[Row]] = {
        "patients.csv": lab.patients,
        "registrations.csv": lab.registrations,
        "documents.csv": lab.documents,
        "partner.csv": lab.partner,
        "dictionary.csv": list(DICTIONARY),
        "intake.csv": intake,
        "pairs.csv": pairs,
        "months.csv": months,
        "review.csv": review,
        "last_year.csv": last_year,
        "last_year_registrations.csv": lesson.registrations,
        "practice_review.csv": practice,
    }
    return Draw(values, {name: csv_bytes(rows) for name, rows in files.items()}, keys)


def _sizes(keys: Mapping[str, Any]) -> dict[str, float]:
    """Count what known mistakes earn by."""
    return {
        "known": keys["q1"]["value"],
        "validity": sum(right["label"] == "validity" for right in keys["q2"].values()),
        "broken": len(keys["q4"]["records"]),
        "empty": len(keys["q4"]["empty"]),
        "overlays": len(keys["q6"]["records"]),
        "other_name": keys["q6"]["other_name"],
        "duplicates": len(keys["q9"]["records"]),
        "same_day": keys["q9"]["same_day"],
        "overlaps": len(keys["q10"][0]["records"]),
        "overlay_cases": sum(right["label"] == "overlay" for right in keys["q13"].values()),
    }


def _tries(rows: list[Row]) -> dict[str, float]:
    """Work out the answers of the lesson's exercises."""
    table = pd.DataFrame(rows)
    return {
        "ssn": _percent(sum(row["ssn"] != "" for row in rows), len(rows)),
        "name_pairs": len(matching.pairs(table, ["last_name", "birth_date"])),
        "creation": _percent(63, 9_000, 2),
    }


def _completeness(rng: Random, lab: World) -> Part:
    every = [row["middle_name"] for row in lab.patients]

    def ask(payers: tuple[str, ...], sex: str) -> Part:
        names = [
            row["middle_name"]
            for row in lab.patients
            if row["payer_id"] in payers and row["sex"] == sex
        ]
        right = _percent(sum(name not in ("", tables.STAND_IN) for name in names), len(names))
        near = {
            _percent(sum(name != "" for name in names), len(names)): (
                f"That counts {tables.STAND_IN} as a middle name."
            ),
            _percent(sum(name in ("", tables.STAND_IN) for name in names), len(names)): (
                "That is the share that is missing."
            ),
            _percent(sum(name not in ("", tables.STAND_IN) for name in every), len(every)): (
                "That is the share of all patients, not of these payers'."
            ),
        }
        return {"payers": list(payers), "sex": sex, "who": _SEXES[sex]}, {
            "value": right,
            "near": _unlike(near, right),
        }

    return _telling(rng, ask, product(combinations(_PAYERS, 2), sorted(_SEXES)), 3)


def _telling(
    rng: Random, ask: Callable[..., Part], options: Iterable[tuple[Any, ...]], misses: int
) -> Part:
    """Ask for the first of the options, in a drawn order, at which no near miss is right."""
    parts = (ask(*option) for option in shuffled(rng, list(options)))
    return next(part for part in parts if len(part[1]["near"]) == misses)


def _labels(
    rng: Random, cases: Iterable[Case], choices: Iterable[str], count: int, letter: str, source: str
) -> Part:
    """Draw cases, at least one of each label."""
    stock = shuffled(rng, list(cases))
    drawn = [next(case for case in stock if case.label == label) for label in choices]
    drawn += [case for case in stock if case not in drawn][: count - len(drawn)]
    named = {f"{letter}{number}": case for number, case in enumerate(shuffled(rng, drawn), 1)}
    value = {
        "ids": list(named),
        "cases": [{"id": name, "text": case.text} for name, case in named.items()],
    }
    return value, {
        name: {"label": case.label, "why": case.why, "source": source}
        for name, case in named.items()
    }


def _timeliness(rng: Random, lab: World) -> Part:
    def ask(kind: str, hours: int) -> Part:
        documents = [row for row in lab.documents if row["type"] == kind]
        waits = [_hours(row) for row in documents if row["signed_at"]]
        in_time = sum(wait <= hours for wait in waits)
        right = _percent(in_time, len(documents))
        near = {
            _percent(in_time, len(waits)): (
                "That leaves the unsigned documents out; they are late too."
            ),
            _percent(len(documents) - in_time, len(documents)): "That is the share that is late.",
        }
        return {"type": kind, "hours": hours}, {"value": right, "near": _unlike(near, right)}

    return _telling(rng, ask, ((kind, most) for kind in _SIGNING for most in _SIGNING[kind]), 2)


def _hours(row: Row) -> float:
    written, signed = (datetime.fromisoformat(row[key]) for key in ("written_at", "signed_at"))
    return (signed - written).total_seconds() / 3600


def _contract(rng: Random, broken: Mapping[str, Mapping[str, str]]) -> Part:
    fields = sorted(shuffled(rng, CHECKED)[:3])
    why = {row: says for field in fields for row, says in broken[field].items()}
    required = {row: says for row, says in why.items() if "requires" in says}
    return {"fields": fields}, {
        "what": "rows that break the contract",
        "records": sorted(why),
        "why": why,
        "empty": sorted(required),
    }


def _facts(rng: Random, lab: World) -> Part:
    born = {row["mrn"]: row["birth_date"][5:7] for row in lab.patients}
    value = _birth_months(rng, [born[mrn] for mrn in lab.births], [born[mrn] for mrn in lab.sexes])

    def mine(found: Mapping[str, str], what: str) -> dict[str, Any]:
        kept = {mrn: why for mrn, why in found.items() if born[mrn] in value["months"]}
        return {"what": what, "records": sorted(kept), "why": kept}

    return value, [
        mine(lab.births, "birth dates that cannot be"),
        mine(lab.sexes, "sexes that the desk contradicts"),
    ]


def _birth_months(rng: Random, *found: Sequence[str]) -> dict[str, Any]:
    """Draw four months of birth, as dates have them and in words."""
    months = four_months(rng, [f"{number:02d}" for number in range(1, 13)], *found)
    return {"months": months, "words": [MONTHS[int(month) - 1] for month in months]}


def four_months(rng: Random, year: Sequence[str], *found: Sequence[str]) -> list[str]:
    """Draw four months of a year that hold a sixth or more of each of two things ``found``.

    Each thing is the months in which it stands. There always are such months: of the twelve, the
    best two hold a sixth of one thing, and the best two a sixth of the other.
    """
    while True:
        months = sorted(some(rng, year, 4))
        if all(6 * sum(month in months for month in one) >= len(one) for one in found):
            return months


def _overlays(rng: Random, lab: World) -> Part:
    every = sorted({row["registered_at"][:7] for row in lab.registrations})
    came = {row["encounter_id"]: row["registered_at"][:7] for row in lab.registrations}
    months = four_months(rng, every, [came[visit] for visit in lab.overlays])
    kept = {visit: why for visit, why in lab.overlays.items() if came[visit] in months}
    people = {row["mrn"]: row for row in lab.patients}
    other_name = [
        row["encounter_id"]
        for row in lab.registrations
        if came[row["encounter_id"]] in months
        and row["last_name"] != people[row["mrn"]]["last_name"]
    ]
    key = {
        "what": "visits under a stranger's number",
        "records": sorted(kept),
        "why": kept,
        "other_name": len(other_name),
    }
    return {"months": months}, key


def _with_persons(lesson: World) -> list[Row]:
    """Return last year's index with the person behind each number, as the review settled it."""
    person = {}
    for pair in lesson.duplicates:
        left, right = pair.split("-")
        person[right] = left
    rows = [
        {"person": f"W{person.get(row['mrn'], row['mrn'])[1:]}"} | row for row in lesson.patients
    ]
    return sorted(rows, key=lambda row: row["mrn"])


def _blocking(rng: Random, rows: list[Row]) -> Part:
    persons = {row["mrn"]: row["person"] for row in rows}
    same = 0
    while same < 2:
        block, payers = list(pick(rng, _BLOCKS)), sorted(some(rng, _PAYERS, 3))
        table = pd.DataFrame([row for row in rows if row["payer_id"] in payers])
        made = matching.pairs(table, block)
        same = _one_person(made, persons)
    every = matching.pairs(pd.DataFrame(rows), block)
    blanks = (table[block] == "").any(axis=1).sum()
    loose = len(made) + int(blanks * (blanks - 1) // 2) if len(block) == 1 else len(made)
    key = {
        "all_pairs": _figure(_pairs_of(len(table)), 0.5, {
            len(table) ** 2: "That pairs each record with itself, and each pair twice.",
            2 * _pairs_of(len(table)): "That counts each pair twice.",
            _pairs_of(len(rows)): "That takes all payers.",
        }),
        "blocked_pairs": _figure(len(made), 0.5, {
            loose: "That lets blanks agree with blanks.",
            2 * len(made): "That counts each pair twice.",
            len(every): "That takes all payers.",
        }),
        "same_person": _figure(same, 0.5, {
            len(table) - table["person"].nunique(): "That is how many there are in all.",
            _one_person(every, persons): "That takes all payers.",
        }),
    }  # fmt: skip
    words = " and ".join(f"`{name}`" for name in block)
    return {"block": block, "words": words, "payers": payers}, key


def _one_person(made: pd.DataFrame, persons: Mapping[str, str]) -> int:
    sides = zip(made["left"], made["right"], strict=True)
    return sum(persons[left] == persons[right] for left, right in sides)


def _pairs_of(records: int) -> int:
    return records * (records - 1) // 2


def threshold(rng: Random, rows: list[Row]) -> Part:
    """Ask what a drawn threshold misses and joins wrongly, and which of drawn ones is safe."""
    pairs = [(float(row["score"]), row["decision"] == SAME) for row in rows]
    every = sum(same for _, same in pairs)
    # Where as many are joined as are true, sensitivity and predictive value are one number.
    unlike = [limit for limit in _LIMITS if sum(score >= limit for score, _ in pairs) != every]
    limit = pick(rng, unlike)
    joined = [same for score, same in pairs if score >= limit]
    hits = sum(joined)
    steps = _steps(rng, max(score for score, same in pairs if not same))
    safe = steps[_UNSAFE]
    sensitivity, predictive = _percent(hits, every), _percent(hits, len(joined))
    key = {
        "missed": _figure(every - hits, 0.5, {
            hits: "That is how many were found.",
            len(joined) - hits: "That is how many were joined wrongly.",
        }),
        "wrongly_joined": _figure(len(joined) - hits, 0.5, {
            every - hits: "That is how many were missed.",
        }),
        "sensitivity": _figure(sensitivity, 0.06, {
            _percent(hits, len(pairs)): "That divides by all pairs in the table.",
            predictive: "That divides by all pairs joined, which gives the predictive value.",
        }),
        "predictive_value": _figure(predictive, 0.06, {
            _percent(hits, len(pairs)): "That divides by all pairs in the table.",
            sensitivity: "That divides by all true pairs, which gives the sensitivity.",
        }),
        "safe_threshold": _figure(safe, 0.001, {
            step: "A lower one is safe, too." if step > safe else "It joins a pair wrongly."
            for step in steps
        }),
    }  # fmt: skip
    return {"limit": limit, "steps": steps}, key


def _steps(rng: Random, highest: float) -> list[float]:
    """Draw thresholds: three that join the ``highest`` wrong pair, then three that join none."""
    top = round(10 * highest)
    unsafe, safe = some(rng, range(45, top + 1), _UNSAFE), some(rng, range(top + 1, top + 11), 3)
    return [step / 10 for step in sorted(unsafe) + sorted(safe)]


def _duplicates(rng: Random, lab: World) -> Part:
    born = {row["mrn"]: row["birth_date"][5:7] for row in lab.patients}
    value = _birth_months(rng, [born[pair.split("-")[0]] for pair in lab.duplicates])
    table = pd.DataFrame(lab.patients)
    mine = table[table["birth_date"].str[5:7].isin(value["months"])]
    numbers = set(mine["mrn"])
    kept = {pair: why for pair, why in lab.duplicates.items() if pair.split("-")[0] in numbers}
    same_day = matching.pairs(mine, "birth_date")
    key = {
        "what": "pairs of numbers of one person",
        "records": sorted(kept),
        "why": dict.fromkeys(same_day["left"] + "-" + same_day["right"], _TWO_PEOPLE) | kept,
        "same_day": len(same_day),
    }
    return value | {"how": HOW, "limit": 0.7}, key


def _partner(lab: World) -> Part:
    unlinked = [row["partner_id"] for row in lab.partner if not row["linked_mrn"]]
    linked = [row["partner_id"] for row in lab.partner if row["linked_mrn"]]
    key = [
        {
            "what": "unlinked patients who are ours",
            "records": sorted(lab.overlaps),
            "why": dict.fromkeys(linked, "It is linked already.")
            | dict.fromkeys(unlinked, _NOT_OURS)
            | lab.overlaps,
        },
        {
            "what": "links to somebody else",
            "records": sorted(lab.wrong_links),
            "why": lab.wrong_links,
        },
    ]
    return {"unlinked": len(unlinked)}, key


def _review(
    rng: Random, lab: World, count: int
) -> tuple[list[Row], dict[str, Any], dict[str, Any]]:
    people = [
        {field: row[field] for field in review_cases.FIELDS}
        for row in lab.clean
        if review_cases.suitable(row)
    ]
    third, rest = divmod(count, 3)
    counts = {SAME: third + rest, DIFFERENT: third, CANNOT_TELL: third}
    rows: list[Row] = []
    key = {}
    for number, (_, kind, left, right) in enumerate(review_cases.drawn(rng, people, counts), 1):
        pair = f"R{number:02d}"
        rows += [{"pair": pair, **left}, {"pair": pair, **right}]
        label, step = decide(left, right)
        key[pair] = {
            "label": label,
            "why": f"{kind} {step[0].upper()}{step[1:]}.",
            "source": "House rule",
        }
    return rows, {"ids": list(key)}, key


def _rates(rng: Random, rows: list[Row]) -> Part:
    row = pick(rng, [row for row in rows if _too_many(row) > 0])
    numbers = {name: int(text) for name, text in row.items() if name != "month"}
    duplicate = _percent(numbers["records_in_pairs"], numbers["records"], 2)
    creation = _percent(numbers["confirmed_duplicates"], numbers["registrations"], 2)
    key = {
        "duplicate_rate": _figure(duplicate, 0.006, {
            _percent(numbers["possible_pairs"], numbers["records"], 2):
                "That counts pairs; the rate counts the records in them.",
            round(duplicate / 100, 4): "That is the share; a percentage is 100 times it.",
        }),
        "creation_rate": _figure(creation, 0.006, {
            _percent(numbers["confirmed_duplicates"], numbers["records"], 2):
                "That divides by the records; new duplicates come from registrations.",
            round(creation / 100, 4): "That is the share; a percentage is 100 times it.",
        }),
        "too_many": _figure(round(_too_many(row)), 1, {
            numbers["records_in_pairs"]: "That is how many there are, not how many too many.",
            round(numbers["possible_pairs"] - numbers["records"] * TARGET / 100):
                "That counts pairs; the rate counts the records in them.",
        }),
    }  # fmt: skip
    return {"month": row["month"], "source": _RATE_SOURCE}, key


def _too_many(row: Row) -> float:
    """Return by how many records a month misses the target; zero or less where it meets it."""
    return int(row["records_in_pairs"]) - int(row["records"]) * TARGET / 100


def _figure(value: float, tolerance: float, near: Mapping[float, str]) -> dict[str, Any]:
    return {"value": value, "tolerance": tolerance, "near": _unlike(near, value)}


def _unlike(near: Mapping[float, str], right: float) -> dict[float, str]:
    return {miss: says for miss, says in near.items() if abs(miss - right) > 0.06}


def _percent(part: int, of: int, digits: int = 1) -> float:
    return round(100 * part / of, digits) if of else 0.0
