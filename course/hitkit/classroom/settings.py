"""From a class to JupyterHub's settings, valid for JupyterHub 5.5 and 6."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hitkit.classroom import access
from hitkit.classroom.roster import Class, Course

Settings = dict[str, dict[str, Any]]
LOCALHOST = "127.0.0.1"


@dataclass(frozen=True)
class Places:
    """Where the Hub keeps its things, and the ports of this machine that it uses."""

    state: Path
    port: int
    hub_port: int
    proxy_port: int
    course_ports: tuple[int, ...]

    @property
    def private(self) -> Path:
        """The folder that the Hub alone can read."""
        return self.state / "private"

    def role(self, name: str) -> Path:
        """The folder of settings for one role."""
        return self.state / "roles" / name


def common(held: Class, places: Places) -> Settings:
    """Return what holds for every Hub of ours."""
    private = places.private
    people = len(held.people)
    return {
        "JupyterHub": {
            "hub_ip": LOCALHOST,
            "hub_port": places.hub_port,
            "db_url": f"sqlite:///{private / 'jupyterhub.sqlite'}",
            "cookie_secret_file": str(private / "jupyterhub_cookie_secret"),
            "load_groups": access.groups(held),
            "load_roles": access.roles(held),
            "services": [
                *(
                    course_service(course, port, places)
                    for course, port in zip(held.courses, places.course_ports, strict=True)
                ),
                culler(held.hub.limits.idle_minutes),
            ],
            # A class logs in within a minute or two, and about one server starts a second.
            "concurrent_spawn_limit": max(20, people),
            "active_server_limit": 0,
        },
        "ConfigurableHTTPProxy": {"api_url": f"http://{LOCALHOST}:{places.proxy_port}"},
        "Authenticator": {
            "allowed_users": set(held.people),
            # Whoever is taken off the roster is out, though the Hub once knew him.
            "allow_existing_users": False,
            "delete_invalid_users": True,
        },
        "Spawner": {
            "cmd": [program("jupyterhub-singleuser")],
            "default_url": "/lab",
            "poll_interval": 10,  # seconds until a server that died is noticed
            "http_timeout": max(60, people + 60),
            "start_timeout": max(60, people + 60),
            "environment": {"PATH": path()},
            "server_token_scopes": token_scopes(held),
            "oauth_client_allowed_scopes": [],
        },
    }


def token_scopes(held: Class) -> Callable[[Any], list[str]]:
    """Return what gives each server's token the scopes of its owner's part in the class."""
    return lambda spawner: access.server_scopes(held, spawner.user.name)


def course_service(course: Course, port: int, places: Places) -> dict[str, Any]:
    """Return the service that serves a course's folder, and with it formgrader, to its teachers."""
    return {
        "name": course.id,
        "url": f"http://{LOCALHOST}:{port}",
        "command": [program("jupyterhub-singleuser")],
        "cwd": str(course.folder),
        "environment": {
            "JUPYTERHUB_USER": course.grader,
            "JUPYTERHUB_DEFAULT_URL": "/lab",
            "JUPYTER_CONFIG_PATH": str(places.role("course")),
            "PATH": path(),
        },
        # Teachers are asked nothing: the course is theirs.
        "oauth_no_confirm": True,
    }


def culler(idle_minutes: int) -> dict[str, Any]:
    """Return the service that stops servers nobody uses."""
    return {
        "name": "idle-culler",
        "command": [
            sys.executable,
            "-m",
            "jupyterhub_idle_culler",
            f"--timeout={idle_minutes * 60}",
        ],
    }


def program(name: str) -> str:
    """Return a program of this environment by its whole path."""
    return str(Path(sys.prefix) / "bin" / name)


def path() -> str:
    """Return the PATH of servers: this environment's programs, then the system's."""
    return os.pathsep.join([str(Path(sys.prefix) / "bin"), "/usr/local/bin", "/usr/bin", "/bin"])


def merged(*layers: Mapping[str, Mapping[str, Any]]) -> Settings:
    """Return settings in which a later layer adds to, or replaces, an earlier one's."""
    found: Settings = {}
    for layer in layers:
        for section, values in layer.items():
            found[section] = {**found.get(section, {}), **values}
    return found


def write(config: Any, settings: Settings) -> None:
    """Put settings into JupyterHub's configuration object."""
    for section, values in settings.items():
        for name, value in values.items():
            setattr(config[section], name, value)
