"""A process that sends reminders as `talbot remind` does, but gives up the work of a killed one after seconds.

python -m tests.reminders.sender_process DATABASE API PER_SECOND NOW
"""

import asyncio
import sys

from bot.bootstrap import load_city
from bot.database import connect
from bot.reminders.sender import Sender
from bot.settings import Settings, publish
from bot.telegram.connection import open_connection
from bot.telegram.pace import Limits, Pace
from tests.reminders.conftest import local
from tests.telegram.fake_api import TOKEN

LEASE_SECONDS = 4.0


def main(database: str, api: str, per_second: str, now: str) -> None:
    publish(Settings())
    city, at = load_city(Settings()), local(now)
    engine = connect(database)
    pace = Pace(engine, Limits(per_second=float(per_second)))
    bot = open_connection(TOKEN, api, pace)
    print("ready", flush=True)
    asyncio.run(Sender(engine, bot, pace, lambda: city, lambda: at, LEASE_SECONDS).run())


if __name__ == "__main__":
    main(*sys.argv[1:])
