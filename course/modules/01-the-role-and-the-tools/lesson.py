# %% [markdown]
# # Lesson 01: the role and the tools
#
# A health information technician (HIT) keeps patients' records complete, right and safe, and turns
# them into codes and numbers. In this lesson you run your first cells, read your first tables, and
# learn through them what a HIT does all day, where, and with whom.
#
# **Time:** about 100 minutes. Parts 1 to 6 are your first hour in JupyterLab, with time to settle in. Take a
# break, then go on. You need not have programmed before.
# You work at **{{ hospital }}**. The hospital, its patients, its staff and all postings are invented.

# %% [markdown]
# ## What this is for at work
#
# Records live in databases. Whoever can filter, count and join a table can answer a ward's question
# in minutes, find the wrong rows in a thousand, and check what a new system did to the old data.
# A HIT does this next to coding, release of information and talking to physicians.
#
# ## What you will be able to do
#
# - **01.1** Run cells, mend the commonest errors, and hand in an assignment.
# - **01.2** Read codes as text, and say what is lost when they are read as numbers.
# - **01.3** Filter, count and group the rows of a table.
# - **01.4** Join two tables, in pandas and in SQL.
# - **01.5** Check a table that was moved against its dictionary and the old table.
# - **01.6** Name the duties of the role, and whom to ask about what.
# - **01.7** Follow one chart through five work settings.
# - **01.8** Match postings to path, title and setting, and find a skills gap.
# - **01.9** Measure accuracy and productivity, and explain them to others.
#
# ## Before you start
#
# Nothing but a keyboard.
#
# **Recap question.** Think of your last visit to a doctor. Who wrote something down about you, and who
# might read it later? Keep your list. You will meet most of these people below.

# %% [markdown]
# ## 1. A cell (6 minutes)
#
# This page is a **notebook**. It is made of **cells**. A text cell, like this one, is for reading.
# A code cell is for doing. Click into the cell below and press **Shift + Enter** to run it.
# (Hold Shift, press Enter.) The result appears below the cell.

# %%
2 + 3

# %% [markdown]
# Now give a result a **name**, with one equals sign. Then use the name. A line that begins with `#` is a
# note for people; Python skips it.

# %%
# A ward has 24 beds. 19 are taken.
beds = 24
taken = 19
beds - taken

# %% [markdown]
# **Try it.** Change 19 to 21 above. Run the cell again with Shift + Enter. The result changes. You
# cannot break anything: *Kernel > Restart Kernel and Run All Cells* in the menu puts all in order again.
#
# Cells know only what ran **before** them. When you come back tomorrow, start at the top.
#
# The next cell loads the tools of this lesson. `pd` is **pandas**, which works with tables.

# %%
import sqlite3

import pandas as pd

from hitkit import first_aid, practice

first_aid.start()

# %% [markdown]
# ## 2. When something goes wrong (8 minutes)
#
# Everybody sees errors, every day. An error breaks nothing. Read its **last** line.
# In this course a sentence below it begins with **First aid** and says what to do.
#
# In one line below, take away the `#` **and the blank behind it**, so that the line begins at the left edge.
# Run the cell, and read. Then put the `#` back and try the next.

# %%
# Beds - taken
# beds - tken
# name = "Bramwick
# (beds - taken
# code = 0450
beds - taken

# %% [markdown]
# The slips that beginners make most:
#
# | You see | It means | Do this |
# | --- | --- | --- |
# | `NameError` | Python does not know this name | Check the spelling and the capitals. Run the cells above. |
# | `SyntaxError`, *unterminated string* | A quotation mark is missing | Text begins and ends with `"` |
# | `SyntaxError`, *was never closed* | A bracket is missing | Count the brackets in pairs |
# | `SyntaxError`, *maybe you meant ==* | One equals sign in a comparison | `=` gives a name, `==` compares |
# | `SyntaxError`, *leading zeros* | A code was typed as a number | Put codes in quotes: `"0450"` |
# | `IndentationError` | A line begins with a blank | Begin the line at the left edge |
# | `KeyError` | There is no column of this name | Check the spelling and the capitals |
# | `FileNotFoundError` | There is no file of this name | Files are in the folder `data` |
#
# Some slips give no error, but a wrong result. Nothing but your own eye finds these. So look at each
# result and ask: can this be true?

