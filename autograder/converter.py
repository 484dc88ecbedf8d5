"""The seam to nbgrader: ``nbgrader autograde`` and formgrader's button grade sealed too.

Put two lines into ``nbgrader_config.py``::

    from autograder.converter import configure
    configure(c)

nbgrader's own ``Autograde`` converter still finds the submissions, registers students, reads
timestamps and writes files; its lists of preprocessors, which it lets a course configure, are
replaced by the one below.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config

from . import results
from .course import Course
from .engine import shared_engine
from .formgrader import CLEANING
from .gradebook import Writer
from .grading import Outcome, Submission, careful
from .keeping import write_file
from .release import Release
from .results import Result


def configure(c: Config) -> None:
    """Have nbgrader's ``Autograde`` grade sealed, and its pages show students' work cleaned."""
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = ["autograder.converter.SealedGrade"]
    for setting, value in CLEANING.items():
        setattr(c.HTMLExporter, setting, value)


class SealedGrade(NbGraderPreprocessor):
    """Grade one notebook of one submission, and write its marks into the gradebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the rebuilt notebook with its outputs."""
        place = resources["nbgrader"]
        assignment, student = place["assignment"], place["student"]
        if self.config.Execute.get("enabled", True) is False:
            self.log.warning("--no-execute has no effect: only what runs here earns a mark.")
        course = Course(Path(self.coursedir.root), self.config)
        with (
            course.alone(wait=True),  # nbgrader has cleared the old result away by now
            Gradebook(place["db_url"], course.dir.course_id) as gradebook,
        ):
            release = course.load(gradebook, assignment)
            submission = course.submission(student, assignment)
            outcome = careful(
                shared_engine(course.sealed.settings()),
                *_alone(release, submission, place["notebook"]),
            )
            result = replace(outcome.result, release=release.hash, submission=submission.hash)
            outcome = replace(outcome, result=result)
            for question in outcome.result.questions:
                if question.status is results.Status.NOT_GRADED and question.lines:
                    self.log.error("%s: %s", question.id, question.lines[0].message)
            for tampering in outcome.result.tampering:
                self.log.warning("Cell %s: %s", tampering.cell, tampering.what)
            number = Writer(gradebook, self.config).save(
                outcome, course.timestamp(student, assignment)
            )
            folder = course.path(course.dir.autograded_directory, student, assignment)
            _tidy(folder, outcome)
            _merge(folder, replace(outcome.result, gradebook_id=number))
        shown = dict(outcome.notebooks).get(place["notebook"])
        return (nb if shown is None else nbformat.reads(shown, as_version=4)), resources

    @property
    def coursedir(self) -> Any:
        """The course directory of the converter that this belongs to."""
        owner: Any = self.parent
        while getattr(owner, "coursedir", None) is None:
            owner = owner.parent
        return owner.coursedir


def _alone(release: Release, submission: Submission, notebook: str) -> tuple[Release, Submission]:
    """Leave the assignment's other notebooks out, each of which has its own turn."""
    only = tuple(n for n in release.notebooks if n.name == notebook)
    others = {f"{n.name}.ipynb" for n in release.notebooks if n not in only}
    files = tuple((name, data) for name, data in submission.files if name not in others)
    return replace(release, notebooks=only), replace(submission, files=files)


def _tidy(folder: Path, outcome: Outcome) -> None:
    """Put the files beside the notebooks right: nbgrader's copy follows links."""
    wanted = dict(outcome.files)
    if not outcome.notebooks:
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or path.suffix == ".ipynb" or name == results.FILE_NAME:
            continue
        if name not in wanted:
            path.unlink()


def _merge(folder: Path, result: Result) -> None:
    """Keep the result beside those of the submission's other notebooks."""
    kept = results.read(folder)
    if kept is not None and (kept.release, kept.submission) == (result.release, result.submission):
        mine = set(result.notebooks)
        result = replace(
            result,
            attempt=kept.attempt,
            notebooks=tuple(sorted({*kept.notebooks, *mine})),
            questions=(*(q for q in kept.questions if q.notebook not in mine), *result.questions),
            notes=tuple(dict.fromkeys((*kept.notes, *result.notes))),
            unread=tuple(dict.fromkeys((*kept.unread, *result.unread))),
            tampering=(*(t for t in kept.tampering if t.notebook not in mine), *result.tampering),
        )
    write_file(folder / results.FILE_NAME, result.to_json().encode())
