"""What nbgrader's gradebook says of one handed-in notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from nbgrader.api import Grade as GradeRow
from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook


@dataclass(frozen=True)
class Grade:
    """The grade of one cell: ``points`` are those that count, a person's before the machine's."""

    points: float | None
    of: float
    by_person: bool = False
    needs_person: bool = False


@dataclass(frozen=True)
class Record:
    """One notebook of one student in the gradebook. Times are in UTC."""

    name: str = ""
    handed_in: datetime | None = None
    due: datetime | None = None
    late_penalty: float = 0.0
    grades: Mapping[str, Grade] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)

    @property
    def late_by(self) -> timedelta:
        """How long after the due date the work came; zero when it came in time."""
        if self.handed_in is None or self.due is None:
            return timedelta(0)
        return max(self.handed_in - self.due, timedelta(0))


def read(db_url: str, course: str, assignment: str, student: str, notebook: str) -> Record:
    """Return what the gradebook holds; an empty record where it holds nothing."""
    with Gradebook(db_url, course) as gradebook:
        try:
            found = gradebook.find_submission_notebook(notebook, assignment, student)
        except MissingEntry:
            return Record()
        return _record(found)


def _record(notebook: SubmittedNotebook) -> Record:
    submission, student = notebook.assignment, notebook.student
    return Record(
        name=" ".join(name for name in (student.first_name, student.last_name) if name),
        handed_in=_utc(submission.timestamp),
        due=_utc(submission.duedate if submission.assignment.duedate else None),
        late_penalty=notebook.late_submission_penalty or 0.0,
        grades={
            grade.name: Grade(
                points=_points(grade),
                of=grade.max_score or 0.0,
                by_person=grade.manual_score is not None,
                needs_person=bool(grade.needs_manual_grade),
            )
            for grade in notebook.grades
        },
        comments={
            comment.name: comment.comment for comment in notebook.comments if comment.comment
        },
    )


def _points(grade: GradeRow) -> float | None:
    """Return the score; None, where nbgrader says zero because nobody has decided."""
    undecided = grade.auto_score is None and grade.manual_score is None
    return None if undecided else float(grade.score)


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
