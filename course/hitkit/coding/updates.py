"""Carrying records over a code update: codes that were split, and what decides among their heirs.

Each old code and its heirs stand in the CMS conversion table and in the tabular list of the
April 2026 release; tests compare both.
"""

from __future__ import annotations

from random import Random

from hitkit.coding import codebook
from hitkit.coding.cases.story import CLINIC, Wanted
from hitkit.coding.register import Register
from hitkit.rows import Row

HEIRS: dict[str, dict[str, str]] = {
    "G35": {
        "multiple sclerosis, relapsing-remitting": "G35.A",
        "multiple sclerosis, primary progressive, active": "G35.B1",
        "multiple sclerosis, primary progressive, non-active": "G35.B2",
        "multiple sclerosis, secondary progressive, active": "G35.C1",
        "multiple sclerosis, secondary progressive, non-active": "G35.C2",
        "multiple sclerosis, type not documented": "G35.D",
    },
    "R10.2": {
        "pelvic pain, right side": "R10.21",
        "pelvic pain, left side": "R10.22",
        "pelvic pain on both sides": "R10.23",
        "suprapubic pain": "R10.24",
        "pelvic pain, side not documented": "R10.20",
    },
    "E66.8": {
        "obesity, class 1": "E66.811",
        "obesity, class 2": "E66.812",
    },
    "G20": {
        "Parkinson's disease, no dyskinesia, no mention of fluctuations": "G20.A1",
        "Parkinson's disease, no dyskinesia, with fluctuations": "G20.A2",
        "Parkinson's disease with dyskinesia, no mention of fluctuations": "G20.B1",
        "Parkinson's disease with dyskinesia and fluctuations": "G20.B2",
    },
    "M54.5": {
        "low back pain, vertebrogenic": "M54.51",
        "low back pain, kind not documented": "M54.50",
    },
    "R05": {
        "acute cough": "R05.1",
        "subacute cough": "R05.2",
        "chronic cough": "R05.3",
        "cough syncope": "R05.4",
        "cough, not further described": "R05.9",
    },
    "N18.3": {
        "chronic kidney disease, stage 3a": "N18.31",
        "chronic kidney disease, stage 3b": "N18.32",
        "chronic kidney disease, stage 3, a or b not documented": "N18.30",
    },
    "I47.1": {
        "inappropriate sinus tachycardia, so stated": "I47.11",
        "supraventricular tachycardia, not further described": "I47.10",
    },
    "Z91.14": {
        "does not follow the medication plan: cannot pay": "Z91.141",
        "does not follow the medication plan: other reason than money": "Z91.148",
    },
    "M51.36": {
        "lumbar disc degeneration with discogenic back pain only": "M51.360",
        "lumbar disc degeneration with leg pain only": "M51.361",
        "lumbar disc degeneration with discogenic back pain and leg pain": "M51.362",
        "lumbar disc degeneration, pain not mentioned": "M51.369",
    },
}
KEPT = {
    "I10": "essential hypertension",
    "J18.9": "pneumonia, organism not known",
    "N39.0": "urinary tract infection, site not stated",
    "K21.9": "reflux disease without esophagitis",
    "E03.9": "hypothyroidism, not further described",
    "M17.11": "primary osteoarthritis of the right knee only",
    "R55": "syncope",
}
_GROWN = Wanted(40, 90)
REMISSION = ("E11.9", "type 2 diabetes without complications, in remission", "E11.A")


def exercise(rng: Random, register: Register, split: int = 4) -> tuple[list[Row], dict[str, str]]:
    """Draw patients whose lists carry codes of an old year: rows of a table, and today's codes."""
    drawn = []
    for old in rng.sample(sorted(HEIRS), split):
        words = rng.choice(sorted(HEIRS[old]))
        drawn.append((old, words, HEIRS[old][words]))
    kept = rng.choice(sorted(KEPT))
    drawn += [(kept, KEPT[kept], kept), REMISSION]
    rng.shuffle(drawn)
    rows, answers = [], {}
    for old, words, new in drawn:
        visit = register.take(rng, CLINIC, _GROWN)
        rows.append({"mrn": visit.mrn, "visit": visit.began, "old_code": old, "diagnosis": words})
        answers[visit.mrn] = new
    return rows, answers


def reason(old: str, new: str) -> str:
    """Explain where a record's code went."""
    if old == new:
        return f"{old} is still complete in this release and needs no change."
    title = codebook.title(new)
    if codebook.billable(old):
        return f"{old} still exists, but {new} now says what the record says: {title}."
    return f"{old} was split and is now only a heading; {new} is {title}."
