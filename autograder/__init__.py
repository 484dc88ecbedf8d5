"""Sealed grading for any nbgrader course. Knows nothing of health care."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["CourseError", "NoSandbox", "Progress", "Report", "Trouble", "grade"]
_HOMES = {
    "CourseError": "release",
    "NoSandbox": "sandbox",
    "Progress": "batch",
    "Report": "batch",
    "Trouble": "engine",
    "grade": "batch",
}


def __getattr__(name: str) -> Any:
    """Import the grader when it is first asked for: its processes need only parts of it."""
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(name)
