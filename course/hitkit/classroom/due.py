"""When work is due, on a page that every student can open, in her own time zone."""

import json

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
