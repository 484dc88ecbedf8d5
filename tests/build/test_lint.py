from pathlib import Path

import nbformat
import pytest
from hitkit import cli, curriculum
from hitkit.build import lint, public, release
from hitkit.build import module as modules

from tests import small_course
from tests.conftest import Course


def complaints() -> str:
    return "\n".join(map(str, lint.student_edition()))


def test_what_is_built_is_clean_and_stays(course: Course) -> None:
    course()
    assert cli.main(["build", "--check"]) == 1
    assert cli.main(["build"]) == 0
    assert cli.main(["build", "--check"]) == 0
    assert cli.main(["lint"]) == 0


def test_a_changed_or_stray_file_is_found(course: Course) -> None:
    course()
    public.build()
    root = curriculum.course_folder().parent
    (root / "notebooks" / "00-counting" / "data" / "rows.csv").write_text("id\n")
    (root / "notebooks" / "old.ipynb").write_text("{}")
    assert public.build(check=True) == [
        "notebooks/00-counting/data/rows.csv: differs from what is built",
        "notebooks/old.ipynb: nothing makes this file",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# Again", "a second H1"),
        ("### Deep", "a heading of level 3 after one of level 1"),
        ("![](a.png)", "a picture without alt text"),
        ('<img src="a.png">', "a picture without alt text"),
        ("Read [here](a.html)", "the link text 'here' does not say"),
        ("See https://example.org", "a bare address"),
        ("| Code | |\n|---|---|\n| 1 | 2 |", "a column that has no header"),
        ("It cost $5, then $6.", "two dollar signs make a formula"),
        ("Use E11.2299", "E11.2299 is not in the ICD-10-CM table"),
    ],
)
def test_what_students_must_not_meet(course: Course, text: str, says: str) -> None:
    lesson = small_course.LESSON.replace(
        "# You count rows.", "\n".join(f"# {line}" for line in text.split("\n"))
    )
    course(lesson=lesson)
    public.build()
    found = complaints()
    assert says in found
    assert "notebooks/00-counting/lesson.ipynb, cell " in found


def test_a_solution_or_hidden_test_is_found(course: Course) -> None:
    module = course()
    public.build()
    root = curriculum.course_folder().parent
    release.write_module(module, modules.draw(module, "public"), root / "term")
    (root / "term" / "lab.ipynb").replace(root / "notebooks" / module.id / "lab.ipynb")
    found = complaints()
    assert "cell q1: shows 'BEGIN SOLUTION'" in found
    assert "cell q1-test: shows 'HIDDEN TESTS'" in found


def test_outputs_plots_and_points(course: Course) -> None:
    module = course(lesson=small_course.LESSON + "\n# %%\nax = rows.plot(title='t')\n")
    public.build()
    path = curriculum.course_folder().parent / "notebooks" / module.id / "lab.ipynb"
    lab = nbformat.read(path, as_version=4)
    lab.cells[1].execution_count = 3
    lab.cells[2].source = "## Question 1 (5 points)"
    nbformat.write(lab, path)
    found = complaints()
    assert "has an output" in found
    assert "points in the prompts are not those" in found
    assert "a plot without xlabel" in found and "a plot without title" not in found


def test_the_map_is_held_to_its_word(course: Course) -> None:
    course(map=small_course.MAP.replace("brief = [5, 8]\n", "brief = [5, 8, 9]\n", 1))
    public.build()
    assert "claims topic 9, but no graded question carries it" in complaints()


def test_logs_and_checkpoints_do_not_ship(course: Course) -> None:
    course()
    public.build()
    folder: Path = curriculum.course_folder().parent / "notebooks" / "00-counting"
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / "run.log").touch()
    found = complaints()
    assert "run.log: does not belong" in found
    assert ".ipynb_checkpoints: does not belong" in found
