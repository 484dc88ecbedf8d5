# %% [markdown]
# # Lab 15: a leaflet for the career counselor
#
# A college runs a program for health information technicians. Its career counselor has a draft
# leaflet about pay and jobs. The figures come from career guides, and some of them disagree.
# She asks you, the technician who can read tables, to check them before she prints.
#
# Plan about **120 minutes**. The questions go from easy to hard.
# Work from top to bottom, and run each cell with Shift + Enter.
#
# **What you need:** the lesson of this module. The figures are those of the U.S. Bureau of Labor
# Statistics (BLS). The table `sources` says which survey and which year each comes from.
#
# ## How this lab works
#
# - Each question has an answer cell and a check. The check looks at the form only.
#   "The form is fine" does not mean that the answer is right. The grader says that later.
# - Most answers are a dictionary: a name, a colon, the answer. Keep the names as they are.
# - Where you choose a label, a wrong label costs a little: just what guessing would win.
#   Leave out what you do not know.
# - Percents have one decimal. Dollars and jobs are whole. `round(number, 1)` and `round(number)`
#   do that.

# %%
import matplotlib.pyplot as plt
import pandas as pd

from hitkit import check
from hitkit.outlook import OutlookExplorer, form, read_chart

wages = pd.read_csv("data/wages.csv", dtype=str)
projections = pd.read_csv("data/projections.csv", dtype=str)
prices = pd.read_csv("data/prices.csv", dtype=str)
occupations = pd.read_csv("data/occupations.csv", dtype=str)
sources = pd.read_csv("data/sources.csv", dtype=str)
states_2023 = pd.read_csv("data/states_2023.csv", dtype=str)
sectors = pd.read_csv("data/lab_sectors_2024.csv", dtype=str)
states = pd.read_csv("data/lab_states_2021.csv", dtype=str)
survey = pd.read_csv("data/lab_survey.csv", dtype=str)

# %% [markdown]
# Every cell is **text**: codes stay whole, and signs such as `**` stay visible. Turn text into a
# number with `float(...)` for one cell, or `pd.to_numeric(..., errors="coerce")` for a column.
#
# `sectors` and `states` are **extracts**: some sectors and states were left out, and the rows are
# in no order. Answer from these files.
#
# The Outlook Explorer may help you to look around. It shows the whole tables, not the extracts.

# %%
OutlookExplorer(choices="explorer-15.json")

# %% [markdown]
# ## Question 1: read the right cell
#
# The leaflet needs four figures from the national table `wages`:
#
# | Name | Occupation | May of | Column |
# | --- | --- | --- | --- |
# {% for ask in q1.asks -%}
# | {{ ask.letter }} | {{ ask.code }} | {{ ask.year }} | `{{ ask.measure }}` |
# {% endfor %}
# *Hint:* two conditions in brackets, with `&` between them. Then `.item()` takes the one cell.

# %% answer="q1"
figures_q1 = {
    "A": None,
    "B": None,
    "C": None,
    "D": None,
}
### BEGIN SOLUTION
figures_q1 = {
{%- for ask in q1.asks %}
    "{{ ask.letter }}": float(
        wages[(wages["code"] == "{{ ask.code }}") & (wages["year"] == "{{ ask.year }}")][
            "{{ ask.measure }}"
        ].item()
    ),
{%- endfor %}
}
### END SOLUTION

# %% test="q1"
form.numbers(figures_q1, "figures_q1", "ABCD")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.amounts(figures_q1, {{ key.q1 }}, 4)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: more money, or only dearer bread?
#
# For occupation **{{ q2.code }}**, look at the column `{{ q2.measure }}` of `wages` in May
# {{ q2.first }} and in May {{ q2.last }}. Give
#
# - `nominal_percent`: by how many percent it changed, in money,
# - `in_new_dollars`: the pay of {{ q2.first }} in dollars of {{ q2.last }}, by the price index
#   in `prices`,
# - `real_percent`: by how many percent it changed once prices are taken out.

# %% answer="q2"
change_q2 = {
    "nominal_percent": None,
    "in_new_dollars": None,
    "real_percent": None,
}
### BEGIN SOLUTION
pay = wages[wages["code"] == "{{ q2.code }}"].set_index("year")["{{ q2.measure }}"].astype(float)
index = prices.set_index("year")["cpi_u"].astype(float)
before, after = pay["{{ q2.first }}"], pay["{{ q2.last }}"]
moved = before * index["{{ q2.last }}"] / index["{{ q2.first }}"]
change_q2 = {
    "nominal_percent": float(round((after - before) / before * 100, 1)),
    "in_new_dollars": float(round(moved)),
    "real_percent": float(round((after - moved) / moved * 100, 1)),
}
### END SOLUTION

