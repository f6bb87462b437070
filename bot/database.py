"""Connects to the database of this installation, makes SQLite fit for several users at once, and runs transactions for
an event loop. Knows no tables.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.pool import QueuePool

# A writer waits this long for another one before it gives up.
BUSY_MILLISECONDS = 5_000
_THREADS = 4

_T = TypeVar("_T")


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


class Transactions:
    """Runs functions that talk to a database, for an event loop.

    Those of SQLite run at once, where they are called: they take a fraction of a millisecond, while a thread would wait
    for the interpreter after each statement, several milliseconds beside an assistant that thinks (decision 0021). A
    database server may take its time: threads wait for it.
    """

    def __init__(self, engine: Engine) -> None:
        """Make threads if this database needs them. They are its own: those that everybody shares may all be waiting
        for a slow supplier.
        """
        local = engine.dialect.name == "sqlite"
        self._threads = None if local else ThreadPoolExecutor(_THREADS, thread_name_prefix="database")

    async def run(self, call: Callable[..., _T], *arguments: Any) -> _T:
        """Give what a function gives that talks to the database.

        Raises:
            Exception: what the function raises.
        """
        if self._threads is None:
            return call(*arguments)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *arguments)

    def close(self) -> None:
        """Wait for what is running, and take nothing more."""
        if self._threads is not None:
            self._threads.shutdown()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let readers and a writer work side by side; a killed process loses nothing, a power cut the last moment."""
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
