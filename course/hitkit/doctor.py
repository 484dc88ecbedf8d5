"""Say in plain words what is missing or wrong on this machine or in a term, and how to mend it."""

import importlib.metadata
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from packaging.requirements import Requirement
from packaging.version import Version
from traitlets.config.loader import Config, ConfigFileNotFound, PyFileConfigLoader

DISTRIBUTION = "hit-curriculum-kit"
LAB_EXTENSION = "@jupyter/nbgrader"
SERVER_EXTENSIONS = (
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.assignment_list",
)
ENOUGH_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: fine, or wrong with its cure."""

    fine: bool
    says: str
    cure: str = ""


def examine(folder: Path | None = None) -> list[Finding]:
    """Look at this machine and, if given, at the term in ``folder``."""
    findings = [finding for look in MACHINE for finding in look()]
    if folder is not None:
        findings += _term(folder.absolute())
    return findings


def report(findings: list[Finding]) -> str:
    """Return the findings as text, what is wrong last and with its cure."""
    good = [f"ok     {finding.says}" for finding in findings if finding.fine]
    bad = [f"WRONG  {f.says}\n       {f.cure}" for f in findings if not f.fine]
    end = f"{len(bad)} to mend." if bad else "All is well."
    return "\n".join([*good, *bad, end])


def python() -> Iterator[Finding]:
    """Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        sys.version_info >= (3, 11),
        f"Python {version}",
        "The kit needs Python 3.11 or later. Install one from python.org and make .venv again.",
    )


def versions(extra: str = "") -> Iterator[Finding]:
    """Every package that a student's machine, or one for ``extra``, needs is there and fits."""
    for text in importlib.metadata.requires(DISTRIBUTION) or []:
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        try:
            version = Version(importlib.metadata.version(requirement.name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(
                False,
                f"{requirement.name} is not installed",
                f"Run: {sys.executable} -m pip install '{requirement}'",
            )
            continue
        yield Finding(
            requirement.specifier.contains(version, prereleases=True),
            f"{requirement.name} {version}",
            f"The kit needs {requirement}. Run: {sys.executable} -m pip install '{requirement}'",
        )


def extensions() -> Iterator[Finding]:
    """JupyterLab shows nbgrader's menus."""
    said = _jupyter("server", "extension", "list").splitlines()
    for name in SERVER_EXTENSIONS:
        yield Finding(
            any(name in line and "enabled" in line for line in said),
            f"{name.rsplit('.', 1)[-1]} is enabled",
            f"Run: jupyter server extension enable {name} --sys-prefix",
        )
    shown = _jupyter("labextension", "list").splitlines()
    lines = [line for line in shown if LAB_EXTENSION in line]
    yield Finding(
        any("enabled" in line and "OK" in line for line in lines),
        "nbgrader's menus are enabled in JupyterLab",
        f"Run: jupyter labextension enable {LAB_EXTENSION}",
    )


def kernel() -> Iterator[Finding]:
    """Notebooks have a Python to run in."""
    try:
        kernels = json.loads(_jupyter("kernelspec", "list", "--json"))["kernelspecs"]
    except (ValueError, KeyError):
        kernels = {}
    yield Finding(
        "python3" in kernels,
        "the python3 kernel is installed",
        f"Run: {sys.executable} -m ipykernel install --sys-prefix",
    )


MACHINE: tuple[Callable[[], Iterator[Finding]], ...] = (python, versions, extensions, kernel)


def _jupyter(*words: str) -> str:
    command = [sys.executable, "-m", "jupyter", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


def _term(folder: Path) -> Iterator[Finding]:
    try:
        config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    except ConfigFileNotFound:
        yield Finding(
            False, f"{folder} has no nbgrader_config.py", f"Make a term: hitkit term new {folder}"
        )
        return
    except Exception as error:
        yield Finding(
            False,
            f"nbgrader_config.py cannot be read: {error}",
            "Mend the line it names, or copy the file of a new term.",
        )
        return
    yield Finding(True, f"{folder} is a term")
    yield from _exchange(config)
    yield from _secrecy(folder)
    yield from _source(folder)
    yield from _time_zone(config)
    free = shutil.disk_usage(folder).free
    yield Finding(
        free > ENOUGH_BYTES,
        f"{free // 1024**2} MB free on the disk",
        "Free some space: submissions, grading and feedback all need it.",
    )


def _exchange(config: Config) -> Iterator[Finding]:
    root = Path(str(config.Exchange.get("root", "/usr/local/share/nbgrader/exchange")))
    if not root.is_dir():
        yield Finding(
            False,
            f"the exchange {root} is missing",
            f"Run: mkdir -p {root} && chmod 1777 {root}",
        )
        return
    mode = stat.S_IMODE(root.stat().st_mode)
    yield Finding(
        os.access(root, os.W_OK | os.X_OK),
        f"the exchange {root} can be written",
        f"Its owner must run: chmod 1777 {root}",
    )
    yield Finding(
        not mode & stat.S_IWOTH or bool(mode & stat.S_ISVTX),
        "nobody can rename what others put into the exchange",
        f"Anyone can move the course away. Run: chmod 1777 {root}",
    )


def _secrecy(folder: Path) -> Iterator[Finding]:
    for name in ("keys", "source"):
        path = folder / name
        if path.is_dir():
            yield Finding(
                not stat.S_IMODE(path.stat().st_mode) & 0o077,
                f"{name}/ is yours alone",
                f"Others on this machine can read the answers. Run: chmod -R go= {path}",
            )


def _source(folder: Path) -> Iterator[Finding]:
    for release in sorted((folder / "release").glob("*")):
        source = folder / "source" / release.name
        yield Finding(
            source.is_dir(),
            f"{release.name} has its source",
            f"{source} is gone, so nothing can be graded. Bring it back from a backup, or make "
            "the same term again elsewhere with the seed in keys/seed.txt.",
        )


def _time_zone(config: Config) -> Iterator[Finding]:
    name = str(config.Exchange.get("timezone", "UTC"))
    try:
        ZoneInfo(name)
        known = True
    except (KeyError, ValueError, OSError):
        known = False
    yield Finding(
        known,
        f"times are shown in {name}",
        f"{name!r} is no time zone. Use a name such as America/Chicago for c.Exchange.timezone.",
    )
