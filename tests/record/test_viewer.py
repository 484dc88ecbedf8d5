"""The Chart Viewer, driven through its parts as the browser does it, and its plain-code twin."""

from __future__ import annotations

from pathlib import Path

import pytest
from hitkit.check import FormError
from hitkit.record.viewer import ChartViewer, findings, read_chart, show
from hitkit.record.viewer.plain import Chart

FILES = {
    "face": "field,value\npatient,<b>Nobody</b>\n",
    "documents": "document_id,written_at,signed_at\nD01,2026-01-01 10:00,\n",
    "orders": "drug\naspirin\n",
    "results": "test\nwbc\n",
    "audit": "person\nA\n",
    "worksheet": "item,looked_for\nW1,consent\nW2,orders\n",
}


@pytest.fixture
def chart(tmp_path: Path) -> Chart:
    for part, text in FILES.items():
        (tmp_path / f"chart_{part}.csv").write_text(text, encoding="utf-8")
    return read_chart(tmp_path / "chart")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "sheet.json"


def file(viewer: ChartViewer, item: str, finding: str | None) -> str:
    viewer.item_box.value = item
    viewer.finding_box.value = finding
    viewer.file_button.click()
    return viewer.status.value


def test_each_part_is_a_table_with_what_is_in_it_escaped(chart: Chart, sheet: Path) -> None:
    viewer = ChartViewer(chart, sheet)
    assert "&lt;b&gt;Nobody" in viewer.table.value
    viewer.part_box.value = "documents"
    assert "not signed" in viewer.table.value
    assert '<th scope="col">signed at</th>' in viewer.table.value
    assert show(chart, "orders")["drug"].tolist() == ["aspirin"]


def test_what_is_filed_survives_a_restart_and_is_the_same_in_code(
    chart: Chart, sheet: Path
) -> None:
    viewer = ChartViewer(chart, sheet)
    assert "Choose a finding first" in file(viewer, "W1", None)
    assert "W1 is filed as late" in file(viewer, "W1", "late")
    viewer.next_button.click()
    assert viewer.item_box.value == "W2"
    again = ChartViewer(chart, sheet)
    assert again.finding_box.value == "late"
    assert findings(sheet) == {"W1": "late"}
    scope: dict[str, object] = {}
    exec(again.as_code, scope)
    assert scope["findings"] == {"W1": "late"}


def test_where_nobody_can_click_the_findings_are_a_table(
    chart: Chart, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = ChartViewer(chart, sheet)
    file(viewer, "W2", "unsigned")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    bundle = viewer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" not in bundle
    assert "unsigned" in bundle["text/html"]


def test_a_damaged_sheet_is_kept_aside_and_said(
    chart: Chart, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet.write_text("[1, 2", encoding="utf-8")
    assert findings(sheet) == {}
    assert "cannot be read" in capsys.readouterr().out
    viewer = ChartViewer(chart, sheet)
    assert "kept as sheet.json.damaged" in file(viewer, "W1", "missing")
    assert findings(sheet) == {"W1": "missing"}


def test_no_chart_and_no_part_are_said_in_a_sentence(chart: Chart, tmp_path: Path) -> None:
    with pytest.raises(FormError, match="has no file"):
        read_chart(tmp_path / "nothing")
    with pytest.raises(FormError, match="no part 'notes'"):
        show(chart, "notes")
    with pytest.raises(FormError, match="no worksheet"):
        ChartViewer({part: rows for part, rows in chart.items() if part != "worksheet"})
