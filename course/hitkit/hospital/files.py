"""The hospital's own data files, read from the package."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from hitkit import rows


def read_text(name: str) -> str:
    """Return the text of a file of ``hitkit/hospital/data``."""
    return (resources.files("hitkit.hospital") / "data" / name).read_text(encoding="utf-8")


def read_toml(name: str) -> dict[str, Any]:
    """Return a TOML file of ``hitkit/hospital/data``."""
    return tomllib.loads(read_text(name))


def read_csv(name: str) -> list[rows.Row]:
    """Return the rows of a CSV file of ``hitkit/hospital/data``."""
    return rows.read_csv(read_text(name).encode())
