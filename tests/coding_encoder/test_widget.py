"""The Encoder, driven through its parts as the browser does it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hitkit.check import FormError
from hitkit.coding.encoder import Encoder, picks
from hitkit.coding.encoder.sheet import SHEET
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.browser import browser_answers

NOTES = {"E01": "Fell on the stairs.\nColles' <b>fracture</b>.", "E02": "Cough."}


@pytest.fixture
def encoder(tmp_path: Path) -> Encoder:
    return Encoder(NOTES, tmp_path / "answers.json")


def look_up(encoder: Encoder, words: str) -> None:
    encoder.search_box.value = words
    press_enter(encoder)
    browser_answers(encoder)


def press_enter(encoder: Encoder) -> None:
    encoder.search_box._handle_msg(
        {"content": {"data": {"method": "custom", "content": {"event": "submit"}}}, "buffers": []}
    )


def pick(encoder: Encoder, *codes: str) -> None:
    for code in codes:
        look_up(encoder, code)
        encoder.pick_button.click()


def test_words_then_enter_open_the_first_match(encoder: Encoder) -> None:
    look_up(encoder, "colles right")
    assert "S52.531-" in encoder.details.value
    assert "Not billable" in encoder.details.value
    assert encoder.lines.label.strip().startswith("S52.531-")
    assert "S52.531-" in encoder.pick_button.description


def test_letters_that_arrive_after_enter_still_count(encoder: Encoder) -> None:
    encoder.search_box.value = "S52.53"
    press_enter(encoder)
    encoder.search_box.value = "S52.532"
    browser_answers(encoder)
    assert "S52.532-" in encoder.pick_button.description


def test_the_tree_is_walked_up_and_down(encoder: Encoder) -> None:
    look_up(encoder, "S52.531A")
    encoder.up_button.click()
    assert encoder.lines.label.strip().startswith("S52.531-")
    encoder.up_button.click()
    encoder.open_button.click()
    assert encoder.lines.label.strip().startswith("S52.53-")
    for _ in range(9):
        encoder.up_button.click()
    assert encoder.lines.label.startswith("Chapter 19")
    assert "top of the list" in encoder.status.value


def test_a_line_of_the_tree_shows_its_notes_and_leaves_the_tree(encoder: Encoder) -> None:
    look_up(encoder, "S52.531")
    before = encoder.lines.options
    encoder.lines.index += 1
    assert encoder.lines.options == before
    assert "S52.531A" in encoder.details.value
    assert "from category S52" in encoder.details.value


def test_picks_are_stored_in_order_at_once(encoder: Encoder, tmp_path: Path) -> None:
    pick(encoder, "S52.531A", "W10.8XXA")
    assert picks(tmp_path / "answers.json") == {"E01": ["S52.531A", "W10.8XXA"]}
    encoder.move_up_button.click()
    assert encoder.picked == {"E01": ["W10.8XXA", "S52.531A"], "E02": []}
    encoder.encounter_box.value = "E02"
    assert encoder.sheet_box.options == ()
    pick(encoder, "R05.9")
    encoder.encounter_box.value = "E01"
    encoder.sheet_box.index = 1
    encoder.remove_button.click()
    assert picks(tmp_path / "answers.json") == {"E01": ["W10.8XXA"], "E02": ["R05.9"]}
    assert [label for label, _ in encoder.encounter_box.options] == ["E01 (1 code)", "E02 (1 code)"]
    assert encoder.code_box.value == encoder.as_code


def test_a_code_on_the_sheet_opens_when_it_is_chosen(encoder: Encoder, tmp_path: Path) -> None:
    pick(encoder, "S52.531A", "W10.8XXA")
    encoder.sheet_box.index = 0
    assert "S52.531A" in encoder.pick_button.description
    SHEET.put(tmp_path / "answers.json", "E02", ["E11.999"])
    encoder.encounter_box.value = "E02"
    encoder.sheet_box.index = 0
    assert "E11.999 is not in this release" in encoder.status.value


def test_picks_survive_a_new_kernel(encoder: Encoder, tmp_path: Path) -> None:
    pick(encoder, "S52.531A")
    again = Encoder(NOTES, tmp_path / "answers.json")
    assert again.sheet_box.options[0][0].startswith("1. S52.531A")


def test_two_encoders_on_one_sheet_keep_each_others_picks(encoder: Encoder, tmp_path: Path) -> None:
    other = Encoder({"E09": "Cough."}, tmp_path / "answers.json")
    pick(encoder, "S52.531A")
    pick(other, "R05.9")
    pick(encoder, "W10.8XXA")
    assert picks(tmp_path / "answers.json")["E09"] == ["R05.9"]
    assert picks(tmp_path / "answers.json")["E01"] == ["S52.531A", "W10.8XXA"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("S52.531", "Not billable: more characters are needed."),
        ("S50-S59", "is a block, not a code"),
        ("19", "is a chapter, not a code"),
    ],
)
def test_what_is_no_billable_code_is_said(encoder: Encoder, code: str, said: str) -> None:
    pick(encoder, code)
    assert said in encoder.status.value


def test_a_code_is_not_picked_twice(encoder: Encoder) -> None:
    pick(encoder, "R05.9", "R05.9")
    assert encoder.picked["E01"] == ["R05.9"]
    assert "already" in encoder.status.value


@pytest.mark.parametrize(
    "button", ["up_button", "open_button", "pick_button", "move_up_button", "remove_button"]
)
def test_a_button_pressed_too_early_says_what_to_choose(encoder: Encoder, button: str) -> None:
    getattr(encoder, button).click()
    assert "first." in encoder.status.value


def test_a_damaged_sheet_is_kept_and_said(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text("{")
    encoder = Encoder(NOTES, tmp_path / "answers.json")
    assert "cannot be read" in encoder.status.value
    pick(encoder, "R05.9")
    assert "kept as answers.json.damaged" in encoder.status.value
    assert encoder.picked["E01"] == ["R05.9"]


def test_a_sheet_that_cannot_be_saved_is_said(tmp_path: Path) -> None:
    encoder = Encoder(NOTES, tmp_path / "no such folder" / "answers.json")
    pick(encoder, "R05.9")
    assert "cannot be saved" in encoder.status.value
    assert encoder.sheet_box.options == ()


@given(st.lists(st.tuples(st.sampled_from("tpumrol"), st.integers(0, 60), st.text(max_size=6))))
def test_no_order_of_clicks_breaks_it(moves: list[tuple[str, int, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        encoder = Encoder(NOTES, Path(folder, "answers.json"))
        buttons = {
            "p": encoder.pick_button,
            "u": encoder.up_button,
            "m": encoder.move_up_button,
            "r": encoder.remove_button,
            "o": encoder.open_button,
        }
        for move, number, typed in moves:
            if move == "t":
                encoder.search_box.value = typed
            elif move == "l":
                for chooser in (encoder.matches, encoder.lines, encoder.sheet_box):
                    chooser.index = number % len(chooser.options) if chooser.options else None
            else:
                buttons[move].click()
        codes = encoder.picked["E01"]
        assert len(codes) == len(set(codes)) == len(encoder.sheet_box.options)


def test_a_table_of_encounters_shows_its_other_columns(tmp_path: Path) -> None:
    table = pd.DataFrame({"encounter": ["E01"], "setting": ["clinic"], "note": ["Cough."]})
    encoder = Encoder(table, tmp_path / "answers.json")
    assert "setting: clinic\nCough." in encoder.note.value
    with pytest.raises(FormError, match="no column encounter and no column note"):
        Encoder(table.rename(columns={"note": "text", "encounter": "id"}))


def test_notes_are_shown_as_text_not_as_html(encoder: Encoder) -> None:
    assert "&lt;b&gt;" in encoder.note.value


def test_without_encounters_it_only_looks_up(tmp_path: Path) -> None:
    encoder = Encoder(sheet=tmp_path / "answers.json")
    look_up(encoder, "asthma")
    assert "J45" in encoder.details.value
    assert encoder.pick_button not in encoder.children
    assert list(tmp_path.iterdir()) == []
    assert "text/html" not in encoder._repr_mimebundle_()


def test_where_nobody_can_click_the_sheet_is_shown_as_a_table(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick(encoder, "S52.531A")
    widget = "application/vnd.jupyter.widget-view+json"
    assert widget in encoder._repr_mimebundle_()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    shown = encoder._repr_mimebundle_()
    assert widget not in shown
    assert "S52.531A Colles" in shown["text/html"]
    assert shown["text/plain"] == encoder.as_code
