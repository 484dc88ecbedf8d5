"""The text of the module: money stays money in JupyterLab, and minutes add up."""

import re

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


def test_the_map_allows_the_time_that_the_sections_add_up_to() -> None:
    module = curriculum.load().module("15-outlook")
    notebook = build(module, "lesson", Filler(modules.draw(module, "text")))
    text = "\n".join(cell.source for cell in notebook.cells)
    sections = sum(int(n) for n in re.findall(r"^## \d+\. .*\((\d+) minutes\)$", text, re.M))
    assert sections <= module.lesson_minutes <= sections + 5
    assert f"about {module.lesson_minutes} minutes" in text
