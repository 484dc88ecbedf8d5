# %% [markdown]
# # Lab 03: keep one person, one record
#
# Quillmere Community Hospital moves to a new electronic record in eight weeks. Before the move, the
# **master patient index** (MPI) must be cleaned. You are the HIT on the clean-up team.
# You measure what is wrong, find it, decide what may be merged, and report to the project.
#
# Plan about **165 minutes**, in two sittings. The questions go from easy to hard. Take a break after question 8.
#
# **What you need:** the lesson of this module. Keep it open beside this page. All people are invented.
#
# ## How this lab works
#
# - Put your answer in place of the three dots, run the cell, then run the check below it.
# - "The form is fine" does not mean that the answer is right. The grader says that later.
# - Where you look for records, missing one costs, and reporting a good one costs too.
# - Where you choose from a list, a wrong choice costs a small part of a point. A blank costs nothing.

# %%
import pandas as pd

from hitkit import check, first_aid
from hitkit.quality import compare, forms, pairs
from hitkit.quality.review import MatchReview, decisions, short_forms, show

first_aid.start()


def load(name):
    return pd.read_csv(f"data/{name}.csv", dtype=str, keep_default_na=False)


patients = load("patients")
registrations = load("registrations")
patients.head(3)

# %% [markdown]
# `patients` is the index: one row for each **medical record number** (`mrn`).
# `registrations` holds what each person said and showed at the desk, one row for each visit.
# Blanks are read as empty text, `""`.

# %% [markdown]
# ## Question 1: how complete is it?
#
# The payers **{{ q1.payers | join(" and ") }}** ask: for what share of their {{ q1.who }} (`sex` is `{{ q1.sex }}`) in
# `patients` do we know a middle name? Take both payers together. Give a percentage with one decimal.
#
# *Hint:* look at the values first: `patients["middle_name"].value_counts().head()`.
# A stand-in for "we do not know" is not a name. An initial counts as one.

# %% answer="q1"
known_q1 = ...
### BEGIN SOLUTION
mine = patients[patients["payer_id"].isin({{ q1.payers }}) & (patients["sex"] == "{{ q1.sex }}")]
known = ~mine["middle_name"].isin(["", "UNKNOWN"])
known_q1 = round(known.mean() * 100, 1)
### END SOLUTION

# %% test="q1"
check.number(known_q1, "known_q1", low=1, high=100, unit="percent")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marks

KEY = {{ key.q1 }}
marks.amount(known_q1, KEY["value"], 4, "Percent", 0.06, KEY["near"], "data/patients.csv")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: which dimension suffers?
#
# Eight complaints came in. Which dimension of data quality does each one break? Choose from:
#
# {% for word in dimensions %}`{{ word }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# | Id | Complaint |
# | --- | --- |
# {% for row in q2.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}

# %% answer="q2"
dimensions_q2 = {
{% for id in q2.ids %}    "{{ id }}": "",
{% endfor %}}
### BEGIN SOLUTION
dimensions_q2 = {case: right["label"] for case, right in {{ key.q2 }}.items()}
### END SOLUTION

