"""Classes, functions that change things and functions of the tests work across the boundary."""

from __future__ import annotations

from pathlib import Path

from kit import answer, graded, hand_in, make_course

from autograder.course import Course
from autograder.engine import Engine
from autograder.grading import grade_submission

PATIENT = """\
class Patient:
    def __init__(self, name, days):
        self.name, self.days = name, days
    def stay(self):
        return self.days + 1"""
CELLS = [
    answer("a1", PATIENT),
    graded("q1", 1, "ann = Patient('Ann', 3)\nassert ann.stay() == 4 and ann.name == 'Ann'"),
    answer("a2", "def admit(name):\n    return Patient(name, 0)"),
    graded("q2", 1, "assert admit('Bo').name == 'Bo' and isinstance(admit('Bo'), Patient)"),
    answer("a3", "bo = admit('Bo')\nall_of_them = [admit('Al'), bo]"),
    graded("q3", 1, "assert bo.stay() == 1 and [p.name for p in all_of_them] == ['Al', 'Bo']"),
    answer("a4", "def push(xs, x):\n    xs.append(x)"),
    graded("q4", 1, "xs = [1]\npush(xs, 2)\nassert xs == [1, 2]"),
    answer("a5", "def apply(f, x):\n    return f(x)\ndef twice(x):\n    return 2 * x"),
    graded("q5", 1, "assert apply(twice, 3) == 6\nassert apply(lambda v: twice(v) + 1, 3) == 7"),
    answer("a6", "def count(n):\n    yield from range(n)"),
    graded("q6", 1, "assert list(count(3)) == [0, 1, 2]\nassert next(count(0), 'end') == 'end'"),
]


def test_the_instructors_own_answers_earn_everything(tmp_path: Path, engine: Engine) -> None:
    course = Course(make_course(tmp_path, {"lab": CELLS}))
    hand_in(tmp_path, "ann")
    with course.open_gradebook() as gradebook:
        release = course.load(gradebook, "lab")
    result = grade_submission(engine, release, course.submission("ann", "lab")).result
    said = {q.id: [line.message for line in q.lines] for q in result.questions}
    assert [q.points for q in result.questions] == [1.0] * 6, said
