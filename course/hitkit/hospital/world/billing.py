"""Charges, claims and what the payer answered.

The rules are those of our payers, in ``data/payers.csv``: a stay is paid at the payer's base rate
times the weight of its DRG, an outpatient claim at a share of its charges. Payments of real payers
have many more parts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Protocol

from hitkit.chance import between
from hitkit.hospital.files import read_csv
from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar, drugs
from hitkit.hospital.world.chart import is_operation
from hitkit.hospital.world.visits import Visit

_ROOMS = {
    "MED": "1001",
    "CAR": "1002",
    "NEU": "1003",
    "SUR": "1004",
    "ORT": "1005",
    "OBS": "1006",
    "NUR": "1007",
    "PED": "1008",
    "PSY": "1009",
    "ICU": "1010",
}
_TESTS = {"film": "1401", "ct": "1402", "ecg": "1403"}
_IMPLANTS = {"0SRC": "1605", "0SRD": "1605", "0SR": "1606", "0QS": "1607", "0270": "1608"}
_DOSES = {"once": 1, "once a day": 1, "at bedtime": 1, "twice a day": 2, "every 12 hours": 2}
REASONS = {
    "CO-16": "information is missing from the claim",
    "CO-29": "the claim came after the payer's time limit",
    "CO-50": "the payer does not find the service necessary",
    "CO-197": "authorization was not obtained",
}


class Bill(Protocol):
    """Adds a line: item, units, day, modifier."""

    def __call__(self, item: str, units: int, day: date = ..., modifier: str = ...) -> None:
        """Add a line."""


@dataclass(frozen=True)
class Payer:
    """The contract with one payer."""

    id: str
    kind: str
    base_rate: float
    outpatient_rate: float
    patient_share: float
    filing_days: int
    needs_authorization: bool


@cache
def payers() -> dict[str, Payer]:
    """Return the contracts by payer id."""
    return {
        line["payer_id"]: Payer(
            line["payer_id"],
            line["kind"],
            float(line["base_rate"]),
            float(line["outpatient_rate"]),
            float(line["patient_share"]),
            int(line["filing_days"]),
            line["needs_authorization"] == "yes",
        )
        for line in read_csv("payers.csv")
    }


def payer_rows() -> list[Row]:
    """Return the payers and their contracts."""
    return [
        {
            **line,
            "base_rate": float(line["base_rate"]),
            "outpatient_rate": float(line["outpatient_rate"]),
            "patient_share": float(line["patient_share"]),
            "filing_days": int(line["filing_days"]),
        }
        for line in read_csv("payers.csv")
    ]


@cache
def _items() -> dict[str, dict[str, str]]:
    return {line["item_id"]: line for line in read_csv("chargemaster.csv")}


def chargemaster() -> list[Row]:
    """Return the chargemaster: items from 2000 on were replaced before the year began."""
    return [
        {
            **line,
            "price": float(line["price"]),
            "active_from": "2019-07-01" if line["item_id"] >= "2000" else "2025-07-01",
            "active_to": "2025-06-30" if line["item_id"] >= "2000" else "",
        }
        for line in _items().values()
    ]


def pair_rows() -> list[Row]:
    """Return which items include others: the second of a pair is not charged beside the first."""
    return read_csv("pair_edits.csv")


def weight_rows() -> list[Row]:
    """Return the MS-DRG weights of fiscal year 2026."""
    return [
        {
            **line,
            "weight": float(line["weight"]),
            "gmlos": float(line["gmlos"]),
            "amlos": float(line["amlos"]),
        }
        for line in read_csv("drg.csv")
        if line["amlos"]
    ]


def claim(
    rng: Random, visit: Visit, coded: date, biller: str
) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the claim of a visit with its lines and its remittance; the self-paying have none."""
    payer = payers()[visit.who.payer]
    if payer.kind == "self-pay":
        return [], [], []
    number = f"C{visit.id[1:]}"
    lines = _lines(rng, visit, number)
    total = added(lines)
    office = visit.kind in ("clinic", "telehealth")
    through = visit.ended.date()
    submitted, denial = coded + timedelta(days=between(rng, 3, 6)), ""
    authorized = payer.needs_authorization and visit.admit_type == "3"
    member = visit.who.member
    if authorized and rng.random() < 0.12:
        denial = "CO-197"
    elif rng.random() < 0.012:
        member, denial = "", "CO-16"
    elif rng.random() < 0.012:
        late = through + timedelta(days=payer.filing_days + between(rng, 4, 30))
        if late < calendar.CLOSED - timedelta(days=45):
            submitted, denial = late, "CO-29"
    elif rng.random() < 0.015:
        denial = "CO-50"
    head: Row = {
        "claim_id": number,
        "encounter_id": visit.id,
        "form": "CMS-1500" if office else "UB-04",
        "bill_type": "" if office else "0111" if visit.kind == "inpatient" else "0131",
        "place_of_service": {"clinic": "11", "telehealth": "10"}.get(visit.kind, ""),
        "payer_id": payer.id,
        "member_id": member,
        "statement_from": visit.began.date().isoformat(),
        "statement_through": through.isoformat(),
        "drg": visit.drg,
        "authorization": f"AU{between(rng, 100_000, 999_999)}"
        if authorized and denial != "CO-197"
        else "",
        "total_charge": total,
        "submitted_on": submitted.isoformat(),
        "biller_id": biller,
    }
    received = submitted + timedelta(days=between(rng, 12, 38))
    return [head], lines, [_remit(visit, payer, number, total, received, denial)]


