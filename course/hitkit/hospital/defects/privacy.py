"""Defects of access, release of information and breach notices."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hitkit.chance import between, pick
from hitkit.hospital.defects.desk import Desk, Spoilt, defect, replace
from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar
from hitkit.hospital.world.privacy import PARTS


def _later(day: Any, rng: Random, low: int, high: int) -> str:
    return (date.fromisoformat(str(day)) + timedelta(days=between(rng, low, high))).isoformat()


def _relatives(desk: Desk) -> list[Row]:
    """Visits of people who share a family name or a street with somebody at work here."""
    names = {row["last_name"] for row in desk.staff.values()}
    streets = {(_street(row), row["town"]) for row in desk.staff.values()}
    return [
        visit
        for visit in desk.tables["encounters"]
        if visit["mrn"] in desk.patients
        and (
            desk.patients[visit["mrn"]]["last_name"] in names
            or (_street(desk.patients[visit["mrn"]]), desk.patients[visit["mrn"]]["town"])
            in streets
        )
    ]


def _street(row: Row) -> str:
    return str(row["street"]).split(" ", 1)[-1]


@defect(
    "snooping",
    "access_log",
    0.012,
    "Somebody opened a chart without any work on the visit.",
    "Staff and visit do not stand together in care_team; often they share a name or a street.",
    _relatives,
    record=lambda row: str(row["access_id"]),
    last=True,
)
def snooping(desk: Desk, rng: Random, row: Row) -> Spoilt | None:
    """Let a relative or a neighbor look."""
    person = desk.patients[row["mrn"]]
    curious = [
        worker
        for worker in desk.staff.values()
        if worker["role"] in ("physician", "nurse", "resident", "coder")
        and (row["encounter_id"], worker["staff_id"]) not in desk.team
        and (
            worker["last_name"] == person["last_name"]
            or (_street(worker), worker["town"]) == (_street(person), person["town"])
        )
    ]
    if not curious:
        return None
    when = calendar.after(rng, calendar.read(str(row["began_at"])), 30, 30_000)
    entry: Row = {
        "access_id": "",
        "at": calendar.text(when),
        "staff_id": pick(rng, curious)["staff_id"],
        "mrn": row["mrn"],
        "encounter_id": row["encounter_id"],
        "part": "chart",
        "action": pick(rng, ("view", "view", "print")),
        "workstation": f"W{between(rng, 101, 188)}",
    }
    desk.add("access_log", entry)
    return Spoilt("", "no entry", entry["staff_id"], entry)


@defect(
    "beyond_role",
    "access_log",
    0.0015,
    "Somebody opened a part of the record that the role may not open.",
    "role_access says no for the role and the part.",
    lambda desk: [
        row
        for row in desk.tables["access_log"]
        if desk.staff[row["staff_id"]]["role"] in ("registrar", "laboratory technologist")
    ],
    record=lambda row: str(row["access_id"]),
    last=True,
)
def beyond_role(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Open the chart instead."""
    row["action"] = "view"
    return replace(row, "part", "chart")


def _with_authorization(desk: Desk) -> list[Row]:
    return desk.tables["authorizations"]


@defect(
    "expired_authorization",
    "authorizations",
    0.05,
    "The authorization had expired when the request came.",
    "expires_on lies before received_on, and the record was released (45 CFR 164.508(b)(2)(i)).",
    _with_authorization,
)
def expired_authorization(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Let the authorization end before the request."""
    signed = date.fromisoformat(str(row["signed_on"]))
    received = desk.of("release_requests", "request_id", row["request_id"])[0]["received_on"]
    expires = date.fromisoformat(str(received)) - timedelta(days=between(rng, 1, 90))
    row["signed_on"] = min(signed, expires - timedelta(days=between(rng, 30, 200))).isoformat()
    return replace(row, "expires_on", expires.isoformat())


_ELEMENTS = ("recipient", "information", "purpose", "expires_on", "signed_by", "signed_on")
_STATEMENTS = ("says_right_to_revoke", "says_no_condition", "says_redisclosure")


@defect(
    "defective_authorization",
    "authorizations",
    0.07,
    "The authorization lacks an element or a statement.",
    "An element is empty or a statement is no (45 CFR 164.508(c)), and the record was released.",
    _with_authorization,
)
def defective_authorization(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Take one element away."""
    key = pick(rng, _ELEMENTS + _STATEMENTS)
    return replace(row, key, "no" if key in _STATEMENTS else "")


@defect(
    "over_disclosure",
    "release_requests",
    0.04,
    "More was sent than was asked for.",
    "parts_released names a part that parts_asked does not.",
    lambda desk: desk.tables["release_requests"],
)
def over_disclosure(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Send another part too."""
    extra = pick(rng, [part for part in PARTS if part not in str(row["parts_asked"])])
    return replace(row, "parts_released", f"{row['parts_released']}; {extra}")


@defect(
    "late_access",
    "release_requests",
    0.03,
    "A patient waited more than 30 days for the own record.",
    "decided_on is more than 30 days after received_on (45 CFR 164.524(b)(2)).",
    lambda desk: [
        row for row in desk.tables["release_requests"] if row["basis"] == "right of access"
    ],
)
def late_access(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Answer weeks late."""
    return replace(row, "decided_on", _later(row["received_on"], rng, 31, 58))


@defect(
    "wrong_fee",
    "release_requests",
    0.03,
    "The fee is not that of the price list.",
    "The price list: 6.50 for patients, nothing for treatment, else 15 and 0.60 a page.",
    lambda desk: desk.tables["release_requests"],
)
def wrong_fee(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Ask for more."""
    return replace(row, "fee", round(float(row["fee"] or 0) + between(rng, 8, 40), 2))


@defect(
    "no_assurance",
    "court_papers",
    0.12,
    "A subpoena without a judge's signature came without assurance, and the record was released.",
    "paper is subpoena and assurance is empty (45 CFR 164.512(e)(1)(ii)).",
    lambda desk: [row for row in desk.tables["court_papers"] if row["paper"] == "subpoena"],
)
def no_assurance(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Take the assurance away."""
    return replace(row, "assurance", "")


def _breaches(desk: Desk) -> list[Row]:
    return [row for row in desk.tables["incidents"] if row["assessment"] == "breach"]


@defect(
    "late_notice",
    "incidents",
    0.12,
    "The people were told more than 60 days after the discovery.",
    "told_people_on is more than 60 days after discovered_on (45 CFR 164.404(b)).",
    _breaches,
)
def late_notice(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Tell the people late."""
    return replace(row, "told_people_on", _later(row["discovered_on"], rng, 61, 110))


@defect(
    "no_media_notice",
    "incidents",
    0.3,
    "More than 500 residents of the state are affected and the media were not told.",
    "in_state is above 500 and told_media_on is empty (45 CFR 164.406).",
    lambda desk: [row for row in _breaches(desk) if row["told_media_on"]],
)
def no_media_notice(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Leave the media out."""
    return replace(row, "told_media_on", "")
