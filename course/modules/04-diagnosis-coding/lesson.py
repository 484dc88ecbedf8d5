# %% [markdown]
# # Lesson 04: diagnosis coding
#
# A diagnosis code is a short name for a health problem. In the United States the codes come from
# **ICD-10-CM**. In this lesson you read short notes, find the codes, complete them, put them in
# order, and learn when you must ask the provider before you code.
#
# **Time:** about 60 minutes. **Codes:** ICD-10-CM of fiscal year (FY) 2026, April 2026 release, for
# visits and stays from October 1, 2025 to September 30, 2026. **Rules:** the Official Guidelines for
# Coding and Reporting, FY 2026. We give the section of each rule, such as *I.B.4*, and say it in our
# own words. All patients are invented: they are those of {{ hospital }}.

# %% [markdown]
# ## What this is for at work
#
# A health information technician turns what the provider wrote into codes. Billing, quality
# reports, research and the next caregiver all depend on them. A wrong code can stop a claim, pay
# too much or too little, or put a disease on a person's record that the person never had.
#
# ## What you will be able to do
#
# - **04.1** Build and read medical words from their parts.
# - **04.2** Find a code from words and say whether it is complete.
# - **04.3** Add 7th characters and placeholders to codes of injuries.
# - **04.4** Follow Excludes, code first, use additional code and combination codes.
# - **04.5** Choose between symptom, diagnosis and unspecified code, by setting.
# - **04.6** Put the principal or first-listed diagnosis first.
# - **04.7** Tell a record that can be coded from one that needs a query.
# - **04.8** Carry records over a yearly update and work a list of edits.
#
# ## Before you start
#
# You can open a notebook and run a cell with Shift + Enter. No other skill is needed.
#
# **Recap question.** A nurse writes a weight, a physician writes a diagnosis. Which of the two
# may a coder turn into a disease code? Keep your answer in mind. You will meet it again below.

# %% [markdown]
# ## 1. Words from their parts (5 minutes)
#
# Most medical words are built from a few parts. A **root** names a body part. A **suffix** at the
# end says what happens to it. A **prefix** at the front says how much, how fast or where.
#
# | Root | Means | Root | Means |
# | --- | --- | --- | --- |
# | arthr/o | joint | kal/i | potassium |
# | bronch/o | airway of the lung | my/o | muscle |
# | cardi/o | heart | nephr/o | kidney |
# | cholecyst/o | gallbladder | neur/o | nerve |
# | col/o | large bowel | oste/o | bone |
# | cutane/o | skin | ot/o | ear |
# | cyst/o | urinary bladder | pancreat/o | pancreas |
# | dermat/o | skin | phleb/o | vein |
# | encephal/o | brain | rhin/o | nose |
# | gastr/o | stomach | tens/o | pressure |
# | glyc/o | sugar | tonsill/o | tonsil |
# | hepat/o | liver | ur/o | urine |
#
# | Suffix | Means | Suffix | Means |
# | --- | --- | --- | --- |
# | -algia | pain | -pathy | disease |
# | -cardia | heartbeat | -plasty | surgical repair |
# | -ectomy | surgical removal | -plegia | paralysis |
# | -emia | in the blood | -pnea | breathing |
# | -itis | inflammation | -scopy | viewing the inside |
# | -malacia | softening | -stomy | surgical opening |
# | -megaly | enlargement | -uria | passing urine |
# | -paresis | weakness | -osis | condition |
#
# | Prefix | Means | Prefix | Means |
# | --- | --- | --- | --- |
# | a- | without | hypo- | too little, low |
# | brady- | slow | peri- | around |
# | dys- | painful, difficult | poly- | much, many |
# | hemi- | half | sub- | under |
# | hyper- | too much, high | tachy- | fast |

# %% [markdown]
# The letter after the slash is a **linking vowel**. It goes away when the suffix begins with a
# vowel:
#
# - nephr/o + -itis gives **nephritis**, inflammation of the kidney.
# - nephr/o + -pathy gives **nephropathy**, disease of the kidney. Here the o stays.
#
# **Try it.** Write the word for "surgical repair of a joint" between the quotes. Then run the cell.

