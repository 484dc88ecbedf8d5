"""The Release Desk, driven through its parts as the browser does it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hitkit.check import FormError
from hitkit.release.desk import ReleaseDesk, decisions, rules, show

from tests.widgets.browser import browser_answers, press

REQUESTS = pd.DataFrame(
    {
        "request": ["R1", "R2"],
        "received": ["2026-05-01", "2026-05-02"],
        "sender": ["Dr. <b>Who</b>", "A lawyer"],
        "letter": ["Please send the lab results and visit notes.", "Send the visit notes."],
        "papers": ["", "SUBPOENA\n\nDESK NOTE: late"],
        "asked": ["visit notes; lab results", "visit notes"],
    }
)


@pytest.fixture
def desk(tmp_path: Path) -> ReleaseDesk:
    return ReleaseDesk(REQUESTS, tmp_path / "sheet.json")


def file(desk: ReleaseDesk, decision: str | None, parts: list[str], rule: str) -> str:
    desk.decision_box.value = decision
    for box in desk.parts_box.children[1:]:
        box.value = box.description in parts
    desk.rule_box.value = rule
    desk.file_button.click()
    status: str = desk.status.value
    return status


def test_a_filed_decision_is_stored_at_once_and_comes_back(
    desk: ReleaseDesk, tmp_path: Path
) -> None:
    said = file(desk, "part", ["lab results"], "164.506")
    assert "Filed for R1: part, send lab results, under 164.506." in said
    expected = {"R1": {"decision": "part", "send": ["lab results"], "rule": "164.506"}}
    assert decisions(tmp_path / "sheet.json") == desk.filed == expected
    again = ReleaseDesk(REQUESTS, tmp_path / "sheet.json")
    assert again.decision_box.value == "part"
    assert again.parts == ["lab results"]
    assert again.rule_box.value == "164.506"
    assert [label for label, _ in again.item_box.options] == ["R1 (part)", "R2 (open)"]
    scope: dict[str, Any] = {}
    exec(again.as_code, scope)
    assert scope["decisions"] == expected


def test_what_a_slow_line_brings_after_the_press_is_filed_too(desk: ReleaseDesk) -> None:
    desk.decision_box.value = "refuse"
    desk.rule_box.value = "164.502(f)"
    press(desk.file_button)
    desk.rule_box.value = "164.506"
    assert desk.filed == {}
    browser_answers(desk)
    assert desk.filed["R1"]["rule"] == "164.506"
    browser_answers(desk)
    assert "Filed for R1" in desk.status.value


@pytest.mark.parametrize(
    ("decision", "parts", "rule", "says"),
    [
        (None, [], "164.506", "Choose a decision"),
        ("refuse", [], "", "Choose the rule"),
        ("refuse", ["lab results"], "164.506", "untick"),
        ("release", ["lab results"], "164.506", "tick every part"),
        ("part", [], "164.506", "some goes and some stays"),
        ("part", ["lab results", "visit notes"], "164.506", "some goes and some stays"),
    ],
)
def test_what_does_not_fit_together_is_not_filed(
    desk: ReleaseDesk, decision: str | None, parts: list[str], rule: str, says: str
) -> None:
    assert says in file(desk, decision, parts, rule)
    assert desk.filed == {}


def test_next_goes_to_the_next_open_request(desk: ReleaseDesk) -> None:
    file(desk, "release", ["lab results", "visit notes"], "164.506")
    desk.next_button.click()
    assert desk.item_box.value == "R2"
    assert desk.decision_box.value is None
    assert desk.rule_box.value == ""
    assert desk.text.value.count("hk-paper") == 2
    desk.next_button.click()
    assert "No other request is open." in desk.status.value


def test_letters_are_text_and_never_markup(desk: ReleaseDesk) -> None:
    assert "&lt;b&gt;Who" in desk.text.value


def test_a_damaged_sheet_is_told_as_soon_as_the_desk_opens(tmp_path: Path) -> None:
    (tmp_path / "sheet.json").write_text("{not json")
    desk = ReleaseDesk(REQUESTS, tmp_path / "sheet.json")
    assert "sheet.json cannot be read" in desk.status.value
    assert (tmp_path / "sheet.json").read_text() == "{not json"


def test_a_damaged_sheet_is_kept_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "sheet.json"
    path.write_text("{not json")
    desk = ReleaseDesk(REQUESTS, path)
    assert "kept as sheet.json.damaged" in file(desk, "refuse", [], "164.508")
    assert json.loads(path.read_text())["R1"]["decision"] == "refuse"
    assert (tmp_path / "sheet.json.damaged").read_text() == "{not json"


def test_a_sheet_with_strange_words_does_not_stop_the_desk(tmp_path: Path) -> None:
    path = tmp_path / "sheet.json"
    path.write_text(json.dumps({"R1": {"decision": "maybe", "send": [], "rule": "none"}}))
    assert ReleaseDesk(REQUESTS, path).decision_box.value is None


def test_where_nobody_can_click_the_decisions_are_a_table(
    desk: ReleaseDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(desk, "part", ["lab results"], "164.506")
    assert "application/vnd.jupyter.widget-view+json" in desk._repr_mimebundle_()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    bundle = desk._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert '<th scope="row">R1</th><td>part</td><td>lab results</td>' in bundle["text/html"]


def test_plain_code_reads_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    show(REQUESTS, "R2")
    assert "SUBPOENA" in capsys.readouterr().out
    with pytest.raises(FormError, match="no request 'R9'"):
        show(REQUESTS, "R9")
    assert "164.524" in set(rules()["rule"])
    assert decisions(tmp_path / "none.json") == {}
    assert "nothing in none.json yet" in capsys.readouterr().out


def test_a_table_of_other_columns_is_refused() -> None:
    with pytest.raises(FormError, match="no column letter"):
        ReleaseDesk(REQUESTS.drop(columns="letter"))
    with pytest.raises(FormError, match="is empty"):
        ReleaseDesk(REQUESTS.head(0))
