"""A receipt fits the files it was made for, and no others."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import receipt
from autograder.receipt import Receipt


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ps1"
    (folder / "data").mkdir(parents=True)
    (folder / "lab.ipynb").write_text("{}")
    (folder / "data" / "a.csv").write_text("a\n1\n")
    (folder / "timestamp.txt").write_text("2026-03-05 09:12:44 UTC")
    (folder / "submission_secret.txt").write_text("secret")
    return folder


def made(folder: Path) -> Receipt:
    return receipt.of(folder, "him-101", "ps1", "ada", "2026-03-05 09:12:44 UTC")


def test_it_lists_the_students_files_and_nothing_of_nbgraders(folder: Path) -> None:
    paper = made(folder)
    assert [(item.path, item.size) for item in paper.items] == [("data/a.csv", 4), ("lab.ipynb", 2)]
    assert paper.items[1].sha256.startswith("44136fa355b3678a")
    assert "secret" not in paper.to_text().replace("submission_secret", "secret")


def test_the_same_bytes_have_the_same_number(folder: Path) -> None:
    before = made(folder).number
    (folder / receipt.FILE_NAME).write_text("an old receipt")
    os.utime(folder / "lab.ipynb", (0, 0))
    assert made(folder).number == before
    (folder / "lab.ipynb").write_text("{ }")
    assert made(folder).number != before


def test_verify_names_every_difference(folder: Path) -> None:
    paper = made(folder)
    assert receipt.verify(folder, paper) == []
    (folder / "lab.ipynb").write_text("[]")
    (folder / "data" / "a.csv").rename(folder / "b.csv")
    assert receipt.verify(folder, paper) == [
        "b.csv is here, but not on the receipt.",
        "data/a.csv is on the receipt, but not here.",
        "lab.ipynb is not the file that was handed in.",
    ]


def test_links_and_pipes_are_not_read(folder: Path, tmp_path: Path) -> None:
    before = made(folder)
    (tmp_path / "key.txt").write_text("42")
    (folder / "link.txt").symlink_to(tmp_path / "key.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    assert made(folder) == before


names = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=30)


@given(names.filter(lambda name: name not in {".", ".."}), st.text(max_size=30))
def test_it_is_read_back_as_it_was_written(name: str, student: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_text("abc")
        paper = receipt.of(Path(folder), "him-101", "ps1", student, "now")
        assert receipt.from_text(paper.to_text()) == paper
        assert receipt.verify(Path(folder), paper) == []


def test_a_changed_receipt_is_refused(folder: Path) -> None:
    text = made(folder).to_text()
    for wrong in ("", "hello", text.replace("lab.ipynb", "lob.ipynb"), text + "more\n", text[:-1]):
        with pytest.raises(ValueError, match="receipt"):
            receipt.from_text(wrong)


def test_a_folder_without_a_sound_receipt_has_none(folder: Path) -> None:
    assert receipt.read(folder) is None
    (folder / receipt.FILE_NAME).write_bytes(b"\xff\xfe")
    assert receipt.read(folder) is None
    (folder / receipt.FILE_NAME).write_text(made(folder).to_text())
    assert receipt.read(folder) == made(folder)


def test_the_command_says_yes_no_or_why_not(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "receipt.txt"
    kept.write_text(made(folder).to_text())
    assert "holds what receipt" in run(0, folder, kept)
    (folder / "lab.ipynb").unlink()
    assert "lab.ipynb is on the receipt, but not here." in run(1, folder, kept)
    assert "cannot be read as a receipt" in run(2, folder, tmp_path / "missing.txt")
    assert "Use: python -m autograder.receipt FOLDER RECEIPT" in run(2, folder)


def run(code: int, *arguments: Path) -> str:
    command = [sys.executable, "-m", "autograder.receipt", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code
    return done.stdout + done.stderr
