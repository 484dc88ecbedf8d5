"""People: who they are, what they live with, and what they are insured by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import NormalDist

from hitkit.chance import between, normal, one_of, pick, weighted
from hitkit.hospital.model import Row
from hitkit.hospital.world import names
from hitkit.hospital.world.calendar import FIRST_DAY

# Five-year age groups, per cent. Chosen so that 22 % are under 18 and 16.8 % are 65 and over, as in
# the 2020 Census; the steps between are assumed.
_PYRAMID = (
    5.5,
    6.0,
    6.5,
    6.6,
    6.5,
    6.8,
    7.0,
    6.7,
    6.2,
    6.1,
    6.3,
    6.6,
    6.4,
    5.5,
    4.5,
    2.9,
    1.9,
    2.0,
)
_RACES = {
    "White": 0.66,
    "Black or African American": 0.15,
    "Asian": 0.06,
    "American Indian or Alaska Native": 0.02,
    "Native Hawaiian or Other Pacific Islander": 0.01,
    "Some other race": 0.10,
}
BANDS = (18, 45, 65, 80)

# What adults live with, by age band [0-17, 18-44, 45-64, 65-79, 80+], per cent; assumed, with the
# order of size that national surveys show. `pull` is how strongly a condition goes with the others.
_CONDITIONS: dict[str, tuple[tuple[float, ...], float]] = {
    "hypertension": ((0, 12, 42, 62, 68), 0.7),
    "high cholesterol": ((0, 8, 32, 46, 44), 0.6),
    "diabetes": ((0.4, 4, 15, 23, 22), 0.7),
    "obesity": ((0, 30, 36, 32, 18), 0.5),
    "coronary disease": ((0, 1, 7, 17, 25), 0.7),
    "heart failure": ((0, 0.3, 2.5, 8, 15), 0.75),
    "atrial fibrillation": ((0, 0.2, 2.5, 9, 18), 0.6),
    "copd": ((0, 0.8, 6, 12, 12), 0.5),
    "asthma": ((8, 8, 7, 6, 5), 0.1),
    "kidney disease": ((0, 1, 6, 17, 30), 0.7),
    "thyroid": ((0, 3, 8, 13, 15), 0.1),
    "depression": ((2, 11, 11, 8, 7), 0.3),
    "anxiety": ((2, 11, 9, 6, 5), 0.2),
    "reflux": ((0.5, 7, 14, 17, 18), 0.3),
    "arthritis": ((0, 1.5, 13, 28, 34), 0.2),
    "osteoporosis": ((0, 0, 3, 12, 22), 0.0),
    "prostate": ((0, 0.5, 12, 35, 45), 0.0),
    "dementia": ((0, 0, 0.2, 4, 18), 0.2),
    "past stroke": ((0, 0.3, 2.5, 7, 12), 0.6),
    "smoking": ((0, 14, 15, 9, 3), 0.3),
    "former smoking": ((0, 8, 22, 34, 34), 0.2),
}
_NORMAL = NormalDist()
_THRESHOLDS = {
    name: tuple(_NORMAL.inv_cdf(share / 100) if share else -99.0 for share in shares)
    for name, (shares, _) in _CONDITIONS.items()
}
_PULLS = {name: (pull, (1 - pull * pull) ** 0.5) for name, (_, pull) in _CONDITIONS.items()}


@dataclass
class Person:
    """One invented person, with what the rest of the hospital needs to know."""

    number: int
    mrn: str
    first: str
    middle: str
    last: str
    sex: str
    born: date
    ssn: str
    street: str
    town: str
    zip: str
    phone: str
    race: str
    ethnicity: str
    payer: str
    member: str
    conditions: set[str] = field(default_factory=set)
    bmi: float = 24.0
    stage: str = "N18.31"
    heart: str = "systolic"
    insulin: bool = False
    mother: str = ""
    died: date | None = None

    def age(self, day: date) -> int:
        """Return the age in whole years on a day."""
        before = (day.month, day.day) < (self.born.month, self.born.day)
        return day.year - self.born.year - before

    def band(self, day: date) -> int:
        """Return the age band on a day, 0 to 4."""
        age = self.age(day)
        return sum(age >= limit for limit in BANDS)


def person(numbers: names.Numbers, rng: Random, number: int) -> Person:
    """Draw one person as they are on the first day of the year."""
    group = weighted(rng, range(len(_PYRAMID)), _PYRAMID)
    age_days = int((group * 5 + rng.random() * (5 if group < 17 else 11)) * 365.25)
    sex = "F" if rng.random() < (0.49 + 0.006 * max(0, group - 8)) else "M"
    born = FIRST_DAY - timedelta(days=age_days + 1)
    drawn = _identity(numbers, rng, number, sex, born, names.family_name(rng))
    drawn.payer = _payer(rng, drawn.age(FIRST_DAY))
    drawn.conditions = _conditions(rng, drawn)
    return drawn


def baby(numbers: names.Numbers, rng: Random, mother: Person, born: date) -> Person:
    """Draw the child that a person of the hospital has given birth to."""
    sex = "F" if rng.random() < 0.488 else "M"
    number = names.MOST_PEOPLE + mother.number
    child = _identity(numbers, rng, number, sex, born, mother.last)
    child.street, child.town, child.zip = mother.street, mother.town, mother.zip
    child.phone, child.race, child.ethnicity = mother.phone, mother.race, mother.ethnicity
    child.mother, child.payer = mother.mrn, mother.payer
    child.ssn = ""
    return child


def _identity(
    numbers: names.Numbers, rng: Random, number: int, sex: str, born: date, last: str
) -> Person:
    street, town, zip_code = names.address(rng)
    return Person(
        number=number,
        mrn=numbers.mrn(number),
        first=names.first_name(rng, sex),
        middle=names.first_name(rng, sex) if rng.random() < 0.8 else "",
        last=last,
        sex=sex,
        born=born,
        ssn=numbers.ssn(number),
        street=street,
        town=town,
        zip=zip_code,
        phone=names.telephone(rng),
        race=one_of(rng, _RACES),
        ethnicity="Hispanic or Latino" if rng.random() < 0.19 else "Not Hispanic or Latino",
        payer="",
        member=f"QX{between(rng, 10_000_000, 99_999_999)}",
    )


def _payer(rng: Random, age: int) -> str:
    if age >= 65:
        return one_of(rng, {"MCARE": 0.62, "MADV": 0.33, "COMM1": 0.05})
    if age < 19:
        return one_of(rng, {"MCAID": 0.42, "COMM1": 0.30, "COMM2": 0.24, "SELF": 0.04})
    return one_of(rng, {"MCAID": 0.21, "COMM1": 0.35, "COMM2": 0.28, "SELF": 0.10, "MCARE": 0.06})


def _conditions(rng: Random, who: Person) -> set[str]:
    band, frailty, held = who.band(FIRST_DAY), normal(rng), set()
    for name, thresholds in _THRESHOLDS.items():
        pull, rest = _PULLS[name]
        if pull * frailty + rest * normal(rng) < thresholds[band]:
            held.add(name)
    if who.sex == "F":
        held.discard("prostate")
    if "heart failure" in held:
        held.add("hypertension")
    if "copd" in held:
        held.discard("asthma")
        held |= {"former smoking"} if "smoking" not in held else set()
    if "smoking" in held:
        held.discard("former smoking")
    child = who.age(FIRST_DAY) < 18
    low, high = (15, 23) if child else ((30, 44) if "obesity" in held else (19, 30))
    who.bmi = round(low + (high - low) * (rng.random() * 0.6 + rng.random() * 0.4) * 0.999, 1)
    who.stage = pick(rng, ("N18.31", "N18.31", "N18.32", "N18.4"))
    who.heart = pick(rng, ("systolic", "diastolic"))
    who.insulin = rng.random() < 0.3
    return held


def years(born: str, day: str) -> int:
    """Return the age in whole years on a day, both written as dates or times."""
    return int(day[:4]) - int(born[:4]) - (day[5:10] < born[5:10])


def row(who: Person, registered: str) -> Row:
    """Return the person as a row of the master patient index."""
    return {
        "mrn": who.mrn,
        "last_name": who.last,
        "first_name": who.first,
        "middle_name": who.middle,
        "birth_date": who.born.isoformat(),
        "sex": who.sex,
        "ssn": who.ssn,
        "street": who.street,
        "town": who.town,
        "state": names.STATE,
        "zip": who.zip,
        "phone": who.phone,
        "race": who.race,
        "ethnicity": who.ethnicity,
        "payer_id": who.payer,
        "member_id": "" if who.payer == "SELF" else who.member,
        "mother_mrn": who.mother,
        "registered_on": registered,
        "death_date": who.died.isoformat() if who.died else "",
    }
