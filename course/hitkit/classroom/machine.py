"""This machine, as the roster meets it: accounts, homes, course folders, gradebooks."""

import os
import pwd
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from traitlets.config.loader import Config, PyFileConfigLoader

from hitkit.classroom.roster import Class, Course

RUNTIME = ".jupyter-run"  # in a home: where kernels have their sockets
# Linux wants paths of sockets shorter than 108 letters.
LONGEST_HOME = 107 - len(f"/{RUNTIME}/kernel-01234567-89ab-cdef-0123-456789abcdef-ipc-1")
NAMELESS = "default_course"  # nbgrader's own commands put it into gradebooks besides the real one


@dataclass(frozen=True)
class Machine:
    """Where people are users of the machine, or where all share one account (``one_account``)."""

    one_account: bool = False

    def problems(self, held: Class) -> list[str]:
        """Return what stands in the way of a class file here, one sentence each."""
        found = [sentence for course in held.courses for sentence in course_problems(course)]
        found += [sentence for course in held.courses for sentence in self._taken(held, course)]
        if not self.one_account:
            found += _rights(held)
            found += _certificate(held)
            found += _accounts(held)
        return found

    def _taken(self, held: Class, course: Course) -> Iterator[str]:
        folder, owner = held.hub.exchange / course.id, self.owner(course)
        if folder.exists() and owner and folder.stat().st_uid != owner[0]:
            yield (
                f"course {course.id}: {folder} belongs to {folder.owner()}, who took the name "
                f"before the course did. Look at what is in it, and move it away."
            )

    def closed(self, held: Class) -> list[Path]:
        """Return the folders that only their owner may enter: homes and courses."""
        if self.one_account:
            return []
        names = (*held.people, *(course.grader for course in held.courses))
        homes = {Path(entry.pw_dir) for name in names if (entry := account(name))}
        courses = {course.folder for course in held.courses}
        return sorted(path for path in homes | courses if path.is_dir())

    def owner(self, course: Course) -> tuple[int, int] | None:
        """Return user and group that a course's files belong to."""
        entry = None if self.one_account else account(course.grader)
        return (entry.pw_uid, entry.pw_gid) if entry else None


def account(name: str) -> pwd.struct_passwd | None:
    """Return the machine's account of that name, if there is one."""
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def course_names(folder: Path) -> list[str]:
    """Return what a gradebook says its course is called."""
    with closing(sqlite3.connect(f"file:{folder / 'gradebook.db'}?mode=ro", uri=True)) as database:
        return sorted(row[0] for row in database.execute("SELECT id FROM course"))


def read_config(folder: Path) -> Config:
    """Return the settings in a course folder."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()


def course_problems(course: Course) -> Iterator[str]:
    """Yield what is wrong with a course's folder, one sentence each."""
    where = f"course {course.id}"
    if not (course.folder / "nbgrader_config.py").is_file():
        yield (
            f"{where}: {course.folder} is no term. Make one: hitkit term new {course.folder}, "
            "or correct its folder."
        )
        return
    if course.folder.name != course.id:
        yield (
            f"{where}: its folder is called {course.folder.name}. A course cannot be renamed: "
            f'write id = "{course.folder.name}", or make a new term.'
        )
    try:
        names = course_names(course.folder)
    except sqlite3.Error as error:
        yield f"{where}: its gradebook.db cannot be read ({error}). Bring it back from a backup."
    else:
        strange = [name for name in names if name not in (course.id, NAMELESS)]
        if strange:
            yield (
                f"{where}: the gradebook belongs to {strange[0]}. A course cannot be renamed "
                f'once it has a gradebook: write id = "{strange[0]}" again.'
            )
    if "load_subconfig" not in (course.folder / "nbgrader_config.py").read_text(encoding="utf-8"):
        yield (
            f"{where}: its nbgrader_config.py does not read hub_config.py. Add as its last line: "
            'load_subconfig("hub_config.py", path=str(term))'
        )
    there = sorted(path.name for path in (course.folder / "source").glob("*"))
    for name in sorted(set(course.due) - set(there)):
        known = ", ".join(there)
        yield f"{where}: {name} is due, but the term has no such assignment. It has {known}."


def _rights(held: Class) -> Iterator[str]:
    if os.geteuid() != 0:
        yield "This has to set the rights of others' folders. Run it as root: sudo hitkit hub apply"


def _certificate(held: Class) -> Iterator[str]:
    for what, path in (("certificate", held.hub.certificate), ("key", held.hub.key)):
        if path is not None and not path.is_file():
            yield f"[hub]: the {what} {path} is missing. Put it there, or correct its path."


def _accounts(held: Class) -> Iterator[str]:
    for course in held.courses:
        if course.grader and account(course.grader) is None:
            yield (
                f"course {course.id}: there is no account {course.grader} for it to run under. "
                f"Make one: useradd --system --create-home {course.grader}"
            )
        elif course.folder.is_dir() and course.folder.owner() != course.grader:
            yield (
                f"course {course.id}: {course.folder} belongs to {course.folder.owner()}. "
                f"Run: chown -R {course.grader}: {course.folder}"
            )
    for name in held.people:
        entry = account(name)
        if entry is None and held.hub.log_in == "pam":
            yield f"{name} has no account on this machine. Make one: useradd --create-home {name}"
        elif entry is not None and len(entry.pw_dir) > LONGEST_HOME:
            yield (
                f"{name}: no notebook can run in {entry.pw_dir}, whose path is longer than "
                f"{LONGEST_HOME} letters. Run: usermod --move-home --home /home/{name} {name}"
            )
