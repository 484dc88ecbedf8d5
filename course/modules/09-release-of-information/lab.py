# %% [markdown]
# # Lab 09: a day at the release desk
#
# You are the new release of information clerk at {{ hospital }}.
# Letters, forms, subpoenas and calls wait for you. For each you decide: what may go, to whom, by when,
# for how much, and under which rule. Then you look at an access log, and you write two letters.
#
# Plan about **130 minutes**, in two sittings: questions 1 to 6, then 7 to 14. They go from easy to hard.
# Work from top to bottom, and run each cell with Shift + Enter.
#
# **What you need:** the lesson of this module. The rules are 45 CFR Part 164 and 42 CFR Part 2.
# The hospital, its patients and all others are invented. So is the State of {{ state_name }} with its rules.
#
# ## How this lab works
#
# - Each question has an answer cell and a check. The check looks at the form only.
#   "The form is fine" does not mean that the answer is right. The grader says that later.
# - You earn part of the points for a part of the answers, and you are told the reason for each.
# - **Unless a desk note says otherwise, the asker has been checked, and the patient is alive.**
# - No letter may be answered by "release it to be safe" or "refuse it to be safe". Both cost.
#
# ## The rules of the house
#
# **Minimum necessary.** For routine purposes {{ hospital }} sends what its protocol names and no more:
#
# | Purpose | May go, if it is asked for |
# | --- | --- |
# {% for purpose, parts in protocol.items() -%}
# | {{ purpose }} | {{ parts | join(", ") }} |
# {% endfor %}
# **The State of {{ state_name }}** (invented):
#
# - A patient gets an electronic copy within **{{ state.days }} days**. The state allows no extension.
# - From age **{{ state.minor_age }}** a minor may consent alone to a confidential visit.
# - A third party with an authorization pays **{{ "%.2f" | format(state.base) }} dollars**, then
#   **{{ "%.2f" | format(state.first_rate) }}** a page for the first **{{ state.first_pages }}** pages
#   and **{{ "%.2f" | format(state.later_rate) }}** for each page after that.

# %%
import pandas as pd

from hitkit import check, marks
from hitkit.release import marking
from hitkit.release.checks import (
    check_choices,
    check_dates,
    check_decisions,
    check_forms,
    check_money,
)
from hitkit.release.desk import ReleaseDesk, decisions, rules

requests = pd.read_csv("data/requests.csv", dtype=str, keep_default_na=False)
requests[["request", "question", "received", "sender"]].head(3)

# %% [markdown]
# ## The Release Desk
#
# Questions 3 to 6 are decisions on requests. You may type them, or make them at the desk below.
# The desk shows the letter and its papers. Choose the decision, tick what goes, choose the rule, and
# press **File the decision**. What you file is kept in `answers-09.json` beside this notebook.
# To hand it in, write `decisions("answers-09.json")` as the answer of a question. `rules()` lists the
# rules that you may cite.

# %%
ReleaseDesk(requests, sheet="answers-09.json")

# %% [markdown]
# ## Question 1: what does the paper open?
#
# Six papers lie on the desk. Suppose that the right office asks for the right patient. Does the paper
# open the record?
#
# - `"enough"`: with this paper alone you may disclose what it names.
# - `"needs more"`: the right kind of paper, but the rule asks for something that is not there.
# - `"opens nothing"`: no paper that the rule knows as a ground to disclose.
# {% for row in papers %}
# **{{ row.paper }}.** {{ row.text | replace("\n", "  \n") }}
# {% endfor %}

# %% answer="q1"
opens_q1 = {
{% for row in papers %}    "{{ row.paper }}": "",
{% endfor %}}
### BEGIN SOLUTION
opens_q1 = {{ key.q1 }}
### END SOLUTION

