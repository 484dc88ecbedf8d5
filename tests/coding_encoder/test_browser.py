"""The Encoder in a real JupyterLab, from the keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.lab import restart, run_all
from tests.browser.tools import (
    NEEDS_BROWSER,
    cells,
    find_nothing_to_mend,
    opened,
    status,
    tab_to,
    write_notebook,
)

pytestmark = NEEDS_BROWSER

CELL = """
from hitkit.coding.encoder import Encoder
encoder = Encoder({"E01": "Fell on the stairs: Colles' fracture, right, closed.", "E02": "Cough."})
encoder
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    write_notebook(folder, "# Practice", CELL, "print(encoder.as_code)")
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Any]:
    with opened(folder, "Words or code") as page:
        yield page


def test_keyboard_alone_finds_picks_orders_and_survives_a_restart(folder: Path, page: Any) -> None:
    tab_to(page, "Words or code")
    page.keyboard.type("colles right")
    status(page, "entries found")
    page.keyboard.press("Enter")
    status(page, "S52.531- Colles' fracture of right radius. Not billable")

    tab_to(page, "Tabular list")
    page.keyboard.press("ArrowDown")
    status(page, "S52.531A")
    tab_to(page, "Add S52.531A to the answer sheet")
    page.keyboard.press("Enter")
    status(page, "S52.531A is number 1 on the sheet of E01.")

    tab_to(page, "Words or code", back=True)
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type("W10.8XX")
    status(page, "3 entries found")
    tab_to(page, "Matches")
    page.keyboard.press("ArrowDown")
    status(page, "W10.8XXA")
    tab_to(page, "Add W10.8XXA to the answer sheet")
    page.keyboard.press("Space")
    status(page, "number 2")
    assert on_sheet(folder) == ["S52.531A", "W10.8XXA"]

    tab_to(page, "Answer sheet of E01, first-listed on top")
    page.keyboard.press("ArrowUp")
    status(page, "S52.531A Colles' fracture")
    page.keyboard.press("ArrowDown")
    status(page, "W10.8XXA Fall")
    tab_to(page, "Move up")
    page.keyboard.press("Enter")
    status(page, "W10.8XXA is now number 1.")
    assert on_sheet(folder) == ["W10.8XXA", "S52.531A"]

    restart(page)
    run_all(page)
    page.get_by_text('"E01": ["W10.8XXA", "S52.531A"]').first.wait_for()
    assert cells(page) == 3, "a key reached the notebook's own commands"


def test_keys_in_a_list_never_reach_the_notebook(page: Any) -> None:
    page.get_by_label("Words or code").fill("asthma")
    status(page, "entries found")
    page.get_by_label("Matches").focus()
    for key in ("b", "a", "d", "d", "Enter", "x"):
        page.keyboard.press(key)
    assert cells(page) == 3
    assert page.evaluate("() => document.activeElement.tagName") == "SELECT"


def test_axe_finds_nothing_to_mend_in_light_and_dark(page: Any) -> None:
    page.get_by_label("Words or code").fill("diabetes")
    status(page, "entries found")
    page.keyboard.press("Enter")
    status(page, "E11-")
    find_nothing_to_mend(page, ".hk-encoder")


def on_sheet(folder: Path) -> list[str]:
    codes: list[str] = json.loads((folder / "answers.json").read_text())["E01"]
    return codes
