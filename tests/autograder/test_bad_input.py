"""Bad input to `hitkit grade`: one sentence that says what to do, an exit code, nothing lost."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hitkit.cli import main
from kit import SPEC, answer, by_id, graded, hand_in, make_course
from nbformat.v4 import new_notebook
from sqlalchemy.exc import OperationalError
from test_course import CELLS, rows

import autograder
from autograder import results
from autograder.release import CourseError

Undo = Callable[[], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_course(tmp_path_factory.mktemp("made"), {"lab": CELLS}, {"data.txt": b"1"})
    for name in ("ann", "bob"):
        hand_in(root, name)
    assert grade(root) == 0
    return root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "course")


def grade(root: Path, *more: str) -> int:
    return main(["grade", "lab", "--course", str(root), "--jobs", "1", *more])


def kept(root: Path) -> dict[str, bytes]:
    found = sorted(p for p in (root / "autograded").rglob("*") if p.is_file())
    return {str(p.relative_to(root)): p.read_bytes() for p in found}


def source(root: Path) -> Path:
    return root / "source" / "lab" / "lab.ipynb"


def put_back(path: Path) -> Undo:
    data = path.read_bytes()

    def undo() -> None:
        path.write_bytes(data)

    return undo


def no_source(root: Path) -> Undo:
    away = root.parent / "away"
    (root / "source").rename(away)
    return lambda: shutil.move(away, root / "source")


def no_notebook(root: Path) -> Undo:
    undo = put_back(source(root))
    source(root).unlink()
    return undo


def spoiled(change: Callable[[Any], object]) -> Callable[[Path], Undo]:
    def spoil(root: Path) -> Undo:
        undo = put_back(source(root))
        nb = nbformat.read(source(root), as_version=4)
        change(nb)
        nbformat.write(nb, source(root))
        return undo

    return spoil


def half_a_notebook(root: Path) -> Undo:
    undo = put_back(source(root))
    source(root).write_bytes(source(root).read_bytes()[:200])
    return undo


def old_schema(root: Path) -> Undo:
    undo = put_back(root / "gradebook.db")
    with contextlib.closing(sqlite3.connect(root / "gradebook.db")) as db:
        db.execute("ALTER TABLE grade RENAME COLUMN extra_credit TO bonus")
    return undo


def locked(root: Path) -> Undo:
    db = sqlite3.connect(root / "gradebook.db", isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    return db.close


def no_gradebook(root: Path) -> Undo:
    undo = put_back(root / "gradebook.db")
    (root / "gradebook.db").write_bytes(b"This is a letter, and no gradebook.")
    return undo


def odd_address(root: Path) -> Undo:
    undo = put_back(root / "nbgrader_config.py")
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.db_url = 'x'")
    return undo


def nobody(root: Path) -> Undo:
    (root / "submitted").rename(root.parent / "elsewhere")
    return lambda: shutil.move(root.parent / "elsewhere", root / "submitted")


def busy(root: Path) -> Undo:
    stack = contextlib.ExitStack()
    stack.enter_context(autograder.course.Course(root).alone())
    return stack.close


CASES: dict[str, tuple[Callable[[Path], Undo], str]] = {
    "no source": (no_source, "Grading needs the instructor's version of 'lab': put it back"),
    "no notebook": (no_notebook, r"lacks lab\.ipynb, which was released\. Put it back"),
    "half a notebook": (half_a_notebook, "is not a notebook that can be read"),
    "a test without points": (
        spoiled(lambda nb: by_id(nb, "q1").metadata.nbgrader.pop("points")),
        "a test cell has no points.*generate_assignment again",
    ),
    "release older than source": (
        spoiled(lambda nb: by_id(nb, "q1").update(source="assert x == 12")),
        "older than its source: cell 'q1'.*Run: nbgrader generate_assignment lab --force",
    ),
    "another language": (
        spoiled(lambda nb: nb.metadata.kernelspec.update(language="R")),
        "runs Python only",
    ),
    "old gradebook": (old_schema, "made by an older nbgrader.*Copy it.*nbgrader db upgrade"),
    "locked gradebook": (locked, "locked by another program.*Close other graders"),
    "no gradebook": (no_gradebook, "gradebook is damaged.*put a good copy in its place"),
    "odd address": (odd_address, r"CourseDirectory\.db_url.*cannot be used"),
    "nobody": (nobody, "Nobody has handed in 'lab' yet. Collect first: nbgrader collect lab"),
    "busy": (busy, "being graded by another program. Wait for it, and run again"),
}


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was said, without the progress bar."""
    said = capsys.readouterr()
    assert not said.out and "Traceback" not in said.err
    lines = [line for line in re.split(r"[\r\n]", said.err) if line.startswith("hitkit: ")]
    assert len(lines) == 1, said.err
    return lines[0]


