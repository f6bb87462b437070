"""The directory as JSON-LD: the shape that search engines and linked data tools expect, checked by rules of our own."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from bot.bootstrap import load_city
from bot.city.offer import Offer
from bot.city.source import Source
from bot.exports.hours import hours_of
from bot.exports.jsonld import jsonld, jsonld_bytes, jsonld_node
from bot.settings import Settings
from tests.exports.samples import offers

TODAY = date(2026, 11, 26)
YOGA = Offer(
    id="6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    title="Yoga",
    topic="movement",
    source=Source("Verein", None, date(2026, 11, 1)),
    district="Nord",
    quarter="Hafen",
    venue="Halle",
    when="montags 18 bis 19.30 Uhr",
    weekdays=("mon",),
    times=("evening",),
    dates=(date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7)),
    price_eur=45.5,
    audience=("adults",),
    accessible=True,
    languages=("tr",),
    provider="Verein",
    phone="0202 563-0",
)
# Of the vocabulary: which properties the types have that are used here.
PROPERTIES = {
    "Event": "name description url audience offers keywords isAccessibleForFree inLanguage eventStatus eventAttendanceMode startDate "
    "endDate eventSchedule location organizer",
    "Service": "name description url audience offers serviceType areaServed provider availableChannel",
    "Schedule": "scheduleTimezone startTime endTime repeatFrequency byDay startDate endDate",
    "Place": "name address containedInPlace amenityFeature",
    "VirtualLocation": "url",
    "City": "name",
    "AdministrativeArea": "name containedInPlace",
    "PostalAddress": "addressLocality addressCountry",
    "LocationFeatureSpecification": "name value",
    "Organization": "name contactPoint",
    "ContactPoint": "name telephone email",
    "Audience": "audienceType",
    "Offer": "price priceCurrency validThrough additionalProperty",
    "PropertyValue": "propertyID value",
    "ServiceChannel": "serviceLocation serviceUrl availableLanguage",
}
DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:00)?")
CLOCK = re.compile(r"\d\d:\d\d:00")


def faults(node: dict, at: str = "") -> list[str]:
    """What is wrong with the shape of a node and all nodes in it."""
    kind = node.get("@type")
    known = set(PROPERTIES.get(kind, "").split())
    found = [] if kind in PROPERTIES else [f"{at}: type {kind}"]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in known:
            found.append(f"{at}: {name} is no property of {kind}")
        for inner in value if isinstance(value, list) else [value]:
            found += (
                faults(inner, f"{at}/{name}") if isinstance(inner, dict) else _plain_faults(name, inner, f"{at}/{name}")
            )
    return found


def _plain_faults(name: str, value: object, at: str) -> list[str]:
    right = {
        "startDate": lambda: DATE.fullmatch(value), "endDate": lambda: DATE.fullmatch(value),
        "startTime": lambda: CLOCK.fullmatch(value), "endTime": lambda: CLOCK.fullmatch(value),
        "price": lambda: isinstance(value, (int, float)) and value >= 0, "priceCurrency": lambda: value == "EUR",
        "isAccessibleForFree": lambda: isinstance(value, bool), "inLanguage": lambda: re.fullmatch("[a-z]{2}", value),
        "url": lambda: value.startswith("https://"), "byDay": lambda: value.startswith("https://schema.org/"),
    }  # fmt: skip
    empty = value is None or value == ""
    return [f"{at}: {value!r}"] if empty or not right.get(name, lambda: True)() else []


@pytest.fixture(scope="module")
def ours() -> tuple[Offer, ...]:
    """The offers that ship."""
    return load_city(Settings()).data.offers


def test_what_ships_has_the_right_shape(ours):
    """One graph with one context; every node has a type, an address and properties that the type has."""
    document = json.loads(jsonld_bytes(ours, TODAY))
    assert list(document) == ["@context", "@graph"]
    assert document["@context"] == "https://schema.org"
    assert [fault for node in document["@graph"] for fault in faults(node)] == []
    addresses = [node["@id"] for node in document["@graph"]]
    assert len(set(addresses)) == len(addresses) == len(ours)


@given(offers())
@settings(max_examples=150, deadline=None)
def test_any_offer_has_the_right_shape(offer):
    """However odd."""
    assert faults(jsonld_node(offer, TODAY)) == []


def test_course_says_everything():
    """What a search engine or an app shows of it."""
    node = jsonld_node(YOGA, TODAY)
    assert (node["@type"], node["name"]) == ("Event", "Yoga")
    assert (node["startDate"], node["endDate"]) == ("2026-11-30T18:00:00", "2026-11-30T19:30:00")
    assert node["eventSchedule"] == [{
        "@type": "Schedule", "scheduleTimezone": "Europe/Berlin", "startTime": "18:00:00", "endTime": "19:30:00",
        "repeatFrequency": "P1W", "byDay": ["https://schema.org/Monday"], "startDate": "2026-11-23", "endDate": "2026-12-07",
    }]  # fmt: skip
    assert (node["isAccessibleForFree"], node["offers"]["price"], node["inLanguage"]) == (False, 45.5, ["tr"])
    assert node["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    (place,) = node["location"]
    assert (place["name"], place["containedInPlace"]["name"]) == ("Halle", "Hafen")
    assert place["amenityFeature"]["value"] is True
    assert node["audience"] == [{"@type": "Audience", "audienceType": "Erwachsene"}]
    assert node["organizer"]["contactPoint"]["telephone"] == "0202 563-0"


@pytest.mark.parametrize(
    ("change", "mode", "places"),
    [
        ({"online": True}, "Mixed", ["Place", "VirtualLocation"]),
        ({"online": True, "venue": None}, "Online", ["VirtualLocation"]),
        ({}, "Offline", ["Place"]),
    ],
)
def test_online_and_on_site(change, mode, places):
    """How it can be taken part in."""
    node = jsonld_node(replace(YOGA, **change), TODAY)
    assert node["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in node["location"]] == places


@pytest.mark.parametrize(("price", "free"), [(0, True), (1, False), (None, None)])
def test_free_and_unknown_are_not_the_same(price, free):
    """An unknown price is not said."""
    node = jsonld_node(replace(YOGA, price_eur=price), TODAY)
    assert node.get("isAccessibleForFree") is free
    assert node["offers"].get("price") == price


def test_advice_without_dates_is_a_service():
    """Nobody has to be there at a time."""
    advice = replace(YOGA, weekdays=(), dates=(), when=None, topic="counselling")
    node = jsonld_node(advice, TODAY)
    assert (node["@type"], node["serviceType"], node["provider"]["name"]) == ("Service", "Beratung", "Verein")


def test_examples_are_marked_for_people_and_programs(ours):
    """Whoever shows the description shows the mark."""
    for offer, node in zip(ours, jsonld(ours, TODAY)["@graph"], strict=True):
        marks = [p["value"] for p in node["offers"]["additionalProperty"] if p["propertyID"] == "talbot:example"]
        assert node.get("description", "").startswith("Beispiel: ein erfundenes Angebot") == offer.example
        assert marks == ([True] if offer.example else [])


def test_nothing_of_an_offer_ends_a_script():
    """The document may stand inside a web page."""
    written = jsonld_bytes([replace(YOGA, title="</script><b>&", venue="\u2028")], TODAY)
    assert b"<" not in written
    assert json.loads(written)["@graph"][0]["name"] == "</script><b>&"


@pytest.mark.parametrize(
    ("when", "hours"),
    [
        ("montags 18 bis 19.30 Uhr", "18:00 19:30"),
        ("montags 9.15 bis 10:45 Uhr, ab 11. Januar", "09:15 10:45"),
        ("am 16. und 17. Januar 2027, 10 bis 16 Uhr", "10:00 16:00"),
        ("montags 18 bis 19 Uhr, samstags 10 bis 12 Uhr", None),
        ("montags bis freitags 18 bis 8 Uhr, an Wochenenden rund um die Uhr", None),
        ("montags 18 bis 25 Uhr", None),
        ("montags um 18 Uhr", None),
        ("nach Vereinbarung", None),
        (None, None),
    ],
)
def test_hours_are_read_back_where_they_are_clear(when, hours):
    """A wrong time is worse than none."""
    found = hours_of(when)
    assert (f"{found[0]:%H:%M} {found[1]:%H:%M}" if found else None) == hours
