"""What every test needs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hitkit import curriculum
from hitkit.build import public
from hitkit.curriculum import Module
from hitkit.tools_path import own_tools_first

from tests import small_course

own_tools_first()

Course = Callable[..., Module]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Write the tiny course, with changed texts if given, and return its module."""

    def write(**changes: str) -> Module:
        folder = small_course.write(tmp_path / "repo" / "course", **changes)
        monkeypatch.setattr(curriculum, "course_folder", lambda: folder)
        of_the_course = {p: w for p, w in public.PARTS.items() if p.parts[0] != "datasets"}
        monkeypatch.setattr(public, "PARTS", of_the_course)
        return curriculum.load().modules[0]

    return write
