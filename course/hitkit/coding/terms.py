"""Medical words from their parts: build a word from its meaning, read a meaning from a word."""

from __future__ import annotations

from random import Random

ROOTS = {
    "arthr/o": "joint",
    "bronch/o": "airway of the lung",
    "cardi/o": "heart",
    "cholecyst/o": "gallbladder",
    "col/o": "large bowel",
    "cyst/o": "urinary bladder",
    "dermat/o": "skin",
    "encephal/o": "brain",
    "gastr/o": "stomach",
    "hepat/o": "liver",
    "my/o": "muscle",
    "nephr/o": "kidney",
    "neur/o": "nerve",
    "oste/o": "bone",
    "ot/o": "ear",
    "pancreat/o": "pancreas",
    "phleb/o": "vein",
    "rhin/o": "nose",
    "tonsill/o": "tonsil",
}
SUFFIXES = {
    "-algia": "pain in the {root}",
    "-ectomy": "surgical removal of the {root}",
    "-itis": "inflammation of the {root}",
    "-malacia": "softening of the {root}",
    "-megaly": "enlargement of the {root}",
    "-pathy": "disease of the {root}",
    "-plasty": "surgical repair of the {root}",
    "-scopy": "viewing of the inside of the {root}",
    "-stomy": "surgical opening of the {root}",
}
PREFIXED = {
    "bradycardia": "slow heartbeat",
    "tachycardia": "fast heartbeat",
    "hypertension": "high blood pressure",
    "hypotension": "low blood pressure",
    "hyperglycemia": "too much sugar in the blood",
    "hypoglycemia": "too little sugar in the blood",
    "hypokalemia": "too little potassium in the blood",
    "hyperkalemia": "too much potassium in the blood",
    "dyspnea": "difficult breathing",
    "apnea": "absence of breathing",
    "polyuria": "passing much urine",
    "dysuria": "painful or difficult passing of urine",
    "hemiplegia": "paralysis of one half of the body",
    "hemiparesis": "weakness of one half of the body",
    "subcutaneous": "under the skin",
    "pericarditis": "inflammation around the heart",
}
WORDS = {
    "arthralgia": ("arthr/o", "-algia"),
    "arthritis": ("arthr/o", "-itis"),
    "arthroplasty": ("arthr/o", "-plasty"),
    "arthroscopy": ("arthr/o", "-scopy"),
    "arthropathy": ("arthr/o", "-pathy"),
    "bronchitis": ("bronch/o", "-itis"),
    "bronchoscopy": ("bronch/o", "-scopy"),
    "cardiomegaly": ("cardi/o", "-megaly"),
    "cardiopathy": ("cardi/o", "-pathy"),
    "cholecystectomy": ("cholecyst/o", "-ectomy"),
    "cholecystitis": ("cholecyst/o", "-itis"),
    "colectomy": ("col/o", "-ectomy"),
    "colitis": ("col/o", "-itis"),
    "colostomy": ("col/o", "-stomy"),
    "cystectomy": ("cyst/o", "-ectomy"),
    "cystitis": ("cyst/o", "-itis"),
    "cystoscopy": ("cyst/o", "-scopy"),
    "dermatitis": ("dermat/o", "-itis"),
    "encephalitis": ("encephal/o", "-itis"),
    "encephalopathy": ("encephal/o", "-pathy"),
    "gastrectomy": ("gastr/o", "-ectomy"),
    "gastritis": ("gastr/o", "-itis"),
    "gastroscopy": ("gastr/o", "-scopy"),
    "gastrostomy": ("gastr/o", "-stomy"),
    "hepatitis": ("hepat/o", "-itis"),
    "hepatomegaly": ("hepat/o", "-megaly"),
    "myalgia": ("my/o", "-algia"),
    "myopathy": ("my/o", "-pathy"),
    "nephrectomy": ("nephr/o", "-ectomy"),
    "nephritis": ("nephr/o", "-itis"),
    "nephropathy": ("nephr/o", "-pathy"),
    "nephrostomy": ("nephr/o", "-stomy"),
    "neuralgia": ("neur/o", "-algia"),
    "neuritis": ("neur/o", "-itis"),
    "neuropathy": ("neur/o", "-pathy"),
    "osteitis": ("oste/o", "-itis"),
    "osteomalacia": ("oste/o", "-malacia"),
    "otalgia": ("ot/o", "-algia"),
    "otitis": ("ot/o", "-itis"),
    "otoscopy": ("ot/o", "-scopy"),
    "pancreatectomy": ("pancreat/o", "-ectomy"),
    "pancreatitis": ("pancreat/o", "-itis"),
    "phlebitis": ("phleb/o", "-itis"),
    "rhinitis": ("rhin/o", "-itis"),
    "rhinoplasty": ("rhin/o", "-plasty"),
    "tonsillectomy": ("tonsill/o", "-ectomy"),
    "tonsillitis": ("tonsill/o", "-itis"),
}


def build(root: str, suffix: str) -> str:
    """Join a root and a suffix; the linking vowel goes when the suffix begins with a vowel."""
    stem, vowel = root.split("/")
    ending = suffix.removeprefix("-")
    return stem + ending if ending[0] in "aeiou" else stem + vowel + ending


def meaning(word: str) -> str:
    """Return the plain meaning of a word of this module."""
    if word in PREFIXED:
        return PREFIXED[word]
    root, suffix = WORDS[word]
    return SUFFIXES[suffix].format(root=ROOTS[root])


def exercise(rng: Random, each: int = 3) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Draw words to build and words to read: rows of a table, and the answers by id."""
    built = rng.sample(sorted(WORDS), each)
    read = rng.sample(sorted(set(PREFIXED) | (set(WORDS) - set(built))), each)
    rows: list[dict[str, str]] = []
    answers: dict[str, str] = {}
    for number, word in enumerate(built, 1):
        name = f"T{number}"
        root, suffix = WORDS[word]
        rows.append(
            {"id": name, "task": "build", "text": meaning(word), "parts": f"{root} {suffix}"}
            | dict.fromkeys("abcd", "")
        )
        answers[name] = word
    for number, word in enumerate(read, each + 1):
        name = f"T{number}"
        options = [meaning(word), *_others(rng, word)]
        rng.shuffle(options)
        rows.append(
            {"id": name, "task": "read", "text": word, "parts": ""}
            | dict(zip("abcd", options, strict=True))
        )
        answers[name] = "abcd"[options.index(meaning(word))]
    return rows, answers


def _others(rng: Random, word: str) -> list[str]:
    """Draw three wrong meanings, near ones first."""
    pool = sorted((set(PREFIXED) | set(WORDS)) - {word})
    near = [w for w in pool if w[:4] == word[:4] or w[-5:] == word[-5:]]
    far = [w for w in pool if w not in near]
    found = dict.fromkeys(
        meaning(w)
        for w in rng.sample(near, len(near)) + rng.sample(far, 6)
        if meaning(w) != meaning(word)
    )
    return list(found)[:3]


def reasons(rows: list[dict[str, str]], key: dict[str, str]) -> dict[str, str]:
    """Explain each item of an exercise by the parts of its word."""
    told = {}
    for row in rows:
        word = key[row["id"]] if row["task"] == "build" else row["text"]
        parts = f"{' + '.join(WORDS[word])}: " if word in WORDS else ""
        told[row["id"]] = f"{word} = {parts}{meaning(word)}."
    return told
