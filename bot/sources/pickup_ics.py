"""Reads one pickup calendar in the ICS form of the waste company (RFC 5545): dates, moves and reasons.

Which calendars exist and how several files make one area is the task of `pickup_calendars`.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Component

from bot.city.pickup import AreaCalendar, Pickup, pickup_order
from bot.city.source import Source
from bot.city.stream import Stream
from bot.sources.faults import Faults
from bot.sources.text_file import read_text


def _folded(label: str) -> str:
    """The label without case and spaces, as suppliers vary both."""
    return "".join(label.casefold().split())


# The suppliers' words for what they collect, as they stand in the files.
LABELS: dict[str, Stream | None] = {
    "Restmüll": Stream.RESIDUAL,
    "Bio": Stream.ORGANIC,
    "Papier": Stream.PAPER,
    "Gelb": Stream.PACKAGING,
    "Sperrmüll": Stream.BULKY,
    "Weihnachtsbaumabholung": Stream.CHRISTMAS_TREE,
    # The fortnightly tariff always shares a day with the weekly bin, so it adds no date.
    "Restmüll-50%": None,
}
LABEL_OF = {stream: label for label, stream in LABELS.items() if stream}
SHIFT_MARK = "!!! Terminverschiebung !!!"

STREAM_OF = {_folded(label): stream for label, stream in LABELS.items()}

# Longer ones are a supplier's mistake and would keep the reader busy for minutes.
LONGEST_SERIES = timedelta(days=3660)

# The properties of an event that decide about a date; others may be wrong.
ONCE = {"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "SUMMARY", "DTSTAMP", "COMMENT"}
READ = {*ONCE, "RDATE", "EXDATE"}

CONTENT_LINE = re.compile(r"[A-Za-z0-9-]+[;:]|[ \t]|$")
YEAR_SUFFIX = re.compile(r"[-_]20\d\d$")


def read_ics(path: Path, name: str, faults: Faults) -> AreaCalendar | None:
    """Read one file; None when it cannot be used, then every reason is in `faults`.

    The area is X-TALBOT-AREA, or the file name without a year. Without X-TALBOT-FIRST-DAY and -LAST-DAY the
    calendar covers the days from its first to its last date, and not one more. Faults call the file `name`.
    """
    text = read_text(path, name, faults)
    if text is None:
        return None
    complaints = _Complaints(faults, name)
    calendar = _parse(text, complaints)
    pickups = _pickups(calendar, complaints) if calendar else ()
    if calendar is None or not pickups:
        return None
    source, span = _source(calendar, path, complaints), _span(calendar, pickups, complaints)
    if source is None or span is None:
        return None
    area = str(calendar.get("X-TALBOT-AREA", YEAR_SUFFIX.sub("", path.stem)))
    example = str(calendar.get("X-TALBOT-EXAMPLE", "")).upper() == "TRUE"
    return AreaCalendar(area, pickups, *span, source, example)


class _Complaints:
    """The faults of one file."""

    def __init__(self, faults: Faults, file: str) -> None:
        self._faults = faults
        self._file = file
        self.noted = False

    def add(self, code: str, line: int | None = None, **values: object) -> None:
        self.noted = True
        self._faults.add(self._file, line, code, **values)


def _parse(text: str, complaints: _Complaints) -> Calendar | None:
    """The calendar, or None when its text has faults."""
    lines = text.rstrip().split("\n")
    for code, line in _broken_lines(lines):
        complaints.add(code, line)
    if complaints.noted:
        return None
    try:
        calendar = Calendar.from_ical(text)
    except ValueError:
        complaints.add("ics_invalid")
        return None
    _check_events(calendar, lines, complaints)
    return None if complaints.noted else calendar


def _broken_lines(lines: list[str]) -> Iterator[tuple[str, int | None]]:
    """What icalendar would refuse without naming the line."""
    if lines == [""]:
        yield "file_empty", None
        return
    if lines[0].strip().upper() != "BEGIN:VCALENDAR":
        yield "ics_no_calendar", 1
        return
    for number, line in enumerate(lines[:-1], start=1):
        if not CONTENT_LINE.match(line):
            yield "ics_line", number
    if lines[-1].strip().upper() != "END:VCALENDAR":
        yield "ics_cut", len(lines)


def _check_events(calendar: Calendar, lines: list[str], complaints: _Complaints) -> None:
    begins = [number for number, line in enumerate(lines, start=1) if line.strip().upper() == "BEGIN:VEVENT"]
    events = calendar.walk("VEVENT")
    if not events:
        complaints.add("ics_no_events")
    for event, begin in zip(events, begins, strict=False):
        for code, name, values in _event_faults(event):
            complaints.add(code, _line_of(name, lines, begin), **values)


def _line_of(name: str, lines: list[str], begin: int) -> int:
    """The line of a property in the event that begins in this line; the event's first when it has none."""
    for number, line in enumerate(lines[begin:], start=begin + 1):
        if re.match(rf"{name}[;:]", line, re.IGNORECASE):
            return number
        if line.upper().startswith("END:VEVENT"):
            break
    return begin


def _event_faults(event: Component) -> Iterator[tuple[str, str, dict[str, object]]]:
    """The faults of one event: code, property concerned, values."""
    summary = str(event.get("SUMMARY", ""))
    unreadable = sorted(READ & ({name for name, _ in event.errors} | _doubled(event)))
    for name in unreadable:
        yield "ics_value", name, {"name": name}
    if "DTSTART" not in event:
        yield "ics_day_missing", "DTSTART", {"summary": summary}
    elif not unreadable and not _ends(event):
        yield "ics_endless", "RRULE", {"summary": summary}
    labels, _ = _labels(summary)
    if not labels:
        yield "ics_summary_missing", "SUMMARY", {}
    for label in labels:
        if _folded(label) not in STREAM_OF:
            yield "ics_label", "SUMMARY", {"label": label, "allowed": ", ".join(LABELS)}


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


def _pickups(calendar: Calendar, complaints: _Complaints) -> tuple[Pickup, ...]:
    """All dates of all series, each once, ascending."""
    try:
        occurrences = recurring_ical_events.of(calendar).all()
        pickups = {pickup for event in occurrences for pickup in _pickups_of(event)}
    except ValueError:
        complaints.add("ics_recurrence")
        return ()
    if not pickups:
        complaints.add("ics_no_dates")
    return tuple(sorted(pickups, key=pickup_order))


def _pickups_of(event: Component) -> Iterator[Pickup]:
    if event.get("STATUS") == "CANCELLED":
        return
    labels, marked = _labels(str(event["SUMMARY"]))
    day = _day_of(event, "DTSTART")
    regular = _day_of(event, "RECURRENCE-ID") if "RECURRENCE-ID" in event else day
    moved_from = regular if regular != day else None
    moved = marked or moved_from is not None
    reason = str(event["COMMENT"]) if moved and "COMMENT" in event else None
    for label in labels:
        stream = STREAM_OF[_folded(label)]
        if stream:
            yield Pickup(day, stream, moved_from, reason, moved)


def _labels(summary: str) -> tuple[tuple[str, ...], bool]:
    """The bins of "Restmüll/Bio / !!! Terminverschiebung !!!", and whether it carries the mark of a move."""
    parts = tuple(part.strip() for part in summary.split("/") if part.strip())
    labels = tuple(part for part in parts if _folded(part) != _folded(SHIFT_MARK))
    return labels, len(labels) < len(parts)


def _day_of(event: Component, name: str) -> date:
    value: Any = event[name]
    return _day(value.dt)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


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
