"""Defects of coding: wrong, false, forgotten, invalid and misplaced codes."""

from __future__ import annotations

from random import Random
from typing import Any

from hitkit.chance import pick
from hitkit.hospital.defects.claims import reprice
from hitkit.hospital.defects.desk import Desk, Spoilt, defect, replace
from hitkit.hospital.model import Row
from hitkit.hospital.world.codes import phrases
from hitkit.hospital.world.house import group
from hitkit.hospital.world.people import years
from hitkit.seeds import stream

# What a hurried coder writes instead: the other side, the neighbor, the less exact.
CONFUSED = {
    "E11.22": "E11.9",
    "E66.811": "E66.812",
    "E66.812": "E66.811",
    "F10.230": "F10.231",
    "H66.91": "H66.92",
    "H66.92": "H66.91",
    "I48.0": "I48.91",
    "I48.20": "I48.0",
    "I50.22": "I50.32",
    "I50.23": "I50.33",
    "I50.32": "I50.22",
    "I50.33": "I50.23",
    "I63.511": "I63.512",
    "I63.512": "I63.511",
    "J45.41": "J45.42",
    "K35.80": "K35.32",
    "K85.10": "K85.20",
    "L03.115": "L03.116",
    "L03.116": "L03.115",
    "M16.11": "M16.12",
    "M16.12": "M16.11",
    "M17.11": "M17.12",
    "M17.12": "M17.11",
    "N18.31": "N18.32",
    "N18.32": "N18.31",
    "S52.501A": "S52.502A",
    "S52.502A": "S52.501A",
    "S61.411A": "S61.412A",
    "S61.412A": "S61.411A",
    "S72.001A": "S72.002A",
    "S72.002A": "S72.001A",
    "S72.141A": "S72.142A",
    "S72.142A": "S72.141A",
    "S93.401A": "S93.402A",
    "S93.402A": "S93.401A",
    "J10.1": "J06.9",
    "A41.51": "A41.9",
    "R10.84": "R10.9",
    "D25.1": "D25.2",
    "D25.2": "D25.1",
}
_TEMPTING = ("J96.01", "G93.41", "R57.0", "D62", "N17.9", "E87.1")


_FINAL = ("discharge summary", "emergency note", "clinic note", "telehealth note")


def _coded(desk: Desk, rows: list[Row]) -> list[Row]:
    """Keep the diagnoses of visits that still have the final note, by which a reviewer decides."""
    noted = {
        row["encounter_id"] for kind in _FINAL for row in desk.by("documents", "type").get(kind, [])
    }
    return [row for row in rows if row["encounter_id"] in noted]


def _close(desk: Desk, visit: Any) -> None:
    """One defect of coding is enough for a visit."""
    desk.take("diagnoses", *desk.of("diagnoses", "encounter_id", visit))


def _favoring_one(desk: Desk, rows: list[Row]) -> list[Row]:
    """Put one drawn coder's charts into the bowl three times, so that there is an outlier."""
    queue = {row["encounter_id"]: row["coder_id"] for row in desk.tables["coding_queue"]}
    coders = sorted({str(coder) for coder in queue.values()})
    outlier = pick(stream(desk.seed, "outlier"), coders)
    return [row for row in rows for _ in range(3 if queue[row["encounter_id"]] == outlier else 1)]


