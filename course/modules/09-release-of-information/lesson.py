# %% [markdown]
# # Lesson 09: release of information
#
# People ask a hospital for records all day: patients, doctors, insurers, lawyers, police, families.
# The release desk decides what may go, to whom, by when and for how much. In this lesson you learn the
# rules, practice on real-looking requests, and do the sums that come with them.
#
# **Time:** about 100 minutes; take a break after section 7. **Rules:** the HIPAA Privacy Rule (45 CFR Part 164) and the rule on substance
# use disorder records (42 CFR Part 2), as in force in 2026. We give the section of each rule, such as
# *164.524*, and say it in our own words. You work at **{{ hospital }}**. It and all people are invented.

# %% [markdown]
# ## What a HIT does with this at work
#
# Release of information is a job of its own in most hospitals. You read a request, check its papers, find the
# rule, send the right pages, and write down what you did. Send too much, and a patient's secret is out for
# good. Send too little, and a doctor treats blind, or a patient does not get what is theirs.
#
# ## What you will be able to do
#
# - **09.1** Say what a legal paper opens, and what it lacks.
# - **09.2** Check an authorization, element by element.
# - **09.3** Find the rule that lets a request through, and send no more than it allows.
# - **09.4** Tell who stands in a patient's place.
# - **09.5** Keep the second lock on psychotherapy notes and substance use records.
# - **09.6** Work out due dates, fees and accountings of disclosures.
# - **09.7** Look for accesses that no work explains.
# - **09.8** Know whom to ask, and refuse in plain words.
# - **09.9** Tell how a bill is paid from what it is for.
#
# ## Before you start
#
# You can run a cell with Shift + Enter, and read a table with pandas (module 01).
#
# **Recap question.** Your best friend works at the next desk. She asks how your neighbor's operation went.
# Your password opens the chart. May you look? Keep your answer in mind. Section 12 comes back to it.

# %% [markdown]
# ## 1. Five questions for every request (3 minutes)
#
# 1. **Who asks**, and has somebody checked? Know the person and their authority before you disclose
#    (*164.514(h)*).
# 2. **What for?** The purpose leads to the rule.
# 3. **Which door?** Each rule is a door. If no door opens, the patient's authorization is needed
#    (*164.508*).
# 4. **How much?** A door rarely opens for the whole record.
# 5. **What must be kept?** A clock, a fee, a line in the accounting.
#
# The desk gives one of three answers:
#
# - `release`: all that was asked for may go.
# - `part`: some may go now, the rest stays.
# - `refuse`: nothing goes now. You write back and say what is missing. That is no "never".
#
# "Refuse, to be safe" is not safe. Patients have a right to their records, and doctors need them.
# The next cell loads the table of rules that the desk may cite.

# %%
import pandas as pd

from hitkit.release.desk import ReleaseDesk, rules, show
from hitkit.release.practice import compare_decisions, compare_forms, compare_parts, compare_rule

pd.set_option("display.max_colwidth", None)  # show long text in full
rules()

# %% [markdown]
# ## 2. How the desk writes a decision (3 minutes)
#
# A **list** stands in square brackets: `["lab results", "visit notes"]`. A **dictionary** stands in curly
# brackets, and gives each name a value. Here a dictionary stands inside a dictionary: one decision for each
# request.

# %%
decisions = {
    "L1": {"decision": "part", "send": ["lab results"], "rule": "164.506"},
    "L2": {"decision": "refuse", "send": [], "rule": "164.508"},
}
decisions["L1"]["send"]

# %% [markdown]
# An empty list `[]` means: send nothing. Copy the words for the parts of the record as the request has them.
#
# The requests of this lesson stand in a table. `keep_default_na=False` keeps empty cells as empty text.

# %%
examples = pd.read_csv("data/examples.csv", dtype=str, keep_default_na=False)
examples[["request", "received", "sender", "asked"]]

