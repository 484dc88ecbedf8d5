"""The description of the tables: Frictionless data package and dictionary."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hitkit.hospital import schema
from hitkit.hospital.world.calendar import FIRST_DAY, LAST_DAY
from hitkit.hospital.world.names import CLINIC, HOSPITAL

BANNER = (
    "Everything here is invented. No patient, member of staff, payer or place in "
    "these files exists; "
    "any likeness is chance. Do not use them for care, research or payment."
)
LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_TYPES = {
    "text": "string",
    "date": "date",
    "datetime": "datetime",
    "integer": "integer",
    "number": "number",
}


def datapackage(files: list[Path], counts: Mapping[str, int]) -> dict[str, Any]:
    """Return the Frictionless description of the CSV files."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "invented-hospital",
        "title": f"{HOSPITAL} and {CLINIC} (invented)",
        "description": f"{BANNER} Visits from {FIRST_DAY} to {LAST_DAY}, as the "
        "systems stood on {CLOSED}.",
        "licenses": [LICENSE],
        "resources": [_resource(path, counts) for path in _in_order(files)],
    }


def digest(path: Path) -> str:
    """Return the SHA-256 of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _in_order(files: list[Path]) -> list[Path]:
    places = list(schema.tables())
    return sorted(files, key=lambda path: places.index(path.stem))


def _resource(path: Path, counts: Mapping[str, int]) -> dict[str, Any]:
    table = schema.tables()[path.stem]
    return {
        "name": table.name,
        "path": path.name,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "rows": counts[table.name],
        "schema": {
            "fields": [_field(field) for field in table.fields.values()],
            "primaryKey": list(table.key),
            "foreignKeys": [
                _foreign(name, field) for name, field in table.fields.items() if field.refers
            ],
            "missingValues": [""],
        },
    }


def _field(field: schema.Field) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if not field.may_be_empty:
        limits["required"] = True
    if field.one_of:
        limits["enum"] = list(field.one_of)
    if field.pattern:
        limits["pattern"] = field.pattern
    if field.low is not None:
        limits["minimum"] = field.low
    if field.high is not None:
        limits["maximum"] = field.high
    kind = {"name": field.name, "type": _TYPES[field.type], "description": field.about}
    if field.type == "datetime":
        kind["format"] = "%Y-%m-%dT%H:%M"
    return kind | ({"constraints": limits} if limits else {})


def _foreign(name: str, field: schema.Field) -> dict[str, Any]:
    table, key = field.refers.split(".")
    return {"fields": [name], "reference": {"resource": table, "fields": [key]}}


def dictionary() -> str:
    """Return the dictionary for people, as Markdown with one table for each table."""
    parts = [
        "# Data dictionary\n",
        f"**{BANNER}**\n",
        f"{HOSPITAL} and {CLINIC}, visits from {FIRST_DAY} to {LAST_DAY}. Dates are "
        f"year-month-day; times "
        "are local and have no time zone. Read every column as text first: a code such "
        "as `0120` is no "
        "number.\n",
    ]
    for table in schema.tables().values():
        parts.append(
            f"## {table.name}\n\n{table.about}\n\nKey: "
            f"{', '.join(f'`{key}`' for key in table.key)}\n"
        )
        parts.append("| field | type | what it holds | allowed |\n|---|---|---|---|")
        parts += [
            f"| `{field.name}` | {field.type} | {field.about} | {_allowed(field)} |"
            for field in table.fields.values()
        ]
        parts.append("")
    return "\n".join(parts)


def _allowed(field: schema.Field) -> str:
    said = []
    if field.one_of:
        said.append(", ".join(f"`{value}`" for value in field.one_of))
    if field.refers:
        said.append(f"a `{field.refers}`")
    if field.low is not None or field.high is not None:
        low = "" if field.low is None else f"from {field.low:g}"
        high = "" if field.high is None else f"to {field.high:g}"
        said.append(f"{low} {high}".strip())
    said.append("may be empty" if field.may_be_empty else "never empty")
    return "; ".join(said)
