"""The Telegram channel beside a fake Telegram, with an assistant that says what a test wants."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any, Self

import pytest

from bot.channels.message import Message
from bot.channels.output import ReplyCollector
from bot.channels.telegram.channel import Neighbours, TelegramChannel
from bot.channels.telegram.worker import Timing
from bot.database import connect
from bot.telegram.connection import open_connection
from bot.telegram.pace import Limits, Pace
from tests.browser.site import ScriptedAssistant as Scripted
from tests.telegram.fake_api import TOKEN, FakeTelegram

FAST = Limits(per_second=10_000, chat_seconds=0.0001, group_seconds=0.0001)


class ScriptedAssistant(Scripted):
    """Keeps the messages it was asked; remembers answers like the real one, and forgets."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[tuple[str, Message]] = []
        self.remembered: dict[str, str] = {}
        self.forgotten: list[str] = []
        self.failure: Exception | None = None

    async def answer(self, conversation: str, message: Message, into: ReplyCollector) -> None:
        self.messages.append((conversation, message))
        if self.failure:
            raise self.failure
        await super().answer(conversation, message, into)

    async def find_answer(self, _conversation: str, message: Message, into: ReplyCollector) -> None:
        if message.id in self.remembered:
            await into.send_text_message("", self.remembered[message.id])

    def forget(self, conversation: str) -> None:
        self.forgotten.append(conversation)


class Channel:
    """The channel in a thread of its own; can be stopped, started again, and left in the middle of everything."""

    def __init__(self, database: str, telegram: FakeTelegram, assistant: Any) -> None:
        self.erased: list[str] = []
        self.wanted: set[str] = set()
        self.calendars: dict[str, bytes] = {}
        self._database = database
        self._telegram = telegram
        self._assistant = assistant
        self.webhook: tuple[str, str] | None = None

    def start(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(20)
        return self

    async def _run(self, ready: threading.Event) -> None:
        self._loop, self._stop, self._killed = asyncio.get_running_loop(), asyncio.Event(), False
        engine = connect(self._database)
        bot = open_connection(TOKEN, self._telegram.url, Pace(engine, FAST))
        neighbours = Neighbours(
            self._assistant, self.calendars.__getitem__, self.erased.append, self.wanted.__contains__
        )
        self.channel = TelegramChannel(bot, engine, neighbours, Timing(lease=0.5, look=0.05, later=0.05))
        await self.channel.start(self.webhook)
        ready.set()
        await self._stop.wait()
        if self._killed:
            # As if the process had been killed: nothing is put away, nothing given back.
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await bot.shutdown()
        else:
            await self.channel.stop()
        engine.dispose()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)

    def kill(self) -> None:
        self._killed = True
        self.stop()

    def call(self, make: Callable[[], Any]) -> Any:
        """Run something in the channel's own loop."""
        return asyncio.run_coroutine_threadsafe(make(), self._loop).result(20)


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def channel(database: str, telegram: FakeTelegram, assistant: ScriptedAssistant) -> Iterator[Channel]:
    """The channel, running; on SQLite and on PostgreSQL."""
    made = Channel(database, telegram, assistant).start()
    yield made
    assistant.hold.set()
    made.stop()
