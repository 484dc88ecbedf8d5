"""Clocks, fees and accountings to work out, as tables with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hitkit.chance import between, pick, shuffled, some, unlike
from hitkit.release import accounting, fees
from hitkit.release.clock import ACCOUNTING_YEARS, due, due_in_state, years_before
from hitkit.release.people import STATE, Records, any_visit, day
from hitkit.release.protocol import State

Rows = list[dict[str, str]]
_Cost = tuple[str, float]

# What each line of the clock table is about: kind, form, and when the notice of a delay went out.
_CLOCKS = (
    ("access", "electronic", None),
    ("access", "electronic", (2, 8)),
    ("access", "paper", None),
    ("access", "paper", (10, 30)),
    ("access", "paper", (31, 45)),
    ("accounting", "paper", None),
    ("accounting", "electronic", (35, 60)),
    ("accounting", "paper", (61, 75)),
)


@dataclass(frozen=True)
class Clocks:
    """Requests with a clock, the house's day to answer each, why, and likely wrong days.

    The house answers ``lead`` days before the clock runs out.
    """

    lead: int
    rows: Rows
    key: dict[str, str]
    why: dict[str, str]
    near: dict[str, dict[str, str]]


def clocks(rng: Random, records: Records, state: State) -> Clocks:
    """Draw how early the house answers, and eight requests."""
    lead = between(rng, 2, 9)
    rows: Rows = []
    key, why, near = {}, {}, {}
    for number, (kind, form, window) in zip(
        unlike(rng, 10_000_000, 99_999_999, len(_CLOCKS)), shuffled(rng, _CLOCKS), strict=True
    ):
        filed = records.filed("right of access") if kind == "access" else None
        received = date.fromisoformat(filed["received_on"]) if filed else day(rng, 2026, 10, 330)
        notice = received + timedelta(days=between(rng, *window)) if window else None
        row = {
            "request": filed["request_id"] if filed else f"Q{number}",
            "kind": kind,
            "form": form,
            "received": received.isoformat(),
            "notice_of_delay": notice.isoformat() if notice else "",
        }
        rows.append(row)
        last = due_in_state(kind, form, received, notice, state.days)
        key[row["request"]] = (last - timedelta(days=lead)).isoformat()
        why[row["request"]] = (
            f"{_clock_reason(kind, form, received, notice, state)} The clock runs out on {last}."
        )
        near[row["request"]] = {
            last.isoformat(): f"The office answers {lead} days before the clock runs out."
        }
    return Clocks(lead, rows, key, why, near)


def _clock_reason(kind: str, form: str, received: date, notice: date | None, state: State) -> str:
    if kind == "access" and form == "electronic":
        return (
            f"{STATE}'s {state.days} days for an electronic copy, with no extension, are shorter "
            "than 30."
        )
    rule = "30 days (164.524(b)(2))" if kind == "access" else "60 days (164.528(c)(1))"
    if notice is None:
        return f"{rule}, no notice of delay."
    if due(kind, received, notice) == due(kind, received):
        return f"{rule}; the notice of delay came too late to count."
    return f"{rule}, and 30 more: the notice of delay went out in time."


@dataclass(frozen=True)
class Copies:
    """Requests for copies, their cost lines, the fee of each, why, and likely wrong amounts.

    ``rate`` is what a minute of copying costs, in dollars.
    """

    rate: float
    requests: Rows
    costs: Rows
    key: dict[str, float]
    why: dict[str, str]
    near: dict[str, dict[str, str]]


def copies(rng: Random, records: Records, state: State) -> Copies:
    """Draw the rate, take requests of four patients and two third parties, and draw their costs.

    One copy for a third party is longer than the first step of the state's schedule.
    """
    rate = between(rng, 28, 48) / 100
    requests: Rows = []
    costs: Rows = []
    key, why, near = {}, {}, {}
    filed = [("patient", records.filed("right of access")) for _ in range(4)]
    filed += [
        ("third party", records.filed("authorization", least_pages=least))
        for least in (state.first_pages + 5, 0)
    ]
    for asker, row in shuffled(rng, filed):
        request, pages = str(row["request_id"]), int(row["pages"])
        while True:
            minutes = between(rng, 6, 30)
            lines = _cost_lines(rng, pages)
            labor = (fees.COPYING, round(minutes * rate, 2))
            near[request] = _slips(asker, lines, labor, pages, state)
            fee = fees.patient_fee([*lines, labor]) if asker == "patient" else state.fee(pages)
            if f"{fee}" not in near[request]:
                break
        requests.append(
            {"request": request, "asker": asker, "pages": str(pages), "minutes": str(minutes)}
        )
        key[request] = fee
        costs += [{"request": request, "cost": k, "amount": f"{a:.2f}"} for k, a in lines]
        if asker == "patient":
            left = [kind for kind, _ in lines if kind in fees.NEVER_FROM_PATIENTS]
            why[request] = (
                f"A patient does not pay for {' or '.join(left)} (164.524(c)(4)). "
                f"Copying took {minutes} minutes at {rate:.2f}."
            )
        else:
            why[request] = (
                f"The patient fee is for the patient's own request. Here {STATE}'s schedule holds: "
                f"{state.base:.2f} and {pages} pages."
            )
    return Copies(rate, requests, costs, key, why, near)


def _slips(
    asker: str, lines: list[_Cost], labor: _Cost, pages: int, state: State
) -> dict[str, str]:
    everything = f"{round(sum(amount for _, amount in [*lines, labor]), 2)}"
    if asker == "patient":
        return {
            everything: "You charged every line of the cost table.",
            f"{fees.patient_fee(lines)}": "The labor for copying is missing.",
            f"{state.fee(pages)}": "That is the schedule for third parties.",
        }
    of_patients = fees.patient_fee([*lines, labor])
    return {
        f"{of_patients}": "That is the patient fee, which is for the patient alone.",
        everything: "You charged every line of the cost table.",
    }


def _cost_lines(rng: Random, pages: int) -> list[_Cost]:
    lines = [
        (fees.SUPPLIES, round(pages * 0.03, 2)),
        (fees.SEARCH, float(between(rng, 8, 25))),
    ]
    if rng.random() < 0.7:
        lines.append((fees.POSTAGE, round(2.5 + between(rng, 0, 30) / 10, 2)))
    if rng.random() < 0.4:
        lines.append((fees.AGREED_SUMMARY, float(between(rng, 10, 30))))
    lines.append((pick(rng, [fees.CHECKING, fees.SYSTEM]), float(between(rng, 3, 9))))
    lines = shuffled(rng, lines)
    return lines


@dataclass(frozen=True)
class Asked:
    """A patient's request for an accounting."""

    patient: str
    mrn: str
    on: date


