"""What every supplier of pickup dates that is asked over the network offers, and how its answers are put together.

Which supplier speaks which protocol is in `pickup_awg`, `pickup_abfallnavi` and `pickup_links`; when one is asked and
what happens to its answers is `pickup_live`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from bot.city.errors import HouseNumberInvalid
from bot.city.pickup import Pickup, merged
from bot.city.stream import Stream
from bot.city.street import Street, read_house_number

# A year with fewer dates is no year of a household's bins, but a supplier's mishap.
FEWEST_DATES = 12

# Some bin comes every four weeks at least; a longer pause is a hole in the data.
_LONGEST_PAUSE = timedelta(days=62)
# So near to today there is a date in every calendar that is not over.
_NEAR = timedelta(days=31)
# A bin may lose this many dates to a new rhythm; more, and a third of all, are lost to a mishap.
_LOST_AT_MOST = 2

_RANGE = re.compile(r"(\d+)[a-z]?(?:-|bis)(\d+)([a-z]?)")


class SupplierFailed(Exception):
    """The supplier gave no answer, or none that can be used.

    The message says what happened without any street: it goes to the log.

    Attributes:
        pause: how long the supplier does not want to be asked again, if it said so.
    """

    def __init__(self, message: str, pause: timedelta | None = None) -> None:
        super().__init__(message)
        self.pause = pause


class StreetNotDelivered(Exception):
    """The supplier answers, but has no calendar for this street."""


@dataclass(frozen=True)
class Delivery:
    """What a supplier said about one place.

    Attributes:
        name: the street or area as the supplier calls it.
        pickups: its dates, ascending; empty where the house number decides.
        numbers: the house numbers, or ranges of them, that have calendars of their own.
    """

    name: str
    pickups: tuple[Pickup, ...] = ()
    numbers: tuple[str, ...] = ()


class Supplier(Protocol):
    """A supplier; its methods may be called from several threads."""

    def place_of(self, street: Street, house_number: str | None) -> str:
        """Under which name the supplier keeps the calendar of an address: the street, or its area.

        Raises:
            HouseNumberNeeded, HouseNumberInvalid, CalendarMissing: as `Street.area` does, where areas count.
        """

    def streets(self, beginning: str) -> tuple[str, ...]:
        """The supplier's streets that begin like this, as far as it tells.

        Raises:
            SupplierFailed: it gave no usable answer.
        """

    def deliver(self, place: str, number: str | None) -> Delivery:
        """Ask for all dates of a place.

        Args:
            number: one of the `numbers` of an earlier delivery.

        Raises:
            StreetNotDelivered: there is no such place.
            SupplierFailed: no usable answer.
        """


def joined(old: Delivery | None, new: Delivery, today: date) -> Delivery:
    """The new delivery, with the days before its first one from the old.

    Raises:
        SupplierFailed: the new one says nothing about now, or lacks much of what the old one has for the future.
    """
    if new.numbers:
        if old and len(new.numbers) * 3 < len(old.numbers) * 2:
            raise SupplierFailed("far fewer house numbers than before, not taken over")
        return new
    if not any(abs(pickup.date - today) <= _NEAR for pickup in new.pickups):
        raise SupplierFailed("no dates around today")
    if old is None:
        return new
    for stream, lost in _lost(old.pickups, new.pickups, today):
        raise SupplierFailed(f"{lost} dates of {stream} fewer than before, not taken over")
    first, oldest = new.pickups[0].date, date(today.year - 1, 1, 1)
    past = (pickup for pickup in old.pickups if oldest <= pickup.date < min(first, today))
    return Delivery(new.name, merged([*past, *new.pickups]))


def _lost(old: Iterable[Pickup], new: Iterable[Pickup], today: date) -> Iterator[tuple[Stream, int]]:
    """Which streams lack dates from today on, and how many; earlier ones a supplier may well leave out."""
    before, now = (Counter(p.stream for p in pickups if p.date >= today) for pickups in (old, new))
    for stream, count in before.items():
        if count - now[stream] > _LOST_AT_MOST and now[stream] * 3 < count * 2:
            yield stream, count - now[stream]


def without_holes(pickups: tuple[Pickup, ...], today: date) -> tuple[Pickup, ...]:
    """The dates around today that follow one another: nobody may believe that nothing comes in a hole of the data."""
    runs: list[list[Pickup]] = [list(pickups[:1])]
    for earlier, later in pairwise(pickups):
        if later.date - earlier.date > _LONGEST_PAUSE:
            runs.append([])
        runs[-1].append(later)
    return tuple(min(runs, key=lambda run: min((abs(p.date - today) for p in run), default=timedelta.max)))


def choose_number(street: str, house_number: str, numbers: tuple[str, ...]) -> str:
    """The entry of a supplier's list that a house number belongs to: itself, its range, or itself without letter.

    Raises:
        HouseNumberInvalid: none fits.
    """
    wanted, value = _plain(house_number), read_house_number(street, house_number)
    for number in numbers:
        if _plain(number) == wanted:
            return number
    for number in numbers:
        span = _RANGE.fullmatch(_plain(number))
        if span and int(span[1]) <= value <= int(span[2]):
            return number
    for number in numbers:
        if _plain(number) == str(value):
            return number
    raise HouseNumberInvalid(street, house_number)


def _plain(number: str) -> str:
    return re.sub(r"[\s.]", "", number.lower()).replace("–", "-")
