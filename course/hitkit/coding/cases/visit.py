"""Screening, aftercare, old strokes, pressure ulcers: visits where the reason decides."""

from __future__ import annotations

from random import Random

from hitkit.coding.cases.story import ADULT, CLINIC, HOSPITAL, Case, Wanted, case
from hitkit.coding.key import Code, Key

COLON = {
    "polyp": ("K63.5", "a polyp, removed; not an adenoma"),
    "ascending": ("D12.2", "an adenoma (benign) of the ascending colon, removed"),
    "transverse": ("D12.3", "an adenoma (benign) of the transverse colon, removed"),
    "descending": ("D12.4", "an adenoma (benign) of the descending colon, removed"),
    "sigmoid": ("D12.5", "an adenoma (benign) of the sigmoid colon, removed"),
    "nothing": ("", "normal"),
}


def colon_key(found: str, family: bool, bleeding: bool) -> Key:
    """Code a colonoscopy: screening stays first whatever it finds; a symptom ends screening."""
    code, named = COLON[found]
    finding = (Code(code, f"What was found: {named.split(',')[0]}.", "I.C.21.c.5"),) if code else ()
    history = (
        (Code("Z80.0", "A parent's colon cancer is why it was done early.", "I.C.21.c.4"),)
        if family
        else ()
    )
    if bleeding:
        blood = Code(
            "K62.5", "Done because of rectal bleeding: a symptom, so no screening.", "IV.D"
        )
        if finding:
            return Key((blood, *finding), history, traps=_NO_SCREENING)
        return Key((blood,), history, traps=_NO_SCREENING)
    return Key(
        (Code("Z12.11", "Looking without symptoms is screening and stays first.", "I.C.21.c.5"),),
        (*finding, *history),
        traps={"K62": "No bleeding is documented.", "D12": "The note names another site or kind."},
    )


_NO_SCREENING = {"Z12": "Bleeding was the reason, so this is no screening (I.C.21.c.5)."}


def colon(rng: Random) -> Case:
    """A colonoscopy for screening, or because of bleeding."""
    found = rng.choice(sorted(COLON))
    bleeding = found == "nothing" and rng.random() < 0.5
    family = rng.random() < 0.4
    reason = (
        "for bright blood from the rectum"
        if bleeding
        else "as a screening for colon cancer, no symptoms"
    )
    kin = (
        "A parent had colon cancer, which is why {he} came early."
        if family
        else "No colon cancer in the family."
    )
    named = (
        "The bleeding source was not found; the colon was normal"
        if bleeding
        else (f"Finding: {COLON[found][1]}")
    )
    words = {
        "dictation": ("Colonoscopy {reason}. {kin} {named}.",),
        "terse": ("C-scope {reason}. {named}. {kin}",),
        "letter": ("I did a colonoscopy {reason}. {named}. {kin}",),
    }
    return case(
        "colon",
        CLINIC,
        Wanted(40, 72),
        words,
        colon_key(found, family, bleeding),
        ("K", "D", "Z1", "Z8"),
        reason=reason,
        kin=kin,
        named=named,
    )


JOINTS = {
    ("hip", "right"): ("Z96.641", "S72.141"),
    ("hip", "left"): ("Z96.642", "S72.142"),
    ("knee", "right"): ("Z96.651", "S82.221"),
    ("knee", "left"): ("Z96.652", "S82.222"),
}


def joint_key(joint: str, side: str, fractured: bool) -> Key:
    """Code rehabilitation after a new joint: aftercare, or the fracture with D."""
    status, stem = JOINTS[joint, side]
    named = Code(status, f"The artificial joint: {side} {joint}.", "I.C.21.c.3")
    if fractured:
        return Key(
            (Code(stem + "D", "After an injury the fracture code with D is first.", "II.K"),),
            allowed=(status, "W"),
            traps={"Z47": "Aftercare Z codes are not for injuries (I.C.21.c.7)."},
        )
    return Key(
        (Code("Z47.1", "Aftercare following joint replacement for arthritis.", "II.K"),),
        (named,),
        allowed=("Z74",),
        traps={
            "M1": "The worn joint has been replaced and is gone.",
            "S72": "No fracture is documented.",
        },
    )


def joint(rng: Random) -> Case:
    """Rehabilitation with a new hip or knee."""
    name, side = rng.choice(sorted(JOINTS))
    fractured = name == "hip" and rng.random() < 0.5
    why = (
        f"after a displaced intertrochanteric fracture of the {side} femur that heals well"
        if fractured
        else f"for osteoarthritis of the {side} {name}"
    )
    words = {
        "dictation": (
            "Rehabilitation after replacement of the {side} {joint} {why}. Walking training.",
        ),
        "terse": ("Rehab s/p {side} {joint} replacement {why}. PT daily.",),
        "letter": ("{He} is here for rehabilitation: new {side} {joint} {why}.",),
    }
    return case(
        "joint",
        rng.choice([CLINIC, HOSPITAL]),
        Wanted(58, 86, wards=ADULT),
        words,
        joint_key(name, side, fractured),
        ("S", "M", "Z"),
        side=side,
        joint=name,
        why=why,
    )


