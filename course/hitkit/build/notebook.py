"""Make a module's notebooks, with nbgrader's metadata, from its py:percent text.

Ids of cells come from their role or their text, so that the same text gives the same bytes.
"""

import hashlib
from collections import Counter
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from hitkit.build import module as modules
from hitkit.build.template import BEGIN_HIDDEN, END_HIDDEN, Filler
from hitkit.curriculum import CurriculumError, Module

NOTEBOOKS = ("lesson", "lab")
MARKING_NOTE = "# The grader marks this question here. Nothing to do for you.\n"
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def build(module: Module, name: str, filler: Filler) -> NotebookNode:
    """Return the instructor's source notebook ``lesson`` or ``lab`` of a module."""
    cells = jupytext.reads(modules.text(module, name), fmt="py:percent").cells
    where = f"{module.id}/{name}.py"
    try:
        if name == "lab":
            cells = _lab_cells(cells, module)
        else:
            for cell in cells:
                cell.metadata = {}
        _name_cells(cells)
        for cell in cells:
            cell.source = filler.open(cell.source)
    except ValueError as error:
        raise CurriculumError(f"{where}: {error}") from error
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=_METADATA)
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return notebook


def _lab_cells(cells: list[NotebookNode], module: Module) -> list[NotebookNode]:
    built: list[NotebookNode] = []
    seen: Counter[str] = Counter()
    for cell in cells:
        role, question_id = _role(cell)
        cell.metadata = {}
        if role is None:
            built.append(cell)
            continue
        points = module.question(question_id).points
        seen[f"{role} {question_id}"] += 1
        if role == "test":
            built += _test_cells(cell, question_id, points)
            continue
        _print_points(built, question_id, points)
        _mark(cell, question_id, solution=True, points=points if role == "manual" else None)
        built.append(cell)
    _complete(module, seen)
    return built


def _role(cell: NotebookNode) -> tuple[str | None, str]:
    for role in ("answer", "test", "manual"):
        if role in cell.metadata:
            return role, cell.metadata[role]
    return None, ""


def _test_cells(cell: NotebookNode, question_id: str, points: int) -> list[NotebookNode]:
    """Split a test cell: the form check that students run, and the marking that they never see.

    The check is worth nothing and stands alone, so that a bad form never stops the marking.
    """
    form, begin, hidden = cell.source.partition(BEGIN_HIDDEN)
    if not begin or END_HIDDEN not in hidden:
        raise CurriculumError(f"the test of {question_id} has no {BEGIN_HIDDEN} ... {END_HIDDEN}.")
    cells = []
    if form.strip():
        cells.append(_mark(new_code_cell(form.strip()), f"{question_id}-check", points=0))
    marking = new_code_cell(MARKING_NOTE + begin + hidden.rstrip())
    return [*cells, _mark(marking, f"{question_id}-test", points=points)]


def _mark(
    cell: NotebookNode, grade_id: str, solution: bool = False, points: int | None = None
) -> NotebookNode:
    nbgrader: dict[str, Any] = {
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        nbgrader["points"] = points
    cell.metadata = {"nbgrader": nbgrader}
    return cell


def _print_points(built: list[NotebookNode], question_id: str, points: int) -> None:
    prompt = built[-1] if built else None
    lines = prompt.source.split("\n") if prompt and prompt.cell_type == "markdown" else []
    headings = [number for number, line in enumerate(lines) if line.startswith("#")]
    if prompt is None or not headings:
        raise CurriculumError(
            f"the answer cell of {question_id} needs a Markdown cell with a heading right above it."
        )
    lines[headings[0]] += f" ({points} point{'s' if points != 1 else ''})"
    prompt.source = "\n".join(lines)


def _complete(module: Module, seen: Counter[str]) -> None:
    twice = [role for role, times in seen.items() if times > 1]
    if twice:
        raise CurriculumError(f"more than one cell is the {twice[0]}.")
    for question in module.questions:
        roles = {role for role in ("answer", "test", "manual") if seen[f"{role} {question.id}"]}
        if roles not in ({"answer", "test"}, {"manual"}):
            raise CurriculumError(
                f"{question.id} has {' and '.join(sorted(roles)) or 'no cell'}; "
                "a question is an answer cell and a test cell, or one manual cell."
            )


def _name_cells(cells: list[NotebookNode]) -> None:
    taken: Counter[str] = Counter()
    for cell in cells:
        nbgrader = cell.metadata.get("nbgrader")
        digest = hashlib.sha256(cell.source.encode()).hexdigest()[:10]
        name = nbgrader["grade_id"] if nbgrader else f"{cell.cell_type[:4]}-{digest}"
        taken[name] += 1
        cell.id = name if taken[name] == 1 else f"{name}-{taken[name]}"
