"""One chart in five settings: form, payment system, assessment, and which diagnosis leads.

All of it holds for a patient with Original Medicare. Sources: the CMS pages on the CMS-1450 and
CMS-1500 forms; CMS on the acute inpatient PPS, the physician fee schedule, skilled nursing
facility billing and the home health PPS; 42 CFR 484.55; 45 CFR 164.512(b)(1)(i); ICD-10-CM
Official Guidelines, sections II (all settings that are not outpatient) and IV.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FORMS = ("UB-04", "CMS-1500", "no claim")
PAYMENTS = ("MS-DRG", "fee schedule", "PDPM", "PDGM", "none")
ASSESSMENTS = ("MDS", "OASIS", "none")
FIRST = ("principal diagnosis", "first-listed diagnosis", "none")


@dataclass(frozen=True)
class Setting:
    """A place of work and the rules that a chart meets there."""

    name: str
    form: str
    payment: str
    assessment: str
    first: str
    why: str
    source: str
    scenes: tuple[str, ...]

    @property
    def decisions(self) -> tuple[str, str, str, str, str]:
        """Setting, form, payment system, assessment and first diagnosis, as the question asks."""
        return self.name, self.form, self.payment, self.assessment, self.first


SETTINGS = (
    Setting(
        "hospital inpatient",
        "UB-04",
        "MS-DRG",
        "none",
        "principal diagnosis",
        "A stay in an acute care hospital is billed on the UB-04 and paid by its MS-DRG.",
        "CMS: Form CMS-1450 (UB-04); acute inpatient payment system, 42 CFR 412.60; Guidelines II",
        (
            "is admitted to a ward for {ill} and stays five nights. Doctors, nurses and the "
            "laboratory are there day and night.",
            "comes in by ambulance with {ill}, is admitted on a physician's order, and goes home "
            "on day four.",
            "spends six nights on the medical ward for {ill}. The coder groups the finished stay.",
        ),
    ),
    Setting(
        "physician office",
        "CMS-1500",
        "fee schedule",
        "none",
        "first-listed diagnosis",
        "A doctor's own practice bills each service on the CMS-1500. The fee schedule prices it.",
        "CMS: Form CMS-1500; physician fee schedule, 42 CFR part 414; Guidelines IV",
        (
            "sees the family doctor, who owns the practice, for 15 minutes because of {ill}.",
            "sits in the waiting room of a doctor's own practice, is examined for {ill}, and "
            "leaves with a prescription.",
            "has a yearly visit at an internist's private practice. {Ill} is discussed.",
        ),
    ),
    Setting(
        "skilled nursing facility",
        "UB-04",
        "PDPM",
        "MDS",
        "principal diagnosis",
        "A covered stay after the hospital is billed on the UB-04. Answers in the Minimum Data Set "
        "(MDS) put the patient into payment groups of the PDPM.",
        "CMS: skilled nursing facility billing, UB-04 type of bill 21X; Guidelines II",
        (
            "needs daily skilled nursing and therapy after a hospital stay for {ill}, and moves "
            "into Maple Court for three weeks. A nurse starts the 5-day assessment.",
            "lives for a month in a house with nurses around the clock, to get strong again after "
            "a hospital stay for {ill}. Medicare Part A covers these days.",
            "leaves the hospital after {ill}, cannot go home yet, and rests and trains at Birch "
            "Hall, where residents are assessed after admission and paid for by the day.",
        ),
    ),
    Setting(
        "home health agency",
        "UB-04",
        "PDGM",
        "OASIS",
        "principal diagnosis",
        "Home health is billed on the UB-04, in periods of 30 days, grouped by the PDGM. The nurse "
        "collects the OASIS at the kitchen table.",
        "CMS: home health PPS, Patient-Driven Groupings Model; 42 CFR 484.55; Guidelines II",
        (
            "cannot leave the house after {ill}. A nurse comes twice a week, first to assess, then "
            "to treat.",
            "is at home in bed after {ill}. Within two days a nurse rings the bell to assess what "
            "is needed; a therapist follows.",
            "is too weak to go out after {ill} and is treated in bed at home, by nurses who "
            "drive from door to door.",
        ),
    ),
    Setting(
        "public health agency",
        "no claim",
        "none",
        "none",
        "none",
        "A case report tells the health department about a disease. Nobody is billed. HIPAA "
        "permits it without the patient's authorization where law lets the department collect it.",
        "45 CFR 164.512(b)(1)(i)",
        (
            "turns up in the county's count of food poisoning. An investigator asks the clinic "
            "by form and phone where the meal was eaten.",
            "tests positive for a disease on the state's list. The laboratory sends a case report "
            "to the county, which looks for contacts.",
            "is one of nine cases of measles in the county this month. Staff of the county enter "
            "the case report into the surveillance system.",
        ),
    ),
)

ILLNESSES = ("pneumonia", "heart failure", "a stroke", "a broken hip", "COPD", "an infected wound")


def scene(setting: Setting, chance: Random, who: str) -> str:
    """Return one encounter in words that do not name the setting."""
    ill = ILLNESSES[int(chance.random() * len(ILLNESSES))]
    text = setting.scenes[int(chance.random() * len(setting.scenes))]
    return f"{who} " + text.format(ill=ill, Ill=ill[0].upper() + ill[1:])
