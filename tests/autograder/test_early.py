"""Warming up before the course is read: taken over by the grader, or gone with the program."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from autograder import engine
from autograder.engine import WARM, Engine, Settings


def test_the_next_engine_takes_over_what_began_early_and_loads_the_rest() -> None:
    engine.warm_early()
    begun = engine._early[0][0].pid
    with Engine(Settings(warm=(*WARM, "colorsys"), sealed_in=False)) as made:
        assert made._process.pid == begun
        assert made._student.request({"op": "ping"})["layers"]
    assert not Path(f"/proc/{begun}").exists()


def test_what_nobody_takes_over_ends_with_the_program() -> None:
    code = "from autograder import engine; engine.warm_early(); print(engine._early[0][0].pid)"
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    left = Path("/proc", done.stdout.strip())
    for _ in range(600):
        if not left.exists():
            return
        time.sleep(0.1)
    raise AssertionError("the warm process is still there")
