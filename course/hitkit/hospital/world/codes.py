"""Diagnoses as a coder would write them: combinations, order, and present on admission."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from hitkit.chance import weighted
from hitkit.hospital.files import read_toml
from hitkit.hospital.world.people import Person

Coded = tuple[str, str]
"""A code and its present-on-admission indicator."""

# Our hospital's rule, simpler than the list that CMS keeps: chapter Z and O80 need no indicator.
_EXEMPT = ("Z", "O80")
ON_ARRIVAL, DURING_STAY, NOT_REPORTED = "Y", "N", "1"

_PLAIN = {
    "high cholesterol": "E78.5",
    "coronary disease": "I25.10",
    "thyroid": "E03.9",
    "depression": "F32.A",
    "anxiety": "F41.9",
    "reflux": "K21.9",
    "arthritis": "M17.0",
    "osteoporosis": "M81.0",
    "prostate": "N40.0",
    "dementia": "F03.90",
    "past stroke": "Z86.73",
    "asthma": "J45.909",
    "copd": "J44.9",
}


@cache
def phrases() -> Mapping[str, str]:
    """Return how our clinicians write each code."""
    return read_toml("phrases.toml")


def phrase(code: str) -> str:
    """Return a clinician's words for a code; a body mass index is said with its number."""
    if code.startswith("Z68."):
        return "BMI from 40 to 44.9" if code == "Z68.41" else f"BMI from {code[4:]} to {code[4:]}.9"
    return phrases()[code]


def poa(code: str, arrived_with: bool = True) -> str:
    """Return the present-on-admission indicator of a code."""
    if code.startswith(_EXEMPT):
        return NOT_REPORTED
    return ON_ARRIVAL if arrived_with else DURING_STAY


def obesity(who: Person) -> list[str]:
    """Return the codes of obesity and body mass index."""
    if who.bmi < 30:
        return []
    group = "E66.811" if who.bmi < 35 else "E66.812" if who.bmi < 40 else "E66.813"
    index = "Z68.41" if who.bmi >= 40 else f"Z68.{int(who.bmi)}"
    return [group, index]


def chronic(
    who: Person, acute_heart_failure: bool = False, without: frozenset[str] = frozenset()
) -> list[str]:
    """Return the codes of what a person lives with, combined by I.C.4.a and I.C.9.a."""
    held = who.conditions - without
    heart, kidney, pressure = (
        name in held for name in ("heart failure", "kidney disease", "hypertension")
    )
    codes: list[str] = []
    if pressure:
        codes.append(
            "I13.0" if heart and kidney else "I11.0" if heart else "I12.9" if kidney else "I10"
        )
    if heart:
        codes.append(
            {
                ("systolic", False): "I50.22",
                ("systolic", True): "I50.23",
                ("diastolic", False): "I50.32",
                ("diastolic", True): "I50.33",
            }[who.heart, acute_heart_failure]
        )
    if "diabetes" in held:
        codes.append("E11.22" if kidney else "E11.9")
    if kidney:
        codes.append(who.stage)
    codes += [code for name, code in _PLAIN.items() if name in held]
    if "atrial fibrillation" in held:
        codes += ["I48.20", "Z79.01"]
    if "obesity" in held:
        codes += obesity(who)
    if "diabetes" in held:
        codes.append("Z79.4" if who.insulin else "Z79.84")
    codes += [
        code
        for name, code in (("smoking", "F17.210"), ("former smoking", "Z87.891"))
        if name in held
    ]
    return codes


def stay(
    rng: Random, scenario: Mapping[str, Any], who: Person, chances: bool = True
) -> list[Coded]:
    """Draw the diagnoses of an inpatient stay, the principal one first."""
    principal = weighted(rng, *zip(*scenario["principal"], strict=True))
    codes, without = [principal], set(scenario.get("drops", ()))
    background = chronic(who, principal == "HF", frozenset(without))
    if principal == "HF":
        codes = background[:2]
        background = background[2:]
    elif principal == "DKA":
        codes = ["E11.10"]
        background = [code for code in background if code != "E11.9"]
    elif principal == "J44.1":
        background = [code for code in background if code != "J44.9"]
    elif principal in ("J18.9", "J15.9", "J10.1") and "J44.9" in background:
        background[background.index("J44.9")] = "J44.0"
    codes += scenario.get("with", {}).get(principal, [])
    codes += scenario.get("also", [])
    if chances:
        codes += [code for code, chance in scenario.get("extra", []) if rng.random() < chance]
    if any(code.startswith("E11") for code in background):
        codes = [code for code in codes if code != "E87.20"]  # Excludes1: diabetic acidosis
    coded = [(code, poa(code)) for code in dict.fromkeys(codes + background)]
    return [*coded, *(_acquired(rng, {code for code, _ in coded}) if chances else [])]


