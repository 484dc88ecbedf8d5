"""What grading hands back: one record a question, one result a submission."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

FORMAT = 1
FILE_NAME = "results.json"


class Status(StrEnum):
    """How far a question got."""

    GRADED = "graded"
    FAILED = "failed"
    NO_ANSWER = "no answer"
    NEEDS_PERSON = "needs a person"
    NOT_GRADED = "not graded"


@dataclass(frozen=True)
class Line:
    """One sentence for the student: what it is about, its points, and why."""

    message: str
    item: str = ""
    points: float | None = None
    of: float | None = None
    hint: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Question:
    """The record of one question, which is one nbgrader cell with points.

    ``points`` is None while a person or a second run has to decide. ``failed`` means that the
    tests ran and refused the answer, or that the answer broke them; ``graded`` that they ran to
    their end, whatever they gave; ``not graded`` that the machinery failed, never the student.
    """

    id: str
    notebook: str
    points: float | None
    of: float
    status: Status
    lines: tuple[Line, ...] = ()
    seconds: float = 0.0
    sealed: bool = True
    extra_credit: bool = False


@dataclass(frozen=True)
class Tampering:
    """Something in a submission that was put back as the instructor had it."""

    notebook: str
    cell: str
    what: str


@dataclass(frozen=True)
class Result:
    """All that grading one submission gave.

    ``release`` and ``submission`` are SHA-256 hashes of what the marks depend on; the same pair
    always gives the same marks. ``sandbox`` names the layers that held, or says ``none``.
    ``unread`` says of each notebook from which nothing could be taken why.
    """

    assignment: str
    student: str
    release: str
    submission: str
    sandbox: str
    attempt: int = 1
    submitted: str = ""
    graded: str = ""
    notebooks: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    tampering: tuple[Tampering, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    gradebook_id: str = field(default="", compare=False)

    @property
    def points(self) -> float:
        """Points that are certain so far."""
        return math.fsum(q.points for q in self.questions if q.points is not None)

    @property
    def of(self) -> float:
        """Points to be had, without extra credit."""
        return math.fsum(q.of for q in self.questions if not q.extra_credit)

    @property
    def complete(self) -> bool:
        """Whether the machinery did its part on every question."""
        return all(q.status is not Status.NOT_GRADED for q in self.questions)

    @property
    def needs_person(self) -> tuple[Question, ...]:
        """Questions that wait for a grader."""
        return tuple(q for q in self.questions if q.status is Status.NEEDS_PERSON)

    def to_json(self) -> str:
        """Return the result as JSON text, readable and stable."""
        data = {"format": FORMAT, **asdict(self)}
        return sound(json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False)) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Read what :meth:`to_json` wrote; ValueError for anything else."""
        try:
            data: dict[str, Any] = json.loads(text)
            if data.pop("format") != FORMAT:
                raise ValueError("another format")
            data["questions"] = tuple(
                Question(
                    **{
                        **q,
                        "status": Status(q["status"]),
                        "lines": tuple(Line(**line) for line in q["lines"]),
                    }
                )
                for q in data["questions"]
            )
            data["tampering"] = tuple(Tampering(**t) for t in data["tampering"])
            for key in ("notebooks", "notes", "unread"):
                data[key] = tuple(data.get(key, ()))
            return cls(**data)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"These are no results of this autograder: {error}") from error


def sound(text: str) -> str:
    """Return text that can be written: half of a pair of surrogates becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def read(folder: Path) -> Result | None:
    """Return the result kept in an autograded folder, or None where there is no sound one."""
    try:
        return Result.from_json((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
