"""Receipts and pages on their way through nbgrader's own commands."""

from __future__ import annotations

import os

import nbformat
import pytest

from autograder import receipt, results
from autograder.batch import grade
from tests.autograder_feedback.course import ASSIGNMENT, SECRET, TinyCourse
from tests.autograder_feedback.hostile import assert_harmless


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """A graded course: Ada by this grader, Bao as nbgrader alone leaves it; feedback is out."""
    course = TinyCourse(tmp_path_factory.mktemp("course"))
    course.hand_in("ada", "visits_q1 = 41", "Dear <script>alert(1)</script>")
    course.hand_in("bao", "visits_q1 = 42", "Dear Dr Larkfield")
    course.do("collect")
    grade(course.root, ASSIGNMENT, sandbox=False)
    (course.root / "autograded" / "bao" / ASSIGNMENT / results.FILE_NAME).unlink()
    course.judge("ada", 1.5, "Clear, <b>and</b> short.")
    course.do("generate_feedback")
    course.do("release_feedback")
    return course


def test_the_page_has_reasons_comments_and_the_receipt(course: TinyCourse) -> None:
    html = course.page("ada")
    kept = receipt.read(course.submitted("ada"))
    assert kept is not None
    for piece in (
        "<h1>Problem set 1</h1>",
        "<strong>1.5</strong> of 5 points",
        "Count every visit, the night shift, too.",
        "Clear, &lt;b&gt;and&lt;/b&gt; short.",
        kept.number[:12],
    ):
        assert piece in html
    assert_harmless(html)


def test_work_that_nbgrader_graded_gets_a_page_with_its_points(course: TinyCourse) -> None:
    html = course.page("bao")
    assert "<strong>3</strong> of 5 points so far" in html
    assert "This answer waits for a person to read it." in html


@pytest.mark.parametrize("student", ["ada", "bao"])
def test_no_test_source_reaches_a_page(course: TinyCourse, student: str) -> None:
    graded = course.root / "autograded" / student / ASSIGNMENT / "lab.ipynb"
    assert SECRET in graded.read_text()
    for page in (course.root / "feedback" / student / ASSIGNMENT).glob("*.html"):
        text = page.read_text()
        assert "key_of_the_instructor" not in text
        assert "assert" not in text
        assert "isinstance" not in text


def test_students_fetch_their_own_page_for_every_notebook(course: TinyCourse) -> None:
    fetched = course.fetch_feedback("ada")
    assert [path.name for path in fetched] == ["lab.html", "lesson.html"]
    assert fetched[0].read_text() == course.page("ada")
    assert "This notebook carries no points." in fetched[1].read_text()


def test_student_and_instructor_hold_the_same_receipt(course: TinyCourse) -> None:
    (mine,) = (course.root / "desks" / "ada").rglob(receipt.FILE_NAME)
    theirs = course.submitted("ada") / receipt.FILE_NAME
    assert mine.read_text() == theirs.read_text()
    kept = receipt.from_text(mine.read_text())
    assert (kept.course, kept.assignment, kept.student) == ("him-101", ASSIGNMENT, "ada")
    assert receipt.verify(course.submitted("ada"), kept) == []
    assert mine.parent.name == kept.handed_in


def test_handing_in_again_does_not_hand_in_the_receipt(course: TinyCourse) -> None:
    course.hand_in("ada", "visits_q1 = 42", "Dear Dr Larkfield")
    handed_in = [p for p in (course.root / "exchange").glob("*/inbound/ada+*") if p.is_dir()]
    assert len(handed_in) == 2
    assert not [p for folder in handed_in for p in folder.rglob(receipt.FILE_NAME)]


def test_collecting_follows_no_links_and_stops_at_nobody(course: TinyCourse) -> None:
    inbound = course.root / "exchange" / "him-101" / "inbound"
    hostile = inbound / f"mal+{ASSIGNMENT}+2026-03-05 09:12:44 UTC+x"
    (hostile / "sub").mkdir(parents=True)
    (hostile / "lab.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook()))
    (hostile / "timestamp.txt").write_text("2026-03-05 09:12:44 UTC")
    source = course.root / "source" / ASSIGNMENT
    (hostile / "key.ipynb").symlink_to(source / "lab.ipynb")
    (hostile / "sub" / "all").symlink_to(source)
    os.mkfifo(hostile / "pipe")
    giant = inbound / f"max+{ASSIGNMENT}+2026-03-05 09:12:44 UTC+x"
    giant.mkdir()
    with (giant / "giant").open("wb") as file:
        file.truncate(10**9)
    (inbound / f"sly+{ASSIGNMENT}+2026-03-05 09:12:44 UTC+x").symlink_to(source)
    course.hand_in("zoe", "visits_q1 = 42", "Hello")

    done = course.api.collect(ASSIGNMENT)

    assert not done["success"]
    assert "max (1000000 kB are more than the 100000 kB" in done["error"] + done["log"]
    assert "All others were." in done["error"] + done["log"]
    found = {path.name for path in course.submitted("mal").rglob("*")}
    assert found == {"sub", "lab.ipynb", "timestamp.txt", receipt.FILE_NAME}
    assert not course.submitted("max").exists()
    assert not course.submitted("sly").exists()
    assert (course.submitted("zoe") / "lab.ipynb").exists()
    assert not list((course.root / "submitted").rglob(".collect-*"))
