"""`talbot remind`: the process that sends reminders, until it is stopped."""

import asyncio
import logging
from contextlib import suppress

from telegram.error import TelegramError

from bot.bootstrap import live_city
from bot.migrations import open_database
from bot.reminders.sender import Sender
from bot.settings import Settings
from bot.telegram.connection import open_connection
from bot.telegram.pace import Limits, Pace

logger = logging.getLogger(__name__)


def remind(settings: Settings, token: str) -> None:
    """Send reminders until stopped.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be brought up to date.
        KeyboardInterrupt: it was stopped.
    """
    asyncio.run(_run(settings, token))


async def _run(settings: Settings, token: str) -> None:
    engine = open_database(settings.database_url)
    pace = Pace(engine, Limits(per_second=settings.telegram_per_second))
    bot = open_connection(token, settings.telegram_api, pace)
    sender = Sender(engine, bot, pace, lambda: live_city().current(), settings.now)
    try:
        await sender.run()
    finally:
        sender.close()
        with suppress(TelegramError):
            await bot.shutdown()
