"""Reads a pickup calendar in ICS form (RFC 5545): dates, moves and reasons, as waste companies really write them.

What is wrong in the form is repaired by `ics_repair` first. Which calendars exist and how several files make one
area is the task of `pickup_calendars`, how calendars come over the network that of the suppliers.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Component, Event

from bot.city.pickup import AreaCalendar, Pickup, merged
from bot.city.source import Source
from bot.sources.faults import Faults
from bot.sources.ics_repair import bare, decoded, has_series, repaired
from bot.sources.pickup_labels import Labels
from bot.sources.text_file import read_text

# A time of day in UTC is looked at where the bins stand.
ZONE = ZoneInfo("Europe/Berlin")

# Longer ones are a supplier's mistake and would keep the reader busy for minutes.
LONGEST_SERIES = timedelta(days=3660)
MOST_DATES = 5_000
MOST_NOTES = 20

# The properties of an event that decide about a date; others may be wrong.
ONCE = {"UID", "DTSTART", "RRULE", "RECURRENCE-ID", "SUMMARY", "DTSTAMP", "COMMENT"}
READ = {*ONCE, "RDATE", "EXDATE"}
SERIES = {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}

CONTENT_LINE = re.compile(r"[A-Za-z0-9-]+[;:]|[ \t]|$")
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
    complaints = _Complaints(name, faults, faults)
    calendar = _parse(text, labels, complaints)
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
    complaints = _Complaints(name, Faults(), Faults())
    calendar = _parse(decoded(content), labels, complaints)
    pickups = _pickups(calendar, labels, complaints) if calendar else ()
    for fault in (*complaints.faults.all(), *complaints.notes.all()):
        logger.warning("%s", fault)
    return pickups


@dataclass
class _Complaints:
    """The faults of one file, and what may be left out of it; for an editor's file both are the same."""

    file: str
    faults: Faults
    notes: Faults
    fatal: bool = False

    def add(self, code: str, line: int | None = None, **values: object) -> None:
        self.fatal = True
        self.faults.add(self.file, line, code, **values)

    def leave_out(self, code: str, line: int | None, **values: object) -> None:
        if self.notes is self.faults:
            self.add(code, line, **values)
        elif len(self.notes) < MOST_NOTES:
            self.notes.add(self.file, line, code, **values)


def _parse(text: str, labels: Labels, complaints: _Complaints) -> Calendar | None:
    """The calendar without what has to be left out of it, or None when its text has faults."""
    lines = repaired(text.rstrip().split("\n"))
    for code, line in _broken_lines(lines):
        if code == "ics_line" and line:
            complaints.leave_out(code, line)
            lines[line - 1] = ""
        else:
            complaints.add(code, line)
    if complaints.fatal:
        return None
    try:
        calendar = _taken_apart(bare(lines))
    except ValueError:
        complaints.add("ics_invalid")
        return None
    _name_exceptions(calendar)
    _check_events(calendar, lines, labels, complaints)
    return None if complaints.fatal else calendar


def _taken_apart(lines: list[str]) -> Calendar:
    """The calendar of these lines. Thousands of calendars have the same days in them: each is taken apart once.

    Raises:
        ValueError: blocks do not begin and end in turn.
    """
    if has_series(lines):
        return Calendar.from_ical("\n".join(lines))
    around: list[str] = []
    events: list[list[str]] = []
    inside = False
    for line in filter(None, lines):
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT":
            inside = True
            events.append([])
        (events[-1] if inside else around).append(line)
        inside = inside and mark != "END:VEVENT"
    calendar = Calendar.from_ical("\n".join(around))
    for event in events:
        calendar.add_component(_event("\n".join(event)))
    return calendar


@lru_cache(maxsize=10_000)
def _event(text: str) -> Component:
    """An event; whoever gets it shares it with others."""
    return Event.from_ical(text)


def _broken_lines(lines: list[str]) -> Iterator[tuple[str, int | None]]:
    """What icalendar would refuse without naming the line."""
    if not any(lines):
        yield "file_empty", None
        return
    begin = next(number for number, line in enumerate(lines, start=1) if line)
    if lines[begin - 1].strip().upper() != "BEGIN:VCALENDAR":
        yield "ics_no_calendar", begin
        return
    for number, line in enumerate(lines[:-1], start=1):
        if not CONTENT_LINE.match(line):
            yield "ics_line", number
    if lines[-1].strip().upper() != "END:VCALENDAR":
        yield "ics_cut", len(lines)


def _name_exceptions(calendar: Calendar) -> None:
    """An exception of a series without a summary has that of its series; others that of their description."""
    events = calendar.walk("VEVENT")
    names = {str(e.get("UID")): e["SUMMARY"] for e in events if "SUMMARY" in e and "RECURRENCE-ID" not in e}
    for event in events:
        if not str(event.get("SUMMARY", "")).strip():
            name = names.get(str(event.get("UID"))) if "RECURRENCE-ID" in event else event.get("DESCRIPTION")
            if name:
                event["SUMMARY"] = name


