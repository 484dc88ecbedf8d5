"""Grade an assignment of an nbgrader course: all that was collected and changed."""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import results
from .course import Course
from .engine import Settings, shared_engine
from .gradebook import Writer, current_ids, patiently
from .grading import Outcome, Submission, careful
from .keeping import keep, sweep
from .release import CourseError, Release
from .results import Result, Status


@dataclass(frozen=True)
class Progress:
    """How far a run has come; ``seconds_left`` is None until it can be told."""

    done: int
    total: int
    student: str
    seconds_left: float | None


class Kept(Mapping[str, Result]):
    """Results by student, each read from its folder when asked for: a class may be large."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._folders = folders

    def __getitem__(self, student: str) -> Result:
        found = results.read(self._folders[student])
        if found is None:
            raise KeyError(student)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._folders)

    def __len__(self) -> int:
        return len(self._folders)


@dataclass
class Report:
    """What a run did, by student.

    ``needs_person`` lists the questions that wait for a grader, ``not_graded`` says what stopped
    the machinery, ``unread`` why a hand-in holds nothing to grade.
    """

    assignment: str
    results: Mapping[str, Result]
    sandbox: str = ""
    graded: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    needs_person: dict[str, list[str]] = field(default_factory=dict)
    not_graded: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, result: Result, new: bool) -> None:
        """Count a result in, whether it is of this run or was kept from an earlier one."""
        student = result.student
        if new:
            self.graded = tuple(sorted((*self.graded, student)))
            self.sandbox = result.sandbox
        else:
            self.unchanged += (student,)
        if result.unread:
            self.unread[student] = " ".join(result.unread)
        if waiting := [q.id for q in result.needs_person]:
            self.needs_person[student] = waiting
        for question in result.questions:
            if question.status is Status.NOT_GRADED:
                self.not_graded[student] = (
                    question.lines[0].message if question.lines else "no reason"
                )


def grade(
    course_dir: str | os.PathLike[str],
    assignment: str,
    students: Sequence[str] | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    sandbox: bool = True,
    progress: Callable[[Progress], None] | None = None,
    force: bool = False,
) -> Report:
    """Grade what was collected of an assignment and has changed since it was last graded.

    ``scheduler`` is the address of a Dask scheduler to send the work to. Raises
    :class:`CourseError`, :class:`NoSandbox` or :class:`Trouble`, each with a sentence that says
    what to do; whatever was graded before is kept.
    """
    start = time.monotonic()
    course = Course(Path(course_dir))
    settings = course.sealed.settings()
    if not sandbox:
        settings = replace(settings, sealed_in=False)
    with course.alone(), contextlib.closing(course.open_gradebook()) as gradebook:
        release = course.load(gradebook, assignment)
        todo = _students(course, assignment, students)
        step = course.dir.autograded_directory
        report = Report(assignment, Kept({s: course.path(step, s, assignment) for s in todo}))
        ids = patiently(lambda: current_ids(gradebook, assignment))
        changed = []
        for student in todo:
            sweep(course, student, assignment)
            kept = None if force else report.results.get(student)
            if kept is not None and _fits(kept, release, course, ids, settings):
                report.add(kept, new=False)
            else:
                changed.append(student)
        work = (course.submission(student, assignment) for student in changed)
        jobs = max(1, min(jobs or os.cpu_count() or 1, len(changed)))
        writer = Writer(gradebook, course.config)
        for number, outcome in enumerate(_outcomes(release, work, settings, jobs, scheduler), 1):
            result = keep(course, outcome, writer)
            report.add(result, new=True)
            if progress is not None:
                left = (time.monotonic() - start) / number * (len(changed) - number)
                progress(Progress(number, len(changed), result.student, left))
    report.seconds = time.monotonic() - start
    return report


def _students(course: Course, assignment: str, students: Sequence[str] | None) -> list[str]:
    handed_in = course.students(assignment)
    if students is None:
        if not handed_in:
            raise CourseError(
                f"Nobody has handed in '{assignment}' yet. "
                f"Collect first: nbgrader collect {assignment}"
            )
        return handed_in
    for student in students:
        if student not in handed_in:
            raise CourseError(
                f"'{student}' has handed in no '{assignment}'. Check the id, or collect first: "
                f"nbgrader collect {assignment}"
            )
    return sorted(set(students))


def _fits(
    kept: Result, release: Release, course: Course, ids: dict[str, str], settings: Settings
) -> bool:
    return (
        kept.complete
        and kept.release == release.hash
        and ids.get(kept.student) == kept.gradebook_id
        and (kept.sandbox != "none" or not settings.sealed_in)
        and kept.submission == course.submission(kept.student, release.assignment).hash
    )


def _outcomes(
    release: Release,
    work: Iterable[Submission],
    settings: Settings,
    jobs: int,
    scheduler: str | None,
) -> Iterator[Outcome]:
    """Yield the outcomes as they come; submissions are read when their turn comes."""
    work = iter(work)
    first = next(work, None)
    if first is None:
        return
    work = itertools.chain([first], work)
    if scheduler is not None:
        from . import cluster  # noqa: PLC0415

        yield from cluster.outcomes(release, work, settings, scheduler)
        return
    running: set[Future[Outcome]] = set()
    with ThreadPoolExecutor(jobs) as pool:
        for submission in work:
            running.add(pool.submit(careful, shared_engine(settings), release, submission))
            if len(running) == 2 * jobs:
                yield from _finished(running)
        while running:
            yield from _finished(running)


def _finished(running: set[Future[Outcome]]) -> Iterator[Outcome]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    while done:
        future = done.pop()
        running.remove(future)
        yield future.result()
