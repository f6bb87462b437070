"""The steps to the present tables: complete, repeatable, safe beside each other, and kind to what is there already."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from bot.channels.telegram.tables import METADATA as TELEGRAM_CHANNEL
from bot.channels.web.tables import CONVERSATIONS
from bot.channels.web.tables import METADATA as WEB
from bot.database import connect
from bot.migrations import bring_up_to_date
from bot.reminders.tables import METADATA as REMINDERS
from bot.settings import ROOT
from bot.telegram.tables import METADATA as TELEGRAM

ALL = [WEB, TELEGRAM, TELEGRAM_CHANNEL, REMINDERS]


def tables(engine: sa.engine.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


def test_steps_lead_to_the_tables_of_the_code(database: str) -> None:
    with connect(database).connect() as db:
        assert compare_metadata(MigrationContext.configure(db, opts={"compare_type": True}), ALL) == []


def test_doing_them_again_changes_nothing(database: str) -> None:
    engine = connect(database)
    before = tables(engine)
    bring_up_to_date(engine)
    assert tables(engine) == before


def test_installation_from_before_there_were_steps_keeps_what_it_has(empty_database: str) -> None:
    """Its tables were made in one go and carry no number."""
    engine = connect(empty_database)
    WEB.create_all(engine)
    with engine.begin() as db:
        db.execute(CONVERSATIONS.insert().values(id="kept", expires=1.0))
    bring_up_to_date(engine)
    with engine.connect() as db:
        assert db.execute(sa.select(CONVERSATIONS.c.id)).scalar() == "kept"
    assert "reminder_subscriptions" in tables(engine)


def test_processes_that_start_at_once_do_them_once(empty_database: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(bring_up_to_date, connect(empty_database)) for _ in range(6)]:
            done.result(timeout=60)
    assert "reminder_subscriptions" in tables(connect(empty_database))


def test_steps_can_be_taken_back_one_by_one(database: str) -> None:
    engine = connect(database)
    settings = Config()
    settings.set_main_option("script_location", str(ROOT / "bot" / "migrations"))
    with engine.begin() as db:
        settings.attributes["connection"] = db
        command.downgrade(settings, "0001")
        assert "telegram_chats" not in sa.inspect(db).get_table_names()
        command.downgrade(settings, "base")
    assert tables(engine) == {"alembic_version"}
    bring_up_to_date(engine)
    assert "telegram_chats" in tables(engine)


def test_step_that_fails_leaves_all_as_it_was(empty_database: str) -> None:
    engine = connect(empty_database)
    with engine.begin() as db:
        db.execute(sa.text("CREATE TABLE reminder_quiet (id INTEGER)"))
    with pytest.raises(sa.exc.SQLAlchemyError):
        bring_up_to_date(engine)
    assert tables(engine) == {"reminder_quiet"}
