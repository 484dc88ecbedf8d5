"""Verdicts on printed figures: judged by the tables, for the guides as for any claim."""

import pytest
from hitkit.outlook import claims
from hitkit.outlook.claims import Figure, GuideClaim


@pytest.mark.parametrize(
    "claim", [c for c in claims.GUIDE_CLAIMS if c.figure], ids=lambda claim: claim.says
)
def test_the_verdict_on_a_guide_is_what_the_tables_say(claim: GuideClaim) -> None:
    assert claim.figure
    assert claims.reasons(claim.figure) == {claim.verdict}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (Figure("29-2072", "2022-32", "percent", 16.5), claims.OTHER_OCCUPATION),
        (Figure("29-2072", "2023", "median", 50_250), claims.OTHER_TIME),
        (Figure("29-2071", "2019", "median", 42_630), claims.CANNOT_CHECK),
        (Figure("29-2071", "2012", "median", 34_160), claims.AGREES),
        (Figure("29-2072", "2023", "median", 1), claims.NO_SUCH_FIGURE),
    ],
)
def test_each_verdict(claim: Figure, verdict: str) -> None:
    assert claims.reasons(claim) == {verdict}


def test_a_claim_that_fits_two_verdicts_shows_both() -> None:
    # 8.5 percent in 2019-29 is 29-2098, and also 29-2098's own in 2020-30
    assert claims.reasons(Figure("29-9098", "2019-29", "percent", 10.5)) == {claims.OTHER_TIME}
    twins = [f for f in claims.figures() if (f.measure, f.value) == ("percent", 23.2)]
    assert {f.when for f in twins} == {"2012-22", "2024-34"}
