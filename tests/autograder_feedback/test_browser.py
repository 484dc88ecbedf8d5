"""The page in a real browser: for everybody, on paper, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.autograder_feedback import sample
from tests.autograder_feedback.hostile import PAYLOADS
from tests.autograder_feedback.test_page import filled_with
from tests.browser.lab import chromium, chromium_path

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed"),
]

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
RULES = {"runOnly": {"type": "tag", "values": [*LEVELS, "best-practice"]}}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "lab.html"
    path.write_text(sample.html(), encoding="utf-8")
    return path


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 340)])
def test_axe_finds_nothing(browser: Any, path: Path, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page.goto(path.as_uri())
    found = Axe().run(page, options=RULES).response
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 15
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_stands_by_itself(browser: Any, path: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    assert asked == [path.as_uri()]
    assert said == []
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "16px"


def test_hostile_text_stays_text(browser: Any, path: Path) -> None:
    path.write_text(filled_with("\n".join(PAYLOADS)), encoding="utf-8")
    page = browser.new_page(bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    assert asked == [path.as_uri()]
    assert page.evaluate("document.scripts.length") == 0


def test_the_keyboard_reaches_questions_and_back(browser: Any, path: Path) -> None:
    page = browser.new_page()
    page.goto(path.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to your feedback"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#question-3"


def test_it_prints_on_few_pages_in_black(browser: Any, path: Path) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(path.as_uri())
    pdf = page.pdf(format="Letter")
    assert pdf.startswith(b"%PDF")
    assert 2 <= pdf.count(b"/Type /Page\n") <= 5
    page.emulate_media(media="print", color_scheme="dark")
    colours = "(s => [s.color, s.backgroundColor])(getComputedStyle(document.querySelector('%s')))"
    assert page.evaluate(colours % "body") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.evaluate(colours % ".badge.none, .badge.blank")[0] == "rgb(0, 0, 0)"
    assert not page.is_visible(".back")
