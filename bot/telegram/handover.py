"""The way from the chat window to Telegram: a link that works once, for a while, and takes an address along."""

import secrets
import time
from collections.abc import Callable
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.migrations import open_database
from bot.settings import load_settings
from bot.telegram.tables import ACCOUNT, HANDOVERS

LIFETIME_SECONDS = 24 * 3600
_THE_ONE = 1
# Telegram takes 64 letters, digits, - and _ after "start=".
_TOKEN_BYTES = 24


class Handovers:
    """Links that were given out and not used yet."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        """Take a database that is up to date."""
        self._engine = engine
        self._clock = clock

    def introduce(self, username: str) -> None:
        """Note what our bot is called, so that others can link to it."""
        with self._engine.begin() as db:
            if not db.execute(ACCOUNT.update().where(ACCOUNT.c.id == _THE_ONE).values(username=username)).rowcount:
                db.execute(ACCOUNT.insert().values(id=_THE_ONE, username=username))

    def link(self, address: str) -> str | None:
        """Make a link that takes an address along; None as long as our bot has not been in Telegram."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with self._engine.begin() as db:
            username = db.execute(sa.select(ACCOUNT.c.username)).scalar()
            if username is None:
                return None
            db.execute(HANDOVERS.delete().where(HANDOVERS.c.expires < self._clock()))
            expires = self._clock() + LIFETIME_SECONDS
            db.execute(HANDOVERS.insert().values(token=_hash(token), address=address, expires=expires))
        return f"https://t.me/{username}?start={token}"

    def take(self, token: str) -> str | None:
        """Give the address of a link and let the link end; None when it is none of ours, used or too old."""
        this = HANDOVERS.c.token == _hash(token)
        with self._engine.begin() as db:
            row = db.execute(HANDOVERS.select().where(this)).first()
            # Of two that come at once, only one removes it.
            taken = db.execute(HANDOVERS.delete().where(this)).rowcount
        return row.address if row and taken and row.expires >= self._clock() else None


def handovers() -> Handovers:
    """The links of this installation, with the settings of the environment.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database does not answer.
    """
    return Handovers(open_database(load_settings().database_url))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
