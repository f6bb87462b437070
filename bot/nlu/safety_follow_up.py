"""Hears a short reply after danger for what it is: still about the danger ("ja, heute", "nein, niemand").

What goes on and what does not is `bot.city.safety`; this file only carries it into Rasa's graph.
"""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.city.safety import goes_on
from bot.nlu.override import intent_name, override_intent

_SUBJECTS = frozenset(("waste_item", "stream", "street", "district", "quarter"))


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class SafetyFollowUp(GraphComponent):
    """Repeats the intent of danger for replies to it. Comes after every other classifier; no configuration."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SafetyFollowUp":
        """Nothing is configured and nothing learned."""
        return cls()

    def process(self, messages: List[Message], tracker: DialogueStateTracker) -> List[Message]:
        """Override the intent of replies; tests of single messages come without a conversation."""
        before = tracker.latest_message.intent.get(INTENT_NAME_KEY) if tracker and tracker.latest_message else None
        for message in messages:
            kinds = {entity["entity"] for entity in message.get(ENTITIES) or []}
            text = message.get(TEXT) or ""
            meant = goes_on(before or "", intent_name(message), text, names_something=bool(kinds & _SUBJECTS))
            if meant:
                override_intent(message, meant)
        return messages
