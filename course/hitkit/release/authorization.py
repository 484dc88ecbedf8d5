"""Is a form a valid authorization? The elements and statements of 45 CFR 164.508, one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hitkit.release.facts import PROGRAM, THERAPY, Authorization

_MISSING: dict[str, Callable[[Authorization], bool]] = {
    "no description": lambda form: not form.describes,
    "no discloser": lambda form: not form.discloser,
    "no recipient": lambda form: not form.recipient,
    "no purpose": lambda form: not form.purpose,
    "no expiration": lambda form: not form.expires,
    "no signature or date": lambda form: not (form.signature and form.signed),
    "no authority": lambda form: form.by_representative and not form.authority,
    "no right to revoke": lambda form: not form.says_revocable,
    "no word on conditions": lambda form: not form.says_conditions,
    "no redisclosure warning": lambda form: not form.says_redisclosure,
}


def defects(form: Authorization, on: date) -> tuple[str, ...]:
    """Return what makes an authorization invalid on a day; nothing if it is valid.

    Source: 45 CFR 164.508(b)(2) to (b)(4), (c)(1) and (c)(2); names as in
    :data:`hitkit.release.citations.DEFECTS`. An authorization is good through its last day.
    """
    found = [name for name, missing in _MISSING.items() if missing(form)]
    expired = isinstance(form.expires, date) and form.expires < on
    if expired or (form.expires and form.event_over):
        found.append("expired")
    if form.revoked is not None and form.revoked <= on:
        found.append("revoked")
    if THERAPY in form.describes and set(form.describes) != {THERAPY}:
        found.append("mixed with psychotherapy notes")
    if form.forced:
        found.append("treatment held back")
    if form.known_false:
        found.append("known to be false")
    return tuple(found)


def covers(form: Authorization | None, part: str, on: date) -> bool:
    """Say whether a valid authorization describes a part of the record.

    Program records need words that name them (42 CFR 2.31(a)(3)); so does everything else here.
    """
    return form is not None and not defects(form, on) and part in form.describes


def names_program(form: Authorization | None, on: date) -> bool:
    """Say whether a consent reaches records of a substance use disorder program."""
    return covers(form, PROGRAM, on)
