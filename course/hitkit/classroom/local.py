"""A classroom to try on one machine: no root, no Node, nobody kept apart from anybody.

``hitkit hub start DIR`` makes a term, people and a Hub, and runs it until Ctrl-C.
"""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hitkit import curriculum, term
from hitkit.classroom import access, apply, children, members, settings
from hitkit.classroom.machine import Machine
from hitkit.classroom.roster import Class, RosterError, parse
from hitkit.classroom.settings import LOCALHOST, Places
from hitkit.classroom.state import applied
from hitkit.demo.classroom import Classroom
from hitkit.files import write_private

MARKER = ".made-by-hub"
COURSE = "hit-demo"
MODULE = "04"
PATIENCE = 120.0  # seconds
CLASS = """\
# The class that `make hub` plays. Change it, and run `make hub` again.
[hub]
address = "http://localhost"
tls_in_front = true
log_in = "pam"  # not here: this Hub has one password for all
time_zone = "America/Chicago"
exchange = "{folder}/exchange"
state = "{folder}/state"

[[course]]
id = "{course}"
folder = "{folder}/courses/{course}"
grader = "grader-{course}"
instructors = ["ines"]
graders = ["gwen"]
students = [
    {{ id = "ada", first_name = "Ada", last_name = "Example" }},
    {{ id = "ben", first_name = "Ben", last_name = "Example" }},
    {{ id = "cleo", first_name = "Cleo", last_name = "Example" }},
]
due = {{ {module} = {due} }}
"""
NOT_APART = (
    "This is for trying the course out. It does NOT keep students apart: whoever logs in can read, "
    "as this machine's one account, the work of all others and the answers."
)
CONFIG = """\
# Written by `hitkit hub start`.
from hitkit.classroom import local

local.configure(get_config(), {folder!r})
"""


@dataclass(frozen=True)
class Numbers:
    """What one run of the Hub is told: its ports, the password of all, a short-named folder."""

    port: int
    hub_port: int
    proxy_port: int
    course_ports: tuple[int, ...]
    password: str
    runtime: str


def make(folder: Path) -> Class:
    """Make a classroom in ``folder``, or bring the one that is there up to date."""
    folder = folder.absolute()
    if folder.exists() and not (folder / MARKER).exists():
        raise RosterError(
            f"{folder} exists and `make hub` did not make it. Nothing was changed. "
            "Choose another place: make hub DIR=build/another-hub"
        )
    (folder / "courses").mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()
    path = folder / "class.toml"
    if not path.exists():
        path.write_text(class_text(folder), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    held = parse(text)
    module = curriculum.load().module(MODULE).id
    fresh = [course for course in held.courses if not course.folder.exists()]
    for course in fresh:
        print(f"Making the term {course.id} ...")
        term.new(course.folder, names=[module])
    apply.run(apply.plan(held, text, Machine(one_account=True)))
    for course in fresh:
        print(f"Releasing {module} ...")
        Classroom(term.open_term(course.folder)).release(module)
    return held


def class_text(folder: Path) -> str:
    """Return the class file of a new classroom in ``folder``."""
    due = time.strftime("%Y-%m-%dT23:59:00", time.localtime(time.time() + 14 * 86400))
    module = curriculum.load().module(MODULE).id
    return CLASS.format(folder=folder, course=COURSE, module=module, due=due)


def configure(config: Any, folder: str) -> None:
    """Fill JupyterHub's configuration object for the Hub in ``folder``."""
    children.die_with_parent()
    state = Path(folder, "state")
    held = applied(state)
    assert held is not None
    numbers = read_numbers(state)
    places = Places(
        state, numbers.port, numbers.hub_port, numbers.proxy_port, tuple(numbers.course_ports)
    )
    settings.write(config, _settings(held, places, Path(folder), numbers))
    from jupyterhub.authenticators.shared import SharedPasswordAuthenticator  # noqa: PLC0415

    config.JupyterHub.authenticator_class = members.by_roster(SharedPasswordAuthenticator, held)


def read_numbers(state: Path) -> Numbers:
    """Return what the last run of the Hub was told."""
    return Numbers(**json.loads((state / "private" / "run.json").read_text(encoding="utf-8")))


def _settings(held: Class, places: Places, folder: Path, numbers: Numbers) -> settings.Settings:
    def dress(spawner: Any) -> None:
        spawner.environment["JUPYTER_RUNTIME_DIR"] = f"{numbers.runtime}/{spawner.user.name}"
        role = access.look(held, spawner.user.name)
        spawner.environment["JUPYTER_CONFIG_PATH"] = str(places.role(role))

    as_root = ["--allow-root"] if os.geteuid() == 0 else []
    common = settings.common(held, places)
    for service in common["JupyterHub"]["services"]:
        if "url" in service:
            service["command"] += as_root
    return settings.merged(
        common,
        {
            "JupyterHub": {
                "bind_url": f"http://{LOCALHOST}:{places.port}",
                "spawner_class": "simple",
                "template_vars": {"announcement_login": NOT_APART},
            },
            "ConfigurableHTTPProxy": {
                "command": [sys.executable, "-m", "hitkit.classroom.proxy"],
                "pid_file": str(places.private / "proxy.pid"),
            },
            "SharedPasswordAuthenticator": {"user_password": numbers.password},
            "SimpleLocalProcessSpawner": {"home_dir_template": f"{folder}/homes/{{username}}"},
            "Spawner": {"args": as_root, "pre_spawn_hook": dress},
        },
    )


@dataclass(frozen=True)
class Running:
    """A Hub that runs: its class, its numbers, its process and its log."""

    held: Class
    numbers: Numbers
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def base(self) -> str:
        """The address of the Hub."""
        return f"http://{LOCALHOST}:{self.numbers.port}"


@contextlib.contextmanager
def running(folder: Path, port: int = 8000) -> Iterator[Running]:
    """Run the Hub in ``folder``; when the block ends nothing of it is left running."""
    folder = folder.absolute()
    held = make(folder)
    private = folder / "state" / "private"
    runtime = tempfile.mkdtemp(prefix="hub-")  # sockets want short paths
    numbers = _numbers(private, port, len(held.courses), runtime)
    apply.write(private / "run.json", json.dumps(asdict(numbers)), mode=0o600)
    config = folder / "state" / "jupyterhub_config.py"
    apply.write(config, CONFIG.format(folder=str(folder)))
    children.adopt_orphans()
    path = private / "hub.log"
    log = path.open("a")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterhub", f"--config={config}"],
        cwd=private,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C is ours to handle
    )
    try:
        hub = Running(held, numbers, process, path)
        _wait_until_up(hub)
        yield hub
    finally:
        children.end_all()
        log.close()
        shutil.rmtree(runtime, ignore_errors=True)


