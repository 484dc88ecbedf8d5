import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hitkit import cli, term
from hitkit.term import Term

from tests.conftest import Course


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for part in ("source", "keys")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def test_same_seed_same_bytes_other_seed_other_term(course: Course, tmp_path: Path) -> None:
    course()
    one, two, other = (
        term.new(tmp_path / name, seed) for name, seed in [("a", "s"), ("b", "s"), ("c", "t")]
    )
    assert contents(one.folder) == contents(two.folder)
    assert contents(one.folder).keys() == contents(other.folder).keys()
    same = {n for n, data in contents(one.folder).items() if contents(other.folder)[n] == data}
    assert same == {"source/00-counting/lesson.ipynb"}


def test_secrets_are_the_owners_alone(made_term: Term) -> None:
    for name in ("keys", "source"):
        assert stat.S_IMODE((made_term.folder / name).stat().st_mode) == 0o700
    for path in (made_term.folder / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((made_term.folder / "exchange").stat().st_mode) == 0o1777


def test_key_of_a_term_is_plain_data(made_term: Term) -> None:
    key = json.loads((made_term.folder / "keys" / "00-counting.json").read_text())
    rows = (made_term.folder / "source" / "00-counting" / "data" / "rows.csv").read_text()
    assert key == {"q1": len(rows.splitlines()) - 1}


def test_a_drawn_seed_is_strong_and_kept(course: Course, tmp_path: Path) -> None:
    course()
    one, two = term.new(tmp_path / "a"), term.new(tmp_path / "b")
    assert one.seed != two.seed
    assert len(set(one.seed)) > 8


def test_nothing_is_overwritten(made_term: Term, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(made_term.folder)
    assert cli.main(["term", "new", str(made_term.folder), "--seed", "other"]) == 1
    assert "exists already" in capsys.readouterr().err
    assert contents(made_term.folder) == before


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_interrupted_leaves_nothing(
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trouble: BaseException,
) -> None:
    course()

    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(term, "_make_gradebook", fail)
    place = tmp_path / "place"
    assert cli.main(["term", "new", str(place / "fall"), "--seed", "s"]) != 0
    assert list(place.iterdir()) == []
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["term", "new", "fall", "--modules", "99"], "There is no module '99'"),
        (["term", "new", "my term"], "cannot name a course"),
        (["term", "new", "fall", "--seed", "  "], "The seed is empty"),
        (["lab", "."], "is no term"),
    ],
)
def test_bad_words_get_a_sentence(
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
) -> None:
    course()
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert cli.main(arguments) == 1
    error = capsys.readouterr().err
    assert says in error and "Traceback" not in error
    assert sorted(tmp_path.iterdir()) == before


def test_nbgraders_own_commands_work_in_a_term(made_term: Term) -> None:
    def nbgrader(*words: str, at: str = ".") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *words],
            cwd=made_term.folder / at,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"HOME": str(made_term.folder)},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    nbgrader("db", "student", "import", "roster.example.csv")
    nbgrader("generate_assignment", "00-counting")
    nbgrader("release_assignment", "00-counting")
    assert "00-counting" in nbgrader("list")
    assert "00-counting" in nbgrader("list", at="desk")
    nbgrader("fetch_assignment", "00-counting")
    fetched = made_term.folder / "desk" / "00-counting"
    assert "rows_q1 = ..." in (fetched / "lab.ipynb").read_text()
    assert (fetched / "data" / "rows.csv").exists()
