"""What health information technicians do, and whom they ask: our own words, by duty and desk."""

from __future__ import annotations

DUTIES = {
    "coding": "Turn what the record says into diagnosis and procedure codes.",
    "billing support": "See that claims are complete and right, and mend those that come back.",
    "record completion": "Find what is missing in a record, and get it signed and finished.",
    "release of information": "Give records to those who may have them, and to nobody else.",
    "data quality": "Keep patient data right: one patient, one record, no wrong values.",
    "registry and reporting": "Collect cases for registries, and count for reports.",
    "audit and compliance": "Check finished work and access against the rules.",
    "system support": "Test, teach and mend the electronic health record (EHR).",
}
"""The duties at a glance, each with one sentence."""

TASKS: dict[str, tuple[str, ...]] = {
    "coding": (
        "Read the discharge summary of a stay and choose its diagnosis codes.",
        "Look up the procedure code for a gallbladder operation.",
        "Decide which of two diagnoses of a hospital stay is listed first.",
        "Find the code for a wrist fracture in the tabular list.",
        "Group a finished stay into its MS-DRG with the grouper.",
    ),
    "billing support": (
        "A claim came back because the insurance number has a digit too few. Mend it.",
        "Sort this week's denied claims by the reason that the payer gives.",
        "Check that each claim has a type of bill before it leaves.",
        "Enter the charges of yesterday's clinic visits.",
        "Find out why a payer sent a claim back unpaid.",
    ),
    "record completion": (
        "List the operative reports that no surgeon has signed.",
        "A discharge summary is missing. Put it on the deficiency list.",
        "Remind a resident of three unsigned progress notes.",
        "Check that each admission has a history and physical.",
        "A verbal order has no date beside its signature. Send it back to be completed.",
    ),
    "release of information": (
        "A lawyer asks for copies of a chart. Check the patient's signed form.",
        "A patient wants her own lab results. Prepare the copy.",
        "A life insurer asks for a record. Look whether the form has expired.",
        "Write down to whom a copy of a record was sent, and why.",
        "A new clinic asks for the record of a patient in its care. Prepare the pages it needs.",
    ),
    "data quality": (
        "Two records have the same name and birth date. Is it one patient?",
        "A newborn is registered with a birth date in 1924. Find the right date.",
        "Merge two record numbers of one patient after review.",
        "List all patients whose ZIP code has four digits.",
        "Notes of one patient stand in the chart of another. Separate them.",
    ),
    "registry and reporting": (
        "Abstract a new cancer case for the registry.",
        "Count last month's discharges by ward for the quality committee.",
        "Follow up whether the patients in the trauma file are alive.",
        "Send the weekly count of reportable infections to the health department.",
        "Compute the average length of stay for the monthly report.",
    ),
    "audit and compliance": (
        "Code thirty finished charts a second time and compare.",
        "Look who opened a famous patient's chart without a reason.",
        "Compare a sample of bills with their records, to find services never given.",
        "Report the share of right codes of each coder in a sample.",
        "Check whether last year's policy on passwords was followed.",
    ),
    "system support": (
        "Test the new admission screen before it goes live.",
        "Teach nurses the new way to enter allergies.",
        "A template prints the wrong heading. Describe the fault for the vendor.",
        "Map the old system's field names to those of the new one.",
        "Write a one-page guide to the new search screen.",
    ),
}
"""Pieces of work, by the duty that they belong to."""

DESKS = {
    "attending physician": "what the patient has, what was done and why, signing notes",
    "nurse manager": "how a ward works; entries of its nurses",
    "registration desk": "names, birth dates, addresses, insurance, taken at admission",
    "patient accounts": "bills, payments, letters from payers",
    "privacy officer": "who may see what; anything that looks like a breach",
    "coding supervisor": "which guideline applies; second opinions on codes",
    "IT help desk": "log-ins, screens, printers, programs that stop",
    "quality department": "definitions of measures; what a report is for",
}
"""Whom a technician asks about what."""

SITUATIONS: dict[str, tuple[str, ...]] = {
    "attending physician": (
        "The note says heart failure, but not which kind. The code depends on it.",
        "The operative report says left knee, the consent says right knee.",
        "A discharge summary lies unsigned for three weeks.",
        "The record treats an infection with antibiotics but names no infection.",
    ),
    "nurse manager": (
        "On one ward, night nurses leave the time out of their entries. It should stop.",
        "You want to know who on a ward can explain its new admission checklist.",
        "A ward's nurses chart weights in two different places. Which do they mean to use?",
        "Nurses of one ward scan wristbands after the dose instead of before.",
    ),
    "registration desk": (
        "Two admissions of one day have the same insurance number. Who typed it?",
        "A patient's birth date on the card is not the one in the system.",
        "A patient was admitted under her old surname. Which identity card was shown?",
        "The address of a patient has no house number.",
    ),
    "patient accounts": (
        "A payer's letter says that a claim was paid in part. What is still open?",
        "A patient asks on the phone why his bill is so high.",
        "You need to know whether a corrected claim has been sent again.",
        "A family wants to pay a bill in installments.",
    ),
    "privacy officer": (
        "You faxed lab results to a wrong number.",
        "A colleague looked at the chart of her neighbor, out of curiosity.",
        "A laptop with patient lists was stolen from a car.",
        "A policeman at the counter wants a chart, and no rule you know of fits.",
    ),
    "coding supervisor": (
        "Two coders read one guideline in two ways.",
        "You are new, and want someone to look over your first ten coded charts.",
        "The record is clear, but you doubt which of two coding rules comes first.",
        "You found no code for a rare condition and want a second opinion.",
    ),
    "IT help desk": (
        "Your password has expired and you are locked out.",
        "The scanner prints black pages only.",
        "The record system closes each time you open a large image.",
        "Your second screen stays dark since this morning.",
    ),
    "quality department": (
        "Does the infection report count patients who were transferred?",
        "Which stays does the readmission measure leave out?",
        "You are to count falls, and want to know what counts as a fall in the measure.",
        "For which committee is the monthly table of mortality, and in what form?",
    ),
}
"""Situations, by the desk to ask."""
