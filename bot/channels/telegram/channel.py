"""Puts the Telegram channel together, and the route under which Telegram may bring updates."""

import asyncio
import hmac
import logging
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot.channels.assistant import Assistant
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import Updates
from bot.channels.telegram.reactions import Reactions
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.worker import USUAL, Timing, Worker
from bot.database import Transactions
from bot.telegram.chats import Chats
from bot.telegram.connection import Connection
from bot.telegram.handover import Handovers

PATH = "/webhooks/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Neighbours:
    """What the channel needs of the rest of Talbot.

    Attributes:
        calendar: gives the calendar of an id as a file; may block.
        erase: removes what else is kept of a conversation, such as reminders.
        is_wanted: whether something of it is still wanted, such as reminders.
    """

    assistant: Assistant
    calendar: Callable[[str], bytes]
    erase: Callable[[str], None]
    is_wanted: Callable[[str], bool]


class TelegramChannel:
    """Talbot in Telegram, as long as the server runs."""

    def __init__(self, bot: Connection, engine: Engine, neighbours: Neighbours, timing: Timing = USUAL) -> None:
        """Take the connection; nothing is asked of Telegram before `run`."""
        self._bot = bot
        self._handovers = Handovers(engine)
        self._worker = Worker(
            Inbox(engine, secrets.token_hex(8), timing.lease),
            Chats(engine),
            Reactions(neighbours.assistant, self._handovers, neighbours.erase, neighbours.is_wanted),
            Sender(bot, neighbours.calendar),
            Transactions(engine),
            timing,
        )
        self._tasks: list[asyncio.Task[None]] = []
        self.updates: Updates | None = None

    async def start(self, webhook: tuple[str, str] | None) -> None:
        """Begin to answer; Telegram need not be there yet.

        Args:
            webhook: the address to which Telegram is to bring updates, and the secret by which we know that it is
                Telegram; None = we ask for them.
        """
        self.updates = Updates(self._bot, self._worker, self._handovers.introduce)
        getting = self.updates.listen(*webhook) if webhook else self.updates.poll()
        self._tasks = [self._start(getting), self._start(self._worker.look_around())]

    async def stop(self) -> None:
        """Take nothing more, and end what was begun."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._worker.stop()
        await self._bot.shutdown()

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        task.add_done_callback(_tell_end)
        return task


def webhook_secret(secret: str) -> str:
    """What Telegram has to show us: the same in every process of this installation, and of no use elsewhere."""
    return hmac.new(secret.encode(), b"telegram webhook", sha256).hexdigest()


def webhook_blueprint(channel: TelegramChannel, secret: str) -> Blueprint:
    """The route to which Telegram brings updates."""
    blueprint = Blueprint("telegram")

    async def take(request: Request) -> HTTPResponse:
        shown = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(shown.encode(), secret.encode()):
            return HTTPResponse(status=401)
        try:
            update = msgspec.json.decode(request.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            # It would not be readable the next time either.
            return HTTPResponse(status=200)
        try:
            assert channel.updates is not None
            await channel.updates.take([update])
        except SQLAlchemyError:
            # Telegram brings it again.
            return HTTPResponse(status=503)
        return HTTPResponse(status=200)

    blueprint.add_route(take, PATH, methods=["POST"])
    return blueprint


def _tell_end(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        # What Telegram says of our own request tells nothing about anybody.
        reason = str(error) if isinstance(error, TelegramError) else type(error).__name__
        logger.error("the Telegram channel has ended: %s", reason)
