"""Districts and quarters by the names people give them."""

import pytest

from bot.city.district import DistrictRegister


def test_every_district_and_quarter_is_found_by_its_name(city):
    """As written and in lower case."""
    for district in city.data.districts:
        for name in (district.name, *district.nicknames):
            found = city.districts.spot(f"Gibt es Sport in {name.lower()}?")
            assert found is not None
            assert found.district == district.name


def test_every_quarter_leads_to_its_district(city):
    """A quarter that is called like a district is that district."""
    for district in city.data.districts:
        for quarter in district.quarters:
            for name in (quarter.name, *quarter.nicknames):
                found = city.districts.spot(name)
                assert found is not None, name
                assert (found.district, found.quarter in (quarter.name, None)) == (district.name, True), name


@pytest.mark.parametrize(
    ("text", "district", "quarter"),
    [
        ("Yoga in Barmen", "Barmen", None),
        ("Heckinghauser Kurse", "Heckinghausen", None),
        ("Wichlinghauser Angebote", "Oberbarmen", "Wichlinghausen-Süd"),
        ("Vohwinkels Recyclinghof", "Vohwinkel", None),
        ("Elberfelder Angebote", "Elberfeld", None),
        ("auf dem Ölberg", "Elberfeld", "Nordstadt"),
        ("am oelberg", "Elberfeld", "Nordstadt"),
        ("Kurse in Langerfeld", "Langerfeld-Beyenburg", None),
        ("in Beyenburg", "Langerfeld-Beyenburg", "Beyenburg-Mitte"),
        ("elberfeld west", "Elberfeld-West", None),
        ("Elberfeld-West", "Elberfeld-West", None),
        ("Langerfeld Beyenburg", "Langerfeld-Beyenburg", None),
        ("uellendahl", "Uellendahl-Katernberg", None),
        ("Ullendahl", "Uellendahl-Katernberg", None),
        ("Nachstebreck", "Oberbarmen", "Nächstebreck-Ost"),
        ("Wichlinghausen Nord", "Oberbarmen", "Wichlinghausen-Nord"),
        ("Ronsdrof", "Ronsdorf", None),
        ("Cronenbreg", "Cronenberg", None),
        ("Vohwinckel", "Vohwinkel", None),
        ("Heckinghausen", "Heckinghausen", None),
        ("im Zooviertel", "Elberfeld-West", "Zoo"),
        ("Briller Viertel", "Elberfeld-West", "Brill"),
        ("Sport in Oberbarmen", "Oberbarmen", None),
        ("auf der Höhe", "Vohwinkel", "Höhe"),
        ("Sport am Zoo", "Elberfeld-West", "Zoo"),
        ("in Unterbarmen", "Barmen", None),
    ],
)
def test_found(city, text, district, quarter):
    """With endings, nicknames, slips, umlauts dropped."""
    found = city.districts.spot(text)
    assert found is not None
    assert (found.district, found.quarter) == (district, quarter)


@pytest.mark.parametrize(
    "text",
    [
        "hallo", "Wohin mit dem Karton?", "in der Höhe von 5 Euro", "Rotte", "die Höhle", "Brillen", "meine Brille ist kaputt",
        "Lohn", "Zoom", "Wuppertal", "in Düsseldorf", "Beeren", "Garten", "verrottet", "Linden", "Kosten", "Heide", "", "🙂",
        "Wohin mit alten Brillengläsern", "in voller Höhe", "Lohnt sich das?", "roter Karton", "ich gehe in den Zoo",
        "eine Linde fällen", "rotten", "geht das schneller", "Schmerzen in den Unterarmen", "Ich bin bei der Barmer versichert",
    ],
)  # fmt: skip
def test_not_found(city, text):
    """Everyday words are no quarters."""
    assert city.districts.spot(text) is None


def test_what_is_marked(city):
    """The name with its ending."""
    text = "Yoga in Elberfeld-West, bitte"
    found = city.districts.spot(text)
    assert found is not None
    assert text[found.start : found.end] == "Elberfeld-West"


def test_a_district_is_where_its_centre_is(city):
    """Most of Vohwinkel lives around its centre, not in the middle of its fields."""
    assert city.districts.position("Vohwinkel") == city.districts.position("Vohwinkel", "Vohwinkel-Mitte")
    assert city.districts.position("Nirgendwo") is None


def test_nothing_known_nothing_found():
    """An empty register."""
    assert DistrictRegister(()).spot("Barmen") is None
