# %% [markdown]
# # Lab 04: a day at the coding desk
#
# You are the new coder at {{ hospital }} and its clinic.
# Today you sort codes, complete codes, code notes, carry old records into the new code year,
# work a list of claims, and write to a physician.
#
# Plan about **90 minutes**. The questions go from easy to hard.
# Work from top to bottom, and run each cell with Shift + Enter.
#
# **What you need:** the lesson of this module. Every visit and stay is of **fiscal year 2026**,
# October 1, 2025 to September 30, 2026. So the codes of that year hold: ICD-10-CM, April 2026
# release. All patients are invented.
#
# ## How this lab works
#
# - Each question has an answer cell and a check. The check looks at the form only:
#   is each code complete, does it exist, may these two stand together?
#   "The form is fine" does not mean that the answer is right. The grader says that later.
# - You earn part of the points for a part of the codes, and a little for the right category.
#   The first-listed code counts extra. A code that the note does not support costs a little.
# - In questions 5 to 9, list the first code first. After it, any order will do.
# - This hospital wants one code for the **cause of every injury** (how it happened).
#   Codes for place and activity are welcome but not needed. They neither earn nor cost.
# - You may type your answers, or pick them in the Encoder below. Both count the same.

# %%
import pandas as pd

from hitkit import check, first_aid
from hitkit.coding.checks import check_choices, check_codes, check_each_code
from hitkit.coding.claims import claim_edits
from hitkit.coding.encoder import Encoder, notes, picks, search, tree

pd.set_option("display.max_colwidth", None)  # show long text in full

first_aid.start()  # a plain sentence below the commonest errors

encounters = pd.read_csv("data/encounters.csv", dtype=str)
encounters.head(3)

# %% [markdown]
# ## The Encoder
#
# Type words or a code, look at the hits, read the notes, and pick codes for an encounter.
# What you pick is kept in the file `answers-04.json` beside this notebook, also after a restart.
# To hand your picks in, write `picks("answers-04.json")` as the answer of a question.
#
# You can do the same by typing: `search("heart failure")`, `tree("I50")`, `notes("I50")`.

# %%
Encoder(encounters, sheet="answers-04.json")

# %% [markdown]
# ## Question 1: words from their parts
#
# A coder meets hundreds of medical words, and most are built from a few parts.
#
# **To build:** join the two parts, and write the word in small letters.
#
# | Id | Parts | Meaning |
# | --- | --- | --- |
# {% for row in terms if row.task == "build" -%}
# | {{ row.id }} | {{ row.parts }} | {{ row.text }} |
# {% endfor %}
# **To read:** which meaning is right? Write the letter.
#
# | Id | Word | a | b | c | d |
# | --- | --- | --- | --- | --- | --- |
# {% for row in terms if row.task == "read" -%}
# | {{ row.id }} | {{ row.text }} | {{ row.a }} | {{ row.b }} | {{ row.c }} | {{ row.d }} |
# {% endfor %}
# The answer is a dictionary: the id, a colon, the word or letter in quotes.

# %% answer="q1"
words_q1 = {
{% for row in terms %}    "{{ row.id }}": "",
{% endfor %}}
### BEGIN SOLUTION
words_q1 = {{ key.q1 }}
### END SOLUTION

# %% test="q1"
check_choices(words_q1, "words_q1", ["T1", "T2", "T3", "T4", "T5", "T6"])
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark_items(words_q1, {{ key.q1 }}, 4, {{ key.q1_why }}, "The word parts of this module")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: may it go on a claim?
#
# Someone left these on a sheet of paper:
#
# {% for code in codes_to_sort %}`{{ code }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# Say for each which it is: `"billable"`, `"needs more characters"`, `"needs a 7th character"`
# or `"does not exist"`.
#
# *Hint:* `tree("...")` shows where a code stands and what is below it.

# %% answer="q2"
states_q2 = {
{% for code in codes_to_sort %}    "{{ code }}": "",
{% endfor %}}
### BEGIN SOLUTION
states_q2 = {{ key.q2 }}
### END SOLUTION

