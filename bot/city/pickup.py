"""Pickup dates: which streams are collected in an area on which day, and why a date moved.

Knows nothing of ICS, files or suppliers; those make an `AreaCalendar` in `bot.sources`. Which calendar an address
has is the task of `bot.city.pickup_calendar`.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias

from bot.city.errors import CalendarEnds
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
        fortnightly: a date of the residual bin that the fortnightly tariff shares.
    """

    date: Day
    stream: Stream
    moved_from: Day | None = None
    reason: str | None = None
    marked: bool = False
    fortnightly: bool = False


@dataclass(frozen=True)
class Selection:
    """What somebody wants to know of a calendar.

    Attributes:
        streams: the streams asked for; none = all, or the four bins where only the next date counts.
        fortnightly: the residual bin is emptied every other week only, by tariff.
    """

    streams: tuple[Stream, ...] = ()
    fortnightly: bool = False

    def takes(self, pickup: Pickup) -> bool:
        """Whether a pickup belongs to the selection."""
        if self.fortnightly and pickup.stream is Stream.RESIDUAL and not pickup.fortnightly:
            return False
        return not self.streams or pickup.stream in self.streams


EVERYTHING = Selection()


@dataclass(frozen=True)
class PickupDay:
    """What is collected on one day at one address, streams in the order of the bins.

    Attributes:
        moved_from: the regular day, None when the date is regular or the supplier keeps it to itself.
        reason: why the date moved, in German; None when it is regular or the reason is unknown.
        marked: the supplier says that the date moved.
        fortnightly: the residual bin is among the streams, and the fortnightly tariff shares this date.
    """

    date: Day
    streams: tuple[Stream, ...]
    moved_from: Day | None
    reason: str | None
    marked: bool = False
    fortnightly: bool = False

    @property
    def moved(self) -> bool:
        """Whether this date replaces a regular one."""
        return self.marked or self.moved_from is not None

    def only(self, streams: tuple[Stream, ...]) -> "PickupDay":
        """The same day without other streams than these; none = all."""
        return replace(self, streams=tuple(s for s in self.streams if s in streams)) if streams else self


@dataclass(frozen=True)
class AreaCalendar:
    """All pickups of one area, ascending by date, and the span of days it covers.

    Attributes:
        area: what all addresses with these dates have in common: a district, or a single street.
        example: True when the dates are generated and not the waste company's.
        best_before: the last day on which the calendar counts as up to date; None = no limit.
    """

    area: str
    pickups: tuple[Pickup, ...]
    first_day: date
    last_day: date
    source: Source
    example: bool
    best_before: date | None = None

    def covers(self, start: date, end: date) -> bool:
        """Whether every day from `start` to `end` lies in the calendar."""
        return self.first_day <= start and end <= self.last_day

    @cached_property
    def has_fortnightly(self) -> bool:
        """Whether the residual bin comes in two rhythms here, so that a household's tariff decides."""
        return any(pickup.fortnightly for pickup in self.pickups)

    def between(self, start: date, end: date, wanted: Selection = EVERYTHING) -> tuple[PickupDay, ...]:
        """The pickups from `start` to `end`, both included, ascending.

        A span that is covered in part gives what is known; `covers` tells.
        An empty result for covered days means that nothing is collected.

        Raises:
            CalendarEnds: none of these days lies in the calendar.
            ValueError: `start` is after `end`.
        """
        if start > end:
            raise ValueError(f"span from {start} to {end}")
        if start > self.last_day or end < self.first_day:
            raise CalendarEnds(self.last_day)
        return _days(filter(wanted.takes, _slice(self.pickups, start, end)))

    def next(self, on_or_after: date, wanted: Selection = EVERYTHING) -> tuple[PickupDay, ...]:
        """The next day of each stream asked for, ascending; no streams = the four bins at the house.

        A stream without a further date in the calendar is left out, unless it would leave nothing.

        Raises:
            CalendarEnds: the calendar does not cover the day, or knows no further date of any asked stream.
        """
        found = [
            pickup
            for stream in dict.fromkeys(wanted.streams or BIN_STREAMS)
            for pickup in _first(self._dates(stream, fortnightly=wanted.fortnightly), on_or_after)
        ]
        if not found or not self.covers(on_or_after, on_or_after):
            raise CalendarEnds(self.last_day)
        return _days(found)

    def moved(self, start: date, end: date, wanted: Selection = EVERYTHING) -> tuple[PickupDay, ...]:
        """The moved pickups whose new or regular day lies from `start` to `end`, both included.

        Raises:
            CalendarEnds, ValueError: as `between` does.
        """
        self.between(start, end)
        near = _days(filter(wanted.takes, _slice(self.pickups, start - WEEK, end + WEEK)))
        return tuple(
            day for day in near if day.moved and any(start <= d <= end for d in (day.date, day.moved_from or day.date))
        )

    def _dates(self, stream: Stream, *, fortnightly: bool) -> tuple[Pickup, ...]:
        key = "fortnightly" if fortnightly and stream is Stream.RESIDUAL else stream.value
        return self._by_rhythm.get(key, ())

    @cached_property
    def _by_rhythm(self) -> dict[str, tuple[Pickup, ...]]:
        """The pickups of each stream, and those of the residual bin that the fortnightly tariff shares."""
        split: defaultdict[str, list[Pickup]] = defaultdict(list)
        for pickup in self.pickups:
            split[pickup.stream.value].append(pickup)
            if pickup.fortnightly:
                split["fortnightly"].append(pickup)
        return {key: tuple(own) for key, own in split.items()}


