"""Calendars behind links: the form in which most waste companies of the country offer them."""

import logging

import pytest

from bot.city.errors import CalendarMissing
from bot.city.street import Street, StreetPart
from bot.sources.pickup_links import LinkedCalendars
from bot.sources.supplier import StreetNotDelivered, SupplierFailed
from bot.sources.supplier_file import CalendarLink
from bot.sources.web import Web
from tests.sources.fake_suppliers.files import FakeFiles
from tests.sources.fake_suppliers.ics import EXCEPTIONS, WILD, awg_ics
from tests.sources.fake_suppliers.server import status
from tests.sources.fake_suppliers.truth import LABELS, NORTH, NORTH_AREA, NOW, PLAIN, SOUTH, plain


@pytest.fixture
def server(world):  # noqa: ARG001  # no proxies
    """A server with the calendar of an area."""
    with FakeFiles({"/nord.ics": awg_ics(NORTH)}) as server:
        yield server


@pytest.fixture
def linked(server, world):
    """Links to this server, by area or street."""

    def links(*calendars: CalendarLink) -> LinkedCalendars:
        own = (CalendarLink(link.place, server.root + link.url, link.is_street) for link in calendars)
        return LinkedCalendars(own, LABELS, lambda url: Web(url, "x", world.pauses.append), world.clock)

    return links


@pytest.mark.parametrize("kind", WILD)
def test_calendars_from_the_wild_have_the_same_dates(server, linked, kind):
    """Each with a mistake or a habit that was seen somewhere."""
    server.files["/nord.ics"] = WILD[kind](NORTH)
    found = linked(CalendarLink("nord", "/nord.ics")).deliver("nord", None)
    marks = b"Terminverschiebung" in server.files["/nord.ics"]
    assert plain(found.pickups, marks=marks) == plain(NORTH, marks=marks)


def test_moved_days_may_be_exceptions_that_name_no_bin(server, linked):
    """They have the one of their series, and with it the regular day."""
    server.files["/nord.ics"] = EXCEPTIONS(NORTH)
    found = linked(CalendarLink("nord", "/nord.ics")).deliver("nord", None)
    assert [(p.date, p.stream, p.moved_from) for p in found.pickups] == [
        (p.date, p.stream, p.moved_from) for p in NORTH
    ]


def test_a_street_of_its_own_comes_before_its_area(linked):
    """And an area is no street, even if it is called like one."""
    calendars = linked(CalendarLink(NORTH_AREA.area, "/a"), CalendarLink("Friedrich-Ebert-Str.", "/b", is_street=True))
    assert calendars.place_of(PLAIN, None) == "Friedrich-Ebert-Str."
    assert calendars.place_of(Street("Gathe", "", "", PLAIN.parts), None) == NORTH_AREA.area
    assert calendars.streets("Elber") == ()
    with pytest.raises(CalendarMissing):
        calendars.place_of(Street("Elberfeld", "", "", ()), None)
    with pytest.raises(CalendarMissing):
        calendars.place_of(Street("Gathe", "", "", (StreetPart("sued"),)), None)


def test_webcal_is_what_calendar_programs_call_https(world):
    """The server is asked by the web's own protocol."""
    asked = []

    def web_of(url: str) -> Web:
        asked.append(url)
        raise SupplierFailed(url)

    links = LinkedCalendars([CalendarLink("nord", "webcal://example.org/nord.ics")], LABELS, web_of, world.clock)
    with pytest.raises(SupplierFailed):
        links.deliver("nord", None)
    assert asked == ["https://example.org/nord.ics"]


def of_year(year):
    """The dates of a year as a file."""
    return awg_ics(p for p in NORTH if p.date.year == year)


def test_the_next_year_is_asked_for_in_autumn_and_may_be_missing(server, linked, world):
    """Earlier it would be asked for in vain every day."""
    server.files = {"/2026.ics": of_year(2026)}
    calendars = linked(CalendarLink("nord", "/{year}.ics"))
    world.clock.now = NOW.replace(month=8)
    assert {p.date.year for p in calendars.deliver("nord", None).pickups} == {2026}
    assert server.count() == 1
    world.clock.now = NOW.replace(month=9)
    assert {p.date.year for p in calendars.deliver("nord", None).pickups} == {2026}
    server.files["/2027.ics"] = of_year(2027)
    assert plain(calendars.deliver("nord", None).pickups) == plain(NORTH)
    assert [asked.path for asked in server.requests] == ["/2026.ics", "/2027.ics"] * 2


def test_this_year_may_not_be_missing(server, linked):
    """Next year's dates alone tell nothing about tomorrow."""
    server.files = {"/2027.ics": of_year(2027)}
    with pytest.raises(SupplierFailed, match="404"):
        linked(CalendarLink("nord", "/{year}.ics")).deliver("nord", None)


@pytest.mark.parametrize(
    "content",
    [b"", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", awg_ics(SOUTH[:8]), awg_ics(NORTH)[:-500], b"\x00" * 100, b"<html>"],
    ids=["nothing", "no dates", "hardly any", "cut off", "zeros", "page"],
)
def test_what_is_no_calendar_is_a_failure(server, linked, content):
    """Never an empty one."""
    server.files["/nord.ics"] = content
    with pytest.raises(SupplierFailed):
        linked(CalendarLink("nord", "/nord.ics")).deliver("nord", None)


def test_a_place_without_link_is_not_delivered(linked):
    """A link may be taken out while a feed still asks for it."""
    with pytest.raises(StreetNotDelivered):
        linked(CalendarLink("nord", "/nord.ics")).deliver("sued", None)


def test_no_street_is_logged(server, linked, caplog):
    """Neither from the link nor from the place, when the file has faults or is not there."""
    server.files = {"/Geheimgasse.ics": WILD["what is no pickup and what nobody knows"](NORTH)}
    calendars = linked(CalendarLink("Geheimgasse", "/Geheimgasse.ics", is_street=True))
    with caplog.at_level(logging.DEBUG):
        calendars.deliver("Geheimgasse", None)
        server.misbehave(status(404))
        with pytest.raises(SupplierFailed) as failed:
            calendars.deliver("Geheimgasse", None)
    assert "Altkraut" in caplog.text
    assert "geheim" not in f"{caplog.text} {failed.value}".casefold()
