# %% [markdown]
# # Lesson 15: the outlook
#
# How much do health information technicians earn? Will there be jobs? Guides answer with figures,
# and the figures disagree. In this lesson you open the government tables behind them. You find out
# whose figure each is, how sure it is, and what it leaves out.
#
# **Time:** about 130 minutes, best in two sittings (stop after section 9).
# **Figures:** U.S. Bureau of Labor Statistics (BLS), as the table `sources` names them. The figures
# of the guides are told in our own words.

# %% [markdown]
# ## What this is for at work
#
# A health information technician (HIT) is the person whom others ask for numbers. Managers plan
# staff with them. Counselors print them. Journalists quote them. You will be asked: is this
# figure right? The skill is the same for a pay table and for a table of patients.
#
# ## What you will be able to do
#
# - **15.1** Find a figure in a government table and say whose, when and what it is.
# - **15.2** Measure change over time, in money and in real terms, and refuse unsound comparisons.
# - **15.3** Read hidden cells, and rank sectors and states without being fooled by small numbers.
# - **15.4** Turn a relative standard error into an interval, and protect small cells.
# - **15.5** Trace a quoted projection to its occupation and decade, and test it against what came.
# - **15.6** Find contradictions in printed figures.
# - **15.7** Draw an honest chart and write figures up for somebody who has to decide.
#
# ## Before you start
#
# You can run a cell with Shift + Enter, and you have filtered a table before (module 01).
#
# **Recap question.** A table of patients has ten rows, and one row says `"009"`. Why do we read it
# with `dtype=str`? (Because 009 is a name, not a number. As a number it would turn into 9.)

# %% [markdown]
# ## 1. Open the tables (8 minutes)
#
# Seven small tables, and two that explain them. All cells stay text. You will see why.

# %%
import matplotlib.pyplot as plt
import pandas as pd

from hitkit.outlook import OutlookExplorer, explore, practice, read_chart

pd.set_option("display.max_colwidth", None)  # show long text in full

wages = pd.read_csv("data/wages.csv", dtype=str)
states_2021 = pd.read_csv("data/states_2021.csv", dtype=str)
states_2023 = pd.read_csv("data/states_2023.csv", dtype=str)
sectors = pd.read_csv("data/sectors_2024.csv", dtype=str)
projections = pd.read_csv("data/projections.csv", dtype=str)
prices = pd.read_csv("data/prices.csv", dtype=str)
occupations = pd.read_csv("data/occupations.csv", dtype=str)
sources = pd.read_csv("data/sources.csv", dtype=str)
codebook = pd.read_csv("data/codebook.csv", dtype=str)

# %% [markdown]
# **First read where a table comes from.** A figure without agency, survey and date is a rumor.

# %%
sources[["table", "survey", "period", "caveat"]]

# %% [markdown]
# Two surveys matter here:
#
# - The **wage survey** is called Occupational Employment and Wage Statistics (OEWS). Employers say
#   how many people they pay, in which occupation, and how much. The self-employed are not in it.
#   It is for May of each year.
# - The **projections** are a forecast for ten years. They count all jobs, in **thousands**, with
#   the self-employed. They mix OEWS with other surveys.
#
# **The codebook** says what each column means. Look here first when you wonder.

# %%
codebook

# %% [markdown]
# ## 2. Which occupation is yours? (8 minutes)
#
# BLS does not know the words "health information technician". It knows **codes** of the Standard
# Occupational Classification (SOC).

# %%
occupations[["code", "title", "first_wage_year", "last_wage_year", "note"]]

# %% [markdown]
# Read it slowly, because here sits the best trap of this module:
#
# - **29-2071** held all HITs in the edition of 2010. It ends with May **2018**.
# - In May **2019 and 2020** there are only **bridge groups**, 29-2098 and 29-9098. They hold many
#   other workers too.
# - From May **2021** there are two: **29-2072** Medical Records Specialists (the coders), and
#   **29-9021** Health Information Technologists and Medical Registrars. The second is small and
#   better paid.
#
# So "the" health information technician is three codes and two bridges. How many jobs did each
# have?

# %%
hit = wages[wages["code"].isin(["29-2071", "29-2098", "29-2072", "29-9021"])]
hit.pivot(index="year", columns="code", values="jobs")

# %% [markdown]
# `NaN` means that there is no row. From 2018 to 2019 the count seems to jump from 208,650 to
# 331,790. That is 59 percent. **Nobody was hired.** A wider group was counted.

