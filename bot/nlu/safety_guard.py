"""Puts danger first: when the safety patterns see it, no classifier can decide otherwise.

Where they see nothing, a classifier that is torn between levels of danger is heard as well. The patterns
are learned into the model, so that a damaged data folder cannot switch safety off.
"""

import json
from typing import Any, Dict, List, Optional, Set

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.bootstrap import safety_fingerprint, safety_patterns
from bot.city.safety import SafetyPatterns, goes_on
from bot.nlu.override import intent_name, override_intent

_FILE = "safety_patterns.json"
_PREFIX = "safety_"
_THINGS = frozenset(("waste_item", "stream", "street"))
_SUBJECTS = _THINGS | {"district", "quarter"}


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class SafetyGuard(GraphComponent):
    """Overrides the intent with `safety_<level>` at confidence 1. Comes after every other classifier.

    Configuration:
        suspicion: how much confidence all safety intents together need to win without a pattern.
        suspicion_of_things: the same where the message names waste, a bin or an address.
    """

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        patterns: Dict[str, Any],
    ) -> None:
        """Compile the patterns, which have the form of `data/city/safety.yml`."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._raw = patterns
        self._patterns = SafetyPatterns(patterns["levels"], patterns["harmless"])

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The configuration when `config.yml` says nothing."""
        return {"suspicion": 0.6, "suspicion_of_things": 0.85}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SafetyGuard":
        """Read the editors' patterns, for training."""
        return cls(config, model_storage, resource, safety_patterns())

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the patterns in the model."""
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(self._raw), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SafetyGuard":
        """Take the patterns from the model, not from the data folder."""
        with model_storage.read_from(resource) as folder:
            patterns = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, patterns)

    def process(self, messages: List[Message], tracker: DialogueStateTracker) -> List[Message]:
        """Override the intent of messages that speak of danger; tests of single messages have no tracker."""
        before = tracker.latest_message.intent.get(INTENT_NAME_KEY) if tracker and tracker.latest_message else None
        for message in messages:
            level = self.level(message.get(TEXT))
            name = f"{_PREFIX}{level}" if level else self._suspected(message)
            now = name or intent_name(message)
            named = bool(_kinds(message) & _SUBJECTS)
            name = goes_on(before or "", now, message.get(TEXT) or "", names_something=named) or name
            if name:
                override_intent(message, name)
        return messages

    def level(self, text: Optional[str]) -> Optional[str]:
        """The level of danger a text speaks of."""
        return self._patterns.level(text) if text else None

    def _suspected(self, message: Message) -> Optional[str]:
        """The likeliest level where the classifier is sure of danger but perhaps not of its kind."""
        if self._patterns.is_harmless(message.get(TEXT) or ""):
            return None
        ranked = [entry for entry in message.get(INTENT_RANKING_KEY) or [] if entry.get(INTENT_NAME_KEY)]
        danger = [entry for entry in ranked if entry[INTENT_NAME_KEY].startswith(_PREFIX)]
        needed = self._config["suspicion_of_things" if _kinds(message) & _THINGS else "suspicion"]
        if sum(entry[PREDICTED_CONFIDENCE_KEY] for entry in danger) < needed:
            return None
        return str(max(danger, key=lambda entry: entry[PREDICTED_CONFIDENCE_KEY])[INTENT_NAME_KEY])

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Changed patterns are a reason to train again."""
        return safety_fingerprint()


def _kinds(message: Message) -> Set[str]:
    """What the message mentions of the city."""
    return {entity["entity"] for entity in message.get(ENTITIES) or []}
