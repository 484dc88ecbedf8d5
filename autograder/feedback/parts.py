"""The questions of a notebook as its student met them: prompt, answer, cells with points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_HEADING = re.compile(r"\s*(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)")
_POINTS = re.compile(r"\s*[(\[][\d.,]+\s*(?:points?|pts?)[)\]]\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What a student wrote into one cell."""

    cell: str
    source: str
    language: str = ""


@dataclass(frozen=True)
class Part:
    """One question: its prompt in Markdown, the answers, and the graded cells by id with points."""

    title: str
    prompt: str
    answers: tuple[Answer, ...]
    cells: Mapping[str, float]


@dataclass
class _Open:
    """A question whose graded cells have not all been seen."""

    texts: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    cells: dict[str, float] = field(default_factory=dict)


def read(notebook: Mapping[str, Any], secrets: Sequence[tuple[str, str]]) -> list[Part]:
    """Return the questions of a notebook, in order.

    A question begins with its text and ends with its last cell that carries points; cells of tests
    are looked at for their id and points only. ``secrets`` are pairs of delimiters; what stands
    between them in a text is left out.
    """
    language = _language(notebook.get("metadata", {}))
    parts: list[Part] = []
    now = _Open()
    for cell in notebook.get("cells", ()):
        marks = cell.get("metadata", {}).get("nbgrader") or {}
        text = cell.get("cell_type") != "code"
        solution, graded = bool(marks.get("solution")), _graded(marks)
        if now.cells and (solution or marks.get("task") or (text and not graded)):
            parts.append(_close(now))
            now = _Open()
        if solution:
            source = str(cell.get("source", ""))
            now.answers.append(Answer(marks["grade_id"], source, "" if text else language))
        elif text:
            now.texts.append(without(str(cell.get("source", "")), secrets))
        if graded:
            now.cells[str(marks["grade_id"])] = float(marks["points"])
    return [*parts, _close(now)] if now.cells else parts


def title(notebook: Mapping[str, Any]) -> str:
    """Return the notebook's own title, its first heading of level 1, or nothing."""
    for cell in notebook.get("cells", ()):
        heading = _HEADING.match(str(cell.get("source", "")))
        if cell.get("cell_type") == "markdown" and heading and len(heading.group(1)) == 1:
            return _title(heading.group(2))
    return ""


def without(text: str, secrets: Iterable[tuple[str, str]]) -> str:
    """Return ``text`` without what stands between delimiters; an open region reaches to the end."""
    kept, closing = [], ""
    for line in text.split("\n"):
        if not closing:
            closing = next((end for begin, end in secrets if begin in line), "")
            if not closing:
                kept.append(line)
        elif closing in line:
            closing = ""
    return "\n".join(kept)


def _graded(marks: Mapping[str, Any]) -> bool:
    return bool((marks.get("grade") or marks.get("task")) and marks.get("points"))


def _close(question: _Open) -> Part:
    prompt = "\n\n".join(question.texts[_begin(question.texts) :])
    heading = _HEADING.match(prompt)
    return Part(
        title=_title(heading.group(2)) if heading else " and ".join(question.cells),
        prompt=(prompt[heading.end() :] if heading else prompt).strip(),
        answers=tuple(question.answers),
        cells=question.cells,
    )


def _begin(texts: Sequence[str]) -> int:
    """Return where a question's text begins: at the last heading that is not the notebook's own."""
    last = max(len(texts) - 1, 0)
    for number in range(last, -1, -1):
        heading = _HEADING.match(texts[number]) if texts else None
        if heading and (len(heading.group(1)) > 1 or number == last):
            return number
    return last


def _title(heading: str) -> str:
    bare = _POINTS.sub("", heading)
    return re.sub(r"[*`]+", "", bare)


def _language(metadata: Mapping[str, Any]) -> str:
    name = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get(
        "name"
    )
    return "ipython3" if name in {None, "python"} else str(name)
