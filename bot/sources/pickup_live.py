"""Pickup dates of a supplier that is asked over the network: from the store at once, from the supplier when it is due.

A resident waits for the supplier only where the store has nothing usable, and then not longer than the budget. What
failed or makes no sense never replaces what was good.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.city.errors import CalendarMissing, CalendarUnavailable, HouseNumberNeeded
from bot.city.pickup import AreaCalendar
from bot.city.pickup_calendar import PickupCalendar
from bot.city.pickup_shift import with_regular_days
from bot.city.source import Source
from bot.city.street import Street
from bot.sources.errands import Errands
from bot.sources.pickup_store import PickupStore, Record
from bot.sources.supplier import (
    Delivery,
    StreetNotDelivered,
    Supplier,
    SupplierFailed,
    choose_number,
    joined,
    without_holes,
)
from bot.sources.supplier_streets import SupplierStreets

BUDGET_SECONDS = 3.0
REFRESH_AFTER = timedelta(days=1)
# After a failure, doubling with each further one.
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)

_LOCK_SECONDS = 120.0
_MOST_AT_HAND = 500
# A year whose first or last date lies this near to its edge has no others there.
_NEARLY = timedelta(days=8)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Terms:
    """How a supplier is called in answers, and how old its word may be.

    Attributes:
        max_age: from when on a calendar counts as too old; None = never.
    """

    name: str
    url: str | None
    max_age: timedelta | None


class LiveCalendars(PickupCalendar):
    """The calendars of a supplier, kept in a store."""

    def __init__(
        self,
        supplier: Supplier,
        store: PickupStore,
        terms: Terms,
        now: Callable[[], datetime],
        budget: float = BUDGET_SECONDS,
    ) -> None:
        """Ask `supplier` when it is due; `now` tells the time, `budget` how many seconds a resident may wait."""
        self._supplier = supplier
        self._store = store
        self._terms = terms
        self._now = now
        self._budget = budget
        self._errands = Errands()
        self._streets = SupplierStreets(supplier, self._errands, now)
        self._calendar = lru_cache(maxsize=_MOST_AT_HAND)(self._made)

    def of(self, street: Street, house_number: str | None) -> AreaCalendar:
        """The calendar of an address; asks for the house number only where the supplier needs it."""
        place = self._supplier.place_of(street, house_number)
        ends = time.monotonic() + self._budget
        known = self._known(street, place, None, ends)
        if not known.delivery.numbers:
            return self._calendar(known)
        if house_number is None:
            raise HouseNumberNeeded(street.name)
        number = choose_number(street.name, house_number, known.delivery.numbers)
        return self._calendar(self._known(street, place, number, ends))

    def street(self, name: str) -> Street:
        """A street that is not in the city's own list, as the supplier spells it."""
        known = self._store.get(name).delivery
        return Street(known.name if known else self._streets.find(name, self._budget), "", "", ())

    def finish(self) -> None:
        """Wait until no errand is on its way to the supplier."""
        self._errands.finish()

    def _known(self, street: Street, place: str, number: str | None, ends: float) -> "_Known":
        """What the store has of a place, after asking the supplier where that is due.

        Raises:
            CalendarMissing, CalendarUnavailable: there is nothing.
        """
        record, now = self._store.get(place, number), self._now()
        if _is_due(record, now):
            usable = record.delivery is not None and not self._is_too_old(record, now)
            wait = 0.0 if usable else ends - time.monotonic()
            self._errands.run(f"{place}+{number}", lambda: self._refresh(place, number), wait)
            record = self._store.get(place, number)
        if record.missing and (record.delivery is None or self._is_too_old(record, now)):
            raise CalendarMissing(street.name)
        if record.delivery is None or record.fetched_at is None:
            raise CalendarUnavailable(street.name)
        return _Known(place, number, record.fetched_at.astimezone(now.tzinfo), record.delivery)

    def _is_too_old(self, record: Record, now: datetime) -> bool:
        limit = self._terms.max_age
        return limit is not None and record.fetched_at is not None and now - record.fetched_at > limit

    def _refresh(self, place: str, number: str | None) -> None:
        """Ask the supplier and keep what it says, unless another process has just done so."""
        with self._store.asking(place, number, _LOCK_SECONDS) as alone:
            record, now = self._store.get(place, number), self._now()
            if alone and _is_due(record, now):
                self._store.put(place, number, self._answered(place, number, record, now))

    def _answered(self, place: str, number: str | None, record: Record, now: datetime) -> Record:
        try:
            delivery = joined(record.delivery, self._supplier.deliver(place, number), now.date())
        except StreetNotDelivered:
            # A street does not vanish overnight: an old calendar goes on until it is too old.
            return replace(record, tried_at=now, failures=0, not_before=None, missing=True)
        except SupplierFailed as failure:
            logger.warning("%s: %s", self._terms.name, failure)
            not_before = now + min(failure.pause, LONGEST_PAUSE) if failure.pause else None
            return replace(record, tried_at=now, failures=record.failures + 1, not_before=not_before)
        except Exception:
            # Whatever nonsense can do to a reader is one more failure.
            logger.exception("%s: the answer made trouble", self._terms.name)
            return replace(record, tried_at=now, failures=record.failures + 1)
        return Record(delivery, now, now)

    def _made(self, known: "_Known") -> AreaCalendar:
        """The calendar of a place as the store has it."""
        as_of = known.fetched_at.date()
        pickups = with_regular_days(without_holes(known.delivery.pickups, as_of))
        first, last = _span(pickups[0].date, pickups[-1].date, as_of)
        source = Source(self._terms.name, self._terms.url, as_of)
        best_before = as_of + self._terms.max_age if self._terms.max_age else None
        # House numbers with calendars of their own are areas of their own.
        area = " ".join(filter(None, (known.delivery.name, known.number)))
        return AreaCalendar(area, pickups, first, last, source, example=False, best_before=best_before)


@dataclass(frozen=True)
class _Known:
    """What was fetched of a place at a moment; equal without a look at all the dates."""

    place: str
    number: str | None
    fetched_at: datetime
    delivery: Delivery = field(compare=False)


def _is_due(record: Record, now: datetime) -> bool:
    """Whether the supplier may be asked again."""
    if record.tried_at is None or now < record.tried_at:
        # Never, or by a clock that was wrong.
        return True
    if record.not_before and now < record.not_before:
        return False
    if not record.failures:
        return now - record.tried_at >= REFRESH_AFTER
    # Beyond 2 ** 10 the longest pause has long been reached.
    pause: timedelta = FIRST_PAUSE * 2 ** min(record.failures - 1, 10)
    return now - record.tried_at >= min(pause, LONGEST_PAUSE)


def _span(first: date, last: date, as_of: date) -> tuple[date, date]:
    """The days that a calendar covers.

    A supplier that leaves out what is over still speaks about the day it was asked.
    """
    begin, end = date(first.year, 1, 1), date(last.year, 12, 31)
    return min(begin if first - begin < _NEARLY else first, as_of), end if end - last < _NEARLY else last
