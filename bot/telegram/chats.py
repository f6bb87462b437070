"""Which conversation belongs to which chat of Telegram. The assistant and the reminders know conversations only.

That is a random name, which nobody can guess and which changes when somebody has everything deleted.
"""

import secrets

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.telegram.tables import CHATS

_PREFIX = "telegram-"


class Chats:
    """The chats that have talked to us."""

    def __init__(self, engine: Engine) -> None:
        """Take a database that is up to date."""
        self._engine = engine

    def conversation(self, chat: int) -> str:
        """The conversation of a chat; a new one where it has none."""
        if (known := self._known(chat)) is not None:
            return known
        values = {"chat": chat, "conversation": _PREFIX + secrets.token_hex(16), "leased_until": 0.0, "holder": ""}
        try:
            with self._engine.begin() as db:
                db.execute(CHATS.insert(), values)
        except IntegrityError:
            # Another process was a moment faster.
            return self.conversation(chat)
        return str(values["conversation"])

    def chat(self, conversation: str) -> int | None:
        """The chat of a conversation; None when it is over."""
        with self._engine.connect() as db:
            row = db.execute(sa.select(CHATS.c.chat).where(CHATS.c.conversation == conversation)).first()
        return row.chat if row else None

    def renew(self, chat: int) -> None:
        """Give a chat a conversation that nothing is known of."""
        with self._engine.begin() as db:
            new = {"conversation": _PREFIX + secrets.token_hex(16), "keyboard": None}
            db.execute(CHATS.update().where(CHATS.c.chat == chat).values(**new))

    def forget(self, chat: int) -> None:
        """Remove a chat."""
        with self._engine.begin() as db:
            db.execute(CHATS.delete().where(CHATS.c.chat == chat))

    def move(self, old: int, new: int) -> None:
        """Let a conversation go on in another chat: Telegram gives a group that grows a new number."""
        with self._engine.begin() as db:
            if db.execute(sa.select(CHATS.c.chat).where(CHATS.c.chat == old)).first() is None:
                return
            db.execute(CHATS.delete().where(CHATS.c.chat == new))
            db.execute(CHATS.update().where(CHATS.c.chat == old).values(chat=new))

    def _known(self, chat: int) -> str | None:
        with self._engine.connect() as db:
            row = db.execute(sa.select(CHATS.c.conversation).where(CHATS.c.chat == chat)).first()
        return row.conversation if row else None
