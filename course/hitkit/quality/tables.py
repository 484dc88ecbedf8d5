"""The tables of the lab and the lesson: a small hospital with planted defects, and its mates."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hitkit import hospital
from hitkit.chance import between, normal, shuffled
from hitkit.hospital.defects.index import misspell
from hitkit.hospital.world import names
from hitkit.quality import review_cases
from hitkit.rows import Row
from hitkit.seeds import stream

RATES = {
    "duplicate": 0.22,
    "overlay": 0.12,
    "overlap": 0.22,
    "wrong_link": 0.15,
    "missing": 0.05,
    "implausible_birth": 0.08,
    "inconsistent_sex": 0.08,
    "unsigned": 0.02,
    "late_signature": 0.03,
}
PATIENT = (
    "mrn", "last_name", "first_name", "middle_name", "birth_date", "sex", "ssn", "street", "town",
    "zip", "state", "phone", "payer_id", "member_id", "registered_on",
)  # fmt: skip
REGISTRATION = (
    "encounter_id", "mrn", "registered_at", "registrar_id", "last_name", "first_name", "birth_date",
    "sex", "identity_checked",
)  # fmt: skip
DOCUMENT = ("document_id", "type", "author_id", "written_at", "signed_by", "signed_at")
STAND_IN = "UNKNOWN"
MARRIED_A_MONTH = 2
_DUPLICATE_WHY = "Birth date, phone and sex agree, and these differ: {}."


@dataclass
class World:
    """The index with its neighbors, and what is wrong in them: ids, each with a reason."""

    patients: list[Row]
    registrations: list[Row]
    documents: list[Row]
    partner: list[Row]
    duplicates: dict[str, str]
    births: dict[str, str]
    sexes: dict[str, str]
    overlays: dict[str, str]
    overlaps: dict[str, str]
    wrong_links: dict[str, str]
    clean: list[Row] = field(repr=False)


def world(seed: str, people: int) -> World:
    """Draw the hospital of a seed with its defects, twins, stand-ins and married names."""
    clean = hospital.simulate(seed, people)
    dirty, ledger = hospital.plant(clean, rates=RATES)
    patients = _rows(dirty.rows["patients"], PATIENT)
    registrations = _rows(dirty.rows["registrations"], REGISTRATION)
    partner = _rows(dirty.rows["partner_index"])
    spoiled = {mrn for planting in ledger for mrn in planting.record.split("-")}
    whole_rows = [row for row in patients if row["mrn"] not in spoiled]
    rng = stream(seed, "quality", "neighbors")
    _stand_ins(rng, whole_rows)
    known = {one.clean for one in ledger.of("overlap")}
    _married(rng, [row for row in whole_rows if row["mrn"] not in known], registrations, partner)
    born = {row["mrn"]: row["birth_date"][5:7] for row in patients}
    pairs = [planting.record.split("-") for planting in ledger.of("duplicate")]
    patients += _twins(rng, whole_rows, set(born), Counter(born[left] for left, _ in pairs))
    blurred = ledger.records("missing", "implausible_birth")
    clear = {one.record for one in ledger.of("overlap") if one.clean not in blurred}
    _slips(rng, [row for row in partner if row["partner_id"] in clear])
    partner += _strangers(f"{seed} partner")
    return World(
        patients=sorted(patients, key=lambda row: row["mrn"]),
        registrations=registrations,
        documents=_rows(dirty.rows["documents"], DOCUMENT),
        partner=sorted(partner, key=lambda row: row["partner_id"]),
        duplicates={
            planting.record: _DUPLICATE_WHY.format(planting.dirty)
            for planting in ledger.of("duplicate")
        },
        births={
            planting.record: f"Born {planting.dirty}. {planting.why}"
            for planting in ledger.of("implausible_birth")
        },
        sexes=_seen_at_the_desk(ledger.why("inconsistent_sex"), patients, registrations),
        overlays=ledger.why("overlay"),
        overlaps=ledger.why("overlap"),
        wrong_links=ledger.why("wrong_link"),
        clean=_rows(clean.rows["patients"], PATIENT),
    )


def _rows(rows: list[dict[str, Any]], columns: tuple[str, ...] | None = None) -> list[Row]:
    return [
        {key: "" if row[key] is None else str(row[key]) for key in columns or row} for row in rows
    ]


def _seen_at_the_desk(
    found: dict[str, str], patients: list[Row], registrations: list[Row]
) -> dict[str, str]:
    """Leave out whose only visits were moved to another number: nothing contradicts their row."""
    visits = {(visit["mrn"], visit["first_name"]) for visit in registrations}
    seen = {row["mrn"] for row in patients if (row["mrn"], row["first_name"]) in visits}
    return {mrn: why for mrn, why in found.items() if mrn in seen}


def _stand_ins(rng: Random, rows: list[Row]) -> None:
    """Write a stand-in where a middle name is missing, as people do who must fill a field."""
    blank = [row for row in rows if not row["middle_name"]]
    for row in shuffled(rng, blank)[: len(blank) // 2]:
        row["middle_name"] = STAND_IN


def _married(rng: Random, rows: list[Row], registrations: list[Row], partner: list[Row]) -> None:
    """Give two who came in each month another family name in the index; that visit keeps the old.

    So do most of their other visits. The new name is none that stands under their number: a
    stranger there stays a stranger.
    """
    single = {row["mrn"]: row for row in rows if "" < row["birth_date"] < "2005"}
    for month in sorted({visit["registered_at"][:7] for visit in registrations}):
        came = {
            visit["mrn"]: visit
            for visit in shuffled(rng, registrations)
            if visit["registered_at"][:7] == month
            and visit["mrn"] in single
            and visit["last_name"] == single[visit["mrn"]]["last_name"]
        }
        for mrn in list(came)[:MARRIED_A_MONTH]:
            _rename(rng, single.pop(mrn), came[mrn], registrations, partner)


def _rename(rng: Random, row: Row, kept: Row, registrations: list[Row], partner: list[Row]) -> None:
    visits = [visit for visit in registrations if visit["mrn"] == row["mrn"]]
    links = [link for link in partner if link["linked_mrn"] == row["mrn"]]
    seen = {other["last_name"] for other in visits + links}
    drawn = (names.family_name(rng) for _ in itertools.count())
    old, row["last_name"] = row["last_name"], next(name for name in drawn if name not in seen)
    for visit in visits:
        if visit["last_name"] == old and visit is not kept and rng.random() < 0.4:
            visit["last_name"] = row["last_name"]


def _twins(rng: Random, rows: list[Row], used: set[str], wanted: Counter[str]) -> list[Row]:
    """Return twins for the index, as many as are ``wanted`` of each month of birth."""
    left = wanted.copy()
    made = []
    for row in shuffled(rng, [row for row in rows if row["ssn"] and row["phone"]]):
        month = row["birth_date"][5:7]
        if not left[month]:
            continue
        left[month] -= 1
        drawn = (review_cases.twin(rng, row) for _ in itertools.count())
        other = next(one for one in drawn if one["mrn"] not in used)
        used.add(other["mrn"])
        member = row["member_id"] and f"QX{between(rng, 10_000_000, 99_999_999)}"
        made.append(other | {"member_id": member})
    return made


def _slips(rng: Random, rows: list[Row]) -> None:
    """Spoil some of the partner's unlinked rows, so that no single field finds them all."""
    for number, row in enumerate(shuffled(rng, rows)):
        if number % 3 == 0:
            row["ssn"] = ""
        elif number % 3 == 1:
            row["last_name"] = misspell(rng, row["last_name"])
            row["ssn"] = row["ssn"] and row["ssn"][:-1] + str((int(row["ssn"][-1]) + 1) % 10)


