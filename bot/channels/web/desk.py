"""What the channel's routes and the form share: sessions, turns, limits. Put together by `bot/server.py`."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from bot.channels.message import Message
from bot.channels.web.headers import Origins
from bot.channels.web.rates import RateLimiter
from bot.channels.web.refusal import Refused
from bot.channels.web.run import Run
from bot.channels.web.sessions import Session, Sessions
from bot.channels.web.turns import Turns

KEEP_FEEDBACK = timedelta(days=180)
_CLOSING_SECONDS = 600

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Desk:
    """Where residents are received.

    Attributes:
        complete: gives ways to complete what has been typed so far; may block.
        zone: the time zone in which residents read times.
    """

    sessions: Sessions
    turns: Turns
    rates: RateLimiter
    origins: Origins
    complete: Callable[[str], Sequence[str]]
    zone: tzinfo

    async def begin(self) -> Session:
        """Begin a conversation.

        Raises:
            Refused: it cannot be noted.
        """
        session = self.sessions.issue()
        await self.turns.begin(session.conversation, session.expires_at)
        return session

    async def ask(self, conversation: str, message: Message) -> Run:
        """Have a message answered.

        Raises:
            Refused: it cannot be taken.
        """
        self.rates.count_message(conversation)
        return await self.turns.ask(conversation, message)

    async def suggest(self, typed: str) -> list[str]:
        """Give ways to complete what has been typed so far."""
        return list(await asyncio.to_thread(self.complete, typed))

    async def close_expired(self) -> None:
        """Forget conversations that are over, again and again; runs as long as the server."""
        while True:
            # The database may be back at the next time.
            with suppress(Refused):
                if count := await self.turns.close_expired(
                    self.sessions.lifetime.total_seconds(), KEEP_FEEDBACK.total_seconds()
                ):
                    logger.info("%s conversations are over and forgotten", count)
            await asyncio.sleep(_CLOSING_SECONDS)
