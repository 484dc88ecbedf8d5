"""An IPython shell without a kernel: what a cell shows is collected as notebook outputs."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import sys
import traceback
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from traitlets.config import Config

MAX_TEXT = 200_000
MAX_RICH = 8 << 20
_CUT = "\n... The rest of the output was cut. ...\n"


class Outputs:
    """The outputs of the running cell, within limits."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self._text = 0
        self._rich = 0

    def clear(self) -> None:
        """Forget all."""
        self.items, self._text, self._rich = [], 0, 0

    def stream(self, name: str, text: str) -> None:
        """Add printed text."""
        room = MAX_TEXT - self._text
        if room <= 0 or not text:
            return
        text = text if len(text) <= room else text[:room] + _CUT
        self._text += len(text)
        last = self.items[-1] if self.items else {}
        if last.get("output_type") == "stream" and last.get("name") == name:
            last["text"] += text
        else:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def rich(self, kind: str, data: dict[str, Any], metadata: dict[str, Any], **more: Any) -> None:
        """Add what was displayed."""
        data = {k: _plain(v) for k, v in data.items()}
        self._rich += sum(len(json.dumps(v)) for v in data.values() if isinstance(v, str))
        if self._rich > MAX_RICH:
            self.stream("stderr", _CUT)
            return
        self.items.append({"output_type": kind, "data": data, "metadata": metadata, **more})

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """Add an error."""
        lines = [line[:5000] for line in traceback[-60:]]
        self.items.append(
            {"output_type": "error", "ename": name, "evalue": value[:5000], "traceback": lines}
        )


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


class _Stream(io.TextIOBase):
    def __init__(self, outputs: Outputs, name: str) -> None:
        self._outputs, self._name = outputs, name

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("write() argument must be str")
        self._outputs.stream(self._name, str.__str__(text))
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    encoding = "utf-8"


class _Hook(DisplayHook):
    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        shell: Any = self.shell
        shell.outputs.rich(
            "execute_result",
            format_dict,
            md_dict or {},
            execution_count=self.prompt_count,
        )

    def finish_displayhook(self) -> None:
        pass


class _Publisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        shell: Any = self.shell
        shell.outputs.rich("display_data", data, metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        shell: Any = self.shell
        shell.outputs.clear()


class Shell(InteractiveShell):
    """IPython as in a notebook: magics, display, rich results, inline figures."""

    def __init__(self, **kwargs: Any) -> None:
        self.outputs = Outputs()
        super().__init__(displayhook_class=_Hook, display_pub_class=_Publisher, **kwargs)

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window to open: figures are shown inline, whatever is asked for."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.outputs.error(etype.__name__, _text(evalue), stb)

    def system(self, cmd: str) -> None:
        """Run a shell line and show what it prints."""
        import subprocess  # noqa: PLC0415

        done = subprocess.run(
            self.var_expand(cmd, depth=1),
            shell=True,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        print(done.stdout.decode(errors="replace"), end="")
        self.user_ns["_exit_code"] = done.returncode

    def run(self, code: str) -> tuple[ExecutionResult, list[dict[str, Any]]]:
        """Run one cell; return IPython's result and the outputs."""
        self.outputs.clear()
        with streams(self.outputs):
            result = self.run_cell(code, store_history=True)
        return result, self.outputs.items


def line_of(error: BaseException, namespace: dict[str, Any]) -> int:
    """Return the line of the cell at which it failed, 0 where it never began."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_globals is namespace:
            return line
    return 0


def _text(value: object) -> str:
    try:
        return str(value)
    except Exception:
        return "<an error that cannot be shown>"


@contextlib.contextmanager
def streams(outputs: Outputs) -> Any:
    """Send what is printed to ``outputs``."""
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Stream(outputs, "stdout"), _Stream(outputs, "stderr")
    try:
        yield
    finally:
        sys.stdout, sys.stderr = kept


def make_shell() -> Shell:
    """Return the one shell of this process, with matplotlib's figures shown inline."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autoindent = False
    shell = Shell.instance(config=config)
    if "matplotlib" in sys.modules:
        with contextlib.suppress(ImportError):
            from matplotlib_inline.backend_inline import flush_figures  # noqa: PLC0415
            from matplotlib_inline.config import InlineBackend  # noqa: PLC0415

            backend: Any = InlineBackend.instance(parent=shell)
            shell.configurables.append(backend)
            shell.events.register("post_execute", flush_figures)
    return shell


def quiet_terminal() -> None:
    """Point the process's own input and outputs nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    if null > 2:
        os.close(null)
