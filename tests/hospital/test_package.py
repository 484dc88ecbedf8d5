"""Data packages: valid, complete, the same in every form, all or nothing."""

import csv
import sqlite3
from pathlib import Path

import pytest
from frictionless import validate
from hitkit import datasets, figures, hospital
from hitkit.hospital.package.write import checksums

ROOT = Path(__file__).parents[2]
PEOPLE = 12


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "hospital"
    return hospital.write(hospital.simulate("tests", PEOPLE), folder)


def test_frictionless_finds_the_package_valid(package: Path) -> None:
    report = validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:5]


def test_frictionless_finds_the_figures_valid(tmp_path: Path) -> None:
    figures.build(tmp_path)
    assert validate(str(tmp_path / "datapackage.json")).valid


def test_the_relational_copy_holds_the_same_rows_with_keys_that_hold(package: Path) -> None:
    copy = sqlite3.connect(package / "hospital.sqlite")
    for path in package.glob("*.csv"):
        with path.open(newline="") as file:
            rows = sum(1 for _ in csv.reader(file)) - 1
        assert copy.execute(f'SELECT count(*) FROM "{path.stem}"').fetchone() == (rows,), path.stem
    assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_writing_again_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = hospital.write(hospital.simulate("tests", PEOPLE), tmp_path / "again")
    assert checksums(again) == checksums(package) == (package / "checksums.txt").read_text()


def test_the_ledger_goes_to_the_instructor_alone(package: Path, tmp_path: Path) -> None:
    assert not (package / "instructor").exists()
    dirty, ledger = hospital.plant(hospital.simulate("tests", PEOPLE), rates={"unsigned": 0.2})
    written = hospital.write(dirty, tmp_path / "dirty")
    with (written / "instructor" / "ledger.csv").open(newline="") as file:
        assert [row["record"] for row in csv.DictReader(file)] == [one.record for one in ledger]


def test_an_existing_directory_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(hospital.HospitalError, match="exists already"):
        hospital.write(hospital.simulate("tests", 2), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hospital.write(hospital.simulate("tests", 2), tmp_path / "half", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_the_public_data_are_what_is_built(tmp_path: Path) -> None:
    datasets.build(tmp_path / "fresh")
    assert checksums(tmp_path / "fresh") == checksums(ROOT / "datasets")


def test_every_plot_has_words_for_those_who_do_not_see_it() -> None:
    sheets = ROOT / "datasets/hospital/datasheets"
    page = (sheets / "README.md").read_text()
    for plot in sheets.glob("*.svg"):
        text = plot.read_text()
        assert "<title" in text and "<desc" in text and f"]({plot.name})" in page