# %% [markdown]
# ## 3. Treatment, payment, operations (6 minutes)
#
# Three doors open without the patient's signature (*164.506*):
#
# | Purpose | Who may get it | How much |
# | --- | --- | --- |
# | treatment | any provider who treats the patient | what is asked: minimum necessary does **not** apply |
# | payment | a health plan or provider, for a bill | minimum necessary |
# | operations of another provider or plan, such as quality review | only if **both** have or had the patient | minimum necessary |
#
# **Minimum necessary** (*164.502(b)*, *164.514(d)*) means: no more than the purpose needs. For routine requests a
# hospital writes down once what it sends. This is its **protocol**. Ours:
#
# | Purpose | May go, if it is asked for |
# | --- | --- |
# {% for purpose, parts in protocol.items() -%}
# | {{ purpose }} | {{ parts | join(", ") }} |
# {% endfor %}
# So you send what is **asked for and also in the protocol**. The rest stays, and the answer is `part`.
#
# Minimum necessary does **not** apply to: a provider who asks in order to treat, the patient's own copy, an
# authorization, what a law requires, and the Department of Health and Human Services (*164.502(b)(2)*).
#
# Nothing here opens for an **employer**, a **reporter** or a **life insurer**. They need the patient's
# authorization. That an employer pays for the health plan changes nothing.
#
# **Try it.** An insurer asks, for a claim, for the {{ protocol["payment"][0] }} and the face sheet. What goes? Type
# the parts in the list, and run the cell.

# %%
send = []

compare_parts(send, asked={{ [protocol["payment"][0], "face sheet"] | literal }}, purpose="payment")

# %% [markdown]
# ## 4. The authorization: a checklist (13 minutes)
#
# When no other door opens, the patient may open one with a signed form. A form is valid only if it has **six
# elements** (*164.508(c)(1)*) and **three statements** (*164.508(c)(2)*).
#
# | Element or statement | If it is missing, write |
# | --- | --- |
# | what may be disclosed, clearly described | `no description` |
# | who may disclose it | `no discloser` |
# | who may receive it | `no recipient` |
# | what it is for; "at the request of the individual" is enough | `no purpose` |
# | a day when it ends, or an event | `no expiration` |
# | signature **and** date | `no signature or date` |
# | if somebody signs for the patient: by what authority | `no authority` |
# | statement: the patient may revoke it in writing, and how | `no right to revoke` |
# | statement: whether care or payment depends on signing | `no word on conditions` |
# | statement: the receiver may disclose it again | `no redisclosure warning` |
#
# A complete form can still be bad (*164.508(b)(2)* to *(b)(4)*):
#
# | What is wrong | Write |
# | --- | --- |
# | the day has passed, or you know that the event has happened | `expired` |
# | you know that the patient took it back | `revoked` |
# | you know that something important in it is false | `known to be false` |
# | psychotherapy notes stand on it together with anything else | `mixed with psychotherapy notes` |
# | it says that the hospital treats only those who sign | `treatment held back` |
#
# On its last day a form is still good. Many forms say "until my claim is settled": that is an event. It is
# fine until the event has happened. **A blank shows.** A missing statement does not show: there is just one
# line less. So count to three. (Signing may be a condition of treatment in a study, and in a few
# other cases: *164.508(b)(4)*. No form here is one of them.)
#
# The valid form opens what it **describes**, and no more, even if the letter asks for more.

# %% [markdown]
# ### Four forms to practice on
# {% for row in example_forms %}
# #### Form {{ row.form }}, received on {{ row.received }}
#
# > {{ row.text | replace("\n", "  \n> ") }}
# {% if row.note %}
# {{ row.note }}
# {% endif %}{% endfor %}
# **Try it.** Write the defects of each form, or `["valid"]`. Then run the cell.

# %%
mine = {
{% for row in example_forms %}    "{{ row.form }}": [],
{% endfor %}}

compare_forms(mine)

