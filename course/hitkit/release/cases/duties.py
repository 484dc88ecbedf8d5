"""Requests for treatment, payment, operations, and for public duties."""

from __future__ import annotations

from random import Random

from hitkit.release.cases.scene import Case, Scene, mixed
from hitkit.release.facts import (
    LOCATION,
    Request,
)
from hitkit.release.papers import listed
from hitkit.release.people import STATE, firm, said, someone
from hitkit.release.rules import House


def treating_provider(rng: Random, house: House) -> Case:
    """A provider asks in order to treat: all may go."""
    s = Scene(rng)
    asked = s.some(3)
    doctor = f"Dr. {someone(rng).name}"
    body = (
        f"I am seeing {s.patient.name} {rng.choice(['this week', 'on Thursday', 'tomorrow'])} for "
        f"{rng.choice(['chest pain', 'a knee that gives way', 'headaches', 'diabetes'])}. To treat "
        f"{s.patient.their} condition I need the {listed(asked)} from your hospital."
    )
    return s.case("treating provider", Request("treatment", asked, s.received), doctor, body)


def insurer_pays(rng: Random, house: House) -> Case:
    """A health plan asks for more than it needs to pay a claim."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["payment"])
    body = (
        f"Our member {s.patient.name} was treated at your hospital on {said(s.ago(20, 60))}. "
        f"Before we pay the claim for that day, send us the {listed(asked)}."
    )
    sender = f"{rng.choice(['Larkshield', 'Ostbrook', 'Plainstone'])} Health Plan, claims"
    return s.case("insurer pays", Request("payment", asked, s.received), sender, body)


def plan_quality_review(rng: Random, house: House) -> Case:
    """Another provider of the same patient asks for its quality assessment."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["operations"])
    body = (
        f"{s.patient.name} was a patient of both our clinic and your hospital this year. For our "
        f"quality assessment of that care, please send the {listed(asked)}."
    )
    facts = Request("operations", asked, s.received, related=True)
    return s.case("quality review", facts, "Fennwick Clinic, quality office", body)


def stranger_quality_review(rng: Random, house: House) -> Case:
    """An organization that never had the patient asks for its own operations."""
    s = Scene(rng)
    asked = s.some(3)
    body = (
        f"We compare hospitals for our quality program. Please send the {listed(asked)} of your "
        f"patient {s.patient.name}. {s.patient.they.capitalize()} has never been a patient of "
        "ours, so we have no file to send you in return."
    )
    facts = Request("operations", asked, s.received, related=False)
    return s.case("stranger's quality review", facts, "Saldwick Medical Center, quality", body)


def health_department(rng: Random, house: House) -> Case:
    """The health department follows up a reported disease."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["public health"])
    disease = rng.choice(["measles", "salmonella infection", "tuberculosis", "whooping cough"])
    body = (
        f"{STATE} law has hospitals report {disease} to us. You reported {s.patient.name}. For the "
        f"investigation of this case please add the {listed(asked)}."
    )
    sender = f"{STATE} Department of Health, disease control"
    return s.case("health department", Request("public health", asked, s.received), sender, body)


def state_surveyor(rng: Random, house: House) -> Case:
    """A licensing board inspects the hospital."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["oversight"])
    body = (
        f"We license hospitals and inspect yours. For the file of {s.patient.name}, which we "
        f"drew for our sample, have the {listed(asked)} ready."
    )
    sender = f"{STATE} Hospital Licensing Board"
    return s.case("licensing board", Request("oversight", asked, s.received), sender, body)


def injury_at_work(rng: Random, house: House) -> Case:
    """A workers' compensation fund decides a claim."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["workers' compensation"])
    body = (
        f"{s.patient.name} was hurt at work on {said(s.ago(20, 90))}. Under the workers' "
        f"compensation law of {STATE} we decide {s.patient.their} claim. Send the {listed(asked)}."
    )
    facts = Request("workers' compensation", asked, s.received)
    return s.case("injury at work", facts, f"{STATE} Workers' Compensation Fund", body)


def medical_examiner(rng: Random, house: House) -> Case:
    """A medical examiner looks for the cause of a death."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["medical examiner"])
    died = s.ago(1, 6)
    body = (
        f"{s.patient.name} died on {said(died)}. I have to determine the cause of death, and ask "
        f"for the {listed(asked)}."
    )
    facts = Request("medical examiner", asked, s.received, died=died)
    return s.case("medical examiner", facts, "County Medical Examiner", body)


def organ_bank(rng: Random, house: House) -> Case:
    """An organ procurement organization arranges a transplant."""
    s = Scene(rng)
    asked = mixed(s, house.protocol["organ donation"])
    died = s.ago(0, 1)
    body = (
        f"We are the organ procurement organization for your area. {s.patient.name}, who died on "
        f"{said(died)}, may be a donor. To arrange a transplant we need the {listed(asked)}."
    )
    facts = Request("organ donation", asked, s.received, died=died)
    return s.case("organ bank", facts, f"{STATE} Gift of Life Organ Bank", body)


def registry_by_law(rng: Random, house: House) -> Case:
    """A law names what must be sent."""
    s = Scene(rng)
    asked = s.some(3)
    body = (
        f"Section 9 of the {STATE} Trauma Care Act requires every hospital to send us the "
        f"{listed(asked)} of each patient of the trauma unit. We still miss {s.patient.name}."
    )
    facts = Request("required by law", asked, s.received, proof=True)
    return s.case("registry by law", facts, f"{STATE} Trauma Registry", body)


