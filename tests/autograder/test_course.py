"""A whole course: nbgrader's gradebook, late work, people's grades, bad input, kills."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from kit import answer, by_id, given, graded, hand_in, make_course, manual, release
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

import autograder
from autograder import results
from autograder.course import read_config

CELLS = [
    given("import pandas as pd\nbase = 10"),
    answer("a1", "x = base + 1"),
    graded("q1", 2, "assert x == 11"),
    answer("a2", "def f(n):\n    return n + base"),
    graded("q2", 3, "sum(f(n) == n + 10 for n in range(3))"),
    given("seen = f(1)"),
    manual("m1", 5),
]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = make_course(tmp_path / "course", {"lab": CELLS})
    hand_in(root, "good")
    hand_in(root, "part", {"a2": "def f(n):\n    return 10 if n else 10"})
    hand_in(root, "blank", solved=False)
    return root


def rows(root: Path) -> dict[str, Any]:
    """Return all that the gradebook says of the submissions."""
    with Gradebook(f"sqlite:///{root}/gradebook.db") as book:
        return {
            s.student_id: [
                (
                    n.name,
                    n.score,
                    n.late_submission_penalty,
                    sorted((g.name, g.auto_score, g.needs_manual_grade) for g in n.grades),
                    sorted((c.name, c.auto_comment or "") for c in n.comments),
                )
                for n in s.notebooks
            ]
            for s in book.assignment_submissions("lab")
        }


def test_same_rows_as_nbgrader(course: Path, tmp_path: Path) -> None:
    stock = tmp_path / "stock"
    shutil.copytree(course, stock)
    autograder.grade(course, "lab", jobs=1)
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "lab"],
        cwd=stock,
        check=True,
        capture_output=True,
    )
    assert rows(course) == rows(stock)
    shown = nbformat.read(course / "autograded" / "good" / "lab" / "lab.ipynb", as_version=4)
    theirs = nbformat.read(stock / "autograded" / "good" / "lab" / "lab.ipynb", as_version=4)
    strip = [(c.cell_type, c.source, c.metadata.get("nbgrader")) for c in theirs.cells]
    assert [(c.cell_type, c.source, c.metadata.get("nbgrader")) for c in shown.cells] == strip


def formgrader_of(course: Path) -> NbGraderAPI:
    """Return what formgrader's buttons call, in a course that is graded sealed."""
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nfrom autograder.converter import configure\nconfigure(c)\n"
    )
    config = read_config(course)
    config.CourseDirectory.root = str(course)
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def test_formgrader_and_nbgrader_grade_through_the_same_code(course: Path) -> None:
    api = formgrader_of(course)
    assert api.autograde("lab", "part")["success"]
    by_button = results.read(course / "autograded" / "part" / "lab")
    assert by_button is not None and by_button.points == 3.0
    report = autograder.grade(course, "lab", jobs=1)
    assert report.unchanged == ("part",)
    assert api.generate_feedback("lab", "part")["success"]


def test_regrades_what_changed_and_leaves_people_alone(course: Path) -> None:
    first = autograder.grade(course, "lab", jobs=1)
    assert first.graded == ("blank", "good", "part")
    assert first.needs_person == {"good": ["m1"], "part": ["m1"]}
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        grade = book.find_grade("m1", "lab", "lab", "good")
        grade.manual_score, grade.needs_manual_grade, grade.extra_credit = 4.0, False, 1.0
        override = book.find_grade("q1", "lab", "lab", "part")
        override.manual_score = 1.0
        book.find_comment("m1", "lab", "lab", "good").manual_comment = "Well put."
        book.db.commit()
    assert autograder.grade(course, "lab", jobs=1).graded == ()
    hand_in(course, "good", {"a1": "x = 0"})
    again = autograder.grade(course, "lab", jobs=1)
    assert again.graded == ("good",)
    assert again.results["good"].attempt == 2
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        grade = book.find_grade("m1", "lab", "lab", "good")
        assert (grade.manual_score, grade.extra_credit) == (4.0, 1.0)
        assert book.find_comment("m1", "lab", "lab", "good").comment == "Well put."
        assert book.find_submission("lab", "good").score == 3 + 4 + 1
        assert book.find_grade("q1", "lab", "lab", "part").score == 1.0


def test_changed_tests_grade_everybody_again(course: Path) -> None:
    autograder.grade(course, "lab", jobs=1)
    path = course / "source" / "lab" / "lab.ipynb"
    nb = nbformat.read(path, as_version=4)
    by_id(nb, "q1").source = by_id(nb, "q1").source.replace("x == 11", "x == 12")
    nbformat.write(nb, path)
    with pytest.raises(autograder.CourseError, match="older than its source"):
        autograder.grade(course, "lab", jobs=1)
    release(course)
    report = autograder.grade(course, "lab", jobs=1)
    assert len(report.graded) == 3
    assert report.results["good"].points == 3.0


