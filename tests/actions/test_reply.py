"""An answer in the making: phrases of the domain, buttons, cards, and how they reach Rasa."""

import warnings
from datetime import date

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Reply, iso, source_card
from bot.city.source import Source
from bot.responses import responses
from bot.settings import ROOT

SOURCE = Source("Stadt Wuppertal", "https://www.wuppertal.de", date(2026, 11, 22))


@pytest.fixture
def reply(domain):
    """An empty answer."""
    return Reply(domain["responses"])


def sent(reply):
    """What the dispatcher gets."""
    dispatcher = CollectingDispatcher()
    reply.send(dispatcher)
    return dispatcher.messages


def test_lines_become_one_message(reply):
    """One bubble, not one for each line."""
    reply.say("utter_waste_item", item="Windeln", goes_to="in den Restmüll")
    reply.add("Gut verpackt.")
    reply.add(None)
    [message] = sent(reply)
    assert message["text"] == "Windeln: in den Restmüll.\nGut verpackt."


def test_card_is_a_message_of_its_own_after_the_text(reply):
    """Clients that know no cards show the text alone."""
    reply.card("item_choice", query="x", candidates=[])
    reply.say("utter_waste_ask_item")
    text, card = sent(reply)
    assert text["text"]
    assert card["custom"] == {"card": "item_choice", "query": "x", "candidates": []}


def test_nothing_said_sends_nothing(reply):
    """Rasa then goes on with what the rules say."""
    assert sent(reply) == []


def test_fixed_answer_brings_its_card(reply, domain):
    """Text and card of one response of the domain."""
    reply.use_response("utter_place_containers")
    text, card = sent(reply)
    response = domain["responses"]["utter_place_containers"][0]
    assert (text["text"], card["custom"]) == (response["text"], response["custom"])


def test_fixed_answer_without_a_card(reply):
    """Not every response has one."""
    reply.use_response("utter_offer_none")
    assert len(sent(reply)) == 1


def test_button_says_what_a_resident_could_have_typed(reply):
    """No command, no intent in it."""
    reply.say("utter_waste_ask_item")
    reply.button("Papier", "Wohin mit Papier?")
    assert sent(reply)[0]["buttons"] == [{"title": "Papier", "payload": "Wohin mit Papier?"}]


@pytest.mark.parametrize(("key", "values"), [("utter_no_such_phrase", {}), ("utter_waste_item", {"item": "x"})])
def test_unknown_phrase_or_missing_value_fails(reply, key, values):
    """Better an error in a test than a hole in an answer."""
    with pytest.raises(KeyError):
        reply.say(key, **values)


def test_values_are_taken_literally(reply):
    """Braces in a resident's words are no placeholders."""
    reply.say("utter_waste_unknown", query="{item} {0.__class__}")
    assert "{item} {0.__class__}" in reply.lines[0]


def test_known_phrases(reply):
    """Whether a suggestion exists for an intent."""
    assert reply.knows("utter_suggest_pickup_next")
    assert not reply.knows("utter_suggest_nlu_fallback")


def test_source_is_named_with_its_age(reply):
    """In the text as people read it, in the card as machines do."""
    reply.source(SOURCE)
    assert "Stadt Wuppertal" in reply.lines[0]
    assert "22.11.2026" in reply.lines[0]
    assert source_card(SOURCE) == {
        "name": "Stadt Wuppertal",
        "url": "https://www.wuppertal.de",
        "as_of": "2026-11-22",
    }


def test_dates_of_cards():
    """ISO, or nothing."""
    assert iso(date(2026, 1, 2)) == "2026-01-02"
    assert iso(None) is None


def test_answers_of_the_file_are_those_rasa_would_send(domain):
    """The action server reads `domain.yml` itself, so nothing may be lost on either way."""
    from rasa.shared.core.domain import Domain

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        arrived = Domain.load(str(ROOT / "domain.yml")).as_dict()
    assert arrived["responses"] == responses() == domain["responses"]
