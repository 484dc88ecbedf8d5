"""Records that cannot be coded yet: conflicting, incomplete or without a diagnosis."""

from __future__ import annotations

from random import Random

from hitkit.coding.cases.injury import BONES
from hitkit.coding.cases.story import CLINIC, EMERGENCY, HOSPITAL, SURGICAL, Case, Wanted, case
from hitkit.coding.key import Query


def urosepsis(rng: Random) -> Case:
    """The word urosepsis, which has no code."""
    germ = rng.choice(["E. coli", "Klebsiella", "Proteus", "Enterococcus"])
    answer = Query(
        "Urosepsis has no code and does not mean sepsis.",
        "I.C.1.d.1.a",
        "whether this was a urinary tract infection, sepsis from there, or something else.",
    )
    words = {
        "dictation": (
            "Admitted with fever and confusion. Urine grew {germ}. Final diagnosis: urosepsis.",
        ),
        "terse": ("Fever, AMS. UCx {germ}. D/C dx: urosepsis.",),
        "letter": ("The final diagnosis was urosepsis; the urine grew {germ}.",),
    }
    return case("urosepsis", HOSPITAL, Wanted(62, 90), words, answer, germ=germ)


def two_sides(rng: Random) -> Case:
    """A side that contradicts itself."""
    bone = rng.choice(sorted(BONES))
    one, other = rng.sample(["right", "left"], 2)
    answer = Query(
        f"The note says {one} in one place and {other} in another.",
        "I.B.13",
        "which side is broken.",
    )
    words = {
        "dictation": (
            "{He} fell and hurt {his} {one} side. Exam: swelling on the {one}. "
            "Impression: closed displaced {other_site}. Splint applied.",
        ),
        "terse": (
            "Fall, pain {one}. XR read: closed displaced {one_site}. Impression: closed displaced "
            "{other_site}.",
        ),
        "letter": (
            "After a fall the X-ray showed a closed displaced {one_site}. We splinted the closed "
            "displaced {other_site}.",
        ),
    }
    return case(
        "two_sides",
        EMERGENCY,
        Wanted(20, 60),
        words,
        answer,
        one=one,
        one_site=bone.format(side=one),
        other_site=bone.format(side=other),
    )


FINDINGS = {
    "a hemoglobin of 6.8; two units of red cells were given": "a diagnosis for the low hemoglobin",
    "a potassium of 2.6; it was replaced by vein": "a diagnosis for the low potassium",
    "a sodium of 119; salt infusions and hourly checks": "a diagnosis for the low sodium",
    "a creatinine up from 0.9 to 2.7; fluids, and a kidney consult": "a diagnosis for the rise",
    "a phosphate of 1.1; it was replaced by vein": "a diagnosis for the low phosphate",
}
SURGERY = (
    "a hip replacement for osteoarthritis",
    "a hernia repair",
    "removal of the gallbladder",
    "a bowel resection for diverticulitis",
    "a knee replacement for osteoarthritis",
)


def treated_number(rng: Random) -> Case:
    """An abnormal result that was treated, with no diagnosis."""
    finding = rng.choice(sorted(FINDINGS))
    surgery = rng.choice(SURGERY)
    answer = Query(
        "An abnormal result was treated, but no provider wrote what it means.",
        "III.B",
        f"for {FINDINGS[finding]}, without suggesting one.",
    )
    words = {
        "dictation": (
            "Admitted for {surgery}. The day after: {finding}. No diagnosis was written for it.",
        ),
        "terse": ("Adm {surgery}. POD1: {finding}. D/C home.",),
        "letter": ("{He} had {surgery}. Afterwards there was {finding}. {He} went home well.",),
    }
    return case(
        "treated_number",
        HOSPITAL,
        Wanted(45, 85, wards=SURGICAL),
        words,
        answer,
        finding=finding,
        surgery=surgery,
    )


