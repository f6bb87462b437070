"""`GET /calendar/<id>.ics` over real sockets, as calendar programs and the curious ask for it."""

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from bot.bootstrap import CityUnavailable
from bot.city.city import City
from bot.city.errors import CalendarMissing, CalendarUnavailable, HouseNumberInvalid, HouseNumberNeeded
from bot.city.notice import Notice
from bot.city.pickup import EVERYTHING, Selection
from bot.city.stream import Stream
from bot.feeds.revisions import RevisionBook
from bot.feeds.routes import CalendarFeeds
from bot.links import CalendarSubject, Links
from tests.feeds.reader import HOME, LINKS, SUPPLIERS_OWN, Reader, Supplier
from tests.feeds.samples import NOW, calendar
from tests.feeds.strict import faults


def test_feed_comes_with_the_headers_that_programs_and_caches_need(reader: Reader) -> None:
    """Type, validators, how long it holds, and that it is nobody else's business."""
    response = reader.get()
    assert response.status_code == 200
    assert faults(response.content) == []
    headers = response.headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Length"] == str(len(response.content))
    assert headers["ETag"].startswith('"')
    assert headers["Last-Modified"] == "Sun, 22 Nov 2026 00:00:00 GMT"
    assert headers["Cache-Control"] == "private, max-age=3600"
    assert headers["Content-Disposition"] == 'inline; filename="abfuhr.ics"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex"
    assert abs(parsedate_to_datetime(headers["Date"]) - datetime.now(UTC)) < timedelta(minutes=1)


def test_head_has_the_headers_of_get_and_no_body(reader: Reader) -> None:
    """On the wire, since clients drop what should not be there."""
    path = LINKS.calendar_path(HOME)
    get = reader.get()
    with socket.create_connection(reader.server.address, timeout=20) as connection:
        connection.sendall(f"HEAD {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".encode())
        head = b"".join(iter(lambda: connection.recv(65536), b""))
    top, _, body = head.partition(b"\r\n\r\n")
    assert top.startswith(b"HTTP/1.1 200")
    assert body == b""
    same = reader.http.head(path).headers
    for name in ("ETag", "Last-Modified", "Content-Type", "Cache-Control", "Content-Length"):
        assert same[name] == get.headers[name]


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/x.ics",
        "/calendar/.ics",
        "/calendar/Hofaue.ics",
        "/calendar/%00.ics",
        "/calendar/%C3%A4.ics",
        "/calendar/%FF.ics",
        f"/calendar/{'A' * 107}.ics",
        f"/calendar/{'A' * 5000}.ics",
        LINKS.calendar_path(HOME).removesuffix(".ics"),
        LINKS.calendar_path(HOME) + ".ics",
        LINKS.calendar_path(HOME).removesuffix("ics") + "ICS",
        LINKS.calendar_path(HOME).replace("/calendar/", "/calendar/A"),
        LINKS.calendar_path(HOME)[:-5] + "%3D.ics",
        Links("a secret of somebody else", "").calendar_path(HOME),
    ],
    ids=lambda path: path[10:30],
)
def test_foreign_id_is_not_found(reader: Reader, path: str) -> None:
    """One answer for all of them, which tells nothing and is kept by no cache."""
    response = reader.http.get(path)
    assert response.status_code == 404
    assert response.text == "Diesen Kalender gibt es nicht."
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"


def test_flipped_bit_is_not_found(reader: Reader) -> None:
    """In the first, a middle and the last letter; the last one has bits that mean nothing."""
    path = LINKS.calendar_path(HOME)
    for place in (10, 60, len(path) - 5):
        for letter in "AEQgw":
            tampered = path[:place] + letter + path[place + 1 :]
            assert tampered == path or reader.http.get(tampered).status_code == 404


