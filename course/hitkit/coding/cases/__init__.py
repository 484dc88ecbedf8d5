"""Families of invented encounters: facts are drawn, notes are worded, codes follow by rules."""

from collections.abc import Callable
from random import Random

from hitkit.coding.cases import chronic, drugs, infection, injury, mother, symptom, unclear, visit
from hitkit.coding.cases.story import Case

Family = Callable[[Random], Case]

OUTPATIENT: tuple[Family, ...] = (
    infection.ear,
    infection.urine,
    symptom.suspicion,
    visit.colon,
    chronic.asthma,
    mother.pregnancy,
)
INJURY: tuple[Family, ...] = (
    injury.fracture,
    injury.wound,
    injury.burn,
    injury.sequela,
    injury.fragile,
)
COMBINED: tuple[Family, ...] = (
    chronic.diabetes,
    chronic.pressure,
    chronic.copd,
    chronic.dementia,
    chronic.weight,
    visit.stroke,
    drugs.harm,
    drugs.underdosing,
)
PRINCIPAL: tuple[Family, ...] = (
    symptom.stay,
    infection.sepsis,
    infection.double,
    drugs.cancer,
    drugs.drink,
    visit.joint,
    visit.sore,
)
UNCLEAR: tuple[Family, ...] = (
    unclear.urosepsis,
    unclear.two_sides,
    unclear.treated_number,
    unclear.two_stages,
    unclear.after_surgery,
    unclear.which_first,
    unclear.remission,
)
CLEAR: tuple[Family, ...] = (  # notes that look as if they needed a query, and do not
    infection.sepsis,
    symptom.stay,
    injury.fracture,
    visit.sore,
    injury.fragile,
    chronic.pressure,
)
LESSON: tuple[tuple[Family, int], ...] = (  # worked examples, and how many codes each shall have
    (infection.urine, 2),
    (injury.fracture, 2),
    (chronic.pressure, 3),
    (symptom.stay, 1),
    (unclear.urosepsis, 1),
)
ALL: tuple[Family, ...] = OUTPATIENT + INJURY + COMBINED + PRINCIPAL + UNCLEAR
