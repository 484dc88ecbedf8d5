"""A college's arrangement with real users of the machine: what a student cannot get at.

The users are numbers without an account, so nothing is left of them afterwards.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hitkit import term
from hitkit.classroom import apply, production, roster
from hitkit.classroom.machine import Machine
from hitkit.demo.classroom import Classroom

from tests.classroom import classes

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can act as another user"
)
WORK = "00-counting"
USERS = {
    name: 730_001 + number
    for number, name in enumerate(("grader-hit", "mlopez", "tchen", "ada", "ben"))
}


@dataclass(frozen=True)
class College:
    """Where all of it lies: courses, exchange, the Hub's own things, homes."""

    folder: Path

    def does(self, name: str, command: str) -> subprocess.CompletedProcess[str]:
        """Run a shell command as one of the users, at home, with nothing but her own rights."""
        home, number = self.home(name), USERS[name]
        return subprocess.run(
            ["/bin/sh", "-c", command],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "HOME": str(home), "TOP": str(self.folder)},
            user=number,
            group=number,
            extra_groups=(),
            umask=0o022,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )

    def home(self, name: str) -> Path:
        """Return a user's home."""
        return self.folder / "homes" / name


@pytest.fixture(scope="module")
def college(terms: Path) -> Iterator[College]:
    """A college as the administrator's page has it made, with work handed in by ada."""
    with tempfile.TemporaryDirectory(prefix="college-") as room, pytest.MonkeyPatch.context() as p:
        folder = Path(room)
        folder.chmod(0o755)
        made = College(folder)
        entries = {
            name: pwd.struct_passwd((name, "x", uid, uid, "", str(made.home(name)), "/bin/sh"))
            for name, uid in USERS.items()
        }
        numbered = {entry.pw_uid: entry for entry in (*pwd.getpwall(), *entries.values())}
        p.setattr(pwd, "getpwnam", entries.__getitem__)
        p.setattr(pwd, "getpwuid", numbered.__getitem__)
        shutil.copytree(terms / "hit", folder / "hit")
        _give("grader-hit", folder / "hit")
        for name in USERS:
            made.home(name).mkdir(parents=True)
            made.home(name).chmod(0o755)  # as useradd leaves it
            (made.home(name) / "work.ipynb").write_text(f"the work of {name}")
            _give(name, made.home(name))
        text = classes.text(folder)
        apply.run(apply.plan(roster.parse(text), text, Machine()))

        os.chown(folder / "exchange" / "hit", 0, 0)  # root releases and hands in, for everybody
        classroom = Classroom(term.open_term(folder / "hit"))
        classroom.release(WORK)
        _give("grader-hit", folder / "hit", folder / "exchange" / "hit")
        shutil.copytree(folder / "hit" / "release" / WORK, made.home("ada") / WORK)
        classroom.submit(WORK, "ada", made.home("ada"))
        _give("ada", made.home("ada"), *(folder / "exchange" / "hit" / "inbound").iterdir())
        yield made


def _give(name: str, *tops: Path) -> None:
    for top in tops:
        for path in (top, *top.rglob("*")):
            os.chown(path, USERS[name], USERS[name], follow_symlinks=False)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("ada", 'cat "$HOME/work.ipynb"'),
        ("ben", f'cat "$TOP/exchange/hit/outbound/{WORK}/lab.ipynb"'),
        ("ben", f'mkdir "$TOP/exchange/hit/inbound/ben+{WORK}+now"'),
        ("ben", 'cat "$TOP/state/due.json" "$TOP/state/roles/student/nbgrader_config.py"'),
        ("grader-hit", 'cat "$TOP/hit/gradebook.db" "$TOP/hit/keys/seed.txt"'),
        ("grader-hit", f'cat "$TOP"/exchange/hit/inbound/ada+{WORK}+*/lab.ipynb'),
    ],
)
def test_everybody_gets_at_what_is_theirs(college: College, name: str, command: str) -> None:
    done = college.does(name, command)
    assert done.returncode == 0, done.stderr


