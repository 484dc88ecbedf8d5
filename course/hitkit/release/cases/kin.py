"""Requests of patients, of those in their place, of families, and for the dead."""

from __future__ import annotations

from random import Random

from hitkit.chance import between, pick
from hitkit.release.cases.scene import OLD, ORDINARY, Case, Scene, mixed
from hitkit.release.facts import (
    CONFIDENTIAL,
    Request,
)
from hitkit.release.office import Office
from hitkit.release.papers import listed
from hitkit.release.people import someone


def patient_asks(rng: Random, office: Office) -> Case:
    """A patient asks for a copy, and need not say why."""
    s = Scene(rng, office)
    asked = s.some(3, ORDINARY)
    body = (
        f"I was your patient in {s.visit.last:%B} and would like a copy of my {listed(asked)}. "
        f"{pick(rng, ['I do not want to say why.', 'I am moving away.', 'I may sue you.'])}"
    )
    facts = Request("access", asked, s.received, asker="patient")
    note = "DESK NOTE: showed a driver's license; it matches the registration."
    return s.case("patient asks", facts, s.patient.name, body, note)


def patient_unchecked(rng: Random, office: Office) -> Case:
    """Somebody says that he is the patient, and nobody can check it."""
    s = Scene(rng, office)
    asked = s.some(3, ORDINARY)
    body = f"I am {s.patient.name}. Please e-mail my {listed(asked)} to this new address."
    note = (
        "DESK NOTE: the address is not on file, the birth date given is wrong, and nobody picked "
        "up at the number on file."
    )
    facts = Request("access", asked, s.received, asker="patient", verified=False)
    return s.case("patient, unchecked", facts, "An e-mail", body, note)


def agent_with_paper(rng: Random, office: Office) -> Case:
    """An agent for health care asks."""
    s = Scene(rng, office, OLD)
    asked = s.some(3)
    agent = someone(rng, last=s.patient.last)
    body = (
        f"{s.patient.name} can no longer decide about {s.patient.their} own care, and I do it in "
        f"{s.patient.their} place. I ask for the {listed(asked)}."
    )
    paper = (
        f"POWER OF ATTORNEY FOR HEALTH CARE: {s.patient.name} appoints {agent.name} to make all "
        "decisions about health care. In force. Signed before a notary."
    )
    facts = Request("access", asked, s.received, asker="agent", proof=True)
    return s.case("agent with a paper", facts, agent.name, body, paper)


def agent_wrong_paper(rng: Random, office: Office) -> Case:
    """An agent for money, not for health care, asks."""
    s = Scene(rng, office, OLD)
    asked = s.some(3)
    agent = someone(rng, last=s.patient.last)
    body = (
        f"I look after everything for {s.patient.name}. Please give me the {listed(asked)}. My "
        "power of attorney is enclosed."
    )
    paper = (
        f"POWER OF ATTORNEY, MONEY ONLY: {s.patient.name} appoints {agent.name} to run the bank "
        "account and to sell the car. Nothing else."
    )
    facts = Request("access", asked, s.received, asker="agent", proof=False)
    return s.case("agent, wrong paper", facts, agent.name, body, paper)


def parent_of_child(rng: Random, office: Office) -> Case:
    """A parent asks for the record of a child."""
    s = Scene(rng, office, (3, 9))
    asked = s.some(3)
    parent = someone(rng, last=s.patient.last)
    body = (
        f"For {pick(rng, ['school', 'a move', 'my own file'])} I need the {listed(asked)} of "
        f"{s.patient.name}, who is {s.age}."
    )
    note = f"DESK NOTE: {parent.name} is the parent with custody in our registration."
    facts = Request("access", asked, s.received, asker="parent", proof=True)
    return s.case("parent of a child", facts, parent.name, body, note)


def parent_of_teen(rng: Random, office: Office) -> Case:
    """A parent asks for a visit that the minor lawfully consented to alone."""
    return _teen(rng, office, alone=True)


def parent_of_younger_teen(rng: Random, office: Office) -> Case:
    """A parent asks for a visit that the minor was too young to consent to."""
    return _teen(rng, office, alone=False)


def _teen(rng: Random, office: Office, alone: bool) -> Case:
    grown = office.state.minor_age
    s = Scene(rng, office, (grown, 17))
    age = between(rng, grown, s.age) if alone else grown - 1
    asked = (*s.some(2), CONFIDENTIAL)
    parent = someone(rng, last=s.patient.last)
    body = (
        f"{s.patient.name} is my {'daughter' if s.patient.sex == 'F' else 'son'} and not yet 18. I "
        f"want to see all: the {listed(asked)}."
    )
    note = (
        f"DESK NOTE: {parent.name} is the parent with custody. The confidential visit was at age "
        f"{age}. Consent for it was signed by "
        + (
            "the patient alone. The patient wants it kept private."
            if alone
            else "the parent, because the patient was too young to sign alone."
        )
    )
    facts = Request("access", asked, s.received, asker="parent", proof=True, age_at_visit=age)
    family = "parent of a teenager" if alone else "parent of a younger teenager"
    return s.case(family, facts, parent.name, body, note)


