"""Pickup dates: which streams are collected at an address on which day, and why a date moved.

Knows nothing of ICS, files or suppliers; those fill `PickupCalendar` from `bot.sources`.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from bot.city.errors import CalendarEnds, CalendarMissing
from bot.city.holiday import holiday_name
from bot.city.source import Source
from bot.city.stream import PICKUP_STREAMS, Stream

# The bins at the house, which "when is my next pickup" means when no stream is named.
BIN_STREAMS = (Stream.RESIDUAL, Stream.ORGANIC, Stream.PAPER, Stream.PACKAGING)

# The dataclasses below have a field `date`, which hides the type of this name.
Day: TypeAlias = date

SATURDAY = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Pickup:
    """One stream on one day.

    Attributes:
        moved_from: the regular day, when this date replaces it.
        reason: why it moved, in German ("Karfreitag").
        marked: the supplier says that the date moved; it may not say from which day.
    """

    date: Day
    stream: Stream
    moved_from: Day | None = None
    reason: str | None = None
    marked: bool = False


@dataclass(frozen=True)
class AreaCalendar:
    """All pickups of one area, ascending by date, and the span of days it covers.

    Attributes:
        example: True when the dates are generated and not the waste company's.
    """

    area: str
    pickups: tuple[Pickup, ...]
    first_day: date
    last_day: date
    source: Source
    example: bool

    def covers(self, start: date, end: date) -> bool:
        """Whether every day from `start` to `end` lies in the calendar."""
        return self.first_day <= start and end <= self.last_day


@dataclass(frozen=True)
class PickupDay:
    """What is collected on one day at one address, streams in the order of the bins.

    Attributes:
        moved_from: the regular day, None when the date is regular or the supplier keeps it to itself.
        reason: why the date moved, in German; None when it is regular or the reason is unknown.
        marked: the supplier says that the date moved.
    """

    date: Day
    streams: tuple[Stream, ...]
    moved_from: Day | None
    reason: str | None
    marked: bool = False

    @property
    def moved(self) -> bool:
        """Whether this date replaces a regular one."""
        return self.marked or self.moved_from is not None


class PickupCalendar:
    """The calendars of all areas, asked by area and days."""

    def __init__(self, areas: Mapping[str, AreaCalendar]) -> None:
        """Take the calendars by the name of their area."""
        self.areas = dict(areas)
        self._by_stream = {name: _split_by_stream(area.pickups) for name, area in self.areas.items()}

    def of(self, area: str) -> AreaCalendar:
        """The calendar of one area: its source, whether it is an example, the days it covers.

        Raises:
            CalendarMissing: nobody delivered a calendar for this area.
        """
        if area not in self.areas:
            raise CalendarMissing(area)
        return self.areas[area]

    def between(self, area: str, start: date, end: date, streams: tuple[Stream, ...] = ()) -> tuple[PickupDay, ...]:
        """The pickups from `start` to `end`, both included, ascending; no streams = all of them.

        A span that is covered in part gives what is known; `of(area).covers(start, end)` tells.
        An empty result for covered days means that nothing is collected.

        Raises:
            CalendarMissing: nobody delivered a calendar for this area.
            CalendarEnds: none of these days lies in the calendar.
            ValueError: `start` is after `end`.
        """
        if start > end:
            raise ValueError(f"span from {start} to {end}")
        known = self.of(area)
        if start > known.last_day or end < known.first_day:
            raise CalendarEnds(known.last_day)
        return _days(_slice(known.pickups, start, end), streams)

    def next(self, area: str, on_or_after: date, streams: tuple[Stream, ...] = ()) -> tuple[PickupDay, ...]:
        """The next day of each asked stream, ascending; no streams = the four bins at the house.

        A stream without a further date in the calendar is left out, unless it would leave nothing.

        Raises:
            CalendarMissing: nobody delivered a calendar for this area.
            CalendarEnds: the calendar does not cover the day, or knows no further date of any asked stream.
        """
        known = self.of(area)
        by_stream = self._by_stream[area]
        found = [
            pickup
            for stream in dict.fromkeys(streams or BIN_STREAMS)
            for pickup in _first(by_stream.get(stream, ()), on_or_after)
        ]
        if not found or not known.covers(on_or_after, on_or_after):
            raise CalendarEnds(known.last_day)
        return _days(found)

    def moved(self, area: str, start: date, end: date) -> tuple[PickupDay, ...]:
        """The moved pickups whose new or regular day lies from `start` to `end`, both included.

        Raises:
            CalendarMissing, CalendarEnds, ValueError: as `between` does.
        """
        self.between(area, start, end)
        near = _days(_slice(self.of(area).pickups, start - WEEK, end + WEEK))
        return tuple(
            day for day in near if day.moved and any(start <= d <= end for d in (day.date, day.moved_from or day.date))
        )


def pickup_order(pickup: Pickup) -> tuple[date, Stream, date]:
    """The order of a calendar's pickups, for sorting: day, stream, regular day."""
    return pickup.date, pickup.stream, pickup.moved_from or pickup.date


def holiday_reason(day: date) -> str | None:
    """The holiday that moves a pickup of this day: the nearest one in its week, Monday to Saturday.

    A Saturday in a week without one looks ahead, because Monday's pickups may come on the Saturday before.
    """
    monday = day - timedelta(days=day.weekday())
    return _nearest_holiday(monday, day) or (
        _nearest_holiday(monday + WEEK, day) if day.weekday() == SATURDAY else None
    )


def _nearest_holiday(monday: date, day: date) -> str | None:
    week = sorted((monday + timedelta(days=offset) for offset in range(6)), key=lambda d: abs(d - day))
    return next((name for d in week if (name := holiday_name(d))), None)


def _split_by_stream(pickups: Iterable[Pickup]) -> dict[Stream, tuple[Pickup, ...]]:
    split: defaultdict[Stream, list[Pickup]] = defaultdict(list)
    for pickup in pickups:
        split[pickup.stream].append(pickup)
    return {stream: tuple(own) for stream, own in split.items()}


def _slice(pickups: tuple[Pickup, ...], start: date, end: date) -> tuple[Pickup, ...]:
    first = bisect_left(pickups, start, key=_date_of)
    return pickups[first : bisect_right(pickups, end, lo=first, key=_date_of)]


def _first(pickups: tuple[Pickup, ...], on_or_after: date) -> tuple[Pickup, ...]:
    index = bisect_left(pickups, on_or_after, key=_date_of)
    return pickups[index : index + 1]


def _date_of(pickup: Pickup) -> date:
    return pickup.date


def _days(pickups: Iterable[Pickup], streams: tuple[Stream, ...] = ()) -> tuple[PickupDay, ...]:
    """Merge pickups that share the day and the story of their move."""
    merged: defaultdict[tuple[date, date | None, str | None, bool], set[Stream]] = defaultdict(set)
    for pickup in pickups:
        if not streams or pickup.stream in streams:
            merged[_story(pickup)].add(pickup.stream)
    days = (PickupDay(key[0], tuple(sorted(own, key=_bin_order)), *key[1:]) for key, own in merged.items())
    return tuple(sorted(days, key=lambda day: (day.date, day.moved_from or day.date, day.streams)))


def _story(pickup: Pickup) -> tuple[date, date | None, str | None, bool]:
    moved = pickup.marked or pickup.moved_from is not None
    reason = pickup.reason or (holiday_reason(pickup.moved_from or pickup.date) if moved else None)
    return pickup.date, pickup.moved_from, reason, moved


def _bin_order(stream: Stream) -> int:
    return PICKUP_STREAMS.index(stream)
