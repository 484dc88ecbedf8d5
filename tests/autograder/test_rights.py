"""Classes, functions that change things and functions of the tests work across the boundary."""

from __future__ import annotations

from pathlib import Path

import pytest
from kit import Cell, answer, given, graded, hand_in, make_course

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
    assert list(_marks(tmp_path, engine, CELLS).values()) == [1.0] * 6


def _marks(
    root: Path, engine: Engine, cells: list[Cell], answers: dict[str, str] | None = None
) -> dict[str, float | None]:
    course = Course(make_course(root, {"lab": cells}))
    hand_in(root, "ann", answers)
    with course.open_gradebook() as gradebook:
        release = course.load(gradebook, "lab")
    result = grade_submission(engine, release, course.submission("ann", "lab")).result
    print({q.id: [line.message for line in q.lines] for q in result.questions})
    return {q.id: q.points for q in result.questions}


IMPORT = [answer("a1", "import math as m"), graded("q1", 1, "assert m.sqrt(4) == 2")]


@pytest.mark.parametrize(
    ("code", "points"),
    [
        ("import math as m", 1.0),
        ("m = __import__('math')", 1.0),
        ("", 0.0),
        ("m = 1", 0.0),
        ("import cmath as m", 0.0),
        ("if False:\n    import math as m", 0.0),
        ("import math as m\ndel m", 0.0),
        ("class m:\n    sqrt = staticmethod(lambda x: 2)", 0.0),
    ],
)
def test_an_import_that_is_asked_for(
    tmp_path: Path, engine: Engine, code: str, points: float
) -> None:
    assert _marks(tmp_path, engine, IMPORT, {"a1": code}) == {"q1": points}


def test_a_tool_that_the_instructors_answer_imports_is_never_the_students(
    tmp_path: Path, engine: Engine
) -> None:
    for number, imports in enumerate(
        ["from numpy.testing import assert_allclose", "from numpy.testing import *"]
    ):
        cells = [
            answer("a1", f"{imports}\nx = 1"),
            graded("q1", 1, "assert_allclose(x, 1)"),
            answer("a2", "from math import erf, pi\ny = erf(pi)"),
            graded("q2", 1, "assert abs(y - erf(pi)) < 1e-9"),
        ]
        room = tmp_path / str(number)
        wrong = "def assert_allclose(*a): pass\nerf = pi = None\nx = y = 0"
        assert _marks(room / "1", engine, cells, {"a1": wrong, "a2": "y = 0"}) == {
            "q1": 0.0,
            "q2": 0.0,
        }
        honest = {"a1": f"{imports}\nx = 1", "a2": "from math import *\ny = erf(pi)"}
        assert _marks(room / "2", engine, cells, honest) == {"q1": 1.0, "q2": 1.0}
        assert _marks(room / "3", engine, cells) == {"q1": 1.0, "q2": 1.0}


def test_an_import_that_students_see_is_there_whatever_they_did_to_it(
    tmp_path: Path, engine: Engine
) -> None:
    shown = answer("a1", "x = m.sqrt(4)")
    shown.source = f"import math as m\n{shown.source}"
    cells = [shown, graded("q1", 1, "assert x == m.sqrt(4)")]
    assert _marks(tmp_path, engine, cells, {"a1": "x = 2.0"}) == {"q1": 1.0}


def test_an_import_may_come_later_than_the_instructors(tmp_path: Path, engine: Engine) -> None:
    cells = [
        answer("a1", "import re\nx = 1"),
        given("z = 3"),
        graded("q1", 1, "assert x == 1"),
        answer("a2", "y = re.escape('a')"),
        graded("q2", 1, "assert y == re.escape('a')"),
    ]
    later = {"a1": "x = 1", "a2": "import re\ny = re.escape('a')"}
    assert _marks(tmp_path, engine, cells, later) == {"q1": 1.0, "q2": 1.0}
