"""Follow-ups after a list of offers: the state of the conversation decides, whatever the classifier made of them."""

import pytest
from rasa.shared.core.slots import AnySlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.city_entities import CityEntities
from bot.nlu.fragments import Fragments

CUSTOM = [{"type": "custom"}]


@pytest.fixture
def decide(life, city):
    """`decide(text, intent)`: the intent after the component, when yoga courses were shown before."""
    entities = life.load(CityEntities)
    component = life.create(Fragments)
    ids = [offer.id for offer in city.data.offers if "Yoga" in offer.keywords]

    def _decide(text, intent, *, topic="offer", shown=ids, confidence=0.9):
        message = Message({TEXT: text, INTENT: {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: confidence}})
        [message] = entities.process([message])
        slots = [
            TextSlot("topic", CUSTOM, initial_value=topic, influence_conversation=False),
            AnySlot("offers_shown", CUSTOM, initial_value={"ids": shown} if shown else None),
        ]
        [message] = component.process([message], DialogueStateTracker("somebody", slots))
        return message.get(INTENT)[INTENT_NAME_KEY]

    return _decide


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("was kostet das?", "info_fees"),
        ("wie teuer ist das?", "info_course_refund"),
        ("was kostet Yoga für alle?", "info_fees"),
        ("zahlt das die Kasse?", "info_course_refund"),
        ("Übernimmt meine Krankenkasse die Kosten für so einen Kurs?", "info_course_refund"),
        ("wo ist das?", "place_find"),
        ("wann ist das?", "pickup_next"),
        ("ab wann?", "pickup_next"),
        ("wie melde ich mich an?", "info_bulky_rules"),
        ("ist das barrierefrei?", "offer_find"),
        ("und das zweite?", "talk_affirm"),
        ("der in Barmen?", "place_find"),
        ("wer macht das?", "talk_bot"),
        ("und am Wochenende?", "place_find"),
        ("auch online?", "talk_affirm"),
        ("ohne Kosten", "info_fees"),
        ("nur für Frauen", "offer_find"),
        ("egal wo", "talk_deny"),
        ("mehr davon", "talk_affirm"),
        ("noch andere?", "nlu_fallback"),
        ("doch lieber in Barmen", "talk_deny"),
    ],
)
def test_follow_up(decide, text, intent):
    """It carries on."""
    assert decide(text, intent) == "inform"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("was kostet eine neue Biotonne?", "info_fees"),
        ("was kostet die Restmülltonne?", "info_fees"),
        ("wann kommt die Müllabfuhr?", "pickup_next"),
        ("wo ist der Recyclinghof?", "place_find"),
        ("wohin mit dem alten Sofa?", "waste_disposal"),
        ("danke, schönen Abend", "talk_thanks"),
        ("tschüss", "talk_goodbye"),
        ("Gibt es auch eine Rückenschule?", "offer_find"),
    ],
)
def test_something_else(decide, text, intent):
    """A bin fee stays a bin fee."""
    assert decide(text, intent) == intent


def test_under_another_subject_it_is_no_follow_up(decide):
    """Only the latest subject counts."""
    assert decide("was kostet das?", "info_fees", topic="waste") == "info_fees"


def test_without_offers_shown_the_price_is_that_of_courses(decide):
    """Then there is only the general answer."""
    assert decide("was kostet das?", "info_fees", shown=None) == "info_course_refund"
