"""A worklist of claims with planted faults in their codes, and the tool that finds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pandas as pd

from hitkit import marks
from hitkit.coding.edits import edits
from hitkit.coding.register import Register
from hitkit.marks import Mark
from hitkit.rows import Row

SLOTS = ("dx1", "dx2", "dx3", "dx4")
_EACH, _SPOILED = 12, 0.4


def claim_edits(claims: pd.DataFrame) -> pd.DataFrame:
    """List what a coding tool would stop on these claims, one row for each edit.

    ``claims`` holds the columns ``claim``, ``attending`` and the codes ``dx1`` to ``dx4`` as text;
    the result holds ``claim``, ``attending``, ``kind`` and ``message``.
    """
    rows = []
    for row in claims.to_dict("records"):
        codes = [row[slot] for slot in SLOTS if isinstance(row.get(slot), str) and row[slot]]
        rows += [
            {
                "claim": row["claim"],
                "attending": row["attending"],
                "kind": edit.kind,
                "message": edit.message,
            }
            for edit in edits(codes)
        ]
    return pd.DataFrame(rows, columns=["claim", "attending", "kind", "message"])


def worklist(rng: Random, register: Register) -> tuple[pd.DataFrame, str]:
    """Draw claims of each physician, and spoil some; return them and one physician.

    Visits that a note of the register was written for are not among them.
    """
    by_physician = _clean_claims(register)
    rows: list[Row] = []
    for physician, claims in by_physician.items():
        for claim, codes in rng.sample(claims, _EACH):
            given = _spoil(rng, codes) if rng.random() < _SPOILED else codes
            rows.append(
                {"claim": claim, "attending": physician}
                | {slot: given[i] if i < len(given) else "" for i, slot in enumerate(SLOTS)}
            )
    rng.shuffle(rows)
    return pd.DataFrame(rows), rng.choice(sorted(by_physician))


def _clean_claims(register: Register) -> dict[str, list[tuple[str, list[str]]]]:
    """Return, by physician, the claims for visits to clinic and emergency with their codes."""
    house = register.hospital
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for row in house.rows["diagnoses"]:
        codes[row["encounter_id"]].append(row["code"])
    names = house.signatures
    physician = {
        row["encounter_id"]: names[row["attending_id"]]
        for row in house.rows["encounters"]
        if row["type"] in ("clinic", "emergency")
        and len(codes[row["encounter_id"]]) <= len(SLOTS)
        and row["encounter_id"] not in register.taken
    }
    found: defaultdict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for row in house.rows["claims"]:
        visit = row["encounter_id"]
        if visit in physician:
            found[physician[visit]].append((row["claim_id"], codes[visit]))
    return found


def key(table: pd.DataFrame, attending: str) -> dict[str, Any]:
    """Return what the grader needs: the physician's claims at fault, why, and those elsewhere."""
    found = claim_edits(table).drop_duplicates("claim")
    here = found["attending"] == attending
    return {
        "attending": attending,
        "at_fault": found.loc[here, "claim"].tolist(),
        "why": dict(zip(found.loc[here, "claim"], found.loc[here, "message"], strict=True)),
        "elsewhere": found.loc[~here, "claim"].tolist(),
    }


def mark(answer: Any, right: Mapping[str, Any], of: float) -> Mark:
    """Mark a list of claims against the data of :func:`key`."""
    what = f"claims of {right['attending']} that an edit stops"
    result = marks.found(
        answer,
        right["at_fault"],
        of,
        what,
        right["why"],
        "Official Guidelines I.A.3, I.A.12, I.B.2",
    )
    result.lines = [
        replace(line, message=f"An edit stops it, but it is not of {right['attending']}.")
        if line.item in right["elsewhere"]
        else line
        for line in result.lines
    ]
    return result


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
        ["N30.00", "N39.0"],
    ]
    rng.shuffle(faults)
    return next(fault for fault in faults if edits(fault))
