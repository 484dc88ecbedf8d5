"""Clocks, fees and accountings to work out, as tables with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hitkit.release import accounting, fees
from hitkit.release.clock import ACCOUNTING_YEARS, due, due_in_state, years_before
from hitkit.release.people import STATE, day, someone
from hitkit.release.protocol import State

Rows = list[dict[str, str]]

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


def clocks(rng: Random, state: State) -> tuple[Rows, dict[str, str], dict[str, str]]:
    """Draw eight requests, the last day of each, and why."""
    rows: Rows = []
    key, why = {}, {}
    plan = list(_CLOCKS)
    rng.shuffle(plan)
    for number, (kind, form, window) in zip(
        rng.sample(range(1000, 9999), len(plan)), plan, strict=True
    ):
        received = day(rng, 2026, 10, 330)
        notice = received + timedelta(days=rng.randint(*window)) if window else None
        row = {
            "request": f"C{number}",
            "kind": kind,
            "form": form,
            "received": received.isoformat(),
            "notice_of_delay": notice.isoformat() if notice else "",
        }
        rows.append(row)
        key[row["request"]] = due_in_state(kind, form, received, notice, state.days).isoformat()
        why[row["request"]] = _clock_reason(kind, form, received, notice, state)
    return rows, key, why


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
    """Requests for copies, their cost lines, the fee of each, why, and likely wrong amounts."""

    requests: Rows
    costs: Rows
    key: dict[str, float]
    why: dict[str, str]
    near: dict[str, dict[str, str]]


def copies(rng: Random, state: State) -> Copies:
    """Draw four patients and two third parties who ask for copies, with what each copy cost."""
    requests: Rows = []
    costs: Rows = []
    key, why, near = {}, {}, {}
    askers = ["patient"] * 4 + ["third party"] * 2
    rng.shuffle(askers)
    for number, asker in zip(rng.sample(range(1000, 9999), len(askers)), askers, strict=True):
        request = f"F{number}"
        pages = rng.randint(12, 20) if rng.random() < 0.3 else rng.randint(45, 180)
        requests.append({"request": request, "asker": asker, "pages": str(pages)})
        lines = _cost_lines(rng, pages)
        costs += [{"request": request, "cost": k, "amount": f"{a:.2f}"} for k, a in lines]
        if asker == "patient":
            key[request] = fees.patient_fee(lines)
            left = [kind for kind, _ in lines if kind in fees.NEVER_FROM_PATIENTS]
            why[request] = f"A patient does not pay for {' or '.join(left)} (164.524(c)(4))."
        else:
            key[request] = state.fee(pages)
            why[request] = (
                f"The patient fee is for the patient's own request. Here {STATE}'s schedule holds: "
                f"{state.base:.2f} and {pages} pages."
            )
        near[request] = _slips(asker, lines, pages, state)
    return Copies(requests, costs, key, why, near)


def _slips(asker: str, lines: list[tuple[str, float]], pages: int, state: State) -> dict[str, str]:
    everything = f"{round(sum(amount for _, amount in lines), 2)}"
    if asker == "patient":
        return {
            everything: "You charged every line of the cost table.",
            f"{state.fee(pages)}": "That is the schedule for third parties.",
        }
    return {
        f"{fees.patient_fee(lines)}": "That is the patient fee, which is for the patient alone.",
        everything: "You charged every line of the cost table.",
    }


def _cost_lines(rng: Random, pages: int) -> list[tuple[str, float]]:
    lines = [
        (fees.COPYING, round(rng.randint(6, 30) * 0.35, 2)),
        (fees.SUPPLIES, round(pages * 0.03, 2)),
        (fees.SEARCH, float(rng.randint(8, 25))),
    ]
    if rng.random() < 0.7:
        lines.append((fees.POSTAGE, round(2.5 + rng.randint(0, 30) / 10, 2)))
    if rng.random() < 0.4:
        lines.append((fees.AGREED_SUMMARY, float(rng.randint(10, 30))))
    lines.append((rng.choice([fees.CHECKING, fees.SYSTEM]), float(rng.randint(3, 9))))
    rng.shuffle(lines)
    return lines


@dataclass(frozen=True)
class Asked:
    """A patient's request for an accounting."""

    patient: str
    on: date


def disclosures(rng: Random) -> tuple[Asked, Rows, list[str], dict[str, str]]:
    """Draw the disclosure log of one patient, and which lines an accounting lists, with reasons.

    Some lines are older than six years, a few by days only.
    """
    asked = Asked(someone(rng).name, day(rng, 2026, 40, 320))
    start = years_before(asked.on, ACCOUNTING_YEARS)
    plan = [
        (kind, _recent(rng, start, asked.on)) for kind in rng.sample(list(accounting.LISTED), 7)
    ]
    plan += [
        (kind, _recent(rng, start, asked.on)) for kind in rng.sample(list(accounting.NOT_LISTED), 8)
    ]
    plan += [
        (rng.choice(list(accounting.LISTED)), start - timedelta(days=rng.randint(1, 20))),
        (rng.choice(list(accounting.LISTED)), start - timedelta(days=rng.randint(100, 900))),
        (rng.choice(list(accounting.LISTED)), start + timedelta(days=rng.randint(0, 15))),
        (rng.choice(list(accounting.NOT_LISTED)), start - timedelta(days=rng.randint(50, 500))),
    ]
    plan.sort(key=lambda line: line[1])
    rows, key, why = [], [], {}
    for number, (kind, on) in zip(
        sorted(rng.sample(range(1000, 9999), len(plan))), plan, strict=True
    ):
        line = f"D{number}"
        rows.append({"line": line, "date": on.isoformat(), "kind": kind})
        if accounting.listed(kind, on, asked.on):
            key.append(line)
            why[line] = (
                f"{kind} ({accounting.LISTED[kind]}): no exception of 164.528(a)(1) covers it."
            )
    return asked, rows, key, why


def _recent(rng: Random, start: date, end: date) -> date:
    return start + timedelta(days=rng.randint(20, (end - start).days))
