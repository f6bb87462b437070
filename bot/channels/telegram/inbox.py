"""What came from Telegram and how far its answer is, in the database: nothing is answered twice and nothing is lost,
whichever process ends in between. Knows neither HTTP nor Rasa. Every public method is one transaction and blocks.

An update is noted before Telegram is told that we have it. Whoever leases a chat answers its updates in order: the
answer is noted in parts before the first of them is sent, and each part once it is.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot.channels.output import Choice
from bot.channels.telegram.reading import Incoming
from bot.channels.telegram.render import Part
from bot.channels.telegram.tables import CHOICES, UPDATES
from bot.telegram.tables import CHATS

# Telegram keeps updates for a day, and lets people edit for two.
KEEP_SECONDS = 3 * 24 * 3600.0


@dataclass(frozen=True)
class Open:
    """An update that is not answered yet.

    Attributes:
        parts: its answer, None where it is not known yet.
        sent: how many of them Telegram has taken.
    """

    incoming: Incoming
    parts: list[Part] | None
    sent: int


class Inbox:
    """The updates of all chats."""

    def __init__(
        self, engine: Engine, holder: str, lease_seconds: float, clock: Callable[[], float] = time.time
    ) -> None:
        """Take a database that is up to date.

        Args:
            holder: tells the leases of this process from those of others.
            lease_seconds: so long a chat belongs to whoever took it, unless they renew that.
        """
        self._engine = engine
        self._holder = holder
        self._lease_seconds = lease_seconds
        self._clock = clock

    def note(self, incoming: Incoming) -> bool:
        """Note an update; False where there is nothing (more) to do about it."""
        try:
            with self._engine.begin() as db:
                return self._note(db, incoming)
        except IntegrityError:
            # It is there already.
            return False

    def _note(self, db: Connection, incoming: Incoming) -> bool:
        todo = incoming.kind != "nothing"
        if incoming.edited and todo:
            incoming, todo = self._edited(db, incoming)
        values = {
            "id": incoming.update,
            "chat": incoming.chat,
            "message": incoming.message if todo and incoming.kind != "choice" else None,
            "received": self._clock(),
            "content": json.dumps(asdict(incoming), ensure_ascii=False) if todo else None,
            "sent": 0,
            "done": not todo,
        }
        db.execute(UPDATES.insert(), values)
        return todo

    def _edited(self, db: Connection, incoming: Incoming) -> tuple[Incoming, bool]:
        """An edited text counts if its first one was not answered yet; then it takes that one's place."""
        same = (UPDATES.c.chat == incoming.chat) & (UPDATES.c.message == incoming.message)
        first = db.execute(sa.select(UPDATES.c.id, UPDATES.c.content, UPDATES.c.parts).where(same)).first()
        if first is None:
            return incoming, True
        waits = same & (UPDATES.c.done.is_(False)) & (UPDATES.c.parts.is_(None))
        instead = replace(incoming, update=first.id, edited=False)
        db.execute(UPDATES.update().where(waits).values(content=json.dumps(asdict(instead), ensure_ascii=False)))
        return incoming, False

    def lease(self, chat: int) -> bool:
        """Take a chat, unless another process has it."""
        free = (CHATS.c.leased_until < self._clock()) | (CHATS.c.holder == self._holder)
        with self._engine.begin() as db:
            taken = CHATS.update().where(CHATS.c.chat == chat, free)
            return bool(db.execute(taken.values(leased_until=self._lease(), holder=self._holder)).rowcount)

    def renew(self, chat: int) -> None:
        """Go on holding a chat."""
        with self._engine.begin() as db:
            db.execute(CHATS.update().where(self._own(chat)).values(leased_until=self._lease()))

    def release(self, chat: int) -> bool:
        """Give a chat back, unless there is more to do in it: then it is kept, and False."""
        waiting = sa.exists().where(UPDATES.c.chat == chat, UPDATES.c.done.is_(False))
        with self._engine.begin() as db:
            if db.execute(sa.select(waiting)).scalar():
                return False
            # Asked again: something may have come in between. A chat that is gone need not be given back.
            db.execute(CHATS.update().where(self._own(chat), ~waiting).values(leased_until=0.0, holder=""))
        return True

    def leave(self, chat: int, seconds: float) -> None:
        """Give a chat back to be looked at again later."""
        with self._engine.begin() as db:
            later = self._clock() + seconds
            db.execute(CHATS.update().where(self._own(chat)).values(leased_until=later, holder=""))

    def next(self, chat: int) -> Open | None:
        """The oldest update of a chat that is not answered."""
        query = UPDATES.select().where(UPDATES.c.chat == chat, UPDATES.c.done.is_(False))
        with self._engine.connect() as db:
            row = db.execute(query.order_by(UPDATES.c.id).limit(1)).first()
        if row is None:
            return None
        content = json.loads(row.content)
        content["position"] = tuple(content["position"]) if content["position"] else None
        parts = json.loads(row.parts) if row.parts else None
        return Open(Incoming(**content), parts, row.sent)

    def answer(self, update: int, chat: int, parts: Sequence[Part], choices: Sequence[Choice] | None) -> None:
        """Note an answer. Its choices take the place of earlier ones, whose question is over; with None those stay."""
        with self._engine.begin() as db:
            known = UPDATES.update().where(UPDATES.c.id == update)
            db.execute(known.values(parts=json.dumps(parts, ensure_ascii=False)))
            if choices is not None:
                db.execute(CHOICES.delete().where(CHOICES.c.chat == chat))
            if choices:
                rows = [{"id": one.id, "chat": chat, "title": one.title, "payload": one.payload} for one in choices]
                db.execute(CHOICES.insert(), rows)

    def sent(self, update: int, count: int) -> None:
        """Note how many parts Telegram has taken."""
        with self._engine.begin() as db:
            db.execute(UPDATES.update().where(UPDATES.c.id == update).values(sent=count))

    def finish(self, update: int) -> None:
        """Note that nothing is left to do; what was said is not kept here."""
        with self._engine.begin() as db:
            over = UPDATES.update().where(UPDATES.c.id == update)
            db.execute(over.values(done=True, content=None, parts=None))

    def choice(self, chat: int, choice: str) -> Choice | None:
        """What a button means; None where its question is over."""
        with self._engine.connect() as db:
            row = db.execute(CHOICES.select().where(CHOICES.c.id == choice, CHOICES.c.chat == chat)).first()
        return Choice(row.id, row.title, row.payload) if row else None

    def keyboard(self, chat: int) -> dict[str, Any] | None:
        """The message whose buttons can be pressed."""
        with self._engine.connect() as db:
            found = db.execute(sa.select(CHATS.c.keyboard).where(CHATS.c.chat == chat)).scalar()
        return json.loads(found) if found else None

    def set_keyboard(self, chat: int, keyboard: dict[str, Any] | None) -> None:
        """Note which message that is now."""
        value = json.dumps(keyboard, ensure_ascii=False) if keyboard else None
        with self._engine.begin() as db:
            db.execute(CHATS.update().where(CHATS.c.chat == chat).values(keyboard=value))

    def waiting(self) -> list[int]:
        """Chats with something to do that nobody is at: their process has ended, or they were left for later."""
        query = sa.select(UPDATES.c.chat).where(UPDATES.c.done.is_(False)).distinct()
        leased = sa.exists().where(CHATS.c.chat == UPDATES.c.chat, CHATS.c.leased_until >= self._clock())
        with self._engine.connect() as db:
            return [row.chat for row in db.execute(query.where(~leased))]

    def move(self, old: int, new: int) -> None:
        """Let what waits in a chat wait in another one."""
        with self._engine.begin() as db:
            for table in (UPDATES, CHOICES):
                db.execute(table.update().where(table.c.chat == old).values(chat=new))

    def forget(self, chat: int, but: int | None = None) -> None:
        """Remove what people said in a chat, and what its buttons mean; that updates came has to stay known.

        Args:
            but: the update whose answer says that it was done.
        """
        with self._engine.begin() as db:
            db.execute(CHOICES.delete().where(CHOICES.c.chat == chat))
            of = (UPDATES.c.chat == chat) & (UPDATES.c.id != but) if but else UPDATES.c.chat == chat
            db.execute(UPDATES.update().where(of).values(done=True, content=None, parts=None))

    def forget_old(self) -> list[int]:
        """Remove updates that can no longer come again; give the chats of which none is left."""
        silent = ~sa.exists().where(UPDATES.c.chat == CHATS.c.chat)
        with self._engine.begin() as db:
            db.execute(UPDATES.delete().where(UPDATES.c.received < self._clock() - KEEP_SECONDS))
            return [row.chat for row in db.execute(sa.select(CHATS.c.chat).where(silent))]

    def _own(self, chat: int) -> Any:
        return (CHATS.c.chat == chat) & (CHATS.c.holder == self._holder)

    def _lease(self) -> float:
        return self._clock() + self._lease_seconds
