"""Pairs for review, drawn by kind: what makes two records one person, two, or a question."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from random import Random

from hitkit.chance import between, pick, shuffled
from hitkit.hospital.defects.index import misspell
from hitkit.hospital.world import names
from hitkit.quality.matching import similarity
from hitkit.quality.policy import CANNOT_TELL, DIFFERENT, SAME, decide

Record = dict[str, str]
Change = Callable[[Random, Record], Record]
FIELDS = (
    "mrn", "last_name", "first_name", "middle_name", "birth_date", "sex", "ssn", "street", "town",
    "phone", "member_id",
)  # fmt: skip


def _other(rng: Random, record: Record) -> Record:
    return record | {
        "mrn": f"M{between(rng, 1_000_000, 9_999_999)}",
        "street": names.address(rng)[0],
        "phone": f"555-01{(int(record['phone'][-2:]) + between(rng, 1, 99)) % 100:02d}",
    }


def _ssn(rng: Random, unlike: str) -> str:
    while True:
        made = f"666-{between(rng, 10, 99)}-{between(rng, 1000, 9999)}"
        if sum(a != b for a, b in zip(made, unlike, strict=True)) > 3:
            return made


def _swapped(rng: Random, ssn: str) -> str:
    places = [at for at in range(7, 10) if ssn[at] != ssn[at + 1]]
    if not places:
        return ssn[:-1] + str((int(ssn[-1]) + 1) % 10)
    at = pick(rng, places)
    return ssn[:at] + ssn[at + 1] + ssn[at] + ssn[at + 2 :]


def _unlike_name(rng: Random, record: Record) -> str:
    stock = names.WOMEN if record["sex"] == "F" else names.MEN
    short = names.SHORT_FORMS.get(record["first_name"], "")
    return pick(
        rng,
        [
            name
            for name in stock
            if name[0] != record["first_name"][0]
            and similarity(name, record["first_name"]) < 0.7
            and name != short
        ],
    )


def _years(record: Record, years: int) -> str:
    return f"{int(record['birth_date'][:4]) + years}{record['birth_date'][4:]}".replace(
        "02-29", "02-28"
    )


def misspelt(rng: Random, record: Record) -> Record:
    """The first name misspelt, two digits of the SSN exchanged."""
    first = misspell(rng, record["first_name"])
    return _other(rng, record) | {"first_name": first, "ssn": _swapped(rng, record["ssn"])}


def nickname(rng: Random, record: Record) -> Record:
    """A short form of the first name, and a move."""
    short = names.SHORT_FORMS.get(record["first_name"], record["first_name"][0])
    return _other(rng, record) | {"first_name": short, "middle_name": ""}


def married(rng: Random, record: Record) -> Record:
    """Another family name and address, the same number."""
    return _other(rng, record) | {"last_name": names.family_name(rng), "middle_name": ""}


def no_number(rng: Random, record: Record) -> Record:
    """No SSN on one side; phone and member number agree."""
    phone = {"phone": record["phone"], "ssn": ""}
    return _other(rng, record) | phone | {"last_name": misspell(rng, record["last_name"])}


def exchanged(rng: Random, record: Record) -> Record:
    """Day and month of birth exchanged."""
    born = record["birth_date"]
    return record | {
        "mrn": _other(rng, record)["mrn"],
        "birth_date": f"{born[:4]}-{born[8:]}-{born[5:7]}",
        "middle_name": record["middle_name"][:1],
    }


def twin(rng: Random, record: Record) -> Record:
    """A twin: same house, same day, another first name and number."""
    return record | {
        "mrn": _other(rng, record)["mrn"],
        "first_name": _unlike_name(rng, record),
        "middle_name": _unlike_name(rng, record),
        "ssn": _ssn(rng, record["ssn"]),
    }


def junior(rng: Random, record: Record) -> Record:
    """Parent and child of one name under one roof."""
    return record | {
        "mrn": _other(rng, record)["mrn"],
        "birth_date": _moved(rng, _years(record, -between(rng, 23, 36))),
        "ssn": _ssn(rng, record["ssn"]),
    }


def namesake(rng: Random, record: Record) -> Record:
    """Another person of the same name, born on the same day."""
    return _other(rng, record) | {
        "ssn": _ssn(rng, record["ssn"]),
        "member_id": f"QX{between(rng, 10_000_000, 99_999_999)}",
    }


def borrowed(rng: Random, record: Record) -> Record:
    """A child who was registered with a parent's number."""
    return record | {
        "mrn": _other(rng, record)["mrn"],
        "first_name": _unlike_name(rng, record),
        "middle_name": "",
        "birth_date": _moved(rng, _years(record, between(rng, 22, 30))),
    }


