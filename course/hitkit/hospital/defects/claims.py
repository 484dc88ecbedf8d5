"""Defects of claims, the chargemaster and payments."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from hitkit.chance import between, pick
from hitkit.hospital.defects.desk import Desk, Spoilt, defect, replace
from hitkit.hospital.model import Row
from hitkit.hospital.world.billing import added, chargemaster, pair_rows, payers, settled


def _lines(desk: Desk, *starts: str) -> list[Row]:
    """Lines of items whose numbers begin so."""
    return [
        row
        for row in desk.tables["claim_lines"]
        if not starts or str(row["item_id"]).startswith(starts)
    ]


def _close(desk: Desk, claim_id: Any) -> Row:
    """One defect is enough for a claim: take its head, its lines and its answer."""
    for table in ("claims", "claim_lines", "remits"):
        desk.take(table, *desk.of(table, "claim_id", claim_id))
    return desk.of("claims", "claim_id", claim_id)[0]


def reprice(desk: Desk, head: Row) -> None:
    """Carry changed lines or a changed DRG into total and payment, so that no more is wrong."""
    claim_id = head["claim_id"]
    head["total_charge"] = total = added(desk.of("claim_lines", "claim_id", claim_id))
    for remit in desk.of("remits", "claim_id", claim_id):
        if remit["outcome"] == "paid":
            remit.update(settled(payers()[str(head["payer_id"])], str(head["drg"]), total))


def _claim_of(row: Row) -> str:
    return str(row["claim_id"])


@defect(
    "duplicate_claim",
    "claims",
    0.006,
    "The same visit was billed twice.",
    "Two claims carry the same encounter and the same lines.",
    lambda desk: desk.tables["claims"],
    record=lambda row: str(row["encounter_id"]),
)
def duplicate_claim(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Send the claim again under another number."""
    number = f"{row['claim_id']}B"
    for table in ("claims", "claim_lines", "remits"):
        for other in list(desk.of(table, "claim_id", row["claim_id"])):
            desk.add(table, other | {"claim_id": number})
    _close(desk, row["claim_id"])
    return Spoilt("claim_id", "", number)