# %% [markdown]
# ## 5. Papers of lawyers and courts (7 minutes)
#
# Look at **who signed**. That tells what a paper opens.
#
# | Paper | Signed by | Opens | Rule |
# | --- | --- | --- | --- |
# | letter of a lawyer | the lawyer | nothing | 164.508(a)(1) |
# | authorization, complete | the patient | what it describes | 164.508 |
# | subpoena | a lawyer or a clerk | nothing, until **satisfactory assurance** comes with it | 164.512(e)(1)(ii) |
# | court order | a judge | what it **names**, no more | 164.512(e)(1)(i) |
# | search warrant | a judge | what it names | 164.512(f)(1)(ii)(A) |
# | grand jury subpoena | the grand jury | what it names | 164.512(f)(1)(ii)(B) |
# | an agency's own request | the agency | what it names, **if** it makes three statements | 164.512(f)(1)(ii)(C) |
# | power of attorney for health care | the patient | what the patient may have | 164.502(g)(2) |
# | letters testamentary (executor) | a court | what the patient might have had | 164.502(g)(4) |
#
# A paper about money, a badge, a marriage certificate or an employer's handbook opens nothing.
#
# **Satisfactory assurance** is a written statement with documents that show one of two things
# (*164.512(e)(1)(iii)* to *(v)*):
#
# - **Notice.** The patient was told in writing, with enough about the case to object. The time to object is
#   **over**, and no objection is open.
# - **Qualified protective order.** The parties agreed on one and gave it to the court, or asked the court for it. It
#   keeps the records within the lawsuit, and has them returned or destroyed at the end.
#
# A notice whose time still runs is not enough. The **three statements** of an agency: the information is
# relevant and material, the request is specific and limited, and data without names would not do.

# %% [markdown]
# ### A request, together
#
# {{ letters.court }}
# Who signed the subpoena? No judge. Did assurance come with it? No. So nothing goes now: `refuse`, rule
# `164.512(e)`. You write back and say what is missing. The word "command" on the paper does not change that, and
# you never just ignore a subpoena: you answer it, and legal counsel knows.

# %% [markdown]
# ## 6. Police (4 minutes)
#
# Four ways through this door (*164.512(f)*) come up at the desk. Outside of them the answer is no, also to a friendly
# officer.
#
# | Situation | What may go |
# | --- | --- |
# | a warrant, a court's order, a grand jury subpoena, an agency's request with its statements | what it names |
# | to **find** a suspect, fugitive, material witness or missing person | a short list: name, address, birth, blood type, type of injury, times of treatment or death, looks, social security number. Here: `identity and injury facts` |
# | about the **victim** of a crime | what is asked, if the victim **agrees** |
# | a law that makes you report wounds | what that law says |
#
# The short list holds no lab results, no notes, no DNA.
#
# The rule has more: a victim who **cannot** answer, a death that looks like a crime, a crime in our own building, a
# crime seen in an emergency elsewhere (*164.512(f)(3)* to *(6)*). Do not decide those alone: call the privacy
# officer.
#
# ## 7. Public duties (4 minutes)
#
# | Who | Rule | How much |
# | --- | --- | --- |
# | health department, about a disease to be reported | 164.512(b) | protocol |
# | the agency that receives reports of child abuse | 164.512(b) | what it needs for the report |
# | a law that names what must be sent | 164.512(a) | what the law names |
# | an agency that licenses or inspects | 164.512(d) | protocol |
# | medical examiner, about a cause of death | 164.512(g) | protocol |
# | organ procurement organization | 164.512(h) | protocol |
# | research, with a **waiver** of a review board or privacy board | 164.512(i) | what the board approved |
# | a prison that holds the patient and needs it for care | 164.512(k)(5) | what it asks for that care |
# | workers' compensation | 164.512(l) | protocol |
#
# A study without a waiver and without authorizations gets nothing. "My board will look at it" is no waiver.
#
# **Try it.** A professor asks for the charts of a study. Which rule decides? Fill it in, then run the cell.

# %%
rule = ""

compare_rule(rule, about="research")

