"""Formgrader as instructors see it: in a browser, on work that attacks them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
import pytest
from nbgrader.api import Gradebook

import autograder
from autograder.formgrader import EXTENSIONS
from tests.autograder import kit
from tests.browser.lab import TOKEN, Server, chromium, chromium_path, serve
from tests.formgrader import hostile
from tests.formgrader.browser import Watch, provoke

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed"),
]
BASE = "/services/course"
CONFIG = "from autograder.converter import configure\nconfigure(c)\nc.Execute.timeout = 20"
OPTIONS = [f"--ServerApp.jpserver_extensions={name}={on}" for name, on in EXTENSIONS.items()]
_SHOWN = json.dumps([shown["data"] for shown in hostile.outputs() if "data" in shown])
ATTACK = f"""
import json
from IPython.display import display
for data in json.loads({_SHOWN!r}):
    display(data, raw=True)
print("<img src=x onerror='{hostile.code(700)}'>")
raise ValueError("<img src=x onerror='{hostile.code(701)}'>")
"""


def _attack(nb: Any) -> None:
    kit.by_id(nb, "q2").attachments = {"evil": {"text/html": "PGI+", "image/png": hostile.PIXEL}}
    nb.metadata.widgets = hostile.notebook().metadata.widgets


def _picture(nb: Any) -> None:
    kit.by_id(nb, "q2").attachments = {"pasted.png": {"image/png": hostile.PIXEL}}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    cells = [
        nbformat.v4.new_markdown_cell("# Lab\n\nThe area is $\\pi r^2$."),
        kit.answer("q1", "x = 1"),
        kit.graded("t1", 1, "assert x == 1"),
        kit.manual("q2", 3),
        kit.manual("q3", 3),
    ]
    kit.make_course(root, {"lab": cells}, config=CONFIG)
    kit.hand_in(
        root,
        "mallory",
        {"q1": ATTACK, "q2": hostile.text(hostile.MARKDOWN), "q3": hostile.text(hostile.MARKUP)},
        _attack,
    )
    kit.hand_in(root, "ada", {"q2": "See my drawing: ![mine](attachment:pasted.png)"}, _picture)
    kit.hand_in(root, "eve")
    beside = root / "submitted" / "mallory" / "lab"
    page = f"<script>{hostile.code(702)};document.title='ran'</script>"
    (beside / "evil.html").write_text(page)
    (beside / "evil.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{page}</svg>")
    (beside / f"<img src=x onerror={hostile.code(703)}>.html").write_text(page)
    autograder.grade(root, "lab", jobs=1)
    # Graded once by somebody who kept all of it.
    kept = root / "autograded" / "eve" / "lab" / "lab.ipynb"
    kept.chmod(0o644)
    nbformat.write(hostile.notebook(), kept)
    return root


@pytest.fixture(scope="module")
def server(course: Path) -> Iterator[Server]:
    with serve(course, options=OPTIONS, base=BASE) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def watch(browser: Any, server: Server) -> Iterator[Watch]:
    page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
    page.goto(f"{server.url}/formgrader?token={TOKEN}")
    page.wait_for_selector("text=Manage Assignments")
    watch = Watch(page, server.url.removesuffix(BASE))
    yield watch
    assert watch.hits == set()
    assert watch.dialogs == []
    assert watch.abroad == []
    page.context.close()


def submission(course: Path, student: str) -> str:
    with closing(Gradebook(f"sqlite:///{course / 'gradebook.db'}")) as gradebook:
        return str(gradebook.find_submission_notebook("lab", "lab", student).id)


def open_submission(watch: Watch, server: Server, course: Path, student: str) -> Any:
    page = watch.page
    page.goto(f"{server.url}/formgrader/submissions/{submission(course, student)}/")
    page.wait_for_function("() => window.formgrader && formgrader.loaded && MathJax.loaded")
    return page


@pytest.mark.parametrize("student", ["mallory", "eve"])
def test_nothing_that_a_student_wrote_runs(
    watch: Watch, server: Server, course: Path, student: str
) -> None:
    page = open_submission(watch, server, course, student)
    provoke(page)
    assert page.url.startswith(f"{server.url}/formgrader/submissions/")
    assert watch.refused == []


def test_words_stay_readable(watch: Watch, server: Server, course: Path) -> None:
    page = open_submission(watch, server, course, "mallory")
    words = page.inner_text("#notebook")
    for number in range(len(hostile.MARKDOWN)):
        assert f"Word {number}." in words
    assert "The last word of the student." in words
    assert "ValueError" in words


def test_maths_and_pasted_pictures_show_without_a_network(
    watch: Watch, server: Server, course: Path
) -> None:
    page = open_submission(watch, server, course, "ada")
    assert page.locator("#notebook .MathJax").count() == 1
    assert page.locator("#notebook img[alt=mine]").evaluate("i => i.naturalWidth") == 1


def test_a_person_marks_and_comments(watch: Watch, server: Server, course: Path) -> None:
    page = open_submission(watch, server, course, "ada")
    for box, entry in {"#q2-comment": "Well drawn. *Label the axes.*", "#q2": "2"}.items():
        page.fill(box, entry)
        with page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
            page.keyboard.press("Tab")
        assert saved.value.ok
    page.click(".live-notebook .glyphicon-eye-open")
    page.wait_for_selector("a.name-shown >> text=ada")
    page.reload()
    page.wait_for_function("() => $('#q2').val() === '2'")
    assert page.input_value("#q2-comment") == "Well drawn. *Label the axes.*"
    with closing(Gradebook(f"sqlite:///{course / 'gradebook.db'}")) as gradebook:
        assert gradebook.find_grade("q2", "lab", "lab", "ada").manual_score == 2


def test_its_lists_work(watch: Watch, server: Server) -> None:
    page = watch.page
    pages = {
        "manage_assignments": "lab",
        "manage_submissions/lab": "mallory",
        "gradebook": "lab",
        "gradebook/lab": "lab",
        "gradebook/lab/lab": "Submission #1",
        "manage_students": "mallory",
        "manage_students/mallory": "lab",
        "manage_students/mallory/lab": "lab",
    }
    for name, shows in pages.items():
        page.goto(f"{server.url}/formgrader/{name}")
        page.wait_for_selector(f"#main-table td >> text={shows}")
    page.goto(f"{server.url}/formgrader/gradebook/lab/lab")
    page.wait_for_selector("a.name-hidden >> text=Submission #3")
    page.click("#toggle_names")
    page.wait_for_selector("a.name-shown >> text=mallory")
    for name, button in {
        "assignments": "Add new assignment",
        "students": "Add new student",
    }.items():
        page.goto(f"{server.url}/formgrader/manage_{name}")
        page.click(f"a:has-text('{button}')")
        page.wait_for_selector(f".modal-title >> text={button}")
    assert watch.refused == []


def test_grading_by_button_shows_its_log_as_text(watch: Watch, server: Server) -> None:
    page = watch.page
    page.goto(f"{server.url}/formgrader/manage_submissions/lab")
    row = page.locator("tr", has_text="mallory").last
    row.locator(".autograde a").click()
    page.wait_for_selector(".modal-title >> text=/Success|Error/", timeout=60_000)
    assert "mallory" in page.inner_text(".modal-body")


def test_addresses_are_text(watch: Watch, server: Server) -> None:
    bad = quote(
        f'x";{hostile.code(704)};//</script><img src=x onerror="{hostile.code(705)}">', safe=""
    )
    for place in ("manage_submissions/", "gradebook/", "gradebook/lab/", "manage_students/"):
        watch.page.goto(f"{server.url}/formgrader/{place}{bad}")
        watch.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("name", ["evil.html", "evil.svg"])
def test_files_of_students_cannot_run(
    watch: Watch, server: Server, course: Path, name: str
) -> None:
    page = watch.page
    page.goto(f"{server.url}/formgrader/submissions/{submission(course, 'mallory')}/{name}")
    page.wait_for_load_state("networkidle")
    assert page.title() != "ran"


def test_a_link_cannot_name_a_configuration(watch: Watch, server: Server, tmp_path: Path) -> None:
    folder = server.folder / "submitted" / "mallory" / "lab"
    proof = tmp_path / "ran"
    (folder / "nbgrader_config.py").write_text(f"open({str(proof)!r}, 'w')")
    watch.page.goto(f"{server.url}/formgrader?path={quote(str(folder))}")
    watch.page.wait_for_selector("text=Manage Assignments")
    (folder / "nbgrader_config.py").unlink()
    assert not proof.exists()


def test_the_live_notebook_opens_below_the_base_address(
    browser: Any, server: Server, course: Path
) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{server.url}/formgrader?token={TOKEN}")
    page.goto(f"{server.url}/formgrader/submissions/{submission(course, 'eve')}/")
    page.click(".live-notebook .glyphicon-eye-open")
    link = page.locator("a.name-shown")
    assert re.match(
        rf"{BASE}/notebooks/.*autograded/eve/lab/lab\.ipynb$", link.get_attribute("href")
    )
    with page.context.expect_page() as opened:
        link.click()
    notebook = opened.value
    notebook.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    notebook.wait_for_timeout(3000)
    assert notebook.evaluate("() => top.hits || []") == []


def test_pages_may_be_framed_by_this_host_alone(server: Server) -> None:
    import urllib.request

    with urllib.request.urlopen(
        f"{server.url}/formgrader/manage_assignments?token={TOKEN}"
    ) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_the_old_formgrader_is_off(server: Server) -> None:
    assert "nbgrader.server_extensions.formgrader | extension was successfully" not in (
        server.log.read_text()
    )
