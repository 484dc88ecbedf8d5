"""The doctor: healthy where it should be, and for every illness a cure."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hitkit import cli, doctor, term
from hitkit.term import Term


@pytest.fixture
def held(tmp_path: Path) -> Term:
    folder = tmp_path / "fall"
    for name, mode in (("keys", 0o700), ("source", 0o700), ("exchange", 0o777)):
        (folder / name).mkdir(parents=True)
        (folder / name).chmod(mode)
    (folder / "exchange").chmod(0o1777)
    (folder / "nbgrader_config.py").write_text(term.config_text("fall"))
    return Term(folder)


def wrong(folder: Path) -> str:
    return "\n".join(f"{f.says}\n{f.cure}" for f in doctor._term(folder) if not f.fine)


def test_a_new_term_is_healthy(held: Term) -> None:
    assert wrong(held.folder) == ""


def test_this_machine_is_healthy(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 0
    assert "All is well." in capsys.readouterr().out


def edit(held: Term, old: str, new: str) -> None:
    path = held.folder / "nbgrader_config.py"
    path.write_text(path.read_text().replace(old, new))


ILLNESSES: list[tuple[Callable[[Term], object], str, str]] = [
    (lambda t: (t.folder / "exchange").rmdir(), "is missing", "mkdir -p"),
    (lambda t: (t.folder / "exchange").chmod(0o777), "nobody can rename", "chmod 1777"),
    (lambda t: (t.folder / "keys").chmod(0o755), "keys/ is yours alone", "chmod -R go="),
    (
        lambda t: (t.folder / "release" / "04").mkdir(parents=True),
        "has its source",
        "keys/seed.txt",
    ),
    (lambda t: edit(t, '"UTC"', '"Central"'), "times are shown in Central", "America/Chicago"),
    (lambda t: edit(t, "c = get_config()", "c = get_config("), "cannot be read", "Mend the line"),
    (lambda t: (t.folder / "nbgrader_config.py").unlink(), "has no nbgrader_config", "term new"),
]


@pytest.mark.parametrize(("make_ill", "says", "cure"), ILLNESSES, ids=[i[1] for i in ILLNESSES])
def test_every_illness_has_a_cure(
    held: Term, make_ill: Callable[[Term], object], says: str, cure: str
) -> None:
    make_ill(held)
    found = wrong(held.folder)
    assert says in found and cure in found


def test_a_missing_or_old_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "pandas":
            return "2.2.0"
        raise doctor.importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(doctor.importlib.metadata, "version", version)
    ill = {finding.says: finding.cure for finding in doctor.versions() if not finding.fine}
    assert "pandas 2.2.0" in ill and "The kit needs pandas" in ill["pandas 2.2.0"]
    assert "-m pip install" in ill["nbgrader is not installed"]
