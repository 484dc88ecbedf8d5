"""The Encoder in a real JupyterLab, from the keyboard alone."""

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

CELL = """
from hitkit.coding.encoder import Encoder
encoder = Encoder({"E01": "Fell on the stairs: Colles' fracture, right, closed.", "E02": "Cough."})
encoder
"""
CHANGE_THEME = "async theme => jupyterapp.commands.execute('apputils:change-theme', {theme})"
FOCUSED = """() => {
  const here = document.activeElement;
  if (!here.closest('.hk-encoder')) return null;
  return here.labels?.[0]?.textContent || here.ariaLabel || here.textContent;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    cells = [
        nbformat.v4.new_markdown_cell("# Practice"),
        nbformat.v4.new_code_cell(CELL),
        nbformat.v4.new_code_cell("print(encoder.as_code)"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "t.ipynb")
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Any]:
    with serve(folder) as server, chromium() as browser:
        page = open_notebook(browser, server, "t.ipynb")
        run_all(page)
        page.get_by_label("Words or code").wait_for()
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
    from axe_playwright_python.sync_playwright import Axe

    page.get_by_label("Words or code").fill("diabetes")
    status(page, "entries found")
    page.keyboard.press("Enter")
    status(page, "E11-")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    for theme, light in (("JupyterLab Light", "true"), ("JupyterLab Dark", "false")):
        page.evaluate(CHANGE_THEME, theme)
        page.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=light)
        found = Axe().run(page, context=".hk-encoder", options=rules).response
        assert {"color-contrast", "label"} <= {rule["id"] for rule in found["passes"]}
        assert not found["violations"], json.dumps(found["violations"], indent=1)[:3000]


def tab_to(page: Any, label: str, back: bool = False) -> None:
    """Press Tab until the part with this label has the focus."""
    names = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        names.append(page.evaluate(FOCUSED))
        if names[-1] == label:
            return
    raise AssertionError(f"Tab never reached {label!r}, only {names}")


def status(page: Any, text: str) -> None:
    page.locator(".hk-status", has_text=text).wait_for()


def on_sheet(folder: Path) -> list[str]:
    codes: list[str] = json.loads((folder / "answers.json").read_text())["E01"]
    return codes


def cells(page: Any) -> int:
    count: int = page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.length")
    return count
