"""Requests for treatment, payment, operations, and for public duties."""

from __future__ import annotations

from random import Random

from hitkit.chance import pick
from hitkit.release.cases.scene import Case, Scene, mixed
from hitkit.release.facts import (
    LOCATION,
    Request,
)
from hitkit.release.office import Office
from hitkit.release.papers import listed
from hitkit.release.people import STATE, firm, said, someone


def treating_provider(rng: Random, office: Office) -> Case:
    """A provider asks in order to treat: all may go."""
    s = Scene(rng, office)
    asked = s.some(3)
    doctor = f"Dr. {someone(rng).name}"
    body = (
        f"I am seeing {s.patient.name} {pick(rng, ['this week', 'on Thursday', 'tomorrow'])} for "
        f"{pick(rng, ['chest pain', 'a knee that gives way', 'headaches', 'diabetes'])}. To treat "
        f"{s.patient.their} condition I need the {listed(asked)} from your hospital."
    )
    sender = f"{doctor}, {firm(rng, 'treating provider')}"
    return s.case("treating provider", Request("treatment", asked, s.received), sender, body)


def insurer_pays(rng: Random, office: Office) -> Case:
    """A health plan asks for more than it needs to pay a claim."""
    s = Scene(rng, office)
    asked = mixed(s, office.protocol["payment"])
    body = (
        f"{s.patient.name}, who is insured with us, was treated at your hospital on "
        f"{said(s.visit.last)}. Before we pay the claim for that day, send us the {listed(asked)}."
    )
    sender = f"{firm(rng, 'insurer') if s.payer in ('', 'Self-pay') else s.payer}, claims"
    return s.case("insurer pays", Request("payment", asked, s.received), sender, body)


def plan_quality_review(rng: Random, office: Office) -> Case:
    """Another provider of the same patient asks for its quality assessment."""
    s = Scene(rng, office)
    asked = mixed(s, office.protocol["operations"])
    body = (
        f"{s.patient.name} was a patient of both our clinic and your hospital this year. For our "
        f"quality assessment of that care, please send the {listed(asked)}."
    )
    facts = Request("operations", asked, s.received, related=True)
    sender = f"{firm(rng, 'treating provider')}, quality office"
    return s.case("quality review", facts, sender, body)


def stranger_quality_review(rng: Random, office: Office) -> Case:
    """An organization that never had the patient asks for its own operations."""
    s = Scene(rng, office)
    asked = s.some(3)
    body = (
        f"We compare hospitals for our quality program. Please send the {listed(asked)} of your "
        f"patient {s.patient.name}. {s.patient.they.capitalize()} has never been a patient of "
        "ours, so we have no file to send you in return."
    )
    facts = Request("operations", asked, s.received, related=False)
    return s.case("stranger's quality review", facts, "Saldwick Medical Center, quality", body)


def health_department(rng: Random, office: Office) -> Case:
    """The health department follows up a reported disease."""
    s = Scene(rng, office)
    asked = mixed(s, office.protocol["public health"])
    disease = pick(rng, ["measles", "salmonella infection", "tuberculosis", "whooping cough"])
    body = (
        f"{STATE} law has hospitals report {disease} to us. You reported {s.patient.name}. For the "
        f"investigation of this case please add the {listed(asked)}."
    )
    sender = f"{STATE} Department of Health, disease control"
    return s.case("health department", Request("public health", asked, s.received), sender, body)


def state_surveyor(rng: Random, office: Office) -> Case:
    """A licensing board inspects the hospital."""
    s = Scene(rng, office)
    asked = mixed(s, office.protocol["oversight"])
    body = (
        f"We license hospitals and inspect yours. For the file of {s.patient.name}, which we "
        f"drew for our sample, have the {listed(asked)} ready."
    )
    sender = f"{STATE} Hospital Licensing Board"
    return s.case("licensing board", Request("oversight", asked, s.received), sender, body)


def injury_at_work(rng: Random, office: Office) -> Case:
    """A workers' compensation fund decides a claim."""
    s = Scene(rng, office, (18, 66))
    asked = mixed(s, office.protocol["workers' compensation"])
    body = (
        f"{s.patient.name} was hurt at work on {said(s.visit.first)}. Under the workers' "
        f"compensation law of {STATE} we decide {s.patient.their} claim. Send the {listed(asked)}."
    )
    facts = Request("workers' compensation", asked, s.received)
    return s.case("injury at work", facts, f"{STATE} Workers' Compensation Fund", body)


def medical_examiner(rng: Random, office: Office) -> Case:
    """A medical examiner looks for the cause of a death."""
    s = Scene(rng, office, dead_for=(1, 6))
    asked = mixed(s, office.protocol["medical examiner"])
    body = (
        f"{s.patient.name} died on {s.died_on}. I have to determine the cause of death, and ask "
        f"for the {listed(asked)}."
    )
    facts = Request("medical examiner", asked, s.received, died=s.died)
    return s.case("medical examiner", facts, "County Medical Examiner", body)


def organ_bank(rng: Random, office: Office) -> Case:
    """An organ procurement organization arranges a transplant."""
    s = Scene(rng, office, (18, 70), dead_for=(0, 1))
    asked = mixed(s, office.protocol["organ donation"])
    body = (
        f"We are the organ procurement organization for your area. {s.patient.name}, who died on "
        f"{s.died_on}, may be a donor. To arrange a transplant we need the {listed(asked)}."
    )
    facts = Request("organ donation", asked, s.received, died=s.died)
    return s.case("organ bank", facts, f"{STATE} Gift of Life Organ Bank", body)


