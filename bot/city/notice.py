"""Notices of editors about disturbed pickups (strike, snow): for whom and when each counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.city.source import Source
from bot.city.stream import Stream
from bot.city.street import Street


@dataclass(frozen=True)
class Notice:
    """Something residents should know before they read dates.

    Attributes:
        text: German, one or two sentences.
        first_day, last_day: the days whose pickups are concerned, both included.
        districts, streets: where; both empty = the whole city.
        streams: which bins; empty = all.
        example: made up for demonstrations.
    """

    text: str
    first_day: date
    last_day: date
    districts: tuple[str, ...]
    streets: tuple[str, ...]
    streams: tuple[Stream, ...]
    source: Source
    example: bool

    def concerns(self, street: Street, streams: Iterable[Stream], today: date, days: Iterable[date]) -> bool:
        """Whether it counts for somebody: it lasts today or on one of the days they are told, and is not over.

        Args:
            streams: the bins they asked for; none = all.
            days: the days they are told.
        """
        lasting = any(self.first_day <= day <= self.last_day for day in (today, *days))
        asked = set(streams)
        return (
            today <= self.last_day
            and lasting
            and (not self.streams or not asked or not asked.isdisjoint(self.streams))
            and ((not self.districts and not self.streets) or self._is_at(street))
        )

    def _is_at(self, street: Street) -> bool:
        return street.name in self.streets or street.district in self.districts
