"""The same grading on a Dask cluster: submissions travel as bytes, results come home."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from .course import careful
from .engine import Settings, shared_engine
from .grading import Outcome, Submission, not_graded
from .release import CourseError, Release

_PATIENCE = 60.0


def outcomes(
    release: Release, work: Sequence[Submission], settings: Settings, scheduler: str
) -> Iterator[Outcome]:
    """Yield the outcomes as they come; work of a worker that dies is done again by another.

    :class:`CourseError` where the scheduler cannot be reached or has had no worker for a minute.
    """
    try:
        from distributed import Client, as_completed  # noqa: PLC0415
    except ImportError:
        raise CourseError(
            "Grading on a cluster needs Dask: pip install 'hit-curriculum-kit[cluster]'"
        ) from None
    try:
        client = Client(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(
            f"No Dask scheduler answers at {scheduler}. Start one (dask scheduler) and workers "
            f"(dask worker {scheduler}), or grade without --scheduler. ({error})"
        ) from None
    with client:
        shared = client.scatter(release, broadcast=True) if _has_workers(client) else release
        futures = {
            client.submit(grade_remotely, shared, settings, s, retries=2, pure=False): s
            for s in work
        }
        left = as_completed(futures, raise_errors=False)
        seen = time.monotonic()
        while left.count():
            if left.is_empty():
                if client.scheduler_info()["workers"]:
                    seen = time.monotonic()
                elif time.monotonic() - seen > _PATIENCE:
                    raise CourseError(_deserted(scheduler))
                time.sleep(0.1)
                continue
            for future in left.next_batch():
                yield _outcome(future, futures.pop(future), release)


def _has_workers(client: object) -> bool:
    found: bool = bool(client.scheduler_info()["workers"])  # type: ignore[attr-defined]
    return found


def _deserted(scheduler: str) -> str:
    return (
        f"The scheduler at {scheduler} has had no worker for a minute. Start one (dask worker "
        f"{scheduler}) where the scheduler can be reached, and run again; what was graded is kept."
    )


def _outcome(future: object, submission: Submission, release: Release) -> Outcome:
    error = future.exception()  # type: ignore[attr-defined]
    if error is None:
        found: Outcome = future.result()  # type: ignore[attr-defined]
        return found
    why = f"The cluster failed: {error}. Grade again."
    return Outcome(not_graded(release, submission, "none", why), (), (), ())


def grade_remotely(release: Release, settings: Settings, submission: Submission) -> Outcome:
    """Grade on a worker, with an engine that the worker keeps warm."""
    return careful(shared_engine(settings), release, submission)
