# %% [markdown]
# # Lab 02: the record room of {{ hospital }}
#
# It is the morning of **{{ now }}**. You are the record analyst of {{ hospital }}. A survey team comes next
# week. You look through one chart, find what is open in half a year of charts, count who owes what, and
# judge corrections, dictations and medicine lists. Then you clear the storeroom and write two letters.
#
# Plan about **165 minutes**, in two sittings. The questions go from easy to hard. Take a break after question 6.
# Work from top to bottom, and run each cell with Shift + Enter.
#
# **What you need:** the lesson of this module. The hospital and everybody in it are invented.
#
# ## How this lab works
#
# - Each question has an answer cell and a check. The check looks at the form only.
#   "The form is fine" does not mean that the answer is right. The grader says that later.
# - You earn part of the points for a part of the answers, and you are told the reason for each.
# - Where you choose from a list, a wrong choice costs a part of a point. Guessing earns nothing.
#   Searches earn by how much you find and how much of it is right.

# %%
import pandas as pd

from hitkit import check, first_aid, forms
from hitkit.record.viewer import ChartViewer, findings, read_chart, show

first_aid.start()
pd.set_option("display.max_colwidth", None)

chart = read_chart("data/chart")
ChartViewer(chart, "answers-02.json")

# %% [markdown]
# The viewer above shows one chart. In plain code, `show(chart, "face")` shows the same. The parts are `face`,
# `documents`, `orders`, `results`, `audit` and `worksheet`.
#
# ## Question 1: find your way in a chart
#
# Answer four questions on this chart. Write each answer as text, just as it stands in the chart.
#
# | Id | Question |
# | --- | --- |
# {% for row in q1.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}
# Some answers are a count. A count may be `0`.
#
# *Hint:* `show(chart, "audit")["person"].nunique()` counts different names.

# %% answer="q1"
facts_q1 = {
{% for id in q1.ids %}    "{{ id }}": "",
{% endfor %}}
### BEGIN SOLUTION
facts_q1 = {case: right["text"] for case, right in {{ key.q1 }}.items()}
### END SOLUTION

# %% test="q1"
check.answered(facts_q1, "facts_q1")
check.require(
    isinstance(facts_q1, dict)
    and not {"", "None"} & {str(facts_q1.get(id)).strip() for id in {{ q1.ids }}},
    "`facts_q1` needs an answer for each of " + ", ".join({{ q1.ids }}) + ".",
    "Put each answer between the quotation marks behind its id.",
)
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.record import marking

marking.facts(facts_q1, {{ key.q1 }}, 4)
### END HIDDEN TESTS

# %%
# For question 2.
stays = pd.read_csv("data/stays.csv", dtype=str, keep_default_na=False)
documents = pd.read_csv("data/documents.csv", dtype=str, keep_default_na=False)
documents.head(3)

# %% [markdown]
# ## Question 2: entries that nobody can rely on
#
# Each entry must be dated, timed and signed (*{{ source.AUTHENTICATION }}*). `documents` holds the entries of half a
# year, as they stand this morning. An empty `signed_at` means: not signed. An empty `written_at` has no date,
# and one with the date alone has no time.
#
# Look at the charts whose **attending** is {{ q2.team | join(" or ") }}. Which entries lack signature, date or time?
# List each `document_id`.
#
# *Hint:* keep the flawed entries first. The attending stands in `stays`, so then join. A full date and time has
# 16 characters.

# %% answer="q2"
flawed_q2 = ...
### BEGIN SOLUTION
both = documents.merge(stays, on="encounter_id")
here = both[both["attending"].isin({{ q2.team }})]
flaw = (here["signed_at"] == "") | (here["written_at"].str.len() < 16)
flawed_q2 = here[flaw]["document_id"].tolist()
### END SOLUTION

# %% test="q2"
check.items(flawed_q2, "flawed_q2", known=documents["document_id"], what="document_id")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.lists([flawed_q2], [{{ key.q2 }}], 5)
### END HIDDEN TESTS

# %%
# For question 3.
pd.read_csv("data/histories.csv", dtype=str, keep_default_na=False)

# %% [markdown]
# ## Question 3: is the history there in time?
#
# Eight patients were admitted. For each you see when the history and physical was written, when it was
# updated, and when an operation began, if there was one. None was an emergency operation.
# Judge each. Choose from: {% for word in verdicts %}`{{ word }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# If two things are wrong, choose the one that stands first in this list: too old, late, no update, after the
# operation.