def test_late_policy_of_the_course(tmp_path: Path) -> None:
    config = "c.LateSubmissionPlugin.penalty_method = 'zero'"
    root = make_course(tmp_path / "late", {"lab": CELLS}, config=config)
    with Gradebook(f"sqlite:///{root}/gradebook.db") as book:
        book.update_or_create_assignment("lab", duedate="2026-01-04 00:00:00 UTC")
    hand_in(root, "late")
    autograder.grade(root, "lab", jobs=1)
    with Gradebook(f"sqlite:///{root}/gradebook.db") as book:
        submission = book.find_submission("lab", "late")
        assert submission.total_seconds_late > 0
        assert submission.late_submission_penalty == submission.score == 5.0


def test_unsealed_test_says_so(tmp_path: Path) -> None:
    cells = [
        answer("a1", "def f():\n    return g()\ndef g():\n    return 1"),
        graded("q1", 2, "### UNSEALED\nimport inspect\nassert 'g()' in inspect.getsource(f)"),
        graded(
            "q2",
            2,
            "del g\ntry:\n    f()\nexcept NameError:\n    pass\nelse:\n    raise AssertionError",
        ),
    ]
    root = make_course(tmp_path / "c", {"lab": cells})
    hand_in(root, "s")
    found = {q.id: q for q in autograder.grade(root, "lab", jobs=1).results["s"].questions}
    assert (found["q1"].points, found["q1"].sealed) == (2, False)
    assert (found["q2"].points, found["q2"].sealed) == (2, True)


def test_what_tests_may_do_with_functions_and_classes(tmp_path: Path) -> None:
    solution = """\
class Stack:
    def __init__(self): self.items = []
    def push(self, x): self.items.append(x); return self
    def __len__(self): return len(self.items)
    def __str__(self): return str(self.items)
def add_one(values):
    for i in range(len(values)): values[i] += 1
def apply(f, x):
    return f(x)
def evens():
    n = 0
    while True:
        yield n
        n += 2
def fail(x):
    \"\"\"Refuse.\"\"\"
    raise KeyError(x)
def shout(x):
    print(x.upper())
    return x"""
    check = """\
import contextlib, io, itertools
s = Stack()
assert len(s.push(1).push(2)) == 2 and str(s) == '[1, 2]' and isinstance(s, Stack)
assert s.items == [1, 2]
values = [1, 2]
add_one(values)
assert values == [2, 3]
assert apply(lambda v: v * 10, 4) == 40
assert list(itertools.islice(evens(), 3)) == [0, 2, 4]
try: fail('a')
except KeyError as error: assert error.args == ('a',)
else: raise AssertionError
assert fail.__doc__ == 'Refuse.' and fail.__name__ == 'fail'
out = io.StringIO()
with contextlib.redirect_stdout(out): assert shout('x') == 'x'
assert out.getvalue() == 'X\\n'
table = pd.DataFrame({'a': [1]})
assert apply(lambda t: t.a.sum(), table) == 1"""
    cells = [given("import pandas as pd"), answer("a1", solution), graded("q1", 2, check)]
    root = make_course(tmp_path / "c", {"lab": cells})
    hand_in(root, "s")
    question = autograder.grade(root, "lab", jobs=1).results["s"].questions[0]
    assert question.points == 2, question.lines


def test_values_stand_as_they_were_when_the_tests_ran(tmp_path: Path) -> None:
    cells = [
        answer("a1", "x = 1"),
        graded("q1", 1, "assert x == 1"),
        answer("a2", "x = 2"),
        graded("q2", 1, "assert x == 2"),
    ]
    root = make_course(tmp_path / "c", {"lab": cells})
    hand_in(root, "s")
    hand_in(root, "t", {"a1": "pass", "a2": "x = 1"})
    found = autograder.grade(root, "lab", jobs=1).results
    assert found["s"].points == 2
    assert found["t"].points == 0


def test_one_grader_at_a_time(course: Path) -> None:
    with (
        autograder.course.Course(course).alone(),
        pytest.raises(autograder.CourseError, match="being graded by another"),
    ):
        autograder.grade(course, "lab")


def test_by_formgrader_too_each_notebook_of_an_assignment_belongs_to_it(tmp_path: Path) -> None:
    root = make_course(tmp_path / "course", {"lab": CELLS, "lesson": [given("1 + 1")]})
    folder = hand_in(root, "ann")
    (folder / "mine.ipynb").write_text("{}")
    assert formgrader_of(root).autograde("lab", "ann")["success"]
    kept = results.read(root / "autograded" / "ann" / "lab")
    assert kept is not None and kept.points == 5.0
    assert kept.notes == ("mine.ipynb is no notebook of this assignment and was not graded.",)
    assert autograder.grade(root, "lab", jobs=1).unchanged == ("ann",)


def test_formgraders_button_waits_for_its_turn(course: Path) -> None:
    api = formgrader_of(course)
    with ThreadPoolExecutor(1) as pool:
        with autograder.course.Course(course).alone():
            pressed = pool.submit(api.autograde, "lab", "part")
            with pytest.raises(TimeoutError):
                pressed.result(timeout=3)
            assert results.read(course / "autograded" / "part" / "lab") is None
        assert pressed.result(timeout=120)["success"]
    kept = results.read(course / "autograded" / "part" / "lab")
    assert kept is not None and kept.points == 3.0
