"""Somebody at the Hub without a screen: logs in, starts a server, runs cells, hands work in."""

from __future__ import annotations

import contextlib
import json
import time
import uuid
from collections.abc import Iterator
from typing import Any

import requests
import websocket


class Refused(Exception):
    """The Hub or a server said no; ``status`` is the HTTP status."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"{status}: {text[:300]}")
        self.status = status


class Person:
    """One account and the cookies of its browser."""

    def __init__(self, base: str, name: str, password: str, patience: float = 180.0) -> None:
        self.base, self.name, self.password = base, name, password
        self.patience = patience
        self.web = requests.Session()

    def log_in(self) -> None:
        """Log in; Refused if the Hub will not have it."""
        self.web.get(f"{self.base}/hub/login")
        answer = self.web.post(
            f"{self.base}/hub/login?next=/hub/home",
            data={"username": self.name, "password": self.password, "_xsrf": self._xsrf("/hub/")},
        )
        if answer.status_code != 200 or "/hub/login" in answer.url:
            raise Refused(answer.status_code, answer.text)

    def start(self) -> None:
        """Start the own server, and wait until JupyterLab answers."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            answer = self.web.get(f"{self.base}/user/{self.name}/lab")
            if answer.status_code == 200 and f"/user/{self.name}/lab" in answer.url:
                return
            if answer.status_code == 424:  # the page that says so, with a button to start
                self.web.get(f"{self.base}/hub/spawn/{self.name}")
            time.sleep(0.5)
        raise Refused(answer.status_code, answer.text)

    def open(self, path: str) -> requests.Response:
        """Open any address of the Hub, as a link does."""
        return self.web.get(self.base + path)

    def ask(self, method: str, path: str, data: Any = None, server: str = "") -> Any:
        """Ask a server's API: the own one's, or that of a course."""
        server = server or f"/user/{self.name}/"
        answer = self.web.request(
            method,
            self.base + server + path,
            json=data,
            headers={"X-XSRFToken": self._xsrf(server)},
        )
        if answer.status_code >= 400:
            raise Refused(answer.status_code, answer.text)
        return answer.json() if answer.text.startswith(("{", "[")) else answer.text

    def assignments(self, course: str) -> list[dict[str, Any]]:
        """Return what the assignment list shows."""
        answer = self.ask("GET", f"assignments?course_id={course}")
        assert answer["success"], answer["value"]
        return list(answer["value"])

    def fetch(self, course: str, assignment: str) -> None:
        """Press *Fetch*."""
        self._press("fetch", course, assignment)

    def submit(self, course: str, assignment: str) -> None:
        """Press *Submit*."""
        self._press("submit", course, assignment)

    def _press(self, button: str, course: str, assignment: str) -> None:
        data = {"course_id": course, "assignment_id": assignment}
        answer = self.ask("POST", f"assignments/{button}", data)
        assert answer["success"], answer["value"]

    def run(self, code: str) -> str:
        """Run code in a new kernel of the own server, and return what it prints."""
        with self.kernel() as kernel:
            return self.execute(kernel, code)

    @contextlib.contextmanager
    def kernel(self) -> Iterator[str]:
        """Start a kernel, and end it afterwards."""
        kernel = self.ask("POST", "api/kernels", {"name": "python3"})["id"]
        try:
            yield kernel
        finally:
            self.ask("DELETE", f"api/kernels/{kernel}")

    def execute(self, kernel: str, code: str) -> str:
        """Run code in a kernel, and return what it prints."""
        address = f"/user/{self.name}/api/kernels/{kernel}/channels"
        request = requests.Request("GET", self.base + address)
        cookies = self.web.prepare_request(request).headers.get("Cookie", "")
        socket = websocket.create_connection(
            self.base.replace("http", "ws") + address, cookie=cookies, timeout=self.patience
        )
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "version": "5.3"}
        message = {
            "header": {**header, "username": "", "session": uuid.uuid4().hex, "date": ""},
            "parent_header": {},
            "metadata": {},
            "channel": "shell",
            "content": {"code": code, "silent": False},
        }
        socket.send(json.dumps(message))
        said = []
        while True:
            answer = json.loads(socket.recv())
            if answer["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            if answer["msg_type"] == "stream":
                said.append(answer["content"]["text"])
            if answer["msg_type"] == "error":
                said.append(answer["content"]["evalue"])
            if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
                socket.close()
                return "".join(said)

    def _xsrf(self, server: str) -> str:
        found = [c.value for c in self.web.cookies if c.name == "_xsrf" and c.path == server]
        return found[-1] or "" if found else ""
