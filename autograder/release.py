"""The instructor's side of an assignment: cells in order, tests whole, files beside them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, reads
from nbgrader.nbgraderformat import ValidationError as MetadataError

from . import __version__, pictures

_HIDDEN = re.compile(
    r"^[^\n]*BEGIN HIDDEN TESTS[^\n]*\n.*?^[^\n]*END HIDDEN TESTS[^\n]*(?:\n|\Z)", re.M | re.S
)
_UNSEALED = re.compile(r"^###\s*UNSEALED\b", re.M)


class CourseError(Exception):
    """Something in the course that the instructor has to put right; says what to do."""


class Kind(StrEnum):
    """What a cell is for."""

    GIVEN = "given"
    TEXT = "text"
    ANSWER = "answer"
    TEST = "test"
    TASK = "task"


@dataclass(frozen=True)
class Cell:
    """A cell of the instructor's notebook.

    ``stub`` is what students were given, ``source`` the instructor's own: a solution, or a test
    with its hidden part. ``points`` is None where nothing is to be earned.
    """

    id: str
    kind: Kind
    type: str
    source: str
    stub: str
    points: float | None = None
    manual: bool = False
    managed: bool = True
    unsealed: bool = False
    metadata: str = "{}"
    pictures: str = "{}"


@dataclass(frozen=True)
class Notebook:
    """One notebook of the assignment."""

    name: str
    cells: tuple[Cell, ...]
    metadata: str


@dataclass(frozen=True)
class Release:
    """All of the instructor's side that marks depend on."""

    assignment: str
    notebooks: tuple[Notebook, ...]
    files: tuple[tuple[str, bytes], ...]
    keep_submitted: tuple[str, ...] = ()

    @cached_property
    def hash(self) -> str:
        """SHA-256 over everything, this program's version too."""
        digest = hashlib.sha256(f"autograder {__version__}\n".encode())
        for notebook in self.notebooks:
            digest.update(json.dumps(asdict(notebook), sort_keys=True).encode())
        digest.update(hash_files(self.files).encode())
        digest.update(repr(self.keep_submitted).encode())
        return digest.hexdigest()


