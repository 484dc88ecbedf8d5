"""Prompts become HTML that people can read and that cannot do anything."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from autograder.feedback import code, markdown
from tests.autograder_feedback.hostile import PAYLOADS, Reader, assert_harmless, texts


@settings(deadline=None)
@given(texts)
@example("\n".join(PAYLOADS))
def test_nothing_gets_through_markdown(text: str) -> None:
    assert_harmless(markdown.to_html(text))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_gets_through_alone(payload: str) -> None:
    assert_harmless(markdown.to_html(payload))


def test_prompts_keep_their_shape() -> None:
    html = markdown.to_html(
        "Code **both**, not `J45`:\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "See [the guidelines](https://www.cms.gov/x?a=1&b=2)."
    )
    for piece in ("<strong>both</strong>", "<code>J45</code>", "<ol>", "<th>a</th>", "<td>2</td>"):
        assert piece in html
    assert Reader(html).links == ["https://www.cms.gov/x?a=1&b=2"]


def test_headings_fit_below_those_of_the_page() -> None:
    assert Reader(markdown.to_html("# a\n\n### b\n\nc\n---")).headings == ["h4", "h4", "h4"]


def test_html_of_other_courses_becomes_its_text() -> None:
    html = markdown.to_html(
        "<div class='x'><b>Hint</b>: a &lt; b<br>next</div>\n\nA <u>word</u><br>here"
    )
    assert " ".join(Reader(html).text.split()) == "Hint: a < b next A wordhere"


def test_pictures_become_their_descriptions() -> None:
    html = markdown.to_html("![Bar chart of visits](data/chart.png) [file](data/a.csv)")
    assert "[Picture: Bar chart of visits] file" in html


@settings(deadline=None)
@given(texts)
def test_code_is_coloured_but_never_changed(source: str) -> None:
    source = source.replace("\r", "")
    for language in ("ipython3", "r", "no such language"):
        html = code.to_html(source, language)
        reader = assert_harmless(html)
        assert reader.text == source
