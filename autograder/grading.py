"""Grading as a pure function of a release and a submission."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import nbformat

from .engine import Engine, Folders, Trouble
from .rebuild import rebuild
from .release import CourseError, Release, hash_files
from .results import FILE_NAME, Line, Question, Result, Status, Tampering, sound
from .run import Run
from .sandbox import NoSandbox

MAX_FILE = 64 << 20
MAX_FILES = 256 << 20
MAX_COUNT = 2000
MAX_DEPTH = 20
STAMP = "timestamp.txt"


@dataclass(frozen=True)
class Submission:
    """What one student handed in: files by their path in the folder, and when.

    ``refused`` says what was left out; ``unread`` what the disk did not give, so that nothing can
    be said about the work.
    """

    student: str
    files: tuple[tuple[str, bytes], ...]
    submitted: str = ""
    refused: tuple[str, ...] = ()
    unread: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 of what was handed in."""
        return hash_files(self.files)


@dataclass(frozen=True)
class Outcome:
    """The result, the notebooks as they were run, and (notebook, cell) of answers left blank."""

    result: Result
    notebooks: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, bytes], ...]
    blank: tuple[tuple[str, str], ...]


def read_submission(folder: Path, student: str, ignore: Sequence[str] = ()) -> Submission:
    """Read a submitted folder: plain files only, of bounded size; links are not followed."""
    found: list[tuple[str, bytes]] = []
    refused: list[str] = []
    unread = ""
    total = 0
    for path in _below(folder):
        name = path.relative_to(folder).as_posix()
        if any(PurePosixPath(part).match(p) for part in PurePosixPath(name).parts for p in ignore):
            continue
        if not name.isprintable():
            refused.append(f"{name!a} is no name for a file; it was not read.")
        elif path.is_symlink():
            refused.append(f"{name} is a link and was not followed.")
        elif path.is_file():
            size = path.stat().st_size
            if size > MAX_FILE or total + size > MAX_FILES or len(found) >= MAX_COUNT:
                refused.append(f"{name} is beyond the size limits and was not read.")
            else:
                total += size
                try:
                    found.append((name, path.read_bytes()))
                except OSError as error:
                    unread = f"{path} cannot be read: {error.strerror}"
        elif path.is_dir():
            if _too_deep(path, folder):
                refused.append(f"{name} lies too deep in folders; what is in it was not read.")
            if not os.access(path, os.R_OK | os.X_OK):
                unread = f"{path} cannot be read: you have no permission"
        else:
            refused.append(f"{name} is no plain file and was not read.")
    stamp = dict(found).get(STAMP, b"").decode(errors="replace").strip()[:100]
    return Submission(student, tuple(found), stamp, tuple(refused), unread)


def _below(folder: Path) -> Iterator[Path]:
    """Yield a folder and all in it in order, down to a depth at which nobody keeps work."""
    todo = [folder]
    while todo:
        path = todo.pop()
        yield path
        if path.is_dir() and not (path.is_symlink() or _too_deep(path, folder)):
            with contextlib.suppress(PermissionError):
                todo += sorted(path.iterdir(), reverse=True)


def _too_deep(path: Path, folder: Path) -> bool:
    return len(path.parts) - len(folder.parts) >= MAX_DEPTH


def grade_submission(engine: Engine, release: Release, submission: Submission) -> Outcome:
    """Grade one submission; the same release and submission always give the same marks."""
    if submission.unread:
        raise Trouble(submission.unread)
    start, room = time.monotonic(), engine.room()
    files = dict(submission.files)
    try:
        theirs, refused = _share(release, files, engine.settings.limits.scratch_mib << 20)
        folders = _folders(room, release, theirs)
        questions: list[Question] = []
        tampering: list[Tampering] = []
        notes = [*submission.refused, *refused]
        unread: list[str] = []
        shown: list[tuple[str, str]] = []
        blank: list[tuple[str, str]] = []
        cpu = 0.0
        for notebook in release.notebooks:
            built = rebuild(notebook, files.get(f"{notebook.name}.ipynb"))
            tampering += built.tampering
            if built.problem:
                unread.append(built.problem)
                questions += _nothing(notebook.name, built.steps, built.problem)
            else:
                ran = Run(engine, folders, built, notebook.name).run()
                questions += ran.questions
                notes += ran.notes
                cpu += ran.cpu_seconds
                blank += [(notebook.name, c) for c in built.blank]
            shown.append((notebook.name, sound(nbformat.writes(built.notebook, version=4))))
        notes += _strangers(release, files)
        result = Result(
            assignment=release.assignment,
            student=submission.student,
            release=release.hash,
            submission=submission.hash,
            sandbox=engine.sandbox,
            submitted=submission.submitted,
            notebooks=tuple(name for name, _ in shown),
            questions=tuple(questions),
            tampering=tuple(tampering),
            notes=(*unread, *notes),
            unread=tuple(unread),
            seconds=round(time.monotonic() - start, 3),
            cpu_seconds=round(cpu, 3),
        )
        kept = tuple(sorted({**dict(release.files), **theirs}.items()))
        return Outcome(result, tuple(shown), kept, tuple(blank))
    finally:
        shutil.rmtree(room, ignore_errors=True)


