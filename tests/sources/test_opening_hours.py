"""Opening times in OpenStreetMap's form, with the holidays of North Rhine-Westphalia."""

from datetime import date, datetime, time

import pytest

from bot.sources.opening_hours import OpeningHoursInvalid, OsmOpeningHours

YARD = OsmOpeningHours("Tu-Fr 10:00-18:00; Sa 07:30-16:00; PH off")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-24T10:00", True),
        ("2026-11-24T09:59", False),
        ("2026-11-24T18:00", False),
        ("2026-11-23T12:00", False),
        ("2026-11-28T15:59", True),
        ("2026-12-25T12:00", False),
        ("2026-06-04T12:00", False),
        ("2027-05-27T12:00", False),
    ],
    ids=[
        "opening",
        "a minute early",
        "closing",
        "weekday off",
        "Saturday",
        "Christmas",
        "Corpus Christi",
        "Corpus Christi of the next year",
    ],
)
def test_open_at_a_moment(moment, is_open):
    """Closed on holidays of the state as well, not only on Germany's."""
    assert YARD.is_open(datetime.fromisoformat(moment)) is is_open


def test_a_moment_with_time_zone_counts_as_local_time():
    """The city's clock is what people and opening times mean."""
    assert YARD.is_open(datetime.fromisoformat("2026-11-24T10:00+01:00"))


@pytest.mark.parametrize(
    ("expression", "day", "spans"),
    [
        ("Mo-Fr 08:00-12:00,14:00-18:00", date(2026, 11, 24), [(8, 12), (14, 18)]),
        ("Mo-Fr 08:00-12:00", date(2026, 11, 28), []),
        ("Su,PH 10:00-12:00", date(2026, 6, 4), [(10, 12)]),
        ("Su,PH 10:00-12:00", date(2026, 6, 11), []),
        ("Mo 08:00-12:00 unknown", date(2026, 11, 23), []),
    ],
)
def test_spans_of_a_day(expression, day, spans):
    """All spans in order; closed and uncertain days have none."""
    assert OsmOpeningHours(expression).on(day) == tuple((time(a), time(b)) for a, b in spans)


def test_open_until_midnight_ends_with_the_day():
    """There is no 24:00 among times, so the last moment stands for it."""
    assert OsmOpeningHours("24/7").on(date(2026, 11, 24)) == ((time(0), time.max),)


@pytest.mark.parametrize("expression", ["montags 10 bis 18 Uhr", "Mo-Fr 10-25 uhr", "Mo 25:61-26:00"])
def test_other_notations_are_refused(expression):
    """What cannot be understood must not be taken for closed."""
    with pytest.raises(OpeningHoursInvalid):
        OsmOpeningHours(expression)
