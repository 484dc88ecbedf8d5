"""Marks for the outlook lab: part credit by figure, by case, by place; a reason for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hitkit.marking import labels, tidy
from hitkit.marks import NO_ANSWER, Mark, as_number, is_blank, share

__all__ = ["amounts", "chart", "hidden_cells", "labels", "owners", "ranking", "ranking_and_share"]

Key = Mapping[str, Any]


def amounts(answer: Any, key: Mapping[str, Key], of: float) -> Mark:
    """Mark several named numbers, each an equal share of ``of``.

    Each key has ``item``, ``value``, ``tolerance``, ``source`` and ``near``: pairs of a likely
    wrong number and the sentence that explains it.
    """
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (name, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        got = _number(given.get(name))
        good = got is not None and abs(got - right["value"]) <= right["tolerance"]
        mark.add(
            f"{name}: {right['item']}",
            worth if good else 0,
            worth,
            "Right." if good else _wrong_amount(given.get(name), got, right),
            reason=right["source"],
        )
    return mark


def ranking(answer: Any, key: Key, of: float) -> Mark:
    """Mark a ranked list: full for the right name in its place, half for it in another.

    ``key`` has ``order``, ``why`` (of names that may stand in error) and ``source``.
    """
    mark = Mark(of)
    order: Sequence[str] = key["order"]
    got = [tidy(name) for name in answer] if _is_list(answer) else []
    for place, (name, worth) in enumerate(
        zip(order, share(of, len(order)), strict=True),
    ):
        if not got:
            points, message = 0.0, NO_ANSWER
        elif place < len(got) and got[place] == tidy(name):
            points, message = worth, "Right."
        elif tidy(name) in got[: len(order)]:
            points, message = round(worth / 2, 2), f"{name} is on your list, at another place."
        else:
            points, message = 0.0, f"{name} is missing from your list."
        mark.add(f"Place {place + 1}", points, worth, message, reason=key["source"])
    why = {tidy(name): (name, sentence) for name, sentence in key["why"].items()}
    for name in got[: len(order)]:
        if name in why:
            mark.add(why[name][0], 0, 0, why[name][1])
    return mark


def ranking_and_share(names: Any, percent: Any, key: Key, of: float) -> Mark:
    """Mark a ranked list for three quarters of ``of``, and a percent for the rest."""
    listed = ranking(names, key["ranking"], of * 0.75)
    part = amounts({"percent": percent}, key["percent"], of * 0.25)
    return Mark(of, [*listed.lines, *part.lines])


def owners(answer: Any, key: Mapping[str, Key], of: float) -> Mark:
    """Mark whose figure each quote is: half for the occupation code, half for the decade.

    Each key has ``code``, ``decade``, ``why`` and ``source``; an answer is ``"29-2072 2024-34"``.
    """
    mark = Mark(of)
    given = answer if isinstance(answer, Mapping) else {}
    for (name, right), worth in zip(key.items(), share(of, len(key)), strict=True):
        got = given.get(name)
        words = got.split() if isinstance(got, str) else []
        code, decade = right["code"] in words, right["decade"] in words
        whole = f"{right['code']} {right['decade']}"
        if not words:
            message = NO_ANSWER
        elif code and decade:
            message = "Right."
        elif code:
            message = f"The occupation is right; the decade is {right['decade']}."
        elif decade:
            message = f"The decade is right; the occupation is {right['code']}."
        else:
            message = f"It is {whole}."
        points = worth if code and decade else _half_of(worth, code or decade)
        mark.add(name, points, worth, f"{message} {right['why']}", reason=right["source"])
    return mark


def hidden_cells(answer: Any, key: Key, of: float) -> Mark:
    """Mark which cells of a table to hide: half for the small ones, half for their guards.

    Each half earns by the F1 of precision and recall above one half, so that hiding at random,
    or hiding everything, earns next to nothing. ``key`` has ``small``, ``guards``, ``threshold``.
    """
    mark = Mark(of)
    if is_blank(answer) or not _is_list(answer):
        mark.add("All cells", 0, of, NO_ANSWER, 'A list of cells: ["Alder / Clinic"]')
        return mark
    names = {tidy(name): name for name in (*answer, *key["small"], *key["guards"])}
    small, guards = set(map(tidy, key["small"])), set(map(tidy, key["guards"]))
    got = set(map(tidy, answer))
    extra = got - small - guards
    for item, want, why in (
        ("Small cells", small, f"A count below {key['threshold']} could point to a person."),
        (
            "Guards",
            guards,
            "Where a row hides one cell, its total gives the cell away; hide one more, the "
            f"{key['guard']} of the others.",
        ),
    ):
        hits = got & want
        f1 = 2 * len(hits) / (len(hits) + len(extra) + len(want))
        message = f"{len(hits)} of {len(want)} are on your list."
        if missed := want - hits:
            message += f" Missing: {_first_three(missed, names)}. {why}"
        mark.add(item, round(of / 2 * max(0.0, 2 * f1 - 1), 2), of / 2, message)
    if extra:
        message = f"{len(extra)} cells can be shown, {_first_three(extra, names)}."
        if any(name.endswith(tidy(f"/ {key['public']}")) for name in extra):
            message += f" The counts of {key['public']} are public already."
        mark.add("Hidden without need", 0, 0, message)
    return mark


def _first_three(cells: Iterable[str], names: Mapping[str, Any]) -> str:
    return ", ".join(str(names[cell]) for cell in sorted(cells)[:3])


def chart(answer: Any, key: Key, of: float) -> Mark:
    """Mark a chart that ``read_chart`` read: right bars first, then its honesty.

    ``key`` has ``bars``, ``words`` (one of which the title should hold) and ``source``. Bars earn
    half; zero line, title, axis labels and source line share the rest, but only under bars that
    are mostly right.
    """
    mark = Mark(of)
    if not isinstance(answer, Mapping) or not isinstance(answer.get("bars"), Mapping):
        mark.add("Chart", 0, of, NO_ANSWER, "chart_q13 = read_chart(ax)")
        return mark
    got = {tidy(name): _number(value) for name, value in answer["bars"].items()}
    good = [
        name
        for name, value in key["bars"].items()
        if (number := got.get(tidy(name))) is not None and abs(number - value) < 0.5
    ]
    right = len(good) / len(key["bars"])
    extra = len(got) > len(key["bars"])
    message = f"{len(good)} of {len(key['bars'])} bars are right."
    if extra:
        message += " There are bars that were not asked for."
    earned = max(0.0, right - 0.25 * extra)
    mark.add("Bars", round(of / 2 * earned, 2), of / 2, message, reason=key["source"])
    counts = right > 0.5
    title, notes = str(answer.get("title", "")), _texts(answer.get("notes"))
    axes = [str(answer.get(name, "")).strip() for name in ("xlabel", "ylabel")]
    tests = (
        ("Zero line", _number(answer.get("starts_at")) == 0, "Bars begin at zero."),
        (
            "Title",
            any(word.casefold() in title.casefold() for word in key["words"]),
            "The title says whose pay this is: put the code of the occupation in it.",
        ),
        ("Axis labels", all(axes), "Both axes say what they show, with the unit."),
        (
            "Source line",
            any("source" in note.casefold() for note in [*notes, title, *axes]),
            'A line that begins with "Source:" says who published the figures.',
        ),
    )
    for (item, passed, rule), worth in zip(tests, share(of / 2, len(tests)), strict=True):
        verdict = "Right." if passed else f"Not yet. {rule}"
        if passed and not counts:
            verdict = "Counts once most bars are right."
        mark.add(item, worth if passed and counts else 0, worth, verdict)
    return mark


def _wrong_amount(given: Any, got: float | None, right: Key) -> str:
    if is_blank(given):
        return NO_ANSWER
    value = f"{right['value']:,.10g}"
    if got is None:
        return f"{given!r} is not a number; the answer is {value}."
    near = [why for miss, why in right["near"] if abs(got - miss) <= right["tolerance"]]
    return " ".join([f"{got:,.10g} is not right; the answer is {value}.", *near])


def _number(value: Any) -> float | None:
    return None if isinstance(value, str) else as_number(value)


def _half_of(worth: float, earned: bool) -> float:
    return round(worth / 2, 2) if earned else 0.0


def _is_list(answer: Any) -> bool:
    return isinstance(answer, Iterable) and not isinstance(answer, str | bytes | Mapping)


def _texts(notes: Any) -> list[str]:
    return [note for note in notes if isinstance(note, str)] if _is_list(notes) else []
