"""Fragments: to which subject "und Papier?", "51" or "in Barmen" belong. The subjects have tests of their own."""

import pytest

QUESTIONS = {
    "waste": ("waste_disposal", "Wohin mit Windeln?"),
    "pickup": ("pickup_next", "Papier Hofaue 20"),
    "place": ("place_find", "Wo ist der Recyclinghof?"),
    "offer": ("offer_find", "Yoga in Elberfeld"),
    "checkup": ("checkup_entitlement", "Vorsorge, 51, weiblich"),
}
CARDS = {
    "waste": "disposal",
    "guide": "stream_guide",
    "pickup": "pickup",
    "place": "places",
    "offer": "offers",
    "checkup": "checkups",
}


@pytest.mark.parametrize(
    ("before", "text", "subject"),
    [
        ("waste", "und Katzenstreu?", "waste"),
        ("waste", "in die gelbe?", "waste"),
        ("waste", "Gathe 10", "pickup"),
        ("pickup", "und Restmüll?", "pickup"),
        ("pickup", "und im Januar?", "pickup"),
        ("pickup", "Gathe 10", "pickup"),
        ("pickup", "und Pizzakarton?", "waste"),
        ("pickup", "nein, Nummer 4", "pickup"),
        ("place", "und am Samstag?", "place"),
        ("place", "in Barmen", "place"),
        ("place", "bei der Hauptstraße", "place"),
        ("offer", "in Barmen", "offer"),
        ("offer", "kostenlos", "offer"),
        ("offer", "am Samstag", "offer"),
        ("offer", "für Senioren", "offer"),
        ("offer", "und Pizzakarton?", "waste"),
        ("checkup", "mein Mann, 60", "checkup"),
        ("checkup", "und mit 36?", "checkup"),
        ("checkup", "Gathe 10", "pickup"),
    ],
)
def test_fragment_belongs_to(say, before, text, subject):
    """What it names decides first, what was talked about second."""
    say(*QUESTIONS[before])
    assert say("inform", text).card["card"] == CARDS[subject]


@pytest.mark.parametrize("text", ["hm", "ja genau", "öhm nein", "qwertz uiopü"])
def test_fragment_that_belongs_to_nothing(say, text):
    """At the beginning a scrap is not understood, politely."""
    assert say("inform", text).card["card"] == "not_understood"


def test_first_fragment_that_names_something(say):
    """Somebody begins with the bare address; what is missing is the usual question."""
    answer = say("inform", "Hofaue 20")
    assert answer.card["card"] == "pickup"


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("Pizzakarton", "disposal"),
        ("gelbe Tonne Hofaue 20", "pickup"),
        ("Hofaue 20", "pickup"),
        ("Yoga Barmen", "offers"),
    ],
)
def test_unsure_message_that_names_something_is_answered(say, text, card):
    """The classifier may be unsure where the words are clear."""
    assert say("nlu_fallback", text).card["card"] == card


def test_open_question_outlives_an_interruption(say):
    """Asked for an age, somebody asks about rubbish first."""
    say("checkup_entitlement", "Welche Vorsorge steht mir zu?")
    say("waste_disposal", "Wohin mit Windeln?")
    assert say("inform", "36, männlich").card["card"] == "checkups"


def test_scrap_after_the_question_for_an_address_is_taken_for_a_street(say):
    """However odd it looks, it is searched for, and the question stays."""
    say("pickup_next", "Wann kommt die Müllabfuhr?")
    answer = say("inform", "Xqzyvw")
    assert answer.card == {"card": "street_choice", "query": "Xqzyvw", "candidates": []}
    assert answer.slots["open_question"] == "pickup"