def registry_by_law(rng: Random, office: Office) -> Case:
    """A law names what must be sent."""
    s = Scene(rng, office)
    asked = s.some(3)
    body = (
        f"Section 9 of the {STATE} Trauma Care Act requires every hospital to send us the "
        f"{listed(asked)} of each patient of the trauma unit. We still miss {s.patient.name}."
    )
    facts = Request("required by law", asked, s.received, proof=True)
    return s.case("registry by law", facts, f"{STATE} Trauma Registry", body)


def prison_clinic(rng: Random, office: Office) -> Case:
    """A prison needs the record to care for a patient in its custody."""
    s = Scene(rng, office)
    asked = s.some(2)
    body = (
        f"{s.patient.name} has been in our custody since {said(s.ago(3, 20))}. We state that we "
        f"need the {listed(asked)} to give {s.patient.their} health care here."
    )
    facts = Request("prison", asked, s.received, proof=True)
    return s.case("prison clinic", facts, f"{STATE} State Prison, health unit", body)


def research_with_waiver(rng: Random, office: Office) -> Case:
    """A board has waived the authorizations of a study."""
    s = Scene(rng, office)
    asked = s.some(2)
    body = (
        f"For our study of {pick(rng, ['falls', 'stroke care', 'asthma'])} we ask for the "
        f"{listed(asked)} of {s.patient.name} and 40 others on the list."
    )
    waiver = (
        f"LETTER of the institutional review board of {STATE} University, signed by its chair on "
        f"{said(s.ago(10, 60))}: the board approved a waiver of authorization for this study, "
        f"found that the criteria are met, and says that the study needs the {listed(asked)}."
    )
    facts = Request("research", asked, s.received, proof=True)
    return s.case("research with a waiver", facts, f"{STATE} University", body, waiver)


def research_bare(rng: Random, office: Office) -> Case:
    """A study has neither authorizations nor a waiver."""
    s = Scene(rng, office)
    asked = s.some(3)
    body = (
        f"I write my thesis on {pick(rng, ['hip fractures', 'sepsis', 'migraine'])} and need the "
        f"{listed(asked)} of {s.patient.name}. I will not publish any name. My board will look at "
        "the study next month."
    )
    return s.case("research without", Request("research", asked, s.received), "A student", body)


def caller_by_name(rng: Random, office: Office) -> Case:
    """A caller asks by name for what the directory gives."""
    s = Scene(rng, office, here=True)
    body = (
        f"I heard that {s.patient.name} is in your hospital. Which room is {s.patient.they} in, "
        f"and how is {s.patient.they} doing, in a word? I only want the {LOCATION}."
    )
    facts = Request("directory", (LOCATION,), s.received)
    note = "DESK NOTE: in the facility directory; no objection on file."
    return s.case("caller by name", facts, f"{someone(rng).name}, by phone", body, note)


def curious_caller(rng: Random, office: Office) -> Case:
    """A caller asks for more than the directory gives."""
    s = Scene(rng, office, here=True)
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


def caller_opted_out(rng: Random, office: Office) -> Case:
    """A caller asks for a patient who stays out of the directory."""
    s = Scene(rng, office, here=True)
    body = (
        f"Is {s.patient.name} with you? I ask by {s.patient.their} full name, as one must, and "
        f"want just the {LOCATION}."
    )
    facts = Request("directory", (LOCATION,), s.received, agrees=False)
    note = "DESK NOTE: at admission the patient asked to be left out of the facility directory."
    return s.case("caller, opted out", facts, f"{someone(rng).name}, by phone", body, note)


def employer(rng: Random, office: Office) -> Case:
    """An employer asks, with no authorization."""
    s = Scene(rng, office, (18, 66))
    asked = s.some(2)
    body = (
        f"{s.patient.name} works for us and has been sick a lot. Before we decide about "
        f"{s.patient.their} promotion, please send the {listed(asked)}. We pay for "
        f"{s.patient.their} health plan, after all."
    )
    sender = f"{firm(rng, 'employer')}, personnel office"
    return s.case("employer", Request("nothing", asked, s.received), sender, body)


def reporter(rng: Random, office: Office) -> Case:
    """A reporter asks, with no authorization."""
    s = Scene(rng, office)
    asked = s.some(2)
    body = (
        f"I report for the Quillmere Echo. The public has a right to know about the accident of "
        f"Mayor {s.patient.name}. Please e-mail me the {listed(asked)} by noon."
    )
    return s.case("reporter", Request("nothing", asked, s.received), someone(rng).name, body)


def doctor_unchecked(rng: Random, office: Office) -> Case:
    """Somebody says that he is a doctor, and nobody can check it."""
    s = Scene(rng, office)
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


def child_protection(rng: Random, office: Office) -> Case:
    """The agency that receives reports of child abuse asks."""
    s = Scene(rng, office, (2, 9))
    asked = s.some(2)
    body = (
        f"We are the agency that {STATE} law names to receive reports of child abuse. A nurse of "
        f"your hospital reported the case of {s.patient.name}, age {s.age}. Her report "
        f"is to be completed by the {listed(asked)}."
    )
    facts = Request("child abuse", asked, s.received, proof=True)
    return s.case("child protection", facts, f"{STATE} Child Protection Agency", body)
