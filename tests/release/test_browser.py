"""The Release Desk in a real JupyterLab, from the keyboard alone."""

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
    chosen,
    find_nothing_to_mend,
    opened,
    status,
    tab_to,
    write_notebook,
)

pytestmark = NEEDS_BROWSER

CELL = """
import pandas as pd
from hitkit.release.desk import ReleaseDesk
requests = pd.DataFrame(
    {
        "request": ["R1", "R2"],
        "letter": ["For treatment: lab results and visit notes.", "An officer asks."],
        "papers": ["DESK NOTE: checked.", ""],
        "asked": ["visit notes; lab results", "visit notes"],
    }
)
desk = ReleaseDesk(requests)
desk
"""
DECISION = "release: all that is asked for may go"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    write_notebook(folder, "# Practice", CELL, "print(desk.as_code)")
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Any]:
    with opened(folder, "Request") as page:
        yield page


def test_keyboard_alone_decides_files_and_survives_a_restart(folder: Path, page: Any) -> None:
    tab_to(page, "Request")
    tab_to(page, DECISION)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "lab results")
    page.keyboard.press("Space")
    tab_to(page, "Rule that decides")
    page.keyboard.type("164.506")
    tab_to(page, "File the decision")
    page.keyboard.press("Enter")
    status(page, "Filed for R1: part, send lab results, under 164.506.")
    filed = json.loads((folder / "answers-09.json").read_text())
    assert filed == {"R1": {"decision": "part", "send": ["lab results"], "rule": "164.506"}}

    tab_to(page, "Next open request")
    page.keyboard.press("Enter")
    status(page, "R2 is open.")

    restart(page)
    run_all(page)
    page.get_by_text('"R1": {"decision": "part"').first.wait_for()
    assert cells(page) == 3, "a key reached the notebook's own commands"


def test_a_list_waits_for_who_types_slowly_and_knows_the_arrows(page: Any) -> None:
    page.get_by_label("Rule that decides").focus()
    page.keyboard.type("164.50")
    page.wait_for_timeout(1200)  # longer than Chromium remembers what was typed
    page.keyboard.type("6")
    assert chosen(page).startswith("164.506: treatment")
    page.keyboard.press("ArrowDown")
    assert chosen(page).startswith("164.508")
    page.keyboard.type("42 cfr p")
    assert chosen(page).startswith("42 CFR Part 2")
    page.keyboard.type("164.5")
    page.keyboard.press("Home")
    page.keyboard.type("c")
    assert chosen(page) == "choose a rule"


def test_axe_finds_nothing_to_mend_in_light_and_dark(page: Any) -> None:
    find_nothing_to_mend(page, ".hk-desk")
