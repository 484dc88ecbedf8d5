"""Requests of patients, of those in their place, of families, and for the dead."""

from __future__ import annotations

from random import Random

from hitkit.release.cases.scene import ORDINARY, YEAR, Case, Scene, mixed
from hitkit.release.facts import (
    CONFIDENTIAL,
    Request,
)
from hitkit.release.papers import listed
from hitkit.release.people import said, someone
from hitkit.release.rules import House


def patient_asks(rng: Random, house: House) -> Case:
    """A patient asks for a copy, and need not say why."""
    s = Scene(rng)
    asked = s.some(3, ORDINARY)
    body = (
        f"I was your patient in {s.ago(40, 300):%B} and would like a copy of my {listed(asked)}. "
        f"{rng.choice(['I do not want to say why.', 'I am moving away.', 'I may sue you.'])}"
    )
    facts = Request("access", asked, s.received, asker="patient")
    note = "DESK NOTE: showed a driver's license; it matches the registration."
    return s.case("patient asks", facts, s.patient.name, body, note)


def patient_unchecked(rng: Random, house: House) -> Case:
    """Somebody says that he is the patient, and nobody can check it."""
    s = Scene(rng)
    asked = s.some(3, ORDINARY)
    body = f"I am {s.patient.name}. Please e-mail my {listed(asked)} to this new address."
    note = (
        "DESK NOTE: the address is not on file, the birth date given is wrong, and nobody picked "
        "up at the number on file."
    )
    facts = Request("access", asked, s.received, asker="patient", verified=False)
    return s.case("patient, unchecked", facts, "An e-mail", body, note)


def agent_with_paper(rng: Random, house: House) -> Case:
    """An agent for health care asks."""
    s = Scene(rng)
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


def agent_wrong_paper(rng: Random, house: House) -> Case:
    """An agent for money, not for health care, asks."""
    s = Scene(rng)
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


def parent_of_child(rng: Random, house: House) -> Case:
    """A parent asks for the record of a child."""
    s = Scene(rng)
    asked = s.some(3)
    parent = someone(rng, last=s.patient.last)
    body = (
        f"For {rng.choice(['school', 'a move', 'my own file'])} I need the {listed(asked)} of "
        f"{s.patient.name}, who is {rng.randint(3, 9)}."
    )
    note = f"DESK NOTE: {parent.name} is the parent with custody in our registration."
    facts = Request("access", asked, s.received, asker="parent", proof=True)
    return s.case("parent of a child", facts, parent.name, body, note)


def parent_of_teen(rng: Random, house: House) -> Case:
    """A parent asks for a visit that the minor lawfully consented to alone."""
    return _teen(rng, house, rng.randint(house.state.minor_age, 17))


def parent_of_younger_teen(rng: Random, house: House) -> Case:
    """A parent asks for a visit that the minor was too young to consent to."""
    return _teen(rng, house, house.state.minor_age - 1)


def _teen(rng: Random, house: House, age: int) -> Case:
    s = Scene(rng)
    asked = (*s.some(2), CONFIDENTIAL)
    parent = someone(rng, last=s.patient.last)
    consented = age >= house.state.minor_age
    body = (
        f"{s.patient.name} is my {'daughter' if s.patient.sex == 'F' else 'son'} and not yet 18. I "
        f"want to see all: the {listed(asked)}."
    )
    note = (
        f"DESK NOTE: {parent.name} is the parent with custody. The confidential visit was at age "
        f"{age}. Consent for it was signed by "
        + (
            "the patient alone. The patient wants it kept private."
            if consented
            else "the parent, because the patient was too young to sign alone."
        )
    )
    facts = Request("access", asked, s.received, asker="parent", proof=True, age_at_visit=age)
    family = "parent of a teenager" if consented else "parent of a younger teenager"
    return s.case(family, facts, parent.name, body, note)


def parent_of_adult(rng: Random, house: House) -> Case:
    """A parent asks for the record of an adult child."""
    s = Scene(rng)
    asked = s.some(3)
    parent = someone(rng, last=s.patient.last)
    body = (
        f"{s.patient.name} turned {rng.randint(19, 24)} last month, lives with me, and is on my "
        f"insurance. As {'her' if s.patient.sex == 'F' else 'his'} parent I have a right to the "
        f"{listed(asked)}."
    )
    facts = Request("access", asked, s.received, asker="relative")
    return s.case("parent of an adult", facts, parent.name, body)


