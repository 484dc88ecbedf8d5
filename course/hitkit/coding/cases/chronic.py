"""Long-term illness: diabetes, blood pressure, heart, kidneys, weight, lungs, dementia."""

from __future__ import annotations

from random import Random

from hitkit.coding.cases.story import CLINIC, EMERGENCY, HOSPITAL, Case, Wanted, case
from hitkit.coding.key import Code, Key

STAGES = {
    "1": "N18.1",
    "2": "N18.2",
    "3a": "N18.31",
    "3b": "N18.32",
    "3": "N18.30",
    "4": "N18.4",
    "5": "N18.5",
    "end": "N18.6",
}
DRUGS = {
    "insulin": ("Z79.4", "insulin glargine every night"),
    "tablets": ("Z79.84", "metformin twice a day"),
    "injection": ("Z79.85", "semaglutide once a week"),
}
HEART = {
    ("systolic", "chronic"): "I50.22",
    ("systolic", "acute on chronic"): "I50.23",
    ("diastolic", "chronic"): "I50.32",
    ("diastolic", "acute on chronic"): "I50.33",
    ("combined systolic and diastolic", "chronic"): "I50.42",
    ("combined systolic and diastolic", "acute on chronic"): "I50.43",
}


def stage_words(stage: str) -> str:
    """Return a kidney stage as notes say it."""
    return "end-stage renal disease" if stage == "end" else f"chronic kidney disease stage {stage}"


def _stage(stage: str) -> Code:
    return Code(STAGES[stage], f"{stage_words(stage)} is documented.", "I.C.14.a.1")


def _drugs(drugs: tuple[str, ...]) -> tuple[Code, ...]:
    return tuple(
        Code(DRUGS[drug][0], f"{DRUGS[drug][1]} is taken for the long term.", "I.C.4.a.3")
        for drug in drugs
    )


def diabetes_key(complication: str, stage: str, drugs: tuple[str, ...], unrelated: bool) -> Key:
    """Code type 2 diabetes with one complication; ``unrelated`` kidney disease stays separate."""
    long_term = _drugs(drugs)
    if complication == "kidney" and not unrelated:
        link = "Diabetes with kidney disease counts as diabetic kidney disease unless the provider "
        return Key(
            (Code("E11.22", link + "says otherwise.", "I.A.15"),),
            (_stage(stage), *long_term),
            traps={"E11.9": "The kidney disease is a complication: E11.22, not E11.9."},
        )
    if complication == "kidney":
        return Key(
            (Code("E11.9", "The provider says the kidneys have another cause.", "I.A.15"),),
            (_stage(stage), *long_term),
            traps={"E11.22": "The provider says that diabetes is not the cause (I.A.15)."},
        )
    code, why = {
        "none": ("E11.9", "Type 2 diabetes, no complication documented."),
        "nerves": ("E11.42", "Diabetic polyneuropathy is one combination code."),
        "high": ("E11.65", "Poorly controlled with high readings means hyperglycemia."),
        "low": ("E11.649", "Low blood sugar without coma has its own combination code."),
        "gastroparesis": ("E11.43", "Gastroparesis due to diabetes is autonomic neuropathy."),
    }[complication]
    return Key((Code(code, why, "I.C.4.a"),), long_term, allowed=("K31.84",))


