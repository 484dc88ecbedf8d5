"""Shut the student process in: its own files, no network, no neighbours, limits.

Several layers, each used where the machine has it: namespaces (own root, processes, network),
Landlock, seccomp, resource limits. At least the files and the network must be shut, or
:class:`NoSandbox` is raised.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import linux

HOME = "/home/student"
NOBODY = 65534
_SYSTEM = (
    "/bin",
    "/lib",
    "/lib64",
    "/usr/bin",
    "/usr/lib",
    "/usr/lib64",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_MIB = 1 << 20
_MAX_INODES = 100_000  # more than a hand-in can have


class NoSandbox(RuntimeError):
    """This machine cannot shut a process in; the text says what is missing."""


@dataclass(frozen=True)
class Limits:
    """What one student process may use."""

    memory_mib: int = 2048
    processes: int = 64
    scratch_mib: int = 128
    cpu_seconds: int = 600


@dataclass(frozen=True)
class Plan:
    """What the sandbox is made of, in plain data.

    ``mountpoint`` is an empty folder, ``scratch`` a folder to work in where no mount can be made,
    ``layers`` what :func:`probe` found.
    """

    mountpoint: str
    scratch: str
    readable: tuple[str, ...]
    hidden: tuple[str, ...]
    limits: Limits
    layers: tuple[str, ...]


def python_paths() -> tuple[str, ...]:
    """Paths that this Python needs in order to run and import, and nothing beside them."""
    prefixes = {os.path.realpath(p) for p in (sys.base_prefix, sys.prefix)}
    paths: list[str] = []
    for prefix in sorted(prefixes):
        if prefix in ("/usr", "/usr/local"):
            paths += [f"{prefix}/lib", f"{prefix}/lib64", f"{prefix}/bin"]
        else:
            paths.append(prefix)
    for entry in map(os.path.realpath, sys.path):
        inside = any(entry == p or entry.startswith(p + "/") for p in (*prefixes, "/usr/lib"))
        if not inside and Path(entry).is_dir():
            paths += _importable(entry)
    found = dict.fromkeys(p for p in (*_SYSTEM, *paths) if Path(p).exists())
    return tuple(p for p in found if not any(p.startswith(q + "/") for q in found if q != p))


def _importable(folder: str) -> list[str]:
    """Only packages and modules of a project folder: the rest of it may hold solutions."""
    found = []
    for item in sorted(Path(folder).iterdir()):
        if item.suffix in (".py", ".so") or (item / "__init__.py").is_file():
            found.append(str(item))
    return found


def probe() -> tuple[str, ...]:
    """Try each layer in a child process; return the names of those that hold, strongest first."""
    if not linux.machine_supported():
        return ()
    layers = []
    if _works(_try_namespaces):
        layers.append("namespaces")
    if linux.landlock_abi():
        layers.append(f"landlock {linux.landlock_abi()}")
    if _works(_try_seccomp):
        layers.append("seccomp")
    return tuple(layers)


def require(layers: Sequence[str]) -> None:
    """Raise :class:`NoSandbox` unless the layers shut files, network and processes."""
    files = any(layer.startswith(("namespaces", "landlock")) for layer in layers)
    if not files or "seccomp" not in layers:
        raise NoSandbox(
            "This machine offers no way to shut a student's code in: it needs Linux on x86_64 or "
            "arm64 with seccomp, and either unprivileged user namespaces or Landlock (Linux 5.13 "
            "or later, on in most systems). Allow one of them for this machine or container, or "
            "grade with --no-sandbox, which lets students' code read whatever you can read."
        )


def _works(attempt: object) -> bool:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            attempt()  # type: ignore[operator]
            code = 0
        except BaseException:
            pass
        os._exit(code)
    return os.waitpid(pid, 0)[1] == 0


def _try_namespaces() -> None:
    _leave_namespaces()
    linux.mount("tmpfs", "/tmp", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=1m")
    Path("/tmp/usr").mkdir()
    linux.bind_read_only("/usr", "/tmp/usr")
    if os.fork() == 0:
        os._exit(0 if os.getpid() == 1 else 1)
    if os.wait()[1]:
        raise OSError("no process namespace")


def _try_seccomp() -> None:
    linux.no_new_privileges()
    linux.seccomp(own_processes=True)


def _leave_namespaces() -> None:
    flags = linux.NEWNS | linux.NEWPID | linux.NEWNET | linux.NEWIPC | linux.NEWUTS
    uid, gid = os.getuid(), os.getgid()
    if uid == 0:
        linux.unshare(flags)
    else:
        linux.unshare(flags | linux.NEWUSER)
        _map_ids(uid, gid)
    linux.mount("none", "/", flags=linux.MS_REC | linux.MS_PRIVATE)


def _map_ids(uid: int, gid: int) -> None:
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def build_root(plan: Plan, folders: Iterable[str]) -> None:
    """Enter new namespaces with a root that holds Python and a copy of ``folders`` to work in.

    Where two folders hold the same file, the later one wins. The next fork is in the new process
    namespace.
    """
    _leave_namespaces()
    root = plan.mountpoint
    flags = linux.MS_NOSUID | linux.MS_NODEV
    linux.mount("tmpfs", root, "tmpfs", flags, "size=1m,mode=755")
    work = root + HOME
    Path(work).mkdir(parents=True)
    room = f"size={plan.limits.scratch_mib}m,nr_inodes={_MAX_INODES},mode=700"
    linux.mount("tmpfs", work, "tmpfs", flags, room)
    Path(root + "/tmp").mkdir(parents=True, exist_ok=True)
    Path(work + "/.tmp").mkdir(0o700)
    linux.mount(work + "/.tmp", root + "/tmp", flags=linux.MS_BIND)
    for path in plan.readable:  # after /tmp, since Python or the course may lie below it
        _show(path, root)
    for path in _DEVICES:
        Path(root + path).parent.mkdir(exist_ok=True)
        Path(root + path).touch()
        linux.mount(path, root + path, flags=linux.MS_BIND)
    for path in plan.hidden:
        if Path(root + path).is_dir():
            linux.mount("tmpfs", root + path, "tmpfs", flags, "size=4k,mode=555")
    fill(work, folders)
    linux.enter_root(root)


def _show(path: str, root: str) -> None:
    source, target = Path(path), Path(root + path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        target.symlink_to(source.readlink())
        return
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.touch()
    linux.bind_read_only(path, str(target))


def fill(work: str, folders: Iterable[str]) -> None:
    """Copy folders into the scratch folder, and let the student own the copies."""
    for folder in folders:
        shutil.copytree(folder, work, dirs_exist_ok=True, copy_function=shutil.copyfile)
    if os.getuid() == 0:
        for path in (Path(work), *Path(work).rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def give_up_everything(plan: Plan, virtual_bytes: int) -> None:
    """Drop privileges and take the limits; nothing of this can be undone.

    ``virtual_bytes`` is the address space that the process has already.
    """
    namespaces = "namespaces" in plan.layers
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        if namespaces:
            with contextlib.suppress(OSError):  # counts processes for this sandbox alone
                linux.unshare(linux.NEWUSER)
    if not (namespaces or os.access(sys.prefix, os.R_OK | os.X_OK)):
        raise NoSandbox(
            f"Students' code would run as an ordinary user, who cannot read {sys.prefix}. Install "
            "Python where everybody can read it, or run the grader as an ordinary user."
        )
    linux.drop_capabilities()
    limits = plan.limits
    # Twice: the watcher is to stop the cell that takes too much, before a MemoryError leaves the
    # memory taken and the next cell is blamed.
    _limit(resource.RLIMIT_AS, virtual_bytes + 2 * limits.memory_mib * _MIB)
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds)
    _limit(resource.RLIMIT_FSIZE, limits.scratch_mib * _MIB)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 256)
    if namespaces:
        _limit(resource.RLIMIT_NPROC, limits.processes)
    linux.no_new_privileges()
    if any(layer.startswith("landlock") for layer in plan.layers):
        if namespaces:
            linux.landlock(["/"], [HOME, "/tmp", *_DEVICES])
        else:
            shown, listed = without(plan.readable, plan.hidden)
            linux.landlock(shown, [plan.scratch, *_DEVICES], listed)
    linux.die_with_parent()  # changing the user had cleared it
    linux.seccomp(own_processes=namespaces)


def without(
    readable: Iterable[str], hidden: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return ``readable`` without what is hidden below it, and folders that may only be listed."""
    hidden = tuple(hidden)
    shown: list[str] = []
    listed: list[str] = []
    todo = list(readable)
    while todo:
        path = os.path.realpath(todo.pop(0))
        if any(path == h or path.startswith(h + "/") for h in hidden):
            continue
        if any(h.startswith(path + "/") for h in hidden):
            listed.append(path)
            todo += sorted(str(item) for item in Path(path).iterdir())
        else:
            shown.append(path)
    return tuple(shown), tuple(listed)


def _limit(what: int, amount: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        amount = min(amount, hard)
    resource.setrlimit(what, (amount, amount))
