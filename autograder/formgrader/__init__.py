"""Formgrader with two lines of defence: student work is cleaned, and no foreign script may run.

A Jupyter Server extension that takes the place of nbgrader's own:

    c.ServerApp.jpserver_extensions = autograder.formgrader.EXTENSIONS

It serves nbgrader's pages, handlers and programs, with a Content-Security-Policy, with text that
is escaped where it comes from an address or a name, with MathJax from this machine, and with
links that work wherever the server lives.
"""

from __future__ import annotations

from typing import Any

EXTENSIONS = {"nbgrader.server_extensions.formgrader": False, "autograder.formgrader": True}
# For nbconvert's HTMLExporter, by whose settings nbgrader's own pages can be cleaned, too.
CLEANING: dict[str, Any] = {
    "preprocessors": ["autograder.formgrader.clean.CleanNotebook"],
    "filters": {"markdown2html": "autograder.formgrader.clean.markdown2html"},
}


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "autograder.formgrader"}]


def _load_jupyter_server_extension(server: Any) -> None:
    from .extension import load  # noqa: PLC0415  # students' servers look at this module, too

    load(server)
