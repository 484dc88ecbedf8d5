"""The release desk of a term: its rules of the house, and the records that it answers from."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hitkit.release.people import Records
from hitkit.release.protocol import protocol, state
from hitkit.release.rules import House
from hitkit.seeds import stream


@dataclass(frozen=True)
class Office(House):
    """A house with its term's seed and the hospital's records."""

    seed: str
    records: Records

    def therapist(self, rng: Random) -> str:
        """Return the name of a physician of psychiatry."""
        return self.records.worker(rng, "physician", department="PSY")


def open_office(seed: str) -> Office:
    """Draw the term's protocol and state, and open the records of its hospital."""
    return Office(
        protocol(stream(seed, "09", "protocol")),
        state(stream(seed, "09", "state")),
        seed,
        Records(seed),
    )
