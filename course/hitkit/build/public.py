"""Build what is committed: the public student edition, the public data, the generated guide."""

import filecmp
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hitkit import curriculum, datasets
from hitkit.build.guide import curriculum_page
from hitkit.build.release import write_student_edition


def _notebooks(folder: Path) -> None:
    write_student_edition(curriculum.load().modules, folder)


def _guide(file: Path) -> None:
    file.write_text(curriculum_page(curriculum.load()), encoding="utf-8")


PARTS: Mapping[Path, Callable[[Path], None]] = {
    Path("notebooks"): _notebooks,
    Path("course/curriculum.md"): _guide,
    Path("datasets"): datasets.build,
}
"""What is built, each folder or file with what writes it."""


def build(check: bool = False) -> list[str]:
    """Build everything and return what differs from what stood there; with ``check`` only that."""
    root = curriculum.course_folder().parent
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        for part, write in PARTS.items():
            (fresh / part).parent.mkdir(parents=True, exist_ok=True)
            write(fresh / part)
        changes = list(_differences(fresh, root))
        if not check:
            _take_over(fresh, root)
    return changes


def _differences(fresh: Path, root: Path) -> Iterator[str]:
    built, standing = _files(fresh), _files(root)
    for path in sorted(built | standing):
        if path not in built:
            yield f"{path}: nothing makes this file"
        elif path not in standing:
            yield f"{path}: not there yet"
        elif not filecmp.cmp(fresh / path, root / path, shallow=False):
            yield f"{path}: differs from what is built"


def _files(root: Path) -> set[Path]:
    """Return the files of all parts under ``root``."""
    files = {part for part in PARTS if (root / part).is_file()}
    for part in PARTS:
        files |= {
            path.relative_to(root)
            for path in (root / part).rglob("*")
            if path.is_file() and ".ipynb_checkpoints" not in path.parts
        }
    return files


def _take_over(fresh: Path, root: Path) -> None:
    for part in PARTS:
        if (root / part).is_dir():
            shutil.rmtree(root / part)
    shutil.copytree(fresh, root, dirs_exist_ok=True)
