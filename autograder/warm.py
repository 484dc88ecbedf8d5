"""A warm process: has imported the usual libraries, and forks a process for each submission.

Started by the grader as ``python -I -m autograder.warm FD NAME...``, with one control socket as
file descriptor 0 and one as FD. The first message on 0 names the modules to load besides. When
warm it forks in two, one of which starts student processes and the other trusted ones. Neither
ever reads a notebook, a key or a gradebook. Everything that they start dies with them, and each
ends when its control socket closes.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from . import linux, sandbox
from .shell import Shell, make_shell, quiet_terminal
from .wire import Channel

_TICK = 0.25
# Run once before any fork, so that fonts, formatters and lazy imports are paid for once.
_EXERCISES = (
    "%matplotlib inline\n1",
    """
if 'pandas' in __import__('sys').modules:
    import io
    import pandas as pd
    t = pd.read_csv(io.StringIO("a,b,c\\n1,2,x\\n3,4,y\\n3,4,y"), dtype={"c": str})
    t.groupby("c").a.mean(), t.merge(t), t.pivot_table(index="a", columns="c", values="b")
    t.sort_values("a").drop_duplicates().describe(), t.c.value_counts(), pd.cut(t.a, 2)
    pd.to_datetime(["2026-01-01"]), t.c.str.upper(), t[t.a > 1], t.to_dict()
""",
    "t",
    """
if 'matplotlib' in __import__('sys').modules:
    import matplotlib.pyplot as plt
    t.groupby("c").a.mean().plot.bar(title="T", ylabel="y")
    plt.figure()
    plt.plot([1, 2], [3, 4], label="l")
    plt.legend()
