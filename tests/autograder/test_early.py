"""Warm processes: begun before the course is read, ended from outside, gone with the program."""

from __future__ import annotations

import os
import signal
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


def test_what_was_ended_while_it_waited_is_not_taken_over() -> None:
    engine.warm_early()
    begun = engine._early[0][0]
    os.kill(begun.pid, signal.SIGKILL)
    begun.wait()
    with Engine(Settings(warm=("json",), sealed_in=False)) as made:
        assert made._student.request({"op": "ping"})


def test_a_warm_process_that_was_ended_from_outside_is_replaced() -> None:
    settings = Settings(warm=("json",), sealed_in=False)
    first = engine.shared_engine(settings)
    assert engine.shared_engine(settings) is first
    os.kill(first._process.pid, signal.SIGKILL)
    first._process.wait()
    second = engine.shared_engine(settings)
    assert second is not first
    assert second._student.request({"op": "ping"})


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