def careful(engine: Engine, release: Release, submission: Submission) -> Outcome:
    """Grade; try once more if the machinery fails, and then record that it did."""
    for last in (False, True):
        try:
            return grade_submission(engine, release, submission)
        except (NoSandbox, CourseError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise CourseError(
                    f"The disk that holds {tempfile.gettempdir()} is full. Make room there, or "
                    "name another folder in TMPDIR, and run again; what was graded is kept."
                ) from None
            if last:
                why = f"The grader failed: {error or type(error).__name__}. Grade again."
                result = not_graded(release, submission, engine.sandbox, why)
                return Outcome(result, (), (), ())
    raise AssertionError


def not_graded(release: Release, submission: Submission, sandbox: str, why: str) -> Result:
    """Return the record of a submission that the machinery could not grade."""
    questions = [
        Question(c.id, n.name, None, c.points, Status.NOT_GRADED, (Line(why),))
        for n in release.notebooks
        for c in n.cells
        if c.points is not None
    ]
    return Result(
        assignment=release.assignment,
        student=submission.student,
        release=release.hash,
        submission=submission.hash,
        sandbox=sandbox,
        submitted=submission.submitted,
        notebooks=tuple(n.name for n in release.notebooks),
        questions=tuple(questions),
        notes=(why,),
    )


def _nothing(notebook: str, steps: Iterable[object], problem: str) -> list[Question]:
    cells = (getattr(step, "cell", None) for step in steps)
    return [
        Question(c.id, notebook, 0.0, c.points, Status.NO_ANSWER, (Line(problem),))
        for c in cells
        if c is not None and c.points is not None
    ]


def _strangers(release: Release, files: dict[str, bytes]) -> list[str]:
    known = {f"{n.name}.ipynb" for n in release.notebooks}
    return [
        f"{name} is no notebook of this assignment and was not graded."
        for name in sorted(files)
        if name.endswith(".ipynb") and name not in known
    ]


def _share(
    release: Release, files: dict[str, bytes], room: int
) -> tuple[dict[str, bytes], list[str]]:
    """Return the student's files that may lie beside the release's, and what had to be left out.

    They may fill half of the ``room`` that the notebook has to work in.
    """
    ours = {n for n, _ in release.files}
    taken = ours | {f"{n.name}.ipynb" for n in release.notebooks} | {FILE_NAME}
    folders = {str(parent) for name in taken for parent in PurePosixPath(name).parents}
    theirs: dict[str, bytes] = {}
    refused: list[str] = []
    left = room // 2
    for name, data in files.items():
        if name.endswith(".ipynb") or (name in ours and name not in release.keep_submitted):
            continue
        above = {str(parent) for parent in PurePosixPath(name).parents}
        if name in folders or above & taken or name == FILE_NAME:
            refused.append(f"{name} has the name of something in the assignment; it was left out.")
        elif len(data) > left:
            refused.append(f"{name} is too large to lie beside the notebook; it was left out.")
        else:
            theirs[name] = data
            left -= len(data)
    return theirs, refused


def _folders(room: Path, release: Release, theirs: dict[str, bytes]) -> Folders:
    folders = Folders(room / "release", room / "submitted", room)
    _write(folders.release, dict(release.files))
    _write(folders.submitted, {n: d for n, d in theirs.items() if n != STAMP})
    return folders


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
