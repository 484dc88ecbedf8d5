"""The sums that the module teaches: change, real pay, intervals, percentile bands, back-tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hitkit.outlook.tables import HOURS, PERCENTILES

Z = {90: 1.645, 95: 1.96}  # standard errors on each side of an estimate, by percent of confidence
BANDS = (
    "below p10",
    "p10 to p25",
    "p25 to median",
    "median to p75",
    "p75 to p90",
    "above p90",
)


def percent_change(before: float, after: float) -> float:
    """Return the change as a percent of what was before."""
    return (after - before) / before * 100


def in_dollars_of(pay: float, index_then: float, index_now: float) -> float:
    """Return pay of one year in dollars of another, by a price index."""
    return pay * index_now / index_then


def interval(estimate: float, relative_error: float, level: int) -> tuple[float, float, float]:
    """Return standard error, low and high end; ``relative_error`` in percent, ``level`` 90 or 95.

    The percent relative standard error is the standard error divided by the estimate, times 100
    (BLS, OEWS research estimates).
    """
    error = estimate * relative_error / 100
    return error, estimate - Z[level] * error, estimate + Z[level] * error


def overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    """Say whether two intervals, each low and high, have a point in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def band(hourly: float, percentiles: Mapping[str, float]) -> str:
    """Return between which percentiles of yearly pay an hourly offer stands."""
    yearly = hourly * HOURS
    return BANDS[sum(yearly >= percentiles[name] for name in PERCENTILES)]


def straight_line(start: float, change: float, years: int) -> float:
    """Return what a ten-year projection says for a year on its way, growing evenly."""
    return start + change * years / 10
