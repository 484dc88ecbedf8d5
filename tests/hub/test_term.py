"""A term on the Hub, from the first log-in to feedback, by what is on the screen.

The tests tell one story and run in order: `make test-hub`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.lab import chromium, chromium_path
from tests.browser.tools import status, tab_to
from tests.formgrader import hostile
from tests.formgrader.browser import Watch, provoke
from tests.hub.formgrader import Desk
from tests.hub.run import Opened, hub
from tests.hub.screen import Person, log_in

pytestmark = [
    pytest.mark.hub,
    pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed"),
]
COURSE, ASSIGNMENT = "hit-demo", "04-diagnosis-coding"
WORK = f"{COURSE}/{ASSIGNMENT}"
PICTURES = Path("build/test-hub")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
# What a student's own server can be made to ask for, with all that it knows.
TRIES = """
import json, os, urllib.error, urllib.request
def status(path, data=None, method=None):
    headers = {"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"]}
    url = os.environ["JUPYTERHUB_API_URL"].removesuffix("/hub/api") + path
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""
"""
API = {
    "/hub/api/users": "GET",
    "/hub/api/users/ada": "GET",
    "/hub/api/users/ada/tokens": "GET",
    "/hub/api/users/ada/server": "DELETE",
    "/hub/api/users/mallory": "POST",
    "/hub/api/groups": "GET",
    "/hub/api/groups/formgrade-hit-demo/users": "POST",
    "/hub/api/services": "GET",
    "/hub/api/proxy": "GET",
    "/hub/api/shutdown": "POST",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with hub(tmp_path_factory.mktemp("hub") / "class") as opened:
        yield opened


@pytest.fixture(scope="module")
def browser(opened: Opened) -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def people(opened: Opened, browser: Any) -> dict[str, Person]:
    """Everybody who has logged in so far."""
    return {}


@pytest.fixture
def person(opened: Opened, browser: Any, people: dict[str, Person]) -> Any:
    def of(name: str) -> Person:
        if name not in people:
            zone = "America/Los_Angeles" if name == "ada" else "America/Chicago"
            people[name] = log_in(browser, opened.base, name, opened.password, timezone_id=zone)
        return people[name]

    return of


@pytest.fixture(scope="module")
def desks() -> dict[str, Desk]:
    return {}


@pytest.fixture
def desk(person: Any, desks: dict[str, Desk]) -> Desk:
    """The instructor's formgrader."""
    if not desks:
        desks["ines"] = Desk(person("ines"), COURSE, ASSIGNMENT)
    return desks["ines"]


@pytest.fixture(scope="module")
def solutions(opened: Opened) -> dict[str, str]:
    source = opened.folder / "courses" / COURSE / "source" / ASSIGNMENT / "lab.ipynb"
    cells = nbformat.read(source, as_version=4).cells
    marked = {c.metadata.get("nbgrader", {}).get("grade_id"): c.source for c in cells}
    found = {}
    for name, text in marked.items():
        if match := re.search(r"### BEGIN SOLUTION\n(.*?)\n### END SOLUTION", text, re.S):
            found[name] = match[1]
    return found


def picture(page: Any, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")


def axe(page: Any, context: str | None = None) -> list[Any]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=context, options=RULES).response
    return [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found["violations"]]


def test_the_instructor_finds_the_course_and_builds_and_releases(desk: Desk, person: Any) -> None:
    desk.go()
    assert "released" in desk.row(ASSIGNMENT).inner_text()
    desk.press("release")
    assert "draft" in desk.row(ASSIGNMENT).inner_text()
    assert "lab" in desk.press("assign")
    desk.press("release")
    assert "released" in desk.row(ASSIGNMENT).inner_text()
    picture(desk.page, "formgrader")


def test_formgrader_works_in_a_frame_links_included(person: Any) -> None:
    ines = person("ines")
    ines.menu("Nbgrader", "Course List")
    with ines.page.context.expect_page() as opened:
        ines.page.click(f"#nbgrader-course-list a:has-text('{COURSE}')")
    page = opened.value
    frame = page.frame_locator("iframe")
    frame.locator("#main-table td", has_text=ASSIGNMENT).wait_for()
    picture(page, "formgrader-framed")
    frame.locator("a:has-text('Manage Students')").click()
    frame.locator("#main-table td", has_text="ada").first.wait_for()
    frame.locator("a:has-text('Manage Assignments')").click()
    frame.locator(".preview a").click()
    page.locator(".jp-DirListing-item", has_text="lab.ipynb").wait_for()
    page.close()


