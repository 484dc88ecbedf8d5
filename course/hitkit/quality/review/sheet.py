"""The review sheet: what was decided on each pair, kept in a JSON file beside the notebook."""

from __future__ import annotations

import json
from pathlib import Path

from hitkit.check import FormError

Sheet = dict[str, str]


class SheetError(FormError):
    """A review sheet that cannot be read or written, and what to do about it."""


def read(path: Path) -> Sheet:
    """Return the decisions by pair; none if there is no file yet.

    Raises :class:`SheetError` if the file is not a review sheet.
    """
    try:
        sheet = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(sheet, dict) or not all(isinstance(word, str) for word in sheet.values()):
        raise _damaged(path)
    return sheet


def put(path: Path, pair: str, decision: str) -> str:
    """Store one decision, whole or not at all; the others stay as they are.

    A damaged file is kept under another name first, and the returned sentence says so.
    """
    said = ""
    try:
        try:
            sheet = read(path)
        except SheetError:
            aside = path.with_name(path.name + ".damaged")
            path.replace(aside)
            sheet, said = {}, f"{path.name} could not be read; it is kept as {aside.name}."
        sheet[pair] = decision
        part = path.with_name(f".{path.name}.part")
        part.write_text(json.dumps(sheet, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise SheetError(
            f"The review sheet {path.name} cannot be saved: {error.strerror or error}.",
            "Free some space, or ask for a folder that you may write to. The file is as it was.",
        ) from error
    return said


def as_code(sheet: Sheet, name: str = "decisions") -> str:
    """Write a sheet as the Python that makes it, to paste into an answer cell."""
    lines = [
        f"    {json.dumps(pair)}: {json.dumps(word, ensure_ascii=False)},"
        for pair, word in sheet.items()
    ]
    return "\n".join([f"{name} = {{", *lines, "}"]) if lines else f"{name} = {{}}"


def _damaged(path: Path) -> SheetError:
    return SheetError(
        f"The review sheet {path.name} cannot be read.",
        "It is written by Match Review and should not be edited by hand. Decide the pairs again, "
        "or type the decisions into the answer cell.",
    )