def start(folder: Path) -> None:
    """Run a classroom until Ctrl-C, and say where it is and who can log in."""
    with running(folder) as hub:
        print(_welcome(hub, folder.absolute()), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            code = hub.process.wait()
            raise _ended(hub, f"The Hub has ended by itself, with code {code}.")
        print("\nStopping the Hub and all servers ...")
    print("All is stopped. Work and grades are kept; `make hub` goes on with them.")


def _ended(hub: Running, what: str) -> RosterError:
    last = hub.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-8:]
    return RosterError(f"{what} Its log says:", *last, f"All of it: {hub.log}")


def _numbers(private: Path, port: int, courses: int, runtime: str) -> Numbers:
    with contextlib.ExitStack() as held:
        probes = [held.enter_context(_probe(number)) for number in [port, *[0] * (2 + courses)]]
        ports = [probe.getsockname()[1] for probe in probes]
    secret = private / "password"
    if not secret.exists():
        write_private(secret, secrets.token_urlsafe(9))
    password = secret.read_text(encoding="utf-8")
    return Numbers(ports[0], ports[1], ports[2], tuple(ports[3:]), password, runtime)


def _probe(port: int) -> socket.socket:
    """Take a port for a moment: this one, or if others have it any free one."""
    for number in (port, 0):
        probe = socket.socket()
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, number))
        except OSError:
            probe.close()
        else:
            return probe
    raise RosterError("This machine has no free port left. Stop some programs, and try again.")


def _wait_until_up(hub: Running) -> None:
    wanted = [f"{hub.base}/hub/health"]
    wanted += [f"{hub.base}/services/{course.id}/api" for course in hub.held.courses]
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and hub.process.poll() is None:
        if all(_answers(url) for url in wanted):
            return
        time.sleep(0.3)
    raise _ended(hub, "The Hub does not start.")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status < 400)
    except OSError:
        return False


def _welcome(hub: Running, folder: Path) -> str:
    lines = [
        "",
        f"The classroom is open at {hub.base}",
        f"Password of everybody: {hub.numbers.password}",
    ]
    for course in hub.held.courses:
        lines += [
            f"Instructors  {', '.join(course.instructors)}",
            f"Graders      {', '.join(course.graders)}",
            f"Students     {', '.join(course.student_ids)}",
            f"Gradebook    {hub.base}/services/{course.id}/formgrader (for those two)",
        ]
    return "\n".join(
        [
            *lines,
            f"People and due dates stand in {folder}/class.toml.",
            *textwrap.wrap(NOT_APART, 90),
            "For a real class see course/hub/README.md.",
            "Ctrl-C ends all of it.",
        ]
    )
