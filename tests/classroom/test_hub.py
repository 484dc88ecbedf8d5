"""A real Hub on this machine: a course from fetching to feedback, and what must not be possible."""

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests
from hitkit import curriculum
from hitkit.classroom import health, local

from tests import small_course
from tests.classroom.person import Person, Refused
from tests.hub import run

COURSE, WORK = local.COURSE, "00-counting"
SERVICE = f"/services/{COURSE}/"
HOSTILE = 'import os\nrows_q1 = 3\nprint("SEEN", sorted(os.environ), os.environ.get("HOME"))'
ASK = """
import os, json, urllib.request
def ask(path, method="GET"):
    url = os.environ["JUPYTERHUB_API_URL"] + path
    token = {"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"]}
    request = urllib.request.Request(url, method=method, headers=token)
    try:
        return urllib.request.urlopen(request).status
    except urllib.error.HTTPError as error:
        return error.code
print(json.dumps([ask(*call) for call in CALLS]))
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[local.Running]:
    folder = tmp_path_factory.mktemp("classroom")
    with pytest.MonkeyPatch.context() as patch:
        course = small_course.write(folder / "repo" / "course")
        patch.setattr(curriculum, "course_folder", lambda: course)
        patch.setattr(local, "MODULE", "00")
        with local.running(folder / "hub", port=0) as hub:
            yield hub
    assert psutil.Process().children(recursive=True) == []


def person(hub: local.Running, name: str, start: bool = True) -> Person:
    made = Person(hub.base, name, hub.numbers.password)
    made.log_in()
    if start:
        made.start()
    return made


def formgrader(teacher: Person, method: str, path: str) -> object:
    answer = teacher.ask(method, f"formgrader/api/{path}", server=SERVICE)
    if isinstance(answer, dict) and "success" in answer:
        assert answer["success"], answer.get("error") or answer.get("log")
    return answer


def test_work_goes_out_comes_in_is_graded_sealed_and_comes_back(hub: local.Running) -> None:
    ada, ines = person(hub, "ada"), person(hub, "ines", start=False)
    assert [(a["assignment_id"], a["status"]) for a in ada.assignments(COURSE)] == [
        (WORK, "released")
    ]
    ada.fetch(COURSE, WORK)
    path = f"{COURSE}/{WORK}/lab.ipynb"
    notebook = json.loads(ada.run(f"print(open({path!r}).read())"))
    for cell in notebook["cells"]:
        if "rows_q1 = ..." in "".join(cell["source"]):
            cell["source"] = HOSTILE
    text = json.dumps(notebook)
    ada.run(f"open({path!r}, 'w').write({text!r})")
    ada.submit(COURSE, WORK)

    ines.open(SERVICE + "lab")
    formgrader(ines, "POST", f"assignment/{WORK}/collect")
    formgrader(ines, "POST", f"submission/{WORK}/ada/autograde")
    graded = next(c.folder for c in hub.held.courses) / "autograded" / "ada" / WORK / "lab.ipynb"
    seen = re.search(r"SEEN.*", graded.read_text())
    assert seen, "the student's code was run"
    for secret in ("JUPYTERHUB", "TOKEN", "CONFIGPROXY", str(hub.held.hub.state)):
        assert secret not in seen.group()

    formgrader(ines, "POST", f"assignment/{WORK}/generate_feedback")
    formgrader(ines, "POST", f"assignment/{WORK}/release_feedback")
    ada.ask("POST", "assignments/fetch_feedback", {"course_id": COURSE, "assignment_id": WORK})
    handed_in = next(a for a in ada.assignments(COURSE) if a["status"] == "submitted")
    assert handed_in["submissions"][0]["has_local_feedback"]


def test_who_may_open_what(hub: local.Running) -> None:
    ben, gwen = person(hub, "ben"), person(hub, "gwen")
    assert ben.open(SERVICE + "formgrader/manage_assignments").status_code == 403
    assert ben.open("/user/ines/lab").status_code in (403, 404)
    assert gwen.open(SERVICE + "formgrader/manage_assignments").status_code == 200
    beside = f"http://127.0.0.1:{hub.numbers.course_ports[0]}{SERVICE}"  # not through the proxy
    answer = ben.web.get(beside + "formgrader/manage_assignments", allow_redirects=False)
    assert "/hub/api/oauth2/authorize" in answer.headers["Location"]
    assert ben.web.get(f"http://127.0.0.1:{hub.numbers.proxy_port}/api/routes").status_code == 403
    courses = gwen.ask("GET", "formgraders")["value"]
    assert [course["course_id"] for course in courses] == [COURSE]
    with pytest.raises(Refused):
        Person(hub.base, "stranger", hub.numbers.password).log_in()
    with pytest.raises(Refused):
        Person(hub.base, f"grader-{COURSE}", hub.numbers.password).log_in()


def test_the_token_in_a_students_server_opens_nothing_else(hub: local.Running) -> None:
    ben = person(hub, "ben")
    calls = [
        ("/users/ben",),
        ("/users",),
        ("/users/ada",),
        ("/groups",),
        ("/services",),
        ("/users/ben/tokens", "POST"),
        ("/users/ben/server", "DELETE"),
        ("/proxy",),
        ("/shutdown", "POST"),
    ]
    answers = json.loads(ben.run(f"CALLS = {calls!r}" + ASK))
    assert answers[0] == 200
    assert all(code in (403, 404) for code in answers[1:]), answers


def test_the_page_of_due_dates_is_the_students_own(hub: local.Running) -> None:
    page = person(hub, "ben").open("/user/ben/hitkit/due").text
    assert f"<h2>{COURSE}</h2>" in page
    assert "<time datetime=" in page


def test_the_doctor_finds_a_hub_that_is_well(hub: local.Running) -> None:
    findings = health.examine(hub.held.hub.state.parent / "class.toml")
    assert [finding.says for finding in findings if not finding.fine] == []
    assert len(findings) > 20


def another(hub: local.Running, folder: Path) -> Path:
    """Return a copy of the classroom: the same people and term, nothing handed in yet."""
    old = hub.held.hub.state.parent
    shutil.copytree(old, folder, ignore=shutil.ignore_patterns("state", "homes", "inbound"))
    text = (folder / "class.toml").read_text()
    (folder / "class.toml").write_text(text.replace(str(old), str(folder)))
    (folder / "exchange" / COURSE / "inbound").mkdir()
    (folder / "exchange" / COURSE / "inbound").chmod(0o2733)
    return folder


def enter(opened: run.Opened, name: str) -> Person:
    made = Person(opened.base, name, opened.password)
    made.log_in()
    made.start()
    return made


def test_ctrl_c_ends_all_of_it(hub: local.Running, tmp_path: Path) -> None:
    """A second Hub on the same machine: other ports, and nothing left of it afterwards."""
    with run.hub(another(hub, tmp_path / "second")) as opened:
        enter(opened, "ada")
        started = opened.process.children(recursive=True)
        assert len(started) >= 4, "Hub, proxy, formgrader and ada's server"
    assert "does NOT keep students apart" in (tmp_path / "second.txt").read_text()


def test_what_was_saved_and_handed_in_outlives_every_kill(
    hub: local.Running, tmp_path: Path
) -> None:
    folder = another(hub, tmp_path / "killed")
    path = f"api/contents/{COURSE}/{WORK}/kept.txt"
    text = {"type": "file", "format": "text", "content": "saved"}

    def all_is_there(ada: Person) -> None:
        deadline = time.monotonic() + ada.patience
        while True:
            try:
                ada.start()
                assert ada.ask("GET", path)["content"] == "saved"
                handed_in = [a for a in ada.assignments(COURSE) if a["status"] == "submitted"]
                assert len(handed_in[0]["submissions"]) == 1
                return
            except (Refused, requests.RequestException):  # not up again yet
                assert time.monotonic() < deadline
                time.sleep(0.5)

    with run.hub(folder, ends_with=1) as opened:
        ada = enter(opened, "ada")
        ada.fetch(COURSE, WORK)
        ada.ask("PUT", path, text)
        ada.submit(COURSE, WORK)
        opened.part("hitkit.classroom.proxy").kill()
        all_is_there(ada)
        opened.part("jupyterhub-singleuser", of="ada").kill()
        all_is_there(ada)
        opened.part("jupyterhub").kill()
        opened.ends_by_itself()
    assert "The Hub has ended by itself" in (tmp_path / "killed.txt").read_text()
    with run.hub(folder) as opened:
        all_is_there(enter(opened, "ada"))