# %% [markdown]
# ## 3. Read one cell (6 minutes)
#
# What was the median pay of medical records specialists in May 2024? Ask for the rows where the
# code is the one **and** the year is the one. Each condition stands in round brackets, with `&`
# between.

# %%
row = wages[(wages["code"] == "29-2072") & (wages["year"] == "2024")]
row

# %% [markdown]
# Take the column, then the one cell with `.item()`. It is text. `float(...)` makes a number of it.

# %%
float(row["median"].item())

# %% [markdown]
# `.item()` wants exactly one row. If it complains, your filter found none or many. Look at `row`.
#
# **Several answers at once.** The lab often asks for a **dictionary**. It stands in curly brackets
# and ties a name to an answer: `{"A": 50250.0, "B": 64070.0}`. Text goes in quotes, numbers do not:
# `{"A": "sound", "B": "code break"}`.
#
# **Try it.** What did the best-paid quarter of 29-9021 earn at least in May 2023? That is `p75`.

# %%
my_answer = None

practice.figure(my_answer, "29-9021", 2023, "p75")

# %% [markdown]
# ## 4. Percentiles, and what an hourly offer means (8 minutes)
#
# Line up all workers by pay, lowest first.
#
# | Column | Who stands there |
# | --- | --- |
# | `p10` | one in ten earns less |
# | `p25` | one in four earns less |
# | `median` | half earn less, half earn more |
# | `p75` | three in four earn less |
# | `p90` | nine in ten earn less |
#
# The **mean** is all pay shared out evenly. A few high earners lift it. So a mean is mostly above
# the median, and the two must not be set side by side.

# %%
row[["p10", "p25", "median", "mean", "p75", "p90"]]

# %% [markdown]
# A guide says that experienced people earn over 70,000 dollars. Is that fair? The 90th percentile
# of 29-2072 was 77,810 dollars in May 2023. So **some** do: fewer than one in four, for `p75` is
# 61,960.
#
# **An hourly offer.** OEWS counts a full-time year as 2,080 hours. An offer of 24.50 dollars an
# hour is:

# %%
yearly = 24.50 * 2080
yearly

# %% [markdown]
# Compare it with each percentile in turn, and count how many it passes. A `for` loop runs the lines
# below it once for each name.

# %%
passed = 0
for name in ["p10", "p25", "median", "p75", "p90"]:
    if yearly >= float(row[name].item()):
        passed = passed + 1
passed

# %% [markdown]
# It passes three: `p10`, `p25` and the median. So it stands between the median and `p75`.
#
# **Try it.** An offer of 19.00 dollars an hour for 29-2072, compared with May 2024. Choose one:
# `"below p10"`, `"p10 to p25"`, `"p25 to median"`, `"median to p75"`, `"p75 to p90"`, `"above p90"`.

# %%
my_answer = None

practice.band(my_answer, 19.00, "29-2072", 2024)

# %% [markdown]
# ## 5. Change over time (8 minutes)
#
# Percent change is the difference divided by what was **before**:

# %%
pay = wages[wages["code"] == "29-2072"].set_index("year")["median"].astype(float)
before, after = pay["2021"], pay["2025"]
print(round((after - before) / before * 100, 1))

# %% [markdown]
# `set_index("year")` lets us name a row by its year. `.astype(float)` turns a whole column into
# numbers.
#
# Before you compare, ask four questions. One "no" is enough to stop.
#
# | Ask | What goes wrong | Label in the lab |
# | --- | --- | --- |
# | Same **code**? | 29-2071 in 2018 and 29-2098 in 2019 are not the same workers. | `code break` |
# | Same **measure**? | A median beside a mean. For states we have medians for 2021, means for 2023. | `other measure` |
# | Same **survey**? | 187,910 jobs in the wage survey, 194.8 thousand in the projections, both 29-2072 in 2024. | `other survey` |
# | More than the **error**? | 185,690 jobs, then 187,910: the estimates are not that sure (section 9). | `within the error` |
#
# If all four hold, the pair is `sound`. Even then say it with care. OEWS pools three years of
# surveys, and since May 2021 it makes its estimates in a new way. BLS does not encourage its use to
# compare years. In this module we do not compare across 2020 and 2021.
#
# **Try it.** By how many percent did the median of 29-2071 change from May 2013 to May 2018?
# One decimal.

