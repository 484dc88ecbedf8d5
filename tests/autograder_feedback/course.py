"""A tiny nbgrader course on disk, with its students, configured as a term is."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from traitlets.config.loader import Config

from tests.autograder_feedback.sample import with_marks

ASSIGNMENT = "ps1"
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "him-101"
c.CourseDirectory.root = {root!r}
c.Exchange.root = {root!r} + "/exchange"
c.ExchangeCollect.check_owner = False
c.SealedGrading.warm = ["json"]
c.GenerateFeedback.exporter_class = "autograder.feedback.exporter.FeedbackExporter"
c.ExchangeFactory.submit = "autograder.exchange.ReceiptSubmit"
c.ExchangeFactory.collect = "autograder.exchange.ReceiptCollect"
"""
SECRET = "key_of_the_instructor = 42"
V4 = nbformat.v4


class TinyCourse:
    """One assignment: a lab with an automatic and a written question, and a lesson."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "exchange").mkdir(parents=True)
        (root / "nbgrader_config.py").write_text(CONFIG.format(root=str(root)))
        scope: dict[str, Any] = {"get_config": Config}
        exec((root / "nbgrader_config.py").read_text(), scope)
        self.config: Config = scope["c"]
        source = root / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        nbformat.write(lab(), source / "lab.ipynb")
        nbformat.write(
            V4.new_notebook(cells=[V4.new_markdown_cell("# A lesson")]), source / "lesson.ipynb"
        )
        (source / "visits.csv").write_text("id\n1\n")
        self.api = NbGraderAPI(config=self.config)
        self.do("generate_assignment")
        self.do("release_assignment")

    def do(self, step: str, *arguments: Any) -> None:
        """Do one of the instructor's steps; say what nbgrader said where it fails."""
        done = getattr(self.api, step)(ASSIGNMENT, *arguments)
        assert done["success"], (done.get("log"), done.get("error"))

    def hand_in(self, student: str, number: str, words: str) -> Path:
        """Fetch, answer, submit; return the student's folder."""
        desk = self.root / "desks" / student
        desk.mkdir(parents=True, exist_ok=True)
        if not (desk / ASSIGNMENT).exists():
            self._exchange("FetchAssignment", student, desk)
        path = desk / ASSIGNMENT / "lab.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = {"q1": number, "q2": words}.get(name, cell.source)
        nbformat.write(notebook, path)
        self._exchange("Submit", student, desk)
        return desk / ASSIGNMENT

    def fetch_feedback(self, student: str) -> list[Path]:
        """Fetch feedback as a student; return the files."""
        desk = self.root / "desks" / student
        self._exchange("FetchFeedback", student, desk)
        return sorted((desk / ASSIGNMENT / "feedback").rglob("*.html"))

    def judge(self, student: str, points: float, comment: str) -> None:
        """Mark the written question as a person does in formgrader."""
        with self.gradebook() as gradebook:
            grade = gradebook.find_grade("q2", "lab", ASSIGNMENT, student)
            grade.manual_score, grade.needs_manual_grade = points, False
            gradebook.find_comment("q2", "lab", ASSIGNMENT, student).manual_comment = comment
            gradebook.db.commit()

    def gradebook(self) -> contextlib.closing[Gradebook]:
        """Open the gradebook."""
        return Gradebook(f"sqlite:///{self.root}/gradebook.db", "him-101")

    def page(self, student: str, notebook: str = "lab") -> str:
        """Return a student's feedback page."""
        return (self.root / "feedback" / student / ASSIGNMENT / f"{notebook}.html").read_text(
            "utf-8"
        )

    def submitted(self, student: str) -> Path:
        """Return where a collected hand-in lies."""
        return self.root / "submitted" / student / ASSIGNMENT

    def _exchange(self, step: str, student: str, desk: Path) -> None:
        folder = CourseDirectory(config=self.config, assignment_id=ASSIGNMENT, student_id=student)
        exchange = getattr(ExchangeFactory(config=self.config), step)(
            coursedir=folder, authenticator=Authenticator(config=self.config), config=self.config
        )
        exchange.assignment_dir, exchange.cache = str(desk), str(desk / ".cache")
        exchange.start()


def lab() -> Any:
    """Return the source notebook."""
    test = (
        "assert isinstance(visits_q1, int)\n### BEGIN HIDDEN TESTS\n"
        f"{SECRET}\nassert visits_q1 == 42, 'Count every visit, the night shift, too.'\n"
        "### END HIDDEN TESTS"
    )
    cells = [
        V4.new_markdown_cell("# Problem set 1"),
        V4.new_markdown_cell("## Question 1: how many visits? (3 points)\n\nCount them."),
        with_marks(
            V4.new_code_cell("### BEGIN SOLUTION\nvisits_q1 = 42\n### END SOLUTION"),
            "q1",
            solution=True,
        ),
        with_marks(V4.new_code_cell(test), "q1-test", points=3),
        V4.new_markdown_cell("## Question 2: a reply (2 points)\n\nWrite it."),
        with_marks(V4.new_markdown_cell("Your reply"), "q2", solution=True, points=2),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return V4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
