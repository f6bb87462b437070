"""`GET /offers.hsds.json` and `GET /offers.jsonld` over real sockets, as the city's app and the curious ask for them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from sanic import Sanic

from bot.bootstrap import CityUnavailable, load_city
from bot.city.city import City
from bot.feeds.offer_routes import FORMS, OfferExports, offers_blueprint
from bot.settings import Settings
from tests.feeds.reader import World
from tests.web_server import Server

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PATHS = [form.path for form in FORMS]


@dataclass
class Client:
    """A program that reads the offers, and the world behind its server."""

    http: httpx.Client
    world: World


@pytest.fixture(scope="module")
def ours() -> City:
    """The city as it ships."""
    return load_city(Settings())


@pytest.fixture(scope="module")
def server(ours: City) -> Iterator[Client]:
    """One server for all tests."""
    world = World(ours, NOW)
    app = Sanic("offers_test", configure_logging=False)
    app.blueprint(offers_blueprint(OfferExports(world.current, lambda: world.now)))
    with Server(app) as running:
        host, port = running.address
        with httpx.Client(base_url=f"http://{host}:{port}", trust_env=False, timeout=20) as http:
            yield Client(http, world)


@pytest.fixture
def client(server: Client, ours: City) -> Client:
    """The world as it ships."""
    server.world.city, server.world.now = ours, NOW
    return server


def count(response: httpx.Response) -> int:
    """How many offers there are."""
    document = json.loads(response.content)
    return len(document["contents"] if "contents" in document else document["@graph"])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/offers.hsds.json", "application/json; charset=utf-8"),
        ("/offers.jsonld", "application/ld+json; charset=utf-8"),
    ],
)
def test_offers_come_with_the_headers_that_programs_need(client: Client, path: str, kind: str) -> None:
    """Type, validators, how long they hold, and that pages of other hosts may read them."""
    response = client.http.get(path)
    assert response.status_code == 200
    assert count(response) > 120
    headers = response.headers
    assert headers["Content-Type"] == kind
    assert headers["ETag"].startswith('"')
    assert headers["Last-Modified"] == "Thu, 26 Nov 2026 12:00:00 GMT"
    assert headers["Cache-Control"] == "public, max-age=600"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", PATHS)
def test_unchanged_offers_are_not_sent_again(client: Client, path: str) -> None:
    """By tag and by date; another day without a change of the offers is none."""
    first = client.http.get(path).headers
    client.world.now = NOW + timedelta(days=1)
    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        response = client.http.get(path, headers=header)
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["ETag"] == first["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_offer_that_is_over_leaves(client: Client, ours: City, path: str) -> None:
    """By itself, the day after its last date; programs learn it by tag and date."""
    before = client.http.get(path)
    last = max(offer.dates[-1] for offer in ours.data.offers if offer.dates)
    gone = sum(offer.is_over(date(2026, 12, 14)) for offer in ours.data.offers)
    client.world.now = datetime(2026, 12, 14, 8, tzinfo=UTC)
    after = client.http.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert count(after) == count(before) - gone
    assert gone > 0
    assert after.headers["Last-Modified"] == "Mon, 14 Dec 2026 08:00:00 GMT"
    assert last > client.world.now.date()


@pytest.mark.parametrize("path", PATHS)
def test_changed_data_is_sent(client: Client, ours: City, path: str) -> None:
    """An editor saves a file."""
    before = client.http.get(path).headers
    client.world.city = City(replace(ours.data, offers=ours.data.offers[1:]))
    client.world.now = NOW + timedelta(hours=1)
    after = client.http.get(path, headers={"If-Modified-Since": before["Last-Modified"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_silence_asks_to_come_again(client: Client, path: str) -> None:
    """An empty list would take all offers away."""
    client.world.city = CityUnavailable(())
    response = client.http.get(path)
    assert response.status_code == 503
    assert (response.headers["Retry-After"], response.headers["Cache-Control"]) == ("600", "no-store")
    assert response.text == "Die Angebote sind gerade nicht zu bekommen. Bitte versuchen Sie es später noch einmal."


@pytest.mark.parametrize("path", PATHS)
def test_head_has_the_headers_of_get(client: Client, path: str) -> None:
    """And no body."""
    get, head = client.http.get(path), client.http.head(path)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("ETag", "Content-Type", "Content-Length", "Last-Modified"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_offers_can_only_be_read(client: Client, method: str) -> None:
    """Nobody adds offers by HTTP."""
    assert client.http.request(method, "/offers.jsonld").status_code == 405
