"""Remove what a course holds of a student who asks for it and may: work, marks, feedback."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbgrader.utils import notebook_hash

from hitkit.classroom.gradebook import opened
from hitkit.classroom.roster import Course, RosterError

_STEPS = ("submitted", "autograded", "feedback")


def traces(course: Course, exchange: Path, student: str) -> list[Path]:
    """Return the files and folders of a student's work, in the course and in the exchange.

    Raises :class:`RosterError` for one who is still on the roster, and would come back.
    """
    if student in course.student_ids:
        raise RosterError(
            f"{student} is still a student of {course.id}. Take {student} out of the class file "
            "and apply it first."
        )
    own = [course.folder / step / student for step in _STEPS]
    handed_in = sorted((exchange / course.id / "inbound").glob(f"{student}+*"))
    work = [folder for step in own for folder in step.glob("*")]
    pages = set(_pages(exchange / course.id / "feedback", [*handed_in, *work]))
    return [path for path in [*own, *handed_in, *sorted(pages)] if path.exists()]


def _pages(feedback: Path, work: Iterable[Path]) -> Iterator[Path]:
    """Return feedback pages in the exchange; their names come from the secret of each hand-in."""
    for folder in work:
        secret = folder / "submission_secret.txt"
        if secret.is_file():
            for notebook in folder.glob("*.ipynb"):
                key = notebook_hash(secret=secret.read_text(), notebook_id=notebook.stem)
                yield feedback / f"{key}.html"


def known(course: Course, student: str) -> bool:
    """Return whether the gradebook knows the student."""
    with opened(course) as gradebook:
        return any(entry.id == student for entry in gradebook.students)


def remove(course: Course, paths: Iterable[Path], student: str) -> None:
    """Remove all of it for good; run again, it removes what a stopped run left."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    with opened(course) as gradebook:
        if any(entry.id == student for entry in gradebook.students):
            gradebook.remove_student(student)