# %%
word = ""

if word == "":
    print("Type a word between the quotes, and run the cell again.")
else:
    print("You wrote", word, "- compare: arthr/o + -plasty gives arthroplasty.")

# %% [markdown]
# ## 2. Three things of Python (4 minutes)
#
# You need only three things of Python in this module.
#
# **Text** stands in quotes: `"I10"`. A code is text, never a number.
#
# **A list** stands in square brackets: `["I10", "E11.9"]`. The order counts. The first code is the
# first-listed diagnosis.
#
# **A dictionary** stands in curly brackets. It ties a name to something: an encounter to its codes.

# %%
codes = {
    "V1": ["I10"],
    "V2": ["E11.9", "Z79.4"],
}
codes["V2"]

# %% [markdown]
# A file of notes is a **table**. We read it with pandas. `dtype=str` keeps everything as text: a code
# must never turn into a number. Here are five records of the hospital, without their notes.

# %%
import pandas as pd

from hitkit import first_aid

first_aid.start()  # a plain sentence below the commonest errors

pd.set_option("display.max_colwidth", None)  # show long text in full

examples = pd.read_csv("data/examples.csv", dtype=str)
examples.drop(columns=["note", "question"])

# %% [markdown]
# To keep only some rows, put a question in square brackets. Two equals signs ask "is it the same?"
# Then take one column, without repeats, as a list.

# %%
stays = examples[examples["setting"] == "hospital stay"]
stays["encounter"].unique().tolist()

# %% [markdown]
# ## 3. From words to a code (9 minutes)
#
# **Never guess a code.** Look the term up in an index, then confirm it in the Tabular List and
# read its notes (*I.B.1*). The index alone is not enough: it does not show every character.
#
# At work that is the **Alphabetic Index** of ICD-10-CM. It is not part of this kit. Here `search`
# stands in for it: it looks through the titles and terms of the Tabular List and our own synonyms.
#
# The next cell loads four helpers. The first load takes a few seconds.

# %%
from hitkit.coding.encoder import Encoder, notes, search, tree

search("acute cystitis")

# %% [markdown]
# The column `billable` says whether a code is **complete**. Only complete codes go on a claim
# (*I.A.3*). `tree` shows what is above a code and what is below it.

# %%
tree("N30.0")

# %% [markdown]
# `N30.0` is a heading. Below it stand `N30.00` and `N30.01`: without and with blood in the urine
# (hematuria). Use all the characters there are (*I.B.2*). The note decides which code fits.
#
# A code has 3 to 7 characters. The first three are the **category**. The dot comes after them.
#
# `notes` shows the notes that bind a code. Many stand at a level above it, and they count all the
# same.

# %%
notes("N30.01")

# %% [markdown]
# "Use additional code to identify infectious agent" asks for one more code when the germ is known
# (*I.C.1.b*, *I.B.7*). For E. coli that is `B96.20`. It comes after the infection.
#
# When no germ is named, add none. "Not known" is no reason to invent one.
#
# **The list has its own words.** When a search finds nothing, try the list's word:
#
# | You read | The list says | You read | The list says |
# | --- | --- | --- | --- |
# | blood from the rectum | hemorrhage of anus and rectum | home oxygen | supplemental oxygen |
# | boiling oil | fats and cooking oils | hot coffee | hot drinks |
# | broken glass | sharp glass | slipped on a wet floor | slipping, tripping |
# | former smoker | history of nicotine dependence | smoke of others | tobacco smoke, exposure |
# | colon cancer in a parent | family history, digestive organs | tablets for diabetes | oral hypoglycemic drugs |
# | adenoma | benign neoplasm | sepsis from Klebsiella or Proteus | other Gram-negative sepsis |
#
# **Other** and **unspecified** (*I.A.9*, *I.B.18*). Use an *unspecified* code when the record says
# no more, such as `J18.9`, pneumonia of an unknown organism. That is honest coding. But when the
# record says more, the unspecified code is wrong.
#
# **Side** (*I.B.13*). Many codes name right, left or both. Use what the record says.

