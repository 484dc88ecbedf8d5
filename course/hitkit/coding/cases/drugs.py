"""Medicines that harm: taken rightly, wrongly, or too little. And drink."""

from __future__ import annotations

from random import Random

from hitkit.coding.cases.story import CLINIC, EMERGENCY, HOSPITAL, Case, Wanted, case
from hitkit.coding.key import Code, Key

# drug: (stem up to the character for intent, what it does too much of: code, words)
HARMS = {
    "amoxicillin": ("T36.0X", "L27.0", "a generalized rash"),
    "digoxin": ("T46.0X", "R00.1", "a slow heart rate (bradycardia)"),
    "ibuprofen": ("T39.31", "L50.0", "hives (allergic urticaria)"),
    "oxycodone": ("T40.2X", "R11.2", "nausea with vomiting"),
    "phenytoin": ("T42.0X", "R27.0", "loss of coordination (ataxia)"),
    "prednisone": ("T38.0X", "R73.9", "high blood sugar (hyperglycemia) without diabetes"),
    "furosemide": ("T50.1X", "E87.6", "low potassium (hypokalemia)"),
}


def harm_code(stem: str, intent: str) -> str:
    """Complete a drug code: 1 poisoning by accident, 5 adverse effect, 6 underdosing; then A."""
    return f"{stem}{intent}A"


def adverse_key(drug: str) -> Key:
    """Code a drug rightly taken that did harm: the effect first, then the drug with 5."""
    stem, effect, named = HARMS[drug]
    return Key(
        (Code(effect, f"The effect comes first: {named}.", "I.C.19.e.5.a"),),
        (Code(harm_code(stem, "5"), f"{drug} was taken as prescribed.", "I.C.19.e.5.a"),),
        allowed=("Z79", "Z88"),
        traps={
            stem: "The last characters tell the case: 5 adverse effect, 1 poisoning by accident."
        },
    )


def poisoning_key(drug: str) -> Key:
    """Code a drug wrongly taken: the drug with 1 first, then the effect."""
    stem, effect, named = HARMS[drug]
    return Key(
        (Code(harm_code(stem, "1"), f"{drug} was taken wrongly, by accident.", "I.C.19.e.5.b"),),
        (Code(effect, f"What the poisoning did: {named}.", "I.C.19.e.5.b"),),
        allowed=("Z79", "Y92"),
        traps={stem: "Wrongly taken is a poisoning (1), rightly taken an adverse effect (5)."},
    )


def harm(rng: Random) -> Case:
    """A harmful drug: two notes that look alike and are coded the other way round."""
    drug = rng.choice(sorted(HARMS))
    named = HARMS[drug][2]
    right = rng.random() < 0.5
    how = (
        rng.choice(["taken exactly as prescribed", "the right dose at the right time"])
        if right
        else rng.choice(
            [
                "a double dose taken by mistake",
                "a spouse's tablet taken in error",
                "two tablets too many, miscounted by accident",
            ]
        )
    )
    words = {
        "dictation": (
            "{He} developed {named} from {drug}: {how}. Treated here.",
            "{drug}, {how}. It caused {named}.",
        ),
        "terse": ("{named} due to {drug}, {how}.", "{drug}: {how}. Now {named}."),
        "letter": ("{He} came with {named}, caused by {drug} ({how}).",),
    }
    key = adverse_key(drug) if right else poisoning_key(drug)
    return case(
        "harm",
        EMERGENCY,
        Wanted(25, 80),
        words,
        key,
        ("T", "R", "L"),
        drug=drug,
        named=named,
        how=how,
    )


