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
# One statement, so that two processes never get the same moment. SQLAlchemy 1.4 cannot write it for SQLite.
_RESERVE = sa.text(
    "INSERT INTO telegram_pace (chat, free_at) VALUES (:chat, :now + :gap) ON CONFLICT (chat) DO UPDATE SET free_at = "
    "CASE WHEN telegram_pace.free_at > :now THEN telegram_pace.free_at ELSE :now END + :gap RETURNING free_at"
)


@dataclass(frozen=True)
class Limits:
    """What Telegram allows, with a margin for what happens on the way.

    Attributes:
        per_second: messages of all chats together.
        chat_seconds: between two messages in a chat.
        group_seconds: the same in a group.
    """

    per_second: float = 28.0
    chat_seconds: float = 1.05
    group_seconds: float = 3.1


class Pace:
    """Gives out the moments at which messages may be sent."""

    def __init__(self, engine: Engine, limits: Limits, clock: Callable[[], float] = time.time) -> None:
        """Take a database that is up to date, and a clock in seconds that all processes share."""
        self._engine = engine
        self._limits = limits
        self._clock = clock

    def reserve_chat(self, chat: int) -> float:
        """Take the next moment in a chat; give the seconds until then."""
        return self._reserved(chat, self._gap(chat))

    def reserve(self) -> float:
        """Take the next moment among all messages; give the seconds until then."""
        return self._reserved(_EVERYBODY, 1 / self._limits.per_second)

    def sending(self, chat: int) -> None:
        """Note that a message leaves only now: the next one in this chat counts from here."""
        free_at = self._clock() + self._gap(chat)
        with self._engine.begin() as db:
            db.execute(PACE.update().where(PACE.c.chat == chat, PACE.c.free_at < free_at).values(free_at=free_at))

    def hold(self, seconds: float) -> None:
        """Let everybody wait: Telegram has said so."""
        until = self._clock() + seconds
        with self._engine.begin() as db:
            self._execute(db, _EVERYBODY, 0.0)
            later = PACE.update().where(PACE.c.chat == _EVERYBODY, PACE.c.free_at < until)
            db.execute(later.values(free_at=until))

    def forget_past(self) -> None:
        """Remove chats that may be written to anyway."""
        with self._engine.begin() as db:
            db.execute(PACE.delete().where(PACE.c.chat != _EVERYBODY, PACE.c.free_at < self._clock()))

    def _gap(self, chat: int) -> float:
        # Groups have negative numbers.
        return self._limits.chat_seconds if chat > 0 else self._limits.group_seconds

    def _reserved(self, chat: int, gap: float) -> float:
        with self._engine.begin() as db:
            now, free_at = self._execute(db, chat, gap)
        return max(free_at - gap - now, 0.0)

    def _execute(self, db: Connection, chat: int, gap: float) -> tuple[float, float]:
        now = self._clock()
        return now, db.execute(_RESERVE, {"chat": chat, "now": now, "gap": gap}).scalar()
