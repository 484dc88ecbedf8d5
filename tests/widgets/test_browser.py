"""Two widgets that file one by one in a real JupyterLab: keys stay with them, axe is content."""

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
    write_notebook,
)
from tests.quality.test_review import REVIEW
from tests.record.test_viewer import FILES

pytestmark = NEEDS_BROWSER

REVIEWING = """
import pandas as pd
from hitkit.quality.review import MatchReview
MatchReview(pd.read_csv("review.csv", dtype=str, keep_default_na=False))
"""
VIEWING = """
from hitkit.record.viewer import ChartViewer, read_chart
ChartViewer(read_chart("chart"))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("widgets")
    REVIEW.to_csv(folder / "review.csv", index=False)
    for part, text in FILES.items():
        (folder / f"chart_{part}.csv").write_text(text, encoding="utf-8")
    write_notebook(folder, REVIEWING, VIEWING)
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Any]:
    with opened(folder, "Item of the worksheet") as page:
        yield page


@pytest.mark.parametrize(
    ("kind", "choice", "button", "said", "sheet"),
    [
        ("review", "different: two people", "Keep the decision", "Kept for R01: diff", "03"),
        ("chart", "late", "File the finding", "W1 is filed as late", "02"),
    ],
)
def test_a_decision_is_filed_from_the_keyboard_and_spoken(
    folder: Path, page: Any, kind: str, choice: str, button: str, said: str, sheet: str
) -> None:
    tool = page.locator(f".hk-{kind}")
    tool.get_by_label(choice).focus()
    for key in ("d", "d", "b", "Space"):
        page.keyboard.press(key)
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == button:
            break
    page.keyboard.press("Enter")
    tool.locator(".hk-live[role=status]", has_text=said).wait_for()
    assert len(json.loads((folder / f"answers-{sheet}.json").read_text())) == 1
    assert cells(page) == 2


def test_the_mouse_files_too_and_a_new_kernel_forgets_nothing(folder: Path, page: Any) -> None:
    review, chart = page.locator(".hk-review"), page.locator(".hk-chart")
    review.get_by_role("button", name="Next open pair").click()
    review.get_by_text("<b>Omar</b>").first.wait_for()
    review.get_by_label("cannot tell: ask").click()
    review.get_by_role("button", name="Keep the decision").click()
    chart.get_by_label("Part of the chart").select_option("Orders")
    chart.get_by_text("aspirin").wait_for()
    chart.get_by_role("button", name="Next open item").click()
    chart.get_by_label("complete").click()
    chart.get_by_role("button", name="File the finding").click()
    chart.locator(".hk-live[role=status]", has_text="W2 is filed as complete").wait_for()
    restart(page)
    run_all(page)
    for tool, line in ((review, "R02 (cannot tell)"), (chart, "W2: orders (complete)")):
        tool.get_by_role("combobox").filter(has_text=line).wait_for()
    assert json.loads((folder / "answers-03.json").read_text())["R02"] == "cannot tell"


def test_axe_finds_nothing_to_mend_in_light_and_dark(page: Any) -> None:
    find_nothing_to_mend(page, ".hk-tool")
