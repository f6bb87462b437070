"""Connections to the database, and how its transactions run beside an event loop."""

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.database import Transactions, connect


def test_sqlite_is_made_fit_for_several_users(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'folder' / 'talbot.db'}")
    with engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert db.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert db.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5_000


def test_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        connect(f"sqlite:///{tmp_path / 'file' / 'talbot.db'}")


async def test_sqlite_runs_where_it_is_called(tmp_path: Path) -> None:
    transactions = Transactions(connect(f"sqlite:///{tmp_path / 'talbot.db'}"))
    assert await transactions.run(threading.current_thread) is threading.current_thread()
    transactions.close()


async def test_database_server_is_waited_for_in_threads() -> None:
    """No connection is made before one is needed."""
    transactions = Transactions(sa.create_engine("postgresql://127.0.0.1:1/talbot"))
    assert await transactions.run(threading.current_thread) is not threading.current_thread()
    transactions.close()


async def test_errors_come_through(tmp_path: Path) -> None:
    transactions = Transactions(connect(f"sqlite:///{tmp_path / 'talbot.db'}"))

    def fail() -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        await transactions.run(fail)
