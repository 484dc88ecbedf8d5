"""The tiny course, and terms made of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hitkit import curriculum, term
from hitkit.curriculum import Module
from hitkit.term import Term

from . import small_course

Course = Callable[..., Module]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Write the tiny course, with changed texts if given, and return its module."""

    def write(**changes: str) -> Module:
        folder = small_course.write(tmp_path / "repo" / "course", **changes)
        monkeypatch.setattr(curriculum, "course_folder", lambda: folder)
        return curriculum.load().modules[0]

    return write


@pytest.fixture
def made_term(course: Course, tmp_path: Path) -> Term:
    course()
    return term.new(tmp_path / "fall", "a secret")
