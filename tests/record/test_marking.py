"""Marks of the lab: part credit, above what guessing earns, with a sentence."""

from __future__ import annotations

from typing import Any

from hitkit.record import marking

SLIPS: dict[str, Any] = {
    "T1": {"kind": "side", "word": "left", "slip": "right", "why": "Consent: left."},
    "T2": {"kind": "none", "word": "none", "slip": "50", "why": "Pharmacy: 15."},
}


def test_a_slip_earns_half_by_its_kind_and_half_by_its_word() -> None:
    assert marking.dictation({"T1": ["side", "LEFT"], "T2": ["none", ""]}, SLIPS, 4).points == 4
    assert marking.dictation({"T1": ["side", "left groin"]}, SLIPS, 4).points == 2
    assert marking.dictation({"T1": ["side", "left, not right"]}, SLIPS, 4).points == 1
    assert marking.dictation({"T1": ["side", "right"]}, SLIPS, 4).points == 1
    assert marking.dictation({"T1": ["none", "none"], "T2": ["none", "none"]}, SLIPS, 4).points < 2
    assert marking.dictation(..., SLIPS, 4).points == 0
    assert marking.dictation({"T1": [["side"], "left"]}, SLIPS, 4).points == 0


def test_facts_take_a_number_for_its_text() -> None:
    key = {"F1": {"text": "7", "why": ""}, "F2": {"text": "Dr. A B", "why": ""}}
    assert marking.facts({"F1": 7, "F2": " dr. a  b"}, key, 4).points == 4
    assert marking.facts({"F1": "", "F2": None}, key, 4).points == 0


RATES: dict[str, Any] = {
    "rates": {
        "A": {"rate": 40.0, "delinquent": 2, "stays": 5, "near": [[0.4, "Write per cent."]]},
        "B": {"rate": 10.0, "delinquent": 1, "stays": 10, "near": []},
    },
    "over": ["A"],
}


def test_rates_and_letters_are_marked_apart() -> None:
    assert marking.rates({"A": 40, "B": 10.04}, ["A"], RATES, 6).points == 6
    assert marking.rates({"A": 40, "B": 10}, ["B"], RATES, 6).points == 4
    mark = marking.rates({"A": 0.4}, ..., RATES, 6)
    assert mark.points == 0
    assert "Write per cent." in mark.to_html()
