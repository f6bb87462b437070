"""The waste company's website: what its pages say, in the few requests that it takes."""

import pytest

from bot.sources.pickup_awg import AwgCalendar
from bot.sources.supplier import Delivery, StreetNotDelivered, SupplierFailed
from bot.sources.web import Web
from tests.sources.fake_suppliers.awg import FakeAwg, is_ics
from tests.sources.fake_suppliers.server import Answer, changed, instead, redirect, status
from tests.sources.fake_suppliers.truth import LABELS, NORTH, SOUTH, SPLIT_NUMBERS, plain

STREETS = {
    "Friedrich-Ebert-Str.": NORTH,
    "Friedrichstraße": SOUTH,
    "Große Flurstr.": SOUTH,
    "Uellendahler Straße": SPLIT_NUMBERS,
}


@pytest.fixture
def server(world):  # noqa: ARG001  # no proxies
    """The site."""
    with FakeAwg(STREETS) as server:
        yield server


@pytest.fixture
def awg(server, world):
    """The reader of the site."""
    return AwgCalendar(Web(server.url, "x", world.pauses.append), LABELS)


def is_autocomplete(asked):
    """Whether names of streets are asked for."""
    return "eID" in asked.query


def is_form(asked):
    """Whether the page with the form is asked for."""
    return not asked.query


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Friedrich-Ebert-Straße", "Friedrich-Ebert-Str."),
        ("friedrich ebert strasse", "Friedrich-Ebert-Str."),
        ("Friedrichstr.", "Friedrichstraße"),
        ("Grosse Flurstraße", "Große Flurstr."),
    ],
)
def test_a_street_is_found_in_the_spelling_of_the_site(awg, ours, theirs):
    """Which knows the beginnings of its own spelling only."""
    assert awg.deliver(ours, None).name == theirs


def test_no_other_street_is_taken_for_one(awg):
    """Not even the nearest: it would be a neighbour's calendar."""
    for name in ("Friedrich-Ebert-Platz", "Friedrich", "Xy", ""):
        with pytest.raises(StreetNotDelivered):
            awg.deliver(name, None)


def test_the_form_is_sent_as_the_site_gave_it(awg, server):
    """With its hidden fields of this very visit; the site takes nothing else."""
    for _ in range(2):
        awg.deliver("Friedrichstraße", None)
    posts = [asked.fields for asked in server.requests if asked.method == "POST"]
    assert len(posts) == 2
    assert posts[0] != posts[1]
    assert posts[0]["tx_bwwastecalendar_pi1[demand][streetname]"] == ["Friedrichstraße"]


def test_a_calendar_has_all_years_that_are_linked(awg, server):
    """One file each."""
    assert plain(awg.deliver("Friedrichstraße", None).pickups) == plain(SOUTH)
    server.years = {2026}
    assert {p.date.year for p in awg.deliver("Friedrichstraße", None).pickups} == {2026}


def test_a_list_of_house_numbers_is_told_from_a_calendar(awg):
    """Its other links are no numbers, and a calendar's "2026" and "11" are none either."""
    assert awg.deliver("Uellendahler Straße", None) == Delivery("Uellendahler Straße", numbers=tuple(SPLIT_NUMBERS))
    assert awg.deliver("Friedrichstraße", None).numbers == ()


@pytest.mark.parametrize(("number", "dates"), SPLIT_NUMBERS.items())
def test_each_house_number_has_its_calendar(awg, number, dates):
    """Letters and ranges as the site writes them."""
    assert plain(awg.deliver("Uellendahler Straße", number).pickups) == plain(dates)


def test_a_number_that_is_gone_has_no_calendar(awg):
    """Rather than that of another house."""
    with pytest.raises(StreetNotDelivered):
        awg.deliver("Uellendahler Straße", "7")


@pytest.mark.parametrize(
    ("beginning", "found"), [("Fried", 2), ("Friedrich-E", 1), ("Friedrichs Ruh", 2), ("Xyz", 0), ("F", 0)]
)
def test_names_are_looked_for_with_fewer_letters_until_there_are_some(awg, server, beginning, found):
    """Down to three."""
    assert len(awg.streets(beginning)) == found
    assert all(len(asked.one("term")) >= 3 for asked in server.requests)
    assert server.count() < 6


BROKEN = {
    "names are no list": (instead(b'{"a": 1}', "application/json"), is_autocomplete),
    "names are numbers": (instead(b"[1, 2]", "application/json"), is_autocomplete),
    "names are a page": (instead(b"<html>"), is_autocomplete),
    "no page": (instead(b"hallo"), is_form),
    "XML": (instead(b'<?xml version="1.0"?><rss></rss>', "application/xml"), is_form),
    "an address": (instead(b"http://example.org/index.html"), is_form),
    "no form": (instead(b"<html><form name='x'></form></html>"), is_form),
    "form without fields": (changed(lambda page: page.replace(b'type="hidden"', b'type="text"')), is_form),
    "form to elsewhere": (changed(lambda page: page.replace(b'action="/', b'action="http://localhost/')), is_form),
    "broken HTML": (changed(lambda page: page.replace(b">", b"")), is_form),
    "street not taken": (lambda *_: Answer(b"<html>Bitte Stra\xc3\x9fe w\xc3\xa4hlen</html>"), lambda a: a.method == "POST"),
    "sent back to the form": (redirect("/privatkunden/abfallkalender.html"), lambda a: a.method == "POST"),
    "edited link": (lambda *_: Answer(status=404), is_ics),
    "page for a file": (instead(b"<html>Bitte anmelden</html>"), is_ics),
    "no dates": (instead(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar"), is_ics),
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_whatever_the_site_says_instead_is_a_failure(awg, server, world, broken):
    """Never a calendar without dates."""
    mishap, where = BROKEN[broken]
    server.misbehave(mishap, where=where)
    with pytest.raises(SupplierFailed):
        awg.deliver("Friedrichstraße", None)
    assert world.pauses == []


def test_a_site_that_stumbles_is_asked_again(awg, server, world):
    """After pauses that grow."""
    server.misbehave(status(503), times=2)
    server.misbehave(status(502), times=1, where=is_ics)
    assert plain(awg.deliver("Friedrichstraße", None).pickups) == plain(SOUTH)
    assert len(world.pauses) == 3


def test_a_wrong_content_type_does_no_harm(awg, server):
    """Files are known by their content."""
    server.misbehave(lambda _s, _a, right, _c: Answer(right().content, "application/octet-stream"), where=is_ics)
    assert plain(awg.deliver("Friedrichstraße", None).pickups) == plain(SOUTH)


def test_dates_of_another_year_than_the_link_promises_are_left_out(awg, server):
    """A file may be an old one under a new name."""
    server.misbehave(changed(lambda content: content.replace(b":2027", b":2025")), where=is_ics)
    assert {p.date.year for p in awg.deliver("Friedrichstraße", None).pickups} == {2026}
