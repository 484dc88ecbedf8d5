"""Infections: ears, urine, lungs, blood, tonsils and sinuses."""

from __future__ import annotations

from random import Random

from hitkit.coding.cases.story import CLINIC, EMERGENCY, HOSPITAL, Case, Wanted, case
from hitkit.coding.key import Code, Key

SIDES = {"right": 1, "left": 2, "bilateral": 3}


def ear_key(side: str, ruptured: bool, recurrent: bool) -> Key:
    """Code acute suppurative otitis media by side, ear drum and recurrence."""
    last = SIDES[side] + (3 if recurrent else 0)
    code = f"H66.0{'1' if ruptured else '0'}{last}"
    drum = "with" if ruptured else "without"
    again = ", recurrent" if recurrent else ""
    return Key(
        (Code(code, f"Acute suppurative otitis media, {side}{again}, {drum} rupture.", "I.B.13"),),
        allowed=("H72",),
        traps={
            "H92": "Ear pain belongs to otitis media (I.B.5).",
            "R50": "Fever belongs to the infection (I.B.5).",
            "H66.9": "The note says more than unspecified.",
        },
    )


def ear(rng: Random) -> Case:
    """A child's ear infection."""
    side, ruptured, recurrent = rng.choice(sorted(SIDES)), rng.random() < 0.4, rng.random() < 0.4
    where = "both ears" if side == "bilateral" else f"the {side} ear"
    what = "both drums" if side == "bilateral" else "the drum"
    drum = f"{what} {'ruptured spontaneously, draining pus' if ruptured else 'intact and bulging'}"
    again = "recurrent " if recurrent else ""
    words = {
        "dictation": (
            "Fever, ear pain. {where}: {drum}. Diagnosis: acute {again}suppurative otitis media.",
            "Acute {again}suppurative otitis media of {where}; {drum}. Fever and pain.",
        ),
        "terse": ("Fever, otalgia. Acute {again}suppurative OM, {where}; {drum}.",),
        "letter": ("I found acute {again}suppurative otitis media in {where}; {drum}.",),
    }
    return case(
        "ear",
        CLINIC,
        Wanted(2, 14),
        words,
        ear_key(side, ruptured, recurrent),
        ("H", "F17", "Z72", "Z87.8"),
        where=where,
        drum=drum,
        again=again,
    )


GERMS = {
    "E. coli": ("B96.20", "A41.51"),
    "Klebsiella pneumoniae": ("B96.1", "A41.59"),
    "Proteus mirabilis": ("B96.4", "A41.59"),
    "Pseudomonas aeruginosa": ("B96.5", "A41.52"),
    "Enterococcus": ("B95.2", "A41.81"),
}
URINE = {
    "acute cystitis without blood in the urine": "N30.00",
    "acute cystitis with blood in the urine": "N30.01",
    "acute pyelonephritis": "N10",
    "urinary tract infection, site not stated": "N39.0",
}


def urine_key(place: str, germ: str | None) -> Key:
    """Code an infection of the urinary tract and its germ, if known."""
    rest = (Code(GERMS[germ][0], f"{germ} caused the infection.", "I.C.1.b"),) if germ else ()
    return Key(
        (
            Code(
                URINE[place],
                f"{place[0].upper()}{place[1:]}.",
                "I.B.18" if "not stated" in place else "I.B.2",
            ),
        ),
        rest,
        traps={
            "R30": "Painful urination belongs to the infection (I.B.5).",
            "R50": "Fever belongs to the infection (I.B.5).",
            "R31": "Blood in the urine is inside the cystitis code (I.B.5).",
            "R35": "Frequency belongs to the infection (I.B.5).",
            "N39": "The site is documented, so it is not 'site not specified'.",
            "B9": "No germ, or another germ, is documented.",
            "A41": "Nobody documents sepsis.",
        },
    )


def urine(rng: Random) -> Case:
    """A urinary tract infection with or without a germ."""
    place = rng.choice(sorted(URINE))
    germ = rng.choice([*sorted(GERMS), None, None])
    grew = f"Culture grew {germ}, the cause." if germ else "Culture is not back."
    said = place.replace(", site not stated", "")
    words = {
        "dictation": (
            "Burning on passing urine, and urgency. {grew} Diagnosis: {said}.",
            "{He} came with fever and burning urine. Assessment: {said}. {grew}",
        ),
        "terse": ("Dysuria x2d. Dx {said}. {grew}",),
        "letter": ("{He} has {said}. {grew}",),
    }
    return case(
        "urine",
        rng.choice([CLINIC, EMERGENCY]),
        Wanted(20, 80, "F"),
        words,
        urine_key(place, germ),
        ("N", "B", "R"),
        said=said,
        grew=grew,
    )


LOCAL = {
    "pneumonia": ("J18.9", "pneumonia, organism not identified there"),
    "cellulitis of the right lower leg": ("L03.115", "cellulitis of the right lower leg"),
    "cellulitis of the left lower leg": ("L03.116", "cellulitis of the left lower leg"),
    "urinary tract infection": ("N39.0", "urinary tract infection"),
    "acute pyelonephritis": ("N10", "acute pyelonephritis"),
}
ORGANS = {
    "acute kidney failure": "N17.9",
    "acute respiratory failure with hypoxia": "J96.01",
    "metabolic encephalopathy": "G93.41",
}


