"""The clean hospital, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hitkit.chance import between
from hitkit.hospital import schema
from hitkit.hospital.model import Block, Progress, Row, Tables
from hitkit.hospital.world import (
    billing,
    calendar,
    chart,
    clinical,
    drugs,
    exchange,
    people,
    privacy,
    staff,
    tables,
    work,
)
from hitkit.hospital.world.house import House, open_house
from hitkit.hospital.world.people import Person
from hitkit.hospital.world.visits import Visit, year
from hitkit.seeds import stream

BLOCK = 2_000
"""People in one block. The bytes of a hospital depend on it, so it never changes with the size."""
_INCIDENTS = 60


def blocks(seed: str, people_count: int, progress: Progress | None = None) -> Iterator[Block]:
    """Yield the clean hospital; the first block also holds the tables of the house."""
    with open_house(seed, people_count) as house:
        for first in range(0, people_count, BLOCK):
            last = min(first + BLOCK, people_count)
            block: Tables = {name: [] for name in schema.tables()}
            if not first:
                _house_tables(house, block)
            for number in range(first, last):
                _person(house, block, number)
                if progress:
                    progress(number + 1, people_count)
            _finish(house, block, first // BLOCK, last - first)
            yield Block(block)
            del block


def _house_tables(house: House, block: Tables) -> None:
    rng = stream(house.seed, "hospital", "schedules")
    block["departments"] = staff.departments()
    block["staff"] = staff.staff_rows(rng, house.staff)
    block["schedules"] = staff.schedule_rows(rng, house.staff)
    block["role_access"] = staff.role_access()
    block["payers"] = billing.payer_rows()
    block["drg_weights"] = billing.weight_rows()
    block["chargemaster"] = billing.chargemaster()
    block["pair_edits"] = billing.pair_rows()
    block["code_book"] = chart.code_book()
    block["formulary"] = drugs.formulary()


def _person(house: House, block: Tables, number: int) -> None:
    rng = stream(house.seed, "person", number)
    who = people.person(house.numbers, rng, number)
    visits, births = year(house, rng, who)
    record = exchange.partner_record(rng, who, ours=bool(visits))
    if record:
        block["partner_index"].append(record)
    if not visits:
        return
    _record(house, block, who, visits)
    for child, birth in births:
        _record(house, block, child, [birth])


def _record(house: House, block: Tables, who: Person, visits: list[Visit]) -> None:
    registered = visits[0].arrived.date()
    if who.number % 3 and not who.mother:
        registered = calendar.FIRST_DAY - timedelta(days=30 + who.number * 37 % 3_000)
    block["patients"].append(people.row(who, max(registered, who.born).isoformat()))
    block["problems"] += clinical.problems(who, visits)
    for visit in visits:
        _visit(house, block, visit)


def _visit(house: House, block: Tables, visit: Visit) -> None:
    rng = stream(house.seed, "chart", visit.id)
    cares = chart.team(house, rng, visit)
    block["encounters"].append(tables.encounter(visit))
    block["diagnoses"] += tables.diagnoses(visit)
    block["procedures"] += tables.procedures(visit)
    notes = chart.documents(rng, visit, cares)
    block["documents"] += notes
    drafts = (exchange.transcription(house, rng, note) for note in notes)
    block["transcriptions"] += [draft for draft in drafts if draft]
    block["medications"] += clinical.medications(rng, visit)
    results = clinical.labs(rng, visit)
    block["labs"] += results
    block["vitals"] += clinical.vitals(rng, visit, cares)
    _office(house, block, visit, cares, notes, bool(results))


def _office(
    house: House, block: Tables, visit: Visit, cares: chart.Team, notes: list[Row], tested: bool
) -> None:
    rng = stream(house.seed, "office", visit.id)
    registrar, coder = house.worker(rng, "registrar"), house.worker(rng, "coder")
    biller = house.worker(rng, "biller")
    block["registrations"].append(work.registration(rng, visit, registrar))
    last_signed = max(max(str(note["signed_at"]), str(note["cosigned_at"])) for note in notes)
    queued = work.coding(rng, visit, coder, last_signed)
    block["coding_queue"].append(queued)
    started = calendar.read(str(queued["started_at"]))
    heads, lines, remits = billing.claim(rng, visit, started.date(), biller.id)
    block["claims"] += heads
    block["claim_lines"] += lines
    block["remits"] += remits
    others = {"registrar": registrar, "coder": coder}
    done = [("registration", registrar, visit.arrived), ("codes", coder, started)]
    if tested:
        others["laboratory"] = house.worker(rng, "laboratory technologist")
        done.append(("results", others["laboratory"], visit.began + timedelta(minutes=45)))
    asked = privacy.request(house, rng, visit)
    if asked:
        request, papers, court, specialist = asked
        block["release_requests"].append(request)
        block["authorizations"] += papers
        block["court_papers"] += court
        others["release"] = specialist
        opened = calendar.read(str(request["decided_on"])) + timedelta(
            hours=9, minutes=between(rng, 0, 400)
        )
        done.append(("chart", specialist, opened))
    block["care_team"] += work.care_team(visit, cares, others)
    block["access_log"] += work.accesses(rng, visit, cares, notes, done)


def _finish(house: House, block: Tables, number: int, count: int) -> None:
    rng = stream(house.seed, "incidents", number)
    incidents = _INCIDENTS if not number else _INCIDENTS * count // BLOCK
    block["incidents"] = [
        privacy.incident(house, rng, f"I{number + 1:03d}-{place + 1:02d}")
        for place in range(incidents)
    ]
    number_log(block, number)


def number_log(block: Tables, number: int) -> None:
    """Put the access log of a block into order of time and number its entries."""
    log = sorted(
        block["access_log"], key=lambda row: (str(row["at"]), str(row["staff_id"]), str(row["mrn"]))
    )
    for place, row in enumerate(log, 1):
        row["access_id"] = f"A{number + 1:03d}{place:06d}"
    block["access_log"] = log
