"""Instant checks of the coding lab: the form of answers, in the words of a coding tool's edits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from hitkit import check
from hitkit.coding.edits import edits
from hitkit.forms import filled


def check_codes(answer: Any, name: str, encounters: Iterable[str]) -> None:
    """Check the form of an answer such as ``{"V1042": ["I10"]}``; never whether it is right.

    Encounters of other questions may stand in it too, as on the Encoder's answer sheet.
    Raises :class:`hitkit.check.FormError` with the first thing to mend.
    """
    for encounter, codes in filled(answer, name, encounters, '["I10"]').items():
        listed = [codes] if isinstance(codes, str) else codes
        check.require(
            isinstance(listed, list | tuple)
            and all(isinstance(code, str) and code.strip() for code in listed),
            f"{encounter}: the codes should be a list of text, none of it empty.",
            f'Square brackets outside, quotes around each code: "{encounter}": ["I10", "E11.9"]',
        )
        for edit in edits(listed):
            raise check.FormError(f"{encounter}: {edit.message}", edit.hint)


def try_codes(answer: Any, name: str, encounters: Iterable[str]) -> None:
    """Say what :func:`check_codes` finds without stopping the notebook; for lessons."""
    try:
        check_codes(answer, name, encounters)
    except check.FormError as error:
        print(f"Not yet: {error}")
    else:
        print("The form is fine. Compare your codes with those below.")


def check_each_code(answer: Any, name: str, items: Iterable[str]) -> None:
    """Check an answer with one complete code for each item, such as ``{"C1": "I10"}``."""
    for item, code in filled(answer, name, items, '"I10"').items():
        check.text(code, f'{name}["{item}"]')
        for edit in edits([code]):
            if edit.kind != "first":
                raise check.FormError(f"{item}: {edit.message}", edit.hint)


def check_choices(
    answer: Any, name: str, items: Iterable[str], choices: Collection[str] | None = None
) -> None:
    """Check an answer with one text for each item and, with ``choices``, one of them."""
    example = f'"{sorted(choices)[0]}"' if choices else '"..."'
    for item, text in filled(answer, name, items, example).items():
        check.text(text, f'{name}["{item}"]', choices)
