"""The lesson runs from top to bottom, and its try-it cells know the right answers."""

import re
from pathlib import Path
from typing import Any

import pytest
from hitkit import curriculum
from hitkit.build import module as modules
from hitkit.build.notebook import build
from hitkit.build.template import Filler
from hitkit.role.assignment import draw

RIGHT = {
    "urgent_try": 'len(queue[(queue["ward"] == "Surgery") & (queue["priority"] == "urgent")])',
    "medicare_try": 'len(both[(both["payer"] == "Medicare") & (both["priority"] == "urgent")])',
    "broken_try": '((new["town"] == "Quillmere") & ((new["zip"].str.len() != 5)'
    ' | ~new["payer"].isin(allowed))).sum()',
    "lost_try": 'lost[lost["town"] == "Ostbrook"]["mrn"].tolist()',
    "setting_try": '["skilled nursing facility", "UB-04", "PDPM", "MDS", "principal diagnosis"]',
    "job_try": '["data and systems", "EHR analyst", "hospital"]',
    "best_try": "good.idxmax()",
}


def run(folder: Path, seed: str, answers: dict[str, str]) -> dict[str, Any]:
    drawn = draw(seed)
    (folder / "data").mkdir()
    for name, content in drawn.files.items():
        (folder / "data" / name).write_bytes(content)
    lesson = build(curriculum.load().module("01"), "lesson", Filler(drawn))
    names: dict[str, Any] = {}
    for cell in lesson.cells:
        if cell.cell_type == "code":
            source = re.sub(
                r"^(\w+_try) = \.\.\.$",
                lambda blank: f"{blank[1]} = {answers.get(blank[1], '...')}",
                cell.source,
                flags=re.MULTILINE,
            )
            exec(source, names)
    return names


@pytest.mark.parametrize("seed", ["public", "spring", "fall"])
def test_the_right_answers_are_told_right(
    seed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    names = run(tmp_path, seed, RIGHT)
    assert capsys.readouterr().out == "Right.\n" * len(RIGHT)
    assert len(names["older"]) > 0
    assert len(names["short_zip"]) and len(names["wrong_payer"]) and len(names["changed"])


def test_an_untouched_lesson_runs_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run(tmp_path, "public", {})
    assert capsys.readouterr().out.count("Not yet: put your answer") == len(RIGHT)


def test_every_objective_stands_in_the_lesson() -> None:
    module = curriculum.load().module("01")
    text = modules.text(module, "lesson").replace("\n# ", " ")
    for objective in module.objectives:
        assert f"**{objective.id}** {objective.text}" in text