# %%
my_answer = None

practice.change(my_answer, "29-2071", 2013, 2018, "median")

# %% [markdown]
# ## 6. Real pay: take prices out (8 minutes)
#
# From May 2021 to May 2025 the median of 29-2072 went up by 9.6 percent. But bread and rent went
# up too. The **Consumer Price Index** (CPI-U) says how much a basket of things costs. In 1982 to
# 1984 it stood at 100.

# %%
index = prices.set_index("year")["cpi_u"].astype(float)
print(round((index["2025"] - index["2021"]) / index["2021"] * 100, 1))

# %% [markdown]
# Prices rose by 19.4 percent. Move the old pay into new dollars: **times the new index, divided by
# the old.**

# %%
moved = before * index["2025"] / index["2021"]
round(moved)

# %% [markdown]
# To buy what 46,660 dollars bought in 2021, one needed 55,720 dollars in 2025. The median was
# 51,140.

# %%
print(round((after - moved) / moved * 100, 1))

# %% [markdown]
# **Real pay fell by 8.2 percent.** More money, less bread. All occupations together (00-0000) lost
# 6.7 percent in the same years. The index is an average of city households, so it may not fit your
# town.
#
# **Try it.** The same for 29-9021: the real change of the median from May 2021 to May 2025.

# %%
my_answer = None

practice.real_change(my_answer, "29-9021", 2021, 2025, "median")

# %% [markdown]
# ## 7. Cells that do not hold a number (7 minutes)
#
# Look at this part of the sector table:

# %%
sectors[(sectors["code"] == "29-9021") & (sectors["naics"].isin(["31-33", "42", "52", "62"]))]

# %%
sectors[(sectors["code"] == "11-9111") & (sectors["naics"].isin(["42", "51"]))]

# %% [markdown]
# | What you find | What it means | Label in the lab |
# | --- | --- | --- |
# | a number | an estimate | `number` |
# | `*` | no estimate of the wage was published | `not published` |
# | `**` | no estimate of the number of jobs was published | `not published` |
# | `#` | the wage is 239,200 dollars a year or more (May 2024) | `too high to show` |
# | no row at all | nothing was published for this pair | `no row` |
#
# **None of these is zero.** A hidden cell may hold many people. And `#` is a high number: leave it
# out, and your average comes out too low.
#
# With text we could see the signs. To calculate, turn the column into numbers. What is no number
# becomes `NaN`, and you should count how many.

# %%
mine = sectors[sectors["code"] == "29-9021"].copy()
mine["number"] = pd.to_numeric(mine["jobs"], errors="coerce")
print("not a number:", mine["number"].isna().sum())
print("sum of the rest:", mine["number"].sum())

# %% [markdown]
# Four sectors are hidden, so the sum is not all. (`.copy()` makes a table of its own that we may
# change.)
#
# **What a total gives away.** By state, the jobs of 29-9021 in May 2021 add up to 37,780. The
# nation has 37,900. So 120 jobs are left, give or take rounding. They belong to Rhode Island
# (`**`), and to Nevada and Wyoming (no row). With only **one** place hidden, its number would be no
# secret. Remember this for section 13.

# %%
mine = states_2021[states_2021["code"] == "29-9021"]
jobs = pd.to_numeric(mine.set_index("state")["jobs"], errors="coerce")
print(jobs["U.S."] - jobs.drop("U.S.").sum())

# %% [markdown]
# ## 8. Rank sectors and states (10 minutes)
#
# Which sector pays health information technologists best?

# %%
mine = sectors[sectors["code"] == "29-9021"].copy()
for column in ["jobs", "jobs_rse", "median"]:
    mine[column] = pd.to_numeric(mine[column], errors="coerce")
ranked = mine.sort_values("median", ascending=False)
ranked[["naics", "sector", "jobs", "jobs_rse", "median"]].head(5)

# %% [markdown]
# Manufacturing, with 105,210 dollars! But look at `jobs`: **30 in the whole country.** And
# `jobs_rse`, the error, is 18.9 percent. The next one does not even say how many jobs it has. A
# ranking without a limit on size and error is a list of accidents. Keep the rows that are large and
# sure enough:

# %%
sure = mine[(mine["jobs"] >= 1000) & (mine["jobs_rse"] <= 15)]
sure.sort_values("median", ascending=False).head(3)[["naics", "sector", "jobs", "median"]]

