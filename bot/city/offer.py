"""Prevention and health offers, and what is asked and found. The search is `bot.city.offer_search`."""

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


@dataclass(frozen=True)
class Offer:
    """One offer a resident can take up.

    Attributes:
        keywords: German words residents would search it by ("Yoga", "Rücken").
        district: one of the ten city districts, or None when it serves the whole city.
        when: German text for people ("montags 18 bis 19 Uhr"), None when it has no fixed times.
        price_eur: 0 when free, None when unknown.
        accessible: usable with a wheelchair; None when unknown.
        certified: a statutory insurer may refund it (§ 20 SGB V); None when unknown.
        example: True when the offer is invented to show the assistant, not a real one.
    """

    title: str
    topic: str
    source: Source
    keywords: tuple[str, ...] = ()
    district: str | None = None
    quarter: str | None = None
    venue: str | None = None
    when: str | None = None
    weekdays: tuple[str, ...] = ()
    time: str | None = None
    next_date: date | None = None
    price_eur: float | None = None
    audience: tuple[str, ...] = ("everyone",)
    accessible: bool | None = None
    online: bool = False
    languages: tuple[str, ...] = ()
    provider: str | None = None
    contact: str | None = None
    url: str | None = None
    certified: bool | None = None
    valid_until: date | None = None
    example: bool = False


@dataclass(frozen=True)
class OfferQuery:
    """What a resident asked for; None or empty means "does not matter"."""

    topic: str | None = None
    keywords: tuple[str, ...] = ()
    district: str | None = None
    quarter: str | None = None
    audience: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    time: str | None = None
    max_price_eur: float | None = None
    online: bool | None = None
    wheelchair: bool | None = None
    certified: bool | None = None


@dataclass(frozen=True)
class OfferResult:
    """Offers found, and the wishes that had to be dropped to find any (empty = all were met)."""

    offers: tuple[Offer, ...]
    dropped: tuple[str, ...]
