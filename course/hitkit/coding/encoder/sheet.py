"""The answer sheet: picked codes by encounter, kept in a JSON file beside the notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hitkit.check import FormError

Sheet = dict[str, list[str]]


class SheetError(FormError):
    """An answer sheet that cannot be read or written, and what to do about it."""


def read(path: Path) -> Sheet:
    """Return the picked codes of each encounter; none if there is no file yet.

    Raises :class:`SheetError` if the file is not an answer sheet.
    """
    try:
        sheet = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not _is_sheet(sheet):
        raise _damaged(path)
    return {str(encounter): list(codes) for encounter, codes in sheet.items()}


def put(path: Path, encounter: str, codes: list[str]) -> str:
    """Store the codes of one encounter, whole or not at all; the others stay as they are.

    A damaged file is kept under another name first, and the returned sentence says so.
    """
    said = ""
    with _saving(path):
        try:
            sheet = read(path)
        except SheetError:
            aside = path.with_name(path.name + ".damaged")
            path.replace(aside)
            sheet, said = {}, f"{path.name} could not be read; it is kept as {aside.name}."
        sheet[encounter] = codes
        part = path.with_name(f".{path.name}.part")
        part.write_text(json.dumps(sheet, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(path)
    return said


def as_code(sheet: Sheet, name: str = "codes") -> str:
    """Write a sheet as the Python that makes it, to paste into an answer cell."""
    lines = [f"    {_quoted(encounter)}: {_listed(codes)}," for encounter, codes in sheet.items()]
    return "\n".join([f"{name} = {{", *lines, "}"]) if lines else f"{name} = {{}}"


def _listed(codes: list[str]) -> str:
    return "[" + ", ".join(map(_quoted, codes)) + "]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _is_sheet(sheet: object) -> bool:
    return isinstance(sheet, dict) and all(
        isinstance(codes, list) and all(isinstance(code, str) for code in codes)
        for codes in sheet.values()
    )


def _damaged(path: Path) -> SheetError:
    return SheetError(
        f"The answer sheet {path.name} cannot be read.",
        "It is written by the Encoder and should not be edited by hand. Pick the codes again, or "
        'type them into the answer cell: codes = {"E01": ["I10"]}',
    )


@contextmanager
def _saving(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SheetError(
            f"The answer sheet {path.name} cannot be saved: {error.strerror or error}.",
            "Free some space, or ask for a folder that you may write to. Nothing was lost: the "
            "file is as it was.",
        ) from error