# %% [markdown]
# `>=` is "at least", `<=` is "at most". A `NaN` never passes such a test, so hidden cells drop out.
#
# To get the answer as a list: `.head(3)["naics"].tolist()`.
#
# **A guide says** that pharmaceutical manufacturers pay best: up to 66,000 dollars, some 15,000
# more than any other sector. **This cannot be checked.** Our table stops at the sector. All of
# manufacturing has about 100 jobs of 29-2072, with a median of 50,380 dollars.
#
# **States** work the same way. Mind the row `U.S.`: it is the nation, not a state. `!=` is
# "is not".

# %%
mine = states_2021[states_2021["code"] == "29-2072"].copy()
mine["jobs"] = pd.to_numeric(mine["jobs"], errors="coerce")
mine["median"] = pd.to_numeric(mine["median"], errors="coerce")
nation = mine[mine["state"] == "U.S."]["median"].item()
large = mine[(mine["state"] != "U.S.") & (mine["jobs"] >= 1000)]
top = large.sort_values("median", ascending=False).head(3)
top

# %% [markdown]
# For the lowest, sort with `ascending=True`. `top["median"].iloc[0]` is the first cell of the
# column. As a percent of the nation:

# %%
print(round(top["median"].iloc[0] / nation * 100, 1))

# %% [markdown]
# 100 would be the same as the nation. New Jersey stands at 132.2: nearly a third more. (What it
# costs to live there is another question. This table does not know.)

# %% [markdown]
# ## 9. How sure is the number? (8 minutes)
#
# The survey did not ask everybody, so `jobs` is an **estimate**. Another sample would give a
# slightly different number. The **standard error** says how different. The table gives it as a
# percent of the estimate: the **relative standard error** (`jobs_rse`).

# %%
row = wages[(wages["code"] == "29-2072") & (wages["year"] == "2024")]
jobs = float(row["jobs"].item())
error = jobs * float(row["jobs_rse"].item()) / 100
error

# %% [markdown]
# Go 1.645 standard errors down and up, and you have the **90 % interval**. (For 95 %, go 1.96.)
# If we could draw the sample again and again, nine of ten such intervals would hold the true
# number.

# %%
round(jobs - 1.645 * error), round(jobs + 1.645 * error)

# %% [markdown]
# The year before, the interval was 182,635 to 188,745. The two **meet**. So we cannot say that the
# jobs grew from 2023 to 2024. (That intervals meet is a simple and careful test, not an exact one.)
#
# Small groups have large errors. For the 30 jobs in manufacturing, the interval is 21 to 39.
# The error knows only about sampling. It knows nothing of wrong answers or wrong codes.
#
# **Try it.** The 90 % interval of the jobs of 29-9021 in May 2023, rounded.

# %%
my_low = None
my_high = None

practice.interval(my_low, my_high, "29-9021", 2023, 90)

# %% [markdown]
# ## 10. Projections, and whose they are (8 minutes)
#
# A projection belongs to **one occupation and one decade**. A new one comes
# every year or two.

# %%
projections[projections["code"].isin(["29-2071", "29-2072", "29-9021"])].drop(
    columns=["pay", "pay_year", "entry_education"]
)

# %% [markdown]
# Read the traps:
#
# - `start`, `end`, `change` and `openings` are in **thousands**: 194.8 means 194,800 jobs.
# - An empty cell (`NaN`) was not in the source. Then `start` plus `change` is the end.
# - `change` may differ from `end` minus `start` by 0.1. BLS calculates before it rounds.
# - `openings` are a **decade total** in 2012-22, and a **yearly average** from 2016-26 on. The
#   method changed too. Do not compare the two.
# - A high percent of a small number is a small number. 29-9021 grows by 14.7 percent in 2024-34.
#   That is 6,200 jobs. 29-2072 grows by only 7.1 percent. That is 13,800.
# - The decade 2023-33 is not in our table. What quotes it cannot be checked here.
#
# **To trace a quote,** filter by the number, as text. "Jobs will grow by 10.7 percent":

# %%
projections[projections["percent"] == "10.7"][["code", "decade", "start", "end", "percent"]]

# %% [markdown]
# 29-2071, in 2018-28. True when it was printed. But the code is closed, so nobody will ever count
# those 238,600 jobs.

