"""Writing a hospital as files, streamed block by block, all or nothing."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hitkit.hospital import schema
from hitkit.hospital.model import Hospital, HospitalError, Planting, Progress
from hitkit.hospital.package import describe, relational

_LEDGER = ("table", "record", "field", "kind", "clean", "dirty", "why")


def write(hospital: Hospital, directory: Path, progress: Progress | None = None) -> Path:
    """Write a data package into a new directory: CSV, description, dictionary, SQLite, checksums.

    What was planted goes to ``instructor/ledger.csv``. ``progress`` is called after each block.
    """
    directory = Path(directory)
    if directory.exists():
        raise HospitalError(
            f"{directory} exists already. Choose a new directory, or remove this one first."
        )
    directory.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        _write(hospital, half, progress)
        half.chmod(0o755)
        half.replace(directory)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return directory


def _write(hospital: Hospital, directory: Path, progress: Progress | None) -> None:
    counts = dict.fromkeys(schema.tables(), 0)
    with ExitStack() as stack:
        writers = {
            name: _writer(stack, directory / f"{name}.csv", list(table.fields))
            for name, table in schema.tables().items()
        }
        ledger: Any = None
        done = 0
        with relational.Copy(directory / "hospital.sqlite") as copy:
            for block in hospital.blocks():
                for name, rows in block.tables.items():
                    writers[name].writerows(rows)
                    counts[name] += len(rows)
                copy.add(block.tables)
                if block.plantings and ledger is None:
                    (directory / "instructor").mkdir()
                    ledger = _writer(stack, directory / "instructor" / "ledger.csv", list(_LEDGER))
                if ledger:
                    ledger.writerows(_ledger_rows(block.plantings))
                done = min(hospital.people, done + 2_000)
                if progress:
                    progress(done, hospital.people)
                del block  # or two blocks would be in memory while the next is made
    files = sorted(directory.glob("*.csv"))
    (directory / "datapackage.json").write_text(
        json.dumps(describe.datapackage(files, counts), indent=1) + "\n", encoding="utf-8"
    )
    (directory / "dictionary.md").write_text(describe.dictionary(), encoding="utf-8")
    (directory / "checksums.txt").write_text(checksums(directory), encoding="utf-8")


def _writer(stack: ExitStack, path: Path, names: list[str]) -> csv.DictWriter[str]:
    file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    return writer


def _ledger_rows(plantings: Iterable[Planting]) -> list[dict[str, str]]:
    return [{name: getattr(planting, name) for name in _LEDGER} for planting in plantings]


def checksums(directory: Path) -> str:
    """Return one line for each file: its SHA-256 and its name."""
    return "".join(
        f"{describe.digest(path)}  {path.relative_to(directory).as_posix()}\n"
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.name != "checksums.txt"
    )
