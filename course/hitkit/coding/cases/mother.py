"""Pregnancy: normal visits, diabetes, high blood pressure, anemia, sickness."""

from __future__ import annotations

from random import Random

from hitkit.coding.cases.story import CLINIC, Case, Wanted, case
from hitkit.coding.key import Code, Key


def trimester(weeks: int) -> int:
    """Return the trimester: up to 13 weeks and 6 days, up to 27 and 6, and from 28 weeks."""
    return 1 if weeks < 14 else 2 if weeks < 28 else 3


def weeks_code(weeks: int) -> Code:
    """Code the weeks of pregnancy."""
    return Code(f"Z3A.{weeks:02d}", f"{weeks} completed weeks.", "I.C.21.c.11")


GESTATIONAL = {
    "diet": "O24.410",
    "insulin": "O24.414",
    "tablets": "O24.415",
    "diet and insulin": "O24.414",
}


def pregnancy_key(kind: str, weeks: int, detail: str) -> Key:
    """Code a visit in pregnancy; ``detail`` is the control of diabetes or the number of births."""
    t = trimester(weeks)
    week = weeks_code(weeks)
    if kind == "normal":
        family = "Z34.0" if detail == "first" else "Z34.8"
        return Key(
            (Code(f"{family}{t}", f"A normal {detail} pregnancy, trimester {t}.", "I.C.15.b.1"),),
            allowed=("Z3A",),
            traps={
                "O": "No complication is documented (I.C.15.b.1).",
                "Z34": "Check first or later pregnancy, and the trimester.",
            },
        )
    if kind == "gestational diabetes":
        return Key(
            (
                Code(
                    GESTATIONAL[detail],
                    f"Gestational diabetes, controlled by {detail}.",
                    "I.C.15.i",
                ),
            ),
            (week,),
            traps={
                "Z79": "Z79 codes are not used with gestational diabetes (I.C.15.i).",
                "E11": "Gestational diabetes is not type 2 diabetes.",
                "Z34": "Z34 is for pregnancies without a complication (I.C.15.b.1).",
                "O24": "Control, or the kind of diabetes, is another.",
            },
        )
    if kind == "type 2 diabetes":
        drug = {"insulin": "Z79.4", "tablets": "Z79.84"}[detail]
        return Key(
            (
                Code(
                    f"O24.11{t}",
                    f"Type 2 diabetes from before the pregnancy, trimester {t}.",
                    "I.C.15.g",
                ),
            ),
            (
                Code("E11.9", "The diabetes itself, without complication, after O24.", "I.C.15.g"),
                Code(drug, f"Treated with {detail} for the long term.", "I.C.4.a.3"),
                week,
            ),
            traps={
                "O24.4": "The diabetes was there before the pregnancy.",
                "Z34": "Z34 is for pregnancies without a complication (I.C.15.b.1).",
            },
        )
    code, why, rest = {
        "gestational hypertension": (
            f"O13.{t}",
            "Pressure that rose in pregnancy, no protein.",
            (),
        ),
        "iron deficiency anemia": (
            f"O99.01{t}",
            "Anemia complicating the pregnancy comes first.",
            (Code("D50.9", "The kind of anemia, after the pregnancy code.", "I.C.15.a.1"),),
        ),
        "hypertension from before": (
            f"O10.01{t}",
            "Essential hypertension from before the pregnancy.",
            (),
        ),
    }[kind]
    return Key(
        (Code(code, f"{why} Trimester {t}.", "I.C.15.a.3"),),
        (*rest, week),
        traps={
            "I10": "In pregnancy the O code replaces I10.",
            "Z34": "Z34 is for pregnancies without a complication (I.C.15.b.1).",
            code[:3]: "Check the trimester: under 14 weeks 1, under 28 weeks 2, then 3.",
        },
    )


def pregnancy(rng: Random) -> Case:
    """A prenatal visit."""
    kind = rng.choice(
        [
            "normal",
            "gestational diabetes",
            "gestational diabetes",
            "type 2 diabetes",
            "gestational hypertension",
            "iron deficiency anemia",
            "hypertension from before",
        ]
    )
    low = 24 if kind == "gestational diabetes" else 21 if kind == "gestational hypertension" else 9
    weeks = rng.randint(low, 39)
    detail = {
        "normal": ["first", "second", "third"],
        "gestational diabetes": sorted(GESTATIONAL),
        "type 2 diabetes": ["insulin", "tablets"],
    }.get(kind, [""])
    chosen = rng.choice(detail)
    state = {
        "normal": f"{chosen} pregnancy, no complications, routine visit",
        "gestational diabetes": f"gestational diabetes, controlled by {chosen}; no diabetes before",
        "type 2 diabetes": "type 2 diabetes from years before this pregnancy, no complications, "
        f"treated with {'insulin' if chosen == 'insulin' else 'metformin tablets'}",
        "gestational hypertension": "gestational hypertension, no protein in the urine",
        "iron deficiency anemia": "iron deficiency anemia complicating the pregnancy",
        "hypertension from before": "essential hypertension from before the pregnancy",
    }[kind]
    words = {
        "dictation": (
            "Prenatal visit at {weeks} weeks. Assessment: {state}.",
            "{weeks} weeks pregnant. Today: {state}.",
        ),
        "terse": ("OB. {weeks} wks. {state}.", "Prenatal, {weeks} 0/7 wks: {state}."),
        "letter": ("She is {weeks} weeks pregnant. My assessment: {state}.",),
    }
    return case(
        "pregnancy",
        CLINIC,
        Wanted(21, 39, "F"),
        words,
        pregnancy_key(kind, weeks, chosen),
        ("E", "O", "Z3", "I1"),
        weeks=weeks,
        state=state,
    )
