"""Calendars, addresses and feeds that the tests of this folder talk about."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event

from bot.city.city import City
from bot.city.pickup import EVERYTHING, AreaCalendar, Pickup, Selection
from bot.city.source import Source
from bot.city.stream import Stream
from bot.feeds.calendar_feed import Feed, make_feed
from bot.feeds.revisions import RevisionBook
from bot.links import CalendarSubject
from bot.settings import CITY_ZONE

NOW = datetime(2026, 11, 26, 8, tzinfo=CITY_ZONE)
LATER = NOW + timedelta(hours=3)
AS_OF = date(2026, 11, 20)


def pickup(day: str, stream: Stream = Stream.PAPER, **more: Any) -> Pickup:
    """One date, "2026-12-24"."""
    return Pickup(date.fromisoformat(day), stream, **more)


def calendar(pickups: Iterable[Pickup], area: str = "elberfeld", **more: Any) -> AreaCalendar:
    """A calendar of the waste company for 2026 and 2027."""
    source = Source("AWG Wuppertal", None, more.pop("as_of", AS_OF))
    given = {"first_day": date(2026, 1, 1), "last_day": date(2027, 12, 31), "example": False, **more}
    return AreaCalendar(area, tuple(pickups), source=source, **given)


def subject(street: str = "Hofaue", number: str | None = "12", selection: Selection = EVERYTHING) -> CalendarSubject:
    """Somebody's feed."""
    return CalendarSubject(street, number, selection)


class Feeds:
    """Makes feeds one after another, with one ledger."""

    def __init__(self, city: City, folder: Path) -> None:
        self.streams = city.streams
        self.book = RevisionBook(folder)

    def of(
        self, shown: AreaCalendar | Iterable[Pickup], whose: CalendarSubject | None = None, now: datetime = NOW
    ) -> Feed:
        """The feed of a calendar, or of these dates."""
        given = shown if isinstance(shown, AreaCalendar) else calendar(shown)
        return make_feed(given, whose or subject(), self.book, self.streams, now)


def events(feed: Feed) -> list[Event]:
    """The pickups of a feed, as a calendar program reads them; without the note on where the calendar ends."""
    return [event for event in Calendar.from_ical(feed.body).events if event.alarms.times]


def end(feed: Feed) -> Event:
    """The note on where the calendar ends."""
    [found] = [event for event in Calendar.from_ical(feed.body).events if not event.alarms.times]
    return found


def told(feed: Feed) -> dict[date, tuple[str, int, datetime]]:
    """UID, SEQUENCE and LAST-MODIFIED by day, where no day has two pickups."""
    return {
        event.start: (str(event["UID"]), int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt) for event in events(feed)
    }
