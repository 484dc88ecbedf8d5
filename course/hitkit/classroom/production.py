"""The Hub of a college on one host: people are users of the machine, students are kept apart."""

import os
import secrets
import shlex
import stat
from pathlib import Path
from typing import Any

from hitkit.classroom import access, members, settings
from hitkit.classroom.machine import RUNTIME, account
from hitkit.classroom.roster import Class, RosterError
from hitkit.classroom.settings import LOCALHOST, Places, Settings
from hitkit.classroom.state import applied

HUB_PORT = 8081
PROXY_PORT = 8001
COURSE_PORTS = 10100
NOBODY = "nobody"
TOKEN = "CONFIGPROXY_AUTH_TOKEN"
SYSTEMD = Path("/run/systemd/system")  # there where systemd runs the machine
SYSTEMD_SPAWNER: Settings = {
    "SystemdSpawner": {
        "unit_name_template": "hit-{USERNAME}",
        "isolate_tmp": True,
        "isolate_devices": True,
        "disable_user_sudo": True,
        "unit_extra_properties": {"TasksMax": "256"},
    }
}
# An account from outside has no password here, and a home that nobody else can enter.
ADD_USER = ["useradd", "--create-home", "--key", "HOME_MODE=0700", "--shell", "/bin/bash"]


def configure(config: Any, state: str) -> None:
    """Fill JupyterHub's configuration object with what was last applied."""
    held = applied(Path(state))
    if held is None:
        raise RosterError(f"No class file was applied to {state}. Run: hitkit hub apply class.toml")
    if not os.environ.get(TOKEN):
        raise RosterError(
            f"{TOKEN} is not set. Start the Hub through its unit, which reads "
            f"{state}/private/proxy.env."
        )
    settings.write(config, production(held, SYSTEMD.exists()))
    config.JupyterHub.authenticator_class = authenticator(held)


def places(held: Class) -> Places:
    """Return where a college's Hub keeps its things, and its ports."""
    ports = range(COURSE_PORTS, COURSE_PORTS + len(held.courses))
    return Places(held.hub.state, public_port(held), HUB_PORT, PROXY_PORT, tuple(ports))


def public_port(held: Class) -> int:
    """Return the port that the proxy listens on."""
    return 8000 if held.hub.tls_in_front else 443


def production(held: Class, systemd: bool) -> Settings:
    """Return the settings of a college's Hub.

    Without systemd servers run as plain processes, and nothing limits their memory.
    """
    here = places(held)
    common = settings.common(held, here)
    runs_as = {course.id: course.grader for course in held.courses}
    for service in common["JupyterHub"]["services"]:
        service["user"] = runs_as.get(service["name"], NOBODY)
    return settings.merged(
        common,
        {
            "JupyterHub": {
                "bind_url": f"http://{LOCALHOST}:{here.port}",
                "public_url": held.hub.address + "/",
                "subdomain_host": held.hub.address if held.hub.subdomains else "",
                # Students go on working while the Hub is started again.
                "cleanup_servers": False,
                "spawner_class": "systemdspawner.SystemdSpawner"
                if systemd
                else "jupyterhub.spawner.LocalProcessSpawner",
            },
            "ConfigurableHTTPProxy": {"should_start": False},
            "Spawner": {
                "pre_spawn_hook": welcome(held, here),
                "mem_limit": held.hub.limits.memory,
                "cpu_limit": held.hub.limits.processors,
            },
            "LocalAuthenticator": {
                "create_system_users": held.hub.log_in != "pam",
                "add_user_cmd": ADD_USER,
            },
        },
        SYSTEMD_SPAWNER if systemd else {},
        _log_in(held),
    )


def welcome(held: Class, here: Places) -> Any:
    """Return what is done before a server starts: close the home, and choose the menus."""

    def dress(spawner: Any) -> None:
        home = close_home(spawner.user.name)
        spawner.environment["JUPYTER_RUNTIME_DIR"] = f"{home}/{RUNTIME}"
        role = access.look(held, spawner.user.name)
        spawner.environment["JUPYTER_CONFIG_PATH"] = str(here.role(role))

    return dress


def close_home(name: str) -> str:
    """Let nobody but its owner into a home; return where it is."""
    entry = account(name)
    if entry is None:
        raise RosterError(f"{name} has no account on this machine.")
    home = os.open(entry.pw_dir, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if stat.S_IMODE(os.fstat(home).st_mode) & 0o077:
            os.fchmod(home, 0o700)
    finally:
        os.close(home)
    return entry.pw_dir


def _log_in(held: Class) -> Settings:
    kind, own = held.hub.log_in, dict(held.hub.log_in_settings)
    if kind == "pam":
        return {"PAMAuthenticator": {"open_sessions": False}}
    if kind == "oauth":
        callback = held.hub.address + "/hub/oauth_callback"
        return {"GenericOAuthenticator": {"oauth_callback_url": callback, **own}}
    return {"LTI13Authenticator": own}


def authenticator(held: Class) -> type:
    """Return the class that lets people in: one of three, each held to the roster."""
    from jupyterhub.auth import LocalAuthenticator, PAMAuthenticator  # noqa: PLC0415

    if held.hub.log_in == "pam":
        return members.by_roster(PAMAuthenticator, held)
    if held.hub.log_in == "oauth":
        from oauthenticator.generic import GenericOAuthenticator as Outside  # noqa: PLC0415
    else:
        from ltiauthenticator.lti13.auth import LTI13Authenticator as Outside  # noqa: PLC0415

    class Local(LocalAuthenticator, Outside):  # people from outside get accounts of this machine
        pass

    return members.by_roster(Local, held)


def proxy_script(held: Class) -> str:
    """Return the shell script that runs the proxy, which outlives the Hub: nobody is cut off."""
    command = [
        "configurable-http-proxy",
        f"--ip={LOCALHOST}" if held.hub.tls_in_front else "--ip=",
        f"--port={public_port(held)}",
        f"--api-ip={LOCALHOST}",
        f"--api-port={PROXY_PORT}",
        f"--error-target=http://{LOCALHOST}:{HUB_PORT}/hub/error",
        *(["--host-routing"] if held.hub.subdomains else []),
    ]
    if not held.hub.tls_in_front:
        command += [f"--ssl-cert={held.hub.certificate}", f"--ssl-key={held.hub.key}"]
        command += ["--redirect-port=80"]
    return "# Written by `hitkit hub apply`.\nexec " + shlex.join(command) + "\n"


def proxy_secret() -> str:
    """Return a new secret between the Hub and its proxy, as systemd reads it."""
    return f"{TOKEN}={secrets.token_hex(32)}\n"