# %% [markdown]
# ## 3. A table (5 minutes)
#
# Spreadsheets know tables as sheets. pandas reads them from files of **comma-separated values** (CSV).
# This one is the work queue of the hospital's records department. Each row is one task about one stay.

# %%
queue = pd.read_csv("data/practice_queue.csv", dtype=str)
queue.head(5)

# %% [markdown]
# `head(5)` shows the first five rows. `len(...)` counts the rows of a table. `list(queue.columns)` names the
# columns.

# %%
len(queue)

# %%
list(queue.columns)

# %% [markdown]
# A name in square brackets and quotes takes one column. Names must match to the letter:
# `queue["Ward"]` is an error, because the column is `ward`.
#
# `value_counts()` counts how often each value stands in a column. Do not forget its round brackets.

# %%
queue["ward"].value_counts()

# %% [markdown]
# | In a spreadsheet you | In pandas you write |
# | --- | --- |
# | open a file | `pd.read_csv("data/FILE.csv", dtype=str)` |
# | look at the last row number | `len(queue)` |
# | click on a column's letter | `queue["ward"]` |
# | filter a column | `queue[queue["ward"] == "Surgery"]` |
# | count with a pivot table | `queue["ward"].value_counts()` |
# | look up in another sheet | `queue.merge(patients, on="mrn")` |
#
# Why not stay with the spreadsheet? A cell says **what** was done, so that others can read and repeat it.
# And next month's file needs no new clicks.

# %% [markdown]
# ## 4. Codes are text (6 minutes)
#
# What did `dtype=str` do above? It told pandas to read **every value as text**. See what happens without it.

# %%
guessed = pd.read_csv("data/practice_patients.csv")
guessed[["mrn", "zip"]].head(1)

# %%
patients = pd.read_csv("data/practice_patients.csv", dtype=str)
patients[["mrn", "zip"]].head(1)

# %% [markdown]
# The first patient's ZIP code is `{{ tries.zip }}`. Read as a number it became {{ tries.zip | int }}: **the zeros in
# front are gone**, and no letter arrives. The medical record number (MRN) was spared, because here it begins
# with an M. Many hospitals' numbers begin with zeros.
#
# Dots and zeros behind them go the same way. In the old code set ICD-9-CM, `250.00` was a code. A number
# makes 250.0 of it, which is no longer that code.

# %%
float("250.00")

# %% [markdown]
# **The rule:** if you would never add two of them up, it is text. Record numbers, ZIP codes, diagnosis
# codes, revenue codes and phone numbers are text. Minutes, ages and dollars are numbers.
#
# Lost zeros can be put back, if you know how long the code must be. `zfill` fills up with zeros in front.

# %%
"450".zfill(4)

# %% [markdown]
# In code, text stands in quotation marks. So does a code: `"0450"`. Several answers at once go into a
# **dictionary**: curly brackets, and for each item a key, a colon, the value, a comma.

# %%
codes = {
    "C1": "0450",
    "C2": "450".zfill(4),
}
codes

# %% [markdown]
# ## 5. Filter and count (10 minutes)
#
# A **condition** compares, with two equals signs. It gives True or False for each row.

# %%
queue["ward"] == "Surgery"

# %% [markdown]
# Put a condition in the square brackets of the table, and only the rows with True stay.

# %%
surgery = queue[queue["ward"] == "Surgery"]
surgery.head(3)

# %% [markdown]
# Two conditions: put **each in round brackets**, and `&` (and) or `|` (or) between them. `~` in front of a
# condition turns it round (not).

# %%
waiting = queue[(queue["ward"] == "Surgery") & (queue["status"] == "waiting")]
len(waiting)

# %% [markdown]
# `isin` asks whether a value stands in a list. A list has square brackets.

# %%
not_finished = queue[queue["status"].isin(["open", "waiting"])]
len(not_finished)

# %%
also_not_finished = queue[~queue["status"].isin(["done"])]
len(also_not_finished)

# %% [markdown]
# **Try it.** How many tasks of the ward `Surgery` have the priority `urgent`?

# %%
urgent_try = ...
practice.tell(
    urgent_try,
    "{{ tries.urgent }}",
    'two conditions in round brackets, & between; the second is queue["priority"] == "urgent".',
)

