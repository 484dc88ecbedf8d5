"""One student's graded lab, as the grader, the gradebook and the notebook tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import nbformat

from autograder.feedback import page, parts
from autograder.feedback.record import Grade, Record
from autograder.receipt import Item, Receipt
from autograder.results import Line, Question, Result, Status, Tampering

SECRETS = [
    ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS"),
    ("BEGIN MARK SCHEME", "END MARK SCHEME"),
    ("BEGIN SOLUTION", "END SOLUTION"),
]
HIDDEN = "assert codes_q1 == key_of_the_instructor"
DUE = datetime(2026, 3, 6, 23, 59, tzinfo=UTC)
NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
SECTIONS = "Official Guidelines"

SUBJECT = page.Subject("04-diagnosis-coding", "ada.alderby", "lab", "Lab 4: Diagnosis coding")
RECEIPT = Receipt(
    "him-101",
    "04-diagnosis-coding",
    "ada.alderby",
    "2026-03-05 09:12:44.107000 UTC",
    (Item("data/encounters.csv", 5120, "0b" * 32), Item("lab.ipynb", 24518, "a1" * 32)),
)


def notebook() -> Any:
    """Return the autograded notebook, hidden tests and all."""
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell("# Lab 4: Diagnosis coding\n\nYou code for **4 West** today."),
        v4.new_markdown_cell(
            "## Question 1: code five short encounters (10 points)\n\n"
            "Read each note in `data/encounters.csv` and list its codes, the first-listed "
            "code first.\n\n| Encounter | Setting |\n|---|---|\n| E01 | clinic |\n| E02 | clinic |"
        ),
        with_marks(
            v4.new_code_cell(
                "codes_q1 = {\n"
                '    "E01": ["S52.531A", "W10.9XXA"],  # fall on the stairs\n'
                '    "E02": ["J45.901"],\n'
                '    "E03": ["E11.9", "I10"],\n'
                '    "E04": ["R05.1"],\n'
                '    "E05": ["N39.0", "B96.20"],\n'
                "}"
            ),
            "q1",
            solution=True,
        ),
        with_marks(v4.new_code_cell("check.fine()"), "q1-check", points=0),
        with_marks(
            v4.new_code_cell(f"### BEGIN HIDDEN TESTS\n{HIDDEN}\n### END HIDDEN TESTS"),
            "q1-test",
            points=10,
        ),
        v4.new_markdown_cell(
            "## Question 2: how many codes are not billable? (4 points)\n\n"
            "Count the rows of `claims` whose code is not billable on its date."
        ),
        with_marks(v4.new_code_cell("not_billable_q2 = 7"), "q2", solution=True),
        with_marks(v4.new_code_cell(HIDDEN), "q2-test", points=4),
        v4.new_markdown_cell("## Question 3: the discharge of 12 March (4 points)\n\nCode it."),
        with_marks(v4.new_code_cell("codes_q3 = ..."), "q3", solution=True),
        with_marks(v4.new_code_cell(HIDDEN), "q3-test", points=4),
        v4.new_markdown_cell(
            "## Question 4: write a query (6 points)\n\nThe note says *anemia*. Write to the "
            "physician, without leading."
        ),
        with_marks(
            v4.new_markdown_cell(
                "Dear Dr Larkfield,\n\nthe note of 3 March says anemia after blood loss of 900 ml. "
                "Please document the type of anemia that you treated, if you can.\n\nAda"
            ),
            "q4",
            solution=True,
            points=6,
        ),
        v4.new_markdown_cell("## Question 5: seventh characters (3 points)\n\nComplete the codes."),
        with_marks(v4.new_code_cell('codes_q5 = ["S82.51XD"]'), "q5", solution=True),
        with_marks(v4.new_code_cell(HIDDEN), "q5-test", points=3),
        v4.new_markdown_cell("## Question 6: reflect (3 points)\n\nWhat would you do differently?"),
        with_marks(
            v4.new_markdown_cell("I would read the whole note before I open the index."),
            "q6",
            solution=True,
            points=3,
        ),
    ]
    return v4.new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})


def result() -> Result:
    """Return what the grader kept."""
    lines = (
        Line(
            "You gave S52.531A, W10.9XXA. All right.",
            "E01",
            2,
            2,
            reason=f"{SECTIONS} I.C.19.a, I.C.20.a",
        ),
        Line("You gave J45.901. All right.", "E02", 2, 2, reason=f"{SECTIONS} I.B.9"),
        Line(
            "You gave E11.9, I10. The codes are E11.65, I10. E11.9: the category is right, the "
            "details are those of E11.65.",
            "E03",
            1.4,
            2,
            "The note says how the glucose was: look for what comes after “with” in the index.",
            f"{SECTIONS} I.C.4.a",
        ),
        Line(
            "You gave R05.1. The code is J20.9. A symptom that belongs to a confirmed diagnosis is "
            "not coded beside it.",
            "E04",
            0,
            2,
            "Ask of every symptom: does the note already say what causes it?",
            f"{SECTIONS} I.B.5",
        ),
        Line("You gave N39.0, B96.20. All right.", "E05", 2, 2, reason=f"{SECTIONS} I.B.7"),
    )
    ask = Question
    return Result(
        assignment="04-diagnosis-coding",
        student="ada.alderby",
        release="5f3a9c1b" * 8,
        submission="c2d47e90" * 8,
        sandbox="namespaces, landlock, seccomp",
        attempt=2,
        submitted="2026-03-05 09:12:44.107000 UTC",
        graded="2026-03-05T10:02:11+00:00",
        notebooks=("lab", "lesson"),
        questions=(
            ask("q1-check", "lab", 0, 0, Status.GRADED),
            ask("q1-test", "lab", 7.4, 10, Status.GRADED, lines),
            ask(
                "q2-test",
                "lab",
                4,
                4,
                Status.GRADED,
                (Line("7 is right.", "Claims", 4, 4, reason=f"{SECTIONS} I.B.2"),),
            ),
            ask(
                "q3-test",
                "lab",
                0,
                4,
                Status.NO_ANSWER,
                (Line("There is no answer here.", "Discharge", 0, 4, "Start with the reason."),),
            ),
            ask("q4", "lab", None, 6, Status.NEEDS_PERSON),
            ask("q5-test", "lab", None, 3, Status.NOT_GRADED, (Line("A process was killed."),)),
            ask("q6", "lab", None, 3, Status.NEEDS_PERSON),
        ),
        tampering=(Tampering("lab", "q2-check", "the text of this check was changed"),),
    )


def record() -> Record:
    """Return what the gradebook holds: one manual answer read, one not yet."""
    return Record(
        name="Ada Alderby",
        handed_in=datetime(2026, 3, 5, 9, 12, 44, tzinfo=UTC),
        due=DUE,
        grades={
            "q1-check": Grade(0, 0),
            "q1-test": Grade(7.4, 10),
            "q2-test": Grade(4, 4),
            "q3-test": Grade(0, 4),
            "q4": Grade(5, 6, by_person=True),
            "q5-test": Grade(None, 3, needs_person=True),
            "q6": Grade(None, 3, needs_person=True),
        },
        comments={
            "q4": "Clear and not leading. You could offer the choices that the record supports.\n"
            "Next time, name the laboratory value, too."
        },
    )


def html(**changed: Any) -> str:
    """Return the page of the sample, with parts of it replaced."""
    given: dict[str, Any] = {
        "subject": SUBJECT,
        "parts": parts.read(changed.pop("notebook", notebook()), SECRETS),
        "result": result(),
        "record": record(),
        "now": NOW,
        "receipt": RECEIPT,
    }
    return page.write(**(given | changed))


def with_line(line: Line) -> Result:
    """Return the sample's result with one more line for its first question."""
    plain = result()
    first, second, *rest = plain.questions
    return replace(plain, questions=(first, replace(second, lines=(*second.lines, line)), *rest))


def with_marks(cell: Any, name: str, solution: bool = False, points: float | None = None) -> Any:
    marks: dict[str, Any] = {
        "grade": points is not None,
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        marks["points"] = points
    cell.metadata["nbgrader"] = marks
    return cell
