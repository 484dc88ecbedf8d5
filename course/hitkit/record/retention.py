"""The storeroom: which records may be destroyed by the invented schedule of the house."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hitkit.chance import between, pick, some
from hitkit.record.rules import keep_until, years_after
from hitkit.rows import Row

Schedule = dict[str, int]


def schedule(chance: Random) -> Schedule:
    """Draw the schedule; every period is as long as the federal ones or longer."""
    return {
        "chart": pick(chance, (7, 8, 9, 10)),
        "minor": pick(chance, (21, 23, 25)),
        "mammogram": pick(chance, (10, 11, 12)),
    }


def inventory(
    chance: Random, rules: Schedule, today: date, count: int
) -> tuple[list[Row], list[str]]:
    """Draw records and return them with those that may be destroyed today.

    About one in three may; others are on hold, or kept because the patient was a minor.
    """
    rows: list[Row] = []
    numbers = some(chance, range(1_000, 9_999), count)
    for number in sorted(numbers):
        kind = "mammogram" if chance.random() < 0.2 else "chart"
        young = kind == "chart" and chance.random() < 0.4
        ended = today - timedelta(days=between(chance, 5 * 365, 15 * 365))
        age = between(chance, 0, 17) if young else between(chance, 20, 80)
        born = years_after(ended, -age) - timedelta(days=between(chance, 1, 350))
        rows.append(
            {
                "record_id": f"B{number}",
                "kind": kind,
                "born": born.isoformat(),
                "last_care": ended.isoformat(),
                "hold": "yes" if chance.random() < 0.12 else "no",
            }
        )
    return rows, [row["record_id"] for row in rows if may_go(row, rules, today)]


def last_day(row: Row, rules: Schedule) -> date:
    """Return the last day on which the schedule keeps a record, hold or not."""
    born, ended = date.fromisoformat(row["born"]), date.fromisoformat(row["last_care"])
    return keep_until(row["kind"], born, ended, rules)


def may_go(row: Row, rules: Schedule, today: date) -> bool:
    """Say whether a record may be destroyed today."""
    return row["hold"] == "no" and last_day(row, rules) < today


def hasty(row: Row, rules: Schedule, today: date) -> bool:
    """Say whether somebody who forgets holds, minors and mammograms would destroy a record."""
    return years_after(date.fromisoformat(row["last_care"]), rules["chart"]) < today
