"""Writes the example calendars as ICS files, the form in which the waste company delivers the real ones.

The dates come from `bot.city.pickup_rules`; here is only how they are written down (RFC 5545).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event

from bot.city.pickup import Pickup
from bot.city.pickup_rules import EXAMPLE_AREAS, ExampleArea, example_pickups, fortnightly_days, regular_days
from bot.city.stream import Stream
from bot.sources.pickup_labels import FORTNIGHTLY, Labels

# When the rhythms were looked up; not the day of writing, so that the same call writes the same bytes.
AS_OF = date(2026, 11, 22)
YEARS = range(2026, 2028)

# Names in the files, as the labels of the bins are; sentences about them live in domain.yml.
TITLE = "Abfuhrkalender {district} (Beispiel)"
SOURCE = "Talbot-Beispielkalender"

# Series in a steady rhythm of weeks; the others list their days.
STEADY = (Stream.RESIDUAL, FORTNIGHTLY, Stream.ORGANIC, Stream.PAPER, Stream.PACKAGING)


def write_example_calendars(
    folder: Path, labels: Labels, areas: Iterable[ExampleArea] = EXAMPLE_AREAS, years: range = YEARS
) -> tuple[Path, ...]:
    """Write one `<area>.ics` per area into the folder and give the files; existing ones are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / f"{area.area}.ics", example_calendar(area, labels, years)) for area in areas)


def example_calendar(area: ExampleArea, labels: Labels, years: range) -> Calendar:
    """The calendar of one area: a series per bin and tariff, and an exception per date that a holiday moves."""
    calendar = Calendar()
    for name, value in _properties(area, years):
        calendar.add(name, value)
    moved = tuple(pickup for pickup in example_pickups(area, years) if pickup.moved_from)
    series: dict[str, tuple[date, ...]] = {stream.value: days for stream, days in regular_days(area, years).items()}
    series[FORTNIGHTLY] = fortnightly_days(area, years)
    mark = labels.shift_marks[0]
    for key, days in series.items():
        calendar.add_component(_series(area, key, labels.name(key), days))
        for pickup in moved:
            if pickup.stream == key or (key == FORTNIGHTLY and pickup.fortnightly):
                calendar.add_component(_exception(area, key, f"{labels.name(key)} / {mark}", pickup))
    return calendar


def _write(path: Path, calendar: Calendar) -> Path:
    path.write_bytes(calendar.to_ical(sorted=False))
    return path


def _properties(area: ExampleArea, years: range) -> Iterator[tuple[str, str]]:
    district = area.area.title()
    yield "VERSION", "2.0"
    yield "PRODID", "-//Talbot//example calendars//DE"
    yield "X-WR-CALNAME", TITLE.format(district=district)
    yield "X-TALBOT-AREA", area.area
    yield "X-TALBOT-EXAMPLE", "TRUE"
    yield "X-TALBOT-SOURCE", SOURCE
    yield "X-TALBOT-AS-OF", AS_OF.isoformat()
    yield "X-TALBOT-FIRST-DAY", date(years[0], 1, 1).isoformat()
    yield "X-TALBOT-LAST-DAY", date(years[-1], 12, 31).isoformat()


def _series(area: ExampleArea, key: str, label: str, days: tuple[date, ...]) -> Event:
    event = _event(area, key, days[0], label)
    if key in STEADY:
        event.add("RRULE", _weekly(days))
    elif days[1:]:
        event.add("RDATE", list(days[1:]), parameters={"VALUE": "DATE"})
    return event


def _weekly(days: tuple[date, ...]) -> dict[str, Any]:
    weeks = (days[1] - days[0]).days // 7
    interval = {"INTERVAL": weeks} if weeks > 1 else {}
    return {"FREQ": "WEEKLY", **interval, "UNTIL": days[-1]}


def _exception(area: ExampleArea, key: str, label: str, pickup: Pickup) -> Event:
    event = _event(area, key, pickup.date, label)
    event.add("RECURRENCE-ID", pickup.moved_from)
    event.add("COMMENT", pickup.reason)
    return event


def _event(area: ExampleArea, key: str, day: date, summary: str) -> Event:
    event = Event()
    event.add("UID", f"{area.area}-{key}@talbot.example")
    event.add("DTSTAMP", datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=UTC))
    event.add("DTSTART", day)
    event.add("SUMMARY", summary)
    return event