def prison_clinic(rng: Random, house: House) -> Case:
    """A prison needs the record to care for a patient in its custody."""
    s = Scene(rng)
    asked = s.some(2)
    body = (
        f"{s.patient.name} has been in our custody since {said(s.ago(3, 20))}. We state that we "
        f"need the {listed(asked)} to give {s.patient.their} health care here."
    )
    facts = Request("prison", asked, s.received, proof=True)
    return s.case("prison clinic", facts, f"{STATE} State Prison, health unit", body)


def research_with_waiver(rng: Random, house: House) -> Case:
    """A board has waived the authorizations of a study."""
    s = Scene(rng)
    asked = s.some(2)
    body = (
        f"For our study of {rng.choice(['falls', 'stroke care', 'asthma'])} we ask for the "
        f"{listed(asked)} of {s.patient.name} and 40 others on the list."
    )
    waiver = (
        f"LETTER of the institutional review board of {STATE} University, signed by its chair on "
        f"{said(s.ago(10, 60))}: the board approved a waiver of authorization for this study, "
        f"found that the criteria are met, and says that the study needs the {listed(asked)}."
    )
    facts = Request("research", asked, s.received, proof=True)
    return s.case("research with a waiver", facts, f"{STATE} University", body, waiver)


def research_bare(rng: Random, house: House) -> Case:
    """A study has neither authorizations nor a waiver."""
    s = Scene(rng)
    asked = s.some(3)
    body = (
        f"I write my thesis on {rng.choice(['hip fractures', 'sepsis', 'migraine'])} and need the "
        f"{listed(asked)} of {s.patient.name}. I will not publish any name. My board will look at "
        "the study next month."
    )
    return s.case("research without", Request("research", asked, s.received), "A student", body)


def caller_by_name(rng: Random, house: House) -> Case:
    """A caller asks by name for what the directory gives."""
    s = Scene(rng)
    body = (
        f"I heard that {s.patient.name} is in your hospital. Which room is {s.patient.they} in, "
        f"and how is {s.patient.they} doing, in a word? I only want the {LOCATION}."
    )
    facts = Request("directory", (LOCATION,), s.received)
    note = "DESK NOTE: in the facility directory; no objection on file."
    return s.case("caller by name", facts, f"{someone(rng).name}, by phone", body, note)


def curious_caller(rng: Random, house: House) -> Case:
    """A caller asks for more than the directory gives."""
    s = Scene(rng)
    more = s.some(1)
    body = (
        f"I am a friend of {s.patient.name}, who is in your hospital. Please tell me the "
        f"{LOCATION}, and read me the {listed(more)}."
    )
    facts = Request("directory", (LOCATION, *more), s.received)
    note = (
        "DESK NOTE: in the facility directory; no objection on file. The patient has named nobody "
        "as part of the care."
    )
    return s.case("curious caller", facts, f"{someone(rng).name}, by phone", body, note)


def caller_opted_out(rng: Random, house: House) -> Case:
    """A caller asks for a patient who stays out of the directory."""
    s = Scene(rng)
    body = (
        f"Is {s.patient.name} with you? I ask by {s.patient.their} full name, as one must, and "
        f"want just the {LOCATION}."
    )
    facts = Request("directory", (LOCATION,), s.received, agrees=False)
    note = "DESK NOTE: at admission the patient asked to be left out of the facility directory."
    return s.case("caller, opted out", facts, f"{someone(rng).name}, by phone", body, note)


def employer(rng: Random, house: House) -> Case:
    """An employer asks, with no authorization."""
    s = Scene(rng)
    asked = s.some(2)
    body = (
        f"{s.patient.name} works for us and has been sick a lot. Before we decide about "
        f"{s.patient.their} promotion, please send the {listed(asked)}. We pay for "
        f"{s.patient.their} health plan, after all."
    )
    sender = f"{firm(rng).split(' ')[0]} Foods, personnel office"
    return s.case("employer", Request("nothing", asked, s.received), sender, body)


def reporter(rng: Random, house: House) -> Case:
    """A reporter asks, with no authorization."""
    s = Scene(rng)
    asked = s.some(2)
    body = (
        f"I report for the Quillmere Echo. The public has a right to know about the accident of "
        f"Mayor {s.patient.name}. Please e-mail me the {listed(asked)} by noon."
    )
    return s.case("reporter", Request("nothing", asked, s.received), someone(rng).name, body)


def doctor_unchecked(rng: Random, house: House) -> Case:
    """Somebody says that he is a doctor, and nobody can check it."""
    s = Scene(rng)
    asked = s.some(2)
    body = (
        f"Dr. {someone(rng).last} here. I am treating {s.patient.name} and need the "
        f"{listed(asked)} now, sent to my private e-mail."
    )
    note = (
        "DESK NOTE: the caller gave no practice and no number to call back. No doctor of that name "
        "is in the state's list of licenses. Nobody could check who this is."
    )
    facts = Request("treatment", asked, s.received, verified=False)
    return s.case("doctor, unchecked", facts, "A caller", body, note)


def child_protection(rng: Random, house: House) -> Case:
    """The agency that receives reports of child abuse asks."""
    s = Scene(rng)
    asked = s.some(2)
    body = (
        f"We are the agency that {STATE} law names to receive reports of child abuse. A nurse of "
        f"your hospital reported the case of {s.patient.name}, age {rng.randint(2, 9)}. Her report "
        f"is to be completed by the {listed(asked)}."
    )
    facts = Request("child abuse", asked, s.received, proof=True)
    return s.case("child protection", facts, f"{STATE} Child Protection Agency", body)
