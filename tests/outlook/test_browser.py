"""The Outlook Explorer in a real JupyterLab, from the keyboard alone."""

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
    write_notebook,
)

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explorer")
    explorer = 'from hitkit.outlook import OutlookExplorer\nOutlookExplorer("choices.json")'
    write_notebook(folder, "# Practice", explorer)
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Any]:
    with opened(folder, "Occupation") as page:
        yield page


def test_keyboard_alone_chooses_and_the_choice_survives_a_restart(folder: Path, page: Any) -> None:
    page.get_by_label("Occupation", exact=True).focus()
    page.keyboard.type("29-9021")
    status(page, "29-9021 by years")
    page.keyboard.press("Tab")
    page.keyboard.type("sectors")
    status(page, "median pay of 29-9021 by sectors")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Manufacturing")
    status(page, "Manufacturing pointed out")
    stored = json.loads((folder / "choices.json").read_text())
    assert stored["code"] == "29-9021"
    assert stored["place"] == "Manufacturing"

    restart(page)
    run_all(page)
    status(page, "Manufacturing pointed out")
    assert cells(page) == 2, "a key reached the notebook's own commands"


def test_axe_finds_nothing_to_mend_in_light_and_dark(page: Any) -> None:
    find_nothing_to_mend(page, ".hk-outlook")
