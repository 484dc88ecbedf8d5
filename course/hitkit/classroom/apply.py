"""Make the machine what a class file says: all of it, or nothing.

Everything is checked before anything is changed. Then the steps are done in order; if one
fails, those already done are undone in reverse. Applied again, only differences are changed.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hitkit.classroom import due, folders, production
from hitkit.classroom.gradebook import changes, records, store, summary
from hitkit.classroom.machine import Machine, course_problems
from hitkit.classroom.roster import Class, Course, RosterError
from hitkit.classroom.state import applied, applied_file

Owner = tuple[int, int]


@dataclass(frozen=True)
class Step:
    """One thing to do, in words, with what takes it back."""

    says: str
    do: Callable[[], None]
    undo: Callable[[], None]


def plan(held: Class, text: str, machine: Machine) -> list[Step]:
    """Check all, change nothing, and return what is to be done.

    ``text`` is the class file itself, to be kept as what was applied.
    Raises :class:`RosterError` with all that stands in the way.
    """
    before = applied(held.hub.state)
    problems = [*machine.problems(held), *_renamed(held, before)]
    if problems:
        raise RosterError(*problems)
    return list(_steps(held, before, text, machine))


def plan_course(course: Course, held: Class, text: str, config: str) -> list[Step]:
    """Do as :func:`plan` for one course that has a machine of its own, a pod for instance.

    ``config`` is its ``hub_config.py``. What was applied is kept beside the course's folder.
    """
    state = course.folder.parent / ".hub"
    before = applied(state)
    problems = [*course_problems(course), *_renamed(held, before)]
    if problems:
        raise RosterError(*problems)
    old = {other.id: other for other in before.courses} if before else {}
    return [
        *_folder(state / "private", 0o700),
        *_course(course, old.get(course.id), config),
        *_file(applied_file(state), text, mode=0o600),
    ]


def run(steps: Iterable[Step], progress: Callable[[str], None] = lambda _: None) -> None:
    """Do the steps; if one fails, undo those that were done, and raise what went wrong."""
    done: list[Step] = []
    try:
        for step in steps:
            progress(step.says)
            done.append(step)
            step.do()
    except BaseException:
        for step in reversed(done):
            step.undo()
        raise


def _renamed(held: Class, before: Class | None) -> Iterator[str]:
    old = {course.folder: course.id for course in before.courses} if before else {}
    for course in held.courses:
        was = old.get(course.folder, course.id)
        if was != course.id:
            yield (
                f"course {course.id}: its folder {course.folder} was applied as {was}. A course "
                f'cannot be renamed once work is handed in. Write id = "{was}" again.'
            )


def _steps(held: Class, before: Class | None, text: str, machine: Machine) -> Iterator[Step]:
    state, exchange = held.hub.state, held.hub.exchange
    yield from _folder(state, 0o755)
    yield from _folder(state / "private", 0o700)
    yield from _folder(exchange, 0o1777)
    for folder in machine.closed(held):
        yield from _mode(folder, 0o700)
    files = folders.role_files(exchange, state / due.FILE, machine.one_account)
    for name, content in files.items():
        yield from _file(state / "roles" / name, content)
    yield from _file(state / due.FILE, due.to_json(held))
    old = {course.id: course for course in before.courses} if before else {}
    for course in held.courses:
        content = folders.course_file(course, exchange, machine.one_account)
        owner = machine.owner(course)
        # Made here, or any student could take its name first.
        yield from _folder(exchange / course.id, 0o755, owner)
        yield from _course(course, old.get(course.id), content, owner)
    if not machine.one_account:
        yield from _file(state / "proxy.sh", production.proxy_script(held))
        secret = state / "private" / "proxy.env"
        if not secret.exists():
            yield from _file(secret, production.proxy_secret(), mode=0o600)
    yield from _file(applied_file(state), text, mode=0o600)


def _course(
    course: Course, before: Course | None, config: str, owner: Owner | None = None
) -> Iterator[Step]:
    yield from _file(course.folder / "hub_config.py", config, owner)
    wanted = changes(course, records(course), before)
    if wanted:
        yield Step(
            f"{course.id}: {summary(wanted)}",
            lambda: store(course, wanted),
            lambda: store(course, [change.reversed for change in reversed(wanted)]),
        )


def _folder(path: Path, mode: int, owner: Owner | None = None) -> Iterator[Step]:
    if path.is_dir():
        yield from _mode(path, mode)
        return
    first = path
    while not first.parent.exists():
        first = first.parent

    def make() -> None:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
        if owner is not None:
            os.chown(path, *owner)

    yield Step(f"make {path}", make, lambda: shutil.rmtree(first, ignore_errors=True))


def _mode(path: Path, mode: int) -> Iterator[Step]:
    old = path.stat().st_mode & 0o7777
    if old != mode:
        yield Step(
            f"set the rights of {path} to {mode:o}",
            lambda: path.chmod(mode),
            lambda: path.chmod(old),
        )


def _file(path: Path, text: str, owner: Owner | None = None, mode: int = 0o644) -> Iterator[Step]:
    old = path.read_text(encoding="utf-8") if path.exists() else None
    if old == text:
        return

    def undo() -> None:
        if old is None:
            path.unlink(missing_ok=True)
        else:
            write(path, old, owner, mode)

    yield Step(f"write {path}", lambda: write(path, text, owner, mode), undo)


def write(path: Path, text: str, owner: Owner | None = None, mode: int = 0o644) -> None:
    """Write a file whole or not at all, with these rights from its first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        if owner is not None:
            os.chown(name, *owner)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
