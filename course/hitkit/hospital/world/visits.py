"""Visits: who comes when, for what, how long they stay and how they leave."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from hitkit.chance import between, one_of, poisson, weighted
from hitkit.hospital.world import calendar, codes, people
from hitkit.hospital.world.house import House
from hitkit.hospital.world.people import Person
from hitkit.hospital.world.staff import SERVICES, Worker

# Visits a year by age band [0-17, 18-44, 45-64, 65-79, 80+]. Everybody here is somebody's patient,
# so that the rates are higher than those of a population; the order of the bands is as published.
RATES: dict[str, tuple[float, ...]] = {
    "inpatient": (0.10, 0.13, 0.33, 0.72, 1.05),
    "observation": (0.04, 0.06, 0.13, 0.20, 0.25),
    "emergency": (0.80, 0.80, 0.72, 0.80, 1.25),
    "clinic": (1.20, 0.95, 1.75, 2.40, 2.40),
}
_DELIVERIES = ((15, 0.0), (20, 0.06), (25, 0.22), (30, 0.30), (35, 0.28), (40, 0.16), (45, 0.04))
_REMOTE_SHARE = 0.22
_SURGICAL = {"Surgery", "Orthopedics"}


@dataclass
class Visit:
    """One encounter as the world knows it, before it is written into tables."""

    id: str
    who: Person
    kind: str
    reason: str
    scenario: Mapping[str, Any]
    arrived: datetime
    began: datetime
    ended: datetime
    unit: str
    attending: Worker
    codes: list[codes.Coded]
    procedures: list[tuple[str, datetime, Worker]] = field(default_factory=list)
    disposition: str = "01"
    admit_type: str = ""
    origin: str = "1"
    drg: str = ""
    readmission: bool = False

    @property
    def days(self) -> int:
        """Return the length of stay: midnights in the house, at least 1 for an inpatient."""
        return max(1, (self.ended.date() - self.began.date()).days)

    @property
    def principal(self) -> str:
        """Return the first diagnosis."""
        return self.codes[0][0]


@dataclass(order=True)
class _Wish:
    day: date
    order: int
    kind: str = field(compare=False)
    scenario: Mapping[str, Any] | None = field(compare=False, default=None)
    readmission: bool = field(compare=False, default=False)


def year(house: House, rng: Random, who: Person) -> tuple[list[Visit], list[tuple[Person, Visit]]]:
    """Draw a person's visits in order of time, none overlapping, and the births among them."""
    wishes = _wishes(house, rng, who)
    heapq.heapify(wishes)
    free, visits, births = calendar.FIRST_DAY, list[Visit](), list[tuple[Person, Visit]]()
    while wishes and not who.died:
        wish = heapq.heappop(wishes)
        day = max(wish.day, free)
        while wish.kind == "clinic" and day.weekday() > 4:
            day += timedelta(days=1)
        number = house.numbers.encounter(who.number, len(visits))
        visit, birth = _visit(house, rng, who, wish, day, number)
        if visit is None:
            continue
        visits.append(visit)
        if birth:
            births.append(birth)
        free = visit.ended.date() + timedelta(days=1)
        if visit.kind == "inpatient" and visit.disposition == "20":
            who.died = visit.ended.date()
        elif visit.kind == "inpatient" and rng.random() < visit.scenario["back"] * _age_pull(visit):
            back = visit.ended.date() + timedelta(days=1 + int(28 * rng.random() ** 1.4))
            again = (
                visit.scenario
                if rng.random() < 0.45 and not visit.scenario.get("elective")
                else None
            )
            if visit.scenario["name"] != "delivery":
                heapq.heappush(wishes, _Wish(back, len(visits) + 900, "inpatient", again, True))
    return visits, births


def _age_pull(visit: Visit) -> float:
    return (0.75, 0.75, 0.9, 0.95, 1.0)[visit.who.band(visit.began.date())]


def _wishes(house: House, rng: Random, who: Person) -> list[_Wish]:
    band, wishes = who.band(calendar.FIRST_DAY), list[_Wish]()
    heavy = 0.6 + 0.16 * min(len(who.conditions), 9)
    for kind, rates in RATES.items():
        pull = heavy if band else 1.0
        for _ in range(min(poisson(rng, rates[band] * pull), 12)):
            scenario = _scenario(house, rng, who, kind, band)
            if scenario is None:
                continue
            weekdays = kind == "clinic" or bool(scenario.get("elective"))
            day = calendar.day(rng, scenario.get("season", ""), weekdays)
            if day > who.born:
                wishes.append(_Wish(day, len(wishes), kind, scenario))
    if who.sex == "F":
        age = who.age(calendar.FIRST_DAY)
        chance = next((share for limit, share in _DELIVERIES if age < limit), 0.0)
        if rng.random() < chance:
            wishes.append(_Wish(calendar.day(rng), 500, "delivery"))
    return wishes