# %% test="q2"
check_choices(
    states_q2,
    "states_q2",
    {{ codes_to_sort | tojson }},
    ["billable", "needs more characters", "needs a 7th character", "does not exist"],
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark_items(states_q2, {{ key.q2 }}, 4, {{ key.q2_why }}, "Official Guidelines I.A.3, I.B.2")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: complete the code
#
# Each code below is right so far, but not complete. Add what is missing.
#
# | Id | Start | What it is | Today |
# | --- | --- | --- | --- |
# {% for row in stems -%}
# | {{ row.id }} | {{ row.start }} | {{ row.what }} | {{ row.when }} |
# {% endfor %}
# *Hint:* the 7th character stands in place 7. Which letter fills an empty place?

# %% answer="q3"
codes_q3 = {
{% for row in stems %}    "{{ row.id }}": "",
{% endfor %}}
### BEGIN SOLUTION
codes_q3 = {{ key.q3 }}
### END SOLUTION

# %% test="q3"
check_each_code(codes_q3, "codes_q3", ["C1", "C2", "C3", "C4", "C5"])
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark_items(codes_q3, {{ key.q3 }}, 4, {{ key.q3_why }}, "Official Guidelines I.A.4, I.A.5, I.C.19.a")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: what the notes say of a pair
#
# Two codes on one claim: what do the notes of the Tabular List say?
# Suppose that both conditions are documented and belong to the same episode.
#
# - `"never together"`: an Excludes1 note keeps them apart.
# - `"both allowed"`: an Excludes2 note lets both stand.
# - `"left first"` or `"right first"`: a note sets the order (code first, use additional code).
#   Where a note sets the order, this is the answer, whatever else a higher level says.
#
# {% for pair in pairs -%}
# - `{{ pair }}`
# {% endfor %}
# *Hint:* read `notes("...")` of **both** codes. A note may stand at a level above the code.

# %% answer="q4"
pairs_q4 = {
{% for pair in pairs %}    "{{ pair }}": "",
{% endfor %}}
### BEGIN SOLUTION
pairs_q4 = {{ key.q4 }}
### END SOLUTION

# %% test="q4"
check_choices(
    pairs_q4,
    "pairs_q4",
    {{ pairs | tojson }},
    ["never together", "both allowed", "left first", "right first"],
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark_items(pairs_q4, {{ key.q4 }}, 4, {{ key.q4_why }}, "Official Guidelines I.A.12, I.A.13, I.B.7")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: two visits
#
# Code these visits. The record of each is clear.
# {% for row in notes.q5 %}
# ### {{ row.encounter }}, {{ row.setting }}
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
# {% endfor %}
# *Hint:* what is certain at the end of the visit? What belongs to it and needs no code?

# %% answer="q5"
codes_q5 = {
{% for row in notes.q5 %}    "{{ row.encounter }}": [],
{% endfor %}}
### BEGIN SOLUTION
codes_q5 = {{ key.q5_solution }}
### END SOLUTION

# %% test="q5"
check_codes(codes_q5, "codes_q5", {{ notes.q5 | map(attribute="encounter") | list | tojson }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark(codes_q5, {{ key.q5 }}, 4)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: injuries and bones
#
# Code these two. For an injury, add one code for how it happened, if the note tells.
# {% for row in notes.q6 %}
# ### {{ row.encounter }}, {{ row.setting }}
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
# {% endfor %}
# *Hint:* site, side, kind, and then: is it treated today, does it heal, or is it long over?

# %% answer="q6"
codes_q6 = {
{% for row in notes.q6 %}    "{{ row.encounter }}": [],
{% endfor %}}
### BEGIN SOLUTION
codes_q6 = {{ key.q6_solution }}
### END SOLUTION

# %% test="q6"
check_codes(codes_q6, "codes_q6", {{ notes.q6 | map(attribute="encounter") | list | tojson }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark(codes_q6, {{ key.q6 }}, 4)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: several conditions at once
#
# Code these two. Look for combination codes, and for notes that ask for one more code.
# {% for row in notes.q7 %}
# ### {{ row.encounter }}, {{ row.setting }}
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
# {% endfor %}
# *Hint:* read "code first" and "use additional code" at each code you choose.

# %% answer="q7"
codes_q7 = {
{% for row in notes.q7 %}    "{{ row.encounter }}": [],
{% endfor %}}
### BEGIN SOLUTION
codes_q7 = {{ key.q7_solution }}
### END SOLUTION

# %% test="q7"
check_codes(codes_q7, "codes_q7", {{ notes.q7 | map(attribute="encounter") | list | tojson }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark(codes_q7, {{ key.q7 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 8: which code comes first?
#
# Code these two. The first-listed code is worth extra here: why was this patient seen or admitted?
# {% for row in notes.q8 %}
# ### {{ row.encounter }}, {{ row.setting }}
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
# {% endfor %}
# *Hint:* look at the setting first. Hospital stays and visits have different rules.

# %% answer="q8"
codes_q8 = {
{% for row in notes.q8 %}    "{{ row.encounter }}": [],
{% endfor %}}
### BEGIN SOLUTION
codes_q8 = {{ key.q8_solution }}
### END SOLUTION

# %% test="q8"
check_codes(codes_q8, "codes_q8", {{ notes.q8 | map(attribute="encounter") | list | tojson }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark(codes_q8, {{ key.q8 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 9: code it, or ask?
#
# Some of these five records are clear. Others conflict, or leave out what a code needs.
# Code the clear ones. For the others write `["QUERY"]` and nothing else.
# {% for row in notes.q9 %}
# ### {{ row.encounter }}, {{ row.setting }}
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
# {% endfor %}
# *Hint:* is there one reading that the provider's words support? Then code it. If you would have
# to guess, ask.

# %% answer="q9"
codes_q9 = {
{% for row in notes.q9 %}    "{{ row.encounter }}": [],
{% endfor %}}
### BEGIN SOLUTION
codes_q9 = {{ key.q9_solution }}
### END SOLUTION

# %% test="q9"
check_codes(codes_q9, "codes_q9", {{ notes.q9 | map(attribute="encounter") | list | tojson }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark(codes_q9, {{ key.q9 }}, 10)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 10: into the new code year
#
# Six patients came to the clinic with a problem list that carries a code of an earlier year.
# Give each patient the code that the visit needs. Some codes were split. Some are as they were.
#
# | Patient | Visit | Old code | The record says |
# | --- | --- | --- | --- |
# {% for row in records -%}
# | {{ row.mrn }} | {{ row.visit }} | {{ row.old_code }} | {{ row.diagnosis }} |
# {% endfor %}
# *Hint:* `tree("...")` of the old code. And is there a new code that says more than the old one?

# %% answer="q10"
codes_q10 = {
{% for row in records %}    "{{ row.mrn }}": "",
{% endfor %}}
### BEGIN SOLUTION
codes_q10 = {{ key.q10 }}
### END SOLUTION

# %% test="q10"
check_each_code(codes_q10, "codes_q10", {{ records | map(attribute="mrn") | list | tojson }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import marking

marking.mark_items(codes_q10, {{ key.q10 }}, 4, {{ key.q10_why }}, "Official Guidelines I.B.2")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 11: a worklist with faults
#
# The file `data/claims.csv` holds claims of four physicians, with up to four codes each.
# The function `claim_edits(claims)` gives a table of everything that a coding tool would stop.
#
# Which claims of **{{ attending }}** would be stopped? List the claim numbers, each once.
#
# *Hint:* make the table, keep the rows of this physician, then take the column `claim`.

# %% answer="q11"
claims = pd.read_csv("data/claims.csv", dtype=str, keep_default_na=False)
stopped_q11 = ...
### BEGIN SOLUTION
found = claim_edits(claims)
of_physician = found[found["attending"] == "{{ attending }}"]
stopped_q11 = of_physician["claim"].unique().tolist()
### END SOLUTION

# %% test="q11"
check.items(stopped_q11, "stopped_q11", known=claims["claim"], what="claim")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.coding import claims as worklist

worklist.mark(stopped_q11, {{ key.q11 }}, 4)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 12: write the query
#
# This record cannot be coded as it stands:
#
# ### {{ query_note.encounter }}, {{ query_note.setting }}
#
# > **{{ query_note.heading }}**
# >
# > {{ query_note.note }}
#
# Write a query to {{ query_note.attending }}, in about 40 to 80 words. A person grades it:
#
# | What is looked for | Points |
# | --- | --- |
# | It names the patient's encounter and quotes what the record says | 1 |
# | It says what is unclear, in one sentence | 1 |
# | It asks an open question, or offers choices that all fit, with "other" and "cannot be determined" | 2 |
# | It does not lead: no wish for one answer, no word about payment | 1 |
# | It is polite, short and plain | 1 |

# %% [markdown] manual="q12"
# ### BEGIN SOLUTION
# {{ query_note.attending }}, encounter {{ query_note.encounter }}: the record says: "{{ query_note.note }}" By these words
# alone the encounter cannot be coded. Please clarify in the record, by your clinical judgment,
# what is asked below, or write that it cannot be determined. Thank you.
#
# For the grader, what is unclear and what to ask: {{ key.q12 }}
# ### END SOLUTION

# %% [markdown]
# ## Question 13: same words, other code
#
# A new colleague is puzzled. Two records say, word for word:
#
# > {{ twins.text }}.
#
# One is a clinic visit, the other a hospital stay at discharge. You gave them different codes.
# Explain to your colleague why, in about 50 to 100 words. A person grades it:
#
# | What is looked for | Points |
# | --- | --- |
# | Names the right kind of code for the visit and for the stay | 1 |
# | Gives the two sections of the Official Guidelines | 1 |
# | Says what the two settings have to do with it | 1 |
# | A beginner can follow it | 1 |

# %% [markdown] manual="q13"
# ### BEGIN SOLUTION
# The visit takes {{ twins.clinic_code }}, the symptom: in outpatient care only what is certain is
# coded, so "probable", "suspected" and "likely" are left out (Guideline IV.H). The stay takes
# {{ twins.hospital_code }}: when a diagnosis is still uncertain at discharge from a hospital, it is
# coded as if it were there, because the workup and the treatment were those of that diagnosis
# (Guideline II.H).
# ### END SOLUTION

# %% [markdown]
# ## Before you hand in
#
# 1. In the menu, choose **Kernel**, then **Restart Kernel and Run All Cells**.
# 2. Look through the checks: each should say that the form is fine.
# 3. Save, and submit in the assignment list.