# %% [markdown]
# Take one column of the rows that are left, and make a list of it with `tolist()`:

# %%
waiting["task"].tolist()

# %% [markdown]
# ## 6. What a HIT does all day (6 minutes)
#
# The queue's column `duty` says what kind of work each task is. These are the duties at a glance:
#
# | Duty | What it is |
# | --- | --- |
# {% for duty, what in duties.items() -%}
# | {{ duty }} | {{ what }} |
# {% endfor %}
# How is this department's work spread over them?

# %%
queue["duty"].value_counts()

# %% [markdown]
# How to tell them apart:
#
# - **Coding** reads a record to choose codes, and groups the coded stay into its payment class (MS-DRG).
#   **Billing support** handles the charges, and the claim that carries charges and codes.
# - **Record completion** asks whether something is missing or unsigned. **Data quality** asks whether what
#   is there is right, and whether it stands in the right patient's record.
# - **Audit and compliance** looks a second time at work that is done, and at who opened what. Its
#   reports are about how the work was done, not about patients.
# - **Registry and reporting** collects cases of a disease, and counts: for registries, health departments,
#   committees and monthly reports.
# - **System support** is about the program, not about a patient.
#
# You will not settle everything alone. Knowing **whom to ask** is half of the work:
#
# | Ask | About |
# | --- | --- |
# {% for desk, what in desks.items() -%}
# | {{ desk }} | {{ what }} |
# {% endfor %}
# Two rules hold for all of them. Ask the one who **made the entry** or decides the rule, not the one who
# sits nearest. And tell no more about a patient than the question needs.
#
# What helps in this work: attention to detail, analytical thinking, clear words, integrity, and being at
# ease with computers. You practise each of them in this course.

# %% [markdown]
# ## 7. Two tables become one (6 minutes)
#
# The queue knows the record number. The table `patients` knows the payer and the birth date. A **join**
# puts them side by side, row by row, where the record number is the same. The shared column is the **key**.

# %%
both = queue.merge(patients, on="mrn")
both[["task", "ward", "status", "last_name", "payer", "birth_date"]].head(3)

# %% [markdown]
# Now one filter can use columns of both. `==` takes the exact word: `Medicare` leaves `Medicare Advantage` out. Dates written as year-month-day sort rightly even as text, so
# `<` means "before".

# %%
older = both[(both["payer"] == "Medicare") & (both["birth_date"] < "1960")]
len(older)

# %% [markdown]
# If a join gives **no rows at all**, look at the key. The text `"00011"` and the number 11 do not match. Read both
# tables with `dtype=str`.
#
# **Try it.** How many tasks with the priority `urgent` concern patients with the payer `Medicare`?

# %%
medicare_try = ...
practice.tell(
    medicare_try,
    "{{ tries.medicare }}",
    "filter the table `both`, not `queue`: it has the priority and the payer.",
)

# %% [markdown]
# ## 8. The same in SQL (6 minutes)
#
# Hospital systems keep their tables in **databases**. You ask them in **SQL**. Python brings a small
# database, SQLite. The next cell puts the two tables into one that lives in memory only.

# %%
database = sqlite3.connect(":memory:")
queue.to_sql("queue", database, index=False)
patients.to_sql("patients", database, index=False)

# %% [markdown]
# A query is a text. Three quotation marks allow it to have several lines. Read it from top to bottom:
#
# | Line | It says |
# | --- | --- |
# | `SELECT` | which columns to give; `COUNT(*)` counts rows |
# | `FROM` | which table to begin with |
# | `JOIN ... ON` | which table to join, and what must be equal |
# | `WHERE` | which rows to keep; one `=` here, text in single quotes, `AND` between conditions |
# | `GROUP BY` | one row of the result for each value of this column |
#
# Both tables have a column `mrn`. So write the table's name and a dot before a column.

# %%
query = """
SELECT queue.ward, COUNT(*)
FROM queue
JOIN patients ON queue.mrn = patients.mrn
WHERE queue.priority = 'routine' AND patients.payer = 'commercial'
GROUP BY queue.ward
"""
pd.read_sql(query, database)

# %% [markdown]
# **Try it.** In the query above, change `'routine'` to `'urgent'` and `'commercial'` to `'Medicare'`. Run it.
# Add up the counts. You know the sum from part 7.