def _strangers(seed: str) -> list[Row]:
    """Draw people whom only the partner knows."""
    found = _rows(hospital.simulate(seed, 40).rows["patients"])
    keys = (
        "last_name", "first_name", "middle_name", "birth_date", "sex", "ssn", "street", "town",
        "phone",
    )  # fmt: skip
    return [
        {"partner_id": f"P{int(row['mrn'][1:]) % 8_999_999 + 1_000_000:07d}"}
        | {key: row[key] for key in keys}
        | {"linked_mrn": ""}
        for row in found
        if row["ssn"]
    ][:24]


def scored(rng: Random) -> list[Row]:
    """Draw last year's reviewed pairs: what the matcher scored, and what people decided."""
    rows: list[Row] = []
    for decision, mean, spread, low, high, count in (
        ("same", 7.9, 1.2, 5.2, 9.9, between(rng, 28, 36)),
        ("different", 4.6, 1.5, 1.0, 7.9, between(rng, 44, 60)),
    ):
        for _ in range(count):
            score = min(max(mean + spread * normal(rng), low), high)
            rows.append({"score": f"{score:.1f}", "decision": decision})
    # One pair on each side of the middle, so that no threshold is perfect.
    rows += [{"score": "7.2", "decision": "different"}, {"score": "5.3", "decision": "same"}]
    return [{"pair": f"P{n:03d}"} | row for n, row in enumerate(shuffled(rng, rows), 1)]


def months(rng: Random) -> list[Row]:
    """Draw a year of index figures, in which a clean-up brings the duplicates down."""
    records = between(rng, 120_000, 260_000)
    rate, last = 0.08 + 0.02 * rng.random(), 0.005 + 0.002 * rng.random()
    falls = (last / rate) ** (1 / 11)
    rows: list[Row] = []
    for number in range(12):
        share = rate * falls**number * (0.97 + 0.06 * rng.random())
        pairs = round(records * share / 2)
        registrations = between(rng, 8_000, 14_000)
        created = 0.006 + 0.03 * rng.random() * (12 - number) / 12
        rows.append(
            {
                "month": f"{2025 + (number + 9) // 12}-{(number + 9) % 12 + 1:02d}",
                "records": str(records),
                "possible_pairs": str(pairs),
                "records_in_pairs": str(2 * pairs - between(rng, 5, 9) * pairs // 100),
                "registrations": str(registrations),
                "confirmed_duplicates": str(round(registrations * created)),
            }
        )
        records += between(rng, 300, 1_500)
    return rows