def _acquired(rng: Random, had: set[str]) -> list[Coded]:
    """Draw what goes wrong in hospital; such a code is not present on admission."""
    codes: list[str] = []
    if rng.random() < 0.009 and "N39.0" not in had and "N10" not in had:
        codes += ["T83.511A", "N39.0", "Y84.6"]
    if rng.random() < 0.006 and "A08.4" not in had:
        codes.append("A04.72")
    if rng.random() < 0.004:
        codes.append("L89.153")
    if rng.random() < 0.02 and "N17.9" not in had:
        codes.append("N17.9")
    return [(code, poa(code, arrived_with=False)) for code in codes]


def visit(rng: Random, scenario: Mapping[str, Any], who: Person) -> list[Coded]:
    """Draw the diagnoses of an outpatient visit: the reason, then what the visit also cared for."""
    principal = weighted(rng, *zip(*scenario["principal"], strict=True))
    without = frozenset(scenario.get("drops", ()))
    if principal == "CHRONIC":
        codes = chronic(who)[:5] or ["Z00.129" if who.bmi < 24 and not who.conditions else "Z00.00"]
    else:
        background = [code for code in chronic(who, without=without) if code[0] in "EIJ"]
        codes = [
            principal,
            *scenario.get("also", []),
            *background[: 2 if principal[0] != "Z" else 0],
        ]
    return [(code, "") for code in dict.fromkeys(codes)]


def delivery(rng: Random, who: Person) -> tuple[list[Coded], list[str], bool, bool]:
    """Draw a delivery: diagnoses, procedures, whether by cesarean, whether preterm."""
    cesarean, preterm = rng.random() < 0.323, rng.random() < 0.104
    procedures = ["10D00Z1"] if cesarean else ["10E0XZZ"]
    codes: list[str] = ["O60.14X0"] if preterm else []
    if cesarean and not preterm:
        codes = [weighted(rng, ("O34.211", "O76", "O32.1XX0"), (5, 3, 1.5))]
    elif not cesarean:
        tear = weighted(rng, ("", "O70.0", "O70.1"), (5, 2, 3))
        if tear:
            codes.append(tear)
            procedures.append("0HQ9XZZ" if tear == "O70.0" else "0KQM0ZZ")
    codes += [
        code for code, chance in (("O24.420", 0.07), ("O13.4", 0.07)) if rng.random() < chance
    ]
    if rng.random() < (0.12 if cesarean else 0.05):
        codes += ["O90.81", "D62"]
    if "obesity" in who.conditions:
        codes += ["O99.214", *obesity(who)]
    weeks = "Z3A.35" if preterm else weighted(rng, ("Z3A.38", "Z3A.39", "Z3A.40"), (3, 5, 3))
    acquired = {"D62", "O90.81", "O70.0", "O70.1"}
    coded = [
        (code, poa(code, code not in acquired)) for code in [*(codes or ["O80"]), "Z37.0", weeks]
    ]
    return coded, procedures, cesarean, preterm


def newborn(
    rng: Random, child: Person, cesarean: bool, preterm: bool
) -> tuple[list[Coded], list[str]]:
    """Draw the diagnoses and procedures of a birth, from the child's side."""
    codes = ["Z38.01" if cesarean else "Z38.00"]
    if preterm:
        codes += ["P07.18", "P07.38"]
    codes += [code for code, chance in (("P59.9", 0.2), ("P22.1", 0.05)) if rng.random() < chance]
    procedures = ["3E0234Z"] if rng.random() < 0.8 else []
    if child.sex == "M" and rng.random() < 0.55 and not preterm:
        procedures.append("0VTTXZZ")
    return [(code, poa(code)) for code in codes], procedures