def diabetes(rng: Random) -> Case:
    """Type 2 diabetes at a clinic visit, with or without a complication."""
    complication = rng.choice(
        ["kidney", "kidney", "kidney", "nerves", "high", "low", "gastroparesis", "none"]
    )
    unrelated = complication == "kidney" and rng.random() < 0.35
    stage = rng.choice(["2", "3a", "3b", "4"])
    drugs = rng.choice(
        [
            ("insulin",),
            ("tablets",),
            ("injection",),
            ("insulin", "tablets"),
            ("tablets", "injection"),
        ]
    )
    taking = " and ".join(DRUGS[drug][1] for drug in drugs)
    cause = rng.choice(
        ["an inherited kidney disease", "years of lithium", "a blocked urinary tract"]
    )
    finding = {
        "kidney": f"{stage_words(stage)}"
        + (f", which is due to {cause} and not to the diabetes" if unrelated else ""),
        "nerves": "numb, burning feet: diabetic polyneuropathy",
        "high": "morning readings of 260 to 310: poorly controlled, hyperglycemia",
        "low": "two episodes of low blood sugar last week, awake throughout: diabetic hypoglycemia",
        "gastroparesis": "early fullness and vomiting of old food: gastroparesis due to diabetes",
        "none": "no complication at eyes, feet or kidneys",
    }[complication]
    words = {
        "dictation": (
            "{He} comes for {his} type 2 diabetes mellitus. Today: {finding}. {He} takes {taking}.",
            "Follow-up of diabetes mellitus type 2 under {taking}. Assessment: {finding}.",
        ),
        "terse": (
            "DM2 f/u. On {taking}. A/P: {finding}.",
            "T2DM, meds: {taking}. Exam/labs: {finding}. Continue.",
        ),
        "letter": (
            "{He} has type 2 diabetes and I found {finding}. I have left {him} on {taking}.",
            "The question was {his} type 2 diabetes, treated with {taking}. My finding: {finding}.",
        ),
    }
    key = diabetes_key(complication, stage, drugs, unrelated)
    return case(
        "diabetes",
        CLINIC,
        Wanted(44, 82),
        words,
        key,
        ("E11", "N18", "E10"),
        finding=finding,
        taking=taking,
    )


def pressure_key(heart: tuple[str, str] | None, stage: str | None, unrelated: bool) -> Key:
    """Code hypertension with heart failure, kidney disease, both or neither."""
    failure = (
        Code(HEART[heart], f"Names the heart failure: {heart[1]} {heart[0]}.", "I.C.9.a.1")
        if heart
        else None
    )
    late = stage in ("5", "end")
    if heart and unrelated and failure:
        return Key(
            (
                failure,
                Code(
                    "I42.6",
                    "The provider names alcohol as the cause of the heart disease.",
                    "I.A.15",
                ),
                Code("I10", "The hypertension is documented as unrelated.", "I.C.9.a.1"),
            ),
            allowed=("F10",),
            traps={"I11": "The provider says the heart failure is not from the pressure."},
        )
    if heart and stage and failure:
        code = "I13.2" if late else "I13.0"
        return Key(
            (
                Code(
                    code, "Pressure, heart failure and kidney disease share one code.", "I.C.9.a.3"
                ),
            ),
            (failure, _stage(stage)),
            traps={
                "I11": "I11 and I12 are replaced by the combination code I13.",
                "I12": "I11 and I12 are replaced by the combination code I13.",
                "I10": "The combination code already holds the hypertension.",
            },
        )
    if heart and failure:
        return Key(
            (Code("I11.0", "Hypertension with heart failure counts as related.", "I.C.9.a.1"),),
            (failure,),
            traps={"I10": "I11.0 already holds the hypertension."},
        )
    if stage:
        code = "I12.0" if late else "I12.9"
        return Key(
            (Code(code, "Hypertension with kidney disease counts as related.", "I.C.9.a.2"),),
            (_stage(stage),),
            traps={"I10": f"{code} already holds the hypertension."},
        )
    return Key((Code("I10", "Hypertension alone.", "IV.I"),))


def pressure(rng: Random) -> Case:
    """Hypertension with what it may bring, at a clinic visit or in hospital."""
    kind = rng.choice(["heart", "kidney", "both", "both", "unrelated", "kidney", "alone"])
    heart = rng.choice(sorted(HEART)) if kind in ("heart", "both", "unrelated") else None
    stage = rng.choice(["2", "3a", "3b", "4", "5"]) if kind in ("kidney", "both") else None
    acute = heart is not None and heart[1] == "acute on chronic"
    setting = HOSPITAL if acute else CLINIC
    parts = ["hypertension"]
    if heart:
        parts.append(f"{heart[1]} {heart[0]} heart failure")
    if kind == "unrelated":
        parts[-1] += " from alcoholic cardiomyopathy, not from the blood pressure"
    if stage:
        parts.append(stage_words(stage))
    order = rng.sample(parts, len(parts)) if kind != "unrelated" else parts[::-1]
    listed = "; ".join(order)
    reason = (
        "swollen legs and breathlessness"
        if acute
        else rng.choice(["a blood pressure check", "a regular visit", "a review of tablets"])
    )
    words = {
        "dictation": (
            "{He} came with {reason}. Diagnoses: {listed}. All were treated.",
            "Reason: {reason}. Final assessment: {listed}. Doses were adjusted for each.",
        ),
        "terse": ("{reason}. A/P: {listed}. Meds adjusted.", "CC {reason}. Dx: {listed}."),
        "letter": (
            "{He} came for {reason}. My diagnoses are: {listed}.",
            "In summary: {listed}. {He} had come with {reason}.",
        ),
    }
    key = pressure_key(heart, stage, kind == "unrelated")
    return case(
        "pressure",
        setting,
        Wanted(50, 88),
        words,
        key,
        ("I1", "I5", "N18", "I21"),
        reason=reason,
        listed=listed,
    )


