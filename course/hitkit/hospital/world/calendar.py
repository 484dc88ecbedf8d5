"""The year of the hospital: federal fiscal year 2026, for which the codes and the weights hold."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from hitkit.chance import between, weighted

FIRST_DAY = date(2025, 10, 1)
LAST_DAY = date(2026, 9, 30)
CLOSED = date(2027, 1, 31)
"""The day on which the tables were drawn from the hospital's systems."""
DAYS = (LAST_DAY - FIRST_DAY).days + 1

# Twelve weights from October. Flu peaks in February, as most seasons do (CDC); sizes are assumed.
SEASONS: dict[str, tuple[float, ...]] = {
    "": (1.0,) * 12,
    "flu": (0.3, 0.7, 2.0, 2.4, 3.0, 1.8, 0.7, 0.25, 0.1, 0.1, 0.1, 0.15),
    "winter": (1.0, 1.2, 1.5, 1.6, 1.5, 1.2, 0.9, 0.8, 0.6, 0.5, 0.6, 0.8),
    "summer": (0.8, 0.6, 0.6, 0.6, 0.6, 0.8, 1.0, 1.3, 1.6, 1.6, 1.5, 1.1),
    "autumn": (4.0, 3.0, 1.2, 0.6, 0.3, 0.1, 0.0, 0.0, 0.0, 0.0, 0.1, 2.5),
}


def day(rng: Random, season: str = "", weekdays: bool = False, last: date = LAST_DAY) -> date:
    """Draw a day of the year, by season; on request a weekday, and not after ``last``."""
    while True:
        month = weighted(rng, range(12), SEASONS[season])
        year, of_year = (2025, 10 + month) if month < 3 else (2026, month - 2)
        drawn = date(year, of_year, 1) + timedelta(days=between(rng, 0, 30))
        if drawn.month == of_year and drawn <= last and not (weekdays and drawn.weekday() > 4):
            return drawn


def at(rng: Random, on: date, first_hour: int, last_hour: int) -> datetime:
    """Draw a time of a day, from the first hour up to the end of the last."""
    return datetime(
        on.year, on.month, on.day, between(rng, first_hour, last_hour), between(rng, 0, 59)
    )


def after(rng: Random, moment: datetime, low_minutes: int, high_minutes: int) -> datetime:
    """Draw a time that many minutes after a moment."""
    return moment + timedelta(minutes=between(rng, low_minutes, high_minutes))


def text(moment: datetime | None) -> str:
    """Write a time as the tables hold it, such as ``2026-02-03T14:05``."""
    return moment.isoformat("T", "minutes") if moment else ""


def read(moment: str) -> datetime:
    """Read a time as the tables hold it."""
    return datetime.fromisoformat(moment)
