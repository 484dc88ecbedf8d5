"""Grade an assignment of an nbgrader course: all that was collected and changed."""

from __future__ import annotations

import contextlib
import copy
import fcntl
import glob
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_config_path
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import IncludeHeaderFooter
from traitlets import Bool, Float, Integer, List, Unicode
from traitlets.config import Config, LoggingConfigurable
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from . import results
from .engine import WARM, Engine, Settings, Trouble, shared_engine
from .gradebook import Writer, current_ids, patiently
from .grading import Outcome, Submission, grade_submission, not_graded, read_submission
from .release import CourseError, Release, load
from .results import Result
from .sandbox import Limits, NoSandbox


class SealedGrading(LoggingConfigurable):
    """How sealed grading runs, in ``nbgrader_config.py``: ``c.SealedGrading.memory_mib = 4096``."""

    warm = List(Unicode(), list(WARM), help="Modules imported once, before any submission.").tag(
        config=True
    )
    hide = List(
        Unicode(),
        [],
        help="Folders of installed packages, such as 'mycourse/solutions', that students' code "
        "may not see.",
    ).tag(config=True)
    sandbox = Bool(True, help="Refuse to run students' code outside a sandbox.").tag(config=True)
    call_seconds = Float(10.0, help="Time for one call of a student's function.").tag(config=True)
    submission_seconds = Float(600.0, help="Time for a whole notebook.").tag(config=True)
    memory_mib = Integer(2048, help="Memory of one submission.").tag(config=True)
    processes = Integer(64, help="Processes and threads of one submission.").tag(config=True)
    scratch_mib = Integer(128, help="Disk space of one submission.").tag(config=True)

    def settings(self) -> Settings:
        """Return the settings as plain data; the time for a cell is nbgrader's own."""
        execute = self.config.Execute
        seconds = execute.timeout if "timeout" in execute else 30
        return Settings(
            warm=tuple(self.warm),
            hide=tuple(self.hide),
            sealed_in=self.sandbox,
            cell_seconds=float(seconds or 3600),
            call_seconds=min(self.call_seconds, float(seconds or 3600)),
            submission_seconds=self.submission_seconds,
            limits=Limits(
                memory_mib=self.memory_mib,
                processes=self.processes,
                scratch_mib=self.scratch_mib,
                cpu_seconds=int(self.submission_seconds),
            ),
        )


@dataclass(frozen=True)
class Progress:
    """How far a run has come; ``seconds_left`` is None until it can be told."""

    done: int
    total: int
    student: str
    seconds_left: float | None


@dataclass
class Report:
    """What a run did: results by student, and who was left alone because nothing had changed."""

    assignment: str
    sandbox: str = ""
    results: dict[str, Result] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def graded(self) -> tuple[str, ...]:
        """Students graded in this run."""
        return tuple(s for s in self.results if s not in self.unchanged)

    @property
    def needs_person(self) -> dict[str, list[str]]:
        """Questions that wait for a grader, by student."""
        found = {s: [q.id for q in r.needs_person] for s, r in self.results.items()}
        return {s: ids for s, ids in found.items() if ids}

    @property
    def not_graded(self) -> dict[str, str]:
        """Students whom the machinery failed, and why."""
        found = {}
        for student, result in self.results.items():
            for question in result.questions:
                if question.status is results.Status.NOT_GRADED:
                    found[student] = question.lines[0].message if question.lines else "no reason"
        return found