# %% [markdown]
# ### The Encoder
#
# The Encoder does the same with mouse or keyboard. Type words, walk through the list, read the
# notes, and pick codes for an encounter. Your picks are kept in a file.
#
# **Try it.** Search for *otitis media*. Find the code for an acute suppurative infection of the
# left ear, ear drum intact, not recurrent. Then look at your hit: is it billable?

# %%
Encoder(examples, sheet="try-04.json")

# %% [markdown]
# The code is `H66.002`. Pain and fever belong to it and get no code of their own (*I.B.5*).

# %% [markdown]
# ## 4. A first note, together (5 minutes)
#
# {% set row = examples[0] -%}
# **{{ row.encounter }}, {{ row.setting }}**
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
#
# Read it in four steps:
#
# 1. **Why** was this person seen?
# 2. **What is certain** at the end?
# 3. What only **belongs to it**, is **past**, or belongs to **someone else**?
# 4. What do the **notes** at the code ask for?
#
# Some notes are short. Look back at this table when you meet a short form:
#
# | Short | Means | Short | Means |
# | --- | --- | --- | --- |
# | A/P | assessment and plan | LOS | length of stay |
# | abd | abdominal, of the belly | MI | heart attack |
# | adm | admission | N/V | nausea and vomiting |
# | AMS | confusion | NKDA | no known drug allergies |
# | appy | appendix removed | nl, neg | normal, negative |
# | Ca/vit D | calcium and vitamin D | OB | pregnancy care |
# | CBC, TSH | blood count, thyroid test | OM | otitis media |
# | CC | chief complaint | PMH, PSH | past illnesses, past surgery |
# | C-scope | colonoscopy | POD1 | day 1 after surgery |
# | D/C | discharge | PRN | as needed |
# | d/w | discussed with | pt, y/o | patient, years old |
# | DM, DM2, T2DM | diabetes, type 2 diabetes | rigors | shaking chills |
# | Dx, Tx | diagnosis, treatment | s/p | after |
# | ED | emergency department | SOB | shortness of breath |
# | F/u | follow-up | UCx | urine culture |
# | FHx | family history | UTD | up to date |
# | fx, lac | fracture, laceration | wks, x2d | weeks, for 2 days |
# | w/ | with | XR | X-ray |

# %%
from hitkit.coding.checks import try_codes

my_codes = {
    "{{ examples[0].encounter }}": [],
}

try_codes(my_codes, "my_codes", ["{{ examples[0].encounter }}"])

# %% [markdown]
# The check looks at the form only. It works like the **edits** of a coding tool: it stops a code
# that does not exist or is not complete. It never tells you whether you are right.
#
# **One way to code it:** {{ examples[0].codes }}
#
# {% for line in examples[0].why -%}
# - {{ line }}
# {% endfor -%}
# - Burning, fever and urgency belong to the infection (*I.B.5*).

# %% [markdown]
# ## 5. Symptom or diagnosis? (5 minutes)
#
# - Is there a diagnosis that explains the symptom? Code the diagnosis. The symptom belongs to it
#   and is left out (*I.B.4*, *I.B.5*). In a hospital stay, too, it is not the principal diagnosis
#   (*II.A*).
# - Is there none? Code the symptom. That is right and honest (*I.B.18*, *IV.D*).
# - Is the diagnosis only *probable*, *suspected*, *likely* or *rule out*? Then the **setting**
#   decides:
#
# | Setting | "Probable pneumonia" with a cough | Rule |
# | --- | --- | --- |
# | Clinic or emergency visit | Code the symptom, `R05.1` for an acute cough | *IV.H* |
# | Hospital stay, at discharge | Code it as if it were there, `J18.9` | *II.H* |
#
# - Was it **ruled out**? Then it is gone. Code what is left: the symptom.
#
# {% set row = examples[3] -%}
# **{{ row.encounter }}, {{ row.setting }}**
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}