# %% [markdown]
# ## 11. The contradiction hunt (12 minutes)
#
# Here are the figures of two public career guides, in our words, and what the tables say. Each gets
# a **verdict**:
#
# | Verdict | When |
# | --- | --- |
# | `agrees` | the table has this figure, for this occupation and this time |
# | `other occupation` | the figure belongs to another occupation, at the same time |
# | `other time` | it is this occupation's figure, at another time |
# | `no such figure` | the table has another figure there, and this one nowhere in that column |
# | `cannot check` | no table here has a row for it |
#
# | The guide says | Verdict | What the tables say |
# | --- | --- | --- |
# {% for claim in guide_claims -%}
# | {{ claim.says }} | `{{ claim.verdict }}` | {{ claim.tables_say }} |
# {% endfor %}
# The last line needs a table of another module, that of the breaches (module 10). Late reports
# still move its counts, so a printed count needs the day on which it was taken.

# %% [markdown]
# **How to hunt.** Three looks are enough. Take "Median pay was 39,340 dollars in 2012".
#
# **Look 1: is there a row for this occupation and this time?** Our wage table has no May 2012. But
# the projections print the pay of a year beside them, in `pay` and `pay_year`.

# %%
projections[projections["pay_year"] == "2012"][["code", "decade", "pay", "pay_year"]]

# %% [markdown]
# There is one, and it says 34,160. So the claim does not agree.
#
# **Look 2: who else had this figure at that time?** None of the three rows has it.
#
# **Look 3: did this occupation have it at another time?**

# %%
wages[wages["median"] == "39340"]

# %% [markdown]
# An empty table: nobody, never. The verdict is `no such figure`. The guide even contradicts itself,
# for on another page it says about 34,000 dollars.
#
# Write the number as the table does: no dollar sign, no comma. For a claim about another column,
# look into that one: `p90`, or `percent` and `start` in the projections.
#
# And "16 percent growth in health information technology, 2023-33"? Look 1 finds no row for that
# decade, so the verdict is `cannot check`. Still, ask whose figure it could be:

# %%
recent = projections[projections["code"].isin(["29-2072", "29-9021"])]
recent[["code", "decade", "start", "percent"]]

# %% [markdown]
# 16.5 percent is there, in 2022-32. It belongs to **29-9021**, with 37,900 jobs. There are about five
# times as many medical records specialists, 29-2072, and theirs is 8.5 percent. Print the 16.5
# percent of 2022-32 under **their** name, and the verdict is `other occupation`.
#
# **Try it.** "Medical Records Specialists (29-2072): the median pay was 62,990 dollars in May
# 2023." Which verdict?

# %%
my_answer = None

practice.verdict(my_answer, "29-2072", "2023", "median", 62990)

# %% [markdown]
# ## 12. Did the forecast come true? (8 minutes)
#
# A forecast can be tested once the year has come. This is a **back-test**. In 2012, BLS expected
# 388.8 thousand health services managers (11-9111) for 2022. A later projection starts in 2022 and
# says how many there were.

# %%
managers = projections[projections["code"] == "11-9111"].set_index("decade")
expected = float(managers.loc["2012-22", "end"])
were = float(managers.loc["2022-32", "start"])
round((expected - were) / were * 100, 1)

# %% [markdown]
# **The forecast was 23.7 percent too low.** For the records technicians it was better. But 29-2071
# ends in 2018, so we must stop on the way. Let the jobs grow evenly: each year a tenth of the
# change.

# %%
records = projections[projections["code"] == "29-2071"].set_index("decade")
years = 2018 - 2010
start = float(records.loc["2010-20", "start"])
change = float(records.loc["2010-20", "change"])
expected = start + change * years / 10
were = float(records.loc["2018-28", "start"])
round(expected, 1), were, round((expected - were) / were * 100, 1)

# %% [markdown]
# Below zero: 2.7 percent too low. `.loc[row, column]` picks a cell by its names.
#
# Two cautions. The straight line is ours, not BLS's. And surveys change, so a part of the miss may
# lie in the counting. Still: a forecast is a well-made guess, and no promise.
#
# **Try it.** Test the 2012-22 projection of compliance officers (13-1041) in 2022. By how many
# percent did it miss? Below zero means too low.

# %%
my_answer = None

practice.back_test(my_answer, "13-1041", "2012-22", 2022)

# %% [markdown]
# ## 13. A table that tells too much (8 minutes)
#
# Now you publish. A college asked its graduates where they work. All counts are invented.

