"""A real Hub on this machine: a course from fetching to feedback, and what must not be possible."""

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hitkit import curriculum
from hitkit.classroom import health, local

from tests import small_course
from tests.classroom.person import Person, Refused

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


def test_ctrl_c_ends_all_of_it(hub: local.Running, tmp_path: Path) -> None:
    """A second Hub on the same machine: other ports, and nothing left of it afterwards."""
    (tmp_path / "second").mkdir()
    for name in (local.MARKER, "class.toml", "courses"):
        source = hub.held.hub.state.parent / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / "second" / name)
    text = (tmp_path / "second" / "class.toml").read_text()
    moved = text.replace(str(hub.held.hub.state.parent), str(tmp_path / "second"))
    (tmp_path / "second" / "class.toml").write_text(moved)
    command = [sys.executable, "-m", "hitkit.cli", "hub", "start", str(tmp_path / "second")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    said = ""
    while "Ctrl-C ends" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    assert "does NOT keep students apart" in said
    base = re.search(r"http://\S+", said)
    password = re.search(r"Password of everybody: (\S+)", said)
    assert base
    assert password
    ada = Person(base.group(), "ada", password.group(1))
    ada.log_in()
    ada.start()
    started = psutil.Process(process.pid).children(recursive=True)
    assert len(started) >= 4, "Hub, proxy, formgrader and ada's server"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []
