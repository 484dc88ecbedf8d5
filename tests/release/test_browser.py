"""The Release Desk in a real JupyterLab, from the keyboard alone."""

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
CHANGE_THEME = "async theme => jupyterapp.commands.execute('apputils:change-theme', {theme})"
FOCUSED = """() => {
  const here = document.activeElement;
  if (!here.closest('.hk-desk')) return null;
  return (here.labels?.[0]?.textContent || here.ariaLabel || here.textContent).trim();
}"""
DECISION = "release: all that is asked for may go"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    cells = [
        nbformat.v4.new_markdown_cell("# Practice"),
        nbformat.v4.new_code_cell(CELL),
        nbformat.v4.new_code_cell("print(desk.as_code)"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "t.ipynb")
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Any]:
    with serve(folder) as server, chromium() as browser:
        page = open_notebook(browser, server, "t.ipynb")
        run_all(page)
        page.get_by_label("Request", exact=True).wait_for()
        yield page


def test_keyboard_alone_decides_files_and_survives_a_restart(folder: Path, page: Any) -> None:
    tab_to(page, "Request")
    tab_to(page, DECISION)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "lab results")
    page.keyboard.press("Space")
    tab_to(page, "Rule that decides")
    choose(page, "164.506")
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
    assert page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.length") == 3


def test_axe_finds_nothing_to_mend_in_light_and_dark(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    for theme, light in (("JupyterLab Light", "true"), ("JupyterLab Dark", "false")):
        page.evaluate(CHANGE_THEME, theme)
        page.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=light)
        found = Axe().run(page, context=".hk-desk", options=rules).response
        assert {"color-contrast", "label"} <= {rule["id"] for rule in found["passes"]}
        assert not found["violations"], json.dumps(found["violations"], indent=1)[:3000]


def choose(page: Any, beginning: str) -> None:
    """Go down the list that has the focus until the choice begins so."""
    for _ in range(60):
        chosen = page.evaluate("() => document.activeElement.selectedOptions[0]?.text ?? ''")
        if chosen.startswith(beginning):
            return
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(150)
    raise AssertionError(f"the arrow keys never reached {beginning!r}")


def tab_to(page: Any, label: str) -> None:
    """Press Tab until the part with this label has the focus."""
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        names.append(page.evaluate(FOCUSED))
        if names[-1] == label:
            return
    raise AssertionError(f"Tab never reached {label!r}, only {names}")


def status(page: Any, text: str) -> None:
    page.locator(".hk-status", has_text=text).wait_for()
