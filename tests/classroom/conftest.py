"""Terms for the class files of the tests."""

import shutil
from pathlib import Path

import pytest
from hitkit import curriculum, term

from tests import small_course


@pytest.fixture(scope="session")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two terms, hit and him."""
    folder = tmp_path_factory.mktemp("terms")
    with pytest.MonkeyPatch.context() as patch:
        course = small_course.write(folder / "repo" / "course")
        patch.setattr(curriculum, "course_folder", lambda: course)
        for name in ("hit", "him"):
            term.new(folder / "college" / name, "seed", ["00"])
    return folder / "college"


@pytest.fixture
def folder(terms: Path, tmp_path: Path) -> Path:
    """The two terms, to be changed at will."""
    shutil.copytree(terms, tmp_path / "college")
    (tmp_path / "college").chmod(0o755)
    return tmp_path / "college"