def disclosures(rng: Random, records: Records) -> tuple[Asked, Rows, list[str], dict[str, str]]:
    """Draw a disclosure log, and which lines the accounting of one patient lists, with reasons.

    Some lines are older than six years, a few by days only, and some are of other patients.
    """
    patient, visit = records.take(rng, (20, 120), any_visit)
    asked = Asked(patient.name, patient.mrn, visit.last + timedelta(days=between(rng, 10, 60)))
    start = years_before(asked.on, ACCOUNTING_YEARS)
    plan = [(kind, _recent(rng, start, asked.on)) for kind in some(rng, list(accounting.LISTED), 7)]
    plan += [
        (kind, _recent(rng, start, asked.on)) for kind in some(rng, list(accounting.NOT_LISTED), 8)
    ]
    plan += [
        (pick(rng, list(accounting.LISTED)), start - timedelta(days=between(rng, 1, 20))),
        (pick(rng, list(accounting.LISTED)), start - timedelta(days=between(rng, 100, 900))),
        (pick(rng, list(accounting.LISTED)), start + timedelta(days=between(rng, 0, 15))),
        (pick(rng, list(accounting.NOT_LISTED)), start - timedelta(days=between(rng, 50, 500))),
    ]
    log = [(on, asked.mrn, kind) for kind, on in plan]
    for who in some(rng, [who for who in records.patients if who.mrn != asked.mrn], 2):
        for kind in some(rng, [*accounting.LISTED, *accounting.NOT_LISTED], 8):
            log.append((_recent(rng, start, asked.on), who.mrn, kind))
    log.sort()
    rows, key, why = [], [], {}
    for number, (on, mrn, kind) in zip(sorted(unlike(rng, 1000, 9999, len(log))), log, strict=True):
        line = f"D{number}"
        rows.append({"line": line, "date": on.isoformat(), "mrn": mrn, "kind": kind})
        if mrn != asked.mrn:
            why[line] = "It is about another patient."
        elif accounting.listed(kind, on, asked.on):
            key.append(line)
            why[line] = (
                f"{kind} ({accounting.LISTED[kind]}): no exception of 164.528(a)(1) covers it."
            )
        elif on < start:
            why[line] = "It is older than six years."
        else:
            why[line] = f"{kind}: an exception of 164.528(a)(1) keeps it out."
    return asked, rows, key, why


def _recent(rng: Random, start: date, end: date) -> date:
    return start + timedelta(days=between(rng, 20, (end - start).days))