@pytest.mark.parametrize("path", ["/calendar", "/calendar/", "/calendar/a/b.ics", "/calendar/..%2f..%2fsecret"])
def test_other_paths_are_not_found(reader: Reader, path: str) -> None:
    """There is no list of calendars and nothing behind them."""
    assert reader.http.get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_feed_can_only_be_read(reader: Reader, method: str) -> None:
    """Programs that try to write learn that they cannot."""
    assert reader.http.request(method, LINKS.calendar_path(HOME)).status_code == 405


@pytest.mark.parametrize("silent", ["supplier", "city"])
def test_silence_asks_to_come_again(reader: Reader, supplier: Supplier, silent: str) -> None:
    """Programs keep what they have; a 404 or an empty calendar would take the dates away."""
    city, answer = reader.world.city, supplier.answer
    if silent == "city":
        reader.world.city = CityUnavailable(())
    else:
        supplier.answer = CalendarUnavailable("Hofaue")
    response = reader.get()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "600"
    assert response.headers["Cache-Control"] == "no-store"
    assert "später" in response.text
    reader.world.city, supplier.answer = city, answer
    assert reader.get().status_code == 200


def test_silence_about_a_street_of_the_supplier_asks_to_come_again(reader: Reader, supplier: Supplier) -> None:
    """It is not the same as a street that is no more."""
    supplier.silent_about_streets = True
    assert reader.get(CalendarSubject(SUPPLIERS_OWN, None, EVERYTHING)).status_code == 503


@pytest.mark.parametrize(
    "trouble",
    [CalendarMissing("Hofaue"), HouseNumberNeeded("Hofaue"), HouseNumberInvalid("Hofaue", "12")],
    ids=lambda error: type(error).__name__,
)
def test_address_without_calendar_is_told_so(reader: Reader, supplier: Supplier, trouble: Exception) -> None:
    """The street was split, or has no pickup any more: a new calendar has to be asked for."""
    supplier.answer = trouble
    response = reader.get()
    assert response.status_code == 404
    assert "Bitte fragen Sie Talbot nach einem neuen." in response.text


def test_street_that_only_the_supplier_knows_has_a_feed(reader: Reader, supplier: Supplier) -> None:
    """The city's list is not complete."""
    del supplier
    response = reader.get(CalendarSubject(SUPPLIERS_OWN, None, EVERYTHING))
    assert response.status_code == 200
    assert f"LOCATION:{SUPPLIERS_OWN}" in response.text


def test_street_that_is_no_more_gets_no_dates_of_a_similar_one(reader: Reader) -> None:
    """The search that forgives slips of residents would take "Hofauee" for "Hofaue"."""
    assert reader.get(CalendarSubject("Hofauee", "12", EVERYTHING)).status_code == 404


def test_every_street_of_the_city_has_a_feed(reader: Reader, city: City) -> None:
    """By its own name, also where another one is alike."""
    for name in list(city.streets.streets)[::25]:
        response = reader.get(CalendarSubject(name, "1", Selection((Stream.PAPER,))))
        assert response.status_code == 200, name
        assert faults(response.content) == [], name


def test_notices_are_not_in_feeds(reader: Reader, city: City) -> None:
    """A strike is no date, and programs ask too seldom for news."""
    before = reader.get().content
    source = calendar([]).source
    strike = Notice("Heute wird gestreikt.", NOW.date(), NOW.date(), (), ("Hofaue",), (), source, example=False)
    reader.world.city = City(replace(city.data, notices=(strike,)))
    assert reader.get().content == before


def test_feed_is_the_same_for_other_servers_with_the_secret(reader: Reader, city: City, tmp_path: Path) -> None:
    """After a move to another machine, too: programs notice nothing."""
    elsewhere = CalendarFeeds(lambda: city, lambda: LINKS, RevisionBook(tmp_path), lambda: NOW + timedelta(hours=5))
    path = LINKS.calendar_path(HOME)
    assert elsewhere.feed(path.removeprefix("/calendar/").removesuffix(".ics")).body == reader.get().content
