"""What every lab of the course owes its students, whatever it teaches."""

import pytest
from hitkit import curriculum
from hitkit.curriculum import Module

from .handed_in import GradedLab

MODULES = curriculum.load().modules
LIMIT_OF_A_REPLAY = 0.30


@pytest.fixture(scope="module", params=MODULES, ids=lambda module: module.id)
def lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> GradedLab:
    module: Module = request.param
    return GradedLab(module, tmp_path_factory.mktemp(module.id))


def automatic(lab: GradedLab) -> dict[str, int]:
    return {q.id: q.points for q in lab.module.questions if q.graded != "F"}


def test_solutions_earn_full_marks(lab: GradedLab) -> None:
    assert lab.points("solution") == automatic(lab)


def test_a_blank_earns_nothing(lab: GradedLab) -> None:
    assert lab.points("blank") == dict.fromkeys(automatic(lab), 0)


def test_another_right_way_earns_full_marks(lab: GradedLab) -> None:
    assert lab.alternatives
    for expected in lab.alternatives:
        question = expected.answer.question
        got = lab.points(expected.version)[question]
        told = lab.says(expected.version, question)
        assert got == automatic(lab)[question], f"{expected.answer.name}: {told}"


def test_likely_mistakes_earn_what_they_deserve_and_a_sentence(lab: GradedLab) -> None:
    assert len(lab.mistakes) >= 3
    for expected in lab.mistakes:
        answer = expected.answer
        told = lab.says(expected.version, answer.question)
        got = lab.points(expected.version)[answer.question]
        assert got == pytest.approx(float(answer.earns or 0), abs=0.011), f"{answer.name}: {told}"
        assert answer.says in told, f"{answer.name}: {told}"


def test_last_terms_answers_are_worth_little(lab: GradedLab) -> None:
    for version in lab.versions:
        if version.startswith("replay"):
            share = sum(lab.points(version).values()) / sum(automatic(lab).values())
            assert share < LIMIT_OF_A_REPLAY, f"{version} earns {share:.0%}"
