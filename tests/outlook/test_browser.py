"""The Outlook Explorer in a real JupyterLab, from the keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.lab import chromium, chromium_path, open_notebook, restart, run_all, serve

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed"),
]

CELL = 'from hitkit.outlook import OutlookExplorer\nOutlookExplorer("choices.json")'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explorer")
    cells = [nbformat.v4.new_markdown_cell("# Practice"), nbformat.v4.new_code_cell(CELL)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "t.ipynb")
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Any]:
    with serve(folder) as server, chromium() as browser:
        page = open_notebook(browser, server, "t.ipynb")
        run_all(page)
        page.get_by_label("Occupation", exact=True).wait_for()
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
    cells = page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.length")
    assert cells == 2, "a key reached the notebook's own commands"


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_to_mend(page: Any, theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    change = "async theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
    page.evaluate(change, theme)
    page.wait_for_function(
        "light => document.body.dataset.jpThemeLight === light", arg=str("Light" in theme).lower()
    )
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, context=".hk-outlook", options=rules).response["violations"]
    assert not found, json.dumps(found, indent=1)[:3000]


def status(page: Any, text: str) -> None:
    page.locator(".hk-status", has_text=text).wait_for()
