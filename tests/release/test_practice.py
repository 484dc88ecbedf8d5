"""The lesson's practice: hints before answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hitkit.release.assignment import draw
from hitkit.release.practice import (
    compare_decisions,
    compare_forms,
    compare_parts,
    compare_rule,
)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(
        '{"forms": {"A1": ["expired", "no purpose"]}, "requests": {"L1": {"decision": "part", '
        '"send": ["lab results"], "rules": ["164.506"], "why": "Because."}}}'
    )
    return path


@pytest.mark.parametrize(
    ("mine", "says"),
    [
        ([], "nothing yet"),
        (["valid"], "not yet. It has 2 in all"),
        (["expired", "revoked"], "1 of your 2 fits"),
        (["no purpose", "expired"], "yes: expired, no purpose"),
    ],
)
def test_forms(
    answers: Path, mine: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    compare_forms({"A1": mine}, answers)
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(
    ("filed", "says"),
    [
        ({}, "not filed yet"),
        ({"L1": {"decision": "refuse", "send": [], "rule": "164.506"}}, "another one"),
        ({"L1": {"decision": "part", "send": ["x"], "rule": "164.506"}}, "look again at what goes"),
        ({"L1": {"decision": "part", "send": ["lab results"], "rule": "164.508"}}, "the rule does"),
        ({"L1": {"decision": "part", "send": ["lab results"], "rule": "164.506"}}, "yes. Because."),
    ],
)
def test_decisions(
    answers: Path,
    filed: dict[str, dict[str, object]],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    compare_decisions(filed, answers)
    assert says in capsys.readouterr().out


def test_what_a_term_draws_can_be_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(draw("a term").files["example_answers.json"])
    compare_forms({}, path)
    compare_decisions({}, path)
    assert capsys.readouterr().out.count("yet.") == 8


@pytest.mark.parametrize(
    ("mine", "says"),
    [
        ([], "Type the parts"),
        (["itemized bill"], "The decision is part."),
        (["itemized bill", "face sheet"], "names: itemized bill, discharge summary."),
    ],
)
def test_parts(
    tmp_path: Path, mine: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    protocol = tmp_path / "protocol.csv"
    protocol.write_text("purpose,parts\npayment,itemized bill; discharge summary\n")
    compare_parts(mine, ["itemized bill", "face sheet"], "payment", protocol)
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(
    ("mine", "says"),
    [
        ("", "Type a rule"),
        ("164.512(i)", "Yes: 164.512(i) is about research."),
        ("164.524", "about the patient's own right of access. Look again."),
        ("research", "nothing that the desk knows. Look again."),
    ],
)
def test_rule(mine: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    compare_rule(mine, "research")
    assert says in capsys.readouterr().out
