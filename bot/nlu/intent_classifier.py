"""Decides what a resident wants: the linear model on masked text, as a Rasa intent classifier."""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.city.text import normalise, words
from bot.nlu.city_entities import MASKED_TEXT, STRANGE_WORDS
from bot.nlu.linear_model import Example, LinearModel
from bot.nlu.meaning import encoder_identity
from bot.nlu.override import is_danger

_RANKED = 6
_NOTHING = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
# A compound that nobody knows ("Datenschutzhinweise") may still mean something; nonsense is never as sure.
_SURE = 0.95
# Greetings and foreign languages come in words no lexicon has.
_WITHOUT_GERMAN = ("talk_greet", "talk_goodbye", "talk_thanks", "talk_language")


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):
    """Ranks intents. Configuration: `strength`, the inverse of regularisation (default 0.5)."""

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Any = None,
    ) -> None:
        """Keep what training and loading need; `model` is None until trained."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The configuration when `config.yml` says nothing."""
        return {"strength": 0.5}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentClassifier":
        """Make an untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the editors' examples and keep the result in the model."""
        examples = [m for m in training_data.intent_examples if m.get(MASKED_TEXT)]
        texts = [Example(str(m.get(MASKED_TEXT)), str(m.get(TEXT))) for m in examples]
        labels = [str(m.get(INTENT)) for m in examples]
        self._model = LinearModel.train(texts, labels, strength=self._config["strength"])
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "IntentClassifier":
        """Read the trained classifier from the model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def process(self, messages: List[Message]) -> List[Message]:
        """Set intent and ranking; a message without readable words, or of nonsense, gets no intent."""
        for message in messages:
            if is_danger(message):
                continue
            ranking = self._rank(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Train anew with another encoder of meaning, which Rasa cannot see in the training data."""
        return encoder_identity()

    def _rank(self, message: Message) -> List[Dict[str, Any]]:
        text = message.get(TEXT) or ""
        masked = message.get(MASKED_TEXT) or text
        if not normalise(masked):
            return [dict(_NOTHING)]
        strange = frozenset(message.get(STRANGE_WORDS) or ())
        ranked = self._model.rank(Example(masked, text, strange))[:_RANKED]
        if ranked[0][1] < _SURE and ranked[0][0] not in _WITHOUT_GERMAN and self._is_nonsense(text, message):
            return [dict(_NOTHING)]
        return [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: value} for name, value in ranked]

    def _is_nonsense(self, text: str, message: Message) -> bool:
        """Whether no word is German, of the city or of the examples ("grmpf zonk"): letters decide nothing then."""
        strange = set(message.get(STRANGE_WORDS) or ())
        written = [word.folded for word in words(text) if not word.folded.isdigit()]
        return bool(written) and all(word in strange and not self._model.knows(word) for word in written)
