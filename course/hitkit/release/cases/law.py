"""Requests of lawyers and of the police."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hitkit.chance import between, pick
from hitkit.release import papers
from hitkit.release.cases.scene import Case, Scene, form_for, lawsuit
from hitkit.release.facts import (
    IDENTITY,
    Authorization,
    Process,
    Request,
)
from hitkit.release.office import Office
from hitkit.release.papers import listed
from hitkit.release.people import STATE, said, someone


def lawyer_with_form(rng: Random, office: Office) -> Case:
    """A lawyer sends a valid authorization that describes all."""
    s = Scene(rng, office)
    asked = s.some(3)
    who, where = papers.lawyer(rng)
    form = form_for(s, asked, where, pick(rng, ["my claim after an accident", "at my request"]))
    body = f"We act for {s.patient.name}. With the enclosed form, please send the {listed(asked)}."
    facts = Request("authorization", asked, s.received, authorization=form)
    paper = papers.authorization(rng, form, s.patient)
    return s.case("lawyer with a form", facts, f"{who}, {where}", body, paper)


def lawyer_wants_more(rng: Random, office: Office) -> Case:
    """A lawyer asks for more than the authorization describes."""
    s = Scene(rng, office)
    asked = s.some(4)
    who, where = papers.lawyer(rng)
    described = s.some(2, asked)
    form = form_for(s, described, where, "my claim after an accident")
    body = (
        f"We represent {s.patient.name}, whose form is enclosed. Please send everything that we "
        f"need: the {listed(asked)}."
    )
    facts = Request("authorization", asked, s.received, authorization=form)
    paper = papers.authorization(rng, form, s.patient)
    return s.case("lawyer wants more", facts, f"{who}, {where}", body, paper)


def life_insurer_old_form(rng: Random, office: Office) -> Case:
    """A life insurer sends an authorization with one defect."""
    s = Scene(rng, office)
    asked = s.some(3)
    name = "Anchorstone Life"
    form = form_for(s, asked, name, "my application for life insurance")
    form = _replaced(
        form,
        pick(
            rng,
            [
                {"expires": s.ago(3, 30), "signed": s.ago(90, 200)},
                {"signature": ""},
                {"says_revocable": False},
                {"recipient": ""},
            ],
        ),
    )
    body = (
        f"{s.patient.name} has applied for a policy. {s.patient.their.capitalize()} form is "
        f"enclosed. Please send the {listed(asked)}."
    )
    facts = Request("authorization", asked, s.received, authorization=form)
    paper = papers.authorization(rng, form, s.patient)
    note = f"DESK NOTE: came in on {said(s.received)}."
    return s.case("life insurer, bad form", facts, name, body, paper, note)


def subpoena_bare(rng: Random, office: Office) -> Case:
    """A subpoena comes with no assurance."""
    s = Scene(rng, office)
    asked = s.some(3)
    who, where, case = lawsuit(rng, s)
    body = (
        f"Here is our subpoena in {case}. It is a command of the court. We expect the "
        f"{listed(asked)} of {s.patient.name} within ten days."
    )
    facts = Request("court", asked, s.received, process=Process("subpoena", asked))
    paper = papers.subpoena(rng, who, case, asked)
    return s.case("subpoena, bare", facts, f"{who}, {where}", body, paper)


def subpoena_too_early(rng: Random, office: Office) -> Case:
    """A subpoena comes with a notice whose time to object still runs."""
    s = Scene(rng, office)
    asked = s.some(3)
    who, where, case = lawsuit(rng, s)
    body = (
        f"We enclose a subpoena in {case} and our statement that {s.patient.name} was told. Kindly "
        f"send the {listed(asked)} today."
    )
    sent, last = s.ago(3, 8), s.received + timedelta(days=between(rng, 5, 15))
    facts = Request(
        "court", asked, s.received, process=Process("subpoena", asked, "notice pending")
    )
    return s.case(
        "subpoena, too early",
        facts,
        f"{who}, {where}",
        body,
        papers.subpoena(rng, who, case, asked),
        papers.notice_proof(s.patient, sent, last, over=False),
        f"DESK NOTE: came in on {said(s.received)}.",
    )


def subpoena_with_notice(rng: Random, office: Office) -> Case:
    """A subpoena comes with proof of notice, and the time to object is over."""
    s = Scene(rng, office)
    asked = s.some(3)
    who, where, case = lawsuit(rng, s)
    body = (
        f"With our subpoena in {case} we send proof of notice. Please produce the {listed(asked)} "
        f"of {s.patient.name}."
    )
    facts = Request("court", asked, s.received, process=Process("subpoena", asked, "notice"))
    return s.case(
        "subpoena with notice",
        facts,
        f"{who}, {where}",
        body,
        papers.subpoena(rng, who, case, asked),
        papers.notice_proof(s.patient, s.ago(40, 60), s.ago(8, 20), over=True),
        f"DESK NOTE: came in on {said(s.received)}.",
    )


def subpoena_with_protection(rng: Random, office: Office) -> Case:
    """A subpoena comes with a qualified protective order."""
    s = Scene(rng, office)
    asked = s.some(3)
    who, where, case = lawsuit(rng, s)
    body = (
        f"Our subpoena in {case} and a stipulation with the other side are enclosed. Please "
        f"produce the {listed(asked)} of {s.patient.name}."
    )
    process = Process("subpoena", asked, "protective order")
    return s.case(
        "subpoena with protection",
        Request("court", asked, s.received, process=process),
        f"{who}, {where}",
        body,
        papers.subpoena(rng, who, case, asked),
        papers.protective_order(case),
    )


def order_names_less(rng: Random, office: Office) -> Case:
    """A letter asks for more than the court's order names."""
    s = Scene(rng, office)
    asked = s.some(4)
    who, where, case = lawsuit(rng, s)
    named = s.some(2, asked)
    body = (
        f"The judge in {case} has ruled. Under the enclosed order send us the {listed(asked)} of "
        f"{s.patient.name}."
    )
    facts = Request("court", asked, s.received, process=Process("court order", named))
    paper = papers.court_order(rng, case, named)
    return s.case("order names less", facts, f"{who}, {where}", body, paper)