# %%
survey = pd.read_csv("data/practice_survey.csv", dtype=str)
survey

# %% [markdown]
# A count of 1 or 2 points to a person: "the one who went to the insurer in that county". So small
# counts are hidden. Many health agencies do the same with patients. Each sets its own limit. Here
# we hide every count **below 5**.
#
# But remember section 7: where just **one** cell of a row is hidden, the total minus the rest gives
# it away. So hide **one more** in that row, its **guard**. Our rule takes the smallest of the other
# counts. (Another rule may take the largest, or leave out a column that is public already. Always
# follow the rule that you are given.)
#
# This loop goes through the rows, one by one:

# %%
settings = ["Hospital", "Clinic", "Insurer", "Government", "Vendor"]
hide = []
for row in survey.to_dict("records"):
    counts = {setting: int(row[setting]) for setting in settings}
    small = [setting for setting in settings if counts[setting] < 5]
    print(row["county"], "small:", small)

# %% [markdown]
# - `survey.to_dict("records")` gives each row as a dictionary.
# - `{setting: int(row[setting]) for setting in settings}` makes a dictionary of counts.
# - `[... for ... if ...]` keeps the settings whose count is below 5.
# - `min(others, key=counts.get)` is the setting with the smallest count among `others`. `max` is
#   the largest.
#
# **Try it.** Finish the list. You may do it by eye. Write each cell as `"Alder / Clinic"`.

# %%
my_hidden = []

practice.hidden(my_hidden, survey, 5)

# %% [markdown]
# One way to do it in code:
#
# ```python
# for row in survey.to_dict("records"):
#     counts = {setting: int(row[setting]) for setting in settings}
#     small = [setting for setting in settings if counts[setting] < 5]
#     others = [setting for setting in settings if setting not in small]
#     if len(small) == 1:
#         small.append(min(others, key=counts.get))
#     hide += [f"{row['county']} / {setting}" for setting in small]
# ```
#
# `hide += [...]` adds to the list. In `f"..."`, what stands in curly brackets is filled in.
# If one column is public already, take it off first: `settings.remove("Vendor")`.

# %% [markdown]
# ## 14. An honest chart (8 minutes)
#
# A bar shows its number by its **length**. So a bar must begin at **zero**. Cut the axis, and a
# small difference looks like a large one. Look at the same five medians twice:

# %%
pay = wages[wages["code"] == "29-2072"].set_index("year")["median"].astype(float)
fig, both = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
for ax, low in zip(both, [45000, 0]):
    pay.plot.bar(ax=ax, rot=0)
    ax.set_ylim(low, 53000)
    ax.set_xlabel("May of")
    ax.set_ylabel("Dollars a year")
both[0].set_title("Cut at $45,000: soaring")
both[1].set_title("From zero: a slow rise")
fig.text(0, -0.06, "Source: BLS, OEWS, 29-2072, medians, May 2021 to May 2025")
plt.show()

# %% [markdown]
# **What the two charts show:** both hold the same medians, from 46,660 dollars in May 2021 to
# 51,140 in May 2025. On the left the axis begins at 45,000 dollars, and the last bar looks nearly
# four times as tall as the first. On the right it begins at zero, and the rise is 9.6 percent, as
# it was. The table beside them:

# %%
pay

# %% [markdown]
# An honest bar chart has five things:
#
# 1. bars from zero,
# 2. a title that says whose figure it is: the occupation and its code,
# 3. a label on both axes, with the unit where there is one,
# 4. a line that begins with `Source:`,
# 5. a sentence with the finding, and the table beside it, for those who cannot see it.
#
# Here is one, of the percentiles. `row[names].iloc[0]` is the first row as a column of cells.

# %%
names = ["p10", "p25", "median", "p75", "p90"]
row = wages[(wages["code"] == "29-9021") & (wages["year"] == "2025")]
spread = row[names].iloc[0].astype(float)
ax = spread.plot.bar(rot=0)
ax.set_title("Pay of HI technologists and registrars (29-9021), May 2025")
ax.set_xlabel("Percentile of workers")
ax.set_ylabel("Dollars a year")
ax.set_ylim(bottom=0)
ax.figure.text(0, -0.05, "Source: BLS, OEWS, May 2025")
chart = read_chart(ax)

