"""The sandbox where people really put things."""

import fcntl
import functools
import os
import resource
import shutil
import signal
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import linux, sandbox


def test_a_project_below_tmp_stays_readable() -> None:
    layers = sandbox.probe()
    if "namespaces" not in layers:
        pytest.skip("no namespaces on this machine")
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        room = Path(name)
        for folder in ("root", "scratch", "project"):
            (room / folder).mkdir()
        module = room / "project" / "module.py"
        module.write_text("x = 1")
        plan = sandbox.Plan(
            str(room / "root"),
            str(room / "scratch"),
            (str(module.parent),),
            (),
            sandbox.Limits(),
            layers,
        )
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                sandbox.build_root(plan, [])
                Path("/tmp/new").write_text("scratch")
                code = 0 if module.read_text() == "x = 1" else 2
            finally:
                os._exit(code)
        assert os.waitpid(pid, 0)[1] == 0
        assert not Path("/tmp/new").exists()


def _inside(work: Callable[[], None]) -> None:
    """Do the work in a child process that is thrown away."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitpid(pid, 0)[1] == 0


def _refused(work: Callable[[], object]) -> None:
    with pytest.raises(PermissionError):
        work()


def test_without_namespaces_no_other_process_is_in_reach(tmp_path: Path) -> None:
    file = tmp_path / "gradebook.db"
    file.write_text("marks")
    file.chmod(0o600)
    grader = os.getpid()

    def work() -> None:
        reader, _ = os.pipe()
        linux.no_new_privileges()
        linux.seccomp(own_processes=False)
        _refused(os.fork)
        _refused(lambda: os.kill(grader, signal.SIGCONT))
        _refused(lambda: resource.prlimit(grader, resource.RLIMIT_CPU))
        _refused(lambda: os.sched_setaffinity(grader, {0}))
        _refused(lambda: os.setpriority(os.PRIO_PROCESS, grader, 19))
        for command in (fcntl.F_SETOWN, fcntl.F_SETSIG, 15):
            _refused(functools.partial(fcntl.fcntl, reader, command, grader))
        _refused(lambda: os.truncate(file, 0))
        os.chmod(file, 0o777)  # noqa: PTH101 - as shutil.copy does
        shutil.copystat("/etc/passwd", file)
        os.kill(os.getpid(), 0)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    _inside(work)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("own_processes", [True, False])
def test_nobody_outlives_the_grader(own_processes: bool) -> None:
    def work() -> None:
        linux.no_new_privileges()
        linux.seccomp(own_processes)
        _refused(lambda: linux.prctl(1, 0))
        linux.prctl(3)  # PR_GET_DUMPABLE: other options stay

    _inside(work)


def test_without_namespaces_hidden_folders_stay_hidden(tmp_path: Path) -> None:
    if not linux.landlock_abi():
        pytest.skip("no Landlock on this machine")
    for name in ("package/code.py", "package/keys/lab.py", "package/keys_of_hotel.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1")
    shown, listed = sandbox.without([str(tmp_path)], [str(tmp_path / "package" / "keys")])

    def work() -> None:
        linux.no_new_privileges()
        linux.landlock(shown, [], listed)
        assert (tmp_path / "package" / "code.py").read_text() == "x = 1"
        assert (tmp_path / "package" / "keys_of_hotel.py").read_text() == "x = 1"
        assert len(list((tmp_path / "package").iterdir())) == 3  # imports look for names
        _refused((tmp_path / "package" / "keys" / "lab.py").read_text)

    _inside(work)