# %% [markdown]
# ## 8. Patients, and those around them (8 minutes)
#
# **The patient** has a right of access (*164.524*): a copy of the record, for any reason or none. "I may sue you" is
# no ground to refuse. Check the identity first. Two things are left out: psychotherapy notes, and what was put
# together for a lawsuit.
#
# **In the patient's place** (*164.502(g)*) stand, if a paper or the registration shows it:
#
# - an agent with a power of attorney for **health care**;
# - a **parent** of a minor, with one exception below;
# - the **executor** of a patient who died.
#
# They may have what the patient may have. The parent of an adult, a spouse, an heir or a daughter who "does
# everything" does not stand there without a paper.
#
# **Minors.** When a minor may by law consent alone to a visit, and did, that visit is the minor's to release
# (*164.502(g)(3)*). States differ in the age and the kind of visit. We use the invented State of {{ state_name }}:
# from age **{{ state.minor_age }}** a minor may consent alone to a `confidential visit`. At a younger age the parent
# consents, and may see it.
#
# **Family and friends in the patient's care** (*164.510(b)*) may hear what they need for that, if the patient agrees or
# did not object. Here: what the protocol names under "in the patient's care". After a death this holds for those who
# took part in the care, unless the patient had said no (*164.510(b)(5)*).
#
# **The directory** (*164.510(a)*) gives callers who ask by name the `location and condition`, in one word. Not if
# the patient opted out.
#
# **The dead.** A record stays protected for **50 years** after death (*164.502(f)*). After that, this rule lets it go.

# %% [markdown]
# ### A request, together
#
# {{ letters["in the patient's care"] }}
# The patient agrees, so the door of *164.510* opens, but only as far as the help needs it. The protocol names:
# {{ protocol["in the patient's care"] | join(", ") }}. What was asked for beyond that stays. The decision is `part`.

# %% [markdown]
# ## 9. The second lock (7 minutes)
#
# Two kinds of records need more than an open door. Decide first as if there were no lock. Then look at the
# locked part by itself. Ordinary parts of the same request may still go.
#
# **Psychotherapy notes** (*164.508(a)(2)*). These are a therapist's own notes on talks, **kept apart** from the chart.
# A provider who treats, an insurer and a subpoena do not get them. The patient has no right of access to them. What
# opens them at the desk is an authorization **for them alone**. (Rare other ways exist, such as a law that demands
# them: *164.508(a)(2)(ii)*. Legal counsel decides those.) Diagnosis, medicines and test results in the chart are not
# psychotherapy notes.
#
# **Records of a substance use disorder program** (42 CFR Part 2). The rule protects records of programs, here called
# `program records`. The 2024 rule, which had to be followed from February 16, 2026, brought it closer to HIPAA.
# Still it is stricter:
#
# | Who asks | Do program records go? | Section |
# | --- | --- | --- |
# | the patient | yes | 2.23 |
# | a provider, plan or anybody, **with written consent** that names them | yes, with a notice that the law protects them, and a copy of the consent or its scope | 2.31 to 2.33 |
# | a provider, no consent | no | 2.13 |
# | in a medical emergency, when consent cannot be had | yes | 2.51 |
# | a subpoena, even with good assurance | no | 2.61 |
# | a warrant or ordinary court order | no | 2.61 |
# | a court's order **under Part 2**, with a subpoena | yes, what it names | 2.61, 2.64 |
#
# One consent may now cover all future treatment, payment and operations. Section 2.31 asks for a few words more than
# 164.508 does; in this course a desk note says when they are there. A form that does not name the program's records
# does not reach them. The notice may be short. Section 2.32 gives the words: "42 CFR part 2 prohibits unauthorized
# use or disclosure of these records."
#
# When a lock keeps back **everything**, cite the rule of the lock.

# %% [markdown]
# ### A request, together
#
# {{ letters.treatment }}
# Treatment: the door is open, and minimum necessary does not apply. But there is no consent for the program
# records, and no emergency. They stay; the other parts go. The decision is `part`. You may cite `164.506` or
# `42 CFR Part 2`. In the reply do not say why something stays: even "we hold program records" would be a disclosure (*2.13(c)*).

# %% [markdown]
# ## 10. The Release Desk (14 minutes)
#
# The Release Desk shows a request with its papers, and files your decision. All works with the keyboard: Tab goes
# on, the arrow keys choose, Space ticks. What you file is kept in a file, also after a restart.
#
# **Try it.** Decide the four requests of this lesson. Two you know already.

# %%
ReleaseDesk(examples, sheet="try-09.json")

# %% [markdown]
# The same in plain code: `show(examples, "...")` prints a request. Then you type the decision as a dictionary.