def officer_asks(rng: Random, office: Office) -> Case:
    """An officer asks, with no paper."""
    s = Scene(rng, office)
    asked = s.some(2)
    body = (
        f"We look into a matter in which {s.patient.name} may have been involved. We know where "
        f"{s.patient.they} lives. I would just like to see the {listed(asked)}. No paperwork "
        "needed between us, I hope."
    )
    facts = Request("police, asking", asked, s.received)
    return s.case("officer asks", facts, f"Detective {someone(rng).last}", body)


def officer_searches(rng: Random, office: Office) -> Case:
    """An officer looks for a person and asks for more than the short list."""
    s = Scene(rng, office)
    more = s.some(2)
    who = pick(
        rng, ["a missing person", "a suspect who has fled", "a material witness we cannot find"]
    )
    body = (
        f"{s.patient.name} is {who}. To find {'her' if s.patient.sex == 'F' else 'him'} we ask for "
        f"the {IDENTITY} (name, address, birth, time of treatment, scars) and for the "
        f"{listed(more)}."
    )
    facts = Request("police, to find a person", (IDENTITY, *more), s.received)
    return s.case("officer searches", facts, f"Sergeant {someone(rng).last}", body)


def officer_with_warrant(rng: Random, office: Office) -> Case:
    """An officer serves a warrant."""
    s = Scene(rng, office)
    asked = s.some(2)
    body = f"I serve the enclosed warrant for the {listed(asked)} of {s.patient.name}."
    facts = Request("police paper", asked, s.received, process=Process("warrant", asked))
    paper = papers.warrant(rng, asked)
    return s.case("warrant", facts, f"Detective {someone(rng).last}", body, paper)


def grand_jury(rng: Random, office: Office) -> Case:
    """A grand jury asks."""
    s = Scene(rng, office)
    asked = s.some(2)
    body = f"The grand jury has asked for the {listed(asked)} of {s.patient.name}; see enclosed."
    process = Process("grand jury subpoena", asked)
    paper = papers.subpoena(rng, "", "", asked, grand_jury=True)
    facts = Request("police paper", asked, s.received, process=process)
    return s.case("grand jury", facts, "Office of the county prosecutor", body, paper)


def bureau_states(rng: Random, office: Office) -> Case:
    """An agency's own request makes the three statements."""
    return _bureau(rng, office, stated=True)


def bureau_demands(rng: Random, office: Office) -> Case:
    """An agency's own request does not make the three statements."""
    return _bureau(rng, office, stated=False)


def _bureau(rng: Random, office: Office, stated: bool) -> Case:
    s = Scene(rng, office)
    asked = s.some(2)
    body = (
        f"We investigate false claims. Our request for the {listed(asked)} of {s.patient.name} is "
        "enclosed. The law lets us ask without a judge."
    )
    process = Process("administrative request", asked)
    facts = Request("police paper", asked, s.received, process=process, proof=stated)
    family = "bureau, with statements" if stated else "bureau, without"
    paper = papers.administrative(rng, asked, stated)
    return s.case(family, facts, f"Insurance Fraud Bureau of {STATE}", body, paper)


def victim_agrees(rng: Random, office: Office) -> Case:
    """The victim of a crime agrees."""
    return _victim(rng, office, agrees=True)


def victim_says_no(rng: Random, office: Office) -> Case:
    """The victim of a crime does not agree."""
    return _victim(rng, office, agrees=False)


def _victim(rng: Random, office: Office, agrees: bool) -> Case:
    s = Scene(rng, office, here=True)
    asked = s.some(2)
    body = (
        f"{s.patient.name} was attacked on {said(s.visit.first)}. We are looking for the attacker "
        f"and ask for the {listed(asked)} of the victim."
    )
    note = (
        f"DESK NOTE: the nurse asked {s.patient.name} today, who is awake and clear. Answer: "
        + ("yes, give it to the police." if agrees else "no, not to the police, not now.")
    )
    facts = Request("police, about a victim", asked, s.received, agrees=agrees)
    family = "victim agrees" if agrees else "victim says no"
    return s.case(family, facts, f"Officer {someone(rng).last}", body, note)


def _replaced(form: Authorization, changes: dict[str, object]) -> Authorization:
    return Authorization(**{**form.__dict__, **changes})
