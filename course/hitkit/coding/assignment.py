"""What one seed puts into the coding module: notes, tables, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

from hitkit.coding import cases, claims, forms, terms, updates
from hitkit.coding.cases.story import HOSPITAL, Case
from hitkit.coding.cases.symptom import COMPLAINTS, suspicion_key
from hitkit.coding.key import Query
from hitkit.draw import Draw
from hitkit.rows import csv_bytes
from hitkit.seeds import stream


@dataclass(frozen=True)
class Encounter:
    """A case with the number it is filed under and the question that asks for it."""

    number: str
    question: str
    case: Case

    def row(self) -> dict[str, str]:
        """Return the line of ``encounters.csv``."""
        return {
            "encounter": self.number,
            "question": self.question,
            "setting": self.case.setting,
            "age": str(self.case.person.age),
            "sex": self.case.person.sex,
            "note": self.case.text,
        }


def encounters(seed: str) -> list[Encounter]:
    """Draw the encounters of the lab, from easy to hard, no family twice in one question."""
    plan: dict[str, list[cases.Family]] = {
        "q5": _some(seed, "q5", cases.OUTPATIENT, 3),
        "q6": _some(seed, "q6", cases.INJURY, 2),
        "q7": _some(seed, "q7", cases.COMBINED, 3),
        "q8": _some(seed, "q8", cases.PRINCIPAL, 3),
        "q9": _some(seed, "q9 unclear", cases.UNCLEAR, 3) + _some(seed, "q9 clear", cases.CLEAR, 2),
    }
    families = [(question, family) for question, listed in plan.items() for family in listed]
    numbers = stream(seed, "04", "numbers").sample(range(1000, 9999), len(families) + 1)
    found = [
        Encounter(f"V{number}", question, family(stream(seed, "04", question, family.__name__)))
        for number, (question, family) in zip(numbers, families, strict=False)
    ]
    last = [entry for entry in found if entry.question == "q9"]
    stream(seed, "04", "order").shuffle(last)
    return [entry for entry in found if entry.question != "q9"] + last


def to_query(seed: str) -> Encounter:
    """Draw the encounter that the written query is about; it is in no other question."""
    used = {entry.case.family for entry in encounters(seed)}
    free = [family for family in cases.UNCLEAR if family.__name__ not in used]
    rng = stream(seed, "04", "q12")
    number = stream(seed, "04", "numbers").sample(range(1000, 9999), 17)[-1]
    return Encounter(f"V{number}", "q12", rng.choice(free)(rng))


def twins(rng: Random) -> dict[str, str]:
    """Draw one uncertain diagnosis in two settings, which code it differently."""
    complaint = rng.choice([c for c in COMPLAINTS if c.admits])
    side = rng.choice(["right", "left"])
    word = rng.choice(["probable", "suspected", "likely"])
    text = f"{complaint.symptom.format(side=side)}; {word} {complaint.disease.format(side=side)}"
    clinic, stay = (
        suspicion_key(complaint, side, "unsure", inpatient) for inpatient in (False, True)
    )
    return {
        "text": text,
        "clinic_code": clinic.listed()[0],
        "hospital_code": stay.listed()[0],
        "hospital": HOSPITAL,
    }


def draw(seed: str) -> Draw:
    """Draw everything of the module from one seed."""
    listed = encounters(seed)
    query = to_query(seed)
    term_rows, term_key = terms.exercise(stream(seed, "04", "q1"))
    states = forms.states_exercise(stream(seed, "04", "q2"))
    complete_rows, complete_key = forms.complete_exercise(stream(seed, "04", "q3"))
    pairs = forms.pairs_exercise(stream(seed, "04", "q4"))
    record_rows, record_key = updates.exercise(stream(seed, "04", "q10"))
    worklist, clinic, _ = claims.worklist(stream(seed, "04", "q11"))
    claims_key = claims.key(worklist, clinic)
    by_question = {
        question: [entry for entry in listed if entry.question == question]
        for question in ("q5", "q6", "q7", "q8", "q9")
    }
    lesson = lesson_encounters(seed)
    values: dict[str, Any] = {
        "terms": term_rows,
        "codes_to_sort": list(states),
        "stems": complete_rows,
        "pairs": list(pairs),
        "records": record_rows,
        "clinic": clinic,
        "notes": {q: [entry.row() for entry in group] for q, group in by_question.items()},
        "query_note": query.row(),
        "twins": twins(stream(seed, "04", "q13")),
        "examples": [_explained(entry) for entry in lesson],
        "sizes": _sizes(by_question, claims_key),
    }
    keys: dict[str, Any] = {
        "q1": term_key,
        "q1_why": terms.reasons(term_rows, term_key),
        "q2_why": {code: forms.state_reason(code) for code in states},
        "q3_why": {row["id"]: forms.complete_reason(row) for row in complete_rows},
        "q4_why": {pair: forms.relation_reason(pair) for pair in pairs},
        "q10_why": {
            row["record"]: updates.reason(row["old_code"], record_key[row["record"]])
            for row in record_rows
        },
        "q2": states,
        "q3": complete_key,
        "q4": pairs,
        **{q: {e.number: e.case.answer.data() for e in group} for q, group in by_question.items()},
        **{
            f"{q}_solution": {e.number: e.case.answer.listed() for e in group}
            for q, group in by_question.items()
        },
        "q10": record_key,
        "q11": claims_key,
        "q12": query.case.answer.data(),
        "q13": values["twins"],
    }
    files = {
        "encounters.csv": csv_bytes([entry.row() for entry in [*listed, query]]),
        "terms.csv": csv_bytes(term_rows),
        "stems.csv": csv_bytes(complete_rows),
        "old_records.csv": csv_bytes(record_rows),
        "claims.csv": worklist.to_csv(index=False, lineterminator="\n").encode(),
        "examples.csv": csv_bytes([entry.row() for entry in lesson]),
    }
    return Draw(values, files, keys)


def _sizes(groups: Mapping[str, list[Encounter]], claims_key: Mapping[str, Any]) -> dict[str, Any]:
    """Count what is asked for: what likely mistakes earn depends on it."""
    here = len(claims_key["at_fault"])
    return {
        **{q: [len(e.case.answer.listed()) for e in group] for q, group in groups.items()},
        "q11": here,
        "q11_all": here + len(claims_key["elsewhere"]),
    }


def lesson_encounters(seed: str) -> list[Encounter]:
    """Draw the worked examples of the lesson, one for each of its parts."""
    numbers = stream(seed, "04", "lesson numbers").sample(range(1000, 9999), len(cases.LESSON))
    return [
        Encounter(f"L{number}", "lesson", _example(seed, family, codes))
        for number, (family, codes) in zip(numbers, cases.LESSON, strict=True)
    ]


def _example(seed: str, family: cases.Family, codes: int) -> Case:
    tries = (family(stream(seed, "04", "lesson", family.__name__, i)) for i in count())
    return next(case for case in tries if len(case.answer.listed()) == codes)


def _explained(entry: Encounter) -> dict[str, Any]:
    """Return a worked example: its row, its codes and the reason for each."""
    answer = entry.case.answer
    why = (
        [f"{answer.why} (*{answer.section}*)"]
        if isinstance(answer, Query)
        else [f"`{code.code}`: {code.why} (*{code.section}*)" for code in answer.codes]
    )
    return {**entry.row(), "codes": ", ".join(f"`{c}`" for c in answer.listed()), "why": why}


def _some(seed: str, name: str, pool: Sequence[cases.Family], count: int) -> list[cases.Family]:
    return stream(seed, "04", "families", name).sample(list(pool), count)
