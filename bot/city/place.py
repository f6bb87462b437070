"""Places in the city: recycling yards, hazardous waste sites, advice centres; and their opening times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.city.position import Position
from bot.city.source import Source
from bot.city.stream import Stream

_LOOKED_AHEAD = 14

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

    def on(self, day: date) -> Sequence[tuple[time, time]]:
        """Give the spans of this day, ascending; empty means closed."""


def next_open(opening: OpeningHours, after: date) -> tuple[date, Sequence[tuple[time, time]]] | None:
    """The first day after a day on which a place opens, and its spans; None when not within two weeks."""
    days = (after + timedelta(days=number) for number in range(1, _LOOKED_AHEAD + 1))
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
