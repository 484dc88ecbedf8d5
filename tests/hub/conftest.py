"""What was on the screen when a test of the Hub failed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed and "browser" in item.funcargs:  # type: ignore[attr-defined]
        _pictures(item.funcargs["browser"], item.name)  # type: ignore[attr-defined]
    return report


def _pictures(browser: Any, name: str) -> None:
    folder = Path("build/test-hub/failed")
    folder.mkdir(parents=True, exist_ok=True)
    pages = [page for context in browser.contexts for page in context.pages]
    for number, page in enumerate(pages):
        page.screenshot(path=folder / f"{name}-{number}.png")
