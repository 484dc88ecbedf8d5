"""The sandbox where people really put things."""

import os
import tempfile
from pathlib import Path

import pytest

from autograder import sandbox


def test_a_project_below_tmp_stays_readable() -> None:
    layers = sandbox.probe()
    if "namespaces" not in layers:
        pytest.skip("no namespaces on this machine")
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        room = Path(name)
        for folder in ("root", "scratch", "project"):
            (room / folder).mkdir()
        module = room / "project" / "module.py"
        module.write_text("x = 1")
        plan = sandbox.Plan(
            str(room / "root"),
            str(room / "scratch"),
            (str(module.parent),),
            (),
            sandbox.Limits(),
            layers,
        )
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                sandbox.build_root(plan, [])
                Path("/tmp/new").write_text("scratch")
                code = 0 if module.read_text() == "x = 1" else 2
            finally:
                os._exit(code)
        assert os.waitpid(pid, 0)[1] == 0
        assert not Path("/tmp/new").exists()
