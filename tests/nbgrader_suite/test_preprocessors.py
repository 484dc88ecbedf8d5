"""nbgrader's tests of the steps that sealed grading replaces, with ours in their place.

nbgrader's other steps (they make releases and feedback) are not replaced.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveCells
from nbgrader.tests.preprocessors.conftest import db
from nbgrader.tests.preprocessors.test_overwritecells import TestOverwriteCells
from nbgrader.tests.preprocessors.test_overwritekernelspec import TestOverwriteKernelSpec
from nbgrader.tests.preprocessors.test_saveautogrades import TestSaveAutoGrades
from traitlets.config import Config

from autograder.engine import Settings, shared_engine
from autograder.gradebook import Writer
from autograder.grading import Submission, grade_submission
from autograder.rebuild import rebuild
from autograder.release import Release, load

__all__ = ["TestOverwriteCells", "TestOverwriteKernelSpec", "TestSaveAutoGrades", "db"]


class Source:
    """nbgrader's ``SaveCells``, which also keeps the notebook as an instructor's source."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        self.write(nb)
        return SaveCells().preprocess(nb, resources)

    def write(self, nb: NotebookNode) -> None:
        (self.folder / "test.ipynb").write_text(json.dumps(nb))

    def release(self, book: Gradebook) -> Release:
        return load(book, self.folder, "ps0")


class Rebuild:
    """Ours in the place of ``OverwriteCells`` and ``OverwriteKernelspec``."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        if not (self._source.folder / "test.ipynb").exists():
            self._source.write(nb)
        with Gradebook(resources["nbgrader"]["db_url"]) as book:
            notebook = self._source.release(book).notebooks[0]
        found = rebuild(notebook, json.dumps(nb).encode()).notebook
        cells = {c.metadata.nbgrader.grade_id: c for c in nb.cells if "nbgrader" in c.metadata}
        for number, cell in enumerate(found.cells):
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in cells:  # the tests look at the very cell that they handed in
                cells[name].clear()
                cells[name].update(cell)
                found.cells[number] = cells[name]
        nb.clear()
        nb.update(found)
        return nb, resources


class Grade:
    """Ours in the place of ``Execute`` and ``SaveAutoGrades``."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        place = resources["nbgrader"]
        handed_in = Submission(place["student"], (("test.ipynb", json.dumps(nb).encode()),))
        with Gradebook(place["db_url"]) as book:
            release = self._source.release(book)
            outcome = grade_submission(shared_engine(Settings()), release, handed_in)
            Writer(book, Config()).save(outcome, None)
        return nb, resources


@pytest.fixture
def gradebook(db: str) -> Iterator[Gradebook]:
    with Gradebook(db) as book:
        book.add_assignment("ps0")
        book.add_student("bar")
        yield book


@pytest.fixture
def resources(db: str, gradebook: Gradebook) -> dict[str, Any]:
    place = {"db_url": db, "assignment": "ps0", "notebook": "test", "student": "bar"}
    return {"nbgrader": place}


@pytest.fixture
def preprocessors(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Source, Any]:
    source = Source(tmp_path)
    return source, (Grade if request.cls is TestSaveAutoGrades else Rebuild)(source)