# %% test="q1"
check_choices(
    opens_q1,
    "opens_q1",
    {{ papers | map(attribute="paper") | list | literal }},
    ["enough", "needs more", "opens nothing"],
)
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_each(opens_q1, {{ key.q1 }}, 3, {{ key.q1_why }}, "45 CFR 164.508, 164.512, 164.502(g)")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: six authorizations
#
# Go through each form with the checklist of the lesson. List its defects, or `["valid"]`.
# A form has no, one or two defects. The words to use:
#
# {% for name in defect_names %}`{{ name }}`{{ ", " if not loop.last else "." }}{% endfor %}
# {% for row in forms %}
# ### Form {{ row.form }}, received on {{ row.received }}
#
# > {{ row.text | replace("\n", "  \n> ") }}
# {% if row.note %}
# {{ row.note }}
# {% endif %}{% endfor %}
# *Hint:* six elements, three statements, then the dates. A missing statement leaves no gap: count them.

# %% answer="q2"
defects_q2 = {
{% for row in forms %}    "{{ row.form }}": [],
{% endfor %}}
### BEGIN SOLUTION
defects_q2 = {{ key.q2 }}
### END SOLUTION

# %% test="q2"
check_forms(defects_q2, "defects_q2", {{ forms | map(attribute="form") | list | literal }})
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_forms(defects_q2, {{ key.q2 }}, 6, {{ key.q2_cites }})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: treatment, payment and public duties
#
# Five requests, from providers, plans, agencies, callers. For each:
#
# - `"decision"`: `"release"` (all that is asked for may go), `"part"`, or `"refuse"` (nothing goes now);
# - `"send"`: the list of parts that go, in the words of the request; `[]` for nothing;
# - `"rule"`: the rule that decides, one of `rules()`.
#
# {{ shown.q3 }}
# *Hint:* who asks, what for, and does minimum necessary apply? If it does, look at the protocol.

# %% answer="q3"
decisions_q3 = {
{% for row in queue.q3 %}    "{{ row.request }}": {"decision": "", "send": [], "rule": ""},
{% endfor %}}
### BEGIN SOLUTION
decisions_q3 = {{ key.q3_solution }}
### END SOLUTION

# %% test="q3"
check_decisions(decisions_q3, "decisions_q3", {{ queue.q3 | map(attribute="request") | list | literal }})
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_requests(decisions_q3, {{ key.q3 }}, 10)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: lawyers and police
#
# Five requests with forms and legal papers. Read the papers, not only the letter: the letter often says
# more than its papers do. Decide as in question 3.
#
# {{ shown.q4 }}
# *Hint:* who signed the paper: the patient, a lawyer, a clerk, a judge? What does the paper name?

# %% answer="q4"
decisions_q4 = {
{% for row in queue.q4 %}    "{{ row.request }}": {"decision": "", "send": [], "rule": ""},
{% endfor %}}
### BEGIN SOLUTION
decisions_q4 = {{ key.q4_solution }}
### END SOLUTION

# %% test="q4"
check_decisions(decisions_q4, "decisions_q4", {{ queue.q4 | map(attribute="request") | list | literal }})
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_requests(decisions_q4, {{ key.q4 }}, 10)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: patients, families, and the dead
#
# Five requests of patients and of people around them. Decide as in question 3.
#
# {{ shown.q5 }}
# *Hint:* in whose place does the asker stand, and what shows it? Count years and ages.

# %% answer="q5"
decisions_q5 = {
{% for row in queue.q5 %}    "{{ row.request }}": {"decision": "", "send": [], "rule": ""},
{% endfor %}}
### BEGIN SOLUTION
decisions_q5 = {{ key.q5_solution }}
### END SOLUTION

# %% test="q5"
check_decisions(decisions_q5, "decisions_q5", {{ queue.q5 | map(attribute="request") | list | literal }})
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_requests(decisions_q5, {{ key.q5 }}, 10)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: records under a second lock
#
# Some records need more than an open door: psychotherapy notes, and the records of a substance use
# disorder program. Decide as in question 3. Where a second lock decides too, you may cite either rule.
# If the lock keeps back **all**, cite the rule of the lock.
#
# {{ shown.q6 }}
# *Hint:* decide first as if there were no lock. Then look at each locked part by itself.

# %% answer="q6"
decisions_q6 = {
{% for row in queue.q6 %}    "{{ row.request }}": {"decision": "", "send": [], "rule": ""},
{% endfor %}}
### BEGIN SOLUTION
decisions_q6 = {{ key.q6_solution }}
### END SOLUTION

