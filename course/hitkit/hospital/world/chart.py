"""The chart: documents with text, author, and when they were written and signed.

The text says every coded condition in the words of ``data/phrases.toml``, so that a reader can
recode a stay from its discharge summary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from hitkit.chance import between, pick, weighted
from hitkit.hospital.files import read_toml
from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar, drugs
from hitkit.hospital.world.codes import DURING_STAY, phrase, phrases
from hitkit.hospital.world.house import House
from hitkit.hospital.world.staff import Worker
from hitkit.hospital.world.visits import Visit

LEFT_FOR = {
    "01": "home",
    "02": "another hospital",
    "03": "a skilled nursing facility",
    "06": "home with home health care",
    "07": "against advice",
    "20": "died in hospital",
    "50": "hospice at home",
    "62": "a rehabilitation hospital",
}
_BETTER = (
    "Feels better.",
    "Slept well.",
    "Less pain.",
    "Walked in the hall.",
    "Eating half of meals.",
)


@cache
def procedures() -> Mapping[str, Any]:
    """Return the procedure codes in use with their words and groups."""
    return read_toml("procedures.toml")


def code_book() -> list[Row]:
    """Return every code in use with the clinicians' words for it."""
    indexes = [f"Z68.{number}" for number in range(30, 40)] + ["Z68.41"]
    return [
        {"code": code, "system": "ICD-10-CM", "written_as": phrase(code)}
        for code in sorted([*phrases(), *indexes])
    ] + [
        {"code": code, "system": "ICD-10-PCS", "written_as": words}
        for code, words in sorted(procedures()["codes"].items())
    ]


def is_operation(code: str) -> bool:
    """Say whether a procedure asks for a consent and an operative note."""
    return code in procedures()["groups"]["operation"]


@dataclass
class Team:
    """Who cares for a patient during one visit."""

    attending: Worker
    nurses: list[Worker]
    resident: Worker | None = None


def team(house: House, rng: Random, visit: Visit) -> Team:
    """Draw the nurses and perhaps a resident for a visit."""
    nurses = {nurse.id: nurse for nurse in (house.nurse(rng, visit.unit) for _ in range(2))}
    residents = house.residents(visit.attending.department) if visit.kind == "inpatient" else []
    resident = pick(rng, residents) if residents and rng.random() < 0.5 else None
    return Team(visit.attending, list(nurses.values()), resident)


def documents(rng: Random, visit: Visit, who_cares: Team) -> list[Row]:
    """Return the documents of a visit in order of time."""
    if visit.kind in ("clinic", "telehealth", "emergency"):
        written = [_short(rng, visit)]
    else:
        written = _long(rng, visit, who_cares)
    written.sort(key=lambda note: note["written_at"])
    return [
        {"document_id": f"D{visit.id[1:]}-{place:02d}", "encounter_id": visit.id} | note
        for place, note in enumerate(written, 1)
    ]


def _note(
    rng: Random,
    kind: str,
    author: Worker,
    written: datetime,
    text: str,
    signed_within: int = 360,
    cosigner: Worker | None = None,
) -> Row:
    signed = calendar.after(rng, written, 3, signed_within)
    cosigned = calendar.after(rng, signed, 30, 1_200) if cosigner else None
    return {
        "type": kind,
        "author_id": author.id,
        "written_at": calendar.text(written),
        "signed_by": author.id,
        "signed_at": calendar.text(signed),
        "cosigned_by": cosigner.id if cosigner else "",
        "cosigned_at": calendar.text(cosigned),
        "text": text,
    }


def who_is(visit: Visit) -> str:
    """Say who the patient is, in a note's first words."""
    age = visit.who.age(visit.began.date())
    if age == 0:
        return "Infant " + ("girl" if visit.who.sex == "F" else "boy")
    if age < 18:
        return f"{age}-year-old " + ("girl" if visit.who.sex == "F" else "boy")
    return f"{age}-year-old " + ("woman" if visit.who.sex == "F" else "man")


def sentence(words: str) -> str:
    """Begin with a capital and leave the rest, such as CT, as it is."""
    return words[:1].upper() + words[1:]


def said(codes: list[str]) -> str:
    """Say codes in a clinician's words, one after the other."""
    return "; ".join(phrase(code) for code in codes)


def _short(rng: Random, visit: Visit) -> Row:
    scenario, names = visit.scenario, [code for code, _ in visit.codes]
    kind = {"emergency": "emergency note", "clinic": "clinic note", "telehealth": "telehealth note"}
    opening = f"{who_is(visit)}: {visit.reason}."
    if visit.kind == "telehealth":
        opening = (
            f"Video visit, patient at home in {visit.who.town}, verbal consent given. {opening}"
        )
    doses = scenario.get("drugs", [])
    given = f" Given: {', '.join(doses)}." if doses else ""
    left = " Left against advice." if visit.disposition == "07" else ""
    text = f"{opening} {sentence(scenario['finding'])}. Diagnoses: {said(names)}.{given}{left}"
    written = calendar.after(rng, visit.ended, 2, 45)
    return _note(rng, kind[visit.kind], visit.attending, written, text)


