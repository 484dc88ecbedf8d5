"""Authorization forms to inspect: some valid, some with one or two defects, all facts drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hitkit.release import papers
from hitkit.release.authorization import defects
from hitkit.release.citations import DEFECTS, VALID
from hitkit.release.facts import IMAGING, LABS, NOTES, OPERATION, SUMMARY, THERAPY, Authorization
from hitkit.release.people import HOSPITAL, Someone, day, firm, said, someone

FORMS = 8
_PARTS = (NOTES, SUMMARY, LABS, IMAGING, OPERATION)

Change = Callable[[Authorization, Random, date, Someone], tuple[Authorization, str]]


def _blank(**fields: Any) -> Change:
    return lambda form, rng, on, patient: (replace(form, **fields), "")


def _expired(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    if rng.random() < 0.5:
        ended = on - timedelta(days=rng.randint(1, 25))
        signed = form.signed and ended - timedelta(days=90)
        return replace(form, expires=ended, signed=signed), ""
    settled = on - timedelta(days=rng.randint(5, 40))
    form = replace(form, expires="the settlement of my claim", event_over=True)
    return form, f"DESK NOTE: the claim was settled on {said(settled)}, says the lawyer's letter."


def _revoked(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    when = on - timedelta(days=rng.randint(1, 10))
    note = (
        f"DESK NOTE: letter of {patient.name}, here since {said(when)}: I take my permission back."
    )
    return replace(form, revoked=when), note


def _false(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    note = rng.choice(
        [
            f"DESK NOTE: {patient.name} called and says that somebody else wrote that signature.",
            f"DESK NOTE: {patient.name} was in intensive care, unconscious, on the day of signing.",
        ]
    )
    return replace(form, known_false=True), note


def _mixed(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    return replace(form, describes=(*form.describes, THERAPY)), ""


def _no_authority(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    signer = someone(rng, last=patient.last)
    return replace(form, by_representative=True, signature=signer.name, authority=""), ""


def _unsigned(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    return (replace(form, signature="") if rng.random() < 0.5 else replace(form, signed=None)), ""


CHANGES: dict[str, Change] = {
    "no description": _blank(describes=()),
    "no discloser": _blank(discloser=""),
    "no recipient": _blank(recipient=""),
    "no purpose": _blank(purpose=""),
    "no expiration": _blank(expires=None),
    "no signature or date": _unsigned,
    "no authority": _no_authority,
    "no right to revoke": _blank(says_revocable=False),
    "no word on conditions": _blank(says_conditions=False),
    "no redisclosure warning": _blank(says_redisclosure=False),
    "expired": _expired,
    "revoked": _revoked,
    "mixed with psychotherapy notes": _mixed,
    "treatment held back": _blank(forced=True),
    "known to be false": _false,
}
"""How each defect is planted."""

_APART = (
    {"no expiration", "expired"},
    {"no word on conditions", "treatment held back"},
    {"no description", "mixed with psychotherapy notes"},
    {"no authority", "no signature or date"},
    {"known to be false", "no signature or date"},
    {"known to be false", "no authority"},
)


def exercise(rng: Random, count: int = FORMS) -> tuple[list[dict[str, str]], dict[str, list[str]]]:
    """Draw forms as rows, and the key: the defects of each, or ``["valid"]``.

    Two or three of eight are valid, and may look unusual; the others have one or two defects.
    """
    valid = rng.choice([2, 3]) if count >= FORMS else 1
    names = rng.sample(sorted(DEFECTS), count - valid)
    plan = [[name] for name in names] + [[] for _ in range(valid)]
    for planned in rng.sample(plan[: count - valid], 2 if count >= FORMS else 1):
        free = [n for n in sorted(DEFECTS) if n not in names and _may_join(n, planned[0])]
        planned.append(rng.choice(free))
        names.append(planned[1])
    rng.shuffle(plan)
    rows, key = [], {}
    for number, planned in zip(rng.sample(range(100, 999), count), plan, strict=True):
        row, found = _one(rng, f"A{number}", planned)
        rows.append(row)
        key[row["form"]] = found
    return rows, key


def _may_join(name: str, other: str) -> bool:
    return not any({name, other} <= apart for apart in _APART)


def _one(rng: Random, number: str, planned: list[str]) -> tuple[dict[str, str], list[str]]:
    patient = someone(rng)
    on = day(rng, 2026, 60, 300)
    form = _valid(rng, on, patient)
    notes = []
    for name in planned:
        form, note = CHANGES[name](form, rng, on, patient)
        notes.append(note)
    found = list(defects(form, on)) or [VALID]
    row = {
        "form": number,
        "received": on.isoformat(),
        "text": papers.authorization(rng, form, patient),
        "note": "\n".join(note for note in notes if note),
    }
    return row, found


def _valid(rng: Random, on: date, patient: Someone) -> Authorization:
    """Draw a valid form; some are unusual: the last day, an event to come, an agent who signs."""
    chosen = tuple(part for part in _PARTS if rng.random() < 0.5) or (LABS,)
    form = Authorization(
        describes=chosen,
        discloser=HOSPITAL,
        recipient=firm(rng),
        purpose=rng.choice(["at the request of the individual", "my claim", "a second opinion"]),
        expires=on + timedelta(days=rng.choice([0, 30, 90])),
        signed=on - timedelta(days=rng.randint(3, 50)),
        signature=patient.name,
    )
    if rng.random() < 0.3:
        form = replace(form, expires="the settlement of my claim")
    if rng.random() < 0.25:
        signer = someone(rng, last=patient.last).name
        form = replace(
            form, by_representative=True, signature=signer, authority="agent for health care"
        )
    return form
