"""Measures one calendar feed of two years: from the id in the link to the bytes, with the dates in a supplier's store.

The peer is the same feed built with the objects of `icalendar`, in the same run and from dates that are already read.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmark import machine, percentile
from icalendar import Alarm, Calendar, Event

from bot.bootstrap import load_city
from bot.city.city import City
from bot.city.pickup import EVERYTHING, AreaCalendar
from bot.city.pickup_rules import EXAMPLE_AREAS, example_pickups
from bot.city.street import Street
from bot.feeds.revisions import RevisionBook
from bot.feeds.routes import CalendarFeeds
from bot.links import CalendarSubject, Links
from bot.settings import CITY_ZONE, Settings
from bot.sources.pickup_live import LiveCalendars, Terms
from bot.sources.pickup_store import PickupStore, Record
from bot.sources.supplier import Delivery

STREET = "Hofaue"
YEARS = range(2026, 2028)
NOW = datetime(2026, 11, 26, 8, tzinfo=CITY_ZONE)
RUNS = 300
PEER_RUNS = 30


class Silent:
    """A supplier that is never asked, because the store has what is needed."""

    def place_of(self, street: Street, house_number: str | None) -> str:  # noqa: ARG002  # as all suppliers
        """Calendars by street, as the waste company's."""
        return street.name

    def streets(self, beginning: str) -> tuple[str, ...]:
        """None."""
        raise AssertionError(beginning)

    def deliver(self, place: str, number: str | None) -> Delivery:
        """Nothing."""
        raise AssertionError(place, number)


def measure() -> dict[str, Any]:
    """Times in ms: ours and the peer's for the same dates."""
    city = load_city(Settings())
    with TemporaryDirectory() as folder:
        calendars = _stored(Path(folder))
        city.pickups = calendars
        shown = calendars.of(city.streets.streets[STREET], None)
        ours = _times(_ours(city, Path(folder)), RUNS)
    theirs = _times(lambda: _built(shown, city), PEER_RUNS)
    return {
        "dates": len(shown.pickups),
        "p50_ms": percentile(ours, 50),
        "p99_ms": percentile(ours, 99),
        "peer_p50_ms": percentile(theirs, 50),
        "peer_p99_ms": percentile(theirs, 99),
    }


def _stored(folder: Path) -> LiveCalendars:
    """A supplier's calendars, with one street in the store."""
    store = PickupStore(folder / "pickup")
    store.put(STREET, None, Record(Delivery(STREET, example_pickups(EXAMPLE_AREAS[0], YEARS)), NOW, NOW))
    return LiveCalendars(Silent(), store, Terms("Waste company", None, None), lambda: NOW)


def _ours(city: City, folder: Path) -> Callable[[], object]:
    links = Links("the secret of this benchmark", "")
    feeds = CalendarFeeds(lambda: city, lambda: links, RevisionBook(folder / "feeds"), lambda: NOW)
    path = links.calendar_path(CalendarSubject(STREET, "12", EVERYTHING))
    feed_id = path.removeprefix("/calendar/").removesuffix(".ics")
    return lambda: feeds.feed(feed_id)


def _times(call: Callable[[], object], runs: int) -> list[float]:
    call()
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        found.append((time.perf_counter() - begin) * 1000)
    return found


def _built(shown: AreaCalendar, city: City) -> bytes:
    """The same events, as one would write them with the library."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Talbot//benchmark//DE")
    stamp = datetime(2026, 11, 26, tzinfo=UTC)
    for number, pickup in enumerate(shown.pickups):
        label = city.streams[pickup.stream].label
        event = Event()
        event.add("UID", f"{number}@talbot")
        event.add("DTSTAMP", stamp)
        event.add("LAST-MODIFIED", stamp)
        event.add("SEQUENCE", 0)
        event.add("DTSTART", pickup.date)
        event.add("DTEND", pickup.date + timedelta(days=1))
        event.add("SUMMARY", label)
        event.add("DESCRIPTION", f"Quelle: {shown.source.name}, Stand {date(2026, 11, 26):%d.%m.%Y}.")
        event.add("LOCATION", f"{STREET} 12")
        event.add("TRANSP", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("TRIGGER", timedelta(hours=-5))
        alarm.add("DESCRIPTION", label)
        event.add_component(alarm)
        calendar.add_component(event)
    return calendar.to_ical()


if __name__ == "__main__":
    print(json.dumps({"machine": machine(), **measure()}, indent=2))
