"""Answers updates: each once, those of a chat in order, also when a process ends in the middle or Telegram is away.

One task for each chat that has something to do. Whoever leases a chat answers in it; a look around now and then finds
chats whose process has ended.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.channels.output import Choice
from bot.channels.private import masked
from bot.channels.telegram.inbox import Inbox, Open
from bot.channels.telegram.reactions import ERASE, Answer, Reactions
from bot.channels.telegram.reading import Incoming
from bot.channels.telegram.render import Part
from bot.channels.telegram.sending import DONE, Sender, Where, is_refused
from bot.database import Transactions
from bot.strings import text
from bot.telegram.chats import Chats

_TIDY_SECONDS = 3600.0

_T = TypeVar("_T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Timing:
    """How patient we are, in seconds.

    Attributes:
        lease: so long a chat belongs to a process that gives no sign of life.
        look: between two looks around.
        later: after which a chat is looked at again where Telegram did not take an answer.
    """

    lease: float = 30.0
    look: float = 5.0
    later: float = 10.0


USUAL = Timing()


class Worker:
    """Sees every update through."""

    def __init__(  # it is where they meet
        self,
        inbox: Inbox,
        chats: Chats,
        reactions: Reactions,
        sender: Sender,
        transactions: Transactions,
        timing: Timing,
    ) -> None:
        """Begin with nothing to do."""
        self._timing = timing
        self._inbox = inbox
        self._chats = chats
        self._reactions = reactions
        self._sender = sender
        self._transactions = transactions
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()

    async def take(self, updates: Iterable[Incoming]) -> None:
        """Note updates, then see them through.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: they are not noted; they have to come again.
        """
        chats = [chat for incoming in updates if (chat := await self._note(incoming))]
        # Only now: what came in the wrong order is answered in the right one.
        for chat in dict.fromkeys(chats):
            self._wake(chat)

    async def _note(self, incoming: Incoming) -> int | None:
        """Note an update; give its chat if there is something to do."""
        try:
            if incoming.kind == "choice" and not incoming.chat:
                # Nothing else can be done about it.
                await self._sender.acknowledge(incoming.callback, text("telegram.choice_over"))
                incoming = Incoming(incoming.update)
            incoming = replace(incoming, text=masked(incoming.text))
            if not await self._stored(self._inbox.note, incoming):
                return None
            if incoming.moved_to:
                # At once: what comes in the new chat belongs to the conversation that moves there.
                await self._move(incoming.chat, incoming.moved_to)
                await self._stored(self._inbox.finish, incoming.update)
                return None
            await self._stored(self._chats.conversation, incoming.chat)
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001  # one update must not hold up all others
            logger.error("an update could not be noted: %s", type(error).__name__)  # noqa: TRY400
            return None
        return incoming.chat

    async def look_around(self) -> None:
        """Find what others have left, again and again; runs as long as the server."""
        rounds = 0
        while True:
            with suppress(SQLAlchemyError):
                for chat in await self._stored(self._inbox.waiting):
                    await self._stored(self._chats.conversation, chat)
                    self._wake(chat)
                if rounds % round(_TIDY_SECONDS / self._timing.look) == 0:
                    await self._tidy()
            rounds += 1
            await asyncio.sleep(self._timing.look)

    async def _tidy(self) -> None:
        """Forget chats that have been silent for days, unless they want to be reminded."""
        for chat in await self._stored(self._inbox.forget_old):
            if not await asyncio.to_thread(
                self._reactions.is_wanted, await self._stored(self._chats.conversation, chat)
            ):
                await self._forget_chat(chat)

    async def stop(self) -> None:
        """Let the answers that are being written come to their end."""
        self._again.clear()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)
        self._transactions.close()

    def _wake(self, chat: int) -> None:
        if chat in self._busy:
            self._again.add(chat)
            return
        self._busy[chat] = task = asyncio.create_task(self._work(chat))
        task.add_done_callback(lambda _: self._rest(chat))

    def _rest(self, chat: int) -> None:
        del self._busy[chat]
        if chat in self._again:
            self._again.discard(chat)
            self._wake(chat)

    async def _work(self, chat: int) -> None:
        try:
            if not await self._stored(self._inbox.lease, chat):
                return
            renewing = asyncio.create_task(self._renew(chat))
            try:
                await self._answer_all(chat)
            finally:
                renewing.cancel()
        except SQLAlchemyError as error:
            # Whoever looks around finds the chat again.
            logger.error("the database does not answer: %s", type(error).__name__)  # noqa: TRY400

    async def _answer_all(self, chat: int) -> None:
        while True:
            todo = await self._stored(self._inbox.next, chat)
            if todo is None:
                if await self._stored(self._inbox.release, chat):
                    return
                continue
            try:
                await self._see_through(todo)
            except TelegramError as error:
                logger.warning("Telegram did not take an answer: %s", type(error).__name__)
                await self._stored(self._inbox.leave, chat, self._timing.later)
                return

    async def _see_through(self, todo: Open) -> None:
        """Answer an update, or go on where another process has stopped.

        Raises:
            TelegramError: Telegram is away; the update stays to be done.
        """
        incoming = todo.incoming
        if incoming.kind in ("left", "moved"):
            await self._chat_changed(incoming)
        else:
            parts = todo.parts if todo.parts is not None else await self._parts(incoming)
            where = Where(incoming.chat, incoming.thread, incoming.message if incoming.group else None)
            try:
                await self._send(where, incoming.update, parts, todo.sent)
            except Forbidden:
                # We have been blocked, or put out of the group: nothing may be kept, and nothing more is sent.
                await self._forget_chat(incoming.chat)
            except ChatMigrated as moved:
                await self._move(incoming.chat, moved.new_chat_id)
                raise
        await self._stored(self._inbox.finish, incoming.update)

    async def _parts(self, incoming: Incoming) -> list[Part]:
        chosen = None
        if incoming.kind == "choice":
            chosen = await self._stored(self._inbox.choice, incoming.chat, incoming.choice)
            over = not chosen and incoming.choice != DONE
            await self._sender.acknowledge(incoming.callback, text("telegram.choice_over") if over else "")
            if chosen is None:
                return []
        conversation = await self._stored(self._chats.conversation, incoming.chat)
        typing = asyncio.create_task(self._sender.keep_typing(Where(incoming.chat, incoming.thread)))
        try:
            answer = await self._reactions.answer(incoming, conversation, chosen)
        finally:
            typing.cancel()
        if chosen and chosen.payload == ERASE:
            await self._stored(self._chats.renew, incoming.chat)
            await self._stored(self._inbox.forget, incoming.chat, incoming.update)
        await self._retire(incoming, answer, chosen)
        await self._stored(self._inbox.answer, incoming.update, incoming.chat, answer.parts, answer.choices)
        return answer.parts

    async def _retire(self, incoming: Incoming, answer: Answer, chosen: Choice | None) -> None:
        """Only the buttons under the latest answer can be pressed."""
        if answer.choices is None:
            return
        keyboard = await self._stored(self._inbox.keyboard, incoming.chat)
        if chosen and incoming.message:
            links = keyboard["links"] if keyboard and keyboard["message"] == incoming.message else []
            keyboard = {"message": incoming.message, "links": links}
        if keyboard:
            await self._sender.retire(incoming.chat, keyboard, chosen.title if chosen else "")
            await self._stored(self._inbox.set_keyboard, incoming.chat, None)

    async def _send(self, where: Where, update: int, parts: list[Part], sent: int) -> None:
        for number, part in enumerate(parts[sent:], start=sent + 1):
            try:
                if keyboard := await self._sender.send(where, part):
                    await self._stored(self._inbox.set_keyboard, where.chat, keyboard)
            except TelegramError as error:
                if not is_refused(error):
                    raise
                # It would be refused again and again; the rest of the answer is not held up by it.
                logger.error("Telegram refuses a part of an answer")  # noqa: TRY400
            except SQLAlchemyError:
                raise
            except Exception as error:  # noqa: BLE001  # a calendar that cannot be had now
                logger.error("a part of an answer could not be made: %s", type(error).__name__)  # noqa: TRY400
            await self._stored(self._inbox.sent, update, number)

    async def _chat_changed(self, incoming: Incoming) -> None:
        if incoming.moved_to:
            await self._move(incoming.chat, incoming.moved_to)
        else:
            await self._forget_chat(incoming.chat)

    async def _move(self, old: int, new: int) -> None:
        await self._stored(self._inbox.move, old, new)
        await self._stored(self._chats.move, old, new)

    async def _forget_chat(self, chat: int) -> None:
        await self._reactions.erase(await self._stored(self._chats.conversation, chat))
        await self._stored(self._inbox.forget, chat)
        await self._stored(self._chats.forget, chat)

    async def _renew(self, chat: int) -> None:
        while True:
            await asyncio.sleep(self._timing.lease / 3)
            with suppress(SQLAlchemyError):
                await self._stored(self._inbox.renew, chat)

    async def _stored(self, call: Callable[..., _T], *arguments: Any) -> _T:
        return await self._transactions.run(call, *arguments)
