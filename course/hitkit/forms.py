"""Instant checks of answers that give something for each case; form only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from hitkit import check


def choices(answer: Any, name: str, cases: Iterable[str], allowed: Collection[str]) -> None:
    """Check an answer with one of the ``allowed`` words for each case."""
    for case, word in filled(answer, name, cases, f'"{min(allowed)}"').items():
        _is_choice(word, f'{name}["{case}"]', allowed)


def decisions(
    answer: Any, name: str, cases: Iterable[str], allowed: Sequence[Collection[str]]
) -> None:
    """Check an answer with a list for each case, one word from each collection of ``allowed``."""
    example = "[" + ", ".join(f'"{min(words)}"' for words in allowed) + "]"
    for case, listed in filled(answer, name, cases, example).items():
        check.require(
            isinstance(listed, list | tuple) and len(listed) == len(allowed),
            f"{case}: write a list of {len(allowed)} decisions.",
            f'Square brackets, commas between: "{case}": {example}',
        )
        for place, (word, words) in enumerate(zip(listed, allowed, strict=True), 1):
            _is_choice(word, f"{case}, decision {place}", words)


def texts(answer: Any, name: str, cases: Mapping[str, int]) -> None:
    """Check an answer with one text for each case; ``cases`` says how long it should be."""
    for case, text in filled(answer, name, list(cases), '"..."').items():
        check.text(text, f'{name}["{case}"]')
        check.require(
            len(text) == cases[case],
            f"{case}: {text!r} has {len(text)} characters; the dictionary says {cases[case]}.",
            "Count the characters, zeros in front included.",
        )


def numbers(answer: Any, name: str, cases: Iterable[str], unit: str) -> None:
    """Check an answer with one number for each case, none of them below zero."""
    for case, number in filled(answer, name, cases, "12.3").items():
        check.number(number, f'{name}["{case}"]', low=0, unit=unit)


def _is_choice(word: Any, name: str, allowed: Collection[str]) -> None:
    check.text(word, name)
    check.require(
        " ".join(word.split()).casefold() in {choice.casefold() for choice in allowed},
        f"{name} is {word!r}, which is not one of the choices.",
        "Choose one of: " + ", ".join(allowed),
    )


def filled(answer: Any, name: str, cases: Iterable[str], example: str) -> Mapping[str, Any]:
    """Return the wanted cases of an answer, or say which are missing and show an ``example``."""
    wanted = list(cases)
    check.answered(answer, name)
    check.require(
        isinstance(answer, Mapping),
        f"`{name}` should be a dictionary, and is {check.kind(answer)}.",
        f'Curly brackets, one line for each case: {name} = {{"{wanted[0]}": {example}}}',
    )
    missing = [case for case in wanted if _is_empty(answer.get(case))]
    strangers = [str(case) for case in answer if case not in wanted]
    check.require(
        not missing,
        f"`{name}` has nothing yet for {', '.join(missing)}.",
        f"It has {', '.join(strangers[:3])}, which this question does not ask for: a slip?"
        if strangers
        else f'Write, for instance, "{missing[0] if missing else wanted[0]}": {example}',
    )
    return {case: answer[case] for case in wanted}


def _is_empty(value: Any) -> bool:
    return not any(value.values()) if isinstance(value, Mapping) else check.is_empty(value)
