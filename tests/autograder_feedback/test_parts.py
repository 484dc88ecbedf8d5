"""A notebook's questions are found, and nothing of its tests."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from autograder.feedback import parts
from tests.autograder_feedback import sample
from tests.autograder_feedback.sample import SECRETS, with_marks

V4 = nbformat.v4


def read(*cells: Any) -> list[parts.Part]:
    return parts.read(V4.new_notebook(cells=list(cells)), SECRETS)


def test_a_lab_becomes_its_questions() -> None:
    found = parts.read(sample.notebook(), SECRETS)
    assert [part.title for part in found][:3] == [
        "Question 1: code five short encounters",
        "Question 2: how many codes are not billable?",
        "Question 3: the discharge of 12 March",
    ]
    assert [dict(part.cells) for part in found] == [
        {"q1-test": 10.0},
        {"q2-test": 4.0},
        {"q3-test": 4.0},
        {"q4": 6.0},
        {"q5-test": 3.0},
        {"q6": 3.0},
    ]
    assert found[1].prompt.startswith("Count the rows")
    assert found[1].answers[0].source == "not_billable_q2 = 7"
    assert found[3].answers[0].language == ""


def test_no_test_source_is_read() -> None:
    assert "key_of_the_instructor" not in repr(parts.read(sample.notebook(), SECRETS))


def test_several_tests_of_one_answer_are_one_question() -> None:
    (part,) = read(
        V4.new_markdown_cell("Write a function."),
        with_marks(V4.new_code_cell("def f(): ..."), "answer", solution=True),
        with_marks(V4.new_code_cell("assert f() == 1"), "test1", points=1),
        with_marks(V4.new_code_cell("assert f(2) == 2"), "test2", points=2),
    )
    assert dict(part.cells) == {"test1": 1, "test2": 2}
    assert (part.title, part.prompt) == ("test1 and test2", "Write a function.")


def test_a_question_without_heading_does_not_take_the_notebooks_title() -> None:
    (part,) = read(
        V4.new_markdown_cell("# Problem set 1\n\nRules."),
        V4.new_markdown_cell("Count the visits."),
        with_marks(V4.new_code_cell("n = 1"), "n", solution=True),
        with_marks(V4.new_code_cell("assert n"), "n-test", points=1),
    )
    assert (part.title, part.prompt) == ("n-test", "Count the visits.")


def test_marking_schemes_and_hidden_regions_of_texts_stay_out() -> None:
    task = V4.new_markdown_cell(
        "## Task\nDraw it.\n=== BEGIN MARK SCHEME ===\nsecret\n=== END MARK SCHEME ===\nThanks."
    )
    task.metadata["nbgrader"] = {"task": True, "grade_id": "t", "points": 2}
    (part,) = read(task)
    assert (part.title, part.prompt) == ("Task", "Draw it.\nThanks.")


@pytest.mark.parametrize(
    "text", ["a\n### BEGIN HIDDEN TESTS\nsecret", "a\n# BEGIN SOLUTION\nsecret"]
)
def test_a_region_that_never_ends_hides_the_rest(text: str) -> None:
    assert parts.without(text, SECRETS) == "a"


def test_lessons_have_no_questions() -> None:
    assert read(V4.new_markdown_cell("# Lesson"), V4.new_code_cell("1 + 1")) == []
