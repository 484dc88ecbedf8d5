"""The request queue of a term: which requests a question holds, and what the desk should do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hitkit.chance import between, pick, shuffled, some, unlike
from hitkit.release.cases import DUTIES, LAW, LOCKED, PEOPLE, Case, Family, Pool, kin, law, locked
from hitkit.release.office import Office
from hitkit.release.rules import House, decide
from hitkit.seeds import stream

POOLS: Mapping[str, Pool] = {"q3": DUTIES, "q4": LAW, "q5": PEOPLE, "q6": LOCKED}
_MIXES = ((2, 2, 1), (2, 1, 2), (1, 2, 2))
_EACH = 5

REPLIES = (kin.heir_without_letters, kin.agent_wrong_paper, kin.parent_of_adult, kin.parent_of_teen)
REFUSALS = (law.subpoena_bare, law.subpoena_too_early, locked.program_subpoena)

LESSON: Sequence[Family] = (
    law.lawyer_wants_more,
    locked.program_without_consent,
    kin.daughter_who_helps,
    law.subpoena_bare,
)


@dataclass(frozen=True)
class Filed:
    """A case with the number it is filed under and the question that asks for it."""

    number: str
    question: str
    case: Case

    def row(self) -> dict[str, str]:
        """Return the line of ``requests.csv``."""
        facts = self.case.facts
        return {
            "request": self.number,
            "question": self.question,
            "received": facts.received.isoformat(),
            "sender": self.case.sender,
            "letter": self.case.letter,
            "papers": "\n\n".join(self.case.papers),
            "asked": "; ".join(facts.asked),
        }

    def key(self, house: House) -> dict[str, Any]:
        """Return the decision as plain data, with its reasons."""
        decision = decide(self.case.facts, house)
        return {
            "decision": decision.verdict,
            "send": list(decision.send),
            "rules": list(decision.rules),
            "why": [{"says": reason.says, "cite": reason.cite} for reason in decision.reasons],
        }


def requests(office: Office) -> list[Filed]:
    """Draw five requests for each of four questions, no family twice."""
    seed = office.seed
    numbers = unlike(stream(seed, "09", "numbers"), 1000, 9999, _EACH * len(POOLS))
    filed: list[Filed] = []
    for question, pool in POOLS.items():
        rng = stream(seed, "09", question)
        mix = pick(rng, [mix for mix in _MIXES if _fits(mix, pool)])
        families = [
            family
            for kind, count in zip((pool.release, pool.part, pool.refuse), mix, strict=True)
            for family in some(rng, list(kind), count)
        ]
        families = shuffled(rng, families)
        for family in families:
            case = family(stream(seed, "09", question, family.__name__), office)
            filed.append(Filed(f"R{numbers[len(filed)]}", question, case))
    return filed


def one(office: Office, question: str, families: Sequence[Family], prefix: str = "R") -> Filed:
    """Draw one more request, for a question that asks for a letter or for the lesson."""
    rng = stream(office.seed, "09", question)
    family = pick(rng, list(families))
    return Filed(f"{prefix}{between(rng, 10_000, 99_999)}", question, family(rng, office))


def lesson_requests(office: Office) -> list[Filed]:
    """Draw the worked examples of the lesson."""
    return [one(office, f"lesson {family.__name__}", [family], prefix="L") for family in LESSON]


def as_markdown(row: Mapping[str, str]) -> str:
    """Show a request as Markdown: a heading of level 3, the letter, its papers."""
    shown = [f"### {row['request']}, received on {row['received']}", f"**From:** {row['sender']}"]
    shown.append(_quoted(row["letter"]))
    if row["papers"]:
        shown.append("**Papers that came with it:**")
        shown.append("\n\n*and*\n\n".join(map(_quoted, row["papers"].split("\n\n"))))
    return "\n\n".join(shown) + "\n"


def _quoted(text: str) -> str:
    return "> " + text.replace("\n", "  \n> ")


def _fits(mix: tuple[int, int, int], pool: Pool) -> bool:
    kinds = (pool.release, pool.part, pool.refuse)
    return all(count <= len(kind) for count, kind in zip(mix, kinds, strict=True))
