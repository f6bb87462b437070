"""Runs each message exactly once: whoever asks again, in whatever order, from whatever tab, gets the same answer.

A run does not end with the connection that began it. Time limits and back-pressure are here, HTTP is not.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.assistant import Assistant
from bot.channels.message import Message
from bot.channels.output import ReplyCollector
from bot.channels.web.ledger import LEASE_SECONDS, Claimed, Ledger, Turn
from bot.channels.web.metrics import RUNNING, TURNS
from bot.channels.web.refusal import Refused
from bot.channels.web.run import ANSWERED, Run
from bot.database import Transactions
from bot.strings import text

_CHANNEL = "web"
_LOOK_SECONDS = 0.1
_RETRY_SECONDS = 5

_T = TypeVar("_T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Capacity:
    """How much may run at once.

    Attributes:
        runs: messages in this process that are being answered or wait for it.
        runs_per_conversation: the same, of one conversation.
        seconds: after which a message gets a substitute for its answer.
    """

    runs: int = 64
    runs_per_conversation: int = 4
    seconds: float = 20.0


class Turns:
    """The messages of all conversations in this process."""

    def __init__(self, ledger: Ledger, transactions: Transactions, assistant: Assistant, capacity: Capacity) -> None:
        """Begin with nothing running."""
        self._ledger = ledger
        self._transactions = transactions
        self._assistant = assistant
        self._capacity = capacity
        self._runs: dict[tuple[str, str], Run] = {}
        self._orders: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def ask(self, conversation: str, message: Message) -> Run:
        """Have a message answered, or give the run it has, or the one it had.

        Raises:
            Refused: it cannot be taken; nothing was begun.
        """
        key = (conversation, message.id)
        run = self._runs.get(key)
        if run is None:
            self._require_capacity(conversation)
            run = self._runs[key] = Run(conversation, message)
            # Not to be ended by the connection that happened to ask first.
            self._start(self._run(run)).add_done_callback(lambda _: self._runs.pop(key))
        await run.taken()
        said = run.message.said if message.choice else message.said
        if (run.message.said, run.message.choice) != (said, message.choice):
            raise Refused("id_taken")
        return run

    async def turns(self, conversation: str) -> list[Turn]:
        """Give a whole conversation.

        Raises:
            Refused: there is none of this id.
        """
        return await self._stored(self._ledger.turns, conversation)

    async def begin(self, conversation: str, expires_at: Any) -> None:
        """Note a new conversation.

        Raises:
            Refused: the database does not answer.
        """
        await self._stored(self._ledger.begin, conversation, expires_at)

    async def rate(self, conversation: str, message_id: str, rating: str, words: str | None) -> None:
        """Keep what somebody thinks of an answer.

        Raises:
            Refused: there is no such answer.
        """
        await self._stored(self._ledger.rate, conversation, message_id, rating, words)

    async def erase(self, conversation: str) -> None:
        """Forget a conversation, after the message that is being answered.

        Raises:
            Refused: the database does not answer; nothing was forgotten.
        """
        async with self._order(conversation):
            await self._stored(self._forget, conversation)

    async def close_expired(self, silent_seconds: float, feedback_seconds: float) -> int:
        """Forget the conversations that are over, and those of other channels that fell silent; give how many of ours.

        Raises:
            Refused: the database does not answer.
        """
        # Looks through everything, which takes long enough for a thread with any database.
        return await _or_refused(asyncio.to_thread(self._close_expired, silent_seconds, feedback_seconds))

    async def stop(self) -> None:
        """Let what is running come to its end; time limits see to that."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._transactions.close()

    def _require_capacity(self, conversation: str) -> None:
        busy = Counter(own for own, _ in self._runs)
        if busy.total() >= self._capacity.runs or busy[conversation] >= self._capacity.runs_per_conversation:
            raise Refused("busy", _RETRY_SECONDS)

    async def _run(self, run: Run) -> None:
        """Claim a message and see it through, all in one go: under load every stop on the way costs milliseconds."""
        try:
            claimed = await self._stored(self._ledger.claim, run.conversation, run.message)
        except Exception as failure:  # noqa: BLE001  # whoever asked is told
            run.refuse(failure)
            return
        if isinstance(claimed, Turn):
            run.take(claimed.message)
            run.repeat(claimed)
            return
        whose, message = claimed
        run.take(message)
        await self._see_through(run, whose)

    async def _see_through(self, run: Run, whose: Claimed) -> None:
        collector = ReplyCollector(_CHANNEL, run.add)
        RUNNING.inc()
        try:
            async with asyncio.timeout(self._capacity.seconds), self._order(run.conversation):
                if whose is Claimed.ELSEWHERE and (turn := await self._from_elsewhere(run)) is not None:
                    run.repeat(turn)
                    return
                await self._answer(run, whose, collector)
            outcome = ANSWERED
        except TimeoutError:
            outcome = "slow"
        except Exception as error:  # noqa: BLE001  # a resident gets an answer, whatever failed
            # A trace could carry the resident's words.
            logger.error("a message was not answered: %s", type(error).__name__)  # noqa: TRY400
            outcome = "failed"
        finally:
            RUNNING.dec()
        await self._end(run, collector, outcome)

    async def _answer(self, run: Run, whose: Claimed, collector: ReplyCollector) -> None:
        renewing = asyncio.create_task(self._renew(run))
        try:
            if whose is not Claimed.NEW:
                await self._assistant.find_answer(run.conversation, run.message, collector)
            if not collector.replies:
                await self._assistant.answer(run.conversation, run.message, collector)
        finally:
            renewing.cancel()

    async def _end(self, run: Run, collector: ReplyCollector, outcome: str) -> None:
        """Say something in any case, and store it before those who follow come to the end."""
        if not any("text" in reply for reply in run.replies):
            outcome = "empty" if outcome == ANSWERED else outcome
            run.add({"text": text(f"channels.unanswered.{outcome}")})
        TURNS.labels(outcome).inc()
        arguments = (run.conversation, run.message.id, run.replies, collector.choices, outcome)
        try:
            if not await self._stored(self._ledger.answer, *arguments):
                # Erased while it was being answered: what the assistant has learned meanwhile goes as well.
                await self._stored(self._assistant.forget, run.conversation)
        except Refused:
            # The resident has the answer; asked again after a restart, it is found in the assistant's own memory.
            logger.error("an answer could not be stored")  # noqa: TRY400
        finally:
            run.end(outcome)

    async def _from_elsewhere(self, run: Run) -> Turn | None:
        """Wait for another process; None when it is gone and the message is ours."""
        while True:
            claimed = await self._stored(self._ledger.claim, run.conversation, run.message)
            if isinstance(claimed, Turn):
                return claimed
            if claimed[0] is Claimed.LEFT:
                return None
            await asyncio.sleep(_LOOK_SECONDS)

    async def _renew(self, run: Run) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            with suppress(Refused):
                await self._stored(self._ledger.renew, run.conversation, run.message.id)

    def _close_expired(self, silent_seconds: float, feedback_seconds: float) -> int:
        expired = self._ledger.expired()
        for conversation in expired:
            self._assistant.forget(conversation)
        self._assistant.forget_silent(silent_seconds)
        self._ledger.close(expired, feedback_seconds)
        return len(expired)

    def _forget(self, conversation: str) -> None:
        self._assistant.forget(conversation)
        self._ledger.erase(conversation)

    def _order(self, conversation: str) -> asyncio.Lock:
        """Messages of one conversation are answered one after the other, in the order they came."""
        return self._orders.setdefault(conversation, asyncio.Lock())

    def _start(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _stored(self, call: Callable[..., _T], *arguments: Any) -> _T:
        return await _or_refused(self._transactions.run(call, *arguments))


async def _or_refused(stored: Awaitable[_T]) -> _T:
    try:
        return await stored
    except SQLAlchemyError as error:
        logger.error("the database does not answer: %s", type(error).__name__)  # noqa: TRY400
        raise Refused("storage_down", _RETRY_SECONDS) from error
