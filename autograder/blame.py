"""Whose doing it is when a cell of the instructor's fails: the student's, or not.

A cell that fails on nothing but the instructor's own things costs no student a point. The names
that it did not come to bind are broken, and so is what is made of them; a question that depends on
a broken name and does not hold is not graded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import names
from .release import Cell


@dataclass(frozen=True)
class Failure:
    """How a cell failed: at which line, and whether that is certainly no answer's doing.

    An import that found nothing, say, or a machine too slow.
    """

    error: str
    text: str = ""
    line: int = 0
    not_theirs: bool = False

    def __str__(self) -> str:
        return f"{self.error}: {self.text}" if self.text else self.error


class Blame:
    """Follows names down one notebook."""

    def __init__(self) -> None:
        self._answered = False
        self._theirs: set[str] = set()
        self._broken: dict[str, str] = {}
        self._broken_inside: dict[str, str] = {}

    def answered(self, solution: str, codes: Iterable[str]) -> None:
        """Pass an answer cell; what is made of broken names is broken too."""
        self._answered = True
        for code in map(names.analyse, (solution, *codes)):
            self._theirs |= code.bound
            self._follow(code)

    def imported(self, cell: Cell, imports: str, failure: Failure | None) -> None:
        """Pass the imports of the instructor's own answer, on which the tests may lean."""
        if failure is not None and failure.not_theirs:
            self._break(self._broken, cell, imports, failure, "where tests run")

    def given(
        self, cell: Cell, saw_answers: bool, failure: Failure | None, inside: Failure | None
    ) -> None:
        """Pass a cell of the instructor's.

        ``failure`` is how it failed where tests run; ``inside`` how it failed in the sandbox while
        nothing of the student's had run.
        """
        code = names.analyse(cell.source)
        self._follow(code)
        theirs = saw_answers or bool(code.mentioned & self._theirs)
        if theirs:
            self._theirs |= code.bound
        if inside is not None:
            self._break(self._broken_inside, cell, cell.source, inside, "in the sandbox")
        if failure is None or (theirs and not failure.not_theirs):
            return
        if failure.error == "NameError" and self._answered:  # of an answer that was never given
            return
        self._break(self._broken, cell, cell.source, failure, "where tests run")

    def test(self, cell: Cell, failure: Failure | None) -> str:
        """Pass a test; return why it could not run at all, or nothing."""
        self._follow(names.analyse(cell.source))
        if failure is None or not failure.not_theirs:
            return ""
        why = (
            f"The tests of this question cannot run: {failure}. Install what they need where the "
            "grader runs, or mend them, and grade again."
        )
        self._broken |= dict.fromkeys(names.unreached(cell.source, failure.line), why)
        return why

    def reason(self, codes: Iterable[str], sealed: bool) -> str:
        """Return why a question that leans on these codes cannot be held against the student."""
        broken = {**self._broken, **self._broken_inside} if sealed else self._broken_inside
        for code in codes:
            for name in sorted(names.analyse(code).mentioned & set(broken)):
                return broken[name]
        return ""

    def _break(
        self, broken: dict[str, str], cell: Cell, code: str, failure: Failure, where: str
    ) -> None:
        why = (
            f"{_named(cell)} fails {where}: {failure}. Mend it, or install what it needs, and "
            "grade again."
        )
        for name in names.unreached(code, failure.line):
            broken.setdefault(name, why)

    def _follow(self, code: names.Code) -> None:
        for broken in (self._broken, self._broken_inside):
            for name in sorted(code.mentioned & set(broken)):
                for made in code.bound | code.imported | code.touched:
                    broken.setdefault(made, broken[name])
                break


def _named(cell: Cell) -> str:
    if cell.managed:
        return f"The instructor's cell '{cell.id}'"
    return f"The instructor's cell that begins with `{cell.source.strip().splitlines()[0][:60]}`"
