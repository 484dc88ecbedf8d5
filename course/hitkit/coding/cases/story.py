"""How an encounter becomes a note: facts first, then the patient, a voice, and what misleads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from hitkit.coding.key import Key, Query

CLINIC, EMERGENCY, HOSPITAL = "clinic visit", "emergency department visit", "hospital stay"
MEDICAL, SURGICAL = ("MED", "CAR", "NEU", "ICU"), ("SUR", "ORT")
ADULT = MEDICAL + SURGICAL


@dataclass(frozen=True)
class Person:
    """A patient of the hospital as a note knows one, with the words that refer to them."""

    first: str
    last: str
    age: int
    sex: str

    @property
    def words(self) -> dict[str, str]:
        """Return what templates fill in: name, age, title and pronouns."""
        female = self.sex == "F"
        child = self.age < 18
        return {
            "name": f"{self.first} {self.last}",
            "titled": f"{self.first if child else 'Ms.' if female else 'Mr.'} {self.last}",
            "age": str(self.age),
            "sex": self.sex,
            "person": ("girl" if female else "boy") if child else ("woman" if female else "man"),
            "he": "she" if female else "he",
            "He": "She" if female else "He",
            "his": "her" if female else "his",
            "His": "Her" if female else "His",
            "him": "her" if female else "him",
        }


@dataclass(frozen=True)
class Wanted:
    """Whom a case can be about: ages in years, a sex if it matters, and, for a stay, the wards."""

    low: int
    high: int
    sex: str = "FM"
    wards: tuple[str, ...] = MEDICAL


@dataclass(frozen=True)
class Case:
    """The facts of one encounter, not yet told of anybody: templates by voice, and the answer.

    ``facts`` fill the templates. ``skip`` names beginnings of codes that no aside may tempt to,
    because the note is about them.
    """

    family: str
    setting: str
    who: Wanted
    words: Mapping[str, Sequence[str]]
    answer: Key | Query
    skip: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


def case(
    family: str,
    setting: str,
    who: Wanted,
    words: Mapping[str, Sequence[str]],
    answer: Key | Query,
    skip: tuple[str, ...] = (),
    **facts: object,
) -> Case:
    """Put a case together."""
    return Case(family, setting, who, words, answer, skip, facts)


@dataclass(frozen=True)
class Note:
    """A case as a provider wrote it, and its answer with what may mislead in this wording."""

    text: str
    answer: Key | Query


@dataclass(frozen=True)
class Aside:
    """A true remark that gives no code: what it tempts to, and why not."""

    text: str
    short: str
    tempts: tuple[str, ...] = ()
    why: str = ""
    allowed: tuple[str, ...] = ()
    adult: bool = False


ASIDES = (
    Aside(
        "{His} father had a heart attack at 71.",
        "FHx: father MI at 71.",
        ("I21", "I25.2"),
        "It was the father's heart attack, not the patient's (I.C.21.c.4).",
        ("Z82",),
    ),
    Aside(
        "{He} broke a collarbone as a child; it healed long ago.",
        "PMH: clavicle fx in childhood, healed.",
        ("S42.0",),
        "That fracture healed long ago and is not cared for today (IV.J).",
        ("Z87.81",),
        adult=True,
    ),
    Aside(
        "{His} mother has type 2 diabetes; {he} does not.",
        "FHx: mother DM2. Pt: no DM.",
        ("E11", "E10"),
        "The mother has diabetes, not the patient (I.C.21.c.4).",
        ("Z83.3",),
    ),
    Aside(
        "{He} had pneumonia some years ago, which cleared.",
        "PMH: pneumonia yrs ago, resolved.",
        ("J18", "J15", "J13"),
        "That pneumonia is gone (IV.J).",
        ("Z87.01",),
    ),
    Aside(
        "A COVID-19 test was negative.",
        "COVID neg.",
        ("U07", "J12.82"),
        "A negative test confirms nothing to code (IV.H).",
        ("Z11.52", "Z20.822"),
    ),
    Aside(
        "{His} appendix was removed at age 19.",
        "PSH: appy at 19.",
        ("K35", "K37"),
        "The appendix is gone, and with it the disease (IV.J).",
        ("Z90.49", "Z98.89"),
        adult=True,
    ),
    Aside("{He} came with a neighbor.", "Here w/ neighbor."),
    Aside(
        "{He} has never smoked.",
        "Never smoker.",
        ("F17", "Z72.0", "Z87.891"),
        "Never smoked.",
        adult=True,
    ),
    Aside("No known drug allergies.", "NKDA."),
    Aside(
        "Thyroid tests last spring were normal.", "TSH nl last spring.", ("E03", "E05"), "Normal."
    ),
    Aside("{He} came by bus.", "Ambulatory on arrival."),
    Aside("Vaccinations are up to date.", "Vaccines UTD.", ("Z23", "Z28"), "None was given today."),
)

_OPEN = {
    ("dictation", CLINIC): "OFFICE NOTE (dictated). {name}, {age}-year-old {person}.",
    ("dictation", EMERGENCY): "EMERGENCY DEPARTMENT NOTE (dictated). {name}, {person}, {age}.",
    ("dictation", HOSPITAL): "DISCHARGE SUMMARY (dictated). {name}, {age}-year-old {person}.",
    ("terse", CLINIC): "CLINIC. {age} y/o {sex}.",
    ("terse", EMERGENCY): "ED. {age} y/o {sex}.",
    ("terse", HOSPITAL): "D/C NOTE, resident. {age} y/o {sex}.",
    ("letter", CLINIC): "Dear colleague, thank you for sending me {titled}, {age}.",
    ("letter", EMERGENCY): "Dear colleague, I saw your patient {titled}, {age}, in our emergency "
    "department.",
    ("letter", HOSPITAL): "Dear colleague, your patient {titled}, {age}, was an inpatient with us.",
}
_CLOSE = {
    "dictation": ("Return as needed.", "Plan discussed.", "End of dictation.", ""),
    "terse": ("F/u PRN.", "D/w attending.", "Plan as above.", ""),
    "letter": ("With kind regards.", "I will keep you informed.", "Thank you again.", ""),
}


def tell(rng: Random, told: Case, who: Person) -> Note:
    """Word a case about a person, in one of its voices, with a remark that may mislead."""
    voice = rng.choice(sorted(told.words))
    facts = {name: str(fact).format_map(who.words) for name, fact in told.facts.items()}
    fill = {**who.words, **facts}
    body = rng.choice(list(told.words[voice])).format_map(fill)
    about = (*told.skip, *(code[:3] for code in told.answer.listed()))
    fit = [
        aside
        for aside in ASIDES
        if (who.age >= 25 or not aside.adult)
        and not any(tempt.startswith(about) for tempt in aside.tempts)
    ]
    aside = rng.choice(fit)
    remark = (aside.short if voice == "terse" else aside.text).format_map(fill)
    opening = _OPEN[voice, told.setting].format_map(fill)
    middle = [remark, body] if rng.random() < 0.5 else [body, remark]
    text = " ".join([opening, *middle, rng.choice(_CLOSE[voice])])
    return Note(_sentences(text), _remember(told.answer, aside))


def _sentences(text: str) -> str:
    """Begin sentences with capitals and leave one blank between words."""
    single = " ".join(text.split())
    return re.sub(r"(?<=[^A-Z][.!?] )[a-z]", lambda m: m.group().upper(), single)


def _remember(answer: Key | Query, aside: Aside) -> Key | Query:
    if isinstance(answer, Query):
        return answer
    traps = dict.fromkeys(aside.tempts, aside.why)
    allowed = answer.allowed + aside.allowed
    return replace(answer, traps={**answer.traps, **traps}, allowed=allowed)