# %% test="q2"
forms.choices(dimensions_q2, "dimensions_q2", {{ q2.ids }}, {{ dimensions }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.labels(dimensions_q2, {{ key.q2 }}, 4, {{ dimensions | length }})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: in time?
#
# The file `data/documents.csv` lists documents with `written_at` and `signed_at`.
# The project wants to know: what share of all documents of the type **{{ q3.type }}** was signed within
# **{{ q3.hours }} hours** of being written? Give a percentage with one decimal.
# A document without a signature is not in time. Exactly {{ q3.hours }} hours is still in time.
#
# *Hint:* `pd.to_datetime` turns text into times; an empty text becomes a time that is missing.

# %% answer="q3"
documents = load("documents")
in_time_q3 = ...
### BEGIN SOLUTION
mine = documents[documents["type"] == "{{ q3.type }}"]
wait = pd.to_datetime(mine["signed_at"]) - pd.to_datetime(mine["written_at"])
in_time_q3 = round((wait <= pd.Timedelta(hours={{ q3.hours }})).mean() * 100, 1)
### END SOLUTION

# %% test="q3"
check.number(in_time_q3, "in_time_q3", low=1, high=100, unit="percent")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marks

KEY = {{ key.q3 }}
marks.amount(in_time_q3, KEY["value"], 4, "Percent", 0.06, KEY["near"], "data/documents.csv")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: does the delivery keep the contract?
#
# A clinic sent 180 new registrations, `data/intake.csv`. The contract is `data/dictionary.csv`:
#
# - `required` is `yes`: the field must not be empty. `no`: it may be.
# - `pattern`: the whole text, if there is one, must fit this regular expression. No pattern: any text.
#
# You check these three fields: {% for field in q4.fields %}**{{ field }}**{{ ", " if not loop.last else "." }}{% endfor %}
# Colleagues check the others. List the `row_id` of each row that breaks the contract in one of your fields.

# %% answer="q4"
intake = load("intake")
dictionary = load("dictionary")
broken_q4 = ...
### BEGIN SOLUTION
fields = {{ q4.fields }}
rules = dictionary.set_index("field")
broken = pd.Series(False, index=intake.index)
for field in fields:
    empty = intake[field] == ""
    fits = intake[field].str.fullmatch(rules.loc[field, "pattern"])
    broken = broken | (empty & (rules.loc[field, "required"] == "yes")) | (~empty & ~fits)
broken_q4 = intake.loc[broken, "row_id"].tolist()
### END SOLUTION

# %% test="q4"
check.items(broken_q4, "broken_q4", load("intake")["row_id"], "row_id")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.lists([broken_q4], [{{ key.q4 }}], 6, "data/dictionary.csv")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: right in form, wrong in fact
#
# The team shares the work by month of birth. Yours are **{{ q5.words | join(", ") }}**, of any year: in `birth_date`
# the month is {% for month in q5.months %}`"{{ month }}"`{{ ", " if not loop.last }}{% endfor %}.
#
# 1. `births_q5`: numbers whose birth date **cannot be**: after the day of `registered_on`, or more than
#    115 years before it (count by the years alone).
# 2. `sexes_q5`: numbers for which the index has another `sex` than the desk, in visits under the **same
#    first name**. A blank is not another sex.

# %% answer="q5"
births_q5 = ...
sexes_q5 = ...
### BEGIN SOLUTION
mine = patients[patients["birth_date"].str[5:7].isin({{ q5.months }})]
years = mine["registered_on"].str[:4].astype(int) - mine["birth_date"].str[:4].astype(int)
impossible = (mine["birth_date"] > mine["registered_on"]) | (years > 115)
births_q5 = mine.loc[impossible, "mrn"].tolist()
both = mine.merge(registrations, on="mrn", suffixes=("", "_desk"))
same_name = both["first_name"] == both["first_name_desk"]
differs = (both["sex"] != both["sex_desk"]) & (both["sex"] != "")
sexes_q5 = both.loc[same_name & differs, "mrn"].unique().tolist()
### END SOLUTION

# %% test="q5"
check.items(births_q5, "births_q5", patients["mrn"], "mrn")
check.items(sexes_q5, "sexes_q5", patients["mrn"], "mrn")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.lists([births_q5, sexes_q5], {{ key.q5 }}, 6, "patients and registrations")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: visits under a stranger's number
#
# In an **overlay**, the visit of one person stands under the number of another.
# Search the registrations of four months: **{{ q6.months | join(", ") }}**. The first seven signs of `registered_at`
# are year and month.
#
# List the `encounter_id` of each visit whose **last name and birth date, both**, are not those that the
# index has for its number. Mind: people marry and take another name, and a birth date in the index may
# be mistyped. One difference alone is no overlay.

# %% answer="q6"
overlays_q6 = ...
### BEGIN SOLUTION
mine = registrations[registrations["registered_at"].str[:7].isin({{ q6.months }})]
both = mine.merge(patients, on="mrn", suffixes=("", "_index"))
stranger = (both["last_name"] != both["last_name_index"]) & (
    both["birth_date"] != both["birth_date_index"]
)
overlays_q6 = both.loc[stranger, "encounter_id"].tolist()
### END SOLUTION

# %% test="q6"
check.items(overlays_q6, "overlays_q6", registrations["encounter_id"], "encounter_id")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.lists([overlays_q6], [{{ key.q6 }}], 6, "patients and registrations")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: what does a block save, and what does it lose?
#
# `data/last_year.csv` is the index of a clinic that was cleaned last year. The column `person` says who is
# behind each number, as people settled it. The team takes the records of three payers,
# **{{ q7.payers | join(", ") }}**, together, and wants to block on {{ q7.words }}. Work out three counts for them:
#
# - `all_pairs`: pairs there are without blocking, each pair once;
# - `blocked_pairs`: pairs that agree in {{ q7.words }}; blanks agree with nothing;
# - `same_person`: those of the blocked pairs that are one person.

# %% answer="q7"
last_year = load("last_year")
counts_q7 = {
    "all_pairs": ...,
    "blocked_pairs": ...,
    "same_person": ...,
}
### BEGIN SOLUTION
part = last_year[last_year["payer_id"].isin({{ q7.payers }})]
n = len(part)
blocked = pairs(part, {{ q7.block }})
person = last_year.set_index("mrn")["person"]
same = blocked["left"].map(person) == blocked["right"].map(person)
counts_q7 = {
    "all_pairs": n * (n - 1) // 2,
    "blocked_pairs": len(blocked),
    "same_person": int(same.sum()),
}
### END SOLUTION

# %% test="q7"
forms.numbers(counts_q7, "counts_q7", ["all_pairs", "blocked_pairs", "same_person"], "pairs")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.figures(counts_q7, {{ key.q7 }}, 6, "data/last_year.csv")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 8: where to draw the line?
#
# `data/pairs.csv` holds last year's pairs with the matcher's `score` (0 to 10) and the `decision` that people
# made after they looked: `same` or `different`. Suppose that every pair with a score of
# **{{ q8.limit }} or more** were joined by machine. Work out:
#
# - `missed`: pairs of one person that were not joined;
# - `wrongly_joined`: pairs of two people that were joined;
# - `sensitivity`: of the pairs of one person, the percentage that were joined, one decimal;
# - `predictive_value`: of the pairs joined, the percentage that are one person, one decimal;
# - `safe_threshold`: the lowest of {{ q8.steps | join(", ") }} at which **no** pair is joined wrongly.
#
# *Hint:* `score` was read as text. Section 10 of the lesson turns such text into numbers.

# %% answer="q8"
reviewed = load("pairs")
figures_q8 = {
    "missed": ...,
    "wrongly_joined": ...,
    "sensitivity": ...,
    "predictive_value": ...,
    "safe_threshold": ...,
}
### BEGIN SOLUTION
score = reviewed["score"].astype(float)
same = reviewed["decision"] == "same"
joined = score >= {{ q8.limit }}
hits = (joined & same).sum()
safe = [step for step in {{ q8.steps }} if not ((score >= step) & ~same).any()]
figures_q8 = {
    "missed": (same & ~joined).sum(),
    "wrongly_joined": (joined & ~same).sum(),
    "sensitivity": round(hits / same.sum() * 100, 1),
    "predictive_value": round(hits / joined.sum() * 100, 1),
    "safe_threshold": min(safe),
}
### END SOLUTION

# %% test="q8"
forms.numbers(
    figures_q8,
    "figures_q8",
    ["missed", "wrongly_joined", "sensitivity", "predictive_value", "safe_threshold"],
    "",
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.figures(figures_q8, {{ key.q8 }}, 6, "data/pairs.csv")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 9: find the duplicates
#
# Now the index itself. You take the patients in `patients` who were born in
# **{{ q9.words | join(", ") }}** ({% for month in q9.months %}`"{{ month }}"`{{ ", " if not loop.last }}{% endfor %}; the month is found as in question 5).
# Among them, find each pair of numbers that belong to **one person**. Write a pair as
# `"M1000001-M2000002"`, the smaller number first.
#
# You choose block, fields and threshold. Past reviews tell that in our duplicates the birth date is right, but names
# are misspelt, shortened or changed, and SSNs are blank or have two digits exchanged. The index also has
# **twins**: look at pairs near your threshold before you decide.

# %% answer="q9"
duplicates_q9 = ...
### BEGIN SOLUTION
mine = patients[patients["birth_date"].str[5:7].isin({{ q9.months }})]
compared = compare(pairs(mine, "birth_date"), {{ q9.how }}, mine)
matches = compared[compared["score"] >= {{ q9.limit }}]
duplicates_q9 = (matches["left"] + "-" + matches["right"]).tolist()
### END SOLUTION

# %% test="q9"
forms.number_pairs(duplicates_q9, "duplicates_q9", patients["mrn"])
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.lists([duplicates_q9], [{{ key.q9 }}], 10, "data/patients.csv")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 10: two houses, one person
#
# `data/partner.csv` is the index of our partner, the Ostbrook Heart Group. `linked_mrn` is our number for the
# same person; it is empty when nobody has linked them.
#
# 1. `overlaps_q10`: the `partner_id` of each **unlinked** row whose person **is** in our index.
# 2. `wrong_links_q10`: the `partner_id` of each **linked** row whose last name and birth date, both, are not
#    those of the linked number.
#
# *Hint:* for the overlaps keep the unlinked rows first. Then use two passes, as under "Two tables" in the lesson: one
# blocks on the SSN, one on the birth date. Put both lists of pairs together, compare, and choose a threshold.

# %% answer="q10"
partner = load("partner")
overlaps_q10 = ...
wrong_links_q10 = ...
### BEGIN SOLUTION
overlaps_q10 = {{ key.q10 }}[0]["records"]
wrong_links_q10 = {{ key.q10 }}[1]["records"]
### END SOLUTION

# %% test="q10"
check.items(overlaps_q10, "overlaps_q10", load("partner")["partner_id"], "partner_id")
check.items(wrong_links_q10, "wrong_links_q10", load("partner")["partner_id"], "partner_id")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.lists([overlaps_q10, wrong_links_q10], {{ key.q10 }}, 6, "data/partner.csv and patients")
### END HIDDEN TESTS

# %% [markdown]
# ## Match Review
#
# Nine pairs of records wait for a decision: question 11 says by which rule. Each decision is kept at once in the
# file `answers-03.json`. The Tab key and the arrow keys are enough.

# %%
review = load("review")
MatchReview(review)

# %% [markdown]
# ## Question 11: same, different, cannot tell
#
# A machine only proposes. People decide, by a rule. Our **house rule** (invented; section 11 of the lesson
# explains it) is read from the top. The first step that fits decides.
#
# | Step | What you see | Decision |
# | --- | --- | --- |
# | 1 | Both have an SSN, and more than one slip lies between them. | `different` |
# | 2 | Neither the first name nor the birth date fits. | `different` |
# | 3 | Only one of these two fits, and the SSN fits. | `cannot tell` |
# | 4 | Only one of these two fits, and there is no SSN to compare. | `different` |
# | 5 | First name and birth date fit, and the SSN fits. | `same` |
# | 6 | They fit, there is no SSN to compare, and two or more of last name, phone, street, member number are equal. | `same` |
# | 7 | They fit, there is no SSN to compare, and fewer than two of those are equal. | `cannot tell` |
#
# **Fits** means: equal or one slip (for a first name also: alike in spelling, a short form, an initial; for a
# birth date also: day and month exchanged). `short_forms()` lists short forms.
#
# Decide the nine pairs in Match Review above, or look at them with `show(review, "R01")` and type the
# decisions into the cell below.

# %% answer="q11"
# Either take what you decided in Match Review, or type a dictionary:
# reviewed_q11 = {"R01": "same", "R02": "cannot tell", ...}
reviewed_q11 = decisions()
### BEGIN SOLUTION
reviewed_q11 = {pair: right["label"] for pair, right in {{ key.q11 }}.items()}
### END SOLUTION

# %% test="q11"
forms.choices(reviewed_q11, "reviewed_q11", {{ q11.ids }}, {{ decisions }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.labels(reviewed_q11, {{ key.q11 }}, 9, 3)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 12: against the target
#
# `data/months.csv` tells how the clean-up of a large index went: one row for each month.
#
# Work out three numbers for **{{ q12.month }}**:
#
# - `duplicate_rate`, as a percentage with two decimals;
# - `creation_rate`, as a percentage with two decimals;
# - `too_many`: AHIMA's target for the duplicate rate is 1 percent or less. By how many records is `records_in_pairs` above
#   1 percent of `records`? Round to a whole number.

# %% answer="q12"
months = load("months")
rates_q12 = {
    "duplicate_rate": ...,
    "creation_rate": ...,
    "too_many": ...,
}
### BEGIN SOLUTION
mine = months.set_index("month").astype(int).loc["{{ q12.month }}"]
rates_q12 = {
    "duplicate_rate": round(mine["records_in_pairs"] / mine["records"] * 100, 2),
    "creation_rate": round(mine["confirmed_duplicates"] / mine["registrations"] * 100, 2),
    "too_many": round(mine["records_in_pairs"] - 0.01 * mine["records"]),
}
### END SOLUTION

# %% test="q12"
forms.numbers(rates_q12, "rates_q12", ["duplicate_rate", "creation_rate", "too_many"], "")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.figures(rates_q12, {{ key.q12 }}, 3, "{{ q12.source }}")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 13: what did it do to the patient?
#
# Six reports of harm, or near harm. Which error of identity stands behind each? Choose from:
#
# {% for word in mistakes %}`{{ word }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# | Id | Report |
# | --- | --- |
# {% for row in q13.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}

# %% answer="q13"
errors_q13 = {
{% for id in q13.ids %}    "{{ id }}": "",
{% endfor %}}
### BEGIN SOLUTION
errors_q13 = {case: right["label"] for case, right in {{ key.q13 }}.items()}
### END SOLUTION

# %% test="q13"
forms.choices(errors_q13, "errors_q13", {{ q13.ids }}, {{ mistakes }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.quality import marking

marking.labels(errors_q13, {{ key.q13 }}, 3, {{ mistakes | length }})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 14: what the new system must do
#
# The EHR analyst of the go-live project asks you what the **registration screen** and the **move of the index**
# must do, so that your findings do not come back. Write to the analyst, 200 to 300 words. There is no single
# right answer. Your instructor marks it by this rubric:
#
# | Points | What we look for |
# | --- | --- |
# | 2 | Two findings of your own from this lab, each with its figure and table. |
# | 2 | Two requirements that would prevent them, each with a **test** that shows whether the system does it (what you type, what must happen). |
# | 1 | What must not be merged by machine, and who decides; what a wrong merge would do to a patient. |
# | 1 | One thing you could not find out from the tables, and whom you would ask. |
# | 1 | Clear to somebody who does not know our words. |

# %% [markdown] manual="q14"
# ### BEGIN SOLUTION
# Dear analyst, two things from our clean-up. (1) Of the middle names of one payer's patients, a good part is
# the word UNKNOWN or blank (patients, question 1). (2) In four months of birthdays we found many people with
# two numbers (patients, question 9). Requirements: the field takes "not known" from a list, apart from names;
# test: type UNKNOWN as a middle name, and the screen must refuse it and offer "not known". Before a new number is given, the
# screen must search by birth date and by parts of the name; test: register "Jon" where "John" with the same birth date
# and phone exists, and the screen must show him first. Please let the machine propose and never merge: two trained people
# review each pair by the house rule, and leave it open when it cannot tell. A wrong merge puts one person's allergies
# and medicines into another's chart. I cannot see from the tables why a second number was given; I would ask the registrars
# and watch a morning at the desk. The move must also carry old numbers as aliases, so that old papers are found.
#
# For the grader: figures that do not agree with the student's own answers, and names or numbers of patients, cost.
# The numbers of this term: question 1, {{ sizes.known }} percent; question 9, {{ sizes.duplicates }} duplicates in the student's share.
# ### END SOLUTION

# %% [markdown]
# ## Before you hand in
#
# 1. In the menu, choose **Kernel**, then **Restart Kernel and Run All Cells**.
# 2. Look through the checks: each should say that the form is fine.
# 3. Press **Validate** at the top of the lab.
# 4. Save. In the menu choose **Nbgrader**, then **Assignment List**, and press **Submit**.
#    You may submit again until the due date; the last one counts.
