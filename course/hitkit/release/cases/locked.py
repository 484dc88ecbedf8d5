"""Requests for records under a second lock: psychotherapy notes and Part 2 programs."""

from __future__ import annotations

from random import Random

from hitkit.release import papers
from hitkit.release.cases.scene import PART2, Case, Scene, form_for, lawsuit
from hitkit.release.facts import (
    PROGRAM,
    THERAPY,
    Process,
    Request,
)
from hitkit.release.office import Office
from hitkit.release.papers import listed
from hitkit.release.people import said, someone


def therapy_own_form(rng: Random, office: Office) -> Case:
    """An authorization for psychotherapy notes alone."""
    s = Scene(rng, office)
    who, where = papers.lawyer(rng)
    form = form_for(s, (THERAPY,), where, "my lawsuit")
    body = (
        f"For {s.patient.name} we ask for the {THERAPY} that Dr. {office.therapist(rng)} keeps "
        "apart from the chart. The patient's form is enclosed."
    )
    facts = Request("authorization", (THERAPY,), s.received, authorization=form)
    paper = papers.authorization(rng, form, s.patient)
    return s.case("therapy, own form", facts, f"{who}, {where}", body, paper)


def therapy_mixed_form(rng: Random, office: Office) -> Case:
    """An authorization that mixes psychotherapy notes with other parts."""
    s = Scene(rng, office)
    who, where = papers.lawyer(rng)
    asked = (*s.some(2), THERAPY)
    form = form_for(s, asked, where, "my lawsuit")
    body = f"{s.patient.name} signed the enclosed form for all that we need: the {listed(asked)}."
    facts = Request("authorization", asked, s.received, authorization=form)
    paper = papers.authorization(rng, form, s.patient)
    return s.case("therapy, mixed form", facts, f"{who}, {where}", body, paper)


def therapy_patient(rng: Random, office: Office) -> Case:
    """A patient asks for psychotherapy notes too."""
    s = Scene(rng, office)
    asked = (*s.some(2), THERAPY)
    body = f"I want a copy of my {listed(asked)}. They are about me, so they are mine."
    note = "DESK NOTE: identity checked. The therapist keeps the psychotherapy notes apart."
    facts = Request("access", asked, s.received, asker="patient")
    return s.case("therapy, patient", facts, s.patient.name, body, note)


def therapy_colleague(rng: Random, office: Office) -> Case:
    """A provider who treats asks for psychotherapy notes too."""
    s = Scene(rng, office)
    asked = (*s.some(2), THERAPY)
    body = (
        f"I now treat {s.patient.name} for depression. Please send the {listed(asked)}, the last "
        "kept by your therapist apart from the chart."
    )
    facts = Request("treatment", asked, s.received)
    return s.case("therapy, colleague", facts, f"Dr. {someone(rng).name}", body)


def program_patient(rng: Random, office: Office) -> Case:
    """A patient asks for program records."""
    s = Scene(rng, office)
    asked = (*s.some(1), PROGRAM)
    body = f"Please give me a copy of my {listed(asked)} from the recovery program."
    note = f"DESK NOTE: identity checked. {PART2}"
    facts = Request("access", asked, s.received, asker="patient")
    return s.case("program, patient", facts, s.patient.name, body, note)


def program_emergency(rng: Random, office: Office) -> Case:
    """A medical emergency, and the patient cannot be asked."""
    s = Scene(rng, office)
    asked = (*s.some(1), PROGRAM)
    body = (
        f"{s.patient.name} lies unconscious in our emergency room and cannot be asked. To save "
        f"{s.patient.their} life we need the {listed(asked)} at once."
    )
    facts = Request("treatment", asked, s.received, emergency=True)
    note = f"DESK NOTE: called back; it is the emergency room of Saldwick Medical Center. {PART2}"
    return s.case("program, emergency", facts, "Saldwick Medical Center", body, note)


