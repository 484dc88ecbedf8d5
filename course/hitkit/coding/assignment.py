"""What one seed puts into the coding module: notes, tables, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

from hitkit.coding import cases, claims, forms, terms, updates
from hitkit.coding.cases.story import Case, Note, tell
from hitkit.coding.cases.symptom import COMPLAINTS, suspicion_key
from hitkit.coding.key import Query
from hitkit.coding.register import Register, Slot
from hitkit.draw import Draw
from hitkit.hospital.world import names
from hitkit.rows import Row, csv_bytes
from hitkit.seeds import stream

QUESTIONS = ("q5", "q6", "q7", "q8", "q9")


@dataclass(frozen=True)
class Encounter:
    """A visit or stay of the hospital, the note about it, and the question that asks for it."""

    question: str
    slot: Slot
    case: Case
    note: Note

    @property
    def heading(self) -> str:
        """Return whose record this is, of when, and by whom, as a line above the note."""
        slot = self.slot
        days = slot.began if slot.began == slot.ended else f"{slot.began} to {slot.ended}"
        name = f"{slot.patient.first} {slot.patient.last}"
        return f"{name}, {slot.mrn}. {days}. {slot.attending}"

    def row(self) -> Row:
        """Return the line of ``encounters.csv``."""
        slot, patient = self.slot, self.slot.patient
        return {
            "encounter": slot.encounter,
            "question": self.question,
            "setting": slot.setting,
            "began": slot.began,
            "ended": slot.ended,
            "mrn": slot.mrn,
            "patient": f"{patient.first} {patient.last}",
            "age": str(patient.age),
            "sex": patient.sex,
            "attending": slot.attending,
            "note": self.note.text,
        }


def encounters(seed: str, register: Register) -> list[Encounter]:
    """Draw the encounters of the lab, from easy to hard, no family twice in one question."""
    plan = {
        "q5": _some(seed, "q5", cases.OUTPATIENT, 2),
        "q6": _some(seed, "q6", cases.INJURY, 2),
        "q7": _some(seed, "q7", cases.COMBINED, 2),
        "q8": _some(seed, "q8", cases.PRINCIPAL, 2),
        "q9": _some(seed, "q9 unclear", cases.UNCLEAR, 3) + _some(seed, "q9 clear", cases.CLEAR, 2),
    }
    stream(seed, "04", "order").shuffle(plan["q9"])
    return [
        _encounter(seed, register, question, family(stream(seed, "04", question, family.__name__)))
        for question, families in plan.items()
        for family in families
    ]


def to_query(seed: str, register: Register, listed: Sequence[Encounter]) -> Encounter:
    """Draw the encounter that the written query is about; its family is in no other question."""
    used = {entry.case.family for entry in listed}
    rng = stream(seed, "04", "q12")
    family = rng.choice([family for family in cases.UNCLEAR if family.__name__ not in used])
    return _encounter(seed, register, "q12", family(rng))


def lesson_encounters(seed: str, register: Register) -> list[Encounter]:
    """Draw the worked examples of the lesson, one for each of its parts."""
    return [
        _encounter(seed, register, "lesson", _example(seed, family, codes))
        for family, codes in cases.LESSON
    ]


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
    }


def draw(seed: str) -> Draw:
    """Draw everything of the module from one seed."""
    register = Register(seed)
    listed = encounters(seed, register)
    query = to_query(seed, register, listed)
    lesson = lesson_encounters(seed, register)
    term_rows, term_key = terms.exercise(stream(seed, "04", "q1"))
    states = forms.states_exercise(stream(seed, "04", "q2"))
    complete_rows, complete_key = forms.complete_exercise(stream(seed, "04", "q3"))
    pairs = forms.pairs_exercise(stream(seed, "04", "q4"))
    record_rows, record_key = updates.exercise(stream(seed, "04", "q10"), register)
    worklist, attending = claims.worklist(stream(seed, "04", "q11"), register)
    claims_key = claims.key(worklist, attending)
    by_question = {
        question: [entry for entry in listed if entry.question == question]
        for question in QUESTIONS
    }
    values: dict[str, Any] = {
        "terms": term_rows,
        "codes_to_sort": list(states),
        "stems": complete_rows,
        "pairs": list(pairs),
        "records": record_rows,
        "attending": attending,
        "hospital": names.HOSPITAL,
        "notes": {q: [_shown(entry) for entry in group] for q, group in by_question.items()},
        "query_note": _shown(query),
        "twins": twins(stream(seed, "04", "q13")),
        "examples": [_explained(entry) for entry in lesson],
        "sizes": _sizes(by_question, claims_key),
    }
    keys: dict[str, Any] = {
        "q1": term_key,
        "q1_why": terms.reasons(term_rows, term_key),
        "q2": states,
        "q2_why": {code: forms.state_reason(code) for code in states},
        "q3": complete_key,
        "q3_why": {row["id"]: forms.complete_reason(row) for row in complete_rows},
        "q4": pairs,
        "q4_why": {pair: forms.relation_reason(pair) for pair in pairs},
        **{
            q: {entry.slot.encounter: entry.note.answer.data() for entry in group}
            for q, group in by_question.items()
        },
        **{
            f"{q}_solution": {entry.slot.encounter: entry.note.answer.listed() for entry in group}
            for q, group in by_question.items()
        },
        "q10": record_key,
        "q10_why": {
            row["mrn"]: updates.reason(row["old_code"], record_key[row["mrn"]])
            for row in record_rows
        },
        "q11": claims_key,
        "q12": query.note.answer.data(),
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


def _encounter(seed: str, register: Register, question: str, case: Case) -> Encounter:
    """Write a case into the chart of a patient whom it fits."""
    rng = stream(seed, "04", question, case.family, "chart")
    slot = register.take(rng, case.setting, case.who)
    return Encounter(question, slot, case, tell(rng, case, slot.patient))


def _example(seed: str, family: cases.Family, codes: int) -> Case:
    tries = (family(stream(seed, "04", "lesson", family.__name__, i)) for i in count())
    return next(case for case in tries if len(case.answer.listed()) == codes)


def _shown(entry: Encounter) -> Row:
    return {"heading": entry.heading, **entry.row()}


def _explained(entry: Encounter) -> dict[str, Any]:
    """Return a worked example: its row, its codes and the reason for each."""
    answer = entry.note.answer
    why = (
        [f"{answer.why} (*{answer.section}*)"]
        if isinstance(answer, Query)
        else [f"`{code.code}`: {code.why} (*{code.section}*)" for code in answer.codes]
    )
    return {**_shown(entry), "codes": ", ".join(f"`{c}`" for c in answer.listed()), "why": why}


def _sizes(groups: Mapping[str, list[Encounter]], claims_key: Mapping[str, Any]) -> dict[str, Any]:
    """Count what is asked for: what likely mistakes earn depends on it."""
    here = len(claims_key["at_fault"])
    return {
        **{q: [len(e.note.answer.listed()) for e in group] for q, group in groups.items()},
        "q11": here,
        "q11_all": here + len(claims_key["elsewhere"]),
    }


def _some(seed: str, name: str, pool: Sequence[cases.Family], count: int) -> list[cases.Family]:
    return stream(seed, "04", "families", name).sample(list(pool), count)