# %%
show(examples, "{{ examples[0].request }}")

# %% [markdown]
# Check yourself: run the next cell when you have filed all four.

# %%
from hitkit.release.desk import decisions as filed_at_desk

compare_decisions(filed_at_desk("try-09.json"))

# %% [markdown]
# ## 11. Clocks, fees, accountings (17 minutes)
#
# ### By when?
#
# | Request | First period | One extension | Rule |
# | --- | --- | --- | --- |
# | patient's copy (access) | 30 days | 30 days | 164.524(b)(2) |
# | accounting of disclosures | 60 days | 30 days | 164.528(c)(1) |
#
# Days are calendar days, counted from receipt. An extension counts only if a written notice, with the reason and a
# new date, goes out **within the first period**. Some study sheets say "60 days for access". That is wrong.
#
# A state law that gives patients **more** than HIPAA does stands (*160.203(b)*). In {{ state_name }} an **electronic** copy is
# due in **{{ state.days }} days**, with no extension.
#
# Dates in pandas: turn text into dates, add days, turn the result back into text.

# %%
table = pd.DataFrame(
    {
        "request": ["T1", "T2", "T3"],
        "kind": ["access", "accounting", "access"],
        "received": ["{{ lesson_received }}", "{{ lesson_received }}", "{{ lesson_received }}"],
        "notice": ["", "", "{{ lesson_notice }}"],
    }
)
received = pd.to_datetime(table["received"])
days = table["kind"].map({"access": 30, "accounting": 60})
days

# %% [markdown]
# `map` swaps each word for a number. Next: did a notice go out in time? An empty notice becomes `NaT` ("not a time").
# A comparison with it is False.

# %%
notice = pd.to_datetime(table["notice"])
in_time = (notice - received).dt.days <= days
in_time

# %% [markdown]
# True counts as 1 and False as 0. So `30 * in_time` adds 30 days only where the notice came in time.

# %%
days = days + 30 * in_time
due = received + pd.to_timedelta(days, unit="D")
dict(zip(table["request"], due.dt.strftime("%Y-%m-%d")))

# %% [markdown]
# `zip` puts two columns side by side, and `dict` makes a dictionary of them.
#
# These are the **last** days. Many offices answer some days earlier, to be safe. Dates can be moved back like this,
# here by one day:

# %%
early = due - pd.to_timedelta(1, unit="D")
dict(zip(table["request"], early.dt.strftime("%Y-%m-%d")))

# %% [markdown]
# To change the days of some rows only, give a condition in square brackets. `&` means "and", and each condition
# stands in its own round brackets.

# %%
some = (table["kind"] == "access") & (table["notice"] == "")
days[some] = {{ state.days }}
days

# %% [markdown]
# ### For how much?
#
# A patient who asks for a copy may be charged a **cost-based** fee (*164.524(c)(4)*). Four kinds of cost count:
# `labor for copying`, `supplies`, `postage` (if it is mailed), and a `summary, agreed to` beforehand. **Not** the search
# for the record, not checking identity, not the computer system.
#
# Files are read as text. `astype(float)` turns text into numbers with cents, `astype(int)` into whole numbers.
# `isin` keeps the rows whose word stands in a list. `groupby` and `sum` add up for each request.

# %%
costs = pd.DataFrame(
    {
        "request": ["T1", "T1", "T1", "T2", "T2"],
        "cost": ["supplies", "search and retrieval", "postage", "supplies", "system upkeep"],
        "amount": ["1.20", "15.00", "3.10", "1.95", "6.00"],
    }
)
costs["amount"] = costs["amount"].astype(float)
allowed = costs[costs["cost"].isin(["supplies", "postage", "summary, agreed to"])]
paid = allowed.groupby("request")["amount"].sum()
paid

# %% [markdown]
# The labor for copying is counted in minutes, times what a minute costs. Say 0.50 dollars. The minutes stand in
# another table. `map` also swaps each request for its sum in `paid`, so that both can be added.

# %%
copies = pd.DataFrame({"request": ["T1", "T2"], "minutes": ["8", "20"]})
labor = copies["minutes"].astype(int) * 0.5
patient_pays = copies["request"].map(paid) + labor
dict(zip(copies["request"], patient_pays.round(2)))

