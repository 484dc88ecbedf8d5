"""``hitkit doctor --hub``: each common failure is found, with its cure."""

import functools
import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hitkit import cli, doctor
from hitkit.classroom import apply, health, local, roster
from hitkit.classroom.machine import Machine
from hitkit.doctor import Finding
from jupyterhub import orm
from nbgrader import api
from nbgrader.api import Gradebook

from tests.classroom import classes

KERNEL = doctor.kernel
NEWEST = functools.cache(api.get_alembic_version)  # nbgrader starts a program for it


@pytest.fixture
def well(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class file whose classroom is as it should be; proxy, Hub and formgraders answer."""
    text = classes.text(folder)
    held = roster.parse(text)
    apply.run(apply.plan(held, text, Machine(one_account=True)))
    (folder / local.MARKER).touch()
    (folder / "class.toml").write_text(text)
    private = folder / "state" / "private"
    run = local.Numbers(9, 9, 9, (9,), "password", "")
    (private / "run.json").write_text(json.dumps(asdict(run)))
    _hub_database(private / "jupyterhub.sqlite")
    monkeypatch.setattr(doctor, "extensions", lambda: iter(()))
    monkeypatch.setattr(doctor, "kernel", lambda: iter([Finding(True, "a kernel")]))
    monkeypatch.setattr(health, "_status", lambda url: 200)
    monkeypatch.setattr(api, "get_alembic_version", NEWEST)
    return folder / "class.toml"


def _hub_database(path: Path) -> None:
    session = orm.new_session_factory(f"sqlite:///{path}")()
    members = {"formgrade-hit": ("mlopez", "tchen"), "nbgrader-hit": ("ada", "ben")}
    for group, names in members.items():
        session.add(orm.Group(name=group, users=[orm.User(name=name) for name in names]))
    session.commit()
    session.close()


def wrong(path: Path) -> list[Finding]:
    return [finding for finding in health.examine(path) if not finding.fine]


def test_a_classroom_that_is_well_has_nothing_to_mend(well: Path) -> None:
    assert wrong(well) == []


def _menus_off(folder: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(folder / "state" / "roles" / "student")


def _not_installed(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("hitkit.classroom.folders.modules", lambda: ["no_such_extension"])


def _group_gone(folder: Path, _: pytest.MonkeyPatch) -> None:
    _sql(folder, "DELETE FROM groups WHERE name = 'nbgrader-hit'")


def _teacher_outside(folder: Path, _: pytest.MonkeyPatch) -> None:
    _sql(
        folder,
        "DELETE FROM user_group_map WHERE user_id = (SELECT id FROM users WHERE name = 'tchen')",
    )


def _open_exchange(folder: Path, _: pytest.MonkeyPatch) -> None:
    (folder / "exchange").chmod(0o777)


def _wrong_zone(folder: Path, _: pytest.MonkeyPatch) -> None:
    with (folder / "hit" / "nbgrader_config.py").open("a") as file:
        file.write('c.Exchange.timezone = "America/Chicago"\n')


def _clock_astray(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(health.time, "time", lambda: 0.0)


def _no_kernel(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(doctor, "kernel", KERNEL)
    patch.setattr(doctor, "_jupyter", lambda *words: '{"kernelspecs": {}}')


def _proxy_dead(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(health, "_status", lambda url: None)


def _hub_dead(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(health, "_status", lambda url: 503)


def _disk_full(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(health, "ENOUGH_BYTES", 10**18)


def _old_gradebook(folder: Path, _: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(folder / "hit" / "gradebook.db") as database:
        database.execute("UPDATE alembic_version SET version_num = 'old'")


def _old_hub_database(folder: Path, _: pytest.MonkeyPatch) -> None:
    _sql(folder, "UPDATE alembic_version SET version_num = '896818069c98'")


def _edited(folder: Path, _: pytest.MonkeyPatch) -> None:
    with (folder / "class.toml").open("a") as file:
        file.write("# a thought\n")


def _by_hand(folder: Path, _: pytest.MonkeyPatch) -> None:
    with Gradebook(f"sqlite:///{folder / 'hit' / 'gradebook.db'}", "hit") as book:
        book.add_student("zoe")
        book.update_or_create_student("ada", first_name="Adele")


def _sql(folder: Path, text: str) -> None:
    with sqlite3.connect(folder / "state" / "private" / "jupyterhub.sqlite") as database:
        database.execute(text)


@pytest.mark.parametrize(
    ("spoil", "says", "cure"),
    [
        (_menus_off, "student servers show the menus", "start it again"),
        (_not_installed, "no_such_extension is installed", "--force-reinstall"),
        (_group_gone, "the Hub has no group nbgrader-hit", "start it again"),
        (_teacher_outside, "tchen may open the gradebook", "not in the Hub's group formgrade-hit"),
        (_open_exchange, "has the rights 777", "start it again"),
        (_wrong_zone, "nbgrader writes times in America/Chicago", "It reads back only UTC right"),
        (_clock_astray, "the clock of the exchange differs", "Set the clock"),
        (_no_kernel, "the python3 kernel", "ipykernel install"),
        (_proxy_dead, "the proxy answers", "start it again"),
        (_hub_dead, "the Hub answers with 503", "start it again"),
        (_disk_full, "free on the disk", "Free some space"),
        (_old_gradebook, "its gradebook fits this nbgrader", "nbgrader db upgrade"),
        (_old_hub_database, "the Hub's database fits its version", "jupyterhub upgrade-db"),
        (_edited, "the class file is applied as it stands", "start it again"),
        (_by_hand, "gradebook and roster disagree: student ada changed", "start it again"),
        (_by_hand, "zoe is in the gradebook, without work", "nbgrader db student remove zoe"),
    ],
)
def test_each_failure_is_found_with_its_cure(
    well: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path, pytest.MonkeyPatch], None],
    says: str,
    cure: str,
) -> None:
    spoil(well.parent, monkeypatch)
    found = [finding for finding in wrong(well) if says in finding.says]
    assert found, [finding.says for finding in wrong(well)]
    assert cure in found[0].cure


def test_a_class_file_that_is_wrong_is_told_first(
    well: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    well.write_text(well.read_text().replace("America/Chicago", "Mars"))
    assert cli.main(["doctor", "--hub", str(well)]) == 1
    assert "'Mars' is no time zone" in capsys.readouterr().out
