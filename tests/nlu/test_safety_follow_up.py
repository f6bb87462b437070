"""Short replies after danger still belong to it; everything else is left alone."""

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.safety_follow_up import SafetyFollowUp


def heard(life, before, now, text, entities=()):
    """The intent of a message after one with another intent."""
    events = [UserUttered("davor", {INTENT_NAME_KEY: before})] if before else []
    tracker = DialogueStateTracker.from_events("a", events)
    message = Message({TEXT: text, INTENT: {INTENT_NAME_KEY: now}, ENTITIES: [{"entity": e} for e in entities]})
    life.create(SafetyFollowUp).process([message], tracker)
    return message.get(INTENT)[INTENT_NAME_KEY]


@pytest.mark.parametrize(
    ("before", "now", "text", "entities", "meant"),
    [
        ("safety_crisis", "talk_affirm", "ja heute", (), "safety_crisis"),
        ("safety_emergency", "nlu_fallback", "er ist 70", (), "safety_emergency"),
        ("safety_crisis", "safety_poisoning", "hab alle tabletten geschluckt", (), "safety_emergency"),
        ("safety_crisis", "inform", "Hofaue 20", ("street",), "inform"),
        ("safety_crisis", "talk_thanks", "danke", (), "talk_thanks"),
        ("pickup_next", "talk_affirm", "ja", (), "talk_affirm"),
        (None, "talk_affirm", "ja", (), "talk_affirm"),
    ],
)
def test_replies_belong_to_danger(life, before, now, text, entities, meant):
    """As long as they name nothing of the city."""
    assert heard(life, before, now, text, entities) == meant


def test_single_messages_have_no_conversation(life):
    """Tests of the pipeline send them."""
    message = Message({TEXT: "ja", INTENT: {INTENT_NAME_KEY: "talk_affirm"}})
    life.create(SafetyFollowUp).process([message], None)
    assert message.get(INTENT)[INTENT_NAME_KEY] == "talk_affirm"
