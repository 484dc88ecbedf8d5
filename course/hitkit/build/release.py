"""Write a module's notebooks and data: for instructors (a term's source) or for students."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from hitkit.build import module as modules
from hitkit.build.notebook import NOTEBOOKS, build
from hitkit.build.student import student_edition
from hitkit.build.template import Filler
from hitkit.curriculum import Module
from hitkit.draw import Draw

PUBLIC_SEED = "public"


def write_module(module: Module, draw: Draw, folder: Path, for_students: bool = False) -> None:
    """Write the notebooks, ``data/`` and ``images/`` of a module into ``folder``."""
    folder.mkdir(parents=True)
    filler = Filler(draw)
    for name in NOTEBOOKS:
        notebook = build(module, name, filler)
        if for_students:
            notebook = student_edition(notebook)
        (folder / f"{name}.ipynb").write_bytes(to_bytes(notebook))
    images = sorted((module.folder / "images").glob("*"))
    parts = [("data", file, content) for file, content in sorted(draw.files.items())]
    parts += [("images", image.name, image.read_bytes()) for image in images]
    for part, name, content in parts:
        path = folder / part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_student_edition(modules_: tuple[Module, ...], folder: Path) -> None:
    """Write the public student edition of all modules into ``folder``."""
    for module in modules_:
        write_module(module, modules.draw(module, PUBLIC_SEED), folder / module.id, True)


def to_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as the bytes of its file, always the same for the same notebook."""
    return (nbformat.writes(notebook, indent=1, sort_keys=True).rstrip("\n") + "\n").encode()
