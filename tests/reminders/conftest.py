"""Reminders beside a fake Telegram: a city with known dates, a clock that tests turn, senders on each kind of database."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.bootstrap import load_city
from bot.city.city import City
from bot.city.pickup import AreaCalendar, Pickup, Selection
from bot.city.pickup_calendar import AreaCalendars
from bot.city.reminder import USUAL, Moment, Reminder
from bot.city.source import Source
from bot.city.stream import Stream
from bot.database import connect
from bot.reminders.sender import Sender
from bot.reminders.subscriptions import Subscriptions
from bot.settings import CITY_ZONE, Settings
from bot.telegram.chats import Chats
from bot.telegram.connection import open_connection
from bot.telegram.pace import Limits, Pace
from tests.telegram.fake_api import TOKEN, FakeTelegram

FAST = Limits(per_second=10_000, chat_seconds=0.0001, group_seconds=0.0001)
STREET, NUMBER = "Hofaue", "20"


def local(text: str) -> datetime:
    """A moment as clocks in the city show it."""
    return datetime.fromisoformat(text).replace(tzinfo=CITY_ZONE).astimezone(UTC)


class Town:
    """The city of the tests: all addresses have the pickups that a test says."""

    def __init__(self) -> None:
        self._city = load_city(Settings())
        self.set(("2026-12-01", Stream.PAPER), ("2026-12-08", Stream.RESIDUAL))

    def set(self, *pickups: tuple[str, Stream], moved: dict[str, str] | None = None, example: bool = False) -> None:
        """Have these pickups, of which some have moved from another day."""
        moves = {new: date.fromisoformat(old) for new, old in (moved or {}).items()}
        made = tuple(
            Pickup(date.fromisoformat(day), stream, moves.get(day), "Feiertag" if day in moves else None)
            for day, stream in sorted(pickups)
        )
        source = Source("Testkalender", None, date(2026, 1, 1))
        areas = {
            area: AreaCalendar(area, made, date(2026, 1, 1), date(2027, 12, 31), source, example)
            for street in self._city.data.streets
            for area in (part.area for part in street.parts)
        }
        self.city = City(replace(self._city.data, pickups=AreaCalendars(areas)))

    def __call__(self) -> City:
        return self.city


class Post:
    """Everything that sends reminders, and who wants some."""

    def __init__(self, database: str, telegram: FakeTelegram, town: Town) -> None:
        self.now = local("2026-11-20T12:00")
        self.town = town
        self.telegram = telegram
        self.engine = connect(database)
        self.chats = Chats(self.engine)
        self.subscriptions = Subscriptions(self.engine)

    def want(self, chat: int = 7, *streams: Stream, at: Moment = USUAL, street: str = STREET) -> str:
        """Somebody wants to be reminded; give their conversation."""
        conversation = self.chats.conversation(chat)
        new = Reminder(street, NUMBER, Selection(streams), at)
        self.subscriptions.change(conversation, self.now, lambda current: [*current, new])
        return conversation

    def work(self, senders: int = 1, rounds: int = 4) -> list[Sender]:
        """Let senders do what there is to do now."""
        return asyncio.run(self._work(senders, rounds))

    async def _work(self, senders: int, rounds: int) -> list[Sender]:
        made = [self._sender() for _ in range(senders)]
        for _ in range(rounds):
            await asyncio.gather(*(sender.round() for sender in made))
        for sender in made:
            sender.close()
            await sender._bot.shutdown()
            for request in sender._bot._request:
                await request.shutdown()
        return made

    def _sender(self) -> Sender:
        pace = Pace(self.engine, FAST)
        bot = open_connection(TOKEN, self.telegram.url, pace)
        return Sender(self.engine, bot, pace, self.town, lambda: self.now)

    def at(self, text: str, **options: int) -> list[str]:
        """Let the time be this, work, and give the texts that were sent meanwhile."""
        self.now = local(text)
        before = len(self.telegram.texts())
        self.work(**options)
        return self.telegram.texts()[before:]


@pytest.fixture(scope="session")
def any_town() -> Town:
    """Reading the city takes a while."""
    return Town()


@pytest.fixture
def town(any_town: Town) -> Town:
    any_town.set(("2026-12-01", Stream.PAPER), ("2026-12-08", Stream.RESIDUAL))
    return any_town


@pytest.fixture
def post(database: str, telegram: FakeTelegram, town: Town) -> Iterator[Post]:
    """Everything that sends reminders, on SQLite and on PostgreSQL."""
    made = Post(database, telegram, town)
    yield made
    made.engine.dispose()
