"""The connection to Telegram's Bot API, by python-telegram-bot: at the common pace, and quiet in the log."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.telegram.pace import Pace

_SECONDS = 10.0
LONGEST_WAIT_SECONDS = 20.0
# So often somebody is told to wait before their message is given back.
_TRIES = 3
# Longer ones are worth a line in the log.
_LONG_HOLD_SECONDS = 10

logger = logging.getLogger(__name__)


class SharedRateLimiter(BaseRateLimiter[int]):
    """Holds messages back until it is their turn among those of all processes, and everybody when Telegram asks for it.

    PTB's own limiter counts within one process; the server and each process that sends reminders would each take the
    whole allowance.
    """

    def __init__(self, pace: Pace) -> None:
        """Take the common pace."""
        self._pace = pace

    async def initialize(self) -> None:
        """Nothing has to be made ready."""

    async def shutdown(self) -> None:
        """Nothing has to be put away."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Send a request when it may be sent.

        Args:
            rate_limit_args: how often it is tried when Telegram asks to wait; None = three times.

        Raises:
            RetryAfter: it was tried that often, or its turn is far away.
        """
        tries = rate_limit_args or _TRIES
        counted = endpoint.startswith("send") and endpoint != "sendChatAction"
        for attempt in range(1, tries + 1):
            if counted:
                await self._wait(int(data["chat_id"]))
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as asked:
                seconds = seconds_asked(asked)
                if seconds >= _LONG_HOLD_SECONDS:
                    logger.warning("Telegram asks to wait for %s s", round(seconds))
                self._pace.hold(seconds)
                if attempt == tries:
                    raise
        raise AssertionError("unreachable")

    async def _wait(self, chat: int) -> None:
        while True:
            turn = self._pace.turn(chat)
            await _sleep(turn.seconds)
            if turn.ours:
                return


class Connection(ExtBot[int]):
    """Our bot."""

    async def get_raw_updates(self, offset: int | None, seconds: int, wanted: Sequence[str]) -> list[Any]:
        """Wait for updates and give them as plain data: one that PTB cannot read would lose all that came with it.

        Args:
            offset: the number of the first one that is not known yet; those before will not come again.
            seconds: how long Telegram waits for one.
            wanted: the kinds that are sent.
        """
        data = {"offset": offset, "timeout": seconds, "allowed_updates": wanted}
        found = await self._post("getUpdates", data, read_timeout=seconds + _SECONDS)
        return found if isinstance(found, list) else []


def open_connection(token: str, api: str, pace: Pace) -> Connection:
    """Make a connection; nothing is sent yet, so Telegram need not be reachable.

    Args:
        token: of the bot, as BotFather gives it.
        api: the address of the Bot API, without a path of its own.
        pace: common to all processes.
    """
    # They write the address of each request, and with it the token; and what could not be read, with what people said.
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    base = api.rstrip("/")
    request = HTTPXRequest(
        connection_pool_size=64, connect_timeout=_SECONDS, read_timeout=_SECONDS, pool_timeout=_SECONDS
    )
    limiter = SharedRateLimiter(pace)
    return Connection(token, f"{base}/bot", f"{base}/file/bot", request=request, rate_limiter=limiter)


async def _sleep(seconds: float) -> None:
    """Wait for our turn, unless that is so far away that somebody else may have taken our work over by then."""
    if seconds > LONGEST_WAIT_SECONDS:
        raise RetryAfter(timedelta(seconds=seconds))
    await asyncio.sleep(seconds)


def seconds_asked(asked: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = asked.retry_after
    return wait if isinstance(wait, int) else wait.total_seconds()
