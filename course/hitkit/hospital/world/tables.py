"""From one person's visits to rows of the tables."""

from __future__ import annotations

from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar
from hitkit.hospital.world.visits import Visit

PLACES = {"inpatient": "hospital", "observation": "hospital", "emergency": "hospital"}


def encounter(visit: Visit) -> Row:
    """Return a visit as a row of ``encounters``."""
    return {
        "encounter_id": visit.id,
        "mrn": visit.who.mrn,
        "type": visit.kind,
        "reason": visit.reason,
        "arrived_at": calendar.text(visit.arrived),
        "began_at": calendar.text(visit.began),
        "ended_at": calendar.text(visit.ended),
        "department_id": visit.unit,
        "attending_id": visit.attending.id,
        "payer_id": visit.who.payer,
        "admission_type": visit.admit_type,
        "point_of_origin": visit.origin,
        "discharge_status": visit.disposition,
        "length_of_stay": visit.days if visit.kind == "inpatient" else None,
        "drg": visit.drg,
    }


def diagnoses(visit: Visit) -> list[Row]:
    """Return the diagnoses of a visit, numbered in the order of the claim."""
    return [
        {"encounter_id": visit.id, "rank": rank, "code": code, "poa": mark}
        for rank, (code, mark) in enumerate(visit.codes, 1)
    ]


def procedures(visit: Visit) -> list[Row]:
    """Return the ICD-10-PCS procedures of a stay."""
    return [
        {
            "encounter_id": visit.id,
            "rank": rank,
            "code": code,
            "performed_at": calendar.text(when),
            "surgeon_id": surgeon.id,
        }
        for rank, (code, when, surgeon) in enumerate(visit.procedures, 1)
    ]