@defect(
    "unit_error",
    "claim_lines",
    0.04,
    "More days of room and care than the patient stayed.",
    "The units of the room line exceed the length of stay.",
    lambda desk: _lines(desk, "100", "1010"),
    record=_claim_of,
)
def unit_error(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Add a digit to the days."""
    days = int(str(row["units"]))
    units = days * 10 if rng.random() < 0.5 else days + between(rng, 3, 9)
    row["charge"] = round(float(row["charge"] or 0) / days * units, 2)
    reprice(desk, _close(desk, row["claim_id"]))
    return replace(row, "units", units)


@defect(
    "unbundled",
    "claim_lines",
    0.012,
    "An item was charged beside one that includes it.",
    "pair_edits names the two items as a pair.",
    lambda desk: [row for row in _lines(desk, "1101", "1402", "1303") if row["modifier"] == ""],
    record=_claim_of,
)
def unbundled(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Charge what is already included."""
    item = pick(
        rng, [pair["included_item_id"] for pair in pair_rows() if pair["item_id"] == row["item_id"]]
    )
    master = next(entry for entry in chargemaster() if entry["item_id"] == item)
    lines = desk.of("claim_lines", "claim_id", row["claim_id"])
    extra: Row = {
        "claim_id": row["claim_id"],
        "line": len(lines) + 1,
        "item_id": item,
        "revenue_code": master["revenue_code"],
        "hcpcs": master["hcpcs"],
        "modifier": "",
        "service_date": row["service_date"],
        "units": 1,
        "charge": master["price"],
    }
    desk.add("claim_lines", extra, after=lines[-1])
    reprice(desk, _close(desk, row["claim_id"]))
    return Spoilt("item_id", "", item)


_OLD = {"1303": "2301", "1401": "2401", "1501": "2501", "1703": "2703", "1801": "2801"}


@defect(
    "inactive_charge",
    "claim_lines",
    0.004,
    "An item was charged under its old number.",
    "The service came after the item's last day in the chargemaster.",
    lambda desk: [row for row in _lines(desk, *_OLD) if row["modifier"] == ""],
    record=lambda row: f"{row['claim_id']}:{row['line']}",
)
def inactive_charge(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Charge the retired item."""
    old = next(item for item in chargemaster() if item["item_id"] == _OLD[str(row["item_id"])])
    row["hcpcs"] = old["hcpcs"]
    row["charge"] = round(float(old["price"] or 0) * int(str(row["units"])), 2)
    reprice(desk, _close(desk, row["claim_id"]))
    return replace(row, "item_id", old["item_id"])


@defect(
    "wrong_total",
    "claims",
    0.006,
    "The total of a claim is not the sum of its lines.",
    "total_charge differs from the added charges.",
    lambda desk: desk.tables["claims"],
)
def wrong_total(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Miscount the total."""
    clean = float(_close(desk, row["claim_id"])["total_charge"] or 0)
    return replace(row, "total_charge", round(clean + pick(rng, (-1, 1)) * between(rng, 9, 60), 2))


@defect(
    "missing_modifier",
    "claim_lines",
    0.06,
    "A video visit was billed as a visit in the office.",
    "The encounter is telehealth and the visit line has no modifier 95.",
    lambda desk: [row for row in _lines(desk) if row["modifier"] == "95"],
    record=_claim_of,
)
def missing_modifier(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Drop the modifier."""
    _close(desk, row["claim_id"])
    return replace(row, "modifier", "")


@defect(
    "wrong_place",
    "claims",
    0.05,
    "A video visit to the home was billed with the place of an office.",
    "The encounter is telehealth and the place of service is 11.",
    lambda desk: [row for row in desk.tables["claims"] if row["place_of_service"] == "10"],
)
def wrong_place(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Bill an office."""
    _close(desk, row["claim_id"])
    return replace(row, "place_of_service", "11")


@defect(
    "underpaid",
    "remits",
    0.012,
    "The payer allowed less than the contract.",
    "allowed is not base rate times weight, or the contract's share of the charges.",
    lambda desk: [
        row
        for row in desk.tables["remits"]
        if row["outcome"] == "paid" and float(row["allowed"] or 0) > 40
    ],
)
def underpaid(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Pay a tenth or a quarter less."""
    head = _close(desk, row["claim_id"])
    contract = payers()[str(head["payer_id"])]
    clean = float(row["allowed"] or 0)
    dirty = round(clean * pick(rng, (0.75, 0.8, 0.9)), 2)
    row["patient_share"] = 0.0 if head["drg"] else round(dirty * contract.patient_share, 2)
    row["paid"] = round(dirty - float(row["patient_share"] or 0), 2)
    row["adjustment"] = round(float(row["adjustment"] or 0) + clean - dirty, 2)
    return replace(row, "allowed", dirty)


def _used_items(desk: Desk) -> list[Row]:
    used = Counter(row["item_id"] for row in desk.tables["claim_lines"])
    return [row for row in desk.tables["chargemaster"] if used[row["item_id"]] >= 3]


@defect(
    "missing_revenue_code",
    "chargemaster",
    0.05,
    "An item of the chargemaster has no revenue code.",
    "revenue_code is empty.",
    lambda desk: [row for row in desk.tables["chargemaster"] if row["active_to"] == ""],
)
def missing_revenue_code(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Empty the revenue code."""
    return replace(row, "revenue_code", "")


@defect(
    "wrong_price",
    "chargemaster",
    0.06,
    "The price of an item slipped by a digit.",
    "Nearly all claims charge another price for the item.",
    _used_items,
)
def wrong_price(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Slip the decimal point."""
    return replace(row, "price", round(float(row["price"] or 0) * pick(rng, (10.0, 0.1)), 2))
