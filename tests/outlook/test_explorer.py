"""The explorer: the widget, its plain twin and its code show the same; choices survive."""

import json
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
import pytest
from hitkit.check import FormError
from hitkit.outlook import OutlookExplorer, explore, form, practice, read_chart, tables
from hitkit.outlook.explorer import look
from hitkit.outlook.explorer.look import Choice

matplotlib.use("Agg")
import matplotlib.pyplot as plt


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data").mkdir()
    for name in tables.NAMES:
        (tmp_path / "data" / f"{name}.csv").write_bytes(tables.raw(name))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "choice",
    [
        Choice(),
        Choice("29-9021", "sectors, May 2024", "jobs"),
        Choice("29-2072", "states, May 2021", "median", "Ohio"),
        Choice("29-9021", "states, May 2023", "mean"),
        Choice("11-9111", "projections", "percent"),
    ],
    ids=lambda choice: choice.by,
)
def test_the_code_makes_what_the_explorer_shows(choice: Choice, folder: Path) -> None:
    *lines, last = look.as_code(choice).strip().splitlines()
    scope: dict[str, Any] = {}
    exec("\n".join(lines), scope)
    made = eval(last, scope)
    shown = explore(choice.code, choice.by, choice.measure, choice.place)
    plt.close("all")
    assert list(made.columns) == list(shown.columns)
    name = choice.kind.rows_are
    pd.testing.assert_frame_equal(
        made.sort_values(name, ignore_index=True),
        shown.sort_values(name, ignore_index=True),
        check_dtype=False,
    )


def test_every_choice_can_be_shown() -> None:
    for code in look.codes():
        for by, kind in look.KINDS.items():
            for measure in kind.measures:
                choice = Choice(code, by, measure)
                assert look.finding(choice)
                compile(look.as_code(choice), "look", "exec")


def test_hidden_cells_are_named_and_a_missing_row_is_not_zero() -> None:
    said = look.finding(Choice("29-9021", "sectors, May 2024", "jobs"))
    assert "Wholesale Trade (**)" in said
    said = look.finding(Choice("29-9021", "states, May 2021", "jobs", "Nevada"))
    assert "which is not 0" in said
    assert "SOC 2010" in look.finding(Choice("29-2071", "states, May 2021", "jobs"))


def test_choices_survive_and_a_damaged_file_does_not_stop_the_widget(folder: Path) -> None:
    explorer = OutlookExplorer("e.json")
    explorer.by_box.value = "states, May 2023"
    explorer.code_box.value = "29-9021"
    explorer.place_box.value = "Iowa"
    again = OutlookExplorer("e.json")
    assert again.choice == Choice("29-9021", "states, May 2023", "mean", "Iowa")
    assert '"Iowa"' in again.as_code
    for damage in ("{", "[]", json.dumps({"code": 1}), '{"code": "x"}'):
        Path("e.json").write_text(damage)
        fresh = OutlookExplorer("e.json")
        assert fresh.choice == Choice()
        assert "cannot be read" in fresh.status.value


def test_where_nobody_can_click_a_table_is_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    bundle = OutlookExplorer("e.json")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<caption>" in bundle["text/html"]


def test_a_choice_that_there_is_not_is_explained() -> None:
    with pytest.raises(FormError, match="no occupation code"):
        explore("29-2073")
    with pytest.raises(FormError, match="no measure"):
        explore("29-2072", "states, May 2023", "median")


@pytest.mark.parametrize("upright", [True, False])
def test_a_chart_is_read_back(upright: bool) -> None:
    _, ax = plt.subplots()
    draw = ax.bar if upright else ax.barh
    draw(["p10", "median"], [30_000, 50_000])
    ax.set_title("Pay")
    ax.figure.text(0, 0, "Source: BLS")
    chart = read_chart(ax)
    plt.close("all")
    assert chart["bars"] == {"p10": 30_000.0, "median": 50_000.0}
    assert chart["starts_at"] == 0
    assert chart["notes"] == ["Source: BLS"]


def test_a_chart_without_bars_is_explained() -> None:
    _, ax = plt.subplots()
    ax.plot([1, 2])
    with pytest.raises(FormError, match="no bars"):
        read_chart(ax)
    plt.close("all")
    with pytest.raises(FormError, match="no bars"):
        read_chart(None)


def test_forms_say_what_is_missing() -> None:
    with pytest.raises(FormError, match="has nothing for B"):
        form.numbers({"A": 1}, "figures_q1", "AB")
    with pytest.raises(FormError, match="should be a dictionary"):
        form.labels(["sound"], "compare_q3", "AB", ["sound"])
    with pytest.raises(FormError, match="it should have 3"):
        form.ranked(["52"], "sectors_q6", 3, ["52"], "sector code")
    with pytest.raises(FormError, match="read_chart"):
        form.chart("bars", "chart_q13")


def test_practice_answers_right_wrong_and_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    practice.figure(None, "29-9021", 2023, "p75")
    practice.figure(86950, "29-9021", 2023, "p75")
    practice.figure("86950", "29-9021", 2023, "p75")
    practice.change(15.4, "29-2071", 2013, 2018, "median")
    practice.real_change(2.5, "29-9021", 2021, 2025, "median")
    practice.band("p10 to p25", 19.00, "29-2072", 2024)
    practice.verdict("other occupation", "29-2072", "2023", "median", 62990)
    practice.back_test(-33.6, "13-1041", "2012-22", 2022)
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Not yet")
    assert said[1] == "Right."
    assert "float" in said[2]
    assert said[3:] == ["Right."] * 5
