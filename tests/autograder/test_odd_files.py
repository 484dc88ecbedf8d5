"""Files beside a notebook, however odd, cost nobody else's mark and stop no batch."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from kit import answer, given, graded, hand_in, make_course

import autograder
from autograder import results
from autograder.course import Course
from autograder.engine import Engine, Settings
from autograder.grading import read_submission
from autograder.results import Status

CELLS = [
    given("rows = open('data/ward.csv').read()"),
    answer("a1", "x = len(rows)"),
    graded("q1", 2, "assert x == len(open('data/ward.csv').read())"),
]


def _write(folder: Path, name: str | bytes, data: bytes = b"mine") -> None:
    path = folder / os.fsdecode(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _without_stamp(folder: Path) -> Path:
    (folder / "timestamp.txt").unlink()
    return folder


ODD: dict[str, Callable[[Path], None]] = {
    "a file where the assignment has a folder": lambda f: _write(f, "data"),
    "a folder where the assignment has a file": lambda f: _write(f, "data/ward.csv/x"),
    "its own version of a file": lambda f: _write(f, "data/ward.csv"),
    "a folder named like the results": lambda f: _write(f, "results.json/x"),
    "forged results": lambda f: _write(f, "results.json"),
    "a name that is no text": lambda f: _write(f, b"caf\xe9.txt"),
    "a name with a line break": lambda f: _write(f, "a\nb.txt"),
    "a name that we use ourselves": lambda f: _write(f, ".autograder-new-lab/x"),
    "a stamp that is a folder": lambda f: _write(_without_stamp(f), "timestamp.txt/x"),
}


def test_no_file_stops_the_batch(tmp_path: Path) -> None:
    root = make_course(tmp_path / "c", {"lab": CELLS}, {"data/ward.csv": b"unit\nA\n"})
    for number, put in enumerate(ODD.values()):
        put(hand_in(root, f"s{number}"))
    report = autograder.grade(root, "lab", jobs=2)
    assert {s: r.points for s, r in report.results.items()} == {
        f"s{n}": 2.0 for n in range(len(ODD))
    }
    assert autograder.grade(root, "lab", jobs=2).graded == ()
    for number in range(len(ODD)):
        folder = root / "autograded" / f"s{number}" / "lab"
        assert results.read(folder) is not None
        assert (folder / "data" / "ward.csv").read_bytes() == b"unit\nA\n"


def test_course_may_keep_what_students_hand_in(tmp_path: Path) -> None:
    """The tests see the instructor's file all the same: no student's file goes there."""
    cells = [
        given("import helper"),
        answer("a1", "x = helper.one()"),
        graded("q1", 2, "assert x == 7 and helper.one() == 1"),
    ]
    config = "c.Autograde.exclude_overwriting = {'lab': ['helper.py']}"
    root = make_course(
        tmp_path / "c", {"lab": cells}, {"helper.py": b"def one(): return 1"}, config=config
    )
    _write(hand_in(root, "s"), "helper.py", b"def one(): return 7")
    assert autograder.grade(root, "lab", jobs=1).results["s"].points == 2.0
    kept = root / "autograded" / "s" / "lab" / "helper.py"
    assert kept.read_bytes() == b"def one(): return 7"


def test_what_cannot_be_read_is_no_zero(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_course(tmp_path / "c", {"lab": CELLS}, {"data/ward.csv": b"unit\nA\n"})
    for name in ("ann", "bob"):
        hand_in(root, name)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if "bob" in path.parts and path.suffix == ".ipynb":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = autograder.grade(root, "lab", jobs=1)
    assert report.results["ann"].points == 2.0
    assert report.results["bob"].questions[0].status is Status.NOT_GRADED
    assert "cannot be read: Permission denied" in report.not_graded["bob"]
    monkeypatch.undo()
    assert autograder.grade(root, "lab", jobs=1).graded == ("bob",)


def test_submissions_are_read_when_their_turn_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_course(tmp_path / "c", {"lab": CELLS}, {"data/ward.csv": b"unit\nA\n"})
    for number in range(12):
        hand_in(root, f"s{number}")
    ahead: list[int] = []
    read: list[str] = []
    done: list[str] = []

    def counted(course: Course, student: str, assignment: str) -> object:
        read.append(student)
        ahead.append(len(read) - len(done))
        return read_submission(course.path("submitted", student, assignment), student)

    monkeypatch.setattr(Course, "submission", counted)
    autograder.grade(root, "lab", jobs=1, progress=lambda p: done.append(p.student))
    assert len(done) == 12 and max(ahead) <= 3


def test_work_folders_of_killed_graders_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / "autograder-left"
    (left / "room").mkdir(parents=True)
    (left / "in-use").touch()
    with Engine(Settings(warm=(), sealed_in=False)):
        assert not left.exists()
        with Engine(Settings(warm=(), sealed_in=False)):
            assert len(list(tmp_path.glob("autograder-*"))) == 2
    assert not list(tmp_path.iterdir())
