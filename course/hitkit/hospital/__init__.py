"""One invented community hospital and its clinic, from a seed: clean first, then with defects.

``simulate`` draws the clean hospital, ``plant`` puts defects into it and keeps the ledger,
``write`` writes either as a data package. ``README.md`` beside this file maps the modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hitkit.hospital.defects import plant as planting
from hitkit.hospital.defects.desk import CATALOGUE
from hitkit.hospital.model import Block, Hospital, HospitalError, Ledger, Planting, Progress
from hitkit.hospital.package.write import write as _write
from hitkit.hospital.world.assemble import blocks
from hitkit.hospital.world.names import MOST_PEOPLE

__all__ = [
    "PUBLIC_SEED",
    "TERM_PEOPLE",
    "Block",
    "Hospital",
    "HospitalError",
    "Ledger",
    "Planting",
    "kinds",
    "plant",
    "public",
    "simulate",
    "write",
]

PUBLIC_SEED = "public"
"""The seed of the public term, whose answers everybody may know."""
TERM_PEOPLE = 340
"""The people of a term's hospital, the same in every module that needs no more of them."""


def simulate(seed: str, people: int = 2_000, progress: Progress | None = None) -> Hospital:
    """Return the clean hospital of a seed, drawn when its tables or blocks are first asked for.

    ``progress`` is called with the people done and the people in all.
    Raises :class:`HospitalError` for a seed that is no text or a size that cannot be.
    """
    if not isinstance(seed, str) or not seed.strip():
        raise HospitalError(f"The seed is {seed!r}. It must be text, such as 'autumn-term'.")
    if isinstance(people, bool) or not isinstance(people, int) or not 1 <= people <= MOST_PEOPLE:
        raise HospitalError(
            f"The number of people is {people!r}. "
            f"It must be a whole number from 1 to {MOST_PEOPLE:,}."
        )
    return Hospital(seed, people, lambda: blocks(seed, people, progress))


def kinds() -> dict[str, str]:
    """Return every kind of defect with what is wrong in it."""
    return {kind: defect.about for kind, defect in CATALOGUE.items()}


def plant(
    hospital: Hospital, seed: str | None = None, rates: Mapping[str, float] | None = None
) -> tuple[Hospital, Ledger]:
    """Return the hospital with defects, and the ledger of all that was planted.

    ``rates`` names the kinds to plant, each with the share of the records that can carry it that
    does; without it every kind is planted at its own rate. Every kind named stands at least once.
    Raises :class:`HospitalError` for an unknown kind, or a rate that is none or cannot be met.
    """
    given = hospital.seed if seed is None else seed
    if not isinstance(given, str) or not given.strip():
        raise HospitalError(f"The seed is {given!r}. It must be text, such as 'autumn-term'.")
    wanted = planting.checked(rates)
    dirty = Hospital(
        hospital.seed,
        hospital.people,
        lambda: planting.planted(hospital.blocks(), given, wanted, rates is not None),
    )
    return dirty, Ledger(lambda: dirty.plantings)


def write(hospital: Hospital, directory: Path, progress: Progress | None = None) -> Path:
    """Write a hospital as a data package into a new directory and return it.

    The tables are streamed block by block, so that memory does not grow with the people.
    Raises :class:`HospitalError` when the directory exists; on any failure nothing is left.
    """
    return _write(hospital, directory, progress)


def public() -> Hospital:
    """Return the clean hospital of the public term, from which ``datasets/`` is built."""
    return simulate(PUBLIC_SEED)
