"""What the families of requests share: a scene, its voice, its patient, its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hitkit.chance import between, pick, some
from hitkit.release import papers
from hitkit.release.facts import (
    BILL,
    FACE,
    IMAGING,
    LABS,
    MEDICINES,
    NOTES,
    OPERATION,
    SUMMARY,
    Authorization,
    Request,
)
from hitkit.release.office import Office
from hitkit.release.people import (
    HOSPITAL,
    Someone,
    any_stay,
    any_visit,
    day,
    last_visit,
    said,
    someone,
)

CLINICAL = (NOTES, SUMMARY, LABS, IMAGING, OPERATION, MEDICINES)
ORDINARY = (FACE, *CLINICAL, BILL)
YEAR = 2026


@dataclass(frozen=True)
class Case:
    """One drawn request: its facts, who sends it, the letter, and the papers with it."""

    family: str
    facts: Request
    sender: str
    letter: str
    papers: tuple[str, ...] = ()


Family = Callable[[Random, Office], Case]


ADULT, OLD, ANY_AGE = (18, 120), (45, 120), (0, 120)


class Scene:
    """What most requests share: a patient of the hospital, a visit, a day, a choice of parts.

    ``ages`` says how old the patient is. With ``here`` the request comes while the patient is on
    a ward. With ``dead_for`` days the patient has died that long before it, after the last visit.
    """

    def __init__(
        self,
        rng: Random,
        office: Office,
        ages: tuple[int, int] = ADULT,
        here: bool = False,
        dead_for: tuple[int, int] | None = None,
    ) -> None:
        self.rng = rng
        wanted = any_stay if here else last_visit if dead_for else any_visit
        known, self.visit = office.records.take(rng, ages, wanted)
        self.patient: Someone = known
        self.payer = known.payer
        least, most = dead_for or (0, 0)
        days = (self.visit.last - self.visit.first).days
        self.received = (
            self.visit.first + timedelta(days=between(rng, 0, max(0, days - 1)))
            if here
            else self.visit.last + timedelta(days=between(rng, 6 + least, 60 + least))
        )
        since = (self.received - self.visit.last).days - 1
        self.died = self.ago(least, min(most, since)) if dead_for else None
        self.age = known.age(self.received)

    @classmethod
    def of_old(cls, rng: Random, office: Office, years: tuple[int, int]) -> Scene:
        """Make a scene about somebody who died that many years ago, before the index began."""
        scene = cls(rng, office)
        scene.patient = someone(rng)
        scene.received = day(rng, YEAR, 60, 300)
        scene.died = scene.received.replace(
            year=YEAR - between(rng, *years), day=min(28, scene.received.day)
        )
        return scene

    @property
    def died_on(self) -> str:
        """Return the day of death as letters write it."""
        return said(self.died) if self.died else ""

    def some(self, count: int, pool: Sequence[str] = CLINICAL) -> tuple[str, ...]:
        """Draw some parts, in the order of the record."""
        drawn = some(self.rng, list(pool), count)
        return tuple(part for part in pool if part in drawn)

    def ago(self, low: int, high: int) -> date:
        """Draw a day before the request came."""
        return self.received - timedelta(days=between(self.rng, low, high))

    def case(self, family: str, facts: Request, sender: str, body: str, *with_it: str) -> Case:
        """Put a body into a voice: of a letter, a fax, an e-mail; or of one who speaks."""
        spoken = sender.endswith("by phone") or sender.startswith(_IN_PERSON)
        opening, closing = pick(self.rng, _SPOKEN if spoken else _VOICES)
        text = f"{opening}{body}{closing}"
        return Case(family, facts, sender, text.strip(), with_it)


_IN_PERSON = ("A caller", "Detective", "Officer", "Sergeant")
_SPOKEN = (
    ("Hello. ", " Thanks."),
    ("Good morning. ", ""),
    ("Hi, is this the records office? ", " Thank you."),
    ("I hope you can help me. ", " I will wait."),
)
_VOICES = (
    ("To the medical records office: ", " Thank you for your help."),
    ("Dear Sir or Madam, ", " With kind regards."),
    ("Good morning. ", " Please reply as soon as you can."),
    ("URGENT, by fax. ", ""),
    ("Hello, I was told to write to you. ", " Many thanks!"),
    ("Attention: release of information. ", " We look forward to your answer."),
)


def mixed(scene: Scene, needed: Sequence[str]) -> tuple[str, ...]:
    """Draw parts of which some are in a protocol and some are not."""
    inside = some(scene.rng, [p for p in ORDINARY if p in needed], min(2, len(needed)))
    outside = some(scene.rng, [p for p in ORDINARY if p not in needed], 2)
    return tuple(part for part in ORDINARY if part in (*inside, *outside))


def form_for(
    scene: Scene, describes: tuple[str, ...], recipient: str, purpose: str
) -> Authorization:
    """Make a valid authorization."""
    return Authorization(
        describes=describes,
        discloser=HOSPITAL,
        recipient=recipient,
        purpose=purpose,
        expires=scene.received + timedelta(days=between(scene.rng, 20, 200)),
        signed=scene.ago(5, 40),
        signature=scene.patient.name,
    )


def lawsuit(rng: Random, s: Scene) -> tuple[str, str, str]:
    """Draw a lawyer, a firm and a case of the patient."""
    who, where = papers.lawyer(rng)
    return who, where, papers.lawsuit(rng, s.patient)


PART2 = "The recovery program is a Part 2 program."