# %% [markdown]
# That limit is for the patient's own request. A **third party** with an authorization pays what the state allows. In
# {{ state_name }}: {{ "%.2f" | format(state.base) }} dollars, then {{ "%.2f" | format(state.first_rate) }} a page for the
# first {{ state.first_pages }} pages, then {{ "%.2f" | format(state.later_rate) }} a page.
#
# `clip(upper=...)` cuts numbers down to a most, `clip(lower=0)` lifts negative ones to zero. For {{ lesson_pages }} and for
# 10 pages:

# %%
pages = pd.Series([{{ lesson_pages }}, 10])
first = pages.clip(upper={{ state.first_pages }})
later = (pages - {{ state.first_pages }}).clip(lower=0)
({{ state.base }} + first * {{ state.first_rate }} + later * {{ state.later_rate }}).round(2)

# %% [markdown]
# To keep the rows of one word only: `table[table["kind"] == "access"]`. To add new pairs to a dictionary:
# `fees.update(zip(names, amounts))`.

# %%
fees = {"T1": 7.3}
fees.update(zip(["T8", "T9"], [12.0, 15.5]))
fees

# %% [markdown]
# ### Who has received my record?
#
# Patients may ask for an **accounting**: a list of disclosures of the last **six years** (*164.528*). It gives the day, the
# receiver, what was sent and why. These kinds stay **out** of it:
#
# {% for kind in exceptions -%}
# - {{ kind }}
# {% endfor %}
# Everything else is listed: public health, oversight, subpoenas and court orders, police, medical examiners, organs,
# research with a waiver, workers' compensation. A fax to the **wrong number** is listed too: no exception covers it.
#
# `isin` finds words of a list, and `~` turns a condition around: "not in the list". `DateOffset` goes back in years.
# The log of a hospital is about many patients: `mrn` is the patient's record number. Say that patient 100 asks:

# %%
lines = pd.DataFrame(
    {
        "line": ["D1", "D2", "D3", "D4"],
        "date": ["2025-03-02", "2018-01-15", "2024-11-30", "2025-06-11"],
        "mrn": ["100", "100", "100", "200"],
        "kind": ["subpoena", "court order", "treatment", "subpoena"],
    }
)
start = pd.Timestamp("2026-05-01") - pd.DateOffset(years=6)
recent = pd.to_datetime(lines["date"]) >= start
counted = ~lines["kind"].isin(["treatment", "payment"])
of_patient = lines["mrn"] == "100"
lines.loc[of_patient & recent & counted, "line"].tolist()

# %% [markdown]
# Only D1 is left. D2 is too old, D3 was for treatment, D4 is about somebody else.
#
# ## 12. Access is not permission (7 minutes)
#
# Back to the recap question. Your password opens your neighbor's chart. **You may not look.** A password gives access.
# Only your work gives permission: staff may use what their work needs (*164.514(d)(2)*). Hospitals must look through
# their access logs (*164.308(a)(1)(ii)(D)*), and curious people have lost their jobs over one look.
#
# A log says who opened what. Another table says who had what work with whom. `merge` brings them together:
# `on` names the columns that must agree, `how="left"` keeps every line of the log.

# %%
log = pd.read_csv("data/lesson_access_log.csv", dtype=str)
work = pd.read_csv("data/lesson_work.csv", dtype=str)
joined = log.merge(work, on=["staff_id", "mrn"], how="left")
joined.head(8)

# %% [markdown]
# `NaN` means: this person had no work with this patient. Dates written year first can be compared as text. A comparison
# with `NaN` is False. So one condition finds the accesses that are explained, and `~` the others.

# %%
explained = (joined["from"] <= joined["date"]) & (joined["date"] <= joined["to"])
joined[~explained]

# %% [markdown]
# You look at the charts that you were asked to look at, and at no others. The privacy officer names the
# patients of the next cell.

# %%
asked = joined["mrn"].isin({{ lesson_audited | literal }})
joined[asked & ~explained]

