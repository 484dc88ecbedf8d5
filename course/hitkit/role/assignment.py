"""The seeded part of module 01: files of lesson and lab, what the prompts ask, the keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from hitkit.chance import between, pick, some, unlike
from hitkit.draw import Draw
from hitkit.hospital.world.names import HOSPITAL
from hitkit.practice import seal
from hitkit.role import settings, tables
from hitkit.role.department import Department, open_department
from hitkit.role.jobs import EMPLOYERS, JOBS, PATHS, POSSIBLE, Job
from hitkit.role.work import DESKS, DUTIES, SITUATIONS, TASKS
from hitkit.rows import Row, csv_bytes
from hitkit.seeds import stream

Part = tuple[dict[str, Any], Any]
_HALF = "2026-04-01"
"""The lesson's log of coders ends before this day, the lab's begins with it."""
_PRACTICED, _MOVED = 25, 55
"""How many patients of a town the lesson's migration moves, and the lab's at most."""
DECISION_NAMES = ("setting", "form", "payment", "assessment", "first diagnosis")
TITLES = tuple(job.title for job in JOBS)
_FIELDS = {
    "zip": ("ZIP code", "A ZIP code has 5 digits; in our invented state it begins with 000."),
    "discharge status": ("discharge status on a UB-04", "Discharge statuses have 2 digits."),
    "revenue code": ("revenue code on a UB-04", "Revenue codes have 4 digits."),
    "ms-drg": ("MS-DRG", "MS-DRGs have 3 digits."),
    "place of service": ("place of service on a CMS-1500", "Places of service have 2 digits."),
}
_DAMAGED = {
    "zip": ("00011", "00012", "00013", "00014", "00015", "00016"),
    "discharge status": ("01", "02", "03", "06", "07"),
    "revenue code": ("0120", "0250", "0300", "0360", "0450", "0636", "0022", "0023"),
    "ms-drg": ("064", "065", "039", "002", "057", "069"),
    "place of service": ("02", "01", "03", "09"),
}


def draw(seed: str) -> Draw:
    """Draw the module: practice tables for the lesson; tables, prompts and keys for the lab."""
    chance = _chances(seed)
    office = open_department(seed)
    lab, values, keys = _lab_tables(chance, office)
    for name, part in {
        "q3": _zeros(chance("q3")),
        "q4": _sorted_by(chance("q4"), TASKS, 10, "T", DUTIES),
        "q5": _sorted_by(chance("q5"), SITUATIONS, 8, "S", DESKS),
        "q10": _one_chart(chance("q10"), office.patients),
        "q11": _postings(chance("q11")),
    }.items():
        values[name], keys[name] = part
    values["q12"], keys["q12"], skills = _skills(chance("q12"), values["q11"], office.colleagues)
    values["sizes"] |= _sizes(keys)
    values |= {
        "hospital": HOSPITAL,
        "duties": DUTIES,
        "desks": DESKS,
        "titles": list(TITLES),
        "paths": list(PATHS),
        "employers": list(EMPLOYERS),
        "jobs": JOBS,
        "settings": settings.SETTINGS,
        "setting_names": [setting.name for setting in settings.SETTINGS],
        "forms": list(settings.FORMS),
        "payments": list(settings.PAYMENTS),
        "assessments": list(settings.ASSESSMENTS),
        "firsts": list(settings.FIRST),
        "standard": tables.STANDARD,
    }
    practice, values["tries"] = _practice(chance, office)
    return Draw(values, practice | lab | skills, keys)


def _chances(seed: str) -> Callable[[str], Random]:
    return lambda name: stream(seed, "the role", name)


def _lab_tables(
    chance: Callable[[str], Random], office: Department
) -> tuple[dict[str, bytes], dict[str, Any], dict[str, Any]]:
    work = tables.queue(chance("queue"), office.stays, office.wards)
    people, wards = office.patients, office.wards
    moved = tables.migrate(chance("migration"), _groups(people)[1])
    timed = tables.timed_queue(
        chance("log"), [row for row in office.charts if row["coded_on"] >= _HALF]
    )
    values: dict[str, Any] = {"wards": wards}
    keys: dict[str, Any] = {"q1": len(work)}
    for name, part in {
        "q2": _count(chance("q2"), work, wards),
        "q6": _joined(chance("q6"), work, people),
        "q7": _queried(chance("q7"), work, people),
        "q8": _invalid(chance("q8"), moved),
        "q9": _compared(chance("q9"), moved),
        "q13": _rates(timed),
    }.items():
        values[name], keys[name] = part
    values["sizes"] = {"all_invalid": sum(map(len, moved.invalid.values()))}
    files = {
        "queue.csv": csv_bytes(work),
        "patients.csv": csv_bytes(people),
        "old_patients.csv": csv_bytes(moved.old),
        "new_patients.csv": csv_bytes(moved.new),
        "dictionary.csv": csv_bytes(tables.DICTIONARY),
        "log.csv": csv_bytes(timed.log),
    }
    return files, values, keys


def _groups(people: Sequence[Row]) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Share patients out by town: some of two towns for the lesson, others for the lab."""
    towns = {town: [row for row in people if row["town"] == town] for town in tables.TOWNS}
    practice = {town: towns[town][:_PRACTICED] for town in ("Quillmere", "Ostbrook")}
    return practice, {
        town: [row for row in rows if row not in practice.get(town, [])][:_MOVED]
        for town, rows in towns.items()
    }


