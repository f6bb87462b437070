"""What our channels need of Rasa: hand over a message, understand a choice, find an answer again, forget."""

import json
from collections.abc import Callable
from itertools import dropwhile
from typing import Any, Protocol

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered, UserUttered

from bot.channels.message import Message
from bot.channels.output import ReplyCollector

_DANGER = "safety_"


class Conversations(Protocol):
    """Where the assistant keeps conversations."""

    def forget(self, sender_id: str) -> None:
        """Remove everything about one of them."""

    def forget_silent(self, seconds: float) -> None:
        """Remove everything about those in which nothing was said for so long."""


class Assistant:
    """Rasa's agent, seen from a channel."""

    def __init__(self, agent: Callable[[], Any], conversations: Callable[[], Conversations]) -> None:
        """Ask for both anew each time: they are there only once the server has started."""
        self._agent = agent
        self._conversations = conversations

    async def answer(self, conversation: str, message: Message, into: ReplyCollector) -> None:
        """Have a message answered.

        Raises:
            Exception: whatever went wrong inside of Rasa.
        """
        agent = self._agent()
        text, parsed = message.said, None
        if message.payload or message.intent:
            text, parsed = await _understood(agent, conversation, message)
        meant = UserMessage(text, into, conversation, parsed, into.name(), message.id, message.data)
        await agent.handle_message(meant)

    async def find_answer(self, conversation: str, message: Message, into: ReplyCollector) -> None:
        """Collect the answer that was given before a process ended, if there was one."""
        tracker = await self._agent().tracker_store.retrieve(conversation)
        events = tracker.events if tracker else ()
        since = dropwhile(lambda e: not (isinstance(e, UserUttered) and e.message_id == message.id), events)
        for event in since:
            if isinstance(event, BotUttered):
                await into.send_response(conversation, {"text": event.text, **event.data})

    def forget(self, conversation: str) -> None:
        """Remove everything that the assistant remembers of a conversation."""
        self._conversations().forget(conversation)

    def forget_silent(self, seconds: float) -> None:
        """Remove conversations of any channel in which nothing was said for so long."""
        self._conversations().forget_silent(seconds)


async def _understood(agent: Any, conversation: str, message: Message) -> tuple[str, dict[str, Any]]:
    """What a choice or a command says, and what it means. Editors may write buttons in Rasa's own way
    (`/intent{"slot": …}`); that is understood here, and only here, because the server has offered it. All others carry
    a sentence.
    """
    payload = message.payload or message.said
    if message.payload and payload.startswith("/"):
        return message.said, _from_command(payload, message.said)
    tracker = await agent.tracker_store.retrieve(conversation)
    parsed: dict[str, Any] = await agent.processor.parse_message(UserMessage(payload, None, conversation), tracker)
    # Danger comes before any command: "/termine Hilfe, es brennt".
    if message.intent and not parsed["intent"]["name"].startswith(_DANGER):
        parsed["intent"] = {"name": message.intent, "confidence": 1.0}
        parsed["intent_ranking"] = [parsed["intent"]]
    return payload, parsed


def _from_command(payload: str, said: str) -> dict[str, Any]:
    name, brace, values = payload[1:].partition("{")
    entities = json.loads(brace + values) if brace else {}
    intent = {"name": name.strip(), "confidence": 1.0}
    found = [{"entity": key, "value": value, "start": 0, "end": 0} for key, value in entities.items()]
    return {"text": said, "intent": intent, "intent_ranking": [intent], "entities": found}