LACKS = {
    "levothyroxine": ("T38.1X", "E03.9", "hypothyroidism, worse again"),
    "lisinopril": ("T46.4X", "I10", "hypertension, out of control again"),
    "phenytoin": ("T42.0X", "G40.909", "epilepsy, with a seizure again"),
    "furosemide": ("T50.1X", "I50.9", "heart failure, worse again"),
    "carbamazepine": ("T42.1X", "G40.909", "epilepsy, with a seizure again"),
}
REASONS = {
    "cannot pay for it": "Z91.120",
    "stopped it on purpose because of side effects": "Z91.128",
    "is too frail and forgetful to manage it": "Z91.130",
    "mixed up the boxes and took too little": "Z91.138",
}


def underdosing_key(drug: str, reason: str) -> Key:
    """Code too little of a drug: the illness first, the drug with 6, then the reason."""
    stem, illness, named = LACKS[drug]
    return Key(
        (Code(illness, f"The illness that came back is first: {named}.", "I.C.19.e.5.c"),),
        (
            Code(harm_code(stem, "6"), f"Too little {drug} was taken.", "I.C.19.e.5.c"),
            Code(REASONS[reason], f"Why: {reason}.", "I.C.19.e.5.c"),
        ),
        allowed=("Z79",),
        traps={stem: "Too little is underdosing (6).", "Z91": "Another reason is documented."},
    )


def underdosing(rng: Random) -> Case:
    """An illness that came back because too little of a drug was taken."""
    drug, reason = rng.choice(sorted(LACKS)), rng.choice(sorted(REASONS))
    named = LACKS[drug][2]
    words = {
        "dictation": ("{named}. {He} has been taking less {drug} than prescribed: {he} {reason}.",),
        "terse": ("{named}. Underdosing of {drug}: pt {reason}.",),
        "letter": (
            "{He} has {named}. The cause: {he} takes less {drug} than prescribed, because {he} "
            "{reason}.",
        ),
    }
    return case(
        "underdosing",
        EMERGENCY,
        Wanted(45, 85),
        words,
        underdosing_key(drug, reason),
        ("T", "I", "E0", "G"),
        named=named,
        drug=drug,
        reason=reason,
    )


PATTERNS = {"abuse": "F10.10", "dependence": "F10.20"}


def drink_key(words: tuple[str, ...], illness: str) -> Key:
    """Code an illness from alcohol and the highest pattern documented."""
    highest = "dependence" if "dependence" in words else "abuse"
    code, named = DRINK[illness]
    return Key(
        (Code(code, f"{named} caused the admission.", "II"),),
        (
            Code(
                PATTERNS[highest],
                f"Of {' and '.join(words)}, only {highest} is coded.",
                "I.C.5.b.2",
            ),
        ),
        allowed=("Y90",),
        traps={
            "F10": f"Only the highest of the documented patterns is coded: {highest}.",
            "R10": "Belly pain belongs to the illness (I.B.5).",
            "R11": "Vomiting belongs to the illness (I.B.5).",
        },
    )


DRINK = {
    "alcoholic pancreatitis": ("K85.20", "Alcohol-induced acute pancreatitis"),
    "alcoholic hepatitis": ("K70.10", "Alcoholic hepatitis without ascites"),
    "alcoholic gastritis": ("K29.20", "Alcoholic gastritis without bleeding"),
    "alcoholic cirrhosis": ("K70.30", "Alcoholic cirrhosis without ascites"),
}
_SAID = {
    "alcoholic pancreatitis": "acute alcohol-induced pancreatitis, without necrosis or infection",
    "alcoholic hepatitis": "alcoholic hepatitis without ascites",
    "alcoholic gastritis": "alcoholic gastritis without bleeding",
    "alcoholic cirrhosis": "alcoholic cirrhosis of the liver without ascites",
}


