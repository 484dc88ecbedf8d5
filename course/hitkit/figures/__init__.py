"""Figures of the U.S. government, as the course's own tables with agency, period and caveats.

``names`` lists them, ``csv_bytes`` gives one as a file for a module's ``data/``, ``about`` says
where it is from, ``build`` writes them all with a Frictionless description and their provenance.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from hitkit.rows import Row, read_csv


@dataclass(frozen=True)
class Source:
    """Where a table is from and what to beware of; the first caveat is the one to say aloud."""

    about: str
    agency: str
    source: str
    period: str
    caveats: tuple[str, ...]
    numbers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.agency}, {self.source}, {self.period}"


class UnknownTable(ValueError):
    """A table that is not among the figures; the sentence lists those that are."""


def _data(name: str) -> bytes:
    return (resources.files("hitkit.figures") / "data" / name).read_bytes()


@cache
def _sources() -> dict[str, Source]:
    return {
        name: Source(**entry | {key: tuple(entry[key]) for key in ("caveats", "numbers")})
        for name, entry in tomllib.loads(_data("tables.toml").decode()).items()
    }


def names() -> list[str]:
    """Return the names of the tables."""
    return list(_sources())


def about(name: str) -> Source:
    """Return where a table is from. Raises :class:`UnknownTable`."""
    if name not in _sources():
        raise UnknownTable(f"There is no table {name!r}. There are: {', '.join(names())}.")
    return _sources()[name]


def csv_bytes(name: str) -> bytes:
    """Return a table as a CSV file. Raises :class:`UnknownTable`."""
    about(name)
    return _data(f"{name}.csv")


def rows(name: str) -> list[Row]:
    """Return a table as rows of text. Raises :class:`UnknownTable`."""
    return read_csv(csv_bytes(name))


def build(directory: Path) -> None:
    """Write every table, ``datapackage.json`` and ``README.md`` into a directory."""
    directory.mkdir(parents=True, exist_ok=True)
    for name in names():
        (directory / f"{name}.csv").write_bytes(csv_bytes(name))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "public-figures",
        "title": "Public figures on health information work",
        "description": "Figures of the U.S. government, in our own tables.",
        "resources": [_resource(name) for name in names()],
    }
    (directory / "datapackage.json").write_text(json.dumps(package, indent=1) + "\n", "utf-8")
    (directory / "README.md").write_text(_page(), encoding="utf-8")


def _resource(name: str) -> dict[str, Any]:
    data, source = csv_bytes(name), about(name)
    return {
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "description": f"{source.about} Period: {source.period}. {' '.join(source.caveats)}",
        "sources": [{"title": f"{source.agency}, {source.source}"}],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [
                {"name": field, "type": "number" if field in source.numbers else "string"}
                for field in rows(name)[0]
            ],
            "missingValues": [""],
        },
    }


def _page() -> str:
    parts = [
        "# Public figures\n",
        "Facts of the U.S. government in tables of our own. "
        "Cite the agency and the table, not this page.\n",
    ]
    for name in names():
        source = about(name)
        parts.append(
            f"## {name}\n\n{source.about}\n\n- Agency: {source.agency}\n- Table: {source.source}\n"
            f"- Period: {source.period}\n- Rows: {len(rows(name))}\n"
            + "".join(f"- Beware: {caveat}\n" for caveat in source.caveats)
        )
    return "\n".join(parts)
