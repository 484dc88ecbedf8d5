"""The answer sheet: it survives, it is never half written, and damage is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hitkit.coding.encoder import picks
from hitkit.coding.encoder.sheet import SHEET
from hitkit.widgets.sheet import SheetError
from hypothesis import given
from hypothesis import strategies as st

sheets = st.dictionaries(st.text(), st.lists(st.text()))


@given(sheets)
def test_what_is_put_is_read(picked: dict[str, list[str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answers.json")
        for encounter, codes in picked.items():
            SHEET.put(path, encounter, codes)
        assert SHEET.read(path) == picked
        assert [p.name for p in Path(folder).iterdir()] == (["answers.json"] if picked else [])


@given(sheets)
def test_as_code_is_python_that_makes_the_sheet(picked: dict[str, list[str]]) -> None:
    made: dict[str, object] = {}
    exec(SHEET.as_code(picked), made)
    assert made["codes"] == picked


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", '{"E01": "I10"}', '{"E01": [1]}', "\x00", '{"E01": null}']
)
def test_a_damaged_sheet_is_said_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damaged: str
) -> None:
    path = tmp_path / "answers.json"
    path.write_text(damaged)
    assert picks(path) == {}
    assert "answers.json cannot be read" in capsys.readouterr().out
    assert "kept as answers.json.damaged" in SHEET.put(path, "E01", ["I10"])
    assert (tmp_path / "answers.json.damaged").read_text() == damaged
    assert picks(path) == {"E01": ["I10"]}


def test_bytes_that_are_no_text_are_damage_too(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert picks(path) == {}


def test_a_missing_sheet_is_empty_and_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert picks(tmp_path / "answers.json") == {}
    assert "pick codes in the Encoder, or type them" in capsys.readouterr().out


def test_a_sheet_that_cannot_be_saved_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.json"
    SHEET.put(path, "E01", ["I10"])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(SheetError, match="No space left on device"):
        SHEET.put(path, "E01", ["J18.9"])
    assert json.loads(path.read_text()) == {"E01": ["I10"]}
