"""A Jupyter Server extension: the page of due dates, at ``hitkit/due`` of everybody's server."""

import asyncio
import json
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from nbgrader.apps import NbGrader
from nbgrader.auth import Authenticator
from tornado import web

from hitkit.classroom import due

SETTING = "hitkit_due_file"


class DueHandler(JupyterHandler):
    """Answers with the due dates of the courses that the owner of this server is in."""

    @web.authenticated
    async def get(self) -> None:
        """Show the page; the Hub says which courses are mine."""
        loop = asyncio.get_running_loop()
        courses = await loop.run_in_executor(None, _my_courses)
        dates = json.loads(Path(self.settings[SETTING]).read_text(encoding="utf-8"))
        self.finish(due.page(dates, courses))


def _my_courses() -> list[str]:
    app = NbGrader()
    app.load_config_file()
    courses: list[str] | None = Authenticator(config=app.config).get_student_courses("*")
    return courses or []


def _load_jupyter_server_extension(server: Any) -> None:
    web_app = server.web_app
    address = url_path_join(web_app.settings["base_url"], "hitkit", "due")
    web_app.add_handlers(".*$", [(address, DueHandler)])


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]
