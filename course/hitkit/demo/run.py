"""Play a whole class through one term and show what everybody got."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import nbformat
from tqdm import tqdm

from hitkit import curriculum, term
from hitkit.build import module as modules
from hitkit.build.release import to_bytes
from hitkit.build.work import fill, known_answers, solutions
from hitkit.demo.classroom import Classroom
from hitkit.demo.students import Student, enrol
from hitkit.term import Term, TermError

MARKER = ".made-by-demo"
SEED = "demo"
ROUNDING = 0.05  # authors state what a mistake earns to the hundredth of a point, for each question
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Graded:
    """What a grader says besides marks, by student: why not graded, and what else to know."""

    not_graded: Mapping[str, str]
    notes: Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    """What one student of the demo class got. ``got`` is ``None`` where nothing could be graded."""

    student: Student
    got: float | None
    late: bool
    needs_person: bool
    note: str = ""

    @property
    def fair(self) -> bool:
        """Whether the automatic marks are those that the work deserves, but for rounding."""
        return self.got is not None and abs(self.student.deserves - self.got) < ROUNDING


# Grades what was collected of an assignment in a course directory.
Grade = Callable[[Path, str], Graded]


def play(folder: Path, module_name: str, grade: Grade) -> tuple[Term, list[Outcome]]:
    """Build a term in ``folder``, let a class take one module, and return what everybody got."""
    folder = folder.absolute()
    _make_room(folder)
    module = curriculum.load().module(module_name)
    held = term.new(folder, SEED, [module.id], progress=lambda m: _bar(m, "Building the term"))
    (folder / MARKER).touch()
    classroom = Classroom(held)
    students = _students(held, module.id)
    for student in students:
        classroom.enrol(student.id, student.first_name, student.last_name)
    print(f"Releasing {module.id} to {len(students)} students")
    classroom.release(module.id)
    punctual = [student for student in students if student.kind != "late"]
    for student in _bar(punctual, "Students fetch, work and hand in"):
        _work(classroom, module.id, student)
    classroom.due_now(module.id)
    for student in students:
        if student.kind == "late":
            _work(classroom, module.id, student)
    classroom.collect(module.id)
    graded = grade(held.folder, module.id)
    for student in _bar(students, "Writing feedback"):
        classroom.feedback(module.id, student.id)
    return held, _outcomes(classroom, module.id, students, graded)


def _make_room(folder: Path) -> None:
    if not folder.exists():
        return
    if not (folder / MARKER).exists():
        raise TermError(
            f"{folder} exists and the demo did not make it. Nothing was changed. "
            "Choose another place: make demo DIR=build/another-term"
        )
    shutil.rmtree(folder)


def _students(held: Term, module_id: str) -> list[Student]:
    module = curriculum.load().module(module_id)
    source = nbformat.read(held.folder / "source" / module_id / "lab.ipynb", as_version=4)
    alternatives, mistakes = known_answers(module, modules.draw(module, held.seed))
    return enrol(module, solutions(source), alternatives, mistakes, held.seed)


def _work(classroom: Classroom, assignment: str, student: Student) -> None:
    desk = classroom.term.folder / "students" / student.id
    lab = classroom.fetch(assignment, student.id, desk) / "lab.ipynb"
    if student.kind == "twice":
        classroom.submit(assignment, student.id, desk)
    filled = to_bytes(fill(nbformat.read(lab, as_version=4), student.answers))
    lab.write_bytes(filled[: len(filled) // 2] if student.kind == "broken" else filled)
    classroom.submit(assignment, student.id, desk)


def _outcomes(
    classroom: Classroom, assignment: str, students: Iterable[Student], graded: Graded
) -> list[Outcome]:
    outcomes = []
    with classroom.gradebook as gradebook:
        for student in students:
            submission = gradebook.find_submission(assignment, student.id)
            failed = graded.not_graded.get(student.id)
            outcomes.append(
                Outcome(
                    student=student,
                    got=None if failed else submission.score,
                    late=submission.total_seconds_late > 0,
                    needs_person=submission.needs_manual_grade,
                    note=failed or graded.notes.get(student.id, ""),
                )
            )
    return outcomes


def _bar(items: Iterable[_Item], what: str) -> Iterable[_Item]:
    return tqdm(items, desc=f"{what:34}", ncols=88, unit="")


def table(outcomes: Iterable[Outcome]) -> str:
    """Return the grade table as text, one line a student."""
    head = f"{'student':26}{'hands in':10}{'deserves':>9}{'got':>8}  remarks"
    lines = [head, "-" * len(head)]
    for outcome in outcomes:
        student = outcome.student
        name = f"{student.last_name}, {student.first_name}"
        lines.append(
            f"{name:26}{student.kind:10}{_points(student.deserves):>9}{_points(outcome.got):>8}  "
            + "; ".join(_remarks(outcome))
        )
    return "\n".join(lines)


def _points(points: float | None) -> str:
    return "-" if points is None else f"{points:.2f}"


def _remarks(outcome: Outcome) -> list[str]:
    remarks = [
        (outcome.late, "late"),
        (bool(outcome.note), outcome.note),
        (outcome.needs_person, "a written answer waits for a person"),
        (not outcome.fair, "NOT WHAT IT DESERVES"),
    ]
    return [remark for holds, remark in remarks if holds]


def where_to_look(held: Term, outcomes: Iterable[Outcome]) -> str:
    """Return where an instructor finds feedback, gradebook and formgrader."""
    fair = [outcome.fair for outcome in outcomes]
    return "\n".join(
        [
            f"{sum(fair)} of {len(fair)} students got exactly what their work deserves.",
            f"Feedback pages   {held.folder}/feedback/STUDENT/{held.modules[0]}/lab.html",
            f"Gradebook        {held.folder}/gradebook.db",
            f"Formgrader       make lab DIR={held.folder}, then Nbgrader > Formgrader",
        ]
    )
