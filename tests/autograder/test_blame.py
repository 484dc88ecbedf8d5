"""A cell of the instructor's that fails is never held against a student who cannot help it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from kit import SPEC
from nbformat.v4 import new_code_cell, new_notebook

from autograder import run
from autograder.engine import Engine
from autograder.grading import Submission, grade_submission
from autograder.release import Cell, Kind, Notebook, Release
from autograder.results import Question, Status

POINTS = 2.0


def cell(kind: Kind, name: str, source: str, stub: str | None = None) -> Cell:
    points = POINTS if kind is Kind.TEST else None
    flags = {"grade": points is not None, "solution": kind is Kind.ANSWER, "locked": True}
    meta = {"grade_id": name, **flags, "points": points}
    stub = source if stub is None else stub
    return Cell(name, kind, "code", source, stub, points, metadata=json.dumps({"nbgrader": meta}))


def given(source: str) -> Cell:
    return cell(Kind.GIVEN, "setup", source)


def answer(name: str, solution: str) -> Cell:
    return cell(Kind.ANSWER, name, solution, stub="")


def check(name: str, source: str) -> Cell:
    return cell(Kind.TEST, name, source)


def graded(
    engine: Engine,
    cells: Sequence[Cell],
    answers: dict[str, str] | None = None,
    files: dict[str, bytes] | None = None,
) -> dict[str, Question]:
    """Grade a hand-in with the instructor's answers, or ``answers`` in their place."""
    release = Release("lab", (Notebook("lab", tuple(cells), json.dumps(SPEC)),), ())
    nb = new_notebook()
    for c in cells:
        source = (answers or {}).get(c.id, c.source)
        nb.cells.append(new_code_cell(source, metadata=json.loads(c.metadata)))
    handed_in = {"lab.ipynb": json.dumps(nb).encode(), **(files or {})}
    submission = Submission("s", tuple(handed_in.items()))
    return {q.id: q for q in grade_submission(engine, release, submission).result.questions}


def ends_as(status: Status, engine: Engine, solution: str, test: str) -> None:
    """Check how a test ends that its solution or itself breaks, and that the next one is marked."""
    cells = [
        answer("a1", solution),
        check("q1", test),
        answer("a2", "y = 1"),
        check("q2", "assert y == 1"),
    ]
    found = graded(engine, cells)
    assert (found["q1"].status, found["q2"].points) == (status, POINTS)
    assert found["q1"].points == (None if status is Status.NOT_GRADED else 0.0)


MISSING = "import nothing_like_it as tool\nunit = tool.unit()"


@pytest.mark.parametrize("wrong", ["x = 0", "raise ValueError", ""])
def test_import_that_fails_where_all_can_see_it(engine: Engine, wrong: str) -> None:
    cells = [
        given(f"base = 1\n{MISSING}"),
        answer("a1", "x = tool.count()"),
        check("q1", "assert x == 1"),
        answer("a2", "y = x + 1"),
        check("q2", "assert y == 2"),
        answer("a3", "z = base + 1"),
        check("q3", "assert z == 2"),
    ]
    found = graded(engine, cells, {"a1": wrong, "a3": "z = 0"})
    for name in ("q1", "q2"):
        assert (found[name].points, found[name].status) == (None, Status.NOT_GRADED)
        assert found[name].lines[0].message.startswith("The instructor's cell 'setup' fails")
        assert "No module named 'nothing_like_it'" in found[name].lines[0].message
    assert (found["q3"].points, found["q3"].status) == (0.0, Status.FAILED)


@pytest.mark.parametrize(
    "failing",
    ["table = 1 / 0", "def load(:", "import os\ntable = open('gone.csv').read()", "os._exit(3)"],
)
def test_any_error_of_the_instructors_own(engine: Engine, failing: str) -> None:
    cells = [
        answer("a0", "w = 1"),
        given(f"import os\n{failing}\ntable = 1"),
        answer("a1", "x = table"),
        check("q1", "assert x == 1"),
    ]
    assert graded(engine, cells)["q1"].status is Status.NOT_GRADED


def test_helper_that_needs_what_is_missing(engine: Engine) -> None:
    cells = [
        given(MISSING),
        cell(Kind.GIVEN, "helper", "def near(a, b):\n    return tool.near(a, b)"),
        answer("a1", "x = 1"),
        check("q1", "assert near(x, 1)"),
    ]
    assert graded(engine, cells)["q1"].status is Status.NOT_GRADED


def test_what_holds_all_the_same_earns_its_points(engine: Engine) -> None:
    cells = [given(MISSING), answer("a1", "x = 1"), check("q1", "assert x == 1  # tool")]
    assert graded(engine, cells)["q1"].points == POINTS


@pytest.mark.parametrize(
    "wrong",
    [
        "t = {}",
        "t = 5",
        "def f(): raise ImportError('no')\nt = f",
        "pass",
        "import sys; sys.exit()",
    ],
)
def test_what_the_answer_broke_stays_the_students(engine: Engine, wrong: str) -> None:
    cells = [
        answer("a1", "t = {'days': 3}"),
        given("total = t['days'] if isinstance(t, dict) else t()"),
        answer("a2", "y = total + 1"),
        check("q2", "assert y == 4"),
    ]
    found = graded(engine, cells, {"a1": wrong})["q2"]
    assert found.points == 0.0 and found.status in (Status.FAILED, Status.NO_ANSWER)


def test_a_file_of_the_students_in_the_way_is_theirs(engine: Engine) -> None:
    cells = [
        given("import tabnanny"),
        answer("a1", "x = tabnanny.__name__"),
        check("q1", "assert x == 'tabnanny'"),
    ]
    assert graded(engine, cells)["q1"].points == POINTS
    found = graded(engine, cells, files={"tabnanny.py": b"raise ImportError('no')"})["q1"]
    assert (found.points, found.status) == (0.0, Status.FAILED)