def sepsis_key(local: str, germ: str | None, organ: str | None, shock: bool) -> Key:
    """Code sepsis present on admission with the local infection, the shock and the organ."""
    blood = GERMS[germ][1] if germ else "A41.9"
    rest = [Code(LOCAL[local][0], f"The local infection, {local}, comes after.", "I.C.1.d.4")]
    if organ:
        severe = "R65.21" if shock else "R65.20"
        rest.append(Code(severe, "An organ fails because of the sepsis.", "I.C.1.d.1.b"))
        rest.append(Code(ORGANS[organ], f"The organ: {organ}.", "I.C.1.d.1.b"))
    named = germ or "organism unknown"
    return Key(
        (Code(blood, f"Sepsis, {named}, was there on admission: it comes first.", "I.C.1.d.4"),),
        tuple(rest),
        allowed=("B95", "B96"),
        traps={
            "R65": "No organ failure from sepsis is documented, or the shock differs.",
            "R50": "Fever belongs to sepsis (I.B.5).",
        },
    )


def local_key(local: str) -> Key:
    """Code a local infection when sepsis was looked for and ruled out."""
    return Key(
        (Code(LOCAL[local][0], f"{local[0].upper()}{local[1:]} caused the admission.", "II"),),
        traps={
            "A41": "Sepsis was ruled out.",
            "R65": "Sepsis was ruled out.",
            "R50": "Fever belongs to the infection (I.B.5).",
        },
    )


def sepsis(rng: Random) -> Case:
    """A hospital stay for sepsis, or for an infection that looked like it."""
    local = rng.choice(sorted(LOCAL))
    ruled_out = rng.random() < 0.25
    germ = rng.choice([*sorted(GERMS), None, None])
    organ = rng.choice([*sorted(ORGANS), None])
    shock = organ is not None and rng.random() < 0.4
    if local == "pneumonia":
        germ = None
    if ruled_out:
        dx = f"{local}. Sepsis was considered on admission and ruled out; blood cultures sterile"
        key = local_key(local)
    else:
        dx = f"sepsis due to {germ}" if germ else "sepsis, organism not found"
        dx += f", present on admission, with {local}"
        if organ:
            shocked = "septic shock and " if shock else ""
            dx += f"; severe sepsis with {shocked}{organ} due to the sepsis"
        key = sepsis_key(local, germ, organ, shock)
    words = {
        "dictation": (
            "Admitted with fever and shaking. Discharge diagnoses: {dx}.",
            "High fever on arrival; antibiotics at once. Final: {dx}.",
        ),
        "terse": ("Fever, rigors on adm. D/C dx: {dx}.",),
        "letter": ("The diagnoses at discharge: {dx}.",),
    }
    return case(
        "sepsis",
        HOSPITAL,
        Wanted(40, 88),
        words,
        key,
        ("A", "J", "N", "L", "R"),
        dx=dx,
    )


PAIRS = {
    "tonsillitis": (("J03.90", "Acute tonsillitis"), ("J35.01", "Chronic tonsillitis")),
    "maxillary sinusitis": (
        ("J01.00", "Acute maxillary sinusitis"),
        ("J32.0", "Chronic maxillary sinusitis"),
    ),
    "frontal sinusitis": (
        ("J01.10", "Acute frontal sinusitis"),
        ("J32.1", "Chronic frontal sinusitis"),
    ),
    "ethmoid sinusitis": (
        ("J01.20", "Acute ethmoidal sinusitis"),
        ("J32.2", "Chronic ethmoidal sinusitis"),
    ),
    "pancreatitis": (("K85.90", "Acute pancreatitis"), ("K86.1", "Other chronic pancreatitis")),
}


def double_key(illness: str, forms: tuple[str, ...]) -> Key:
    """Code the acute form, the chronic form, or both with the acute first."""
    if illness == "cholecystitis":
        code = {"acute": "K81.0", "chronic": "K81.1"}.get(forms[0]) if len(forms) == 1 else "K81.2"
        why = (
            "One code combines the acute and the chronic form."
            if len(forms) == 2
            else "One form only."
        )
        return Key(
            (Code(code or "", why, "I.B.9" if len(forms) == 2 else "I.B.2"),),
            traps={"K81": "K81.2 already holds both forms (I.B.9)."},
        )
    acute, chronic = (Code(c, f"{why}, documented.", "I.B.8") for c, why in PAIRS[illness])
    if len(forms) == 2:
        return Key((acute,), (chronic,))
    return Key((acute if forms == ("acute",) else chronic,), allowed=("B95", "B96"))


def double(rng: Random) -> Case:
    """An illness with an acute and a chronic form."""
    illness = rng.choice([*sorted(PAIRS), "cholecystitis"])
    forms = rng.choice([("acute", "chronic"), ("acute", "chronic"), ("acute",), ("chronic",)])
    named = " and ".join(forms) + f" {illness}"
    extra = {
        "pancreatitis": ", no necrosis or infection, cause unknown",
        "cholecystitis": ", no stones",
    }.get(illness, ", germ unknown")
    words = {
        "dictation": (
            "Final diagnosis: {named}{extra}. Treated.",
            "{He} came with pain. This is {named}{extra}.",
        ),
        "terse": ("A/P: {named}{extra}.",),
        "letter": ("I found {named}{extra}.",),
    }
    return case(
        "double",
        CLINIC if "K" not in double_key(illness, forms).codes[0].code else HOSPITAL,
        Wanted(22, 74),
        words,
        double_key(illness, forms),
        ("J", "K", "R"),
        named=named,
        extra=extra,
    )
