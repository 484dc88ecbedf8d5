"""Authorization forms to inspect: some valid, some with one or two defects, all facts drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hitkit.chance import between, pick, shuffled, some, unlike
from hitkit.hospital.model import Row
from hitkit.release import papers
from hitkit.release.authorization import defects
from hitkit.release.citations import DEFECTS, VALID
from hitkit.release.facts import BILL, LABS, NOTES, OPERATION, SUMMARY, THERAPY, Authorization
from hitkit.release.people import Records, Someone, said, someone

FORMS = 6

Change = Callable[[Authorization, Random, date, Someone], tuple[Authorization, str]]


def _blank(**fields: Any) -> Change:
    return lambda form, rng, on, patient: (replace(form, **fields), "")


def _lately(form: Authorization, rng: Random, on: date) -> date:
    """Draw a day after the form was signed."""
    signed = form.signed or on
    return on - timedelta(days=between(rng, 0, (on - signed).days // 2))


def _expired(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    if rng.random() < 0.5:
        ended = on - timedelta(days=between(rng, 1, 25))
        signed = form.signed and ended - timedelta(days=90)
        return replace(form, expires=ended, signed=signed), ""
    event, happened = _EVENTS[form.purpose or "legal claim"]
    note = f"DESK NOTE: {happened.format(said(_lately(form, rng, on)))}."
    return replace(form, expires=event, event_over=True), note


def _revoked(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    when = _lately(form, rng, on)
    note = (
        f"DESK NOTE: letter of {patient.name}, here since {said(when)}: I take my permission back."
    )
    return replace(form, revoked=when), note


def _false(
    form: Authorization, rng: Random, on: date, patient: Someone
) -> tuple[Authorization, str]:
    note = pick(
        rng,
        [
            f"DESK NOTE: {patient.name} called and says that somebody else wrote that signature.",
            f"DESK NOTE: {patient.name} was in intensive care, unconscious, on the day of signing.",
        ],
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


def exercise(
    rng: Random, records: Records, count: int = FORMS
) -> tuple[list[dict[str, str]], dict[str, list[str]]]:
    """Draw forms as rows, and the key: the defects of each, or ``["valid"]``.

    One or two of six are valid, and may look unusual; the others have one or two defects.
    """
    valid = pick(rng, [1, 2]) if count >= FORMS else 1
    names = some(rng, sorted(DEFECTS), count - valid)
    plan = [[name] for name in names] + [[] for _ in range(valid)]
    for planned in some(rng, plan[: count - valid], 2 if count >= FORMS else 1):
        free = [n for n in sorted(DEFECTS) if n not in names and _may_join(n, planned[0])]
        planned.append(pick(rng, free))
        names.append(planned[1])
    plan = shuffled(rng, plan)
    shown, key = [], {}
    for number, planned in zip(unlike(rng, 1000, 9999, count), plan, strict=True):
        row, found = _one(rng, records, f"A{number}", planned)
        shown.append(row)
        key[row["form"]] = found
    return shown, key


def _may_join(name: str, other: str) -> bool:
    return not any({name, other} <= apart for apart in _APART)


def _one(
    rng: Random, records: Records, number: str, planned: list[str]
) -> tuple[dict[str, str], list[str]]:
    filed = records.filed("authorization")
    paper = next(
        row for row in records.rows["authorizations"] if row["request_id"] == filed["request_id"]
    )
    first, last = paper["patient_name"].split(" ", 1)
    patient = Someone(first, last, "")
    on = date.fromisoformat(filed["received_on"])
    form = _valid(rng, paper, on)
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


def _valid(rng: Random, paper: Row, on: date) -> Authorization:
    """Read a valid form of the hospital; make some unusual: the last day, an event, an agent."""
    form = Authorization(
        describes=tuple(dict.fromkeys(_WORDS[part] for part in paper["information"].split("; "))),
        discloser=paper["discloser"],
        recipient=paper["recipient"],
        purpose=paper["purpose"],
        expires=date.fromisoformat(paper["expires_on"]),
        signed=date.fromisoformat(paper["signed_on"]),
        signature=paper["signed_by"],
        by_representative=paper["authority"] != "self",
        authority="" if paper["authority"] == "self" else paper["authority"],
    )
    luck = rng.random()
    if luck < 0.25:
        form = replace(form, expires=on)
    elif luck < 0.55:
        form = replace(form, expires=_EVENTS[form.purpose][0])
    if not form.by_representative and rng.random() < 0.25:
        signer = someone(rng, last=form.signature.split(" ")[-1]).name
        form = replace(
            form, by_representative=True, signature=signer, authority="agent for health care"
        )
    return form


_WORDS = {
    "discharge summary": SUMMARY,
    "operative note": OPERATION,
    "laboratory results": LABS,
    "emergency note": NOTES,
    "clinic note": NOTES,
    "billing record": BILL,
}
"""What the hospital's forms call the parts of a record, in the words of this module."""

_EVENTS = {
    "legal claim": ("the settlement of my claim", "the claim was settled on {}, says the lawyer"),
    "life insurance application": (
        "the decision on my application",
        "the application was decided on {}, says the insurer",
    ),
    "fitness for work": ("my return to work", "the patient went back to work on {}"),
}
"""For each purpose an event at which a form can end, and how the desk learns of it."""
