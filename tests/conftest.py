"""What every test gets: no settings from outside, the city, and the mark for tests that need a trained model."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

from bot.absent_tensorflow import stand_in_for_tensorflow
from bot.bootstrap import load_city
from bot.city.city import City
from bot.database import connect
from bot.migrations import bring_up_to_date
from bot.settings import Settings, load_settings
from tests.postgres import new_database, running_postgres
from tests.telegram.fake_api import FakeTelegram

if TYPE_CHECKING:
    from rasa.core.agent import Agent

# Before any test module imports Rasa, as before Talbot does.
stand_in_for_tensorflow()

# The same examples every time: a property that fails does so for everybody, not now and then.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis_settings.load_profile("repeatable")

TRAINED_FOLDERS = ("e2e", "stories")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by where they lie, so that nobody has to remember it."""
    for item in items:
        if any(folder in Path(item.path).parts for folder in TRAINED_FOLDERS):
            item.add_marker("trained")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody's TALBOT_PORT or TALBOT_NOW decide whether a test passes."""
    for name in [name for name in os.environ if name.startswith("TALBOT_")]:
        monkeypatch.delenv(name)
    # As `bot.settings.publish` does.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server that speaks Telegram's Bot API."""
    with FakeTelegram() as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server, started by the first test that asks for it."""
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind that Talbot can use."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'talbot.db'}"
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def database(empty_database: str) -> str:
    """The address of a database with all tables, of each kind that Talbot can use."""
    engine = connect(empty_database)
    bring_up_to_date(engine)
    engine.dispose()
    return empty_database


@pytest.fixture(scope="session")
def city() -> City:
    """The city as it ships, read once."""
    return load_city(Settings())


@pytest.fixture(scope="session")
def quiet() -> "Iterator[None]":
    """Rasa reports every step of every message, which would bury the failures."""
    import structlog

    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LOG_LEVEL", "WARNING")
        yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def agent(quiet: None) -> "Agent":  # noqa: ARG001  # asked for, so that it is quiet before Rasa starts
    """The assistant with the current model, without any server; Rasa is loaded only for those who need it."""
    from rasa.core.agent import Agent

    from bot.engine import quicken_rasa
    from bot.training import current_model

    quicken_rasa()

    model = current_model(load_settings())
    if model is None:
        pytest.fail("There is no current model; run `make train`.")
    return Agent.load(str(model.path))
