"""Prevention and health offers. What is asked and found is `bot.city.offer_query`."""

from dataclasses import dataclass
from datetime import date

from bot.city.source import Source

TOPICS = (
    "movement",
    "nutrition",
    "stress",
    "addiction",
    "self_help",
    "counselling",
    "family",
    "senior",
    "vaccination",
    "mental_health",
)
AUDIENCES = (
    "children",
    "teenagers",
    "adults",
    "seniors",
    "women",
    "men",
    "pregnant",
    "parents",
    "carers",
    "people_with_disabilities",
    "everyone",
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = ("morning", "afternoon", "evening")
# The days as calendars write them (RFC 5545), and directories after them (HSDS).
DAY_CODES = {day: day[:2].upper() for day in WEEKDAYS}
# The hours at which the afternoon and the evening begin.
NOON, EVENING = 12, 17


def part_of_day(hour: int) -> str:
    """The value of `TIMES` for what begins in an hour."""
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"


@dataclass(frozen=True)
class Offer:
    """One offer a resident can take up.

    Attributes:
        id: stays the same while the offer does; in machine formats a UUID.
        keywords: German words residents would search it by ("Yoga", "Rücken").
        district: one of the ten city districts, or None when it serves the whole city.
        when: German text for people ("montags 18 bis 19 Uhr"), None when it has no fixed times.
        weekdays, times: the same for searching, as values of `WEEKDAYS` and `TIMES`.
        dates: all known days it takes place, ascending; empty when it has none or they are not known.
        price_eur: 0 when free, None when unknown.
        accessible: usable with a wheelchair; None when unknown.
        online: can be taken part in online, alone or besides a venue.
        languages: spoken besides German or instead of it, as ISO 639-1 codes ("tr").
        contact: German text, whom to ask ("Telefonzentrale der Stadt"); the ways to reach them are
            phone (as dialled in Germany), email and url.
        certified: a statutory insurer may refund it (§ 20 SGB V); None when unknown.
        checked_on: the day somebody last checked it, where that is not the day of the source.
        valid_until: the last day it can be taken up.
        example: True when the offer is invented to show the assistant, not a real one.
    """

    id: str
    title: str
    topic: str
    source: Source
    description: str | None = None
    keywords: tuple[str, ...] = ()
    district: str | None = None
    quarter: str | None = None
    venue: str | None = None
    when: str | None = None
    weekdays: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    price_eur: float | None = None
    audience: tuple[str, ...] = ("everyone",)
    accessible: bool | None = None
    online: bool = False
    languages: tuple[str, ...] = ()
    provider: str | None = None
    contact: str | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    certified: bool | None = None
    checked_on: date | None = None
    valid_until: date | None = None
    example: bool = False

    @property
    def on_site(self) -> bool:
        """Whether it can be taken part in somewhere in the city."""
        return not self.online or self.venue is not None

    @property
    def as_of(self) -> date:
        """The day its facts were last checked."""
        return self.checked_on or self.source.as_of

    def next_date(self, today: date) -> date | None:
        """The next known day it takes place; None when it has none."""
        return next((day for day in self.dates if day >= today), None)

    def is_over(self, today: date) -> bool:
        """Whether it can no longer be taken up: its end, or the last of its days, has passed."""
        ended = self.valid_until is not None and self.valid_until < today
        return ended or (bool(self.dates) and self.dates[-1] < today)
