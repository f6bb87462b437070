"""Asks for calendars that lie in the internet as ICS files, one per area or street (https, webcal).

`{year}` in an address stands for the calendar year; in autumn the next year is asked for as well and may be missing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from bot.city.errors import CalendarMissing
from bot.city.pickup import Pickup, merged
from bot.city.street import Street, street_key
from bot.sources.pickup_ics import delivered_pickups
from bot.sources.pickup_labels import Labels
from bot.sources.supplier import FEWEST_DATES, Delivery, StreetNotDelivered, SupplierFailed
from bot.sources.supplier_file import CalendarLink
from bot.sources.web import Visit, Web

_YEAR = "{year}"
# Earlier nobody has next year's calendar, and we would ask for nothing every day.
_FIRST_MONTH_FOR_NEXT_YEAR = 9


class LinkedCalendars:
    """Calendars behind links."""

    def __init__(
        self,
        links: Iterable[CalendarLink],
        labels: Labels,
        web_of: Callable[[str], Web],
        now: Callable[[], datetime],
    ) -> None:
        """Take the links; `web_of` opens the way to the server of an address."""
        self._links = {street_key(link.place): link for link in links}
        self._web_of = web_of
        self._labels = labels
        self._now = now

    def place_of(self, street: Street, house_number: str | None) -> str:
        """The street, if it has a link of its own, else the area that the house number lies in."""
        own = self._links.get(street.key)
        if own and own.is_street:
            return own.place
        area = street.area(house_number)
        if street_key(area) not in self._links:
            raise CalendarMissing(street.name)
        return area

    def streets(self, beginning: str) -> tuple[str, ...]:
        """The streets that have a link and begin like this."""
        key = street_key(beginning)
        return tuple(link.place for own, link in self._links.items() if link.is_street and own.startswith(key))

    def deliver(self, place: str, number: str | None) -> Delivery:  # noqa: ARG002  # as all suppliers
        """The dates behind the link of a place."""
        link = self._links.get(street_key(place))
        if link is None:
            raise StreetNotDelivered
        url = link.url.replace("webcal://", "https://", 1)
        with self._web_of(url).visit() as visit:
            return Delivery(place, merged(self._pickups(visit, url)))

    def _pickups(self, visit: Visit, url: str) -> Iterator[Pickup]:
        today = self._now().date()
        yield from self._file(visit, url.replace(_YEAR, str(today.year)))
        if _YEAR in url and today.month >= _FIRST_MONTH_FOR_NEXT_YEAR:
            try:
                yield from self._file(visit, url.replace(_YEAR, str(today.year + 1)))
            except SupplierFailed:
                # Not there yet; where it was there before, `pickup_live` notices.
                return

    def _file(self, visit: Visit, url: str) -> tuple[Pickup, ...]:
        found = delivered_pickups(visit.get(url).content, "ICS", self._labels)
        if len(found) < FEWEST_DATES:
            raise SupplierFailed(f"only {len(found)} dates")
        return found
