"""Injuries: fractures, wounds, burns, what they leave behind, and bones that break too easily."""

from __future__ import annotations

from random import Random

from hitkit.coding.cases.story import ADULT, CLINIC, EMERGENCY, HOSPITAL, Case, Wanted, case
from hitkit.coding.key import Code, Key

# Stems: displaced right and left, nondisplaced right and left.
BONES = {
    "transverse fracture of the shaft of the {side} humerus": (
        "S42.321",
        "S42.322",
        "S42.324",
        "S42.325",
    ),
    "fracture of the shaft of the {side} clavicle": ("S42.021", "S42.022", "S42.024", "S42.025"),
    "fracture of the {side} olecranon, joint not involved": (
        "S52.021",
        "S52.022",
        "S52.024",
        "S52.025",
    ),
    "fracture of the base of the {side} femoral neck": ("S72.041", "S72.042", "S72.044", "S72.045"),
    "intertrochanteric fracture of the {side} femur": ("S72.141", "S72.142", "S72.144", "S72.145"),
    "transverse fracture of the {side} patella": ("S82.031", "S82.032", "S82.034", "S82.035"),
    "transverse fracture of the shaft of the {side} tibia": (
        "S82.221",
        "S82.222",
        "S82.224",
        "S82.225",
    ),
    "fracture of the {side} lateral malleolus": ("S82.61X", "S82.62X", "S82.64X", "S82.65X"),
    "fracture of the {side} medial malleolus": ("S82.51X", "S82.52X", "S82.54X", "S82.55X"),
    "fracture of the proximal phalanx of the {side} great toe": (
        "S92.411",
        "S92.412",
        "S92.414",
        "S92.415",
    ),
}
FALLS = {
    "fell down the stairs": "W10.9XX",
    "fell from a ladder": "W11.XXX",
    "slipped and fell on a wet floor, hitting nothing else": "W01.0XX",
    "fell out of bed": "W06.XXX",
    "fell off a chair": "W07.XXX",
    "fell in the shower": "W18.2XX",
}
CARE = {
    "first": "A",
    "routine": "D",
    "delayed": "G",
    "nonunion": "K",
    "malunion": "P",
}
PHASES = {
    "first": "First treatment",
    "routine": "Treatment is over and it heals",
    "delayed": "Treatment is over, healing is delayed",
    "nonunion": "Treatment is over, nonunion",
    "malunion": "Treatment is over, malunion",
}
PLACES = ("Y92", "Y93", "Y99")


def cause(fall: str, phase: str) -> Code:
    """Code how an injury happened; its 7th character follows the injury's."""
    letter = "A" if phase == "first" else "D"
    return Code(FALLS[fall] + letter, f"How it happened: {fall}.", "I.C.20.a.2")


def fracture_key(
    bone: str, side: str, displaced: bool | None, opened: bool, phase: str, fall: str
) -> Key:
    """Code a traumatic fracture and its cause; what is not said defaults to closed, displaced.

    ``opened`` fractures are seen at their ``first`` treatment only.
    """
    right_moved, left_moved, right_still, left_still = BONES[bone]
    moved = (right_moved, left_moved)[side == "left"]
    stem = moved if displaced in (True, None) else (right_still, left_still)[side == "left"]
    letter = "B" if opened else CARE[phase]
    said = [PHASES[phase], f"{side} side", "open, type I or II" if opened else "closed"]
    if displaced is None:
        said.append("displacement not documented, so coded as displaced")
    section = "I.C.19.c" if displaced is None else "I.C.19.c.1"
    return Key(
        (Code(stem + letter, "; ".join(said) + ".", section),),
        (cause(fall, phase),),
        allowed=PLACES,
        traps={
            "Z47": "Aftercare Z codes are not used for injuries (I.C.21.c.7).",
            "Z09": "Healing fractures keep the injury code with its 7th character (I.C.19.a).",
            "S80": "A bruise at a broken bone is not coded (I.C.19.b).",
            "M25": "Pain belongs to the fracture (I.B.5).",
            "M79": "Pain belongs to the fracture (I.B.5).",
        },
    )


