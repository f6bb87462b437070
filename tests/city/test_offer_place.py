"""Where an offer should be: as people call a part of the city, misspelled, or a place that is none of ours."""

import pytest

from bot.city.offer_place import PlaceWish


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kurse in Barmen", PlaceWish("Barmen")),
        ("in der Nähe vom Ölberg", PlaceWish("Elberfeld", "Nordstadt")),
        ("Kurse in Vohwinckel", PlaceWish("Vohwinkel")),
        ("was gibts in barmn", PlaceWish("Barmen")),
        ("was gibts in Hekinghausen", PlaceWish("Heckinghausen")),
        ("im Stadtteil Ronsdrof", PlaceWish("Ronsdorf")),
        ("Kurse in Remscheid", PlaceWish(unknown="Remscheid")),
        ("Kurse in Hintertupfingen", PlaceWish(unknown="Hintertupfingen")),
        ("im Stadtteil Blümchenhausen", PlaceWish(unknown="Blümchenhausen")),
        ("Kurse in Wuppertal", PlaceWish()),
        ("in meiner Nähe", PlaceWish()),
        ("in der Gruppe", PlaceWish()),
        ("in Yoga", PlaceWish()),
        ("im Internet", PlaceWish()),
        ("", PlaceWish()),
    ],
)
def test_place(city, text, place):
    """Only what is surely meant as a place and is none of Wuppertal's is unknown."""
    assert city.offers.read_place(text) == place
