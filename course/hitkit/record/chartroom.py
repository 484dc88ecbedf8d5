"""The charts of half a year of the invented hospital, as they stand on a morning of review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hitkit import hospital
from hitkit.chance import between, pick, shuffled
from hitkit.hospital.model import Hospital
from hitkit.record import rules
from hitkit.rows import Row
from hitkit.seeds import stream

_RATES = {
    "unsigned": 0.06,
    "late_summary": 0.28,
    "late_history": 0.08,
    "missing_document": 0.10,
    "dose_unit": 0.05,
}
_OWED = (
    "history and physical",
    "orders",
    "progress note",
    "operative note",
    "consent",
    "discharge summary",
)
FORMAT = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class ChartRoom:
    """What the records department sees on the morning of the review."""

    now: datetime
    since: datetime
    stays: list[Row]
    documents: list[Row]
    orders: list[Row]
    formulary: list[Row]
    hospital: Hospital

    @property
    def physicians(self) -> list[str]:
        """The attendings of four stays or more, by name."""
        count = Counter(row["attending"] for row in self.stays)
        return [name for name, times in sorted(count.items()) if times >= 4]

    def without(self, encounters: Collection[str]) -> ChartRoom:
        """Return the room without some stays, their documents and their orders."""

        def others(rows: list[Row]) -> list[Row]:
            return [row for row in rows if row["encounter_id"] not in encounters]

        return replace(
            self,
            stays=others(self.stays),
            documents=others(self.documents),
            orders=others(self.orders),
        )

    @property
    def by_stay(self) -> dict[str, list[Row]]:
        """The documents of each stay; a stay without any has an empty list."""
        found: dict[str, list[Row]] = {row["encounter_id"]: [] for row in self.stays}
        for row in self.documents:
            found[row["encounter_id"]].append(row)
        return found

    def delinquent(self) -> list[str]:
        """Return the stays that ended over 30 days ago and whose records are not complete."""
        by_stay = self.by_stay
        return [
            row["encounter_id"]
            for row in self.stays
            if rules.overdue(moment(row["discharged"]), self.now)
            and not rules.complete(by_stay[row["encounter_id"]])
        ]

    def late_summaries(self) -> list[str]:
        """Return the stays whose discharge summary came too late or is owed too long."""
        summaries = {
            row["encounter_id"]: moment(row["written_at"])
            for row in self.documents
            if row["type"] == "discharge summary"
        }
        return [
            row["encounter_id"]
            for row in self.stays
            if rules.summary_late(
                moment(row["discharged"]), summaries.get(row["encounter_id"]), self.now
            )
        ]


def moment(text: str) -> datetime:
    """Read a date and time as the files have it."""
    return datetime.strptime(text, FORMAT)


def open_room(seed: str, size: int = hospital.TERM_PEOPLE) -> ChartRoom:
    """Simulate the hospital and look at it on a drawn morning."""
    clean = hospital.simulate(seed, size)
    dirty, _ = hospital.plant(clean, rates=_RATES)
    chance = stream(seed, "the record", "review")
    now = datetime(2026, 7, 1, 8) + timedelta(days=between(chance, 0, 80))
    since = (now - timedelta(days=200)).replace(hour=0)
    rows = dirty.rows
    names = dirty.signatures
    people = {str(row["mrn"]): row for row in rows["patients"]}
    places = {str(row["department_id"]): str(row["name"]) for row in rows["departments"]}
    stays = [
        {
            "encounter_id": str(row["encounter_id"]),
            "mrn": str(row["mrn"]),
            "patient": f"{people[str(row['mrn'])]['last_name']}, "
            f"{people[str(row['mrn'])]['first_name']}",
            "department": places[str(row["department_id"])],
            "attending": names[str(row["attending_id"])],
            "admitted": plain(row["began_at"]),
            "discharged": plain(row["ended_at"]),
        }
        for row in rows["encounters"]
        if row["type"] == "inpatient" and since <= moment(plain(row["ended_at"])) < now
    ]
    stays.sort(key=lambda row: row["discharged"])
    wanted = {row["encounter_id"] for row in stays}
    documents = [
        _document(row, names, now)
        for row in rows["documents"]
        if row["encounter_id"] in wanted
        and row["type"] in _OWED
        and moment(plain(row["written_at"])) < now
    ]
    _blur_dates(seed, documents)
    room = ChartRoom(
        now=now,
        since=since,
        stays=stays,
        documents=documents,
        orders=_orders(seed, dirty, wanted, names),
        formulary=[
            {key: str(row[key]) for key in ("drug", "dose", "unit", "route")}
            for row in rows["formulary"]
        ],
        hospital=clean,
    )
    return replace(room, documents=_owed(seed, room))


def plain(value: object) -> str:
    """Write the hospital's date and time with a blank in the middle."""
    return str(value or "").replace("T", " ")


def _document(row: hospital.model.Row, names: dict[str, str], now: datetime) -> Row:
    signed = plain(row["signed_at"])
    return {
        "document_id": str(row["document_id"]),
        "encounter_id": str(row["encounter_id"]),
        "type": str(row["type"]),
        "author": names[str(row["author_id"])],
        "written_at": plain(row["written_at"]),
        "signed_at": signed if signed and moment(signed) < now else "",
    }


def _blur_dates(seed: str, documents: Sequence[Row]) -> None:
    """Take the date, or the time alone, from as many signed notes as others are unsigned."""
    chance = stream(seed, "the record", "dates")
    unsigned = sum(not row["signed_at"] for row in documents)
    signed = [
        row for row in documents if row["signed_at"] and row["type"] in ("progress note", "orders")
    ]
    for number, row in enumerate(shuffled(chance, signed)[:unsigned]):
        row["written_at"] = row["written_at"][:10] if number % 2 else ""


def _owed(seed: str, room: ChartRoom) -> list[Row]:
    """Return the documents without some late summaries, so that half of the late ones are owed."""
    late = room.late_summaries()
    written = [
        row
        for row in room.documents
        if row["type"] == "discharge summary" and row["encounter_id"] in late
    ]
    chance = stream(seed, "the record", "owed")
    gone = {row["document_id"] for row in shuffled(chance, written)[len(late) // 2 :]}
    return [row for row in room.documents if row["document_id"] not in gone]


def _orders(seed: str, whole: Hospital, wanted: set[str], names: dict[str, str]) -> list[Row]:
    """Return the orders; as many have ten or a hundred times a dose as others have a wrong unit."""
    chance = stream(seed, "the record", "orders")
    unit = {row["drug"]: row["unit"] for row in whole.rows["formulary"]}
    ordered = [dict(row) for row in whole.rows["medications"] if row["encounter_id"] in wanted]
    right = [row for row in ordered if row["unit"] == unit[row["drug"]]]
    for row in shuffled(chance, right)[: len(ordered) - len(right)]:
        row["dose"] = float(str(row["dose"])) * pick(chance, (10, 100))
    return [
        {
            "order_id": f"{str(row['encounter_id']).replace('E', 'R')}-{row['order']:0>2}",
            "encounter_id": str(row["encounter_id"]),
            "drug": str(row["drug"]),
            "dose": f"{float(str(row['dose'])):g}",
            "unit": str(row["unit"]),
            "frequency": str(row["frequency"]),
            "ordered_by": names[str(row["ordered_by"])],
        }
        for row in ordered
    ]


def odd_order(order: Row, formulary: Row) -> bool:
    """Say whether an order has another unit than the formulary, or over twice its usual dose."""
    return order["unit"] != formulary["unit"] or float(order["dose"]) > 2 * float(formulary["dose"])
