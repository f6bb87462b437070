"""Reads a pickup calendar in ICS form (RFC 5545): dates, moves and reasons, as waste companies really write them.

What is wrong in the form is the business of `ics_calendar` and `ics_repair`. Which calendars exist and how several
files make one area is the task of `pickup_calendars`, how calendars come over the network that of the suppliers.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Component

from bot.city.pickup import AreaCalendar, Pickup, merged
from bot.city.source import Source
from bot.sources.faults import Faults
from bot.sources.ics_calendar import Complaints, day_of, parse_calendar
from bot.sources.ics_repair import decoded
from bot.sources.pickup_labels import Labels
from bot.sources.text_file import read_text

# More are a supplier's mistake.
MOST_DATES = 5_000

SERIES = {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}

YEAR_SUFFIX = re.compile(r"[-_ ]20\d\d$")

logger = logging.getLogger(__name__)


def read_ics(path: Path, name: str, labels: Labels, faults: Faults) -> AreaCalendar | None:
    """Read one file; None when it cannot be used, then every reason is in `faults`.

    The area is X-TALBOT-AREA, or the file name without a year. Without X-TALBOT-FIRST-DAY and -LAST-DAY the
    calendar covers the days from its first to its last date, and not one more. Faults call the file `name`.
    """
    text = read_text(path, name, faults)
    if text is None:
        return None
    complaints = Complaints(name, faults, faults)
    calendar = parse_calendar(text, labels, complaints)
    pickups = _pickups(calendar, labels, complaints) if calendar else ()
    if calendar is None or not pickups:
        return None
    source, span = _source(calendar, path, complaints), _span(calendar, pickups, complaints)
    if source is None or span is None:
        return None
    area = str(calendar.get("X-TALBOT-AREA", YEAR_SUFFIX.sub("", path.stem)))
    example = str(calendar.get("X-TALBOT-EXAMPLE", "")).upper() == "TRUE"
    return AreaCalendar(area, pickups, *span, source, example)


def delivered_pickups(content: bytes, name: str, labels: Labels) -> tuple[Pickup, ...]:
    """Read the dates of a calendar that a supplier delivered, as far as they can be read; the log has the rest.

    Args:
        name: how the log calls it.
    """
    complaints = Complaints(name, Faults(), Faults())
    calendar = parse_calendar(decoded(content), labels, complaints)
    pickups = _pickups(calendar, labels, complaints) if calendar else ()
    for fault in (*complaints.faults.all(), *complaints.notes.all()):
        logger.warning("%s", fault)
    return pickups


def _pickups(calendar: Calendar, labels: Labels, complaints: Complaints) -> tuple[Pickup, ...]:
    """All dates of all series, each once, ascending."""
    try:
        occurrences = list(islice(_occurrences(calendar), MOST_DATES + 1))
    except ValueError:
        occurrences = None
    if occurrences is None or len(occurrences) > MOST_DATES:
        complaints.add("ics_recurrence")
        return ()
    found = merged(pickup for event in occurrences for pickup in _pickups_of(event, labels))
    if not found:
        complaints.add("ics_no_dates")
    return found


def _occurrences(calendar: Calendar) -> Iterable[Component]:
    """Every event of every series; most suppliers write none, and taking them apart is slow."""
    events = calendar.walk("VEVENT")
    if any(SERIES & event.keys() for event in events):
        return recurring_ical_events.of(calendar).all()  # type: ignore[no-any-return]
    return events


def _pickups_of(event: Component, labels: Labels) -> Iterator[Pickup]:
    if event.get("STATUS") == "CANCELLED":
        return
    summary = labels.read(str(event["SUMMARY"]))
    day = day_of(event, "DTSTART")
    regular = day_of(event, "RECURRENCE-ID") if "RECURRENCE-ID" in event else day
    moved_from = regular if regular != day else None
    moved = summary.marked or moved_from is not None
    reason = str(event["COMMENT"]) if moved and "COMMENT" in event else None
    for stream, fortnightly in summary.bins:
        yield Pickup(day, stream, moved_from, reason, moved, fortnightly)


def _source(calendar: Calendar, path: Path, complaints: Complaints) -> Source | None:
    """Who made the calendar and when: its own words, else the newest time stamp of its events."""
    name = str(calendar.get("X-TALBOT-SOURCE") or calendar.get("X-WR-CALNAME") or path.stem)
    url = calendar.get("X-TALBOT-SOURCE-URL")
    stamps = [day_of(event, "DTSTAMP") for event in calendar.walk("VEVENT") if "DTSTAMP" in event]
    if "X-TALBOT-AS-OF" not in calendar and not stamps:
        complaints.add("ics_age_missing")
    as_of = _property_day(calendar, "X-TALBOT-AS-OF", max(stamps, default=None), complaints)
    return Source(name, str(url) if url else None, as_of) if as_of else None


def _span(calendar: Calendar, pickups: tuple[Pickup, ...], complaints: Complaints) -> tuple[date, date] | None:
    """The first and last day covered; a date outside of them shows that one of both is wrong."""
    first = _property_day(calendar, "X-TALBOT-FIRST-DAY", pickups[0].date, complaints)
    last = _property_day(calendar, "X-TALBOT-LAST-DAY", pickups[-1].date, complaints)
    if first is None or last is None:
        return None
    outside = [pickup.date for pickup in pickups if not first <= pickup.date <= last]
    for day in outside:
        complaints.add("ics_outside", date=day, first=first, last=last)
    return None if outside else (first, last)


def _property_day(calendar: Calendar, name: str, otherwise: date | None, complaints: Complaints) -> date | None:
    if name not in calendar:
        return otherwise
    try:
        return date.fromisoformat(str(calendar[name]))
    except ValueError:
        complaints.add("ics_value", name=name)
        return None
