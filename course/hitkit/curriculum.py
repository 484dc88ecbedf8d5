"""The map of the course, ``curriculum.toml``: modules, objectives, points, brief numbers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

GRADED_BY = {
    "V": "exact value or table",
    "N": "number with tolerance",
    "P": "precision and recall against planted defects",
    "R": "a rule",
    "F": "free text with a rubric",
}


class CurriculumError(ValueError):
    """The map and the modules disagree; the message says where and how to mend it."""


@dataclass(frozen=True)
class Objective:
    """What a student can do after a module; ``id`` is like ``04.2``."""

    id: str
    text: str


@dataclass(frozen=True)
class Question:
    """One graded question: its points, the brief numbers it covers, how it is graded."""

    id: str
    title: str
    points: int
    brief: tuple[int, ...]
    objectives: tuple[str, ...]
    graded: str


@dataclass(frozen=True)
class Module:
    """One module of the course: a lesson and a lab.

    ``claims`` are the topics that it says it covers; ``not_codes`` are strings that look like
    ICD-10-CM codes and are shown as wrong on purpose; ``warm`` names Python modules that load
    slowly, for the grader to load once.
    """

    id: str
    title: str
    lesson_minutes: int
    lab_minutes: int
    exam_domains: tuple[int, ...]
    objectives: tuple[Objective, ...]
    questions: tuple[Question, ...]
    claims: tuple[int, ...]
    not_codes: tuple[str, ...]
    warm: tuple[str, ...]
    folder: Path

    @property
    def points(self) -> int:
        """Points of the whole lab."""
        return sum(question.points for question in self.questions)

    @property
    def brief(self) -> tuple[int, ...]:
        """Brief numbers with a graded question here, in order."""
        return tuple(sorted({number for question in self.questions for number in question.brief}))

    def question(self, question_id: str) -> Question:
        """Return the question of that id, or raise :class:`CurriculumError`."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise CurriculumError(
            f"{self.id}: the lab has a question {question_id}, curriculum.toml has not. "
            f"Add it under the module's `questions`."
        )


@dataclass(frozen=True)
class Curriculum:
    """The whole map."""

    modules: tuple[Module, ...]
    brief: Mapping[int, str]
    exam_domains: Mapping[int, str]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of all modules, in course order."""
        return tuple(module.id for module in self.modules)

    def module(self, name: str) -> Module:
        """Return a module by id (``04-diagnosis-coding``) or number (``04``)."""
        for module in self.modules:
            if name in (module.id, module.id.split("-")[0]):
                return module
        raise CurriculumError(f"There is no module {name!r}. Modules: {', '.join(self.ids)}.")


def course_folder() -> Path:
    """Return the folder of ``curriculum.toml``: a checkout's, or the installed copy."""
    package = Path(__file__).parent
    installed = package / "_course"
    return installed if installed.is_dir() else package.parent


def load(folder: Path | None = None) -> Curriculum:
    """Read the map from ``folder`` (the course's own if none is given)."""
    folder = folder or course_folder()
    path = folder / "curriculum.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        modules = tuple(_module(entry, folder) for entry in data.get("module", []))
        brief = {int(number): text for number, text in data["brief"].items()}
        domains = {int(number): text for number, text in data["exam_domains"].items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, CurriculumError):
            raise
        raise CurriculumError(f"{path}: {error}") from error
    return Curriculum(modules, brief, domains)


def _module(entry: Mapping[str, Any], folder: Path) -> Module:
    objectives = tuple(Objective(**objective) for objective in entry["objectives"])
    questions = tuple(
        Question(
            id=question["id"],
            title=question["title"],
            points=question["points"],
            brief=tuple(question["brief"]),
            objectives=tuple(question["objectives"]),
            graded=question["graded"],
        )
        for question in entry["questions"]
    )
    module = Module(
        id=entry["id"],
        title=entry["title"],
        lesson_minutes=entry["minutes"]["lesson"],
        lab_minutes=entry["minutes"]["lab"],
        exam_domains=tuple(entry["exam_domains"]),
        objectives=objectives,
        questions=questions,
        claims=tuple(entry["brief"]),
        not_codes=tuple(entry.get("not_codes", ())),
        warm=tuple(entry.get("warm", ())),
        folder=folder / "modules" / entry["id"],
    )
    _check(module)
    return module


def _check(module: Module) -> None:
    known = {objective.id for objective in module.objectives}
    for question in module.questions:
        where = f"curriculum.toml, {module.id}, {question.id}"
        if question.graded not in GRADED_BY:
            raise CurriculumError(
                f"{where}: graded = {question.graded!r}. Use one of {', '.join(GRADED_BY)}."
            )
        if question.points <= 0:
            raise CurriculumError(f"{where}: a question needs at least 1 point.")
        strays = set(question.objectives) - known
        if strays:
            raise CurriculumError(f"{where}: no objective {', '.join(sorted(strays))}.")
    ids = [question.id for question in module.questions]
    if len(ids) != len(set(ids)):
        raise CurriculumError(f"curriculum.toml, {module.id}: a question stands there twice.")
