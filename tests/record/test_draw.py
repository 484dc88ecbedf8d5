"""Any seed makes a fair and solvable lab; another seed makes another one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from functools import cache

import pytest
from hitkit.draw import Draw
from hitkit.record import cases, chartroom, onechart, retention, rules
from hitkit.record.assignment import draw
from hitkit.record.chartroom import moment
from hitkit.seeds import stream

from tests.seeds import SEEDS

WHOLE = SEEDS[:20]  # each simulates hospitals


@cache
def drawn(seed: str) -> Draw:
    return draw(seed)


def table(seed: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(drawn(seed).files[name].decode())))


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert draw("again") == draw("again")


@pytest.mark.parametrize("seed", WHOLE)
def test_searches_have_something_to_find_among_much_that_is_fine(seed: str) -> None:
    keys, values = drawn(seed).keys, drawn(seed).values
    for question, file in (("q2", "documents"), ("q5", "stays"), ("q9", "orders")):
        found = keys[question]["records"]
        assert 5 <= len(found) < 0.5 * len(table(seed, f"{file}.csv")), question
        assert len(values[question]["team"]) <= 5, question
    for question, kind in (("q2", "unsigned"), ("q5", "written"), ("q9", "units")):
        found = len(keys[question]["records"])
        assert found / 3 <= values[question][kind] <= found * 2 / 3, question


@pytest.mark.parametrize("seed", WHOLE)
def test_some_physicians_get_a_letter_and_others_do_not(seed: str) -> None:
    key, asked = drawn(seed).keys["q6"], drawn(seed).values["q6"]
    assert len(asked["names"]) == 4
    assert 0 < len(key["over"]) < 4
    for entry in key["rates"].values():
        assert abs(entry["rate"] - asked["limit"]) >= 1, "too close to the limit"


@pytest.mark.parametrize("seed", WHOLE)
def test_the_chart_shows_what_the_key_says(seed: str) -> None:
    face = {row["field"]: row["value"] for row in table(seed, "chart_face.csv")}
    documents = table(seed, "chart_documents.csv")
    assert all(row["signed_at"] < drawn(seed).values["now"] for row in documents)
    key = drawn(seed).keys["q4"]
    assert {right["label"] for right in key.values()} == set(rules.FINDINGS)
    for item in table(seed, "chart_worksheet.csv"):
        kind, _, day = item["looked_for"].partition(", ")
        kind = {"admission orders": "orders", "nursing note of the admission": "nursing note"}.get(
            kind.removesuffix(" to the operation"), kind.removesuffix(" to the operation")
        )
        found = [
            row for row in documents if row["type"] == kind and row["text"].lower().startswith(day)
        ]
        assert _finding(kind, found, face) == key[item["item"]]["label"], item


@pytest.mark.parametrize("seed", WHOLE)
def test_no_chart_is_told_in_two_ways(seed: str) -> None:
    shown = {
        row["value"]
        for name in ("chart_face.csv", "practice_face.csv")
        for row in table(seed, name)
        if row["field"] == "encounter"
    }
    assert len(shown) == 2
    for name in ("stays", "documents", "orders"):
        assert not shown & {row["encounter_id"] for row in table(seed, f"{name}.csv")}, name


def test_a_question_on_the_operative_note_is_asked_only_where_it_stands() -> None:
    room = chartroom.open_room("facts")
    seen: Counter[int] = Counter()
    for number in range(30):
        chart = onechart.draw(stream("facts", str(number)), [room.hospital], room.now)
        authors = [r["author"] for r in chart.parts["documents"] if r["type"] == "operative note"]
        asked = [text for question, text, _ in chart.facts if "operative note" in question]
        assert asked == authors
        seen[len(asked)] += 1
    assert set(seen) == {0, 1}


@pytest.mark.parametrize("seed", WHOLE)
def test_the_grader_of_the_note_sees_what_is_open(seed: str) -> None:
    rates = drawn(seed).keys["q6"]["rates"]
    for name, stays in drawn(seed).values["q13"]["open"].items():
        assert rates[name]["rate"] == max(entry["rate"] for entry in rates.values())
        assert len(stays) == rates[name]["delinquent"]
        assert all(stays.values())


def _finding(kind: str, found: list[dict[str, str]], face: dict[str, str]) -> str:
    if not found:
        return "missing"
    entry = found[0]
    if not entry["signed_at"]:
        return "unsigned"
    if not entry["written_at"]:
        return "undated"
    written = moment(entry["written_at"])
    late = {
        "history and physical": rules.history(moment(face["admitted"]), written) == "late",
        "consent": entry["written_at"] >= face["operation began"],
        "discharge summary": rules.overdue(moment(face["discharged"]), written),
    }
    return "late" if late.get(kind) else "complete"


def test_histories_have_each_verdict_and_one_fault_at_most() -> None:
    for seed in SEEDS:
        rows, key = cases.histories(stream(seed, "histories"))
        often = Counter(right["label"] for right in key.values())
        assert set(often) == set(rules.VERDICTS)
        assert set(often.values()) == {1, 2}
        for row in rows:
            times = [moment(text) if text else None for text in list(row.values())[1:]]
            assert times[0] and times[1]
            got = rules.history(times[0], times[1], times[2], times[3])
            assert got == key[row["case"]]["label"]


def test_decisions_are_a_fair_mix() -> None:
    for seed in SEEDS:
        changes = cases.changes(stream(seed, "changes"))[1].values()
        assert Counter(right["labels"][1] for right in changes) == dict.fromkeys(cases.KEEPING, 2)
        assert max(Counter(right["labels"][0] for right in changes).values()) <= 4
        slips = Counter(right["kind"] for right in cases.dictations(stream(seed, "d"))[1].values())
        assert slips["none"] == 3
        assert set(slips) == set(cases.SLIPS)
        lines = cases.medicines(stream(seed, "medicines"))[1].values()
        often = Counter(line["label"] for line in lines)
        assert set(often) == set(cases.OUTCOMES)
        assert set(often.values()) == {1, 2}


def test_fine_drafts_agree_with_the_chart_and_slips_do_not() -> None:
    for seed in SEEDS:
        rows, key = cases.dictations(stream(seed, "drafts"))
        for row in rows:
            right = key[row["id"]]
            if right["kind"] == "none":
                assert right["word"] == "none"
            else:
                assert right["slip"] in row["draft"]
                assert right["word"].casefold() != right["slip"].casefold()


def test_the_storeroom_has_some_records_to_destroy_and_traps() -> None:
    today = date(2026, 7, 1)
    for seed in SEEDS:
        plan = retention.schedule(stream(seed, "plan"))
        assert plan["chart"] >= 5 and plan["mammogram"] >= 10
        rows, go = retention.inventory(stream(seed, "store"), plan, today, 70)
        assert 8 <= len(go) <= 50
        hasty = {row["record_id"] for row in rows if retention.hasty(row, plan, today)}
        assert set(go) <= hasty
        assert len(hasty) > len(go) + 3


def test_keys_of_two_terms_share_next_to_nothing() -> None:
    for one, other in zip(WHOLE[::2], WHOLE[1::2], strict=True):
        for question in ("q2", "q5", "q9"):
            mine, theirs = (set(drawn(s).keys[question]["records"]) for s in (one, other))
            assert not mine & theirs
        assert not set(drawn(one).keys["q6"]["rates"]) & set(drawn(other).keys["q6"]["rates"])
