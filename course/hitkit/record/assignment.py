"""The seeded part of module 02: files of lesson and lab, what the prompts ask, the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from random import Random
from typing import Any

from hitkit import hospital
from hitkit.chance import some
from hitkit.draw import Draw
from hitkit.hospital.model import Hospital
from hitkit.hospital.world.names import HOSPITAL
from hitkit.practice import seal
from hitkit.record import cases, chartroom, onechart, retention, rules
from hitkit.record.chartroom import ChartRoom
from hitkit.rows import Row, csv_bytes
from hitkit.seeds import stream

_STORED, _LESSON_STORED = 120, 12
_SHELVES = "ABCDE"
_LESSON_PEOPLE = 120
_FOUND = 5
_GAP = 4  # percentage points between those who get a letter and those who do not


def draw(seed: str) -> Draw:
    """Draw the module: an example chart for the lesson; charts, cases and keys for the lab."""

    def chance(name: str) -> Random:
        return stream(seed, "the record", name)

    room = chartroom.open_room(seed)
    chart = onechart.draw(chance("chart"), _hospitals(seed, room), room.now)
    example = onechart.draw(chance("example"), _hospitals(seed, room), room.now, chart.encounter)
    room = room.without({chart.encounter, example.encounter})  # each chart is told once
    small = chartroom.open_room(f"{seed}, the lesson", _LESSON_PEOPLE)
    values: dict[str, Any] = {"hospital": HOSPITAL, "now": room.now.strftime(chartroom.FORMAT)}
    keys: dict[str, Any] = {}
    for name, (asked, key) in {
        "q1": _reading(chance("q1"), chart),
        "q2": _flaws(chance("q2"), room),
        "q4": (
            {"cases": chart.worksheet, "ids": cases.label_ids(chart.worksheet, "item")},
            chart.key,
        ),
        "q5": _summaries(chance("q5"), room),
        "q6": _delinquency(chance("q6"), room),
        "q9": _odd_orders(chance("q9"), room),
    }.items():
        values[name], keys[name] = asked, key
    files = (
        _room_files(room, "")
        | _room_files(small, "example_")
        | _chart_files("chart", chart)
        | _chart_files("practice", example)
    )
    files |= _decisions(chance, values, keys)
    files |= _store(chance("store"), room, values, keys)
    values |= {
        "since": room.since.strftime("%Y-%m-%d"),
        "verdicts": list(rules.VERDICTS),
        "findings": list(rules.FINDINGS),
        "kinds": list(cases.KINDS),
        "keeping": list(cases.KEEPING),
        "slips": list(cases.SLIPS),
        "outcomes": list(cases.OUTCOMES),
        "access": list(cases.ACCESS),
        "legal": list(cases.LEGAL),
        "source": {
            "AUTHENTICATION": rules.AUTHENTICATION,
            "HISTORY": rules.HISTORY,
            "UPDATE": rules.UPDATE,
            "CONSENT": rules.CONSENT,
            "OPERATION": rules.OPERATION,
            "SUMMARY": rules.SUMMARY,
            "COMPLETION": rules.COMPLETION,
            "CORRECTIONS": rules.CORRECTIONS,
            "RETENTION": rules.RETENTION,
        },
        "tries": _tries(example, small),
        "then": small.now.strftime(chartroom.FORMAT),
        "busy": _busiest(small),
        "others": sorted({row["attending"] for row in small.stays} - {_busiest(small)})[:2],
        "sizes": _sizes(keys),
        "q13": {
            "counts": [
                f"{name}: {entry['delinquent']} of {entry['stays']}, {entry['rate']:.1f} %"
                for name, entry in keys["q6"]["rates"].items()
            ],
            "open": _highest(room, keys["q6"]["rates"]),
        },
    }
    return Draw(values, files, keys)


def _hospitals(seed: str, room: ChartRoom) -> Iterator[Hospital]:
    """Yield the hospital of the record room, then others, should it have too few operations."""
    yield room.hospital
    for number in count(1):
        yield hospital.simulate(f"{seed}, another {number}", hospital.TERM_PEOPLE)


def _reading(chance: Random, chart: onechart.Chart) -> tuple[dict[str, Any], dict[str, Any]]:
    asked = some(chance, chart.facts, 4)
    cases_ = [{"id": f"F{n}", "text": question} for n, (question, _, _) in enumerate(asked, 1)]
    key = {f"F{n}": {"text": text, "why": why} for n, (_, text, why) in enumerate(asked, 1)}
    return {"cases": cases_, "ids": cases.label_ids(cases_)}, key


def _team(
    chance: Random, room: ChartRoom, size: int, one: Sequence[str], other: Sequence[str]
) -> list[str]:
    """Choose physicians, as few as will do, beginning with ``size``.

    ``one`` and ``other`` have a physician's name for each thing of two kinds that is to be found.
    The team's are :data:`_FOUND` or more, and neither kind is less than a third of them.
    """
    names = some(chance, room.physicians, len(room.physicians))
    for width in range(size, len(names)):
        for turn in range(len(names)):
            team = [*names[turn:], *names[:turn]][:width]
            kinds = [sum(name in team for name in kind) for kind in (one, other)]
            if sum(kinds) >= _FOUND and 3 * min(kinds) >= sum(kinds):
                return sorted(team)
    return sorted(names)


def _flaws(chance: Random, room: ChartRoom) -> tuple[dict[str, Any], dict[str, Any]]:
    attending = {row["encounter_id"]: row["attending"] for row in room.stays}
    flawed = [row for row in room.documents if rules.flawed(row)]
    unsigned = [attending[row["encounter_id"]] for row in flawed if not row["signed_at"]]
    undated = [attending[row["encounter_id"]] for row in flawed if row["signed_at"]]
    team = _team(chance, room, 2, unsigned, undated)
    why = {
        row["document_id"]: _flaw(row) for row in flawed if attending[row["encounter_id"]] in team
    }
    key: dict[str, Any] = {"what": "flawed entries", "records": sorted(why), "why": why}
    key["source"] = rules.AUTHENTICATION
    found = sum(name in team for name in unsigned)
    return {"team": team, "unsigned": found, "all": len(flawed)}, key


def _flaw(row: Row) -> str:
    if not row["signed_at"]:
        return f"signed_at is empty ({rules.AUTHENTICATION})."
    what = "written_at has no time" if row["written_at"] else "written_at is empty"
    return f"{what} ({rules.AUTHENTICATION})."


def _summaries(chance: Random, room: ChartRoom) -> tuple[dict[str, Any], dict[str, Any]]:
    attending = {row["encounter_id"]: row["attending"] for row in room.stays}
    late = room.late_summaries()
    there = {row["encounter_id"] for row in room.documents if row["type"] == "discharge summary"}
    owed = [attending[stay] for stay in late if stay not in there]
    written = [attending[stay] for stay in late if stay in there]
    team = _team(chance, room, 3, owed, written)
    found = {
        stay: "The summary came over 30 days after the discharge."
        if stay in there
        else "Over 30 days after the discharge there is no summary."
        for stay in late
        if attending[stay] in team
    }
    in_time = {
        stay: "The summary came within 30 days."
        if stay in there
        else "There is no summary yet, and the 30 days are not over."
        for stay in attending
        if attending[stay] in team
    }
    others = {stay: f"Its attending is {name}." for stay, name in attending.items()}
    return {"team": team, "written": sum(stay in there for stay in found)}, {
        "what": "late or owed summaries",
        "source": rules.COMPLETION,
        "records": sorted(found),
        "why": others | in_time | found,
    }


def _delinquency(chance: Random, room: ChartRoom) -> tuple[dict[str, Any], dict[str, Any]]:
    every = {name: _rate(room, name) for name in room.physicians}
    while True:
        names = sorted(some(chance, room.physicians, 4))
        ranked = sorted(every[name]["rate"] for name in names)
        gap, low = max((high - low, low) for low, high in pairwise(ranked))
        if gap >= _GAP:
            break
    limit = round(low + gap / 2)
    rates = {name: every[name] for name in names}
    over = [name for name, entry in rates.items() if entry["rate"] > limit]
    return {"names": names, "limit": limit}, {"rates": rates, "over": over}


def _rate(room: ChartRoom, name: str) -> dict[str, Any]:
    """Return an attending's delinquency rate in per cent, and likely wrong numbers with why."""
    stays = {row["encounter_id"] for row in room.stays if row["attending"] == name}
    delinquent = set(room.delinquent())
    unfinished = {stay for stay, notes in room.by_stay.items() if not rules.complete(notes)}
    late = len(delinquent & stays)
    rate = round(100 * late / len(stays), 1)
    near = {
        "That counts all incomplete records, also younger ones.": 100
        * len(unfinished & stays)
        / len(stays),
        "That is a share; write per cent.": late / len(stays),
        "Divide by the physician's own discharges.": 100 * late / max(len(delinquent), 1),
    }
    return {
        "rate": rate,
        "delinquent": late,
        "stays": len(stays),
        "near": [[round(n, 3), why] for why, n in near.items() if abs(n - rate) > 0.2],
    }


