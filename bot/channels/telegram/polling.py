"""How updates come to us: we ask for them (the default; works behind any router, one process), or Telegram brings them.

What is done with them is in `worker.py`.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import BotCommand
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
from tenacity import AsyncRetrying, retry_if_exception_type, retry_if_not_exception_type, wait_random_exponential

from bot.channels.telegram.reactions import MENU
from bot.channels.telegram.reading import WANTED, Me, read_update
from bot.channels.telegram.worker import Worker
from bot.strings import text
from bot.telegram.connection import Connection

# Telegram answers after this time at the latest, sooner when something comes.
_POLL_SECONDS = 30
_LONGEST_PAUSE_SECONDS = 60.0

logger = logging.getLogger(__name__)


class Updates:
    """Gets updates as long as the server runs."""

    def __init__(self, bot: Connection, worker: Worker, introduce: Callable[[str], None]) -> None:
        """Take the connection, who answers, and who wants to know what our bot is called."""
        self._bot = bot
        self._worker = worker
        self._introduce = introduce
        self._me: asyncio.Future[Me] = asyncio.get_running_loop().create_future()

    async def poll(self) -> None:
        """Ask for updates, again and again."""
        if await self._begin() is None:
            return
        await _persistently(self._bot.delete_webhook)
        offset: int | None = None
        while True:
            updates = await _persistently(self._get, offset)
            for raw in updates:
                number = raw.get("update_id") if isinstance(raw, dict) else None
                offset = max(offset or 0, number + 1) if isinstance(number, int) else offset
            await _persistently(self.take, updates)

    async def listen(self, url: str, secret: str) -> None:
        """Have updates brought to an address."""
        if await self._begin() is not None:
            await _persistently(self._bot.set_webhook, url, secret_token=secret, allowed_updates=WANTED)

    async def take(self, updates: list[Any]) -> None:
        """See updates through, as Telegram sends them.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: they are not noted.
        """
        me = await asyncio.shield(self._me)
        await self._worker.take([found for raw in updates if (found := read_update(raw, me))])

    async def _get(self, offset: int | None) -> list[Any]:
        return await self._bot.get_raw_updates(offset, _POLL_SECONDS, WANTED)

    async def _begin(self) -> Me | None:
        """Find out who we are and show our commands; None where Telegram does not know us."""
        try:
            await _persistently(self._bot.initialize)
        except InvalidToken:
            logger.error("Telegram does not know this TALBOT_TELEGRAM_TOKEN; Talbot runs without Telegram")  # noqa: TRY400
            return None
        me = Me(self._bot.id, self._bot.username)
        await asyncio.to_thread(self._introduce, me.username)
        self._me.set_result(me)
        commands = [BotCommand(name, text(f"telegram.menu.{name}")) for name in MENU]
        # Without the menu people can still write.
        with suppress(BadRequest):
            await _persistently(self._bot.set_my_commands, commands)
        return me


async def _persistently(call: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Try until it is done: Telegram, the network or the database may be away for a while.

    Raises:
        InvalidToken, BadRequest: that will not change by itself.
    """
    away = retry_if_exception_type((TelegramError, SQLAlchemyError, OSError)) & retry_if_not_exception_type(
        (InvalidToken, BadRequest)
    )
    trying = AsyncRetrying(
        retry=away, wait=wait_random_exponential(0.5, _LONGEST_PAUSE_SECONDS), before_sleep=_tell_once, reraise=True
    )
    return await trying(call, *arguments, **options)


def _tell_once(state: Any) -> None:
    """Once for each time that something is away, not for each try."""
    if state.attempt_number != 1:
        return
    error = state.outcome.exception()
    if isinstance(error, Conflict):
        logger.error("another program asks Telegram for the same updates: only one may, or use TALBOT_TELEGRAM_WEBHOOK")
    else:
        logger.warning("Telegram or the database is away: %s", type(error).__name__)
