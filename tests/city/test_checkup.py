"""Which check-ups somebody of an age and sex is entitled to, on the real data."""

from datetime import date

import pytest

from bot.city.checkup import Checkup, CheckupGuide, Person
from bot.city.person import age_in_days, age_in_months
from bot.city.source import Source

SKIN, COLON, PALPATION, MAMMOGRAPHY, PROSTATE, AORTA = (
    "Hautkrebs-Früherkennung", "Darmkrebs-Früherkennung", "Brustkrebs-Früherkennung (Abtasten)", "Mammographie",
    "Prostatakrebs-Früherkennung", "Bauchaorta-Früherkennung",
)  # fmt: skip
YOUNG, CHECKUP_35 = "Check-up für junge Erwachsene", "Check-up ab 35"
PAP = "Gebärmutterhals-Früherkennung (20 bis 34 Jahre)"
COTEST = "Gebärmutterhals-Früherkennung (ab 35 Jahren)"
TEETH = ("Zahnkontrolle", "Zahnstein-Entfernung")
TODAY = date(2026, 11, 23)
# facts of 2026-11-22: from which completed year, to which, for whom
WINDOWS = {
    YOUNG: (18, 34, "fm"),
    CHECKUP_35: (35, 200, "fm"),
    SKIN: (35, 200, "fm"),
    COLON: (50, 200, "fm"),
    PALPATION: (30, 200, "f"),
    MAMMOGRAPHY: (50, 75, "f"),
    PAP: (20, 34, "f"),
    COTEST: (35, 200, "f"),
    PROSTATE: (45, 200, "m"),
    AORTA: (65, 200, "m"),
    TEETH[0]: (18, 200, "fm"),
    TEETH[1]: (18, 200, "fm"),
    "J1": (13, 14, "fm"),
    "Zahnvorsorge für Kinder und Jugendliche": (6, 17, "fm"),
}


def names(city, age: str, sex: str | None = None) -> set[str]:
    """What a person gets who says their age like this."""
    person = Person(age_in_months(age, TODAY), sex, age_in_days(age))
    return {checkup.name for checkup in city.checkups.for_person(person)}


@pytest.mark.parametrize("sex", ["f", "m"])
@pytest.mark.parametrize("years", range(101))
def test_every_age_and_sex(city, years, sex):
    """From birth to a hundred, nothing too early and nothing missing."""
    given = names(city, f"{years}y", sex)
    expected = {name for name, (first, last, whom) in WINDOWS.items() if first <= years <= last and sex in whom}
    assert given & set(WINDOWS) == expected
    assert years < 6 or given == expected


CHILDREN = (
    ("0d", {"U1"}), ("1d", {"U1"}), ("2d", {"U2"}), ("4d", {"U2"}), ("9d", {"U2"}), ("14d", {"U3"}), ("21d", {"U3"}),
    ("28d", {"U3"}), ("35d", {"U3", "U4"}), ("56d", {"U4"}), ("84d", {"U4"}), ("2m", {"U4"}), ("3m", {"U4"}), ("5m", {"U5"}),
    ("6m", {"U5"}), ("9m", {"U6"}), ("11m", {"U6"}), ("15m", set()), ("21m", {"U7"}), ("24m", {"U7"}), ("2y", {"U7"}),
    ("30m", set()), ("33m", {"U7a"}), ("3y", {"U7a"}), ("46m", {"U8"}), ("4y", {"U8"}), ("60m", {"U9"}), ("5y", {"U9"}),
    ("6y", set()), ("12y", set()), ("13y", {"J1"}), ("14y", {"J1"}), ("15y", set()),
)  # fmt: skip


@pytest.mark.parametrize(("age", "expected"), CHILDREN)
def test_children(city, age, expected):
    """The U and J check-ups that are due, whatever the sex."""
    for sex in (None, "f", "m"):
        assert {name for name in names(city, age, sex) if name[0] in "UJ" and name[1].isdigit()} == expected


@pytest.mark.parametrize("age", ["8m", "20m", "4y", "10y"])
def test_children_get_their_teeth_checked(city, age):
    """From the sixth month on."""
    assert any(name.startswith("Zahn") for name in names(city, age))


def test_a_woman_of_51(city):
    """The questionnaire's example."""
    assert names(city, "51y", "f") == {CHECKUP_35, SKIN, COLON, PALPATION, MAMMOGRAPHY, COTEST, *TEETH}


def test_a_man_of_51(city):
    """The same age, no mammography."""
    assert names(city, "51y", "m") == {CHECKUP_35, SKIN, COLON, PROSTATE, *TEETH}


@pytest.mark.parametrize("sex", [None, "d", "none"])
def test_whoever_does_not_say_their_sex_gets_both_lists(city, sex):
    """Nobody is shut out."""
    assert names(city, "66y", sex) == names(city, "66y", "f") | names(city, "66y", "m")


def test_without_an_age_there_is_no_list(city):
    """It has to be asked for."""
    with pytest.raises(ValueError, match="age"):
        city.checkups.for_person(Person(sex="f"))


def test_every_entitlement_tells_what_how_often_and_since_when(city):
    """A name alone helps nobody."""
    for checkup in city.data.checkups.checkups:
        assert checkup.what
        assert checkup.interval
        assert checkup.source.as_of <= TODAY


def test_days_matter_only_when_said():
    """A month is too rough for the first weeks, but better than nothing."""
    source = Source("Probe", None, TODAY)
    third = Checkup("U3", "w", "i", 0, 1, None, source, from_days=14, to_days=55)
    guide = CheckupGuide((third,))
    assert guide.for_person(Person(months=0)) == (third,)
    assert guide.for_person(Person(months=0, days=4)) == ()
    assert guide.for_person(Person(months=0, days=20)) == (third,)


def test_completed_years():
    """Rounded down, unknown when not said."""
    assert [Person(months=months).years for months in (0, 11, 12, 23, 24, None)] == [0, 0, 1, 1, 2, None]
