"""Try-it cells of the lesson: say at once whether an answer is right, without showing it."""

from __future__ import annotations

import hashlib
from typing import Any

from hitkit import check
from hitkit.marks import is_blank


def seal(answer: Any) -> str:
    """Return a fingerprint of an answer; capitals and outer blanks of text do not count."""
    several = isinstance(answer, list | tuple)
    plain = "|".join(sorted(map(str, answer))) if several else str(answer)
    return hashlib.sha256(plain.strip().casefold().encode()).hexdigest()[:16]


def tell(answer: Any, sealed: str, hint: str) -> None:
    """Print whether an answer has this fingerprint, and a hint if not. Never stops the lesson."""
    if is_blank(answer):
        print("Not yet: put your answer in place of the three dots and run this cell again.")
    elif seal(answer) == sealed:
        print("Right.")
    else:
        print(f"Not yet. You have {check.kind(answer)}: {str(answer)[:60]}. Hint: {hint}")
