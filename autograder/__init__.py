"""Sealed grading for any nbgrader course. Knows nothing of health care."""
