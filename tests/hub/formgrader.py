"""What an instructor does in formgrader, by its buttons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from tests.hub.screen import Person


class Desk:
    """Formgrader of one course, in a tab of its own."""

    def __init__(self, person: Person, course: str, assignment: str) -> None:
        self.page = person.page.context.new_page()
        self.address = f"{person.base}/services/{course}/formgrader"
        self.assignment = assignment

    def go(self, place: str = "manage_assignments") -> Any:
        """Open one of its pages, and return its table."""
        self.page.goto(f"{self.address}/{place}")
        self.page.wait_for_selector("#main-table td")
        return self.page.locator("#main-table")

    def press(self, column: str, row: str = "") -> str:
        """Press a row's button, wait until its work is done, and return what is said of it."""
        button = self.row(row or self.assignment).locator(f".{column} a")
        button.click()
        body = self.page.locator(".modal-body")
        body.wait_for()
        said: str = body.inner_text()
        title = self.page.inner_text(".modal-title")
        assert "Success" in title, (title, said)
        self.page.click(".modal-footer button")
        self.page.wait_for_selector(".modal", state="detached")
        return said

    def row(self, text: str) -> Any:
        """Return the row of the table that says ``text``."""
        found = self.page.locator("#main-table tr", has_text=text)
        found.first.wait_for()
        return found.first

    def due_now(self) -> None:
        """Let the assignment be due at this moment."""
        self.go()
        self.row(self.assignment).locator(".edit a").click()
        self.page.fill(".modal-duedate", datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"))
        self.page.fill(".modal-timezone", "+0000")
        self.page.click(".modal-footer .save")
        self.page.wait_for_selector(".modal", state="detached")

    @contextmanager
    def submission(self, student: str) -> Iterator[Any]:
        """Open a student's work for marking by hand."""
        self.go(f"gradebook/{self.assignment}/lab")
        self.page.wait_for_selector("a.name-hidden")
        self.page.click("#toggle_names")
        self.page.click(f"a.name-shown:has-text('{student}')")
        self.page.wait_for_function("() => window.formgrader?.loaded && MathJax.loaded")
        yield self.page

    def mark(self, cell: str, points: str, comment: str) -> None:
        """Give points and a comment for a written answer on the open page."""
        for box, entry in {f"#{cell}-comment": comment, f"#{cell}": points}.items():
            self.page.fill(box, entry)
            with self.page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
                self.page.keyboard.press("Tab")
            assert saved.value.ok
