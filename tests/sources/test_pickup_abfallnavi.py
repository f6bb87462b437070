"""The REST service of regio iT: a neighbouring town by an entry of configuration."""

import json
import logging
from datetime import date

import pytest

from bot.sources.pickup_abfallnavi import AbfallnaviCalendar
from bot.sources.supplier import Delivery, StreetNotDelivered, SupplierFailed
from bot.sources.web import Web
from tests.sources.fake_suppliers.abfallnavi import FRACTIONS, Entry, FakeAbfallnavi
from tests.sources.fake_suppliers.server import changed, instead
from tests.sources.fake_suppliers.truth import LABELS, NORTH, SOUTH, plain

TURN = date(2027, 1, 1)
ENTRIES = (
    Entry("Grünstraße", NORTH),
    Entry("Lange Str.", houses={"1": NORTH, "3": NORTH}),
    Entry("Lange Str.", houses={"200": SOUTH}),
    Entry("Wechselweg", tuple(p for p in NORTH if p.date < TURN)),
    Entry("Wechselweg", tuple(p for p in NORTH if p.date >= TURN)),
    Entry("Doppelweg", NORTH),
    Entry("Doppelweg", NORTH),
    Entry("Streitweg", NORTH),
    Entry("Streitweg", SOUTH),
    Entry("Stille Gasse", NORTH[:5]),
)


@pytest.fixture
def server(world):  # noqa: ARG001  # no proxies
    """The service."""
    with FakeAbfallnavi(ENTRIES) as server:
        yield server


@pytest.fixture
def navi(server, world):
    """The reader of the town "Probe"."""
    return AbfallnaviCalendar(Web(server.url, "x", world.pauses.append), "probe", LABELS)


def test_a_street_has_its_dates_in_five_requests(navi, server):
    """Town, streets, house numbers, fractions, dates; UTF-8 though nobody says so."""
    found = navi.deliver("gruenstr.", None)
    assert found == Delivery("Grünstraße", found.pickups)
    assert plain(found.pickups) == plain(NORTH, marks=False)
    assert server.count() == 5


def test_fractions_that_are_no_bin_at_the_door_are_not_even_asked_for(navi, server, caplog):
    """What nobody knows is logged; a second name of the residual bin is its fortnightly tariff."""
    with caplog.at_level(logging.WARNING):
        found = navi.deliver("Grünstraße", None)
    assert [p.date for p in found.pickups if p.fortnightly] == [p.date for p in NORTH if p.fortnightly]
    assert set(server.requests[-1].query["fraktion"]) == {str(key) for key in FRACTIONS} - {"8", "9"}
    assert "Windeltonne" in caplog.text


def test_a_street_that_is_there_twice_has_the_numbers_of_both(navi):
    """Each with the dates of its part."""
    assert navi.deliver("Lange Straße", None).numbers == ("1", "3", "200")
    assert plain(navi.deliver("Lange Straße", "3").pickups) == plain(NORTH, marks=False)
    assert plain(navi.deliver("Lange Straße", "200").pickups) == plain(SOUTH, marks=False)
    with pytest.raises(StreetNotDelivered):
        navi.deliver("Lange Straße", "5")


@pytest.mark.parametrize("street", ["Wechselweg", "Doppelweg"])
def test_a_street_that_is_there_once_per_year_has_the_dates_of_both(navi, street):
    """Ids change at the turn of the year."""
    assert plain(navi.deliver(street, None).pickups) == plain(NORTH, marks=False)


def test_a_street_with_two_calendars_and_no_numbers_has_none(navi):
    """Nobody can tell whose dates are whose."""
    with pytest.raises(StreetNotDelivered):
        navi.deliver("Streitweg", None)


def test_hardly_any_dates_are_a_failure(navi):
    """An unknown place answers with an empty calendar."""
    with pytest.raises(SupplierFailed, match="only"):
        navi.deliver("Stille Gasse", None)


@pytest.mark.parametrize(("beginning", "found"), [("grü", 1), ("gruen", 1), ("Grünewald", 1), ("L", 0), ("zzz", 0)])
def test_names_that_begin_alike_are_found_whatever_the_spelling(navi, beginning, found):
    """Each name once."""
    assert len(navi.streets(beginning)) == found


BROKEN = {
    "no JSON": instead(b"<html>"),
    "null": instead(b"null"),
    "a number": instead(b"7"),
    "an object": instead(b"{}"),
    "entries without keys": instead(b"[{}]"),
    "names that are none": instead(b'[{"id": 4, "name": null}]'),
    "another encoding": instead('[{"id": 4, "name": "Gr\u00fcn"}]'.encode("latin-1")),
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("path", ["/orte", "/strassen", "/fraktionen", "/termine", ""])
def test_whatever_the_service_says_instead_is_no_calendar(navi, server, broken, path):
    """In each of its answers."""
    server.misbehave(BROKEN[broken], where=lambda asked: asked.path.endswith(path))
    with pytest.raises((SupplierFailed, StreetNotDelivered)):
        navi.deliver("Grünstraße", None)


def test_a_service_that_does_not_know_the_town_is_a_failure(server, world):
    """The entry of configuration is wrong, or the service changed; the street is not to blame."""
    navi = AbfallnaviCalendar(Web(server.url, "x", world.pauses.append), "Anderswo", LABELS)
    with pytest.raises(SupplierFailed, match="town"):
        navi.deliver("Grünstraße", None)


@pytest.mark.parametrize("day", ["", "gestern", "2026-13-01", "01.12.2026"])
def test_a_date_that_is_none_spoils_the_delivery(navi, server, day):
    """Left out, it would be a day without pickup."""

    def change(content: bytes) -> bytes:
        rows = json.loads(content)
        rows[3]["datum"] = day
        return json.dumps(rows).encode()

    server.misbehave(changed(change), where=lambda asked: asked.path.endswith("/termine"))
    with pytest.raises(SupplierFailed, match="date"):
        navi.deliver("Grünstraße", None)
