"""Questions about offers that were shown: answered from these offers, honestly where nothing is known."""

import json

import pytest

from bot.city.offer_question_words import ASPECTS

QUESTIONS = {
    "price": "was kostet das?",
    "refund": "zahlt das die Kasse?",
    "place": "wo ist das?",
    "when": "wann ist das?",
    "start": "ab wann?",
    "signup": "wie melde ich mich an?",
    "access": "ist das barrierefrei?",
    "provider": "wer macht das?",
    "audience": "für wen ist das?",
    "language": "in welcher Sprache ist das?",
    "details": "was macht man da?",
}


def titles(answer):
    """The titles of a card."""
    return [offer["title"] for offer in answer.card["offers"]]


def line_of(answer, title):
    """The line about one offer."""
    [line] = [line for line in answer.lines if line.startswith((f"• {title} –", f"• {title} ("))]
    return line


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("first", ["Yoga in Barmen", "Ernährung", "Ich fühle mich einsam", "Impfung", "Selbsthilfe"])
def test_every_question_is_answered_for_every_offer_shown(say, first, aspect):
    """One line each, and a card with exactly these offers."""
    shown = say("offer_find", first)
    answer = say("inform", QUESTIONS[aspect])
    assert titles(answer) == titles(shown)
    for title in titles(shown):
        assert line_of(answer, title)


@pytest.mark.parametrize(
    "intent", ["inform", "offer_find", "nlu_fallback"]
)  # fmt: skip
def test_whatever_the_classifier_made_of_it(say, intent):
    """The state of the conversation decides."""
    shown = say("offer_find", "Yoga in Barmen")
    answer = say(intent, "was kostet das?")
    assert titles(answer) == titles(shown)
    assert "85 Euro" in line_of(answer, "Yoga für alle")


def test_one_of_the_list(say):
    """By its number; afterwards the same question is asked of another."""
    shown = titles(say("offer_find", "Yoga in Barmen"))
    assert titles(say("inform", "was kostet das zweite?")) == [shown[1]]
    again = say("inform", "und das erste?")
    assert titles(again) == [shown[0]]
    assert line_of(again, shown[0]).startswith(f"• {shown[0]} –")


def test_by_its_place_and_by_its_name(say):
    """ "Der in Barmen" is an offer, "in Barmen" a wish."""
    say("offer_find", "Yoga in Barmen")
    assert titles(say("inform", "was kostet Yoga nach Feierabend?")) == ["Yoga nach Feierabend (online)"]
    say("offer_find", "Yoga in Elberfeld")
    assert {offer["district"] for offer in say("inform", "und der in Elberfeld?").card["offers"]} == {"Elberfeld"}
    assert say("inform", "in Barmen").card["filters"]["district"] == "Barmen"
    say("offer_find", "Babyschwimmen")
    assert titles(say("inform", "der in Elberfeld-West?")) == ["Babyschwimmen"]


def test_a_number_that_was_not_shown(say, domain):
    """The list is repeated."""
    shown = say("offer_find", "Yoga in Barmen")
    two = {"ids": shown.slots["offers_shown"]["ids"][:2], "seen": []}
    answer = say("inform", "und das fünfte?", slots={"offers_shown": two})
    assert answer.lines[0] == domain["responses"]["utter_offer_no_such"][0]["text"]
    assert titles(answer) == titles(shown)[:2]


def test_who_pays_is_told_by_certificate(say, domain):
    """True, false and unknown are three answers; the law and the differences are named."""
    shown = say("offer_find", "Sport kostet unter 200 Euro in Ronsdorf")
    answer = say("inform", "zahlt das die Kasse?")
    words = domain["responses"]
    for offer in shown.card["offers"]:
        line = line_of(answer, offer["title"])
        if offer["price_eur"] == 0:
            assert words["utter_offer_told_refund_free"][0]["text"] in line
        elif offer["certified"] is None:
            assert words["utter_offer_unknown_refund"][0]["text"] in line
        else:
            key = "utter_offer_told_refunded" if offer["certified"] else "utter_offer_told_not_refunded"
            assert words[key][0]["text"] in line
    assert words["utter_offer_refund_hint"][0]["text"] in answer.lines


def test_unknown_is_said_with_whom_to_ask(say, domain):
    """Of a real offer somebody can be asked; of an example nobody."""
    say("offer_find", "Yoga in Barmen")
    answer = say("inform", "was kostet das?")
    unknown = domain["responses"]["utter_offer_unknown_price"][0]["text"]
    for offer in answer.card["offers"]:
        if offer["price_eur"] is None and not offer["example"]:
            assert f"{unknown}; fragen Sie bitte: " in line_of(answer, offer["title"])


@pytest.mark.parametrize(
    ("text", "card"), [("und die gelbe Tonne?", "disposal"), ("Hofaue 20", "pickup"), ("und Pizzakarton?", "disposal")]
)
def test_other_subjects_are_not_answered_from_courses(say, text, card):
    """Whoever names something else means it."""
    say("offer_find", "Yoga in Barmen")
    assert say("inform", text).card["card"] in (card, "stream_guide")


def test_without_offers_shown_nothing_is_asked_about(say):
    """At the beginning "was kostet das?" has no answer here."""
    assert say("inform", "was kostet das?").card["card"] == "not_understood"


def test_shown_offers_survive_the_tracker_and_their_end(say):
    """Slots travel as JSON; an offer that is gone meanwhile is left out."""
    slot = json.loads(json.dumps(say("offer_find", "Yoga in Barmen").slots["offers_shown"]))
    slot["ids"].insert(0, "gone")
    assert titles(say("inform", "was kostet das?", slots={"offers_shown": slot}))
