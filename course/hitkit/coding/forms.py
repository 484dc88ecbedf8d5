"""Exercises on the form of codes: complete or not, 7th characters, and what notes say of a pair."""

from __future__ import annotations

import re
from random import Random

from hitkit.coding import codebook

BILLABLE, MORE, SEVENTH, NONE = (
    "billable",
    "needs more characters",
    "needs a 7th character",
    "does not exist",
)
STATES = (BILLABLE, MORE, SEVENTH, NONE)

_POOLS = {
    BILLABLE: "I10 J18.9 E11.9 N39.0 R55 Z23 H66.001 S52.531A N18.31 G35.A I50.22 E66.812 K35.80 "
    "M17.11 L89.154 R10.A1 F17.210 C50.411 O24.414 T36.0X5A W19.XXXA J44.1 N30.01 Z79.4 R42",
    MORE: "E11 E11.2 J44 N18 N18.3 M54.5 I50 I50.2 H66 L89.15 G35 R10.2 E66.8 K35 M17 F17.21 C50.4 "
    "O24.41 N30 R05 I13 G20 J45.2 Z79 K80.0",
    SEVENTH: "S52.531 T36.0X5 W19 S82.61 M80.051 T23.251 W11 S42.021 T45.515 S72.141 M80.08 "
    "T38.3X5 W06 S61.411 X10.0 S82.221 W01.0 S92.411",
    NONE: "W19A I10.0 J18.99 E11.22A N18.35 S82.61A T36.05A G35.X M54.54 R55.1 W11.A N39.01 Z23.5 "
    "H66.008 E66.814 K35.8A R42.0 S52.53A L89.155 J44.2 M80.08A I50.25 T45.51A C50.417 R10.A4",
}


def state(code: str) -> str:
    """Tell which of ``STATES`` a code, or something that looks like one, is in."""
    if codebook.billable(code):
        return BILLABLE
    if not codebook.exists(code):
        return NONE
    return SEVENTH if codebook.seventh(code) else MORE


def state_reason(code: str) -> str:
    """Explain the state of a code."""
    stem = codebook.nearest(code) or "nothing"
    letters = ", ".join(codebook.seventh(code))
    return {
        BILLABLE: f"It is complete: {codebook.title(code)}.",
        MORE: f"It is a heading; {len(codebook.children(code))} entries stand below it (I.B.2).",
        SEVENTH: f"Complete but for the 7th character: {letters} (I.A.5).",
        NONE: f"The list goes only as far as {stem}.",
    }[state(code)]


def states_exercise(
    rng: Random, counts: tuple[int, int, int, int] = (2, 2, 2, 2)
) -> dict[str, str]:
    """Draw codes in every state; return each code with its state."""
    drawn = [
        code
        for name, count in zip(STATES, counts, strict=True)
        for code in rng.sample(_POOLS[name].split(), count)
    ]
    rng.shuffle(drawn)
    return {code: state(code) for code in drawn}


_FRACTURES = {
    "S52.531": "Colles' fracture, right radius",
    "S72.141": "displaced intertrochanteric fracture, right femur",
    "S82.61": "displaced fracture of the right lateral malleolus",
    "S42.022": "displaced fracture of the shaft of the left clavicle",
    "S82.032": "displaced transverse fracture of the left patella",
    "S92.412": "displaced fracture of the proximal phalanx, left great toe",
}
_OTHERS = {
    "W19": "unspecified fall",
    "W11": "fall on and from ladder",
    "W06": "fall from bed",
    "X12": "contact with other hot fluids",
    "T36.0X5": "adverse effect of penicillins",
    "T45.515": "adverse effect of anticoagulants",
    "T23.251": "second-degree burn, right palm",
    "S51.812": "laceration, left forearm, no foreign body",
    "S61.411": "laceration, right hand, no foreign body",
    "W10.9": "fall from stairs",
}
_FRACTURE_PHASES = {
    "A": "closed, first treated today",
    "B": "open (type I), first treated today",
    "D": "closed, healing as it should, cast check",
    "G": "closed, treatment over, healing is delayed",
    "K": "closed, treatment over, the bone has not joined (nonunion)",
    "P": "closed, treatment over, joined crooked (malunion)",
}
_PHASES = {
    "A": "active treatment, by a second doctor",
    "D": "treatment is over, routine check while it heals",
    "S": "long healed; what it left behind is treated today",
}


def complete(stem: str, letter: str) -> str:
    """Fill empty places with X and add the 7th character (Guidelines I.A.4 and I.A.5)."""
    return codebook.tidy(stem.replace(".", "").ljust(6, "X") + letter)