def stroke_key(side: str, hand: str | None, deficit: str) -> Key:
    """Code what a stroke left; without a deficit it is history."""
    if deficit == "none":
        return Key(
            (Code("I10", "The visit is for hypertension.", "IV.G"),),
            (Code("Z86.73", "A stroke that left nothing is history.", "I.C.21.c.4"),),
            traps={
                "I69": "I69 needs something that the stroke left (I.C.9.d.1).",
                "I63": "The stroke is over.",
            },
        )
    if deficit in _LEFT:
        return Key(
            (Code(_LEFT[deficit], f"{deficit} after an old cerebral infarction.", "I.C.9.d.1"),),
            traps={"R": "The I69 code already holds the deficit.", "I63": "The stroke is over."},
        )
    dominant = side == hand if hand in ("right", "left") else side == "right" or hand == "both"
    last = {("right", True): 1, ("left", True): 2, ("right", False): 3, ("left", False): 4}[
        side, dominant
    ]
    said = (
        f"{hand}-handed"
        if hand in ("right", "left")
        else (
            "both hands alike" if hand == "both" else "handedness unknown, so the default applies"
        )
    )
    return Key(
        (Code(f"I69.35{last}", f"Hemiparesis, {side} side; {said}.", "I.C.9.d.1"),),
        traps={
            "G81": "The I69 code already holds the hemiparesis.",
            "I63": "The stroke is over.",
            "I69.35": "Check side and dominance: right defaults to dominant, left to non-dominant.",
        },
    )


_LEFT = {
    "aphasia": "I69.320",
    "dysarthria": "I69.322",
    "facial weakness": "I69.392",
    "ataxia": "I69.393",
}


def stroke(rng: Random) -> Case:
    """A visit long after a stroke."""
    deficit = rng.choice(["weakness"] * 4 + [*sorted(_LEFT), "none"])
    side = rng.choice(["right", "left"])
    hand = rng.choice(["right", "left", None, "both"])
    years = rng.randint(2, 9)
    handed = {"right": "right-handed", "left": "left-handed", "both": "ambidextrous", None: ""}[
        hand
    ]
    if deficit == "none":
        state = f"Visit for hypertension. A cerebral infarction {years} years ago left no deficit"
    elif deficit in _LEFT:
        state = f"Treated for {deficit} left by a cerebral infarction {years} years ago"
    else:
        state = f"Treated for {side} hemiparesis left by a cerebral infarction {years} years ago"
        state += f"; {handed}" if handed else "; the notes do not tell which hand is dominant"
    words = {
        "dictation": ("{state}.",),
        "terse": ("{state}. PT.",) if deficit != "none" else ("{state}.",),
        "letter": ("In short: {state}.",),
    }
    return case(
        "stroke",
        CLINIC,
        Wanted(52, 84),
        words,
        stroke_key(side, hand, deficit),
        ("I", "G", "Z86"),
        state=state,
    )


SPOTS = {
    "sacral region": "L89.15",
    "right heel": "L89.61",
    "left heel": "L89.62",
    "right hip": "L89.21",
    "left hip": "L89.22",
    "right buttock": "L89.31",
    "left buttock": "L89.32",
}
DEPTHS = {"stage 2": "2", "stage 3": "3", "stage 4": "4", "unstageable": "0", "not documented": "9"}


def sore_key(spot: str, depth: str, healed: str | None) -> Key:
    """Code a pressure ulcer by site and stage; one that healed before is not coded."""
    section = {"unstageable": "I.C.12.a.2", "not documented": "I.C.12.a.2"}.get(depth, "I.C.12.a.1")
    why = {
        "unstageable": "Covered by eschar: unstageable.",
        "not documented": "Nobody documented the stage: unspecified stage.",
    }.get(depth, f"Site and {depth} in one code.")
    traps = {
        "L97": "A pressure ulcer is not a non-pressure ulcer.",
        SPOTS[spot]: "Another stage is documented.",
    }
    if healed:
        traps = {SPOTS[healed]: "That ulcer healed before admission (I.C.12.a.4).", **traps}
    return Key((Code(SPOTS[spot] + DEPTHS[depth], why, section),), allowed=("Z87.2",), traps=traps)


def sore(rng: Random) -> Case:
    """A hospital stay for a pressure ulcer."""
    spot, other = rng.sample(sorted(SPOTS), 2)
    depth = rng.choice(sorted(DEPTHS))
    healed = other if rng.random() < 0.5 else None
    stage = {
        "unstageable": "Covered by eschar: unstageable.",
        "not documented": "Nobody has staged it.",
    }.get(depth, f"Wound nurse: {depth}.")
    before = (
        f"An older pressure ulcer of the {healed} had healed completely before admission."
        if healed
        else ""
    )
    words = {
        "dictation": ("Admitted for care of a pressure ulcer of the {spot}. {stage} {before}",),
        "terse": ("Adm for pressure ulcer, {spot}. {stage} {before}",),
        "letter": ("We treated a pressure ulcer of the {spot}. {before} {stage}",),
    }
    return case(
        "sore",
        HOSPITAL,
        Wanted(68, 93),
        words,
        sore_key(spot, depth, healed),
        ("L",),
        spot=spot,
        stage=stage,
        before=before,
    )