def two_stages(rng: Random) -> Case:
    """Two providers who disagree."""
    topic, one, other = rng.choice(
        [
            ("the kidney disease", "CKD stage 3b", "CKD stage 4"),
            (
                "the heart failure",
                "chronic systolic heart failure",
                "chronic diastolic heart failure",
            ),
            ("the diabetes", "type 1 diabetes", "type 2 diabetes"),
            (
                "the lungs",
                "acute respiratory failure",
                "no respiratory failure, normal blood gases",
            ),
            ("the dementia", "vascular dementia", "dementia due to Alzheimer's disease"),
            ("the anemia", "iron deficiency anemia", "anemia of chronic kidney disease"),
        ]
    )
    answer = Query(
        f"Two providers disagree about {topic}.",
        "I.A.19",
        "the attending provider which of the two documented diagnoses is right.",
    )
    words = {
        "dictation": (
            "Attending's summary: {one}. Consultant's note of the same day: {other}. "
            "No later note settles it.",
        ),
        "terse": ("Attending: {one}. Consult: {other}. Not reconciled.",),
        "letter": (
            "The attending wrote {one}; the consultant wrote {other}. It was left at that.",
        ),
    }
    return case("two_stages", HOSPITAL, Wanted(55, 85), words, answer, one=one, other=other)


def after_surgery(rng: Random) -> Case:
    """A problem after surgery, and an open question whether the surgery caused it."""
    surgery = rng.choice(SURGERY)
    problem = rng.choice(
        [
            "an ileus that needed a stomach tube",
            "urinary retention that needed a catheter",
            "atrial fibrillation that needed medicine",
            "pneumonia that needed antibiotics",
            "low blood pressure that needed fluids",
        ]
    )
    answer = Query(
        "The record leaves open whether the surgery caused the problem.",
        "I.B.16",
        "whether the problem is a complication of the surgery, expected, or unrelated.",
    )
    words = {
        "dictation": (
            "Admitted for {surgery}. Then {problem}. One note asks 'complication of surgery?', and "
            "no later note answers.",
        ),
        "terse": ("S/p {surgery}. Then {problem}. '?complication' in one note, never answered.",),
        "letter": (
            "{He} had {surgery}. Then came {problem}. Whether the surgery caused it was asked once "
            "and never answered.",
        ),
    }
    who = Wanted(40, 82, wards=SURGICAL)
    return case("after_surgery", HOSPITAL, who, words, answer, surgery=surgery, problem=problem)


def which_first(rng: Random) -> Case:
    """Respiratory failure beside another acute illness, and no word on which led to admission."""
    other = rng.choice(
        [
            "pneumonia",
            "acute on chronic systolic heart failure",
            "an acute exacerbation of COPD",
            "a cerebral infarction",
            "an acute myocardial infarction",
        ]
    )
    answer = Query(
        "Both could have led to the admission, and the record does not say.",
        "I.C.10.b.3",
        "which condition, or both equally, led to the admission.",
    )
    words = {
        "dictation": (
            "Acute respiratory failure and {other}, both treated from the first hour. The "
            "record does not tell which of them led to the admission.",
        ),
        "terse": ("Adm: acute resp failure + {other}. Reason for adm not clear from chart.",),
        "letter": (
            "{He} had acute respiratory failure and {other}. From the chart I cannot tell which "
            "made admission necessary.",
        ),
    }
    return case("which_first", HOSPITAL, Wanted(50, 86), words, answer, other=other)


def remission(rng: Random) -> Case:
    """Leukemia with no word on remission."""
    kind = rng.choice(
        ["acute myeloid", "acute lymphoblastic", "chronic lymphocytic", "chronic myeloid"]
    )
    years = rng.randint(2, 8)
    answer = Query(
        "The record does not say whether the leukemia is in remission or cured.",
        "I.C.2.n",
        "whether the leukemia is active, in remission, or past.",
    )
    words = {
        "dictation": ("{kind} leukemia, treated {years} years ago. Blood counts checked today.",),
        "terse": ("{kind} leukemia, chemo {years} y ago. CBC today.",),
        "letter": (
            "{He} had treatment for {kind} leukemia {years} years ago and came for blood counts.",
        ),
    }
    return case("remission", CLINIC, Wanted(30, 75), words, answer, kind=kind, years=years)
