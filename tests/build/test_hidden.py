"""Students' code that is graded cannot read the modules with their solutions and hidden tests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hitkit.curriculum import course_folder
from hitkit.term import config_text

from autograder.course import Course
from autograder.engine import Engine, Folders
from autograder.wire import Payload

COURSE = course_folder()
LABS = sorted(path.relative_to(COURSE) for path in (COURSE / "modules").glob("*/*.*"))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """As a term's own settings start it."""
    (tmp_path / "term").mkdir()
    (tmp_path / "term" / "nbgrader_config.py").write_text(config_text("class"))
    settings = Course(tmp_path / "term").sealed.settings()
    with Engine(replace(settings, warm=(), cell_seconds=120.0)) as made:
        yield made


def _readable(
    engine: Engine, room: Path, paths: Sequence[Path], site: Path | None = None
) -> list[str]:
    """Return which of these paths a student's code can read or list, and where its hitkit is."""
    folders = Folders(room / "release", room / "submitted", room)
    for folder in (folders.release, folders.submitted):
        folder.mkdir(parents=True)
    code = f"""
import os, sys
sys.path[:0] = {[str(site)] if site else []}
import hitkit.marks
found = [os.path.dirname(hitkit.__file__)]
for path in {[str(path) for path in paths]}:
    try:
        if os.path.isdir(path):
            if os.listdir(path): found.append(path)
        else:
            with open(path, 'rb') as file: file.read(1)
            found.append(path)
    except OSError:
        pass
import json
print(json.dumps(found))
"""
    process = engine.start_student(folders)
    try:
        process.channel.send({"id": 1, "op": "run"}, code.encode(), 120.0)
        _, payload = process.channel.receive(120.0)
    finally:
        process.stop()
    outputs = Payload.unpack(payload).tree
    assert [o["output_type"] for o in outputs] == ["stream"], outputs
    found: list[str] = json.loads(outputs[0]["text"])
    return found


def test_in_a_checkout(engine: Engine, tmp_path: Path) -> None:
    kit = COURSE.parent
    secret = [COURSE / "modules", *(COURSE / path for path in LABS)]
    secret += [COURSE / "curriculum.toml", kit / "notebooks", kit / "datasets", kit / ".git"]
    secret += [tmp_path / "term", tmp_path / "term" / "nbgrader_config.py"]
    found = _readable(engine, tmp_path / "room", secret)
    assert found == [str(COURSE / "hitkit")]


def test_installed_from_a_wheel(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site-packages"
    inside = site / "hitkit" / "_course"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(COURSE / "hitkit", site / "hitkit", ignore=skip)
    shutil.copytree(COURSE / "modules", inside / "modules", ignore=skip)
    shutil.copy(COURSE / "curriculum.toml", inside)
    monkeypatch.syspath_prepend(site)
    monkeypatch.setattr(engine, "_paths", (*engine._paths, str(site / "hitkit")))
    secret = [inside, inside / "curriculum.toml", *(inside / path for path in LABS)]
    assert _readable(engine, tmp_path / "hidden", secret, site) == [str(site / "hitkit")]
    monkeypatch.setattr(engine, "settings", replace(engine.settings, hide=()))
    shown = _readable(engine, tmp_path / "shown", secret, site)
    assert shown == [str(site / "hitkit"), *map(str, secret)]