# %% [markdown]
# **Finding:** one in ten earned less than 39,830 dollars, half earned less than 68,020, and one in
# ten more than 117,420.
#
# `read_chart(ax)` reads the chart back as plain data. The lab hands it in this way. It must stand
# in the same cell as the drawing.

# %%
chart

# %% [markdown]
# ## 15. Look around: the Outlook Explorer (6 minutes)
#
# The Explorer shows one table at a time, with a bar in each row. Choose with the mouse, or with Tab
# and the arrow keys. What you choose is kept in a file. Below the table stands the pandas code for
# it, to copy.
#
# **Try it.** Choose 29-9021, rows "sectors, May 2024", measure "number of jobs". Which rows have no
# bar? Then point out the place "Manufacturing".

# %%
OutlookExplorer(choices="explorer-15-lesson.json")

# %% [markdown]
# The same in plain code: `explore` gives the rows, the cell as it was printed, and its number.

# %%
explore("29-9021", "sectors, May 2024", "jobs").tail(6)

# %% [markdown]
# ## 16. Write it up (6 minutes)
#
# A counselor has one page and no time. Write for a reader who has never seen a statistic:
#
# - **Name the source in the sentence:** "50,250 dollars in May 2024 (BLS, OEWS, medical records
#   specialists, 29-2072)".
# - **Give the span, not only the middle:** "half earn less".
# - **Give jobs with every percent:** "14.7 percent, which is 6,200 jobs".
# - **Say what is not known:** a hidden cell, an error, a closed code, a forecast that missed.
# - **Promise nothing.** What people earned is no offer.
#
# | Weak | Better |
# | --- | --- |
# | HITs earn 48,780 dollars. | Half of medical records specialists (29-2072) earned less than 48,780 dollars in May 2023 (BLS, OEWS). |
# | The field is growing by 16 percent. | BLS expects 7.1 percent more records jobs from 2024 to 2034, about 13,800. A smaller occupation (29-9021) grows by 14.7 percent, about 6,200. |
# | Go to manufacturing, it pays 105,210 dollars. | Outside health care, finance pays well: a median of 91,490 dollars for 1,100 jobs of 29-9021. |

# %% [markdown]
# ## Key points
#
# - A figure has an **owner**: occupation code, time, measure, survey. Without them it is a rumor.
# - Codes change. 29-2071 ended in 2018. The jump of 59 percent to the bridge group never happened.
# - Compare only the same code, measure and survey, and only beyond the error.
# - Money is not bread. Take prices out before you say that pay rose.
# - `**`, `*`, `#` and a missing row are not zero.
# - Rank only what is large and sure enough.
# - An interval says how sure. Estimate, plus and minus 1.645 standard errors, is 90 %.
# - A projection is a guess for one code and one decade. Back-tests show how far it can miss.
# - Hide small counts, and guard them against subtraction.
# - Bars begin at zero.
#
# ## Glossary
#
# | Word | Meaning |
# | --- | --- |
# | back-test | comparing an old forecast with what came |
# | bridge group | a mixed occupation group of May 2019 and May 2020 |
# | CPI-U | price index for all urban consumers; what a basket of goods costs |
# | extract | a part of a table |
# | guard | a cell that is hidden to protect another |
# | interval | a low and a high end that hold the true number with some confidence |
# | mean | all pay shared out evenly |
# | median | the middle: half earn less |
# | NAICS | the code system for industries |
# | OEWS | the wage survey of BLS |
# | percentile | `p90`: nine in ten earn less |
# | projection | a forecast for ten years |
# | real | with price change taken out |
# | relative standard error | standard error as a percent of the estimate |
# | SOC | the code system for occupations |
#
# ## Sources
#
# - [Occupational Employment and Wage Statistics of BLS](https://www.bls.gov/oes/): tables, and in
#   their field descriptions the meaning of `*`, `**` and `#` and the year of 2,080 hours.
# - [Questions and answers on OEWS](https://www.bls.gov/oes/oes_ques.htm): who is counted, and why
#   years should not be compared lightly.
# - [OEWS research estimates](https://www.bls.gov/oes/current/oes_research_estimates.htm): the
#   percent relative standard error.
# - [Employment Projections of BLS](https://www.bls.gov/emp/data/occupational-data.htm): the
#   projections, and the new method for openings from 2016-26 on.
# - [Consumer Price Index of BLS](https://www.bls.gov/cpi/): CPI-U, U.S. city average, all items, not
#   seasonally adjusted.
