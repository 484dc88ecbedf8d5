"""Nobody cheats it, nobody breaks it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from kit import hand_in, make_course
from redteam import CASES, CELLS, FILES, Case

from autograder.course import Course
from autograder.engine import Engine
from autograder.grading import grade_submission
from autograder.release import Release
from autograder.results import Status


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    return make_course(root, {"lab": CELLS}, FILES)


@pytest.fixture(scope="module")
def release(course: Path) -> Release:
    made = Course(course)
    with made.open_gradebook() as gradebook:
        return made.load(gradebook, "lab")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_gets_what_it_deserves(case: Case, course: Path, release: Release, engine: Engine) -> None:
    student = f"s{CASES.index(case)}"
    folder = hand_in(course, student, case.all_answers(), case.alter)
    if case.folder is not None:
        case.folder(folder)
    submission = Course(course).submission(student, "lab")
    subprocess.run(["rm", "-rf", folder], check=True)  # some lies too deep for Python to remove
    result = grade_submission(engine, release, submission).result
    marks = {q.id: q.points for q in result.questions if q.id != "m1"}
    said = {q.id: [line.message for line in q.lines] for q in result.questions}
    assert marks == case.points(), (said, result.notes)
    assert all(q.status is not Status.NOT_GRADED for q in result.questions), said
