"""One message on its way to its answer, and all who wait for it. What is done with it is in `turns.py`."""

import asyncio
from collections.abc import AsyncIterator

from bot.channels.message import Message
from bot.channels.output import Reply
from bot.channels.web.ledger import Turn

ANSWERED = "answered"


class Run:
    """A message on its way to its answer. Any number may follow it, from the first reply on."""

    def __init__(self, conversation: str, message: Message) -> None:
        self.conversation = conversation
        self.message = message
        self.outcome: str | None = None
        self.replies: list[Reply] = []
        self._news = asyncio.Event()
        self._decided = asyncio.Event()
        self._failure: Exception | None = None

    def take(self, message: Message) -> None:
        """Let all who wait know that it will be answered."""
        self.message = message
        self._decided.set()

    def refuse(self, failure: Exception) -> None:
        """Let all who wait know that it will not."""
        self._failure = failure
        self._decided.set()

    async def taken(self) -> None:
        """Wait until it is certain that it will be answered.

        Raises:
            Exception: why it will not.
        """
        await self._decided.wait()
        if self._failure is not None:
            raise self._failure

    def add(self, reply: Reply) -> None:
        """Show a reply to all who follow."""
        self.replies.append(reply)
        self._wake()

    def end(self, outcome: str) -> None:
        """Let all who follow come to the end."""
        self.outcome = outcome
        self._wake()

    def repeat(self, turn: Turn) -> None:
        """Give the answer that is there already."""
        self.replies = turn.replies
        self.end(turn.outcome or ANSWERED)

    async def follow(self) -> AsyncIterator[list[Reply]]:
        """Give the replies as they come, those that come together together, until the last one."""
        seen = 0
        while True:
            news = self._news
            if new := self.replies[seen:]:
                seen += len(new)
                yield new
            if self.outcome is not None and seen == len(self.replies):
                return
            if news is self._news:
                await news.wait()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()
