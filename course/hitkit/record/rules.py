"""When a record is complete, on the text of the rules; pure functions of dates and times.

42 CFR 482.24(c) asks for complete, dated, timed and authenticated entries, a timely history and
physical, and a finished record; 42 CFR 482.22(c)(5) and 482.51(b) say the same of the history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

AUTHENTICATION = "42 CFR 482.24(c)(1)"
HISTORY = "42 CFR 482.22(c)(5)(i), 482.24(c)(4)(i)(A)"
UPDATE = "42 CFR 482.22(c)(5)(ii), 482.24(c)(4)(i)(B)"
CONSENT = "42 CFR 482.51(b)(2)"
OPERATION = "42 CFR 482.51(b)"
SUMMARY = "42 CFR 482.24(c)(4)(vii)"
COMPLETION = "42 CFR 482.24(c)(4)(viii)"
CORRECTIONS = "Medicare Program Integrity Manual, chapter 3, section 3.3.2.5"
RETENTION = "42 CFR 482.24(b)(1)"

COMPLETION_DAYS = 30
VERDICTS = ("in time", "too old", "late", "no update", "after the operation")
FINDINGS = ("complete", "missing", "unsigned", "undated", "late")
REQUIRED = ("history and physical", "discharge summary")


def history(
    admitted: datetime,
    written: datetime,
    updated: datetime | None = None,
    operation: datetime | None = None,
) -> str:
    """Judge a history and physical: one of :data:`VERDICTS`.

    It is done no more than 30 days before or 24 hours after the admission; one from before the
    admission needs an update within 24 hours after it; and all of it comes before an operation.
    """
    limit = admitted + timedelta(hours=24)
    if written < admitted - timedelta(days=30):
        return "too old"
    if written > limit:
        return "late"
    if written < admitted and (updated is None or not admitted <= updated <= limit):
        return "no update"
    ready = written if written >= admitted else updated
    if operation is not None and ready is not None and ready >= operation:
        return "after the operation"
    return "in time"


def flawed(document: Mapping[str, str]) -> bool:
    """Say whether an entry lacks its signature, its date or its time."""
    return not document["signed_at"] or len(document["written_at"]) < len("2026-01-31 07:05")


def complete(documents: Iterable[Mapping[str, str]]) -> bool:
    """Say whether a record has what every stay needs, each entry signed, dated and timed."""
    return not still_open(documents)


def still_open(documents: Iterable[Mapping[str, str]]) -> list[str]:
    """List what a record lacks: documents that are not there, and flawed entries, by type."""
    entries = list(documents)
    there = {entry["type"] for entry in entries}
    return [f"no {kind}" for kind in REQUIRED if kind not in there] + [
        f"flawed {entry['type']}" for entry in entries if flawed(entry)
    ]


def overdue(discharged: datetime, now: datetime) -> bool:
    """Say whether more than 30 days have passed since the discharge."""
    return now - discharged > timedelta(days=COMPLETION_DAYS)


def summary_late(discharged: datetime, written: datetime | None, now: datetime) -> bool:
    """Say whether a discharge summary came after 30 days, or is owed for longer than that."""
    return overdue(discharged, now if written is None else written)


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def keep_until(kind: str, born: date, ended: date, schedule: Mapping[str, int]) -> date:
    """Return the last day on which the invented schedule of the house keeps a record.

    ``schedule`` has ``chart`` and ``mammogram`` in years after the last date of care, and
    ``minor``: the birthday until which the chart of somebody under 18 is kept, if later.
    """
    if kind == "mammogram":
        return years_after(ended, schedule["mammogram"])
    until = years_after(ended, schedule["chart"])
    if ended < years_after(born, 18):
        until = max(until, years_after(born, schedule["minor"]))
    return until
