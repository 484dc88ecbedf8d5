"""What of the student's the tests may see, and as what: read off the instructor's own cells."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from . import names

_SHELL = ("display", "get_ipython")


@dataclass
class Rights:
    """Names, as far down the notebook as :meth:`learn` has been.

    ``expected`` are names that the instructor's answers bind; ``touched`` names that they change
    in place, where only data may be replaced; ``classes`` whose objects the tests may use, and
    ``objects`` the names that may hold such; ``changing`` names of functions that may change
    what a test gives them.
    """

    expected: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    changing: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, cells: Iterable[tuple[str, bool]]) -> Rights:
        """Look through a whole notebook for the classes that it asks for.

        ``cells`` are the instructor's, each with whether it is an answer. The classes are those
        that one of them defines, and names that tests call and that nobody but a student can have
        made: no function of the instructor's, and no builtin.
        """
        made, called, functions = {*dir(builtins), *_SHELL}, set[str](), set[str]()
        rights = cls()
        for source, answer in cells:
            code = names.analyse(source)
            rights.classes |= code.classes
            if answer:
                functions |= code.functions | code.imported
            else:
                made |= code.bound | code.imported
                called |= code.called
        if "*" not in made | functions:  # from m import * may have made any name
            rights.objects |= called - made - functions
        rights.classes |= rights.objects
        return rights

    def learn(self, solution: str, codes: Iterable[str], mentioned: Set[str]) -> None:
        """Pass an answer cell: the instructor's, and what the student wrote there.

        Of names that the student alone binds, those count that the instructor mentions somewhere.
        """
        ours = names.analyse(solution)
        self.expected |= ours.bound - ours.imported
        self.touched |= ours.touched
        if ours.mentioned & (self.classes | self.objects):
            self.objects |= ours.bound
        if ours.changing or ours.mentioned & self.changing:
            self.changing |= ours.bound
        if not ours.bound and not ours.touched:  # the instructor left no solution to go by
            for code in map(names.analyse, codes):
                self.touched |= (code.bound | code.touched) & mentioned
                self.objects |= code.bound & mentioned
                self.changing |= code.bound & mentioned

    def as_json(self) -> dict[str, list[str]]:
        """Return the names as plain lists."""
        return {kind: sorted(found) for kind, found in vars(self).items()}

    @classmethod
    def from_json(cls, data: dict[str, list[str]]) -> Rights:
        """Read what :meth:`as_json` made."""
        return cls(**{kind: set(found) for kind, found in data.items()})
