"""Class files for tests."""

from pathlib import Path

COURSE = """
[[course]]
id = "{name}"
folder = "{folder}/{name}"
grader = "grader-{name}"
time_zone = "America/Chicago"
instructors = ["mlopez"]
graders = ["tchen"]
students = [
    {{ id = "ada", first_name = "Ada", last_name = "Example", email = "ada@college.edu" }},
    {{ id = "ben", first_name = "Ben", last_name = "Example" }},
]
due = {{ 00-counting = 2026-10-12T23:59:00 }}
"""
HUB = """
[hub]
address = "https://hub.college.edu"
tls_in_front = true
log_in = "pam"
exchange = "{folder}/exchange"
state = "{folder}/state"
"""


def text(folder: Path, *names: str) -> str:
    """Return a good class file for these courses."""
    courses = [COURSE.format(folder=folder, name=name) for name in names or ("hit",)]
    return HUB.format(folder=folder) + "".join(courses)
