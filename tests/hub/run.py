"""`make hub`, as somebody types it, and its end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

_START, _END = 240.0, 90.0  # seconds


@dataclass(frozen=True)
class Opened:
    """A Hub that runs: where, and with which password for all."""

    base: str
    password: str
    folder: Path
    process: psutil.Process

    def part(self, *words: str, of: str = "") -> psutil.Process:
        """Return the process that was started with these words, ``of`` one person."""
        for process in self.process.children(recursive=True):
            ours = set(words) <= {Path(word).name for word in process.cmdline()}
            if ours and (not of or process.environ().get("JUPYTERHUB_USER") == of):
                return process
        raise AssertionError(f"There is no process {words} {of}")

    def ends_by_itself(self) -> None:
        """Wait until the command has ended; its exit code stays to be read."""
        deadline = time.monotonic() + _END
        while self.process.status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@contextmanager
def hub(folder: Path, ends_with: int = 0) -> Iterator[Opened]:
    """Start the Hub in ``folder``; Ctrl-C it afterwards, and see that nothing is left of it.

    ``ends_with`` is the exit code that the command then has; it is not 0 if the Hub was killed.
    """
    command = [sys.executable, "-m", "hitkit.cli", "hub", "start", str(folder)]
    said = folder.with_suffix(".txt")
    with said.open("w") as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
    started: list[psutil.Process] = []
    try:
        yield _wait(process, said, folder)
        started = psutil.Process(process.pid).children(recursive=True)
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=_END)
    assert code == ends_with, said.read_text()
    _, left = psutil.wait_procs(started, timeout=5)
    assert left == []


def _wait(process: subprocess.Popen[bytes], said: Path, folder: Path) -> Opened:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline and process.poll() is None:
        text = said.read_text()
        if "Ctrl-C" in text:
            base = re.search(r"http://\S+", text)
            password = re.search(r"everybody: (\S+)", text)
            assert base and password
            return Opened(base[0], password[1], folder, psutil.Process(process.pid))
        time.sleep(0.3)
    raise RuntimeError(f"The Hub did not start:\n{said.read_text()}")
