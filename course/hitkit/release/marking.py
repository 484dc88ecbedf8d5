"""Marks for the release desk: part credit by decision, what goes and the rule, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hitkit.marks import Mark, as_number, share

DECIDED, RULED = 0.6, 0.4  # shares of one request: decision with what goes, and the rule


def mark_requests(answer: Any, key: Mapping[str, Mapping[str, Any]], of: float) -> Mark:
    """Mark decisions on requests, each an equal share of ``of``.

    ``key`` holds for each request ``decision``, ``send``, ``rules`` (any of them is right) and
    ``why``. The decision without its rule earns half of its share, so that guessing earns little.
    """
    result = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (request, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        got = given.get(request)
        got = got if isinstance(got, Mapping) else {}
        earned, message = _request(got, right)
        cites = dict.fromkeys(reason["cite"] for reason in right["why"])
        result.add(request, round(worth * earned, 2), worth, message, reason="; ".join(cites))
    return result


def _request(got: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[float, str]:
    decision, rule = _plain(got.get("decision")), _plain(got.get("rule"))
    sent = {_plain(part) for part in _listed(got.get("send"))}
    wanted = {_plain(part) for part in right["send"]}
    decided = decision == right["decision"]
    overlap = 2 * len(sent & wanted) / (len(sent) + len(wanted)) if sent or wanted else 1.0
    ruled = rule in [_plain(label) for label in right["rules"]]
    earned = RULED * ruled * bool(decision)
    earned += DECIDED * overlap * decided * (1.0 if ruled else 0.5)
    explained = " ".join(reason["says"] for reason in right["why"])
    if earned == 1:
        return 1.0, f"All right. {explained}"
    parts = [_said(got)]
    if not decided:
        parts.append(f"The decision is {right['decision']}.")
    if sent != wanted:
        parts.append(f"Send {', '.join(right['send']) or 'nothing'}.")
        parts += [f"Too much: {', '.join(sorted(sent - wanted))}."] if sent - wanted else []
    if not ruled:
        parts.append(f"The rule is {' or '.join(right['rules'])}.")
    return earned, " ".join([*parts, explained])


def _said(got: Mapping[str, Any]) -> str:
    decision, rule = got.get("decision") or "no decision", got.get("rule") or "no rule"
    return f"You decided: {decision}, under {rule}."


def mark_forms(
    answer: Any, key: Mapping[str, list[str]], of: float, cites: Mapping[str, str]
) -> Mark:
    """Mark the defects of forms by the overlap of two lists; ``["valid"]`` stands for none."""
    result = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (form, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        got = {_plain(name) for name in _listed(given.get(form))}
        wanted = {_plain(name) for name in right}
        overlap = 2 * len(got & wanted) / (len(got) + len(wanted))
        if got == wanted:
            message = f"Right: {', '.join(right)}."
        else:
            message = f"You gave {', '.join(sorted(got)) or 'nothing'}; it is {', '.join(right)}."
        reason = "; ".join(dict.fromkeys(cites.get(name, "45 CFR 164.508(c)") for name in right))
        result.add(form, round(worth * overlap, 2), worth, message, reason=reason)
    return result


def mark_each(
    answer: Any,
    key: Mapping[str, Any],
    of: float,
    why: Mapping[str, str],
    reason: str = "",
    near: Mapping[str, Mapping[str, str]] | None = None,
) -> Mark:
    """Mark one short answer for each item: a word, a date, or dollars to the cent.

    ``near`` names likely wrong answers of an item and what lies behind them.
    """
    result = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (item, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        got = given.get(item)
        good = _SAME.get(type(right), _same_text)(got, right)
        shown = "nothing" if got in (None, "", ...) else str(got)
        told = f"{right} is right." if good else f"You gave {shown}; it is {right}."
        slip = "" if good else (near or {}).get(item, {}).get(shown, "")
        message = " ".join(part for part in (told, why.get(item, ""), slip) if part)
        result.add(item, worth if good else 0, worth, message, reason=reason)
    return result


def _same_text(got: Any, right: Any) -> bool:
    text = got.isoformat()[:10] if isinstance(got, date) else got
    return bool(_plain(text)) and _plain(text) == _plain(right)


def _same_money(got: Any, right: Any) -> bool:
    number = as_number(got)
    return number is not None and abs(number - right) < 0.006


_SAME: Mapping[type, Callable[[Any, Any], bool]] = {float: _same_money, str: _same_text}


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return list(value) if isinstance(value, list | tuple | set | frozenset) else []


def _plain(value: Any) -> str:
    return " ".join(value.split()).casefold() if isinstance(value, str) else ""
