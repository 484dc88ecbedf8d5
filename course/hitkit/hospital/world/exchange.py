"""The patient index of a partner in the health information exchange, and transcriptions."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hitkit.chance import between
from hitkit.hospital.model import Row
from hitkit.hospital.world import calendar, people
from hitkit.hospital.world.house import House
from hitkit.hospital.world.people import Person

PARTNER = "Ostbrook Heart Group"
_SHARE = 0.22
_KNOWN = [
    "last_name",
    "first_name",
    "middle_name",
    "birth_date",
    "sex",
    "ssn",
    "street",
    "town",
    "phone",
]
_DICTATED = ("operative note", "discharge summary", "history and physical")


def partner_record(rng: Random, who: Person, ours: bool) -> Row | None:
    """Draw whether the partner knows a person; if it is our patient too, the two are linked."""
    if rng.random() > _SHARE or who.age(calendar.FIRST_DAY) < 18:
        return None
    known = people.row(who, registered="")
    return {
        "partner_id": f"P{int(who.mrn[1:]) * 7 % 9_999_991:07d}",
        **{column: known[column] for column in _KNOWN},
        "linked_mrn": who.mrn if ours else "",
    }


def transcription(house: House, rng: Random, note: Row) -> Row | None:
    """Draw whether a document was dictated; the draft then says what the document says."""
    if note["type"] not in _DICTATED or rng.random() > 0.35:
        return None
    written = calendar.read(str(note["written_at"]))
    text = str(note["text"])
    return {
        "document_id": note["document_id"],
        "transcriptionist_id": house.worker(rng, "transcriptionist").id,
        "dictated_at": calendar.text(written - timedelta(minutes=between(rng, 5, 15))),
        "returned_at": calendar.text(written),
        "seconds": len(text) * 60 // 900 + between(rng, 5, 25),
        "draft": text,
    }
