"""``hitkit doctor --hub``: what commonly goes wrong with a class on JupyterHub, and its cure."""

import importlib.util
import os
import shutil
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from nbgrader import api

from hitkit import doctor
from hitkit.classroom import access, due, folders, gradebook, local, production, roster
from hitkit.classroom.machine import Machine, read_config
from hitkit.classroom.roster import Class, Course, RosterError
from hitkit.classroom.settings import LOCALHOST
from hitkit.classroom.state import applied, applied_file
from hitkit.doctor import ENOUGH_BYTES, Finding

ENOUGH_FILES = 10_000
SKEW = 2.0  # seconds


def examine(path: Path) -> list[Finding]:
    """Look at the classroom that a class file describes."""
    path = path.absolute()
    try:
        held = roster.read(path)
    except RosterError as error:
        cure = "Mend the class file, then apply it again."
        return [Finding(False, problem, cure) for problem in error.problems]
    tried_out = (path.parent / local.MARKER).exists()
    look = _Look(held, path, Machine(one_account=tried_out))
    return [finding for check in look.checks() for finding in check]


class _Look:
    """One look at one classroom."""

    def __init__(self, held: Class, path: Path, machine: Machine) -> None:
        self.held, self.path, self.machine = held, path, machine
        self.apply = f"Run: hitkit hub apply {path}"
        self.restart = "Run: systemctl restart hit-hub"
        if machine.one_account:
            self.apply = self.restart = f"End `make hub` with Ctrl-C, and start it again in {path}"

    def checks(self) -> Iterator[Iterator[Finding]]:
        yield self.agreement()
        yield self.extensions()
        yield self.groups()
        yield self.exchange()
        yield self.graders()
        yield self.clock()
        yield self.kernel()
        yield self.proxy()
        yield self.disk()
        yield self.versions()

    def agreement(self) -> Iterator[Finding]:
        """The roster, what was applied and the gradebooks say the same."""
        for problem in self.machine.problems(self.held):
            yield Finding(False, problem, "Then apply the class file again.")
        kept = applied_file(self.held.hub.state)
        same = kept.exists() and kept.read_bytes() == self.path.read_bytes()
        yield Finding(same, "the class file is applied as it stands", self.apply)
        before = applied(self.held.hub.state)
        old = {course.id: course for course in before.courses} if before else {}
        for course in self.held.courses:
            yield from self._gradebook(course, old.get(course.id))

    def _gradebook(self, course: Course, before: Course | None) -> Iterator[Finding]:
        try:
            found = gradebook.records(course)
            idle = gradebook.without_work(course)
        except Exception as error:
            cure = "Bring gradebook.db back from a backup."
            yield Finding(False, f"{course.id}: its gradebook cannot be read: {error}", cure)
            return
        wanted = gradebook.changes(course, found, before)
        yield Finding(
            not wanted,
            f"{course.id}: gradebook and roster "
            + (f"disagree: {gradebook.summary(wanted)}" if wanted else "agree"),
            self.apply,
        )
        for name in sorted(idle - set(course.student_ids)):
            yield Finding(
                False,
                f"{course.id}: {name} is in the gradebook, without work, but not on the roster",
                f"Add {name} to the class file, or run in {course.folder}: "
                f"nbgrader db student remove {name}",
            )

    def extensions(self) -> Iterator[Finding]:
        """Each role's menus are on, and what answers them is installed."""
        yield from doctor.extensions()
        state, exchange = self.held.hub.state, self.held.hub.exchange
        files = folders.role_files(exchange, state / due.FILE, self.machine.one_account)
        for role in folders.ROLES:
            wanted = {n: text for n, text in files.items() if n.startswith(f"{role}/")}
            same = all(_text(state / "roles" / name) == text for name, text in wanted.items())
            yield Finding(same, f"{role} servers show the menus of their role", self.apply)
        for module in folders.modules():
            yield Finding(
                importlib.util.find_spec(module) is not None,
                f"{module} is installed",
                f"Install the kit again, with all of it: {sys.executable} -m pip install "
                "--force-reinstall 'hit-curriculum-kit[instructor,hub]'",
            )

    def groups(self) -> Iterator[Finding]:
        """The Hub knows every group, and its members are those of the roster."""
        known = _groups(self.held.hub.state)
        for name, members in access.groups(self.held).items():
            if known is None or name not in known:
                yield Finding(False, f"the Hub has no group {name}", self.restart)
                continue
            missing = sorted(set(members["users"]) - known[name])
            extra = sorted(known[name] - set(members["users"]))
            wrong = [f"without {', '.join(missing)}"] if missing else []
            wrong += [f"with {', '.join(extra)}, who left"] if extra else []
            says = f"the Hub's group {name} " + (" and ".join(wrong) or "is as on the roster")
            yield Finding(not wrong, says, f"{self.apply}. Then: {self.restart}")

    def exchange(self) -> Iterator[Finding]:
        """Everybody can hand in, and nobody can move what others handed in."""
        root = self.held.hub.exchange
        for folder, right in [(root, 0o1777), *((root / c.id, 0o755) for c in self.held.courses)]:
            mode = folder.stat().st_mode & 0o7777 if folder.is_dir() else None
            says = f"{folder} has the rights {mode or 0:o}" if folder.is_dir() else f"no {folder}"
            yield Finding(mode == right, says, self.apply)
        for course in self.held.courses:
            inbound = root / course.id / "inbound"
            if inbound.is_dir():
                mode = inbound.stat().st_mode & 0o777
                yield Finding(
                    mode == 0o733,
                    f"students put work into {inbound} and cannot list it: {mode:o}",
                    f"Run: chmod 2733 {inbound}",
                )

    def graders(self) -> Iterator[Finding]:
        """Whoever teaches is in the group that opens the gradebook."""
        known = _groups(self.held.hub.state) or {}
        for course in self.held.courses:
            group = access.teach_group(course)
            for name in course.staff:
                yield Finding(
                    name in known.get(group, ()),
                    f"{name} may open the gradebook of {course.id}",
                    f"{name} is not in the Hub's group {group}. {self.restart}",
                )

    def clock(self) -> Iterator[Finding]:
        """The clock is right, the exchange's too, and nbgrader keeps times in UTC."""
        if production.SYSTEMD.exists():
            said = _run("timedatectl", "show", "--property=NTPSynchronized", "--value").strip()
            cure = "Due dates need a right clock. Run: timedatectl set-ntp true"
            yield Finding(said == "yes", "the clock of this machine is kept right", cure)
        probe = self.held.hub.exchange / f".clock-{os.getpid()}"
        try:
            probe.touch()
            skew = abs(probe.stat().st_mtime - time.time())
            probe.unlink()
        except OSError as error:
            cure = "Nobody can hand in. Is it mounted, and is its disk full?"
            yield Finding(False, f"the exchange cannot be written: {error.strerror}", cure)
        else:
            yield Finding(
                skew < SKEW,
                f"the clock of the exchange differs by {skew:.1f} s",
                "Set the clock of the machine that holds the exchange.",
            )
        for course in self.held.courses:
            try:
                zone = str(read_config(course.folder).Exchange.get("timezone", "UTC"))
            except Exception as error:
                zone = f"unknown ({error})"
            yield Finding(
                zone == "UTC",
                f"{course.id}: nbgrader writes times in {zone}",
                "It reads back only UTC right; work would be late by hours. Take "
                f"c.Exchange.timezone out of {course.folder}/nbgrader_config.py.",
            )

    def kernel(self) -> Iterator[Finding]:
        """Notebooks have a Python to run in, and students can read it."""
        yield from doctor.kernel()
        if not self.machine.one_account:
            closed = _closed_to_others(Path(sys.executable).resolve())
            yield Finding(
                closed is None,
                f"students can run {sys.executable}",
                f"{closed} is closed to them, so no server starts. Make the environment again "
                "with a Python outside root's home: make .venv/ready PYTHON=/usr/bin/python3",
            )

    def proxy(self) -> Iterator[Finding]:
        """The proxy answers, the Hub behind it, and each course's formgrader."""
        base = self._base()
        if base is None:
            yield Finding(False, "the Hub does not run", self.restart)
            return
        status = _status(base + "/hub/health")
        own = self.machine.one_account
        cure = self.restart if own else "Run: systemctl restart hit-proxy"
        yield Finding(status is not None, f"the proxy answers at {base}", cure)
        if status is None:
            return
        yield Finding(status == 200, f"the Hub answers with {status}", self.restart)
        for course in self.held.courses:
            status = _status(f"{base}/services/{course.id}/api")
            says = f"{course.id}: its formgrader answers with {status}"
            yield Finding(status == 200, says, self.restart)

    def _base(self) -> str | None:
        if not self.machine.one_account:
            scheme = "http" if self.held.hub.tls_in_front else "https"
            return f"{scheme}://{LOCALHOST}:{production.public_port(self.held)}"
        try:
            return f"http://{LOCALHOST}:{local.read_numbers(self.held.hub.state).port}"
        except FileNotFoundError:
            return None

    def disk(self) -> Iterator[Finding]:
        """There is room for work, grading and feedback."""
        hub = self.held.hub
        folders = [hub.state, hub.exchange, *(course.folder for course in self.held.courses)]
        folders += self.machine.closed(self.held)
        disks = {f.stat().st_dev: f for f in reversed(folders) if f.is_dir()}
        for folder in disks.values():
            free, room = shutil.disk_usage(folder).free, os.statvfs(folder)
            yield Finding(
                free > ENOUGH_BYTES and (room.f_files == 0 or room.f_favail > ENOUGH_FILES),
                f"{free // 1024**2} MB and {room.f_favail} files free on the disk of {folder}",
                "Work cannot be saved or handed in. Free some space: old terms, "
                "~/.cache and .ipynb_checkpoints are the first to look at.",
            )

    def versions(self) -> Iterator[Finding]:
        """Packages fit the kit, and the databases fit the packages."""
        yield from doctor.versions("hub")
        yield from _hub_database(self.held.hub.state)
        newest = api.get_alembic_version()
        for course in self.held.courses:
            yield from _gradebook_version(course, newest)