""",
    "if 'plt' in globals(): plt.close('all')",
    "assert 1 == 2, 'how a traceback is written'",
)
_PAGE = resource.getpagesize()
_MIB = 1 << 20


class Warm:
    """The loop of a warm process."""

    def __init__(self, control: socket.socket, role: str, shell: Shell) -> None:
        self._control = control
        self._role = role
        self._shell = shell
        self._children: dict[int, dict[str, Any]] = {}

    def serve(self) -> None:
        """Take requests until the control socket closes."""
        due = 0.0
        while True:
            if self._children and time.monotonic() >= due:
                self._watch()
                due = time.monotonic() + _TICK
            ready, _, _ = select.select([self._control], [], [], _TICK if self._children else None)
            if not ready:
                continue
            data, fds, _, _ = socket.recv_fds(self._control, 1 << 20, 4)
            if not data:
                self._end()
            request = json.loads(data)
            reply = getattr(self, "_" + request.pop("op"))(fds, **request)
            for fd in fds:
                os.close(fd)
            self._control.sendall(json.dumps(reply).encode())

    def _end(self) -> None:
        for pid in list(self._children):
            self._kill([], pid)
        os._exit(0)

    # requests ----------------------------------------------------------------------------

    def _ping(self, fds: list[int]) -> dict[str, Any]:
        if self._role != "student":
            return {}
        return {"layers": sandbox.probe(), "paths": sandbox.python_paths()}

    def _spawn(self, fds: list[int], **config: Any) -> dict[str, Any]:
        reader, writer = os.pipe()
        first = os.fork()
        if first == 0:
            os.close(reader)
            _in_child(lambda: self._start(fds[0], writer, config), writer)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            said = json.loads(pipe.read() or b'{"error": "it ended at once"}')
        if "error" in said:
            os.waitpid(first, 0)
            return {"error": said["error"]}
        self._children[first] = {
            "inner": said["pid"],
            "memory": config.get("memory_mib"),
            "why": "",
        }
        return {"pid": first, "inner": said["pid"]}

    def _interrupt(self, fds: list[int], pid: int) -> dict[str, Any]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._children[pid]["inner"], signal.SIGINT)
        return {}

    def _kill(self, fds: list[int], pid: int) -> dict[str, Any]:
        child = self._children.pop(pid)
        ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(child["inner"], signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        return {
            "why": child["why"] or (_how(status) if ended else "it was stopped"),
            "cpu": usage.ru_utime + usage.ru_stime,
        }

    def _watch(self) -> None:
        """Stop the processes of a submission that use too much memory between them."""
        for child in self._children.values():
            limit, family = child["memory"], _family(child["inner"])
            if self._role == "student":
                _step_back(family)
            if limit and _memory(family, limit * _MIB) > limit * _MIB:
                child["why"] = f"it used more than {limit} MiB of memory"
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child["inner"], signal.SIGKILL)

    # children ----------------------------------------------------------------------------

    def _start(self, fd: int, writer: int, config: dict[str, Any]) -> None:
        """Become the process that serves one submission."""
        linux.die_with_parent()
        self._control.close()
        data = os.dup(fd)
        os.close(fd)
        if config["plan"] is None:
            os.chdir(config["folder"])
            _tell(writer, pid=os.getpid())
        else:
            self._shut_in(data, writer, config)
        if config["on_path"]:
            sys.path.insert(0, config["on_path"])
        self._serve(data)

    def _shut_in(self, data: int, writer: int, config: dict[str, Any]) -> None:
        made = config["plan"]
        plan = sandbox.Plan(**{**made, "limits": sandbox.Limits(**made["limits"])})
        size = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
        home = plan.scratch
        if "namespaces" in plan.layers:
            home = sandbox.HOME
            sandbox.build_root(plan, config["folders"])
            inner = os.fork()
            if inner:
                os.close(data)
                _tell(writer, pid=inner)
                _, status, _ = os.wait4(inner, 0)
                os._exit(os.waitstatus_to_exitcode(status) % 256)
            os.close(writer)
            linux.die_with_parent()
        else:
            sandbox.fill(home, config["folders"])
        os.chdir(home)
        os.environ["HOME"] = home
        if "namespaces" not in plan.layers:
            os.environ["TMPDIR"], tempfile.tempdir = home, None
        sandbox.give_up_everything(plan, size)
        if "namespaces" not in plan.layers:
            _tell(writer, pid=os.getpid())

    def _serve(self, data: int) -> None:
        channel = Channel(socket.socket(fileno=data))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if self._role == "student":
            from .student import Student  # noqa: PLC0415

            Student(channel, self._shell).serve()
        else:
            from .trusted import Trusted  # noqa: PLC0415

            Trusted(channel, self._shell).serve()


def _in_child(work: Any, writer: int) -> None:
    code = 1
    try:
        work()
        code = 0
    except ConnectionError:
        code = 0
    except BaseException as error:
        with contextlib.suppress(OSError):
            _tell(writer, error=f"{type(error).__name__}: {error}")
    finally:
        os._exit(code)


def _tell(writer: int, **what: Any) -> None:
    os.write(writer, json.dumps(what).encode())
    os.close(writer)


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    names = {-9: "it was killed", 247: "it was killed", -24: "it used too much processor time"}
    names |= {232: names[-24], 245: "it crashed", -11: "it crashed"}
    return names.get(code, f"it ended itself with code {code}")


def _step_back(family: list[int]) -> None:
    """Let what a notebook started beside itself wait for all that others have to do."""
    for pid in family:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                if int(task.name) != family[0]:
                    os.setpriority(os.PRIO_PROCESS, int(task.name), 19)


def _memory(family: list[int], enough: int) -> int:
    """Return the memory of a process and its children; pages that they share count once.

    The exact figure is dear, so it is only taken where the rough one is beyond ``enough``.
    """
    rough = sum(_resident(number) for number in family)
    return rough if rough <= enough else sum(_proportional(number) for number in family)


def _family(pid: int) -> list[int]:
    found: list[int] = []
    todo = [pid]
    while todo and len(found) < 1000:
        number = todo.pop()
        found.append(number)
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{number}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
    return found


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    return 0


def _proportional(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(text.split("\nPss:")[1].split()[0]) * 1024
    except (PermissionError, IndexError):
        return _resident(pid)
    except OSError:
        return 0


def _load(names: list[str]) -> None:
    for name in names:
        with contextlib.suppress(Exception):  # a notebook that needs it will say so itself
            importlib.import_module(name)


def main() -> None:
    """Warm up, fork the process that will start the trusted ones, and serve."""
    student = socket.socket(fileno=os.dup(0))
    trusted = socket.socket(fileno=int(sys.argv[1]))
    quiet_terminal()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load(sys.argv[2:])
    wanted = student.recv(1 << 20)
    if not wanted:
        return  # nobody has anything to grade
    _load(json.loads(wanted))
    shell = make_shell()
    for code in _EXERCISES:
        shell.run(code)
    shell.reset(new_session=True)
    importlib.import_module("autograder.student")
    importlib.import_module("autograder.trusted")
    gc.collect()
    gc.freeze()
    role, control, other = "student", student, trusted
    if os.fork() == 0:
        role, control, other = "trusted", trusted, student
    other.close()
    control.sendall(json.dumps({"seconds": time.process_time()}).encode())
    Warm(control, role, shell).serve()


if __name__ == "__main__":
    main()
