"""What the tests of the course's tools do in a real JupyterLab: press keys, read, look with axe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.lab import chromium, chromium_path, open_notebook, run_all, serve

NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed"),
]

_NOTEBOOK = "t.ipynb"
_KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
_CHANGE_THEME = "async theme => jupyterapp.commands.execute('apputils:change-theme', {theme})"
_FOCUSED = """() => {
  const here = document.activeElement;
  if (!here.closest('.hk-tool')) return null;
  return (here.labels?.[0]?.textContent || here.ariaLabel || here.textContent).trim();
}"""
_CHOSEN = "() => document.activeElement.selectedOptions[0]?.text.replace(/\\s/g, ' ') ?? ''"
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def write_notebook(folder: Path, *code: str) -> None:
    """Put a notebook of these code cells into the folder."""
    cells = [nbformat.v4.new_code_cell(source) for source in code]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=_KERNEL)
    nbformat.write(notebook, folder / _NOTEBOOK)


@contextmanager
def opened(folder: Path, label: str) -> Iterator[Any]:
    """Open the folder's notebook with its cells run, once the part with this label is there."""
    with serve(folder) as server, chromium() as browser:
        page = open_notebook(browser, server, _NOTEBOOK)
        run_all(page)
        page.get_by_label(label, exact=True).wait_for()
        yield page


def tab_to(page: Any, label: str, back: bool = False) -> None:
    """Press Tab until the part with this label has the focus."""
    names = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        names.append(page.evaluate(_FOCUSED))
        if names[-1] == label:
            return
    raise AssertionError(f"Tab never reached {label!r}, only {names}")


def chosen(page: Any) -> str:
    """Return the line that is chosen in the list with the focus."""
    line: str = page.evaluate(_CHOSEN)
    return line


def status(page: Any, text: str) -> None:
    """Wait until a tool says this."""
    from playwright.sync_api import TimeoutError as Late

    said = page.locator(".hk-status")
    try:
        said.filter(has_text=text).wait_for()
    except Late:
        raise AssertionError(f"no tool said {text!r}, only {said.all_inner_texts()}") from None


def cells(page: Any) -> int:
    """Count the notebook's cells: a key that reaches the notebook makes or deletes one."""
    count: int = page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.length")
    return count


def find_nothing_to_mend(page: Any, tool: str) -> None:
    """Look at a tool with axe, in the light theme and in the dark."""
    from axe_playwright_python.sync_playwright import Axe

    for theme, light in (("JupyterLab Light", "true"), ("JupyterLab Dark", "false")):
        page.evaluate(_CHANGE_THEME, theme)
        page.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=light)
        found = Axe().run(page, context=tool, options={"runOnly": _LEVELS}).response
        assert {"color-contrast", "label"} <= {rule["id"] for rule in found["passes"]}
        assert not found["violations"], json.dumps(found["violations"], indent=1)[:3000]