@defect(
    "miscoded",
    "diagnoses",
    0.006,
    "A code that the chart does not support: the other side, a neighbor, a less exact code.",
    "The final note says the condition that belongs to another code.",
    lambda desk: _favoring_one(
        desk,
        [
            row
            for row in _coded(desk, desk.tables["diagnoses"])
            if row["code"] in CONFUSED and _alone(desk, row)
        ],
    ),
    record=lambda row: str(row["encounter_id"]),
)
def miscoded(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Write the confused code."""
    _close(desk, row["encounter_id"])
    return replace(row, "code", CONFUSED[str(row["code"])])


def _alone(desk: Desk, row: Row) -> bool:
    return CONFUSED[str(row["code"])] not in desk.codes[row["encounter_id"]]


def _last_of_stay(desk: Desk) -> list[Row]:
    last = {row["encounter_id"]: row for row in desk.tables["diagnoses"]}
    return [
        row
        for row in _coded(desk, list(last.values()))
        if desk.visits[row["encounter_id"]]["type"] == "inpatient"
        and desk.visits[row["encounter_id"]]["reason"] not in ("delivery", "birth")
    ]


@defect(
    "upcoded",
    "diagnoses",
    0.03,
    "A complication that nobody documented was added.",
    "No document of the stay names the condition.",
    _last_of_stay,
    record=lambda row: str(row["encounter_id"]),
)
def upcoded(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Add a condition that raises the weight."""
    visit = row["encounter_id"]
    held = {other["code"] for other in desk.of("diagnoses", "encounter_id", visit)}
    said = " ".join(str(note["text"]) for note in desk.of("documents", "encounter_id", visit))
    code = next(
        code
        for code in (pick(rng, _TEMPTING), *_TEMPTING)
        if code not in held and phrases()[code] not in said
    )
    added: Row = {"encounter_id": visit, "rank": len(held) + 1, "code": code, "poa": "Y"}
    desk.add("diagnoses", added, after=row)
    _close(desk, visit)
    return Spoilt("code", "", code)


@defect(
    "undercoded",
    "diagnoses",
    0.02,
    "A documented condition was not coded.",
    "The discharge summary names a condition without a code.",
    lambda desk: [
        row for row in _last_of_stay(desk) if int(str(row["rank"])) > 2 and row["poa"] == "Y"
    ],
    record=lambda row: str(row["encounter_id"]),
)
def undercoded(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Forget the last code of a stay."""
    desk.remove("diagnoses", row)
    _close(desk, row["encounter_id"])
    return Spoilt("code", row["code"], "")


def _of_stays(desk: Desk) -> list[Row]:
    return [
        row
        for row in _coded(desk, desk.tables["diagnoses"])
        if desk.visits[row["encounter_id"]]["type"] == "inpatient"
    ]


@defect(
    "invalid_code",
    "diagnoses",
    0.004,
    "A code that lacks its last character.",
    "The code is a category, not a billable code.",
    lambda desk: [
        row for row in _coded(desk, desk.tables["diagnoses"]) if len(str(row["code"])) > 4
    ],
)
def invalid_code(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Cut the last character off."""
    _close(desk, row["encounter_id"])
    return replace(row, "code", str(row["code"])[:-1].rstrip("."))


@defect(
    "wrong_principal",
    "diagnoses",
    0.02,
    "The principal diagnosis stands second.",
    "The discharge summary names another condition as principal.",
    lambda desk: [
        row
        for row in _of_stays(desk)
        if row["rank"] == 2
        and str(row["code"])[0] not in "WZBR"
        and desk.visits[row["encounter_id"]]["reason"] not in ("delivery", "birth")
    ],
    record=lambda row: str(row["encounter_id"]),
)
def wrong_principal(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Exchange the first two diagnoses."""
    first = desk.of("diagnoses", "encounter_id", row["encounter_id"])[0]
    for key in ("code", "poa"):
        first[key], row[key] = row[key], first[key]
    _close(desk, row["encounter_id"])
    return Spoilt("rank", row["code"], first["code"])


@defect(
    "missing_poa",
    "diagnoses",
    0.008,
    "A diagnosis of a stay has no present-on-admission indicator.",
    "poa is empty.",
    _of_stays,
)
def missing_poa(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Empty the indicator."""
    return replace(row, "poa", "")


@defect(
    "wrong_poa",
    "diagnoses",
    0.006,
    "A condition that was there on admission is marked as arising in hospital.",
    "poa is N, yet the history and physical or the summary does not say that it arose in hospital.",
    lambda desk: [row for row in _of_stays(desk) if row["poa"] == "Y"],
)
def wrong_poa(desk: Desk, rng: Random, row: Row) -> Spoilt:
    """Mark a condition as arising in hospital."""
    return replace(row, "poa", "N")


CHANGES_DRG = ("miscoded", "upcoded", "undercoded", "wrong_principal")


def regroup(desk: Desk, grouper: Any, visits: set[Any]) -> None:
    """Group stays again with the codes as they now are; claim and payment follow, as they would."""
    for visit in sorted(visits):
        stay = desk.visits[visit]
        if stay["type"] != "inpatient":
            continue
        born, female = desk.born[visit]
        diagnoses = sorted(
            desk.of("diagnoses", "encounter_id", visit), key=lambda row: int(str(row["rank"]))
        )
        drg = group(
            grouper,
            age=years(born, str(stay["began_at"])),
            female=female,
            disposition=str(stay["discharge_status"]),
            coded=[(str(row["code"]), str(row["poa"])) for row in diagnoses],
            procedures=[str(row["code"]) for row in desk.of("procedures", "encounter_id", visit)],
        )
        if drg not in ("998", "999"):
            stay["drg"] = drg
            for head in desk.of("claims", "encounter_id", visit):
                head["drg"] = drg
                reprice(desk, head)
