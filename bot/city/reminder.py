"""Reminders of pickups: what somebody wants to be reminded of and when, and on which moments that falls.

How wishes are read is `bot.city.reminder_words`; who wants them, and that they are sent, is `bot.reminders`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.city.pickup import AreaCalendar, PickupDay, Selection

# As in the calendar feed: seven in the evening before, and before the lorries come.
EVE = time(19)
MORNING = time(6)
MOST_DAYS_BEFORE = 7
# Bins are emptied until the afternoon; later a reminder only annoys.
TOO_LATE = time(12)
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Moment:
    """When to remind.

    Attributes:
        days_before: the pickup.
        time: as clocks in the city show it.
    """

    days_before: int = 1
    time: time = EVE


USUAL = Moment()


@dataclass(frozen=True)
class Quiet:
    """When nobody wants to be disturbed, from one time of day until another; over midnight if that is earlier."""

    start: time
    until: time

    def covers(self, moment: time) -> bool:
        """Whether a time of day lies in it."""
        if self.start <= self.until:
            return self.start <= moment < self.until
        return moment >= self.start or moment < self.until


NIGHT = Quiet(time(22), time(6))


@dataclass(frozen=True)
class Reminder:
    """One wish to be reminded.

    Attributes:
        selection: of which bins; no streams = all that is collected.
        paused_until: the last day without reminders; None = no pause.
    """

    street: str
    house_number: str | None
    selection: Selection
    moment: Moment = USUAL
    paused_until: date | None = None

    @property
    def address(self) -> str:
        """The address as people write it."""
        return " ".join(filter(None, (self.street, self.house_number)))


@dataclass(frozen=True)
class Occurrence:
    """One reminder at one moment.

    Attributes:
        at: when it is due, in UTC.
        until: when it makes no sense any more, in UTC.
        day: of the pickup.
        pickups: what is collected then.
    """

    at: datetime
    until: datetime
    day: date
    pickups: tuple[PickupDay, ...]


def occurrences(
    reminder: Reminder, calendar: AreaCalendar, first: date, last: date, zone: tzinfo, quiet: Quiet | None = None
) -> Iterator[Occurrence]:
    """The reminders of the pickups from one day to another, both included, ascending.

    Args:
        zone: of the city; a time that is left out in the night in which clocks go forward counts an hour later, one
            that comes twice is the first of both.
        quiet: no reminder comes then; it comes before instead, when it can still be followed.
    """
    together: dict[date, list[PickupDay]] = {}
    for pickups in calendar.between(max(first, calendar.first_day), min(last, calendar.last_day), reminder.selection):
        together.setdefault(pickups.date, []).append(pickups)
    for day in sorted(together):
        if reminder.paused_until is None or day > reminder.paused_until:
            at = _moment(reminder.moment, day, quiet).replace(tzinfo=zone).astimezone(UTC)
            until = datetime.combine(day, TOO_LATE, zone).astimezone(UTC)
            yield Occurrence(at, until, day, tuple(together[day]))


def next_occurrence(
    reminder: Reminder, calendar: AreaCalendar, after: datetime, zone: tzinfo, quiet: Quiet | None = None
) -> Occurrence | None:
    """The next reminder after a moment; None when the calendar holds none."""
    today = after.astimezone(zone).date()
    coming = occurrences(reminder, calendar, today, calendar.last_day, zone, quiet)
    return next((one for one in coming if one.at > after), None)


def _moment(moment: Moment, day: date, quiet: Quiet | None) -> datetime:
    """The local time of a reminder."""
    at = datetime.combine(day - moment.days_before * _DAY, moment.time)
    if quiet is None or not quiet.covers(at.time()):
        return at
    # The last time before the quiet that it lies in.
    start = datetime.combine(at.date(), quiet.start)
    return start if start <= at else start - _DAY
