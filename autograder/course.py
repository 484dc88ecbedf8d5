"""A course directory of nbgrader: its settings, where things lie, who may grade it now."""

from __future__ import annotations

import contextlib
import copy
import fcntl
import glob
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_config_path
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import IncludeHeaderFooter
from traitlets import Bool, Float, Integer, List, Unicode
from traitlets.config import Config, LoggingConfigurable
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from .engine import WARM, Settings
from .gradebook import open_gradebook, patiently
from .grading import Submission, read_submission
from .release import CourseError, Release, load
from .sandbox import Limits


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
        """Open the gradebook; CourseError where that cannot be."""
        return open_gradebook(self.dir.db_url, self.dir.course_id)

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
        with contextlib.suppress(ValueError, OverflowError, OSError):
            stamp = self.dir.get_existing_timestamp(str(folder))
            return str(stamp) if stamp else None
        return None

    @contextlib.contextmanager
    def alone(self, wait: bool = False) -> Iterator[None]:
        """Hold the course for one grader at a time; CourseError, or ``wait``, if another has it."""
        path = Path(self.dir.root) / ".autograder.lock"
        with path.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                raise CourseError(
                    "This course is being graded by another program. Wait for it, and run again."
                ) from None
            yield


def read_config(root: Path) -> Config:
    """Return nbgrader's configuration as its own commands find it from ``root``."""
    config = Config()
    for folder in [*reversed(jupyter_config_path()), str(root)]:
        with contextlib.suppress(ConfigFileNotFound):
            config.merge(PyFileConfigLoader("nbgrader_config.py", path=folder).load_config())
    return config
