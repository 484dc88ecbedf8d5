"""A classroom comes back from its backup as it was, or not at all."""

import shutil
import sqlite3
import stat
import tarfile
from pathlib import Path

import pytest
from hitkit.classroom import apply, backup, forget, gradebook, roster
from hitkit.classroom.machine import Machine
from hitkit.classroom.roster import Class, RosterError
from nbgrader.api import Gradebook
from nbgrader.utils import notebook_hash

from tests.classroom import classes

HERE = Machine(one_account=True)


@pytest.fixture
def held(folder: Path) -> Class:
    text = classes.text(folder, "hit", "him")
    made = roster.parse(text)
    apply.run(apply.plan(made, text, HERE))
    inbound = folder / "exchange" / "hit" / "inbound"
    inbound.mkdir(parents=True)
    inbound.chmod(0o2733)
    (folder / "hit" / "link").symlink_to("source")
    for student in ("ada", "ben"):
        _work(folder, student)
    return made


def _work(folder: Path, student: str) -> None:
    """Let a student have handed in, been graded, and got feedback."""
    places = [folder / "hit" / step / student / "00-counting" for step in ("submitted", "feedback")]
    places.append(folder / "exchange" / "hit" / "inbound" / f"{student}+00-counting+now+x")
    for place in places:
        place.mkdir(parents=True)
        (place / "lab.ipynb").write_text(student)
        (place / "submission_secret.txt").write_text(f"secret of {student}")
    page = notebook_hash(secret=f"secret of {student}", notebook_id="lab")
    (folder / "exchange" / "hit" / "feedback").mkdir(exist_ok=True)
    (folder / "exchange" / "hit" / "feedback" / f"{page}.html").write_text(student)
    with Gradebook(f"sqlite:///{folder / 'hit' / 'gradebook.db'}", "hit") as book:
        book.add_submission("00-counting", student)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes | str]]:
    found: dict[str, tuple[int, bytes | str]] = {}
    for path in sorted(folder.rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        content: bytes | str = b""
        if path.is_symlink():
            content = str(path.readlink())
        elif path.suffix == ".db":
            with sqlite3.connect(path) as database:
                content = "\n".join(database.iterdump())
        elif path.is_file():
            content = path.read_bytes()
        found[str(path.relative_to(folder))] = (mode, content)
    return found


def test_all_comes_back_as_it_was(held: Class, folder: Path, tmp_path: Path) -> None:
    before = snapshot(folder)
    kept = backup.save(held, HERE, tmp_path / "kept.tar.gz")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    shutil.rmtree(folder)
    backup.bring_back(kept)
    assert snapshot(folder) == before
    with pytest.raises(RosterError, match="is there already"):
        backup.bring_back(kept)


def test_a_backup_taken_while_somebody_writes_holds_no_half_change(
    held: Class, folder: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(folder / "hit" / "gradebook.db", isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO student (id) VALUES ('half')")
        kept = backup.save(held, HERE, tmp_path / "kept.tar.gz")
        writer.execute("COMMIT")
    shutil.rmtree(folder)
    backup.bring_back(kept)
    assert set(gradebook.records(held.courses[0]).students) == {"ada", "ben"}


def test_a_damaged_backup_changes_nothing(held: Class, folder: Path, tmp_path: Path) -> None:
    kept = backup.save(held, HERE, tmp_path / "kept.tar.gz")
    whole = kept.read_bytes()
    shutil.rmtree(folder)
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    for damaged in (b"", whole[:40], whole[:middle], whole[:-9], flipped):
        kept.write_bytes(damaged)
        with pytest.raises(RosterError, match=r"no backup of a classroom, or is damaged"):
            backup.bring_back(kept)
        assert not folder.exists() or list(folder.rglob("*")) == []


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("hello")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "note.txt", "note.txt")
    with pytest.raises(RosterError, match="no backup"):
        backup.bring_back(tmp_path / "other.tar.gz")


def test_a_student_is_forgotten_and_others_are_not(held: Class, folder: Path) -> None:
    course = held.courses[0]
    with pytest.raises(RosterError, match="ben is still a student of hit"):
        forget.traces(course, held.hub.exchange, "ben")
    text = classes.text(folder, "hit", "him").replace(
        '    { id = "ben", first_name = "Ben", last_name = "Example" },\n', ""
    )
    without = roster.parse(text)
    apply.run(apply.plan(without, text, HERE))
    course = without.courses[0]
    assert forget.known(course, "ben"), "leaving the course costs nobody a grade"
    paths = forget.traces(course, without.hub.exchange, "ben")
    assert len(paths) == 4
    forget.remove(course, paths, "ben")
    assert not forget.known(course, "ben")
    assert forget.traces(course, without.hub.exchange, "ben") == []
    left = [path for path in folder.rglob("*") if path.is_file() and path.read_bytes() == b"ben"]
    assert left == []
    assert len([p for p in folder.rglob("*") if p.is_file() and p.read_bytes() == b"ada"]) == 4
    with Gradebook(f"sqlite:///{folder / 'hit' / 'gradebook.db'}", "hit") as book:
        assert book.find_submission("00-counting", "ada")
