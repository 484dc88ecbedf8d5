"""Killed at any moment, run again: all graded once, nothing lost. `make bench` kills more often."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kills import STEPS, Killed

FAST = "c.SealedGrading.warm = []"


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killed]:
    made = Killed(tmp_path_factory.mktemp("killed"), size=4, seed=11, config=FAST)
    yield made
    assert made.clean() == []


@pytest.mark.parametrize("round_", range(4))
def test_killed_while_it_writes(victim: Killed, round_: int) -> None:
    victim.change(victim.students)
    assert victim.run(point=victim.chance.randint(1, STEPS)) == "killed"
    victim.settle()


@pytest.mark.parametrize("round_", range(2))
def test_killed_after_a_while(victim: Killed, round_: int) -> None:
    victim.change(victim.some())
    victim.run(seconds=victim.chance.uniform(0.5, 6))
    victim.settle()
