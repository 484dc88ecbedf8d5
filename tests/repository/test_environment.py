"""environment.yml says what pyproject.toml says, with a reason beside each package."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LINES = (ROOT / "environment.yml").read_text().splitlines()


def listed() -> set[str]:
    entries = [re.match(r"\s+- ([^:#]+?)\s*(#|$)", line) for line in LINES]
    found = {entry.group(1) for entry in entries if entry}
    return found - {"conda-forge", "pip", "-e ."}


def test_the_two_lists_agree() -> None:
    wanted = {"python" + PROJECT["requires-python"]}
    wanted.update(PROJECT["dependencies"], PROJECT["optional-dependencies"]["instructor"])
    assert listed() == wanted


def test_every_package_has_a_reason() -> None:
    packages = [line for line in LINES if re.match(r"\s+- [a-z-]+.*", line) and ":" not in line]
    assert all("#" in line for line in packages if "conda-forge" not in line)


def test_lock_is_of_this_project() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    own = next(p for p in lock["package"] if p["name"] == PROJECT["name"])
    locked = {re.sub(r"\s", "", d["name"]) for d in own["dependencies"]}
    assert locked == {re.split(r"[<>=]", d)[0] for d in PROJECT["dependencies"]}
