"""A calendar program that reads feeds of a real server, and the world behind that server."""

from dataclasses import dataclass, replace
from datetime import datetime

import httpx

from bot.city.city import City
from bot.city.errors import CalendarUnavailable, StreetUnknown
from bot.city.pickup import EVERYTHING, AreaCalendar
from bot.city.pickup_calendar import PickupCalendar
from bot.city.street import Street
from bot.links import CalendarSubject, Links
from tests.feeds.samples import NOW, calendar, pickup
from tests.web_server import Server

LINKS = Links("a secret of this test", "https://talbot.example")
HOME = CalendarSubject("Hofaue", "12", EVERYTHING)
SUPPLIERS_OWN = "Nordbahntrasse am Supplier"


class Supplier(PickupCalendar):
    """A supplier whose answers a test decides."""

    def __init__(self) -> None:
        self.answer: AreaCalendar | Exception = calendar([pickup("2026-12-04")])
        self.silent_about_streets = False

    def of(self, street: Street, house_number: str | None) -> AreaCalendar:  # noqa: ARG002
        if isinstance(self.answer, Exception):
            raise self.answer
        return replace(self.answer, area=street.name)

    def street(self, name: str) -> Street:
        if self.silent_about_streets:
            raise CalendarUnavailable(name)
        if name != SUPPLIERS_OWN:
            raise StreetUnknown(name, ())
        return Street(name, "", "", ())


@dataclass
class World:
    """What a test can change while the server runs."""

    city: City | Exception
    now: datetime = NOW

    def current(self) -> City:
        if isinstance(self.city, Exception):
            raise self.city
        return self.city


@dataclass
class Reader:
    """A calendar program, and the world behind its server."""

    http: httpx.Client
    world: World
    server: Server

    def get(self, subject: CalendarSubject = HOME, **headers: str) -> httpx.Response:
        """Fetch a feed; `if_none_match` becomes If-None-Match."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.get(LINKS.calendar_path(subject), headers=named)