# %% [markdown]
# ## 9. A table that moved (14 minutes)
#
# Hospitals change systems. When a table moves, rows get lost and values change. A **data dictionary** says
# what each column must hold. It is the promise that you check against.

# %%
pd.read_csv("data/dictionary.csv", dtype=str, keep_default_na=False)

# %%
old = pd.read_csv("data/practice_old.csv", dtype=str)
new = pd.read_csv("data/practice_new.csv", dtype=str)
len(old), len(new)

# %% [markdown]
# **Check 1: does each value keep the promise?** `.str.len()` gives the length of each text. `!=` means "is
# not equal".

# %%
short_zip = new[new["zip"].str.len() != 5]
short_zip.head(3)

# %%
allowed = ["Medicaid", "Medicare", "Medicare Advantage", "commercial", "self-pay"]
wrong_payer = new[~new["payer"].isin(allowed)]
wrong_payer.head(3)

# %% [markdown]
# **Check 2: is anybody lost?** Patients of the old table whose record number is not in the new one. Mind the
# direction: from the old to the new.

# %%
lost = old[~old["mrn"].isin(new["mrn"])]
lost.head(3)

# %% [markdown]
# Turn it round, and you find rows that came from nowhere. Here there are none.

# %%
len(new[~new["mrn"].isin(old["mrn"])])

# %% [markdown]
# **Check 3: did a value change?** Join old and new on the record number. Columns of equal name get an
# ending, which you choose with `suffixes`.

# %%
pair = old.merge(new, on="mrn", suffixes=("_old", "_new"))
changed = pair[pair["birth_date_old"] != pair["birth_date_new"]]
changed[["mrn", "birth_date_old", "birth_date_new"]].head(3)

# %% [markdown]
# Look closely: month and day changed places. Such a date still looks like a date. Only the comparison
# shows it. A wrong birth date can keep a nurse from finding a patient's allergies.
#
# The endings went to **every** shared column. So `pair` has no column `town` any more: filter by `town_old`.

# %%
changed[changed["town_old"] == "Quillmere"]["mrn"].tolist()

# %% [markdown]
# **Try it.** How many rows of `new` with the town `Quillmere` have a ZIP code of the wrong length **or** a wrong
# payer? And which record numbers of the town `Ostbrook` were lost (a list)?

# %%
broken_try = ...
practice.tell(
    broken_try,
    "{{ tries.broken }}",
    'first here = new[new["town"] == "Quillmere"], then two conditions on here, with | between.',
)

# %%
lost_try = ...
practice.tell(
    lost_try,
    "{{ tries.lost }}",
    'filter lost by town == "Ostbrook", then take ["mrn"].tolist().',
)

# %% [markdown]
# ## 10. One chart in five settings (8 minutes)
#
# HITs work in hospitals, but also in doctors' offices, nursing facilities, home health agencies and public
# health. The same illness meets other forms and rules in each. This table holds for a patient with
# **Original Medicare**. Other payers have rules of their own.
#
# | Setting | Form of the bill | Payment system | Assessment | First diagnosis |
# | --- | --- | --- | --- | --- |
# {% for setting in settings -%}
# | {{ setting.name }} | {{ setting.form }} | {{ setting.payment }} | {{ setting.assessment }} | {{ setting.first }} |
# {% endfor %}
# What stands behind the words:
#
# {% for setting in settings -%}
# - **{{ setting.name }}.** {{ setting.why }} (*{{ setting.source }}*)
# {% endfor %}
# The **UB-04** is also called CMS-1450. Its electronic twin is the 837I, I for institutional. The CMS-1500's
# twin is the 837P, P for professional. (*CMS, Medicare Billing: Form CMS-1450 and the 837I; Form CMS-1500 and
# the 837P*)
#
# **Which codes?** On claims, diagnoses have ICD-10-CM codes in every setting. Procedures are another matter
# (*45 CFR 162.1002*): hospitals use **ICD-10-PCS** for their inpatients. Physicians' services take **CPT**
# and **HCPCS** codes.
#
# **Which diagnosis first?** Hospitals, nursing facilities and home health agencies choose a *principal
# diagnosis* (*ICD-10-CM Official Guidelines, section II*). A doctor's office chooses a *first-listed diagnosis*
# (*section IV*). You learn this in module 04. A case report is no claim, so it has neither.

