"""Run nbgrader's own tests, which ship in its wheel, with sealed grading configured in."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from nbgrader import api
from sqlalchemy import event
from sqlalchemy.engine import Engine

# What nbgrader asserts and we do not do, on purpose. Each must fail as long as it stands here.
DIFFERENT = {
    "test_side_effects": (
        "files that students' code writes stay in the sandbox: they never reach the grader's disk"
    ),
    "test_handle_failure": (
        "a notebook of another assignment earns nothing and says why; it does not stop the run"
    ),
    "test_handle_failure_single_notebook": (
        "a notebook of another assignment earns nothing and says why; it does not stop the run"
    ),
    "test_missing_source_kernelspec": (
        "the kernel that a hand-in names is not obeyed, so a wrong one does no harm"
    ),
    "test_no_execute": "--no-execute would pay for outputs that the student wrote",
    "test_grade_correct_code": (
        "the test's code is `hello` and was never run; nbgrader pays in full where no output is"
    ),
    "test_nonexistent_grade_id": (
        "a cell that the release does not know is left out or run as the student's own"
    ),
    "test_add_missing_cells": (
        "deleted cells always go back to their place in the instructor's notebook; nbgrader puts "
        "them after the last cell that it knows"
    ),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        name = item.name.split("[")[0]
        if "nbgrader_suite" in item.path.parts and name in DIFFERENT:
            item.add_marker(pytest.mark.xfail(reason=DIFFERENT[name], strict=True))


@pytest.fixture(scope="session", autouse=True)
def configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("config")
    text = "from autograder.converter import configure\nc = get_config()\nconfigure(c)\n"
    (folder / "nbgrader_config.py").write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_CONFIG_PATH", str(folder))
        patch.setattr(api, "get_alembic_version", functools.cache(api.get_alembic_version))
        event.listen(Engine, "connect", _do_not_wait_for_the_disk)
        yield
        event.remove(Engine, "connect", _do_not_wait_for_the_disk)


def _do_not_wait_for_the_disk(connection: Any, _: Any) -> None:
    if isinstance(connection, sqlite3.Connection):  # every test makes a gradebook, table by table
        connection.execute("PRAGMA synchronous = OFF")
