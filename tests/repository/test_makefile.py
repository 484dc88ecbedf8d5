"""What `make` says on a machine that is not ready: one clear sentence, and it fails."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(clone: Path, *words: str, **environment: str) -> str:
    done = subprocess.run(
        ["make", *words],
        cwd=clone,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode != 0
    assert not (clone / ".venv" / "ready").exists()
    return done.stdout + done.stderr


def python_of(clone: Path, text: str) -> str:
    path = clone / "python"
    path.write_text(text)
    path.chmod(0o755)
    return f"PYTHON={path}"


def test_no_python(clone: Path) -> None:
    said = make(clone, "demo", "PYTHON=")
    assert "This needs Python 3.11 or later, and none was found." in said


def test_old_python(clone: Path) -> None:
    said = make(clone, "test", python_of(clone, "#!/bin/sh\nexit 1\n"))
    assert "is older or does not run. Name a newer one" in said


def test_no_network(clone: Path) -> None:
    nowhere = "http://127.0.0.1:9/simple"
    offline = dict.fromkeys(("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"), nowhere)
    offline |= {"PIP_FIND_LINKS": "", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    said = make(clone, "demo", PIP_CONFIG_FILE=os.devnull, **offline)
    assert "Is this machine online?" in said
