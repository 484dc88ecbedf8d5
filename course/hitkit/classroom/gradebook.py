"""What the roster says, in a course's gradebook: its students and when work is due.

nbgrader keeps times in UTC without saying so. Nobody is ever removed: a student who leaves the
course keeps her grades, and comes back to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from nbgrader import api

from hitkit.classroom.roster import Course, Student


@dataclass(frozen=True)
class Records:
    """What a gradebook holds of a roster; due dates in UTC."""

    students: Mapping[str, Student]
    due: Mapping[str, datetime | None]


@dataclass(frozen=True)
class Enrolment:
    """A student before and after; ``None`` is one whom the gradebook does not know."""

    before: Student | None
    after: Student | None

    @property
    def says(self) -> str:
        """The change in words."""
        student = self.after or self.before
        assert student is not None
        return f"student {student.id} {'changed' if self.before and self.after else 'added'}"

    @property
    def reversed(self) -> "Enrolment":
        """What takes the change back."""
        return Enrolment(self.after, self.before)

    def put(self, gradebook: Any) -> None:
        """Write the change into an open gradebook."""
        if self.after is not None:
            gradebook.db.merge(api.Student(**asdict(self.after)))
        elif self.before is not None:
            gradebook.db.delete(gradebook.db.get(api.Student, self.before.id))


@dataclass(frozen=True)
class Deadline:
    """A due date before and after; ``known`` says whether the gradebook had the assignment."""

    assignment: str
    before: datetime | None
    after: datetime | None
    known: bool

    @property
    def says(self) -> str:
        """The change in words."""
        when = f"due {self.after:%Y-%m-%d %H:%M} UTC" if self.after else "no longer due"
        return f"{self.assignment} is {when}"

    @property
    def reversed(self) -> "Deadline":
        """What takes the change back."""
        return replace(self, before=self.after, after=self.before)

    def put(self, gradebook: Any) -> None:
        """Write the change into an open gradebook."""
        entry = gradebook.db.query(api.Assignment).filter_by(name=self.assignment).one_or_none()
        if entry is None:
            entry = api.Assignment(name=self.assignment, course_id=gradebook.course_id)
            gradebook.db.add(entry)
        entry.duedate = self.after.replace(tzinfo=None) if self.after else None
        if self.after is None and not self.known:
            gradebook.db.delete(entry)


Change = Enrolment | Deadline


def records(course: Course) -> Records:
    """Read what a course's gradebook holds."""
    with opened(course) as gradebook:
        students = {
            entry.id: Student(
                entry.id, entry.first_name or "", entry.last_name or "", entry.email or ""
            )
            for entry in gradebook.students
        }
        due = {
            entry.name: entry.duedate and entry.duedate.replace(tzinfo=UTC)
            for entry in gradebook.assignments
        }
    return Records(students, due)


def without_work(course: Course) -> set[str]:
    """Return the students in a gradebook of whom it holds no work."""
    with opened(course) as gradebook:
        return {entry.id for entry in gradebook.students if not entry.submissions}


def changes(course: Course, held: Records, before: Course | None) -> list[Change]:
    """Return what has to change.

    A due date that was applied ``before`` and stands no longer in the roster is taken away; one
    that an instructor set by hand, and that the roster never knew, stays.
    """
    enrolments = [
        Enrolment(held.students.get(student.id), student)
        for student in course.students
        if held.students.get(student.id) != student
    ]
    wanted: dict[str, datetime | None] = dict(course.due)
    for name in before.due if before else ():
        wanted.setdefault(name, None)
    deadlines = [
        Deadline(name, held.due.get(name), when, known=name in held.due)
        for name, when in wanted.items()
        if held.due.get(name) != when
    ]
    return [*enrolments, *deadlines]


def summary(wanted: Sequence[Change]) -> str:
    """Return changes in words: due dates one by one, students by name only if they are few."""
    enrolments = [change.says for change in wanted if isinstance(change, Enrolment)]
    if len(enrolments) > 5:
        enrolments = [f"{len(enrolments)} students added or changed"]
    return ", ".join([*enrolments, *(c.says for c in wanted if isinstance(c, Deadline))])


def store(course: Course, wanted: Iterable[Change]) -> None:
    """Write changes in one transaction: all of them or none."""
    with opened(course) as gradebook:
        for change in wanted:
            change.put(gradebook)
        gradebook.db.commit()


def opened(course: Course) -> Any:
    """Open a course's gradebook, to be used with ``with``."""
    return api.Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", course.id)
