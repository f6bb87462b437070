"""Prevention offers: wishes read, refined over turns, given up openly; examples marked as such."""

import json

import pytest

from tests.actions.conftest import NOW


def titles(answer):
    """The titles of a card."""
    return [offer["title"] for offer in answer.card["offers"]]


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("Yoga in Barmen", {"district": "Barmen"}),
        ("Ich suche Entspannung", {"topic": "stress"}),
        ("Sport für Senioren in Ronsdorf", {"topic": "movement", "audience": ["seniors"], "district": "Ronsdorf"}),
        ("kostenlose Ernährungsberatung", {"topic": "nutrition", "max_price_eur": 0.0}),
        ("Bewegung abends am Montag", {"topic": "movement", "time": "evening", "weekdays": ["mon"]}),
        ("Kurse am Ölberg gegen Stress", {"topic": "stress", "district": "Elberfeld", "quarter": "Nordstadt"}),
    ],
)
def test_wishes_are_read_into_the_card(say, text, filters):
    """The card says what was understood."""
    answer = say("offer_find", text)
    assert answer.card["filters"].items() >= filters.items()
    assert "keywords" not in answer.card["filters"]


def test_everything_shown_meets_the_wishes(say):
    """As long as nothing had to be given up."""
    answer = say("offer_find", "Bewegung in Barmen")
    assert answer.card["dropped"] == []
    for offer in answer.card["offers"]:
        assert offer["topic"] == "movement"
        assert offer["district"] in ("Barmen", None)


def test_refining_over_turns(say):
    """Each fragment adds to the search before."""
    say("offer_find", "Yoga in Barmen")
    evening = say("inform", "abends")
    assert evening.card["filters"].items() >= {"district": "Barmen", "time": "evening"}.items()
    moved = say("inform", "und in Elberfeld?")
    assert moved.card["filters"].items() >= {"district": "Elberfeld", "time": "evening"}.items()
    assert all("Yoga" in title for title in titles(moved))


@pytest.mark.parametrize("text", ["Gibt es das auch kostenlos?", "Was gibt es davon ohne Gebühr?"])
def test_refining_question(say, text):
    """A whole question that only adds a wish carries on."""
    say("offer_find", "Bewegung in Barmen")
    assert say("offer_find", text).card["filters"] == {
        "topic": "movement", "district": "Barmen", "max_price_eur": 0.0
    }  # fmt: skip


@pytest.mark.parametrize("text", ["Welche Angebote gibt es denn so?", "Ich suche einen Kurs gegen Stress"])
def test_new_question_starts_over(say, text):
    """A subject of its own, or none at all, forgets the wishes before."""
    say("offer_find", "kostenlos Yoga abends in Barmen")
    filters = say("offer_find", text).card["filters"]
    assert not filters.keys() & {"district", "time", "max_price_eur"}


def test_the_wish_in_the_way_is_named(say):
    """One wish blocks: it is said which, and the nearest follow."""
    answer = say("offer_find", "Rauchfrei-Kurs am Wochenende")
    assert answer.card["dropped"] == ["weekdays"]
    assert answer.lines[0].startswith("Am Wochenende ist nichts dabei")
    assert answer.card["offers"]


def test_each_wish_in_the_way_is_named_with_what_fits_without_it(say, domain):
    """Several wishes block, each alone: one heading for each."""
    answer = say("offer_find", "Sport für meine Oma in Vohwinkel, kostenlos, mit Rollator")
    assert set(answer.card["dropped"]) <= {"district", "wheelchair", "max_price_eur", "audience"}
    unless = domain["responses"]["utter_offer_unless"][0]["text"].split("{")[0]
    assert sum(line.startswith(unless) for line in answer.lines) == len(answer.card["dropped"])


def test_the_nearest_elsewhere_come_with_their_distance(say):
    """Nothing of this kind in the district: how far it is."""
    answer = say("offer_find", "Rollstuhlsport in Cronenberg vor Ort")
    assert any("km entfernt" in line for line in answer.lines)