def pickup_order(pickup: Pickup) -> tuple[date, Stream, date]:
    """The order of a calendar's pickups, for sorting: day, stream, regular day."""
    return pickup.date, pickup.stream, pickup.moved_from or pickup.date


def merged(pickups: Iterable[Pickup]) -> tuple[Pickup, ...]:
    """The same pickups in order and each once; what is known of one of several equal dates is known of it."""
    best: dict[tuple[date, Stream, date | None], Pickup] = {}
    for pickup in pickups:
        key = pickup.date, pickup.stream, pickup.moved_from
        known = best.get(key, pickup)
        best[key] = replace(
            pickup,
            reason=pickup.reason or known.reason,
            marked=pickup.marked or known.marked,
            fortnightly=pickup.fortnightly or known.fortnightly,
        )
    return tuple(sorted(best.values(), key=pickup_order))


def move_reason(pickup: Pickup) -> str | None:
    """Why a pickup moved: what the supplier says, else the holiday beside it; None when it did not move."""
    if not pickup.marked and not pickup.moved_from:
        return None
    return pickup.reason or holiday_reason(pickup.moved_from or pickup.date)


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


def _slice(pickups: tuple[Pickup, ...], start: date, end: date) -> tuple[Pickup, ...]:
    first = bisect_left(pickups, start, key=_date_of)
    return pickups[first : bisect_right(pickups, end, lo=first, key=_date_of)]


def _first(pickups: tuple[Pickup, ...], on_or_after: date) -> tuple[Pickup, ...]:
    index = bisect_left(pickups, on_or_after, key=_date_of)
    return pickups[index : index + 1]


def _date_of(pickup: Pickup) -> date:
    return pickup.date


def _days(pickups: Iterable[Pickup]) -> tuple[PickupDay, ...]:
    """Merge pickups that share the day and the story of their move."""
    together: defaultdict[tuple[date, date | None, str | None, bool], list[Pickup]] = defaultdict(list)
    for pickup in pickups:
        together[_story(pickup)].append(pickup)
    days = (
        PickupDay(key[0], _bins(own), *key[1:], fortnightly=any(pickup.fortnightly for pickup in own))
        for key, own in together.items()
    )
    return tuple(sorted(days, key=lambda day: (day.date, day.moved_from or day.date, day.streams)))


def _bins(pickups: list[Pickup]) -> tuple[Stream, ...]:
    return tuple(sorted({pickup.stream for pickup in pickups}, key=PICKUP_STREAMS.index))


def _story(pickup: Pickup) -> tuple[date, date | None, str | None, bool]:
    return pickup.date, pickup.moved_from, move_reason(pickup), pickup.marked or pickup.moved_from is not None
