"""Words of a search: how they are cut, stemmed and read as the words of the tabular list."""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL = "a an and at by for from in is it its of on or s the to was were with"
_STOP = frozenset(_SMALL.split())


def words(text: str) -> list[str]:
    """Cut text into the stems of its words, without the small ones such as "of" and "the"."""
    found = re.findall(r"[a-z0-9]+", text.lower().replace("'s", "").replace("’s", ""))
    return [stem(word) for word in found if word not in _STOP] or [stem(word) for word in found]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Take off what makes a plural, so that "injuries" and "injury" meet."""
    if len(word) > 4 and word.endswith(("ies", "ie", "y")):
        return word[: -len("ies")] + "i" if word.endswith("ies") else word.rstrip("ey")
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


# What people say on the left, what the tabular list says on the right; "|" parts alternatives.
# A search aid of our own: it is no Alphabetic Index and decides nothing.
LAY_TERMS: dict[str, str] = {
    "abnormal heartbeat": "arrhythmia",
    "acid reflux": "gastro esophageal reflux",
    "acl": "anterior cruciate ligament",
    "adhd": "attention deficit hyperactivity",
    "afib": "atrial fibrillation",
    "aids": "human immunodeficiency virus disease",
    "aki": "acute kidney failure",
    "anaemia": "anemia",
    "backache": "dorsalgia|back pain",
    "bed sore": "pressure ulcer",
    "bedsore": "pressure ulcer",
    "belly": "abdominal|abdomen",
    "black eye": "contusion eyelid",
    "bleeding": "hemorrhage|bleeding",
    "blindness": "blindness|visual loss",
    "blood clot": "thrombosis|embolism",
    "blood poisoning": "sepsis",
    "bmi": "body mass index",
    "bph": "benign prostatic hyperplasia",
    "breastbone": "sternum",
    "broke": "fracture",
    "broken": "fracture",
    "bruise": "contusion",
    "cabg": "aortocoronary bypass graft",
    "cad": "atherosclerotic heart disease",
    "cancer": "malignant neoplasm|carcinoma",
    "chest infection": "lower respiratory infection|pneumonia|bronchitis",
    "chf": "heart failure",
    "chickenpox": "varicella",
    "ckd": "chronic kidney disease",
    "cold": "cold|nasopharyngitis",
    "cat bite": "bitten cat",
    "collarbone": "clavicle",
    "colon cancer": "malignant neoplasm colon",
    "copd": "chronic obstructive pulmonary disease",
    "coronary artery disease": "atherosclerotic heart disease",
    "covid19": "covid 19",
    "cva": "cerebral infarction|cerebrovascular",
    "dehydrated": "dehydration",
    "diabetic": "diabetes|diabetic",
    "diarrhoea": "diarrhea",
    "dizzy": "dizziness",
    "dka": "diabetes ketoacidosis",
    "dm": "diabetes mellitus",
    "dog bite": "bitten dog",
    "drunk": "alcohol intoxication",
    "dvt": "deep vein thrombosis|embolism thrombosis deep",
    "ear infection": "otitis",
    "eczema": "dermatitis|eczema",
    "esrd": "end stage renal disease",
    "fits": "seizure|convulsion",
    "flu": "influenza",
    "fractured": "fracture",
    "gallstone": "calculus gallbladder|cholelithiasis",
    "gangrenous": "gangrene",
    "gerd": "gastro esophageal reflux",
    "german measles": "rubella",
    "gi": "gastrointestinal",
    "haemorrhage": "hemorrhage",
    "hay fever": "allergic rhinitis",
    "heart attack": "myocardial infarction",
    "heartburn": "heartburn|gastro esophageal reflux",
    "high blood pressure": "hypertension",
    "high blood sugar": "hyperglycemia",
    "high cholesterol": "hypercholesterolemia",
    "hiv": "human immunodeficiency virus",
    "hives": "urticaria",
    "htn": "hypertension",
    "hyperlipidaemia": "hyperlipidemia",
    "infected": "infection",
    "insulin use": "long term use insulin",
    "irregular heartbeat": "arrhythmia",
    "itching": "pruritus",
    "jaw": "jaw|mandible",
    "kidney failure": "kidney failure|renal failure",
    "kidney infection": "pyelonephritis|tubulo interstitial nephritis",
    "kidney stone": "calculus kidney",
    "kneecap": "patella",
    "leukaemia": "leukemia",
    "lockjaw": "tetanus",
    "low blood pressure": "hypotension",
    "low blood sugar": "hypoglycemia",
    "low potassium": "hypokalemia",
    "low sodium": "hyponatremia",
    "lumbago": "low back pain|lumbago",
    "lung cancer": "malignant neoplasm lung",
    "mi": "myocardial infarction",
    "miscarriage": "spontaneous abortion",
    "mrsa": "methicillin resistant staphylococcus aureus",
    "ms": "multiple sclerosis",
    "normal delivery": "uncomplicated delivery",
    "nosebleed": "epistaxis",
    "obese": "obesity",
    "oedema": "edema",
    "oesophageal": "esophageal",
    "oesophagus": "esophagus",
    "overdose": "poisoning",
    "pad": "peripheral vascular disease|atherosclerosis extremities",
    "passing out": "syncope",
    "pe": "pulmonary embolism",
    "piles": "hemorrhoids",
    "pink eye": "conjunctivitis",
    "psvt": "supraventricular tachycardia",
    "ptsd": "post traumatic stress",
    "pvd": "peripheral vascular disease",
    "ra": "rheumatoid arthritis",
    "rash": "rash|dermatitis",
    "rsv": "respiratory syncytial virus",
    "runny nose": "rhinitis|rhinorrhea",
    "shinbone": "tibia",
    "shingles": "zoster",
    "shortness of breath": "shortness breath|dyspnea",
    "sinus infection": "sinusitis",
    "smoker": "nicotine dependence|tobacco use",
    "smoking": "nicotine dependence|tobacco",
    "sob": "shortness breath",
    "sore throat": "pharyngitis|pain throat",
    "std": "sexually transmitted",
    "stomach ache": "abdominal pain",
    "stomach flu": "gastroenteritis",
    "stomach ulcer": "gastric ulcer",
    "strep throat": "streptococcal pharyngitis",
    "stroke": "cerebral infarction|stroke",
    "stuffy nose": "nasal congestion",
    "sugar diabetes": "diabetes mellitus",
    "t1dm": "type 1 diabetes mellitus",
    "t2dm": "type 2 diabetes mellitus",
    "tb": "tuberculosis",
    "tbi": "traumatic brain injury|intracranial injury",
    "tennis elbow": "lateral epicondylitis",
    "thighbone": "femur",
    "throwing up": "vomiting",
    "thyroid low": "hypothyroidism",
    "tia": "transient cerebral ischemic attack",
    "tiredness": "fatigue",
    "tummy": "abdominal|abdomen",
    "tumor": "neoplasm|tumor",
    "tumour": "neoplasm|tumor",
    "underactive thyroid": "hypothyroidism",
    "overactive thyroid": "hyperthyroidism|thyrotoxicosis",
    "upper arm": "humerus|upper arm",
    "uri": "upper respiratory infection",
    "uti": "urinary tract infection",
    "vaccination": "immunization",
    "vomit": "vomiting",
    "water on the lungs": "pulmonary edema|pleural effusion",
    "windpipe": "trachea",
    "yeast infection": "candidiasis",
}

_LONGEST = max(len(words(term)) for term in LAY_TERMS)
_READINGS = {
    tuple(words(term)): [words(reading) for reading in readings.split("|")]
    for term, readings in LAY_TERMS.items()
}


def requirements(typed: list[str]) -> list[list[list[str]]]:
    """Turn the words of a search into requirements: each a choice of sets of words.

    A lay term becomes one requirement that its own words meet, or the words of any reading.
    """
    needed: list[list[list[str]]] = []
    at = 0
    while at < len(typed):
        for length in range(min(_LONGEST, len(typed) - at), 0, -1):
            phrase = typed[at : at + length]
            readings = _READINGS.get(tuple(phrase))
            if readings is not None or length == 1:
                needed.append([phrase, *(r for r in readings or [] if r != phrase)])
                at += length
                break
    return needed
