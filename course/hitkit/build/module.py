"""Read a module's folder: its two notebooks as text, its draw, its known answers."""

import importlib.util
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hitkit.curriculum import CurriculumError, Module
from hitkit.draw import Draw


@dataclass(frozen=True)
class Answer:
    """A known answer to one question, as code for its answer cell.

    An alternative is right and earns all; a mistake ``earns`` less (a number, or a
    template that gives one) and its message ``says`` something that helps.
    """

    question: str
    name: str
    code: str
    earns: str | None = None
    says: str = ""


def draw(module: Module, seed: str) -> Draw:
    """Draw a module's seeded part from its ``term.py``; without one there is nothing to draw."""
    path = module.folder / "term.py"
    if not path.exists():
        return Draw()
    drawn = _draw_function(path)(seed)
    if not isinstance(drawn, Draw):
        raise CurriculumError(f"{path}: draw(seed) must return a hitkit.draw.Draw.")
    return drawn


@cache
def _draw_function(path: Path) -> Callable[[str], Any]:
    spec = importlib.util.spec_from_file_location(f"_term_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        raise CurriculumError(f"{path} cannot be read as Python.")
    code = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(code)
    function: Callable[[str], Any] = code.draw
    return function


def text(module: Module, name: str) -> str:
    """Return the text of ``lesson`` or ``lab``."""
    path = module.folder / f"{name}.py"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CurriculumError(f"{path} is missing: every module has a lesson and a lab.") from None


def answers(module: Module) -> tuple[list[Answer], list[Answer]]:
    """Return the alternatives and the mistakes that ``answers.toml`` lists."""
    path = module.folder / "answers.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    alternatives = [
        Answer(entry["question"], entry["why"], entry["code"])
        for entry in data.get("alternative", [])
    ]
    mistakes = [
        Answer(entry["question"], entry["name"], entry["code"], str(entry["earns"]), entry["says"])
        for entry in data.get("mistake", [])
    ]
    return alternatives, mistakes