def test_students_fetch_and_open_lesson_and_lab(person: Any) -> None:
    for name in ("ada", "ben", "cleo"):
        shown = person(name).assignments()
        shown.locator("button:text-is('Fetch'):visible").click()
        shown.locator("button:text-is('Submit'):visible").wait_for()
    ada = person("ada")
    picture(ada.page, "assignment-list")
    ada.open(f"{WORK}/lesson.ipynb")
    ada.page.get_by_role("heading", level=1).first.wait_for()
    ada.run_all()
    assert ada.page.locator(".jp-OutputArea-output [data-mime-type*='stderr']").count() == 0


def test_a_student_far_away_sees_when_work_is_due_in_her_own_time(person: Any) -> None:
    ada = person("ada")
    with ada.page.context.expect_page() as opened:
        ada.menu("Course", "Due dates")
    page = opened.value
    row = page.get_by_role("row", name=ASSIGNMENT)
    row.get_by_text("at 23:59").wait_for()
    assert "21:59" in row.locator("time").inner_text()
    assert "America/Los_Angeles" in page.inner_text("#zone")
    assert axe(page) == []
    picture(page, "due-dates")
    page.close()


def test_the_encoder_answers_to_the_mouse(person: Any) -> None:
    ada = person("ada")
    ada.open(f"{WORK}/lab.ipynb")
    ada.run_all()
    page = ada.page
    page.get_by_label("Words or code").click()
    page.keyboard.insert_text("J45.30")
    status(page, "found")
    page.get_by_label("Matches").locator("option").first.click()
    page.get_by_role("button", name="Add J45.30 to the answer sheet").click()
    status(page, "J45.30 is number 1 on the sheet")
    picture(page, "encoder")
    assert axe(page, ".hk-encoder") == []


def test_the_encoder_answers_to_the_keyboard(opened: Opened, person: Any) -> None:
    ben = person("ben")
    ben.open(f"{WORK}/lab.ipynb")
    ben.run_all()
    page = ben.page
    page.get_by_label("Words or code").wait_for()
    page.keyboard.press("Escape")
    for _ in range(page.locator(".jp-Cell").count()):
        if page.locator(".jp-Cell.jp-mod-active", has_text="Encoder(encounters").count():
            break
        page.keyboard.press("ArrowUp")
    tab_to(page, "Words or code")
    page.keyboard.type("J45.30")
    status(page, "found")
    page.keyboard.press("Enter")
    status(page, "J45.30")
    tab_to(page, "Add J45.30 to the answer sheet")
    page.keyboard.press("Enter")
    status(page, "J45.30 is number 1 on the sheet")
    sheet = opened.folder / "homes" / "ben" / WORK / "answers-04.json"
    assert "J45.30" in sheet.read_text()


def test_ada_answers_validates_and_hands_in_twice(person: Any, solutions: dict[str, str]) -> None:
    ada = person("ada")
    ada.open(f"{WORK}/lab.ipynb")
    ada.write("words_q1 = {", solutions["q1"])
    ada.write("Write your answer here", "Please say *which side* the fracture is on.")
    ada.save()
    ada.page.click("text=Validate")
    assert "states_q2" in ada.page.inner_text(".jp-Dialog:has-text('Validation Results')")
    picture(ada.page, "validate")
    ada.page.keyboard.press("Escape")
    hand_in(ada, 1)
    ada.open(f"{WORK}/lab.ipynb")
    ada.write("states_q2 = {", solutions["q2"])
    ada.save()
    hand_in(ada, 2)


def test_the_third_student_gets_nothing_that_is_not_hers(opened: Opened, person: Any) -> None:
    cleo = person("cleo")
    tries = {"/user/ada/lab", "/user/ada/api/contents", f"/services/{COURSE}/formgrader"}
    tries |= {f"/services/{COURSE}/api/contents/gradebook.db", f"/services/{COURSE}/lab"}
    for place in sorted(tries):
        answer = cleo.page.goto(f"{opened.base}{place}")
        assert answer.status in (403, 404), place
        assert "ada" not in cleo.page.inner_text("body").replace("/user/ada", "")
    cleo.page.goto(f"{opened.base}/services/{COURSE}/formgrader")
    picture(cleo.page, "third-student")
    cleo.open(f"{WORK}/lab.ipynb")
    said = f"\nprint(json.dumps({{p: status(p, None, m) for p, m in {API!r}.items()}}))"
    cleo.write("words_q1 = {", TRIES + said)
    cleo.page.keyboard.press("Control+Enter")
    text = cleo.page.locator(".jp-OutputArea-output pre", has_text="/hub/api/users/ada").first
    answers = json.loads(text.inner_text())
    assert set(answers) == set(API)
    for path, (code, body) in answers.items():
        assert code in (403, 404, 405) or (code == 200 and "ada" not in body), (path, code, body)


