"""The rule engine against the text of the rule, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hitkit.release.citations import RULES
from hitkit.release.facts import (
    BILL,
    CONFIDENTIAL,
    IDENTITY,
    IMAGING,
    LABS,
    LOCATION,
    NOTES,
    PROGRAM,
    SUMMARY,
    THERAPY,
    Authorization,
    Process,
    Request,
)
from hitkit.release.protocol import State
from hitkit.release.rules import DOORS, House, decide

ON = date(2026, 6, 1)
HOUSE = House(
    protocol=dict.fromkeys(
        (
            "payment",
            "operations",
            "public health",
            "oversight",
            "workers' compensation",
            "in the patient's care",
            "organ donation",
            "medical examiner",
        ),
        (LABS, SUMMARY),
    ),
    state=State(15, 15, 15.0, 25, 1.0, 0.25),
)
FORM = Authorization(
    describes=(LABS,),
    discloser="here",
    recipient="there",
    purpose="my claim",
    expires=date(2026, 12, 31),
    signed=date(2026, 5, 1),
    signature="Pat Example",
)


def ask(ground: str, *asked: str) -> Request:
    return Request(ground, asked or (LABS, NOTES), ON)


def with_paper(paper: Process, *asked: str, ground: str = "court") -> Request:
    return replace(ask(ground, *asked), process=paper)


@dataclass(frozen=True)
class Says:
    """What a paragraph says of a request: what may go, and under which label."""

    cite: str
    request: Request
    send: tuple[str, ...]
    rule: str


ALL = (LABS, NOTES)
TEXT = [
    Says("164.502(b)(2)(i)", ask("treatment"), ALL, "164.506"),
    Says("164.506(c)(3)", ask("payment"), (LABS,), "164.506"),
    Says("164.506(c)(4)", ask("operations"), (LABS,), "164.506"),
    Says("164.506(c)(4)", replace(ask("operations"), related=False), (), "164.506"),
    Says("164.508(a)(1)", ask("nothing"), (), "164.508"),
    Says("164.508(a)(1)", replace(ask("authorization"), authorization=FORM), (LABS,), "164.508"),
    Says("164.508(b)(2)", ask("authorization"), (), "164.508"),
    Says(
        "164.508(b)(2)(iii)",
        replace(ask("authorization"), authorization=replace(FORM, revoked=ON)),
        (),
        "164.508",
    ),
    Says("164.510(a)(1)", ask("directory", LOCATION, NOTES), (LOCATION,), "164.510"),
    Says("164.510(a)(2)", replace(ask("directory", LOCATION), agrees=False), (), "164.510"),
    Says(
        "164.510(b)(2)",
        replace(ask("in the patient's care"), involved=True, agrees=True),
        (LABS,),
        "164.510",
    ),
    Says(
        "164.510(b)(2)",
        replace(ask("in the patient's care"), involved=True, agrees=False),
        (),
        "164.510",
    ),
    Says(
        "164.510(b)(5)",
        replace(ask("in the patient's care"), involved=True, died=date(2026, 5, 1)),
        (LABS,),
        "164.510",
    ),
    Says("164.510(b)(5)", ask("in the patient's care"), (), "164.510"),
    Says("164.512(a)(1)", replace(ask("required by law"), proof=True), ALL, "164.512(a)"),
    Says("164.512(a)(1)", ask("required by law"), (), "164.512(a)"),
    Says("164.512(b)(1)(i)", ask("public health"), (LABS,), "164.512(b)"),
    Says("164.512(b)(1)(ii)", ask("child abuse"), ALL, "164.512(b)"),
    Says("164.512(d)(1)", ask("oversight"), (LABS,), "164.512(d)"),
    Says("164.512(e)(1)(i)", with_paper(Process("court order", (NOTES,))), (NOTES,), "164.512(e)"),
    Says("164.512(e)(1)(ii)", with_paper(Process("subpoena", ALL)), (), "164.512(e)"),
    Says(
        "164.512(e)(1)(iii)(C)",
        with_paper(Process("subpoena", ALL, "notice pending")),
        (),
        "164.512(e)",
    ),
    Says("164.512(e)(1)(iii)", with_paper(Process("subpoena", ALL, "notice")), ALL, "164.512(e)"),
    Says(
        "164.512(e)(1)(iv)",
        with_paper(Process("subpoena", (LABS,), "protective order")),
        (LABS,),
        "164.512(e)",
    ),
    Says(
        "164.512(f)(1)(ii)(A)",
        with_paper(Process("warrant", (LABS,)), ground="police paper"),
        (LABS,),
        "164.512(f)",
    ),
    Says(
        "164.512(f)(1)(ii)(B)",
        with_paper(Process("grand jury subpoena", ALL), ground="police paper"),
        ALL,
        "164.512(f)",
    ),
    Says(
        "164.512(f)(1)(ii)(C)",
        with_paper(Process("administrative request", ALL), ground="police paper"),
        (),
        "164.512(f)",
    ),
    Says(
        "164.512(f)(1)(ii)(C)",
        replace(
            with_paper(Process("administrative request", ALL), ground="police paper"), proof=True
        ),
        ALL,
        "164.512(f)",
    ),
    Says(
        "164.512(f)(2)", ask("police, to find a person", IDENTITY, LABS), (IDENTITY,), "164.512(f)"
    ),
    Says("164.512(f)(3)", replace(ask("police, about a victim"), agrees=True), ALL, "164.512(f)"),
    Says("164.512(f)(3)", replace(ask("police, about a victim"), agrees=False), (), "164.512(f)"),
    Says("164.512(f)", ask("police, asking"), (), "164.512(f)"),
    Says("164.512(g)(1)", ask("medical examiner"), (LABS,), "164.512(g)"),
    Says("164.512(h)", ask("organ donation"), (LABS,), "164.512(h)"),
    Says("164.512(i)(1)(i)", replace(ask("research"), proof=True), ALL, "164.512(i)"),
    Says("164.512(i)(1)(i)", ask("research"), (), "164.512(i)"),
    Says("164.512(j)(1)(i)", replace(ask("threat"), proof=True), ALL, "164.512(j)"),
    Says("164.512(j)(1)", ask("threat"), (), "164.512(j)"),
    Says("164.512(k)(5)(i)", replace(ask("prison"), proof=True), ALL, "164.512(k)"),
    Says("164.512(k)(5)(i)", ask("prison"), (), "164.512(k)"),
    Says("164.512(l)", ask("workers' compensation"), (LABS,), "164.512(l)"),
    Says("164.514(h)(1)", replace(ask("treatment"), verified=False), (), "164.514(h)"),
    Says("164.524(a)(1)", replace(ask("access"), asker="patient"), ALL, "164.524"),
    Says(
        "164.524(a)(1)(i)",
        replace(ask("access", LABS, THERAPY), asker="patient"),
        (LABS,),
        "164.524",
    ),
    Says("164.502(g)(2)", replace(ask("access"), asker="agent", proof=True), ALL, "164.502(g)"),
    Says("164.502(g)(2)", replace(ask("access"), asker="agent"), (), "164.502(g)"),
    Says("164.502(g)(3)", replace(ask("access"), asker="parent", proof=True), ALL, "164.502(g)"),
    Says("164.502(g)", replace(ask("access"), asker="relative", proof=True), (), "164.502(g)"),
    Says(
        "164.502(g)(4)",
        replace(ask("access"), asker="executor", proof=True, died=date(2025, 1, 1)),
        ALL,
        "164.502(g)",
    ),
    Says("164.502(f)", replace(ask("nothing"), died=date(1976, 6, 1)), ALL, "164.502(f)"),
    Says("164.502(f)", replace(ask("nothing"), died=date(1976, 6, 2)), (), "164.508"),
    Says("164.508(a)(2)", ask("treatment", LABS, THERAPY), (LABS,), "164.506"),
    Says(
        "164.508(b)(3)(ii)",
        replace(ask("authorization", THERAPY), authorization=replace(FORM, describes=(THERAPY,))),
        (THERAPY,),
        "164.508",
    ),
    Says("42 CFR 2.13", ask("treatment", LABS, PROGRAM), (LABS,), "164.506"),
    Says("42 CFR 2.13", ask("treatment", PROGRAM), (), "42 CFR Part 2"),
    Says("42 CFR 2.23", replace(ask("access", PROGRAM), asker="patient"), (PROGRAM,), "164.524"),
    Says(
        "42 CFR 2.31(a)(3)",
        replace(ask("authorization", LABS, PROGRAM), authorization=FORM),
        (LABS,),
        "164.508",
    ),
    Says(
        "42 CFR 2.33",
        replace(ask("treatment", PROGRAM), authorization=replace(FORM, describes=(PROGRAM,))),
        (PROGRAM,),
        "164.506",
    ),
    Says("42 CFR 2.51", replace(ask("treatment", PROGRAM), emergency=True), (PROGRAM,), "164.506"),
    Says(
        "42 CFR 2.61(b)(1)",
        with_paper(Process("subpoena", (PROGRAM,), "notice"), PROGRAM),
        (),
        "42 CFR Part 2",
    ),
    Says(
        "42 CFR 2.61",
        with_paper(Process("warrant", (PROGRAM,)), PROGRAM, ground="police paper"),
        (),
        "42 CFR Part 2",
    ),
    Says(
        "42 CFR 2.64",
        with_paper(Process("court order", (PROGRAM,), part2=True), PROGRAM),
        (PROGRAM,),
        "164.512(e)",
    ),
]


@pytest.mark.parametrize("case", TEXT, ids=lambda case: f"{case.cite} {case.request.ground}")
def test_the_engine_does_what_the_paragraph_says(case: Says) -> None:
    decision = decide(case.request, HOUSE)
    assert decision.send == case.send
    assert decision.rules[0] == case.rule
    assert decision.reasons
    assert set(decision.held) == set(case.request.asked) - set(case.send)


def test_every_door_is_tried_and_every_rule_is_used() -> None:
    assert {case.request.ground for case in TEXT} == set(DOORS)
    assert {case.rule for case in TEXT} == set(RULES)


@pytest.mark.parametrize(("age", "goes"), [(14, True), (15, False), (17, False)])
def test_a_visit_that_a_minor_consented_to_alone_is_the_minors(age: int, goes: bool) -> None:
    asked = replace(ask("access", LABS, CONFIDENTIAL), asker="parent", proof=True, age_at_visit=age)
    decision = decide(asked, HOUSE)
    assert (CONFIDENTIAL in decision.send) == goes
    assert LABS in decision.send


def test_access_sets_the_clock_of_thirty_days_and_the_patients_fee() -> None:
    decision = decide(replace(ask("access"), asker="patient"), HOUSE)
    assert (decision.due, decision.fee) == (date(2026, 7, 1), "patient")
    by_form = decide(replace(ask("authorization"), authorization=FORM), HOUSE)
    assert (by_form.due, by_form.fee) == (None, "state")


@pytest.mark.parametrize(
    ("request_", "counts"),
    [
        (ask("public health"), True),
        (with_paper(Process("subpoena", ALL, "notice")), True),
        (with_paper(Process("subpoena", ALL)), False),
        (ask("treatment"), False),
        (replace(ask("access"), asker="patient"), False),
        (replace(ask("authorization"), authorization=FORM), False),
        (ask("directory", LOCATION), False),
        (replace(ask("prison"), proof=True), False),
        (replace(ask("nothing"), died=date(1950, 1, 1)), False),
    ],
)
def test_the_accounting_lists_what_no_exception_of_164_528_covers(
    request_: Request, counts: bool
) -> None:
    assert decide(request_, HOUSE).accounting == counts


def test_an_unknown_ground_is_an_error_and_not_a_release() -> None:
    with pytest.raises(KeyError):
        decide(ask("because"), HOUSE)


def test_a_record_still_in_its_fifty_years_may_be_refused_under_either_rule() -> None:
    asked = replace(ask("nothing"), died=date(1980, 1, 1))
    assert decide(asked, HOUSE).rules == ("164.508", "164.502(f)")
    assert decide(ask("nothing"), HOUSE).rules == ("164.508",)


def test_no_door_ever_sends_more_than_was_asked() -> None:
    for case in TEXT:
        assert set(decide(case.request, HOUSE).send) <= set(case.request.asked)
    assert BILL not in decide(ask("payment", BILL, IMAGING), HOUSE).send
