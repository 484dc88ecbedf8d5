"""Job titles, paths and skills, and postings in our own words that match them."""

from __future__ import annotations

from dataclasses import dataclass

PATHS = ("coding and revenue", "records and privacy", "data and systems", "registry", "leadership")


@dataclass(frozen=True)
class Job:
    """A job title: its path, what it is in short, its skills, and how postings describe it."""

    title: str
    path: str
    short: str
    skills: tuple[str, ...]
    does: tuple[str, ...]


JOBS = (
    Job(
        "medical coder",
        "coding and revenue",
        "chooses the codes for each chart",
        ("ICD-10-CM", "medical terminology", "anatomy", "encoder", "typing"),
        (
            "You read charts all day and give each its diagnosis and procedure codes.",
            "Assign codes from the record, ask providers when it is unclear, keep 95 % right.",
            "From chart to code set: you choose the codes that go on our claims.",
        ),
    ),
    Job(
        "coding auditor",
        "coding and revenue",
        "codes a sample a second time and reports the errors",
        ("ICD-10-CM", "ICD-10-PCS", "sampling", "spreadsheets", "report writing"),
        (
            "You draw a sample of charts that others have coded, code them again, and report "
            "how many agree.",
            "Second look at finished codes; write what went wrong, and teach it.",
            "Measure how right our coders are, find patterns of error, present them each quarter.",
        ),
    ),
    Job(
        "charge master auditor",
        "coding and revenue",
        "keeps the hospital's price list right: codes, units, prices",
        ("HCPCS", "revenue codes", "spreadsheets", "billing", "attention to detail"),
        (
            "You keep our price list of 9,000 services right: each line's code, revenue code, unit "
            "and price.",
            "Find retired codes and wrong units in the list that every charge comes from.",
            "Each January you carry the new codes into our table of charges and test the prices.",
        ),
    ),
    Job(
        "documentation specialist (CDI)",
        "coding and revenue",
        "asks physicians for exact notes, before coding",
        ("clinical knowledge", "ICD-10-CM", "query writing", "MS-DRG", "teamwork"),
        (
            "While patients are still here, you read their notes and ask physicians to make vague "
            "words exact, without leading them.",
            "Write compliant queries to doctors; make the chart say what was treated.",
            "Bridge between bedside and coding: clearer notes before the patient leaves.",
        ),
    ),
    Job(
        "release of information specialist",
        "records and privacy",
        "gives copies of records to those who may have them",
        ("HIPAA", "EHR search", "customer service", "typing", "attention to detail"),
        (
            "You check each request for records, make the copy, and log to whom it went.",
            "Answer requests of patients, lawyers and insurers for copies, within the legal time.",
            "Sit at the records window: is the form valid, and what may leave the house?",
        ),
    ),
    Job(
        "privacy and compliance officer",
        "records and privacy",
        "writes the rules of privacy and looks into breaches",
        ("HIPAA", "risk assessment", "policy writing", "interviewing", "report writing"),
        (
            "You write the privacy policies, look into complaints, and decide what is a breach.",
            "Train staff in HIPAA, follow up suspicious looks into charts, answer the regulator.",
            "Assess incidents, notify those affected, and see that rules are kept.",
        ),
    ),
    Job(
        "EHR analyst",
        "data and systems",
        "builds, tests and teaches the record system",
        ("EHR build", "testing", "SQL", "training others", "workflow mapping"),
        (
            "You build and test screens of our electronic record and train those who use them.",
            "Support our change to a new record system: map fields, test, take tickets.",
            "Turn what nurses need into forms and rules in the system, and keep them running.",
        ),
    ),
    Job(
        "health data analyst",
        "data and systems",
        "queries tables and makes reports",
        ("SQL", "statistics", "spreadsheets", "Python", "data visualization"),
        (
            "You query our tables, compute rates, and draw charts that leaders can read.",
            "Length of stay, readmissions, costs: you make numbers into monthly reports.",
            "Join claims and visits, find trends, explain them with their limits.",
        ),
    ),
    Job(
        "cancer registrar",
        "registry",
        "collects and follows all tumor cases",
        ("abstracting", "anatomy", "staging", "follow-up", "registry software"),
        (
            "You find new tumor cases, abstract stage and treatment, and follow patients for life.",
            "Keep our file of malignancies complete, from pathology report to yearly follow-up.",
            "Case finding, staging, treatment and survival of tumors, to state and national rules.",
        ),
    ),
    Job(
        "HIM manager",
        "leadership",
        "leads the department: people, budget, policies",
        ("staffing", "budgeting", "HIPAA", "training others", "report writing"),
        (
            "You lead a team of twelve: hire, plan shifts, train, and answer for the budget.",
            "Head of records: staff, money, policies, and the yearly plan are yours.",
            "Run the department day to day, set goals for its people, and report to the board.",
        ),
    ),
)

EMPLOYERS = {
    "hospital": (
        "300 beds, two operating wings, one emergency room.",
        "You join a teaching house whose inpatients come from four counties.",
        "We are a community center with 24-hour wards and an intensive care unit.",
    ),
    "physician office": (
        "We are six family doctors and a small front desk.",
        "Our group of heart doctors sees patients by appointment in two buildings.",
        "A children's practice with four pediatricians is looking for you.",
    ),
    "nursing facility": (
        "Our 90 residents live here, many for years.",
        "Residents come to us after the hospital for rehabilitation, or stay for good.",
        "We run a house for long-term care where each resident is assessed with the MDS.",
    ),
    "home health agency": (
        "Our nurses drive to 400 patients who cannot leave their homes.",
        "We treat people in their own bedrooms, in 30-day periods.",
        "All our visits take place at the patient's front door and beyond.",
    ),
    "public health agency": (
        "You work for the county and the health of its 250,000 people.",
        "A state department that watches over disease is hiring.",
        "We count births, deaths and outbreaks for the whole state.",
    ),
    "insurance company": (
        "We pay claims of two million members.",
        "Our members' plans cover 12 states; we review what providers bill us.",
        "A payer with offices in three cities is hiring.",
    ),
}
"""Settings of postings, each described without its name."""

POSSIBLE = {
    "hospital": tuple(job.title for job in JOBS),
    "physician office": ("medical coder", "release of information specialist", "EHR analyst"),
    "nursing facility": (
        "release of information specialist",
        "HIM manager",
        "privacy and compliance officer",
    ),
    "home health agency": ("medical coder", "EHR analyst", "HIM manager"),
    "public health agency": (
        "health data analyst",
        "cancer registrar",
        "privacy and compliance officer",
    ),
    "insurance company": (
        "coding auditor",
        "health data analyst",
        "privacy and compliance officer",
    ),
}
"""Which titles a setting hires: a simplified list."""
