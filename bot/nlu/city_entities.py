"""Finds what a message mentions of the city (street, bin, time, district, item) and masks it.

The finding itself is `bot.city.mention`; this file only carries it into Rasa's graph.
"""

from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.bootstrap import CityUnavailable, live_city, vocabulary_fingerprint
from bot.city.city import City
from bot.city.mention import Mention, mask
from bot.city.text import fold_word, words

MASKED_TEXT = "masked_text"
# Folded words that are neither German as far as the lexicon knows nor something of the city.
STRANGE_WORDS = "strange_words"


# A featurizer as well, because only those see the training data: the classifier learns from masked text.
@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    ],
    is_trainable=False,
)
class CityEntities(GraphComponent):
    """Sets entities and the masked text of each message. No configuration.

    Everything is read live, so that a new item needs no training.
    """

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CityEntities":
        """Nothing is configured and nothing learned."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Add entities and masked text to messages of residents."""
        city = _city()
        for message in messages:
            text = message.get(TEXT) or ""
            mentions = _spot(city, message)
            message.set(ENTITIES, [_entity(m) for m in mentions], add_to_output=True)
            message.set(MASKED_TEXT, mask(text, mentions))
            message.set(STRANGE_WORDS, _strange(city, text, mentions))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Mask the examples; their entities stay as the editors wrote them."""
        city = _city()
        for message in training_data.training_examples:
            text = message.get(TEXT)
            if text:
                message.set(MASKED_TEXT, mask(text, _spot(city, message)))
        return training_data

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Names in the city's data decide what is masked, so they decide about retraining."""
        return vocabulary_fingerprint()


def _city() -> Optional[City]:
    """The city as it is now; None without usable data, then intents and safety go on without it."""
    try:
        return live_city().current()
    except CityUnavailable:
        return None


def _spot(city: Optional[City], message: Message) -> List[Mention]:
    """What a message mentions; nothing while there is no city."""
    return city.spotter.spot(message.get(TEXT) or "", _lemmas(message)) if city else []


def _strange(city: Optional[City], text: str, mentions: List[Mention]) -> List[str]:
    """Words that nobody knows; none are strange while there is no city to know them."""
    if city is None:
        return []
    outside = (w for w in words(text) if not any(m.start <= w.start < m.end for m in mentions))
    return [w.folded for w in outside if not w.folded.isdigit() and w.folded not in city.lexicon.words]


def _lemmas(message: Message) -> Dict[str, str]:
    """The lemmas that the tokenizer found, folded like everything that is compared."""
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    pairs = ((fold_word(token.text), fold_word(token.lemma)) for token in tokens)
    return {form: lemma for form, lemma in pairs if form != lemma}


def _entity(mention: Mention) -> Dict[str, Any]:
    return {
        "entity": mention.kind,
        "start": mention.start,
        "end": mention.end,
        "value": mention.value,
        "extractor": CityEntities.__name__,
    }
