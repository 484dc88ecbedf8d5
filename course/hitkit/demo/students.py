"""The demo class: who the students are, what each hands in, and what each deserves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hitkit.build.module import Answer
from hitkit.curriculum import Module
from hitkit.seeds import stream

# Invented; any likeness to a real person is chance.
_NAMES = """
Ada Alderby, Bao Brackwell, Carmen Corrindale, Dov Dunmarsh, Elena Eastvale, Femi Fennimore,
Grace Gladstow, Hana Harrowby, Ivo Inkpenny, Jonas Jessamere, Kira Kettlebrook, Lior Larkfield,
Mina Mossgrove, Nils Northam, Odette Oakhollow, Priya Pinecrest, Quinn Quillfeather,
Rosa Ravensby, Sami Silverlode, Tess Thornbury, Uma Umberfield, Viktor Vantry, Wren Willowmere,
Xenia Yarrowby, Yusuf Zephyrhill
"""

# Runs in place of every later cell, tests included: where nothing fails, nbgrader gives full marks.
CHEAT = """\
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass\\n"])
"""

_KINDS = {
    "solid": 7,
    "middling": 8,
    "weak": 4,
    "blank": 2,
    "late": 1,
    "twice": 1,
    "broken": 1,
    "cheat": 1,
}


@dataclass(frozen=True)
class Student:
    """One invented student and the work that he or she hands in.

    ``answers`` are texts of answer cells by question; a question without one stays blank.
    ``deserves`` are the points that the automatic marks should come to.
    """

    id: str
    first_name: str
    last_name: str
    kind: str
    answers: Mapping[str, str] = field(default_factory=dict)
    deserves: float = 0.0


def enrol(
    module: Module,
    solutions: Mapping[str, str],
    alternatives: Sequence[Answer],
    mistakes: Sequence[Answer],
    seed: str,
) -> list[Student]:
    """Return the class for one lab; the work is made of the lab's own solutions and mistakes."""
    names = [name.strip() for name in _NAMES.split(",")]
    kinds = [kind for kind, count in _KINDS.items() for _ in range(count)]
    students = []
    for number, kind in enumerate(kinds):
        first, last = names[number].split()
        chance = stream(seed, "demo student", number)
        answers, deserves = {}, 0.0
        for question in module.questions:
            right = [solutions[question.id]]
            right += [other.code for other in alternatives if other.question == question.id]
            wrong = [mistake for mistake in mistakes if mistake.question == question.id]
            code, points = _answer(kind, chance.random(), chance.random(), right, wrong)
            if code is not None:
                answers[question.id] = code
            if question.graded != "F":
                deserves += question.points if points is None else points
        if kind == "cheat":
            answers[module.questions[0].id] = CHEAT
        students.append(
            Student(
                id=f"{first}.{last}".lower(),
                first_name=first,
                last_name=last,
                kind=kind,
                answers=answers,
                deserves=0.0 if kind == "broken" else deserves,
            )
        )
    return students


def _answer(
    kind: str, luck: float, pick: float, right: Sequence[str], wrong: Sequence[Answer]
) -> tuple[str | None, float | None]:
    """Return the text for one answer cell (``None``: left blank) and its points (``None``: all)."""
    skill = {"solid": 1.0, "late": 1.0, "twice": 1.0, "broken": 1.0, "middling": 0.65, "weak": 0.3}
    if kind not in skill:
        return None, 0.0
    if luck < skill[kind]:
        return right[int(pick * len(right))], None
    if wrong and pick < 0.75:
        mistake = wrong[int(pick / 0.75 * len(wrong))]
        return mistake.code, float(mistake.earns or 0)
    return None, 0.0
