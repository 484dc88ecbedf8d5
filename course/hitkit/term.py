"""A term: a complete nbgrader course directory, drawn from one secret seed."""

import contextlib
import io
import json
import re
import secrets
import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from nbgrader.api import Gradebook

from hitkit import curriculum
from hitkit.build import module as modules
from hitkit.build.release import write_module
from hitkit.build.student import ANSWER_STUB, TEXT_STUB
from hitkit.curriculum import Module
from hitkit.files import whole_folder, write_private

Progress = Callable[[tuple[Module, ...]], Iterable[Module]]
DESK_CONFIG = """\
# The assignment list reads its settings where assignments are fetched to: those of the term.
from pathlib import Path

load_subconfig("nbgrader_config.py", path=str(Path(__file__).resolve().parent.parent))
"""
ROSTER = "id,first_name,last_name,email\nada,Ada,Example,ada@example.edu\n"


class TermError(ValueError):
    """A term cannot be made or read; the message says what to do."""


@dataclass(frozen=True)
class Term:
    """A term directory that exists."""

    folder: Path

    @property
    def course_id(self) -> str:
        """nbgrader's name of the course: the folder's name."""
        return self.folder.name

    @property
    def modules(self) -> tuple[str, ...]:
        """Ids of the modules of this term, in course order."""
        return tuple(sorted(path.name for path in (self.folder / "source").iterdir()))

    @property
    def seed(self) -> str:
        """The secret seed."""
        return (self.folder / "keys" / "seed.txt").read_text(encoding="utf-8").strip()


def new(
    folder: Path, seed: str | None = None, names: Iterable[str] = (), progress: Progress = iter
) -> Term:
    """Make a term in ``folder`` with the modules of these names (all, if none are given).

    Without a seed a strong one is drawn. The same seed gives the same notebooks, data and keys.
    Interrupted, nothing is left. Raises :class:`TermError` or ``CurriculumError``.
    """
    folder = folder.absolute()
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", folder.name):
        raise TermError(
            f"{folder.name!r} cannot name a course. "
            "Use letters, digits, hyphens and underscores, hit-fall-2026 for instance."
        )
    if seed is not None and not seed.strip():
        raise TermError("The seed is empty. Give any text, or leave --seed out to have one drawn.")
    chosen = choose(names)
    seed = seed or draw_seed()
    try:
        with whole_folder(folder) as partial:
            warm = [name for module in chosen for name in module.warm]
            _write(partial, folder.name, seed, progress(chosen), warm)
    except FileExistsError as error:
        raise TermError(str(error)) from None
    return Term(folder)


def open_term(folder: Path) -> Term:
    """Return the term in ``folder``, or raise :class:`TermError`."""
    folder = folder.absolute()
    if not (folder / "keys" / "seed.txt").exists() or not (folder / "nbgrader_config.py").exists():
        raise TermError(f"{folder} is no term. Make one with: hitkit term new {folder}")
    return Term(folder)


def choose(names: Iterable[str]) -> tuple[Module, ...]:
    """Return modules by name or number in course order; all of them if no name is given."""
    course = curriculum.load()
    wanted = {course.module(name).id for name in names} or set(course.ids)
    return tuple(module for module in course.modules if module.id in wanted)


def draw_seed() -> str:
    """Return a new secret seed of 120 bits, in letters and digits that read well aloud."""
    alphabet = string.ascii_lowercase.replace("l", "").replace("o", "") + "23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(6)) for _ in range(4))


def _write(
    folder: Path, course_id: str, seed: str, chosen: Iterable[Module], warm: Iterable[str]
) -> None:
    for private in ("source", "keys"):
        (folder / private).mkdir(mode=0o700)
    for module in chosen:
        drawn = modules.draw(module, seed)
        write_module(module, drawn, folder / "source" / module.id)
        key = json.dumps(drawn.keys, indent=1, sort_keys=True, ensure_ascii=False)
        write_private(folder / "keys" / f"{module.id}.json", key + "\n")
    write_private(folder / "keys" / "seed.txt", seed + "\n")
    (folder / "roster.example.csv").write_text(ROSTER, encoding="utf-8")
    config = config_text(course_id, warm)
    (folder / "nbgrader_config.py").write_text(config, encoding="utf-8")
    (folder / "desk").mkdir()
    (folder / "desk" / "nbgrader_config.py").write_text(DESK_CONFIG, encoding="utf-8")
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o1777)
    _make_gradebook(folder / "gradebook.db", course_id)


def config_text(course_id: str, warm: Iterable[str] = ()) -> str:
    """Return the ``nbgrader_config.py`` of a term; it finds its own folder when it is read.

    ``warm`` names Python modules that the grader loads once for all submissions.
    """
    template = resources.files("hitkit").joinpath("nbgrader_config.py.txt").read_text("utf-8")
    return string.Template(template).substitute(
        course_id=repr(course_id),
        answer_stub=repr(ANSWER_STUB),
        text_stub=repr(TEXT_STUB),
        warm=sorted(set(warm)),
    )


def _make_gradebook(path: Path, course_id: str) -> None:
    write_private(path, "")
    with contextlib.redirect_stderr(io.StringIO()), Gradebook(f"sqlite:///{path}", course_id):
        pass