def fracture(rng: Random) -> Case:
    """A broken bone, fresh or healing."""
    bone = rng.choice(sorted(BONES))
    side = rng.choice(["right", "left"])
    displaced = rng.choice([True, False, None])
    phase = rng.choice(["first", "first", "routine", "routine", "delayed", "nonunion", "malunion"])
    opened = phase == "first" and rng.random() < 0.3
    fall = rng.choice(sorted(FALLS))
    site = bone.format(side=side)
    words_of = {True: "displaced ", False: "nondisplaced ", None: ""}[displaced]
    dx = f"{'open ' if opened else rng.choice(['', 'closed '])}{words_of}{site}"
    if opened:
        dx += " (Gustilo type I)" if not BONES[bone][0].startswith(("S42", "S92")) else ""
    healing = {
        "first": "",
        "routine": "It heals as it should.",
        "delayed": "Healing is delayed.",
        "nonunion": "The bone has not joined: nonunion.",
        "malunion": "It has joined crooked: malunion.",
    }[phase]
    weeks = rng.randint(5, 9) if phase in ("routine", "delayed") else rng.randint(14, 30)
    past = "had " + fall.replace("fell", "fallen", 1)
    if phase == "first":
        words = {
            "dictation": (
                "{He} {fall} today. X-ray: {dx}. Treated here.",
                "Pain and swelling after {he} {fall}. Diagnosis: {dx}. Reduced and splinted.",
            ),
            "terse": ("{fall}, +pain, +bruise at the site. XR: {dx}. Splint, ortho.",),
            "letter": ("{He} {fall}, and we found a {dx}. We treated it at once.",),
        }
        setting = EMERGENCY
    else:
        words = {
            "dictation": (
                "Follow-up, {weeks} weeks after {he} {fall}. {dx}. {healing} Cast care only.",
                "{He} {past} {weeks} weeks ago: {dx}. Active treatment is over. {healing}",
            ),
            "terse": ("{weeks} wks s/p fall ({he} {fall}). {dx}. {healing}",),
            "letter": ("{weeks} weeks ago {he} {fall}. The injury: {dx}. {healing}",),
        }
        setting = CLINIC
    key = fracture_key(bone, side, displaced, opened, phase, fall)
    return case(
        "fracture",
        setting,
        Wanted(19, 58),
        words,
        key,
        ("S", "M8"),
        fall=fall,
        past=past,
        dx=dx,
        healing=healing,
        weeks=weeks,
    )


WOUNDS = {
    ("forearm", False): ("S51.811", "S51.812"),
    ("forearm", True): ("S51.821", "S51.822"),
    ("hand", False): ("S61.411", "S61.412"),
    ("hand", True): ("S61.421", "S61.422"),
    ("lower leg", False): ("S81.811", "S81.812"),
    ("lower leg", True): ("S81.821", "S81.822"),
    ("knee", False): ("S81.011", "S81.012"),
    ("knee", True): ("S81.021", "S81.022"),
    ("upper arm", False): ("S41.111", "S41.112"),
    ("upper arm", True): ("S41.121", "S41.122"),
}
SHARP = {
    "a kitchen knife": "W26.0XX",
    "broken glass": "W25.XXX",
    "a power saw": "W31.2XX",
}


def wound_key(part: str, splinter: bool, side: str, tool: str, first: bool) -> Key:
    """Code a laceration, with or without something left in it, and what made it."""
    stem = WOUNDS[part, splinter][side == "left"]
    letter = "A" if first else "D"
    inside = "with" if splinter else "without"
    return Key(
        (
            Code(
                stem + letter, f"Laceration of the {side} {part} {inside} foreign body.", "I.C.19.a"
            ),
        ),
        (Code(SHARP[tool] + letter, f"How it happened: {tool}.", "I.C.20.a.2"),),
        allowed=(*PLACES, "Z23"),
        traps={
            "Z48": "Injuries keep their own code with D for aftercare (I.C.21.c.7).",
            "Z47": "Injuries keep their own code with D for aftercare (I.C.21.c.7).",
            "S50": "The scrape beside a deeper wound is not coded (I.C.19.b).",
            "S80": "The scrape beside a deeper wound is not coded (I.C.19.b).",
            "S60": "The scrape beside a deeper wound is not coded (I.C.19.b).",
        },
    )


