"""Defects of the chart: documents that are late, unsigned, missing, another's, or copied."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from hitkit.chance import between, pick
from hitkit.hospital.defects.desk import Desk, Spoilt, defect, replace
from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar


def _notes(desk: Desk, *types: str) -> list[Row]:
    if not types:
        return desk.tables["documents"]
    return [row for kind in types for row in desk.by("documents", "type").get(kind, [])]


def _shift(row: Row, written: datetime) -> Spoilt:
    """Move a document to another time, with its signatures."""
    by = written - calendar.read(str(row["written_at"]))
    for key in ("signed_at", "cosigned_at"):
        if row[key]:
            row[key] = calendar.text(calendar.read(str(row[key])) + by)
    return replace(row, "written_at", calendar.text(written))


def _stay(desk: Desk, row: Row) -> Row:
    return desk.visits[row["encounter_id"]]


@defect(
    "unsigned",
    "documents",
    0.008,
    "A document has no signature.",
    "signed_by and signed_at are empty.",
    lambda desk: [row for row in _notes(desk) if not row["cosigned_by"]],
)
def unsigned(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Take the signature away."""
    row["signed_by"] = ""
    return replace(row, "signed_at", "")


@defect(
    "uncosigned",
    "documents",
    0.03,
    "A resident's document was not co-signed.",
    "The author is a resident and cosigned_by is empty.",
    lambda desk: [row for row in _notes(desk) if row["cosigned_by"]],
)
def uncosigned(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Take the co-signature away."""
    row["cosigned_at"] = ""
    return replace(row, "cosigned_by", "")


@defect(
    "late_signature",
    "documents",
    0.006,
    "A document was signed after more than 72 hours.",
    "signed_at is more than 72 hours after written_at.",
    lambda desk: [row for row in _notes(desk) if not row["cosigned_by"]],
)
def late_signature(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Sign days later."""
    written = calendar.read(str(row["written_at"]))
    return replace(
        row, "signed_at", calendar.text(written + timedelta(minutes=between(rng, 4_600, 20_000)))
    )


@defect(
    "late_history",
    "documents",
    0.04,
    "The history and physical came after more than 24 hours.",
    "written_at is more than 24 hours after the admission (42 CFR 482.24(c)(4)).",
    lambda desk: [
        row
        for row in _notes(desk, "history and physical")
        if (_stay(desk, row)["length_of_stay"] or 0) > 3
    ],
)
def late_history(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Write the history and physical a day late."""
    began = calendar.read(str(_stay(desk, row)["began_at"]))
    return _shift(row, began + timedelta(minutes=between(rng, 1_560, 3_400)))


@defect(
    "late_summary",
    "documents",
    0.05,
    "The discharge summary came after more than 30 days.",
    "written_at is more than 30 days after the discharge (42 CFR 482.24(c)(4)).",
    lambda desk: [
        row for row in _notes(desk, "discharge summary") if _stay(desk, row)["type"] == "inpatient"
    ],
)
def late_summary(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Write the discharge summary weeks late."""
    ended = calendar.read(str(_stay(desk, row)["ended_at"]))
    return _shift(row, ended + timedelta(days=between(rng, 31, 70), minutes=between(rng, 10, 600)))


@defect(
    "wrong_author",
    "documents",
    0.006,
    "The author had nothing to do with the visit.",
    "The author is not in the care team of the visit.",
    lambda desk: [
        row
        for row in _notes(desk, "progress note", "orders", "operative note")
        if not row["cosigned_by"]
    ],
)
def wrong_author(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Put a stranger's name under a document."""
    strangers = [
        staff_id
        for staff_id, worker in desk.staff.items()
        if worker["role"] == "physician" and (row["encounter_id"], staff_id) not in desk.team
    ]
    row["signed_by"] = stranger = pick(rng, strangers)
    return replace(row, "author_id", stranger)


@defect(
    "missing_document",
    "documents",
    0.02,
    "A stay lacks its history and physical, its operative note or its discharge summary.",
    "The stay has no document of that type.",
    lambda desk: [
        row
        for row in _notes(desk, "history and physical", "operative note", "discharge summary")
        if _stay(desk, row)["type"] == "inpatient" and desk.free("documents", [row])
    ],
    record=lambda row: str(row["encounter_id"]),
)
def missing_document(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Take a document out of the chart, with its draft."""
    for draft in list(desk.of("transcriptions", "document_id", row["document_id"])):
        desk.remove("transcriptions", draft)
    desk.remove("documents", row)
    desk.take("documents", *desk.of("documents", "encounter_id", row["encounter_id"]))
    return Spoilt(str(row["type"]), row["document_id"], "")


@defect(
    "wrong_patient",
    "documents",
    0.02,
    "A history and physical of another patient.",
    "Age and sex in the first words are not those of the patient.",
    lambda desk: [
        row
        for row in _notes(desk, "history and physical")
        if str(row["text"])[:3].strip("-").isdigit() and row["document_id"] not in desk.drafts
    ],
)
def wrong_patient(desk: Desk, rng: Random, row: Row) -> Spoilt | None:
    """Exchange the text for that of somebody of the other sex and another age."""
    words = str(row["text"]).split(" ", 2)
    others = [
        other
        for other in _notes(desk, "history and physical")
        if (theirs := str(other["text"]).split(" ", 2))[1] in _OPPOSITE.get(words[1], ())
        and theirs[0] != words[0]
    ]
    return replace(row, "text", pick(rng, others)["text"]) if others else None


_OPPOSITE = {"man": ("woman",), "woman": ("man",), "boy": ("woman",), "girl": ("man",)}


@defect(
    "copied_note",
    "documents",
    0.02,
    "A progress note was copied from the day before.",
    "The note says the day before, word for word.",
    lambda desk: [
        row for row in _notes(desk, "progress note") if not str(row["text"]).startswith("Day 2.")
    ],
)
def copied_note(desk: Desk, rng: Random, row: Row) -> Spoilt | None:
    """Copy the progress note of the day before."""
    day = int(str(row["text"]).split(".")[0].split()[1])
    before = [
        other
        for other in desk.of("documents", "encounter_id", row["encounter_id"])
        if str(other["text"]).startswith(f"Day {day - 1}.")
    ]
    return replace(row, "text", before[0]["text"]) if before else None


@defect(
    "late_consent",
    "documents",
    0.05,
    "The consent was given after the operation.",
    "The consent was written after the operation began.",
    lambda desk: _notes(desk, "consent"),
)
def late_consent(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Let the patient sign afterwards."""
    operations = [
        str(operation["performed_at"])
        for operation in desk.of("procedures", "encounter_id", row["encounter_id"])
    ]
    return _shift(row, calendar.read(max(operations)) + timedelta(minutes=between(rng, 60, 600)))


_SIDES = (("right", "left"), ("left", "right"))
_LOOK_ALIKE = (
    ("hypotension", "hypertension"),
    ("hypertension", "hypotension"),
    ("hypothyroidism", "hyperthyroidism"),
    ("low potassium", "low phosphate"),
    ("ileus", "ileum"),
    ("aphasia", "aphagia"),
    ("acute", "chronic"),
    ("chronic", "acute"),
    ("without", "with"),
    ("No complication", "Complication"),
)


@defect(
    "transcription_error",
    "transcriptions",
    0.06,
    "The draft does not say what was dictated: side, number or look-alike word.",
    "The draft differs from the document.",
    lambda desk: [row for row in desk.tables["transcriptions"] if _garbled(desk, row)],
)
def transcription_error(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Mistype one word of the draft."""
    return replace(row, "draft", pick(rng, _garbled(desk, row)))


def _garbled(desk: Desk, row: Row) -> list[str]:
    draft = str(row["draft"])
    return [
        draft.replace(f" {word} ", f" {other} ", 1)
        for word, other in _SIDES + _LOOK_ALIKE
        if f" {word} " in draft
    ]
