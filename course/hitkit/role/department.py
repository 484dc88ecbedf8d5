"""The records department of the term's hospital: patients, stays on the wards, coded charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hitkit import hospital
from hitkit.hospital import model
from hitkit.rows import Row


@dataclass(frozen=True)
class Department:
    """What the department works with; ``wards`` are the six with most stays, by name."""

    patients: list[Row]
    stays: list[Row]
    charts: list[Row]
    wards: list[str]
    colleagues: list[str]


def open_department(seed: str) -> Department:
    """Simulate the hospital of a term and look at it from its records department."""
    rows = hospital.simulate(seed, hospital.TERM_PEOPLE).rows
    payers = {row["payer_id"]: str(row["kind"]) for row in rows["payers"]}
    places = {row["department_id"]: str(row["name"]) for row in rows["departments"]}
    names = _names(rows["staff"])
    stays = [
        {
            "mrn": str(row["mrn"]),
            "ward": places[row["department_id"]],
            "ended": str(row["ended_at"])[:10],
        }
        for row in rows["encounters"]
        if row["type"] == "inpatient"
    ]
    most = Counter(row["ward"] for row in stays).most_common(6)
    return Department(
        patients=[
            {
                "mrn": str(row["mrn"]),
                "last_name": str(row["last_name"]),
                "first_name": str(row["first_name"]),
                "birth_date": str(row["birth_date"]),
                "town": str(row["town"]),
                "zip": str(row["zip"]),
                "payer": payers[row["payer_id"]],
            }
            for row in rows["patients"]
        ],
        stays=stays,
        charts=[
            {
                "encounter_id": str(row["encounter_id"]),
                "coder": names[str(row["coder_id"])],
                "queue": str(row["queue"]),
                "coded_on": str(row["finished_at"])[:10],
                "minutes": str(row["minutes"]),
            }
            for row in rows["coding_queue"]
        ],
        wards=sorted(name for name, _ in most),
        colleagues=[
            names[str(row["staff_id"])] for row in rows["staff"] if row["department_id"] == "HIM"
        ],
    )


def _names(staff: Iterable[model.Row]) -> dict[str, str]:
    """Return everybody's name by number; two of one name are told apart by it."""
    names = {str(row["staff_id"]): f"{row['first_name']} {row['last_name']}" for row in staff}
    often = Counter(names.values())
    return {
        number: name if often[name] == 1 else f"{name} {number}" for number, name in names.items()
    }