# %% answer="q3"
history_q3 = {
{% for id in q3.ids %}    "{{ id }}": "",
{% endfor %}}
### BEGIN SOLUTION
history_q3 = {case: right["label"] for case, right in {{ key.q3 }}.items()}
### END SOLUTION

# %% test="q3"
forms.choices(history_q3, "history_q3", {{ q3.ids }}, {{ verdicts }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.labels(history_q3, {{ key.q3 }}, 4, 5)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: the deficiency sheet of one chart
#
# Go back to the chart of question 1. Its worksheet has eight items. For each, what do you find?
# Choose from: {% for word in findings %}`{{ word }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# | Id | Looked for |
# | --- | --- |
# {% for row in q4.cases -%}
# | {{ row.item }} | {{ row.looked_for }} |
# {% endfor %}
# `late` is a history over 24 hours after the admission, a consent after the operation began, or a summary over
# 30 days after the discharge. Progress notes begin with the day: "Day 2."
#
# File the findings in the viewer above and fetch them with `findings("answers-02.json")`. Or type them:
# `findings_q4 = {"W1": "...", ...}`.

# %% answer="q4"
findings_q4 = findings("answers-02.json")
### BEGIN SOLUTION
findings_q4 = {case: right["label"] for case, right in {{ key.q4 }}.items()}
### END SOLUTION

# %% test="q4"
forms.choices(findings_q4, "findings_q4", {{ q4.ids }}, {{ findings }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.labels(findings_q4, {{ key.q4 }}, 6, 5)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: discharge summaries late or owed
#
# Look at the stays with {{ q5.team | join(", ") }} as attending. In which is the discharge summary late or owed?
#
# - **Late:** it was written more than 30 days after the discharge.
# - **Owed:** there is none, and more than 30 days have passed since the discharge.
#
# Count from the discharge, with its time, to **{{ now }}**. List each `encounter_id`.
#
# *Hint:* a join with `how="left"` keeps stays without a summary. `pd.to_datetime(...)` makes times, and an empty
# one becomes `NaT`. `.fillna(now)` puts this morning in its place.

# %% answer="q5"
late_q5 = ...
### BEGIN SOLUTION
now = pd.Timestamp("{{ now }}")
summaries = documents[documents["type"] == "discharge summary"]
here = stays[stays["attending"].isin({{ q5.team }})]
both = here.merge(summaries, on="encounter_id", how="left")
written = pd.to_datetime(both["written_at"]).fillna(now)
waited = written - pd.to_datetime(both["discharged"])
late_q5 = both[waited > pd.Timedelta(days=30)]["encounter_id"].tolist()
### END SOLUTION

# %% test="q5"
check.items(late_q5, "late_q5", known=stays["encounter_id"], what="encounter_id")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.lists([late_q5], [{{ key.q5 }}], 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: who is delinquent?
#
# A record must be complete 30 days after the discharge (*{{ source.COMPLETION }}*). Here a record is **complete** when it
# has a history and physical and a discharge summary, and every entry is dated, timed and signed.
# It is **delinquent** when it is not complete and more than 30 days have passed since the discharge.
#
# The rule of our medical staff (invented): an attending's **delinquency rate** is the number of delinquent records
# divided by **all** of the attending's discharges in `stays`, in per cent. Who is **above {{ q6.limit }} %** gets a letter.
#
# 1. Give the rate of each: {{ q6.names | join(", ") }}. Round to one decimal. A record that was finished late,
#    but is finished now, is not delinquent.
# 2. List who is above {{ q6.limit }} %, as `letters_q6`.
#
# *Hint:* make a list of the stays with a flawed entry, one of those with a history, one of those with a summary.

# %% answer="q6"
rates_q6 = {
{% for name in q6.names %}    "{{ name }}": ...,
{% endfor %}}
letters_q6 = ...
### BEGIN SOLUTION
now = pd.Timestamp("{{ now }}")
flaw = (documents["signed_at"] == "") | (documents["written_at"].str.len() < 16)
flawed = documents[flaw]["encounter_id"]
histories = documents[documents["type"] == "history and physical"]["encounter_id"]
summaries = documents[documents["type"] == "discharge summary"]["encounter_id"]
ids = stays["encounter_id"]
incomplete = ids.isin(flawed) | ~ids.isin(histories) | ~ids.isin(summaries)
old = now - pd.to_datetime(stays["discharged"]) > pd.Timedelta(days=30)
delinquent = stays[incomplete & old]
rates_q6, letters_q6 = {}, []
for name in {{ q6.names }}:
    owed = len(delinquent[delinquent["attending"] == name])
    rates_q6[name] = round(100 * owed / len(stays[stays["attending"] == name]), 1)
    if rates_q6[name] > {{ q6.limit }}:
        letters_q6.append(name)
### END SOLUTION

# %% test="q6"
forms.numbers(rates_q6, "rates_q6", {{ q6.names }}, "per cent")
check.items(letters_q6, "letters_q6", known={{ q6.names }}, what="name")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.record import marking

marking.rates(rates_q6, letters_q6, {{ key.q6 }}, 6)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: changed the right way?
#
# Eight entries were changed after they had been written. For each, decide two things:
#
# 1. **kind:** {% for word in kinds %}`{{ word }}`{{ ", " if not loop.last }}{% endfor %}
# 2. **rule:** {% for word in keeping %}`{{ word }}`{{ ", " if not loop.last }}{% endfor %}. If all is kept, it is `fine`.
#
# | Id | What was done |
# | --- | --- |
# {% for row in q7.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}
# Answer with a list of two for each id: `["kind", "rule"]`.

# %% answer="q7"
changes_q7 = {
{% for id in q7.ids %}    "{{ id }}": ["", ""],
{% endfor %}}
### BEGIN SOLUTION
changes_q7 = {case: right["labels"] for case, right in {{ key.q7 }}.items()}
### END SOLUTION

# %% test="q7"
forms.decisions(changes_q7, "changes_q7", {{ q7.ids }}, [{{ kinds }}, {{ keeping }}])
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.decisions(changes_q7, {{ key.q7 }}, 8, [3, 4])
### END HIDDEN TESTS

# %%
# For question 8.
pd.read_csv("data/drafts.csv", dtype=str, keep_default_na=False)

# %% [markdown]
# ## Question 8: proofread the dictation
#
# Eight lines came back from the typist. Beside each stands what the chart says. For each draft, give
#
# 1. the **kind** of slip: {% for word in slips %}`{{ word }}`{{ ", " if not loop.last }}{% endfor %}
#    (a wrong amount or unit is a `dose`),
# 2. the **word or number** as it should be, that one alone. Where nothing is wrong, write `none` again.
#
# Answer with a list of two for each id: `["side", "left"]`, or `["none", "none"]`.
#
# *Hint:* you do not correct the draft yourself. You say what to ask the author about.

# %% answer="q8"
slips_q8 = {
{% for id in q8.ids %}    "{{ id }}": ["", ""],
{% endfor %}}
### BEGIN SOLUTION
slips_q8 = {case: [right["kind"], right["word"]] for case, right in {{ key.q8 }}.items()}
### END SOLUTION

# %% test="q8"
for id in {{ q8.ids }}:
    pair = slips_q8.get(id) if isinstance(slips_q8, dict) else None
    check.require(
        isinstance(pair, list | tuple) and len(pair) == 2,
        f"{id}: write a list of two, the kind and the word.",
        f'For instance: "{id}": ["side", "left"]',
    )
    check.text(pair[0], f"{id}, the kind", choices={{ slips }})
    check.text(pair[1], f"{id}, the word")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit.record import marking

marking.dictation(slips_q8, {{ key.q8 }}, 6)
### END HIDDEN TESTS

# %%
# For question 9: orders of medicines, and the usual dose of each drug.
orders = pd.read_csv("data/orders.csv", dtype=str, keep_default_na=False)
formulary = pd.read_csv("data/formulary.csv", dtype=str, keep_default_na=False)
orders.head(3)

# %% [markdown]
# ## Question 9: doses that cannot be meant
#
# `formulary` has the usual dose of each drug. Look at the orders written by {{ q9.team | join(", ") }}.
# Which have **another unit** than the formulary, or **more than twice** its usual dose? List each `order_id`.
#
# *Hint:* both tables have columns `dose` and `unit`; `suffixes=("", "_usual")` keeps them apart. `.astype(float)`
# makes numbers.

# %% answer="q9"
odd_q9 = ...
### BEGIN SOLUTION
both = orders.merge(formulary, on="drug", suffixes=("", "_usual"))
both = both[both["ordered_by"].isin({{ q9.team }})]
other_unit = both["unit"] != both["unit_usual"]
too_much = both["dose"].astype(float) > 2 * both["dose_usual"].astype(float)
odd_q9 = both[other_unit | too_much]["order_id"].tolist()
### END SOLUTION

# %% test="q9"
check.items(odd_q9, "odd_q9", known=orders["order_id"], what="order_id")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.lists([odd_q9], [{{ key.q9 }}], 5)
### END HIDDEN TESTS

# %%
# For question 10.
pd.read_csv("data/reconciliation.csv", dtype=str, keep_default_na=False)

# %%
# For question 10.
pd.read_csv("data/classes.csv", dtype=str)

# %% [markdown]
# ## Question 10: reconcile the medicines
#
# Eight lines compare what a patient took at home, what the notes say, and what the discharge list says. An empty cell
# means: nothing. What do you find in each line? Choose from:
# {% for word in outcomes %}`{{ word }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# A change, a stop or a swap that the notes explain `agrees`. Two drugs of one class at discharge are `doubled`. The table of classes tells which drugs do the same work.

# %% answer="q10"
medicines_q10 = {
{% for id in q10.ids %}    "{{ id }}": "",
{% endfor %}}
### BEGIN SOLUTION
medicines_q10 = {case: right["label"] for case, right in {{ key.q10 }}.items()}
### END SOLUTION

# %% test="q10"
forms.choices(medicines_q10, "medicines_q10", {{ q10.ids }}, {{ outcomes }})
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.labels(medicines_q10, {{ key.q10 }}, 4, 5)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 11: what belongs to the record?
#
# A patient asks for everything, and a court asks for the legal health record. For each item decide:
#
# 1. **patient:** {% for word in access %}`{{ word }}`{{ ", " if not loop.last }}{% endfor %} (the designated record set,
#    *45 CFR 164.501* and *164.524*)
# 2. **legal health record:** {% for word in legal %}`{{ word }}`{{ ", " if not loop.last }}{% endfor %}
#
# The policy of {{ hospital }} (invented): the legal health record holds what was written or received to care for
# the patient and used for it. It does not hold bills, drafts, working papers, quality and peer review files, notes
# that are kept apart, or what was gathered for a lawsuit.
#
# | Id | Item |
# | --- | --- |
# {% for row in q11.cases -%}
# | {{ row.id }} | {{ row.text }} |
# {% endfor %}
# Answer with a list of two for each id: `["patient", "legal health record"]`.

# %% answer="q11"
items_q11 = {
{% for id in q11.ids %}    "{{ id }}": ["", ""],
{% endfor %}}
### BEGIN SOLUTION
items_q11 = {case: right["labels"] for case, right in {{ key.q11 }}.items()}
### END SOLUTION

# %% test="q11"
forms.decisions(items_q11, "items_q11", {{ q11.ids }}, [{{ access }}, {{ legal }}])
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.decisions(items_q11, {{ key.q11 }}, 4, [3, 2])
### END HIDDEN TESTS

# %%
# For question 12. Dates become dates.
store = pd.read_csv("data/storeroom.csv", dtype=str)
store["born"] = pd.to_datetime(store["born"])
store["last_care"] = pd.to_datetime(store["last_care"])
store.head(3)

# %% [markdown]
# ## Question 12: what may be destroyed?
#
# The storeroom holds {{ q12.stored }} old records. The retention schedule of {{ hospital }} (invented, and longer than the
# federal minimums):
#
# | Record | Keep until |
# | --- | --- |
# | chart | {{ plan.chart }} years after the last date of care |
# | chart of somebody under 18 at the last date of care | the same, or until the patient turns {{ plan.minor }}, if that is later |
# | mammogram | {{ plan.mammogram }} years after the last date of care, whatever the age |
# | any record with a legal hold | as long as the hold stands |
#
# A record may go when the last day of keeping lies **before** today, **{{ today }}**.
#
# You clear two shelves, **{{ q12.shelves | join(" and ") }}**; colleagues clear the others. Which records of your shelves may go?
# List each `record_id` as `destroy_q12`.
#
# *Hint:* `store["last_care"] + pd.DateOffset(years=5)` adds five years. `.where(condition, other)` keeps a value where
# the condition holds and takes the other where not.

# %% answer="q12"
destroy_q12 = ...
### BEGIN SOLUTION
until = store["last_care"] + pd.DateOffset(years={{ plan.chart }})
grown = store["born"] + pd.DateOffset(years={{ plan.minor }})
was_minor = store["last_care"] < store["born"] + pd.DateOffset(years=18)
until = until.where(~was_minor | (until > grown), grown)
mammogram = store["kind"] == "mammogram"
until = until.where(~mammogram, store["last_care"] + pd.DateOffset(years={{ plan.mammogram }}))
may_go = (until < pd.Timestamp("{{ today }}")) & (store["hold"] == "no")
mine = store["shelf"].isin({{ q12.shelves }})
destroy_q12 = store[may_go & mine]["record_id"].tolist()
### END SOLUTION

# %% test="q12"
check.items(destroy_q12, "destroy_q12", known=store["record_id"], what="record_id")
check.fine()
### BEGIN HIDDEN TESTS
from hitkit import marking

marking.lists([destroy_q12], [{{ key.q12 }}], 5)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 13: a note to a physician
#
# Look at the physician with the **highest** rate in question 6. Write the physician a note of about 120 to 150
# words about the open records. The physician is busy, is your colleague, and did not read the policy.
# If two share the highest rate, choose one of them. A person grades it:
#
# | What is looked for | Points |
# | --- | --- |
# | Says how many records are open and what is missing, by encounter number, with no patient's name | 2 |
# | Names the rule (30 days after the discharge) and what the medical staff does about it | 1 |
# | Says exactly what to do, where, and by which day | 1 |
# | Asks for nothing that would be false: no back-dating, no signing for another | 1 |
# | Is polite, short and offers help | 1 |
#
# *Hint:* the end of section 6 of the lesson lists what is open in one physician's records.

# %% [markdown] manual="q13"
# ### BEGIN SOLUTION
# Dear Doctor, seven of your records are over 30 days old and still open: four lack a discharge summary
# (encounter numbers below) and three have an entry without signature or time. The federal rule gives us
# 30 days after the discharge, and our medical staff sends a letter above {{ q6.limit }} %. Please open your inbox in
# the record system by Friday noon. Dictate the four summaries; they carry the date on which you
# write them, that is fine. Sign the entries that are yours. If one is not yours, mark it so, and we
# ask its author. I can sit with you on Thursday from 12 to 1, or read the list to you by phone.
#
# For the grader, delinquent records of all discharges: {{ q13.counts | join("; ") }}.
#
# What is open in the records of the highest rate:
#
# {% for name, records in q13.open.items() %}{% for record, open in records.items() -%}
# - {{ name }}, {{ record }}: {{ open | join(", ") }}
# {% endfor %}{% endfor %}
# ### END SOLUTION

# %% [markdown]
# ## Question 14: "Just take it out"
#
# A nurse calls. Yesterday she charted a dose in the wrong patient's chart. The dose was never given to that patient.
# A lawyer has asked for that chart today. "Please just take it out before it is sent," she says.
# What do you answer, what do you do, and whom do you tell? Write 120 to 180 words. A person grades it:
#
# | What is looked for | Points |
# | --- | --- |
# | Refuses to delete, and says why in plain words | 1 |
# | Says how the entry is marked as an error, with author, date and reason, and can still be read | 2 |
# | Has the dose charted for the right patient, as a late entry, by the nurse herself | 1 |
# | Tells the right people (her manager, HIM manager or privacy officer), and holds the copy until it is right | 1 |
# | Thinks of the patients: was a dose missed or given twice because of it? | 1 |

# %% [markdown] manual="q14"
# ### BEGIN SOLUTION
# I cannot take it out. What was in the chart when somebody might have acted on it must stay readable, and a chart
# that changes the day a lawyer asks for it looks like hiding. But we can put it right, today. You
# mark the entry as made in error: wrong patient, with your name, the date and the time. The first words stay in
# view. In the other patient's chart you add a late entry for yesterday's dose, dated today.
# Before anything: did anybody act on it? Please check with the charge nurse whether either patient missed a dose or
# got one twice, and tell the physician if so. I tell my manager and the privacy officer, because one patient's
# data stands in another's chart, and ask the release desk to wait until the correction is in. Then the whole
# record goes out, with the error and its correction. Thank you for calling at once.
# ### END SOLUTION

# %% [markdown]
# ## Before you hand in
#
# 1. In the menu, choose **Kernel**, then **Restart Kernel and Run All Cells**.
# 2. Look through the checks: each should say that the form is fine.
# 3. Press **Validate** at the top of the lab.
# 4. Save. In the menu choose **Nbgrader**, then **Assignment List**, and press **Submit**.
