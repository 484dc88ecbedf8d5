"""A person before a screen: what people of a class do in JupyterLab, and only that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

PATIENCE = 90_000  # milliseconds
PROMPTS = "() => [...document.querySelectorAll('.jp-InputPrompt')].map(p => p.innerText).join()"


@dataclass
class Person:
    """Somebody who is logged in to the Hub."""

    name: str
    base: str
    page: Any

    @property
    def own(self) -> str:
        """The address of this person's own server."""
        return f"{self.base}/user/{self.name}"

    def menu(self, menu: str, item: str) -> None:
        """Choose from JupyterLab's menus."""
        self.page.click(f".lm-MenuBar-itemLabel:text-is('{menu}')")
        self.page.click(f".lm-Menu-itemLabel:text-is('{item}')")

    def assignments(self) -> Any:
        """Open the assignment list, and return it."""
        self.page.goto(f"{self.own}/lab/workspaces/list?reset")
        self.menu("Nbgrader", "Assignment List")
        shown = self.page.locator("#nbgrader-assignment-list")
        shown.wait_for()
        return shown

    def open(self, path: str) -> None:
        """Open a notebook alone, and wait for its kernel."""
        self.page.goto(f"{self.own}/doc/tree/{quote(path)}")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.idle()

    def idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_selector("#jp-main-statusbar >> text=/ipykernel\\) \\| Idle/")

    def run_all(self) -> None:
        """Run all cells, and wait until all have run, or one that failed has stopped the rest."""
        before = self.page.evaluate(PROMPTS)
        self.menu("Run", "Run All Cells")
        done = (
            f"before => {{ const now = ({PROMPTS})(); return now != before && !/[*]/.test(now) }}"
        )
        self.page.wait_for_function(done, arg=before)
        self.idle()

    def save(self) -> None:
        """Save the notebook."""
        with self.page.expect_response(
            lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url
        ) as saved:
            self.menu("File", "Save Notebook")
        assert saved.value.ok

    def write(self, marker: str, text: str) -> None:
        """Replace the text of the cell that holds ``marker``."""
        cell = self.page.locator(".jp-Notebook .jp-Cell", has_text=marker).first
        cell.scroll_into_view_if_needed()
        rendered = cell.locator(".jp-MarkdownOutput:visible")
        if rendered.count():
            rendered.dblclick()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)


def log_in(browser: Any, base: str, name: str, password: str, **options: Any) -> Person:
    """Log in at the Hub's own page, and wait for JupyterLab."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(base)
    page.fill("#username_input", name)
    page.fill("#password_input", password)
    page.click("#login_submit")
    page.wait_for_selector("#jp-main-dock-panel")
    return Person(name, base, page)
