"""Dask: a scheduler and workers as processes of their own, as on several machines."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hitkit.cli import main
from kit import answer, given, graded, hand_in, make_course
from test_course import rows

import autograder
from autograder import CourseError, cluster

SIZE = 12
CELLS = [
    given("import pandas as pd\nimport time"),
    answer("a1", "time.sleep(0.5)\nx = pd.Series([1, 2]).sum()"),
    graded("q1", 2, "assert x == 3"),
]


class Cluster:
    """A scheduler and workers, each its own process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--no-dashboard")
        self.workers: list[subprocess.Popen[bytes]] = []
        self.address: str = json.loads(_patiently(self._file.read_text))["address"]

    def _start(self, what: str, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file"]
        return subprocess.Popen(
            [*command, str(self._file), *more],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def add_worker(self) -> None:
        more = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        self.workers.append(self._start("worker", *more, "--local-directory", str(self._folder)))

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def _patiently(work: Any) -> Any:
    for _ in range(1200):
        with contextlib.suppress(OSError, ValueError):
            if found := work():
                return found
        time.sleep(0.1)
    raise AssertionError("the cluster did not start")


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "dask"
    folder.mkdir()
    made = Cluster(folder)
    yield made
    made.close()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = make_course(tmp_path / "course", {"lab": CELLS})
    for number in range(SIZE):
        hand_in(root, f"s{number}", {"a1": f"time.sleep(0.5)\nx = {number}"})
    return root


def test_a_worker_dies_in_mid_class(course: Path, dask: Cluster, tmp_path: Path) -> None:
    local = tmp_path / "local"
    shutil.copytree(course, local)
    dask.add_worker()
    dask.add_worker()
    seen: list[str] = []

    def kill_one(progress: autograder.Progress) -> None:
        seen.append(progress.student)
        if len(seen) == 3:
            dask.workers[0].send_signal(signal.SIGKILL)

    report = autograder.grade(course, "lab", scheduler=dask.address, progress=kill_one)
    assert sorted(seen) == sorted(report.graded) == sorted(f"s{n}" for n in range(SIZE))
    assert not report.not_graded
    autograder.grade(local, "lab", jobs=2)
    assert rows(course) == rows(local)
    assert autograder.grade(course, "lab", jobs=1).graded == ()
    again = ["grade", "lab", "--course", str(course), "--student", "s0", "--again"]
    assert main([*again, "--scheduler", dask.address]) == 0


def test_scheduler_dies_in_mid_class(course: Path, dask: Cluster) -> None:
    dask.add_worker()
    with pytest.raises(CourseError, match=r"went away.*what was graded is kept"):
        autograder.grade(
            course, "lab", scheduler=dask.address, progress=lambda _: dask.scheduler.kill()
        )
    kept = autograder.grade(course, "lab", jobs=2).unchanged
    assert 1 <= len(kept) < SIZE


def test_nobody_works(course: Path, dask: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1.0)
    with pytest.raises(CourseError, match=r"no worker for a minute\. Start one \(dask worker tcp:"):
        autograder.grade(course, "lab", scheduler=dask.address)


def test_worker_of_another_version() -> None:
    nothing: Any = None
    with pytest.raises(CourseError, match=r"it has version .* Install the same"):
        cluster.grade_remotely(nothing, nothing, nothing, "0")


def test_no_scheduler_is_one_sentence_of_the_command(course: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "hitkit.cli",
        "grade",
        "lab",
        "--scheduler",
        "tcp://localhost:9",
    ]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No Dask scheduler answers at tcp://localhost:9. Start one" in done.stderr
    assert "Traceback" not in done.stderr
