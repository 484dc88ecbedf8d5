"""The clocks of 45 CFR 164.524 and 164.528, in calendar days, and that of the invented state."""

from __future__ import annotations

from datetime import date, timedelta

ACCESS_DAYS, ACCESS_EXTENSION = 30, 30
ACCOUNTING_DAYS, ACCOUNTING_EXTENSION = 60, 30
ACCOUNTING_YEARS = 6
PROTECTED_YEARS = 50


def due(kind: str, received: date, extended_on: date | None = None) -> date:
    """Return the last day to act on a request for ``"access"`` or an ``"accounting"``.

    One extension of 30 days counts if its written notice went out in time, within the first
    period. Source: 45 CFR 164.524(b)(2) and 164.528(c)(1).
    """
    days, extension = {
        "access": (ACCESS_DAYS, ACCESS_EXTENSION),
        "accounting": (ACCOUNTING_DAYS, ACCOUNTING_EXTENSION),
    }[kind]
    last = received + timedelta(days=days)
    extended = extended_on is not None and received <= extended_on <= last
    return last + timedelta(days=extension) if extended else last


def due_in_state(
    kind: str, form: str, received: date, extended_on: date | None, state_days: int
) -> date:
    """Return the last day where the invented state's shorter clock for electronic copies holds.

    A state law that gives patients more than HIPAA does stands (45 CFR 160.203(b)). The invented
    one allows no extension.
    """
    federal = due(kind, received, extended_on)
    if kind == "access" and form == "electronic":
        return min(federal, received + timedelta(days=state_days))
    return federal


def years_before(day: date, years: int) -> date:
    """Return the same day of the calendar some years earlier; February 29 becomes February 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def still_protected(died: date | None, on: date) -> bool:
    """Say whether the rule still protects a record: for 50 years after death (164.502(f))."""
    return died is None or years_before(on, PROTECTED_YEARS) < died
