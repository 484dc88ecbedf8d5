"""Hand in a lab in many versions at once, grade them all, and read marks and messages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from re import sub

import nbformat
from hitkit import term
from hitkit.build import module as modules
from hitkit.build.module import Answer
from hitkit.build.notebook import build
from hitkit.build.release import to_bytes
from hitkit.build.template import Filler
from hitkit.build.work import fill, known_answers, solutions
from hitkit.curriculum import Module
from hitkit.demo.classroom import Classroom
from nbformat import NotebookNode

import autograder

SEED, OTHER_SEEDS = "this term", ("last term", "the term before")


@dataclass(frozen=True)
class Expected:
    """A known answer, and the name of the version of the lab that it was handed in with."""

    version: str
    answer: Answer


class GradedLab:
    """One lab of a term, handed in as its author knows that people will, and graded."""

    def __init__(self, module: Module, folder: Path) -> None:
        self.module = module
        self.term = term.new(folder / "term", SEED, [module.id])
        self.classroom = Classroom(self.term)
        self.classroom.release(module.id)
        alternatives, mistakes = known_answers(module, modules.draw(module, SEED))
        right = _solutions(module, SEED)
        self.alternatives = _spread("alternative", alternatives)
        self.mistakes = _spread("mistake", mistakes)
        versions: dict[str, Mapping[str, str]] = {"solution": right, "blank": {}}
        for expected in (*self.alternatives, *self.mistakes):
            answers = dict(versions.get(expected.version, right))
            answers[expected.answer.question] = expected.answer.code
            versions[expected.version] = answers
        for seed in OTHER_SEEDS:
            versions[f"replay of {seed}".replace(" ", "-")] = _solutions(module, seed)
        self.versions = tuple(versions)
        for name, answers in versions.items():
            self._hand_in(name, answers)
        self._grade()

    def points(self, version: str) -> dict[str, float]:
        """Return the points of every question that is marked automatically."""
        manual = {question.id for question in self.module.questions if question.graded == "F"}
        with self.classroom.gradebook as gradebook:
            notebook = gradebook.find_submission_notebook("lab", self.module.id, version)
            return {
                grade.name.removesuffix("-test"): grade.auto_score
                for grade in notebook.grades
                if grade.max_score and grade.name not in manual
            }

    def says(self, version: str, question: str) -> str:
        """Return what the student reads under a question, as text without tags."""
        path = self.term.folder / "autograded" / version / self.module.id / "lab.ipynb"
        lab = nbformat.read(path, as_version=4)
        shown = [
            _shown(cell)
            for cell in lab.cells
            if cell.metadata.get("nbgrader", {}).get("grade_id")
            in (f"{question}-check", f"{question}-test")
        ]
        return unescape(sub(r"<[^>]+>", " ", "\n".join(shown)))

    def _hand_in(self, name: str, answers: Mapping[str, str]) -> None:
        released = self.term.folder / "release" / self.module.id
        folder = self.term.folder / "submitted" / name / self.module.id
        (folder / "data").mkdir(parents=True)
        lab = fill(nbformat.read(released / "lab.ipynb", as_version=4), answers)
        (folder / "lab.ipynb").write_bytes(to_bytes(lab))
        (folder / "lesson.ipynb").write_bytes((released / "lesson.ipynb").read_bytes())
        for path in (released / "data").iterdir():
            (folder / "data" / path.name).write_bytes(path.read_bytes())

    def _grade(self) -> None:
        report = autograder.grade(self.term.folder, self.module.id)
        assert not report.not_graded


def _solutions(module: Module, seed: str) -> dict[str, str]:
    return solutions(build(module, "lab", Filler(modules.draw(module, seed))))


def _spread(kind: str, answers: Sequence[Answer]) -> list[Expected]:
    """Put answers to different questions into one version, to grade fewer of them."""
    taken: defaultdict[str, int] = defaultdict(int)
    expected = []
    for answer in answers:
        taken[answer.question] += 1
        expected.append(Expected(f"{kind}-{taken[answer.question]}", answer))
    return expected


def _shown(cell: NotebookNode) -> str:
    return "\n".join(_texts(cell.get("outputs", [])))


def _texts(outputs: Iterable[NotebookNode]) -> Iterable[str]:
    for output in outputs:
        if output.output_type == "stream":
            yield output.text
        elif output.output_type == "error":
            yield "\n".join(output.traceback)
        else:
            yield output.data.get("text/html", output.data.get("text/plain", ""))
