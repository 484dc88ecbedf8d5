"""Medicines, laboratory results, vital signs and the problem list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from hitkit.chance import between, normal
from hitkit.hospital.files import read_toml
from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar, codes, drugs
from hitkit.hospital.world.chart import Team
from hitkit.hospital.world.people import Person
from hitkit.hospital.world.visits import Visit

AT_HOME = {
    "hypertension": "lisinopril",
    "high cholesterol": "atorvastatin",
    "coronary disease": "aspirin",
    "atrial fibrillation": "apixaban",
    "copd": "tiotropium",
    "thyroid": "levothyroxine",
    "depression": "sertraline",
    "reflux": "omeprazole",
}
_SICK = {
    "hemoglobin": ("D62", "O90.81"),
    "creatinine": ("N17.9",),
    "potassium": ("E87.6",),
    "sodium": ("E87.1",),
    "troponin": ("I21.4",),
    "bnp": ("I50.23", "I50.33"),
    "glucose": ("E11.10",),
    "bicarbonate": ("E11.10",),
    "lipase": ("K85.10", "K85.20"),
    "wbc": (
        "A41.9",
        "A41.51",
        "J18.9",
        "J15.9",
        "K35.80",
        "K35.32",
        "K80.00",
        "N10",
        "N39.0",
        "L03.115",
        "L03.116",
        "K57.32",
    ),
    "lactate": ("A41.9", "A41.51"),
    "procalcitonin": ("J18.9", "J15.9"),
    "bilirubin": ("K80.00",),
}


@cache
def laboratory() -> Mapping[str, Any]:
    """Return the tests of the laboratory with their units and ranges."""
    return read_toml("tests.toml")


def home_drugs(who: Person) -> list[str]:
    """Return what a person takes at home, as the problem list explains."""
    taken = [drug for problem, drug in AT_HOME.items() if problem in who.conditions]
    if "diabetes" in who.conditions:
        taken.append("insulin glargine" if who.insulin else "metformin")
    return taken


def medications(rng: Random, visit: Visit) -> list[Row]:
    """Return the medicines of a visit: given for it, and on longer stays continued from home."""
    if visit.kind in ("clinic", "telehealth"):
        return []
    given = list(visit.scenario.get("drugs", []))
    staying = visit.kind == "inpatient" and visit.reason != "birth"
    continued = home_drugs(visit.who) if staying else []
    rows: list[Row] = []
    for drug in dict.fromkeys(given + continued):
        facts = drugs.in_use()[drug]
        amount, unit = facts["dose"]
        starts = calendar.after(rng, visit.began, 20, 180)
        rows.append(
            {
                "encounter_id": visit.id,
                "order": len(rows) + 1,
                "drug": drug,
                "dose": amount,
                "unit": unit,
                "route": facts["route"],
                "frequency": facts["every"],
                "source": "new" if drug in given else "home",
                "started_at": calendar.text(min(starts, visit.ended)),
                "stopped_at": calendar.text(visit.ended),
                "ordered_by": visit.attending.id,
            }
        )
    return rows


def labs(rng: Random, visit: Visit) -> list[Row]:
    """Return laboratory results: on arrival, and on stays of three days again on the third."""
    if visit.kind == "inpatient":
        names = visit.scenario["labs"]
    elif "labs" in visit.scenario.get("tests", []):
        names = ["sodium", "potassium", "creatinine", "wbc"]
    else:
        return []
    held = {code for code, _ in visit.codes}
    rows: list[Row] = []
    for round_, after_days in enumerate(
        (0, 2) if visit.kind == "inpatient" and visit.days > 2 else (0,)
    ):
        taken = calendar.after(rng, visit.began, 10, 90) + timedelta(days=after_days)
        for name in names:
            sick = not round_ and not held.isdisjoint(_SICK.get(name, ()))
            value = _result(rng, name, sick)
            low, high = laboratory()[name]["range"]
            rows.append(
                {
                    "encounter_id": visit.id,
                    "result": len(rows) + 1,
                    "test": name,
                    "value": value,
                    "unit": laboratory()[name]["unit"],
                    "low": low,
                    "high": high,
                    "flag": "L" if value < low else "H" if value > high else "",
                    "collected_at": calendar.text(taken),
                    "reported_at": calendar.text(calendar.after(rng, taken, 25, 110)),
                }
            )
    return rows


def _result(rng: Random, name: str, sick: bool) -> float:
    facts = laboratory()[name]
    low, high = facts["range"]
    if sick:
        middle, spread = facts["sick"]
        value = middle + spread * max(-1.8, min(2.2, normal(rng)))
    else:
        value = low + (high - low) * (0.12 + 0.76 * rng.random())
    return round(value, facts["digits"])


def vitals(rng: Random, visit: Visit, cares: Team) -> list[Row]:
    """Return vital signs: once a visit, and once a day of a stay for up to three days."""
    who = visit.who
    age = who.age(visit.began.date())
    if visit.kind == "telehealth":
        return []
    height = _height(who, age)
    weight = (
        round(who.bmi * (height / 100) ** 2, 1) if age > 0 else round(2.6 + who.number % 14 / 10, 1)
    )
    times: list[datetime] = [min(calendar.after(rng, visit.began, 2, 25), visit.ended)]
    if visit.kind == "inpatient":
        for day in range(1, min(visit.days, 3)):
            times.append(calendar.at(rng, visit.began.date() + timedelta(days=day), 5, 7))
    pressure = "hypertension" in who.conditions
    rows: list[Row] = []
    for moment in times:
        top = (
            between(rng, 128, 158)
            if pressure
            else between(rng, 104, 132)
            if age > 11
            else between(rng, 84, 106)
        )
        rows.append(
            {
                "encounter_id": visit.id,
                "taken_at": calendar.text(moment),
                "taken_by": (cares.nurses[0] if cares.nurses else cares.attending).id,
                "systolic": top,
                "diastolic": round(top * (0.58 + 0.08 * rng.random())),
                "pulse": between(rng, 62, 104) if age > 4 else between(rng, 102, 148),
                "temperature_c": round(36.3 + 1.0 * rng.random(), 1),
                "saturation": between(rng, 93, 99),
                "weight_kg": weight,
                "height_cm": height,
            }
        )
    return rows


def _height(who: Person, age: int) -> int:
    step = who.number % 17
    if age == 0:
        return 48 + step % 5
    if age < 18:
        return min(76 + 6 * age, 150) + step % 7
    return (154 if who.sex == "F" else 166) + step


def problems(who: Person, seen: list[Visit]) -> list[Row]:
    """Return the problem list: what a person lives with, each noted at a visit that says it."""
    rows: list[Row] = []
    listed: set[str] = set()
    for visit in seen:
        for code in codes.chronic(who):
            if (
                code in listed
                or code not in {said for said, _ in visit.codes}
                or code.startswith("Z68")
            ):
                continue
            listed.add(code)
            rows.append(
                {
                    "mrn": who.mrn,
                    "code": code,
                    "noted_on": visit.ended.date().isoformat(),
                    "noted_by": visit.attending.id,
                    "encounter_id": visit.id,
                    "status": "active",
                }
            )
    return rows
