"""What one seed puts into the module on release of information: requests, tables, keys."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from hitkit.chance import between
from hitkit.draw import Draw
from hitkit.release import accesslog, accounting, forms, opens, payment, queue, sums, whom
from hitkit.release.citations import DEFECTS, RULES, VALID
from hitkit.release.facts import PARTS
from hitkit.release.office import open_office
from hitkit.release.people import HOSPITAL, STATE, day
from hitkit.release.protocol import Protocol
from hitkit.rows import csv_bytes
from hitkit.seeds import stream

_LAB_STAYS = 14
"""How many stays the access log of the lab covers; that of the lesson covers as many others."""


def draw(seed: str) -> Draw:
    """Draw everything of the module from one seed."""
    house = open_office(seed)
    records = house.records
    filed = queue.requests(house)
    reply = queue.one(house, "q13", queue.REPLIES)
    refusal = queue.one(house, "q14", queue.REFUSALS)
    examples = queue.lesson_requests(house)
    paper_rows, paper_key, paper_why = opens.exercise(stream(seed, "09", "q1"), house)
    form_rows, form_key = forms.exercise(stream(seed, "09", "q2"), records)
    copies = sums.copies(stream(seed, "09", "q8"), records, house.state)
    clocks = sums.clocks(stream(seed, "09", "q7"), records, house.state)
    asked, log_rows, log_key, log_why = sums.disclosures(stream(seed, "09", "q9"), records)
    stays = accesslog.stays(stream(seed, "09", "stays"), records)
    access = accesslog.draw(stream(seed, "09", "q10"), records, stays[:_LAB_STAYS])
    lesson_access = accesslog.draw(
        stream(seed, "09", "lesson access"), records, stays[_LAB_STAYS : 2 * _LAB_STAYS]
    )
    whom_rows, whom_key, whom_why = whom.exercise(stream(seed, "09", "q11"))
    case_rows, case_key, case_why = payment.exercise(stream(seed, "09", "q12"), records)
    lesson_forms, lesson_form_key = forms.exercise(
        stream(seed, "09", "lesson forms"), records, count=4
    )
    groups = {q: [entry for entry in filed if entry.question == q] for q in queue.POOLS}
    decisions = {q: {e.number: e.key(house) for e in group} for q, group in groups.items()}
    values: dict[str, Any] = {
        "hospital": HOSPITAL,
        "state_name": STATE,
        "state": house.state,
        "specialist": records.worker(stream(seed, "09", "specialist"), "release specialist"),
        "protocol": dict(house.protocol),
        "rules": dict(RULES),
        "defect_names": dict(DEFECTS),
        "parts": list(PARTS),
        "policy": dict(whom.POLICY),
        "systems": dict(payment.SYSTEMS),
        "papers": paper_rows,
        "forms": form_rows,
        "queue": {q: [entry.row() for entry in group] for q, group in groups.items()},
        "shown": {
            q: "\n".join(queue.as_markdown(entry.row()) for entry in group)
            for q, group in groups.items()
        },
        "clocks": [row["request"] for row in clocks.rows],
        "lead": clocks.lead,
        "copies": [row["request"] for row in copies.requests],
        "labor_rate": copies.rate,
        "asked": asked,
        "audited": access.asked,
        "lesson_audited": lesson_access.asked,
        "situations": whom_rows,
        "cases": case_rows,
        "reply": reply.row(),
        "refusal": refusal.row(),
        "letters": {
            "q13": queue.as_markdown(reply.row()),
            "q14": queue.as_markdown(refusal.row()),
            **{entry.case.facts.ground: queue.as_markdown(entry.row()) for entry in examples},
        },
        "examples": [entry.row() for entry in examples],
        "example_forms": lesson_forms,
        "exceptions": list(accounting.NOT_LISTED),
        **_lesson_tables(seed),
    }
    keys: dict[str, Any] = {
        "q1": paper_key,
        "q1_why": paper_why,
        "q2": form_key,
        "q2_cites": dict(DEFECTS),
        **decisions,
        **{f"{q}_solution": _solution(key) for q, key in decisions.items()},
        "q7": clocks.key,
        "q7_why": clocks.why,
        "q7_near": clocks.near,
        "q8": copies.key,
        "q8_why": copies.why,
        "q8_near": copies.near,
        "q9": log_key,
        "q9_why": log_why,
        "q10": access.unexplained,
        "q10_why": access.why,
        "q11": whom_key,
        "q11_why": whom_why,
        "q12": case_key,
        "q12_why": case_why,
        "q13": reply.key(house),
        "q14": refusal.key(house),
    }
    values["counts"] = _counts(keys, decisions, asked, log_rows)
    files = {
        "requests.csv": csv_bytes([e.row() for e in filed]),
        "examples.csv": csv_bytes([e.row() for e in examples]),
        "example_answers.json": _answers(
            lesson_form_key, {entry.number: entry.key(house) for entry in examples}
        ),
        "protocol.csv": csv_bytes(_protocol_rows(house.protocol)),
        "clocks.csv": csv_bytes(clocks.rows),
        "copies.csv": csv_bytes(copies.requests),
        "costs.csv": csv_bytes(copies.costs),
        "disclosures.csv": csv_bytes(log_rows),
        "staff.csv": csv_bytes(access.staff),
        "work.csv": csv_bytes(access.work),
        "access_log.csv": csv_bytes(access.accesses),
        "lesson_work.csv": csv_bytes(lesson_access.work),
        "lesson_access_log.csv": csv_bytes(lesson_access.accesses),
    }
    return Draw(values, files, keys)


def _solution(key: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        request: {
            "decision": right["decision"],
            "send": right["send"],
            "rule": right["rules"][0],
        }
        for request, right in key.items()
    }


def _counts(
    keys: Mapping[str, Any],
    decisions: Mapping[str, Mapping[str, Mapping[str, Any]]],
    asked: sums.Asked,
    log_rows: Sequence[Mapping[str, str]],
) -> dict[str, Any]:
    """Count what is in a draw, for the list of known answers: what each mistake earns."""
    counts: dict[str, Any] = {
        "q1_more": list(keys["q1"].values()).count(opens.MORE),
        "q2_valid": list(keys["q2"].values()).count([VALID]),
        "q9": len(keys["q9"]),
        "q9_lines": len(log_rows),
        "q9_others": sum(
            row["mrn"] != asked.mrn and row["kind"] in accounting.LISTED for row in log_rows
        ),
        "q10": len(keys["q10"]),
        "q10_ended": sum("ended on" in why for why in keys["q10_why"].values()),
        "q10_elsewhere": len(keys["q10_why"]) - len(keys["q10"]),
        "q11_privacy": list(keys["q11"].values()).count(whom.PRIVACY),
        "q12_inpatient": list(keys["q12"].values()).count("inpatient PPS"),
    }
    for question, key in decisions.items():
        found = [(right["decision"], right["rules"]) for right in key.values()]
        counts[question] = {
            "release": sum(decision == "release" for decision, _ in found),
            "refuse": sum(decision == "refuse" for decision, _ in found),
            "refuse_508": sum(d == "refuse" and "164.508" in rules for d, rules in found),
            "release_524": sum(d == "release" and "164.524" in rules for d, rules in found),
            "part_524": sum(d == "part" and "164.524" in rules for d, rules in found),
            "courts": sum("164.512(e)" in rules for _, rules in found),
        }
    return counts


def _protocol_rows(protocol: Protocol) -> list[dict[str, str]]:
    return [{"purpose": purpose, "parts": "; ".join(parts)} for purpose, parts in protocol.items()]


def _answers(form_key: Mapping[str, list[str]], examples: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Write the answers of the lesson's practice, which are no secret."""
    requests = {
        number: {
            "decision": right["decision"],
            "send": right["send"],
            "rules": right["rules"],
            "why": " ".join(reason["says"] for reason in right["why"]),
        }
        for number, right in examples.items()
    }
    return (json.dumps({"forms": form_key, "requests": requests}, indent=1) + "\n").encode()


def _lesson_tables(seed: str) -> dict[str, Any]:
    """Draw what the lesson works through; none of it is in the lab."""
    rng = stream(seed, "09", "lesson sums")
    received = day(rng, 2026, 30, 200)
    return {
        "lesson_pages": between(rng, 60, 90),
        "lesson_received": received.isoformat(),
        "lesson_notice": (received + timedelta(days=between(rng, 10, 25))).isoformat(),
    }
