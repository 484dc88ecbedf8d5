"""nbgrader's quickstart course earns the same from nbgrader and from us."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from kit import hand_in, release
from nbgrader.api import Gradebook

import autograder

AUTOMATIC = [
    "correct_squares",
    "squares_invalid_input",
    "correct_sum_of_squares",
    "sum_of_squares_uses_squares",
]
SQUARES = "def squares(n):\n    return [i ** 2 for i in range(1, n + 1)]"
HAND_INS: dict[str, dict[str, str]] = {
    "accepts-anything": {"squares": SQUARES},
    "one-too-few": {"squares": SQUARES.replace("n + 1", "n")},
    "on-its-own": {"sum_of_squares": "def sum_of_squares(n):\n    return n*(n+1)*(2*n+1)//6"},
    "does-not-parse": {"squares": "def squares(n)\n    return n"},
    "no-such-name": {"sum_of_squares": "def sums(n):\n    return sum(squares(n))"},
    "never-returns": {"squares": "def squares(n):\n    print(n)"},
    "writes": {"part-a": "It counts.", "sum_of_squares_equation": "n", "squares": "squares = 3"},
}


def test_earns_the_same(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    make = ["nbgrader", "quickstart", str(ours)]  # leaves a gradebook where it runs
    subprocess.run(make, cwd=tmp_path, check=True, capture_output=True)
    release(ours, "ps1")
    hand_in(ours, "solved", assignment="ps1")
    hand_in(ours, "blank", assignment="ps1", solved=False)
    (hand_in(ours, "half", assignment="ps1") / "problem2.ipynb").unlink()
    for student, answers in HAND_INS.items():
        hand_in(ours, student, answers, assignment="ps1")
    shutil.copytree(ours, theirs)

    autograder.grade(ours, "ps1", jobs=2)
    subprocess.run(["nbgrader", "autograde", "ps1"], cwd=theirs, check=True, capture_output=True)

    marks = _rows(ours)
    assert marks == _rows(theirs)
    earned = [marks["solved", "problem1", q][0] for q in AUTOMATIC]
    assert earned == [1.0, 1.0, 0.5, 0.5]
    assert [marks["blank", "problem1", q][0] for q in AUTOMATIC] == [0.0] * 4


def _all() -> list[str]:
    return ["solved", "blank", "half", *HAND_INS]


def _rows(course: Path) -> dict[tuple[str, ...], tuple[object, ...]]:
    """Return the marks of every cell, and the comments that nbgrader makes by itself."""
    found: dict[tuple[str, ...], tuple[object, ...]] = {}
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        for student in _all():
            for notebook in book.find_submission("ps1", student).notebooks:
                for g in notebook.grades:
                    place = (student, notebook.name, g.name)
                    found[place] = (g.auto_score, g.max_score, g.needs_manual_grade)
                for c in notebook.comments:
                    found[student, notebook.name, c.name, "comment"] = (c.auto_comment,)
    return found
