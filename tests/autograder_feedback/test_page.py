"""The page says all that a student needs, carries nothing hostile, and nothing of the tests."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.feedback import page, parts
from autograder.feedback.record import Record
from autograder.receipt import Item, Receipt
from autograder.results import Line, Question, Result, Status, Tampering
from tests.autograder_feedback import sample
from tests.autograder_feedback.hostile import PAYLOADS, Reader, assert_harmless, texts
from tests.autograder_feedback.sample import with_marks


def words(html: str) -> str:
    """Return the page's text on one line."""
    return " ".join(" ".join(Reader(html).pieces).split())


def filled_with(text: str) -> str:
    """Return a page that has ``text`` wherever students, notebooks or graders can put some."""
    v4 = nbformat.v4
    cells: list[Any] = [
        v4.new_markdown_cell(f"# {text}"),
        v4.new_markdown_cell(f"## {text}\n\n{text}"),
        with_marks(v4.new_code_cell(text), text, solution=True),
        with_marks(v4.new_code_cell("secret"), "t", points=3),
        with_marks(v4.new_markdown_cell(text), "m", solution=True, points=1),
    ]
    notebook = {"cells": cells, "metadata": {"kernelspec": {"language": text}}}
    line = Line(text, text, 1, 3, text, text)
    return page.write(
        page.Subject(text, text, text, parts.title(notebook)),
        parts.read(notebook, sample.SECRETS),
        Result(
            text,
            text,
            text,
            text,
            text,
            submitted=text,
            graded=text,
            notebooks=(text, "other"),
            questions=(
                Question("t", text, 1, 3, Status.GRADED, (line,)),
                Question(text + "x", text, None, 3, Status.NOT_GRADED, (line,)),
            ),
            tampering=(Tampering(text, text, text),),
            notes=("note " + text,),
        ),
        Record(name=text, comments={text: text, "m": text}),
        sample.NOW,
        Receipt(text, text, text, text, (Item("a", 1, "0" * 64),)),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_no_text_becomes_a_program(text: str) -> None:
    filled_with(text).encode("utf-8")
    assert_harmless(filled_with(text))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_becomes_a_program(payload: str) -> None:
    html = filled_with(payload)
    assert_harmless(html)
    assert "\x00" not in html


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_an_answer_is_shown_as_it_was_written(text: str) -> None:
    notebook = sample.notebook()
    notebook.cells[-1].source = f"{text}."
    assert f"{text}." in Reader(sample.html(notebook=notebook)).text


def test_no_test_source_is_in_the_page() -> None:
    html = sample.html()
    assert "key_of_the_instructor" in nbformat.writes(sample.notebook())
    assert "key_of_the_instructor" not in html
    assert "assert" not in html
    assert "key_of_the_instructor" not in sample.html(result=None)


def test_it_runs_no_script_and_asks_for_nothing() -> None:
    html = sample.html()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy and style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy[1]
    assert "<script" not in html
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_its_parts_are_in_order() -> None:
    reader = Reader(sample.html())
    assert reader.headings.count("h1") == 1
    levels = [int(heading[1]) for heading in reader.headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(set(reader.ids)) == len(reader.ids)
    assert {link[1:] for link in reader.links} <= set(reader.ids)


def test_the_header_says_who_what_and_when() -> None:
    said = words(sample.html())
    for piece in (
        "Lab 4: Diagnosis coding",
        "16.4 of 30 points so far",
        "6 points not decided yet",
        "Ada Alderby (ada.alderby)",
        "Thursday, March 5, 2026, 09:12 (UTC), in time",
        "Attempt 2",
        f"Receipt {sample.RECEIPT.number[:12]} for 2 files",
        "release 5f3a9c1b5f3a",
        "submission c2d47e90c2d4",
    ):
        assert piece in said


def test_lines_carry_item_points_hint_and_source() -> None:
    said = words(sample.html())
    assert "E04 0 of 2 You gave R05.1." in said
    assert "Hint: Ask of every symptom" in said
    assert "Source: Official Guidelines I.B.5" in said


def test_what_waits_and_what_failed_is_said_in_words() -> None:
    said = words(sample.html())
    assert "This answer waits for a person to read it." in said
    assert "Not graded: there was trouble in the machinery, not in your work." in said
    assert "A process was killed" not in said
    assert "Clear and not leading." in said


def test_what_was_put_back_is_said_without_blame() -> None:
    said = words(sample.html())
    assert "Cell q2-check : the text of this check was changed" in said
    other = replace(sample.result(), tampering=(Tampering("lesson", "x", "moved"),))
    assert "Put back" not in sample.html(result=other)


def test_the_graders_own_troubles_are_not_the_students() -> None:
    noted = replace(sample.result(), notes=("A process was killed.", "x.txt is a link."))
    said = words(sample.html(result=noted))
    assert "A process was killed" not in said
    assert "x.txt is a link." in said


def test_what_comes_next_depends_on_the_due_date() -> None:
    early = words(sample.html(now=sample.DUE - timedelta(hours=1)))
    assert "You can hand in again until Friday, March 6, 2026, 23:59 (UTC)." in early
    after = words(sample.html(now=sample.DUE + timedelta(hours=1)))
    assert "It was due on Friday, March 6, 2026, 23:59 (UTC)" in after
    none = words(sample.html(record=replace(sample.record(), due=None)))
    assert "Ask your instructor whether you can hand in again." in none


def test_lateness_and_its_price_are_said() -> None:
    record = replace(
        sample.record(),
        handed_in=sample.DUE + timedelta(days=1, hours=2, minutes=5),
        late_penalty=2.0,
    )
    said = words(sample.html(record=record))
    assert "late by 1 day 2 hours" in said
    assert "2 points taken off because the work came late." in said
    assert "14.4 of 30 points so far" in said


def test_times_are_told_in_the_courses_zone() -> None:
    subject = replace(sample.SUBJECT, zone=ZoneInfo("America/Chicago"))
    assert "Thursday, March 5, 2026, 03:12 (CST)" in words(sample.html(subject=subject))


def test_full_marks_send_the_student_on() -> None:
    html = page.write(
        sample.SUBJECT,
        parts.read(sample.notebook(), sample.SECRETS)[:1],
        replace(
            sample.result(),
            questions=(Question("q1-test", "lab", 10, 10, Status.GRADED),),
        ),
        Record(),
        datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert "All is right. Go on to the next assignment." in words(html)


def test_a_message_without_points_is_a_sentence_not_a_table() -> None:
    plain = sample.result()
    first, second, *rest = plain.questions
    failed = replace(second, points=0, status=Status.FAILED, lines=(Line("Count <all> visits."),))
    html = sample.html(result=replace(plain, questions=(first, failed, *rest)))
    assert "<p>Count &lt;all&gt; visits.</p>" in html
    assert html.count('<table class="lines">') == 2


def test_points_that_a_person_changed_are_said_to_be() -> None:
    record = sample.record()
    grades = {
        **record.grades,
        "q1-test": replace(record.grades["q1-test"], points=9, by_person=True),
    }
    said = words(sample.html(record=replace(record, grades=grades)))
    assert "A person set these points." in said
    assert "9 of 10 points" in said


def test_a_notebook_without_points_says_where_they_are() -> None:
    html = sample.html(
        subject=replace(sample.SUBJECT, notebook="lesson"), notebook={"cells": []}, record=Record()
    )
    assert "This notebook carries no points. Your points for this assignment stand in the " in html
    assert "feedback on lab." in html


def test_grading_without_a_sandbox_is_said() -> None:
    assert "without a sandbox" not in sample.html()
    assert "without a sandbox" in sample.html(result=replace(sample.result(), sandbox="none"))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert sample.html() == sample.html()
