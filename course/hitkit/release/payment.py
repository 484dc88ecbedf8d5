"""How is this paid? Short cases, sorted by payment system, with the part of 42 CFR that sets it."""

from __future__ import annotations

from random import Random

from hitkit.chance import pick, shuffled, some, unlike
from hitkit.release.people import Patient, Records, any_visit

SYSTEMS = {
    "inpatient PPS": "one payment a stay, by MS-DRG (42 CFR Part 412)",
    "outpatient PPS": "by group of hospital outpatient service, APC (42 CFR Part 419)",
    "skilled nursing PPS": "an amount a day, by the patient's group (42 CFR Part 413, Subpart J)",
    "home health PPS": "an amount a 30-day period at home (42 CFR Part 484, Subpart E)",
    "hospice": "an amount a day, by level of care (42 CFR Part 418, Subpart G)",
    "physician fee schedule": "relative value units x conversion factor (42 CFR Part 414)",
    "dialysis PPS": "one payment a treatment, supplies and most drugs in it (42 CFR Part 413)",
    "capitation": "an amount a member a month, whatever care is given",
    "workers' compensation": "the employer's insurance pays for an injury at work, by state law",
}
"""Payment systems by label; those with a part of 42 CFR are Medicare's."""

_BANK = {
    "inpatient PPS": (
        "Medicare. {name} stays four nights in the hospital with pneumonia. The hospital's bill.",
        "Medicare. {name} has a hip replaced and stays as an inpatient. The hospital's bill.",
    ),
    "outpatient PPS": (
        "Medicare. {name} has a colonoscopy in the hospital and goes home the same day. "
        "The hospital's bill.",
        "Medicare. {name} is seen in the emergency room and sent home. The hospital's bill.",
    ),
    "skilled nursing PPS": (
        "Medicare Part A. After a stroke {name} goes on to a skilled nursing facility for 20 days. "
        "The bill of the facility.",
    ),
    "home health PPS": (
        "Medicare. A nurse of an agency dresses the wound of {name} at home twice a week for a "
        "month. The bill of the agency.",
    ),
    "hospice": (
        "Medicare. {name} has chosen comfort care for a terminal illness, and gets it at home "
        "every day. The bill of the program.",
    ),
    "physician fee schedule": (
        "Medicare. A surgeon in her own office removes a mole of {name}. The bill of the surgeon.",
        "Medicare. {name} sees a family doctor in private practice. The bill of the doctor.",
    ),
    "dialysis PPS": (
        "Medicare. {name} comes to the dialysis center three times a week. The center's bill.",
    ),
    "capitation": (
        "A health plan pays the clinic 31 dollars each month for {name}, who never comes.",
        "The clinic gets the same sum each month for {name}, with or without a visit.",
    ),
    "workers' compensation": (
        "{name} falls from a ladder in the warehouse where {they} works. The bill of the clinic.",
        "{name} cuts a hand on the saw at the job. The bill of the emergency room.",
    ),
}


def exercise(
    rng: Random, records: Records
) -> tuple[list[dict[str, str]], dict[str, str], dict[str, str]]:
    """Draw six cases as rows, the system that pays each, and why."""
    systems = some(rng, list(_BANK), 5)
    systems.append(pick(rng, [name for name in systems if len(_BANK[name]) > 1]))
    taken: set[str] = set()
    drawn = []
    for system in systems:
        text = pick(rng, [text for text in _BANK[system] if text not in taken])
        taken.add(text)
        who = _patient(rng, records, text)
        drawn.append((text.format(name=who.name, they=who.they), system))
    drawn = shuffled(rng, drawn)
    numbers = [f"B{n}" for n in unlike(rng, 1000, 9999, len(drawn))]
    rows = [{"case": n, "text": text} for n, (text, _) in zip(numbers, drawn, strict=True)]
    key = {n: system for n, (_, system) in zip(numbers, drawn, strict=True)}
    return rows, key, {n: f"{SYSTEMS[system]}." for n, system in key.items()}


def _patient(rng: Random, records: Records, text: str) -> Patient:
    """Take a patient with Medicare for its cases, and one of working age for the others."""
    if not text.startswith("Medicare"):
        return records.take(rng, (18, 64), any_visit)[0]
    return records.take(
        rng, (65, 120), lambda who: any_visit(who) if who.payer == "Medicare" else None
    )[0]
