"""Reads course programmes in iCalendar form (RFC 5545): all sessions of a course become one offer.

What single properties mean is the business of `course_event`; the form of the files that of `ics_calendar`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from icalendar import Calendar, Component

from bot.city.source import Source
from bot.city.text import fold
from bot.offer_terms import terms
from bot.sources.course_event import PROPERTIES, course_values
from bot.sources.faults import Faults
from bot.sources.ics_calendar import broken_lines, day_of, line_of
from bot.sources.ics_repair import repaired
from bot.sources.offer_draft import MOST_DATES, Draft, FoundOffer, build_offer, stable_id
from bot.sources.offer_reading import Surroundings, decoded, read_bytes
from bot.sources.offer_when import Session, parts_of_day, weekdays_of, when_text
from bot.sources.series import SeriesInvalid, sessions_of

MOST_EVENTS = 20_000

# The properties of an event that must be readable; others may be wrong.
_NEEDED = ("DTSTART", "DTEND", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_STAMPS = ("LAST-MODIFIED", "DTSTAMP")
_REPEATS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


@dataclass(frozen=True)
class _Course:
    """The events of one course, and the line each begins in."""

    events: tuple[tuple[Component, int], ...]

    @property
    def first(self) -> tuple[Component, int]:
        """The event that describes the course: no exception of a series, if there is another one."""
        return next((pair for pair in self.events if "RECURRENCE-ID" not in pair[0]), self.events[0])


def read_ics_offers(path: Path, name: str, around: Surroundings) -> Iterator[FoundOffer]:
    """Read all courses of a file; what is wrong with them is in the faults. They call the file `name`."""
    content = read_bytes(path, name, around.faults)
    written = decoded(content, name, around.faults) if content is not None else None
    if written is None:
        return
    lines = repaired(written.rstrip().split("\n"))
    calendar = _calendar(lines, name, around.faults)
    if calendar is not None and (reader := _opened(calendar, lines, path, name, around)):
        yield from reader.offers()


def _calendar(lines: list[str], name: str, faults: Faults) -> Calendar | None:
    before = len(faults)
    for code, line in broken_lines(lines):
        faults.add(name, line, code)
    if len(faults) > before:
        return None
    try:
        return Calendar.from_ical("\n".join(filter(None, lines)))
    except (ValueError, RecursionError):
        faults.add(name, None, "ics_invalid")
        return None


def _opened(calendar: Calendar, lines: list[str], path: Path, name: str, around: Surroundings) -> "_Reader | None":
    """A reader for the calendar; None when it does not say when it was made, then noted."""
    events = calendar.walk("VEVENT")
    if not events:
        around.faults.add(name, None, "ics_no_events")
        return None
    if len(events) > MOST_EVENTS:
        around.faults.add(name, None, "course_events", most=MOST_EVENTS)
        return None
    as_of = _as_of(calendar, events)
    if as_of is None:
        around.faults.add(name, None, "ics_age_missing")
        return None
    example = str(calendar.get("X-TALBOT-EXAMPLE", "")).upper() == "TRUE"
    title = str(calendar.get("X-TALBOT-SOURCE") or calendar.get("X-WR-CALNAME") or calendar.get("NAME") or path.stem)
    url = calendar.get("X-TALBOT-SOURCE-URL")
    own = Source(title, str(url) if url else None, as_of)
    source = (around.example_source() if example else None) or own
    return _Reader(events, lines, name, around, source, as_of, example)


def _as_of(calendar: Calendar, events: list[Component]) -> date | None:
    """The day the programme is from: its own word, else the newest time stamp of its events."""
    try:
        return date.fromisoformat(str(calendar["X-TALBOT-AS-OF"]))
    except (KeyError, ValueError):
        return max((stamp for event in events for name in _STAMPS if (stamp := _stamp(event, name))), default=None)


def _stamp(event: Component, name: str) -> date | None:
    """The day of a time stamp; None when there is none, or none that can be read."""
    try:
        return day_of(event, name)
    except (KeyError, ValueError, AttributeError):
        return None


class _Reader:
    """Reads the courses of one calendar."""

    def __init__(
        self, events: list[Component], lines: list[str], name: str, around: Surroundings, source: Source, as_of: date,
        example: bool,
    ) -> None:  # fmt: skip
        begins = [number for number, line in enumerate(lines, start=1) if line.strip().upper() == "BEGIN:VEVENT"]
        self._events = list(zip(events, begins, strict=False))
        self._lines = lines
        self._name = name
        self._around = around
        self._source = source
        self._as_of = as_of
        self._example = example

    def offers(self) -> Iterator[FoundOffer]:
        """Every course that can still be joined, unless something in it cannot be read."""
        sound = [pair for pair in self._events if self._is_sound(*pair)]
        for course in _courses(sound):
            sessions = self._sessions(course)
            # What was over when the programme was made, or is called off, is no offer.
            if sessions and sessions[-1].day >= self._as_of and (found := self._offer(course, sessions)):
                yield found

    def _is_sound(self, event: Component, begin: int) -> bool:
        errors = {name for name, _ in event.errors}
        doubled = {name for name in ("DTSTART", "RRULE", "SUMMARY") if isinstance(event.get(name), list)}
        wrong = [name for name in (*_NEEDED, "SUMMARY") if name in errors | doubled]
        for name in wrong:
            self._complain("ics_value", name, begin, name=name)
        title = str(event.get("SUMMARY", "")).strip()
        if not title and "RECURRENCE-ID" not in event:
            self._complain("course_title_missing", "SUMMARY", begin)
        elif "DTSTART" not in event and not wrong:
            self._complain("ics_day_missing", "DTSTART", begin, summary=title)
        elif not wrong and not _is_course(event):
            self._complain("course_endless", "RRULE", begin, title=title)
        else:
            return not wrong
        return False

    def _complain(self, code: str, prop: str, begin: int, **values: object) -> None:
        self._around.faults.add(self._name, line_of(prop, self._lines, begin), code, **values)

    def _sessions(self, course: _Course) -> list[Session]:
        event, begin = course.first
        title = str(event.get("SUMMARY", ""))
        try:
            sessions = sessions_of([event for event, _ in course.events], self._as_of, MOST_DATES)
        except SeriesInvalid:
            self._complain("ics_recurrence", "RRULE", begin)
            return []
        if len(sessions) > MOST_DATES:
            self._complain("course_many", "RRULE", begin, title=title, most=MOST_DATES)
            return []
        return sessions

    def _offer(self, course: _Course, sessions: list[Session]) -> FoundOffer | None:
        event, begin = course.first
        lines = {key: line_of(prop, self._lines, begin) for key, prop in PROPERTIES.items()}
        draft = Draft({}, self._name, self._around.faults, line=begin, lines=lines)
        values = draft.values
        values |= course_values(event, draft.complain, self._around)
        if "topic" not in values:
            draft.complain("course_topic", "topic", title=values["title"], allowed=terms("topics").allowed)
            return None
        days = sorted({session.day for session in sessions})
        values |= {
            "id": stable_id("ics", str(event.get("UID") or values["title"]), values.get("venue", "")),
            "when": when_text(sessions, self._as_of),
            "weekdays": weekdays_of(days),
            "times": parts_of_day(sessions),
            "dates": [day.isoformat() for day in days],
            "example": self._example,
        }
        if self._source.as_of != self._as_of:
            values["checked_on"] = self._as_of.isoformat()
        return build_offer(draft, self._source, self._around.districts)


def _is_course(event: Component) -> bool:
    """Whether it repeats daily at most."""
    rule: Any = event.get("RRULE", {})
    return not rule or rule.get("FREQ", [""])[0] in _REPEATS


def _courses(events: list[tuple[Component, int]]) -> Iterator[_Course]:
    """The events that are one course: of one UID, or of one title at one place."""
    by_uid: dict[str, list[tuple[Component, int]]] = {}
    for number, pair in enumerate(events):
        by_uid.setdefault(str(pair[0].get("UID") or f"\0{number}"), []).append(pair)
    by_name: dict[tuple[str, str], list[tuple[Component, int]]] = {}
    for pairs in by_uid.values():
        event, _ = _Course(tuple(pairs)).first
        key = fold(str(event.get("SUMMARY", ""))), fold(str(event.get("LOCATION", "")))
        by_name.setdefault(key, []).extend(pairs)
    return (_Course(tuple(pairs)) for pairs in by_name.values())
