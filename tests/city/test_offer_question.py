"""Follow-ups on offers that were shown: what is asked, which one is meant, what no longer matters."""

from datetime import date

import pytest

from bot.city.offer import Offer
from bot.city.offer_question import forgotten, is_about_shown, meant, read_question, wants_more
from bot.city.source import Source

SOURCE = Source("Test", None, date(2026, 11, 23))
OFFERS = (
    Offer("a", "Yoga für alle", "movement", SOURCE, district="Barmen", keywords=("Yoga",)),
    Offer("b", "Rückenschule", "movement", SOURCE, district="Vohwinkel"),
    Offer("c", "Pilates", "movement", SOURCE, district="Barmen"),
)


def nothing(_word):
    """No word belongs to an offer."""
    return False


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("was kostet das?", "price"),
        ("wie teuer?", "price"),
        ("ist das kostenlos?", "price"),
        ("ist das erste kostenlos?", "price"),
        ("zahlt das die Kasse?", "refund"),
        ("Übernimmt meine Krankenkasse die Kosten für so einen Kurs?", "refund"),
        ("krieg ich da was von der AOK wieder?", "refund"),
        ("wo ist das?", "place"),
        ("wie komme ich da hin?", "place"),
        ("wann ist das?", "when"),
        ("um wie viel Uhr?", "when"),
        ("ab wann?", "start"),
        ("wann geht es los?", "start"),
        ("wie melde ich mich an?", "signup"),
        ("wo melde ich mich an", "signup"),
        ("Telefonnummer?", "signup"),
        ("kann ich da einfach hingehen?", "signup"),
        ("ist das barrierefrei?", "access"),
        ("komme ich da mit dem Rollstuhl rein?", "access"),
        ("wer macht das?", "provider"),
        ("für wen ist das?", "audience"),
        ("in welcher Sprache ist das?", "language"),
        ("was macht man da?", "details"),
        ("und das zweite?", None),
    ],
)
def test_questions_about_offers(text, aspect):
    """They name nothing but what was shown."""
    assert read_question(text).aspect == aspect
    assert is_about_shown(text, nothing)


@pytest.mark.parametrize(
    "text",
    [
        "was kostet eine neue Biotonne?",
        "wann kommt die Müllabfuhr?",
        "wo ist der Recyclinghof?",
        "wann wird die gelbe Tonne geholt?",
        "wohin mit dem Sofa?",
        "kostenlos",
        "mit Rollator",
        "danke",
        "Wo gibt es Yoga in Barmen?",
        "",
        "😀",
    ],
)
def test_questions_about_something_else(text):
    """A bin fee is never read as the price of a course, and a wish is no question."""
    assert not is_about_shown(text, nothing)


@pytest.mark.parametrize(
    ("text", "place", "ids"),
    [
        ("was kostet das?", (None, None), "abc"),
        ("und das zweite?", (None, None), "b"),
        ("Nummer 3", (None, None), "c"),
        ("das letzte bitte", (None, None), "c"),
        ("und das fünfte?", (None, None), ""),
        ("der in Barmen?", ("Barmen", None), "ac"),
        ("der in Ronsdorf?", ("Ronsdorf", None), ""),
        ("was kostet die Rückenschule?", (None, None), "b"),
        ("wann ist Yoga?", (None, None), "a"),
    ],
)
def test_which_offer_is_meant(text, place, ids):
    """By its number, its place or its name; else all of them."""
    assert "".join(offer.id for offer in meant(read_question(text), OFFERS, place)) == ids


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("egal wo", ("quarter", "district")),
        ("ganz Wuppertal", ("quarter", "district")),
        ("Preis egal", ("max_price_eur",)),
        ("muss nicht kostenlos sein", ("max_price_eur",)),
        ("egal wann", ("weekdays", "dates", "time")),
        ("Uhrzeit ist egal", ("time",)),
        ("muss nicht barrierefrei sein", ("wheelchair",)),
        ("für alle", ("audience",)),
        ("kostenlos", ()),
        ("das ist mir egal", ()),
        ("", ()),
    ],
)
def test_what_no_longer_matters(text, wishes):
    """A wish is taken back."""
    assert forgotten(text) == wishes


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("mehr davon", True),
        ("noch andere?", True),
        ("gibt es noch andere Angebote?", True),
        ("hast du noch was", True),
        ("weitere", True),
        ("mehr Sport", False),
        ("und am Wochenende?", False),
        ("", False),
    ],
)
def test_others_of_the_same_kind(text, more):
    """Nothing else is wished."""
    assert wants_more(text) is more