def test_without_wishes_the_topics_are_named(say, domain):
    """A general question is answered and narrowed down."""
    answer = say("offer_find", "Welche Angebote gibt es?")
    assert answer.card["filters"] == {}
    assert domain["responses"]["utter_offer_ask_topic"][0]["text"] in answer.lines


def test_examples_are_marked_in_text_and_card(say, domain):
    """An invented course is called an example in its line, below, and in the card."""
    answer = say("offer_find", "Yoga in Barmen")
    assert answer.card["example"] is True
    mark = domain["responses"]["utter_offer_example_mark"][0]["text"]
    for offer in answer.card["offers"]:
        [line] = [line for line in answer.lines if line.startswith(f"• {offer['title']} ")]
        assert (f"({mark}, " in line) == offer["example"]
    assert domain["responses"]["utter_offer_example"][0]["text"] in answer.lines


def test_real_offers_come_without_the_mark(say, domain):
    """And name their own source."""
    answer = say("offer_find", "Welche Angebote gibt es?")
    assert not any(offer["example"] for offer in answer.card["offers"])
    assert "example" not in answer.card
    assert domain["responses"]["utter_offer_example"][0]["text"] not in answer.lines
    assert answer.card["source"]["name"] in answer.text


def test_outdated_offers_are_not_shown(say, city):
    """What has ended is over."""
    shown = titles(say("offer_find", "Welche Angebote gibt es?"))
    over = {offer.title for offer in city.data.offers if offer.valid_until and offer.valid_until.year < 2026}
    assert not over & set(shown)


@pytest.mark.parametrize("topic", ["movement", "nutrition", "stress", "addiction", "self_help", "counselling",
                                   "family", "senior", "vaccination", "mental_health"])  # fmt: skip
def test_every_topic_is_answered_in_every_district(conversation, city, topic):
    """Each combination gives an answer that a card can carry."""
    word = city.data.offer_words.topics[topic][0]
    for district in city.data.districts:
        answer = conversation.say("offer_find", f"{word} in {district.name}", slots={"offer_wishes": None})
        assert answer.card["offers"], district.name


@pytest.mark.parametrize("text", ["", "😀", "Töpfern für Katzen", "x" * 3000, "{title}"])
def test_strange_text_is_answered(say, text):
    """Whatever reaches the action, it answers in words."""
    assert say("offer_find", text).text


def test_wishes_survive_the_tracker(say):
    """Slots travel as JSON, so lists come back as lists; the search must not mind."""
    first = say("offer_find", "Sport für Senioren am Montag in Barmen")
    wishes = json.loads(json.dumps(first.slots["offer_wishes"]))
    again = say("inform", "und kostenlos?", slots={"offer_wishes": wishes})
    assert again.card["filters"].items() >= {"audience": ["seniors"], "weekdays": ["mon"]}.items()


def test_no_list_is_ever_empty(say):
    """Whatever is wished together."""
    text = "Yoga für Männer auf Türkisch am Sonntag abends kostenlos, zertifiziert, mit Rollstuhl in Cronenberg"
    answer = say("offer_find", text)
    assert 0 < len(answer.card["offers"]) <= 5
    assert answer.card["dropped"]


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("doch lieber in Barmen", {"district": "Barmen"}),
        ("und am Wochenende?", {"weekdays": ["sat", "sun"]}),
        ("auch online?", {"online": True}),
        ("ohne Kosten", {"max_price_eur": 0.0}),
        ("nur für Frauen", {"audience": ["women"]}),
        ("mit Rollator", {"wheelchair": True}),
        ("auf Türkisch", {"language": "tr"}),
        ("ab 18 Uhr", {"time": "evening"}),
        ("nur zertifizierte", {"certified": True}),
    ],
)
def test_follow_ups_add_a_wish(say, text, filters):
    """The topic stays."""
    say("offer_find", "Sport in Vohwinkel")
    found = say("inform", text).card["filters"]
    assert found.items() >= filters.items()
    assert found["topic"] == "movement"


