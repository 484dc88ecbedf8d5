"""The decision sheet: what was filed for each request."""

from __future__ import annotations

from typing import TypedDict

from hitkit.widgets.sheet import Sheet, is_text, is_texts


class Filed(TypedDict):
    """One filed decision."""

    decision: str
    send: list[str]
    rule: str


def _is_filed(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and is_text(entry.get("decision"))
        and is_text(entry.get("rule"))
        and is_texts(entry.get("send"))
    )


SHEET = Sheet[Filed](
    name="decision sheet",
    variable="decisions",
    is_entry=_is_filed,
    advice="It is written by the Release Desk and should not be edited by hand. File the decisions "
    "again, or type them into the answer cell.",
    empty="file decisions at the desk, or type them.",
)
