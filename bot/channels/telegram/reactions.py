"""What is answered to each kind of update. How it looks is in `render.py`, that it is given once in `worker.py`."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.channels.assistant import Assistant
from bot.channels.message import LONGEST_TEXT, Message
from bot.channels.output import Choice, ReplyCollector
from bot.channels.telegram.reading import Incoming
from bot.channels.telegram.render import Part, plain, rendered
from bot.strings import has_text, text
from bot.telegram.handover import Handovers

CHANNEL = "telegram"
ERASE = "!erase"
_KEEP = "!keep"
# What a command is about; its words are in the strings.
_INTENTS = {
    "hilfe": "talk_capabilities",
    "help": "talk_capabilities",
    "termine": "pickup_next",
    "erinnerung": "reminder_request",
    "stop": "reminder_request",
    "meine_daten": "talk_privacy",
}
MENU = ("termine", "erinnerung", "stop", "hilfe", "neu", "meine_daten", "loeschen")
_SECONDS = 20.0
_AT_ONCE = 16

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What is to be sent.

    Attributes:
        choices: what the buttons under it mean; None where earlier buttons stay.
    """

    parts: list[Part]
    choices: list[Choice] | None = field(default_factory=list)


class Reactions:
    """Knows what to do about each kind of update but those about a chat itself."""

    def __init__(
        self,
        assistant: Assistant,
        handovers: Handovers,
        erase: Callable[[str], None],
        is_wanted: Callable[[str], bool],
    ) -> None:
        """Take the assistant and the links of the web.

        Args:
            erase: removes all else that is kept of a conversation, such as reminders.
            is_wanted: whether anything of a conversation is still wanted though it is silent; may block.
        """
        self._assistant = assistant
        self._handovers = handovers
        self._erase = erase
        self.is_wanted = is_wanted
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def answer(self, incoming: Incoming, conversation: str, chosen: Choice | None) -> Answer:
        """Give the answer to an update; there is one in any case.

        Args:
            chosen: what was pressed.
        """
        match incoming.kind:
            case "choice" if chosen:
                return await self._choice(incoming, conversation, chosen)
            case "command":
                return await self._command(incoming, conversation)
            case "media":
                return await self._media(incoming, conversation)
            case "joined":
                return Answer(plain(text("telegram.joined")), None)
            case "position":
                data = {"position": list(incoming.position or ())}
                message = Message(str(incoming.update), text("telegram.said.position"), intent="place_find", data=data)
                return await self._ask(conversation, message)
            case _ if incoming.text.lower().strip(" .!") in text("telegram.stop_words").split():
                # As people stop other services; whoever is reminded must be able to rely on it.
                return await self._command(replace(incoming, name="stop", text=""), conversation)
            case _:
                return await self._ask(conversation, _message(incoming, incoming.text))

    async def erase(self, conversation: str) -> None:
        """Remove all that is kept of a conversation, here and elsewhere."""
        await asyncio.to_thread(self._assistant.forget, conversation)
        await asyncio.to_thread(self._erase, conversation)

    async def _choice(self, incoming: Incoming, conversation: str, chosen: Choice) -> Answer:
        if chosen.payload == ERASE:
            await self.erase(conversation)
            return Answer(plain(text("telegram.erased")))
        if chosen.payload == _KEEP:
            return Answer(plain(text("telegram.kept")))
        return await self._ask(conversation, Message(str(incoming.update), chosen.title, chosen.id, chosen.payload))

    async def _command(self, incoming: Incoming, conversation: str) -> Answer:
        name, rest = incoming.name, incoming.text
        match name:
            case "start":
                return await self._start(incoming, conversation)
            case "neu":
                await asyncio.to_thread(self._assistant.forget, conversation)
                return Answer(plain(text("telegram.fresh")))
            case "loeschen":
                return _offer("telegram.erase", {"telegram.erase_yes": ERASE, "telegram.erase_no": _KEEP})
            case _ if name in _INTENTS:
                said = f"{text(f'telegram.said.{name}')} {rest}".strip()
                return await self._ask(conversation, _message(incoming, said, _INTENTS[name]))
            case _:
                # What looks like a command and is none is a text like others.
                return await self._ask(conversation, _message(incoming, f"/{name} {rest}".strip()))

    async def _start(self, incoming: Incoming, conversation: str) -> Answer:
        """Greet; with a link from the chat window go on with its address."""
        if not incoming.text:
            examples = {key: text(key) for key in (f"telegram.example_{number}" for number in (1, 2, 3))}
            return _offer("telegram.welcome", examples)
        address = await asyncio.to_thread(self._handovers.take, incoming.text)
        if address is None:
            # Begun anew after a crash, the link is used up, but its question may be answered already.
            into = ReplyCollector(CHANNEL)
            await self._assistant.find_answer(conversation, _message(incoming, ""), into)
            return (
                Answer(rendered(into.replies), into.choices)
                if into.replies
                else Answer(plain(text("telegram.link_over")))
            )
        said = text("telegram.said.handover", address=address)
        return await self._ask(conversation, _message(incoming, said, "reminder_request"))

    async def _media(self, incoming: Incoming, conversation: str) -> Answer:
        key = f"telegram.media.{incoming.name}"
        told = plain(text(key if has_text(key) else "telegram.media.other"))
        if not incoming.text:
            return Answer(told, None)
        answer = await self._ask(conversation, _message(incoming, incoming.text))
        return Answer([*told, *answer.parts], answer.choices)

    async def _ask(self, conversation: str, message: Message) -> Answer:
        if len(message.said) > LONGEST_TEXT:
            return Answer(plain(text("telegram.too_long", longest=LONGEST_TEXT)), None)
        into, outcome = ReplyCollector(CHANNEL), "empty"
        try:
            async with self._free, asyncio.timeout(_SECONDS):
                # Another process may have ended between its answer and noting it.
                await self._assistant.find_answer(conversation, message, into)
                if not into.replies:
                    await self._assistant.answer(conversation, message, into)
        except TimeoutError:
            outcome = "slow"
        except Exception as error:  # noqa: BLE001  # a resident gets an answer, whatever failed
            # A trace could carry the resident's words.
            logger.error("a message was not answered: %s", type(error).__name__)  # noqa: TRY400
            outcome = "failed"
        parts = rendered(into.replies)
        if not any("text" in part for part in parts):
            parts += plain(text(f"channels.unanswered.{outcome}"))
        return Answer(parts, into.choices)


def _message(incoming: Incoming, said: str, intent: str | None = None) -> Message:
    return Message(str(incoming.update), said, intent=intent)


def _offer(key: str, choices: dict[str, str]) -> Answer:
    """A text of ours with buttons under it."""
    offered = [Choice(secrets.token_urlsafe(12), text(title), to) for title, to in choices.items()]
    return Answer(plain(text(key), [{"id": one.id, "title": one.title} for one in offered]), offered)
