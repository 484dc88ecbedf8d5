"""The server extension: nbgrader's formgrader, its handlers guarded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupyter_server_mathjax
from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from nbgrader.server_extensions.formgrader.base import BaseHandler
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado import web

from . import pages

_MATHJAX = Path(jupyter_server_mathjax.__file__).parent / "static"
_POLICY = pages.policy()
# Files that students handed in are shown as if they came from a machine of no name.
_FILES_POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"


class _Guarded(BaseHandler):
    """What every page and answer of formgrader sends along."""

    @property
    def content_security_policy(self) -> str:
        """The policy of formgrader alone; it may be framed by this host, whatever the Hub asks."""
        return _POLICY


class _GuardedFiles(BaseHandler):
    @property
    def content_security_policy(self) -> str:
        """The policy for a file of a submission."""
        return _FILES_POLICY


class _Front(handlers.FormgraderHandler):
    """The address without a page: the course of this server.

    nbgrader reads ``?path=`` here and runs the ``nbgrader_config.py`` in that folder. A link is
    enough to make an instructor's browser ask for it, so it is not read.
    """

    @web.authenticated
    def get(self) -> None:
        """Go to the assignments."""
        self.redirect(f"{self.base_url}/formgrader/manage_assignments")


class Formgrader(FormgradeExtension):
    """nbgrader's formgrader with our pages and handlers."""

    def init_tornado_settings(self, webapp: Any) -> None:
        """Show submissions and lists through our templates."""
        super().init_tornado_settings(webapp)
        webapp.settings.update(
            nbgrader_exporter=pages.Submission(config=self.config),
            nbgrader_jinja2_env=pages.environment(),
        )

    def init_handlers(self, webapp: Any) -> None:
        """Answer at nbgrader's addresses."""
        base = webapp.settings["base_url"]
        rules = [
            (
                r"/formgrader/(links\.js)",
                web.StaticFileHandler,
                {"path": str(Path(__file__).parent)},
            ),
            (r"/formgrader/mathjax/(.*)", web.StaticFileHandler, {"path": str(_MATHJAX)}),
            (r"/formgrader/static/(.*)", web.StaticFileHandler, {"path": handlers.static_path}),
            *_guarded(),
            (r"/formgrader/.*", _guard(handlers.Template404)),
        ]
        webapp.add_handlers(".*$", [(url_path_join(base, first), *rest) for first, *rest in rules])


def _guarded() -> Iterator[tuple[Any, ...]]:
    for pattern, handler, *rest in (*handlers.default_handlers, *apihandlers.default_handlers):
        yield pattern, _guard(handler), *rest


def _guard(handler: Any) -> Any:
    """Return nbgrader's handler with a policy; what serves its own programs needs none."""
    if handler is handlers.FormgraderHandler:
        handler = _Front
    if not issubclass(handler, BaseHandler):
        return handler
    files = issubclass(handler, handlers.SubmissionFilesHandler)
    return type(handler.__name__, (_GuardedFiles if files else _Guarded, handler), {})


def load(server: Any) -> None:
    """Put formgrader into a Jupyter server, as nbgrader's own extension does."""
    formgrader = Formgrader(parent=server)
    formgrader.root_dir = server.root_dir
    formgrader.log = server.log
    formgrader.initialize([])
    formgrader.init_tornado_settings(server.web_app)
    formgrader.init_handlers(server.web_app)
