"""The rules that the desk cites: short labels and what each is about, in our own words."""

RULES = {
    "164.502(f)": "records of people who died: protected for 50 years",
    "164.502(g)": "who stands in a patient's place: agents, parents, executors",
    "164.506": "treatment, payment and health care operations",
    "164.508": "what needs the patient's authorization",
    "164.510": "the directory, and family or friends in a patient's care",
    "164.512(a)": "what a law requires",
    "164.512(b)": "public health, and reports of child abuse",
    "164.512(d)": "health oversight agencies",
    "164.512(e)": "courts: orders and subpoenas",
    "164.512(f)": "police and other law enforcement",
    "164.512(g)": "medical examiners, coroners and funeral directors",
    "164.512(h)": "organ donation",
    "164.512(i)": "research",
    "164.512(j)": "a serious and imminent threat",
    "164.512(k)": "special government functions, such as prisons",
    "164.512(l)": "workers' compensation",
    "164.514(h)": "checking who asks",
    "164.524": "the patient's own right of access",
    "42 CFR Part 2": "records of a substance use disorder program",
}
"""Labels are sections of 45 CFR Part 164, except the last."""

DEFECTS = {
    "no description": "45 CFR 164.508(c)(1)(i)",
    "no discloser": "45 CFR 164.508(c)(1)(ii)",
    "no recipient": "45 CFR 164.508(c)(1)(iii)",
    "no purpose": "45 CFR 164.508(c)(1)(iv)",
    "no expiration": "45 CFR 164.508(c)(1)(v)",
    "no signature or date": "45 CFR 164.508(c)(1)(vi)",
    "no authority": "45 CFR 164.508(c)(1)(vi)",
    "no right to revoke": "45 CFR 164.508(c)(2)(i)",
    "no word on conditions": "45 CFR 164.508(c)(2)(ii)",
    "no redisclosure warning": "45 CFR 164.508(c)(2)(iii)",
    "expired": "45 CFR 164.508(b)(2)(i)",
    "revoked": "45 CFR 164.508(b)(2)(iii)",
    "mixed with psychotherapy notes": "45 CFR 164.508(b)(3)(ii)",
    "treatment held back": "45 CFR 164.508(b)(4)",
    "known to be false": "45 CFR 164.508(b)(2)(v)",
}
"""What can make an authorization invalid, and the place of the rule."""

VALID = "valid"
"""What stands in place of defects where there are none."""
