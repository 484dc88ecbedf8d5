# %% [markdown]
# # Lesson 02: the health record
#
# A health record must be there, whole, true and signed, when a doctor, a payer or a judge opens it. In this
# lesson you look through a chart, find what is missing or late, count who owes what, and learn how an entry is
# corrected, a dictation proofread, a medicine list reconciled, and an old record destroyed.
#
# **Time:** about 105 minutes. Take a break after section 5. **Rules:** the Medicare conditions for hospitals (42 CFR Part 482), the HIPAA
# Privacy Rule (45 CFR Part 164) and Medicare's manual for reviewers, said in our own words, with the section
# beside each. The hospital, its staff and its patients are invented. So are the rules that we call *our* rules.

# %% [markdown]
# ## What a HIT does with this at work
#
# After each discharge somebody checks the record against a list: Is the history there? Is the operative note
# signed? This is **deficiency analysis**, and in many hospitals it is a HIT's job. You do not write in the record.
# You find what is open, tell the person whose entry it is, and follow up until it is done.
#
# ## What you will be able to do
#
# - **02.1** Find your way in a chart, from the face sheet to the audit trail.
# - **02.2** Find entries that are missing, late, undated or unsigned.
# - **02.3** Judge whether a history and physical came in time.
# - **02.4** Count delinquent records by physician, against the rule that sets them.
# - **02.5** Tell a right correction, late entry or addendum from a wrong one.
# - **02.6** Find slips of dictation: dose, side, look-alike words.
# - **02.7** Check doses and reconcile lists of medicines.
# - **02.8** Say what belongs to the designated record set and to the legal health record.
# - **02.9** Apply a retention schedule and clear a storeroom.
#
# ## Before you start
#
# You can run cells, filter a table and join two tables (module 01).
#
# **Recap question.** Why do we read every column with `dtype=str`? (Codes and record numbers are text. As numbers
# they lose their zeros.) Today we add `keep_default_na=False`: an empty cell stays empty text, `""`.

# %% [markdown]
# ## 1. The parts of a chart (15 minutes)
#
# | Part | What it tells |
# | --- | --- |
# | face sheet | who the patient is, who pays, when the stay began and ended, who is the attending |
# | documents | what people wrote: history and physical, orders, notes, consent, operative note, discharge summary |
# | orders | the medicines ordered, and whether they are new or continued from home |
# | results | what the laboratory found; `H` is above the usual range, `L` below it |
# | audit trail | who opened or changed which part, when, and from which workstation |
#
# The **attending** is the physician who answers for the stay. The **author** of an entry may be somebody else:
# a resident, the surgeon, a nurse. An entry is signed by its author.
#
# Run the next cell. Choose a part and read it. Everything works with the keyboard: Tab moves on, arrows choose.

# %%
import pandas as pd

from hitkit import first_aid
from hitkit.practice import tell
from hitkit.record.viewer import ChartViewer, read_chart, show

first_aid.start()
pd.set_option("display.max_colwidth", None)

chart = read_chart("data/practice")
ChartViewer(chart, "lesson-02.json")

# %% [markdown]
# The same in plain code: `show` gives one part as a table.

# %%
show(chart, "face")

# %% [markdown]
# Count with code what is tiresome to count by eye. How many different people stand in the audit trail?
# `.nunique()` counts different values. `.sum()` counts the rows where a condition holds.

# %%
audit = show(chart, "audit")
print("Different people:", audit["person"].nunique())
print("Lines that are edits:", (audit["action"] == "edit").sum())

# %% [markdown]
# **Try it.** Which documents have no signature? Look at the column `signed_at`. Type their `document_id` into the list,
# each in quotes, such as `["D01", "D02"]`.

# %%
unsigned = ...
tell(unsigned, "{{ tries.unsigned }}", "An empty signed_at means that nobody signed. There may be one or several.")

# %% [markdown]
# ## 2. Dated, timed, signed (9 minutes)
#
# Every entry must be legible, complete, **dated, timed and authenticated** by the person who is responsible for it
# (*{{ source.AUTHENTICATION }}*). Authenticated means: the author's signature, by hand or in the system.
#
# | What you see | What it is |
# | --- | --- |
# | `signed_at` is empty | unsigned |
# | `written_at` is empty | undated |
# | `written_at` is `2026-03-04` | a date without a time |
# | `written_at` is `2026-03-04 07:55` | dated and timed: 16 characters |
#
# Nobody else may sign for the author, and nobody may put an earlier date. A late signature carries the date on
# which it is made.
#
# The next cell reads a small record room: one table of stays, one of their documents, as of {{ then }}.