def test_the_third_student_hands_in_a_trap(person: Any) -> None:
    cleo = person("cleo")
    shown = json.dumps([o["data"] for o in hostile.outputs() if "data" in o])
    attack = f"import json\nfrom IPython.display import display\nfor d in json.loads({shown!r}):\n"
    cleo.write("import json, os", attack + "    display(d, raw=True)")
    vectors = [v for v in (*hostile.MARKDOWN, *hostile.MARKUP) if "attachment" not in v]
    cleo.write("Write your answer here", hostile.text(vectors))
    cleo.save()
    hand_in(cleo, 1)


def test_who_hands_in_after_the_due_date_is_late(
    desk: Desk, person: Any, solutions: dict[str, str]
) -> None:
    desk.due_now()
    ben = person("ben")
    ben.open(f"{WORK}/lab.ipynb")
    ben.write("words_q1 = {", solutions["q1"])
    ben.save()
    hand_in(ben, 1)


def test_the_instructor_collects_and_grades_sealed(opened: Opened, desk: Desk) -> None:
    desk.go()
    desk.press("collect")
    desk.go(f"manage_submissions/{ASSIGNMENT}")
    for name in ("ada", "ben", "cleo"):
        assert "needs autograding" in desk.row(name).inner_text()
    desk.press("autograde", "ada")
    assert "needs manual grading" in desk.row("ada").inner_text()
    assert desk.row("ada").locator(".score").inner_text() == "8 / 64"
    command = [sys.executable, "-m", "hitkit.cli", "grade", ASSIGNMENT]
    folder = opened.folder / "courses" / COURSE
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    desk.go(f"manage_submissions/{ASSIGNMENT}")
    scores = {n: desk.row(n).locator(".score").inner_text() for n in ("ada", "ben", "cleo")}
    assert scores == {"ada": "8 / 64", "ben": "4 / 64", "cleo": "0 / 64"}
    picture(desk.page, "submissions")
    secrets = {"JUPYTERHUB_API_TOKEN", "gradebook.db"}
    kept = (folder / "autograded" / "cleo" / ASSIGNMENT / "lab.ipynb").read_text()
    assert not [s for s in secrets if f'"{s}' in kept]


def test_the_trap_stays_shut(desk: Desk) -> None:
    watch = Watch(desk.page, desk.address.split("/services")[0])
    with desk.submission("cleo") as page:
        provoke(page)
        assert watch.hits == set()
        assert watch.dialogs == []
        assert watch.abroad == []
        assert "Word 0." in page.inner_text("#notebook")
        picture(page, "trap")


def test_a_person_marks_a_written_answer(desk: Desk) -> None:
    with desk.submission("ada") as page:
        assert "which side the fracture is on" in page.inner_text("#notebook")
        desk.mark("q12", "5", "Clear and neutral. *Name the options.*")
        page.locator("#q12").scroll_into_view_if_needed()
        picture(page, "manual-grading")
    for name in ("ben", "cleo"):
        with desk.submission(name) as page:
            page.fill("#q12", "0")
            page.keyboard.press("Tab")


def test_feedback_reaches_the_students(desk: Desk, person: Any) -> None:
    desk.go()
    desk.press("generate-feedback")
    desk.press("release-feedback")
    for name in ("ada", "ben"):
        student = person(name)
        shown = student.assignments()
        shown.locator("button:text-is('Fetch Feedback'):visible").first.click()
        link = shown.locator("a:has-text('view feedback')").first
        link.wait_for()
        page = student.page.context.new_page()
        page.goto(f"{student.own}/files/{newest_feedback(student)}")
        words = page.inner_text("body")
        assert ("Clear and neutral" in words) == (name == "ada")
        assert ("late by" in words) == (name == "ben")
        assert axe(page) == []
        picture(page, f"feedback-{name}")
        page.close()


def newest_feedback(student: Person) -> str:
    """Return the path of the feedback page that was fetched last."""
    folder = f"{WORK}/feedback"
    answer = student.page.request.get(f"{student.own}/api/contents/{folder}")
    stamp = max(entry["name"] for entry in answer.json()["content"])
    return f"{folder}/{stamp}/lab.html"


def hand_in(student: Person, times: int) -> None:
    """Submit in the assignment list, and see it listed so often."""
    shown = student.assignments()
    shown.locator("button:text-is('Submit'):visible").click()
    listed = "#submitted_assignments_list .nested_list_item"
    student.page.wait_for_function(
        "([listed, n]) => document.querySelectorAll(listed).length >= n", arg=[listed, times]
    )
    picture(student.page, f"handed-in-{student.name}")