def hash_files(files: Sequence[tuple[str, bytes]]) -> str:
    """SHA-256 over names and contents, whatever their order."""
    digest = hashlib.sha256()
    for name, data in sorted(files):
        digest.update(f"{len(name.encode())} {name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def without_hidden(source: str) -> str:
    """Return a test cell as students see it."""
    return _HIDDEN.sub("", source).rstrip("\n")


def load(
    gradebook: Gradebook,
    source: Path,
    assignment: str,
    ignore: Sequence[str] = (),
    keep_submitted: Sequence[str] = (),
    frame: Callable[[Any], Any] = lambda nb: nb,
) -> Release:
    """Read an assignment from the source folder and the gradebook.

    Order and plain cells come from the source; cells with an id come from the gradebook, which
    holds them as they were released. ``frame`` adds a header and a footer. :class:`CourseError`
    where the two do not fit.
    """
    if not source.is_dir():
        raise CourseError(
            f"There is no folder {source}. Grading needs the instructor's version of "
            f"'{assignment}': put it back, or check the name of the assignment."
        )
    try:
        known = gradebook.find_assignment(assignment)
    except MissingEntry:
        raise CourseError(
            f"The gradebook knows no assignment '{assignment}'. "
            f"Run: nbgrader generate_assignment {assignment}"
        ) from None
    paths = {path.stem: path for path in sorted(source.glob("*.ipynb"))}
    names = sorted(n.name for n in known.notebooks)
    if not names:
        raise CourseError(
            f"The gradebook knows no notebook of '{assignment}'. "
            f"Run: nbgrader generate_assignment {assignment}"
        )
    if missing := [n for n in names if n not in paths]:
        raise CourseError(f"{source} lacks {missing[0]}.ipynb, which was released. Put it back.")
    notebooks = tuple(_notebook(gradebook, assignment, name, paths[name], frame) for name in names)
    return Release(assignment, notebooks, _files(source, ignore), tuple(sorted(keep_submitted)))


def _files(source: Path, ignore: Sequence[str]) -> tuple[tuple[str, bytes], ...]:
    found = utils.find_all_files(str(source), [*ignore, "*.ipynb"])
    return tuple(sorted((str(Path(f).relative_to(source)), Path(f).read_bytes()) for f in found))


def _notebook(
    gradebook: Gradebook, assignment: str, name: str, path: Path, frame: Callable[[Any], Any]
) -> Notebook:
    try:
        nb = frame(reads(path.read_text(encoding="utf-8"), as_version=nbformat.current_nbformat))
    except (SchemaTooOldError, SchemaTooNewError):
        raise CourseError(
            f"{path} carries metadata of another version of nbgrader. Run: nbgrader update {path}"
        ) from None
    except MetadataError as error:
        raise CourseError(f"{path}: {_metadata_trouble(error)}") from None
    except (ValueError, OSError, AttributeError, KeyError) as error:
        raise CourseError(f"{path} is not a notebook that can be read: {error}") from None
    known = gradebook.find_notebook(name, assignment)
    language = nb.metadata.get("kernelspec", {}).get("language", "python").lower()
    if language != "python":
        raise CourseError(f"{path} is written in {language}; sealed grading runs Python only.")
    released = {c.name: c for c in known.source_cells}
    points = {c.name: float(c.max_score) for c in (*known.grade_cells, *known.task_cells)}
    cells = []
    for number, cell in enumerate(nb.cells):
        cells.append(_cell(cell, number, released, points, assignment, path))
    used = {c.id for c in cells if c.managed}
    if used != set(released):
        odd = sorted(used ^ set(released))[0]
        raise CourseError(_outdated(path, assignment, odd))
    return Notebook(name, tuple(cells), json.dumps(nb.metadata, sort_keys=True))


def _metadata_trouble(error: Any) -> str:
    text = str(getattr(error, "message", error))
    if "points" in text:
        return (
            "a test cell has no points. Open it in JupyterLab, give the cell its points in the "
            "Create Assignment panel, and run nbgrader generate_assignment again."
        )
    return f"the metadata of a cell is not nbgrader's: {text}"


def _outdated(path: Path, assignment: str, cell: str) -> str:
    return (
        f"The release of '{assignment}' is older than its source: cell '{cell}' of {path} was "
        f"changed since. Run: nbgrader generate_assignment {assignment} --force, and release it "
        "again if students have to see the change."
    )


def _cell(
    cell: Any,
    number: int,
    released: Mapping[str, Any],
    points: Mapping[str, float],
    assignment: str,
    path: Path,
) -> Cell:
    meta = cell.metadata.get("nbgrader") or {}
    is_code = cell.cell_type == "code"
    managed = bool(
        utils.is_grade(cell)
        or utils.is_solution(cell)
        or utils.is_locked(cell)
        or utils.is_task(cell)
    )
    metadata = json.dumps(cell.metadata, sort_keys=True)
    carried = json.dumps(pictures.attached(cell), sort_keys=True)
    if not managed:
        kind = Kind.GIVEN if is_code else Kind.TEXT
        name = str(cell.get("id") or number)
        return Cell(
            name,
            kind,
            cell.cell_type,
            cell.source,
            cell.source,
            managed=False,
            metadata=metadata,
            pictures=carried,
        )
    name = meta["grade_id"]
    if name not in released:
        raise CourseError(_outdated(path, assignment, name))
    row = released[name]
    kind = _kind(cell, is_code)
    source = cell.source if kind is Kind.ANSWER else row.source
    made_up = "AUTOTEST" in cell.source  # nbgrader wrote the tests when it made the release
    worth = points.get(name)
    same_points = worth is None or worth == float(meta.get("points", -1))
    same_source = kind is Kind.ANSWER or made_up or row.source.strip() == cell.source.strip()
    if not (same_points and same_source and row.cell_type == cell.cell_type):
        raise CourseError(_outdated(path, assignment, name))
    return Cell(
        id=name,
        kind=kind,
        type=cell.cell_type,
        source=source,
        stub=row.source if kind is Kind.ANSWER else without_hidden(row.source),
        points=worth,
        manual=worth is not None and not (kind is Kind.TEST and is_code),
        unsealed=bool(_UNSEALED.search(row.source)) or bool(cell.metadata.get("unsealed")),
        metadata=json.dumps(
            {
                **cell.metadata,
                "nbgrader": {**meta, "checksum": row.checksum, "cell_type": cell.cell_type},
            },
            sort_keys=True,
        ),
        pictures=carried,
    )


def _kind(cell: Any, is_code: bool) -> Kind:
    if utils.is_task(cell):
        return Kind.TASK
    if utils.is_solution(cell):
        return Kind.ANSWER
    if utils.is_grade(cell):
        return Kind.TEST
    return Kind.GIVEN if is_code else Kind.TEXT
