"""One server for the tests of feeds; every test finds the world behind it as it ships."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sanic import Sanic

from bot.city.city import City
from bot.feeds.revisions import RevisionBook
from bot.feeds.routes import CalendarFeeds, feeds_blueprint
from tests.feeds.reader import LINKS, Reader, Supplier, World
from tests.feeds.samples import NOW, Feeds
from tests.web_server import Server


@pytest.fixture(scope="package")
def running(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, World]]:
    """A server that, like the real one, looks at city and clock at every request."""
    world = World(city)
    book = RevisionBook(tmp_path_factory.mktemp("state") / "feeds")
    app = Sanic("feeds_test", configure_logging=False)
    app.blueprint(feeds_blueprint(CalendarFeeds(world.current, lambda: LINKS, book, lambda: world.now)))
    with Server(app) as server:
        yield server, world


@pytest.fixture
def reader(running: tuple[Server, World], city: City) -> Iterator[Reader]:
    server, world = running
    world.city, world.now = city, NOW
    host, port = server.address
    with httpx.Client(base_url=f"http://{host}:{port}", trust_env=False) as http:
        yield Reader(http, world, server)


@pytest.fixture
def supplier(reader: Reader, city: City) -> Supplier:
    """A city whose dates come from a supplier instead of files."""
    own = Supplier()
    reader.world.city = City(replace(city.data, pickups=own))
    return own


@pytest.fixture
def feeds(city: City, tmp_path: Path) -> Feeds:
    return Feeds(city, tmp_path / "feeds")
