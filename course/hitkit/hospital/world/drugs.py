"""The drugs in use, and the formulary as a table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hitkit.hospital.files import read_toml
from hitkit.hospital.model import Row


@cache
def in_use() -> Mapping[str, Any]:
    """Return the drugs in use."""
    return read_toml("drugs.toml")


def formulary() -> list[Row]:
    """Return the hospital's formulary: how each drug is given, and how it is billed."""
    return [
        {
            "drug": drug,
            "dose": facts["dose"][0],
            "unit": facts["dose"][1],
            "route": facts["route"],
            "hcpcs": facts.get("hcpcs", ""),
            "billing_units": facts.get("units"),
        }
        for drug, facts in sorted(in_use().items())
    ]
