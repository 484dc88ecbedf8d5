"""The one writer to nbgrader's gradebook: the same rows that ``nbgrader autograde`` writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from nbgrader.api import (
    Base,
    Comment,
    Grade,
    Gradebook,
    InvalidEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import select
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import joinedload, selectinload
from traitlets.config import Config

from .grading import Outcome
from .release import CourseError

T = TypeVar("T")
_PATIENCE = 60.0


def open_gradebook(url: str, course_id: str) -> Gradebook:
    """Open a gradebook; CourseError where it is locked, damaged or of an older nbgrader."""

    def work() -> Gradebook:
        book = Gradebook(url, course_id)
        for table in Base.metadata.sorted_tables:  # before anything is written
            book.db.execute(select(table).limit(1))
        return book

    try:
        return patiently(work)
    except (ArgumentError, ImportError) as error:
        raise CourseError(
            "The gradebook's address, c.CourseDirectory.db_url in nbgrader_config.py, cannot be "
            f"used: {error}"
        ) from None


class Writer:
    """Writes results into the gradebook, one submission at a time.

    Manual grades, extra credit and comments of graders stay as they are. Writing the same outcome
    twice changes nothing.
    """

    def __init__(self, gradebook: Gradebook, config: Config) -> None:
        self._gradebook = gradebook
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()

    def save(self, outcome: Outcome, timestamp: str | None) -> str:
        """Write one outcome; return the gradebook's id of the submission."""
        return patiently(lambda: self._save(outcome, timestamp), self._gradebook)

    def _save(self, outcome: Outcome, timestamp: str | None) -> str:
        result, book = outcome.result, self._gradebook
        book.update_or_create_student(result.student)
        stamp = {"timestamp": timestamp} if timestamp else {}
        with book.db.no_autoflush:  # nbgrader asks for rows while it builds others, and so do we
            submission = book.update_or_create_submission(
                result.assignment, result.student, **stamp
            )
            notebooks = self._notebooks(submission)
            self._grades(outcome, notebooks)
            self._comments(outcome, notebooks)
        book.db.flush()
        self._penalties(submission)
        book.db.commit()
        return str(submission.id)

    def _notebooks(self, submission: SubmittedAssignment) -> Sequence[SubmittedNotebook]:
        """Read all that is to be written in a few queries, not one a cell."""
        query = (
            select(SubmittedNotebook)
            .where(SubmittedNotebook.assignment_id == submission.id)
            .options(
                joinedload(SubmittedNotebook.notebook),
                selectinload(SubmittedNotebook.grades).selectinload(Grade.cell),
                selectinload(SubmittedNotebook.comments).selectinload(Comment.cell),
            )
        )
        found: Sequence[SubmittedNotebook] = self._gradebook.db.execute(query).scalars().all()
        return found

    def _grades(self, outcome: Outcome, notebooks: Sequence[SubmittedNotebook]) -> None:
        found = {(q.notebook, q.id): q for q in outcome.result.questions}
        for notebook in notebooks:
            for grade in notebook.grades:
                question = found.get((notebook.name, grade.name))
                if question is None or grade.cell.type == "TaskCell":
                    continue
                grade.auto_score = question.points
                undecided = question.points is None
                grade.needs_manual_grade = undecided or grade.manual_score is not None

    def _comments(self, outcome: Outcome, notebooks: Sequence[SubmittedNotebook]) -> None:
        shown = {name for name, _ in outcome.notebooks}
        for notebook in notebooks:
            if notebook.name not in shown:
                continue
            for comment in notebook.comments:
                blank = (notebook.name, comment.name) in outcome.blank
                comment.auto_comment = "No response." if blank else None

    def _penalties(self, submission: SubmittedAssignment) -> None:
        """Ask the course's own late policy, as nbgrader does."""
        late = submission.total_seconds_late
        for notebook in submission.notebooks:
            notebook.late_submission_penalty = None
        if late <= 0:
            return
        self._gradebook.db.flush()
        for notebook in submission.notebooks:
            penalty = self._late.plugin_inst.late_submission_penalty(
                submission.student_id, notebook.score, late
            )
            if penalty is not None:
                notebook.late_submission_penalty = self._late._check_late_penalty(notebook, penalty)


def patiently(work: Callable[[], T], gradebook: Gradebook | None = None) -> T:
    """Do ``work``, again while another program holds the gradebook; CourseError in the end."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return work()
        except (DatabaseError, InvalidEntry) as error:
            if gradebook is not None:
                gradebook.db.rollback()
            text = str(getattr(error, "orig", error))
            if "locked" not in text:
                raise CourseError(_sentence(text)) from None
            if time.monotonic() > end:
                raise CourseError(
                    "The gradebook has been locked by another program for a minute. Close other "
                    "graders of this course and run again; what was graded is kept."
                ) from None
            time.sleep(0.2)


def _sentence(text: str) -> str:
    for signs, sentence in _SENTENCES.items():
        if any(sign in text for sign in signs):
            return f"{sentence} ({text})"
    return f"The gradebook cannot be used: {text}."


_SENTENCES = {
    ("no such column", "no such table", "has no column"): (
        "The gradebook was made by an older nbgrader. Copy it to a safe place, then run: "
        "nbgrader db upgrade"
    ),
    ("disk is full", "disk I/O", "unable to open", "readonly"): (
        "The gradebook cannot be written. Make room on its disk, and see that you may write there "
        "and beside it; then run again. What was graded is kept."
    ),
    ("not a database", "malformed"): (
        "The gradebook is damaged. Keep the file, put a good copy in its place, and run again: "
        "what was handed in is graded again."
    ),
}


def current_ids(gradebook: Gradebook, assignment: str) -> dict[str, str]:
    """Return the gradebook's submission ids by student."""
    rows: Any = gradebook.assignment_submissions(assignment)
    return {str(row.student_id): str(row.id) for row in rows}