@pytest.mark.parametrize("case", CASES)
def test_says_what_to_do_and_loses_nothing(
    case: str, course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.gradebook._PATIENCE", 0.3)
    spoil, says = CASES[case]
    before, marks = kept(course), rows(course)
    hand_in(course, "bob", {"a1": "x = 0"})
    undo = spoil(course)
    capsys.readouterr()
    assert grade(course) == 1
    assert re.search(says, one_sentence(capsys), re.S)
    undo()
    assert (kept(course), rows(course)) == (before, marks)
    assert grade(course) == 0
    assert "1 graded, 1 had not changed." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--student", "nobody"), "'nobody' has handed in no 'lab'"),
        (("--scheduler", "tcp://127.0.0.1:9"), "No Dask scheduler answers"),
        (("--scheduler", "nonsense"), "No Dask scheduler answers"),
    ],
)
def test_bad_arguments(
    course: Path, arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(course, "bob", {"a1": "x = 0"})
    capsys.readouterr()
    assert grade(course, *arguments) == 1
    assert says in one_sentence(capsys)


@pytest.mark.parametrize("name", ["nothing", ""])
def test_bad_assignment(course: Path, name: str) -> None:
    with pytest.raises(CourseError, match=r"no folder|knows no assignment|which assignment"):
        autograder.grade(course, name)


def another(path: Path) -> None:
    nb = new_notebook(cells=[answer("z1", "y = 1"), graded("z", 1, "y")], metadata=SPEC)
    nbformat.write(nb, path)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (another, "a notebook of another assignment. Hand in"),
        (lambda path: path.write_text("{"), "not a notebook that can be read. Open it"),
        (lambda path: path.unlink(), "lab.ipynb was not handed in"),
    ],
)
def test_hand_in_that_holds_nothing(
    course: Path,
    spoil: Callable[[Path], object],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(course / "submitted/bob/lab/lab.ipynb")
    for graded_now in (1, 0):
        capsys.readouterr()
        assert grade(course) == 1
        said = capsys.readouterr()
        assert f"{graded_now} graded" in said.out
        assert "bob: nothing to grade." in said.err and says in said.err
        found = results.read(course / "autograded/bob/lab")
        assert found is not None and found.points == 0
    hand_in(course, "bob")
    assert grade(course) == 0


@contextlib.contextmanager
def small_disk(place: Path, mib: int) -> Iterator[None]:
    place.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", str(place)]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here; the next test fakes a full one")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path, leave: int) -> Path:
    """Fill a disk but for some bytes."""
    path = place / "fill"
    room = os.statvfs(place)
    with path.open("wb") as file, contextlib.suppress(OSError):
        file.write(bytes(max(0, room.f_bavail * room.f_frsize - leave)))
    return path


@pytest.mark.parametrize("leave", [0, 4096, 16384, 32768])
def test_full_disk(
    course: Path, leave: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At each of these, another step of writing finds no room."""
    place = tmp_path / "small"
    with small_disk(place, 2):
        root = shutil.copytree(course, place / "course")
        marks = rows(root)
        hand_in(root, "bob", {"a1": "x = 0"})
        (root / "submitted/bob/lab/notes.txt").write_bytes(bytes(20_000))
        filler = fill(place, leave)
        capsys.readouterr()
        assert grade(root) == 1
        assert re.search("Make room|Free some space", one_sentence(capsys))
        with contextlib.closing(sqlite3.connect(root / "gradebook.db")) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert rows(root)["ann"] == marks["ann"]
        filler.unlink()
        assert grade(root) == 0
        assert "1 graded, 1 had not changed." in capsys.readouterr().out
        assert not list(root.rglob(".autograder-*"))


def no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def no_space_for_rows(*_: object) -> None:
    raise OperationalError("UPDATE", {}, sqlite3.OperationalError("database or disk is full"))


@pytest.mark.parametrize(
    ("where", "full", "says"),
    [
        ("keeping.write_file", no_space, "autograded/bob/lab cannot be written: No space left"),
        ("grading._write", no_space, "is full. Make room there, or name another folder in TMPDIR"),
        (
            "gradebook.Writer._grades",
            no_space_for_rows,
            "The gradebook cannot be written. Make room",
        ),
    ],
)
def test_disk_that_says_it_is_full(
    course: Path,
    where: str,
    full: Callable[..., None],
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks = rows(course)
    hand_in(course, "bob", {"a1": "x = 0"})
    with monkeypatch.context() as patch:
        patch.setattr(f"autograder.{where}", full)
        capsys.readouterr()
        assert grade(course) == 1
    assert says in one_sentence(capsys)
    assert rows(course) == marks
    assert grade(course) == 0
    assert "1 graded, 1 had not changed." in capsys.readouterr().out
    again = results.read(course / "autograded/bob/lab")
    assert again is not None and again.attempt == 2
