"""The release desk stands in the course's own hospital."""

from hitkit.hospital.world import names
from hitkit.release.people import HOSPITAL


def test_the_desk_is_in_the_hospital_of_the_course() -> None:
    assert HOSPITAL == names.HOSPITAL
