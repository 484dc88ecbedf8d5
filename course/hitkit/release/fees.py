"""What a patient may be charged for a copy: 45 CFR 164.524(c)(4)."""

from __future__ import annotations

from collections.abc import Iterable

COPYING, SUPPLIES, POSTAGE, AGREED_SUMMARY = (
    "labor for copying",
    "supplies",
    "postage",
    "summary, agreed to",
)
SEARCH, CHECKING, SYSTEM = "search and retrieval", "checking identity", "system upkeep"

PATIENT_MAY_PAY = frozenset({COPYING, SUPPLIES, POSTAGE, AGREED_SUMMARY})
"""The four kinds of cost that 164.524(c)(4)(i) to (iv) lists."""

NEVER_FROM_PATIENTS = (SEARCH, CHECKING, SYSTEM)


def patient_fee(costs: Iterable[tuple[str, float]]) -> float:
    """Return the cost-based fee, in dollars, of a patient's own request from kinds and amounts."""
    return round(sum(amount for kind, amount in costs if kind in PATIENT_MAY_PAY), 2)
