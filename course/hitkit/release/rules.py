"""From the facts of a request to a decision: one small function for each door of the rule.

A door says which of the parts that were asked for may go, under which rule. Then come the locks:
psychotherapy notes and records of a substance use disorder program need more than the door.
Sections are of 45 CFR Part 164, in force in 2026, unless they name 42 CFR Part 2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hitkit.release.authorization import covers, defects, names_program
from hitkit.release.clock import due, still_protected
from hitkit.release.facts import (
    CONFIDENTIAL,
    IDENTITY,
    LOCATION,
    PROGRAM,
    THERAPY,
    Decision,
    Reason,
    Request,
)
from hitkit.release.protocol import Protocol, State


@dataclass(frozen=True)
class Door:
    """What one rule lets through, before the locks; ``rest`` says why it keeps the other parts."""

    rule: str
    lets: tuple[str, ...]
    why: Reason
    rest: Reason | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class House:
    """What the desk goes by besides the federal rule: its protocol and the invented state."""

    protocol: Protocol
    state: State


def decide(request: Request, house: House) -> Decision:
    """Decide a request from its facts.

    Raises ``KeyError`` for a ground that no door knows.
    """
    door = _open(request, house)
    held: dict[str, Reason] = {}
    send = []
    for part in request.asked:
        lock = _lock(request, part) if part in door.lets else door.rest or door.why
        if lock is None:
            send.append(part)
        else:
            held[part] = lock
    sent = tuple(send)
    access = request.ground == "access" and bool(sent)
    return Decision(
        send=sent,
        asked=request.asked,
        rules=_answering(request, door, sent),
        reasons=tuple(dict.fromkeys([door.why, *held.values()])),
        held=held,
        due=due("access", request.received) if request.ground == "access" else None,
        fee="patient" if access else "state" if sent and request.ground == "authorization" else "",
        accounting=bool(sent) and door.rule in _COUNTED,
    )


def _answering(request: Request, door: Door, sent: tuple[str, ...]) -> tuple[str, ...]:
    """Name the rules that answer a request; if only a lock keeps all of it, that lock alone."""
    locks = [rule for part, rule in _LOCKS.items() if part in request.asked and door.lets]
    stopped = not sent and any(part in door.lets for part in _LOCKS)
    return tuple(dict.fromkeys(locks if stopped else [door.rule, *door.also, *locks]))


def _open(request: Request, house: House) -> Door:
    if not request.verified:
        return Door(
            "164.514(h)",
            (),
            Reason("Nobody has checked who asks, so nothing goes yet.", "45 CFR 164.514(h)(1)"),
        )
    if not still_protected(request.died, request.received):
        return Door(
            "164.502(f)",
            request.asked,
            Reason("The patient died more than 50 years ago.", "45 CFR 164.502(f)"),
        )
    return DOORS[request.ground](request, house)


def _access(request: Request, house: House) -> Door:
    if request.asker == "patient":
        why = Reason("Patients may have what is in their own record.", "45 CFR 164.524(a)(1)")
        return Door("164.524", request.asked, why)
    places = {"agent": "(g)(2)", "parent": "(g)(3)", "executor": "(g)(4)"}
    cite = f"45 CFR 164.502{places.get(request.asker, '(g)')}"
    if request.asker not in places or not request.proof:
        why = Reason("Nothing shows that the asker may act in the patient's place.", cite)
        return Door("164.502(g)", (), why)
    why = Reason("The asker stands in the patient's place, and the papers show it.", cite)
    alone = (
        request.asker == "parent"
        and request.age_at_visit is not None
        and request.age_at_visit >= house.state.minor_age
    )
    lets = tuple(part for part in request.asked if not (alone and part == CONFIDENTIAL))
    rest = Reason(
        "The minor lawfully consented alone to that visit, so it is the minor's to release.",
        "45 CFR 164.502(g)(3)(i)",
    )
    return Door("164.502(g)", lets, why, rest, also=("164.524",))


def _authorization(request: Request, house: House) -> Door:
    form = request.authorization
    found = defects(form, request.received) if form else ("no authorization",)
    if form is None or found:
        why = Reason(
            f"There is no valid authorization: {', '.join(found)}.", "45 CFR 164.508(b)(2), (c)"
        )
        return Door("164.508", (), why)
    return Door(
        "164.508",
        form.describes,
        Reason("A valid authorization describes it.", "45 CFR 164.508(a)(1)"),
        Reason("The authorization does not describe it.", "45 CFR 164.508(a)(1)"),
    )


def _treatment(request: Request, house: House) -> Door:
    why = Reason(
        "A provider asks in order to treat; minimum necessary does not apply.",
        "45 CFR 164.506(c)(2), 164.502(b)(2)(i)",
    )
    return Door("164.506", request.asked, why)


def _payment(request: Request, house: House) -> Door:
    return _necessary(request, house, "164.506", "payment", "45 CFR 164.506(c)(3)")


def _operations(request: Request, house: House) -> Door:
    if not request.related:
        why = Reason(
            "For another organization's operations both must have, or have had, the patient.",
            "45 CFR 164.506(c)(4)",
        )
        return Door("164.506", (), why)
    return _necessary(request, house, "164.506", "operations", "45 CFR 164.506(c)(4)")


def _directory(request: Request, house: House) -> Door:
    if request.agrees is False:
        why = Reason("The patient asked to stay out of the directory.", "45 CFR 164.510(a)(2)")
        return Door("164.510", (), why)
    return Door(
        "164.510",
        (LOCATION,),
        Reason(
            "Callers who ask by name may hear where the patient is and how, in general terms.",
            "45 CFR 164.510(a)(1)",
        ),
        Reason("The directory gives no more than that.", "45 CFR 164.510(a)(1)"),
    )


def _care(request: Request, house: House) -> Door:
    if request.agrees is False or not request.involved:
        why = Reason(
            "The patient objected."
            if request.agrees is False
            else "Nothing shows that the asker was part of the patient's care.",
            "45 CFR 164.510(b)",
        )
        return Door("164.510", (), why)
    cite = "45 CFR 164.510(b)(5)" if request.died else "45 CFR 164.510(b)(1) to (3)"
    return _necessary(request, house, "164.510", "in the patient's care", cite)


def _required(request: Request, house: House) -> Door:
    if not request.proof:
        why = Reason("No law is named that requires it.", "45 CFR 164.512(a)(1)")
        return Door("164.512(a)", (), why)
    why = Reason(
        "A law requires it; minimum necessary does not apply.",
        "45 CFR 164.512(a)(1), 164.502(b)(2)(v)",
    )
    return Door("164.512(a)", request.asked, why)


def _public_health(request: Request, house: House) -> Door:
    return _necessary(request, house, "164.512(b)", "public health", "45 CFR 164.512(b)(1)(i)")


def _child_abuse(request: Request, house: House) -> Door:
    why = Reason(
        "The agency may by law receive reports of child abuse.", "45 CFR 164.512(b)(1)(ii)"
    )
    return Door("164.512(b)", request.asked, why)


def _oversight(request: Request, house: House) -> Door:
    return _necessary(request, house, "164.512(d)", "oversight", "45 CFR 164.512(d)(1)")


def _court(request: Request, house: House) -> Door:
    paper = request.process
    if paper is not None and paper.kind == "court order":
        return Door(
            "164.512(e)",
            paper.names,
            Reason("A court's order names it.", "45 CFR 164.512(e)(1)(i)"),
            Reason("The order does not name it.", "45 CFR 164.512(e)(1)(i)"),
        )
    if paper is not None and paper.assurance in ("notice", "protective order"):
        return Door(
            "164.512(e)",
            paper.names,
            Reason("The subpoena came with satisfactory assurance.", "45 CFR 164.512(e)(1)(ii)"),
            Reason("The subpoena does not name it.", "45 CFR 164.512(e)(1)"),
        )
    why = Reason(
        "A subpoena without a court's order needs satisfactory assurance: proof that the patient "
        "was told and the time to object is over, or that a protective order is sought.",
        "45 CFR 164.512(e)(1)(ii) to (v)",
    )
    return Door("164.512(e)", (), why)


def _police_paper(request: Request, house: House) -> Door:
    paper = request.process
    judicial = paper is not None and paper.kind in ("warrant", "grand jury subpoena")
    administrative = paper is not None and paper.kind == "administrative request" and request.proof
    if paper is None or not (judicial or administrative):
        why = Reason(
            "An agency's own request must state that it is relevant, limited, and that data "
            "without names would not do.",
            "45 CFR 164.512(f)(1)(ii)(C)",
        )
        return Door("164.512(f)", (), why)
    place = "(C)" if administrative else "(A)" if paper.kind == "warrant" else "(B)"
    return Door(
        "164.512(f)",
        paper.names,
        Reason(f"The {paper.kind} names it.", f"45 CFR 164.512(f)(1)(ii){place}"),
        Reason("The paper does not name it.", f"45 CFR 164.512(f)(1)(ii){place}"),
    )


def _police_locate(request: Request, house: House) -> Door:
    return Door(
        "164.512(f)",
        (IDENTITY,),
        Reason(
            "To find a suspect, witness or missing person, a short list of facts may go.",
            "45 CFR 164.512(f)(2)(i)",
        ),
        Reason("It is not on the short list.", "45 CFR 164.512(f)(2)"),
    )


def _police_victim(request: Request, house: House) -> Door:
    if request.agrees is not True:
        why = Reason("The victim of the crime did not agree.", "45 CFR 164.512(f)(3)")
        return Door("164.512(f)", (), why)
    why = Reason("The victim of the crime agreed.", "45 CFR 164.512(f)(3)(i)")
    return Door("164.512(f)", request.asked, why)


def _police_inquiry(request: Request, house: House) -> Door:
    why = Reason(
        "An officer's question is no warrant, no order, no subpoena and no search for a person.",
        "45 CFR 164.512(f)",
    )
    return Door("164.512(f)", (), why)


def _medical_examiner(request: Request, house: House) -> Door:
    return _necessary(request, house, "164.512(g)", "medical examiner", "45 CFR 164.512(g)(1)")


def _organs(request: Request, house: House) -> Door:
    return _necessary(request, house, "164.512(h)", "organ donation", "45 CFR 164.512(h)")


def _research(request: Request, house: House) -> Door:
    if not request.proof:
        why = Reason(
            "Research needs authorizations, or a waiver by an institutional review board or "
            "privacy board.",
            "45 CFR 164.512(i)(1)(i)",
        )
        return Door("164.512(i)", (), why)
    why = Reason("A board has waived the authorizations in writing.", "45 CFR 164.512(i)(1)(i)")
    return Door("164.512(i)", request.asked, why)


def _threat(request: Request, house: House) -> Door:
    if not request.proof:
        why = Reason(
            "No one in charge has found a serious and imminent threat.", "45 CFR 164.512(j)(1)"
        )
        return Door("164.512(j)", (), why)
    why = Reason(
        "It is needed to prevent a serious and imminent threat, and goes to one who can.",
        "45 CFR 164.512(j)(1)(i)",
    )
    return Door("164.512(j)", request.asked, why)


def _prison(request: Request, house: House) -> Door:
    if not request.proof:
        why = Reason(
            "The prison has not said that it needs this for care or safety.",
            "45 CFR 164.512(k)(5)(i)",
        )
        return Door("164.512(k)", (), why)
    why = Reason(
        "The prison that holds the patient says that it needs this for care.",
        "45 CFR 164.512(k)(5)(i)",
    )
    return Door("164.512(k)", request.asked, why)


def _compensation(request: Request, house: House) -> Door:
    return _necessary(request, house, "164.512(l)", "workers' compensation", "45 CFR 164.512(l)")


def _nothing(request: Request, house: House) -> Door:
    why = Reason(
        "No rule opens without the patient's authorization, and there is none.",
        "45 CFR 164.508(a)(1)",
    )
    return Door("164.508", (), why, also=("164.502(f)",) if request.died else ())


def _necessary(request: Request, house: House, rule: str, purpose: str, cite: str) -> Door:
    """Open a door where minimum necessary applies: no more than the hospital's protocol names."""
    return Door(
        rule,
        house.protocol[purpose],
        Reason(f'The rule permits it, and the protocol names it under "{purpose}".', cite),
        Reason(
            f'More than the protocol names under "{purpose}": minimum necessary.',
            "45 CFR 164.502(b), 164.514(d)(3)",
        ),
    )


