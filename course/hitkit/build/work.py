"""Put answers into a lab, as a student would: for the demo class and for the tests of every lab."""

from collections.abc import Mapping
from copy import deepcopy

from nbformat import NotebookNode

from hitkit.build import module as modules
from hitkit.build.module import Answer
from hitkit.build.template import BEGIN_SOLUTION, END_SOLUTION, Filler
from hitkit.curriculum import Module
from hitkit.draw import Draw


def fill(lab: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """Return a copy of a lab with these texts in its answer cells, by question."""
    filled = deepcopy(lab)
    for cell in filled.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in answers:
            cell.source = answers[grade_id]
    return filled


def solutions(source: NotebookNode) -> dict[str, str]:
    """Return the solution of every question from an instructor's source notebook."""
    return {
        cell.metadata["nbgrader"]["grade_id"]: _without_markers(cell.source)
        for cell in source.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def known_answers(module: Module, draw: Draw) -> tuple[list[Answer], list[Answer]]:
    """Return alternatives and mistakes with their templates filled for one draw."""
    filler = Filler(draw)

    def filled(answer: Answer) -> Answer:
        earns = None if answer.earns is None else filler.sealed(answer.earns)
        says = filler.sealed(answer.says)
        return Answer(answer.question, answer.name, filler.sealed(answer.code), earns, says)

    alternatives, mistakes = modules.answers(module)
    return [filled(answer) for answer in alternatives], [filled(answer) for answer in mistakes]


def _without_markers(source: str) -> str:
    markers = (BEGIN_SOLUTION, END_SOLUTION)
    return "\n".join(line for line in source.split("\n") if line.strip() not in markers)
