import nbformat
import pytest
from hitkit.build import module as modules
from hitkit.build.notebook import build
from hitkit.build.release import to_bytes
from hitkit.build.student import ANSWER_STUB, student_edition
from hitkit.build.template import Filler
from hitkit.curriculum import CurriculumError, Module

from tests import small_course
from tests.conftest import Course


def lab(module: Module, seed: str = "s") -> nbformat.NotebookNode:
    return build(module, "lab", Filler(modules.draw(module, seed)))


def cells(notebook: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in notebook.cells}


def test_roles_points_and_locks_come_from_the_map(course: Course) -> None:
    found = cells(lab(course()))
    assert found["q1"].metadata.nbgrader == {
        "grade": False, "grade_id": "q1", "locked": False,
        "schema_version": 3, "solution": True, "task": False,
    }  # fmt: skip
    assert found["q1-check"].metadata.nbgrader.points == 0
    assert found["q1-test"].metadata.nbgrader.points == 4
    assert found["q1-test"].metadata.nbgrader.locked
    assert found["q2"].metadata.nbgrader.grade and found["q2"].metadata.nbgrader.solution


def test_prompt_shows_the_points(course: Course) -> None:
    text = "\n".join(cell.source for cell in lab(course()).cells)
    assert "## Question 1: how many rows? (4 points)" in text
    assert "## Question 2: why? (1 point)" in text


def test_same_seed_same_bytes_other_seed_other_key(course: Course) -> None:
    module = course()
    assert to_bytes(lab(module, "a")) == to_bytes(lab(module, "a"))
    assert cells(lab(module, "a"))["q1"].source != cells(lab(module, "b"))["q1"].source
    assert cells(lab(module, "a")).keys() == cells(lab(module, "b")).keys()


def test_student_edition_has_stub_and_nothing_to_copy(course: Course) -> None:
    module = course()
    key = str(modules.draw(module, "s").keys["q1"])
    edition = cells(student_edition(lab(module)))
    assert edition["q1"].source == f"rows_q1 = ...\n{ANSWER_STUB}"
    assert key not in edition["q1-test"].source
    assert "check.whole_number" in edition["q1-check"].source
    assert "header" not in edition["q2"].source


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# ## Question 1: how many rows?", "# No heading", "Markdown cell with a heading"),
        ('test="q1"', 'test="q9"', "question q9, curriculum.toml has not"),
        ('manual="q2"', "", "q2 has no cell"),
        ("# ### END SOLUTION", "", "no end solution"),
        ("### END HIDDEN TESTS", "", "the test of q1 has no"),
        ("Ward {{ ward }}", "Ward {{ wing }}", "'wing' is undefined"),
        ("Ward {{ ward }}", "Ward {{ key.q1 }}", "students would see it"),
        ("{{ key.q1 }}, 4", "{{ key.q7 }}, 4", "no key for 'q7'"),
        ('# %% answer="q1"', '# %% answer="q1"\n1\n\n# %% answer="q1"', "Markdown cell"),
    ],
)
def test_authors_slips_get_a_sentence(course: Course, old: str, new: str, says: str) -> None:
    assert old in small_course.LAB
    module = course(lab=small_course.LAB.replace(old, new))
    with pytest.raises(CurriculumError, match=says) as caught:
        student_edition(lab(module))
    assert "00-counting/lab.py" in str(caught.value) or "nbgrader" in str(caught.value)