# %% test="q6"
check_decisions(decisions_q6, "decisions_q6", {{ queue.q6 | map(attribute="request") | list | literal }})
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_requests(decisions_q6, {{ key.q6 }}, 10)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: by when?
#
# The file `data/clocks.csv` lists eight requests: patients who ask for a copy (`access`), and patients who
# ask for an accounting of disclosures (`accounting`). The column `notice_of_delay` says when the hospital
# sent the patient a written notice of a delay, with the reason and a date. It is empty if there was none.
#
# Use the federal clocks, and for an electronic copy the clock of {{ state_name }}. To be safe, your office answers
# **{{ lead }} days before** the last day of the clock. By which day does your office answer? Write each date as text:
# year, month, day.
#
# *Hint:* start with a column of days, change it where a rule says so, and add it to the day of receipt with
# `pd.to_timedelta(..., unit="D")`. Does every notice come in time? Take off the days of your office last.

# %% answer="q7"
clocks = pd.read_csv("data/clocks.csv", dtype=str, keep_default_na=False)
due_q7 = ...
### BEGIN SOLUTION
received = pd.to_datetime(clocks["received"])
notice = pd.to_datetime(clocks["notice_of_delay"])
days = clocks["kind"].map({"access": 30, "accounting": 60})
in_time = (notice - received).dt.days <= days
days = days + 30 * in_time
electronic = (clocks["kind"] == "access") & (clocks["form"] == "electronic")
days[electronic] = {{ state.days }}
due = received + pd.to_timedelta(days - {{ lead }}, unit="D")
due_q7 = dict(zip(clocks["request"], due.dt.strftime("%Y-%m-%d")))
### END SOLUTION

# %% test="q7"
check_dates(due_q7, "due_q7", {{ clocks | literal }})
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_each(due_q7, {{ key.q7 }}, 6, {{ key.q7_why }}, "45 CFR 164.524(b)(2), 164.528(c)(1), 160.203(b)", near={{ key.q7_near }})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 8: for how much?
#
# The file `data/copies.csv` lists six requests for copies: who asked, how many pages, and the minutes that the
# copying took. A minute of this labor for copying costs **{{ "%.2f" | format(labor_rate) }} dollars**. The file
# `data/costs.csv` lists what else each copy cost the hospital, line by line.
#
# What may each asker be charged, in dollars? Patients asked for their own copy. Third parties came with a
# valid authorization, and pay by the schedule of {{ state_name }}.
#
# *Hint:* for patients, keep the cost lines that the rule lists (`isin`), then `groupby` and `sum`. Bring the sums
# to the requests with `map`, and add the labor. For third parties, `clip(upper=...)` and
# `clip(lower=...)` help with the first pages and the later ones.

# %% answer="q8"
copies = pd.read_csv("data/copies.csv", dtype=str)
costs = pd.read_csv("data/costs.csv", dtype=str)
fees_q8 = ...
### BEGIN SOLUTION
costs["amount"] = costs["amount"].astype(float)
allowed = costs[costs["cost"].isin(["supplies", "postage", "summary, agreed to"])]
paid = allowed.groupby("request")["amount"].sum()
labor = copies["minutes"].astype(int) * {{ labor_rate }}
fees_q8 = dict(zip(copies["request"], (copies["request"].map(paid) + labor).round(2)))
others = copies[copies["asker"] == "third party"]
pages = others["pages"].astype(int)
first = pages.clip(upper={{ state.first_pages }})
later = (pages - {{ state.first_pages }}).clip(lower=0)
schedule = {{ state.base }} + first * {{ state.first_rate }} + later * {{ state.later_rate }}
fees_q8.update(zip(others["request"], schedule.round(2)))
### END SOLUTION

# %% test="q8"
check_money(fees_q8, "fees_q8", {{ copies | literal }})
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_each(fees_q8, {{ key.q8 }}, 6, {{ key.q8_why }}, "45 CFR 164.524(c)(4)", near={{ key.q8_near }})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 9: an accounting of disclosures
#
# On **{{ asked.on }}** {{ asked.patient }}, record number **{{ asked.mrn }}**, asked who has received the record.
# The file `data/disclosures.csv` is the log of what left the hospital, about several patients.
#
# Which lines belong in the accounting? Give the list of their numbers (column `line`).
#
# *Hint:* three filters: the patient, the date, the kind. Dates written year first can be compared as text. What is
# not covered by an exception is listed, even if it should never have happened.

