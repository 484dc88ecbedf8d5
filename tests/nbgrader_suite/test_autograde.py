"""nbgrader's tests of ``nbgrader autograde``, with sealed grading configured in."""

from nbgrader.tests.apps.conftest import course_dir, db, temp_cwd
from nbgrader.tests.apps.test_nbgrader_autograde import TestNbGraderAutograde

__all__ = ["TestNbGraderAutograde", "course_dir", "db", "temp_cwd"]
