"""The facts of a request for records, as the desk reads them from a letter and its papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# The parts of a record. The last two stand under a second lock.
FACE = "face sheet"
NOTES = "visit notes"
SUMMARY = "discharge summary"
LABS = "lab results"
IMAGING = "imaging reports"
OPERATION = "operative report"
MEDICINES = "medication list"
BILL = "itemized bill"
CONFIDENTIAL = "confidential visit"
THERAPY = "psychotherapy notes"
PROGRAM = "program records"

PARTS = (
    FACE,
    NOTES,
    SUMMARY,
    LABS,
    IMAGING,
    OPERATION,
    MEDICINES,
    BILL,
    CONFIDENTIAL,
    THERAPY,
    PROGRAM,
)
LOCATION = "location and condition"
"""What a facility directory gives of a patient who did not object (164.510(a))."""

IDENTITY = "identity and injury facts"
"""What 164.512(f)(2)(i) lists: name, address, birth, blood type, injury, times, looks."""

WHAT = (*PARTS, LOCATION, IDENTITY)


@dataclass(frozen=True)
class Authorization:
    """A signed form that lets the hospital disclose; ``None`` or empty where the form is blank.

    ``expires`` is a date or the words of an event; ``event_over`` says that the hospital knows
    that the event has occurred. The three statements are those of 164.508(c)(2).
    """

    describes: tuple[str, ...] = ()
    discloser: str = ""
    recipient: str = ""
    purpose: str = ""
    expires: date | str | None = None
    event_over: bool = False
    signed: date | None = None
    signature: str = ""
    by_representative: bool = False
    authority: str = ""
    says_revocable: bool = True
    says_conditions: bool = True
    says_redisclosure: bool = True
    revoked: date | None = None
    known_false: bool = False
    forced: bool = False


@dataclass(frozen=True)
class Process:
    """A legal paper: ``kind`` says what it is, ``names`` which parts it asks for.

    ``assurance`` is what came with a subpoena: ``""``, ``"notice"`` (time to object is over and
    nothing is open), ``"notice pending"`` or ``"protective order"``. ``part2`` marks a court's
    order under 42 CFR Part 2, subpart E.
    """

    kind: str
    names: tuple[str, ...]
    assurance: str = ""
    part2: bool = False


@dataclass(frozen=True)
class Request:
    """One request; ``ground`` is what the asker relies on, see :data:`hitkit.release.rules.DOORS`.

    ``proof`` says that the asker's authority (executor, agent, parent, waiver, representation)
    is documented. ``related`` says that the other covered entity has or had the patient.
    ``agrees`` is what the patient said, where the rule asks the patient; ``None`` if not asked.
    ``age_at_visit`` is the age of a minor at the confidential visit.
    """

    ground: str
    asked: tuple[str, ...]
    received: date
    asker: str = "other"
    verified: bool = True
    proof: bool = False
    related: bool = True
    agrees: bool | None = None
    emergency: bool = False
    died: date | None = None
    involved: bool = False
    age_at_visit: int | None = None
    authorization: Authorization | None = None
    process: Process | None = None


@dataclass(frozen=True)
class Reason:
    """One sentence and the rule that it comes from."""

    says: str
    cite: str


@dataclass(frozen=True)
class Decision:
    """What the desk does: ``send`` what may go, under ``rules``, and say why.

    ``rules`` are the labels of :data:`hitkit.release.citations.RULES` that answer the request,
    the deciding one first. ``held`` gives for each part that stays the reason. ``due`` is the
    last day where the rule sets a clock, ``fee`` the fee rule (``"patient"``, ``"state"`` or
    ``""``), ``accounting`` whether the disclosure belongs into the accounting of 164.528.
    """

    send: tuple[str, ...]
    asked: tuple[str, ...]
    rules: tuple[str, ...]
    reasons: tuple[Reason, ...]
    held: Mapping[str, Reason] = field(default_factory=dict)
    due: date | None = None
    fee: str = ""
    accounting: bool = False

    @property
    def verdict(self) -> str:
        """Return ``"release"``, ``"part"`` or ``"refuse"``."""
        if not self.send:
            return "refuse"
        return "release" if set(self.send) == set(self.asked) else "part"
