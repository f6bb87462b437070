"""Plays conversations with the actions: real city, spotter and domain; only intents are given by hand."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import CityAction
from actions.checkup import ActionCheckupEntitlement
from actions.inform import ActionInform, ActionNotUnderstood
from actions.medical import ActionOutOfScopeMedical
from actions.offer import ActionOfferFind
from actions.pickup import ActionPickupNext
from actions.pickup_calendar import ActionPickupCalendarExport
from actions.place import ActionPlaceFind
from actions.reminder import ActionReminderRequest
from actions.talk import ActionForget, ActionTalkPrivacy
from actions.vaccination import ActionInfoVaccination
from actions.waste import ActionWasteDisposal, ActionWasteStreamGuide
from bot.city.city import City
from bot.settings import CITY_ZONE, ROOT

# A Monday morning; in the example calendars of Elberfeld the next day is a paper day.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=CITY_ZONE)
ACTIONS: dict[str, type[CityAction]] = {
    "waste_disposal": ActionWasteDisposal,
    "waste_stream_guide": ActionWasteStreamGuide,
    "pickup_next": ActionPickupNext,
    "pickup_calendar_export": ActionPickupCalendarExport,
    "place_find": ActionPlaceFind,
    "offer_find": ActionOfferFind,
    "checkup_entitlement": ActionCheckupEntitlement,
    "info_vaccination": ActionInfoVaccination,
    "out_of_scope_medical": ActionOutOfScopeMedical,
    "inform": ActionInform,
    "nlu_fallback": ActionNotUnderstood,
    "talk_forget": ActionForget,
    "talk_privacy": ActionTalkPrivacy,
    "reminder_request": ActionReminderRequest,
}
_CARDS = Draft202012Validator(json.loads((ROOT / "docs" / "cards.schema.json").read_text(encoding="utf-8")))
_UNFINISHED = re.compile(r"\{\w*\}|\bNone\b|\.\.(?!\.)|  |,,|:\.|\(\)")


@dataclass(frozen=True)
class Answer:
    """What a resident gets for one message, and what the conversation remembers afterwards."""

    text: str
    buttons: list[dict[str, str]]
    cards: list[dict[str, Any]]
    slots: dict[str, Any]
    changed: set[str]

    @property
    def card(self) -> dict[str, Any]:
        """The only card."""
        [card] = self.cards
        return card

    @property
    def titles(self) -> list[str]:
        """What the buttons say."""
        return [button["title"] for button in self.buttons]

    @property
    def lines(self) -> list[str]:
        """The text line by line."""
        return self.text.split("\n")


@dataclass
class Conversation:
    """One resident's conversation; `say` carries slots and earlier messages on, as Rasa does."""

    city: City
    domain: dict[str, Any]
    slots: dict[str, Any]
    events: list[dict[str, Any]] = field(default_factory=list)
    channel: str = "web"

    def say(
        self,
        intent: str,
        text: str,
        *,
        entities: list[tuple[str, str]] | None = None,
        slots: dict[str, Any] | None = None,
        ranking: tuple[str, ...] = (),
        now: datetime = NOW,
        action: CityAction | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Answer:
        """Send one message and give the answer, after checking what holds for all answers.

        Args:
            entities: kinds and values instead of those that the real spotter finds.
            slots: what the conversation knows besides.
            ranking: other intents that the classifier thought of.
        """
        self.slots |= slots or {}
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": self._entities(text, entities),
            "intent_ranking": [{"name": name, "confidence": 0.1} for name in (intent, *ranking)],
            "metadata": metadata or {},
        }
        self.events.append({"event": "user", "text": text, "parse_data": message, "input_channel": self.channel})
        tracker = Tracker.from_dict(
            {"sender_id": "a", "slots": self.slots, "latest_message": message, "events": self.events}
        )
        dispatcher = CollectingDispatcher()
        told = action or ACTIONS[intent](city=lambda: self.city, now=lambda: now)
        events = asyncio.run(told.run(dispatcher, tracker, self.domain))
        changes = {event["name"]: event["value"] for event in events}
        assert changes.keys() <= self.domain["slots"].keys()
        self.slots |= changes
        self.events.append({"event": "action", "name": told.name()})
        self.events += [
            {"event": "bot", "text": m["text"], "data": {"custom": m["custom"]}} for m in dispatcher.messages
        ]
        return _checked(dispatcher.messages, dict(self.slots), set(changes))

    def press(self, answer: Answer, title: str, intent: str = "inform", **more: Any) -> Answer:
        """Press a button: its payload comes back as a message."""
        [payload] = [button["payload"] for button in answer.buttons if button["title"] == title]
        return self.say(intent, payload, **more)

    def _entities(self, text: str, given: list[tuple[str, str]] | None) -> list[dict[str, str]]:
        if given is None:
            given = [(m.kind, m.value) for m in self.city.spotter.spot(text)]
        return [{"entity": kind, "value": value} for kind, value in given]


def _checked(messages: list[dict[str, Any]], slots: dict[str, Any], changed: set[str]) -> Answer:
    """What holds for every answer: one text, no holes in it, valid cards, buttons that can be pressed."""
    texts = [message for message in messages if message["text"]]
    cards = [message["custom"] for message in messages if message["custom"]]
    assert len(texts) <= 1
    text = texts[0]["text"] if texts else ""
    buttons = texts[0]["buttons"] if texts else []
    assert not _UNFINISHED.search(text), text
    for card in cards:
        assert [error.message for error in _CARDS.iter_errors(card)] == []
        json.dumps(card)
    titles = [button["title"] for button in buttons]
    assert len(titles) == len(set(titles))
    assert all(button["title"].strip() and button["payload"].strip() for button in buttons)
    assert not any(button["payload"].startswith("/") for button in buttons)
    json.dumps(slots)
    return Answer(text, buttons, cards, slots, changed)


@pytest.fixture(scope="session")
def domain() -> dict[str, Any]:
    """The domain as Rasa sends it with every call."""
    return yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


@pytest.fixture
def conversation(city: City, domain: dict[str, Any]) -> Conversation:
    """A conversation that has just begun."""
    return Conversation(city, domain, dict.fromkeys(domain["slots"]))


@pytest.fixture
def say(conversation: Conversation) -> Callable[..., Answer]:
    """`say(intent, text)`: the next message of the resident."""
    return conversation.say


@pytest.fixture
def press(conversation: Conversation) -> Callable[..., Answer]:
    """`press(answer, title)`: the resident presses a button of the last answer."""
    return conversation.press