@pytest.mark.parametrize(
    ("first", "text", "gone"),
    [
        ("Sport in Vohwinkel", "egal wo", "district"),
        ("Sport in Vohwinkel", "ganz Wuppertal", "district"),
        ("Sport kostenlos", "muss nicht kostenlos sein", "max_price_eur"),
        ("Sport am Samstag", "egal wann", "weekdays"),
        ("Sport für Frauen", "für alle", "audience"),
    ],
)
def test_follow_ups_take_a_wish_back(say, first, text, gone):
    """What no longer matters no longer filters."""
    assert gone in say("offer_find", first).card["filters"]
    answer = say("inform", text)
    assert gone not in answer.card["filters"]
    assert answer.card["filters"]["topic"] == "movement"


def test_ruled_out_is_not_shown(say):
    """ "Kein Yoga" adds to the search instead of starting one."""
    say("offer_find", "Bewegung")
    answer = say("inform", "kein Yoga")
    assert answer.card["filters"] == {"topic": "movement"}
    assert not any("Yoga" in title for title in titles(answer))


def test_more_of_the_same(say, press):
    """The next five are others; at the end that is said."""
    first = say("offer_find", "Ernährung")
    second = press(first, "Noch andere?")
    assert not set(titles(first)) & set(titles(second))
    for _ in range(9):
        last = say("inform", "mehr davon")
    assert "habe ich nicht" in last.lines[0]


def test_buttons_lead_to_something(say, press):
    """At most three, and none that would end in nothing."""
    answer = say("offer_find", "Ernährung")
    assert 0 < len(answer.titles) <= 3
    for title in answer.titles:
        again = say("offer_find", "Ernährung", slots={"offer_wishes": None, "offers_shown": None})
        pressed = press(again, title)
        assert pressed.card["dropped"] == []
        assert pressed.card["filters"]["topic"] == "nutrition"


@pytest.mark.parametrize("text", ["Kurse in Hintertupfingen", "Yoga im Stadtteil Blümchenhausen", "Yoga in Remscheid"])
def test_a_district_that_does_not_exist(say, press, text, city):
    """It is said, and the ten districts or the whole city are offered; what else was wished stays."""
    asked = say("offer_find", text)
    assert asked.cards == []
    assert asked.titles == [*(district.name for district in city.data.districts), "ganz Wuppertal"]
    assert press(asked, "Barmen").card["filters"]["district"] == "Barmen"
    everywhere = press(say("offer_find", text), "ganz Wuppertal")
    assert everywhere.card["offers"]
    assert ("Yoga" in text) == any("Yoga" in title for title in titles(everywhere))


def test_a_street_stands_for_its_quarter(say, city):
    """Somebody names where they live."""
    street = city.streets.find("Hofaue")
    filters = say("offer_find", "Yoga in der Nähe der Hofaue").card["filters"]
    assert (filters["district"], filters["quarter"]) == (street.district, street.quarter)


def test_next_date_is_said_as_people_say_it(say):
    """Not as a number of a machine."""
    answer = say("offer_find", "Ernährung")
    dates = [offer["next_date"] for offer in answer.card["offers"]]
    assert any(dates)
    assert "nächster Termin am" in answer.text
    assert not any(day in answer.text for day in dates if day)


def test_old_facts_are_called_old(say):
    """A year after the last check somebody should ask first."""
    answer = say("offer_find", "Sport im Park", now=NOW.replace(year=2029))
    assert any("mehr als einem Jahr" in line for line in answer.lines)


def test_offers_of_the_past_disappear_by_themselves(say, city):
    """Dates decide, nobody has to delete anything."""
    dated = next(o for o in city.data.offers if o.dates and o.keywords)
    text = f"{dated.title} {dated.district or ''}"
    later = NOW.replace(year=dated.dates[-1].year + 2)
    assert dated.title not in titles(say("offer_find", text, now=later))