CLASSES = {"1": ("E66.811", 30, 34), "2": ("E66.812", 35, 39), "3": ("E66.813", 40, 49)}


def bmi_code(bmi: float) -> str:
    """Return the code of an adult's body mass index."""
    whole = int(bmi)
    if whole < 40:
        return f"Z68.{whole}"
    return "Z68.41" if whole < 45 else "Z68.42"


def weight_key(obesity: str | None, bmi: float, other: str) -> Key:
    """Code obesity by class with its BMI; a BMI without a diagnosis gives no code."""
    main = Code(*_REASONS[other])
    if obesity is None:
        return Key(
            (main,),
            traps={
                "Z68": "A BMI needs the provider's diagnosis of weight beside it (I.B.14).",
                "E66": "No provider diagnosed obesity; a number is no diagnosis (I.B.14).",
            },
        )
    return Key(
        (main,),
        (
            Code(CLASSES[obesity][0], f"The provider documents class {obesity}.", "I.B.14"),
            Code(bmi_code(bmi), f"The BMI of {bmi} goes with the diagnosis.", "I.B.14"),
        ),
    )


_REASONS = {
    "sleep apnea": ("G47.33", "Obstructive sleep apnea is the reason for the visit.", "IV.G"),
    "right knee osteoarthritis": ("M17.11", "Primary osteoarthritis, right knee only.", "I.B.13"),
    "left knee osteoarthritis": ("M17.12", "Primary osteoarthritis, left knee only.", "I.B.13"),
    "hypertension": ("I10", "Hypertension is the reason for the visit.", "IV.G"),
    "high cholesterol": ("E78.00", "Pure hypercholesterolemia, not said to be familial.", "IV.G"),
}


def weight(rng: Random) -> Case:
    """A visit for something else with a BMI on the chart, with or without obesity."""
    other = rng.choice(sorted(_REASONS))
    obesity = rng.choice(["1", "2", "3", None])
    low, high = CLASSES[obesity or rng.choice("12")][1:]
    bmi = rng.randint(low, high) + rng.randint(0, 9) / 10
    name = {
        "sleep apnea": "obstructive sleep apnea",
        "hypertension": "hypertension",
        "high cholesterol": "pure hypercholesterolemia",
    }.get(other, f"primary osteoarthritis of the {other.split()[0]} knee only")
    nurse = f"Nurse's measurement: BMI {bmi}."
    diagnosis = (
        f"I also diagnose class {obesity} obesity and we agreed on a diet plan."
        if obesity
        else rng.choice(["We spoke about exercise.", "No other diagnosis today."])
    )
    words = {
        "dictation": (
            "{He} is here for {illness}. {nurse} {diagnosis}",
            "Visit for {illness}, treatment continued. {diagnosis} {nurse}",
        ),
        "terse": ("Here for {illness}. {nurse} MD: {diagnosis}",),
        "letter": ("{He} was seen for {illness}. {diagnosis} {nurse}",),
    }
    key = weight_key(obesity, bmi, other)
    return case(
        "weight",
        CLINIC,
        Wanted(30, 70),
        words,
        key,
        ("E66", "Z68"),
        illness=name,
        nurse=nurse,
        diagnosis=diagnosis,
    )


TOBACCO = {
    "smoker": Code("F17.210", "Documented dependence on cigarettes.", "I.B.7"),
    "former": Code("Z87.891", "A former smoker: history, not dependence.", "I.C.21.c.4"),
}


