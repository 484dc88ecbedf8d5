"""From a class to files for Kubernetes: Helm values, manifests, and rosters for ngshare.

The parts that hold for every class are files in ``course/hub/kubernetes``.
"""

import csv
import io
import re
import string
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hitkit.classroom import access, due, folders
from hitkit.classroom.roster import Class, Course, RosterError
from hitkit.curriculum import course_folder
from hitkit.files import whole_folder

EXCHANGE = "ngshare"
NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?")
LOG_INS = {
    "oauth": "oauthenticator.generic.GenericOAuthenticator",
    "lti": "ltiauthenticator.lti13.auth.LTI13Authenticator",
}
DATES = Path("/etc/hit/due.json")
COURSE_CONFIG = """\
# Written by `hitkit hub course`; the next one writes it again.
from ngshare_exchange import configureExchange

c = get_config()
configureExchange(c, "http://proxy-public/services/ngshare")
c.CourseDirectory.course_id = {course!r}
"""


@dataclass(frozen=True)
class Images:
    """The two images of a cluster, each with its tag."""

    hit: str
    ngshare: str


def templates() -> Path:
    """Return the folder of the files that hold for every class."""
    return course_folder() / "hub" / "kubernetes"


def write(held: Class, text: str, folder: Path, images: Images) -> Path:
    """Write all that a cluster needs into a new folder; ``text`` is the class file itself.

    Raises :class:`RosterError` for what cannot be on a cluster; then nothing is written.
    """
    files = {
        "values.yaml": (templates() / "values.yaml").read_text(encoding="utf-8"),
        "class.yaml": dump(values(held, images)),
        "exchange.yaml": filled(
            "exchange.yaml", images, courses=",".join(course.id for course in held.courses)
        ),
        "dask.yaml": filled("dask.yaml", images),
    }
    for course in held.courses:
        files[f"course-{course.id}.yaml"] = manifests(held, course, text, images)
        files[f"students-{course.id}.csv"] = students(course)
    try:
        with whole_folder(folder.absolute()) as partial:
            for name, content in files.items():
                (partial / name).write_text(content, encoding="utf-8")
    except FileExistsError as error:
        raise RosterError(str(error)) from None
    return folder


def values(held: Class, images: Images) -> dict[str, Any]:
    """Return the Helm values of a class: people, groups, roles, services, limits."""
    if held.hub.log_in not in LOG_INS:
        raise RosterError(
            f'[hub]: log_in = "{held.hub.log_in}" needs accounts of a machine, and a cluster has '
            f"none. Use one of {', '.join(LOG_INS)}."
        )
    name, _, tag = images.hit.rpartition(":")
    chosen = LOG_INS[held.hub.log_in]
    settings = dict(held.hub.log_in_settings)
    if held.hub.log_in == "oauth":
        settings = {"oauth_callback_url": f"{held.hub.address}/hub/oauth_callback", **settings}
    return {
        "custom": {
            "hit": {
                "groups": access.groups(held),
                "scopes": {who: scopes(held, who) for who in held.people},
                "looks": {who: access.look(held, who) for who in held.people},
            }
        },
        "hub": {
            "config": {
                "JupyterHub": {"authenticator_class": chosen},
                "Authenticator": {
                    "allowed_users": list(held.people),
                    "allow_existing_users": False,
                },
                chosen.rpartition(".")[2]: settings,
            },
            "loadRoles": {role.pop("name"): role for role in roles(held)},
            "services": {
                EXCHANGE: {"url": f"http://{EXCHANGE}:8080", "oauth_no_confirm": True},
                **{
                    course.id: {
                        "url": f"http://course-{service(course)}:8888",
                        "oauth_no_confirm": True,
                    }
                    for course in held.courses
                },
            },
        },
        "proxy": {"https": {"hosts": [held.hub.address.rpartition("/")[2]]}},
        "cull": {"timeout": held.hub.limits.idle_minutes * 60},
        "singleuser": {
            "image": {"name": name, "tag": tag},
            "memory": {"limit": held.hub.limits.memory, "guarantee": "256M"},
            "cpu": {"limit": held.hub.limits.processors, "guarantee": 0.05},
            "extraFiles": looks(held),
        },
    }


def roles(held: Class) -> list[dict[str, Any]]:
    """Return the Hub's roles: as on one host, and people and courses may reach the exchange.

    The chart makes the idle culler and its role itself.
    """
    reach = f"access:services!service={EXCHANGE}"
    courses = [course.id for course in held.courses]
    return [
        {"name": "user", "scopes": ["self", reach]},
        {"name": "exchange", "scopes": [reach], "services": courses},
        *(role for role in access.roles(held) if "services" not in role),
    ]


def scopes(held: Class, account: str) -> list[str]:
    """Return the scopes of the token in one account's own server."""
    return [*access.server_scopes(held, account), f"access:services!service={EXCHANGE}"]


def looks(held: Class) -> dict[str, dict[str, str]]:
    """Return the files that the chart puts into everybody's server."""
    found = {"due": {"mountPath": str(DATES), "stringData": due.to_json(held)}}
    for role in ("student", "grader", "instructor"):
        for path, text in folders.looks(role, DATES).items():
            key = f"{role}-{Path(path).stem.replace('_', '-')}"
            found[key] = {"mountPath": f"/etc/hit/{role}/{path}", "stringData": text}
    return found


def service(course: Course) -> str:
    """Return a course's name as Kubernetes takes names."""
    name = course.id.lower().replace("_", "-")
    if not NAME.fullmatch(name):
        raise RosterError(
            f"course {course.id}: Kubernetes takes names of at most 50 letters, digits and hyphens "
            "that begin and end with a letter or digit."
        )
    return name


def manifests(held: Class, course: Course, text: str, images: Images) -> str:
    """Return the manifests of one course: its class file and menus, and its server."""
    taken = [other.id for other in held.courses if service(other) == service(course)]
    if len(taken) > 1:
        raise RosterError(f"{' and '.join(taken)} are one name to Kubernetes. Rename one.")
    kept = {Path(path).name: content for path, content in folders.looks("course", DATES).items()}
    config = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": f"course-{service(course)}"},
        "data": {"class.toml": text, **kept},
    }
    own = {"course": course.id, "service": service(course), "grader": course.grader}
    return dump(config) + "---\n" + filled("course.yaml", images, **own)


def filled(name: str, images: Images, **own: str) -> str:
    """Return a file of :func:`templates` with its places filled in."""
    text = (templates() / name).read_text(encoding="utf-8")
    return string.Template(text).substitute(image=images.hit, ngshare=images.ngshare, **own)


def students(course: Course) -> str:
    """Return the roster of a course as ``ngshare-course-management add_students`` reads it."""
    out = io.StringIO()
    columns = ["student_id", "first_name", "last_name", "email"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([s.id, s.first_name, s.last_name, s.email] for s in course.students)
    return out.getvalue()


def dump(data: Any) -> str:
    """Return data as YAML, in the order it has."""
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text
