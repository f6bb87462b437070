"""Which check-ups somebody of an age and sex is entitled to, on the real data."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.age import age_in_days, age_in_months, birthday, month_after
from bot.city.age_window import AgeWindow, Person
from bot.city.checkup import Checkup, CheckupGuide, asks_for_next
from bot.city.source import Source

TODAY = date(2026, 11, 23)
# Written from the facts of 2026-11-22, not from the data: first and last completed year, and for whom.
YEARS = {
    "checkup_young": (18, 34, "fm"),
    "checkup_35": (35, 200, "fm"),
    "skin": (35, 200, "fm"),
    "colon": (50, 200, "fm"),
    "breast_palpation": (30, 200, "f"),
    "mammography": (50, 75, "f"),
    "cervix_pap": (20, 34, "f"),
    "cervix_cotest": (35, 200, "f"),
    "prostate": (45, 200, "m"),
    "aorta": (65, 200, "m"),
    "lung": (50, 75, "fm"),
    "teeth": (18, 200, "fm"),
    "scaling": (18, 200, "fm"),
    "teeth_youth": (6, 17, "fm"),
    # Meant for 13; the directive tolerates twelve months before and after.
    "j1": (12, 14, "fm"),
}
# Life months of the directive on children: usual first and last, tolerated first and last. The n-th begins at n - 1.
LIFE_MONTHS = {
    "u5": (6, 7, 5, 8),
    "u6": (10, 12, 9, 14),
    "u7": (21, 24, 20, 27),
    "u7a": (34, 36, 33, 38),
    "u8": (46, 48, 43, 50),
    "u9": (60, 64, 58, 66),
}
# Usual and tolerated, in the units the directive has: days of life for the U2, weeks for the U3.
LIFE_DAYS = {"u2": (3, 10, 3, 14), "u3": (4 * 7 - 6, 5 * 7, 3 * 7 - 6, 8 * 7)}
TEETH_LIFE_MONTHS = {"z1": (6, 9), "z2": (10, 20), "z3": (21, 33), "z4": (34, 48), "z5": (49, 60), "z6": (61, 72)}


def keys(city, age: str, sex: str | None = None, today: date = TODAY) -> set[str]:
    """What a person gets who says their age like this."""
    person = Person(age_in_months(age, today), sex, age_in_days(age, today), birthday(age))
    return {checkup.key for checkup in city.checkups.for_person(person, today)}


def rule(city, key: str) -> Checkup:
    """One rule of the data."""
    [found] = [checkup for checkup in city.checkups.checkups if checkup.key == key]
    return found


@pytest.mark.parametrize("sex", ["f", "m"])
@pytest.mark.parametrize("years", range(101))
def test_every_age_and_sex(city, years, sex):
    """From birth to a hundred, nothing too early and nothing missing."""
    given_keys = keys(city, f"{years}y", sex)
    expected = {key for key, (first, last, whom) in YEARS.items() if first <= years <= last and sex in whom}
    assert given_keys & set(YEARS) == expected
    assert years < 6 or given_keys == expected


@pytest.mark.parametrize("months", range(73))
def test_every_month_of_a_child(city, months):
    """The U check-ups with the tolerance of the directive, and the teeth, whatever the sex."""
    life_month = months + 1
    expected = {key for key, (_, _, first, last) in LIFE_MONTHS.items() if first <= life_month <= last}
    expected |= {key for key, (first, last) in TEETH_LIFE_MONTHS.items() if first <= life_month <= last}
    # Until four and a half months.
    expected |= {"u4"} if 2 <= life_month <= 5 else set()
    expected |= {"u1", "u2"} if months == 0 else set()
    expected |= {"u3"} if months <= 1 else set()
    expected |= {"teeth_youth"} if months >= 72 else set()
    for sex in (None, "f", "m", "d"):
        assert keys(city, f"{months}m", sex) == expected


@pytest.mark.parametrize("day", range(200))
def test_every_day_of_a_baby(city, day):
    """By the day of birth the first weeks are exact: the U2, the U3, and the U4 until four and a half months."""
    given_keys = keys(city, f"born:{TODAY - timedelta(days=day)}")
    day_of_life = day + 1
    for key, (_, _, first, last) in LIFE_DAYS.items():
        assert (key in given_keys) == (first <= day_of_life <= last), key
    assert ("u1" in given_keys) == (day_of_life <= 2)
    months = age_in_months(f"born:{TODAY - timedelta(days=day)}", TODAY)
    assert ("u4" in given_keys) == (months >= 1 and day <= 136)


@pytest.mark.parametrize("key", LIFE_MONTHS)
def test_usual_time_lies_within_the_tolerance(city, key):
    """Both are kept apart, and both are those of the directive."""
    checkup = rule(city, key)
    first, last, tolerated_first, tolerated_last = LIFE_MONTHS[key]
    assert (checkup.usual.from_months, checkup.usual.to_months) == (first - 1, last - 1)
    assert (checkup.window.from_months, checkup.window.to_months) == (tolerated_first - 1, tolerated_last - 1)
    assert f"{first}. bis {last}. Lebensmonat" in checkup.interval
    assert f"{tolerated_last} Monate" in checkup.latest


@pytest.mark.parametrize("key", LIFE_DAYS)
def test_usual_days_lie_within_the_tolerance(city, key):
    """The same for the first weeks."""
    checkup = rule(city, key)
    first, last, _, _ = LIFE_DAYS[key]
    assert (checkup.usual.from_days, checkup.usual.to_days) == (first - 1, last - 1)


@pytest.mark.parametrize("sex", [None, "d"])
@pytest.mark.parametrize("years", range(0, 101, 3))
def test_whoever_does_not_say_their_sex_gets_both_lists(city, years, sex):
    """Nobody is shut out."""
    assert keys(city, f"{years}y", sex) == keys(city, f"{years}y", "f") | keys(city, f"{years}y", "m")


def test_without_an_age_there_is_no_list(city):
    """It has to be asked for."""
    with pytest.raises(ValueError, match="age"):
        city.checkups.for_person(Person(sex="f"), TODAY)


def test_every_rule_tells_its_basis(city):
    """What, how often, by which law and source, checked until when; keys and names are there to ask by."""
    for checkup in city.checkups.checkups:
        assert all((checkup.what, checkup.interval, checkup.law, checkup.names))
        assert "§" in checkup.law
        assert checkup.source.as_of <= TODAY
    assert len({checkup.key for checkup in city.checkups.checkups}) == len(city.checkups.checkups)


@pytest.mark.parametrize(
    ("key", "since"),
    [
        ("mammography", date(2024, 7, 1)),
        ("colon", date(2025, 4, 1)),
        ("lung", date(2026, 4, 1)),
        ("z1", date(2026, 1, 1)),
    ],
)
def test_a_rule_is_not_told_before_it_holds(city, key, since):
    """Neither in lists nor by name."""
    for day, told in ((since - timedelta(days=1), False), (since, True)):
        assert (key in {checkup.key for checkup in city.checkups.valid(day)}) is told
        assert (key in {c.key for c in city.checkups.named(rule(city, key).name, day)}) is told


SOURCE = Source("Probe", None, TODAY)


def made(**changes) -> Checkup:
    """A rule for tests."""
    base = Checkup("x", "X", ("X",), "w", "i", AgeWindow(600, 911), "§", SOURCE)
    return replace(base, **changes)


def test_an_old_rule_gives_way_to_its_successor():
    """Editors can write the new one beside the old one before it holds."""
    old = made(window=AgeWindow(600, 839), valid_until=date(2027, 6, 30))
    new = made(valid_from=date(2027, 7, 1))
    guide = CheckupGuide((old, new))
    assert guide.valid(date(2027, 6, 30)) == (old,)
    assert guide.valid(date(2027, 7, 1)) == (new,)


@pytest.mark.parametrize(
    ("person", "standing", "entitled"),
    [
        (Person(599, "f"), "early", False),
        (Person(600, "f"), "due", True),
        (Person(911, "f"), "due", True),
        (Person(912, "f"), "late", False),
        (Person(700, "m"), "other_sex", False),
        (Person(700, "d"), "due", None),
        (Person(700), "due", None),
        (Person(None, "f"), "open", None),
    ],
)
def test_how_somebody_stands_to_a_rule(person, standing, entitled):
    """Yes, no, or it depends on what was not said."""
    checkup = made(sex="f")
    assert (checkup.standing(person), checkup.entitled(person)) == (standing, entitled)


def test_nobody_is_told_yes_where_more_than_age_counts(city):
    """Lung cancer screening is for heavy smokers only."""
    lung = rule(city, "lung")
    assert lung.entitled(Person(60 * 12, "m")) is None
    assert lung.entitled(Person(40 * 12, "m")) is False


@pytest.mark.parametrize(
    ("age", "sex", "following"),
    [
        ("10m", None, {"u7"}),
        ("30m", None, {"u7a"}),
        ("4y", None, {"u9"}),
        ("7y", None, {"j1"}),
        ("47y", "f", {"colon", "mammography"}),
        ("47y", "m", {"colon"}),
        ("40y", "m", {"prostate"}),
        ("60y", "m", {"aorta"}),
        ("80y", "f", set()),
    ],
)
def test_what_comes_next(city, age, sex, following):
    """The rules whose time begins soonest, and all that begin with them."""
    person = Person(age_in_months(age, TODAY), sex)
    assert {checkup.key for checkup in city.checkups.next_for(person, TODAY)} == following


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ab wann Mammographie?", {"mammography"}),
        ("mamografie ab wan", {"mammography"}),
        ("Mammographiescreening", {"mammography"}),
        ("Brustkrebs früherkennung", {"breast_palpation", "mammography"}),
        ("Brust abtasten", {"breast_palpation"}),
        ("Darmspieglung mit 47", {"colon"}),
        ("Stuhltest oder Koloskopie", {"colon"}),
        ("Wann ist die U7a?", {"u7a"}),
        ("u 7 a", {"u7a"}),
        ("U7", {"u7"}),
        ("u7 und u8", {"u7", "u8"}),
        ("J1 mit 13", {"j1"}),
        ("Check-up", {"checkup_young", "checkup_35"}),
        ("Pap-Abstrich", {"cervix_pap", "cervix_cotest"}),
        ("Hautcheck", {"skin"}),
        ("Aortenaneurysma", {"aorta"}),
        ("Lungenkrebs", {"lung"}),
        ("Zahnstein", {"scaling"}),
        ("Welche Vorsorge steht mir zu?", set()),
        ("Krebsvorsorge Männer", set()),
        ("U-Untersuchung", set()),
        ("", set()),
        ("😀", set()),
    ],
)
def test_check_ups_are_found_by_name(city, text, found):
    """Also misspelled, inflected or as one word for several."""
    assert {checkup.key for checkup in city.checkups.named(text, TODAY)} == found


@pytest.mark.parametrize(
    ("text", "looks_ahead"),
    [
        ("Was steht als Nächstes an?", True),
        ("welche vorsorge steht als nächstes an", True),
        ("Was kommt danach?", True),
        ("Welche Vorsorge steht mir zu?", False),
    ],
)
def test_looking_ahead(text, looks_ahead):
    """Such questions also get what begins later."""
    assert asks_for_next(text) is looks_ahead


@given(st.integers(0, 1440), st.sampled_from([None, "f", "m", "d"]))
def test_nobody_of_one_sex_gets_more_than_without(city, months, sex):
    """Saying more never adds entitlements, and what is listed is due."""
    listed = city.checkups.for_person(Person(months, sex), TODAY)
    assert set(listed) <= set(city.checkups.for_person(Person(months), TODAY))
    assert all(checkup.standing(Person(months, sex)) == "due" for checkup in listed)


# The 29th to 31st have no such day in every month.
@given(st.dates(date(1910, 1, 1), TODAY).filter(lambda day: day.day <= 28), st.integers(0, 1440))
def test_days_and_months_of_a_window_agree(born, first):
    """On its first day a window holds, the day before it does not."""
    window = AgeWindow(first, first + 11)
    for day, holds in ((window.first_day(born), True), (window.last_day(born), True)):
        months = age_in_months(f"born:{born}", day)
        if months is not None:
            assert window.holds(Person(months)) is holds
    after = age_in_months(f"born:{born}", window.last_day(born) + timedelta(days=1))
    assert after is None or not window.holds(Person(after))


def test_months_after_a_day():
    """The last day where a month is shorter."""
    assert month_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert month_after(date(2024, 11, 30), 3) == date(2025, 2, 28)
    assert month_after(date(2024, 5, 3), 14) == date(2025, 7, 3)


def test_completed_years():
    """Rounded down, unknown when not said."""
    assert [Person(months=months).years for months in (0, 11, 12, 23, 24, None)] == [0, 0, 1, 1, 2, None]
    assert [Person(months=months).is_child for months in (None, 0, 215, 216)] == [False, True, True, False]