# %%
stays = pd.read_csv("data/example_stays.csv", dtype=str, keep_default_na=False)
documents = pd.read_csv("data/example_documents.csv", dtype=str, keep_default_na=False)
documents.head(3)

# %% [markdown]
# Two conditions with `|` between them mean "this or that". Each stands in round brackets.

# %%
flaw = (documents["signed_at"] == "") | (documents["written_at"].str.len() < 16)
documents[flaw][["document_id", "type", "author", "written_at", "signed_at"]]

# %% [markdown]
# The attending stands in `stays`. So join the tables on `encounter_id`, then keep the physicians you want.
# `.isin([...])` means "is one of these", and `.tolist()` makes a list of a column.

# %%
both = documents.merge(stays, on="encounter_id")
here = both[both["attending"].isin(["{{ busy }}"])]
here["document_id"].tolist()[:5]

# %% [markdown]
# **Try it.** How many entries in `documents` have a flaw? A column of True and False has a sum.

# %%
flawed = ...
tell(flawed, "{{ tries.flawed }}", "flaw.sum() counts the True.")

# %% [markdown]
# ## 3. The history and physical (8 minutes)
#
# The **history and physical** tells what the patient has, and what the doctor found. Four rules:
#
# | Rule | If broken, we write | Where it stands |
# | --- | --- | --- |
# | Not more than **30 days before** the admission | `too old` | {{ source.HISTORY }} |
# | Not more than **24 hours after** the admission | `late` | the same |
# | One from before the admission needs an **update** within 24 hours after the admission | `no update` | {{ source.UPDATE }} |
# | It, and its update, come **before an operation** with anesthesia | `after the operation` | both, and 42 CFR 482.51(b)(1) |
#
# If all is well, we write `in time`. If two are broken, take the upper row. (In an emergency the operation does not
# wait; then the rule bends. We leave emergencies out here.)
#
# Six examples:
#
# | Admitted | History written | Update | Operation | Verdict |
# | --- | --- | --- | --- | --- |
# | 4 March 10:00 | 5 March 09:00 | none | none | `in time`: 23 hours |
# | 4 March 10:00 | 5 March 11:00 | none | none | `late`: 25 hours |
# | 4 March 10:00 | 20 February 15:00 | none | none | `no update`: it is 12 days old, which is fine, but nobody updated it |
# | 4 March 10:00 | 20 February 15:00 | 5 March 18:00 | none | `no update`: one came, but after 32 hours |
# | 4 March 10:00 | 4 March 17:00 | none | 4 March 14:00 | `after the operation` |
# | 4 March 10:00 | 20 February 15:00 | 4 March 17:00 | 4 March 14:00 | `after the operation`: the update came too late for it |
#
# Time sums go by code. `pd.Timestamp` is a moment, `pd.Timedelta` a length of time.

# %%
admitted = pd.Timestamp("2026-03-04 10:00")
written = pd.Timestamp("2026-03-05 11:00")
print(written - admitted, "later. Late?", written - admitted > pd.Timedelta(hours=24))
early = pd.Timestamp("2026-02-20 15:00")
print(admitted - early, "earlier. Too old?", admitted - early > pd.Timedelta(days=30))

# %% [markdown]
# ## 4. The deficiency sheet (13 minutes)
#
# Now all of it on one chart. The worksheet of the chart above has eight items. For each you file one finding:
# `complete`, `missing`, `unsigned`, `undated` or `late`. **Late** is:
#
# - a history over 24 hours after the admission,
# - a **consent** after the operation began: it must be in the chart before (*{{ source.CONSENT }}*, emergencies aside),
# - a **discharge summary** over 30 days after the discharge.
#
# The **operative note** is written or dictated right after the operation, and signed by the surgeon
# (*{{ source.OPERATION }}*).
#
# Go up to the viewer. Choose an item, look for it among the documents, choose a finding, and press
# **File the finding**. What you file is kept in a file and is still there tomorrow. Then run the next cell.

# %%
from hitkit.record.viewer import findings

findings("lesson-02.json")

# %% [markdown]
# **Try it.** Which items of this chart are late? Type the list, such as `["W1"]`.

# %%
late = ...
tell(late, "{{ tries.late }}", "Compare the face sheet's times with written_at of history, consent and summary.")

# %% [markdown]
# ## 5. The discharge summary and the 30 days (9 minutes)
#
# Each stay needs a **discharge summary**: how it went, where the patient went, what care follows
# (*{{ source.SUMMARY }}*). The whole record, with the final diagnosis, must be complete within **30 days** after the
# discharge (*{{ source.COMPLETION }}*). Some web pages say 48 hours, or 60 days. Read the rule itself.
#
# Which summaries came late, and which are owed? A plain join drops stays that have no summary, and those are
# the worst. `how="left"` keeps every stay of the left table.

