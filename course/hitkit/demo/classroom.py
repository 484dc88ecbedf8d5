"""The steps of a term, for instructor and students, through nbgrader's own classes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from traitlets.config.loader import Config, PyFileConfigLoader

from hitkit.term import Term


class ClassroomError(RuntimeError):
    """A step of nbgrader failed; the message carries what it said."""


class Classroom:
    """A term seen by its instructor and its students, all on this machine."""

    def __init__(self, term: Term) -> None:
        """Load the term's own settings."""
        self.term = term
        loader = PyFileConfigLoader("nbgrader_config.py", path=str(term.folder))
        self.config: Config = loader.load_config()
        # One person plays all students here, so owners of files prove nothing.
        self.config.ExchangeCollect.check_owner = False
        self._factory = ExchangeFactory(config=self.config)
        self._api = NbGraderAPI(config=self.config)

    @property
    def gradebook(self) -> Gradebook:
        """The term's gradebook, to be used with ``with``."""
        return self._api.gradebook

    def enrol(self, student_id: str, first_name: str, last_name: str) -> None:
        """Add a student to the gradebook."""
        with self.gradebook as gradebook:
            gradebook.update_or_create_student(
                student_id, first_name=first_name, last_name=last_name
            )

    def release(self, assignment: str) -> None:
        """Generate the student version of an assignment and put it into the exchange."""
        self._do(self._api.generate_assignment, assignment)
        self._do(self._api.release_assignment, assignment)

    def due_now(self, assignment: str) -> None:
        """Let the assignment be due at this moment; what is handed in later is late."""
        now = datetime.now(UTC).replace(tzinfo=None)
        with self.gradebook as gradebook:
            gradebook.update_or_create_assignment(assignment, duedate=now)

    def fetch(self, assignment: str, student_id: str, desk: Path) -> Path:
        """Fetch an assignment to a student's desk; return its folder there."""
        desk.mkdir(parents=True, exist_ok=True)
        self._exchange(self._factory.FetchAssignment, assignment, student_id, desk)
        return desk / assignment

    def submit(self, assignment: str, student_id: str, desk: Path) -> None:
        """Hand in what lies on a student's desk."""
        self._exchange(self._factory.Submit, assignment, student_id, desk)

    def collect(self, assignment: str) -> None:
        """Collect the newest submission of every student."""
        self._do(self._api.collect, assignment)

    def submitted(self, assignment: str) -> list[str]:
        """Return ids of students whose work was collected."""
        return sorted(self._api.get_submitted_students(assignment))

    def feedback(self, assignment: str, student_id: str) -> None:
        """Write and release the feedback for one student."""
        self._do(self._api.generate_feedback, assignment, student_id)
        self._do(self._api.release_feedback, assignment, student_id)

    def _exchange(self, step: Any, assignment: str, student_id: str, desk: Path) -> None:
        coursedir = CourseDirectory(
            config=self.config, assignment_id=assignment, student_id=student_id
        )
        exchange = step(
            coursedir=coursedir, authenticator=Authenticator(config=self.config), config=self.config
        )
        exchange.assignment_dir = str(desk)
        exchange.cache = str(desk / ".nbgrader_cache")
        exchange.start()

    def _do(self, step: Any, *arguments: str) -> None:
        result = step(*arguments)
        if not result["success"]:
            raise ClassroomError(_last_words(result))


def _last_words(result: dict[str, Any]) -> str:
    said = (result.get("error") or result.get("log") or "nbgrader gave no reason").strip()
    return str(said.splitlines()[-1])