# %% [markdown]
# **One way to code it:** {{ examples[3].codes }}
#
# {% for line in examples[3].why -%}
# - {{ line }}
# {% endfor %}
# ### What is not coded
#
# Notes are full of things that are true and give no code:
#
# - what is **past** and no longer treated (*IV.J*, *III.A*),
# - what the **family** has, unless it is the reason for today's care (*I.C.21.c.4*),
# - what was **negative** or normal,
# - a **number** without a diagnosis, such as a BMI or a lab value (*I.B.14*, *III.B*).
#
# That answers the recap question. The BMI may come from the nurse, and so may the stage of a
# pressure ulcer. But the **diagnosis** must be the provider's (*I.B.14*).

# %% [markdown]
# ## 6. Injuries: the 7th character (10 minutes)
#
# Most injury codes have a 7th character. It tells the phase of care (*I.C.19.a*):
#
# | Character | Phase | Example |
# | --- | --- | --- |
# | A | Active treatment, by the first or by another provider | emergency visit, surgery |
# | D | Treatment is over, the injury heals | cast check, stitches out |
# | S | Sequela: what remains when the injury is long over | scar, arthritis |
#
# The phase counts. It does not matter whether the doctor is new to the patient.
#
# **Fractures have more letters** (*I.C.19.c.1*). B is the first treatment of an open fracture
# (type I or II). After treatment, G is delayed healing, K is nonunion (the bone has not joined)
# and P is malunion (it has joined crooked).
#
# **When the note does not say it** (*I.C.19.c*): not said to be open means closed. Not said to be
# nondisplaced means displaced.

# %% [markdown]
# **The placeholder X** (*I.A.4*, *I.A.5*). The 7th character always stands in place 7. When the
# code is shorter, fill the empty places with X:
#
# | Place | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
# | --- | --- | --- | --- | --- | --- | --- | --- |
# | Fall, not further described, first treatment | W | 1 | 9 | X | X | X | A |
# | Displaced fracture, right lateral malleolus, healing | S | 8 | 2 | 6 | 1 | X | D |
#
# The dot is not a place. Write `W19.XXXA` and `S82.61XD`.
#
# **Try it.** What does the check say to this code? Mend it.

# %%
my_codes = {"V1": ["S82.61", "W19.XXXA"]}

try_codes(my_codes, "my_codes", ["V1"])

# %% [markdown]
# **External cause codes** (chapter 20, letters V to Y) tell how it happened. They are never listed
# first, and no national rule requires them (*I.C.20*). Many hospitals and states want the cause.
# Its 7th character goes with that of the injury: A with A, and D with D, G, K or P (*I.C.20.a.2*).
#
# More rules for injuries:
#
# - The most serious injury comes first. A scrape or bruise at the same place gets no code
#   (*I.C.19.b*).
# - Burns of several degrees at one place: only the highest degree (*I.C.19.d.2*).
# - A sequela takes two codes: first what remains now, then the old injury with S (*I.B.10*). The
#   scar of a burn of the right forearm is `L90.5`, then `T22.311S`.
# - Weak bone: in a person with osteoporosis, a fracture from a small fall is coded to the
#   osteoporosis, M80, not to an injury (*I.C.13.d.2*). Without a fracture now it is `M81.0`. An
#   old, healed one adds `Z87.310` (*I.C.13.d.1*).
# - Aftercare Z codes are not for injuries. The injury code with D says it (*I.C.21.c.7*).

# %% [markdown]
# {% set row = examples[1] -%}
# **{{ row.encounter }}, {{ row.setting }}**
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
#
# Find the site, the side, displaced or not, open or not, and the phase. Then the cause.

# %%
my_codes = {
    "{{ examples[1].encounter }}": [],
}

try_codes(my_codes, "my_codes", ["{{ examples[1].encounter }}"])

# %% [markdown]
# **One way to code it:** {{ examples[1].codes }}
#
# {% for line in examples[1].why -%}
# - {{ line }}
# {% endfor %}

# %% [markdown]
# ## 7. What the notes of the list ask for (9 minutes)
#
# | Note | What it means | Rule |
# | --- | --- | --- |
# | Excludes1 | Never together, unless the two are clearly unrelated | *I.A.12.a* |
# | Excludes2 | Not part of this code, and both may be coded if both are there | *I.A.12.b* |
# | Code first | Another code, the cause, comes before this one | *I.A.13* |
# | Use additional code | One more code comes after this one | *I.A.13*, *I.B.7* |
# | Code also | Two codes may be needed, in the order that fits the visit | *I.A.17* |
#
# **Try it.** What does the check say to these two codes for one bladder infection?

