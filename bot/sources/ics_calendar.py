"""From the text of an ICS file to a calendar whose events can be read, with every fault in its line (RFC 5545).

What the events say about pickups is `pickup_ics`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event

from bot.sources.faults import Faults
from bot.sources.ics_repair import bare, has_series, repaired
from bot.sources.pickup_labels import Labels

# A time of day in UTC is looked at where the bins stand.
ZONE = ZoneInfo("Europe/Berlin")

# Longer ones are a supplier's mistake and would keep the reader busy for minutes.
LONGEST_SERIES = timedelta(days=3660)
MOST_NOTES = 20

# The properties of an event that decide about a date; others may be wrong.
ONCE = {"UID", "DTSTART", "RRULE", "RECURRENCE-ID", "SUMMARY", "DTSTAMP", "COMMENT"}
READ = {*ONCE, "RDATE", "EXDATE"}
CONTENT_LINE = re.compile(r"[A-Za-z0-9-]+[;:]|[ \t]|$")


@dataclass
class Complaints:
    """The faults of one file, and what may be left out of it; for an editor's file both are the same."""

    file: str
    faults: Faults
    notes: Faults
    fatal: bool = False

    def add(self, code: str, line: int | None = None, **values: object) -> None:
        """Note why nothing of the file can be used."""
        self.fatal = True
        self.faults.add(self.file, line, code, **values)

    def leave_out(self, code: str, line: int | None, **values: object) -> None:
        """Note what is left out; of a supplier's nonsense only the first is worth reading."""
        if self.notes is self.faults:
            self.add(code, line, **values)
        elif len(self.notes) < MOST_NOTES:
            self.notes.add(self.file, line, code, **values)


def parse_calendar(text: str, labels: Labels, complaints: Complaints) -> Calendar | None:
    """The calendar without what has to be left out of it, or None when its text has faults, then noted."""
    lines = repaired(text.rstrip().split("\n"))
    for code, line in broken_lines(lines):
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


def broken_lines(lines: list[str]) -> Iterator[tuple[str, int | None]]:
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


def _check_events(calendar: Calendar, lines: list[str], labels: Labels, complaints: Complaints) -> None:
    begins = [number for number, line in enumerate(lines, start=1) if line.strip().upper() == "BEGIN:VEVENT"]
    events = calendar.walk("VEVENT")
    if not events:
        complaints.add("ics_no_events")
    for event, begin in zip(events, begins, strict=False):
        faults = list(_event_faults(event, labels))
        # Without an exception its series would give the day that is not true any more.
        complain = complaints.add if "RECURRENCE-ID" in event else complaints.leave_out
        for code, name, values in faults:
            complain(code, line_of(name, lines, begin), **values)
        if any(code != "ics_label" for code, _, _ in faults):
            calendar.subcomponents.remove(event)


def line_of(name: str, lines: list[str], begin: int) -> int:
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
        return _day(rule["UNTIL"][0]) - day_of(event, "DTSTART") < LONGEST_SERIES
    return "COUNT" in rule and int(rule["COUNT"][0]) < LONGEST_SERIES.days


def day_of(event: Component, name: str) -> date:
    """The day of a property with a date or a time, where the bins stand."""
    value: Any = event[name]
    return _day(value.dt)


def _day(moment: date | datetime) -> date:
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(ZONE).date() if moment.tzinfo else moment.date()