def parent_of_adult(rng: Random, office: Office) -> Case:
    """A parent asks for the record of an adult child."""
    s = Scene(rng, office, (18, 25))
    asked = s.some(3)
    parent = someone(rng, last=s.patient.last)
    body = (
        f"{s.patient.name} is {s.age}, lives with me, and is on my "
        f"insurance. As {'her' if s.patient.sex == 'F' else 'his'} parent I have a right to the "
        f"{listed(asked)}."
    )
    facts = Request("access", asked, s.received, asker="relative")
    return s.case("parent of an adult", facts, parent.name, body)


def executor(rng: Random, office: Office) -> Case:
    """The executor of a patient who died asks."""
    s = Scene(rng, office, OLD, dead_for=(30, 60))
    asked = s.some(3)
    who = someone(rng)
    body = (
        f"I settle the estate of {s.patient.name}, who died on {s.died_on}, and ask for the "
        f"{listed(asked)}."
    )
    paper = (
        f"LETTERS TESTAMENTARY, County Court: {who.name} is executor of {s.patient.name}'s estate."
    )
    facts = Request("access", asked, s.received, asker="executor", proof=True, died=s.died)
    return s.case("executor", facts, who.name, body, paper)


def heir_without_letters(rng: Random, office: Office) -> Case:
    """An heir who is no executor asks."""
    s = Scene(rng, office, OLD, dead_for=(20, 60))
    asked = s.some(3)
    who = someone(rng, last=s.patient.last)
    relation = "uncle" if s.patient.sex == "M" else "aunt"
    body = (
        f"My {relation} {s.patient.name} died on {s.died_on}. I will inherit, so "
        f"the {listed(asked)} are mine now. I live far away and had nothing to do with the illness."
    )
    facts = Request("access", asked, s.received, asker="relative", died=s.died)
    return s.case("heir without letters", facts, who.name, body)


def historian(rng: Random, office: Office) -> Case:
    """A historian asks for the record of one who died more than 50 years ago."""
    s = Scene.of_old(rng, office, (51, 70))
    asked = s.some(2)
    body = (
        f"I write a history of the town. {s.patient.name} died in your hospital on {s.died_on}. "
        f"May I have the {listed(asked)} from your archive?"
    )
    facts = Request("nothing", asked, s.received, died=s.died)
    return s.case("historian", facts, f"{someone(rng).name}, historian", body)


def historian_too_soon(rng: Random, office: Office) -> Case:
    """An author asks for the record of one who died less than 50 years ago."""
    s = Scene.of_old(rng, office, (38, 48))
    asked = s.some(2)
    body = (
        f"For my book on old Quillmere I ask for the {listed(asked)} of {s.patient.name}, who died "
        f"in your hospital on {s.died_on}. It is so long ago that nobody can mind."
    )
    facts = Request("nothing", asked, s.received, died=s.died)
    return s.case("historian, too soon", facts, f"{someone(rng).name}, author", body)


def daughter_who_helps(rng: Random, office: Office) -> Case:
    """A relative who helps asks, and the patient agrees."""
    s = Scene(rng, office)
    asked = mixed(s, office.protocol["in the patient's care"])
    who = someone(rng, last=s.patient.last)
    body = (
        f"I take care of {s.patient.name} at home after the operation. Please give me the "
        f"{listed(asked)}."
    )
    note = (
        f"DESK NOTE: {s.patient.name} was asked and said: {who.first} helps me, tell "
        f"{'her' if who.sex == 'F' else 'him'} what {who.they} needs for that."
    )
    facts = Request("in the patient's care", asked, s.received, agrees=True, involved=True)
    return s.case("relative who helps", facts, who.name, body, note)


def widow_who_helped(rng: Random, office: Office) -> Case:
    """The spouse who cared for a patient who died asks."""
    s = Scene(rng, office, OLD, dead_for=(10, 50))
    asked = mixed(s, office.protocol["in the patient's care"])
    who = someone(rng, sex="M" if s.patient.sex == "F" else "F", last=s.patient.last)
    role = "husband" if who.sex == "M" else "wife"
    body = (
        f"I was the {role} of {s.patient.name} and cared for {s.patient.their} every need at home "
        f"until {s.patient.they} died on {s.died_on}. To understand the last days I ask for the "
        f"{listed(asked)}."
    )
    note = (
        f"DESK NOTE: the nurses know {who.name} well. No wish against it on file. No executor yet."
    )
    facts = Request("in the patient's care", asked, s.received, died=s.died, involved=True)
    return s.case("spouse who helped", facts, who.name, body, note)


def friend_unwanted(rng: Random, office: Office) -> Case:
    """A friend asks, and the patient objects."""
    s = Scene(rng, office)
    asked = s.some(2)
    body = (
        f"I drive {s.patient.name} to every visit and cook for {s.patient.their} household. Let me "
        f"have the {listed(asked)}."
    )
    note = f"DESK NOTE: {s.patient.name} was asked and said: no, that stays with me."
    facts = Request("in the patient's care", asked, s.received, agrees=False, involved=True)
    return s.case("friend, unwanted", facts, someone(rng).name, body, note)
