"""The visits and stays of the term's hospital, one for each record that the coding desk gets."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hitkit import hospital
from hitkit.chance import pick
from hitkit.coding.cases.story import CLINIC, EMERGENCY, HOSPITAL, Person, Wanted
from hitkit.hospital.model import Row
from hitkit.hospital.world.people import years

PEOPLE = 600
"""Enough for every case to find a patient, whatever the seed, and few enough to be quick."""
_SETTINGS = {"clinic": CLINIC, "emergency": EMERGENCY, "inpatient": HOSPITAL}
_HOME = ("01", "06")
_NIGHTS = 2


@dataclass(frozen=True)
class Slot:
    """One visit or stay of the hospital: who, when, where, and who was in charge."""

    encounter: str
    mrn: str
    patient: Person
    setting: str
    ward: str
    began: str
    ended: str
    attending: str

    def fits(self, setting: str, who: Wanted) -> bool:
        """Tell whether a case of this setting can be about this patient."""
        return (
            self.setting == setting
            and who.low <= self.patient.age <= who.high
            and self.patient.sex in who.sex
            and (setting != HOSPITAL or self.ward in who.wards)
        )


class Register:
    """The hospital's year, from which every patient is taken once."""

    def __init__(self, seed: str) -> None:
        self.hospital = hospital.simulate(seed, PEOPLE)
        rows = self.hospital.rows
        patients = {row["mrn"]: row for row in rows["patients"]}
        self.taken: set[str] = set()
        names = self.hospital.signatures
        self._free = [
            _slot(row, patients[row["mrn"]], names[row["attending_id"]])
            for row in rows["encounters"]
            if row["type"] in _SETTINGS and _went_home(row)
        ]

    def take(self, rng: Random, setting: str, who: Wanted) -> Slot:
        """Draw a visit or stay that a case can be about; its patient is not drawn again.

        Raises :class:`hospital.HospitalError` if nobody is left who fits.
        """
        fit = [slot for slot in self._free if slot.fits(setting, who)]
        if not fit:
            raise hospital.HospitalError(
                f"No {setting} is left of a patient aged {who.low} to {who.high}. "
                "Choose another seed."
            )
        taken = pick(rng, fit)
        self.taken.add(taken.encounter)
        self._free = [slot for slot in self._free if slot.mrn != taken.mrn]
        return taken


def _went_home(row: Row) -> bool:
    """Tell whether a visit ended as notes of the desk do: at home, and not on the day it began."""
    stayed = row["length_of_stay"]
    return row["discharge_status"] in _HOME and (stayed is None or stayed >= _NIGHTS)


def _slot(row: Row, patient: Row, attending: str) -> Slot:
    began, ended = row["began_at"][:10], row["ended_at"][:10]
    return Slot(
        encounter=row["encounter_id"],
        mrn=row["mrn"],
        patient=Person(
            patient["first_name"],
            patient["last_name"],
            years(patient["birth_date"], began),
            patient["sex"],
        ),
        setting=_SETTINGS[row["type"]],
        ward=row["department_id"],
        began=began,
        ended=ended,
        attending=attending,
    )