# %%
my_codes = {"V1": ["N39.0", "N30.00"]}

try_codes(my_codes, "my_codes", ["V1"])

# %% [markdown]
# `N30.00` names the site, the bladder. `N39.0` is for infections whose site is not stated. A note
# keeps them apart: Excludes1. Drop `N39.0`.
#
# Notes name other codes in short: `N30.-` is every code that begins with N30, and `B95-B97` is
# every code from B95 to B97. A code named this way counts as well.
#
# To see the order of a pair, read `notes` of both codes:

# %%
notes("F02.A0")

# %% [markdown]
# Dementia "in diseases classified elsewhere" is a **manifestation**. Its cause comes first:
# `G30.1`, late-onset Alzheimer's disease, then `F02.A0`.
#
# **Combination codes** (*I.B.9*). One code may hold two conditions. Then do not code the two
# again. `K81.2` is acute and chronic cholecystitis in one. If there is no such code, code the
# acute form first and the chronic form after it (*I.B.8*).
#
# **"With"** (*I.A.15*). For some pairs the classification takes it that they belong together, even
# if the provider did not link them: diabetes with kidney disease, hypertension with heart failure,
# hypertension with kidney disease. They are apart only if the provider says so.
#
# | The provider documents | Codes | Rule |
# | --- | --- | --- |
# | Type 2 diabetes and CKD stage 4 | `E11.22`, `N18.4` | *I.A.15*, *I.C.14.a.1* |
# | Type 2 diabetes; CKD stage 4 from another cause | `E11.9`, `N18.4` | *I.A.15* |
# | Hypertension and chronic systolic heart failure | `I11.0`, `I50.22` | *I.C.9.a.1* |
# | Hypertension and CKD stage 4 | `I12.9`, `N18.4` | *I.C.9.a.2* |
# | Hypertension, heart failure and CKD stage 4 | `I13.0`, `I50.22`, `N18.4` | *I.C.9.a.3* |
# | The same with CKD stage 5 | `I13.2`, `I50.22`, `N18.5` | *I.C.9.a.3* |
#
# CKD is chronic kidney disease.

# %% [markdown]
# {% set row = examples[2] -%}
# **{{ row.encounter }}, {{ row.setting }}**
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
#
# **One way to code it:** {{ examples[2].codes }}
#
# {% for line in examples[2].why -%}
# - {{ line }}
# {% endfor %}

# %% [markdown]
# ### Rules of single chapters
#
# Come back to this table in the lab.
#
# | Topic | Rule in short | Section |
# | --- | --- | --- |
# | Diabetes | As many codes as complications. Type not documented: type 2. Long-term insulin `Z79.4`, tablets `Z79.84`, other injections `Z79.85` | *I.C.4.a*, *.2*, *.3* |
# | Obesity | Provider's diagnosis by class, `E66.811` to `E66.813`, then the BMI, Z68 | *I.B.14* |
# | COPD and asthma | Exacerbation and infection are two things. COPD with both: `J44.0`, `J44.1` and the infection | *I.C.10.a.1* |
# | Tobacco | Dependence F17, former smoker `Z87.891`, smoke of others `Z77.22`, when the notes ask | *I.B.7* |
# | Old stroke | I69 names what it left. Right side defaults to dominant, left to non-dominant, both hands alike to dominant. Nothing left: `Z86.73` | *I.C.9.d.1*, *I.C.21.c.4* |
# | Alcohol | Use, abuse, dependence: only the highest one documented | *I.C.5.b.2* |
# | Pressure ulcer | Site and stage in one code. Unstageable is not "not documented". Healed before admission: no code | *I.C.12.a* |
# | Sepsis on admission | Sepsis first, then the local infection. Organ failure adds `R65.20`, or `R65.21` with shock, and the organ | *I.C.1.d.4*, *I.C.1.d.1.b* |
# | Drug, rightly taken | The effect first, then the drug with 5 (adverse effect) | *I.C.19.e.5.a* |
# | Drug, wrongly taken | The drug with 1 (poisoning by accident) first, then the effect | *I.C.19.e.5.b* |
# | Too little of a drug | The illness first, then the drug with 6 (underdosing), then why, Z91 | *I.C.19.e.5.c* |
# | Pregnancy | O codes come first. Trimester 1 is under 14 weeks, 2 is under 28 weeks, then 3. Add the weeks, Z3A | *I.C.15.a*, *I.C.21.c.11* |
# | Gestational diabetes | One code of O24.4 by control. Insulin counts more than diet. No Z79.4 or Z79.84 | *I.C.15.i* |
# | Diabetes before pregnancy | O24 first, then the E11 code and the drug | *I.C.15.g* |
# | Normal pregnancy | Z34 by first or later pregnancy and trimester, and no O code | *I.C.15.b.1* |

