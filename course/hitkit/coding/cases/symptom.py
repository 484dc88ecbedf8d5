"""Symptom, suspicion or diagnosis: the same words mean other codes in clinic and hospital."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hitkit.coding.cases.story import CLINIC, EMERGENCY, HOSPITAL, Case, Wanted, case
from hitkit.coding.key import Code, Key


@dataclass(frozen=True)
class Complaint:
    """A symptom and the disease that could be behind it, by side where there is one."""

    symptom: str
    symptom_codes: tuple[str, ...]
    disease: str
    disease_codes: tuple[str, ...]
    admits: bool = True


COMPLAINTS = (
    Complaint("right lower quadrant pain", ("R10.31",), "acute appendicitis", ("K35.80",)),
    Complaint(
        "{side} flank pain", ("R10.A1", "R10.A2"), "a stone of the ureter", ("N20.1", "N20.1")
    ),
    Complaint(
        "shortness of breath",
        ("R06.02",),
        "pulmonary embolism without acute cor pulmonale",
        ("I26.99",),
    ),
    Complaint("headache", ("R51.9",), "migraine, not intractable", ("G43.909",), admits=False),
    Complaint(
        "pain in the {side} lower leg",
        ("M79.661", "M79.662"),
        "acute thrombosis of the {side} popliteal vein",
        ("I82.431", "I82.432"),
    ),
    Complaint("acute cough", ("R05.1",), "pneumonia", ("J18.9",)),
    Complaint(
        "right upper quadrant pain",
        ("R10.11",),
        "gallstones with acute cholecystitis, no obstruction",
        ("K80.00",),
    ),
    Complaint("epigastric pain", ("R10.13",), "acute gastritis without bleeding", ("K29.00",)),
    Complaint(
        "pain in the {side} knee",
        ("M25.561", "M25.562"),
        "primary osteoarthritis of the {side} knee only",
        ("M17.11", "M17.12"),
        admits=False,
    ),
    Complaint(
        "blood visible in the urine (gross hematuria)", ("R31.0",), "a bladder stone", ("N21.0",)
    ),
    Complaint("palpitations", ("R00.2",), "paroxysmal atrial fibrillation", ("I48.0",)),
    Complaint("fainting (syncope)", ("R55",), "second-degree atrioventricular block", ("I44.1",)),
    Complaint(
        "dizziness",
        ("R42",),
        "benign paroxysmal vertigo of the {side} ear",
        ("H81.11", "H81.12"),
        admits=False,
    ),
    Complaint(
        "pain in the {side} shoulder",
        ("M25.511", "M25.512"),
        "adhesive capsulitis of the {side} shoulder",
        ("M75.01", "M75.02"),
        admits=False,
    ),
    Complaint("weakness", ("R53.1",), "iron deficiency anemia", ("D50.9",), admits=False),
    Complaint(
        "pain in the {side} hip",
        ("M25.551", "M25.552"),
        "trochanteric bursitis of the {side} hip",
        ("M70.61", "M70.62"),
        admits=False,
    ),
)
UNSURE = {
    "probable": "probable {disease}",
    "suspected": "suspected {disease}",
    "rule out": "rule out {disease}",
    "likely": "likely {disease}",
}


def _pick(codes: tuple[str, ...], side: str) -> str:
    return codes[1] if side == "left" and len(codes) > 1 else codes[0]


def suspicion_key(complaint: Complaint, side: str, certainty: str, inpatient: bool) -> Key:
    """Code a complaint whose cause is certain, unsure or excluded, in or out of hospital."""
    symptom, disease = _pick(complaint.symptom_codes, side), _pick(complaint.disease_codes, side)
    if certainty == "certain":
        return Key(
            (Code(disease, "The diagnosis is established.", "II.A" if inpatient else "I.B.4"),),
            traps={symptom: "The symptom belongs to the established diagnosis (I.B.5)."},
        )
    if certainty == "excluded":
        return Key(
            (
                Code(
                    symptom, "The cause was ruled out, so the symptom is all that is known.", "IV.D"
                ),
            ),
            traps={disease[:3]: "It was ruled out."},
        )
    if inpatient:
        return Key(
            (
                Code(
                    disease, "Still probable at discharge from hospital: coded as if there.", "II.H"
                ),
            ),
            traps={symptom: "In hospital the probable diagnosis replaces its symptom (II.H)."},
        )
    return Key(
        (Code(symptom, "Outpatient: only what is certain, and that is the symptom.", "IV.H"),),
        traps={
            disease[:3]: "A diagnosis that is only suspected is not coded for outpatients (IV.H)."
        },
    )


def _suspicion(rng: Random, family: str, setting: str, certainty: str) -> Case:
    inpatient = setting == HOSPITAL
    complaint = rng.choice([c for c in COMPLAINTS if c.admits or not inpatient])
    side = rng.choice(["right", "left"])
    symptom, disease = complaint.symptom.format(side=side), complaint.disease.format(side=side)
    unsure = (
        rng.choice(sorted(UNSURE))
        if not inpatient
        else rng.choice(["probable", "suspected", "likely"])
    )
    verdict = {
        "certain": f"Tests confirmed {disease}",
        "unsure": f"At {'discharge' if inpatient else 'the end of the visit'}: "
        + UNSURE[unsure].format(disease=disease),
        "excluded": f"Tests ruled out {disease}; no cause was found",
    }[certainty]
    words = {
        "dictation": (
            "Reason: {symptom}. {verdict}.",
            "{He} came because of {symptom}. {verdict}.",
        ),
        "terse": ("CC: {symptom}. {verdict}.", "{symptom} x1d. {verdict}."),
        "letter": ("The complaint was {symptom}. {verdict}.",),
    }
    key = suspicion_key(complaint, side, certainty, inpatient)
    return case(
        family,
        setting,
        Wanted(24, 80),
        words,
        key,
        (),
        symptom=symptom,
        verdict=verdict,
    )


def suspicion(rng: Random) -> Case:
    """An outpatient complaint: confirmed, suspected or ruled out."""
    return _suspicion(
        rng,
        "suspicion",
        rng.choice([CLINIC, EMERGENCY]),
        rng.choice(["certain", "unsure", "unsure", "excluded"]),
    )


def stay(rng: Random) -> Case:
    """A hospital stay for a complaint: confirmed, or still probable at discharge."""
    return _suspicion(rng, "stay", HOSPITAL, rng.choice(["certain", "unsure", "unsure"]))