def added(lines: list[Row]) -> float:
    """Return the charges of the lines, added to the cent."""
    return round(math.fsum(float(line["charge"] or 0) for line in lines), 2)


def settled(payer: Payer, drg: str, total: float) -> Row:
    """Return what a contract pays: base rate times weight, or a share of the lines' charges."""
    if drg:
        granted, share = round(payer.base_rate * weights()[drg], 2), 0.0
    else:
        granted = round(total * payer.outpatient_rate, 2)
        share = round(granted * payer.patient_share, 2)
    return {
        "allowed": granted,
        "patient_share": share,
        "paid": round(granted - share, 2),
        "adjustment": round(total - granted, 2),
    }


@cache
def weights() -> dict[str, float]:
    """Return the weight of each MS-DRG."""
    return {line["drg"]: float(line["weight"]) for line in read_csv("drg.csv") if line["amlos"]}


def _remit(
    visit: Visit, payer: Payer, number: str, total: float, received: date, denial: str
) -> Row:
    nothing: Row = {"allowed": 0.0, "patient_share": 0.0, "paid": 0.0, "adjustment": 0.0}
    return {
        "claim_id": number,
        "received_on": received.isoformat(),
        "outcome": "denied" if denial else "paid",
        **(nothing if denial else settled(payer, visit.drg, total)),
        "reason": denial or "CO-45",
    }


def _lines(rng: Random, visit: Visit, number: str) -> list[Row]:
    wanted: list[tuple[str, int, date, str]] = []
    first = visit.began.date()

    def bill(item: str, units: int, day: date = first, modifier: str = "") -> None:
        wanted.append((item, units, day, modifier))

    if visit.kind == "inpatient":
        bill(_ROOMS[visit.unit], visit.days)
        bill("1703", visit.days)
        for code, when, _ in visit.procedures:
            _bill_procedure(rng, bill, code, when.date(), visit)
    elif visit.kind == "observation":
        bill("1101", max(1, round((visit.ended - visit.began).total_seconds() / 3600)))
    elif visit.kind == "emergency":
        bill(f"120{visit.scenario['level']}", 1)
    elif visit.reason == "flu vaccine":
        bill("1304", 1)
    else:
        bill(
            f"130{visit.scenario['level']}", 1, modifier="95" if visit.kind == "telehealth" else ""
        )
    for test in visit.scenario.get("tests", []):
        bill(_TESTS[test], 1) if test in _TESTS else bill("1501", 4)
    if visit.kind == "inpatient":
        bill("1501", len(visit.scenario["labs"]) * (2 if visit.days > 2 else 1))
    for drug in visit.scenario.get("drugs", []):
        _bill_drug(bill, drug, visit)
    return [
        {
            "claim_id": number,
            "line": place,
            "item_id": item,
            "revenue_code": _items()[item]["revenue_code"],
            "hcpcs": _items()[item]["hcpcs"],
            "modifier": modifier,
            "service_date": day.isoformat(),
            "units": units,
            "charge": round(float(_items()[item]["price"]) * units, 2),
        }
        for place, (item, units, day, modifier) in enumerate(wanted, 1)
    ]


def _bill_procedure(rng: Random, bill: Bill, code: str, day: date, visit: Visit) -> None:
    if code == "10E0XZZ":
        bill("1604", 1, day)
    if code == "30233N1":
        bill("1702", 2, day)
    if is_operation(code):
        quarters = (
            between(rng, 4, 8) if code[:3] in ("0DT", "0FT", "10D", "027") else between(rng, 6, 10)
        )
        bill("1601", quarters, day)
        bill("1602", quarters, day)
        bill("1603", between(rng, 1, 3), day)
    for start, item in _IMPLANTS.items():
        if code.startswith(start):
            bill(item, 1, day)
            break
    if visit.attending.department == "ORT":
        bill("1701", visit.days, day)


def _bill_drug(bill: Bill, drug: str, visit: Visit) -> None:
    facts = drugs.in_use()[drug]
    doses = _DOSES.get(facts["every"], 3) if visit.kind == "inpatient" else 1
    days = min(visit.days, 4) if visit.kind == "inpatient" and facts["every"] != "once" else 1
    if "hcpcs" in facts:
        item = next(key for key, line in _items().items() if line["hcpcs"] == facts["hcpcs"])
        bill(item, facts["units"] * doses * days)
    else:
        bill("1801", doses * days)
