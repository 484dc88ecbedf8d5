"""Marks for coded encounters: part credit by code and category, order and extras counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hitkit.coding.key import QUERY
from hitkit.marks import Mark, share

ORDER = 1.0  # parts for a right first-listed code, on top of having it at all
CATEGORY = 0.4  # part of a code whose first three characters are right
EXTRA = 0.5  # parts that an unsupported code costs


def mark(answer: Any, key: Mapping[str, Mapping[str, Any]], of: float) -> Mark:
    """Mark the codes of several encounters, each an equal share of ``of``.

    ``key`` holds, for each encounter, the data of a :class:`~hitkit.coding.key.Key` or a
    :class:`~hitkit.coding.key.Query`. Whatever is no list of text earns nothing.
    """
    result = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (encounter, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        codes = _codes(given.get(encounter))
        earned = score(codes, right)
        told = f"You gave {', '.join(codes) or 'nothing'}. {_verdict(codes, right, earned)}"
        points = round(worth * earned, 2)
        if "query" in right:
            asked = right["query"]
            reason = f"Official Guidelines {asked['section']}"
            told = f"{told} {asked['why']} Ask {asked['ask']}"
            result.add(encounter, points, worth, told, reason=reason)
            continue
        result.add(encounter, points, worth, told, " ".join(_extras(codes, right)))
        for entry in right["why"]:
            reason = f"Official Guidelines {entry['section']}"
            told = f"{entry['title']}. {entry['why']}"
            result.add(f"{encounter} {entry['code']}", 0, 0, told, reason=reason)
    return result


def mark_items(
    answer: Any, key: Mapping[str, str], of: float, why: Mapping[str, str], reason: str = ""
) -> Mark:
    """Mark one short text for each item; capitals, blanks and a code's dot do not matter.

    ``why`` explains each item's answer to those who missed it.
    """
    result = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (item, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        got = given.get(item)
        good = isinstance(got, str) and _plain(got) == _plain(right)
        shown = got if isinstance(got, str) and got else "nothing"
        message = f"{right} is right." if good else f"You gave {shown}; it is {right}."
        result.add(item, worth if good else 0, worth, f"{message} {why.get(item, '')}", "", reason)
    return result


def _plain(text: str) -> str:
    return "".join(text.split()).replace(".", "").casefold()


def score(codes: Sequence[str], right: Mapping[str, Any]) -> float:
    """Return the share, 0 to 1, that a list of codes earns against one encounter's key."""
    if "query" in right:
        return float(list(codes) == [QUERY])
    wanted = [*right["first"], *right["rest"]]
    unmatched = [code for code in wanted if code not in codes]
    extras = [code for code in dict.fromkeys(codes) if not _supported(code, right)]
    earned = float(len(wanted) - len(unmatched))
    for code in unmatched:
        near = next((extra for extra in extras if extra[:3] == code[:3]), None)
        if near is not None:
            extras.remove(near)
            earned += CATEGORY
    if codes and codes[0] in right["first"]:
        earned += ORDER
    possible = len(wanted) + ORDER
    return max(0.0, earned - EXTRA * len(extras)) / possible


def _verdict(codes: Sequence[str], right: Mapping[str, Any], earned: float) -> str:
    if "query" in right:
        return "A query was right." if earned else "This record needs a query, not a code."
    wanted = [*right["first"], *right["rest"]]
    if earned == 1:
        return "All right."
    if list(codes) == [QUERY]:
        return f"No query is needed: the record is clear. The codes are {', '.join(wanted)}."
    if set(wanted) <= set(codes) and codes[0] not in right["first"]:
        return f"The codes are there, but {' or '.join(right['first'])} is listed first."
    return f"The codes are {', '.join(wanted)}."


def _extras(codes: Sequence[str], right: Mapping[str, Any]) -> list[str]:
    """Say of each code that the record does not support why it is wrong."""
    return [_extra(c, right) for c in codes if c != QUERY and not _supported(c, right)]


def _extra(code: str, right: Mapping[str, Any]) -> str:
    for start, sentence in right["traps"].items():
        if code.startswith(start):
            return f"{code}: {sentence}"
    near = [entry["code"] for entry in right["why"] if entry["code"][:3] == code[:3]]
    if near:
        return f"{code}: the category is right, the details are those of {near[0]}."
    return f"{code}: the note does not support it."


def _supported(code: str, right: Mapping[str, Any]) -> bool:
    if code in right["first"] or code in right["rest"]:
        return True
    return code.startswith(tuple(right["allowed"]))


def _codes(given: Any) -> list[str]:
    """Read a student's codes generously: capitals, dots and a bare text do not matter."""
    items = [given] if isinstance(given, str) else given
    if not isinstance(items, list | tuple):
        return []
    return [_tidy(item) for item in items if isinstance(item, str) and item.strip()]


def _tidy(code: str) -> str:
    bare = "".join(code.split()).replace(".", "").upper()
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 and bare != QUERY else bare