@pytest.mark.parametrize(
    ("test", "status"),
    [
        ("import nothing_like_it\nassert x == 1", Status.NOT_GRADED),
        ("from json import nothing_like_it\nassert x == 1", Status.NOT_GRADED),
        ("f()\nassert x == 1", Status.FAILED),
        ("try:\n    f()\nexcept ImportError:\n    raise\nassert x == 1", Status.FAILED),
        ("assert x == 2", Status.FAILED),
    ],
)
def test_imports_of_a_test(engine: Engine, test: str, status: Status) -> None:
    ends_as(status, engine, "x = 1\ndef f():\n    import nothing_like_it", test)


def test_import_in_the_instructors_answer(engine: Engine) -> None:
    cells = [
        answer("a1", "import nothing_like_it\nx = nothing_like_it.one()"),
        check("q1", "assert x == nothing_like_it.one()"),
    ]
    found = graded(engine, cells, {"a1": "x = 1"})["q1"]
    assert found.status is Status.NOT_GRADED and "nothing_like_it" in found.lines[0].message


def test_cell_that_fails_in_the_sandbox_alone(engine: Engine) -> None:
    """Before any answer has run, that too is nothing the student could help."""
    cells = [
        given("table = len(open('/etc/passwd').read()) // 10**9 + 1"),
        answer("a1", "x = table"),
        check("q1", "assert x == 1"),
    ]
    found = graded(engine, cells)["q1"]
    assert found.status is Status.NOT_GRADED and "in the sandbox" in found.lines[0].message
    unsealed = replace(cells[-1], unsealed=True)
    assert graded(engine, [*cells[:-1], unsealed])["q1"].status is Status.NOT_GRADED


def _limits(engine: Engine, monkeypatch: pytest.MonkeyPatch, **seconds: float) -> None:
    monkeypatch.setattr(engine, "settings", replace(engine.settings, **seconds))


def test_time_that_the_machine_lost_is_not_graded(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limits(engine, monkeypatch, submission_seconds=0.0)
    cells = [answer("a1", "x = 1"), check("q1", "assert x == 1")]
    for wrong in ("x = 1", "x = 2", "import time\ntime.sleep(1)\nx = 1"):
        found = graded(engine, cells, {"a1": wrong})["q1"]
        assert (found.points, found.status) == (None, Status.NOT_GRADED)
        assert "the machine was slow" in found.lines[0].message


def test_an_answer_cut_short_by_the_end_of_the_notebook_is_not_graded(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limits(engine, monkeypatch, submission_seconds=1.0)
    cells = [
        answer("a1", "x = 1"),
        check("q1", "assert x == 1"),
        answer("a2", "import time\ntime.sleep(2)\ny = 1"),
        check("q2", "assert y == 1"),
    ]
    found = graded(engine, cells)
    assert found["q2"].status is Status.NOT_GRADED
    assert found["q1"].points != 0


def test_time_that_the_answers_took_is_the_students(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limits(engine, monkeypatch, cell_seconds=0.5, submission_seconds=1.0)
    cells = [
        answer("a1", "x = 1"),
        check("q1", "assert x == 1"),
        answer("a2", "y = 1"),
        check("q2", "assert y == 1"),
        answer("a3", "z = 1"),
        check("q3", "assert z == 1"),
    ]
    endless = {"a1": "while True: pass", "a2": "while True: pass"}
    found = graded(engine, cells, endless)
    assert [(q.points, q.status) for q in found.values()] == [(0.0, Status.FAILED)] * 3


def test_time_that_the_answers_slept_is_the_students(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limits(engine, monkeypatch, cell_seconds=2.0, submission_seconds=3.0)
    cells = [answer(f"a{n}", "x = 1") for n in range(3)]
    asleep = dict.fromkeys(("a0", "a1", "a2"), "import time\ntime.sleep(1.5)\nx = 2")
    found = graded(engine, [*cells, check("q", "assert x == 1")], asleep)["q"]
    assert (found.points, found.status) == (0.0, Status.FAILED)


def test_a_mark_that_is_many_numbers_is_for_a_person(engine: Engine) -> None:
    many = "import pandas as pd\nmarks = pd.Series([x, x])\n"
    ends_as(Status.NOT_GRADED, engine, "x = 1", f"{many}marks == x")
    found = graded(engine, [answer("a", "x = 1"), check("q", f"{many}(marks == x).sum()")])["q"]
    assert found.points == POINTS


@pytest.mark.parametrize(
    ("test", "status"),
    [
        ("import time\nwhile x:\n    time.sleep(0.2)", Status.NOT_GRADED),
        ("while x: pass", Status.FAILED),
        ("while f(): pass", Status.FAILED),
    ],
)
def test_whose_time_a_test_used(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, test: str, status: Status
) -> None:
    _limits(engine, monkeypatch, cell_seconds=2.0)
    monkeypatch.setattr(run, "_BUSY", 0.03)  # the tests' machine may be busy
    ends_as(status, engine, "x = 1\ndef f():\n    return True", test)


def test_slow_cell_of_the_instructors_breaks_what_it_was_to_bind(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limits(engine, monkeypatch, cell_seconds=1.0)
    cells = [
        given("import time\nbase = 1\ntime.sleep(60)\nmore = 1"),
        answer("a1", "x = base"),
        check("q1", "assert x == base"),
        answer("a2", "y = more"),
        check("q2", "assert y == more"),
    ]
    found = graded(engine, cells)
    assert {q.status for q in found.values()} == {Status.NOT_GRADED}
