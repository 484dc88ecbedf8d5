"""The same grading on a Dask cluster: submissions travel as bytes, results come home."""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Iterable, Iterator
from typing import Any

from . import __version__
from .engine import Settings, shared_engine
from .grading import Outcome, Submission, careful, not_graded
from .release import CourseError, Release
from .sandbox import NoSandbox

_PATIENCE = 60.0


def outcomes(
    release: Release, work: Iterable[Submission], settings: Settings, scheduler: str
) -> Iterator[Outcome]:
    """Yield the outcomes as they come; work of a worker that dies is done again by another.

    No more submissions are on their way than keep the workers busy. :class:`CourseError` where
    the scheduler cannot be reached, goes away, or has had no worker for a minute.
    """
    with _connect(scheduler) as client:
        try:
            yield from _outcomes(client, release, iter(work), settings, scheduler)
        except (OSError, TimeoutError, _cancelled()) as error:
            raise CourseError(
                f"The Dask scheduler at {scheduler} went away. Start it again with its workers, "
                f"and run again; what was graded is kept. ({error or type(error).__name__})"
            ) from None


def _connect(scheduler: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise CourseError(
            "Grading on a cluster needs Dask: pip install 'hit-curriculum-kit[cluster]'"
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said below
    try:
        return Client(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(
            f"No Dask scheduler answers at {scheduler}. Start one (dask scheduler) and workers "
            f"(dask worker {scheduler}), or grade without --scheduler. ({error})"
        ) from None


def _cancelled() -> type[BaseException]:
    from distributed import CancelledError  # noqa: PLC0415

    return CancelledError


def _outcomes(
    client: Any, release: Release, work: Iterator[Submission], settings: Settings, scheduler: str
) -> Iterator[Outcome]:
    from distributed import wait  # noqa: PLC0415

    # A task rather than scattered data: the scheduler makes it again when all that had it died.
    shared = client.submit(_same, release, key=f"release-{release.hash}")
    running: dict[Any, Submission] = {}
    seen = time.monotonic()
    while True:
        room = 2 * sum(client.nthreads().values()) - len(running)
        for submission in itertools.islice(work, max(0, room)):
            task = client.submit(
                grade_remotely, shared, settings, submission, __version__, pure=False
            )
            running[task] = submission
        if not running and room > 0:
            return
        if room + len(running) > 0:
            seen = time.monotonic()
        elif time.monotonic() - seen > _PATIENCE:
            raise CourseError(
                f"The Dask scheduler at {scheduler} has had no worker for a minute. Start one "
                f"(dask worker {scheduler}) on a machine that reaches the scheduler, and run "
                "again; what was graded is kept."
            )
        if not running:
            time.sleep(0.2)
            continue
        try:
            with client.as_current():
                done = wait(list(running), timeout=1, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            continue
        for task in done:
            yield _outcome(task, running.pop(task), release)


def _outcome(task: Any, submission: Submission, release: Release) -> Outcome:
    error = task.exception()
    if error is None:
        found: Outcome = task.result()
        return found
    if isinstance(error, NoSandbox | CourseError):
        raise type(error)(f"A Dask worker refuses: {error}")
    if isinstance(error, ImportError):
        raise CourseError(
            f"A Dask worker lacks what grading needs ({error}). Install the kit there, in the same "
            "version as here, with all that the notebooks import, and run again."
        )
    why = f"The cluster failed: {error}. Grade again."
    return Outcome(not_graded(release, submission, "none", why), (), (), ())


def _same(release: Release) -> Release:
    return release


def grade_remotely(
    release: Release, settings: Settings, submission: Submission, version: str
) -> Outcome:
    """Grade on a worker, with an engine that the worker keeps warm."""
    if version != __version__:
        raise CourseError(
            f"it has version {__version__} of the grader, and here is {version}. Install the same."
        )
    return careful(shared_engine(settings), release, submission)
