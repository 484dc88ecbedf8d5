"""The hospital beside published figures: what agrees, what differs, and the source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hitkit.hospital.model import Row

NHDS = "CDC/NCHS, National Hospital Discharge Survey 2010 (MMWR QuickStats, 12 October 2012)"
BIRTHS = "CDC/NCHS, Births: Final Data for 2023"
HCUP_2012 = "AHRQ, HCUP Statistical Brief 180, stays of 2012"
HCUP_2009 = "AHRQ, HCUP Facts and Figures 2009"
READMISSIONS = "AHRQ, HCUP Statistical Brief 248, stays of 2016, ages 1 and over"
CENSUS = "U.S. Census Bureau, The Older Population: 2020 (C2020BR-07)"
EMERGENCY = "CDC/NCHS, Data Brief 503, National Hospital Ambulatory Medical Care Survey 2022"
TABLE_5 = "CMS, FY 2026 IPPS Final Rule, Table 5"


@dataclass(frozen=True)
class Measure:
    """One published figure and ours."""

    name: str
    unit: str
    published: float
    ours: float
    records: int
    source: str
    remark: str = ""


def measures(rows: Mapping[str, list[Row]]) -> list[Measure]:
    """Return every comparison for the tables of a clean hospital."""
    people: dict[Any, Any] = {row["mrn"]: row for row in rows["patients"]}
    visits: list[Any] = list(rows["encounters"])
    stays = [row for row in visits if row["type"] == "inpatient"]
    grown = [row for row in rows["patients"] if not row["mother_mrn"]]
    payer_kinds = {row["payer_id"]: row["kind"] for row in rows["payers"]}
    births = [row for row in stays if row["reason"] == "delivery"]
    done: dict[Any, set[Any]] = defaultdict(set)
    for row in [*rows["procedures"], *rows["diagnoses"]]:
        done[row["encounter_id"]].add(row["code"])

    def share(of: list[Any], those: list[Any]) -> float:
        return round(100 * len(those) / max(1, len(of)), 1)

    def died(reason: str) -> tuple[float, int]:
        mine = [row for row in stays if row["reason"] == reason]
        return share(mine, [row for row in mine if row["discharge_status"] == "20"]), len(mine)

    found = [
        Measure(
            "People aged 65 and over",
            "%",
            16.8,
            share(grown, [row for row in grown if _age(row) >= 65]),
            len(grown),
            CENSUS,
            "ours are people with a visit, who are older than a population",
        ),
        Measure(
            "Cesarean deliveries",
            "%",
            32.3,
            share(births, [row for row in births if "10D00Z1" in done[row["encounter_id"]]]),
            len(births),
            BIRTHS,
        ),
        Measure(
            "Preterm births",
            "%",
            10.4,
            share(births, [row for row in births if "O60.14X0" in done[row["encounter_id"]]]),
            len(births),
            BIRTHS,
        ),
        Measure(
            "Stays that end in death",
            "%",
            2.0,
            share(stays, [row for row in stays if row["discharge_status"] == "20"]),
            len(stays),
            NHDS,
        ),
    ]
    for reason, name, published in (
        ("sepsis", "septicemia", 16),
        ("heart attack", "heart attack", 8),
        ("stroke", "stroke", 5),
    ):
        rate, number = died(reason)
        found.append(Measure(f"Deaths in stays for {name}", "%", published, rate, number, NHDS))
    back, index = readmissions(stays, people)
    medicare = [row for row in stays if str(payer_kinds[row["payer_id"]]).startswith("Medicare")]
    medicaid = [row for row in stays if payer_kinds[row["payer_id"]] == "Medicaid"]
    old = [row for row in visits if row["type"] == "emergency" and _age(people[row["mrn"]]) >= 75]
    all_emergency = [row for row in visits if row["type"] == "emergency"]
    people_75 = [row for row in grown if _age(row) >= 75]
    ratio = (len(old) / max(1, len(people_75))) / (len(all_emergency) / max(1, len(grown)))
    return [
        *found,
        Measure(
            "Back within 30 days, all causes",
            "%",
            13.9,
            round(100 * back / max(1, index), 1),
            index,
            READMISSIONS,
        ),
        Measure(
            "Mean length of stay",
            "days",
            4.5,
            round(sum(int(row["length_of_stay"]) for row in stays) / max(1, len(stays)), 1),
            len(stays),
            HCUP_2012,
            "our case mix has few long stays; by DRG see the next line",
        ),
        Measure(
            "Length of stay over the mean of the DRG",
            "ratio",
            1.0,
            _length_ratio(rows, stays),
            len(stays),
            TABLE_5,
        ),
        Measure(
            "Stays with Medicare",
            "%",
            37.3,
            share(stays, medicare),
            len(stays),
            HCUP_2009,
            "14.7 of 39.4 million",
        ),
        Measure(
            "Stays with Medicaid",
            "%",
            20.3,
            share(stays, medicaid),
            len(stays),
            HCUP_2009,
            "8.0 of 39.4 million",
        ),
        Measure(
            "Emergency visits at 75 and over to all ages",
            "ratio",
            1.6,
            round(ratio, 2),
            len(all_emergency),
            EMERGENCY,
            "76 to 47 visits for 100 people",
        ),
    ]


def _age(person: Any) -> int:
    born = date.fromisoformat(str(person["birth_date"]))
    return 2025 - born.year - ((born.month, born.day) > (10, 1))


def readmissions(stays: list[Any], people: Mapping[Any, Any]) -> tuple[int, int]:
    """Return stays followed by another within 30 days, and index stays (alive, not newborn)."""
    by_person: dict[Any, list[Any]] = defaultdict(list)
    for row in stays:
        by_person[row["mrn"]].append(row)
    back = index = 0
    for mine in by_person.values():
        mine.sort(key=lambda row: row["began_at"])
        for place, row in enumerate(mine):
            if row["discharge_status"] == "20" or row["reason"] == "birth":
                continue
            index += 1
            if place + 1 < len(mine):
                ended, began = (
                    str(when)[:10] for when in (row["ended_at"], mine[place + 1]["began_at"])
                )
                back += (date.fromisoformat(began) - date.fromisoformat(ended)).days <= 30
    return back, index


def _length_ratio(rows: Mapping[str, list[Row]], stays: list[Any]) -> float:
    means: dict[Any, Any] = {row["drg"]: row["amlos"] for row in rows["drg_weights"]}
    counted = [row for row in stays if row["reason"] not in ("birth",)]
    ours = sum(int(row["length_of_stay"]) for row in counted)
    return round(ours / max(1.0, sum(float(means[row["drg"]]) for row in counted)), 2)


def by_drg(rows: Mapping[str, list[Row]], least: int = 10) -> list[tuple[str, int, float, float]]:
    """Return for each frequent DRG: stays, our mean length of stay, the published mean."""
    means: dict[Any, Any] = {row["drg"]: row["amlos"] for row in rows["drg_weights"]}
    days: dict[str, list[int]] = defaultdict(list)
    for row in rows["encounters"]:
        if row["drg"] and row["reason"] != "birth":
            days[str(row["drg"])].append(int(str(row["length_of_stay"])))
    return [
        (drg, len(stays), round(sum(stays) / len(stays), 1), float(means[drg]))
        for drg, stays in sorted(days.items())
        if len(stays) >= least
    ]


def months(rows: Mapping[str, list[Row]], reason: str) -> list[tuple[str, int]]:
    """Return the visits for a reason by month, from October."""
    counted = Counter(
        str(row["began_at"])[:7] for row in rows["encounters"] if row["reason"] == reason
    )
    names = [f"2025-{month:02d}" for month in (10, 11, 12)] + [
        f"2026-{month:02d}" for month in range(1, 10)
    ]
    return [(name, counted[name]) for name in names]


def ages(rows: Mapping[str, list[Row]]) -> list[tuple[str, int, int]]:
    """Return women and men by age group of ten years."""
    counted: Counter[tuple[int, str]] = Counter()
    for row in rows["patients"]:
        counted[max(0, _age(row)) // 10, str(row["sex"])] += 1
    return [
        (f"{ten * 10} to {ten * 10 + 9}", counted[ten, "F"], counted[ten, "M"])
        for ten in range(10)
        if counted[ten, "F"] + counted[ten, "M"]
    ]
