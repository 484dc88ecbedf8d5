"""The house rule for reviewing a pair of records: same person, different, or cannot tell.

The rule is invented for the course, in the spirit of matching policies: numbers and person fields
are read with room for slips, and whoever is in doubt asks before anybody merges.
"""

from __future__ import annotations

from collections.abc import Mapping

from hitkit.hospital.world.names import SHORT_FORMS
from hitkit.quality.matching import exact, similarity, slip

SAME, DIFFERENT, CANNOT_TELL = DECISIONS = ("same", "different", "cannot tell")
Record = Mapping[str, str]
_ALIKE = 0.85


def decide(left: Record, right: Record) -> tuple[str, str]:
    """Return the decision on two records and the step of the house rule that gives it."""
    number = slip(left["ssn"], right["ssn"])
    first = first_name_fits(left["first_name"], right["first_name"])
    birth = birth_date_fits(left["birth_date"], right["birth_date"])
    if number == 0:
        return DIFFERENT, "step 1: both have an SSN, and more than one slip lies between them"
    if not first and not birth:
        return DIFFERENT, "step 2: neither the first name nor the birth date fits"
    if first != birth:
        return _one_fits(number, "birth date" if first else "first name")
    return _both_fit(number, left, right)


def _one_fits(number: float, other: str) -> tuple[str, str]:
    if number > 0:
        return CANNOT_TELL, f"step 3: the SSN fits, but the {other} does not; ask"
    return DIFFERENT, f"step 4: no SSN to compare, and the {other} does not fit"


def _both_fit(number: float, left: Record, right: Record) -> tuple[str, str]:
    if number > 0:
        return SAME, "step 5: SSN, first name and birth date fit"
    agree = ties(left, right)
    shown = ", ".join(agree) or "nothing else"
    if len(agree) >= 2:
        return SAME, f"step 6: no SSN to compare; name and birth date fit, and so do: {shown}"
    return CANNOT_TELL, f"step 7: beyond first name and birth date agrees: {shown}; ask"


def ties(left: Record, right: Record) -> list[str]:
    """Return which of last name, phone, street and member number agree."""
    names = {"last_name": "last name", "phone": "phone", "street": "street"}
    found = [name for key, name in names.items() if exact(left[key], right[key]) == 1]
    if exact(left["member_id"], right["member_id"]) == 1:
        found.append("member number")
    return found


def first_name_fits(left: str, right: str) -> bool:
    """Say whether two first names may be one: alike in spelling, a short form, or an initial."""
    if not left or not right:
        return True
    short = SHORT_FORMS.get(left) == right or SHORT_FORMS.get(right) == left
    initial = min(len(left), len(right)) == 1 and left[0] == right[0]
    return short or initial or similarity(left, right) >= _ALIKE


def birth_date_fits(left: str, right: str) -> bool:
    """Say whether two birth dates may be one: the same, one slip, or day and month exchanged."""
    swapped = f"{left[:4]}-{left[8:]}-{left[5:7]}"
    return slip(left, right) > 0 or swapped == right
