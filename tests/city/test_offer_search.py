"""Reading wishes from everyday words, refining them, and finding offers while giving up as little as possible."""

from dataclasses import replace
from datetime import date

import pytest

from bot.city.offer import Offer, OfferQuery
from bot.city.offer_search import OfferDirectory, OfferVocabulary, merge
from bot.city.source import Source

TODAY = date(2026, 11, 23)
SOURCE = Source("Test", None, TODAY)
WORDS = OfferVocabulary(
    {"movement": ("Sport", "Rücken"), "stress": ("Stress",), "family": ("Familie",)},
    {"seniors": ("Oma", "ab 60"), "men": ("Mann",), "children": ("Kind",)},
)


def offer(title: str, **values: object) -> Offer:
    return Offer(**{"title": title, "topic": "movement", "source": SOURCE, **values})  # type: ignore[arg-type]


def titles(directory: OfferDirectory, query: OfferQuery, *, most: int = 5) -> list[str]:
    return [found.title for found in directory.find(query, TODAY, most=most).offers]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("ich hab Rücken", {"topic": "movement"}),
        ("will aufhören zu rauchen", {"topic": "addiction"}),
        ("mein Mann trinkt zu viel", {"topic": "addiction", "audience": ()}),
        ("was gegen Schlafprobleme", {"topic": "stress"}),
        ("Ich schlafe schlecht", {"topic": "stress"}),
        ("Selbsthilfegruppe Depression", {"topic": "self_help"}),
        ("Trauergruppe", {"topic": "self_help", "keywords": ("Trauer",)}),
        ("Angebote für Senioren", {"topic": "senior", "audience": ("seniors",)}),
        ("Fitnesskurs", {"topic": "movement"}),
        ("Sport", {"topic": "movement"}),
        ("Yogakurs", {"topic": "movement", "keywords": ("Yoga",)}),
        ("Qigong", {"topic": "stress", "keywords": ("Qigong",)}),
        ("Tai Chi", {"topic": "stress", "keywords": ("Tai-Chi",)}),
        ("Autogenes Training", {"topic": "stress", "keywords": ("Autogenes Training",)}),
        ("Babyschwimmen", {"topic": "family", "keywords": ("Babyschwimmen",)}),
        ("Ich bin schwanger", {"topic": "family", "audience": ("pregnant",)}),
        ("Grippeimpfung", {"topic": "vaccination"}),
        ("Ich fühle mich einsam", {"topic": "mental_health"}),
        ("gesund kochen", {"topic": "nutrition"}),
        ("Gehirnjogging", {"topic": "senior"}),
        ("Pflegeberatung", {"topic": "counselling", "keywords": ("Pflegeberatung",)}),
        ("Meine Frau hat Demenz", {"audience": ("carers",)}),
        ("Zumba", {"topic": "movement"}),
        ("und am Wochenende?", {"topic": None, "weekdays": ("sat", "sun")}),
        ("auch online?", {"topic": None, "online": True}),
        ("nicht online", {"online": False}),
        ("Vormittagskurs am Mittwoch", {"weekdays": ("wed",), "time": "morning"}),
        ("dienstags abends", {"weekdays": ("tue",), "time": "evening"}),
        ("am Sonnabend", {"weekdays": ("sat",), "time": None}),
        ("Guten Abend, was gibt es?", {"time": None}),
        ("kostenlos", {"max_price_eur": 0.0}),
        ("bis 50 €", {"max_price_eur": 50.0}),
        ("unter 100 Euro", {"max_price_eur": 100.0}),
        ("mit Rollator", {"wheelchair": True}),
        ("von der Kasse anerkannt", {"certified": True}),
    ],
)
def test_wishes_are_read_from_everyday_words(city, text, wishes):
    """Topic, people, time, price and access, as residents say them."""
    read = city.offers.read_wishes(text)
    assert {name: getattr(read, name) for name in wishes} == wishes


@pytest.mark.parametrize("text", ["", "Hallo", "Kurs", "Was gibt es?", "???"])
def test_without_wishes_nothing_is_read(city, text):
    """Only then is the topic asked."""
    assert city.offers.read_wishes(text) == OfferQuery()


def test_many_wishes_in_one_sentence(city):
    """They do not get in each other's way."""
    read = city.offers.read_wishes("Sport für meine Oma, kostenlos, mit Rollator, samstags vormittags")
    assert replace(read, keywords=()) == OfferQuery(
        topic="movement",
        audience=("seniors",),
        weekdays=("sat",),
        time="morning",
        max_price_eur=0.0,
        wheelchair=True,
    )


def test_every_topic_finds_something_without_giving_up(city):
    """No topic is empty."""
    for topic in city.data.offer_words.topics:
        result = city.offers.find(OfferQuery(topic=topic), TODAY)
        assert result.offers
        assert {found.topic for found in result.offers} == {topic}
        assert result.dropped == ()


def test_real_offers_come_first_and_stay_in_sight(city):
    """An invented yoga course does not hide where real courses are found."""
    found = city.offers.find(city.offers.read_wishes("Yoga"), TODAY).offers
    assert [offer.example for offer in found] == sorted(offer.example for offer in found)
    assert not found[0].example
    assert any("Yoga" in offer.title for offer in found)


def test_a_keyword_of_a_real_offer_narrows_to_it(city):
    """Everything shown for "Krebs" is about it."""
    found = city.offers.find(city.offers.read_wishes("Selbsthilfe Krebs"), TODAY).offers
    assert all("Krebs" in offer.keywords for offer in found)