def sibling(rng: Random, record: Record) -> Record:
    """A twin without a number: the same house, day and member number."""
    return record | {
        "mrn": _other(rng, record)["mrn"],
        "first_name": _unlike_name(rng, record),
        "middle_name": "",
        "ssn": "",
    }


def too_little(rng: Random, record: Record) -> Record:
    """Name and birth date, and no more."""
    return _other(rng, record) | {"ssn": "", "middle_name": "", "member_id": ""}


def one_thread(rng: Random, record: Record) -> Record:
    """First name and birth date, another family name, and only the phone in common."""
    return _other(rng, record) | {
        "last_name": names.family_name(rng),
        "phone": record["phone"],
        "ssn": "",
        "member_id": "",
        "middle_name": "",
    }


def other_birth(rng: Random, record: Record) -> Record:
    """The same name and number, and a birth date of another generation."""
    born = _moved(rng, _years(record, -between(rng, 20, 30)))
    return record | {"mrn": _other(rng, record)["mrn"], "birth_date": born}


def swapped_twins(rng: Random, record: Record) -> Record:
    """The same number and birth date, another first name."""
    return record | {
        "mrn": _other(rng, record)["mrn"],
        "first_name": _unlike_name(rng, record),
        "middle_name": "",
    }


def _moved(rng: Random, born: str) -> str:
    """Return a date of the same year with another month and day, no slip away."""
    month, day = int(born[5:7]), int(born[8:])
    return f"{born[:4]}-{month % 12 + 1:02d}-{(day + between(rng, 11, 15)) % 28 + 1:02d}"


KINDS: Mapping[str, tuple[Change, ...]] = {
    SAME: (misspelt, nickname, married, no_number, exchanged),
    DIFFERENT: (twin, junior, namesake, borrowed, sibling),
    CANNOT_TELL: (too_little, one_thread, other_birth, swapped_twins),
}


def suitable(record: Record) -> bool:
    """Say whether every kind of pair can be made from a record: nothing blank, grown up."""
    return all(record[field] for field in FIELDS) and "1960" < record["birth_date"][:4] < "1996"


def base(rng: Random, record: Record) -> Record:
    """Return a record with a birth date whose day and month can be exchanged."""
    born = record["birth_date"]
    month = int(born[5:7])
    day = between(rng, 1, 12)
    if day == month:
        day = day % 12 + 1
    return {field: record[field] for field in FIELDS} | {
        "birth_date": f"{born[:4]}-{month:02d}-{day:02d}"
    }


def drawn(
    rng: Random, people: list[Record], counts: Mapping[str, int]
) -> list[tuple[str, str, Record, Record]]:
    """Draw pairs: decision, kind in words, and the two records, in a drawn order.

    A change that the house rule decides otherwise, such as Mae for Mea, is drawn again.
    """
    stock = shuffled(rng, people)
    made = []
    for decision, count in counts.items():
        order = shuffled(rng, KINDS[decision])
        for number in range(count):
            change = order[number % len(order)]
            left = base(rng, stock.pop())
            changed = (change(rng, left) for _ in itertools.count())
            right = next(one for one in changed if decide(left, one)[0] == decision)
            sides = (left, right) if rng.random() < 0.5 else (right, left)
            made.append((decision, (change.__doc__ or "").strip(), *sides))
    return shuffled(rng, made)
