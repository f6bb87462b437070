"""Places in the city: recycling yards, hazardous waste sites, advice centres; and their opening times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.city.position import Position
from bot.city.source import Source
from bot.city.stream import Stream

_LOOKED_AHEAD = 14

# From when to when a place is open on one day.
Spans = Sequence[tuple[time, time]]

KINDS = (
    "recycling_yard",
    "hazardous_site",
    "hazardous_mobile",
    "glass_container",
    "paper_container",
    "textile_container",
    "e_device_container",
    "repair",
    "second_hand",
    "advice_centre",
    "clinic",
    "on_call_practice",
    "pharmacy",
    "sports_site",
)


class OpeningHours(Protocol):
    """Opening times that know public holidays; implemented by a source with a library."""

    def is_open(self, at: datetime) -> bool:
        """Tell whether the place is open at this local moment."""

    def on(self, day: date) -> Spans:
        """Give the spans of this day, ascending; empty means closed."""


def closes(opening: OpeningHours, at: datetime) -> time:
    """When a place closes, for a local moment at which it is open."""
    ends = (end for start, end in opening.on(at.date()) if start <= at.time() < end)
    return next(ends, time.max)


def next_open(opening: OpeningHours, at: datetime) -> tuple[date, Spans] | None:
    """When a place opens after a local moment: the day, that day's spans to come; None when not within two weeks."""
    today = at.date()
    if later := [(start, end) for start, end in opening.on(today) if start > at.time()]:
        return today, later
    days = (today + timedelta(days=number) for number in range(1, _LOOKED_AHEAD + 1))
    return next(((day, spans) for day in days if (spans := opening.on(day))), None)


@dataclass(frozen=True)
class Place:
    """A place a resident can go to.

    Attributes:
        hours: German text for people; None when unknown.
        opening: the same as something that can be asked; None when unknown.
        position: None when unknown; then nobody hears how far it is.
        accepts: streams that can be handed in here.
        note: a German sentence worth knowing before going there.
    """

    name: str
    kind: str
    address: str
    district: str | None
    source: Source
    quarter: str | None = None
    position: Position | None = None
    hours: str | None = None
    opening: OpeningHours | None = None
    phone: str | None = None
    accepts: tuple[Stream, ...] = ()
    note: str | None = None
