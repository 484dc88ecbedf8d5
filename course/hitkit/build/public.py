"""Build what is committed: the public student edition, the public data, the generated guide."""

import filecmp
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hitkit import curriculum
from hitkit.build.guide import curriculum_page
from hitkit.build.release import write_student_edition

GUIDE = Path("course/curriculum.md")
NOTEBOOKS = Path("notebooks")


def build(check: bool = False) -> list[str]:
    """Build everything and return what differs from what stood there; with ``check`` only that."""
    root = curriculum.course_folder().parent
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        _write(fresh)
        changes = list(_differences(fresh, root))
        if not check:
            _take_over(fresh, root)
    return changes


def _write(folder: Path) -> None:
    course = curriculum.load()
    write_student_edition(course.modules, folder / NOTEBOOKS)
    (folder / GUIDE).parent.mkdir(parents=True)
    (folder / GUIDE).write_text(curriculum_page(course), encoding="utf-8")


def _differences(fresh: Path, root: Path) -> Iterator[str]:
    built = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    standing = {
        path.relative_to(root)
        for path in (root / NOTEBOOKS).rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }
    for path in sorted(built | standing):
        if path not in built:
            yield f"{path}: no module makes this file"
        elif not (root / path).exists():
            yield f"{path}: not there yet"
        elif not filecmp.cmp(fresh / path, root / path, shallow=False):
            yield f"{path}: differs from what is built"


def _take_over(fresh: Path, root: Path) -> None:
    shutil.rmtree(root / NOTEBOOKS, ignore_errors=True)
    shutil.copytree(fresh, root, dirs_exist_ok=True)
