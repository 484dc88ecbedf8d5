"""Defects of measurements, medicines and dates: wrong units, impossible values, double orders."""

from __future__ import annotations

from random import Random

from hitkit.chance import pick
from hitkit.hospital.defects.desk import Desk, Spoilt, defect, replace
from hitkit.hospital.defects.index import STABLE
from hitkit.hospital.model import Row


def _heavy(desk: Desk) -> list[Row]:
    return [
        row
        for row in desk.tables["vitals"]
        if float(row["weight_kg"] or 0) / (float(row["height_cm"] or 1) / 100) ** 2 > 26.5
    ]


@defect(
    "weight_in_pounds",
    "vitals",
    0.01,
    "A weight in pounds stands in the column of kilograms.",
    "The body mass index would be above 55.",
    _heavy,
)
def weight_in_pounds(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Write pounds."""
    return replace(row, "weight_kg", round(float(row["weight_kg"] or 0) * 2.20462, 1))


@defect(
    "temperature_in_fahrenheit",
    "vitals",
    0.008,
    "A temperature in Fahrenheit stands in the column of Celsius.",
    "No living body has 95 degrees Celsius.",
    lambda desk: desk.tables["vitals"],
)
def temperature_in_fahrenheit(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Write Fahrenheit."""
    return replace(row, "temperature_c", round(float(row["temperature_c"] or 0) * 9 / 5 + 32, 1))


@defect(
    "impossible_vital",
    "vitals",
    0.006,
    "A vital sign that cannot be.",
    "Saturation above 100, diastolic above systolic, or a pulse above 300.",
    lambda desk: desk.tables["vitals"],
)
def impossible_vital(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Mistype a vital sign."""
    key = pick(rng, ("saturation", "pulse", "diastolic"))
    clean = int(str(row[key]))
    slipped = {
        "saturation": clean * 10 + 1,
        "pulse": clean * 10,
        "diastolic": int(str(row["systolic"])) + 12,
    }
    return replace(row, key, slipped[key])


_OTHER_UNITS = {"glucose": 1 / 18.0, "creatinine": 88.4, "hemoglobin": 10.0, "calcium": 0.2495}


@defect(
    "lab_unit",
    "labs",
    0.02,
    "A result in another unit stands under the usual unit.",
    "The value is three times outside the range, as no other result of the test is.",
    lambda desk: [row for row in desk.tables["labs"] if row["test"] in _OTHER_UNITS],
)
def lab_unit(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Write the result in the other unit; the system flags what it is given."""
    value = round(float(row["value"] or 0) * _OTHER_UNITS[str(row["test"])], 1)
    row["flag"] = (
        "L" if value < float(row["low"] or 0) else "H" if value > float(row["high"] or 0) else ""
    )
    return replace(row, "value", value)


@defect(
    "wrong_flag",
    "labs",
    0.008,
    "The flag of a result does not follow from value and range.",
    "The flag says otherwise than the comparison with low and high.",
    lambda desk: desk.tables["labs"],
)
def wrong_flag(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Turn the flag."""
    return replace(row, "flag", pick(rng, ("H", "L")) if row["flag"] == "" else "")


@defect(
    "double_order",
    "medications",
    0.012,
    "The same medicine was ordered twice for one visit.",
    "Two orders of the visit name the same drug.",
    lambda desk: desk.tables["medications"],
    record=lambda row: str(row["encounter_id"]),
)
def double_order(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Order it again, from home or new."""
    orders = list(desk.of("medications", "encounter_id", row["encounter_id"]))
    copy = row | {"order": len(orders) + 1, "source": "home" if row["source"] == "new" else "new"}
    desk.add("medications", copy, after=orders[-1])
    desk.take("medications", *orders)
    return Spoilt("drug", "one order", copy["drug"])


def _coded(desk: Desk, row: Row) -> bool:
    """Say whether the visit that noted a problem still codes it, whatever defects of coding did."""
    noted = desk.of("diagnoses", "encounter_id", row["encounter_id"])
    return any(diagnosis["code"] == row["code"] for diagnosis in noted)


_SLIPS = {"mg": "mcg", "mcg": "mg", "g": "mg"}


@defect(
    "dose_unit",
    "medications",
    0.008,
    "A dose in the wrong unit.",
    "The unit is not that of the formulary.",
    lambda desk: [row for row in desk.tables["medications"] if row["unit"] in _SLIPS],
)
def dose_unit(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Slip from one unit to the next."""
    return replace(row, "unit", _SLIPS[str(row["unit"])])


@defect(
    "transposed_dates",
    "encounters",
    0.004,
    "Begin and end of a visit are exchanged.",
    "ended_at lies before began_at.",
    lambda desk: [
        row for row in desk.tables["encounters"] if int(str(row["length_of_stay"] or 0)) < 15
    ],
)
def transposed_dates(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Exchange the two times."""
    clean = row["ended_at"]
    row["began_at"], row["ended_at"] = clean, row["began_at"]
    return Spoilt("ended_at", clean, row["ended_at"])


@defect(
    "missing_problem",
    "problems",
    0.03,
    "A problem that a visit coded is not on the problem list.",
    "The code stands in diagnoses and not in problems.",
    lambda desk: [
        row for row in desk.tables["problems"] if row["code"] in STABLE and _coded(desk, row)
    ],
)
def missing_problem(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Take the problem off the list."""
    desk.remove("problems", row)
    return Spoilt("code", row["code"], "")
