"""Writes the calendar that residents subscribe to (RFC 5545): an event per bin and day, an alarm the evening before.

Written line by line: building it from the objects of `icalendar` takes twenty times as long
(docs/calendar-feed.md). Tests read every feed back with `icalendar` and check it with `vobject` and rules of their own.

There is no METHOD: it would need an ORGANIZER, and DTSTAMP would have to be the moment of every single answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from bot.city.pickup import AreaCalendar, Pickup
from bot.city.stream import Stream, StreamInfo
from bot.feeds.entries import END, Words, end_words, keyed, pickup_words, said
from bot.feeds.revisions import RevisionBook, Revisions
from bot.links import CalendarSubject
from bot.strings import text

CONTENT_TYPE = "text/calendar; charset=utf-8"

# Seven in the evening: all-day events begin at midnight, and clocks never change between the two.
_EVENING = "-PT5H"
_REFRESH = "P1D"
# The dates of a year stay in the feed until so long after its end.
_BACK = timedelta(days=31)
_DAY = timedelta(days=1)
_LONGEST_LINE = 75


@dataclass(frozen=True)
class Feed:
    """A calendar as it is sent.

    Attributes:
        changed_at: when something in it changed last.
    """

    body: bytes
    etag: str
    changed_at: datetime


def make_feed(
    calendar: AreaCalendar,
    subject: CalendarSubject,
    book: RevisionBook,
    streams: Mapping[Stream, StreamInfo],
    now: datetime,
) -> Feed:
    """Make the feed of an address: the bins selected, with last year's dates only in January."""
    pickups = keyed(calendar.pickups)
    revisions = book.revise(calendar.area, said(pickups, calendar.last_day), _first_said(calendar), now)
    earliest = (now.date() - _BACK).replace(month=1, day=1)
    taken = {key: p for key, p in pickups.items() if p.date >= earliest and subject.selection.takes(p)}
    body = _Writer(calendar, subject, revisions, streams).written(taken)
    # Also that the dates of the year before have left the feed is a change.
    left_at = _midnight(earliest + _BACK)
    changed_at = max(left_at, *(revision.changed_at for revision in revisions.values()))
    return Feed(body, f'"{sha256(body).hexdigest()[:32]}"', changed_at)


def _first_said(calendar: AreaCalendar) -> datetime:
    """When the dates of a calendar count as said first: the day it is from."""
    return _midnight(calendar.source.as_of)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


class _Writer:
    """Writes one feed."""

    def __init__(
        self,
        calendar: AreaCalendar,
        subject: CalendarSubject,
        revisions: Revisions,
        streams: Mapping[Stream, StreamInfo],
    ) -> None:
        self._calendar = calendar
        self._address = subject.address
        # Events of two feeds in one program must not share their UIDs.
        self._feed = sha256(subject.packed())
        self._revisions = revisions
        self._streams = streams
        # Regular dates of a bin are told alike.
        self._told: dict[tuple[Stream, date], bytes] = {}

    def written(self, pickups: Mapping[str, Pickup]) -> bytes:
        """The whole feed."""
        parts = [_lines(self._head())]
        parts += (self._event(key, pickup.date, self._pickup_lines(key, pickup)) for key, pickup in pickups.items())
        words = end_words(self._calendar, self._revisions[END].changed_at.date())
        parts += (self._event(END, self._calendar.last_day, _lines(self._words(words))), _lines(["END:VCALENDAR"]))
        return b"".join(parts)

    def _head(self) -> Iterator[str]:
        key = "feed.name_example" if self._calendar.example else "feed.name"
        name = _escaped(text(key, address=self._address))
        yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Talbot//pickup dates//DE", "CALSCALE:GREGORIAN")
        yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}")
        yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}", f"X-PUBLISHED-TTL:{_REFRESH}")

    def _event(self, key: str, day: date, words: bytes) -> bytes:
        revision = self._revisions[key]
        changed = _stamp(revision.changed_at)
        # None of these lines can be too long or need escaping.
        start = (
            f"BEGIN:VEVENT\r\nUID:{self._uid(key)}\r\nDTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\n"
            f"SEQUENCE:{revision.sequence}\r\nDTSTART;VALUE=DATE:{_plain(day)}\r\n"
            f"DTEND;VALUE=DATE:{_plain(day + _DAY)}\r\n"
        )
        return start.encode() + words + b"END:VEVENT\r\n"

    def _uid(self, key: str) -> str:
        """The same for a date however it moves, and another one in every other feed."""
        uid = self._feed.copy()
        uid.update(key.encode())
        return f"{uid.hexdigest()[:32]}@talbot"

    def _pickup_lines(self, key: str, pickup: Pickup) -> bytes:
        as_of = self._revisions[key].changed_at.date()
        alike = pickup.stream, as_of
        regular = not pickup.marked and not pickup.moved_from
        if regular and alike in self._told:
            return self._told[alike]
        lines = _lines(self._words(pickup_words(pickup, self._calendar, self._streams, as_of)))
        if regular:
            self._told[alike] = lines
        return lines

    def _words(self, words: Words) -> Iterator[str]:
        yield f"SUMMARY:{_escaped(words.summary)}"
        yield f"DESCRIPTION:{_escaped(words.description)}"
        yield f"LOCATION:{_escaped(self._address)}"
        yield "TRANSP:TRANSPARENT"
        if words.alarm:
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_EVENING}")
            yield f"DESCRIPTION:{_escaped(words.alarm)}"
            yield "END:VALARM"


def _escaped(value: str) -> str:
    """The text of a property on one line; what is no letter, such as a line break in a supplier's street, ends none."""
    if not value.isprintable():
        value = "".join(letter for letter in " ".join(value.split()) if letter.isprintable())
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(_folded(line) for line in lines)


def _folded(line: str) -> bytes:
    """The line with its end, on several where it is longer than the standard allows; no letter is cut in two."""
    rest, parts = line.encode(), []
    while len(rest) > _LONGEST_LINE:
        cut = _LONGEST_LINE
        while rest[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        parts.append(rest[:cut])
        rest = b" " + rest[cut:]
    return b"\r\n".join((*parts, rest, b""))


@lru_cache(maxsize=256)
def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@lru_cache(maxsize=2048)
def _plain(day: date) -> str:
    return day.isoformat().replace("-", "")
