"""One chart to read: its parts as tables, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from hitkit.chance import between, pick, shuffled, some
from hitkit.hospital.model import Hospital
from hitkit.hospital.world.chart import LEFT_FOR
from hitkit.record import rules
from hitkit.record.chartroom import FORMAT, moment, plain
from hitkit.rows import Row

_CAN_BE = {
    "history and physical": ("missing", "unsigned", "undated", "late"),
    "orders": ("unsigned", "undated"),
    "consent": ("missing", "unsigned", "late"),
    "operative note": ("missing", "unsigned", "undated"),
    "progress note": ("unsigned", "undated", "missing"),
    "nursing note": ("unsigned", "undated"),
    "discharge summary": ("missing", "unsigned", "late"),
}
_SUMMARY_DAYS = (31, 45)
_LONG_AGO = timedelta(days=_SUMMARY_DAYS[1] + 1)
_WHY = {
    "missing": "No such document stands in the chart.",
    "unsigned": "The entry has no signature.",
    "undated": "The entry has no date and time of writing.",
    "complete": "It is there, in time, dated, timed and signed.",
}
_LATE = {
    "history and physical": ("It was written over 24 hours after the admission.", rules.HISTORY),
    "consent": ("It was signed after the operation began.", rules.CONSENT),
    "discharge summary": ("It was written over 30 days after the discharge.", rules.COMPLETION),
}
_SOURCE = {
    "history and physical": rules.HISTORY,
    "consent": rules.CONSENT,
    "operative note": rules.OPERATION,
    "discharge summary": rules.SUMMARY,
}


@dataclass(frozen=True)
class Chart:
    """The parts of one chart as tables, with the worksheet of a deficiency analysis and its key."""

    parts: dict[str, list[Row]]
    worksheet: list[Row]
    key: dict[str, dict[str, str]]
    facts: list[tuple[str, str, str]]

    @property
    def encounter(self) -> str:
        """The encounter number on the face sheet."""
        return next(row["value"] for row in self.parts["face"] if row["field"] == "encounter")


def draw(chance: Random, wholes: Iterable[Hospital], now: datetime, without: str = "") -> Chart:
    """Draw a stay with an operation and three nights or more, and plant deficiencies in it.

    It is of the first of the hospitals that has one, and ended so long before ``now`` that its
    discharge summary may have come late.
    """
    charts = (
        _parts(whole, stay, whole.signatures)
        for whole in wholes
        for stay in shuffled(chance, _operated(whole, now))
        if stay != without
    )
    parts = next(parts for parts in charts if _sound(parts))
    worksheet, key = _spoil(chance, parts)
    return Chart(parts, worksheet, key, _facts(parts))


def _operated(whole: Hospital, now: datetime) -> list[str]:
    """Return the stays with an operation that are long enough, and long enough ago."""
    operated = {
        row["encounter_id"] for row in whole.rows["documents"] if row["type"] == "operative note"
    }
    return [
        str(row["encounter_id"])
        for row in whole.rows["encounters"]
        if row["type"] == "inpatient"
        and row["encounter_id"] in operated
        and int(str(row["length_of_stay"])) >= 3
        and moment(plain(row["ended_at"])) < now - _LONG_AGO
    ]


def _sound(parts: dict[str, list[Row]]) -> bool:
    """Say whether history and consent came before the operation, with two progress notes."""
    began = next(row["value"] for row in parts["face"] if row["field"] == "operation began")
    before = {row["type"] for row in parts["documents"] if row["written_at"] < began}
    notes = [row for row in parts["documents"] if row["type"] == "progress note"]
    once = [row["type"] for row in parts["documents"]].count
    return (
        {"history and physical", "consent"} <= before
        and len(notes) >= 2
        and once("consent") == once("operative note") == 1
    )


def _parts(whole: Hospital, encounter: str, names: dict[str, str]) -> dict[str, list[Row]]:
    rows = whole.rows

    def of(table: str) -> list[dict[str, object]]:
        return [dict(row) for row in rows[table] if row["encounter_id"] == encounter]

    stay = of("encounters")[0]
    person = next(row for row in rows["patients"] if row["mrn"] == stay["mrn"])
    place = {row["department_id"]: row["name"] for row in rows["departments"]}
    payer = {row["payer_id"]: row["name"] for row in rows["payers"]}
    began = min(str(row["performed_at"]) for row in of("procedures"))
    face = {
        "encounter": encounter,
        "medical record number": person["mrn"],
        "patient": f"{person['last_name']}, {person['first_name']}",
        "born": person["birth_date"],
        "sex": person["sex"],
        "payer": payer[stay["payer_id"]],
        "department": place[stay["department_id"]],
        "reason": stay["reason"],
        "admitted": plain(stay["began_at"]),
        "operation began": plain(began),
        "discharged": plain(stay["ended_at"]),
        "discharged to": LEFT_FOR[str(stay["discharge_status"])],
        "attending": names[str(stay["attending_id"])],
    }
    return {
        "face": [{"field": field, "value": str(value)} for field, value in face.items()],
        "documents": [
            {
                "document_id": f"D{str(row['document_id'])[-2:]}",
                "type": str(row["type"]),
                "author": names[str(row["author_id"])],
                "written_at": plain(row["written_at"]),
                "signed_at": plain(row["signed_at"]),
                "text": str(row["text"]),
            }
            for row in of("documents")
        ],
        "orders": [
            {
                "drug": str(row["drug"]),
                "dose": f"{row['dose']:g} {row['unit']}",
                "route": str(row["route"]),
                "frequency": str(row["frequency"]),
                "source": str(row["source"]),
                "started_at": plain(row["started_at"]),
            }
            for row in of("medications")
        ],
        "results": [
            {
                "test": str(row["test"]),
                "value": f"{row['value']:g}",
                "unit": str(row["unit"]),
                "usual": f"{row['low']:g} to {row['high']:g}",
                "flag": str(row["flag"] or ""),
                "reported_at": plain(row["reported_at"]),
            }
            for row in of("labs")
        ],
        "audit": [
            {
                "at": plain(row["at"]),
                "person": names[str(row["staff_id"])],
                "part": str(row["part"]),
                "action": str(row["action"]),
                "workstation": str(row["workstation"]),
            }
            for row in of("access_log")
        ],
    }


def _facts(parts: dict[str, list[Row]]) -> list[tuple[str, str, str]]:
    """Return questions that the chart answers: question, answer, where it stands."""
    face = {row["field"]: row["value"] for row in parts["face"]}
    results, audit, orders = parts["results"], parts["audit"], parts["orders"]
    found = [
        ("Who is the attending?", face["attending"], "The face sheet names the attending."),
        ("Who pays?", face["payer"], "The face sheet names the payer."),
        (
            "When did the operation begin? (YYYY-MM-DD HH:MM)",
            face["operation began"],
            "The face sheet has it.",
        ),
        ("Where did the patient go?", face["discharged to"], "Last lines of the face sheet."),
        (
            "How many different people stand in the audit trail?",
            str(len({row["person"] for row in audit})),
            "Count each name once.",
        ),
        (
            "How many lines of the audit trail are edits?",
            str(sum(row["action"] == "edit" for row in audit)),
            "Count the lines whose action is edit.",
        ),
        (
            "How many orders continue a medicine from home?",
            str(sum(row["source"] == "home" for row in orders)),
            "Orders with the source home.",
        ),
        (
            "From which workstation came the first line of the audit trail?",
            audit[0]["workstation"],
            "The audit trail is in order of time.",
        ),
    ]
    found += [
        ("Who wrote the operative note?", row["author"], "Documents, column author.")
        for row in parts["documents"]
        if row["type"] == "operative note"
    ]
    if results:
        first = results[0]
        found += [
            (
                f"What was the first result of {first['test']}? (the number alone)",
                first["value"],
                "Results are in order of time.",
            ),
            (
                "How many results carry a flag, L or H?",
                str(sum(bool(row["flag"]) for row in results)),
                "Count the results with a letter in the column flag.",
            ),
        ]
    return found


def _spoil(
    chance: Random, parts: dict[str, list[Row]]
) -> tuple[list[Row], dict[str, dict[str, str]]]:
    """Plant each finding once at least into what the worksheet asks for."""
    asked = _asked(parts["documents"])
    findings = _deal(chance, [row["type"] for row, _ in asked])
    face = {row["field"]: row["value"] for row in parts["face"]}
    worksheet, key = [], {}
    for number, ((row, words), finding) in enumerate(zip(asked, findings, strict=True), 1):
        item, kind = f"W{number}", row["type"]
        worksheet.append({"item": item, "looked_for": words})
        why, source = _WHY.get(finding, ""), _SOURCE.get(kind, rules.AUTHENTICATION)
        if finding == "late":
            why, source = _LATE[kind]
        elif finding in ("unsigned", "undated"):
            source = rules.AUTHENTICATION
        key[item] = {"label": finding, "why": why, "source": source}
        _SPOIL[finding](chance, row, face)
    parts["documents"][:] = [row for row in parts["documents"] if row["type"]]
    return worksheet, key


def _asked(documents: list[Row]) -> list[tuple[Row, str]]:
    """Choose what the worksheet asks for: one of each kind, and two progress notes."""
    first: dict[str, Row] = {}
    for row in documents:
        first.setdefault(row["type"], row)
    progress = [row for row in documents if row["type"] == "progress note"]
    chosen = [
        (first["history and physical"], "history and physical"),
        (first["orders"], "admission orders"),
        (first["nursing note"], "nursing note of the admission"),
        (first["consent"], "consent to the operation"),
        (first["operative note"], "operative note"),
    ]
    for row in progress[:2]:
        chosen.append((row, f"progress note, {row['text'].split('.')[0].lower()}"))
    return [*chosen, (first["discharge summary"], "discharge summary")]


def _deal(chance: Random, kinds: list[str]) -> list[str]:
    """Give each kind of document a finding: each finding stands there, three are complete."""
    while True:
        findings = ["complete"] * len(kinds)
        for place in some(chance, range(len(kinds)), len(kinds) - 3):
            findings[place] = pick(chance, _CAN_BE[kinds[place]])
        if set(findings) == set(rules.FINDINGS):
            return findings


def _late(chance: Random, row: Row, face: Row) -> None:
    written = {
        "history and physical": moment(face["admitted"])
        + timedelta(minutes=between(chance, 1_470, 1_900)),
        "consent": moment(face["operation began"]) + timedelta(minutes=between(chance, 25, 200)),
        "discharge summary": moment(face["discharged"])
        + timedelta(days=between(chance, *_SUMMARY_DAYS), minutes=between(chance, 5, 500)),
    }[row["type"]]
    row["written_at"] = written.strftime(FORMAT)
    row["signed_at"] = (written + timedelta(minutes=between(chance, 4, 90))).strftime(FORMAT)


def _blank(*columns: str) -> Callable[[Random, Row, Row], None]:
    def spoil(_: Random, row: Row, __: Row) -> None:
        for column in columns:
            row[column] = ""

    return spoil


_SPOIL: dict[str, Callable[[Random, Row, Row], None]] = {
    "complete": _blank(),
    "missing": _blank("type"),
    "unsigned": _blank("signed_at"),
    "undated": _blank("written_at"),
    "late": _late,
}
