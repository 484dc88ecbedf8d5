"""When work is due: the dates that everybody may read, and the page that shows them."""

import html
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from hitkit.classroom.roster import Class

FILE = "due.json"


def to_json(held: Class) -> str:
    """Return all due dates as text for :data:`FILE`, which everybody may read."""
    courses = {
        course.id: {
            "time_zone": course.time_zone,
            "due": {name: course.due[name].isoformat() for name in sorted(course.due)},
        }
        for course in held.courses
    }
    return json.dumps(courses, indent=1) + "\n"


def page(dates: Mapping[str, Any], courses: Iterable[str]) -> str:
    """Return the page for somebody who is in these courses.

    It tells each time in the course's zone; the browser puts the reader's own beside it.
    """
    mine = [_course(name, dates[name]) for name in sorted(set(courses) & set(dates))]
    text = resources.files(__package__).joinpath("due.html").read_text("utf-8")
    return text.replace("<!-- courses -->", "\n".join(mine) or "<p>You are in no course yet.</p>")


def _course(name: str, course: Mapping[str, Any]) -> str:
    zone = course["time_zone"]
    times = {name: datetime.fromisoformat(text) for name, text in course["due"].items()}
    rows = [_row(name, times[name], zone) for name in sorted(times, key=lambda name: times[name])]
    title = html.escape(name)
    if not rows:
        return f"<h2>{title}</h2>\n<p>Nothing has a due date.</p>"
    head = "".join(
        f'<th scope="col">{text}</th>'
        for text in ("Assignment", "Your time", f"Course time ({html.escape(zone)})")
    )
    return (
        f"<h2>{title}</h2>\n<table>\n<caption>Due dates of {title}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>"
    )


def _row(name: str, when: datetime, zone: str) -> str:
    local = when.astimezone(ZoneInfo(zone))
    there = f"{local:%A, %B} {local.day}, {local:%Y at %H:%M}"
    return (
        f'<tr><th scope="row">{html.escape(name)}</th>'
        f'<td><time datetime="{when.isoformat()}">{there} in {html.escape(zone)}</time></td>'
        f"<td>{there}</td></tr>"
    )