READ = {
    "a home": 'ls "$TOP/homes/ada"',
    "a home's file": 'cat "$TOP/homes/ada/work.ipynb"',
    "a home through a link": 'ln -sf "$TOP/homes/ada/work.ipynb" "$HOME/a" && cat "$HOME/a"',
    "a home through a hard link": 'ln "$TOP/homes/ada/work.ipynb" "$HOME/b" && cat "$HOME/b"',
    "an instructor's home": 'cat "$TOP/homes/mlopez/work.ipynb"',
    "a list of what others handed in": 'ls "$TOP/exchange/hit/inbound"',
    "what others handed in": f'cat "$TOP"/exchange/hit/inbound/ada+{WORK}+*/lab.ipynb',
    "the course": 'ls "$TOP/hit"',
    "the gradebook": 'cat "$TOP/hit/gradebook.db"',
    "the keys": f'cat "$TOP/hit/keys/{WORK}.json"',
    "the seed": 'cat "$TOP/hit/keys/seed.txt"',
    "the source": f'cat "$TOP/hit/source/{WORK}/lab.ipynb"',
    "the course's settings": 'cat "$TOP/hit/hub_config.py"',
    "the Hub's own things": 'ls "$TOP/state/private"',
    "the class file": 'cat "$TOP/state/private/class.toml"',
    "the proxy's secret": 'cat "$TOP/state/private/proxy.env"',
}


@pytest.mark.parametrize("command", READ.values(), ids=READ)
def test_a_student_reads_nothing_that_is_not_hers(college: College, command: str) -> None:
    done = college.does("ben", command)
    assert done.returncode != 0
    assert done.stdout == ""


CHANGE = {
    "another's home": 'echo x > "$TOP/homes/ada/work.ipynb"',
    "the gradebook": 'echo x > "$TOP/hit/gradebook.db"',
    "what is handed out": f'echo x > "$TOP/exchange/hit/outbound/{WORK}/lab.ipynb"',
    "what is handed out, by its name": f'mv "$TOP/exchange/hit/outbound/{WORK}" "$HOME/{WORK}"',
    "the course's place in the exchange": 'mv "$TOP/exchange/hit" "$TOP/exchange/mine"',
    "the place of all hand-ins": 'mv "$TOP/exchange/hit/inbound" "$TOP/exchange/hit/old"',
    "the exchange": 'rmdir "$TOP/exchange" || mv "$TOP/exchange" "$TOP/old"',
    "due dates": 'echo x > "$TOP/state/due.json"',
    "the menus of teachers": 'echo x > "$TOP/state/roles/instructor/jupyter_server_config.json"',
    "the proxy": 'echo x > "$TOP/state/proxy.sh"',
    "rights": 'chmod 777 "$TOP/exchange" "$TOP/hit" "$TOP/homes/ada"',
}


@pytest.mark.parametrize("command", CHANGE.values(), ids=CHANGE)
def test_a_student_changes_nothing_that_is_not_hers(college: College, command: str) -> None:
    before = _all(college)
    assert college.does("ben", command).returncode != 0
    assert _all(college) == before


def _all(college: College) -> dict[Path, tuple[int, int, int]]:
    """Return rights, owner and size of all but ben's own home."""
    found = {}
    for path in college.folder.rglob("*"):
        if college.home("ben") not in (path, *path.parents):
            told = path.lstat()
            found[path] = (told.st_mode, told.st_uid, told.st_size)
    return found


def test_a_home_that_was_opened_is_closed_before_its_server_starts(college: College) -> None:
    home = college.home("ada")
    home.chmod(0o755)
    assert college.does("ben", 'cat "$TOP/homes/ada/work.ipynb"').returncode == 0
    production.close_home("ada")
    assert college.does("ben", 'cat "$TOP/homes/ada/work.ipynb"').returncode != 0
