"""A course of one tiny module, for tests of the machinery."""

from pathlib import Path

MAP = """
[brief]
5 = "Record review"
8 = "Querying providers"

[exam_domains]
1 = "Data content"

[[module]]
id = "00-counting"
title = "Counting"
minutes = { lesson = 5, lab = 10 }
exam_domains = [1]
brief = [5, 8]
objectives = [{ id = "00.1", text = "Count rows." }]
questions = [
    { id = "q1", title = "Count", points = 4, brief = [5], objectives = ["00.1"], graded = "N" },
    { id = "q2", title = "Explain", points = 1, brief = [8], objectives = ["00.1"], graded = "F" },
]
"""
LESSON = """# %% [markdown]
# # Counting
#
# You count rows.

# %%
1 + 1
"""
LAB = """# %% [markdown]
# # Lab: counting
#
# Ward {{ ward }} asks for a number.

# %%
import pandas as pd

from hitkit import check, marks

rows = pd.read_csv("data/rows.csv", dtype=str)

# %% [markdown]
# ## Question 1: how many rows?

# %% answer="q1"
rows_q1 = ...
### BEGIN SOLUTION
rows_q1 = {{ key.q1 }}
### END SOLUTION

# %% test="q1"
check.whole_number(rows_q1, "rows_q1", low=0)
check.fine()
### BEGIN HIDDEN TESTS
marks.amount(rows_q1, {{ key.q1 }}, 4, "Rows")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: why?

# %% [markdown] manual="q2"
# ### BEGIN SOLUTION
# Because the header is no row.
# ### END SOLUTION
"""
TERM = """from hitkit.draw import Draw
from hitkit.seeds import stream


def draw(seed):
    chance = stream(seed, "counting")
    rows = 10 + int(chance.random() * 1000)
    text = "id\\n" + "".join(f"{n}\\n" for n in range(rows))
    ward = f"W{int(chance.random() * 10**6)}"
    return Draw({"ward": ward}, {"rows.csv": text.encode()}, {"q1": rows})
"""
ANSWERS = """
[[alternative]]
question = "q1"
why = "counts with shape"
code = "rows_q1 = rows.shape[0]"

[[mistake]]
question = "q1"
name = "counts the header"
code = "rows_q1 = {{ key.q1 }} + 1"
earns = 0
says = "is not right"
"""


def write(folder: Path, **changes: str) -> Path:
    """Write the course into ``folder``; ``changes`` replace its texts by name."""
    texts = {"map": MAP, "lesson": LESSON, "lab": LAB, "term": TERM, "answers": ANSWERS} | changes
    module = folder / "modules" / "00-counting"
    module.mkdir(parents=True)
    (folder / "curriculum.toml").write_text(texts["map"])
    for name in ("lesson", "lab", "term"):
        (module / f"{name}.py").write_text(texts[name])
    (module / "answers.toml").write_text(texts["answers"])
    return folder
