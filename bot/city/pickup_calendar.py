"""Which calendar an address has: by its area where calendars lie ready, or from a supplier that is asked live.

Suppliers themselves are in `bot.sources`; the dates of a calendar are `bot.city.pickup`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.city.errors import CalendarMissing, StreetUnknown
from bot.city.pickup import AreaCalendar
from bot.city.street import Street, street_key


class PickupCalendar(ABC):
    """The pickup dates of every address."""

    @abstractmethod
    def of(self, street: Street, house_number: str | None) -> AreaCalendar:
        """The calendar of an address.

        Raises:
            HouseNumberNeeded: the street is split and no number was given.
            HouseNumberInvalid: the number is none, or is in no part of the street.
            CalendarMissing: nobody delivers a calendar for this address.
            CalendarUnavailable: the supplier does not answer, and there is no earlier copy.
        """

    @abstractmethod
    def street(self, name: str) -> Street:
        """A street that only the supplier knows.

        Raises:
            StreetUnknown: it knows none of this name; carries similar ones, maybe none.
        """


class AreaCalendars(PickupCalendar):
    """Calendars that lie ready, by the name of their area."""

    def __init__(self, areas: Mapping[str, AreaCalendar], max_age: timedelta | None = None) -> None:
        """Take the calendars; one that is named after a street comes before the one of the street's area.

        Args:
            max_age: from when on a calendar counts as too old; None = never.
        """
        self.areas = areas
        self._max_age = max_age
        self._own = {street_key(area): area for area in areas}

    def of(self, street: Street, house_number: str | None) -> AreaCalendar:
        """The calendar of the street, else of the area that the house number lies in."""
        area = self._own.get(street.key) or street.area(house_number)
        if area not in self.areas:
            raise CalendarMissing(street.name)
        calendar = self.areas[area]
        if self._max_age is None:
            return calendar
        return replace(calendar, best_before=calendar.source.as_of + self._max_age)

    def street(self, name: str) -> Street:
        """None: calendars that lie ready know no streets."""
        raise StreetUnknown(name, ())