def copd_key(exacerbation: bool, infection: str | None, tobacco: str | None, oxygen: bool) -> Key:
    """Code COPD: a worsening, an infection on top, both or neither."""
    first: list[Code] = []
    rest: list[Code] = []
    if infection:
        first.append(Code("J44.0", "COPD with an acute lower respiratory infection.", "I.C.10.a.1"))
        code, name = _INFECTIONS[infection]
        first.append(Code(code, f"The infection itself: {name}; either may be first.", "I.A.17"))
    if exacerbation:
        first.append(Code("J44.1", "The provider documents an exacerbation.", "I.C.10.a.1"))
    if not first:
        first.append(Code("J44.9", "COPD without worsening or infection.", "IV.I"))
    if tobacco in TOBACCO:
        rest.append(TOBACCO[tobacco])
    if oxygen:
        rest.append(Code("Z99.81", "Lives on oxygen: a status that affects care.", "I.C.21.c.3"))
    return Key(
        tuple(first),
        tuple(rest),
        traps={
            "R05": "Cough belongs to the lung disease (I.B.5).",
            "R06": "Breathlessness belongs to the lung disease (I.B.5).",
            "J44.1": "No exacerbation is documented; an infection is not one (I.C.10.a.1).",
            "J44.0": "No infection of the lower airways is documented.",
            "J44.9": "A code that says more applies.",
        },
    )


_INFECTIONS = {
    "pneumonia": ("J18.9", "pneumonia, germ not known"),
    "pneumococcus": ("J13", "pneumococcal pneumonia"),
    "bronchitis": ("J20.9", "acute bronchitis"),
}


def copd(rng: Random) -> Case:
    """COPD in hospital or clinic, worse, infected, both or steady."""
    exacerbation, infection = rng.choice(
        [
            (True, None),
            (True, "pneumonia"),
            (False, "pneumonia"),
            (True, "pneumococcus"),
            (False, "bronchitis"),
            (True, "bronchitis"),
            (False, None),
            (False, "pneumococcus"),
        ]
    )
    tobacco = rng.choice(["smoker", "former", None])
    oxygen = rng.random() < 0.35
    setting = (
        HOSPITAL if infection in ("pneumonia", "pneumococcus") else rng.choice([CLINIC, EMERGENCY])
    )
    named = {
        "pneumonia": "pneumonia, organism unknown",
        "pneumococcus": "pneumonia due to Streptococcus pneumoniae",
        "bronchitis": "acute bronchitis",
    }
    dx = "COPD" + (" with acute exacerbation" if exacerbation else ", not in exacerbation")
    if infection:
        dx += f", and {named[infection]}"
    habit = {
        "smoker": "Cigarette smoker, nicotine dependent.",
        "former": "Former cigarette smoker, quit years ago.",
        None: "Never used tobacco.",
    }[tobacco]
    air = "Dependent on home oxygen." if oxygen else "Breathes room air."
    words = {
        "dictation": (
            "{He} came short of breath and coughing. Diagnosis: {dx}. {habit} {air}",
            "{habit} {air} Cough with sputum for days. Final diagnosis: {dx}.",
        ),
        "terse": ("SOB, cough. {habit} {air} Dx: {dx}.", "{air} {habit} A/P: {dx}."),
        "letter": (
            "I diagnosed {dx}. {habit} {air}",
            "{He} was short of breath. This is {dx}. {habit} {air}",
        ),
    }
    key = copd_key(exacerbation, infection, tobacco, oxygen)
    return case(
        "copd",
        setting,
        Wanted(52, 86),
        words,
        key,
        ("J", "F17", "Z72", "Z87.8"),
        dx=dx,
        habit=habit,
        air=air,
    )


ASTHMA = {
    ("mild intermittent", "uncomplicated"): "J45.20",
    ("mild intermittent", "with acute exacerbation"): "J45.21",
    ("mild persistent", "uncomplicated"): "J45.30",
    ("mild persistent", "with acute exacerbation"): "J45.31",
    ("moderate persistent", "uncomplicated"): "J45.40",
    ("moderate persistent", "with acute exacerbation"): "J45.41",
    ("moderate persistent", "with status asthmaticus"): "J45.42",
    ("severe persistent", "with acute exacerbation"): "J45.51",
    ("severe persistent", "with status asthmaticus"): "J45.52",
}


