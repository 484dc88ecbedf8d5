"""Instant checks of the release lab: the form of answers, never whether they are right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from hitkit import check
from hitkit.forms import filled
from hitkit.release.citations import DEFECTS, RULES, VALID
from hitkit.release.facts import WHAT

DECISIONS = ("release", "part", "refuse")
_EXAMPLE = '{"decision": "part", "send": ["lab results"], "rule": "164.506"}'


def check_decisions(answer: Any, name: str, requests: Iterable[str]) -> None:
    """Check decisions such as ``{"R1042": {"decision": ..., "send": [...], "rule": ...}}``."""
    for request, got in filled(answer, name, requests, _EXAMPLE).items():
        check.require(
            isinstance(got, Mapping),
            f"{request}: the decision should be a dictionary, and is {check.kind(got)}.",
            f"It has three parts: {_EXAMPLE}",
        )
        _one_of(request, "decision", got.get("decision"), DECISIONS)
        _one_of(request, "rule", got.get("rule"), RULES)
        parts = got.get("send", [])
        check.require(
            isinstance(parts, list | tuple) and all(isinstance(part, str) for part in parts),
            f'{request}: "send" should be a list of text.',
            'For instance "send": ["lab results", "face sheet"], or "send": [] for nothing.',
        )
        strays = [part for part in parts if part not in WHAT]
        check.require(
            not strays,
            f"{request}: {', '.join(strays[:2])} is no part of the record that we know.",
            "Copy the words from the request: " + ", ".join(WHAT),
        )
        refused = got["decision"] == "refuse"
        check.require(
            refused == (not parts),
            f"{request}: you decided to {got['decision']}, but "
            + ("list something to send." if parts else "nothing stands under send."),
            'Refuse goes with "send": []. Release and part name what goes.',
        )


def check_forms(answer: Any, name: str, forms: Iterable[str]) -> None:
    """Check lists of defects such as ``{"A104": ["expired"], "A105": ["valid"]}``."""
    for form, names in filled(answer, name, forms, '["expired"]').items():
        check.items(names, f'{name}["{form}"]', known=(*DEFECTS, VALID), what="defect")
        check.require(
            VALID not in names or len(names) == 1,
            f"{form}: a form is valid or has defects, not both.",
            'Write ["valid"], or the defects alone.',
        )


def check_choices(answer: Any, name: str, items: Iterable[str], choices: Collection[str]) -> None:
    """Check an answer with one of ``choices`` for each item."""
    for item, text in filled(answer, name, items, f'"{next(iter(choices))}"').items():
        check.text(text, f'{name}["{item}"]', choices)


def check_dates(answer: Any, name: str, items: Iterable[str]) -> None:
    """Check an answer with one date as text, year first, for each item."""
    for item, text in filled(answer, name, items, '"2026-05-31"').items():
        check.text(text, f'{name}["{item}"]')
        try:
            date.fromisoformat(text)
        except ValueError:
            raise check.FormError(
                f"{item}: {text!r} is no date that we can read.",
                'Year, month, day: "2026-05-31". From a column: .dt.strftime("%Y-%m-%d")',
            ) from None


def check_money(answer: Any, name: str, items: Iterable[str]) -> None:
    """Check an answer with an amount in dollars for each item."""
    for item, amount in filled(answer, name, items, "12.34").items():
        check.number(amount, f'{name}["{item}"]', low=0, high=1000, unit="dollars")


def _one_of(request: str, what: str, got: Any, choices: Collection[str]) -> None:
    check.require(
        bool(got), f'{request}: there is no "{what}" yet.', f"Choose one of: {', '.join(choices)}"
    )
    check.require(
        isinstance(got, str) and got in choices,
        f"{request}: {got!r} is not a {what} that the desk knows.",
        f"Choose one of: {', '.join(choices)}",
    )
