"""What the families of requests share: a scene, its voice, its patient, its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

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
from hitkit.release.people import HOSPITAL, day, someone
from hitkit.release.rules import House

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


Family = Callable[[Random, House], Case]


class Scene:
    """What most requests share: a patient, a day, a sender, a choice of parts."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.patient = someone(rng)
        self.received = day(rng, YEAR, 60, 300)

    def some(self, count: int, pool: Sequence[str] = CLINICAL) -> tuple[str, ...]:
        """Draw some parts, in the order of the record."""
        drawn = self.rng.sample(list(pool), count)
        return tuple(part for part in pool if part in drawn)

    def ago(self, low: int, high: int) -> date:
        """Draw a day before the request came."""
        return self.received - timedelta(days=self.rng.randint(low, high))

    def case(self, family: str, facts: Request, sender: str, body: str, *with_it: str) -> Case:
        """Put a body into a voice: of a letter, a fax, an e-mail; or of one who speaks."""
        spoken = sender.endswith("by phone") or sender.startswith(_IN_PERSON)
        opening, closing = self.rng.choice(_SPOKEN if spoken else _VOICES)
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
    inside = scene.rng.sample([p for p in ORDINARY if p in needed], min(2, len(needed)))
    outside = scene.rng.sample([p for p in ORDINARY if p not in needed], 2)
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
        expires=scene.received + timedelta(days=scene.rng.randint(20, 200)),
        signed=scene.ago(5, 40),
        signature=scene.patient.name,
    )


def lawsuit(rng: Random, s: Scene) -> tuple[str, str, str]:
    """Draw a lawyer, a firm and a case of the patient."""
    who, where = papers.lawyer(rng)
    return who, where, papers.lawsuit(rng, s.patient)


PART2 = "The recovery program is a Part 2 program."
