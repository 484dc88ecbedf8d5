"""The public term's data: what ``datasets/hospital`` holds, built anew in memory or on disk."""

from __future__ import annotations

import json
from pathlib import Path

from hitkit.hospital import schema
from hitkit.hospital.model import Hospital
from hitkit.hospital.package import datasheets, describe
from hitkit.hospital.package.write import checksums
from hitkit.rows import csv_bytes


def build(hospital: Hospital, directory: Path) -> None:
    """Write CSV, description, dictionary, datasheets and checksums into an empty directory.

    The relational copy is left out, for its size; ``hitkit data build`` writes it.
    """
    (directory / "datasheets").mkdir(parents=True)
    counts = {name: len(rows) for name, rows in hospital.rows.items()}
    files = []
    for name, table in schema.tables().items():
        path = directory / f"{name}.csv"
        path.write_bytes(csv_bytes(hospital.rows[name], list(table.fields)))
        files.append(path)
    texts = {
        "datapackage.json": json.dumps(describe.datapackage(files, counts), indent=1) + "\n",
        "dictionary.md": describe.dictionary(),
    }
    for name, text in (datasheets.sheets(counts) | datasheets.calibration(hospital.rows)).items():
        texts[f"datasheets/{name}"] = text
    for name, text in texts.items():
        (directory / name).write_text(text, encoding="utf-8")
    (directory / "checksums.txt").write_text(checksums(directory), encoding="utf-8")
