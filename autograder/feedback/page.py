"""Write the feedback page: one file that stands by itself, without script and without network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autograder.feedback import code, markdown
from autograder.feedback.parts import Part
from autograder.feedback.record import Record
from autograder.feedback.sheet import Standing, join
from autograder.receipt import Receipt
from autograder.results import Result, Status

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_STYLE = (resources.files("autograder.feedback") / "templates" / "style.css").read_text("utf-8")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Subject:
    """Whose work the page is about, and where its times are told."""

    assignment: str
    student: str
    notebook: str
    title: str = ""
    zone: tzinfo = UTC


def write(
    subject: Subject,
    parts: Sequence[Part],
    result: Result | None,
    record: Record,
    now: datetime,
    receipt: Receipt | None = None,
) -> str:
    """Return the page as HTML.

    ``result`` is None for work that this autograder did not grade; the page then has nbgrader's
    points without reasons. ``now`` decides only whether the assignment is still open.
    """
    sheet = join(subject.notebook, parts, result, record)
    page = _environment.get_template("page.html.j2").render(
        subject=subject,
        sheet=sheet,
        result=result,
        record=record,
        receipt=receipt,
        Standing=Standing,
        style=Markup(_STYLE),
        style_hash=base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode(),
        day=lambda moment: _day(moment, subject.zone),
        still_open=record.due is None or now <= record.due,
        tampering=[t for t in result.tampering if t.notebook == subject.notebook] if result else [],
        graded=_graded(result.graded, subject.zone) if result else "",
        notes=_notes(result) if result else [],
        elsewhere=[n for n in result.notebooks if n != subject.notebook] if result else [],
    )
    return _UNSEEN.sub("\ufffd", page)


def _notes(result: Result) -> list[str]:
    """Return what the grader noted of the hand-in, without what it noted of its own troubles."""
    lines = (line for q in result.questions if q.status is Status.NOT_GRADED for line in q.lines)
    troubles = {line.message for line in lines}
    return [note for note in result.notes if note not in troubles]


def _day(moment: datetime, zone: tzinfo) -> str:
    """Return a time in words, the same in every locale."""
    there = moment.astimezone(zone)
    return (
        f"{_DAYS[there.weekday()]}, {_MONTHS[there.month - 1]} {there.day}, {there.year}, "
        f"{there:%H:%M} ({there.tzname()})"
    )


def _graded(moment: str, zone: tzinfo) -> str:
    try:
        return f"on {_day(datetime.fromisoformat(moment), zone)}"
    except ValueError:
        return moment


def _duration(time: timedelta) -> str:
    """Return a length of time in its two largest units."""
    minutes = int(time.total_seconds() // 60)
    units = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
    named = [f"{n} {unit}{'s' if n != 1 else ''}" for unit, n in units if n]
    return " ".join(named[:2]) or "less than a minute"


def _points(points: float) -> str:
    return f"{round(points, 2):g}"


def _of_points(points: float) -> str:
    return f"{_points(points)} point{'' if round(points, 2) == 1 else 's'}"


_environment = Environment(
    loader=PackageLoader("autograder.feedback", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "markdown": lambda text: Markup(markdown.to_html(text)),
    "code": lambda source, language: Markup(code.to_html(source, language)),
    "points": _points,
    "of_points": _of_points,
    "duration": _duration,
}