def _check_events(calendar: Calendar, lines: list[str], labels: Labels, complaints: _Complaints) -> None:
    begins = [number for number, line in enumerate(lines, start=1) if line.strip().upper() == "BEGIN:VEVENT"]
    events = calendar.walk("VEVENT")
    if not events:
        complaints.add("ics_no_events")
    for event, begin in zip(events, begins, strict=False):
        faults = list(_event_faults(event, labels))
        # Without an exception its series would give the day that is not true any more.
        complain = complaints.add if "RECURRENCE-ID" in event else complaints.leave_out
        for code, name, values in faults:
            complain(code, _line_of(name, lines, begin), **values)
        if any(code != "ics_label" for code, _, _ in faults):
            calendar.subcomponents.remove(event)


def _line_of(name: str, lines: list[str], begin: int) -> int:
    """The line of a property in the event that begins in this line; the event's first when it has none."""
    for number, line in enumerate(lines[begin:], start=begin + 1):
        if re.match(rf"{name}[;:]", line, re.IGNORECASE):
            return number
        if line.upper().startswith("END:VEVENT"):
            break
    return begin


def _event_faults(event: Component, labels: Labels) -> Iterator[tuple[str, str, dict[str, object]]]:
    """The faults of one event: code, property concerned, values."""
    text = str(event.get("SUMMARY", "")).strip()
    unreadable = sorted(READ & ({name for name, _ in event.errors} | _doubled(event)))
    for name in unreadable:
        yield "ics_value", name, {"name": name}
    if "DTSTART" not in event:
        yield "ics_day_missing", "DTSTART", {"summary": text}
    elif not unreadable and not _ends(event):
        yield "ics_endless", "RRULE", {"summary": text}
    summary = labels.read(text)
    if not text or (summary.marked and not summary.bins and not summary.unknown):
        yield "ics_summary_missing", "SUMMARY", {}
    for label in summary.unknown:
        yield "ics_label", "SUMMARY", {"label": label, "allowed": ", ".join(labels.known)}


def _doubled(event: Component) -> set[str]:
    return {name for name in ONCE if isinstance(event.get(name), list)}


def _ends(event: Component) -> bool:
    """Whether a series ends within a number of dates that a waste company could mean."""
    if "RRULE" not in event:
        return True
    rule: Any = event["RRULE"]
    if rule.get("FREQ", [""])[0] not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return False
    if "UNTIL" in rule:
        return _day(rule["UNTIL"][0]) - _day_of(event, "DTSTART") < LONGEST_SERIES
    return "COUNT" in rule and int(rule["COUNT"][0]) < LONGEST_SERIES.days


def _pickups(calendar: Calendar, labels: Labels, complaints: _Complaints) -> tuple[Pickup, ...]:
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
    day = _day_of(event, "DTSTART")
    regular = _day_of(event, "RECURRENCE-ID") if "RECURRENCE-ID" in event else day
    moved_from = regular if regular != day else None
    moved = summary.marked or moved_from is not None
    reason = str(event["COMMENT"]) if moved and "COMMENT" in event else None
    for stream, fortnightly in summary.bins:
        yield Pickup(day, stream, moved_from, reason, moved, fortnightly)


def _day_of(event: Component, name: str) -> date:
    value: Any = event[name]
    return _day(value.dt)


def _day(moment: date | datetime) -> date:
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(ZONE).date() if moment.tzinfo else moment.date()


def _source(calendar: Calendar, path: Path, complaints: _Complaints) -> Source | None:
    """Who made the calendar and when: its own words, else the newest time stamp of its events."""
    name = str(calendar.get("X-TALBOT-SOURCE") or calendar.get("X-WR-CALNAME") or path.stem)
    url = calendar.get("X-TALBOT-SOURCE-URL")
    stamps = [_day_of(event, "DTSTAMP") for event in calendar.walk("VEVENT") if "DTSTAMP" in event]
    if "X-TALBOT-AS-OF" not in calendar and not stamps:
        complaints.add("ics_age_missing")
    as_of = _property_day(calendar, "X-TALBOT-AS-OF", max(stamps, default=None), complaints)
    return Source(name, str(url) if url else None, as_of) if as_of else None


def _span(calendar: Calendar, pickups: tuple[Pickup, ...], complaints: _Complaints) -> tuple[date, date] | None:
    """The first and last day covered; a date outside of them shows that one of both is wrong."""
    first = _property_day(calendar, "X-TALBOT-FIRST-DAY", pickups[0].date, complaints)
    last = _property_day(calendar, "X-TALBOT-LAST-DAY", pickups[-1].date, complaints)
    if first is None or last is None:
        return None
    outside = [pickup.date for pickup in pickups if not first <= pickup.date <= last]
    for day in outside:
        complaints.add("ics_outside", date=day, first=first, last=last)
    return None if outside else (first, last)


def _property_day(calendar: Calendar, name: str, otherwise: date | None, complaints: _Complaints) -> date | None:
    if name not in calendar:
        return otherwise
    try:
        return date.fromisoformat(str(calendar[name]))
    except ValueError:
        complaints.add("ics_value", name=name)
        return None
