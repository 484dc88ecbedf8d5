"""A class whose grading is killed again and again, and what must hold after each kill."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from kit import answer, given, graded, hand_in, make_course, manual
from nbgrader.api import Gradebook

import autograder
from autograder import results

CELLS = [
    given("base = 10"),
    answer("a1", "x = base + 1"),
    graded("q1", 2, "assert x == 11"),
    answer("a2", "def f(n):\n    return n + base"),
    graded("q2", 3, "sum(f(n) == n + 10 for n in range(3))"),
    manual("m1", 5),
]
FILES = {"data/a.txt": b"a" * 5000, "data/b.txt": b"b" * 5000}
STEPS = 60  # of writing for three submissions
MANUAL = 4.0
COMMENT = "Well put."

# Grades, and at the given step of writing below the course kills itself.
_CHILD = """
import os, signal, sys
import autograder
course, point = sys.argv[1], int(sys.argv[2])
writes = {"os.mkdir", "os.rename", "os.chmod", "os.remove", "os.rmdir"}
seen = 0
def count(event, args):
    global seen
    if event in writes or event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR):
        if isinstance(args[0], (str, os.PathLike)) and str(args[0]).startswith(course):
            seen += 1
            if seen == point:
                os.kill(os.getpid(), signal.SIGKILL)
if point:
    sys.addaudithook(count)
autograder.grade(course, "lab", jobs=2)
if point:
    sys.exit(f"only {seen} steps")
"""


class Killed:
    """A course, and what is known of it without asking the grader."""

    def __init__(self, folder: Path, size: int, seed: int, config: str = "") -> None:
        self.root = make_course(folder / "course", {"lab": CELLS}, FILES, config=config)
        self.rooms = folder / "rooms"
        self.rooms.mkdir()
        self.chance = random.Random(seed)
        self.students = [f"s{n}" for n in range(size)]
        self._attempts = dict.fromkeys(self.students, 0)
        self._marks: dict[str, float] = {}
        self._changed: set[str] = set()
        self.change(self.students)
        self.run()
        self._by_hand()
        self.settle()

    def change(self, students: list[str]) -> None:
        """Have students hand in something that nobody has handed in before."""
        for student in students:
            self._attempts[student] += 1
            number = self._attempts[student]
            right = self.chance.random() < 0.5
            wrong = {} if right else {"a1": f"x = {-number}"}
            folder = hand_in(self.root, student, wrong)
            (folder / "notes.txt").write_text(f"{number}" * 500)
            self._marks[student] = 5.0 if right else 3.0
            self._changed.add(student)

    def some(self) -> list[str]:
        """Return a few students."""
        return self.chance.sample(self.students, self.chance.randint(1, 3))

    def run(self, point: int = 0, seconds: float | None = None) -> str:
        """Grade in a process of its own; kill it at a step of writing, or after ``seconds``."""
        command = [sys.executable, "-W", "ignore", "-c", _CHILD, str(self.root), str(point)]
        process = subprocess.Popen(command, env=self._environment(), stderr=subprocess.PIPE)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        said = process.communicate()[1].decode()
        if process.returncode == -signal.SIGKILL:
            return "killed"
        assert process.returncode == 0 or said.startswith("only "), said
        return "finished"

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "TMPDIR": str(self.rooms)}

    def _by_hand(self) -> None:
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as book:
            for student in self.students:
                grade = book.find_grade("m1", "lab", "lab", student)
                grade.manual_score = MANUAL
                book.find_comment("m1", "lab", "lab", student).manual_comment = COMMENT
            book.db.commit()

    def settle(self) -> None:
        """Run again to the end, and check all that a kill could have spoiled."""
        whole = {s for s in self._changed if self._is_whole(s)}
        report = autograder.grade(self.root, "lab", jobs=2)
        assert set(report.graded) == self._changed - whole, (report.graded, self._changed, whole)
        assert sorted((*report.graded, *report.unchanged)) == sorted(self.students)
        self._changed.clear()
        for student in self.students:
            kept = results.read(self.root / "autograded" / student / "lab")
            assert kept is not None and kept.complete
            assert (kept.points, kept.attempt) == (self._marks[student], self._attempts[student])
            notes = self.root / "autograded" / student / "lab" / "notes.txt"
            assert notes.read_text() == f"{self._attempts[student]}" * 500
        assert not list(self.root.rglob(".autograder-*"))
        self._check_gradebook()

    def _is_whole(self, student: str) -> bool:
        kept = results.read(self.root / "autograded" / student / "lab")
        return (
            kept is not None and kept.attempt == self._attempts[student] and bool(kept.gradebook_id)
        )

    def _check_gradebook(self) -> None:
        count = len(self.students)
        with sqlite3.connect(self.root / "gradebook.db") as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("SELECT count(*) FROM submitted_assignment").fetchone() == (count,)
            assert db.execute("SELECT count(*) FROM grade").fetchone() == (3 * count,)
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as book:
            for student in self.students:
                assert book.find_submission("lab", student).score == self._marks[student] + MANUAL
                assert book.find_comment("m1", "lab", "lab", student).comment == COMMENT

    def clean(self) -> list[str]:
        """Return what is left of work folders once another grader has started."""
        self.change(self.students[:1])
        assert self.run() == "finished"
        self.settle()
        return sorted(p.name for p in self.rooms.iterdir())
