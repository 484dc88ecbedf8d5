"""An invented salary survey of graduates, and which of its cells must not be published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

SETTINGS = ("Hospital", "Clinic", "Insurer", "Government", "Vendor")
COUNTIES = (
    "Alder",
    "Birch",
    "Cedar",
    "Dogwood",
    "Elm",
    "Fir",
    "Hazel",
    "Juniper",
    "Larch",
    "Maple",
)
Counts = Mapping[str, Mapping[str, int]]


GUARDS: Mapping[str, Callable[..., str]] = {"smallest": min, "largest": max}


@dataclass(frozen=True)
class Rule:
    """What to hide: counts below ``threshold``, and which other count guards a lone hidden one."""

    threshold: int
    guard: str = "smallest"
    public: str = ""


@dataclass(frozen=True)
class Hidden:
    """Cells to hide, as ``"County / Setting"``: the small ones, and those that guard them."""

    small: tuple[str, ...]
    guards: tuple[str, ...]


def draw_counts(chance: Random, threshold: int) -> dict[str, dict[str, int]]:
    """Draw a table of counts whose rows need none, one and several cells hidden.

    No two counts of one row are equal, so that the smallest is never in doubt.
    """
    counties = sorted(chance.sample(COUNTIES, 8))
    small_cells = [0, 1, 1, 1, 1, 1, 2, 2]
    chance.shuffle(small_cells)
    table = {}
    for county, small in zip(counties, small_cells, strict=True):
        low = chance.sample(range(1, threshold), small)
        high = chance.sample(range(threshold, threshold * 5), len(SETTINGS) - small)
        numbers = low + high
        chance.shuffle(numbers)
        table[county] = dict(zip(SETTINGS, numbers, strict=True))
    return table


def hide(counts: Counts, rule: Rule) -> Hidden:
    """Apply a rule: hide counts below the threshold; guard a row that hides just one.

    Row totals are published, so a lone hidden cell is the total minus the rest.
    The guard is the smallest or the largest of the other counts of that row. A setting whose
    counts are public already is neither hidden nor a guard.
    """
    small, guards = [], []
    for county, row in counts.items():
        closed = {setting: count for setting, count in row.items() if setting != rule.public}
        low = [setting for setting, count in closed.items() if count < rule.threshold]
        small += [cell(county, setting) for setting in low]
        if len(low) == 1:
            rest = {setting: count for setting, count in closed.items() if setting not in low}
            guard = GUARDS[rule.guard](rest, key=lambda setting: rest[setting])
            guards.append(cell(county, guard))
    return Hidden(tuple(small), tuple(guards))


def cell(county: str, setting: str) -> str:
    """Name one cell."""
    return f"{county} / {setting}"


def rows(counts: Counts) -> list[dict[str, object]]:
    """Return the survey as a table with its row totals."""
    return [
        {"county": county, **{name: row[name] for name in SETTINGS}, "Total": sum(row.values())}
        for county, row in counts.items()
    ]