def complete_exercise(rng: Random, count: int = 5) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Draw stems to complete: rows of a table, and the full codes by id."""
    half = count // 2
    drawn = [(stem, _FRACTURES, _FRACTURE_PHASES) for stem in rng.sample(sorted(_FRACTURES), half)]
    drawn += [(stem, _OTHERS, _PHASES) for stem in rng.sample(sorted(_OTHERS), count - half)]
    rng.shuffle(drawn)
    rows, answers = [], {}
    for number, (stem, names, phases) in enumerate(drawn, 1):
        letter = rng.choice(sorted(phases))
        name = f"C{number}"
        rows.append({"id": name, "start": stem, "what": names[stem], "when": phases[letter]})
        answers[name] = complete(stem, letter)
    return rows, answers


def complete_reason(row: dict[str, str]) -> str:
    """Explain a completed code: its placeholders and its 7th character."""
    empty = 6 - len(row["start"].replace(".", ""))
    filled = f"{empty} empty place{'s' * (empty > 1)} filled with X, then" if empty else "Then"
    return f"{filled} the 7th character for: {row['when']}."


NEVER, BOTH, LEFT, RIGHT = "never together", "both allowed", "left first", "right first"
RELATIONS = (NEVER, BOTH, LEFT, RIGHT)
_NEVER = """E11.9 E10.9|N39.0 N30.00|F10.10 F10.20|I10 O13.2|J03.90 J02.9|Z34.02 O24.410|J18.9 J84.9
I69.351 Z86.73|F17.210 Z87.891|A41.9 R78.81|J96.01 R09.2|G30.1 R41.81|E11.A E11.9|N20.0 E83.59
J13 J18.1|M80.08XA M84.40XA"""
_BOTH = """J44.1 J44.0|J03.90 J35.01|J01.00 J32.0|L97.411 L89.613|S52.531A S62.001A|Z79.4 Z79.84
R10.A1 R10.31|L90.5 L91.0|M80.051A Z87.310|J44.9 J43.9|I50.22 I46.9"""
_ORDER = """G30.1 F02.A0|E11.22 N18.4|I12.9 N18.31|I11.0 I50.22|A41.9 R65.20|O24.410 Z3A.30
E11.621 L97.412|G31.83 F02.B0|I13.0 I50.32|E11.43 K31.84|N39.0 B96.20|N30.00 B96.1
N10 B96.4|Z47.1 Z96.641|E11.9 Z79.4"""


def _pairs(text: str) -> list[tuple[str, str]]:
    found = [pair.split() for pair in text.replace("\n", "|").split("|")]
    return [(one, other) for one, other in found]


def relation(left: str, right: str) -> str | None:
    """Tell what the tabular list's notes say of two codes; None where they say nothing."""
    if codebook.excluded(left, right):
        return NEVER
    for one, other, said in ((left, right, LEFT), (right, left, RIGHT)):
        if _names(other, "Code first", one) or _names(one, "Use additional code", other):
            return said
    if _names(left, "Excludes2", right) or _names(right, "Excludes2", left):
        return BOTH
    return None


def _names(code: str, kind: str, other: str) -> bool:
    return any(codebook.mentions(text, other) for _, text in codebook.notes(code, kind))


def pairs_exercise(rng: Random, counts: tuple[int, int, int] = (1, 1, 2)) -> dict[str, str]:
    """Draw pairs of codes, written ``A + B``, each with what the notes say of it."""
    drawn = [
        pair if rng.random() < 0.5 else pair[::-1]
        for pool, count in zip((_NEVER, _BOTH, _ORDER), counts, strict=True)
        for pair in rng.sample(_pairs(pool), count)
    ]
    rng.shuffle(drawn)
    return {f"{one} + {other}": relation(one, other) or "" for one, other in drawn}


def relation_reason(pair: str) -> str:
    """Quote the note that decides about a pair written ``A + B``."""
    left, right = pair.split(" + ")
    if note := codebook.excluded(left, right):
        return f"Excludes1: {note}."
    for kind in ("Code first", "Use additional code", "Excludes2"):
        for here, there in ((left, right), (right, left)):
            for source, text in codebook.notes(here, kind):
                if codebook.mentions(text, there):
                    return f"{kind}, at {source}: {_part(text, there).rstrip('.')}."
    return ""


def _part(text: str, code: str) -> str:
    """Cut a long note down to the piece that mentions a code."""
    pieces = re.split(r"(?<=[0-9A-Z.-]\))\s+", text)
    return next((piece for piece in pieces if codebook.mentions(piece, code)), text)
