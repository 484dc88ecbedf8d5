"""The class file: what it means, and a sentence for each thing that is wrong with it."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hitkit.classroom import roster
from hitkit.classroom.roster import RosterError, Student
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom import classes

FOLDER = Path("/srv/hit")
GOOD = classes.text(FOLDER)


def test_a_good_file_is_read() -> None:
    held = roster.parse(GOOD)
    course = held.courses[0]
    assert held.people == ("ada", "ben", "mlopez", "tchen")
    assert course.students[0] == Student("ada", "Ada", "Example", "ada@college.edu")
    assert course.due == {"00-counting": datetime(2026, 10, 13, 4, 59, tzinfo=UTC)}
    assert held.hub.limits.memory == "2G"


WRONG = [
    ('{ id = "ben"', '{ id = "ada"', "ada stands there twice as a student"),
    ('{ id = "ben"', '{ id = "mlopez"', "mlopez is both an instructor and a student"),
    ('{ id = "ben"', '{ id = "tchen"', "tchen is both a grader and a student"),
    ('{ id = "ben"', '{ id = "Ben"', "'Ben' cannot be an account"),
    ('{ id = "ben"', '{ id = "grader-hit"', "grader-hit is the account that a course runs under"),
    ('["tchen"]', '["mlopez"]', "mlopez is both an instructor and a grader"),
    ('["mlopez"]', "[]", "name at least one instructor"),
    ('["mlopez"]', '"mlopez"', "instructors = 'mlopez' is of the wrong kind"),
    ("America/Chicago", "America/Chikago", "'America/Chikago' is no time zone"),
    ('time_zone = "America/Chicago"', "", "a time_zone is missing"),
    ("2026-10-12T23:59:00", '"Monday"', "Write date and time without quotes"),
    ("2026-10-12T23:59:00", "2027-03-14T02:30:00", "which the clocks of America/Chicago skip"),
    ('id = "hit"', 'id = "h i t"', "use letters, digits, hyphens and underscores"),
    ("graders =", "grader_s =", "grader_s is not known. Did you mean graders?"),
    ('folder = "/srv', 'folder = "srv', "Write the whole path"),
    ("https://", "http://", None),
    ("tls_in_front = true", "", "a certificate is missing"),
    ("tls_in_front = true", "tls_in_front = 1", "tls_in_front = 1 is of the wrong kind"),
    ('"pam"', '"ldap"', "log_in = 'ldap'. Use one of pam, oauth, lti"),
    ('"pam"', '"oauth"', "needs a table [hub.oauth]"),
    ("[[course]]", "[course]", "in double brackets"),
    ("[hub]", "[hubb]", "hubb is not known. Did you mean hub?"),
    ("[hub]", "[hub", "is not TOML"),
]


@pytest.mark.parametrize(("good", "bad", "sentence"), WRONG)
def test_each_mistake_is_a_sentence(good: str, bad: str, sentence: str | None) -> None:
    assert good in GOOD
    changed = GOOD.replace(good, bad, 1)
    if sentence is None:
        roster.parse(changed)
        return
    with pytest.raises(RosterError) as caught:
        roster.parse(changed)
    found = [problem for problem in caught.value.problems if sentence in problem]
    assert len(found) == 1
    assert "\n" not in found[0]


def test_all_mistakes_are_told_at_once() -> None:
    changed = GOOD.replace("America/Chicago", "Mars").replace('id = "ben"', 'id = "ada"')
    with pytest.raises(RosterError) as caught:
        roster.parse(changed)
    assert len(caught.value.problems) == 2


def test_two_courses_share_nothing_that_is_theirs() -> None:
    twice = GOOD + classes.COURSE.format(folder=FOLDER, name="hit")
    with pytest.raises(RosterError) as caught:
        roster.parse(twice)
    assert [p.split("same ")[1].split(",")[0] for p in caught.value.problems] == [
        "id",
        "folder",
        "grader",
    ]


def test_a_missing_file_says_what_to_copy(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match=r"class\.example\.toml"):
        roster.read(tmp_path / "class.toml")


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),
    st.sampled_from(
        ["America/Chicago", "Europe/Berlin", "Asia/Kolkata", "UTC", "Africa/Casablanca"]
    ),
)
def test_a_due_time_reads_back_as_it_was_written(when: datetime, zone: str) -> None:
    placed = roster.in_zone(when, zone)
    if placed is None:
        nearby = when.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
        assert nearby.replace(tzinfo=None) != when
    else:
        back = placed.astimezone(UTC).astimezone(ZoneInfo(zone))
        assert back.replace(tzinfo=None) == when


def test_an_hour_that_comes_twice_means_the_later_one() -> None:
    placed = roster.in_zone(datetime(2026, 11, 1, 1, 30), "America/Chicago")
    assert placed is not None
    assert placed.astimezone(UTC) == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)


accounts = st.lists(
    st.from_regex(r"[a-z][a-z0-9_.-]{0,8}", fullmatch=True), min_size=3, max_size=12, unique=True
)


@given(accounts, st.data())
def test_whoever_is_named_is_found_once(names: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(names) - 1))
    staff, students = names[:cut], names[cut:]
    entries = ", ".join(f'{{ id = "{name}" }}' for name in students)
    text = GOOD.replace('["mlopez"]', str(staff).replace("'", '"')).replace('["tchen"]', "[]")
    start, end = text.index("students = ["), text.index("]\ndue")
    text = text[:start] + f"students = [{entries}" + text[end:]
    held = roster.parse(text.replace('"grader-hit"', '"the-course-itself-runs"'))
    assert list(held.people) == sorted(names)
    assert list(held.courses[0].student_ids) == students
    assert list(held.courses[0].staff) == staff
