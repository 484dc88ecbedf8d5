from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from autograder.engine import Engine, Settings
from autograder.sandbox import Limits


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    settings = Settings(
        cell_seconds=3.0,
        call_seconds=2.0,
        submission_seconds=240.0,
        limits=Limits(memory_mib=700, processes=32, scratch_mib=32, cpu_seconds=60),
    )
    with Engine(settings) as made:
        yield made