def _long(rng: Random, visit: Visit, cares: Team) -> list[Row]:
    scenario, attending = visit.scenario, cares.attending
    writer, second = (cares.resident, attending) if cares.resident else (attending, None)
    arrived = [code for code, mark in visit.codes if mark != DURING_STAY]
    acquired = [code for code, mark in visit.codes if mark == DURING_STAY]
    finding, plan = scenario["finding"], scenario.get("plan", "Watch overnight.")
    complaint = scenario.get("complaint", visit.reason)
    began = visit.began
    before = [code for code in arrived[1:] if not code.startswith("Z37")]
    background = f" Also present: {said(before)}." if before else ""
    daily = [drug for drug in scenario["drugs"] if drugs.in_use()[drug]["every"] != "once"]
    notes = [
        _note(
            rng,
            "history and physical",
            writer,
            calendar.after(rng, began, 45, 900),
            f"{who_is(visit)} with {complaint}.{background} {sentence(finding)}. "
            f"Impression: {phrase(arrived[0])}. {plan}",
            cosigner=second,
        ),
        _note(
            rng,
            "orders",
            attending,
            calendar.after(rng, began, 1, 25),
            f"{'Admit' if visit.kind == 'inpatient' else 'Observe'}, {visit.reason}. "
            f"{', '.join(scenario['drugs'])}. Call for fever or pain.",
            signed_within=90,
        ),
        _note(
            rng,
            "nursing note",
            cares.nurses[0],
            calendar.after(rng, began, 30, 200),
            f"Arrived on the ward. BMI {visit.who.bmi}. Skin "
            f"{'intact' if rng.random() < 0.9 else 'dry'}. "
            f"Fall risk {'high' if visit.who.age(began.date()) > 79 else 'low'}. Call light shown.",
            signed_within=60,
        ),
    ]
    notes += _operative(rng, visit, cares)
    nights = (visit.ended.date() - began.date()).days
    for night in range(1, nights):
        day = began.date() + timedelta(days=night)
        new = f" New: {said(acquired)}." if acquired and night == (nights + 1) // 2 else ""
        notes.append(
            _note(
                rng,
                "progress note",
                writer,
                calendar.at(rng, day, 7, 11),
                f"Day {night + 1}. {sentence(phrase(arrived[0]))}. {pick(rng, _BETTER)}{new} "
                f"Temperature {36.4 + between(rng, 0, 9) / 10:.1f}, pulse {between(rng, 64, 96)}. "
                f"Continue {pick(rng, daily or ['observation'])}.",
                cosigner=second,
            )
        )
    left = LEFT_FOR[visit.disposition]
    others = [code for code, _ in visit.codes[1:]]
    done = [procedures()["codes"][code] for code, _, _ in visit.procedures]
    notes.append(
        _note(
            rng,
            "discharge summary",
            writer,
            calendar.after(rng, visit.ended, 20, weighted(rng, (240, 4_000, 12_000), (5, 4, 1))),
            f"{began:%Y-%m-%d} to {visit.ended:%Y-%m-%d}. Principal diagnosis: "
            f"{phrase(visit.principal)}."
            + (f" Other diagnoses: {said(others)}." if others else "")
            + (f" Procedures: {'; '.join(done)}." if done else "")
            + (f" Arose in hospital: {said(acquired)}." if acquired else "")
            + (" Died in hospital." if visit.disposition == "20" else f" Left for: {left}."),
            signed_within=2_000,
            cosigner=second,
        )
    )
    return notes


def _operative(rng: Random, visit: Visit, cares: Team) -> list[Row]:
    notes = []
    for code, when, surgeon in visit.procedures:
        if is_operation(code):
            words = procedures()["codes"][code]
            consented = max(visit.arrived, when - timedelta(minutes=between(rng, 40, 240)))
            notes += [
                _note(
                    rng,
                    "consent",
                    surgeon,
                    consented,
                    f"Consent for {words}. Risks and choices explained, questions answered; "
                    "patient signed.",
                    signed_within=20,
                ),
                _note(
                    rng,
                    "operative note",
                    surgeon,
                    calendar.after(rng, when, 60, 180),
                    f"Operation: {words}. Indication: {phrase(visit.principal)}. "
                    f"Blood loss {between(rng, 2, 60) * 10} ml. No complication. Counts correct.",
                ),
            ]
    return notes
