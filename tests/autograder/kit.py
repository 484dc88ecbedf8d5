"""Small courses to grade in tests: cells, releases, hand-ins."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

Cell = nbformat.NotebookNode
Alter = Callable[[nbformat.NotebookNode], None]
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
SPEC = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def _meta(name: str, **flags: Any) -> dict[str, Any]:
    base = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**base, "grade_id": name, **flags}}


def given(code: str, name: str | None = None) -> Cell:
    return new_code_cell(code, metadata=_meta(name, locked=True) if name else {})


def answer(name: str, solution: str) -> Cell:
    code = f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
    return new_code_cell(code, metadata=_meta(name, solution=True))


def graded(name: str, points: float, code: str) -> Cell:
    hidden = f"### BEGIN HIDDEN TESTS\n{code}\n### END HIDDEN TESTS"
    return new_code_cell(hidden, metadata=_meta(name, grade=True, locked=True, points=points))


def manual(name: str, points: float, text: str = "") -> Cell:
    meta = _meta(name, grade=True, solution=True, points=points)
    return new_markdown_cell(text or "A good answer.", metadata=meta)


def make_course(
    root: Path,
    notebooks: Mapping[str, Sequence[Cell]],
    files: Mapping[str, bytes] | None = None,
    assignment: str = "lab",
    config: str = "",
) -> Path:
    """Write a course and its release, as an instructor would."""
    source = root / "source" / assignment
    source.mkdir(parents=True)
    for name, cells in notebooks.items():
        nbformat.write(new_notebook(cells=list(cells), metadata=SPEC), source / f"{name}.ipynb")
    for name, data in (files or {}).items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(data)
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{config}\n")
    release(root, assignment)
    return root


def release(root: Path, assignment: str = "lab") -> None:
    config = Config()
    config.CourseDirectory.root = str(root)
    config.Application.log_level = "ERROR"
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    made = api.generate_assignment(assignment, force=True)
    assert made["success"], made


def hand_in(
    root: Path,
    student: str,
    answers: Mapping[str, str] | None = None,
    alter: Alter | None = None,
    assignment: str = "lab",
    solved: bool = True,
) -> Path:
    """Hand in what was released, with the instructor's answers or ``answers`` in it."""
    folder = root / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((root / "release" / assignment).glob("*.ipynb")):
        nb = nbformat.read(path, as_version=4)
        source = nbformat.read(root / "source" / assignment / path.name, as_version=4)
        solutions = {c.metadata.nbgrader.grade_id: c.source for c in source.cells if is_answer(c)}
        for cell in nb.cells:
            if is_answer(cell):
                name = cell.metadata.nbgrader.grade_id
                if solved:
                    cell.source = solutions[name]
                cell.source = (answers or {}).get(name, cell.source)
        if alter is not None:
            alter(nb)
        (folder / path.name).write_text(json.dumps(nb), encoding="utf-8")
    (folder / "timestamp.txt").write_text("2026-01-05 10:00:00.000000 UTC")
    return folder


def is_answer(cell: Cell) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def by_id(nb: nbformat.NotebookNode, name: str) -> Cell:
    return next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)
