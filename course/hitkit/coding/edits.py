"""Edits: what a coding tool says of a list of codes before anyone reads the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from hitkit.coding import codebook
from hitkit.coding.key import QUERY

NEVER_FIRST = {
    "external cause": "An external cause code tells how, not what. "
    "It is never listed first (I.C.20).",
    "manifestation": "This code says 'in diseases classified elsewhere': "
    "the disease behind it comes first (I.A.13).",
    "severe sepsis": "R65.2- always follows the code of the infection (I.C.1.d.1.b).",
    "underdosing": "An underdosing code is never listed first (I.C.19.e.5.c).",
    "weeks": "Z3A gives the weeks of pregnancy and follows the reason for the visit (I.C.21.c.11).",
    "BMI": "A BMI code follows the provider's diagnosis of weight (I.B.14).",
}


@dataclass(frozen=True)
class Edit:
    """One thing a coding tool would stop, and what to do next."""

    code: str
    kind: str
    message: str
    hint: str = ""


def edits(codes: Sequence[str]) -> list[Edit]:
    """List what stops a claim with these codes, in the order of the claim; none is good."""
    given = [codebook.tidy(code) if code.upper() != QUERY else QUERY for code in codes]
    if QUERY in given:
        return _query(given)
    found = [edit for code in given if (edit := _one(code))]
    found += _twice(given)
    if given and (kind := never_first(given[0])):
        found.append(
            Edit(given[0], "first", f"{given[0]}: {NEVER_FIRST[kind]}", "Change the order.")
        )
    complete = [code for code in dict.fromkeys(given) if codebook.billable(code)]
    for one, other in combinations(complete, 2):
        if note := codebook.excluded(one, other):
            found.append(
                Edit(
                    f"{one} {other}",
                    "Excludes1",
                    f"{one} and {other} exclude each other: {note} (Excludes1).",
                    "Decide which of the two the note supports, and drop the other.",
                )
            )
    return found


def never_first(code: str) -> str | None:
    """Return why a code may not be listed first, as a word of ``NEVER_FIRST``."""
    title = codebook.title(code) if codebook.billable(code) else ""
    reasons = {
        "external cause": code.startswith(("V", "W", "X", "Y")),
        "severe sepsis": code.startswith("R65.2"),
        "weeks": code.startswith("Z3A"),
        "BMI": code.startswith("Z68"),
        "manifestation": "diseases classified elsewhere" in title and code[0] not in "BZ",
        "underdosing": title.startswith("Underdosing"),
    }
    return next((name for name, holds in reasons.items() if holds), None)


def _query(given: list[str]) -> list[Edit]:
    if given == [QUERY]:
        return []
    return [
        Edit(
            QUERY,
            "query",
            "QUERY stands alone: while the question is open, no code is final.",
            "Either list the codes, or write QUERY and nothing else.",
        )
    ]


def _one(code: str) -> Edit | None:
    if codebook.billable(code):
        return None
    if codebook.exists(code):
        return _incomplete(code)
    stem = codebook.nearest(code)
    if stem is None:
        return Edit(
            code, "unknown", f"{code} does not exist.", "Check letters O and I against 0 and 1."
        )
    bare, start = code.replace(".", ""), stem.replace(".", "")
    if codebook.seventh(stem) and len(bare) < 7 and bare[-1] in codebook.seventh(stem):
        return Edit(
            code,
            "placeholder",
            f"{code} does not exist. Its 7th character does not stand in place 7.",
            "Did you forget the placeholder X? Fill each empty place with an X, "
            "so that the 7th character comes 7th (I.A.4, I.A.5).",
        )
    if codebook.seventh(stem) and len(bare) == 7 and bare.startswith(start):
        letters = ", ".join(codebook.seventh(stem))
        return Edit(
            code,
            "unknown",
            f"{code} does not exist. {stem} takes the 7th characters {letters}.",
            "Read what each 7th character stands for in the Tabular List.",
        )
    return Edit(
        code,
        "unknown",
        f"{code} does not exist. The list goes as far as {stem}, {codebook.title(stem)}.",
        f"Open {stem} in the Tabular List and walk down from there.",
    )


def _incomplete(code: str) -> Edit:
    letters = codebook.seventh(code)
    if letters:
        return Edit(
            code,
            "7th character",
            f"{code} is not complete: its 7th character is missing.",
            f"Choose one of {', '.join(letters)}. If {code} has fewer than six characters, "
            "fill up with X first (I.A.5).",
        )
    return Edit(
        code,
        "not billable",
        f"{code} is not billable: it is the heading of {len(codebook.children(code))} "
        "more detailed entries.",
        f"Open {code} in the Tabular List and choose the entry that the note supports (I.B.2).",
    )


def _twice(given: list[str]) -> list[Edit]:
    doubled = [code for code in dict.fromkeys(given) if given.count(code) > 1]
    return [
        Edit(code, "twice", f"{code} is listed twice.", "Each code is reported once (I.B.12).")
        for code in doubled
    ]
