"""One message of a resident with what the conversation already knows. Collects the slots to be set."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from bot.city.fragment import is_opening
from bot.city.text import words

_FRAGMENT_WORDS = 2


@dataclass
class Turn:
    """What was said now and before.

    Attributes:
        entities: values by kind, in the order of the text.
        slots: what the conversation knew before this message.
        intent_before: what the message before this one was about.
        conversation: its name; reminders are kept under it.
        channel: by which the message came.
        position: latitude and longitude, where the resident has sent them.
    """

    text: str
    intent: str
    entities: dict[str, list[str]]
    slots: dict[str, Any]
    now: datetime
    ranking: list[str] = field(default_factory=list)
    failed_before: bool = False
    intent_before: str = ""
    conversation: str = ""
    channel: str = ""
    position: tuple[float, float] | None = None
    changes: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, tracker: Tracker, now: datetime) -> "Turn":
        """Take message, entities and slots from Rasa's tracker."""
        message = tracker.latest_message
        entities: dict[str, list[str]] = {}
        for entity in message.get("entities") or []:
            entities.setdefault(entity["entity"], []).append(str(entity["value"]))
        return cls(
            text=message.get("text") or "",
            intent=(message.get("intent") or {}).get("name") or "",
            entities=entities,
            slots=dict(tracker.slots),
            now=now,
            ranking=[entry["name"] for entry in message.get("intent_ranking") or [] if entry.get("name")],
            failed_before=_failed_before(tracker),
            intent_before=_intent_before(tracker),
            conversation=tracker.sender_id,
            channel=tracker.get_latest_input_channel() or "",
            position=_position(message.get("metadata")),
        )

    @property
    def today(self) -> date:
        """The day of the message in the city."""
        return self.now.date()

    @property
    def continues(self) -> bool:
        """Whether the message only makes sense together with the one before."""
        return self.intent == "inform" or len(words(self.text)) <= _FRAGMENT_WORDS or is_opening(self.text)

    def first(self, kind: str) -> str | None:
        """The first entity of a kind, None when there is none."""
        return next(iter(self.entities.get(kind, ())), None)

    def slot(self, name: str) -> Any:
        """A slot's value including what this turn already changed."""
        return self.changes.get(name, self.slots.get(name))

    def keep(self, **slots: Any) -> None:
        """Remember values for the turns to come."""
        self.changes.update(slots)

    def events(self) -> list[EventType]:
        """The changes as Rasa events."""
        return [SlotSet(name, value) for name, value in self.changes.items() if self.slots.get(name) != value]


def _intent_before(tracker: Tracker) -> str:
    """What the resident wanted with the message before this one, "" at the beginning."""
    users = [event for event in tracker.events if event.get("event") == "user"]
    intent = users[-2].get("parse_data", {}).get("intent") if len(users) > 1 else None
    return (intent or {}).get("name") or ""


def _position(metadata: Any) -> tuple[float, float] | None:
    """What a channel hands over beside the words; programs may send anything there."""
    found = metadata.get("position") if isinstance(metadata, dict) else None
    if not isinstance(found, list) or len(found) != 2 or not all(isinstance(one, int | float) for one in found):
        return None
    lat, lon = float(found[0]), float(found[1])
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _failed_before(tracker: Tracker) -> bool:
    """Whether the answer to the message before this one was that it was not understood."""
    users = [index for index, event in enumerate(tracker.events) if event.get("event") == "user"]
    if len(users) < 2:
        return False
    cards = [(event.get("data") or {}).get("custom") for event in tracker.events[users[-2] : users[-1]]]
    return any(card.get("card") == "not_understood" for card in cards if card)