# %% [markdown]
# Some had no work there at all. For others the work was **over**. Each is a question, not a verdict: there may be a good
# answer, and the privacy officer asks for it. You list, and you tell nobody else.
#
# ## 13. Whom do you ask? (3 minutes)
#
# | Ask | About |
# | --- | --- |
# {% for who, what in policy.items() -%}
# | {{ who }} | {{ what }} |
# {% endfor %}
# A patient may be refused because reading could endanger somebody's life or physical safety. But only a licensed
# health care professional may judge that, never the desk. The patient may have that judgment reviewed by another one
# (*164.524(a)(3)*, *(a)(4)*).
#
# ## 14. Who pays, and how? (3 minutes)
#
# Payers ask for records because of the way they pay. Look at **whose** bill it is, and whether the patient stayed. The parts
# of 42 CFR set Medicare's systems.
#
# | System | How it pays |
# | --- | --- |
# {% for system, how in systems.items() -%}
# | {{ system }} | {{ how }} |
# {% endfor %}
# PPS means prospective payment system: the price is set before the care is given. An insurer that pays by the stay
# wants to see why the patient stayed. One that pays by capitation pays the same, with or without a visit.

# %% [markdown]
# ## 15. Refusing in plain words (4 minutes)
#
# A bad reply to a worried daughter:
#
# > Your request is denied pursuant to 45 CFR 164.502(g). You are not a personal representative.
#
# A better one:
#
# > Thank you for your letter. I am sorry that I cannot send you your mother's records today. We may give them to her, or to
# > the person whom she has named to decide about her health care. If she has signed such a paper, please send us a
# > copy. If she can sign, the form in this envelope is enough. If you have questions, call me: {{ specialist }}, 555-0142.
#
# What makes it better? It says first **what happens**. It gives the **true reason**. It says **what to do next**. It tells
# **nothing** about her mother's health. A person signs it.
#
# To a lawyer you may cite the section. Say what you have, what is missing, and each way to mend it. Never write "we have
# no records of her addiction treatment" or "we cannot send those": both tell something. Write: "if there are any".
# You may say that 42 CFR Part 2 restricts such records **in general**, and send a copy of the rule. You may not say
# that it restricts the records of **this person** (*2.13(c)(2)*).

# %% [markdown]
# ## Key points
#
# - Find the door, then ask how much. The letter asks; the paper decides.
# - An authorization needs six elements and three statements, and must not be expired, revoked or false.
# - A subpoena without a judge needs satisfactory assurance. A court order opens what it names.
# - Minimum necessary: not for treatment, the patient, an authorization, or what a law requires.
# - Psychotherapy notes and program records have a lock of their own.
# - Access: 30 days and one extension of 30. Accounting: 60 days and 30, for six years.
# - Patients pay for copying, supplies, postage, an agreed summary. Never for the search.
# - A password is access. Work is permission.
# - A refusal says why, in plain words, and what to do next.
#
# ## Glossary
#
# | Word | Meaning |
# | --- | --- |
# | accounting of disclosures | a list, for the patient, of who received the record |
# | authorization | a signed form that lets a hospital disclose |
# | court order | a judge's command |
# | designated record set | the records that a patient has a right to see |
# | disclosure | giving information to somebody outside |
# | executor | the person whom a court lets settle the affairs of one who died |
# | HIPAA | the federal law behind the Privacy Rule |
# | letters testamentary | the court's paper that names the executor |
# | minimum necessary | no more than the purpose needs |
# | personal representative | one who stands in the patient's place |
# | PHI | protected health information: health data with a person attached |
# | protocol | a hospital's own rule on what it sends for a routine purpose |
# | psychotherapy notes | a therapist's own notes on talks, kept apart from the chart |
# | satisfactory assurance | proof of notice, or of a protective order, with a subpoena |
# | subpoena | a command to produce records, often signed by a lawyer or clerk |
# | waiver | a board's decision that a study needs no authorizations |
#
# **What we left out.** Real states have their own rules on minors, mental health, HIV and fees: learn yours. In 2025 a federal
# court set aside the 2024 rule on reproductive health records, so the statement (attestation) that it asked for is
# not taught here.
#
# **Now open the lab.** It holds a day's requests.