def wound(rng: Random) -> Case:
    """A cut, fresh or with stitches to be taken out."""
    part, splinter = rng.choice(sorted(WOUNDS))
    side = rng.choice(["right", "left"])
    tool = rng.choice(sorted(SHARP))
    first = rng.random() < 0.65
    inside = (
        "A piece of it was still in the wound and was removed"
        if splinter
        else "No foreign body in the wound"
    )
    inside += "." if first else " at that time."
    act = "Stitched today." if first else "Stitches out today; healing well."
    when = "" if first else f" {rng.randint(8, 13)} days ago"
    words = {
        "dictation": (
            "{He} cut {his} {side} {part} on {tool}{when}: laceration, with a scrape around it. "
            "{inside} {act}",
            "Laceration of the {side} {part}, made by {tool}{when}. {inside} {act}",
        ),
        "terse": ("Lac {side} {part}, {tool}{when}. {inside} {act}",),
        "letter": ("{He} cut {his} {side} {part} on {tool}{when}, a laceration. {inside} {act}",),
    }
    return case(
        "wound",
        EMERGENCY if first else CLINIC,
        Wanted(18, 66),
        words,
        wound_key(part, splinter, side, tool, first),
        ("S",),
        part=part,
        side=side,
        tool=tool,
        inside=inside,
        act=act,
        when=when,
    )


BURNS = {
    "palm": {1: ("T23.151", "T23.152"), 2: ("T23.251", "T23.252"), 3: ("T23.351", "T23.352")},
    "forearm": {1: ("T22.111", "T22.112"), 2: ("T22.211", "T22.212"), 3: ("T22.311", "T22.312")},
    "thigh": {1: ("T24.111", "T24.112"), 2: ("T24.211", "T24.212"), 3: ("T24.311", "T24.312")},
    "foot": {1: ("T25.121", "T25.122"), 2: ("T25.221", "T25.222"), 3: ("T25.321", "T25.322")},
}
HOT = {"hot coffee": "X10.0XX", "boiling oil": "X10.2XX", "a hot stove": "X15.0XX"}
DEGREES = {1: "first-degree", 2: "second-degree", 3: "third-degree"}


def burn_key(part: str, side: str, degrees: tuple[int, ...], source: str) -> Key:
    """Code a burn of one site by its highest degree only, and its source."""
    worst = max(degrees)
    stem = BURNS[part][worst][side == "left"]
    return Key(
        (Code(stem + "A", f"{side.title()} {part}; the highest degree is {worst}.", "I.C.19.d.2"),),
        (Code(HOT[source] + "A", f"How it happened: {source}.", "I.C.20.a.2"),),
        allowed=(*PLACES, "T31"),
        traps={stem[:3]: "Of several degrees at one site only the highest is coded (I.C.19.d.2)."},
    )


def burn(rng: Random) -> Case:
    """A fresh burn of one site, often of two degrees."""
    part = rng.choice(sorted(BURNS))
    side = rng.choice(["right", "left"])
    degrees = rng.choice([(1,), (2,), (3,), (1, 2), (2, 3)])
    source = rng.choice(["hot coffee", "boiling oil"] if part != "palm" else sorted(HOT))
    dx = " and ".join(DEGREES[d] for d in degrees) + f" burn of the {side} {part}"
    words = {
        "dictation": ("{He} was burned by {source} this morning: {dx}. Cleaned and dressed.",),
        "terse": ("Burn, {source}. {dx}. Dressed.", "{dx}, {source}, today."),
        "letter": ("After an accident with {source} I found a {dx}.",),
    }
    return case(
        "burn",
        EMERGENCY,
        Wanted(18, 70),
        words,
        burn_key(part, side, degrees, source),
        ("T", "S"),
        source=source,
        dx=dx,
    )


LATE = {
    ("scar", "forearm"): (
        "L90.5",
        "a tight scar",
        ("T22.311", "T22.312"),
        "a third-degree burn of the {side} forearm",
    ),
    ("scar", "thigh"): (
        "L90.5",
        "a tight scar",
        ("T24.311", "T24.312"),
        "a third-degree burn of the {side} thigh",
    ),
    ("arthritis", "wrist"): (
        ("M19.131", "M19.132"),
        "post-traumatic osteoarthritis of the {side} wrist",
        ("S52.531", "S52.532"),
        "a Colles fracture of the {side} radius",
    ),
    ("arthritis", "ankle"): (
        ("M19.171", "M19.172"),
        "post-traumatic osteoarthritis of the {side} ankle",
        ("S82.61X", "S82.62X"),
        "a displaced fracture of the {side} lateral malleolus",
    ),
    ("arthritis", "knee"): (
        ("M17.31", "M17.32"),
        "post-traumatic osteoarthritis of the {side} knee only",
        ("S82.031", "S82.032"),
        "a displaced transverse fracture of the {side} patella",
    ),
}


