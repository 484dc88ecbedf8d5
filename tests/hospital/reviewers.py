"""Reference reviewers: one for each kind of defect. They see only what students see."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import combinations
from math import fsum
from typing import Any

from hitkit.hospital import schema
from hitkit.hospital.model import Row, Tables

Reviewer = Callable[[Tables], Iterator[str]]
REVIEWERS: dict[str, Reviewer] = {}
STAYS = ("history and physical", "discharge summary")
OPERATIONS = re.compile(r"0[A-Z2-9]|10D|027")
CHRONIC = {
    "E78.5",
    "I25.10",
    "E03.9",
    "F32.A",
    "F41.9",
    "K21.9",
    "M17.0",
    "M81.0",
    "N40.0",
    "F03.90",
    "J44.9",
}


def reviewer(kind: str) -> Callable[[Reviewer], Reviewer]:
    def enter(review: Reviewer) -> Reviewer:
        REVIEWERS[kind] = review
        return review

    return enter


def by(rows: list[Row], key: str) -> dict[Any, Any]:
    return {row[key]: row for row in rows}


def groups(rows: list[Row], key: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def hours(start: Any, end: Any) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 3600


def days(start: Any, end: Any) -> int:
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days


def alike(one: Any, other: Any) -> bool:
    return bool(one and other) and SequenceMatcher(None, one, other).ratio() > 0.7


@reviewer("duplicate")
def duplicate(tables: Tables) -> Iterator[str]:
    blocks: dict[Any, list[Any]] = defaultdict(list)
    for row in tables["patients"]:
        if row["birth_date"] and row["phone"]:
            blocks[row["birth_date"], row["sex"], row["phone"]].append(row)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            names = [alike(one[key], other[key]) for key in ("first_name", "last_name")]
            if any(names) or (one["ssn"] and one["ssn"] == other["ssn"]):
                yield "-".join(sorted((one["mrn"], other["mrn"])))


@reviewer("overlay")
def overlay(tables: Tables) -> Iterator[str]:
    patients = by(tables["patients"], "mrn")
    for row in tables["registrations"]:
        patient = patients[row["mrn"]]
        if row["last_name"] != patient["last_name"] and row["birth_date"] != patient["birth_date"]:
            yield row["encounter_id"]


@reviewer("overlap")
def overlap(tables: Tables) -> Iterator[str]:
    known = {row["ssn"] for row in tables["patients"] if row["ssn"]}
    for row in tables["partner_index"]:
        if not row["linked_mrn"] and row["ssn"] in known:
            yield row["partner_id"]


@reviewer("wrong_link")
def wrong_link(tables: Tables) -> Iterator[str]:
    patients = by(tables["patients"], "mrn")
    for row in tables["partner_index"]:
        patient = patients.get(row["linked_mrn"])
        if patient and patient["ssn"] != row["ssn"] and patient["last_name"] != row["last_name"]:
            yield row["partner_id"]


@reviewer("missing")
def missing(tables: Tables) -> Iterator[str]:
    needed = [
        name for name, field in schema.tables()["patients"].fields.items() if not field.may_be_empty
    ]
    for row in tables["patients"]:
        if any(row[name] == "" for name in needed):
            yield row["mrn"]


@reviewer("implausible_birth")
def implausible_birth(tables: Tables) -> Iterator[str]:
    for row in tables["patients"]:
        born = row["birth_date"]
        if born and (born < "1911" or born > row["registered_on"]):
            yield row["mrn"]


@reviewer("inconsistent_sex")
def inconsistent_sex(tables: Tables) -> Iterator[str]:
    desk = groups(tables["registrations"], "mrn")
    for row in tables["patients"]:
        own = [visit["sex"] for visit in desk[row["mrn"]] if visit["last_name"] == row["last_name"]]
        if row["sex"] and own and row["sex"] not in own:
            yield row["mrn"]


@reviewer("transposed_dates")
def transposed_dates(tables: Tables) -> Iterator[str]:
    for row in tables["encounters"]:
        if row["ended_at"] < row["began_at"]:
            yield row["encounter_id"]


@reviewer("unsigned")
def unsigned(tables: Tables) -> Iterator[str]:
    for row in tables["documents"]:
        if not row["signed_at"]:
            yield row["document_id"]


@reviewer("uncosigned")
def uncosigned(tables: Tables) -> Iterator[str]:
    staff = by(tables["staff"], "staff_id")
    for row in tables["documents"]:
        if staff[row["author_id"]]["role"] == "resident" and not row["cosigned_by"]:
            yield row["document_id"]


@reviewer("late_signature")
def late_signature(tables: Tables) -> Iterator[str]:
    for row in tables["documents"]:
        if row["signed_at"] and hours(row["written_at"], row["signed_at"]) > 72:
            yield row["document_id"]


@reviewer("late_history")
def late_history(tables: Tables) -> Iterator[str]:
    visits = by(tables["encounters"], "encounter_id")
    for row in tables["documents"]:
        began = visits[row["encounter_id"]]["began_at"]
        if row["type"] == "history and physical" and hours(began, row["written_at"]) > 24:
            yield row["document_id"]


@reviewer("late_summary")
def late_summary(tables: Tables) -> Iterator[str]:
    visits = by(tables["encounters"], "encounter_id")
    for row in tables["documents"]:
        ended = visits[row["encounter_id"]]["ended_at"]
        if row["type"] == "discharge summary" and hours(ended, row["written_at"]) > 30 * 24:
            yield row["document_id"]


def working(tables: Tables) -> set[tuple[Any, Any]]:
    return {(row["encounter_id"], row["staff_id"]) for row in tables["care_team"]}


@reviewer("wrong_author")
def wrong_author(tables: Tables) -> Iterator[str]:
    team = working(tables)
    for row in tables["documents"]:
        if (row["encounter_id"], row["author_id"]) not in team:
            yield row["document_id"]


def is_operation(code: Any) -> bool:
    """Not a delivery by hand, a repair of a tear, an injection or an endoscopy."""
    return code not in (
        "10E0XZZ",
        "0KQM0ZZ",
        "0HQ9XZZ",
        "0VTTXZZ",
        "0DJ08ZZ",
        "30233N1",
        "3E0234Z",
        "HZ2ZZZZ",
    )


@reviewer("missing_document")
def missing_document(tables: Tables) -> Iterator[str]:
    notes, operations = (
        groups(tables["documents"], "encounter_id"),
        groups(tables["procedures"], "encounter_id"),
    )
    for row in tables["encounters"]:
        if row["type"] != "inpatient":
            continue
        types = Counter(note["type"] for note in notes[row["encounter_id"]])
        cut = sum(is_operation(operation["code"]) for operation in operations[row["encounter_id"]])
        if not all(types[name] for name in STAYS) or types["operative note"] < cut:
            yield row["encounter_id"]


@reviewer("wrong_patient")
def wrong_patient(tables: Tables) -> Iterator[str]:
    desk = by(tables["registrations"], "encounter_id")
    for row in tables["documents"]:
        who = re.match(r"(\d+)-year-old (man|woman|boy|girl)", row["text"])
        if row["type"] != "history and physical" or not who:
            continue
        given = desk[row["encounter_id"]]
        if (given["sex"] == "F") != (who[2] in ("woman", "girl")):
            yield row["document_id"]


@reviewer("copied_note")
def copied_note(tables: Tables) -> Iterator[str]:
    visits = by(tables["encounters"], "encounter_id")
    for row in tables["documents"]:
        visit = visits[row["encounter_id"]]
        if row["type"] == "progress note":
            admitted = min(visit["began_at"], visit["ended_at"])
            if int(row["text"][4:].split(".")[0]) != days(admitted, row["written_at"]) + 1:
                yield row["document_id"]


@reviewer("late_consent")
def late_consent(tables: Tables) -> Iterator[str]:
    operations = groups(tables["procedures"], "encounter_id")
    for row in tables["documents"]:
        if row["type"] == "consent":
            last = max(operation["performed_at"] for operation in operations[row["encounter_id"]])
            if row["written_at"] > last:
                yield row["document_id"]


@reviewer("transcription_error")
def transcription_error(tables: Tables) -> Iterator[str]:
    notes = by(tables["documents"], "document_id")
    for row in tables["transcriptions"]:
        if row["draft"] != notes[row["document_id"]]["text"]:
            yield row["document_id"]


def coded(tables: Tables) -> Iterator[tuple[str, list[Any], list[str], str]]:
    """Each visit with its diagnoses, what its final note names, and what arose in hospital."""
    diagnoses = groups(tables["diagnoses"], "encounter_id")
    for note in tables["documents"]:
        text = note["text"]
        if note["type"] == "discharge summary":
            found = re.search(
                r"Principal diagnosis: (.*?)\.(?: Other diagnoses: (.*?)\.)?"
                r"(?= Procedures| Arose| Died| Left)",
                text,
            )
        else:
            found = re.search(r" Diagnoses: (.*?)(; .*?)?\.(?= Given| Left|$)", text)
        if found and note["type"] in (
            "discharge summary",
            "emergency note",
            "clinic note",
            "telehealth note",
        ):
            said = [found[1], *(part for part in (found[2] or "").strip("; ").split("; ") if part)]
            arose = re.search(r"Arose in hospital: (.*?)\.(?= Died| Left)", text)
            yield (
                note["encounter_id"],
                diagnoses[note["encounter_id"]],
                said,
                arose[1] if arose else "",
            )


def differences(tables: Tables) -> Iterator[tuple[str, list[Any], list[str], set[str], set[str]]]:
    book = {row["code"]: row["written_as"] for row in tables["code_book"]}
    for visit, rows, said, _ in coded(tables):
        if all(row["code"] in book for row in rows):
            words = [book[row["code"]] for row in rows]
            yield visit, words, said, set(words) - set(said), set(said) - set(words)


@reviewer("miscoded")
def miscoded(tables: Tables) -> Iterator[str]:
    for visit, _, _, extra, lacking in differences(tables):
        if extra and lacking:
            yield visit


@reviewer("upcoded")
def upcoded(tables: Tables) -> Iterator[str]:
    for visit, _, _, extra, lacking in differences(tables):
        if extra and not lacking:
            yield visit


@reviewer("undercoded")
def undercoded(tables: Tables) -> Iterator[str]:
    for visit, _, _, extra, lacking in differences(tables):
        if lacking and not extra:
            yield visit


@reviewer("wrong_principal")
def wrong_principal(tables: Tables) -> Iterator[str]:
    for visit, words, said, extra, lacking in differences(tables):
        if not extra and not lacking and words[0] != said[0]:
            yield visit


@reviewer("invalid_code")
def invalid_code(tables: Tables) -> Iterator[str]:
    book = {row["code"] for row in tables["code_book"]}
    for row in tables["diagnoses"]:
        if row["code"] not in book:
            yield f"{row['encounter_id']}:{row['rank']}"


@reviewer("missing_poa")
def missing_poa(tables: Tables) -> Iterator[str]:
    visits = by(tables["encounters"], "encounter_id")
    for row in tables["diagnoses"]:
        if visits[row["encounter_id"]]["type"] == "inpatient" and not row["poa"]:
            yield f"{row['encounter_id']}:{row['rank']}"


@reviewer("wrong_poa")
def wrong_poa(tables: Tables) -> Iterator[str]:
    book = {row["code"]: row["written_as"] for row in tables["code_book"]}
    for visit, rows, _, arose in coded(tables):
        for row in rows:
            words = book.get(row["code"])
            if row["poa"] == "N" and words and words not in arose.split("; "):
                yield f"{visit}:{row['rank']}"


@reviewer("duplicate_claim")
def duplicate_claim(tables: Tables) -> Iterator[str]:
    for visit, claims in groups(tables["claims"], "encounter_id").items():
        if len(claims) > 1:
            yield visit


def claimed(tables: Tables) -> Iterator[tuple[Any, Any, list[Any]]]:
    visits, lines = (
        by(tables["encounters"], "encounter_id"),
        groups(tables["claim_lines"], "claim_id"),
    )
    for claim in tables["claims"]:
        yield claim, visits[claim["encounter_id"]], lines[claim["claim_id"]]


@reviewer("unit_error")
def unit_error(tables: Tables) -> Iterator[str]:
    for claim, visit, lines in claimed(tables):
        if any(
            "1001" <= line["item_id"] <= "1010" and line["units"] > visit["length_of_stay"]
            for line in lines
        ):
            yield claim["claim_id"]


@reviewer("unbundled")
def unbundled(tables: Tables) -> Iterator[str]:
    pairs = [(pair["item_id"], pair["included_item_id"]) for pair in tables["pair_edits"]]
    for claim, _, lines in claimed(tables):
        items = {line["item_id"] for line in lines}
        if any(one in items and other in items for one, other in pairs):
            yield claim["claim_id"]


@reviewer("inactive_charge")
def inactive_charge(tables: Tables) -> Iterator[str]:
    master = by(tables["chargemaster"], "item_id")
    for line in tables["claim_lines"]:
        last = master[line["item_id"]]["active_to"]
        if last and line["service_date"] > last:
            yield f"{line['claim_id']}:{line['line']}"


def added(lines: list[Any]) -> float:
    return round(fsum(line["charge"] for line in lines), 2)


@reviewer("wrong_total")
def wrong_total(tables: Tables) -> Iterator[str]:
    for claim, _, lines in claimed(tables):
        if claim["total_charge"] != added(lines):
            yield claim["claim_id"]


@reviewer("missing_modifier")
def missing_modifier(tables: Tables) -> Iterator[str]:
    for claim, visit, lines in claimed(tables):
        if visit["type"] == "telehealth" and not any(line["modifier"] == "95" for line in lines):
            yield claim["claim_id"]


@reviewer("wrong_place")
def wrong_place(tables: Tables) -> Iterator[str]:
    for claim, visit, _ in claimed(tables):
        if visit["type"] == "telehealth" and claim["place_of_service"] != "10":
            yield claim["claim_id"]


@reviewer("underpaid")
def underpaid(tables: Tables) -> Iterator[str]:
    remits, payers = by(tables["remits"], "claim_id"), by(tables["payers"], "payer_id")
    weights = by(tables["drg_weights"], "drg")
    for claim, _, lines in claimed(tables):
        remit, payer = remits[claim["claim_id"]], payers[claim["payer_id"]]
        if claim["drg"]:
            due = payer["base_rate"] * weights[claim["drg"]]["weight"]
        else:
            due = added(lines) * payer["outpatient_rate"]
        if remit["outcome"] == "paid" and abs(remit["allowed"] - due) > 0.02:
            yield claim["claim_id"]


@reviewer("missing_revenue_code")
def missing_revenue_code(tables: Tables) -> Iterator[str]:
    for row in tables["chargemaster"]:
        if not row["revenue_code"]:
            yield row["item_id"]


@reviewer("wrong_price")
def wrong_price(tables: Tables) -> Iterator[str]:
    lines = groups(tables["claim_lines"], "item_id")
    for row in tables["chargemaster"]:
        charged = Counter(
            round(line["charge"] / line["units"], 2) for line in lines[row["item_id"]]
        )
        if charged and charged.most_common(1)[0][0] != row["price"]:
            yield row["item_id"]


@reviewer("weight_in_pounds")
def weight_in_pounds(tables: Tables) -> Iterator[str]:
    for row in tables["vitals"]:
        if row["weight_kg"] / (row["height_cm"] / 100) ** 2 > 55:
            yield f"{row['encounter_id']}:{row['taken_at']}"


@reviewer("temperature_in_fahrenheit")
def temperature_in_fahrenheit(tables: Tables) -> Iterator[str]:
    for row in tables["vitals"]:
        if row["temperature_c"] > 45:
            yield f"{row['encounter_id']}:{row['taken_at']}"


@reviewer("impossible_vital")
def impossible_vital(tables: Tables) -> Iterator[str]:
    for row in tables["vitals"]:
        if row["saturation"] > 100 or row["pulse"] > 300 or row["diastolic"] > row["systolic"]:
            yield f"{row['encounter_id']}:{row['taken_at']}"


@reviewer("lab_unit")
def lab_unit(tables: Tables) -> Iterator[str]:
    for row in tables["labs"]:
        odd = row["value"] > 3 * row["high"] or row["value"] < row["low"] / 3
        if odd and row["test"] in ("glucose", "creatinine", "hemoglobin", "calcium"):
            yield f"{row['encounter_id']}:{row['result']}"


@reviewer("wrong_flag")
def wrong_flag(tables: Tables) -> Iterator[str]:
    for row in tables["labs"]:
        due = "L" if row["value"] < row["low"] else "H" if row["value"] > row["high"] else ""
        if row["flag"] != due:
            yield f"{row['encounter_id']}:{row['result']}"


@reviewer("double_order")
def double_order(tables: Tables) -> Iterator[str]:
    for visit, orders in groups(tables["medications"], "encounter_id").items():
        if len({order["drug"] for order in orders}) < len(orders):
            yield visit


@reviewer("dose_unit")
def dose_unit(tables: Tables) -> Iterator[str]:
    usual = by(tables["formulary"], "drug")
    for row in tables["medications"]:
        if row["unit"] != usual[row["drug"]]["unit"]:
            yield f"{row['encounter_id']}:{row['order']}"


@reviewer("missing_problem")
def missing_problem(tables: Tables) -> Iterator[str]:
    listed = {(row["mrn"], row["code"]) for row in tables["problems"]}
    visits = by(tables["encounters"], "encounter_id")
    found = {
        (visits[row["encounter_id"]]["mrn"], row["code"])
        for row in tables["diagnoses"]
        if row["code"] in CHRONIC
    }
    for mrn, code in found - listed:
        yield f"{mrn}:{code}"


@reviewer("snooping")
def snooping(tables: Tables) -> Iterator[str]:
    team = working(tables)
    for row in tables["access_log"]:
        if (row["encounter_id"], row["staff_id"]) not in team:
            yield row["access_id"]


@reviewer("beyond_role")
def beyond_role(tables: Tables) -> Iterator[str]:
    may = {(row["role"], row["part"]) for row in tables["role_access"] if row["allowed"] == "yes"}
    staff = by(tables["staff"], "staff_id")
    for row in tables["access_log"]:
        if (staff[row["staff_id"]]["role"], row["part"]) not in may:
            yield row["access_id"]


@reviewer("expired_authorization")
def expired_authorization(tables: Tables) -> Iterator[str]:
    requests = by(tables["release_requests"], "request_id")
    for row in tables["authorizations"]:
        if row["expires_on"] and row["expires_on"] < requests[row["request_id"]]["received_on"]:
            yield row["request_id"]


@reviewer("defective_authorization")
def defective_authorization(tables: Tables) -> Iterator[str]:
    for row in tables["authorizations"]:
        if any(value in ("", "no") for value in row.values()):
            yield row["request_id"]


@reviewer("over_disclosure")
def over_disclosure(tables: Tables) -> Iterator[str]:
    for row in tables["release_requests"]:
        if set(row["parts_released"].split("; ")) - set(row["parts_asked"].split("; ")):
            yield row["request_id"]


@reviewer("late_access")
def late_access(tables: Tables) -> Iterator[str]:
    for row in tables["release_requests"]:
        if row["basis"] == "right of access" and days(row["received_on"], row["decided_on"]) > 30:
            yield row["request_id"]


@reviewer("wrong_fee")
def wrong_fee(tables: Tables) -> Iterator[str]:
    for row in tables["release_requests"]:
        due = {"patient": 6.5, "treating provider": 0.0}.get(
            row["requester_kind"], 15 + 0.6 * row["pages"]
        )
        if abs(row["fee"] - due) > 0.005:
            yield row["request_id"]


@reviewer("no_assurance")
def no_assurance(tables: Tables) -> Iterator[str]:
    for row in tables["court_papers"]:
        if row["paper"] == "subpoena" and not row["assurance"]:
            yield row["request_id"]


@reviewer("late_notice")
def late_notice(tables: Tables) -> Iterator[str]:
    for row in tables["incidents"]:
        if row["told_people_on"] and days(row["discovered_on"], row["told_people_on"]) > 60:
            yield row["incident_id"]


@reviewer("no_media_notice")
def no_media_notice(tables: Tables) -> Iterator[str]:
    for row in tables["incidents"]:
        if row["assessment"] == "breach" and row["in_state"] > 500 and not row["told_media_on"]:
            yield row["incident_id"]
