"""Puts danger first: what sounds like danger gets its intent before anything else is asked, and keeps it.

Phrases of the editors decide alone; what they do not name, the trained part weighs. Both are learned into
the model, so that a damaged data folder cannot switch safety off.
"""

import json
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.bootstrap import everyday_names, safety_data, safety_fingerprint, vocabulary_fingerprint
from bot.city.safety import HARMLESS, LEVELS, SafetyPatterns
from bot.city.safety_fields import WordFields
from bot.city.text import bare
from bot.nlu.override import SAFETY, override_intent
from bot.nlu.safety_model import SafetyModel

_FILE = "safety_patterns.json"


# Before every other classifier, which leave alone what is decided.
@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class SafetyGuard(GraphComponent):
    """Sets the intent `safety_<level>` at confidence 1.

    Configuration:
        strength: the inverse of regularisation of the trained part.
        caution: by how much danger must outweigh harmlessness; more makes fewer false alarms and misses more.
    """

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        patterns: Optional[SafetyPatterns] = None,
        model: Optional[SafetyModel] = None,
    ) -> None:
        """Keep what training and loading need; patterns and model are None until trained."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._patterns = patterns
        self._model = model

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The configuration when `config.yml` says nothing."""
        return {"strength": 1.0, "caution": -0.3}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SafetyGuard":
        """Make an untrained guard."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the editors' examples of danger; the examples of all intents and the city's names are harmless."""
        data = safety_data()
        examples = {text: label for label in (*LEVELS, HARMLESS) for text in data["examples"][label]}
        ordinary = [str(m.get(TEXT)) for m in training_data.intent_examples if m.get(INTENT)]
        names = everyday_names()
        for text in (*ordinary, *_touching(names, data["fields"])):
            examples.setdefault(text, HARMLESS)
        texts, labels = list(examples), list(examples.values())
        self._model = SafetyModel.train(texts, labels, data["fields"], names=names, strength=self._config["strength"])
        patterns = {key: data[key] for key in ("levels", "harmless", "fields")}
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
            (folder / _FILE).write_text(json.dumps(patterns), encoding="utf-8")
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
        """Take everything from the model, nothing from the data folder."""
        with model_storage.read_from(resource) as folder:
            patterns = SafetyPatterns(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
            return cls(config, model_storage, resource, patterns, SafetyModel.load(folder))

    def process(self, messages: List[Message]) -> List[Message]:
        """Decide the intent of messages that speak of danger."""
        for message in messages:
            if level := self.level(message.get(TEXT) or ""):
                override_intent(message, f"{SAFETY}{level}")
        return messages

    def level(self, text: str) -> Optional[str]:
        """The level of danger a text speaks of; None when it speaks of none."""
        if self._patterns is None or self._model is None:
            raise RuntimeError("the safety guard is not trained; run `make train`")
        if not text.strip() or self._patterns.is_harmless(text):
            return None
        if certain := self._patterns.level(text):
            return certain
        level, weight = self._model.judge(text)
        return level if weight > self._config["caution"] else None

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Whatever is learned besides the training data is a reason to train again."""
        return f"{safety_fingerprint()} {vocabulary_fingerprint()}"


def _touching(names: List[str], fields: Dict[str, Any]) -> List[str]:
    """The names that have a word of danger in them ("Rattengift"); the others need not be learned as harmless."""
    known = WordFields(fields)
    return [name for name in names if any(known.of_word(word) for word in bare(name).split())]
