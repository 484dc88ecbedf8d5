"""Requests for records with what came with them, and privacy incidents with what was done.

Rules in 45 CFR: authorisation 164.508(c), access within 30 days 164.524(b), subpoenas 164.512(e),
breach notices 164.404 to 164.408.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hitkit.chance import between, one_of, pick
from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar, names
from hitkit.hospital.world.house import House
from hitkit.hospital.world.staff import Worker
from hitkit.hospital.world.visits import Visit

_SHARE = 0.16
_REQUESTERS = {
    "patient": 0.30,
    "treating provider": 0.20,
    "attorney": 0.18,
    "insurer": 0.18,
    "court": 0.10,
    "employer": 0.04,
}
FIRMS = {
    "treating provider": ("Ostbrook Heart Group", "Tamsel Ferry Clinic", "Larkmoor Bone and Joint"),
    "attorney": ("Pellham and Vandwick", "Law Office of Q. Ravenko", "Hollowe and Partners"),
    "insurer": ("Brightwater Mutual", "Harborlight Health Plan", "Anchorstone Life"),
    "court": ("Ostbrook County Court", "Larkmoor District Court"),
    "employer": ("Fennwick Tool Works", "Nettle Gap School Board"),
}
_PURPOSES = {
    "attorney": "legal claim",
    "insurer": "life insurance application",
    "employer": "fitness for work",
}
PARTS = (
    "discharge summary",
    "operative note",
    "laboratory results",
    "emergency note",
    "clinic note",
    "billing record",
)


def request(
    house: House, rng: Random, visit: Visit
) -> tuple[Row, list[Row], list[Row], Worker] | None:
    """Draw whether somebody asks for the record of a visit; return the request and its papers."""
    if rng.random() > _SHARE or visit.reason == "birth" or visit.disposition == "20":
        return None
    who, kind = visit.who, one_of(rng, _REQUESTERS)
    received = visit.ended.date() + timedelta(days=between(rng, 5, 70))
    specialist = house.worker(rng, "release specialist")
    number = f"Q{visit.id[1:]}"
    full_name = f"{who.first} {who.last}"
    requester = full_name if kind == "patient" else pick(rng, FIRMS[kind])
    parts = _parts(rng, visit)
    basis = {
        "patient": "right of access",
        "treating provider": "treatment",
        "court": one_of(rng, {"court order": 0.4, "subpoena": 0.6}),
    }.get(kind, "authorization")
    decided = received + timedelta(days=between(rng, 2, 24))
    papers: list[Row] = []
    subpoenas: list[Row] = []
    if basis == "authorization":
        papers.append(
            _authorization(rng, number, visit, requester, _PURPOSES[kind], parts, received)
        )
    if basis in ("subpoena", "court order"):
        subpoenas.append(_paper_of_court(rng, number, requester, basis, received))
    pages = between(rng, 3, 60)
    free = basis in ("treatment",)
    row: Row = {
        "request_id": number,
        "mrn": who.mrn,
        "encounter_id": visit.id,
        "received_on": received.isoformat(),
        "requester_kind": kind,
        "requester": requester,
        "basis": basis,
        "parts_asked": "; ".join(parts),
        "handled_by": specialist.id,
        "decision": "released",
        "decided_on": decided.isoformat(),
        "parts_released": "; ".join(parts),
        "pages": pages,
        "fee": 0.0 if free else 6.5 if kind == "patient" else round(15 + 0.6 * pages, 2),
    }
    return row, papers, subpoenas, specialist


def _parts(rng: Random, visit: Visit) -> list[str]:
    if visit.kind == "inpatient":
        parts = ["discharge summary", "laboratory results"]
        parts += ["operative note"] if visit.procedures else []
    else:
        parts = ["clinic note" if visit.kind in ("clinic", "telehealth") else "emergency note"]
    return parts + (["billing record"] if rng.random() < 0.3 else [])


def _authorization(
    rng: Random,
    number: str,
    visit: Visit,
    recipient: str,
    purpose: str,
    parts: list[str],
    received: date,
) -> Row:
    who = visit.who
    child = who.age(received) < 18
    signed = received - timedelta(days=between(rng, 1, 30))
    signer = f"{pick(rng, names.WOMEN)} {who.last}" if child else f"{who.first} {who.last}"
    return {
        "request_id": number,
        "patient_name": f"{who.first} {who.last}",
        "patient_birth_date": who.born.isoformat(),
        "discloser": names.HOSPITAL,
        "recipient": recipient,
        "information": "; ".join(parts),
        "purpose": purpose,
        "expires_on": (signed + timedelta(days=between(rng, 120, 365))).isoformat(),
        "signed_by": signer,
        "authority": "parent" if child else "self",
        "signed_on": signed.isoformat(),
        "says_right_to_revoke": "yes",
        "says_no_condition": "yes",
        "says_redisclosure": "yes",
    }


def _paper_of_court(rng: Random, number: str, court: str, basis: str, received: date) -> Row:
    return {
        "request_id": number,
        "paper": basis,
        "court": court,
        "signed_by": "judge" if basis == "court order" else pick(rng, ("clerk", "attorney")),
        "issued_on": (received - timedelta(days=between(rng, 1, 12))).isoformat(),
        "assurance": ""
        if basis == "court order"
        else pick(rng, ("notice to the patient", "qualified protective order")),
    }


_KINDS: dict[str, tuple[float, tuple[int, int], str]] = {
    "fax or letter to the wrong person": (0.42, (1, 3), "no"),
    "portal showed another patient's record": (0.14, (1, 9), "no"),
    "papers lost": (0.14, (2, 60), "no"),
    "laptop stolen": (0.10, (40, 900), ""),
    "phishing of a mailbox": (0.12, (120, 2_600), "no"),
    "file server attacked": (0.08, (700, 9_000), "no"),
}
_WHO_SAW = (
    "unknown person",
    "another patient, who returned it unread",
    "another hospital, which confirmed that it was destroyed",
    "nobody that we know of",
)


def incident(house: House, rng: Random, number: str) -> Row:
    """Draw one privacy incident with its assessment and its notices, all in time."""
    kind = one_of(rng, {name: share for name, (share, _, _) in _KINDS.items()})
    _, (low, high), encrypted = _KINDS[kind]
    people = between(rng, low, high)
    encrypted = encrypted or one_of(rng, {"yes": 0.6, "no": 0.4})
    occurred = calendar.day(rng)
    discovered = occurred + timedelta(days=between(rng, 0, 40))
    seen = (
        pick(rng, _WHO_SAW)
        if people < 10
        else pick(rng, ("unknown person", "nobody that we know of"))
    )
    small = seen.startswith("another")
    breach = encrypted == "no" and not small
    told = discovered + timedelta(days=between(rng, 9, 52))
    large = breach and people >= 500
    in_state = people if people < 500 else people - between(rng, 0, people // 3)
    year_end = date(discovered.year, 12, 31)
    return {
        "incident_id": number,
        "kind": kind,
        "occurred_on": occurred.isoformat(),
        "discovered_on": discovered.isoformat(),
        "people": people,
        "in_state": in_state,
        "data": one_of(
            rng, {"name, diagnosis": 0.5, "name, birth date, SSN": 0.3, "name, account": 0.2}
        ),
        "encrypted": encrypted,
        "seen_by": seen,
        "assessment": "not unsecured"
        if encrypted == "yes"
        else "low probability"
        if small
        else "breach",
        "told_people_on": told.isoformat() if breach else "",
        "told_hhs_on": (
            told if large else year_end + timedelta(days=between(rng, 5, 50))
        ).isoformat()
        if breach
        else "",
        "told_media_on": told.isoformat() if breach and in_state > 500 else "",
        "handled_by": house.worker(rng, "privacy officer").id,
    }
