"""What becomes of somebody's reminders by what they say: a pure step from one set of them to the next."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.city.pickup import Selection
from bot.city.reminder import MOST_DAYS_BEFORE, USUAL, Moment, Reminder
from bot.city.reminder_words import Part, ReminderWish
from bot.city.stream import PICKUP_STREAMS, Stream

_ALL = frozenset(PICKUP_STREAMS)
# A pause without an end is until further notice.
FOR_EVER = date.max

_Bins = dict[Moment, frozenset[Stream]]


@dataclass(frozen=True)
class Subject:
    """The address that a wish is about.

    Attributes:
        fortnightly: the residual bin is emptied every other week only.
    """

    street: str
    house_number: str | None
    fortnightly: bool = False

    def is_of(self, reminder: Reminder) -> bool:
        """Whether a reminder is about this address."""
        return (reminder.street, _folded(reminder.house_number)) == (self.street, _folded(self.house_number))


def changed(wish: ReminderWish, current: Iterable[Reminder], subject: Subject) -> tuple[Reminder, ...]:
    """Somebody's reminders after a wish to set or change those of an address."""
    current = tuple(current)
    here = [reminder for reminder in current if subject.is_of(reminder)]
    elsewhere = tuple(reminder for reminder in current if not subject.is_of(reminder))
    bins: _Bins = {reminder.moment: reminder.selection_streams for reminder in map(_Explicit, here)}
    usual = max(bins, key=lambda moment: len(bins[moment]), default=USUAL)
    if wish.without:
        bins = {moment: streams - wish.without for moment, streams in (bins or {USUAL: _ALL}).items()}
    if wish.shift:
        bins = _shifted(bins or {USUAL: _ALL}, wish.shift)
    if wish.only and wish.streams:
        bins = {moment: streams & wish.streams for moment, streams in bins.items()}
    for part in wish.parts or (() if wish.without or wish.shift or bins else (Part(),)):
        bins = _with_part(bins, part, usual, adds=wish.adds)
    pause = max((reminder.paused_until for reminder in here if reminder.paused_until), default=None)
    made = (
        Reminder(subject.street, subject.house_number, Selection(_told(streams), subject.fortnightly), moment, pause)
        for moment, streams in sorted(bins.items())
        if streams
    )
    return (*elsewhere, *made)


def stopped(wish: ReminderWish, current: Iterable[Reminder], subject: Subject | None) -> tuple[Reminder, ...]:
    """Somebody's reminders after a wish to stop them: all, those of an address, or those of some bins."""
    kept = []
    for reminder in current:
        if subject is not None and not subject.is_of(reminder):
            kept.append(reminder)
        elif wish.streams and (left := _Explicit(reminder).selection_streams - wish.streams):
            kept.append(replace(reminder, selection=replace(reminder.selection, streams=_told(left))))
    return tuple(kept)


def paused(current: Iterable[Reminder], until: date | None) -> tuple[Reminder, ...]:
    """Somebody's reminders with a pause until the end of a day."""
    return tuple(replace(reminder, paused_until=until) for reminder in current)


class _Explicit:
    """A reminder whose bins are all named."""

    def __init__(self, reminder: Reminder) -> None:
        self.moment = reminder.moment
        self.selection_streams = frozenset(reminder.selection.streams) or _ALL


def _with_part(bins: _Bins, part: Part, usual: Moment, *, adds: bool) -> _Bins:
    known = frozenset[Stream]().union(*bins.values())
    streams = part.streams or known or _ALL
    if not part.moments:
        # What has its moment keeps it.
        return {**bins, usual: bins.get(usual, frozenset()) | (streams - known)}
    # What is named moves to its new moment; everything does where no bin is named.
    left = bins if adds else {moment: others - streams for moment, others in bins.items()}
    return left | {moment: left.get(moment, frozenset()) | streams for moment in part.moments}


def _shifted(bins: _Bins, shift: timedelta) -> _Bins:
    moved: _Bins = {}
    for moment, streams in bins.items():
        day = date(2000, 1, 10)
        at = datetime.combine(day - timedelta(days=moment.days_before), moment.time) + shift
        new = Moment(min(max((day - at.date()).days, 0), MOST_DAYS_BEFORE), at.time())
        moved[new] = moved.get(new, frozenset()) | streams
    return moved


def _told(streams: frozenset[Stream]) -> tuple[Stream, ...]:
    """The bins in their usual order; none for all of them, so that new kinds belong to it."""
    return () if streams == _ALL else tuple(stream for stream in PICKUP_STREAMS if stream in streams)


def _folded(number: str | None) -> str:
    return "".join((number or "").lower().split())
