"""Which calendar an address has, where calendars lie ready."""

from datetime import date, timedelta

import pytest

from bot.city.errors import CalendarMissing, HouseNumberNeeded, StreetUnknown
from bot.city.pickup import AreaCalendar
from bot.city.pickup_calendar import AreaCalendars
from bot.city.source import Source
from bot.city.street import Street, StreetPart

AS_OF = date(2026, 11, 1)


def calendar(area: str) -> AreaCalendar:
    """An empty calendar."""
    return AreaCalendar(area, (), date(2026, 1, 1), date(2026, 12, 31), Source("Probe", None, AS_OF), example=False)


PLAIN = Street("Hofaue", "Mitte", "Elberfeld", (StreetPart("elberfeld"),))
SPLIT = Street("Lange Straße", "Markt", "Nord", (StreetPart("nord", 1, 99), StreetPart("sued", 100)))
CALENDARS = AreaCalendars({area: calendar(area) for area in ("elberfeld", "nord", "sued")})


def test_by_area():
    """The area of the street, or of the house number where a street is split."""
    assert CALENDARS.of(PLAIN, None).area == "elberfeld"
    assert [CALENDARS.of(SPLIT, number).area for number in ("5", "100a")] == ["nord", "sued"]
    with pytest.raises(HouseNumberNeeded):
        CALENDARS.of(SPLIT, None)


@pytest.mark.parametrize("name", ["Hofaue", "hofaue", "HOFAUE"])
def test_a_streets_own_calendar_comes_first(name):
    """Files may be named after streets, however they are spelled."""
    own = AreaCalendars({"elberfeld": calendar("elberfeld"), name: calendar(name)})
    assert own.of(PLAIN, "20").area == name


def test_missing():
    """An area that nobody delivered, and a street without area."""
    with pytest.raises(CalendarMissing):
        AreaCalendars({"nord": calendar("nord")}).of(PLAIN, None)
    with pytest.raises(CalendarMissing):
        CALENDARS.of(Street("Neue Gasse", "", "", ()), None)


def test_age():
    """A limit makes a calendar old some days after the day it is from."""
    assert CALENDARS.of(PLAIN, None).best_before is None
    limited = AreaCalendars(CALENDARS.areas, timedelta(days=30))
    assert limited.of(PLAIN, None).best_before == date(2026, 12, 1)


def test_calendars_know_no_streets():
    """Only suppliers do."""
    with pytest.raises(StreetUnknown) as caught:
        CALENDARS.street("Nirgendwo")
    assert caught.value.candidates == ()
