"""A sheet: one entry under each name, kept in a JSON file beside the notebook."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from hitkit.check import FormError

Entry = TypeVar("Entry")


class SheetError(FormError):
    """A sheet that cannot be read or written, and what to do about it."""


@dataclass(frozen=True)
class Sheet(Generic[Entry]):
    """A kind of sheet: what students call it, and what an entry of it must be.

    ``advice`` says who writes it and what to do when it is damaged, ``empty`` what to do when
    nothing stands in it yet. ``variable`` is its name in an answer cell.
    """

    name: str
    variable: str
    is_entry: Callable[[object], bool]
    advice: str
    empty: str

    def read(self, path: Path) -> dict[str, Entry]:
        """Return the entries; none if there is no file yet.

        Raises :class:`SheetError` if the file is no such sheet.
        """
        try:
            entries = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            raise self._damaged(path) from error
        if not isinstance(entries, dict) or not all(map(self.is_entry, entries.values())):
            raise self._damaged(path)
        return entries

    def put(self, path: Path, name: str, entry: Entry) -> str:
        """Store one entry, whole or not at all; the others stay as they are.

        A damaged file is kept under another name first, and the returned sentence says so.
        """
        said = ""
        try:
            try:
                entries = self.read(path)
            except SheetError:
                aside = path.with_name(path.name + ".damaged")
                path.replace(aside)
                entries, said = {}, f"{path.name} could not be read; it is kept as {aside.name}."
            write_json(path, entries | {name: entry})
        except OSError as error:
            raise SheetError(
                f"The {self.name} {path.name} cannot be saved: {error.strerror or error}.",
                "Free some space, or ask for a folder that you may write to. Nothing was lost: "
                "the file is as it was.",
            ) from error
        return said

    def fetch(self, path: Path) -> dict[str, Entry]:
        """Return the entries for plain code: where there are none, a sentence says what to do."""
        try:
            entries = self.read(path)
        except SheetError as error:
            print(error)
            return {}
        if not entries:
            print(f"There is nothing in {path.name} yet: {self.empty}")
        return entries

    def as_code(self, entries: Mapping[str, Entry]) -> str:
        """Write entries as the Python that makes them, to paste into an answer cell."""
        lines = [f"    {_python(name)}: {_python(entry)}," for name, entry in entries.items()]
        if not lines:
            return f"{self.variable} = {{}}"
        return "\n".join([f"{self.variable} = {{", *lines, "}"])

    def _damaged(self, path: Path) -> SheetError:
        return SheetError(f"The {self.name} {path.name} cannot be read.", self.advice)


def write_json(path: Path, data: Any) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(path)


def is_text(entry: object) -> bool:
    """Say whether an entry is one word or text."""
    return isinstance(entry, str)


def is_texts(entry: object) -> bool:
    """Say whether an entry is a list of text."""
    return isinstance(entry, list) and all(map(is_text, entry))


def _python(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