class Course:
    """An nbgrader course directory with its configuration."""

    def __init__(self, root: Path, config: Config | None = None) -> None:
        root = root.resolve()
        if not root.is_dir():
            raise CourseError(f"There is no folder {root}.")
        self.config = read_config(root) if config is None else copy.deepcopy(config)
        if "root" not in self.config.CourseDirectory:
            self.config.CourseDirectory.root = str(root)
        self.dir = CourseDirectory(config=self.config)
        self.sealed = SealedGrading(config=self.config)

    def path(self, step: str, student: str, assignment: str) -> Path:
        """Return where nbgrader keeps a step of a student's assignment."""
        return Path(self.dir.format_path(step, student, assignment))

    def open_gradebook(self) -> Gradebook:
        """Open the gradebook; CourseError where it is locked, old or broken."""
        return patiently(lambda: Gradebook(self.dir.db_url, self.dir.course_id))

    def load(self, gradebook: Gradebook, assignment: str) -> Release:
        """Read the instructor's side of an assignment."""
        if not assignment:
            raise CourseError("Say which assignment to grade.")
        source = self.path(self.dir.source_directory, ".", assignment)
        keep = self.config.Autograde.get("exclude_overwriting", {}).get(assignment, [])
        return patiently(
            lambda: load(gradebook, source, assignment, self.dir.ignore, keep, self._frame)
        )

    def _frame(self, nb: Any) -> Any:
        """Add the course's header and footer, as nbgrader did when it made the release."""
        include = IncludeHeaderFooter(config=self.config)
        for part in ("header", "footer"):
            if name := getattr(include, part):
                setattr(include, part, str(Path(self.dir.root) / name))
        return include.preprocess(nb, {})[0]

    def students(self, assignment: str) -> list[str]:
        """Return who has handed the assignment in."""
        step = self.dir.submitted_directory
        pattern = self.dir.format_path(step, "(?P<student>[^/]+)", assignment, escape=True)
        found = []
        anybody = self.dir.format_path(step, "*", assignment)
        for path in glob.glob(anybody):  # noqa: PTH207 - the pattern is absolute
            match = re.fullmatch(pattern, path)
            if match and Path(path).is_dir():
                found.append(match["student"])
        excluded = self.dir.student_id_exclude.split(",") if self.dir.student_id_exclude else []
        return sorted(set(found) - set(excluded))

    def submission(self, student: str, assignment: str) -> Submission:
        """Read what a student handed in."""
        folder = self.path(self.dir.submitted_directory, student, assignment)
        return read_submission(folder, student, self.dir.ignore)

    def timestamp(self, student: str, assignment: str) -> str | None:
        """Return when a student handed in, as nbgrader reads it."""
        folder = self.path(self.dir.submitted_directory, student, assignment)
        with contextlib.suppress(ValueError, OverflowError):
            stamp = self.dir.get_existing_timestamp(str(folder))
            return str(stamp) if stamp else None
        return None

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the course for one grader at a time."""
        path = Path(self.dir.root) / ".autograder.lock"
        with path.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CourseError(
                    "This course is being graded by another program. Wait for it, and run again."
                ) from None
            yield

    def keep(self, outcome: Outcome, writer: Writer) -> Result:
        """Write notebook, gradebook and results, so that a kill at any moment loses nothing."""
        result = outcome.result
        folder = self.path(self.dir.autograded_directory, result.student, result.assignment)
        before = results.read(folder)
        attempt = 1
        if before is not None:
            attempt = before.attempt + (before.submission != result.submission)
        result = replace(
            result, attempt=attempt, graded=datetime.now(UTC).isoformat("T", "seconds")
        )
        if outcome.notebooks:
            self._replace(folder, outcome)
        number = writer.save(outcome, self.timestamp(result.student, result.assignment))
        result = replace(result, gradebook_id=number)
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / results.FILE_NAME, result.to_json().encode())
        return result

    def _replace(self, folder: Path, outcome: Outcome) -> None:
        """Put a whole new autograded folder in the place of the old one."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".autograder-", dir=folder.parent))
        try:
            fresh.chmod(0o2770 if self.dir.groupshared else 0o755)
            mode = 0o664 if self.dir.groupshared else 0o444
            texts = [(f"{name}.ipynb", text.encode()) for name, text in outcome.notebooks]
            for name, data in [*outcome.files, *texts]:
                path = fresh / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                path.chmod(mode)
            old = Path(tempfile.mkdtemp(prefix=".autograder-", dir=folder.parent))
            if folder.exists():
                folder.rename(old / "old")
            fresh.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def sweep(self, students: Sequence[str], assignment: str) -> None:
        """Remove what a killed run left behind."""
        for student in students:
            folder = self.path(self.dir.autograded_directory, student, assignment)
            for left in folder.parent.glob(".autograder-*"):
                shutil.rmtree(left, ignore_errors=True)


def read_config(root: Path) -> Config:
    """Return nbgrader's configuration as its own commands find it from ``root``."""
    config = Config()
    for folder in [*reversed(jupyter_config_path()), str(root)]:
        with contextlib.suppress(ConfigFileNotFound):
            config.merge(PyFileConfigLoader("nbgrader_config.py", path=folder).load_config())
    return config


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    fd, name = tempfile.mkstemp(prefix=".autograder-", dir=path.parent)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


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
        course.sweep(todo, assignment)
        report = Report(assignment)
        ids = patiently(lambda: current_ids(gradebook, assignment))
        work: list[Submission] = []
        for student in todo:
            submission = course.submission(student, assignment)
            folder = course.path(course.dir.autograded_directory, student, assignment)
            kept = results.read(folder)
            if kept is not None and not force and _fits(kept, release, submission, ids, settings):
                report.results[student] = kept
                report.unchanged += (student,)
            else:
                work.append(submission)
        writer = Writer(gradebook, course.config)
        for number, outcome in enumerate(_outcomes(release, work, settings, jobs, scheduler), 1):
            report.results[outcome.result.student] = course.keep(outcome, writer)
            report.sandbox = outcome.result.sandbox
            if progress is not None:
                spent = time.monotonic() - start
                left = spent / number * (len(work) - number)
                progress(Progress(number, len(work), outcome.result.student, left))
    report.results = dict(sorted(report.results.items()))
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
    kept: Result, release: Release, submission: Submission, ids: dict[str, str], settings: Settings
) -> bool:
    return (
        kept.complete
        and kept.release == release.hash
        and kept.submission == submission.hash
        and ids.get(kept.student) == kept.gradebook_id
        and (kept.sandbox != "none" or not settings.sealed_in)
    )


def _outcomes(
    release: Release,
    work: Sequence[Submission],
    settings: Settings,
    jobs: int | None,
    scheduler: str | None,
) -> Iterator[Outcome]:
    if not work:
        return
    if scheduler is not None:
        from . import cluster  # noqa: PLC0415

        yield from cluster.outcomes(release, work, settings, scheduler)
        return
    count = max(1, min(jobs or os.cpu_count() or 1, len(work)))
    engine = shared_engine(settings)
    with ThreadPoolExecutor(count) as pool:
        waiting = iter(work)
        running: dict[Future[Outcome], Submission] = {}
        for submission in waiting:
            running[pool.submit(careful, engine, release, submission)] = submission
            if len(running) < 2 * count:
                continue
            yield from _finished(running)
        while running:
            yield from _finished(running)


def _finished(running: dict[Future[Outcome], Submission]) -> Iterator[Outcome]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        del running[future]
        yield future.result()


def careful(engine: Engine, release: Release, submission: Submission) -> Outcome:
    """Grade; try once more if the machinery fails, and then record that it did."""
    for last in (False, True):
        try:
            return grade_submission(engine, release, submission)
        except (NoSandbox, CourseError):
            raise
        except Exception as error:
            if last:
                why = f"The grader failed: {error or type(error).__name__}. Grade again."
                result = not_graded(release, submission, engine.sandbox, why)
                return Outcome(result, (), (), ())
    raise AssertionError


__all__ = ["Course", "CourseError", "NoSandbox", "Progress", "Report", "Trouble", "grade"]
