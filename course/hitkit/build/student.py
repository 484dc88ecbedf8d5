"""Make the student edition of a notebook with nbgrader's own preprocessors."""

from copy import deepcopy

from nbformat import NotebookNode
from nbgrader import preprocessors as nbgrader
from nbgrader.nbgraderformat import ValidationError
from traitlets.config import Config

from hitkit.curriculum import CurriculumError

ANSWER_STUB = "# Your work goes here. Run this cell when you are done, then run the check below."
TEXT_STUB = "*Write your answer here, in place of this line.*"

# The steps of `nbgrader generate_assignment`, without those that write to a gradebook.
_STEPS = (
    nbgrader.LockCells,
    nbgrader.ClearSolutions,
    nbgrader.ClearOutput,
    nbgrader.CheckCellMetadata,
    nbgrader.ComputeChecksums,
    nbgrader.ClearHiddenTests,
    nbgrader.ClearMarkScheme,
    nbgrader.ComputeChecksums,
    nbgrader.CheckCellMetadata,
)


def config() -> Config:
    """Return the nbgrader settings that decide what students see in place of a solution."""
    settings = Config()
    settings.ClearSolutions.code_stub = {"python": ANSWER_STUB}
    settings.ClearSolutions.text_stub = TEXT_STUB
    return settings


def student_edition(source: NotebookNode) -> NotebookNode:
    """Return a copy of a source notebook without solutions, hidden tests and outputs."""
    notebook = deepcopy(source)
    resources: dict[str, object] = {}
    settings = config()
    try:
        for step in _STEPS:
            notebook, resources = step(config=settings).preprocess(notebook, resources)
    except (RuntimeError, ValidationError) as error:
        raise CurriculumError(f"nbgrader cannot make the student edition: {error}") from error
    return notebook