def program_with_consent(rng: Random, office: Office) -> Case:
    """A provider sends a consent that names program records."""
    s = Scene(rng, office)
    asked = (*s.some(1), PROGRAM)
    doctor = f"Dr. {someone(rng).name}"
    form = form_for(
        s, asked, "my treating providers", "treatment, payment and health care operations"
    )
    body = f"I treat {s.patient.name}, whose consent is enclosed, and need the {listed(asked)}."
    facts = Request("treatment", asked, s.received, authorization=form)
    paper = papers.authorization(rng, form, s.patient)
    note = f"DESK NOTE: the consent has all that 42 CFR 2.31 asks for. {PART2}"
    return s.case("program, consent", facts, doctor, body, paper, note)


def program_without_consent(rng: Random, office: Office) -> Case:
    """A provider asks for program records with no consent."""
    s = Scene(rng, office)
    asked = (*s.some(2), PROGRAM)
    body = (
        f"{s.patient.name} has an appointment with me next week. For treatment please send the "
        f"{listed(asked)}."
    )
    note = f"DESK NOTE: no consent on file. {PART2}"
    facts = Request("treatment", asked, s.received)
    return s.case("program, no consent", facts, f"Dr. {someone(rng).name}", body, note)


def program_general_form(rng: Random, office: Office) -> Case:
    """An authorization that does not name program records."""
    s = Scene(rng, office)
    described = s.some(2)
    who, where = papers.lawyer(rng)
    form = form_for(s, described, where, "my claim after an accident")
    asked = (*described, PROGRAM)
    body = (
        f"{s.patient.name} has signed for the release of health information. Please send the "
        f"{listed(asked)}."
    )
    facts = Request("authorization", asked, s.received, authorization=form)
    paper = papers.authorization(rng, form, s.patient)
    note = f"DESK NOTE: {PART2}"
    return s.case("program, general form", facts, f"{who}, {where}", body, paper, note)


def program_subpoena(rng: Random, office: Office) -> Case:
    """A subpoena with good assurance, for program records alone."""
    return _program_subpoena(rng, office, alone=True)


def program_subpoena_and_labs(rng: Random, office: Office) -> Case:
    """A subpoena with good assurance, for program records and more."""
    return _program_subpoena(rng, office, alone=False)


def _program_subpoena(rng: Random, office: Office, alone: bool) -> Case:
    s = Scene(rng, office)
    asked = (PROGRAM,) if alone else (*s.some(2), PROGRAM)
    who, where, case = lawsuit(rng, s)
    body = (
        f"Our subpoena in {case} is enclosed, with proof that {s.patient.name} was told. Please "
        f"produce the {listed(asked)}."
    )
    facts = Request("court", asked, s.received, process=Process("subpoena", asked, "notice"))
    return s.case(
        "program, subpoena" if alone else "program and more, subpoena",
        facts,
        f"{who}, {where}",
        body,
        papers.subpoena(rng, who, case, asked),
        papers.notice_proof(s.patient, s.ago(40, 60), s.ago(8, 20), over=True),
        f"DESK NOTE: came in on {said(s.received)}. {PART2}",
    )


def program_order(rng: Random, office: Office) -> Case:
    """A court's order under 42 CFR Part 2, with a subpoena."""
    s = Scene(rng, office)
    who, where, case = lawsuit(rng, s)
    body = f"The court in {case} has ordered that we receive the {PROGRAM} of {s.patient.name}."
    process = Process("court order", (PROGRAM,), part2=True)
    facts = Request("court", (PROGRAM,), s.received, process=process)
    paper = papers.court_order(rng, case, (PROGRAM,), part2=True)
    note = f"DESK NOTE: {PART2}"
    return s.case("program, Part 2 order", facts, f"{who}, {where}", body, paper, note)


def program_warrant(rng: Random, office: Office) -> Case:
    """A warrant that is no order under 42 CFR Part 2."""
    s = Scene(rng, office)
    body = f"This is a warrant, signed by a judge. Hand me the {PROGRAM} of {s.patient.name}."
    process = Process("warrant", (PROGRAM,))
    facts = Request("police paper", (PROGRAM,), s.received, process=process)
    paper = papers.warrant(rng, (PROGRAM,))
    note = f"DESK NOTE: the warrant does not mention 42 CFR Part 2. {PART2}"
    return s.case("program, warrant", facts, f"Detective {someone(rng).last}", body, paper, note)
