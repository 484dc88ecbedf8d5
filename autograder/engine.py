"""Own the two warm processes, and start a pair of processes for each submission."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from . import sandbox
from .wire import Channel

WARM = (
    "numpy",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.dates",
    "ipywidgets",
    "pyarrow",
    "json",
    "sqlite3",
    "unittest",
    "numpy.testing",
    "pandas.testing",
)
_HOME = "autograder-"
_LOCK = "in-use"
_KEPT = ("PATH", "HOME", "TZ", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "MPLCONFIGDIR")
_ALSO = {
    "LANG": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NBGRADER_EXECUTION": "autograde",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "IPYTHONDIR": "/nonexistent",
}


class Trouble(RuntimeError):
    """The machinery failed; never the student's doing."""


@dataclass(frozen=True)
class Settings:
    """How to grade: what is warm, what a submission may use, how long to wait."""

    warm: tuple[str, ...] = WARM
    hide: tuple[str, ...] = ()
    sealed_in: bool = True
    cell_seconds: float = 30.0
    call_seconds: float = 10.0
    submission_seconds: float = 600.0
    limits: sandbox.Limits = field(default_factory=sandbox.Limits)


class Process:
    """One forked process and the channel to it."""

    def __init__(self, warm: WarmProcess, pid: int, inner: int, channel: Channel) -> None:
        self._warm = warm
        self._pid = pid
        self._inner = inner
        self.channel = channel
        self.why = ""
        self.cpu = 0.0

    def spent(self) -> float:
        """Return the processor time that it has used so far."""
        return sum(map(int, self._stat()[11:13])) / os.sysconf("SC_CLK_TCK")

    def asleep(self) -> bool:
        """Whether it waits, and not for the machine: neither for a processor nor for a disk."""
        return self._stat()[:1] == ["S"]

    def _stat(self) -> list[str]:
        with contextlib.suppress(OSError):
            return Path(f"/proc/{self._inner}/stat").read_text().rpartition(")")[2].split()
        return []

    def interrupt(self) -> None:
        """Send the process a keyboard interrupt."""
        self._warm.request({"op": "interrupt", "pid": self._pid})

    def stop(self) -> str:
        """Kill the process and all that it started; return how it ended."""
        if self._pid:
            self.channel.close()
            reply = self._warm.request({"op": "kill", "pid": self._pid})
            self._pid = 0
            self.why, self.cpu = reply["why"], reply["cpu"]
        return self.why


class WarmProcess:
    """A warm process, as the grader sees it."""

    def __init__(self, control: socket.socket, process: subprocess.Popen[bytes]) -> None:
        self._control = control
        self._process = process
        self._lock = threading.Lock()
        self._ready = False
        self.seconds = 0.0

    def load(self, names: Sequence[str]) -> None:
        """Name the modules to load; the process gets warm when it has."""
        with contextlib.suppress(OSError):  # what ended it will be told when it is needed
            self._control.sendall(json.dumps(list(names)).encode())

    def _wait_until_warm(self) -> None:
        if not self._ready:
            self.seconds = self._receive()["seconds"]
            self._ready = True

    def _receive(self) -> dict[str, Any]:
        try:
            data = self._control.recv(1 << 20)
        except OSError:
            data = b""
        if not data:
            assert self._process.stderr is not None
            said = self._process.stderr.read().decode(errors="replace").strip().splitlines()[-1:]
            raise Trouble(
                "The grader's warm process ended: " + ("".join(said) or "no reason given")
            )
        reply: dict[str, Any] = json.loads(data)
        return reply

    def request(self, what: dict[str, Any], fds: Sequence[int] = ()) -> dict[str, Any]:
        """Send one request and return its reply."""
        with self._lock:
            self._wait_until_warm()
            try:
                socket.send_fds(self._control, [json.dumps(what).encode()], fds)
            except OSError as error:
                raise Trouble(f"The grader's warm process is gone: {error}") from error
            return self._receive()

    def spawn(self, **config: Any) -> Process:
        """Fork a process; its far end of the channel belongs to it alone."""
        ours, theirs = socket.socketpair()
        with theirs:
            reply = self.request({"op": "spawn", **config}, [theirs.fileno()])
        if "error" in reply:
            ours.close()
            raise Trouble(f"No process could be started: {reply['error']}")
        return Process(self, reply["pid"], reply["inner"], Channel(ours))

    def close(self) -> None:
        """End it and all that it started."""
        self._control.close()


_Warming = tuple[subprocess.Popen[bytes], WarmProcess, WarmProcess]
_early: list[_Warming] = []


def warm_early() -> None:
    """Begin to warm up before the course is read, so that both go on at the same time.

    The next engine of this program takes it over; unused, it ends with the program.
    """
    if not _early:
        _early.append(_start(WARM))


def _warm_up(names: Sequence[str]) -> _Warming:
    """Return a warm process, which becomes one for students' code and one for tests."""
    begun = _early.pop() if _early else None
    warming = begun if begun and begun[0].poll() is None else _start(names)
    warming[1].load(names)
    return warming


