"""Rebuild a submitted notebook from the instructor's, with the student's answers in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat.v4 import new_notebook

from . import pictures
from .release import Cell, Kind, Notebook
from .results import Tampering, sound

MAX_NOTEBOOK = 32 << 20
MAX_CODE = 1 << 20
MAX_CELLS = 10_000
_TYPES = ("code", "markdown", "raw")


@dataclass(frozen=True)
class Step:
    """One cell to run, or to record: ``at`` is its place in the rebuilt notebook.

    ``codes`` are what runs in the student process (several where a student split a cell), ``cell``
    the instructor's cell, None for a cell that the student added.
    """

    at: int
    cell: Cell | None
    codes: tuple[str, ...]
    changed: bool = False
    present: bool = True


@dataclass
class Rebuilt:
    """A notebook to run and to show, and what had to be put back."""

    notebook: nbformat.NotebookNode
    steps: list[Step] = field(default_factory=list)
    tampering: list[Tampering] = field(default_factory=list)
    blank_texts: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def blank(self) -> list[str]:
        """Ids of answer cells that the student left as they were."""
        cells = [s.cell for s in self.steps if s.cell is not None and not s.changed]
        return [c.id for c in cells if c.kind is Kind.ANSWER] + self.blank_texts


@dataclass(frozen=True)
class _Submitted:
    id: str
    type: str
    source: str
    metadata: Mapping[str, Any]
    pictures: Mapping[str, Any]


def rebuild(release: Notebook, submitted: bytes | None) -> Rebuilt:
    """Return the instructor's notebook with the answers of ``submitted``, None for no file.

    A file that cannot be read counts as one without answers; ``problem`` says why.
    """
    nb = new_notebook(metadata=json.loads(release.metadata))
    built = Rebuilt(nb)
    cells, built.problem = _read(submitted, release.name)
    answers, extras = _sort(release, cells, built)
    for at_start in extras.get("", []):
        _add_extra(built, at_start)
    for cell in release.cells:
        _add(built, cell, answers.get(cell.id) if cell.kind is Kind.ANSWER else None, not cells)
        for extra in extras.get(cell.id, []):
            _add_extra(built, extra)
    return built


def _read(data: bytes | None, name: str) -> tuple[list[_Submitted], str]:
    if data is None:
        return [], f"{name}.ipynb was not handed in."
    if len(data) > MAX_NOTEBOOK:
        return [], f"{name}.ipynb is larger than {MAX_NOTEBOOK >> 20} MiB and was not read."
    try:
        cells = [_cell(c) for c in _raw_cells(data.decode("utf-8-sig"))]
    except Exception:
        return [], (
            f"{name}.ipynb is not a notebook that can be read. "
            "Open it in JupyterLab, save it again and hand it in again."
        )
    return [c for c in cells if c is not None], ""


def _raw_cells(text: str) -> list[Any]:
    """Return the cells, whatever else is wrong with the file; older formats are converted."""
    if text.count('"cell_type"') > MAX_CELLS:
        raise ValueError("too many cells")
    data = json.loads(text)
    if data.get("nbformat") != 4:
        return list(nbformat.reads(text, as_version=4).cells)
    cells: list[Any] = data["cells"]
    return cells


def _cell(cell: Any) -> _Submitted | None:
    if not isinstance(cell, dict):
        return None
    source, kind = cell.get("source"), cell.get("cell_type")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str) or kind not in _TYPES:
        return None
    metadata = cell.get("metadata")
    meta = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    meta = meta if isinstance(meta, dict) else {}
    name = meta.get("grade_id")
    managed = any(meta.get(flag) is True for flag in ("grade", "solution", "locked", "task"))
    return _Submitted(
        id=name if isinstance(name, str) and name else "",
        type=kind,
        source=sound(source),
        metadata=meta if managed or name else {},
        pictures=pictures.attached(cell),
    )


def _sort(
    release: Notebook, cells: list[_Submitted], built: Rebuilt
) -> tuple[dict[str, list[_Submitted]], dict[str, list[_Submitted]]]:
    """Return the answers by id, and the cells that the student added by the cell before them."""
    known = {c.id: c for c in release.cells if c.managed}
    plain = {c.source.strip(): c.id for c in release.cells if not c.managed}
    found: dict[str, list[_Submitted]] = {}
    extras: dict[str, list[_Submitted]] = {}
    order: list[str] = []
    anchor = ""
    for cell in cells:
        if cell.id in known:
            found.setdefault(cell.id, []).append(cell)
            anchor = cell.id
            if cell.id not in order:
                order.append(cell.id)
        elif cell.source.strip() in plain:
            anchor = plain[cell.source.strip()]
        elif cell.id:
            built.tampering.append(_tampering(release, cell.id, "no cell of this assignment"))
        elif cell.type == "code" and cell.source.strip():
            extras.setdefault(anchor, []).append(cell)
    if cells and known and not found:
        built.problem = (
            f"{release.name}.ipynb holds no cell of this assignment: it seems to be a notebook of "
            "another assignment. Hand in the one that was released."
        )
    elif cells:
        _report(release, known, found, order, built)
    answers = {i: f for i, f in found.items() if known[i].kind is Kind.ANSWER}
    return answers, extras


def _report(
    release: Notebook,
    known: Mapping[str, Cell],
    found: Mapping[str, list[_Submitted]],
    order: list[str],
    built: Rebuilt,
) -> None:
    say = built.tampering.append
    for name, cell in known.items():
        copies = found.get(name, [])
        if not copies:
            say(_tampering(release, name, "missing"))
            continue
        if len(copies) > 1:
            say(_tampering(release, name, f"there {len(copies)} times"))
        if any(c.type != cell.type for c in copies):
            say(_tampering(release, name, f"made a {copies[0].type} cell"))
        if cell.kind is not Kind.ANSWER and any(
            c.source.strip() != cell.stub.strip() for c in copies
        ):
            say(_tampering(release, name, "locked, but edited"))
        if any(_changed_metadata(c.metadata, cell) for c in copies):
            say(_tampering(release, name, "metadata edited"))
    expected = [name for name in known if name in found]
    for name in _moved(order, expected):
        say(_tampering(release, name, "moved"))


def _changed_metadata(meta: Mapping[str, Any], cell: Cell) -> bool:
    ours = json.loads(cell.metadata)["nbgrader"]
    keys = ("grade", "solution", "locked", "task")
    flags = any(bool(meta.get(k, False)) != bool(ours.get(k, False)) for k in keys)
    return flags or (cell.points is not None and meta.get("points") != ours.get("points"))


def _moved(order: list[str], expected: list[str]) -> list[str]:
    """Return the fewest cells whose move explains the new order."""
    rank = {name: i for i, name in enumerate(expected)}
    runs: dict[str, list[str]] = {}  # the longest run in the right order that ends with a cell
    for name in order:
        before = (run for last, run in runs.items() if rank[last] < rank[name])
        runs[name] = [*_longest(before), name]
    stay = set(_longest(runs.values()))
    return [name for name in order if name not in stay]


def _longest(runs: Iterable[list[str]]) -> list[str]:
    return max(runs, key=lambda run: (len(run), run), default=[])


def _tampering(release: Notebook, cell: str, what: str) -> Tampering:
    name = cell[:200]
    return Tampering(release.name, name if name.isprintable() else ascii(name), what)


def _add(built: Rebuilt, cell: Cell, answers: list[_Submitted] | None, unread: bool) -> None:
    if cell.kind is not Kind.ANSWER:
        codes: tuple[str, ...] = (cell.source,)
        changed, present = False, True
    else:
        codes = _codes(answers or [], cell)
        changed = any(code.strip() != cell.stub.strip() for code in codes)
        present = bool(answers) and not unread
    shown = "\n\n".join(codes) if codes else cell.stub
    carried = json.loads(cell.pictures)
    for submitted in answers or []:
        carried |= submitted.pictures
    _append(built, cell.type, shown, json.loads(cell.metadata), carried)
    if cell.kind is Kind.ANSWER and cell.type != "code" and cell.points is None and not changed:
        built.blank_texts.append(cell.id)
    if cell.type == "code" or cell.points is not None:
        at = len(built.notebook.cells) - 1
        built.steps.append(Step(at, cell, codes if cell.type == "code" else (), changed, present))


def _codes(answers: list[_Submitted], cell: Cell) -> tuple[str, ...]:
    """Return the parts of an answer: copies count once, and a stub beside an answer not at all."""
    parts = list(dict.fromkeys(a.source for a in answers))
    written = [p for p in parts if p.strip() != cell.stub.strip()]
    return tuple((written or parts)[:20]) if parts else (cell.stub,)


def _add_extra(built: Rebuilt, extra: _Submitted) -> None:
    code = extra.source[:MAX_CODE]
    _append(built, "code", code, {"autograder": "added by the student"})
    built.steps.append(Step(len(built.notebook.cells) - 1, None, (code,)))


def _append(
    built: Rebuilt,
    kind: str,
    source: str,
    metadata: dict[str, Any],
    carried: Mapping[str, Any] | None = None,
) -> None:
    number = len(built.notebook.cells)
    cell: dict[str, Any] = {
        "id": f"cell-{number}",
        "cell_type": kind,
        "source": source,
        "metadata": metadata,
    }
    if kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif carried:
        cell["attachments"] = carried
    built.notebook.cells.append(nbformat.from_dict(cell))