def _lock(request: Request, part: str) -> Reason | None:
    """Say why a part under a second lock stays, or ``None`` if it may go."""
    if part == THERAPY and not _therapy_may_go(request):
        if request.ground == "access":
            return Reason(
                "The right of access leaves psychotherapy notes out.", "45 CFR 164.524(a)(1)(i)"
            )
        return Reason(
            "Psychotherapy notes need an authorization of their own.",
            "45 CFR 164.508(a)(2), (b)(3)(ii)",
        )
    if part == PROGRAM and not _program_may_go(request):
        return Reason(
            "Records of a substance use disorder program need the patient's written consent, a "
            "medical emergency, or a court's order under Part 2.",
            "42 CFR 2.13, 2.31, 2.51, 2.61",
        )
    return None


def _therapy_may_go(request: Request) -> bool:
    if request.ground in ("threat", "medical examiner", "required by law"):
        return True
    by_form = covers(request.authorization, THERAPY, request.received)
    return request.ground == "authorization" and by_form


def _program_may_go(request: Request) -> bool:
    if request.ground == "access":
        return request.asker == "patient"
    if request.ground == "court":
        return request.process is not None and request.process.part2
    if request.ground == "treatment" and request.emergency:
        return True
    consented = request.ground in ("treatment", "payment", "operations", "authorization")
    return consented and names_program(request.authorization, request.received)


_LOCKS = {THERAPY: "164.508", PROGRAM: "42 CFR Part 2"}
_COUNTED = frozenset(
    f"164.512({letter})" for letter in "abdefghijl"
)  # 164.528(a)(1) leaves out (k)(2), (k)(5) and all other doors

DOORS: Mapping[str, Callable[[Request, House], Door]] = {
    "access": _access,
    "authorization": _authorization,
    "treatment": _treatment,
    "payment": _payment,
    "operations": _operations,
    "directory": _directory,
    "in the patient's care": _care,
    "required by law": _required,
    "public health": _public_health,
    "child abuse": _child_abuse,
    "oversight": _oversight,
    "court": _court,
    "police paper": _police_paper,
    "police, to find a person": _police_locate,
    "police, about a victim": _police_victim,
    "police, asking": _police_inquiry,
    "medical examiner": _medical_examiner,
    "organ donation": _organs,
    "research": _research,
    "threat": _threat,
    "prison": _prison,
    "workers' compensation": _compensation,
    "nothing": _nothing,
}
"""What an asker may rely on, and the function that holds the rule's text for it."""
