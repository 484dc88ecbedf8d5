"""All that a process has started, whether its starter lives or not, and how to end it."""

import contextlib
import ctypes
import signal
import sys
import time

import psutil

_SET_CHILD_SUBREAPER = 36
_SET_PARENT_DEATH_SIGNAL = 1


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent has died, so that none gets lost."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def die_with_parent() -> None:
    """Be told to end when the process that started this one dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)


def end_all(patience: float = 15.0) -> None:
    """Ask all descendants to end; after ``patience`` seconds make them."""
    deadline = time.monotonic() + patience
    asked: set[int] = set()
    while left := psutil.Process().children(recursive=True):
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                if time.monotonic() > deadline:
                    process.kill()
                elif process.pid not in asked:
                    asked.add(process.pid)
                    process.terminate()
        psutil.wait_procs(left, timeout=0.5)