def _start(names: Sequence[str]) -> _Warming:
    pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(2)]
    (student, far_student), (trusted, far_trusted) = pairs
    with far_student, far_trusted:
        process = subprocess.Popen(
            [sys.executable, "-I", "-m", "autograder.warm", str(far_trusted.fileno()), *names],
            stdin=far_student.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={k: os.environ[k] for k in _KEPT if k in os.environ} | _ALSO,
            cwd="/",
            start_new_session=True,
            pass_fds=[far_trusted.fileno()],
        )
    return process, WarmProcess(student, process), WarmProcess(trusted, process)


@dataclass(frozen=True)
class Folders:
    """Where the files of one submission lie: the release's, the student's, and room to work."""

    release: Path
    submitted: Path
    room: Path


class Engine:
    """Starts processes for submissions; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        _sweep()
        self._home = Path(tempfile.mkdtemp(prefix=_HOME))
        self._held = _hold(self._home)
        (self._home / "root").mkdir(mode=0o755)
        self._home.chmod(0o711)
        self._process, self._student, self._trusted = _warm_up(settings.warm)
        self.layers: tuple[str, ...] = ()
        self._paths: tuple[str, ...] = ()
        try:
            if settings.sealed_in:
                found = self._student.request({"op": "ping"})
                self.layers, self._paths = tuple(found["layers"]), tuple(found["paths"])
                sandbox.require(self.layers)
        except BaseException:
            self.close()
            raise

    @property
    def sandbox(self) -> str:
        """The layers that hold, for the record."""
        return ", ".join(self.layers) or "none"

    @property
    def alive(self) -> bool:
        """Whether the warm processes are there."""
        return self._process.poll() is None

    @property
    def warm_seconds(self) -> float:
        """Processor time that warming up took."""
        return self._student.seconds

    def room(self) -> Path:
        """Return a new empty folder."""
        return Path(tempfile.mkdtemp(dir=self._home))

    def start(self, folders: Folders) -> tuple[Process, Process]:
        """Start the student process and the trusted process of one submission."""
        room = Path(tempfile.mkdtemp(dir=folders.room))
        trusted_room = room / "trusted"
        shutil.copytree(folders.release, trusted_room)
        trusted = self._trusted.spawn(
            plan=None, folder=str(trusted_room), on_path=str(trusted_room), memory_mib=4096
        )
        try:
            return self._student_in(folders, room), trusted
        except BaseException:
            trusted.stop()
            raise

    def start_student(self, folders: Folders) -> Process:
        """Start another student process, for a trusted one that goes on."""
        return self._student_in(folders, Path(tempfile.mkdtemp(dir=folders.room)))

    def _student_in(self, folders: Folders, room: Path) -> Process:
        sources = [str(folders.release), str(folders.submitted)]
        if not self.settings.sealed_in:
            scratch = room / "student"
            scratch.mkdir()
            sandbox.fill(str(scratch), sources)
            return self._student.spawn(
                plan=None,
                folder=str(scratch),
                on_path=str(scratch),
                memory_mib=self.settings.limits.memory_mib,
            )
        scratch = room / "student"
        scratch.mkdir()
        if os.getuid() == 0:
            folders.room.chmod(0o711)
            room.chmod(0o711)
            os.chown(scratch, sandbox.NOBODY, sandbox.NOBODY)
        plan = sandbox.Plan(
            mountpoint=str(self._home / "root"),
            scratch=str(scratch),
            readable=self._paths,
            hidden=_hidden(self.settings.hide),
            limits=self.settings.limits,
            layers=self.layers,
        )
        home = sandbox.HOME if "namespaces" in self.layers else str(scratch)
        return self._student.spawn(
            plan=asdict(plan),
            folders=sources,
            on_path=home,
            memory_mib=self.settings.limits.memory_mib,
        )

    def close(self) -> None:
        """End the warm processes and remove the work folder."""
        self._trusted.close()
        self._student.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        shutil.rmtree(self._home, ignore_errors=True)
        self._held.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _hold(home: Path) -> IO[bytes]:
    """Lock a work folder for as long as this program lives."""
    file = (home / "new").open("wb")
    fcntl.flock(file, fcntl.LOCK_EX)
    (home / "new").rename(home / _LOCK)
    return file


def _sweep() -> None:
    """Remove the work folders of graders that were killed."""
    for home in Path(tempfile.gettempdir()).glob(f"{_HOME}*"):
        with contextlib.suppress(OSError):
            if home.is_symlink() or home.stat().st_uid != os.getuid():
                continue
            with (home / _LOCK).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(home, ignore_errors=True)


_engines: dict[Settings, Engine] = {}
_engines_lock = threading.Lock()


def shared_engine(settings: Settings) -> Engine:
    """Return a warm engine for these settings, kept until the program ends.

    One whose warm process something ended from outside is replaced.
    """
    with _engines_lock:
        if settings not in _engines or not _engines[settings].alive:
            _engines[settings] = Engine(settings)
            atexit.register(_engines[settings].close)
        return _engines[settings]


def _hidden(patterns: Sequence[str]) -> tuple[str, ...]:
    """Return the folders on Python's path that no student's code may see."""
    found = (Path(entry) / pattern for entry in sys.path if entry for pattern in patterns)
    return tuple(str(path.resolve()) for path in found if path.exists())
