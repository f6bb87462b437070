"""Connects to the database of this installation, and makes SQLite fit for several users at once. Knows no tables."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.pool import QueuePool

# A writer waits this long for another one before it gives up.
BUSY_MILLISECONDS = 5_000


def connect(url: str | URL) -> Engine:
    """Make an engine for a database.

    Args:
        url: as SQLAlchemy writes them, such as `sqlite:////var/lib/talbot/talbot.db` or `postgresql://…`.

    Raises:
        OSError: the folder of a database file cannot be made.
        sqlalchemy.exc.ArgumentError: this is no address of a database.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address, pool_pre_ping=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    # Without a pool SQLAlchemy opens the file for each transaction, which costs more than most of them.
    engine = sa.create_engine(address, poolclass=QueuePool, connect_args={"check_same_thread": False})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let readers and a writer work side by side; a killed process loses nothing, a power cut the last moment."""
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
