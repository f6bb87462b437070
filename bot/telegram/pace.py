"""How fast we may send: Telegram takes about 30 messages a second from a bot, one a second in a chat, 20 a minute in a
group (core.telegram.org/bots/faq). The next free moments stand in the database, so all processes keep to them together.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.telegram.tables import PACE

_EVERYBODY = 0
_FREE_AT = sa.select(PACE.c.free_at).where(PACE.c.chat == sa.bindparam("of"))
# Also what makes one process wait for the other: whoever has touched this row alone decides until the end.
_TAKE = PACE.update().where(PACE.c.chat == _EVERYBODY).values(free_at=PACE.c.free_at)
_FIRST = sa.text("INSERT INTO telegram_pace (chat, free_at) VALUES (0, 0) ON CONFLICT DO NOTHING")
_SET = PACE.update().where(PACE.c.chat == sa.bindparam("of")).values(free_at=sa.bindparam("at"))


@dataclass(frozen=True)
class Limits:
    """What Telegram allows, with a margin for what happens on the way.

    Attributes:
        per_second: messages of all chats together.
        chat_seconds: between two messages in a chat.
        group_seconds: the same in a group.
    """

    per_second: float = 25.0
    chat_seconds: float = 1.05
    group_seconds: float = 3.1


@dataclass(frozen=True)
class Turn:
    """When somebody may send.

    Attributes:
        seconds: until then.
        ours: whether the moment is kept for them; otherwise they have to ask again, because the chat is not free.
    """

    seconds: float
    ours: bool


class Pace:
    """Gives out the moments at which messages may be sent."""

    def __init__(self, engine: Engine, limits: Limits, clock: Callable[[], float] = time.time) -> None:
        """Take a database that is up to date, and a clock in seconds that all processes share."""
        self._engine = engine
        self._limits = limits
        self._clock = clock

    def turn(self, chat: int) -> Turn:
        """Take the next moment for a message to a chat, unless the chat has to wait longer than all others."""
        now = self._clock()
        with self._engine.begin() as db:
            free = max(now, self._free_for_all(db))
            chat_free = db.execute(_FREE_AT, {"of": chat}).scalar()
            if chat_free is not None and chat_free > free:
                return Turn(chat_free - now, ours=False)
            db.execute(_SET, {"of": _EVERYBODY, "at": free + 1 / self._limits.per_second})
            at = {"of": chat, "at": free + self._gap(chat)}
            if chat_free is None:
                db.execute(PACE.insert().values(chat=at["of"], free_at=at["at"]))
            else:
                db.execute(_SET, at)
        return Turn(free - now, ours=True)

    def hold(self, seconds: float) -> None:
        """Let everybody wait: Telegram has said so."""
        until = self._clock() + seconds
        with self._engine.begin() as db:
            if self._free_for_all(db) < until:
                db.execute(_SET, {"of": _EVERYBODY, "at": until})

    def forget_past(self) -> None:
        """Remove chats that may be written to anyway."""
        with self._engine.begin() as db:
            db.execute(PACE.delete().where(PACE.c.chat != _EVERYBODY, PACE.c.free_at < self._clock()))

    def _gap(self, chat: int) -> float:
        # Groups have negative numbers.
        return self._limits.chat_seconds if chat > 0 else self._limits.group_seconds

    def _free_for_all(self, db: Connection) -> float:
        """From when on anybody may send; nobody else decides about that until the end of the transaction."""
        if not db.execute(_TAKE).rowcount:
            db.execute(_FIRST)
            db.execute(_TAKE)
        return float(db.execute(_FREE_AT, {"of": _EVERYBODY}).scalar())
