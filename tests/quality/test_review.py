"""Match Review, driven through its parts as the browser does it, and its plain-code twin."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hitkit.check import FormError
from hitkit.quality import practice
from hitkit.quality.review import MatchReview, decisions, short_forms, show

from tests.quality.person import PERSON

REVIEW = pd.DataFrame(
    [
        {"pair": pair, **record}
        for pair, other in (("R01", {"ssn": ""}), ("R02", {"first_name": "<b>Omar</b>"}))
        for record in (PERSON, PERSON | other)
    ]
)


@pytest.fixture
def review(tmp_path: Path) -> MatchReview:
    return MatchReview(REVIEW, tmp_path / "sheet.json")


def keep(review: MatchReview, decision: str | None) -> str:
    review.decision_box.value = decision
    review.file_button.click()
    said: str = review.status.value
    return said


def test_a_decision_is_kept_at_once_and_comes_back(review: MatchReview, tmp_path: Path) -> None:
    assert "Kept for R01: cannot tell." in keep(review, "cannot tell")
    assert decisions(tmp_path / "sheet.json") == review.filed == {"R01": "cannot tell"}
    again = MatchReview(REVIEW, tmp_path / "sheet.json")
    assert again.decision_box.value == "cannot tell"
    assert [label for label, _ in again.item_box.options] == ["R01 (cannot tell)", "R02 (open)"]
    scope: dict[str, object] = {}
    exec(again.as_code, scope)
    assert scope["decisions"] == {"R01": "cannot tell"}


def test_nothing_is_kept_without_a_choice(review: MatchReview) -> None:
    assert "Choose a decision first." in keep(review, None)
    assert review.filed == {}


def test_next_goes_to_the_next_open_pair(review: MatchReview) -> None:
    keep(review, "same")
    review.next_button.click()
    assert review.item_box.value == "R02"
    assert review.decision_box.value is None
    keep(review, "different")
    review.next_button.click()
    assert "No other pair is open." in review.status.value


def test_it_says_in_words_what_is_equal_and_names_are_never_markup(review: MatchReview) -> None:
    assert "<td>blank</td>" in review.text.value
    assert "<td>equal</td>" in review.text.value
    review.item_box.value = "R02"
    assert "<td>differs</td>" in review.text.value
    assert "&lt;b&gt;Omar" in review.text.value


def test_a_damaged_sheet_is_kept_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "sheet.json"
    path.write_text("{not json")
    assert "kept as sheet.json.damaged" in keep(MatchReview(REVIEW, path), "same")
    assert json.loads(path.read_text()) == {"R01": "same"}
    assert (tmp_path / "sheet.json.damaged").read_text() == "{not json"


def test_where_nobody_can_click_the_decisions_are_a_table(
    review: MatchReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(review, "same")
    assert "application/vnd.jupyter.widget-view+json" in review._repr_mimebundle_()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    bundle = review._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert '<th scope="row">R01</th><td>same</td>' in bundle["text/html"]


def test_plain_code_shows_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert list(show(REVIEW, "R01").loc["ssn"]) == ["666-12-3456", ""]
    with pytest.raises(FormError, match="no pair 'R9'"):
        show(REVIEW, "R9")
    assert {"name", "short form"} == set(short_forms().columns)
    assert decisions(tmp_path / "none.json") == {}
    assert "nothing in none.json yet" in capsys.readouterr().out


def test_the_lesson_says_at_once_which_step_decides(capsys: pytest.CaptureFixture[str]) -> None:
    practice.pair(REVIEW, "R01", "same")
    assert "R01: yes, it is same, by step 6" in capsys.readouterr().out
    practice.number(3, 4, "Count again.")
    assert "Hint: Count again." in capsys.readouterr().out
    with pytest.raises(FormError, match="not one of the choices"):
        practice.pair(REVIEW, "R01", "maybe")
    with pytest.raises(FormError, match="no pair 'R9'"):
        practice.pair(REVIEW, "R9", "same")


def test_a_table_without_pairs_is_refused() -> None:
    with pytest.raises(FormError, match="no table of pairs"):
        MatchReview(REVIEW.drop(columns="pair"))
    with pytest.raises(FormError, match="has 1 rows instead of 2"):
        MatchReview(REVIEW.head(1))
