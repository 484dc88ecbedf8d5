"""Points that count: a person's before the machine's, nothing certain that is not."""

from __future__ import annotations

from dataclasses import replace

from autograder.feedback import parts
from autograder.feedback.record import Grade, Record
from autograder.feedback.sheet import Sheet, Standing, join
from autograder.results import Question, Result, Status
from tests.autograder_feedback import sample


def sheet(result: Result | None, record: Record) -> Sheet:
    return join("lab", parts.read(sample.notebook(), sample.SECRETS), result, record)


def test_the_sample_adds_up() -> None:
    joined = sheet(sample.result(), sample.record())
    assert (round(joined.points, 2), joined.of, joined.open) == (16.4, 30, 6)
    assert [row.standing for row in joined.rows] == [
        Standing.SOME,
        Standing.FULL,
        Standing.BLANK,
        Standing.SOME,
        Standing.UNGRADED,
        Standing.WAITS,
    ]


def test_next_steps_begin_where_most_was_lost() -> None:
    joined = sheet(sample.result(), sample.record())
    assert [row.number for row in joined.worth_another_look] == [3, 1, 4]
    assert joined.rows[0].hints[0].startswith("Ask of every symptom")


def test_without_a_gradebook_the_results_count() -> None:
    joined = sheet(sample.result(), Record())
    assert round(joined.points, 2) == 11.4
    assert joined.rows[3].standing is Standing.WAITS


def test_without_results_the_gradebook_counts() -> None:
    joined = sheet(None, sample.record())
    assert round(joined.points, 2) == 16.4
    assert joined.rows[0].lines == ()
    assert joined.rows[4].standing is Standing.WAITS


def test_a_persons_points_end_trouble_and_doubt() -> None:
    record = sample.record()
    grades = {**record.grades, "q5-test": Grade(2, 3, by_person=True)}
    row = sheet(sample.result(), replace(record, grades=grades)).rows[4]
    assert (row.points, row.standing) == (2, Standing.SOME)


def test_machine_trouble_is_never_a_zero() -> None:
    record = sample.record()
    grades = {**record.grades, "q5-test": Grade(0, 3)}
    row = sheet(sample.result(), replace(record, grades=grades)).rows[4]
    assert (row.points, row.standing, row.lost) == (None, Standing.UNGRADED, 0)


def test_points_that_a_person_looks_at_again_are_not_settled() -> None:
    record = sample.record()
    grades = {**record.grades, "q4": Grade(5, 6, by_person=True, needs_person=True)}
    joined = sheet(sample.result(), replace(record, grades=grades))
    assert (joined.rows[3].points, joined.rows[3].standing) == (5, Standing.WAITS)
    assert not joined.settled


def test_a_question_that_the_notebook_lost_is_still_counted() -> None:
    result = sample.result()
    lost = Question("q9-test", "lab", 1, 2, Status.GRADED)
    joined = sheet(replace(result, questions=(*result.questions, lost)), sample.record())
    assert (joined.rows[-1].part.title, joined.rows[-1].points) == ("q9-test", 1)


def test_lateness_costs_once_and_never_below_zero() -> None:
    late = replace(sample.record(), late_penalty=2.0)
    assert round(sheet(sample.result(), late).points, 2) == 14.4
    assert sheet(sample.result(), replace(late, late_penalty=99)).points == 0


def test_a_source_that_all_lines_share_is_said_once() -> None:
    result = sample.result()
    first, second, *rest = result.questions
    lines = tuple(replace(line, reason="Section I.A") for line in second.lines)
    shared = replace(result, questions=(first, replace(second, lines=lines), *rest))
    assert sheet(shared, sample.record()).rows[0].source == "Section I.A"
    assert sheet(result, sample.record()).rows[0].source == ""
    assert sample.html(result=shared).count("Section I.A") == 1
