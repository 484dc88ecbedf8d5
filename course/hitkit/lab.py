"""Open JupyterLab on a term, as its instructor."""

import os
import sys
from pathlib import Path

from hitkit import term
from hitkit.term import TermError

_SAFE_FORMGRADER = (
    "--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=False",
    "--ServerApp.jpserver_extensions=autograder.formgrader=True",
)


def start(folder: Path) -> None:
    """Replace this process by JupyterLab in a term; make the term if there is none."""
    if not folder.exists():
        print(f"Making a term in {folder} ...")
        term.new(folder)
    opened = term.open_term(folder)
    os.chdir(opened.folder)
    arguments = ["-m", "jupyter", "lab", "--LabApp.default_url=/lab", *_SAFE_FORMGRADER]
    try:
        os.execv(sys.executable, [sys.executable, *arguments])
    except OSError as error:
        raise TermError(f"JupyterLab does not start: {error}") from error