# %% answer="q9"
disclosures = pd.read_csv("data/disclosures.csv", dtype=str)
listed_q9 = ...
### BEGIN SOLUTION
not_listed = [
    "treatment",
    "payment",
    "health care operations",
    "patient's own copy",
    "overheard at the desk, safeguards in place",
    "patient's authorization",
    "facility directory",
    "family in the patient's care",
    "national security",
    "prison that holds the patient",
    "limited data set",
]
start = pd.Timestamp("{{ asked.on }}") - pd.DateOffset(years=6)
recent = pd.to_datetime(disclosures["date"]) >= start
counted = ~disclosures["kind"].isin(not_listed)
of_patient = disclosures["mrn"] == "{{ asked.mrn }}"
listed_q9 = disclosures.loc[of_patient & recent & counted, "line"].tolist()
### END SOLUTION

# %% test="q9"
check.items(listed_q9, "listed_q9", known=disclosures["line"], what="line")
check.fine()
### BEGIN HIDDEN TESTS
marks.found(listed_q9, {{ key.q9 }}, 6, "disclosures that an accounting lists", {{ key.q9_why }}, "45 CFR 164.528(a)(1)")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 10: access is not permission
#
# A note of the privacy officer: "These patients are known in town. Who opened their charts?"
#
# `{{ audited | literal }}`
#
# Three files: `data/access_log.csv` (who opened which chart when), `data/work.csv` (who had what work with which
# patient, from when to when, both days included), and `data/staff.csv`.
#
# Which accesses to the charts of **these patients** have **no reason in the work** of the person? List their
# numbers (column `access`). The log holds other patients too: leave them alone. You accuse nobody: the list is
# a list of questions that the privacy officer will ask.
#
# *Hint:* `merge` the log with the work on `staff_id` and `mrn`, with `how="left"`. An access is explained if its
# day lies between `from` and `to`. Find the patients with `isin`.

# %% answer="q10"
log = pd.read_csv("data/access_log.csv", dtype=str)
work = pd.read_csv("data/work.csv", dtype=str)
staff = pd.read_csv("data/staff.csv", dtype=str)
unexplained_q10 = ...
### BEGIN SOLUTION
joined = log.merge(work, on=["staff_id", "mrn"], how="left")
explained = (joined["from"] <= joined["date"]) & (joined["date"] <= joined["to"])
asked = joined["mrn"].isin({{ audited | literal }})
unexplained_q10 = joined.loc[asked & ~explained, "access"].tolist()
### END SOLUTION

# %% test="q10"
check.items(unexplained_q10, "unexplained_q10", known=log["access"], what="access")
check.fine()
### BEGIN HIDDEN TESTS
marks.found(unexplained_q10, {{ key.q10 }}, 6, "accesses without a reason in the work", {{ key.q10_why }}, "45 CFR 164.502(b), 164.514(d)(2), 164.308(a)(1)(ii)(D)")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 11: whom do you ask?
#
# Nobody at the release desk decides everything alone. This is the policy of {{ hospital }}:
#
# | Ask | About |
# | --- | --- |
# {% for who, what in policy.items() -%}
# | `{{ who }}` | {{ what }} |
# {% endfor %}
# `yourself` means: you answer it at the desk. Whom do you ask here?
#
# {% for row in situations -%}
# - **{{ row.situation }}.** {{ row.text }}
# {% endfor %}

# %% answer="q11"
ask_q11 = {
{% for row in situations %}    "{{ row.situation }}": "",
{% endfor %}}
### BEGIN SOLUTION
ask_q11 = {{ key.q11 }}
### END SOLUTION

