"""Brings the tables of this installation to the state that the code expects. What they are for is told where they are
used; the steps are in `versions/`, each written by hand and held against the tables by a test.

Rasa's own table of events is not among them: Rasa makes it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from filelock import FileLock
from sqlalchemy.engine import Connection, Engine

from bot.database import connect

_FOLDER = Path(__file__).parent
# The tables of installations from before there were steps are those of the first step.
_FIRST = "0001"
_TABLE_OF_FIRST = "web_conversations"
# Any number that no other program takes for a lock of its own in the same database.
_LOCK = 7_432_266


@cache
def open_database(url: str) -> Engine:
    """Connect to a database and bring it up to date, once for all of a process that use it.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: it cannot be had.
    """
    engine = connect(url)
    bring_up_to_date(engine)
    return engine


def bring_up_to_date(engine: Engine) -> None:
    """Do the steps that are missing; of several processes that start at once, one does them and the others wait.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database does not answer, or refuses a step; it is then as before.
    """
    with _alone(engine), engine.begin() as db:
        if engine.dialect.name == "sqlite":
            # Python's driver begins none by itself for statements that make tables.
            db.exec_driver_sql("BEGIN IMMEDIATE")
        settings = Config()
        settings.set_main_option("script_location", str(_FOLDER))
        settings.attributes["connection"] = db
        tables = set(sa.inspect(db).get_table_names())
        if _TABLE_OF_FIRST in tables and "alembic_version" not in tables:
            command.stamp(settings, _FIRST)
        command.upgrade(settings, "head")


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    if engine.dialect.name == "sqlite":
        file = engine.url.database
        with FileLock(f"{file}.lock") if file else _nothing():
            yield
        return
    with engine.connect() as db:
        db.execute(sa.text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        try:
            yield
        finally:
            _unlock(db)


def _unlock(db: Connection) -> None:
    db.execute(sa.text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})


@contextmanager
def _nothing() -> Iterator[None]:
    yield
