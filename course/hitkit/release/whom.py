"""Whom to ask: situations at the desk, sorted by the hospital's (invented) policy."""

from __future__ import annotations

from random import Random

from hitkit.chance import shuffled, some, unlike

PRIVACY, COUNSEL, CLINICIAN, SECURITY, YOURSELF = (
    "privacy officer",
    "legal counsel",
    "clinician",
    "security officer",
    "yourself",
)
CHOICES = (PRIVACY, COUNSEL, CLINICIAN, SECURITY, YOURSELF)

POLICY = {
    PRIVACY: "a disclosure that went wrong, a complaint about privacy, a wish to restrict",
    COUNSEL: "a threat or question of law: contempt, contradicting papers, courts elsewhere, suits",
    CLINICIAN: "a judgment about health: danger to the patient, what a record means or should say",
    SECURITY: "systems and devices: odd log-ins, odd e-mail, found or lost devices without records",
    YOURSELF: "routine questions on forms, fees, clocks and the state of a request",
}
"""Whom this hospital asks; a privacy and a security official are required by 164.530(a)(1)(i) and
164.308(a)(2), a licensed health care professional's judgment by 164.524(a)(3)."""

_BANK = {
    PRIVACY: (
        "You notice that yesterday's fax went to a bakery, not to the clinic.",
        "A patient says that a clerk told the neighbors about her visit. She wants to complain.",
        "A patient asks that we never tell his plan about a visit that he paid for himself.",
        "Two patients with one name: the copy that you mailed was of the wrong one.",
        "A visitor found a page of another patient in his envelope and brings it back.",
    ),
    COUNSEL: (
        "A lawyer calls your refusal contempt of court and names a date.",
        "Two brothers show letters of two courts, each as the only executor.",
        "A subpoena names our hospital as the defendant.",
        "A court of another state orders us to bring a chart to its hearing.",
        "An officer says that you will be arrested if you do not print the chart now.",
    ),
    CLINICIAN: (
        "A psychiatrist's note warns that reading the chart could endanger the patient's life.",
        "A patient asks you what the shadow on the imaging report means.",
        "A patient writes that the diagnosis in a note is wrong and wants it amended.",
        "A caller asks which of two doses on the medication list is the one to take.",
        "A patient asks whether the lab results are a reason to worry.",
    ),
    SECURITY: (
        "An e-mail asks for your password to unlock the request portal.",
        "The system shows that you logged in last night at three. You were asleep.",
        "A USB stick without a label lies on the floor of the records office.",
        "A caller from 'the help desk' asks you to install a tool to see your screen.",
        "A pop-up says that your files are locked until somebody pays.",
    ),
    YOURSELF: (
        "A patient asks how long a copy will take at most.",
        "A law firm asks which form it should use.",
        "A patient with an identity card asks whether her request has come in.",
        "A patient asks why the search for the chart is not on the bill.",
        "A caller asks for the address of the records office.",
    ),
}


def exercise(rng: Random) -> tuple[list[dict[str, str]], dict[str, str], dict[str, str]]:
    """Draw six situations as rows, whom to ask about each, and why."""
    counts = shuffled(rng, (2, 1, 1, 1, 1))
    drawn = [
        (text, who)
        for (who, texts), count in zip(_BANK.items(), counts, strict=True)
        for text in some(rng, texts, count)
    ]
    drawn = shuffled(rng, drawn)
    numbers = [f"S{n}" for n in unlike(rng, 1000, 9999, len(drawn))]
    rows = [{"situation": n, "text": text} for n, (text, _) in zip(numbers, drawn, strict=True)]
    key = {n: who for n, (_, who) in zip(numbers, drawn, strict=True)}
    why = {n: f"The {who}: {POLICY[who]}." for n, who in key.items()}
    return rows, key, {n: text.replace("The yourself", "You") for n, text in why.items()}
