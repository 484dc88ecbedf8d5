"""Which disclosures an accounting lists: 45 CFR 164.528(a)(1), six years, with its exceptions."""

from __future__ import annotations

from datetime import date

from hitkit.release.clock import ACCOUNTING_YEARS, years_before

NOT_LISTED = {
    "treatment": "(i) treatment",
    "payment": "(i) payment",
    "health care operations": "(i) health care operations",
    "patient's own copy": "(ii) to the individual",
    "overheard at the desk, safeguards in place": "(iii) incident to a permitted disclosure",
    "patient's authorization": "(iv) under an authorization",
    "facility directory": "(v) the directory",
    "family in the patient's care": "(v) persons involved in care",
    "national security": "(vi) national security",
    "prison that holds the patient": "(vii) correctional institutions",
    "limited data set": "(viii) a limited data set",
}
"""Kinds of disclosure that stay out, each with the exception it falls under."""

LISTED = {
    "report to public health": "164.512(b)",
    "health oversight agency": "164.512(d)",
    "subpoena": "164.512(e)",
    "court order": "164.512(e)",
    "police: to find a missing person": "164.512(f)",
    "medical examiner": "164.512(g)",
    "organ donation": "164.512(h)",
    "research with a waiver": "164.512(i)",
    "workers' compensation": "164.512(l)",
    "sent to the wrong fax number": "no permission at all",
}
"""Kinds of disclosure that no exception covers, each with what it rests on."""


def listed(kind: str, on: date, requested: date) -> bool:
    """Say whether a disclosure of that kind and day belongs into an accounting asked for later.

    Source: 45 CFR 164.528(a)(1). A disclosure that no rule permits is listed too, because no
    exception covers it.
    """
    return kind in LISTED and years_before(requested, ACCOUNTING_YEARS) <= on <= requested
