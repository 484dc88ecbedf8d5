"""The decision sheet: what was filed for each request, kept in a JSON file beside the notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

from hitkit.check import FormError


class Filed(TypedDict):
    """One filed decision."""

    decision: str
    send: list[str]
    rule: str


Sheet = dict[str, Filed]


class SheetError(FormError):
    """A decision sheet that cannot be read or written, and what to do about it."""


def read(path: Path) -> Sheet:
    """Return the filed decisions; none if there is no file yet.

    Raises :class:`SheetError` if the file is not a decision sheet.
    """
    try:
        sheet = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(sheet, dict) or not all(_is_filed(entry) for entry in sheet.values()):
        raise _damaged(path)
    return sheet


def put(path: Path, request: str, filed: Filed) -> str:
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
        sheet[request] = filed
        part = path.with_name(f".{path.name}.part")
        part.write_text(json.dumps(sheet, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise SheetError(
            f"The decision sheet {path.name} cannot be saved: {error.strerror or error}.",
            "Free some space, or ask for a folder that you may write to. The file is as it was.",
        ) from error
    return said


def as_code(sheet: Sheet, name: str = "decisions") -> str:
    """Write a sheet as the Python that makes it, to paste into an answer cell."""
    lines = [
        f"    {json.dumps(request)}: {json.dumps(filed, ensure_ascii=False)},"
        for request, filed in sheet.items()
    ]
    return "\n".join([f"{name} = {{", *lines, "}"]) if lines else f"{name} = {{}}"


def _is_filed(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("decision"), str)
        and isinstance(entry.get("rule"), str)
        and isinstance(entry.get("send"), list)
        and all(isinstance(part, str) for part in entry["send"])
    )


def _damaged(path: Path) -> SheetError:
    return SheetError(
        f"The decision sheet {path.name} cannot be read.",
        "It is written by the Release Desk and should not be edited by hand. File the decisions "
        "again, or type them into the answer cell.",
    )