def _highest(room: ChartRoom, rates: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    """Return what is open in the delinquent records of whoever has the highest rate."""
    top = max(entry["rate"] for entry in rates.values())
    attending = {row["encounter_id"]: row["attending"] for row in room.stays}
    return {
        name: {
            stay: rules.still_open(room.by_stay[stay])
            for stay in room.delinquent()
            if attending[stay] == name
        }
        for name, entry in rates.items()
        if entry["rate"] == top
    }


def _odd_orders(chance: Random, room: ChartRoom) -> tuple[dict[str, Any], dict[str, Any]]:
    book = {row["drug"]: row for row in room.formulary}
    odd = [row for row in room.orders if chartroom.odd_order(row, book[row["drug"]])]
    units = [row for row in odd if row["unit"] != book[row["drug"]]["unit"]]
    amounts = [row for row in odd if row not in units]
    by_kind = ([row["ordered_by"] for row in kind] for kind in (units, amounts))
    team = _team(chance, room, 3, *by_kind)
    why = {
        row["order_id"]: f"Ordered {row['dose']} {row['unit']}; the formulary says "
        f"{book[row['drug']]['dose']} {book[row['drug']]['unit']}."
        for row in odd
        if row["ordered_by"] in team
    }
    key = {"what": "odd orders", "source": "data/formulary.csv", "records": sorted(why), "why": why}
    return {"team": team, "units": sum(row["order_id"] in why for row in units)}, key


def _decisions(chance: Any, values: dict[str, Any], keys: dict[str, Any]) -> dict[str, bytes]:
    files = {}
    for name, rows, key, file, column in (
        ("q3", *cases.histories(chance("q3")), "histories.csv", "case"),
        ("q7", *cases.changes(chance("q7")), "", "id"),
        ("q8", *cases.dictations(chance("q8")), "drafts.csv", "id"),
        ("q10", *cases.medicines(chance("q10")), "reconciliation.csv", "line"),
        ("q11", *cases.record_items(chance("q11")), "", "id"),
    ):
        values[name] = {"cases": rows, "ids": cases.label_ids(rows, column)}
        keys[name] = key
        if file:
            files[file] = csv_bytes(rows)
    files["classes.csv"] = csv_bytes(cases.classes())
    return files


def _store(
    chance: Random, room: ChartRoom, values: dict[str, Any], keys: dict[str, Any]
) -> dict[str, bytes]:
    plan, today = retention.schedule(chance), room.now.date()
    rows, may_go = retention.inventory(chance, plan, today, _STORED)
    for number, row in enumerate(rows):
        row["shelf"] = _SHELVES[number % len(_SHELVES)]
    shelves = sorted(some(chance, _SHELVES, 2))
    mine = {row["record_id"] for row in rows if row["shelf"] in shelves}
    may_go = [record for record in may_go if record in mine]
    why = {
        row["record_id"]: f"Kept until {retention.last_day(row, plan)}, and there is "
        f"{'a' if row['hold'] == 'yes' else 'no'} hold."
        if row["record_id"] in mine
        else f"It stands on shelf {row['shelf']}, which is a colleague's."
        for row in rows
    }
    practice, practised = retention.inventory(chance, plan, today, _LESSON_STORED)
    values["plan"], values["today"] = plan, today.isoformat()
    hasty = {row["record_id"] for row in rows if retention.hasty(row, plan, today)} & mine
    f1 = 2 * len(hasty & set(may_go)) / (len(hasty) + len(may_go))
    values["q12"] = {"stored": len(rows), "shelves": shelves, "hasty_f1": round(f1, 4)}
    values["practised"] = seal(practised)
    keys["q12"] = {
        "what": "records that may go",
        "source": "Retention schedule of the hospital, invented",
        "records": may_go,
        "why": why,
    }
    return {"storeroom.csv": csv_bytes(rows), "example_storeroom.csv": csv_bytes(practice)}


def _room_files(room: ChartRoom, start: str) -> dict[str, bytes]:
    return {
        f"{start}stays.csv": csv_bytes(room.stays),
        f"{start}documents.csv": csv_bytes(room.documents),
        f"{start}orders.csv": csv_bytes(room.orders),
        "formulary.csv": csv_bytes(room.formulary),
    }


def _chart_files(name: str, chart: onechart.Chart) -> dict[str, bytes]:
    files = {f"{name}_{part}.csv": csv_bytes(rows) for part, rows in chart.parts.items()}
    return files | {f"{name}_worksheet.csv": csv_bytes(chart.worksheet)}


def _tries(example: onechart.Chart, room: ChartRoom) -> dict[str, str]:
    """Return fingerprints of the answers to the try-it cells of the lesson."""
    entries = example.parts["documents"]
    late = [item for item, right in example.key.items() if right["label"] == "late"]
    mine = [row["encounter_id"] for row in room.stays if row["attending"] == _busiest(room)]
    return {
        "unsigned": seal([row["document_id"] for row in entries if not row["signed_at"]]),
        "late": seal(late),
        "flawed": seal(sum(map(rules.flawed, room.documents))),
        "summaries": seal(len(room.late_summaries())),
        "rate": seal(round(100 * len(set(room.delinquent()) & set(mine)) / len(mine), 1)),
    }


def _busiest(room: ChartRoom) -> str:
    """Return the attending with most stays, the first by name of several."""
    names = [row["attending"] for row in room.stays]
    return max(sorted(set(names)), key=names.count)


def _sizes(keys: dict[str, Any]) -> dict[str, Any]:
    """Count what answers.toml needs to say what a mistake earns."""
    found = [right["label"] for right in keys["q4"].values()]
    kinds = [right["labels"][0] for right in keys["q7"].values()]
    verdicts = [right["label"] for right in keys["q3"].values()]
    outcomes = [right["label"] for right in keys["q10"].values()]
    return {
        "complete": found.count("complete"),
        "zero_rates": sum(entry["rate"] == 0 for entry in keys["q6"]["rates"].values()),
        "corrections": kinds.count("correction"),
        "in_time": verdicts.count("in time"),
        "agrees": outcomes.count("agrees"),
        "q5": len(keys["q5"]["records"]),
        "q9": len(keys["q9"]["records"]),
        "q2": len(keys["q2"]["records"]),
    }
