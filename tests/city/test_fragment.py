"""What carries on with a conversation and what asks something new."""

import pytest

from bot.city.fragment import (
    carries_on,
    in_context,
    is_bare_house_number,
    is_bare_thing,
    is_elsewhere,
    is_opening,
    is_state,
)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("und Papier?", True),
        ("Nein, Nummer 14", True),
        ("ach ne, Gathe", True),
        ("was ist mit Papier?", True),
        ("wie sieht es mit Bio aus", True),
        ("Papier?", False),
        ("Wann kommt und geht die Tonne", False),
        ("was ist Sperrmüll", False),
        ("", False),
        ("😀", False),
    ],
)
def test_opening(text, opening):
    """ "Und", "nein" and the like carry on, at the beginning only."""
    assert is_opening(text) is opening


@pytest.mark.parametrize(
    ("topic", "asked", "text", "kinds", "expected"),
    [
        ("pickup", "pickup", "Hofaue 20", {"street", "house_number"}, True),
        ("pickup", "pickup", "14", set(), True),
        ("pickup", None, "und nächste Woche?", {"when"}, True),
        ("pickup", None, "Papier", {"stream"}, True),
        ("pickup", None, "und wann kommt Papier?", {"stream"}, True),
        ("place", None, "am Samstag", {"when"}, True),
        ("offer", None, "in Barmen", {"district"}, True),
        ("checkup", "checkup", "51", set(), True),
        ("checkup", "checkup", "weiblich", set(), True),
        ("checkup", None, "und mein Mann?", set(), True),
        ("waste", "pickup", "Hofaue 20", {"street", "house_number"}, True),
        (None, None, "Hofaue 20", {"street", "house_number"}, False),
        ("pickup", "pickup", "", set(), False),
        ("pickup", "pickup", "wann wird Papier geleert", {"stream"}, False),
        ("pickup", None, "Pizzakarton", {"waste_item"}, False),
        ("offer", None, "Hofaue 20", {"street", "house_number"}, False),
        ("checkup", "checkup", "Frau-Holle-Weg 5", {"street", "house_number"}, False),
        ("pickup", "pickup", "Ich bin gestern erst in die Hofaue 20 gezogen und brauche Hilfe", {"street"}, False),
    ],
)
def test_carries_on(topic, asked, text, kinds, expected):
    """Short, no question of its own, and naming what the subject can use."""
    assert carries_on(topic, asked, text, kinds) is expected


@pytest.mark.parametrize(
    ("topic", "asked", "text", "kinds", "expected"),
    [
        ("pickup", "pickup", "14", set(), True),
        ("pickup", "pickup", "die 14a", set(), True),
        ("waste", "pickup", "zwölf", set(), True),
        ("pickup", None, "nein, 300", set(), True),
        ("pickup", None, "ich meinte die 14", set(), True),
        ("pickup", None, "14", set(), True),
        ("pickup", None, "und am 14.?", set(), False),
        ("pickup", "pickup", "am 14.", {"when"}, False),
        ("checkup", "checkup", "51", set(), False),
        ("pickup", "checkup", "nein, 51", set(), False),
        ("pickup", "pickup", "Papier", {"stream"}, False),
        (None, None, "14", set(), False),
    ],
)
def test_bare_house_number(topic, asked, text, kinds, expected):
    """A number alone is one of a house only where one was asked for or is being corrected."""
    assert is_bare_house_number(topic, asked, text, kinds) is expected


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        ("Pizzakarton", {"waste_item": [(0, 11)]}, True),
        ("ein Pizzakarton?", {"waste_item": [(4, 15)]}, True),
        ("wohin Pizzakarton", {"waste_item": [(6, 17)]}, False),
        ("Pizzakarton Hofaue", {"waste_item": [(0, 11)], "street": [(12, 18)]}, False),
        ("Bettdecke Federn", {"waste_item": [(0, 9), (10, 16)]}, True),
        ("Hofaue", {"street": [(0, 6)]}, False),
        ("", {}, False),
    ],
)
def test_bare_thing(text, mentions, expected):
    """Nothing beside the thing but little words."""
    assert is_bare_thing(text, mentions) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Restmüll in Solingen", True),
        ("Müll in Köln", True),
        ("ich komme aus Remscheid", True),
        ("Müngstener Straße 3 in Remscheid", True),
        ("Solinger Straße 5", False),
        ("in der Kölner Straße", False),
        ("Wuppertal, nicht Solingen", False),
        ("Frankfurter Würstchen", False),
        ("", False),
    ],
)
def test_elsewhere(text, expected):
    """Another city behind "in" or the like; streets of Wuppertal may be called after it."""
    assert is_elsewhere(text) is expected


@pytest.mark.parametrize(
    ("topic", "intent", "kinds", "meant"),
    [
        ("offer", "info_fees", set(), "info_course_refund"),
        ("waste", "info_fees", set(), "info_fees"),
        (None, "info_fees", set(), "info_fees"),
        ("offer", "offer_find", {"district"}, "offer_find"),
        (None, "talk_thanks", {"waste_item"}, "waste_disposal"),
        (None, "talk_affirm", {"street", "house_number"}, "inform"),
        (None, "talk_thanks", set(), "talk_thanks"),
        (None, "safety_poisoning", {"waste_item"}, "safety_poisoning"),
    ],
)
def test_in_context(topic, intent, kinds, meant):
    """The price of a course is no waste fee, and who names a sofa does not say thank you."""
    assert in_context(topic, intent, kinds) == meant


@pytest.mark.parametrize(
    ("topic", "text", "expected"),
    [
        ("waste", "die ist noch ganz neu, geht nur nicht mehr an", True),
        ("waste", "das is noch gut", True),
        ("waste", "die sind voll löcher", True),
        ("waste", "das rote", True),
        ("waste", "das ist toll", False),
        ("waste", "das ist falsch", False),
        ("waste", "Wann kommt Papier?", False),
        ("pickup", "die ist noch ganz neu", False),
        (None, "das rote", False),
    ],
)
def test_is_state(topic, text, expected):
    """The state of the thing talked about, and not a word about the answer."""
    assert is_state(topic, text) is expected


def test_walking_aids_are_no_waste_among_courses():
    """ "Sie hat einen Rollator" refines the search."""
    assert carries_on("offer", None, "sie hat einen Rollator", {"waste_item"})


@pytest.mark.parametrize(
    ("text", "kinds", "elsewhere"),
    [
        ("papiertonne solingen kölner straße 12", {"street", "stream"}, True),
        ("Remscheid Restmüll wann", {"stream"}, True),
        ("Papier Remscheider Straße 31", {"street", "stream"}, False),
        ("Restmüll Wuppertal nicht Solingen", {"stream"}, False),
        ("Essen in die Biotonne?", {"stream"}, False),
        ("war gestern in der Solingen Ausstellung", set(), False),
    ],
)
def test_another_town_beside_a_street_or_bin(text, kinds, elsewhere):
    """Without "in" as well, unless the name means something else or is part of a street's."""
    assert is_elsewhere(text, kinds) is elsewhere