# %%
now = pd.Timestamp("{{ then }}")
summaries = documents[documents["type"] == "discharge summary"]
both = stays.merge(summaries, on="encounter_id", how="left")
written = pd.to_datetime(both["written_at"])
print(written.isna().sum(), "stays have no summary")

# %% [markdown]
# `NaT` ("not a time") stands where there is no summary, and `.isna()` finds it. (In the table below such a cell reads `NaN`.) `.fillna(now)` puts this morning there: the wait goes on.

# %%
waited = written.fillna(now) - pd.to_datetime(both["discharged"])
late = both[waited > pd.Timedelta(days=30)]
late[["encounter_id", "attending", "discharged", "written_at"]]

# %% [markdown]
# **Try it.** How many summaries are late or owed in the table above?

# %%
late_or_owed = ...
tell(late_or_owed, "{{ tries.summaries }}", "len(late) counts the rows.")

# %% [markdown]
# ## 6. Delinquent records by physician (13 minutes)
#
# After the break a name such as `documents` may be gone. Then choose **Run**, **Run All Above Selected Cell**.
#
# Words first:
#
# - A record is **incomplete** when something is open. On the day of discharge every record is.
# - It is **delinquent** when it is still incomplete after the time that the rule gives: 30 days.
# - A record that was finished late is not delinquent today. It was.
#
# Each medical staff sets its own rule for what follows: a letter, then no new admissions. Ours (invented):
# **delinquency rate = delinquent records of an attending / all the attending's discharges in the table**, in per cent.
# Who is above a limit gets a letter. Accrediting bodies measure the hospital as a whole and print their own limits;
# look those up where you work.
#
# Here a record is complete when it has a history and physical and a discharge summary, and each entry is dated,
# timed and signed. `~` means "not".

# %%
flawed_stays = documents[flaw]["encounter_id"]
histories = documents[documents["type"] == "history and physical"]["encounter_id"]
ids = stays["encounter_id"]
incomplete = ids.isin(flawed_stays) | ~ids.isin(histories) | ~ids.isin(summaries["encounter_id"])
old = now - pd.to_datetime(stays["discharged"]) > pd.Timedelta(days=30)
delinquent = stays[incomplete & old]
print(incomplete.sum(), "incomplete, of them", len(delinquent), "delinquent")

# %% [markdown]
# Now by attending. `len(delinquent[delinquent["attending"] == name])` counts one physician's. A **loop** does the same for
# each name in a list, and a dictionary keeps the answers. `round(number, 1)` keeps one decimal.

# %%
rates = {}
for name in {{ others }}:
    owed = len(delinquent[delinquent["attending"] == name])
    discharged = len(stays[stays["attending"] == name])
    rates[name] = round(100 * owed / discharged, 1)
    print(name, rates[name])

# %% [markdown]
# **Try it.** What is the rate of **{{ busy }}**, in per cent, with one decimal?

# %%
rate = ...
tell(rate, "{{ tries.rate }}", "Count this name in delinquent, divide by its count in stays, times 100, round to 1.")

# %% [markdown]
# A rate of few discharges jumps: one record of four is 25 %. Say the counts with the rate.
#
# **The note to the physician** is a part of the work. Name the encounter numbers, not the patient. Say what is open,
# which rule asks for it, what to do, where, by when. Offer help. Ask for nothing false: the summary carries the
# date on which it is written.
#
# The next cell lists what is open in one physician's delinquent records.

# %%
mine = delinquent[delinquent["attending"] == "{{ busy }}"]["encounter_id"]
print("No history:", mine[~mine.isin(histories)].tolist())
print("No summary:", mine[~mine.isin(summaries["encounter_id"])].tolist())
columns = ["encounter_id", "document_id", "type", "author", "written_at", "signed_at"]
documents[flaw & documents["encounter_id"].isin(mine)][columns]