# %% [markdown]
# **How to read an encounter.** Ask three things. Does the patient stay overnight, and where? Who comes to
# whom? Is anybody billed at all? A nurse who rings the door bell means home health. A practice with a
# waiting room is a physician office. A ward with doctors day and night is a hospital. A house for weeks
# of nursing and training after the hospital is a skilled nursing facility. A case report to the county is
# public health, and no claim.
#
# **Try it.** *After a stay in the hospital the patient moves into a house with nurses around the clock, for
# three weeks of therapy under Medicare Part A.* Write the five decisions as a list:
# setting, form, payment system, assessment, first diagnosis.

# %%
setting_try = ...
practice.tell(
    setting_try,
    "{{ tries.setting }}",
    'a list of five texts from one row of the table: ["...", "...", "...", "...", "..."].',
)

# %% [markdown]
# ## 11. Titles, paths and skills (8 minutes)
#
# The role has many names. The Bureau of Labor Statistics (BLS) counts most people who code, keep and
# release records as **Medical Records Specialists (29-2072)**. Registrars and those who work on record
# systems are **Health Information Technologists and Medical Registrars (29-9021)**. Managers of records are
# among the **Medical and Health Services Managers (11-9111)**. (*BLS, Standard Occupational Classification
# 2018, and Occupational Outlook Handbook*)
#
# Postings use their own titles. The paths below are a simplified map. People change paths often.
#
# | Title | In short | Path |
# | --- | --- | --- |
# {% for job in jobs -%}
# | {{ job.title }} | {{ job.short }} | {{ job.path }} |
# {% endfor %}
# Common steps upward: coder, then coding auditor, then lead or manager. Release of information, then
# privacy and compliance. Any technician who likes systems, then EHR analyst or data analyst. A supervisor who
# plans and trains, then HIM manager.
#
# Postings name the **setting** in the same way as charts do:
#
# | The posting speaks of | Setting |
# | --- | --- |
# | beds, wards, inpatients, operating rooms | hospital |
# | doctors who see patients by appointment | physician office |
# | residents, long-term care | nursing facility |
# | visits at the patient's home | home health agency |
# | a county or state and its people | public health agency |
# | members, plans, paying claims | insurance company |

# %% [markdown]
# **Try it.** *"300 beds. Build and test the new screens of our electronic record, and train the nurses."*
# Write a list of three: path, title, setting.

# %%
job_try = ...
practice.tell(job_try, "{{ tries.job }}", "who builds, tests and teaches the record system?")

# %% [markdown]
# **The skills gap** is what a posting asks for and you cannot do yet. It is a filter with "not in". Here is
# a small example with two tables typed by hand.

# %%
wanted = pd.DataFrame(
    {
        "posting": ["P1", "P1", "P1", "P2", "P2", "P2"],
        "skill": ["SQL", "statistics", "typing", "typing", "HIPAA", "budgeting"],
    }
)
able = pd.Series(["SQL", "typing"])
lacking = wanted[~wanted["skill"].isin(able)]
lacking

# %% [markdown]
# Rows of one posting give the gap for it. `value_counts()` counts the gaps, and `.idxmin()` names the one with
# the fewest; `.idxmax()` names the one with the most.

# %%
lacking[lacking["posting"] == "P2"]["skill"].tolist()

# %%
lacking["posting"].value_counts().idxmin()

# %% [markdown]
# ## 12. Fast and right (9 minutes)
#
# Coders are measured by two numbers. **Productivity** is charts an hour. **Accuracy** is the share of
# charts that a second reader finds right. A wrong chart must be done again, and may cost a denied claim or
# put a wrong disease on a list. So multiply them: accuracy x productivity = **right charts an hour**.
#
# The log of our coders: the chart, who coded it, from which queue, when, in how many minutes, and whether a second
# reader found it right. Minutes are there to be added. So this column, and only this, becomes a number with
# `.astype(int)`. `>=` means "on this day or later", `<=` "on this day or before".

# %%
log = pd.read_csv("data/practice_log.csv", dtype=str)
log["minutes"] = log["minutes"].astype(int)
part = log[
    (log["queue"] == "{{ tries.queue }}")
    & (log["coded_on"] >= "{{ tries.first }}")
    & (log["coded_on"] <= "{{ tries.last }}")
]
part.head(3)

