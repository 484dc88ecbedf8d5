"""Drive a real JupyterLab in headless Chromium: start it in a folder, run notebooks, take pictures.

with serve(folder) as server, chromium() as browser:
    page = open_notebook(browser, server, "lab.ipynb")
    run_all(page)
    page.screenshot(path="lab.png")
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

TOKEN = "for-tests"
_START = 60.0  # seconds
_PATIENCE = 60_000  # milliseconds
_QUIET = {
    "notification": {"fetchNews": "false", "checkForUpdates": False},
    "themes": {"theme": "JupyterLab Light"},
}


def chromium_path() -> str | None:
    """Return where Chromium is on this machine, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass(frozen=True)
class Server:
    """A JupyterLab that runs for a test."""

    url: str
    folder: Path
    log: Path


@contextmanager
def serve(
    folder: Path, dark: bool = False, options: Sequence[str] = (), base: str = ""
) -> Iterator[Server]:
    """Run JupyterLab in ``folder`` with a home of its own, and end it afterwards.

    ``base`` is the path that it lives at, "/services/course" for instance.
    """
    with tempfile.TemporaryDirectory(prefix="lab-home-") as home:
        log = Path(home, "lab.log")
        port = _free_port()
        with log.open("w") as out:
            process = subprocess.Popen(
                [
                    *_command(port, Path(home), dark),
                    f"--ServerApp.base_url={base}/",
                    *options,
                ],
                cwd=folder,
                env=_environment(Path(home)),
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            server = Server(f"http://127.0.0.1:{port}{base}", folder, log)
            _wait_until_up(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield browser
        finally:
            browser.close()


def open_notebook(
    browser: Any, server: Server, name: str, width: int = 1280, height: int = 900
) -> Any:
    """Open one notebook alone on its page, and wait until its kernel is ready."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(_PATIENCE)
    page.goto(f"{server.url}/doc/tree/{quote(name)}?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    wait_idle(page)
    return page


def wait_idle(page: Any) -> None:
    """Wait until the kernel of the open notebook has nothing to do."""
    page.wait_for_function(
        "() => window.jupyterapp?.shell?.currentWidget?.sessionContext"
        "?.session?.kernel?.status === 'idle'"
    )


def run_all(page: Any) -> None:
    """Run every cell of the open notebook, and wait until all are done."""
    command(page, "notebook:run-all-cells")
    wait_idle(page)


def restart(page: Any) -> None:
    """Give the open notebook a new kernel, as after a crash."""
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    wait_idle(page)


def save(page: Any) -> None:
    """Save the open notebook."""
    command(page, "docmanager:save")


def command(page: Any, name: str) -> None:
    """Run one of JupyterLab's commands, and wait until it is done."""
    page.evaluate("async name => { await window.jupyterapp.commands.execute(name) }", name)


def _command(port: int, home: Path, dark: bool) -> list[str]:
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    theme = {"themes": {"theme": "JupyterLab Dark"}} if dark else {}
    for plugin, values in (_QUIET | theme).items():
        (settings / f"{plugin}.jupyterlab-settings").write_text(json.dumps(values))
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
        "--LabApp.expose_app_in_browser=True",
        f"--LabApp.user_settings_dir={home / 'settings'}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
    ]


def _environment(home: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{own.get('PATH', '')}"
    return own | {"HOME": str(home), "PATH": path}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/api/status?token={TOKEN}", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{server.log.read_text()[-3000:]}")
