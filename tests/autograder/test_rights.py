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


def _honest(sign: str) -> str:
    return f"""\
import functools
from dataclasses import dataclass
from enum import Enum
@functools.total_ordering
class Node:
    def __init__(self, value, after=None): self.value, self.after = value, after
    def __eq__(self, other): return self.value == other.value
    def __lt__(self, other): return self.value {sign} other.value
    def __mul__(self, k): return Node(self.value * k)
    def __setitem__(self, key, value): self.value = value
    def __call__(self): return self.value
    def __hash__(self): return hash(self.value)
class Unit(Enum):
    WARD, LAB = 1, 2"""


def test_objects_work_as_they_do_in_python(tmp_path: Path, engine: Engine) -> None:
    test = """\
node, count = Node(1, Node(2)), 0
assert node.after is node.after and node < node.after and node <= node and node * 2 == node.after
assert len({node, Node(1), Node(2)}) == 2 and node() == 1
node[0] = 5
assert node.value == 5
while node:
    node, count = node.after, count + 1
assert count == 2
assert Unit['LAB'] is Unit.LAB and [u.name for u in Unit] == ['WARD', 'LAB']"""
    cells = [answer("a1", _honest("<")), graded("q1", 1, test)]
    assert _marks(tmp_path / "1", engine, cells) == {"q1": 1.0}
    assert _marks(tmp_path / "2", engine, cells, {"a1": _honest(">")}) == {"q1": 0.0}


DECORATE = """\
def twice(f):
    def inner(*args, **more):
        return 2 * f(*args, **more)
    return inner
def tried(f):
    try:
        return f()
    except KeyError:
        return f.__name__"""
DECORATED = """\
@twice
def times(x, y=1):
    return x * y
def lacking():
    return {}['x']
def failing():
    raise ValueError('no')
assert times(2) == 4 and times(2, y=3) == 12 and tried(lacking) == 'lacking'
try:
    tried(failing)
except ValueError as error:
    assert str(error) == 'no'
else:
    raise AssertionError"""


def test_functions_of_the_tests_work_as_they_do_in_python(tmp_path: Path, engine: Engine) -> None:
    cells = [answer("a1", DECORATE), graded("q1", 1, DECORATED)]
    assert _marks(tmp_path / "1", engine, cells) == {"q1": 1.0}
    forever = "def twice(f):\n    while True: f(1)\ndef tried(f): pass"
    assert _marks(tmp_path / "2", engine, cells, {"a1": forever}) == {"q1": 0.0}


@pytest.mark.parametrize(
    ("solution", "code"),
    [
        ("rows.sort()", "def add(xs):\n    xs.sort()\nadd(rows)"),
        ("rows.sort()", "import heapq\nrows[:] = [heapq.heappop(rows) for _ in range(3)]"),
        ("last = rows.pop(1)\nrows.append(last)", "_ = rows.append(rows.pop(1))"),
    ],
)
def test_what_is_changed_out_of_sight_is_seen(
    tmp_path: Path, engine: Engine, solution: str, code: str
) -> None:
    cells = [
        given("rows = [1, 3, 2]"),
        answer("a1", solution),
        graded("q1", 1, "assert rows == [1, 2, 3]"),
    ]
    assert _marks(tmp_path / "1", engine, cells) == {"q1": 1.0}
    assert _marks(tmp_path / "2", engine, cells, {"a1": code}) == {"q1": 1.0}
    assert _marks(tmp_path / "3", engine, cells, {"a1": "def add(xs): pass\nadd(rows)"}) == {
        "q1": 0.0
    }


def test_a_flood_of_names_is_no_way_past_a_test(tmp_path: Path, engine: Engine) -> None:
    flood = "\n".join(f"{'n' * 60}{i} = 0" for i in range(9000))
    cells = [answer("a0", "1 + 1"), answer("a1", "x = 1"), graded("q1", 1, "assert x == 1")]
    assert _marks(tmp_path / "1", engine, cells, {"a0": flood, "a1": "x = 0"}) == {"q1": 0.0}
    cells[-1] = graded("q1", 1, "assert globals()['x'] == 1")
    assert _marks(tmp_path / "2", engine, cells, {"a0": flood}) == {"q1": 0.0}
