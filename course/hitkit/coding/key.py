"""The right answer to one encounter, as data: codes, reasons, and what may differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hitkit.coding import codebook, guidelines

QUERY = "QUERY"


@dataclass(frozen=True)
class Code:
    """One code that the record supports, why, and the guideline section that says so."""

    code: str
    why: str
    section: str

    def __post_init__(self) -> None:
        if self.section not in guidelines.SECTIONS:
            raise ValueError(f"{self.section} is no section this module teaches.")


@dataclass(frozen=True)
class Key:
    """The codes of an encounter.

    Any of ``first`` may be listed first, and all of them are required, as is ``rest`` in any
    order. ``allowed`` holds codes, or beginnings such as ``Y92``, that cost and earn nothing.
    ``traps`` gives, for beginnings of codes that look right, the sentence that says why not.
    """

    first: tuple[Code, ...]
    rest: tuple[Code, ...] = ()
    allowed: tuple[str, ...] = ()
    traps: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[Code, ...]:
        """Return all required codes, in an order that may stand on a claim."""
        return self.first + self.rest

    def listed(self) -> list[str]:
        """Return the required codes as a student would write them."""
        return [entry.code for entry in self.codes]

    def data(self) -> dict[str, Any]:
        """Return the key as plain data for the grader."""
        return {
            "first": [entry.code for entry in self.first],
            "rest": [entry.code for entry in self.rest],
            "allowed": list(self.allowed),
            "traps": dict(self.traps),
            "why": [
                {
                    "code": entry.code,
                    "title": codebook.title(entry.code),
                    "why": entry.why,
                    "section": entry.section,
                }
                for entry in self.codes
            ],
        }


@dataclass(frozen=True)
class Query:
    """The encounter cannot be coded as it stands: why, by which section, and what to ask."""

    why: str
    section: str
    ask: str

    def __post_init__(self) -> None:
        if self.section not in guidelines.SECTIONS:
            raise ValueError(f"{self.section} is no section this module teaches.")

    def listed(self) -> list[str]:
        """Return the answer as a student would write it."""
        return [QUERY]

    def data(self) -> dict[str, Any]:
        """Return the key as plain data for the grader."""
        return {"query": {"why": self.why, "section": self.section, "ask": self.ask}}
