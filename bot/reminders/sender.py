"""Sends what is due as long as it runs: plans, claims, sends at Telegram's pace, records. Any number may run."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any, TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.bootstrap import CityUnavailable
from bot.city.city import City
from bot.city.reminder import NIGHT
from bot.database import Transactions
from bot.reminders.deliveries import LATE, LEASE_SECONDS, MOVED, REFUSED, SENT, Deliveries, Delivery
from bot.reminders.planning import BATCH, Planning
from bot.reminders.subscriptions import Subscriptions
from bot.reminders.wording import reminder_text
from bot.settings import CITY_ZONE
from bot.telegram.chats import Chats
from bot.telegram.connection import Connection, seconds_asked
from bot.telegram.pace import Pace

# On their way at once: enough to keep Telegram's pace over a slow line and while chats wait for their turn, few enough
# that a lease never ends meanwhile.
AT_ONCE = 32
# Fewer are not worth a look into the database.
_FEWEST = 4
# From so long after its time on, a reminder says that it is late.
_LATE_SECONDS = 15 * 60
_LONGEST_PAUSE_SECONDS = 300.0
# Between two rounds in which there was nothing to do.
_PAUSE_SECONDS = 1.0
_TIDY_ROUNDS = 3600
_LONGEST_HOLD_SECONDS = 60.0
# What Telegram says of somebody who does not want to hear from us, or is gone.
_UNWANTED = ("blocked", "deactivated", "kicked", "not a member")

_T = TypeVar("_T")

logger = logging.getLogger(__name__)


@dataclass
class Count:
    """What has happened since the start.

    Attributes:
        unsure: sent without hearing whether it arrived, and so sent again.
    """

    sent: int = 0
    unsure: int = 0
    missed: int = 0
    ended: int = 0


class Sender:
    """One process that sends."""

    def __init__(
        self,
        engine: Engine,
        bot: Connection,
        pace: Pace,
        city: Callable[[], City],
        now: Callable[[], datetime],
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        """Take a database that is up to date.

        Args:
            lease_seconds: so long a reminder belongs to a process that gives no sign of life.
        """
        self.count = Count()
        self._bot = bot
        self._pace = pace
        self._city = city
        self._now = now
        self._planning = Planning(engine, city)
        self._deliveries = Deliveries(engine, secrets.token_hex(8), lease_seconds)
        self._subscriptions = Subscriptions(engine)
        self._chats = Chats(engine)
        self._transactions = Transactions(engine)

    async def run(self) -> None:
        """Send, again and again."""
        rounds, told = 0, Count()
        while True:
            try:
                busy = await self.round()
                told = _tell(self.count, told)
                if rounds % _TIDY_ROUNDS == 0:
                    await self._stored(self._deliveries.forget_old)
                    await self._stored(self._pace.forget_past)
            except SQLAlchemyError as error:
                logger.error("the database does not answer: %s", type(error).__name__)  # noqa: TRY400
                busy = False
            except CityUnavailable:
                logger.error("there is no usable city data; no reminder is sent")  # noqa: TRY400
                busy = False
            rounds += 1
            if not busy:
                await asyncio.sleep(_PAUSE_SECONDS)

    async def round(self) -> bool:
        """Plan and send once; whether there may be more to do at once."""
        planned = await self._stored(self._planning.note_due, self._now())
        on_their_way: set[asyncio.Task[None]] = set()
        sent = 0
        try:
            # Not longer than a while without looking at what has become due meanwhile.
            while sent < BATCH:
                claimed = await self._stored(self._deliveries.claim, AT_ONCE - len(on_their_way))
                on_their_way |= {asyncio.create_task(self._deliver(delivery)) for delivery in claimed}
                sent += len(claimed)
                if not claimed:
                    break
                on_their_way = await _room_in(on_their_way)
        finally:
            await asyncio.gather(*on_their_way)
        return planned == BATCH or sent > 0

    def close(self) -> None:
        """Give the threads back."""
        self._transactions.close()

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            outcome = await self._send(delivery)
        except (SQLAlchemyError, CityUnavailable):
            raise
        except Exception as error:  # noqa: BLE001  # one reminder must not hold up the others
            logger.error("a reminder could not be made: %s", type(error).__name__)  # noqa: TRY400
            await self._stored(self._deliveries.put_off, delivery, _LONGEST_PAUSE_SECONDS)
            return
        if outcome is not None:
            await self._stored(self._deliveries.finish, delivery, outcome)

    async def _send(self, delivery: Delivery) -> str | None:
        """Send one reminder and give how it ended; None when it is tried again, or its subscription is gone."""
        now = self._now()
        if now >= delivery.until:
            self.count.missed += 1
            return LATE
        chat = await self._stored(self._chats.chat, delivery.subscription.conversation)
        if chat is None:
            await self._end(delivery)
            return None
        late = (now - delivery.due).total_seconds() >= _LATE_SECONDS
        today = now.astimezone(CITY_ZONE).date()
        said = reminder_text(self._city(), delivery.subscription.reminder, delivery.day, today, late=late)
        if said is None:
            return MOVED
        try:
            await self._bot.send_message(
                chat,
                escape(said, quote=False),
                parse_mode=ParseMode.HTML,
                disable_notification=late and _disturbs(delivery, now),
                rate_limit_args=1,
            )
        except TelegramError as error:
            return await self._failed(delivery, chat, error)
        self.count.sent += 1
        return SENT

    async def _failed(self, delivery: Delivery, chat: int, error: TelegramError) -> str | None:
        match error:
            case Forbidden() if any(reason in error.message.lower() for reason in _UNWANTED):
                await self._end(delivery)
                return None
            case ChatMigrated():
                await self._stored(self._chats.move, chat, error.new_chat_id)
                await self._stored(self._deliveries.put_off, delivery, 0.0)
                return None
            case RetryAfter():
                # Everybody waits already; this one has not been taken.
                pause = min(seconds_asked(error), _LONGEST_HOLD_SECONDS)
                await self._stored(self._deliveries.put_off, delivery, pause)
                return None
            case InvalidToken():
                # The operator's mistake, which others must not pay for.
                logger.error("Telegram does not know this TALBOT_TELEGRAM_TOKEN")
                await self._stored(self._deliveries.put_off, delivery, _LONGEST_HOLD_SECONDS)
                return None
            case BadRequest() | Forbidden():
                # Also what another bot would hear, whose token was set by mistake: nobody is unsubscribed for that.
                logger.error("Telegram refuses a reminder: %s", error.message)
                return REFUSED
            case _:
                # Nobody knows whether it has arrived. Twice is better than not at all.
                self.count.unsure += 1
                pause = min(2.0 ** min(delivery.attempts, 8), _LONGEST_PAUSE_SECONDS)
                await self._stored(self._deliveries.put_off, delivery, pause)
                return None

    async def _end(self, delivery: Delivery) -> None:
        """Whoever cannot be reached any more wants no reminders."""
        self.count.ended += 1
        await self._stored(self._subscriptions.erase, delivery.subscription.conversation)

    async def _stored(self, call: Callable[..., _T], *arguments: Any) -> _T:
        return await self._transactions.run(call, *arguments)


def _tell(now: Count, before: Count) -> Count:
    """Tell the operator what did not go as it should."""
    if now.unsure > before.unsure:
        logger.warning("%s reminders were sent without an answer and are sent again", now.unsure - before.unsure)
    if now.missed > before.missed:
        logger.warning("%s reminders were found too late to make sense", now.missed - before.missed)
    return replace(now)


async def _room_in(tasks: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Wait until a few more can be begun; give those that are not done.

    Raises:
        Exception: what went wrong in one of them.
    """
    while len(tasks) > AT_ONCE - _FEWEST:
        done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    return tasks


def _disturbs(delivery: Delivery, now: datetime) -> bool:
    """Whether it comes at night only because we were away: then without a sound."""
    quiet = delivery.subscription.quiet or NIGHT
    return quiet.covers(now.astimezone(CITY_ZONE).time())