# %% test="q11"
check_choices(
    ask_q11,
    "ask_q11",
    {{ situations | map(attribute="situation") | list | literal }},
    {{ policy.keys() | list | literal }},
)
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_each(ask_q11, {{ key.q11 }}, 3, {{ key.q11_why }}, "The hospital's policy; 45 CFR 164.530(a)(1), 164.308(a)(2), 164.524(a)(3)")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 12: who pays, and how?
#
# Payers ask for records because of the way they pay. Which system pays each of these bills?
#
# {% for row in cases -%}
# - **{{ row.case }}.** {{ row.text }}
# {% endfor %}
# The choices: {% for name in systems %}`{{ name }}`{{ ", " if not loop.last else "." }}{% endfor %}
#
# *Hint:* whose bill is it, the hospital's or the doctor's? And did the patient stay?

# %% answer="q12"
pays_q12 = {
{% for row in cases %}    "{{ row.case }}": "",
{% endfor %}}
### BEGIN SOLUTION
pays_q12 = {{ key.q12 }}
### END SOLUTION

# %% test="q12"
check_choices(
    pays_q12,
    "pays_q12",
    {{ cases | map(attribute="case") | list | literal }},
    {{ systems.keys() | list | literal }},
)
check.fine()
### BEGIN HIDDEN TESTS
marking.mark_each(pays_q12, {{ key.q12 }}, 3, {{ key.q12_why }})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 13: a letter in plain words
#
# The desk cannot send all that this person asks for:
#
# {{ letters.q13 }}
# Write the reply, in about 80 to 120 words. The reader is upset and knows no law. A person grades it:
#
# | What is looked for | Points |
# | --- | --- |
# | Says in the first two sentences what happens and what does not | 1 |
# | Gives the true reason, for this case, without a section number as the reason | 2 |
# | Says what the person can do next, and what to bring or send | 1 |
# | Tells nothing about the patient's health | 1 |
# | Short sentences, plain words, kind, and a name to call | 1 |

# %% [markdown] manual="q13"
# ### BEGIN SOLUTION
# For the grader, the decision and its reasons: {{ key.q13 }}
#
# Dear {{ reply.sender }}, thank you for your letter of {{ reply.received }}. I am sorry that I cannot send you
# all the records that you ask for. We may give a record to the patient, or to a person who may act in the patient's
# place for this record. Our papers do not show that you are that person for what you ask. You can send us one of
# these: a permission signed by the patient, a power of attorney for health care, or, for a patient who has died, the
# court's letter that names the executor. Then we will send what it allows. Please call me if you want help with this.
#
# (For the parent of a teenager: the ordinary visits are in this envelope. A visit to which the teenager may consent
# alone is the teenager's to share.)
# ### END SOLUTION

# %% [markdown]
# ## Question 14: a letter to a lawyer
#
# You refused this request:
#
# {{ letters.q14 }}
# Write the reply to the lawyer, in about 80 to 120 words. A person grades it:
#
# | What is looked for | Points |
# | --- | --- |
# | Names the request, its date and its papers | 1 |
# | Says that nothing is sent now, and cites the right rule | 2 |
# | Says exactly what is missing, and each way to mend it | 2 |
# | Neither says nor denies that the person was ever a patient of a special program; firm and polite | 1 |

# %% [markdown] manual="q14"
# ### BEGIN SOLUTION
# For the grader, the decision and its reasons: {{ key.q14 }}
#
# Re: {{ refusal.request }}, received on {{ refusal.received }}. We have your subpoena. It is not signed by a
# judge. We send no records at this time.
#
# For ordinary records 45 CFR 164.512(e)(1)(ii) asks for satisfactory assurance: your statement with documents that
# show either that the patient had notice and that the time to object is over with nothing open, or that a qualified
# protective order is agreed or asked for. A court's order or the patient's valid authorization would serve as well.
# For records that 42 CFR Part 2 protects, if there are any, it takes more: the patient's written consent, or a
# court's order under its subpart E together with the subpoena. Our legal counsel has a copy of this letter.
# ### END SOLUTION

# %% [markdown]
# ## Before you hand in
#
# 1. In the menu, choose **Kernel**, then **Restart Kernel and Run All Cells**.
# 2. Look through the checks: each should say that the form is fine.
# 3. Save, and submit in the assignment list.