# %% [markdown]
# ## 7. Changing an entry the right way (6 minutes)
#
# People err, and records are put right. Medicare's manual tells its reviewers which changes count
# (*{{ source.CORRECTIONS }}*). Three things must hold, on paper and in a system:
#
# | Principle | If broken, we write |
# | --- | --- |
# | The change is clearly marked as what it is | `not marked` |
# | It shows who made it and when | `no date or author` |
# | What stood there before can still be read | `original hidden` |
#
# If all three hold, the change is `fine`. On paper: one single line through the wrong words, the right ones beside it,
# signature, date. No fluid, no torn page. In a system: the old words stay on view, and the new ones are marked.
#
# There are three kinds:
#
# | Kind | When |
# | --- | --- |
# | `correction` | something written was wrong |
# | `late entry` | something known at the time was left out |
# | `addendum` | the news came after the note was written |
#
# **Example.** A nurse forgot to chart a walk on Monday. On Tuesday she writes it between Monday's lines, signed and dated
# Tuesday, and does not say that it came later. Kind: `late entry`. Rule: `not marked`.
#
# **Example.** A side was wrong. The surgeon whites it out, writes "correction", name and date. Kind: `correction`.
# Rule: `original hidden`.
#
# What if a lawyer has asked for the chart? Then above all nothing is taken out. An entry in the wrong chart is marked
# as an error with reason, name, date and time. It is charted, as a late entry, where it belongs. The privacy officer
# and your manager hear of it, because one patient's data stood in another's chart. The copy waits until this is done.
# And ask at once: did a patient miss a dose, or get one twice?

# %% [markdown]
# ## 8. Proofreading a dictation (4 minutes)
#
# A typist, or a program that listens, puts speech into words. Three slips can hurt:
#
# | Slip | Dictated | Typed |
# | --- | --- | --- |
# | `dose` | 15 units | 50 units; also a wrong unit, mg for mcg |
# | `side` | left hip | right hip |
# | `look-alike` | hypokalemia | hyperkalemia |
#
# To look alike, or to sound alike, is enough. Pairs that are often exchanged:
#
# | Word | Its neighbor |
# | --- | --- |
# | hypoglycemia, too little sugar | hyperglycemia, too much |
# | hypokalemia, too little potassium | hyperkalemia, too much |
# | hypotension, low blood pressure | hypertension, high |
# | hypothyroidism, a weak thyroid | hyperthyroidism, one that works too much |
# | ileus, the bowel stands still | ileum, the last part of the small bowel |
# | aphasia, words are lost | aphagia, nothing can be swallowed |
# | hydroxyzine, against itching | hydralazine, against high blood pressure |
#
# Check against what else stands in the chart: the consent says the side,
# the pharmacy the dose, the result whether it was high or low.
#
# You do not mend the text yourself. You mark it, and the **author** corrects it.
#
# **Example.** Draft: "Potassium 6.1: hypokalemia." Result: potassium 6.1, flag H. Kind `look-alike`, word `hyperkalemia`.

# %%
pair = ["look-alike", "hyperkalemia"]  # a list of two: the kind, and the word as it should be
pair[1]

# %% [markdown]
# ## 9. Doses and lists of medicines (8 minutes)
#
# **Doses.** 1 g = 1000 mg, and 1 mg = 1000 mcg. A slip of unit is a slip of a thousand. The hospital's **formulary** has the
# usual dose of each drug. Join it to the orders. Both tables have `dose` and `unit`, so `suffixes` keeps them apart.
#
# We look for another unit, and for more than twice the usual dose. `.astype(float)` makes numbers of text. Twice is our
# rule of thumb.

# %%
orders = pd.read_csv("data/example_orders.csv", dtype=str, keep_default_na=False)
formulary = pd.read_csv("data/formulary.csv", dtype=str, keep_default_na=False)
with_usual = orders.merge(formulary, on="drug", suffixes=("", "_usual"))
other_unit = with_usual["unit"] != with_usual["unit_usual"]
too_much = with_usual["dose"].astype(float) > 2 * with_usual["dose_usual"].astype(float)
with_usual[other_unit | too_much][["order_id", "drug", "dose", "unit", "dose_usual", "unit_usual"]]

# %% [markdown]
# Such an order may be meant. You report it to the pharmacist; you do not change it.
#
# **Reconciling** means comparing lists: what the patient took at home, what happened in hospital, what the patient is
# told to take now. Each difference needs a reason in the notes. (Hospitals' accreditors ask for it as a safety goal.)
#
# | Home | Notes | At discharge | Finding |
# | --- | --- | --- | --- |
# | drug A | no change | drug A, same dose | `agrees` |
# | drug A | stopped, with a reason | nothing | `agrees` |
# | drug A | nothing about it | nothing | `left out` |
# | drug A 20 mg | nothing about it | drug A 40 mg | `dose changed` |
# | drug A | B given in place of A | A and B, both of one class | `doubled` |
# | nothing | nothing about it | drug C | `new without a reason` |
#
# `doubled` is common: the hospital had no A and gave B. At discharge nobody took B off the list. Two drugs of one class
# on the discharge list are `doubled`, even if a note says that B was begun. A table of classes shows which drugs do
# the same work.

