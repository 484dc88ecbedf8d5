"""The page of due dates: mine, in the course's zone, with the moment for the browser to place."""

import json
from pathlib import Path

from hitkit.classroom import due, roster

from tests.classroom import classes

HELD = roster.parse(classes.text(Path("/srv/hit"), "hit", "him"))


def test_the_page_shows_the_readers_own_courses_alone() -> None:
    page = due.page(json.loads(due.to_json(HELD)), ["hit", "elsewhere"])
    assert page.count("<table>") == 1
    assert '<time datetime="2026-10-13T04:59:00+00:00">' in page
    assert "Monday, October 12, 2026 at 23:59 in America/Chicago" in page
    assert "<h2>him</h2>" not in page


def test_in_no_course_the_page_says_so() -> None:
    assert "You are in no course yet" in due.page(json.loads(due.to_json(HELD)), [])


def test_names_are_text() -> None:
    dates = {"<b>": {"time_zone": "UTC", "due": {"<script>": "2026-10-13T04:59:00+00:00"}}}
    page = due.page(dates, ["<b>"])
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<h2>&lt;b&gt;</h2>" in page
