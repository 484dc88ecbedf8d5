"""Keep what grading gave, so that a kill at any moment loses nothing.

The notebooks come first, in a folder that is swapped in whole; then the gradebook; then the
results, which alone say that a submission is graded.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from . import results
from .course import Course
from .gradebook import Writer
from .grading import Outcome
from .release import CourseError
from .results import Result


def keep(course: Course, outcome: Outcome, writer: Writer) -> Result:
    """Write notebooks, gradebook and results; CourseError where the disk does not let us."""
    found = outcome.result
    folder = course.path(course.dir.autograded_directory, found.student, found.assignment)
    try:
        before = results.read(folder)
        attempt = 1
        if before is not None:
            attempt = before.attempt + (before.submission != found.submission)
        now = datetime.now(UTC).isoformat("T", "seconds")
        result = replace(found, attempt=attempt, graded=now)
        if outcome.notebooks:
            _swap_in(folder, outcome, result, course.dir.groupshared)
        number = writer.save(outcome, course.timestamp(result.student, result.assignment))
        result = replace(result, gradebook_id=number)
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / results.FILE_NAME, result.to_json().encode())
    except OSError as error:
        raise CourseError(
            f"{folder} cannot be written: {error.strerror or error}. Make room on the disk or "
            "allow yourself to write there, and run again; what was graded is kept."
        ) from None
    return result


def sweep(course: Course, student: str, assignment: str) -> None:
    """Put right what a killed run left half done."""
    folder = course.path(course.dir.autograded_directory, student, assignment)
    fresh, old = _beside(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    for part in folder.glob(f"{_PART}*"):
        if part.is_file():
            part.unlink()


_PART = ".autograder-"


def _beside(folder: Path) -> tuple[Path, Path]:
    """Return where the new folder grows and where the old one waits during the swap."""
    return (
        folder.with_name(f"{_PART}new-{folder.name}"),
        folder.with_name(f"{_PART}old-{folder.name}"),
    )


def _swap_in(folder: Path, outcome: Outcome, result: Result, shared: bool) -> None:
    """Put a whole new autograded folder in the place of the old one.

    Its results name no row of the gradebook yet: they only remember the attempt.
    """
    fresh, old = _beside(folder)
    mode = 0o664 if shared else 0o444
    texts = [(f"{name}.ipynb", text.encode()) for name, text in outcome.notebooks]
    try:
        fresh.mkdir(parents=True)
        fresh.chmod(0o2770 if shared else 0o755)
        for name, data in [*outcome.files, *texts]:
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(mode)
        write_file(fresh / results.FILE_NAME, result.to_json().encode())
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    fd, name = tempfile.mkstemp(prefix=_PART, dir=path.parent)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
