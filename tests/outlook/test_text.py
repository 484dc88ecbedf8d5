"""The text of the module: money stays money when JupyterLab shows it."""

import pytest
from hitkit import curriculum
from hitkit.build import module as modules
from hitkit.build.notebook import NOTEBOOKS, build
from hitkit.build.template import Filler


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_dollar_sign_turns_text_into_a_formula(name: str) -> None:
    module = curriculum.load().module("15-outlook")
    notebook = build(module, name, Filler(modules.draw(module, "text")))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert "$" not in cell.source, cell.source
