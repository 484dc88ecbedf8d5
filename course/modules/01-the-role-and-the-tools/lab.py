# %% [markdown]
# # Lab 01: your first week in the records department
#
# It is your first week as a health information technician (HIT) at {{ hospital }}.
# You get a work queue, a patient table, a move to a new system to check, and a pile of job postings
# that the department wants sorted.
#
# Plan about **110 minutes**; take a break after question 7. The questions go from easy to hard.
# Work from top to bottom, and run each cell with Shift + Enter.
#
# **What you need:** the lesson of this module. Keep it open beside this page.
# The hospital, its patients and its staff are invented.
#
# ## How this lab works
#
# - Each question has an answer cell and a check below it.
#   Put your answer in place of the three dots, or between the empty quotation marks.
#   Run the cell, then run the check.
# - "The form is fine" does not mean that the answer is right. The grader says that later.
# - You earn points for each part that is right. Where you choose from a list,
#   a wrong choice costs a small part of a point, so that guessing earns nothing.
# - If a cell shows an error, read the sentence that begins with "First aid".

# %%
import sqlite3

import pandas as pd

from hitkit import check, first_aid, forms

first_aid.start()

queue = pd.read_csv("data/queue.csv", dtype=str)
patients = pd.read_csv("data/patients.csv", dtype=str)
database = sqlite3.connect(":memory:")
queue.to_sql("queue", database, index=False)
patients.to_sql("patients", database, index=False)
queue.head(3)

# %% [markdown]
# ## Question 1: how long is the queue?
#
# The table `queue` holds one row for each task. How many tasks are there?
#
# *Hint:* `len(...)` counts the rows of a table.

# %% answer="q1"
tasks_q1 = ...
### BEGIN SOLUTION
tasks_q1 = len(queue)
### END SOLUTION

# %% test="q1"
check.whole_number(tasks_q1, "tasks_q1", low=1, unit="tasks")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marks

marks.amount(tasks_q1, {{ key.q1 }}, 2, "Tasks", near_misses={7: "That counts the columns."}, reason="data/queue.csv")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: one ward's tasks
#
# Ward **{{ q2.ward }}** asks how many of its tasks have the status **{{ q2.status }}**.
#
# *Hint:* two conditions, each in round brackets, with `&` between them.

# %% answer="q2"
count_q2 = ...
### BEGIN SOLUTION
part = queue[(queue["ward"] == "{{ q2.ward }}") & (queue["status"] == "{{ q2.status }}")]
count_q2 = len(part)
### END SOLUTION

# %% test="q2"
check.whole_number(count_q2, "count_q2", low=0, high=len(queue), unit="tasks")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marks

KEY = {{ key.q2 }}
marks.amount(count_q2, KEY["count"], 4, "Tasks", near_misses=KEY["near"], reason="data/queue.csv")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: codes that lost their zeros
#
# A colleague opened eight codes in a spreadsheet. It took them for numbers and dropped the zeros in front.
# Write each code as it was. The data dictionary tells how many characters each has.
#
# | Id | What it is | The spreadsheet shows | Characters |
# | --- | --- | --- | --- |
# {% for row in q3.cases -%}
# | {{ row.id }} | {{ row.what }} | {{ row.shown }} | {{ row.length }} |
# {% endfor %}
# The answer is a dictionary: the id, a colon, the code in quotation marks, a comma.

# %% answer="q3"
codes_q3 = {
{% for row in q3.cases %}    "{{ row.id }}": "",
{% endfor %}}
### BEGIN SOLUTION
codes_q3 = {
{% for row in q3.cases %}    "{{ row.id }}": "{{ row.shown }}".zfill({{ row.length }}),
{% endfor %}}
### END SOLUTION

