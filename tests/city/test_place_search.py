"""Kinds of places from everyday words, which come first, and places asked for by name."""

from datetime import date, time

import pytest

from bot.city.place import KINDS, Place
from bot.city.place_search import CONTAINER_KINDS, PlaceDirectory, asked_clock, asks_acceptance, read_kind
from bot.city.source import Source
from bot.city.stream import Stream

SOURCE = Source("Test", None, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wo ist der Wertstoffhof?", "recycling_yard"),
        ("Müllhof", "recycling_yard"),
        ("Recyclinghöfe in Wuppertal", "recycling_yard"),
        ("Wo ist die Deponie?", "recycling_yard"),
        ("Wo ist die Müllkippe?", "recycling_yard"),
        ("Betriebshof der AWG", "recycling_yard"),
        ("hat der hof heute offen", "recycling_yard"),
        ("Hat Bornberg montags zu?", "recycling_yard"),
        ("giebel mittwoch offen?", "recycling_yard"),
        ("Korzert", "recycling_yard"),
        ("Widukindstraße", "recycling_yard"),
        ("Wann kommt das Schadstoffmobil?", "hazardous_mobile"),
        ("Giftmobil", "hazardous_mobile"),
        ("Annahmestelle für Schadstoffe", "hazardous_site"),
        ("Sondermüll abgeben", "hazardous_site"),
        ("wo kann ich Glas wegbringen", "glass_container"),
        ("Altglascontainer", "glass_container"),
        ("Altkleidercontainer", "textile_container"),
        ("Container für Kleider", "textile_container"),
        ("Papiercontainer", "paper_container"),
        ("Container für Altpapier", "paper_container"),
        ("elektrocontainer standort", "e_device_container"),
        ("Wo ist hier ein Container für Elektrokleingeräte?", "e_device_container"),
        ("Kindernotfallpraxis", "on_call_practice"),
        ("Bereitschaftspraxis", "on_call_practice"),
        ("Apotheke", "pharmacy"),
        ("Kinderklinik", "clinic"),
        ("Krankenhaus", "clinic"),
        ("Repaircafé", "repair"),
        ("Sozialkaufhaus", "second_hand"),
        ("Selbsthilfe-Kontaktstelle", "advice_centre"),
        ("Wo ist der Wendepunkt?", "advice_centre"),
        ("Bahnhof", None),
        ("Bauernhof", None),
        ("Kirchhof", None),
        ("Hallo", None),
        ("", None),
    ],
)
def test_the_kind_is_read_from_everyday_words(text, kind):
    """Words and compounds of residents, yards also by their names."""
    assert read_kind(text) == kind


def test_read_kinds_are_kinds():
    """Kinds without places of their own are kinds all the same."""
    assert set(CONTAINER_KINDS) < set(KINDS)


def test_the_district_comes_first(city):
    """The others follow in the editors' order."""
    names = [place.name for place in city.places.find("recycling_yard", "Heckinghausen")]
    assert names[0] == "Recyclinghof Widukindstraße"
    assert len(names) == 4
    assert [p.name for p in city.places.find("recycling_yard")] == sorted(names)


def test_hazardous_waste_goes_to_sites_and_stops(city):
    """Nearest first when any will do, stops first for who asks for the vehicle; no yard twice."""
    anywhere = city.places.find("hazardous_site", "Ronsdorf")
    assert anywhere[0].name == "Schadstoffmobil Ronsdorf"
    assert "recycling_yard" not in {place.kind for place in anywhere}
    vehicle = city.places.find("hazardous_mobile", "Heckinghausen")
    assert [place.kind for place in vehicle] == ["hazardous_mobile"] * 3 + ["hazardous_site"] * 2


def test_without_sites_the_yards_that_take_it_count():
    """Better a yard than nothing."""
    yard = Place("Hof", "recycling_yard", "Weg 1", None, SOURCE, accepts=(Stream.HAZARDOUS,))
    assert PlaceDirectory([yard]).find("hazardous_site") == (yard,)


def test_an_unknown_kind_finds_nothing(city):
    """The answer then says that it does not know."""
    assert city.places.find("pharmacy") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wann hat der Bornberg auf?", {"Recyclinghof Bornberg", "Schadstoffannahme Bornberg"}),
        ("am giebel", {"Recyclinghof Giebel"}),
        ("KORZERT", {"Recyclinghof Korzert"}),
        ("Widukind", {"Recyclinghof Widukindstraße", "Schadstoffannahme Widukindstraße"}),
        ("Widukindstraße", {"Recyclinghof Widukindstraße", "Schadstoffannahme Widukindstraße"}),
        ("Schadstoffmobil Ronsdorf", {"Schadstoffmobil Ronsdorf"}),
        ("Recyclinghof", set()),
        ("Schadstoffannahme", set()),
        ("nach dem Umzug", set()),
    ],
)
def test_places_are_found_by_their_own_names(city, text, names):
    """By what tells them from others of their kind, not by remarks in the address."""
    assert {place.name for place in city.places.named(text)} == names


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("um 17 Uhr offen?", time(17)),
        ("hat der um 9:30 Uhr auf", time(9, 30)),
        ("9.30 Uhr", time(9, 30)),
        ("um 9.30 Uhr", time(9, 30)),
        ("gegen 15:30", time(15, 30)),
        ("ab 8 geöffnet?", time(8)),
        ("um 25 Uhr", None),
        ("um 12:75 Uhr", None),
        ("am 9.12. offen?", None),
        ("Bornberg 22", None),
        ("", None),
    ],
)
def test_a_time_of_day_is_read(text, clock):
    """Hours and minutes that exist; dates and house numbers are none."""
    assert asked_clock(text) == clock


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("nimmt der auch Bauschutt?", True),
        ("Werden dort Reifen angenommen?", True),
        ("wo kann ich Lack abgeben", True),
        ("Hat Bornberg offen?", False),
        ("", False),
    ],
)
def test_what_a_place_takes_is_asked(text, asks):
    """Taking, accepting, handing in."""
    assert asks_acceptance(text) is asks
