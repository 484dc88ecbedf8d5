"""The tables: what they hold agrees with itself, and every one says where it comes from."""

import pytest
from hitkit.outlook import arithmetic, tables


@pytest.mark.parametrize("name", tables.NAMES)
def test_every_table_has_a_source_and_every_column_a_meaning(name: str) -> None:
    rows = tables.rows(name)
    assert rows
    if name in ("sources", "codebook"):
        return
    assert all(vars(tables.source(name)).values())
    explained = {row["column"] for row in tables.rows("codebook")}
    own_names = {"title", "short", "coding", "note", "month", "first_wage_year", "last_wage_year"}
    assert set(rows[0]) <= explained | own_names


def test_figures_that_guides_and_agencies_print() -> None:
    assert tables.wage("29-2072", 2024, "median") == 50_250
    assert tables.wage("29-2072", 2023, "p90") == 77_810
    assert tables.wage("13-1041", 2023, "median") == 75_670
    assert tables.find("projections", code="29-2071", decade="2010-20")[0]["start"] == "179.5"
    assert tables.find("projections", code="29-2071", decade="2012-22")[0]["pay"] == "34160"
    # news.release/cpi.t01 of BLS for May 2025; CPI summary for May 2013
    assert (tables.price(2013), tables.price(2024), tables.price(2025)) == (
        232.945,
        314.069,
        321.465,
    )


def test_percentiles_rise_and_errors_are_possible() -> None:
    for row in (*tables.rows("wages"), *tables.rows("sectors_2024")):
        known = [n for p in tables.PERCENTILES if (n := tables.number(row[p])) is not None]
        assert known == sorted(known)
        assert 0 <= (tables.number(row["jobs_rse"]) or 0) < 100


def test_projections_agree_with_their_own_arithmetic_within_rounding() -> None:
    for row in tables.rows("projections"):
        start, change = float(row["start"]), float(row["change"])
        if row["end"]:
            assert abs(float(row["end"]) - start - change) < 0.16
        assert abs(change / start * 100 - float(row["percent"])) < 0.6


def test_states_add_up_to_the_nation_but_for_what_is_hidden() -> None:
    for code in ("11-9111", "13-1041", "29-2072", "29-9021"):
        rows = tables.find("states_2021", code=code)
        nation = next(float(row["jobs"]) for row in rows if row["state"] == "U.S.")
        assert nation == tables.wage(code, 2021, "jobs")
        shown = sum(tables.number(row["jobs"]) or 0 for row in rows if row["state"] != "U.S.")
        assert abs(nation - shown) <= (120 if code == "29-9021" else 50)


def test_codes_stand_in_the_years_that_the_occupations_say() -> None:
    for row in tables.rows("occupations"):
        years = tables.years(row["code"])
        assert (str(min(years)), str(max(years))) == (row["first_wage_year"], row["last_wage_year"])


def test_the_numbers_that_the_lesson_says() -> None:
    def real(code: str, first: int, last: int) -> float:
        before, after = tables.wage(code, first, "median"), tables.wage(code, last, "median")
        moved = arithmetic.in_dollars_of(before, tables.price(first), tables.price(last))
        return round(arithmetic.percent_change(moved, after), 1)

    assert round(arithmetic.percent_change(208_650, 331_790)) == 59
    assert real("29-2072", 2021, 2025) == -8.2
    assert real("00-0000", 2021, 2025) == -6.7
    assert [round(x) for x in arithmetic.interval(187_910, 1, 90)] == [1879, 184_819, 191_001]
    assert [round(x) for x in arithmetic.interval(185_690, 1, 90)[1:]] == [182_635, 188_745]
    assert [round(x) for x in arithmetic.interval(30, 18.9, 90)[1:]] == [21, 39]
    assert arithmetic.band(24.50, _marks("29-2072", 2024)) == "median to p75"
    hidden = [r for r in tables.find("sectors_2024", code="29-9021") if r["jobs"] == "**"]
    assert len(hidden) == 4


def _marks(code: str, year: int) -> dict[str, float]:
    return {name: tables.wage(code, year, name) for name in tables.PERCENTILES}
