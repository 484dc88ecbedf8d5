"""What cleaning leaves of a student's work, and what it takes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import nbformat
import pytest
from hypothesis import given
from nbformat.v4 import new_markdown_cell

from autograder.formgrader.clean import CleanNotebook, clean_html, markdown2html
from tests.autograder_feedback.hostile import texts
from tests.formgrader import hostile


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, dict(attrs)))


def render(text: str, attachments: dict[str, Any] | None = None) -> str:
    cell = new_markdown_cell(text)
    cell.attachments = attachments or {}
    return str(markdown2html({"cell": cell}, text))


@given(texts)
def test_no_text_makes_a_program(text: str) -> None:
    for page in (render(text), clean_html(text)):
        for tag, attributes in Tags(page).found:
            assert tag not in {"script", "iframe", "object", "embed", "form", "style", "meta"}
            assert not [name for name in attributes if name.startswith("on") or name == "id"]
            assert not (attributes.get("href") or "").strip().lower().startswith("javascript")


def test_honest_work_stays_as_it_is() -> None:
    page = render(
        "**Query** the [guideline](https://www.cms.gov/icd10), *then* `code`.\n\n"
        "| code | n |\n|---|--:|\n| E11.9 | 3 |\n\n```python\nx = 1\n```\n\n$a < b$ and 3 < 4"
    )
    assert "<strong>Query</strong>" in page
    assert 'href="https://www.cms.gov/icd10"' in page
    assert "<td>E11.9</td>" in page and 'style="text-align:right"' in page
    assert 'class="highlight"' in page and '<span class="mi">1</span>' in page
    assert "$a &lt; b$ and 3 &lt; 4" in page


@pytest.mark.parametrize(
    "link", ["/hub/logout", "evil.html", "//example.org", "javascript:x", "data:text/html,x"]
)
def test_links_that_stay_here_or_run_lose_their_aim(link: str) -> None:
    assert "href" not in render(f"[a]({link})")
    assert "href" not in clean_html(f'<a href="{link}">a</a>')


def test_pictures_come_with_the_work_or_from_beside_it() -> None:
    picture = {"image/png": hostile.PIXEL}
    assert f"data:image/png;base64,{hostile.PIXEL}" in render("![a](attachment:p)", {"p": picture})
    assert 'src="images/plot.png"' in render("![a](images/plot.png)")
    for source in ("https://example.org/a.png", "../../formgrader?path=/tmp", "/a.png"):
        assert "src" not in render(f"![a]({source})")


def test_a_picture_that_is_not_there_does_not_hide_the_words() -> None:
    assert render("*Before* ![a](attachment:lost) after").strip() == (
        "<p><em>Before</em> [This picture is missing: a] after</p>"
    )


def test_a_cleaned_notebook_is_a_notebook_and_cleaning_it_again_changes_nothing() -> None:
    once, _ = CleanNotebook().preprocess(hostile.notebook(), {})
    nbformat.validate(once)
    twice, _ = CleanNotebook().preprocess(nbformat.from_dict(once), {})
    assert twice == once
    assert "onerror" not in once.cells[-1].metadata.get("nbgrader", {}).get("grade_id", "")