def asthma_key(kind: tuple[str, str], smoke_at_home: bool) -> Key:
    """Code asthma by severity and state."""
    rest = (
        (Code("Z77.22", "Breathes others' smoke: the asthma note asks for it.", "I.B.7"),)
        if smoke_at_home
        else ()
    )
    return Key(
        (Code(ASTHMA[kind], f"Asthma, {kind[0]}, {kind[1]}.", "I.C.10.a.1"),),
        rest,
        traps={
            "R06": "Wheezing and breathlessness belong to asthma (I.B.5).",
            "R05": "Cough belongs to asthma (I.B.5).",
        },
    )


def asthma(rng: Random) -> Case:
    """Asthma of a child or young adult."""
    kind = rng.choice(sorted(ASTHMA))
    smoke = rng.random() < 0.4
    setting = CLINIC if kind[1] == "uncomplicated" else EMERGENCY
    dx = f"{kind[0]} asthma" + (
        ", no exacerbation" if kind[1] == "uncomplicated" else f" {kind[1]}"
    )
    home = (
        "A parent smokes in the house, and the exposure makes it worse."
        if smoke
        else "Nobody smokes at home."
    )
    words = {
        "dictation": ("Wheezing and cough were the reason to come. Diagnosis: {dx}. {home}",),
        "terse": ("Wheeze, cough. {home} Dx: {dx}.", "A/P: {dx}. {home}"),
        "letter": ("The diagnosis is {dx}. {home} Wheezing is what brought {him}.",),
    }
    return case(
        "asthma",
        setting,
        Wanted(6, 24),
        words,
        asthma_key(kind, smoke),
        ("J", "F17", "Z72", "Z87.8"),
        dx=dx,
        home=home,
    )


def dementia_key(cause: str, severity: str, behavior: str) -> Key:
    """Code dementia after the disease that causes it, by severity and behavior."""
    etiology, named = _CAUSES[cause]
    last, said, wanders = _BEHAVIORS[behavior]
    code = f"F02.{_SEVERITY[severity]}{last}"
    rest = [Code(code, f"{severity.capitalize()}, {said}; it follows its cause.", "I.A.13")]
    if wanders:
        rest.append(Code("Z91.83", "The note at the dementia code asks for wandering.", "I.B.7"))
    return Key(
        (Code(etiology, f"{named} is the cause and comes first.", "I.A.13"),),
        tuple(rest),
        traps={
            "F03": "The cause is known, so it is not unspecified dementia.",
            "F02": "Check the severity and the behavior.",
            "R45": "Agitation is inside the dementia code.",
        },
    )


_SEVERITY = {"mild": "A", "moderate": "B", "severe": "C"}
_BEHAVIORS = {  # last characters, words, and whether the patient wanders
    "none": ("0", "without behavioral or mood disturbance", False),
    "agitation": ("11", "with agitation", False),
    "sleep": ("18", "with sleep disturbance, no agitation", False),
    "wandering": ("18", "with sleep disturbance and wandering, no agitation", True),
}
_CAUSES = {
    "late": ("G30.1", "Alzheimer's disease with late onset"),
    "early": ("G30.0", "Alzheimer's disease with early onset"),
    "lewy": ("G31.83", "Neurocognitive disorder with Lewy bodies"),
}


def dementia(rng: Random) -> Case:
    """Dementia with its cause, at a memory clinic."""
    cause = rng.choice(sorted(_CAUSES))
    severity = rng.choice(sorted(_SEVERITY))
    behavior = rng.choice(sorted(_BEHAVIORS))
    disease = {
        "late": "late-onset Alzheimer's disease",
        "early": "early-onset Alzheimer's disease",
        "lewy": "neurocognitive disorder with Lewy bodies",
    }[cause]
    state = f"{severity} dementia due to {disease}, {_BEHAVIORS[behavior][1]}"
    words = {
        "dictation": ("Memory clinic. Assessment: {state}.", "The diagnosis: {state}."),
        "terse": ("Memory f/u. {state}.",),
        "letter": ("We conclude: {state}.",),
    }
    who = Wanted(54, 63) if cause == "early" else Wanted(70, 90)
    key = dementia_key(cause, severity, behavior)
    return case("dementia", CLINIC, who, words, key, ("F0", "G3"), state=state)