# %%
classes = pd.read_csv("data/classes.csv", dtype=str)
classes[classes["class"] == "statin"]

# %% [markdown]
# ## 10. Which record? (4 minutes)
#
# Two sets of papers have names of their own.
#
# **The designated record set** (*45 CFR 164.501*) is what a patient may see and copy: medical **and billing** records, and whatever
# else is used to decide about the patient, also papers from outside. We write `open to the patient`.
#
# Two things are `excepted` from the right (*45 CFR 164.524(a)(1)*): **psychotherapy notes**, which a therapist keeps apart, and what
# is compiled for, or in expectation of, **a lawsuit**.
#
# What is not used to decide about the patient is `outside`: quality studies, peer review (doctors judge
# the work of doctors), training, planning.
#
# **The legal health record** is what the hospital certifies as its record of care, for instance to a court. Each hospital says in
# a policy what is `in` and what is `out`. Ours keeps care documents in and bills, drafts and working papers out. So a bill is
# `open to the patient`, and yet `out` of the legal health record.

# %% [markdown]
# ## 11. Keep, then destroy (12 minutes)
#
# Some minimums of federal rules:
#
# | What | At least | Where it stands |
# | --- | --- | --- |
# | medical records of a hospital | 5 years | {{ source.RETENTION }} |
# | mammograms | 5 years, or 10 if the patient had no later one there | 21 CFR 900.12(c)(4)(i) |
# | HIPAA policies and other required papers (not the chart) | 6 years | 45 CFR 164.316(b)(2), 164.530(j) |
#
# States often ask for more, and for children much more. So each hospital has a **retention schedule** that meets them all.
# Ours is invented:
#
# | Record | Keep until |
# | --- | --- |
# | chart | {{ plan.chart }} years after the last date of care |
# | chart of somebody under 18 at the last date of care | the same, or until the patient turns {{ plan.minor }}, if that is later |
# | mammogram | {{ plan.mammogram }} years after the last date of care, whatever the age |
# | any record with a legal hold | as long as the hold stands |
#
# A **legal hold** stops everything: what a court may ask for is not destroyed, however old. Records are destroyed so
# that nobody can read or rebuild them, and a list is kept of what went, when and how.
#
# `pd.DateOffset(years=5)` adds years to dates. `.where(condition, other)` keeps a value where the condition holds, and takes the
# other where it does not. So the line with `grown` says: keep the date if the patient was no minor, or if it is later than the
# birthday. Otherwise take the birthday.

# %%
store = pd.read_csv("data/example_storeroom.csv", dtype=str)
store["born"] = pd.to_datetime(store["born"])
store["last_care"] = pd.to_datetime(store["last_care"])
until = store["last_care"] + pd.DateOffset(years={{ plan.chart }})
grown = store["born"] + pd.DateOffset(years={{ plan.minor }})
was_minor = store["last_care"] < store["born"] + pd.DateOffset(years=18)
until = until.where(~was_minor | (until > grown), grown)
mammogram = store["kind"] == "mammogram"
until = until.where(~mammogram, store["last_care"] + pd.DateOffset(years={{ plan.mammogram }}))
store["until"] = until
store

# %% [markdown]
# **Try it.** Which of these records may go on {{ today }}? The last day must lie **before** it, and there is no hold. List them with
# `.tolist()`.

# %%
may_go = ...
tell(may_go, "{{ practised }}", 'store[(store["until"] < "{{ today }}") & (store["hold"] == "no")]["record_id"].tolist()')

# %% [markdown]
# ## Key points
#
# - Every entry is dated, timed and signed by its author. Nobody signs for another or puts an earlier date.
# - History: at most 30 days before or 24 hours after the admission, updated if older, before an operation.
# - Record complete: 30 days after the discharge. After that it is delinquent.
# - Changes: marked, with author and date, the first words still readable.
# - You find and report. The author corrects.
# - Patients may see their bills. Quality files are not in the designated record set.
# - A hold beats every schedule.
#
# ## Glossary
#
# | Word | Meaning |
# | --- | --- |
# | addendum | an addition with news that came after the note |
# | attending | the physician who answers for the stay |
# | audit trail | the list of who opened or changed what, and when |
# | authenticate | to sign as the author, by hand or in the system |
# | deficiency | something in a record that is missing, late, undated or unsigned |
# | delinquent | still incomplete after the time that the rule gives |
# | designated record set | medical and billing records, and others used to decide about a patient |
# | formulary | the hospital's list of drugs with their usual doses |
# | legal health record | what the hospital certifies as its record of care |
# | legal hold | an order to keep a record for a lawsuit or an inquiry |
# | reconcile | to compare lists of medicines and settle each difference |
