"""Fragments in a conversation: the component reads the tracker and overrides what a word looks like alone."""

import pytest
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.city_entities import CityEntities
from bot.nlu.fragments import Fragments


@pytest.fixture
def decide(life):
    """`decide(text, topic, asked)`: the intent after the component, with real entities."""
    entities = life.load(CityEntities)
    component = life.create(Fragments)

    def _decide(text, topic=None, asked=None, intent="talk_affirm", *, conversation=True):
        message = Message({TEXT: text, INTENT: {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 0.5}})
        [message] = entities.process([message])
        slots = [
            TextSlot(name, [{"type": "custom"}], initial_value=value, influence_conversation=False)
            for name, value in (("topic", topic), ("open_question", asked))
        ]
        tracker = DialogueStateTracker("somebody", slots) if conversation else None
        [message] = component.process([message], tracker)
        if message.get(INTENT)[INTENT_NAME_KEY] != intent:
            assert message.get(INTENT_RANKING_KEY) == [message.get(INTENT)]
            assert message.get(INTENT)[PREDICTED_CONFIDENCE_KEY] == 1.0
        return message.get(INTENT)[INTENT_NAME_KEY]

    return _decide


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hofaue 20", "pickup"),
        ("14", "pickup"),
        ("Hausnummer 14", "pickup"),
        ("zwölf", "pickup"),
        ("51", "checkup"),
        ("weiblich", "checkup"),
        ("Mann", "checkup"),
        ("bin 38", "checkup"),
    ],
)
def test_answers_to_open_questions(decide, text, asked):
    """Whatever the word is alone."""
    assert decide(text, topic=asked, asked=asked) == "inform"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("und nächste Woche?", "pickup"),
        ("und Papier?", "pickup"),
        ("nein, 300", "pickup"),
        ("und am Samstag?", "place"),
        ("in Barmen", "offer"),
        ("und mit 36?", "checkup"),
    ],
)
def test_carrying_on_with_a_subject(decide, text, topic):
    """Also when nothing is open."""
    assert decide(text, topic=topic) == "inform"


@pytest.mark.parametrize(
    ("text", "topic", "asked"),
    [
        ("14", None, None),
        ("51 Jahre", "pickup", None),
        ("Welche Kurse gibt es in Barmen?", "offer", None),
        ("Wohin mit Batterien?", "pickup", "pickup"),
        ("danke", "pickup", "pickup"),
        ("hallo", None, None),
    ],
)
def test_what_is_no_fragment_stays(decide, text, topic, asked):
    """A question of its own is left to the classifier."""
    assert decide(text, topic, asked) == "talk_affirm"


@pytest.mark.parametrize("text", ["Pizzakarton", "pizzakarton?", "ein Pizzakarton"])
def test_bare_thing_is_a_question_for_its_bin(decide, text):
    """Nobody types a thing for another reason."""
    assert decide(text) == "waste_disposal"


@pytest.mark.parametrize("text", ["Restmüll in Solingen", "wann wird in remscheid der müll geholt"])
def test_another_city_is_none_of_ours(decide, text):
    """Its residents are told so."""
    assert decide(text) == "out_of_scope_other_city"


def test_price_of_a_course_is_no_waste_fee(decide):
    """The subject decides what "was kostet das" means."""
    assert decide("was kostet das", topic="offer", intent="info_fees") == "info_course_refund"
    assert decide("was kostet das", topic="waste", intent="info_fees") == "info_fees"


@pytest.mark.parametrize("text", ["", "😀", "Мусор"])
def test_text_without_words_stays(decide, text):
    """Nothing is no answer."""
    assert decide(text, topic="pickup", asked="pickup", intent="nlu_fallback") == "nlu_fallback"


def test_without_a_conversation_nothing_is_open(decide):
    """Tests of single messages have no tracker."""
    assert decide("51", conversation=False) == "talk_affirm"


@pytest.mark.usefixtures("no_city")
def test_without_city_data_answers_about_people_still_work(decide):
    """Only what the city's data would find is missed."""
    assert decide("weiblich", topic="checkup", asked="checkup") == "inform"


def test_entities_may_be_missing(life):
    """A message that came past the extractor."""
    message = Message({TEXT: "Pizzakarton", ENTITIES: None})
    assert life.create(Fragments).process([message], None) == [message]
