"""The few Linux calls that Python 3.11 does not offer: namespaces, mounts, Landlock, seccomp."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable
from pathlib import Path

NEWNS, NEWUTS, NEWIPC = 0x00020000, 0x04000000, 0x08000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
CLONE_THREAD = 0x00010000

MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 4096, 16384, 1 << 18
MNT_DETACH = 2

# Numbers of system calls: (x86_64, aarch64); None where the machine has no such call.
_NUMBERS: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "clone": (56, 220),
    "fork": (57, None),
    "vfork": (58, None),
    "kill": (62, 129),
    "ptrace": (101, 117),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "mount": (165, 40),
    "umount2": (166, 39),
    "setsid": (112, 157),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "init_module": (175, 105),
    "delete_module": (176, 106),
    "quotactl": (179, 60),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "kexec_load": (246, 104),
    "mq_open": (240, 180),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "unshare": (272, 97),
    "perf_event_open": (298, 241),
    "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "finit_module": (313, 273),
    "memfd_create": (319, 279),
    "kexec_file_load": (320, 294),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "pidfd_send_signal": (424, 424),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "pidfd_open": (434, 434),
    "clone3": (435, 435),
    "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440),
    "mount_setattr": (442, 442),
    "landlock_create_ruleset": (444, 444),
    "landlock_add_rule": (445, 445),
    "landlock_restrict_self": (446, 446),
    "memfd_secret": (447, 447),
    "process_mrelease": (448, 448),
    "syslog": (103, 116),
    "inotify_add_watch": (254, 27),
    "truncate": (76, 45),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    "prlimit64": (302, 261),
    "sched_setaffinity": (203, 122),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fcntl": (72, 25),
    "ioctl": (16, 29),
    "prctl": (157, 167),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
}
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_FORBIDDEN = [
    "socket",
    "ptrace",
    "pivot_root",
    "chroot",
    "mount",
    "umount2",
    "setsid",
    "swapon",
    "swapoff",
    "reboot",
    "sethostname",
    "setdomainname",
    "init_module",
    "delete_module",
    "quotactl",
    "kexec_load",
    "mq_open",
    "add_key",
    "request_key",
    "keyctl",
    "shmget",
    "semget",
    "msgget",
    "unshare",
    "perf_event_open",
    "fanotify_init",
    "name_to_handle_at",
    "open_by_handle_at",
    "setns",
    "process_vm_readv",
    "process_vm_writev",
    "kcmp",
    "finit_module",
    "memfd_create",
    "kexec_file_load",
    "bpf",
    "userfaultfd",
    "pidfd_send_signal",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "open_tree",
    "move_mount",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "pidfd_open",
    "pidfd_getfd",
    "process_madvise",
    "mount_setattr",
    "memfd_secret",
    "process_mrelease",
    "syslog",
]
# Where other processes of the same user can be seen, and files that Landlock does not guard.
_FORBIDDEN_TOO = [
    *("fork", "vfork", "truncate", "inotify_add_watch", "setpriority", "ioprio_set"),
    *("move_pages", "migrate_pages", "setxattr", "lsetxattr", "removexattr", "lremovexattr"),
]
_PRETENDED = [  # do nothing, and say that they did: copying a file needs them
    *("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchown", "fchownat"),
    *("utime", "utimes", "futimesat", "utimensat"),
]
_OWN_ONLY = ["prlimit64", "sched_setaffinity", "sched_setparam", "sched_setscheduler"]
_OWN_ONLY += ["sched_setattr"]
_OWNERS = {"fcntl": (8, 10, 15), "ioctl": (0x8901, 0x8902)}  # whom the kernel is to send signals
_DEATH_SIGNAL = 1
_SIGNALS = ["kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"]

_libc = ctypes.CDLL(None, use_errno=True)


def machine_supported() -> bool:
    """Whether the system call numbers of this machine are known here."""
    return platform.system() == "Linux" and platform.machine() in _MACHINES


def _number(name: str) -> int | None:
    return _NUMBERS[name][_MACHINES[platform.machine()][0]]


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def _syscall(name: str, *args: object) -> int:
    number = _number(name)
    if number is None:
        raise OSError(errno.ENOSYS, name)
    plain = [ctypes.c_long(a) if isinstance(a, int) else a for a in args]
    return _check(int(_libc.syscall(ctypes.c_long(number), *plain)), name)


def unshare(flags: int) -> None:
    """Leave the namespaces named in ``flags`` for new ones."""
    _check(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str = "", flags: int = 0, data: str = "") -> None:
    """Call mount(2)."""
    _check(
        _libc.mount(
            source.encode(),
            target.encode(),
            kind.encode() or None,
            ctypes.c_ulong(flags),
            data.encode() or None,
        ),
        f"mount {target}",
    )


def bind_read_only(source: str, target: str) -> None:
    """Show ``source`` at ``target``, with all that is mounted below it, read-only."""
    mount(source, target, flags=MS_BIND | MS_REC)
    attributes = struct.pack("QQQQ", 0x1 | 0x2, 0, 0, 0)  # read-only, no setuid
    at_recursive = 0x8000
    _syscall("mount_setattr", -100, target.encode(), at_recursive, attributes, len(attributes))


def enter_root(new_root: str) -> None:
    """Make ``new_root`` the root and let go of the old one."""
    os.chdir(new_root)
    _syscall("pivot_root", b".", b".")
    _check(_libc.umount2(b".", MNT_DETACH), "umount")
    os.chdir("/")


def prctl(option: int, arg: int = 0, what: str = "prctl") -> None:
    """Call prctl(2) with one argument."""
    _check(_libc.prctl(option, *map(ctypes.c_ulong, (arg, 0, 0, 0))), what)


def die_with_parent() -> None:
    """Ask to be killed when the parent ends."""
    prctl(_DEATH_SIGNAL, 9)


def no_new_privileges() -> None:
    """Give up gaining privileges through execve, for ever."""
    prctl(38, 1)


def drop_capabilities() -> None:
    """Give up every capability."""
    header = struct.pack("Ii", 0x20080522, 0)
    _check(_libc.capset(header, struct.pack("6I", *[0] * 6)), "capset")


# Landlock ----------------------------------------------------------------------------------

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15


def landlock_abi() -> int:
    """Version of Landlock in the running kernel, 0 for none."""
    try:
        return _syscall("landlock_create_ruleset", 0, 0, 1)
    except (OSError, KeyError):
        return 0


def landlock(readable: Iterable[str], writable: Iterable[str], listed: Iterable[str] = ()) -> None:
    """Confine this process to the paths given; OSError where the kernel has no Landlock."""
    abi = landlock_abi()
    if not abi:
        raise OSError(errno.ENOSYS, "the kernel has no Landlock")
    files = (1 << 13) - 1
    if abi >= 2:
        files |= 1 << 13
    if abi >= 3:
        files |= _TRUNCATE
    if abi >= 5:
        files |= _IOCTL_DEV
    net = 3 if abi >= 4 else 0
    scoped = 3 if abi >= 6 else 0
    attributes = struct.pack("QQQ", files, net, scoped)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = _syscall("landlock_create_ruleset", attributes, size, 0)
    try:
        for paths, allowed in (
            (readable, _EXECUTE | _READ_FILE | _READ_DIR),
            (writable, files & ~_IOCTL_DEV),
            (listed, _READ_DIR),
        ):
            for path in paths:
                _landlock_path(ruleset, path, allowed)
        _syscall("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def _landlock_path(ruleset: int, path: str, allowed: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not Path(path).is_dir():
            allowed &= _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
        _syscall("landlock_add_rule", ruleset, 1, struct.pack("=Qi", allowed, fd), 0)
    finally:
        os.close(fd)


# seccomp -----------------------------------------------------------------------------------

_LOAD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000


def seccomp(own_processes: bool) -> None:
    """Refuse the system calls that no notebook needs.

    Without process namespaces (``own_processes`` false) no child process can be started and no
    signal sent to anyone else.
    """
    program = _filter(own_processes, os.getpid())
    code = b"".join(struct.pack("HBBI", *line) for line in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    header = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer)), 16
    )
    _check(
        _libc.prctl(22, ctypes.c_ulong(2), header, ctypes.c_ulong(0), ctypes.c_ulong(0)), "seccomp"
    )


def _filter(own_processes: bool, pid: int) -> list[tuple[int, int, int, int]]:
    arch = _MACHINES[platform.machine()][1]
    refuse = (_RET, 0, 0, _ERRNO | errno.EPERM)
    lines = [(_LOAD, 0, 0, 4), (_JEQ, 1, 0, arch), (_RET, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    if arch == 0xC000003E:  # the x32 call table, a way around a filter
        lines += [(_JGE, 0, 1, 0x40000000), refuse]
    forbidden = list(_FORBIDDEN) if own_processes else [*_FORBIDDEN, *_FORBIDDEN_TOO]
    for name in forbidden:
        if (number := _number(name)) is not None:
            lines += [(_JEQ, 0, 1, number), refuse]
    allow = (_RET, 0, 0, _ALLOW)
    clone3, clone = _number("clone3"), _number("clone")
    assert clone3 is not None and clone is not None
    lines += [(_JEQ, 0, 1, clone3), (_RET, 0, 0, _ERRNO | errno.ENOSYS)]
    lines += _unless_argument("prctl", 0, (_DEATH_SIGNAL,), refuse)
    if own_processes:
        spaces = NEWNS | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET | 0x02000000
        lines += [(_JEQ, 0, 4, clone), (_LOAD, 0, 0, 16), (_JSET, 0, 1, spaces), refuse, allow]
        return [*lines, allow]
    lines += [(_JEQ, 0, 4, clone), (_LOAD, 0, 0, 16), (_JSET, 1, 0, CLONE_THREAD), refuse, allow]
    for name in _PRETENDED:
        if (number := _number(name)) is not None:
            lines += [(_JEQ, 0, 1, number), (_RET, 0, 0, _ERRNO)]
    for name in _SIGNALS:  # tkill names a thread; the main one has the process's number: enough
        lines += _only_argument(name, (pid,), refuse)
    for name in _OWN_ONLY:
        lines += _only_argument(name, (0, pid), refuse)
    for name, commands in _OWNERS.items():
        lines += _unless_argument(name, 1, commands, refuse)
    return [*lines, allow]


_Line = tuple[int, int, int, int]


def _only_argument(name: str, values: tuple[int, ...], refuse: _Line) -> list[_Line]:
    """Allow a call only if its first argument is one of ``values``."""
    number = _number(name)
    if number is None:
        return []
    checks = [(_JEQ, len(values) - i, 0, value) for i, value in enumerate(values)]
    body = [(_LOAD, 0, 0, 16), *checks, refuse, (_RET, 0, 0, _ALLOW)]
    return [(_JEQ, 0, len(body), number), *body]


def _unless_argument(name: str, place: int, values: tuple[int, ...], refuse: _Line) -> list[_Line]:
    """Refuse a call if the argument at ``place`` is one of ``values``."""
    number = _number(name)
    if number is None:
        return []
    checks = [(_JEQ, len(values) - i, 0, value) for i, value in enumerate(values)]
    body = [(_LOAD, 0, 0, 16 + 8 * place), *checks, (_RET, 0, 0, _ALLOW), refuse]
    return [(_JEQ, 0, len(body), number), *body]