def test_a_topic_word_does_not_narrow():
    """Saying "Sport" is no more than the topic, even when one offer has it as a keyword."""
    directory = OfferDirectory([offer("A", keywords=("Sport",)), offer("B", accessible=True)], WORDS)
    query = directory.read_wishes("Sport mit Rollator")
    assert titles(directory, query) == ["B"]
    assert titles(directory, directory.read_wishes("Sport")) == ["A", "B"]


def test_what_was_named_comes_before_what_was_not():
    """The longest keyword first, then the district, then who it is made for."""
    offers = [
        offer("Allgemein"),
        offer("Barmen", district="Barmen"),
        offer("Beispiel", keywords=("Yoga",), example=True),
        offer("Yoga", keywords=("Yoga",)),
        offer("Oma", audience=("seniors",)),
    ]
    directory = OfferDirectory(offers, WORDS)
    assert titles(directory, OfferQuery(district="Barmen"))[0] == "Barmen"
    assert titles(directory, OfferQuery(audience=("seniors",)))[0] == "Oma"
    assert titles(directory, OfferQuery(keywords=("Yoga",))) == ["Yoga", "Beispiel"]


def test_as_few_wishes_as_possible_are_given_up():
    """One wish in the way is given up alone, not those that come before it."""
    offers = [offer("A", weekdays=("mon",), time="evening", district="Barmen", price_eur=10.0)]
    directory = OfferDirectory(offers, WORDS)
    query = OfferQuery("movement", weekdays=("mon",), time="evening", district="Barmen", max_price_eur=0.0)
    assert directory.find(query, TODAY).dropped == ("max_price_eur",)
    assert directory.find(replace(query, time="morning"), TODAY).dropped == ("time", "max_price_eur")
    assert directory.find(replace(query, max_price_eur=10.0), TODAY).dropped == ()


def test_the_topic_is_given_up_last():
    """Another topic is shown only where there is nothing at all for it."""
    directory = OfferDirectory([offer("A", topic="stress")], WORDS)
    result = directory.find(OfferQuery("movement", online=True), TODAY)
    assert [found.title for found in result.offers] == ["A"]
    assert result.dropped == ("online", "topic")


def test_the_answer_is_never_empty(city):
    """Whatever is wished, there is something to show."""
    query = OfferQuery(
        topic="family",
        keywords=("Yoga",),
        district="Cronenberg",
        quarter="Zoo",
        audience=("men",),
        weekdays=("sun",),
        time="evening",
        max_price_eur=0.0,
        online=True,
        wheelchair=True,
        certified=True,
    )
    result = city.offers.find(query, TODAY)
    assert result.offers
    assert result.dropped
    assert "topic" not in result.dropped


def test_no_more_offers_than_asked_for(city):
    """Five by default."""
    assert len(city.offers.find(OfferQuery(), TODAY).offers) == 5
    assert len(city.offers.find(OfferQuery(), TODAY, most=2).offers) == 2


def test_past_offers_are_gone():
    """Valid through their last day."""
    directory = OfferDirectory([offer("A", valid_until=TODAY)], WORDS)
    assert titles(directory, OfferQuery()) == ["A"]
    assert directory.find(OfferQuery(), date(2026, 11, 24)).offers == ()


def test_online_offers_are_in_every_district():
    """They have none of their own."""
    directory = OfferDirectory([offer("A", online=True), offer("B", district="Ronsdorf")], WORDS)
    assert titles(directory, OfferQuery(district="Barmen")) == ["A"]


def test_an_unknown_price_is_not_free():
    """Nobody is sent to a course that may cost."""
    directory = OfferDirectory([offer("A"), offer("B", price_eur=0.0)], WORDS)
    assert titles(directory, OfferQuery(max_price_eur=0.0)) == ["B"]


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        (OfferQuery("movement"), OfferQuery(online=True), OfferQuery("movement", online=True)),
        (OfferQuery("movement", online=True), OfferQuery(online=False), OfferQuery("movement", online=False)),
        (
            OfferQuery("movement", keywords=("Yoga",), district="Barmen"),
            OfferQuery("stress"),
            OfferQuery("stress", district="Barmen"),
        ),
        (
            OfferQuery("movement", district="Elberfeld", quarter="Südstadt"),
            OfferQuery(district="Barmen"),
            OfferQuery("movement", district="Barmen"),
        ),
        (
            OfferQuery("movement", max_price_eur=50.0),
            OfferQuery(max_price_eur=0.0),
            OfferQuery("movement", max_price_eur=0.0),
        ),
        (OfferQuery("movement", weekdays=("mon",)), OfferQuery(), OfferQuery("movement", weekdays=("mon",))),
    ],
)
def test_what_is_said_now_replaces_what_was_said(old, new, merged):
    """What is not mentioned stays; a new topic forgets the keywords, a new district the quarter."""
    assert merge(old, new) == merged


def test_a_follow_up_refines_the_search(city):
    """As in a conversation: topic, then place, then price."""
    query = city.offers.read_wishes("Yoga")
    query = merge(query, OfferQuery(district="Barmen"))
    query = merge(query, city.offers.read_wishes("und am Mittwoch?"))
    assert (query.keywords, query.district, query.weekdays) == (("Yoga",), "Barmen", ("wed",))
    assert titles(city.offers, query) == ["Yoga für alle"]
