"""Let nbgrader's own ``generate_feedback`` write our page.

In ``nbgrader_config.py``::

    c.GenerateFeedback.exporter_class = "autograder.feedback.exporter.FeedbackExporter"
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.converters import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions
from traitlets import default

from autograder import receipt, results
from autograder.feedback import page, parts, record


class FeedbackExporter(Exporter):
    """An nbconvert exporter from an autograded notebook to a page for its student."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters give text, too
        self, nb: NotebookNode, resources: Any = None, **_: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page; nbgrader's preprocessors, which know test source, never run."""
        resources = self._init_resources(resources)
        ids = resources["nbgrader"]
        assert isinstance(self.parent, BaseConverter)
        course = self.parent.coursedir
        subject = page.Subject(
            assignment=ids["assignment"],
            student=ids["student"],
            notebook=ids["notebook"],
            title=parts.title(nb),
            zone=self._zone(),
        )
        html = page.write(
            subject,
            parts.read(nb, self._secrets()),
            results.read(Path(resources["metadata"]["path"])),
            record.read(ids["db_url"], course.course_id, *_key(ids)),
            datetime.now(UTC),
            receipt.read(_submitted(course, ids)),
        )
        return html, resources

    def _secrets(self) -> list[tuple[str, str]]:
        tests, scheme = ClearHiddenTests(parent=self), ClearMarkScheme(parent=self)
        solutions = ClearSolutions(parent=self)
        return [
            (tests.begin_test_delimeter, tests.end_test_delimeter),
            (scheme.begin_mark_scheme_delimeter, scheme.end_mark_scheme_delimeter),
            (solutions.begin_solution_delimeter, solutions.end_solution_delimeter),
        ]

    def _zone(self) -> tzinfo:
        name = self.config.Exchange.get("timezone", "UTC")
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            self.log.warning("c.Exchange.timezone: no zone is named %r; times are in UTC.", name)
            return UTC


def _key(ids: Mapping[str, str]) -> tuple[str, str, str]:
    return ids["assignment"], ids["student"], ids["notebook"]


def _submitted(course: CourseDirectory, ids: Mapping[str, str]) -> Path:
    """Return where the collected hand-in lies; nbgrader's paths start at the course's root."""
    path = course.format_path(course.submitted_directory, ids["student"], ids["assignment"])
    return Path(course.root, path)
