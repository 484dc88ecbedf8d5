"""The hospital's own data files, read from the package."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from typing import Any


def read_text(name: str) -> str:
    """Return the text of a file of ``hitkit/hospital/data``."""
    return (resources.files("hitkit.hospital") / "data" / name).read_text(encoding="utf-8")


def read_toml(name: str) -> dict[str, Any]:
    """Return a TOML file of ``hitkit/hospital/data``."""
    return tomllib.loads(read_text(name))


def read_csv(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of ``hitkit/hospital/data``."""
    return list(csv.DictReader(read_text(name).splitlines()))
