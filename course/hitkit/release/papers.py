"""The papers that come with requests, as text: forms, subpoenas, orders. Layouts and words vary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from hitkit.chance import between, pick
from hitkit.release.facts import Authorization
from hitkit.release.people import HOSPITAL, STATE, Someone, firm, said, someone

BLANK = "________"


def listed(parts: Sequence[str]) -> str:
    """Join parts of a record as a sentence does."""
    parts = list(parts)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def authorization(rng: Random, form: Authorization, patient: Someone) -> str:
    """Write an authorization form: blanks stay blank, and statements it lacks are not there."""
    questions = pick(rng, _QUESTIONS)
    ends = said(form.expires) if isinstance(form.expires, date) else form.expires
    lines = [
        f"AUTHORIZATION TO DISCLOSE HEALTH INFORMATION. Patient: {patient.name}.",
        f"{questions[0]}: {listed(form.describes) if form.describes else BLANK}.",
        f"{questions[1]}: {form.discloser or BLANK}.",
        f"{questions[2]}: {form.recipient or BLANK}.",
        f"{questions[3]}: {form.purpose or BLANK}.",
        f"{questions[4]}: {ends or BLANK}.",
    ]
    if form.says_revocable:
        lines.append(pick(rng, _REVOKE))
    if form.forced:
        lines.append(pick(rng, _FORCED))
    elif form.says_conditions:
        lines.append(pick(rng, _CONDITIONS))
    if form.says_redisclosure:
        lines.append(pick(rng, _REDISCLOSE))
    lines.append(_signature(form))
    return "\n".join(lines)


def _signature(form: Authorization) -> str:
    signed = said(form.signed) if form.signed else BLANK
    words = f"Signed: {form.signature or BLANK}. Date: {signed}."
    if form.by_representative:
        words += f" Signed for the patient; authority to do so: {form.authority or BLANK}."
    return words


def subpoena(
    rng: Random, lawyer: str, case: str, parts: Sequence[str], grand_jury: bool = False
) -> str:
    """Write a subpoena for records, signed by a lawyer or clerk and not by a judge."""
    if grand_jury:
        return (
            f"GRAND JURY SUBPOENA, {firm(rng, 'court')}. To: {HOSPITAL}, keeper of records. "
            f"Bring before the grand jury: {listed(parts)}. By direction of the foreperson of the "
            "grand jury."
        )
    signer = pick(rng, [f"{lawyer}, attorney for the defendant", "the deputy clerk of the court"])
    return (
        f"SUBPOENA FOR RECORDS, {case}. To: {HOSPITAL}, custodian of records. You are commanded to "
        f"produce: {listed(parts)}. Issued and signed by {signer}."
    )


def notice_proof(patient: Someone, sent: date, deadline: date, over: bool) -> str:
    """Write a lawyer's statement that the patient was told, with or without the end of the wait."""
    told = (
        f"STATEMENT, with copies. On {said(sent)} we mailed written notice of this subpoena to "
        f"{patient.name} at {patient.their} last known address. The notice named the court and the "
        f"case and said how to object. The last day to object was {said(deadline)}."
    )
    if over:
        return told + " That day is past, and nobody has filed an objection."
    return told.replace("to object was", "to object is")


def protective_order(case: str) -> str:
    """Write that the parties agreed on a qualified protective order and gave it to the court."""
    return (
        f"STIPULATION, {case}, filed with the court. Both parties ask for an order that health "
        "information may be used for this lawsuit only, and that all copies are returned or "
        "destroyed when it ends."
    )


def court_order(rng: Random, case: str, parts: Sequence[str], part2: bool = False) -> str:
    """Write a judge's order; one under 42 CFR Part 2 says so, and comes with a subpoena."""
    judge = someone(rng)
    text = (
        f"ORDER, {case}. After a hearing, {HOSPITAL} is ordered to disclose: {listed(parts)}. "
        "Nothing else is to be disclosed. "
    )
    if part2:
        text += (
            "This order is entered under 42 CFR Part 2, subpart E; the court finds good cause. "
            "A subpoena for the same records is attached. "
        )
    return text + f"Signed: {judge.name}, Judge."


def warrant(rng: Random, parts: Sequence[str]) -> str:
    """Write a search warrant signed by a judge."""
    return (
        f"SEARCH WARRANT, {firm(rng, 'court')}. On probable cause, officers may search for "
        f"and take from {HOSPITAL}: {listed(parts)}. Signed: {someone(rng).name}, Judge."
    )


def administrative(rng: Random, parts: Sequence[str], stated: bool) -> str:
    """Write an agency's own request, with or without the three statements of the rule."""
    text = (
        f"ADMINISTRATIVE REQUEST of the Insurance Fraud Bureau, State of {STATE}, authorized by "
        f"its law. Produce: {listed(parts)}. Signed: {someone(rng).name}, Investigator."
    )
    if stated:
        text += (
            " We state that this is relevant and material to a lawful inquiry, that the request is "
            "specific and as narrow as we can make it, and that information without names would "
            "not serve."
        )
    return text


def lawsuit(rng: Random, patient: Someone) -> str:
    """Draw the name of a civil case."""
    return f"{patient.last} v. {someone(rng).last}, Civil No. {between(rng, 1000, 9999)}"


def lawyer(rng: Random) -> tuple[str, str]:
    """Draw a lawyer and a firm."""
    return someone(rng).name, firm(rng)


_QUESTIONS = (
    (
        "What may be disclosed",
        "Who may disclose it",
        "Who may receive it",
        "What it is for",
        "This form is good until",
    ),
    (
        "Information",
        "I permit to disclose it",
        "They may give it to",
        "Purpose",
        "Ends on, or when",
    ),
    ("Records", "Held by", "To be sent to", "Reason for the request", "Expires"),
)
_REVOKE = (
    "I may take this permission back in writing. The hospital's privacy notice says how, and when "
    "it is too late.",
    "I may revoke this form by a letter to the records office. What was sent before stays sent.",
)
_CONDITIONS = (
    "My care and payment for my care do not depend on my signing this form.",
    "Nobody will refuse me treatment, payment or enrollment if I do not sign.",
)
_FORCED = (
    "The hospital will treat me only if I sign this form.",
    "If I do not sign, my treatment at the hospital ends.",
)
_REDISCLOSE = (
    "Whoever receives this may pass it on, and then the privacy rule may no longer protect it.",
    "Once disclosed, the information may be disclosed again by the one who received it.",
)