def _hub_database(state: Path) -> Iterator[Finding]:
    from jupyterhub import orm  # noqa: PLC0415  # only a Hub's machine has it
    from sqlalchemy import create_engine  # noqa: PLC0415

    path = state / "private" / "jupyterhub.sqlite"
    if not path.exists():
        return
    engine = create_engine(f"sqlite:///{path}")
    try:
        orm.check_db_revision(engine)
        wrong = ""
    except Exception as error:
        wrong = f": {str(error).strip().splitlines()[0]}"
    finally:
        engine.dispose()
    yield Finding(
        not wrong,
        f"the Hub's database fits its version{wrong}",
        f"Stop the Hub, keep a copy of {path}, and run: jupyterhub upgrade-db --db=sqlite:///{path}",
    )


def _gradebook_version(course: Course, newest: str) -> Iterator[Finding]:
    path = course.folder / "gradebook.db"
    found = _rows(path, "SELECT version_num FROM alembic_version")
    if found:
        yield Finding(
            found[0][0] == newest,
            f"{course.id}: its gradebook fits this nbgrader",
            f"Keep a copy of {path}, and run in {course.folder}: nbgrader db upgrade",
        )


def _groups(state: Path) -> dict[str, set[str]] | None:
    """Return the groups in the Hub's database, with their members."""
    path = state / "private" / "jupyterhub.sqlite"
    names = _rows(path, "SELECT name FROM groups")
    if names is None:
        return None
    members = _rows(
        path,
        "SELECT g.name, u.name FROM user_group_map AS m "
        "JOIN groups AS g ON g.id = m.group_id JOIN users AS u ON u.id = m.user_id",
    )
    found: dict[str, set[str]] = {name: set() for (name,) in names}
    for group, user in members or ():
        found[group].add(user)
    return found


def _rows(path: Path, query: str) -> list[tuple[str, ...]] | None:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return list(database.execute(query))
    except sqlite3.Error:
        return None


def _closed_to_others(path: Path) -> Path | None:
    """Return the first folder on the way to ``path`` that other accounts may not pass."""
    for folder in reversed(path.parents):
        if not folder.stat().st_mode & 0o001:
            return folder
    return None


def _status(url: str) -> int | None:
    """Return the HTTP status at an address of this machine, or ``None`` if nobody answers."""
    context = ssl.create_default_context()
    context.check_hostname = False  # the certificate is for the Hub's name, not for 127.0.0.1
    context.verify_mode = ssl.CERT_NONE
    try:
        with urllib.request.urlopen(url, timeout=5, context=context) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout
