"""A worklist of claims with planted faults in their codes, and the tool that finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pandas as pd

from hitkit import marks
from hitkit.coding import cases
from hitkit.coding.edits import edits
from hitkit.coding.key import Key
from hitkit.marks import Mark

CLINICS = (
    "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Hazel", "Juniper", "Larch", "Maple",
    "Poplar", "Rowan",
)  # fmt: skip
SLOTS = ("dx1", "dx2", "dx3", "dx4")


def claim_edits(claims: pd.DataFrame) -> pd.DataFrame:
    """List what a coding tool would stop on these claims, one row for each edit.

    ``claims`` holds the columns ``claim``, ``clinic`` and the codes ``dx1`` to ``dx4`` as text;
    the result holds ``claim``, ``clinic``, ``kind`` and ``message``.
    """
    rows = []
    for row in claims.to_dict("records"):
        codes = [row[slot] for slot in SLOTS if isinstance(row.get(slot), str) and row[slot]]
        rows += [
            {
                "claim": row["claim"],
                "clinic": row["clinic"],
                "kind": edit.kind,
                "message": edit.message,
            }
            for edit in edits(codes)
        ]
    return pd.DataFrame(rows, columns=["claim", "clinic", "kind", "message"])


def worklist(rng: Random, size: int = 48, clinics: int = 4) -> tuple[pd.DataFrame, str, list[str]]:
    """Draw a worklist; return it, the clinic to look at, and that clinic's spoiled claims."""
    names = rng.sample(CLINICS, clinics)
    rows: list[dict[str, str]] = []
    faulty: list[str] = []
    numbers = rng.sample(range(10000, 99999), size)
    for place, number in enumerate(numbers):
        clinic = names[place % clinics]
        codes = _codes(rng)
        if rng.random() < 0.4:
            codes = _spoil(rng, codes)
            faulty.append(f"C{number}")
        rows.append(
            {"claim": f"C{number}", "clinic": clinic}
            | {slot: codes[i] if i < len(codes) else "" for i, slot in enumerate(SLOTS)}
        )
    table = pd.DataFrame(rows)
    chosen = rng.choice(names)
    at_fault = [row["claim"] for row in rows if row["clinic"] == chosen and row["claim"] in faulty]
    return table, chosen, at_fault


def key(table: pd.DataFrame, clinic: str) -> dict[str, Any]:
    """Return what the grader needs: the clinic's claims at fault, why, and those elsewhere."""
    found = claim_edits(table).drop_duplicates("claim")
    here = found["clinic"] == clinic
    return {
        "clinic": clinic,
        "at_fault": found.loc[here, "claim"].tolist(),
        "why": dict(zip(found.loc[here, "claim"], found.loc[here, "message"], strict=True)),
        "elsewhere": found.loc[~here, "claim"].tolist(),
    }


def mark(answer: Any, right: Mapping[str, Any], of: float) -> Mark:
    """Mark a list of claims against the data of :func:`key`."""
    what = f"claims of the {right['clinic']} clinic that an edit stops"
    result = marks.found(
        answer,
        right["at_fault"],
        of,
        what,
        right["why"],
        "Official Guidelines I.A.3, I.A.12, I.B.2",
    )
    result.lines = [
        replace(line, message=f"An edit stops it, but it is not of {right['clinic']}.")
        if line.item in right["elsewhere"]
        else line
        for line in result.lines
    ]
    return result


def _codes(rng: Random) -> list[str]:
    while True:
        answer = rng.choice(cases.ALL)(rng).answer
        if isinstance(answer, Key) and len(answer.codes) <= len(SLOTS):
            return answer.listed()


def _spoil(rng: Random, codes: list[str]) -> list[str]:
    """Plant one fault that an edit must catch."""
    place = rng.randrange(len(codes))
    code = codes[place]

    def changed_to(other: str) -> list[str]:
        return [*codes[:place], other, *codes[place + 1 :]]

    faults = [
        changed_to(code[:3]),
        changed_to(code[:-1].rstrip(".")),
        changed_to(f"{code}9"),
        [*codes[:3], code],
        ["W19.XXXA", *codes[:3]],
        ["O13.2", "I10"],
    ]
    rng.shuffle(faults)
    return next(fault for fault in faults if edits(fault))
