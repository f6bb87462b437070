"""Hears fragments for what they are in this conversation: an answer to a question ("Mann"), a bare thing.

What makes a fragment is `bot.city.fragment`; this file only carries it into Rasa's graph.
"""

from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.bootstrap import CityUnavailable, live_city
from bot.city.fragment import carries_on, in_context, is_bare_thing, is_elsewhere, is_opening, is_state
from bot.city.offer_question import forgotten, is_about_shown, name_stems, wants_more
from bot.city.offer_search import OfferDirectory
from bot.city.text import stem
from bot.nlu.override import intent_name, is_danger, override_intent

_INFORM, _DISPOSAL, _ELSEWHERE = "inform", "waste_disposal", "out_of_scope_other_city"

_SMALL_TALK = frozenset(("talk_goodbye", "talk_greet", "talk_thanks", "talk_complaint"))
# Whoever names one of these no longer talks about offers.
_OTHER_THAN_OFFERS = frozenset(("stream", "street", "house_number", "rhythm"))

# Readings that stand under the subject of waste when the classifier is sure of them.
_KEPT = frozenset(("talk_complaint", "talk_thanks", "talk_affirm", "talk_deny", "waste_disposal", "waste_stream_guide"))
_SURE = 0.6
_VERY_SURE = 0.85


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class Fragments(GraphComponent):
    """Sets the intent of fragments. Comes after the classifier; what is danger stays danger."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Fragments":
        """Make the component; it has no configuration and no state."""
        return cls()

    def process(self, messages: List[Message], tracker: DialogueStateTracker) -> List[Message]:
        """Override the intent of fragments; tests of single messages come without a conversation."""
        topic = tracker.get_slot("topic") if tracker else None
        asked = tracker.get_slot("open_question") if tracker else None
        for message in messages:
            if is_danger(message):
                continue
            text = message.get(TEXT) or ""
            mentions: Dict[str, List[Tuple[int, int]]] = {}
            for entity in message.get(ENTITIES) or []:
                mentions.setdefault(entity["entity"], []).append((entity["start"], entity["end"]))
            if (topic == "offer" and _refines_offers(message, text, set(mentions), tracker)) or carries_on(
                topic, asked, text, set(mentions)
            ):
                override_intent(message, _INFORM)
            elif is_elsewhere(text, set(mentions)):
                override_intent(message, _ELSEWHERE)
            elif is_bare_thing(text, mentions) and (_unsure(message, _VERY_SURE) or _adds(message, text)):
                override_intent(message, _DISPOSAL)
            elif is_state(topic, text) and _unsure(message, _SURE if intent_name(message) in _KEPT else 1.0):
                override_intent(message, _INFORM)
            else:
                _reread(message, topic, set(mentions))
        return messages


def _adds(message: Message, text: str) -> bool:
    """Whether a thing stands in what looks like carrying on: "und Altöl?" asks about the next thing."""
    return intent_name(message) == _INFORM and is_opening(text)


def _refines_offers(message: Message, text: str, kinds: set[str], tracker: DialogueStateTracker) -> bool:
    """Whether a message asks about the offers shown, or is nothing but a wish that refines the search for them."""
    if kinds & _OTHER_THAN_OFFERS:
        return False
    offers = _offers()
    shown = offers.by_ids((tracker.get_slot("offers_shown") or {}).get("ids", ())) if offers else ()
    stems = frozenset(one for offer in shown for one in name_stems(offer))
    if wants_more(text) or forgotten(text):
        return True
    if shown and is_about_shown(
        text, lambda word: stem(word) in stems or bool(offers and offers.read_place(word).district)
    ):
        return True
    polite = intent_name(message) in _SMALL_TALK and not _unsure(message, _SURE)
    return offers is not None and not polite and offers.is_only_wishes(text)


def _offers() -> Optional[OfferDirectory]:
    """The offers as they are now; None without usable data."""
    try:
        return live_city().current().offers
    except CityUnavailable:
        return None


def _unsure(message: Message, enough: float) -> bool:
    """Whether the classifier's reading may be given up for what the conversation suggests."""
    return float((message.get(INTENT) or {}).get(PREDICTED_CONFIDENCE_KEY) or 0.0) < enough


def _reread(message: Message, topic: Any, kinds: set[str]) -> None:
    name = intent_name(message)
    meant = in_context(topic, name, kinds)
    if meant != name:
        override_intent(message, meant)
