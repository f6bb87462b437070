"""When it suits somebody: weekdays in every spelling, times of day, hours, and what is ruled out."""

import pytest

from bot.city.offer import WEEKDAYS
from bot.city.offer_time import TimeWish, read_time


def but(*days):
    """All weekdays without some."""
    return tuple(day for day in WEEKDAYS if day not in days)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("am Sonnabend", ("sat",)),
        ("Di", ("tue",)),
        ("Mi. oder Fr.", ("wed", "fri")),
        ("mo abend", ("mon",)),
        ("Donnersdag", ("thu",)),
        ("Samstagvormittag", ("sat",)),
        ("am Wochenende", ("sat", "sun")),
        ("unter der Woche", WEEKDAYS[:5]),
        ("Montag bis Mittwoch", ("mon", "tue", "wed")),
        ("nicht montags", but("mon")),
        ("außer samstags und sonntags", WEEKDAYS[:5]),
        ("Dienstags kann ich nicht", but("tue")),
        ("mittwochs nie", but("wed")),
        ("So ein Kurs", ()),
        ("wo ist do was los", ()),
        ("Yoga", ()),
    ],
)
def test_weekdays(text, days):
    """In the order of the week."""
    assert read_time(text).weekdays == days


@pytest.mark.parametrize(
    ("text", "times", "hour"),
    [
        ("abends", ("evening",), None),
        ("Samstagvormittag", ("morning",), None),
        ("nach der Arbeit", ("evening",), None),
        ("nach der Schule", ("afternoon",), None),
        ("ab 18 Uhr", ("evening",), 18),
        ("ab 15 Uhr", ("afternoon", "evening"), 15),
        ("ab 9 Uhr", (), 9),
        ("vor 12 Uhr", ("morning",), None),
        ("ich arbeite bis 17 Uhr", ("evening",), 17),
        ("nicht abends", ("morning", "afternoon"), None),
        ("am Sonnabend", (), None),
        ("Elternabend", (), None),
        ("Guten Abend", (), None),
        ("übermorgen", (), None),
    ],
)
def test_times_of_day(text, times, hour):
    """A greeting is no time of day."""
    read = read_time(text)
    assert (read.times, read.from_hour) == (times, hour)


@pytest.mark.parametrize(
    ("text", "code"), [("nächste Woche", "week:1"), ("heute", "day:0"), ("im Januar", "in_month:1"), ("samstags", None)]
)
def test_other_days(text, code):
    """Weekdays are not days on which something takes place once."""
    assert read_time(text).when == code


def test_nothing_said():
    """Then nothing is wished."""
    assert read_time("Kurse in Barmen") == TimeWish()