# %% [markdown]
# **Drugs** stand in the list by group. At work you look the drug up in the Table of Drugs and
# Chemicals, and then confirm the code in the Tabular List. The drugs of this module:
#
# | Drug | Group to search for | Drug | Group to search for |
# | --- | --- | --- | --- |
# | amoxicillin | penicillins | levothyroxine | thyroid hormones |
# | carbamazepine | iminostilbenes | lisinopril | converting-enzyme inhibitors |
# | digoxin | cardiac-stimulant glycosides | oxycodone | other opioids |
# | furosemide | loop diuretics | phenytoin | hydantoin derivatives |
# | ibuprofen | propionic acid derivatives | prednisone | glucocorticoids |
# | a drug against cancer | antineoplastic | any drug of the groups above | T36 to T50 |

# %%
search("adverse effect of penicillins").head(3)

# %% [markdown]
# ## 8. Which code comes first? (3 minutes)
#
# **Hospital stay:** the **principal diagnosis** is what, after study, chiefly caused the admission
# (*II*). **Visit:** the **first-listed diagnosis** is the main reason for the visit (*IV.G*).
#
# Other conditions follow if they were looked at, treated, or made the stay longer (*III*, *IV.J*).
# A chronic disease is coded each time it is treated (*IV.I*).
#
# - Two diagnoses that caused the admission equally: either may be first (*II.C*).
# - Seen only for chemotherapy (`Z51.11`), immunotherapy (`Z51.12`) or radiation (`Z51.0`): that
#   code first, then the cancer (*I.C.2.e.2*).
# - Cancer gone and no longer treated: a history code, Z85. A check-up then is `Z08`
#   (*I.C.2.m*, *I.C.21.c.8*).
# - **Screening** means looking for a disease without symptoms. It stays first, whatever is found:
#   `Z12.11`, then the finding (*I.C.21.c.5*). Done because of a symptom, it is no screening.
# - **Rehabilitation**: first the condition it is for. After a joint replacement for arthritis it is
#   `Z47.1`; after a fracture, the fracture code with D (*II.K*).
#
# Z codes tell of such reasons, of a **status** (`Z99.81`, lives on oxygen, *I.C.21.c.3*), and of
# **history** (*I.C.21.c.4*).

# %% [markdown]
# ## 9. Code it, or ask? (4 minutes)
#
# When you would have to guess, send a **query**: a short, neutral question to the provider. In the
# lab you write `["QUERY"]` for such an encounter. Ask when
#
# - the record **contradicts itself**: left here and right there (*I.B.13*), two providers with two
#   diagnoses (*I.A.19*),
# - a word has **no code**: *urosepsis* does not mean sepsis (*I.C.1.d.1.a*),
# - a **finding was treated** and nobody wrote a diagnosis (*III.B*),
# - something went wrong **after surgery**, and it is unclear whether the surgery caused it
#   (*I.B.16*),
# - respiratory failure and another acute illness were there, and the record does not tell which
#   led to the admission (*I.C.10.b.3*),
# - it is open whether a **leukemia** is in remission (*I.C.2.n*).
#
# Do **not** ask when a rule gives the answer: *probable* in a hospital stay (*II.H*), a side that
# is not dominant (*I.C.9.d.1*), an ulcer without a stage (*I.C.12.a.2*), a fracture not said to be
# open (*I.C.19.c*). And a diagnosis that was ruled out is no contradiction.
#
# {% set row = examples[4] -%}
# **{{ row.encounter }}, {{ row.setting }}**
#
# > **{{ row.heading }}**
# >
# > {{ row.note }}
#
# This record needs a query. {{ examples[4].why[0] }}