def sequela_key(kind: tuple[str, str], side: str) -> Key:
    """Code what an old injury left: the condition first, then the injury with S."""
    remains, _, injury, _ = LATE[kind]
    now = remains if isinstance(remains, str) else remains[side == "left"]
    return Key(
        (Code(now, "The condition that remains is treated now and comes first.", "I.B.10"),),
        (Code(injury[side == "left"] + "S", "The old injury that caused it, with S.", "I.C.19.a"),),
        allowed=("W", "X", "Y", "V"),
    )


def sequela(rng: Random) -> Case:
    """What an injury of years ago left behind."""
    kind = rng.choice(sorted(LATE))
    side = rng.choice(["right", "left"])
    _, now, _, then = LATE[kind]
    years = rng.randint(2, 19)
    remains, injury = now.format(side=side), then.format(side=side)
    words = {
        "dictation": (
            "{He} is treated for {remains}. It is a late effect of {injury} {years} years ago.",
            "{years} years after {injury}, {he} now has {remains} as a result of it.",
        ),
        "terse": ("{remains}, sequela of {injury} {years} y ago. Tx today.",),
        "letter": ("I treat {him} for {remains}, left by {injury} {years} years ago.",),
    }
    return case(
        "sequela",
        CLINIC,
        Wanted(35, 75),
        words,
        sequela_key(kind, side),
        ("S", "T", "M", "L"),
        remains=remains,
        injury=injury,
        years=years,
    )


FRAGILE = {
    "femur": ("M80.051", "M80.052"),
    "forearm": ("M80.031", "M80.032"),
    "humerus": ("M80.021", "M80.022"),
    "vertebra": ("M80.08X", "M80.08X"),
}


def fragile_key(bone: str | None, side: str, phase: str, old: bool) -> Key:
    """Code age-related osteoporosis, with the bone it broke or without."""
    if bone is None:
        rest = (
            (Code("Z87.310", "An osteoporosis fracture in the past, healed.", "I.C.13.d.1"),)
            if old
            else ()
        )
        return Key(
            (Code("M81.0", "Osteoporosis, no fracture at present.", "I.C.13.d.1"),),
            rest,
            traps={"M80": "No bone is broken now.", "S": "No bone is broken now."},
        )
    letter = {"first": "A", "routine": "D", "delayed": "G"}[phase]
    return Key(
        (
            Code(
                FRAGILE[bone][side == "left"] + letter,
                "Osteoporosis with a fracture that a minor fall would not cause in healthy bone.",
                "I.C.13.d.2",
            ),
        ),
        allowed=("W", "Y", "Z79"),
        traps={
            "S": "A minor fall broke weak bone: the code of the osteoporosis, not of an injury.",
            "M81": "M81 is for osteoporosis without a fracture now.",
        },
    )


def fragile(rng: Random) -> Case:
    """Osteoporosis with or without a fracture now."""
    bone = rng.choice([*sorted(FRAGILE), None])
    side = rng.choice(["right", "left"])
    phase = rng.choice(["first", "routine", "delayed"])
    old = bone is None and rng.random() < 0.6
    where = "a vertebra" if bone == "vertebra" else f"the {side} {bone}"
    if bone is None:
        state = "Age-related osteoporosis, no fracture at present." + (
            " {He} had an osteoporotic hip fracture years ago, since healed." if old else ""
        )
    else:
        after = f"Osteoporotic (age-related) fracture of {where} after a stumble at home."
        state = {
            "first": f"Pathological fracture of {where} from age-related osteoporosis after "
            "sitting down hard. Treatment begins today.",
            "routine": f"{after} Treatment is over and it heals well.",
            "delayed": f"{after} Treatment is over but healing is delayed.",
        }[phase]
    words = {
        "dictation": ("Reason for the visit: bones. {state} Calcium and vitamin D go on.",),
        "terse": ("{state} Ca/vit D.",),
        "letter": ("My findings: {state} The bone medicine continues.",),
    }
    setting = CLINIC if bone is None or phase != "first" else rng.choice([EMERGENCY, HOSPITAL])
    return case(
        "fragile",
        setting,
        Wanted(66, 88, wards=ADULT),
        words,
        fragile_key(bone, side, phase, old),
        ("S", "M"),
        state=state,
    )
