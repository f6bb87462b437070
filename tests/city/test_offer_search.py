"""Finding offers: what meets every wish, else which wish is in the way; the rules hold for whatever is wished."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.district import District, DistrictRegister, Quarter
from bot.city.offer import AUDIENCES, TIMES, TOPICS, WEEKDAYS, Offer
from bot.city.offer_query import WISHES, OfferQuery, merge
from bot.city.offer_rank import checks, unmet
from bot.city.offer_search import OfferDirectory
from bot.city.offer_words import OfferVocabulary
from bot.city.position import Position
from bot.city.source import Source

TODAY = date(2026, 11, 23)
SOURCE = Source("Test", None, TODAY)
WORDS = OfferVocabulary(
    {"movement": ("Sport", "Rücken"), "stress": ("Stress",), "family": ("Familie",)},
    {"seniors": ("Oma", "ab 60"), "men": ("Mann",), "children": ("Kind",)},
)
WEST, MIDDLE, EAST = "West", "Mitte", "Ost"
DISTRICTS = DistrictRegister(
    District(name, (Quarter(f"{name}-Markt", (), Position(51.25, 7.10 + place / 20)), Quarter(f"{name}-Wald")))
    for place, name in enumerate((WEST, MIDDLE, EAST))
)


def offer(title: str, **values: object) -> Offer:
    return Offer(**{"id": title, "title": title, "topic": "movement", "source": SOURCE, **values})  # type: ignore[arg-type]


def directory(*offers: Offer) -> OfferDirectory:
    return OfferDirectory(offers, WORDS, DISTRICTS)


def titles(found: OfferDirectory, query: OfferQuery, *, most: int = 5) -> list[str]:
    return [one.title for one in found.find(query, TODAY, most=most).offers]


def groups(found: OfferDirectory, query: OfferQuery) -> dict[tuple[str, ...], list[str]]:
    return {group.dropped: [one.title for one in group.offers] for group in found.find(query, TODAY).groups}


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
    found = directory(offer("A", keywords=("Sport",)), offer("B", accessible=True))
    assert titles(found, found.read_wishes("Sport mit Rollator")) == ["B"]
    assert titles(found, found.read_wishes("Sport")) == ["A", "B"]


def test_what_was_named_comes_before_what_was_not():
    """The longest keyword first, then the district, then who it is made for."""
    found = directory(
        offer("Allgemein"),
        offer("West", district=WEST),
        offer("Beispiel", keywords=("Yoga",), example=True),
        offer("Yoga", keywords=("Yoga",)),
        offer("Oma", audience=("seniors",)),
    )
    assert titles(found, OfferQuery(district=WEST))[0] == "West"
    assert titles(found, OfferQuery(audience=("seniors",)))[0] == "Oma"
    assert titles(found, OfferQuery(keywords=("Yoga",))) == ["Yoga", "Beispiel"]


def test_the_quarter_comes_before_the_district_and_both_before_the_whole_city():
    """What is near is told first."""
    found = directory(
        offer("überall"),
        offer("Wald", district=WEST, quarter="West-Wald"),
        offer("Markt", district=WEST, quarter="West-Markt"),
    )
    assert titles(found, OfferQuery(district=WEST))[-1] == "überall"
    assert titles(found, OfferQuery(district=WEST, quarter="West-Markt")) == ["Markt", "überall"]


def test_the_district_in_the_way_brings_the_nearest_with_their_distance():
    """Nothing in the west: the middle comes before the east."""
    found = directory(offer("Ost", district=EAST), offer("Mitte", district=MIDDLE))
    [group] = found.find(OfferQuery("movement", district=WEST), TODAY).groups
    assert [one.title for one in group.offers] == ["Mitte", "Ost"]
    assert group.dropped == ("district",)
    assert group.distances[0] < group.distances[1]


def test_where_only_the_whole_city_fits_the_nearest_are_shown_besides():
    """A search in the internet does not hide the course next door."""
    found = directory(offer("überall"), offer("Mitte", district=MIDDLE))
    assert groups(found, OfferQuery("movement", district=WEST)) == {(): ["überall"], ("district",): ["Mitte"]}
    assert groups(found, OfferQuery("movement", district=MIDDLE)) == {(): ["Mitte", "überall"]}


def test_the_price_in_the_way_brings_the_cheapest():
    """What is not known to be cheap comes last."""
    found = directory(offer("A", price_eur=90.0), offer("B", price_eur=20.0), offer("C"))
    assert groups(found, OfferQuery("movement", max_price_eur=0.0)) == {("max_price_eur",): ["B", "A", "C"]}


def test_each_wish_in_the_way_is_named_with_what_it_would_bring():
    """Free of charge or near: each alone would do."""
    found = directory(
        offer("teuer", district=WEST, price_eur=75.0), offer("fern", district=EAST, price_eur=0.0), offer("beides")
    )
    query = OfferQuery("movement", district=WEST, max_price_eur=0.0)
    assert groups(found, query) == {("max_price_eur",): ["teuer", "beides"], ("district",): ["fern"]}


def test_as_few_wishes_as_possible_are_given_up():
    """One wish in the way is given up alone, not those that come before it."""
    found = directory(offer("A", weekdays=("mon",), times=("evening",), district=WEST, price_eur=10.0))
    query = OfferQuery("movement", weekdays=("mon",), times=("evening",), district=WEST, max_price_eur=0.0)
    assert found.find(query, TODAY).dropped == ("max_price_eur",)
    assert found.find(replace(query, times=("morning",)), TODAY).dropped == ("time", "max_price_eur")
    assert found.find(replace(query, max_price_eur=10.0), TODAY).dropped == ()


def test_the_topic_is_given_up_last():
    """Another topic is shown only where there is nothing at all for it."""
    result = directory(offer("A", topic="stress")).find(OfferQuery("movement", online=True), TODAY)
    assert [found.title for found in result.offers] == ["A"]
    assert result.dropped == ("online", "topic")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (OfferQuery(from_hour=18, times=("evening",)), ["spät"]),
        (OfferQuery(from_hour=17, times=("evening",)), ["früh", "spät"]),
        (OfferQuery(audience=("women",)), ["Frauen", "früh", "spät"]),
        (OfferQuery(audience=("women",), only=True), ["Frauen"]),
        (OfferQuery(language="tr"), ["Frauen"]),
        (OfferQuery(without=("Yoga",)), ["Frauen", "früh"]),
        (OfferQuery(online=False), ["Frauen", "früh", "spät"]),
    ],
)
def test_each_wish_is_met(query, expected):
    """Hours are read from the text for people; courses for grown-ups are for women as well."""
    found = directory(
        offer("früh", when="montags 17 bis 18 Uhr", times=("evening",), audience=("adults",)),
        offer("spät", when="montags 19.30 bis 20 Uhr", times=("evening",), keywords=("Yoga",)),
        offer("Frauen", audience=("women",), languages=("tr",)),
    )
    assert titles(found, query) == expected


@pytest.mark.parametrize(
    ("code", "expected"), [("day:0", ["montags"]), ("week:1", ["Januar", "montags"]), ("in_month:1", ["montags"])]
)
def test_days_that_were_named(code, expected):
    """Known dates decide; what comes every week without dates may take place on its weekday."""
    found = directory(
        offer("montags", weekdays=("mon",)),
        offer("Januar", dates=(date(2026, 12, 1),), weekdays=("tue",)),
        offer("nie"),
    )
    assert titles(found, OfferQuery(when=code)) == expected


def test_no_more_offers_than_asked_for(city):
    """Five by default; how many there are besides is said."""
    result = city.offers.find(OfferQuery(), TODAY)
    assert len(result.offers) == 5
    assert result.more == sum(not offer.is_over(TODAY) for offer in city.data.offers) - 5
    assert len(city.offers.find(OfferQuery(), TODAY, most=2).offers) == 2


def test_known_offers_can_be_skipped(city):
    """ "Noch andere?" goes on where the list ended, until there is nothing left."""
    query, seen = OfferQuery(topic="nutrition"), []
    while True:
        result = city.offers.find(query, TODAY, skip=frozenset(seen))
        if result.dropped:
            break
        seen += [offer.id for offer in result.offers]
    assert len(seen) == len(set(seen))
    assert set(seen) == {o.id for o in city.data.offers if o.topic == "nutrition" and not o.is_over(TODAY)}


def test_past_offers_are_gone():
    """Valid through their last day, or through the last day they take place."""
    found = directory(offer("A", valid_until=TODAY), offer("B", dates=(TODAY - timedelta(1), TODAY)))
    assert titles(found, OfferQuery()) == ["A", "B"]
    assert found.find(OfferQuery(), TODAY + timedelta(1)).offers == ()


def test_without_any_offer_nothing_is_found():
    """Only then is the answer empty."""
    assert directory().find(OfferQuery("movement"), TODAY).offers == ()


QUERIES = st.builds(
    OfferQuery,
    topic=st.sampled_from((None, *TOPICS)),
    keywords=st.sampled_from(((), ("Yoga",), ("Krebs",), ("Nichts",))),
    district=st.sampled_from((None, "Barmen", "Cronenberg", "Vohwinkel")),
    audience=st.sampled_from(((), *((one,) for one in AUDIENCES))),
    only=st.booleans(),
    weekdays=st.lists(st.sampled_from(WEEKDAYS), unique=True).map(tuple),
    times=st.lists(st.sampled_from(TIMES), unique=True, max_size=2).map(tuple),
    from_hour=st.sampled_from((None, 9, 18)),
    max_price_eur=st.sampled_from((None, 0.0, 50.0)),
    online=st.sampled_from((None, True, False)),
    wheelchair=st.sampled_from((None, True)),
    language=st.sampled_from((None, "tr")),
    certified=st.sampled_from((None, True)),
    without=st.sampled_from(((), ("Yoga",), ("movement",))),
)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(query=QUERIES, today=DAYS)
def test_what_holds_for_every_search(city, query, today):
    """Never empty, nothing past, every wish met that was not given up, as few given up as can be, always the same."""
    result = city.offers.find(query, today)
    assert 0 < len(result.offers) <= 5
    assert result == city.offers.find(query, today)
    assert not any(one.is_over(today) for one in result.offers)
    for group in result.groups:
        kept = query.give_up(group.dropped)
        for one in group.offers:
            assert set(unmet(one, checks(query, None, today))) <= set(group.dropped)
            assert not kept.topic or one.topic == kept.topic or set(query.keywords) & set(one.keywords)
    first = result.groups[0].dropped
    if "topic" not in first:
        for spared in first:
            fewer = query.give_up(wish for wish in first if wish != spared)
            assert city.offers.find(fewer, today).groups[0].dropped != ()


@given(old=QUERIES, new=QUERIES)
def test_what_was_said_last_counts(old, new):
    """Refining keeps every new wish, and only wishes of the two."""
    merged = merge(old, new)
    assert set(new.wishes) - {"topic", "keywords", "without"} <= set(merged.wishes)
    assert set(merged.wishes) <= set(old.wishes) | set(new.wishes)
    assert set(merged.wishes) <= set(WISHES)


@pytest.mark.parametrize(
    ("new", "changed"),
    [
        (OfferQuery(weekdays=("sat", "sun")), {"weekdays": ("sat", "sun")}),
        (OfferQuery(district=EAST), {"district": EAST, "quarter": None}),
        (OfferQuery(district=EAST, quarter="Ost-Markt"), {"district": EAST, "quarter": "Ost-Markt"}),
        (OfferQuery(topic="stress"), {"topic": "stress", "keywords": ()}),
        (OfferQuery(without=("Yoga",)), {"without": ("Yoga",), "keywords": ()}),
        (OfferQuery(online=False), {"online": False}),
        (OfferQuery(max_price_eur=0.0), {"max_price_eur": 0.0}),
        (OfferQuery(times=("evening",)), {"times": ("evening",), "from_hour": None}),
        (OfferQuery(), {}),
    ],
)
def test_refining_a_search(new, changed):
    """What is said now replaces; the rest stays."""
    old = OfferQuery("movement", ("Yoga",), WEST, "West-Markt", from_hour=9)
    assert merge(old, new) == replace(old, **changed)


def test_giving_up_a_wish():
    """Without its district a quarter means nothing."""
    query = OfferQuery("movement", district=WEST, quarter="West-Markt", max_price_eur=0.0)
    assert query.give_up(["district"]) == OfferQuery("movement", max_price_eur=0.0)
    assert query.wishes == ("quarter", "max_price_eur", "district", "topic")
