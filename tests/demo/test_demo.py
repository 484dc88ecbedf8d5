"""The demo class: everyone gets what the work deserves, and no term of others is touched."""

from pathlib import Path

import pytest
from hitkit import cli
from hitkit.demo import run
from hitkit.demo.run import Outcome

from tests.conftest import Course


@pytest.fixture
def outcomes(course: Course, tmp_path: Path) -> list[Outcome]:
    course()
    _, outcomes = run.play(tmp_path / "demo", "00", cli._grade_all)
    return outcomes


def of_kind(outcomes: list[Outcome], kind: str) -> Outcome:
    return next(outcome for outcome in outcomes if outcome.student.kind == kind)


def test_everyone_gets_what_the_work_deserves(
    outcomes: list[Outcome], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(outcomes) >= 24
    assert [o.student.id for o in outcomes if not o.fair] == []
    assert of_kind(outcomes, "solid").got == 4
    assert of_kind(outcomes, "blank").got == 0
    assert of_kind(outcomes, "cheat").got == 0
    assert of_kind(outcomes, "twice").got == 4, "the second hand-in counts"
    assert [o.student.kind for o in outcomes if o.late] == ["late"]
    assert of_kind(outcomes, "broken").got == 0
    assert "notebook" in of_kind(outcomes, "broken").note
    assert "NOT WHAT" not in run.table(outcomes)
    pages = list((tmp_path / "demo" / "feedback").glob("*/00-counting/lab.html"))
    assert len(pages) == len(outcomes)

    (tmp_path / "demo" / "left-over").touch()
    assert cli.main(["demo", str(tmp_path / "demo"), "--module", "00"]) == 0
    assert not (tmp_path / "demo" / "left-over").exists()
    assert "25 of 25 students got exactly" in capsys.readouterr().out


def test_a_term_that_the_demo_did_not_make_stays(
    course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course()
    precious = tmp_path / "mine" / "gradebook.db"
    precious.parent.mkdir()
    precious.write_text("grades")
    assert cli.main(["demo", str(precious.parent), "--module", "00"]) == 1
    assert "the demo did not make it" in capsys.readouterr().err
    assert precious.read_text() == "grades"
