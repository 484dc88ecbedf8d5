"""The lesson teaches what the lab asks for."""

import re

import pytest
from hitkit import curriculum
from hitkit.coding import cases, terms
from hitkit.coding.guidelines import SECTIONS
from hitkit.coding.key import Query
from hitkit.seeds import stream

MODULE = curriculum.load().module("04")
LESSON = (MODULE.folder / "lesson.py").read_text(encoding="utf-8")
CITED = set(re.findall(r"(?<![\w.])(?:I{1,3}|IV)(?:\.[A-Z\d][\w]*)(?:\.\w+)*", LESSON)) | {
    "II",
    "III",
}


def test_the_lesson_cites_no_section_that_is_not_on_the_list() -> None:
    known = {start for section in SECTIONS for start in _starts(section)}
    assert sorted(CITED - known) == []


@pytest.mark.parametrize("family", cases.ALL, ids=lambda family: family.__name__)
def test_each_rule_that_decides_an_encounter_is_in_the_lesson(family: cases.Family) -> None:
    for i in range(30):
        answer = family(stream("lesson", family.__name__, i)).answer
        used = (
            {answer.section}
            if isinstance(answer, Query)
            else {entry.section for entry in answer.codes}
        )
        assert [section for section in used if not CITED & set(_starts(section))] == []


def test_the_lesson_has_every_word_part_of_the_lab() -> None:
    parts = [*terms.ROOTS, *terms.SUFFIXES]
    assert [part for part in parts if f"| {part} |" not in LESSON] == []


def _starts(section: str) -> list[str]:
    """Return a section and the sections that hold it, I.C.4.a.2 for one: also I.C.4.a and I.C.4."""
    parts = section.split(".")
    return [".".join(parts[:end]) for end in range(min(4, len(parts)), len(parts) + 1)]