def drink(rng: Random) -> Case:
    """A hospital stay for an illness from alcohol."""
    patterns = rng.choice([("abuse",), ("dependence",), ("use", "abuse"), ("abuse", "dependence")])
    illness = rng.choice(sorted(DRINK))
    notes = [f"alcohol {p}" for p in patterns]
    said = notes[0] if len(notes) == 1 else f"{notes[0]} in one note and {notes[1]} in the other"
    words = {
        "dictation": (
            "Admitted with belly pain and vomiting. Final: {dx}. The record has {said}.",
        ),
        "terse": ("Abd pain, N/V. Dx {dx}. Record: {said}.",),
        "letter": ("{He} was treated for {dx}. We documented {said}.",),
    }
    return case(
        "drink",
        HOSPITAL,
        Wanted(34, 68),
        words,
        drink_key(patterns, illness),
        ("K", "F10", "R"),
        dx=_SAID[illness],
        said=said,
    )


TREATMENT = {
    "chemotherapy": "Z51.11",
    "immunotherapy": "Z51.12",
    "external beam radiation therapy": "Z51.0",
}
CANCERS = {
    "cancer of the upper-outer quadrant of the right female breast": "C50.411",
    "cancer of the upper-outer quadrant of the left female breast": "C50.412",
    "cancer of the upper lobe of the right lung": "C34.11",
    "cancer of the upper lobe of the left lung": "C34.12",
    "cancer of the sigmoid colon": "C18.7",
    "cancer of the rectum": "C20",
    "cancer of the ascending colon": "C18.2",
}
HISTORIES = {"C50": "Z85.3", "C34": "Z85.118", "C18": "Z85.038", "C20": "Z85.048"}


def cancer_key(cancer: str, treatment: str | None, spread: bool, sick: bool) -> Key:
    """Code a visit for treatment of cancer, or a check when it is long gone."""
    code = CANCERS[cancer]
    if treatment is None:
        return Key(
            (
                Code(
                    "Z08", "A check after treatment that is complete; nothing found.", "I.C.21.c.8"
                ),
            ),
            (Code(HISTORIES[code[:3]], "The cancer is gone: history, not disease.", "I.C.2.m"),),
            allowed=("Z90", "Z92"),
            traps={"C": "The cancer is gone and no longer treated (I.C.2.m)."},
        )
    rest = [Code(code, f"The cancer that the {treatment} is for.", "I.C.2.e.2")]
    if spread:
        rest.append(Code("C78.7", "Spread to the liver is coded too.", "I.C.2.e.2"))
    if sick:
        rest.append(Code("R11.2", "The vomiting that came during the visit.", "I.C.2.e.2"))
        rest.append(
            Code("T45.1X5A", "The drug that caused it, as an adverse effect.", "I.C.19.e.5.a")
        )
    return Key(
        (Code(TREATMENT[treatment], f"The visit was only for {treatment}.", "I.C.2.e.2"),),
        tuple(rest),
        traps={"Z85": "The cancer is still being treated, so it is not history (I.C.2.m)."},
    )


def cancer(rng: Random) -> Case:
    """Cancer under treatment, or a check-up years after it."""
    cancer_name = rng.choice(sorted(CANCERS))
    treatment = rng.choice([*sorted(TREATMENT), "chemotherapy", None])
    spread = treatment is not None and rng.random() < 0.35
    sick = treatment == "chemotherapy" and rng.random() < 0.5
    who = Wanted(45, 78, "F" if "female" in cancer_name else "FM")
    if treatment is None:
        state = (
            f"Check-up {rng.randint(5, 9)} years after surgery for {cancer_name}. Treatment was "
            "completed long ago and there is no sign of disease"
        )
    else:
        state = f"Here only for {treatment} for {cancer_name}"
        state += ", which has spread to the liver" if spread else ""
        state += (
            ". During the infusion: nausea with vomiting from the drug, treated" if sick else ""
        )
    words = {
        "dictation": ("{state}.",),
        "terse": ("{state}. Tolerated.",) if treatment and not sick else ("{state}.",),
        "letter": ("A short note: {state}.",),
    }
    return case(
        "cancer",
        CLINIC,
        who,
        words,
        cancer_key(cancer_name, treatment, spread, sick),
        ("C", "Z85", "Z80", "R11"),
        state=state,
    )
