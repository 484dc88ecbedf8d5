"""Terms made of the tiny course."""

from pathlib import Path

import pytest
from hitkit import term
from hitkit.term import Term

from tests.conftest import Course


@pytest.fixture
def made_term(course: Course, tmp_path: Path) -> Term:
    course()
    return term.new(tmp_path / "fall", "a secret")