# %% [markdown]
# `groupby` makes a group for each coder; `sum` adds the minutes of each. 60 minutes make an hour.

# %%
hours = part.groupby("coder")["minutes"].sum() / 60
charts = part["coder"].value_counts()
right = part[part["right"] == "yes"]["coder"].value_counts()
hours.round(1)

# %% [markdown]
# Columns can be divided by each other. pandas matches the names, so that each coder's numbers meet.

# %%
accuracy = right / charts
productivity = charts / hours
rates = accuracy * productivity
rates.round(1)

# %% [markdown]
# `right / hours` gives the same at once. Do you see why? `.to_dict()` makes a dictionary, if one is asked for.

# %%
rates.round(1).to_dict()

# %% [markdown]
# This hospital wants at least {{ standard }} % right. It is its **own** standard; each employer sets one.
# A column can be filtered like a table:

# %%
good = rates[accuracy >= {{ standard }} / 100]
good

# %% [markdown]
# **Try it.** Who of those in `good` has the most right charts an hour? And compare: is it the coder with the
# highest `productivity`?

# %%
best_try = ...
practice.tell(best_try, "{{ tries.best }}", "good.idxmax() names the coder with the highest value.")

# %% [markdown]
# Some months of one queue are little. Some charts are harder than others. Say so when you report such
# numbers, because they are about people.

# %% [markdown]
# ## 13. Fetch, check, hand in (3 minutes)
#
# 1. **Fetch.** Menu *Nbgrader > Assignment List*. Under *Released assignments* press *Fetch*.
# 2. **Work.** Open `lab.ipynb`. Each question has a prompt with its points, a cell for your answer, and a
#    check. Put your answer in place of the three dots, or between the empty quotation
#    marks. Run your cell, then the check.
# 3. **Check.** A check looks at the **form** only: is it a number, is each item filled in? "The form is fine"
#    does not mean that the answer is right. "Not yet" says what to do next.
# 4. **Validate** runs all checks in one go.
# 5. **Hand in.** Save, then press *Submit* in the assignment list. You may submit again until the due
#    date; the last one counts.
# 6. **Feedback.** Once your instructor has released it, press *Fetch Feedback*. You get a table for each
#    question: each item, its points, and why. Where a rule stands behind a mark, the rule is named.
#
# Do not delete or copy the cells of the lab. Answer in the cells that are there.

# %% [markdown]
# ## Key points
#
# - Run cells from the top, with Shift + Enter. An error breaks nothing; read its last line.
# - `=` gives a name, `==` compares. Names and columns must match to the letter.
# - Codes are text: read tables with `dtype=str`.
# - A join needs a key that is written the same way in both tables.
# - Check a moved table against its dictionary, and against the old table, in both directions.
# - Ask the person who made the entry or decides the rule, and say no more than the question needs.
# - The setting decides the form, the payment system and the assessment.
# - Fast is only good when it is right: accuracy x productivity.
#
# ## Glossary
#
# | Word | Meaning |
# | --- | --- |
# | cell | A piece of a notebook: text to read, or code to run |
# | claim | The bill that goes to a payer |
# | CSV | A table as a text file, with commas between values |
# | data dictionary | The list of a table's columns and what each must hold |
# | EHR | Electronic health record, the system that holds patients' charts |
# | HIM | Health information management, the field and often the department |
# | HIT | Health information technician |
# | join | Two tables put side by side where a key is equal |
# | key | A column that tells rows apart and links tables |
# | MDS | Minimum Data Set, the assessment of residents in nursing facilities |
# | MRN | Medical record number, one for each patient |
# | MS-DRG | Medicare severity diagnosis related group: the payment class of a hospital stay |
# | OASIS | Outcome and Assessment Information Set, the assessment in home health |
# | payer | Who pays: Medicare, Medicaid, an insurance company, or the patient |
# | PDGM | Patient-Driven Groupings Model, the payment classes of home health |
# | PDPM | Patient-Driven Payment Model, the payment classes of skilled nursing facilities |
# | PHI | Protected health information, which the privacy rules guard |
# | SQL | The language in which databases are asked |