def executor(rng: Random, house: House) -> Case:
    """The executor of a patient who died asks."""
    s = Scene(rng)
    asked = s.some(3)
    who = someone(rng)
    died = s.ago(30, 300)
    body = (
        f"I settle the estate of {s.patient.name}, who died on {said(died)}, and ask for the "
        f"{listed(asked)}."
    )
    paper = (
        f"LETTERS TESTAMENTARY, County Court: {who.name} is executor of {s.patient.name}'s estate."
    )
    facts = Request("access", asked, s.received, asker="executor", proof=True, died=died)
    return s.case("executor", facts, who.name, body, paper)


def heir_without_letters(rng: Random, house: House) -> Case:
    """An heir who is no executor asks."""
    s = Scene(rng)
    asked = s.some(3)
    who = someone(rng, last=s.patient.last)
    died = s.ago(20, 200)
    relation = "uncle" if s.patient.sex == "M" else "aunt"
    body = (
        f"My {relation} {s.patient.name} died on {said(died)}. I will inherit, so "
        f"the {listed(asked)} are mine now. I live far away and had nothing to do with the illness."
    )
    facts = Request("access", asked, s.received, asker="relative", died=died)
    return s.case("heir without letters", facts, who.name, body)


def historian(rng: Random, house: House) -> Case:
    """A historian asks for the record of one who died more than 50 years ago."""
    s = Scene(rng)
    asked = s.some(2)
    died = s.received.replace(year=YEAR - rng.randint(51, 70), day=min(28, s.received.day))
    body = (
        f"I write a history of the town. {s.patient.name} died in your hospital on {said(died)}. "
        f"May I have the {listed(asked)} from your archive?"
    )
    facts = Request("nothing", asked, s.received, died=died)
    return s.case("historian", facts, f"{someone(rng).name}, historian", body)


def historian_too_soon(rng: Random, house: House) -> Case:
    """An author asks for the record of one who died less than 50 years ago."""
    s = Scene(rng)
    asked = s.some(2)
    died = s.received.replace(year=YEAR - rng.randint(38, 48), day=min(28, s.received.day))
    body = (
        f"For my book on old Quillmere I ask for the {listed(asked)} of {s.patient.name}, who died "
        f"in your hospital on {said(died)}. It is so long ago that nobody can mind."
    )
    facts = Request("nothing", asked, s.received, died=died)
    return s.case("historian, too soon", facts, f"{someone(rng).name}, author", body)


def daughter_who_helps(rng: Random, house: House) -> Case:
    """A relative who helps asks, and the patient agrees."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["in the patient's care"])
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


def widow_who_helped(rng: Random, house: House) -> Case:
    """The spouse who cared for a patient who died asks."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["in the patient's care"])
    died = s.ago(10, 60)
    who = someone(rng, sex="M" if s.patient.sex == "F" else "F", last=s.patient.last)
    role = "husband" if who.sex == "M" else "wife"
    body = (
        f"I was the {role} of {s.patient.name} and cared for {s.patient.their} every need at home "
        f"until {s.patient.they} died on {said(died)}. To understand the last days I ask for the "
        f"{listed(asked)}."
    )
    note = (
        f"DESK NOTE: the nurses know {who.name} well. No wish against it on file. No executor yet."
    )
    facts = Request("in the patient's care", asked, s.received, died=died, involved=True)
    return s.case("spouse who helped", facts, who.name, body, note)


def friend_unwanted(rng: Random, house: House) -> Case:
    """A friend asks, and the patient objects."""
    s = Scene(rng)
    asked = s.some(2)
    body = (
        f"I drive {s.patient.name} to every visit and cook for {s.patient.their} household. Let me "
        f"have the {listed(asked)}."
    )
    note = f"DESK NOTE: {s.patient.name} was asked and said: no, that stays with me."
    facts = Request("in the patient's care", asked, s.received, agrees=False, involved=True)
    return s.case("friend, unwanted", facts, someone(rng).name, body, note)
