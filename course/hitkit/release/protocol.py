"""The hospital's standing protocol for routine disclosures, and the rules of its invented state.

A protocol is what 45 CFR 164.514(d)(3)(i) asks for: for each routine purpose, the parts that are
reasonably necessary. This one is ours, for an invented hospital; it changes with the seed.
The State of Arden does not exist. Where real states differ, the course uses its rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hitkit.chance import pick, some
from hitkit.release.facts import BILL, FACE, IMAGING, LABS, MEDICINES, NOTES, OPERATION, SUMMARY

Protocol = dict[str, tuple[str, ...]]

_ALWAYS = {
    "payment": (BILL,),
    "operations": (SUMMARY,),
    "public health": (FACE, LABS),
    "oversight": (NOTES, SUMMARY),
    "workers' compensation": (NOTES,),
    "in the patient's care": (MEDICINES,),
    "organ donation": (FACE, LABS),
    "medical examiner": (SUMMARY,),
}
_SOMETIMES = {
    "payment": (SUMMARY, OPERATION, NOTES),
    "operations": (LABS, OPERATION, MEDICINES),
    "public health": (NOTES, MEDICINES, IMAGING),
    "oversight": (BILL, MEDICINES, OPERATION),
    "workers' compensation": (IMAGING, BILL, OPERATION),
    "in the patient's care": (SUMMARY, NOTES, LABS),
    "organ donation": (SUMMARY, MEDICINES, IMAGING),
    "medical examiner": (LABS, IMAGING, MEDICINES),
}


def protocol(rng: Random) -> Protocol:
    """Draw the term's protocol: each purpose with two or three parts."""
    return {
        purpose: (*parts, *some(rng, _SOMETIMES[purpose], 1 if len(parts) > 1 else 2))
        for purpose, parts in _ALWAYS.items()
    }


@dataclass(frozen=True)
class State:
    """The rules of the invented state that a term uses; all of them are made up.

    ``days`` is its clock for a patient's electronic copy, ``minor_age`` the age from which a
    minor may consent alone to a confidential visit, the rest its schedule for third parties.
    """

    days: int
    minor_age: int
    base: float
    first_pages: int
    first_rate: float
    later_rate: float

    def fee(self, pages: int) -> float:
        """Return what a third party pays for a copy of so many pages, in dollars."""
        first = min(pages, self.first_pages)
        return round(self.base + first * self.first_rate + (pages - first) * self.later_rate, 2)


def state(rng: Random) -> State:
    """Draw the term's version of the invented state."""
    return State(
        days=pick(rng, [10, 12, 14, 15, 18, 20]),
        minor_age=pick(rng, [14, 15, 16]),
        base=pick(rng, [12.0, 15.0, 18.0, 20.0, 22.5]),
        first_pages=pick(rng, [20, 25, 30, 40]),
        first_rate=pick(rng, [0.7, 0.75, 0.85, 0.95, 1.0]),
        later_rate=pick(rng, [0.2, 0.25, 0.3, 0.4]),
    )