def _scenario(
    house: House, rng: Random, who: Person, kind: str, band: int
) -> Mapping[str, Any] | None:
    age = who.age(calendar.FIRST_DAY)
    weights = [
        0.0
        if scenario.get("sex", who.sex) != who.sex
        or not scenario.get("ages", (0, 200))[0] <= age <= scenario.get("ages", (0, 200))[1]
        else scenario["rate"][band] * _fit(who, scenario)
        for scenario in house.scenarios[kind]
    ]
    return weighted(rng, house.scenarios[kind], weights) if any(weights) else None


def _fit(who: Person, scenario: Mapping[str, Any]) -> float:
    needs = scenario.get("needs")
    if not needs:
        return 1.0
    return 3.0 if who.conditions.issuperset(needs) else 0.35


def _visit(
    house: House, rng: Random, who: Person, wish: _Wish, day: date, number: str
) -> tuple[Visit | None, tuple[Person, Visit] | None]:
    if wish.kind == "delivery":
        return _delivery(house, rng, who, day, number)
    scenario = wish.scenario or _scenario(house, rng, who, wish.kind, who.band(day))
    if scenario is None or day > calendar.LAST_DAY:
        return None, None
    who.conditions |= set(scenario.get("needs", ()))
    if "heart failure" in scenario.get("needs", ()):
        who.conditions.add("hypertension")
    if wish.kind == "inpatient":
        return _stay(house, rng, who, scenario, day, number, wish.readmission), None
    return _outpatient(house, rng, who, wish.kind, scenario, day, number), None


def _stay(
    house: House,
    rng: Random,
    who: Person,
    scenario: Mapping[str, Any],
    day: date,
    number: str,
    readmission: bool,
) -> Visit | None:
    coded = codes.stay(rng, scenario, who)
    present = {code for code, _ in coded}
    grave = 2.2 if {"R65.20", "J96.01", "R57.0"} & present else 0.7
    died = rng.random() < scenario["death"] * grave * (0.35, 0.5, 0.8, 1.1, 1.6)[who.band(day)]
    disposition = "20" if died else _disposition(rng, scenario, who.age(day))
    operations = _operations(rng, scenario, coded[0][0])
    drg = house.group(who, who.age(day), disposition, coded, [code for code, _ in operations])
    length = house.length(rng, drg, died)
    day = min(day, calendar.LAST_DAY - timedelta(days=length))
    if day < calendar.FIRST_DAY or day <= who.born:
        return None
    elective = bool(scenario.get("elective"))
    arrived = calendar.at(rng, day, 5, 7) if elective else _any_time(rng, day)
    began = arrived if elective else calendar.after(rng, arrived, 70, 420)
    out = began.date() + timedelta(days=length)
    ended = _any_time(rng, out) if died else calendar.at(rng, out, 9, 17)
    if out > calendar.LAST_DAY:
        return None
    unit = SERVICES[scenario["service"]]
    if drg in house.intensive and rng.random() < 0.6:
        unit = "ICU"
    service = SERVICES[scenario["service"]]
    surgeon = house.doctor(rng, service)
    return Visit(
        id=number,
        who=who,
        kind="inpatient",
        reason=scenario["name"],
        scenario=scenario,
        arrived=arrived,
        began=began,
        ended=ended,
        unit=unit,
        attending=surgeon,
        codes=coded,
        procedures=[
            (code, _operating_time(rng, began, ended, offset, elective), surgeon)
            for code, offset in operations
        ],
        disposition=disposition,
        admit_type="3" if elective else "1" if rng.random() < 0.85 else "2",
        origin="4"
        if not elective and rng.random() < 0.04
        else "5"
        if who.age(day) > 84 and rng.random() < 0.1
        else "1",
        drg=drg,
        readmission=readmission,
    )


def _operations(rng: Random, scenario: Mapping[str, Any], principal: str) -> list[tuple[str, int]]:
    done = [
        (code, offset)
        for code, chance, offset in scenario.get("procedures", [])
        if rng.random() < chance
    ]
    matched = scenario.get("procedures_for", {}).get(principal)
    if matched:
        done.append((matched, 0 if scenario.get("elective") else 1))
    return done


def _operating_time(
    rng: Random, began: datetime, ended: datetime, offset: int, elective: bool
) -> datetime:
    if offset == 0:
        return calendar.after(rng, began, 90 if elective else 150, 300)
    planned = calendar.at(rng, began.date() + timedelta(days=offset), 8, 14)
    return min(planned, began + (ended - began) / 2).replace(second=0, microsecond=0)


