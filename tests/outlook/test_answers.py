"""Solutions, other right ways and likely mistakes earn what they should, whatever the seed."""

import ast
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from hitkit import curriculum
from hitkit.build import module as modules
from hitkit.build.notebook import build
from hitkit.build.template import Filler
from hitkit.build.work import known_answers, solutions

matplotlib.use("Agg")
import matplotlib.pyplot as plt

MODULE = curriculum.load().module("15-outlook")
POINTS = {question.id: question.points for question in MODULE.questions}


def run(code: str, scope: dict[str, Any]) -> Any:
    """Run a cell and return the value of its last expression."""
    *body, last = ast.parse(code).body
    exec(compile(ast.Module(body, []), "cell", "exec"), scope)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), scope)
    exec(compile(ast.Module([last], []), "cell", "exec"), scope)
    return None


@pytest.mark.parametrize("seed", [f"answers {n}" for n in range(3)])
def test_answers_earn_what_they_should(
    seed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = modules.draw(MODULE, seed)
    (tmp_path / "data").mkdir()
    for name, content in drawn.files.items():
        (tmp_path / "data" / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    lab = build(MODULE, "lab", Filler(drawn))
    code = {cell.id: cell.source for cell in lab.cells if cell.cell_type == "code"}
    setup = next(source for source in code.values() if "pd.read_csv" in source)
    alternatives, mistakes = known_answers(MODULE, drawn)
    solved = [(q, text, POINTS[q]) for q, text in solutions(lab).items() if q in code]
    other = [(a.question, a.code, POINTS[a.question]) for a in alternatives]
    wrong = [(m.question, m.code, float(m.earns or 0)) for m in mistakes]
    for question, text, earns in solved + other + wrong:
        scope: dict[str, Any] = {}
        run(setup, scope)
        run(text, scope)
        mark = run(code[f"{question}-test"], scope)
        plt.close("all")
        assert mark.points == pytest.approx(earns, abs=0.011), f"{text}\n{mark.to_html()}"
        if (question, text, earns) in solved:
            run(code[f"{question}-check"], scope)
