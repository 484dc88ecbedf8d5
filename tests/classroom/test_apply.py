"""Applying a class file: everything or nothing, again after every change, grades kept."""

import json
import pwd
import shutil
import socket
import stat
import tempfile
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hitkit.classroom import apply, gradebook, roster
from hitkit.classroom.apply import Step
from hitkit.classroom.machine import LONGEST_HOME, RUNTIME, Machine
from hitkit.classroom.roster import RosterError
from nbgrader.api import Gradebook

from tests.classroom import classes

HERE = Machine(one_account=True)


def put(text: str) -> list[str]:
    held = roster.parse(text)
    steps = apply.plan(held, text, HERE)
    apply.run(steps)
    return [step.says for step in steps]


def snapshot(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        name = str(path.relative_to(folder))
        found[name] = mode if path.is_dir() else (mode, _content(path))
    return found


def _content(path: Path) -> object:
    if path.name != "gradebook.db":
        return path.read_bytes()
    with Gradebook(f"sqlite:///{path}", path.parent.name) as book:
        return (
            [(s.id, s.first_name, s.last_name, s.email) for s in book.students],
            [(a.name, a.duedate) for a in book.assignments],
        )


def test_students_and_due_dates_reach_the_gradebook(folder: Path) -> None:
    put(classes.text(folder, "hit", "him"))
    for name in ("hit", "him"):
        with Gradebook(f"sqlite:///{folder / name / 'gradebook.db'}", name) as book:
            assert [(s.id, s.last_name) for s in book.students] == [
                ("ada", "Example"),
                ("ben", "Example"),
            ]
            assert book.find_assignment("00-counting").duedate == datetime(2026, 10, 13, 4, 59)
    assert stat.S_IMODE((folder / "exchange").stat().st_mode) == 0o1777
    assert stat.S_IMODE((folder / "state" / "private").stat().st_mode) == 0o700
    due = json.loads((folder / "state" / "due.json").read_text())
    assert due["hit"]["due"] == {"00-counting": "2026-10-13T04:59:00+00:00"}


def test_a_course_in_a_pod_of_its_own_is_brought_up_to_date_alone(folder: Path) -> None:
    text = classes.text(folder, "hit", "him")

    def put_one(text: str) -> list[str]:
        held = roster.parse(text)
        steps = apply.plan_course(held.course("hit"), held, text, "c = get_config()\n")
        apply.run(steps)
        return [step.says for step in steps]

    before = snapshot(folder / "him")
    assert put_one(text)
    assert put_one(text) == []
    assert snapshot(folder / "him") == before
    assert (folder / "hit" / "hub_config.py").read_text() == "c = get_config()\n"
    held = gradebook.records(roster.parse(text).course("hit"))
    assert sorted(held.students) == ["ada", "ben"]
    put_one(text.replace("due = { 00-counting = 2026-10-12T23:59:00 }\n", ""))
    held = gradebook.records(roster.parse(text).course("hit"))
    assert held.due == {"00-counting": None}


def test_applied_again_nothing_changes(folder: Path) -> None:
    text = classes.text(folder, "hit", "him")
    put(text)
    before = snapshot(folder)
    assert put(text) == []
    assert snapshot(folder) == before


def test_a_change_is_applied_and_nobody_loses_grades(folder: Path) -> None:
    text = classes.text(folder)
    put(text)
    with Gradebook(f"sqlite:///{folder / 'hit' / 'gradebook.db'}", "hit") as book:
        book.add_submission("00-counting", "ben")
        book.add_assignment("set-by-hand", duedate="2026-12-01 10:00:00 UTC")
    without_ben = text.replace(
        '    { id = "ben", first_name = "Ben", last_name = "Example" },\n', ""
    )
    put(without_ben.replace("23:59:00", "12:00:00").replace('"Ada"', '"Adeline"'))
    with Gradebook(f"sqlite:///{folder / 'hit' / 'gradebook.db'}", "hit") as book:
        assert book.find_submission("00-counting", "ben")
        assert book.find_student("ada").first_name == "Adeline"
        assert book.find_assignment("00-counting").duedate == datetime(2026, 10, 12, 17)
    put(without_ben.replace("due = { 00-counting = 2026-10-12T23:59:00 }\n", ""))
    held = gradebook.records(roster.parse(without_ben).courses[0])
    assert held.due == {"00-counting": None, "set-by-hand": datetime(2026, 12, 1, 10, tzinfo=UTC)}


def test_whatever_fails_midway_is_undone(folder: Path) -> None:
    first = classes.text(folder, "hit")
    put(first)
    second = classes.text(folder, "hit", "him").replace("23:59:00", "08:00:00")
    second = second.replace('"Ada"', '"Adeline"').replace("/exchange", "/elsewhere/exchange")
    held = roster.parse(second)
    count = len(apply.plan(held, second, HERE))
    assert count > 8
    before = snapshot(folder)
    for broken in range(count):
        steps = apply.plan(held, second, HERE)
        whole = steps[broken]

        def fail(whole: Step = whole) -> None:
            whole.do()
            raise OSError(28, "No space left on device")

        steps[broken] = Step(whole.says, fail, whole.undo)
        with pytest.raises(OSError, match="No space"):
            apply.run(steps)
        assert snapshot(folder) == before, f"half applied: {whole.says}"
    put(second)
    assert snapshot(folder) != before


def _rename(folder: Path) -> str:
    shutil.move(folder / "hit", folder / "new")
    return classes.text(folder, "hit").replace('/hit"\ngrader', '/new"\ngrader')


def _foreign_gradebook(folder: Path) -> str:
    shutil.copy(folder / "him" / "gradebook.db", folder / "hit" / "gradebook.db")
    return classes.text(folder)


def _no_such_assignment(folder: Path) -> str:
    return classes.text(folder).replace("00-counting =", "99-dreaming =")


def _no_term(folder: Path) -> str:
    return classes.text(folder, "nowhere")


def _old_config(folder: Path) -> str:
    path = folder / "hit" / "nbgrader_config.py"
    path.write_text(path.read_text().replace("load_subconfig", "print"))
    return classes.text(folder)


def _broken_gradebook(folder: Path) -> str:
    (folder / "hit" / "gradebook.db").write_text("coffee")
    return classes.text(folder)


def _other_id(folder: Path) -> str:
    put(classes.text(folder, "hit"))
    return classes.text(folder, "him").replace('/him"\ngrader', '/hit"\ngrader')


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_rename, "its folder is called new. A course cannot be renamed"),
        (_foreign_gradebook, "the gradebook belongs to him. A course cannot be renamed"),
        (_other_id, "was applied as hit. A course cannot be renamed"),
        (_no_such_assignment, "99-dreaming is due, but the term has no such assignment"),
        (_no_term, "is no term. Make one: hitkit term new"),
        (_old_config, "does not read hub_config.py. Add as its last line"),
        (_broken_gradebook, "gradebook.db cannot be read"),
    ],
)
def test_what_does_not_fit_the_machine_is_a_sentence_and_changes_nothing(
    folder: Path, spoil: Callable[[Path], str], sentence: str
) -> None:
    text = spoil(folder)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with pytest.raises(RosterError, match="course") as caught:
        put(text)
    assert any(sentence in problem for problem in caught.value.problems)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_on_a_real_machine_accounts_and_certificate_must_be_there(folder: Path) -> None:
    text = classes.text(folder).replace(
        "tls_in_front = true", 'certificate = "/no/cert.pem"\nkey = "/no/key.pem"'
    )
    text = text.replace('id = "ada"', 'id = "nobody-here"')
    problems = Machine().problems(roster.parse(text))
    for sentence in (
        "the certificate /no/cert.pem is missing",
        "the key /no/key.pem is missing",
        "there is no account grader-hit for it to run under",
        "nobody-here has no account on this machine",
    ):
        assert any(sentence in problem for problem in problems)


def test_a_home_too_deep_for_the_sockets_of_kernels_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(home: str) -> list[str]:
        entry = pwd.struct_passwd(("ada", "x", 1, 1, "", home, "/bin/sh"))
        monkeypatch.setattr(pwd, "getpwnam", {"ada": entry}.__getitem__)
        problems = Machine().problems(roster.parse(classes.text(folder)))
        return [problem for problem in problems if problem.startswith("ada: ")]

    with tempfile.TemporaryDirectory() as room, socket.socket(socket.AF_UNIX) as kernel:
        home = room + "/" + "x" * (LONGEST_HOME - len(room) - 1)
        Path(home, RUNTIME).mkdir(parents=True)
        kernel.bind(f"{home}/{RUNTIME}/kernel-{uuid.uuid4()}-ipc-1")
        assert told(home) == []
    assert "usermod --move-home" in told(home + "x")[0]