def _sizes(keys: Mapping[str, Any]) -> dict[str, int]:
    """Count what known mistakes earn by: how often each wrong answer happens to be right."""

    def often(question: str, place: int, label: str) -> int:
        return sum(right["labels"][place] == label for right in keys[question].values())

    rates = keys["q13"]["rates"].values()
    return {
        "coding": sum(right["label"] == "coding" for right in keys["q4"].values()),
        "privacy": sum(right["label"] == "privacy officer" for right in keys["q5"].values()),
        "not_ub04": 6 - often("q10", 1, "UB-04"),
        "revenue_path": often("q11", 0, "coding and revenue"),
        "coders": often("q11", 1, "medical coder"),
        "hospitals": often("q11", 2, "hospital"),
        "invalid": len(keys["q8"]["records"]),
        "gap": len(keys["q12"]["missing"]["records"]),
        "faultless": sum(abs(rate["all"] - rate["rate"]) <= 0.06 for rate in rates),
    }


def _practice(
    chance: Callable[[str], Random], office: Department
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Draw the lesson's tables, and the fingerprints of its try-it answers."""
    work, people, counts = _practice_queue(chance("practice queue"), office)
    moved = tables.migrate(chance("practice migration"), _groups(office.patients)[0])
    timed = tables.timed_queue(
        chance("practice log"), [row for row in office.charts if row["coded_on"] < _HALF]
    )
    answers = counts | {
        "broken": len(moved.invalid["Quillmere"]),
        "lost": moved.lost["Ostbrook"],
        "setting": ["skilled nursing facility", "UB-04", "PDPM", "MDS", "principal diagnosis"],
        "job": ["data and systems", "EHR analyst", "hospital"],
        "best": timed.best,
    }
    files = {
        "practice_queue.csv": csv_bytes(work),
        "practice_patients.csv": csv_bytes(people),
        "practice_old.csv": csv_bytes(moved.old),
        "practice_new.csv": csv_bytes(moved.new),
        "practice_log.csv": csv_bytes(timed.log),
    }
    asked = {
        "queue": timed.queue,
        "first": timed.first,
        "last": timed.last,
        "zip": people[0]["zip"],
    }
    return files, asked | {name: seal(answer) for name, answer in answers.items()}


def _practice_queue(chance: Random, office: Department) -> tuple[list[Row], list[Row], Row]:
    """Draw a short queue of three wards with its patients, so that each filter finds something."""
    others = [ward for ward in office.wards if ward not in ("Surgery", "Nursery")]
    while True:
        wards = ["Surgery", *some(chance, others, 2)]
        work = some(chance, tables.queue(chance, office.stays, wards), 60)
        known = {row["mrn"] for row in work}
        people = [row for row in office.patients if row["mrn"] in known]
        by_mrn = {row["mrn"]: row for row in people}
        urgent = [row for row in work if row["priority"] == "urgent"]
        old = [row for row in work if by_mrn[row["mrn"]]["birth_date"] < "1960"]
        found = {
            "urgent": sum(row["ward"] == "Surgery" for row in urgent),
            "medicare": sum(by_mrn[row["mrn"]]["payer"] == "Medicare" for row in urgent),
            "older": sum(by_mrn[row["mrn"]]["payer"] == "Medicare" for row in old),
            "waiting": sum(row["ward"] == "Surgery" and row["status"] == "waiting" for row in work),
        }
        if min(found.values()) >= 2:
            return work, people, {name: found[name] for name in ("urgent", "medicare")}


def _count(chance: Random, work: Sequence[Row], wards: Sequence[str]) -> Part:
    """Ask for the tasks of a ward with a status: at least 4, and fewer than of each alone."""
    asked = [
        (ward, status)
        for ward in wards
        for status in tables.STATUSES
        if sum(row["ward"] == ward and row["status"] == status for row in work) >= 4
    ]
    ward, status = pick(chance, asked)
    both = sum(row["ward"] == ward and row["status"] == status for row in work)
    of_ward = sum(row["ward"] == ward for row in work)
    of_status = sum(row["status"] == status for row in work)
    near = {
        of_ward: f"That counts all tasks of {ward}, whatever their status.",
        of_status: f"That counts the {status} tasks of all wards.",
        of_ward + of_status - both: "That counts rows where one OR the other holds; use &.",
        len(work): "That counts every row of the queue.",
    }
    return {"ward": ward, "status": status}, {"count": both, "near": near}


def _zeros(chance: Random) -> Part:
    counts = {
        "zip": 2,
        "revenue code": 2,
        "discharge status": 1,
        "ms-drg": 2,
        "place of service": 1,
    }
    whole = [
        (field, code)
        for field, count in counts.items()
        for code in some(chance, _DAMAGED[field], count)
    ]
    shown, key = [], {}
    for number, (field, text) in zip(
        unlike(chance, 100, 999, 8), some(chance, whole, 8), strict=True
    ):
        name, why = _FIELDS[field]
        case = f"C{number}"
        shown.append(
            {"id": case, "what": name, "shown": text.lstrip("0"), "length": tables.WIDTHS[field]}
        )
        key[case] = {"text": text, "why": why}
    return {"cases": shown, "lengths": {row["id"]: row["length"] for row in shown}}, key


def _sorted_by(
    chance: Random,
    bank: Mapping[str, Sequence[str]],
    count: int,
    letter: str,
    means: Mapping[str, str],
) -> Part:
    """Draw ``count`` cases of a bank, no label more than twice, with unlike ids."""
    pool = [(label, text) for label, texts in bank.items() for text in some(chance, texts, 2)]
    drawn = some(chance, pool, count)
    ids = [f"{letter}{number}" for number in unlike(chance, 100, 999, count)]
    key = {
        case: {
            "label": label,
            "why": f"Ask {label} about: {means[label]}." if letter == "S" else means[label],
            "source": "Lesson 01: the duties at a glance, and whom to ask",
        }
        for case, (label, _) in zip(ids, drawn, strict=True)
    }
    cases = [{"id": case, "text": text} for case, (_, text) in zip(ids, drawn, strict=True)]
    return {"cases": cases, "ids": ids}, key


def _joined(chance: Random, work: Sequence[Row], people: Sequence[Row]) -> Part:
    """Ask how many tasks of a status concern patients of a payer born before a year."""
    by_mrn = {row["mrn"]: row for row in people}
    fair = []
    for payer in tables.PAYERS:
        of_payer = [row for row in work if by_mrn[row["mrn"]]["payer"] == payer]
        for status in tables.STATUSES:
            both = [row for row in of_payer if row["status"] == status]
            for year in range(1950, 2000):

                def old(rows: Sequence[Row], year: int = year) -> int:
                    return sum(by_mrn[row["mrn"]]["birth_date"] < str(year) for row in rows)

                count = old(both)
                near = {
                    len(both): "That leaves out the birth year.",
                    old(of_payer): "That leaves out the status.",
                    old([row for row in work if row["status"] == status]): "That leaves out the "
                    "payer.",
                    0: "Nothing matched. Is each word spelled as in the table, capitals and all?",
                }
                if count >= 5 and count not in near and len(near) == 4:
                    fair.append(
                        (
                            {"payer": payer, "status": status, "year": year},
                            {"count": count, "near": near},
                        )
                    )
    return pick(chance, fair)


def _queried(chance: Random, work: Sequence[Row], people: Sequence[Row]) -> Part:
    """Ask for a count by ward of the tasks of a status and a payer."""
    payer_of = {row["mrn"]: row["payer"] for row in people}

    def counted(payer: str, status: str) -> Counter[str]:
        return Counter(
            row["ward"] for row in work if row["status"] == status and payer_of[row["mrn"]] == payer
        )

    def spread(asked: tuple[str, str]) -> tuple[int, int]:
        counts = counted(*asked)
        return len(counts), len(set(counts.values()))

    every = [(payer, status) for payer in tables.PAYERS for status in tables.STATUSES]
    payer, status = pick(chance, sorted(every, key=spread)[-3:])
    rows = [row for row in work if row["status"] == status]
    payers = Counter(row["ward"] for row in work if payer_of[row["mrn"]] == payer)
    near = [
        {"counts": dict(Counter(row["ward"] for row in rows)), "says": f"{payer} is left out."},
        {"counts": dict(payers), "says": f"Only {status} tasks should count."},
        {"counts": dict(Counter(row["ward"] for row in work)), "says": "WHERE is left out."},
    ]
    return {"payer": payer, "status": status}, {
        "counts": dict(counted(payer, status)),
        "near": near,
        "source": "data/queue.csv, data/patients.csv",
    }


def _invalid(chance: Random, moved: tables.Migration) -> Part:
    town = pick(chance, tables.TOWNS)
    key: dict[str, Any] = {"what": "rows that break the dictionary", "records": moved.invalid[town]}
    key |= {"why": _only(moved.why, moved.invalid[town]), "source": "data/dictionary.csv"}
    return {"town": town}, key


def _compared(chance: Random, moved: tables.Migration) -> Part:
    """Ask for a town's lost records, and for those where one column changed."""
    town = pick(chance, tables.TOWNS)
    column = pick(
        chance,
        [name for name in tables.CHANGED_COLUMNS if len(moved.changed[town][name]) >= 2],
    )
    changed = moved.changed[town][column]
    lost = moved.lost[town]
    keys: list[dict[str, Any]] = [
        {"what": "lost records", "records": lost},
        {"what": "changed records", "records": changed},
    ]
    for key in keys:
        key |= {"why": _only(moved.why, key["records"]), "source": "data/old_patients.csv"}
    return {"town": town, "column": column}, keys


def _only(why: Mapping[str, str], records: Sequence[str]) -> dict[str, str]:
    return {record: why[record] for record in records}


def _one_chart(chance: Random, people: Sequence[Row]) -> Part:
    """Draw six encounters of one patient: every setting, and one of them twice."""
    again = pick(chance, settings.SETTINGS)
    who = pick(
        chance,
        [row for row in people if row["payer"] == "Medicare" and row["birth_date"] < "1960"],
    )
    cases, key, scenes = [], {}, set()
    ids = (f"E{number}" for number in unlike(chance, 100, 999, 6))
    for setting, case in zip(some(chance, (*settings.SETTINGS, again), 6), ids, strict=True):
        text = settings.scene(setting, chance, "The patient")
        while text in scenes:
            text = settings.scene(setting, chance, "The patient")
        scenes.add(text)
        cases.append({"id": case, "text": text})
        key[case] = {
            "names": list(DECISION_NAMES),
            "labels": list(setting.decisions),
            "why": setting.why,
            "source": setting.source,
        }
    asked = {
        "patient": f"{who['first_name']} {who['last_name']}",
        "year": who["birth_date"][:4],
        "cases": cases,
        "ids": [case["id"] for case in cases],
    }
    return asked, key


def _postings(chance: Random) -> Part:
    """Draw eight postings of different titles in settings that hire them."""
    cases, key = [], {}
    numbers = unlike(chance, 100, 999, 8)
    for job, number in zip(some(chance, JOBS, 8), numbers, strict=True):
        employers = [name for name, titles in POSSIBLE.items() if job.title in titles]
        employer = pick(
            chance, employers[1:] if employers[1:] and between(chance, 0, 2) else employers
        )
        text = f"{pick(chance, EMPLOYERS[employer])} {pick(chance, job.does)}"
        case = f"P{number}"
        cases.append({"id": case, "text": text, "title": job.title})
        key[case] = {
            "names": ["path", "title", "setting"],
            "labels": [job.path, job.title, employer],
            "why": f"{job.title}: {job.short}; path: {job.path}.",
            "source": "Lesson 01: job titles and paths",
        }
    return {"cases": cases, "ids": [case["id"] for case in cases]}, key


def _skills(
    chance: Random, postings: Mapping[str, Any], colleagues: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, bytes]]:
    """Draw what postings ask for and what four people can do; ask for one person's gap."""
    jobs = {job.title: job for job in JOBS}
    wanted = {case["id"]: jobs[case["title"]].skills for case in postings["cases"]}
    while True:
        names = some(chance, colleagues, 4)
        people = {name: _able(chance, tuple(jobs.values())) for name in names}
        person, posting = pick(chance, names), pick(chance, tuple(wanted))
        gaps = {
            case: [skill for skill in skills if skill not in people[person]]
            for case, skills in wanted.items()
        }
        fewest = sorted(len(gap) for gap in gaps.values())
        if 2 <= len(gaps[posting]) <= 4 and 0 < fewest[0] < fewest[1]:
            break
    closest = min(gaps, key=lambda case: len(gaps[case]))
    why = f"{person} lacks {len(gaps[closest])} of the {len(wanted[closest])} skills that it asks."
    key = {
        "missing": {
            "what": "missing skills",
            "records": gaps[posting],
            "source": "data/wanted_skills.csv, data/people_skills.csv",
            "why": dict.fromkeys(gaps[posting], f"{posting} asks for it."),
        },
        "closest": closest,
        "why": why,
    }
    files = {
        "wanted_skills.csv": csv_bytes(
            [
                {"posting": case, "skill": skill}
                for case, listed in wanted.items()
                for skill in listed
            ]
        ),
        "people_skills.csv": csv_bytes(
            [{"person": name, "skill": skill} for name, able in people.items() for skill in able]
        ),
    }
    return {"person": person, "posting": posting}, key, files


def _able(chance: Random, jobs: Sequence[Job]) -> list[str]:
    first, second = some(chance, jobs, 2)
    skills = [*some(chance, first.skills, between(chance, 3, 5)), *some(chance, second.skills, 3)]
    return sorted(set(skills))


def _rates(timed: tables.TimedQueue) -> Part:
    key = {
        "rates": {
            name: {
                "rate": round(rate.right_per_hour, 3),
                "all": round(rate.per_hour, 3),
                "minute": round(rate.right / rate.minutes, 4),
                "charts": rate.charts,
                "right": rate.right,
                "minutes": rate.minutes,
            }
            for name, rate in timed.rates.items()
        },
        "best": timed.best,
        "fastest": timed.fastest,
    }
    asked = {
        "queue": timed.queue,
        "first": timed.first,
        "last": timed.last,
        "coders": list(timed.rates),
    }
    return asked, key