# %% test="q2"
form.numbers(change_q2, "change_q2", ["nominal_percent", "in_new_dollars", "real_percent"])
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.amounts(change_q2, {{ key.q2 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: may you compare them?
#
# The draft sets ten pairs of figures side by side and says "up" or "down". Which pairs may stand?
#
# | Case | The two figures |
# | --- | --- |
# {% for ask in q3.asks -%}
# | {{ ask.letter }} | {{ ask.says }} |
# {% endfor %}
# Give each case one of these labels:
#
# - `"sound"`: the two may be compared,
# - `"code break"`: the two codes do not hold the same workers,
# - `"other measure"`: a median stands beside a mean,
# - `"other survey"`: the two count jobs in different ways,
# - `"within the error"`: the 90 % intervals of the two numbers of jobs meet, so there may be no
#   change at all.
#
# A wrong label costs a quarter of what a right one earns.

# %% answer="q3"
compare_q3 = {
    "A": "",
    "B": "",
    "C": "",
    "D": "",
    "E": "",
    "F": "",
    "G": "",
    "H": "",
    "I": "",
    "J": "",
}
### BEGIN SOLUTION
compare_q3 = {{ key.q3_right }}
### END SOLUTION

# %% test="q3"
form.labels(
    compare_q3,
    "compare_q3",
    "ABCDEFGHIJ",
    ["sound", "code break", "other measure", "other survey", "within the error"],
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.labels(compare_q3, {{ key.q3 }}, 8, choices=5)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: where does the offer stand?
#
# Six employers pay by the hour. Compare with occupation **{{ q4.code }}** in May {{ q4.year }}
# (table `wages`). A full-time year has 2,080 hours.
#
# | Offer | Dollars an hour |
# | --- | --- |
# {% for ask in q4.asks -%}
# | {{ ask.letter }} | {{ ask.says }} |
# {% endfor %}
# Labels: `"below p10"`, `"p10 to p25"`, `"p25 to median"`, `"median to p75"`, `"p75 to p90"`,
# `"above p90"`. A wrong label costs a fifth of what a right one earns.

# %% answer="q4"
offers_q4 = {
    "A": "",
    "B": "",
    "C": "",
    "D": "",
    "E": "",
    "F": "",
}
### BEGIN SOLUTION
hourly = {
{%- for ask in q4.asks %}
    "{{ ask.letter }}": {{ ask.says }},
{%- endfor %}
}
row = wages[(wages["code"] == "{{ q4.code }}") & (wages["year"] == "{{ q4.year }}")]
marks_of_pay = ["p10", "p25", "median", "p75", "p90"]
bands = [
    "below p10",
    "p10 to p25",
    "p25 to median",
    "median to p75",
    "p75 to p90",
    "above p90",
]
offers_q4 = {}
for letter, dollars in hourly.items():
    passed = 0
    for mark in marks_of_pay:
        if dollars * 2080 >= float(row[mark].item()):
            passed = passed + 1
    offers_q4[letter] = bands[passed]
### END SOLUTION

# %% test="q4"
form.labels(
    offers_q4,
    "offers_q4",
    "ABCDEF",
    ["below p10", "p10 to p25", "p25 to median", "median to p75", "p75 to p90", "above p90"],
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.labels(offers_q4, {{ key.q4 }}, 6, choices=6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: what does the cell say?
#
# Look up eight cells of the extract `sectors`:
#
# | Cell | Where |
# | --- | --- |
# {% for ask in q5.asks -%}
# | {{ ask.letter }} | {{ ask.says }} |
# {% endfor %}
# What may you tell the counselor? Labels: `"number"`, `"not published"`, `"too high to show"`,
# `"no row"`. A wrong label costs a third of what a right one earns.

# %% answer="q5"
cells_q5 = {
    "A": "",
    "B": "",
    "C": "",
    "D": "",
    "E": "",
    "F": "",
    "G": "",
    "H": "",
}
### BEGIN SOLUTION
cells_q5 = {{ key.q5_right }}
### END SOLUTION

# %% test="q5"
form.labels(
    cells_q5,
    "cells_q5",
    "ABCDEFGH",
    ["number", "not published", "too high to show", "no row"],
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.labels(cells_q5, {{ key.q5 }}, 4, choices=4)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: which sectors pay best?
#
# "Where does **{{ q6.code }}** earn most?" Use the extract `sectors` and the column
# `{{ q6.measure }}`. Leave out what is too small or too unsure:
#
# - at least **{{ "{:,}".format(q6.jobs) }} jobs**, and
# - a relative standard error (`jobs_rse`) of **{{ q6.rse }} percent or less**.
#
# Give the three best-paying sectors, best first, as a list of `naics` codes (text).

# %% answer="q6"
sectors_q6 = []
### BEGIN SOLUTION
mine = sectors[sectors["code"] == "{{ q6.code }}"].copy()
for column in ["jobs", "jobs_rse", "{{ q6.measure }}"]:
    mine[column] = pd.to_numeric(mine[column], errors="coerce")
sure = mine[(mine["jobs"] >= {{ q6.jobs }}) & (mine["jobs_rse"] <= {{ q6.rse }})]
best = sure.sort_values("{{ q6.measure }}", ascending=False).head(3)
sectors_q6 = best["naics"].tolist()
### END SOLUTION

# %% test="q6"
form.ranked(sectors_q6, "sectors_q6", 3, sectors["naics"], "sector code")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.ranking(sectors_q6, {{ key.q6 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: which states?
#
# Now by state, May 2021, in the extract `states`. Among the states with at least
# **{{ "{:,}".format(q7.least) }} jobs** of **{{ q7.code }}**, which three have the
# **{{ q7.end }}** median pay? Give them as a list, the {{ q7.end }} first.
#
# Then give `percent_q7`: the median of your first state as a percent of the U.S. median
# (100 would be the same).

# %% answer="q7"
states_q7 = []
percent_q7 = None
### BEGIN SOLUTION
mine = states[states["code"] == "{{ q7.code }}"].copy()
mine["jobs"] = pd.to_numeric(mine["jobs"], errors="coerce")
mine["median"] = pd.to_numeric(mine["median"], errors="coerce")
nation = mine[mine["state"] == "U.S."]["median"].item()
large = mine[(mine["state"] != "U.S.") & (mine["jobs"] >= {{ q7.least }})]
order = large.sort_values("median", ascending={{ q7.end == "lowest" }}).head(3)
states_q7 = order["state"].tolist()
percent_q7 = float(round(order["median"].iloc[0] / nation * 100, 1))
### END SOLUTION

# %% test="q7"
form.ranked(states_q7, "states_q7", 3, states["state"], "state")
check.number(percent_q7, "percent_q7", low=0, high=500, unit="percent")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.ranking_and_share(states_q7, percent_q7, {{ key.q7 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 8: how sure is the number?
#
# How many jobs of **{{ q8.code }}** were there in May {{ q8.year }}? The table gives an estimate
# (`jobs`) and its relative standard error in percent (`jobs_rse`). Give the standard error in jobs,
# and the two ends of the **{{ q8.level }} % interval**. For it, go {{ q8.z }} standard errors down
# and up.

# %% answer="q8"
interval_q8 = {
    "standard_error": None,
    "low": None,
    "high": None,
}
### BEGIN SOLUTION
row = wages[(wages["code"] == "{{ q8.code }}") & (wages["year"] == "{{ q8.year }}")]
jobs = float(row["jobs"].item())
error = jobs * float(row["jobs_rse"].item()) / 100
interval_q8 = {
    "standard_error": round(error),
    "low": round(jobs - {{ q8.z }} * error),
    "high": round(jobs + {{ q8.z }} * error),
}
### END SOLUTION

# %% test="q8"
form.numbers(interval_q8, "interval_q8", ["standard_error", "low", "high"])
check.require(
    interval_q8["low"] <= interval_q8["high"],
    "The low end is above the high end.",
    "Low: estimate minus. High: estimate plus.",
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.amounts(interval_q8, {{ key.q8 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 9: whose figure is this?
#
# The draft quotes six projections without a name. Find each in the table `projections`: which
# occupation, and which decade?
#
# | Quote | What it says |
# | --- | --- |
# {% for ask in q9.asks -%}
# | {{ ask.letter }} | {{ ask.says }} |
# {% endfor %}
# Write code and decade as one text with a blank between: `"29-2071 2016-26"`. You earn half for
# either of the two.

# %% answer="q9"
whose_q9 = {
    "A": "",
    "B": "",
    "C": "",
    "D": "",
    "E": "",
    "F": "",
}
### BEGIN SOLUTION
whose_q9 = {{ key.q9_right }}
### END SOLUTION

# %% test="q9"
form.labels(
    whose_q9,
    "whose_q9",
    "ABCDEF",
    [f"{code} {decade}" for code, decade in zip(projections["code"], projections["decade"])],
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.owners(whose_q9, {{ key.q9 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 10: the contradiction hunt
#
# Ten sentences of the draft. Check each against the tables `wages` and `projections`:
#
# | Claim | What it says |
# | --- | --- |
# {% for ask in q10.asks -%}
# | {{ ask.letter }} | {{ ask.says }} |
# {% endfor %}
# Labels:
#
# - `"agrees"`: the table has this figure, for this occupation and this time,
# - `"other occupation"`: the figure belongs to another occupation, at the same time,
# - `"other time"`: the figure is this occupation's, at another time,
# - `"no such figure"`: the table has another figure there, and this one nowhere in that column,
# - `"cannot check"`: no table here has a row for it.
#
# A wrong label costs a quarter of what a right one earns.

# %% answer="q10"
hunt_q10 = {
    "A": "",
    "B": "",
    "C": "",
    "D": "",
    "E": "",
    "F": "",
    "G": "",
    "H": "",
    "I": "",
    "J": "",
}
### BEGIN SOLUTION
hunt_q10 = {{ key.q10_right }}
### END SOLUTION

# %% test="q10"
form.labels(
    hunt_q10,
    "hunt_q10",
    "ABCDEFGHIJ",
    ["agrees", "other occupation", "other time", "no such figure", "cannot check"],
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.labels(hunt_q10, {{ key.q10 }}, 10, choices=5)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 11: did the forecast come true?
#
# Take the projection **{{ q11.decade }}** for **{{ q11.code }}**. Let the jobs grow evenly, the
# same number each year. Give
#
# - `projected`: the jobs that it expects for {{ q11.year }}, in thousands,
# - `there_were`: the jobs that a later projection gives for {{ q11.year }} as its `start`,
#   in thousands,
# - `error_percent`: how far `projected` is from `there_were`, in percent of `there_were`. Below
#   zero means that the projection was too low.

# %% answer="q11"
test_q11 = {
    "projected": None,
    "there_were": None,
    "error_percent": None,
}
### BEGIN SOLUTION
mine = projections[projections["code"] == "{{ q11.code }}"].set_index("decade")
begin = "{{ q11.decade }}"
years = {{ q11.year }} - int(begin[:4])
expected = float(mine.loc[begin, "start"]) + float(mine.loc[begin, "change"]) * years / 10
later = [decade for decade in mine.index if decade.startswith("{{ q11.year }}")][0]
were = float(mine.loc[later, "start"])
test_q11 = {
    "projected": round(expected, 1),
    "there_were": were,
    "error_percent": round((expected - were) / were * 100, 1),
}
### END SOLUTION

# %% test="q11"
form.numbers(test_q11, "test_q11", ["projected", "there_were", "error_percent"])
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.amounts(test_q11, {{ key.q11 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 12: a table that tells too much
#
# The college asked its own graduates where they work. The file `survey` has one row a county, one
# column a setting, and the row's `Total`. (Counties and counts are invented.) The counselor wants
# to print it. Her rule:
#
# 1. Hide every count **below {{ q12.threshold }}**.
# 2. The totals are printed. So in a row where **just one** count is hidden, hide the
#    **{{ q12.guard }} of the other counts** too.
# 3. The counts of **{{ q12.public }}** are public already. Never hide them, and take none of them
#    for rule 2.
#
# Give the cells to hide as a list of text, county and setting with a slash between:
# `"{{ q12.county }} / {{ q12.public }}"` (which is not one of them).

# %% answer="q12"
hide_q12 = []
### BEGIN SOLUTION
settings = ["Hospital", "Clinic", "Insurer", "Government", "Vendor"]
settings.remove("{{ q12.public }}")
hide_q12 = []
for row in survey.to_dict("records"):
    counts = {setting: int(row[setting]) for setting in settings}
    small = [setting for setting in settings if counts[setting] < {{ q12.threshold }}]
    others = [setting for setting in settings if setting not in small]
    if len(small) == 1:
        small.append({{ "min" if q12.guard == "smallest" else "max" }}(others, key=counts.get))
    hide_q12 += [f"{row['county']} / {setting}" for setting in small]
### END SOLUTION

# %% test="q12"
check.items(
    hide_q12,
    "hide_q12",
    [
        f"{county} / {setting}"
        for county in survey["county"]
        for setting in ["Hospital", "Clinic", "Insurer", "Government", "Vendor"]
    ],
    "cell",
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.hidden_cells(hide_q12, {{ key.q12 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 13: an honest chart
#
# Draw a bar chart of the five percentiles (`p10`, `p25`, `median`, `p75`, `p90`) of yearly pay of
# **{{ q13.code }}**, {{ q13.title }}, in May {{ q13.year }}. Label each bar with the name of its
# column.
#
# An honest chart has bars from zero, a title with the code of the occupation, a label on both axes
# (with the unit on the axis of pay), and a line that begins with `Source:`. Then `read_chart(ax)`
# hands it in.

# %% answer="q13"
# pay = ...                     the five figures, as numbers
# ax = pay.plot.bar(rot=0)      then ax.set_title, ax.set_xlabel, ax.set_ylabel, the source line
# chart_q13 = read_chart(ax)    this hands the chart in
chart_q13 = None
### BEGIN SOLUTION
names = ["p10", "p25", "median", "p75", "p90"]
row = wages[(wages["code"] == "{{ q13.code }}") & (wages["year"] == "{{ q13.year }}")]
pay = row[names].iloc[0].astype(float)
ax = pay.plot.bar(rot=0)
ax.set_title("Pay of {{ q13.title }} ({{ q13.code }}), May {{ q13.year }}", wrap=True)
ax.set_xlabel("Percentile of workers")
ax.set_ylabel("Dollars a year")
ax.set_ylim(bottom=0)
ax.figure.text(0, -0.05, "Source: BLS, OEWS, May {{ q13.year }}")
chart_q13 = read_chart(ax)
### END SOLUTION

# %% test="q13"
form.chart(chart_q13, "chart_q13")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.outlook import marking

marking.chart(chart_q13, {{ key.q13 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 14: one page for the counselor
#
# Write the page that the counselor hands to people who think of this career. At most 350 words,
# plain language, no code. Use figures that you worked out in this lab, and name the occupation
# code, the survey and the year of each. Do not copy the guides.
#
# Your instructor marks it by this rubric:
#
# | Points | What earns them |
# | --- | --- |
# | 3 | **Pay.** The median and the span from p10 to p90 for one occupation, with code, survey and year. It says that half earn less than the median. |
# | 3 | **Outlook.** One projection with occupation code and decade, in jobs and in percent. It tells the larger occupation from the smaller one with the higher percent. |
# | 2 | **How sure.** One limit that matters to the reader: an error, a hidden cell, a closed code, or a back-test that went wrong. |
# | 2 | **A correction.** One figure from the draft that you would take out or mend, and why. |
# | 1 | **Place or sector.** One sentence on what moves pay, with a figure, and no promise. |
# | 1 | **Language.** Short, clear, fair to a reader who has never seen a statistic. |

# %% [markdown] manual="q14"
# ### BEGIN SOLUTION
# **Working with health records: pay and prospects.** Medical records specialists (code 29-2072) had
# a median pay of 50,250 dollars a year in May 2024: half earned less, half earned more. One in ten
# earned less than 35,780 dollars, and one in ten more than 80,950 (BLS, OEWS). A smaller
# occupation, health information technologists and medical registrars (29-9021), had a median of
# 67,310 dollars.
#
# **Will there be jobs?** BLS expects medical records specialists to grow from 194,800 to 208,600
# jobs from 2024 to 2034, which is 7.1 percent. The smaller occupation is expected to grow faster,
# by 14.7 percent, but that is 6,200 jobs. A high percent of a small number is still a small
# number. Some 14,200 records jobs fall open each year, mostly because people leave.
#
# **How sure is this?** The number of jobs is an estimate: 187,910 in May 2024, give or take about
# 3,100. Projections miss. In 2012 BLS expected 388,800 health services managers for 2022. There
# were 509,500.
#
# **What I took out.** The draft said "16 percent growth" for all of the field. It belongs to the
# smaller occupation. The draft also gave 39,340 dollars as the median of 2012. BLS has 34,160.
#
# **What moves pay.** In management offices of companies the median was 60,750 dollars, in health
# care 48,690 dollars (29-2072, May 2024). That is what people earned, not what you will be offered.
# Ask about pay, training and certificates before you choose a program.
# ### END SOLUTION
