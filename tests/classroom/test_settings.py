"""From a class to JupyterHub's settings: valid ones, with the narrowest rights."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import oauthenticator.generic
import pytest
from hitkit.classroom import access, members, production, roster
from hitkit.classroom.roster import Class
from jupyterhub import app, auth, orm, proxy, scopes, spawner
from jupyterhub.services.service import Service
from ltiauthenticator.lti13.auth import LTI13Authenticator
from nbgrader.utils import parse_utc
from systemdspawner import SystemdSpawner
from traitlets.config import Config

from tests.classroom import classes

FOLDER = Path("/srv/hit")
CLASSES: dict[str, Any] = {
    "JupyterHub": app.JupyterHub,
    "ConfigurableHTTPProxy": proxy.ConfigurableHTTPProxy,
    "Authenticator": auth.Authenticator,
    "LocalAuthenticator": auth.LocalAuthenticator,
    "PAMAuthenticator": auth.PAMAuthenticator,
    "GenericOAuthenticator": oauthenticator.generic.GenericOAuthenticator,
    "LTI13Authenticator": LTI13Authenticator,
    "Spawner": spawner.Spawner,
    "SystemdSpawner": SystemdSpawner,
}
OAUTH = """
[hub.oauth]
client_id = "hit"
authorize_url = "https://login.college.edu/authorize"
token_url = "https://login.college.edu/token"
userdata_url = "https://login.college.edu/userinfo"
username_claim = "preferred_username"
"""
LTI = """
[hub.lti]
client_id = ["1"]
issuer = "https://canvas.instructure.com"
authorize_url = "https://sso.canvaslms.com/api/lti/authorize_redirect"
jwks_endpoint = "https://sso.canvaslms.com/api/lti/security/jwks"
username_key = "preferred_username"
"""
LOG_IN = {"pam": "", "oauth": OAUTH, "lti": LTI}


def held(log_in: str = "pam", *names: str) -> Class:
    text = classes.text(FOLDER, *names or ("hit",)).replace('"pam"', f'"{log_in}"')
    return roster.parse(text.replace("\n[[course]]", LOG_IN[log_in] + "\n[[course]]", 1))


@pytest.mark.parametrize("systemd", [True, False])
@pytest.mark.parametrize("log_in", LOG_IN)
def test_jupyterhub_knows_every_setting_and_takes_its_value(log_in: str, systemd: bool) -> None:
    for section, values in production.production(held(log_in), systemd).items():
        config = Config({section: values})
        traits = CLASSES[section].class_traits(config=True)
        assert set(values) <= set(traits), section
        for name, value in values.items():
            if name not in ("load_roles", "services", "load_groups"):
                traits[name]._validate(CLASSES[section].__new__(CLASSES[section]), value)
        assert config[section]
    for service in production.production(held(log_in), systemd)["JupyterHub"]["services"]:
        assert set(service) <= {*Service.class_trait_names(), "name", "url", "command"}


def test_no_token_no_administrator_and_no_scope_that_is_not_needed() -> None:
    settings = production.production(held("pam", "hit", "him"), True)
    for service in settings["JupyterHub"]["services"]:
        assert not {"admin", "api_token", "apiToken"} & set(service)
        assert service["user"] not in ("root", None)
    assert "admin_users" not in settings["Authenticator"]
    granted = {s for role in settings["JupyterHub"]["load_roles"] for s in role["scopes"]}
    assert not [scope for scope in granted if scope.startswith("admin")]
    services = {
        s for role in settings["JupyterHub"]["load_roles"] for s in role.get("services", [])
    }
    assert services == {"idle-culler"}, "a course's service asks the Hub nothing"
    for scope in granted | {
        s for name in ("ada", "mlopez") for s in access.server_scopes(held(), name)
    }:
        assert scope.split("!")[0] in scopes.scope_definitions


def test_a_teacher_reaches_her_own_course_alone() -> None:
    two = held("pam", "hit", "him")
    for role in access.roles(two):
        if role["name"] == "teach-hit":
            assert role["groups"] == ["formgrade-hit"]
            assert all(scope.endswith("!service=hit") for scope in role["scopes"])
    assert access.server_scopes(two, "ada") == list(access.SERVER_SCOPES)
    assert access.groups(two)["nbgrader-hit"] == {"users": ["ada", "ben"]}
    assert access.groups(two)["formgrade-hit"] == {"users": ["mlopez", "tchen"]}
    looks = [access.look(two, name) for name in ("ada", "tchen", "mlopez")]
    assert looks == ["student", "grader", "instructor"]


def test_a_large_class_may_start_at_once() -> None:
    students = ", ".join(f'{{ id = "s{number}" }}' for number in range(300))
    text = classes.text(FOLDER).replace("students = [", f"students = [{students},")
    settings = production.production(roster.parse(text), True)
    assert settings["Spawner"]["http_timeout"] > 300


@pytest.mark.parametrize("log_in", LOG_IN)
def test_each_log_in_is_held_to_the_roster(log_in: str) -> None:
    made = production.authenticator(held(log_in))
    assert issubclass(made, auth.LocalAuthenticator)
    settings = production.production(held(log_in), False)
    config = Config({name: values for name, values in settings.items() if "uthenticator" in name})
    lets_in = made(config=config)
    assert lets_in.allowed_users == {"ada", "ben", "mlopez", "tchen"}
    assert not lets_in.allow_existing_users
    assert lets_in.create_system_users == (log_in != "pam")


class _Anyone(auth.Authenticator):
    def add_user(self, user: Any) -> None:
        pass


def _user(name: str, groups: list[str], running: bool = False) -> Any:
    user = orm.User(name=name)
    user.groups = [orm.Group(name=group) for group in groups]
    if running:
        orm.Spawner(name="", server=orm.Server(), user=user)
    return user


def test_whoever_left_a_course_loses_its_group() -> None:
    keeper = members.by_roster(_Anyone, held())()
    user = _user("tchen", ["formgrade-hit", "formgrade-old", "nbgrader-hit"])
    keeper.add_user(user)
    assert [group.name for group in user.groups] == ["formgrade-hit"]


def test_whoever_left_the_college_is_forgotten_once_the_server_has_stopped() -> None:
    keeper = members.by_roster(_Anyone, held())()
    with pytest.raises(roster.RosterError, match="no longer on the roster"):
        keeper.add_user(_user("gone", ["formgrade-hit"]))
    at_work = _user("gone", ["formgrade-hit"], running=True)
    keeper.add_user(at_work)
    assert at_work.groups == []


async def _refresh(name: str) -> Any:
    return await members.by_roster(_Anyone, held())().refresh_user(SimpleNamespace(name=name))


def test_an_old_cookie_does_not_let_in_who_left() -> None:
    import asyncio

    assert asyncio.run(_refresh("gone")) is False
    assert asyncio.run(_refresh("ada")) is True


def test_the_proxy_is_told_where_the_certificate_is_and_is_not_reached_past_a_front() -> None:
    assert "--ip=127.0.0.1 --port=8000" in production.proxy_script(held())
    text = classes.text(FOLDER).replace(
        "tls_in_front = true", 'certificate = "/etc/c.pem"\nkey = "/etc/k.pem"\nsubdomains = true'
    )
    script = production.proxy_script(roster.parse(text))
    assert "--port=443" in script
    assert "--ssl-cert=/etc/c.pem --ssl-key=/etc/k.pem" in script
    assert "--host-routing" in script


def test_why_nbgrader_must_write_times_in_utc() -> None:
    assert parse_utc("2026-07-01 12:00:00.0 UTC") == datetime(2026, 7, 1, 12)
    as_written_in_chicago = parse_utc("2026-07-01 12:00:00.0 CDT")
    assert as_written_in_chicago != datetime(2026, 7, 1, 17, tzinfo=UTC).replace(tzinfo=None)
