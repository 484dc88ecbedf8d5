"""Situations to judge: dimensions of data quality, and mistakes of identity with their harm.

The six dimensions are those of the DAMA UK working group (2013), in our own words. Duplicate,
overlay and overlap are used as AHIMA uses them.
"""

from __future__ import annotations

from typing import NamedTuple

DIMENSIONS = ("completeness", "uniqueness", "timeliness", "validity", "accuracy", "consistency")
MISTAKES = ("duplicate", "overlay", "overlap", "none of these")
DAMA = "DAMA UK, The six primary dimensions for data quality assessment (2013)"
AHIMA = "AHIMA's terms for errors of the master patient index"


class Case(NamedTuple):
    """A situation, its label, and the sentence that teaches."""

    text: str
    label: str
    why: str


_FILLED = "Something that everybody must have is not there."
_ONCE = "One thing in the world stands in the table more than once."
_CLOCK = "The data came too late for its use."
_FORM = "The value breaks the rule of form, list or range that the dictionary sets."
_FACT = "The value has the right form, and the world is otherwise."
_AGREE = "Two places that should say the same do not."

DIMENSION_CASES = (
    Case("31 of 400 patients have no telephone number.", "completeness", _FILLED),
    Case("The column for the next of kin is empty for one clinic.", "completeness", _FILLED),
    Case("Nine discharge records have no discharge status.", "completeness", _FILLED),
    Case("A third of the new charts lack the preferred language.", "completeness", _FILLED),
    Case("One woman has two medical record numbers.", "uniqueness", _ONCE),
    Case("The same visit was loaded twice from the interface.", "uniqueness", _ONCE),
    Case("A list of 50 doctors holds one of them two times.", "uniqueness", _ONCE),
    Case("The report counts a stay twice, as it has two rows.", "uniqueness", _ONCE),
    Case("Lab results reach the chart three days after the sample.", "timeliness", _CLOCK),
    Case("New addresses are typed in once a quarter.", "timeliness", _CLOCK),
    Case("The census of Monday morning is ready on Wednesday.", "timeliness", _CLOCK),
    Case("Notes of the night shift are entered at the end of the week.", "timeliness", _CLOCK),
    Case("A ZIP code has two digits; the dictionary asks for five.", "validity", _FORM),
    Case("The column sex holds 'X9', which is not on its list.", "validity", _FORM),
    Case("A date of birth is written 02/30/1980.", "validity", _FORM),
    Case("An oxygen saturation of 981 percent was saved.", "validity", _FORM),
    Case("A man was born on May 3; the index says May 4. Both are dates.", "accuracy", _FACT),
    Case("She gave a well-formed address, but no longer lived there.", "accuracy", _FACT),
    Case("The nurse typed 78 kg for a patient who weighs 87 kg.", "accuracy", _FACT),
    Case("A callback shows: the phone number, rightly formed, never was hers.", "accuracy", _FACT),
    Case("The index says female, the registration desk says male.", "consistency", _AGREE),
    Case("The bill names one payer, the visit record another.", "consistency", _AGREE),
    Case("The stay ends on May 2 in one table, on May 5 in the other.", "consistency", _AGREE),
    Case("The pharmacy lists an allergy that the chart denies.", "consistency", _AGREE),
)

_DUPLICATE = "One person has two numbers in one index, so each record holds half of the story."
_OVERLAY = "Facts of two people stand under one number, and each can be taken for the other's."
_OVERLAP = "Two organizations know one person under their own numbers, and nobody linked them."
_NONE = "Person and number belong together; something else is wrong, or nothing is."

MISTAKE_CASES = (
    Case(
        "Ms. Tarnaby's penicillin allergy stands under her old number. Today she was given a new "
        "number here, and the doctor sees no allergy.",
        "duplicate", _DUPLICATE,
    ),
    Case(
        "A man has his chest X-ray taken twice in a week: our first film lies under his other "
        "medical record number.",
        "duplicate", _DUPLICATE,
    ),
    Case(
        "Our lab posts a high potassium to one number. The ward looks at the patient's second "
        "number, and nobody acts.",
        "duplicate", _DUPLICATE,
    ),
    Case(
        "A patient asks for her whole record and gets half of it. The rest is under a second "
        "number of our hospital.",
        "duplicate", _DUPLICATE,
    ),
    Case(
        "At the desk, Mr. Garrham is registered under Mr. Garrton's number. Mr. Garrton's chart "
        "now shows a blood type that is not his.",
        "overlay", _OVERLAY,
    ),
    Case(
        "A woman reads in her portal of a stay that was another woman's. Someone had picked the "
        "wrong name from the list.",
        "overlay", _OVERLAY,
    ),
    Case(
        "Two brothers' visits stand under the number of one. The insurer of the wrong one gets "
        "the bill.",
        "overlay", _OVERLAY,
    ),
    Case(
        "A clerk merged two records of two namesakes. The chart now lists insulin for a man who "
        "has no diabetes.",
        "overlay", _OVERLAY,
    ),
    Case(
        "The heart group knows her as P771, we as M204. Its echo report does not show up here, as "
        "the two numbers are not linked.",
        "overlap", _OVERLAP,
    ),
    Case(
        "After two hospitals joined, each kept its own number for Mr. Vandova. The emergency room "
        "sees the medicine list of one house only.",
        "overlap", _OVERLAP,
    ),
    Case(
        "The clinic across town has his vaccine on file. The exchange cannot find him, since no "
        "one tied its number to ours.",
        "overlap", _OVERLAP,
    ),
    Case(
        "Our partner's index and ours each hold her once. A query for her at the partner's comes "
        "back empty, for want of a link.",
        "overlap", _OVERLAP,
    ),
    Case(
        "A patient's phone number is out of date, so the reminder call reaches a stranger. He has "
        "one number and one chart.",
        "none of these", _NONE,
    ),
    Case(
        "Twins have two charts with two numbers. Birth date, address and phone are equal in both.",
        "none of these", _NONE,
    ),
    Case(
        "She took a new family name. The desk changed it in her one record and kept the old one as "
        "an alias.",
        "none of these", _NONE,
    ),
    Case(
        "A discharge summary was dictated for the right patient and signed nine days late.",
        "none of these", _NONE,
    ),
)  # fmt: skip
