"""``class.toml``: the Hub, its courses, their people, and when work is due."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

ACCOUNT = re.compile(r"[a-z][a-z0-9_.-]{0,31}")
COURSE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
LOG_INS = ("pam", "oauth", "lti")
MEMORY = re.compile(r"[1-9][0-9]*[KMGT]")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class RosterError(ValueError):
    """What is wrong with a class file, one sentence a line."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Student:
    """One student of a course, as the gradebook knows her."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Course:
    """One course: a term's folder, the account that owns it, its people, its due dates in UTC."""

    id: str
    folder: Path
    grader: str
    time_zone: str
    instructors: tuple[str, ...]
    graders: tuple[str, ...] = ()
    students: tuple[Student, ...] = ()
    due: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def staff(self) -> tuple[str, ...]:
        """Everybody who may open the gradebook: instructors and graders."""
        return (*self.instructors, *self.graders)

    @property
    def student_ids(self) -> tuple[str, ...]:
        """Accounts of the students."""
        return tuple(student.id for student in self.students)


@dataclass(frozen=True)
class Limits:
    """What one student's server may use, and when an idle one is stopped."""

    memory: str = "2G"
    processors: float = 1.0
    idle_minutes: int = 60


@dataclass(frozen=True)
class Hub:
    """The Hub itself: where it is reached, how people log in, where it keeps its things."""

    address: str
    log_in: str
    exchange: Path
    state: Path
    certificate: Path | None = None
    key: Path | None = None
    tls_in_front: bool = False
    subdomains: bool = False
    limits: Limits = field(default_factory=Limits)
    log_in_settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Class:
    """All that a class file says."""

    hub: Hub
    courses: tuple[Course, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Accounts of all who may log in, sorted; the courses' own accounts may not."""
        found = {name for course in self.courses for name in course.staff + course.student_ids}
        return tuple(sorted(found))

    def course(self, name: str) -> Course:
        """Return the course of that id, or raise :class:`RosterError`."""
        for course in self.courses:
            if course.id == name:
                return course
        known = ", ".join(course.id for course in self.courses)
        raise RosterError(f"There is no course {name!r}. Courses: {known}.")


def read(path: Path) -> Class:
    """Read a class file; raise :class:`RosterError` with all that is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RosterError(
            f"There is no class file {path}. Copy class.example.toml and fill it in."
        ) from None
    except UnicodeDecodeError:
        raise RosterError(f"{path} is not text in UTF-8. Save it as UTF-8.") from None
    return parse(text, path.name)


def parse(text: str, name: str = "class.toml") -> Class:
    """Return the class that a text describes."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RosterError(f"{name} is not TOML: {error}.") from None
    reader = _Reader()
    made = reader.all(data)
    if reader.problems:
        raise RosterError(*(f"{name}: {problem}" for problem in reader.problems))
    assert made is not None
    return made


class _Reader:
    """Turns tables into dataclasses and gathers what is wrong on the way."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def all(self, data: Mapping[str, Any]) -> Class | None:
        self._known("the file", data, ("hub", "course"))
        zone = ""
        hub = None
        if isinstance(data.get("hub"), Mapping):
            hub, zone = self._hub(data["hub"])
        else:
            self._say("there is no [hub]. Copy it from class.example.toml.")
        tables = data.get("course", [])
        if not isinstance(tables, list) or not all(isinstance(t, Mapping) for t in tables):
            self._say("courses are written as [[course]], in double brackets.")
            return None
        if not tables:
            self._say("there is no [[course]]. Add one.")
        courses = tuple(course for table in tables if (course := self._course(table, zone)))
        self._together(courses)
        return None if hub is None or self.problems else Class(hub, courses)

    def _say(self, problem: str) -> None:
        self.problems.append(problem)

    def _hub(self, table: Mapping[str, Any]) -> tuple[Hub | None, str]:
        where = "[hub]"
        log_in = self._text(where, table, "log_in")
        if log_in and log_in not in LOG_INS:
            self._say(f"[hub]: log_in = {log_in!r}. Use one of {', '.join(LOG_INS)}.")
        known = [f.name for f in fields(Hub) if f.name != "log_in_settings"]
        self._known(where, table, (*known, "time_zone", *LOG_INS[1:]))
        made = Hub(
            address=self._text(where, table, "address").rstrip("/"),
            log_in=log_in,
            exchange=self._path(where, table, "exchange"),
            state=self._path(where, table, "state"),
            certificate=self._path(where, table, "certificate") if "certificate" in table else None,
            key=self._path(where, table, "key") if "key" in table else None,
            tls_in_front=self._kind(where, table, "tls_in_front", bool, False),
            subdomains=self._kind(where, table, "subdomains", bool, False),
            limits=self._limits(self._kind(where, table, "limits", Mapping, _NOTHING)),
            log_in_settings=self._kind(where, table, log_in, Mapping, _NOTHING),
        )
        self._tls(made)
        if log_in in LOG_INS[1:] and not made.log_in_settings:
            self._say(f'[hub]: log_in = "{log_in}" needs a table [hub.{log_in}] with its settings.')
        return made, self._zone(where, table)

    def _tls(self, hub: Hub) -> None:
        if not re.fullmatch(r"https?://[^/\s]+", hub.address):
            if hub.address:
                self._say(
                    f"[hub]: address = {hub.address!r}. Write it like https://hub.college.edu."
                )
        elif hub.address.startswith("http://") and not hub.tls_in_front:
            self._say("[hub]: address is without https, so passwords would be readable. Use https.")
        elif not hub.tls_in_front and (hub.certificate is None or hub.key is None):
            self._say(
                "[hub]: a certificate is missing. Give certificate and key, "
                "or say tls_in_front = true if a web server before the Hub has them."
            )

    def _limits(self, table: Mapping[str, Any]) -> Limits:
        where, plain = "[hub.limits]", Limits()
        self._known(where, table, [f.name for f in fields(Limits)])
        memory = self._kind(where, table, "memory", str, plain.memory)
        processors = self._kind(where, table, "processors", (int, float), plain.processors)
        idle = self._kind(where, table, "idle_minutes", int, plain.idle_minutes)
        if not MEMORY.fullmatch(memory):
            self._say(f"{where}: memory = {memory!r}. Write it like 2G or 1536M.")
        if not processors > 0:
            self._say(f"{where}: processors must be above 0.")
        if idle < 5:
            self._say(f"{where}: idle_minutes must be 5 or more, so that nobody loses a server.")
        return Limits(memory, float(processors), idle)

    def _course(self, table: Mapping[str, Any], hub_zone: str) -> Course | None:
        name = self._text("[[course]]", table, "id")
        where = f"course {name}"
        if not name:
            return None
        if not COURSE.fullmatch(name):
            self._say(f"{where}: use letters, digits, hyphens and underscores for its id.")
        known = [f.name for f in fields(Course)]
        self._known(where, table, known)
        zone = self._zone(where, table) if "time_zone" in table else hub_zone
        if not zone and "time_zone" not in table:
            self._say(f"{where}: a time_zone is missing, America/Chicago for instance.")
        made = Course(
            id=name,
            folder=self._path(where, table, "folder"),
            grader=self._account(where, self._text(where, table, "grader")),
            time_zone=zone,
            instructors=self._accounts(where, table, "instructors"),
            graders=self._accounts(where, table, "graders"),
            students=tuple(self._students(where, table)),
            due=self._due(where, self._kind(where, table, "due", Mapping, _NOTHING), zone),
        )
        if not made.instructors:
            self._say(f"{where}: name at least one instructor.")
        self._roles(where, made)
        return made

    def _roles(self, where: str, course: Course) -> None:
        groups = {
            "an instructor": course.instructors,
            "a grader": course.graders,
            "a student": course.student_ids,
        }
        for what, names in groups.items():
            for name in sorted({name for name in names if names.count(name) > 1}):
                self._say(f"{where}: {name} stands there twice as {what}. Keep one.")
        for name in sorted(set(course.student_ids) & set(course.staff)):
            what = "an instructor" if name in course.instructors else "a grader"
            self._say(
                f"{where}: {name} is both {what} and a student. "
                "Whoever teaches needs a second account to try being a student."
            )
        for name in sorted(set(course.instructors) & set(course.graders)):
            self._say(
                f"{where}: {name} is both an instructor and a grader. Instructors grade, too."
            )

    def _students(self, where: str, table: Mapping[str, Any]) -> Iterator[Student]:
        for entry in self._kind(where, table, "students", list, []):
            if not isinstance(entry, Mapping):
                self._say(f'{where}: write a student as {{ id = "ada", last_name = "Example" }}.')
                continue
            self._known(f"{where}, students", entry, [f.name for f in fields(Student)])
            name = self._account(where, self._text(f"{where}, students", entry, "id"))
            rest = {
                f.name: self._kind(f"{where}, {name}", entry, f.name, str, "")
                for f in fields(Student)[1:]
            }
            yield Student(name, **rest)

    def _due(self, where: str, table: Mapping[str, Any], zone: str) -> dict[str, datetime]:
        due = {}
        for assignment, when in table.items():
            if not isinstance(when, datetime):
                self._say(
                    f"{where}: {assignment} is due {when!r}. "
                    "Write date and time without quotes, 2026-10-12T23:59:00 for instance."
                )
            elif zone or when.tzinfo:
                with_zone = when if when.tzinfo else in_zone(when, zone)
                if with_zone is None:
                    self._say(
                        f"{where}: {assignment} is due {when}, which the clocks of {zone} skip. "
                        "Choose an hour before or after."
                    )
                else:
                    due[assignment] = with_zone.astimezone(UTC)
        return due

    def _together(self, courses: tuple[Course, ...]) -> None:
        for what in ("id", "folder", "grader"):
            seen = [str(getattr(course, what)) for course in courses]
            for value in sorted({v for v in seen if v and seen.count(v) > 1}):
                self._say(f"two courses have the same {what}, {value}. Each needs its own.")
        people = {n for course in courses for n in course.staff + course.student_ids}
        for name in sorted(people & {course.grader for course in courses}):
            self._say(
                f"{name} is the account that a course runs under, and a person. "
                "Give the course an account that nobody logs in to."
            )

    def _known(self, where: str, table: Mapping[str, Any], names: Any) -> None:
        for key in table:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                hint = f"Did you mean {near[0]}?" if near else f"It knows {', '.join(names)}."
                self._say(f"{where}: {key} is not known. {hint}")

    def _kind(self, where: str, table: Mapping[str, Any], key: str, kind: Any, plain: Any) -> Any:
        value = table.get(key, plain)
        right = isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool)
        if right:
            return value
        self._say(f"{where}: {key} = {value!r} is of the wrong kind. See class.example.toml.")
        return plain

    def _text(self, where: str, table: Mapping[str, Any], key: str) -> str:
        value: str = self._kind(where, table, key, str, "")
        if key not in table or (value == "" and isinstance(table[key], str)):
            self._say(f"{where}: {key} is missing.")
        return value.strip()

    def _path(self, where: str, table: Mapping[str, Any], key: str) -> Path:
        text = self._text(where, table, key)
        if text and not Path(text).is_absolute():
            self._say(f"{where}: {key} = {text!r}. Write the whole path, from / on.")
        return Path(text)

    def _zone(self, where: str, table: Mapping[str, Any]) -> str:
        name: str = self._kind(where, table, "time_zone", str, "")
        if not name:
            return ""
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            self._say(
                f"{where}: {name!r} is no time zone. Use a name such as America/Chicago, "
                "from the list that `timedatectl list-timezones` shows."
            )
            return ""
        return name

    def _accounts(self, where: str, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        found = self._kind(where, table, key, list, [])
        if not all(isinstance(name, str) for name in found):
            self._say(f'{where}: {key} is a list of account names, ["mlopez"] for instance.')
            return ()
        return tuple(self._account(where, name) for name in found)

    def _account(self, where: str, name: str) -> str:
        if name and not ACCOUNT.fullmatch(name):
            self._say(
                f"{where}: {name!r} cannot be an account. Begin with a small letter; "
                "use small letters, digits, dots, hyphens and underscores; at most 32."
            )
        return name


def in_zone(when: datetime, zone: str) -> datetime | None:
    """Return a wall-clock time in a zone; ``None`` where the clocks skip it.

    An hour that comes twice, as clocks are set back, means the later one, in students' favour.
    """
    placed = when.replace(tzinfo=ZoneInfo(zone), fold=1)
    there_and_back = placed.astimezone(UTC).astimezone(placed.tzinfo)
    return placed if there_and_back.replace(tzinfo=None) == when else None