def _disposition(rng: Random, scenario: Mapping[str, Any], age: int) -> str:
    if scenario["name"] in ("hip fracture", "stroke"):
        return one_of(rng, {"01": 0.16, "03": 0.46, "06": 0.18, "62": 0.20})
    if age >= 80:
        return one_of(rng, {"01": 0.48, "03": 0.24, "06": 0.22, "50": 0.03, "02": 0.02, "07": 0.01})
    if age >= 65:
        return one_of(
            rng, {"01": 0.66, "03": 0.11, "06": 0.18, "50": 0.015, "02": 0.02, "07": 0.015}
        )
    return one_of(rng, {"01": 0.86, "06": 0.08, "03": 0.03, "02": 0.015, "07": 0.015})


def _any_time(rng: Random, day: date) -> datetime:
    hour = weighted(
        rng, range(24), (2, 2, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5, 4, 3, 3)
    )
    return datetime.combine(day, time(hour, between(rng, 0, 59)))


def _outpatient(
    house: House,
    rng: Random,
    who: Person,
    kind: str,
    scenario: Mapping[str, Any],
    day: date,
    number: str,
) -> Visit | None:
    if kind == "clinic":
        if scenario.get("remote") and rng.random() < _REMOTE_SHARE:
            kind = "telehealth"
        arrived = began = datetime.combine(day, time(between(rng, 8, 16), 15 * between(rng, 0, 3)))
        ended = calendar.after(rng, began, 12, 40)
        unit = "CLI"
    else:
        arrived = _any_time(rng, day)
        began = calendar.after(rng, arrived, 5, 60)
        hours = between(rng, 9, 40) if kind == "observation" else scenario["level"]
        ended = calendar.after(rng, began, hours * 45, hours * 70)
        unit = "EMD" if kind == "emergency" else "MED"
    if ended.date() > calendar.LAST_DAY:
        return None
    return Visit(
        id=number,
        who=who,
        kind=kind,
        reason=scenario["reason"],
        scenario=scenario,
        arrived=arrived,
        began=began,
        ended=ended,
        unit=unit,
        attending=house.doctor(rng, unit),
        codes=codes.visit(rng, scenario, who),
        disposition="07" if kind == "emergency" and rng.random() < 0.02 else "01",
        admit_type="1" if kind in ("emergency", "observation") else "",
    )


def _delivery(
    house: House, rng: Random, who: Person, day: date, number: str
) -> tuple[Visit | None, tuple[Person, Visit] | None]:
    coded, procedures, cesarean, preterm = codes.delivery(rng, who)
    drg = house.group(who, who.age(day), "01", coded, procedures)
    length = house.length(rng, drg, died=False)
    day = min(day, calendar.LAST_DAY - timedelta(days=length + 1))
    if day <= calendar.FIRST_DAY:
        return None, None
    arrived = _any_time(rng, day)
    born = calendar.after(rng, arrived, 120, 900)
    ended = calendar.at(rng, born.date() + timedelta(days=length), 9, 17)
    if ended.date() > calendar.LAST_DAY:
        return None, None
    doctor = house.doctor(rng, "OBS")
    mother = Visit(
        id=number,
        who=who,
        kind="inpatient",
        reason="delivery",
        scenario=house.delivery,
        arrived=arrived,
        began=arrived,
        ended=ended,
        unit="OBS",
        attending=doctor,
        codes=coded,
        procedures=[(code, born, doctor) for code in procedures],
        admit_type="3" if cesarean and rng.random() < 0.4 else "1",
        drg=drg,
    )
    child = people.baby(house.numbers, rng, who, born.date())
    child_codes, child_procedures = codes.newborn(rng, child, cesarean, preterm)
    child_drg = house.group(child, 0, "01", child_codes, child_procedures)
    stays_on = max(0, house.length(rng, child_drg, died=False) - length) if preterm else 0
    pediatrician = house.doctor(rng, "PED")
    birth = Visit(
        id=house.numbers.encounter(child.number, 0),
        who=child,
        kind="inpatient",
        reason="birth",
        scenario=house.birth,
        arrived=born,
        began=born,
        ended=min(
            ended + timedelta(days=stays_on), datetime.combine(calendar.LAST_DAY, time(15, 0))
        )
        if stays_on
        else ended,
        unit="NUR",
        attending=pediatrician,
        codes=child_codes,
        procedures=[
            (code, calendar.after(rng, born, 240, 900), pediatrician) for code in child_procedures
        ],
        admit_type="4",
        origin="5",
        drg=child_drg,
    )
    return mother, (child, birth)
