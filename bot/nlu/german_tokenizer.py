"""The first step of the NLU pipeline: makes typed text safe and splits it into German tokens with lemmas."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Dict, List, Optional  # Rasa compares the annotations below with its own

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.language_model import AUTO, LanguageModel, find_language_model, load_pipeline, require_same
from bot.nlu.typed_text import clean_typed_text
from bot.settings import load_settings

_IDENTITY_FILE = "language_model.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class GermanTokenizer(Tokenizer):
    """Tokenises with a German spaCy pipeline and remembers which one, for lemmas of two pipelines differ.

    Config keys:
        language_model: auto (the published package where it is installed, else the built pipeline),
            de_core_news_sm or de_lookup.
    """

    def __init__(self, config: Dict[str, Any], resource: Resource, model_storage: ModelStorage) -> None:
        """Load the chosen language model.

        Raises:
            LanguageModelMissing: it is not on this machine.
        """
        super().__init__(config)
        self._resource = resource
        self._model_storage = model_storage
        self.language_model = _language_model(config)
        self._nlp = load_pipeline(self.language_model, load_settings().state_dir)

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Give the component's settings and what Rasa's tokenizers expect besides."""
        return {
            "language_model": AUTO,
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GermanTokenizer:
        """Make the component for training."""
        return cls(config, resource, model_storage)

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the identity of the language model in the trained model."""
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _IDENTITY_FILE).write_text(json.dumps(asdict(self.language_model)), encoding="utf-8")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Clean each message's text, then set its tokens."""
        for message in messages:
            # A message without a text arrives with None there; Rasa's own command handler stumbles over that.
            if TEXT in message.data:
                message.set(TEXT, clean_typed_text(message.get(TEXT) or ""))
        super().process(messages)
        return messages

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Split one attribute of a message; what is only white space is no token."""
        return [
            Token(token.text, token.idx, lemma=token.lemma_ or token.text)
            for token in self._nlp(message.get(attribute))
            if not token.is_space
        ]

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GermanTokenizer:
        """Restore the component.

        Raises:
            LanguageModelChanged: it was trained with another language model.
        """
        with model_storage.read_from(resource) as folder:
            trained_with = json.loads((folder / _IDENTITY_FILE).read_text(encoding="utf-8"))
        require_same(LanguageModel(**trained_with), _language_model(config))
        return cls(config, resource, model_storage)

    @staticmethod
    def required_packages() -> List[str]:
        """Name what must be importable."""
        return ["spacy"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Train anew when the language model changes, which Rasa cannot see in the training data."""
        return str(_language_model(config))


def _language_model(config: Dict[str, Any]) -> LanguageModel:
    choice = config.get("language_model", AUTO)
    return find_language_model(choice, load_settings().state_dir)
