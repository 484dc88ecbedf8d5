"""Families of requests: each draws the facts, and the letter and papers that tell them."""

from dataclasses import dataclass

from hitkit.release.cases import duties, kin, law, locked
from hitkit.release.cases.scene import Case, Family

__all__ = ["DUTIES", "LAW", "LOCKED", "PEOPLE", "Case", "Family", "Pool"]


@dataclass(frozen=True)
class Pool:
    """The families of one question, by how the desk answers them."""

    release: tuple[Family, ...]
    part: tuple[Family, ...]
    refuse: tuple[Family, ...]


DUTIES = Pool(
    (
        duties.treating_provider,
        duties.registry_by_law,
        duties.prison_clinic,
        duties.research_with_waiver,
        duties.caller_by_name,
        duties.child_protection,
    ),
    (
        duties.insurer_pays,
        duties.plan_quality_review,
        duties.health_department,
        duties.state_surveyor,
        duties.injury_at_work,
        duties.medical_examiner,
        duties.organ_bank,
        duties.curious_caller,
    ),
    (
        duties.stranger_quality_review,
        duties.research_bare,
        duties.caller_opted_out,
        duties.employer,
        duties.reporter,
        duties.doctor_unchecked,
    ),
)
LAW = Pool(
    (
        law.lawyer_with_form,
        law.subpoena_with_notice,
        law.subpoena_with_protection,
        law.officer_with_warrant,
        law.grand_jury,
        law.bureau_states,
        law.victim_agrees,
    ),
    (law.lawyer_wants_more, law.order_names_less, law.officer_searches),
    (
        law.life_insurer_old_form,
        law.subpoena_bare,
        law.subpoena_too_early,
        law.officer_asks,
        law.bureau_demands,
        law.victim_says_no,
    ),
)
PEOPLE = Pool(
    (
        kin.patient_asks,
        kin.agent_with_paper,
        kin.parent_of_child,
        kin.parent_of_younger_teen,
        kin.executor,
        kin.historian,
    ),
    (kin.parent_of_teen, kin.daughter_who_helps, kin.widow_who_helped),
    (
        kin.patient_unchecked,
        kin.agent_wrong_paper,
        kin.parent_of_adult,
        kin.heir_without_letters,
        kin.friend_unwanted,
        kin.historian_too_soon,
    ),
)
LOCKED = Pool(
    (
        locked.therapy_own_form,
        locked.program_patient,
        locked.program_emergency,
        locked.program_with_consent,
        locked.program_order,
    ),
    (
        locked.therapy_patient,
        locked.therapy_colleague,
        locked.program_without_consent,
        locked.program_general_form,
        locked.program_subpoena_and_labs,
    ),
    (locked.therapy_mixed_form, locked.program_subpoena, locked.program_warrant),
)
