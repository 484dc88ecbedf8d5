import pytest
from hitkit import hospital

PEOPLE = 300


@pytest.fixture(scope="session")
def clean() -> hospital.Hospital:
    return hospital.simulate("tests", PEOPLE)


@pytest.fixture(scope="session")
def planted(clean: hospital.Hospital) -> tuple[hospital.Hospital, hospital.Ledger]:
    return hospital.plant(clean)
