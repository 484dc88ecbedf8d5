"""Marks with reasons: what the grader gives for one question, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any

import numpy as np

MARK_MIMETYPE = "application/vnd.autograder.mark+json"


@dataclass(frozen=True)
class Line:
    """One reason for a mark: an item, its points, and the sentences that teach."""

    item: str
    points: float
    of: float
    message: str
    hint: str = ""
    reason: str = ""


@dataclass
class Mark:
    """The points of one question, as the last expression of its test cell.

    Stock nbgrader reads the number that ``repr`` shows; people read the HTML table;
    a grader that understands :data:`MARK_MIMETYPE` reads the data.
    """

    of: float
    lines: list[Line] = field(default_factory=list)

    def add(
        self,
        item: str,
        points: float,
        of: float,
        message: str,
        hint: str = "",
        reason: str = "",
    ) -> None:
        """Add one reason; ``points`` may be below zero, where wrong extras cost.

        Points that are no finite number are none.
        """
        points = points if math.isfinite(points) else 0.0
        self.lines.append(Line(item, points, of, message, hint, reason))

    @property
    def points(self) -> float:
        """Points earned, from 0 to ``of``, to the hundredth."""
        total = math.fsum(line.points for line in self.lines)
        return round(min(max(total, 0.0), self.of), 2)

    def __repr__(self) -> str:
        return f"{self.points:g}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        data = {
            "points": self.points,
            "of": self.of,
            "lines": [asdict(line) for line in self.lines],
        }
        return {"text/plain": repr(self), "text/html": self.to_html(), MARK_MIMETYPE: data}

    def to_html(self) -> str:
        """Return the reasons as a table that a screen reader can follow."""
        rows = "".join(
            f'<tr><th scope="row">{escape(line.item)}</th>'
            f"<td>{line.points:g} of {line.of:g}</td>"
            f"<td>{_sentences(line)}</td></tr>"
            for line in self.lines
        )
        return (
            f"<table><caption>{self.points:g} of {self.of:g} points</caption>"
            '<thead><tr><th scope="col">Item</th><th scope="col">Points</th>'
            f'<th scope="col">Why</th></tr></thead><tbody>{rows}</tbody></table>'
        )


def _sentences(line: Line) -> str:
    parts = [escape(line.message)]
    if line.hint:
        parts.append(f"Hint: {escape(line.hint)}")
    if line.reason:
        parts.append(f"Source: {escape(line.reason)}")
    return "<br>".join(parts)


def share(points: float, parts: int) -> list[float]:
    """Split ``points`` over ``parts`` items so that they add up again to the hundredth."""
    cents, rest = divmod(round(points * 100), parts)
    return [(cents + (i < rest)) / 100 for i in range(parts)]


NO_ANSWER = "There is no answer here."
_FINE = "Reported, but nothing is wrong with it."


def value(
    answer: Any,
    key: Any,
    of: float,
    item: str,
    right: str,
    wrong: str,
    hint: str = "",
    reason: str = "",
) -> Mark:
    """Mark an exact answer, all or nothing; capitals and outer blanks of text do not count."""
    good = type(_plain(answer)) is type(_plain(key)) and _plain(answer) == _plain(key)
    mark = Mark(of)
    if is_blank(answer):
        mark.add(item, 0, of, NO_ANSWER, hint, reason)
    else:
        mark.add(
            item, of if good else 0, of, right if good else wrong, "" if good else hint, reason
        )
    return mark


def amount(
    answer: Any,
    key: float,
    of: float,
    item: str,
    tolerance: float = 0.005,
    near_misses: Mapping[float, str] | None = None,
    reason: str = "",
) -> Mark:
    """Mark a number within ``tolerance``; ``near_misses`` explain likely wrong numbers."""
    got = as_number(answer)
    if is_blank(answer):
        points, message = 0.0, NO_ANSWER
    elif got is None:
        points, message = 0.0, f"{_shown(answer)} is not a number; the answer is {key:g}."
    elif abs(got - key) <= tolerance:
        points, message = of, f"{got:g} is right."
    else:
        near = [why for miss, why in (near_misses or {}).items() if abs(got - miss) <= tolerance]
        points, message = 0.0, " ".join([f"{got:g} is not right; the answer is {key:g}.", *near])
    mark = Mark(of)
    mark.add(item, points, of, message, reason=reason)
    return mark


def found(
    answer: Any,
    key: Iterable[str],
    of: float,
    what: str,
    why: Mapping[str, str] | None = None,
    reason: str = "",
) -> Mark:
    """Mark a search for planted defects by the F1 of precision and recall.

    ``why`` says, for a missed item or one reported in vain, what a reviewer could have seen.
    """
    mark = Mark(of)
    if is_blank(answer) or isinstance(answer, str) or not isinstance(answer, Iterable):
        mark.add(f"All {what}", 0, of, NO_ANSWER, "The answer is a list of ids.", reason)
        return mark
    got, want = {_written(item) for item in answer}, set(key)
    hits = got & want
    f1 = 2 * len(hits) / (len(got) + len(want)) if want else float(not got)
    message = f"You found {len(hits)} of {len(want)}, and reported {len(got - want)} that are fine."
    mark.add(f"All {what}", round(of * f1, 2), of, message, reason=reason)
    said = why or {}
    for item in sorted(want - got)[:5]:
        mark.add(item, 0, 0, " ".join(["Missed.", said.get(item, "")]).strip())
    for item in sorted(got - want)[:5]:
        told = f"Reported wrongly. {said[item]}" if item in said else _FINE
        mark.add(item, 0, 0, told)
    return mark


def is_blank(answer: Any) -> bool:
    """Say whether an answer is still what the empty cell held."""
    return answer is None or answer is ... or (isinstance(answer, str) and not answer.strip())


def as_number(answer: Any) -> float | None:
    """Return an answer as a number; none where it is no finite one, or True or False."""
    if isinstance(answer, bool | np.bool_):
        return None
    try:
        number = float(answer)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _shown(answer: Any) -> str:
    return repr(answer)[:200] if isinstance(answer, str) else _written(answer)[:200]


def _written(item: Any) -> str:
    try:
        return str(item).strip()
    except ValueError:  # Python writes no number of more than 4,300 digits
        return "A number of thousands of digits"


def _plain(answer: Any) -> Any:
    if isinstance(answer, np.generic):
        answer = answer.item()
    if isinstance(answer, str):
        return answer.strip().casefold()
    return list(answer) if isinstance(answer, tuple) else answer
