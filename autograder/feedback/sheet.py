"""Join what the grader, the gradebook and the notebook know into one sheet of marks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.feedback.parts import Part
from autograder.feedback.record import Grade, Record
from autograder.results import Line, Question, Result, Status

_STEPS = 3  # questions worth going back to
_HINTS = 2  # hints for each
_TINY = 0.005  # half a hundredth of a point


class Standing(StrEnum):
    """Where a question stands, in the words that the page uses."""

    FULL = "Full marks"
    SOME = "Part of the marks"
    NONE = "No marks"
    BLANK = "No answer"
    WAITS = "Waits for a person"
    UNGRADED = "Not graded yet"


@dataclass(frozen=True)
class Row:
    """One question with its marks; ``points`` is None until somebody has decided."""

    number: int
    part: Part
    points: float | None
    of: float
    standing: Standing
    lines: tuple[Line, ...] = ()
    comments: tuple[str, ...] = ()
    by_person: bool = False

    @property
    def lost(self) -> float:
        """Points that a better answer would have earned."""
        return 0.0 if self.points is None else max(self.of - self.points, 0.0)

    @property
    def hints(self) -> tuple[str, ...]:
        """Hints of the lines that lost points, the costliest first."""
        short = [line for line in self.lines if line.hint and _short(line) > 0]
        ranked = sorted(short, key=_short, reverse=True)
        return tuple(dict.fromkeys(line.hint for line in ranked))[:_HINTS]

    @property
    def source(self) -> str:
        """The one source that several lines share, or nothing."""
        sources = {line.reason for line in self.lines}
        return sources.pop() if len(sources) == 1 and len(self.lines) > 1 else ""


@dataclass(frozen=True)
class Sheet:
    """All questions of one notebook with the points that count so far."""

    rows: tuple[Row, ...]
    penalty: float = 0.0

    @property
    def points(self) -> float:
        """Points so far, less what lateness cost."""
        earned = math.fsum(row.points for row in self.rows if row.points is not None)
        return max(earned - self.penalty, 0.0)

    @property
    def of(self) -> float:
        """Points to be had."""
        return math.fsum(row.of for row in self.rows)

    @property
    def open(self) -> float:
        """Points that nobody has decided on."""
        return math.fsum(row.of for row in self.rows if row.points is None)

    @property
    def settled(self) -> bool:
        """Whether somebody has decided on everything."""
        return not self.standing(Standing.WAITS, Standing.UNGRADED)

    def standing(self, *standings: Standing) -> tuple[Row, ...]:
        """Return the questions that stand so."""
        return tuple(row for row in self.rows if row.standing in standings)

    @property
    def worth_another_look(self) -> tuple[Row, ...]:
        """Questions with the most points lost, the costliest first."""
        decided = self.standing(Standing.SOME, Standing.NONE, Standing.BLANK)
        return tuple(sorted(decided, key=lambda row: -row.lost)[:_STEPS])


def join(notebook: str, parts: Sequence[Part], result: Result | None, record: Record) -> Sheet:
    """Return the sheet of one notebook.

    The gradebook has the last word on points, since people change marks there; the grader has it
    on reasons. A graded question that the notebook does not show still gets a row.
    """
    questions = {
        q.id: q
        for q in (result.questions if result else ())
        if q.notebook == notebook and (q.of or q.points)
    }
    seen = {cell for part in parts for cell in part.cells}
    graded = {id: q.of for id, q in questions.items()} | {
        id: grade.of for id, grade in record.grades.items() if grade.of
    }
    missing = [Part(id, "", (), {id: of}) for id, of in graded.items() if id not in seen]
    rows = [
        _row(number, part, questions, record)
        for number, part in enumerate([*parts, *missing], start=1)
    ]
    return Sheet(tuple(rows), record.late_penalty)


def _row(number: int, part: Part, questions: dict[str, Question], record: Record) -> Row:
    found = [(questions.get(id), record.grades.get(id)) for id in part.cells]
    decided = [_points(question, grade) for question, grade in found]
    known = [points for points in decided if points is not None]
    points = math.fsum(known) if known else None
    of = math.fsum(
        0.0 if q and q.extra_credit else q.of if q else part.cells[id]
        for id, (q, _) in zip(part.cells, found, strict=True)
    )
    marked = [q for q, _ in found if q and q.status is not Status.NEEDS_PERSON]
    return Row(
        number=number,
        part=part,
        points=points,
        of=of,
        standing=_standing(found, points, of),
        lines=tuple(line for question in marked for line in question.lines),
        comments=tuple(_comments(part, record)),
        by_person=any(grade is not None and grade.by_person for _, grade in found),
    )


def _points(question: Question | None, grade: Grade | None) -> float | None:
    if grade is None:
        return question.points if question else None
    if question and question.status is Status.NOT_GRADED and not grade.by_person:
        return None
    return grade.points


def _standing(
    found: Sequence[tuple[Question | None, Grade | None]], points: float | None, of: float
) -> Standing:
    decided_by_person = [grade is not None and grade.by_person for _, grade in found]
    status = [question.status if question else None for question, _ in found]
    if any(
        s is Status.NOT_GRADED and not person
        for s, person in zip(status, decided_by_person, strict=True)
    ):
        return Standing.UNGRADED
    waits = [
        grade.needs_person if grade else s is Status.NEEDS_PERSON
        for s, (_, grade) in zip(status, found, strict=True)
    ]
    if any(waits) or points is None:
        return Standing.WAITS
    if points >= of - _TINY:
        return Standing.FULL
    if points > _TINY:
        return Standing.SOME
    return Standing.BLANK if set(status) == {Status.NO_ANSWER} else Standing.NONE


def _comments(part: Part, record: Record) -> Iterable[str]:
    cells = dict.fromkeys([*(answer.cell for answer in part.answers), *part.cells])
    return (record.comments[cell] for cell in cells if cell in record.comments)


def _short(line: Line) -> float:
    return (line.of or 0.0) - (line.points or 0.0)
