"""Hears short answers to the assistant's own question as such, whatever they look like alone ("Mann")."""

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
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

from bot.city.fragment import answers

_SLOT = "open_question"
_FRAGMENT = {INTENT_NAME_KEY: "inform", PREDICTED_CONFIDENCE_KEY: 1.0}


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class OpenQuestion(GraphComponent):
    """Sets the intent `inform` for answers to an open question. Comes before the safety guard."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "OpenQuestion":
        """Make the component; it has no configuration and no state."""
        return cls()

    def process(self, messages: List[Message], tracker: DialogueStateTracker) -> List[Message]:
        """Override the intent of answers; without a conversation (tests of single messages) nothing is open."""
        question = tracker.get_slot(_SLOT) if tracker else None
        for message in messages:
            kinds = {entity["entity"] for entity in message.get(ENTITIES) or []}
            if answers(question, message.get(TEXT) or "", kinds):
                message.set(INTENT, dict(_FRAGMENT), add_to_output=True)
                message.set(INTENT_RANKING_KEY, [dict(_FRAGMENT)], add_to_output=True)
        return messages
