"""What does a paper open by itself? A sheet of short papers to sort."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hitkit.chance import between, pick, shuffled, some, unlike
from hitkit.release import papers
from hitkit.release.facts import IMAGING, LABS, NOTES, OPERATION, SUMMARY, Authorization
from hitkit.release.office import Office
from hitkit.release.people import HOSPITAL, firm, last_visit, someone

ENOUGH, MORE, NOTHING = "enough", "needs more", "opens nothing"
CHOICES = (ENOUGH, MORE, NOTHING)
_PARTS = (NOTES, SUMMARY, LABS, IMAGING, OPERATION)


def exercise(
    rng: Random, office: Office
) -> tuple[list[dict[str, str]], dict[str, str], dict[str, str]]:
    """Draw six papers as rows, what each opens, and why, by number."""
    bank = _bank(rng, office)
    counts = pick(rng, [(2, 2, 2), (3, 2, 1), (2, 1, 3), (3, 1, 2)])
    drawn = [
        entry
        for choice, count in zip(CHOICES, counts, strict=True)
        for entry in some(rng, [e for e in bank if e[1] == choice], count)
    ]
    drawn = shuffled(rng, drawn)
    numbers = [f"P{n}" for n in unlike(rng, 1000, 9999, len(drawn))]
    rows = [{"paper": n, "text": text} for n, (text, _, _) in zip(numbers, drawn, strict=True)]
    key = {n: choice for n, (_, choice, _) in zip(numbers, drawn, strict=True)}
    why = {n: reason for n, (_, _, reason) in zip(numbers, drawn, strict=True)}
    return rows, key, why


def _bank(rng: Random, office: Office) -> list[tuple[str, str, str]]:
    patient, visit = office.records.take(rng, (45, 120), last_visit)
    other = someone(rng)
    parts = some(rng, _PARTS, 2)
    on = visit.last + timedelta(days=between(rng, 5, 60))
    case = papers.lawsuit(rng, patient)
    form = Authorization(
        describes=tuple(parts),
        discloser=HOSPITAL,
        recipient=firm(rng),
        purpose="my claim",
        expires=on + timedelta(days=400),
        signed=on,
        signature=patient.name,
    )
    return [
        (
            papers.authorization(rng, form, patient),
            ENOUGH,
            "All elements and statements are there (164.508(c)).",
        ),
        (
            papers.authorization(rng, replace(form, recipient=""), patient),
            MORE,
            "It does not say who may receive the records (164.508(c)(1)(iii)).",
        ),
        (
            papers.subpoena(rng, other.name, case, parts),
            MORE,
            "No judge signed it: it needs satisfactory assurance (164.512(e)(1)(ii)).",
        ),
        (
            papers.court_order(rng, case, parts),
            ENOUGH,
            "A court's order opens what it names, and no more (164.512(e)(1)(i)).",
        ),
        (
            papers.warrant(rng, parts),
            ENOUGH,
            "A judge's warrant opens what it names (164.512(f)(1)(ii)(A)).",
        ),
        (
            papers.subpoena(rng, "", case, parts, grand_jury=True),
            ENOUGH,
            "A grand jury's subpoena opens what it names (164.512(f)(1)(ii)(B)).",
        ),
        (
            papers.administrative(rng, parts, stated=False),
            MORE,
            "The three statements are missing (164.512(f)(1)(ii)(C)).",
        ),
        (
            papers.administrative(rng, parts, stated=True),
            ENOUGH,
            "It makes the three statements (164.512(f)(1)(ii)(C)).",
        ),
        (
            f"POWER OF ATTORNEY FOR HEALTH CARE, in force: {patient.name} lets {other.name} decide "
            "about all health care.",
            ENOUGH,
            "An agent for health care stands in the patient's place (164.502(g)(2)).",
        ),
        (
            f"LETTERS TESTAMENTARY, County Court: {other.name} is executor for {patient.name}, who "
            "died this year.",
            ENOUGH,
            "An executor stands in the place of a patient who died (164.502(g)(4)).",
        ),
        (
            f"POWER OF ATTORNEY: {other.name} may run the bank accounts of {patient.name}. It says "
            "nothing about health care.",
            NOTHING,
            "Power over money is none over health care decisions (164.502(g)(2)).",
        ),
        (
            f"LETTER of {firm(rng)}: we act for {patient.name} and expect the chart by Friday.",
            NOTHING,
            "A lawyer's letter is no authorization and no legal process (164.508(a)(1)).",
        ),
        (
            f"MARRIAGE CERTIFICATE of {patient.name} and {other.name}, handed in by {other.name}.",
            NOTHING,
            "A spouse is not a personal representative by marriage alone (164.502(g)).",
        ),
        (
            f"BADGE AND CARD of Detective {other.name}, with the note: need the chart of "
            f"{patient.name}.",
            NOTHING,
            "A badge shows who asks, not a ground to disclose (164.512(f)).",
        ),
        (
            f"HANDBOOK of an employer, page 12: staff such as {patient.name} agree that we may ask "
            "any hospital for records.",
            NOTHING,
            "No form signed by the patient, with the elements, is here (164.508(c)).",
        ),
    ]
