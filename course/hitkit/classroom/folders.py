"""The files that make JupyterLab and nbgrader look right for students, teachers and courses.

Each role has a folder, which its servers find through ``JUPYTER_CONFIG_PATH``. That is looks
only: what people may do is decided by the Hub's scopes and by the rights of files.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from hitkit.classroom import due_page
from hitkit.classroom.roster import Course

ROLES = ("student", "grader", "instructor", "course")
_SERVER = "nbgrader.server_extensions."
_FORMGRADER = "autograder.formgrader"  # nbgrader's own, made safe to open students' work in
_EXTENSIONS = ("assignment_list", "course_list", "formgrader", "validate_assignment")
_SHOWN = {
    "student": {"assignment_list", "validate_assignment"},
    "grader": {"assignment_list", "course_list", "validate_assignment"},
    "instructor": {"assignment_list", "course_list", "validate_assignment"},
    "course": {"assignment_list", "formgrader", "validate_assignment"},
}
_AUTHORS = ("instructor", "course")
_LAB = "@jupyter/nbgrader:"
_EXCHANGE = """\
c.Exchange.root = {root!r}
# nbgrader reads a time back right only from this zone. People see their own on the due page.
c.Exchange.timezone = "UTC"
"""
_PEOPLE = """\
c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"
c.ExchangeFactory.submit = "autograder.exchange.ReceiptSubmit"
c.Exchange.path_includes_course = True
"""
_ONE_ACCOUNT = """\
# All people share one account of this machine.
import os
c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
"""
_HEAD = "# Written by `hitkit hub apply`; the next one writes it again.\nc = get_config()\n"


def role_files(exchange: Path, dates: Path, one_account: bool = False) -> dict[str, str]:
    """Return the files of all role folders, by path.

    ``dates`` is the file of due dates; ``one_account`` is for a Hub whose people are no users
    of the machine.
    """
    found: dict[str, str] = {}
    for role in ROLES:
        found |= {f"{role}/{name}": text for name, text in looks(role, dates).items()}
        if role != "course":
            own = _ONE_ACCOUNT if one_account else ""
            text = _HEAD + _EXCHANGE.format(root=str(exchange)) + _PEOPLE + own
            found[f"{role}/nbgrader_config.py"] = text
    return found


def looks(role: str, dates: Path) -> dict[str, str]:
    """Return the files that choose a role's menus and extensions, by path in its folder."""
    return {
        "jupyter_server_config.json": _json(_server(role, dates)),
        "labconfig/page_config.json": _json({"disabledExtensions": _hidden(role)}),
        "labconfig/default_setting_overrides.json": _json(_lab(role)),
    }


def course_file(course: Course, exchange: Path, one_account: bool = False) -> str:
    """Return ``hub_config.py`` of a course folder, which its ``nbgrader_config.py`` reads last.

    The course asks the Hub nothing about its people, so its service needs no scope at all:
    who may open it is decided before it is reached.
    """
    own = (
        "# All people share one account of this machine, so owners of files prove nothing.\n"
        "c.ExchangeCollect.check_owner = False\n"
    )
    who = f"c.CourseDirectory.course_id = {course.id!r}\n"
    return _HEAD + who + _EXCHANGE.format(root=str(exchange)) + (own if one_account else "")


def modules() -> list[str]:
    """Return the server extensions that some role needs."""
    nbgraders = {_SERVER + name for name in _EXTENSIONS if name != "formgrader"}
    return sorted(nbgraders | {_FORMGRADER, due_page.__name__})


def _server(role: str, dates: Path) -> Mapping[str, object]:
    shown = _SHOWN[role]
    extensions = {_SERVER + name: name in shown for name in _EXTENSIONS if name != "formgrader"}
    extensions |= {_SERVER + "formgrader": False, _FORMGRADER: "formgrader" in shown}
    settings: dict[str, object] = {"jpserver_extensions": extensions}
    if role == "course":
        return {"ServerApp": settings}
    extensions[due_page.__name__] = True
    settings["tornado_settings"] = {due_page.SETTING: str(dates)}
    # Through files, not ports: where many start at once, two kernels would get the same port.
    return {"ServerApp": settings, "KernelManager": {"transport": "ipc"}}


def _lab(role: str) -> dict[str, object]:
    """JupyterLab's own settings: it asks no other machine for news, and has a menu *Course*."""
    found: dict[str, object] = {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        }
    }
    if role != "course":
        address = {"text": "Due dates", "url": "/hub/user-redirect/hitkit/due"}
        show = {"command": "help:open", "args": {**address, "newBrowserTab": True}}
        menu = {"id": "jp-mainmenu-course", "label": "Course", "rank": 150, "items": [show]}
        found["@jupyterlab/mainmenu-extension:plugin"] = {"menus": [menu]}
    return found


def _hidden(role: str) -> dict[str, bool]:
    shown = _SHOWN[role]
    plugins = {
        "assignment-list": "assignment_list" in shown,
        "course-list": "course_list" in shown,
        "formgrader": "formgrader" in shown,
        "validate-assignment": "validate_assignment" in shown,
        "create-assignment": role in _AUTHORS,
    }
    return {_LAB + name: not on for name, on in plugins.items()}


def _json(data: object) -> str:
    return json.dumps(data, indent=1) + "\n"
