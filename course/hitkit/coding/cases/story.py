"""How a drawn encounter becomes a note: invented people, voices, and asides that mislead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from hitkit.coding.key import Key, Query

CLINIC, EMERGENCY, HOSPITAL = "clinic visit", "emergency department visit", "hospital stay"

_WOMEN = """Ada Bette Carla Dina Elke Farah Greta Hana Imani Jolene Kaya Lupe Mei Nadia Odessa Petra
Rosa Soledad Tamsin Uma Vera Wanda Yara Zofia"""
_MEN = """Abel Bruno Cato Dov Emeka Felix Gus Hiro Ivan Jorge Kofi Lars Mateo Nico Otis Pavel Rashid
Silas Tomas Uri Viktor Wendell Yusuf Zane"""
_SURNAMES = """Abernal Brisk Calloway Drummin Eastvale Farrowby Gantley Hobbins Ironwood Jessamy
Kettler Lindqvale Marrow Nettleby Okonta Pellwood Quillan Rossmoor Saltash Tidewell Underhay
Vantorp Wexcombe Yarrowby Zellner"""
_FIRST = {"F": _WOMEN.split(), "M": _MEN.split()}
_LAST = _SURNAMES.split()


@dataclass(frozen=True)
class Person:
    """An invented patient, with the words that refer to one."""

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


def person(rng: Random, low: int, high: int, sex: str | None = None) -> Person:
    """Invent a patient of an age from ``low`` to ``high`` years."""
    sex = sex or rng.choice("FM")
    return Person(rng.choice(_FIRST[sex]), rng.choice(_LAST), rng.randint(low, high), sex)


@dataclass(frozen=True)
class Case:
    """One encounter: who, where, the note as written, and its answer."""

    family: str
    setting: str
    person: Person
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


def tell(
    rng: Random,
    family: str,
    setting: str,
    who: Person,
    words: Mapping[str, Sequence[str]],
    answer: Key | Query,
    asides: int = 1,
    skip: Sequence[str] = (),
    **facts: object,
) -> Case:
    """Word an encounter in one of the voices that ``words`` offers and add what misleads.

    ``skip`` names beginnings of codes that no aside may tempt to, because the note is about them.
    """
    voice = rng.choice(sorted(words))
    fill = {**who.words, **facts}
    body = rng.choice(list(words[voice])).format_map(fill)
    about = (*skip, *(code[:3] for code in answer.listed()))
    fit = [
        aside
        for aside in ASIDES
        if (who.age >= 25 or not aside.adult)
        and not any(tempt.startswith(about) for tempt in aside.tempts)
    ]
    chosen = rng.sample(fit, asides)
    remarks = [(a.short if voice == "terse" else a.text).format_map(fill) for a in chosen]
    opening = _OPEN[voice, setting].format_map(fill)
    middle = [*remarks, body] if rng.random() < 0.5 else [body, *remarks]
    text = " ".join([opening, *middle, rng.choice(_CLOSE[voice])])
    return Case(family, setting, who, _sentences(text), _remember(answer, chosen))


def _sentences(text: str) -> str:
    """Begin sentences with capitals and leave one blank between words."""
    single = " ".join(text.split())
    return re.sub(r"(?<=[^A-Z][.!?] )[a-z]", lambda m: m.group().upper(), single)


def _remember(answer: Key | Query, asides: Sequence[Aside]) -> Key | Query:
    if isinstance(answer, Query):
        return answer
    traps = {start: aside.why for aside in asides for start in aside.tempts}
    allowed = tuple(code for aside in asides for code in aside.allowed)
    return replace(answer, traps={**answer.traps, **traps}, allowed=answer.allowed + allowed)
