"""Prevention offers: wishes read, refined over turns, given up openly; examples marked as such."""

import json

import pytest


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


def test_wishes_that_cannot_be_met_are_named(say, domain):
    """What comes nearest is shown, and what had to be given up is said first."""
    answer = say("offer_find", "Yoga am Sonntag um 5 Uhr morgens in Ronsdorf")
    assert answer.card["dropped"]
    for wish in answer.card["dropped"]:
        assert domain["responses"][f"utter_offer_dropped_{wish}"][0]["text"] in answer.lines[0]


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
