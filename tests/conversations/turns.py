"""Conversations for the tests of the stores: a domain with a few slots, and turns as Rasa records them."""

import warnings
from collections.abc import Sequence

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

SLOTS = ("street", "topic", "waste_item")
_SLOT = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
# Rasa warns of every slot, however it is filled.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    DOMAIN = Domain.from_dict({
        "version": "3.1",
        "intents": ["ask"],
        "actions": ["action_answer"],
        "slots": {name: dict(_SLOT) for name in SLOTS},
    })  # fmt: skip


def session() -> list[Event]:
    """How a conversation begins."""
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(text: str, **slots: object) -> list[Event]:
    """A message with its answer and what was remembered."""
    asked = UserUttered(text, {"name": "ask", "confidence": 1.0})
    kept = [SlotSet(name, value) for name, value in slots.items()]
    return [asked, ActionExecuted("action_answer"), BotUttered("…"), *kept, ActionExecuted("action_listen")]


def tracker_of(sender: str, events: Sequence[Event]) -> DialogueStateTracker:
    """The conversation that these events make."""
    return DialogueStateTracker.from_events(sender, list(events), DOMAIN.slots)


def slot_values(tracker: DialogueStateTracker) -> dict[str, object]:
    """What a conversation remembers."""
    return {name: tracker.get_slot(name) for name in SLOTS}


def texts(tracker: DialogueStateTracker) -> list[str | None]:
    """What the resident wrote, as far as it was loaded."""
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]
