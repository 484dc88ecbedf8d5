"""The page of a submission in a real browser: each line of defence holds by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.handlers import template_path
from traitlets.config import Config

from autograder.converter import configure
from autograder.formgrader import pages
from tests.browser.lab import chromium, chromium_path
from tests.formgrader import hostile
from tests.formgrader.browser import Watch, provoke

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed"),
]
ORIGIN = "http://127.0.0.1:9"
RESOURCES = {
    "base_url": "",
    "assignment_id": "lab",
    "notebook_id": "lab",
    "submission_id": "1",
    "index": 0,
    "total": 1,
    "student": "mallory",
    "last_name": None,
    "first_name": None,
    "notebook_path": "autograded/mallory/lab/lab.ipynb",
}


def stock(settled: Callable[[Config], None] = lambda c: None) -> HTMLExporter:
    config = Config()
    settled(config)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [template_path]
    return HTMLExporter(config=config)


def ours(clean: bool = True) -> HTMLExporter:
    settings = stock().config
    return pages.Submission(clean=clean, config=settings)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


def show(browser: Any, exporter: HTMLExporter, policy: str = "") -> Watch:
    html, _ = exporter.from_notebook_node(hostile.notebook(), resources=dict(RESOURCES))
    headers = {"Content-Type": "text/html; charset=utf-8"}
    if policy:
        headers["Content-Security-Policy"] = policy
    page = browser.new_context().new_page()
    page.route(
        f"{ORIGIN}/**",
        lambda route: (
            route.fulfill(body=html, headers=headers)
            if route.request.url == f"{ORIGIN}/page"
            else route.fulfill(status=404, body="")
        ),
    )
    watch = Watch(page, ORIGIN)
    page.goto(f"{ORIGIN}/page")
    provoke(page)
    return watch


def test_the_vectors_bite_where_nothing_is_done(browser: Any) -> None:
    seen = show(browser, stock())
    assert len(seen.hits) >= 25
    assert seen.abroad


def test_cleaning_alone_is_enough(browser: Any) -> None:
    seen = show(browser, stock(configure))
    assert seen.hits == set()
    assert [url for url in seen.abroad if "mathjax" not in url] == []  # nbgrader's own page asks


def test_the_policy_alone_is_enough_for_scripts(browser: Any) -> None:
    seen = show(browser, ours(clean=False), pages.policy())
    assert seen.hits == set()


def test_both(browser: Any) -> None:
    seen = show(browser, ours(), pages.policy())
    assert seen.hits == set()
    assert seen.abroad == []
    assert seen.dialogs == []
    words = seen.page.inner_text("#notebook")
    number = len(hostile.MARKDOWN) + len(hostile.MARKUP)
    cells = seen.page.locator("#notebook .text_cell").count()
    assert cells >= number
    assert "a widget" in words and "an answer" in words