# %% [markdown]
# **A good query** names the encounter, quotes the record, asks one open question or offers choices
# that all fit (with "other" and "cannot be determined"). It never says which answer you would
# like, and never speaks of payment.
#
# | Leading, not allowed | Neutral, good |
# | --- | --- |
# | "Can you document sepsis? It would pay better." | "The summary says *urosepsis*. Please clarify the diagnosis this stands for." |
# | "You meant the left hip, right?" | "The exam says right hip, the impression says left hip. Which side is affected?" |

# %% [markdown]
# ## 10. A new code year (4 minutes)
#
# The codes change each **October 1**, when the fiscal year begins, and sometimes on April 1. The
# **date** decides which codes are valid: the day of the visit, or the day of discharge from a stay.
# Today's date does not count. A visit of September 2026 keeps the codes of FY 2026, even if you code
# it in November.
#
# When a code is split, the old one becomes a heading and is no longer billable. The record must then
# say more, or you take the new unspecified code. On October 1, 2025 (FY 2026), multiple sclerosis was
# split:

# %%
tree("G35")

# %% [markdown]
# `G35` alone is stopped now. Read the record: relapsing-remitting is `G35.A`.
#
# Sometimes the old code stays valid and a **new one says more**. `E11.9` is still there, but type 2
# diabetes without complications *in remission* now has a code of its own, `E11.A`.

# %% [markdown]
# ### A list of edits
#
# At work, a tool checks many claims at once. `claim_edits` does this here. The table holds one row
# for each edit. Keep the rows you need with a question in square brackets, as in part 2.

# %%
from hitkit.coding.claims import claim_edits

claims = pd.DataFrame(
    {
        "claim": ["C1", "C2", "C3"],
        "attending": ["Dr. Oak", "Dr. Oak", "Dr. Pine"],
        "dx1": ["I10", "E11", "W19.XXXA"],
        "dx2": ["", "N18.4", "S52.531A"],
        "dx3": ["", "", ""],
        "dx4": ["", "", ""],
    }
)
stopped = claim_edits(claims)
stopped

# %%
of_oak = stopped[stopped["attending"] == "Dr. Oak"]
of_oak["claim"].unique().tolist()

# %% [markdown]
# ## Key points
#
# - From words to the index, from the index to the Tabular List, and then read the notes.
# - Only complete codes go on a claim. X fills the gap before a 7th character.
# - The 7th character is about the phase of care, not about the doctor.
# - Code what is certain. Only in a hospital stay is "probable" coded as if it were there.
# - The reason for the stay or visit comes first. The cause comes before its manifestation.
# - Past, family, negative, or only a number: no disease code.
# - Never guess. If no rule decides, ask.

# %% [markdown]
# ## Glossary
#
# | Word | Meaning |
# | --- | --- |
# | Billable | Complete: no more characters can be added |
# | Category | The first three characters of a code |
# | Combination code | One code for two conditions, or for a condition and its complication |
# | Edit | A test of a claim's codes by a program |
# | Encounter | A visit or a hospital stay |
# | Etiology, manifestation | The cause, and how it shows itself |
# | External cause | How an injury came about |
# | First-listed diagnosis | The main reason for a visit |
# | Inpatient, outpatient | In a hospital stay; at a visit, without a stay |
# | Placeholder | The X that fills an empty place in a code |
# | Principal diagnosis | What, after study, chiefly caused a hospital stay |
# | Provider | The physician or other practitioner who may make the diagnosis |
# | Query | A neutral question to the provider about the record |
# | Sequela | What remains when an illness or injury is over |
# | Tabular List | The list of all codes, with the notes that bind them |
#
# **Next:** the lab of this module, `lab.ipynb`.
