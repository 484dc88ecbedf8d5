"""Departments, staff with their roles and weekly schedules, and who may open what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hitkit.chance import between, pick, weighted
from hitkit.hospital.model import Row
from hitkit.hospital.world import names

DEPARTMENTS = {
    "MED": ("Medicine", "inpatient", 46),
    "CAR": ("Cardiology", "inpatient", 14),
    "NEU": ("Neurology", "inpatient", 12),
    "SUR": ("Surgery", "inpatient", 24),
    "ORT": ("Orthopedics", "inpatient", 18),
    "OBS": ("Obstetrics", "inpatient", 14),
    "NUR": ("Nursery", "inpatient", 14),
    "PED": ("Pediatrics", "inpatient", 10),
    "PSY": ("Psychiatry", "inpatient", 12),
    "ICU": ("Intensive care", "inpatient", 10),
    "EMD": ("Emergency", "emergency", 0),
    "CLI": ("Family clinic", "clinic", 0),
    "PHA": ("Pharmacy", "support", 0),
    "LAB": ("Laboratory", "support", 0),
    "RAD": ("Radiology", "support", 0),
    "HIM": ("Health information management", "office", 0),
    "PFS": ("Patient financial services", "office", 0),
    "REG": ("Registration", "office", 0),
    "ITS": ("Information technology", "office", 0),
}
SERVICES = {name: code for code, (name, *_) in DEPARTMENTS.items()}

# Departments that are large have more than one of a role.
_WARDS = "MED MED MED CAR NEU SUR SUR ORT OBS PED PSY ICU EMD EMD CLI CLI"
_NURSES = _WARDS.replace("OBS", "OBS NUR")
# role: (code, what the role may open, departments, heads per 2,000 people)
ROLES: dict[str, tuple[str, str, tuple[str, ...], int]] = {
    "physician": ("MD", "chart orders results problems", tuple(_WARDS.split()), 32),
    "resident": ("RES", "chart orders results problems", ("MED", "SUR", "OBS"), 6),
    "nurse": ("RN", "chart orders results", tuple(_NURSES.split()), 51),
    "pharmacist": ("PHR", "orders results", ("PHA",), 4),
    "laboratory technologist": ("LAB", "results", ("LAB",), 4),
    "radiology technologist": ("RT", "orders results", ("RAD",), 4),
    "registrar": ("REG", "registration", ("REG",), 8),
    "coder": ("COD", "chart codes", ("HIM",) * 5, 8),
    "release specialist": ("ROI", "chart registration", ("HIM",) * 2, 3),
    "transcriptionist": ("TRN", "chart", ("HIM",), 3),
    "biller": ("BIL", "claims codes registration", ("PFS",), 6),
    "privacy officer": ("PRV", "audit", ("HIM",), 1),
    "system analyst": ("ITA", "audit", ("ITS",), 3),
}
_SHIFTS = {
    "day": ("07:00", "15:30"),
    "evening": ("15:00", "23:30"),
    "night": ("23:00", "07:30"),
    "office": ("08:00", "16:30"),
}


@dataclass(frozen=True)
class Worker:
    """One member of staff."""

    id: str
    first: str
    last: str
    role: str
    department: str
    street: str
    town: str


def departments() -> list[Row]:
    """Return the departments with their licensed beds."""
    return [
        {"department_id": code, "name": name, "kind": kind, "beds": beds}
        for code, (name, kind, beds) in DEPARTMENTS.items()
    ]


def role_access() -> list[Row]:
    """Return which parts of the record each role may open for its work."""
    parts = ("audit", "chart", "claims", "codes", "orders", "problems", "registration", "results")
    return [
        {"role": role, "part": part, "allowed": "yes" if part in allowed.split() else "no"}
        for role, (_, allowed, _, _) in ROLES.items()
        for part in parts
    ]


def workers(rng: Random, people: int) -> list[Worker]:
    """Draw the staff; there is at least one of every role in each of its departments."""
    drawn: list[Worker] = []
    for role, (_, _, places, heads) in ROLES.items():
        for place in range(max(len(places), heads * people // 2_000)):
            sex = pick(rng, "FM")
            street, town, _ = names.address(rng)
            drawn.append(
                Worker(
                    id=f"S{1001 + len(drawn)}",
                    first=names.first_name(rng, sex),
                    last=names.family_name(rng),
                    role=role,
                    department=places[place % len(places)],
                    street=street,
                    town=town,
                )
            )
    return drawn


def staff_rows(rng: Random, staff: list[Worker]) -> list[Row]:
    """Return the staff table; provider numbers begin with 0, as no real one does."""
    return [
        {
            "staff_id": worker.id,
            "last_name": worker.last,
            "first_name": worker.first,
            "role": worker.role,
            "department_id": worker.department,
            "provider_number": f"0{100_000_000 + place * 7919}"
            if worker.role in ("physician", "resident")
            else "",
            "street": worker.street,
            "town": worker.town,
            "hired_on": (date(2025, 9, 1) - timedelta(days=between(rng, 30, 9000))).isoformat(),
        }
        for place, worker in enumerate(staff)
    ]


def schedule_rows(rng: Random, staff: list[Worker]) -> list[Row]:
    """Return the weekly pattern of every member of staff, one row a weekday worked."""
    rows: list[Row] = []
    for worker in staff:
        kind = DEPARTMENTS[worker.department][1]
        round_the_clock = kind in ("inpatient", "emergency", "support")
        shift = (
            weighted(rng, ("day", "evening", "night"), (5, 3, 2)) if round_the_clock else "office"
        )
        free = set() if round_the_clock else {5, 6}
        while len(free) < 2:
            free.add(between(rng, 0, 6))
        for weekday in range(7):
            if weekday not in free:
                begins, ends = _SHIFTS[shift]
                rows.append(
                    {
                        "staff_id": worker.id,
                        "weekday": weekday + 1,
                        "shift": shift,
                        "begins": begins,
                        "ends": ends,
                    }
                )
    return rows