# %% test="q3"
forms.texts(codes_q3, "codes_q3", {{ q3.lengths }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.role import marking

marking.texts(codes_q3, {{ key.q3 }}, 4)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: whose work is it?
#
# Ten tasks lie on your desk. Which duty does each belong to? Choose from:
#
# {% for duty in duties %}`{{ duty }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# | Id | Task |
# | --- | --- |
# {% for row in q4.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}

# %% answer="q4"
duties_q4 = {
{% for id in q4.ids %}    "{{ id }}": "",
{% endfor %}}
### BEGIN SOLUTION
duties_q4 = {case: right["label"] for case, right in {{ key.q4 }}.items()}
### END SOLUTION

# %% test="q4"
forms.choices(duties_q4, "duties_q4", {{ q4.ids }}, {{ duties | list }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.labels(duties_q4, {{ key.q4 }}, 5, {{ duties | length }})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: whom do you ask?
#
# Eight things come up that you cannot settle alone. Whom do you ask first? Choose from:
#
# {% for desk in desks %}`{{ desk }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# | Id | What comes up |
# | --- | --- |
# {% for row in q5.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}

# %% answer="q5"
desks_q5 = {
{% for id in q5.ids %}    "{{ id }}": "",
{% endfor %}}
### BEGIN SOLUTION
desks_q5 = {case: right["label"] for case, right in {{ key.q5 }}.items()}
### END SOLUTION

# %% test="q5"
forms.choices(desks_q5, "desks_q5", {{ q5.ids }}, {{ desks | list }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.labels(desks_q5, {{ key.q5 }}, 4, {{ desks | length }})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: two tables become one
#
# The queue knows the record number (`mrn`). The table `patients` knows who pays (`payer`) and when
# the patient was born (`birth_date`).
#
# How many tasks with the status **{{ q6.status }}** concern patients with the payer **{{ q6.payer }}**
# who were born before **{{ q6.year }}**?
#
# *Hint:* join first, on `mrn`. Dates written year-month-day can be compared as text:
# `table["birth_date"] < "{{ q6.year }}"`.

# %% answer="q6"
count_q6 = ...
### BEGIN SOLUTION
both = queue.merge(patients, on="mrn")
part = both[
    (both["status"] == "{{ q6.status }}")
    & (both["payer"] == "{{ q6.payer }}")
    & (both["birth_date"] < "{{ q6.year }}")
]
count_q6 = len(part)
### END SOLUTION

# %% test="q6"
check.whole_number(count_q6, "count_q6", low=0, high=len(queue), unit="tasks")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marks

KEY = {{ key.q6 }}
marks.amount(
    count_q6, KEY["count"], 4, "Tasks", near_misses=KEY["near"], reason="data/queue.csv, data/patients.csv"
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: ask the database
#
# The same two tables stand in a database, under the names `queue` and `patients`.
# Write a query in SQL that gives two columns: each **ward**, and how many of its tasks have the status
# **{{ q7.status }}** and concern patients with the payer **{{ q7.payer }}**.
#
# Your query is a text between three quotation marks. The check below shows what it gives.
#
# *Hint:* `SELECT`, `FROM`, `JOIN ... ON`, `WHERE`, `GROUP BY`, in this order.

# %% answer="q7"
query_q7 = """

"""
### BEGIN SOLUTION
query_q7 = """
SELECT queue.ward, COUNT(*)
FROM queue
JOIN patients ON queue.mrn = patients.mrn
WHERE queue.status = '{{ q7.status }}' AND patients.payer = '{{ q7.payer }}'
GROUP BY queue.ward
"""
### END SOLUTION

# %% test="q7"
check.text(query_q7, "query_q7")
check.require(
    query_q7.strip().upper().startswith("SELECT"),
    "The query should begin with SELECT.",
    "Look at the example in the lesson, and change what differs.",
)
check.fine()
pd.read_sql(query_q7, database)
### BEGIN HIDDEN TESTS
from hitkit.role import marking

marking.query(query_q7, {"queue": queue, "patients": patients}, {{ key.q7 }}, 5)
### END HIDDEN TESTS

# %%
# For questions 8 and 9: the patient table before and after the move, and its dictionary.
old = pd.read_csv("data/old_patients.csv", dtype=str)
new = pd.read_csv("data/new_patients.csv", dtype=str)
pd.read_csv("data/dictionary.csv", dtype=str, keep_default_na=False)

# %% [markdown]
# ## Question 8: does the new table keep its promises?
#
# The hospital moved its patients to a new system. `data/dictionary.csv` says what each column must hold.
# `new` is the table after the move.
#
# Take the patients of the town **{{ q8.town }}**. Which of them break the dictionary, because the ZIP code has the wrong
# length **or** the payer is not one of the allowed words? List their record numbers (`mrn`).
#
# *Hint:* `.str.len()` gives lengths, `~ ... .isin([...])` means "not in this list", and `|` means "or".

# %% answer="q8"
broken_q8 = ...
### BEGIN SOLUTION
here = new[new["town"] == "{{ q8.town }}"]
allowed = ["Medicaid", "Medicare", "Medicare Advantage", "commercial", "self-pay"]
bad = here[(here["zip"].str.len() != 5) | ~here["payer"].isin(allowed)]
broken_q8 = bad["mrn"].tolist()
### END SOLUTION

# %% test="q8"
check.items(broken_q8, "broken_q8", known=new["mrn"], what="record number")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.lists([broken_q8], [{{ key.q8 }}], 4)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 9: what did the move lose or change?
#
# Compare `old` and `new` for the town **{{ q9.town }}**.
#
# 1. Which patients of the old table are missing from the new one? List their `mrn` as `lost_q9`.
# 2. Of those in both, which have another value in the column **{{ q9.column }}**? List their `mrn` as `changed_q9`.
#
# *Hint:* `old["mrn"].isin(new["mrn"])` for the first. For the second, join the tables on `mrn`;
# equal columns get the endings `_old` and `_new` with `suffixes=("_old", "_new")`.

# %% answer="q9"
lost_q9 = ...
changed_q9 = ...
### BEGIN SOLUTION
here = old[old["town"] == "{{ q9.town }}"]
lost_q9 = here[~here["mrn"].isin(new["mrn"])]["mrn"].tolist()
both = here.merge(new, on="mrn", suffixes=("_old", "_new"))
differs = both["{{ q9.column }}_old"] != both["{{ q9.column }}_new"]
changed_q9 = both[differs]["mrn"].tolist()
### END SOLUTION

# %% test="q9"
check.items(lost_q9, "lost_q9", known=old["mrn"], what="record number")
check.items(changed_q9, "changed_q9", known=old["mrn"], what="record number")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.lists([lost_q9, changed_q9], {{ key.q9 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 10: one chart in five settings
#
# {{ q10.patient }}, born in {{ q10.year }}, has Original Medicare. Within two years one person's health
# information is made in many places. For each encounter decide five things:
#
# 1. **setting:** {% for name in setting_names %}`{{ name }}`{{ ", " if not loop.last }}{% endfor %}
# 2. **form** of the bill: {% for name in forms %}`{{ name }}`{{ ", " if not loop.last }}{% endfor %}
# 3. **payment system:** {% for name in payments %}`{{ name }}`{{ ", " if not loop.last }}{% endfor %}
# 4. **assessment** that must be filled in: {% for name in assessments %}`{{ name }}`{{ ", " if not loop.last }}{% endfor %}
# 5. **first diagnosis**, what the first code on the claim is called: {% for name in firsts %}`{{ name }}`{{ ", " if not loop.last }}{% endfor %}
#
# | Id | What happens |
# | --- | --- |
# {% for row in q10.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}
# Answer with a list of five for each id:
# `["setting", "form", "payment system", "assessment", "first diagnosis"]`.

# %% answer="q10"
chart_q10 = {
{% for id in q10.ids %}    "{{ id }}": ["", "", "", "", ""],
{% endfor %}}
### BEGIN SOLUTION
chart_q10 = {case: right["labels"] for case, right in {{ key.q10 }}.items()}
### END SOLUTION

# %% test="q10"
forms.decisions(
    chart_q10,
    "chart_q10",
    {{ q10.ids }},
    [{{ setting_names }}, {{ forms }}, {{ payments }}, {{ assessments }}, {{ firsts }}],
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.decisions(chart_q10, {{ key.q10 }}, 6, [5, 3, 5, 3, 3])
### END HIDDEN TESTS

# %% [markdown]
# ## Question 11: sort the postings
#
# The title was cut off these postings. For each, say the **path**, the **title** and the **setting**.
#
# - path: {% for name in paths %}`{{ name }}`{{ ", " if not loop.last }}{% endfor %}
# - title: {% for name in titles %}`{{ name }}`{{ ", " if not loop.last }}{% endfor %}
# - setting: {% for name in employers %}`{{ name }}`{{ ", " if not loop.last }}{% endfor %}
#
# | Id | Posting |
# | --- | --- |
# {% for row in q11.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}
# Answer with a list of three for each id: `["path", "title", "setting"]`.

# %% answer="q11"
jobs_q11 = {
{% for id in q11.ids %}    "{{ id }}": ["", "", ""],
{% endfor %}}
### BEGIN SOLUTION
jobs_q11 = {case: right["labels"] for case, right in {{ key.q11 }}.items()}
### END SOLUTION

# %% test="q11"
forms.decisions(jobs_q11, "jobs_q11", {{ q11.ids }}, [{{ paths }}, {{ titles }}, {{ employers }}])
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.decisions(jobs_q11, {{ key.q11 }}, 6, [5, 10, 6])
### END HIDDEN TESTS

# %%
# For question 12.
wanted = pd.read_csv("data/wanted_skills.csv", dtype=str)
people = pd.read_csv("data/people_skills.csv", dtype=str)
people.head(3)

# %% [markdown]
# ## Question 12: the skills gap
#
# `wanted` lists the skills that each posting asks for. `people` lists what four colleagues can do.
#
# 1. Which skills that posting **{{ q12.posting }}** asks for does **{{ q12.person }}** lack?
#    List them as `gap_q12`.
# 2. Of all postings, for which does {{ q12.person }} lack the **fewest** skills? Write its id as `closest_q12`.
#
# *Hint:* make the list of what {{ q12.person }} can do, then keep the rows of `wanted` that are not in it.
# For 2, count these rows by posting.

# %% answer="q12"
gap_q12 = ...
closest_q12 = ...
### BEGIN SOLUTION
able = people[people["person"] == "{{ q12.person }}"]["skill"]
lacking = wanted[~wanted["skill"].isin(able)]
gap_q12 = lacking[lacking["posting"] == "{{ q12.posting }}"]["skill"].tolist()
closest_q12 = lacking["posting"].value_counts().idxmin()
### END SOLUTION

# %% test="q12"
check.items(gap_q12, "gap_q12", known=wanted["skill"], what="skill")
check.text(closest_q12, "closest_q12", choices=set(wanted["posting"]))
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.role import marking

marking.gap(gap_q12, closest_q12, {{ key.q12 }}, 6)
### END HIDDEN TESTS

# %%
# For question 13. Minutes are to count with, so they become numbers.
log = pd.read_csv("data/log.csv", dtype=str)
log["minutes"] = log["minutes"].astype(int)
log.head(3)

# %% [markdown]
# ## Question 13: fast, right, or both?
#
# `log` holds half a year of coded charts: who coded the chart, from which queue, on which day, how many
# minutes it took, and whether a second reader found it right.
#
# Take the charts of the queue **{{ q13.queue }}** that were coded from **{{ q13.first }}** to **{{ q13.last }}**, both
# days included.
#
# 1. For each coder, how many **right charts an hour**? Round to one decimal. The answer is a dictionary:
#    `rates_q13 = {"{{ q13.coders[0] }}": 0.0, ...}`.
# 2. The hospital's own standard is that at least **{{ standard }} %** of the charts are right. Of the coders
#    who meet it on these charts, who has the most right charts an hour? Write the name as `best_q13`.

# %% answer="q13"
rates_q13 = ...
best_q13 = ...
### BEGIN SOLUTION
part = log[
    (log["queue"] == "{{ q13.queue }}")
    & (log["coded_on"] >= "{{ q13.first }}")
    & (log["coded_on"] <= "{{ q13.last }}")
]
charts = part["coder"].value_counts()
right = part[part["right"] == "yes"]["coder"].value_counts()
hours = part.groupby("coder")["minutes"].sum() / 60
rates = right / hours
rates_q13 = rates.round(1).to_dict()
good = rates[right / charts >= {{ standard }} / 100]
best_q13 = good.idxmax()
### END SOLUTION

# %% test="q13"
forms.numbers(rates_q13, "rates_q13", {{ q13.coders }}, "charts an hour")
check.text(best_q13, "best_q13", choices={{ q13.coders }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.role import marking

marking.rates(rates_q13, best_q13, {{ key.q13 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 14: write to your manager
#
# Your manager wants to pay a bonus to whoever codes the most charts an hour, right or not.
# Write her a short, polite message of about 100 to 150 words. Use your numbers from question 13.
# Write no patient's name. A person grades it:
#
# | What is looked for | Points |
# | --- | --- |
# | Names the fastest coder on these charts, with charts an hour and share of right charts | 1 |
# | Says who does best by accuracy times productivity among those who meet the standard | 1 |
# | Says in plain words what a wrong code can do to a claim or a patient's record | 1 |
# | Gives one limit of the numbers (few months, one queue, some charts are harder) | 1 |
# | Proposes one fair next step, in a polite tone | 1 |

# %% [markdown] manual="q14"
# ### BEGIN SOLUTION
# From {{ q13.first }} to {{ q13.last }} the fastest coder of {{ q13.queue }} charts does not meet our {{ standard }} % standard.
# By right charts an hour, counting those who meet it, another coder comes first. A wrong code can bring
# a denied claim, a wrong payment, or a wrong disease on a patient's list, and someone must do the work
# again. A few months of one queue are little, and some charts are harder than others. I suggest that
# we look at a year and all queues, and reward right charts an hour above the standard.
#
# For the grader, the numbers of this term: {{ key.q13 }}
# ### END SOLUTION

# %% [markdown]
# ## Before you hand in
#
# 1. In the menu, choose **Kernel**, then **Restart Kernel and Run All Cells**.
# 2. Look through the checks: each should say that the form is fine.
# 3. Press **Validate** at the top of the lab.
# 4. Save. In the menu choose **Nbgrader**, then **Assignment List**, and press **Submit**.
#    You may submit again until the due date; the last one counts.
