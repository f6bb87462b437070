"""Whether an offer meets a wish, and in which order offers are told. The search is `bot.city.offer_search`."""

import re
from collections.abc import Callable, Collection
from datetime import date, timedelta

from bot.city.offer import WEEKDAYS, Offer
from bot.city.offer_query import OfferQuery
from bot.city.text import fold

# A wish, and whether an offer meets it.
Check = tuple[str, Callable[[Offer], bool]]
Rank = tuple[int | float | bool | str, ...]

# Whom courses for grown-ups are for as well.
_AMONG_ADULTS = frozenset(("seniors", "women", "men", "carers", "parents"))
_ALL = ("everyone",)
_HOUR = re.compile(r"(\d{1,2})(?:[.:]\d\d)?\s*(?:bis|Uhr|–|-)")
_FAR = 1_000_000


def checks(query: OfferQuery, days: tuple[date, date] | None, today: date) -> tuple[Check, ...]:
    """What an offer has to meet for each wish that was said, but for topic and keywords; made once for a search.

    Args:
        days: the first and last of the days that were named; None when there are none.
    """
    price = query.max_price_eur or 0
    weekdays, ruled_out = frozenset(query.weekdays), query.without
    met: dict[str, Callable[[Offer], bool]] = {
        "time": lambda offer: _suits_time(offer, query),
        "weekdays": lambda offer: not weekdays.isdisjoint(offer.weekdays),
        "dates": lambda offer: days is None or _takes_place(offer, days, today),
        "quarter": lambda offer: is_everywhere(offer) or offer.quarter == query.quarter,
        "certified": lambda offer: offer.certified is True,
        "online": lambda offer: offer.online if query.online else offer.on_site,
        "audience": lambda offer: _is_for(offer, query),
        "max_price_eur": lambda offer: offer.price_eur is not None and offer.price_eur <= price,
        "district": lambda offer: is_everywhere(offer) or offer.district == query.district,
        "language": lambda offer: query.language in offer.languages,
        "wheelchair": lambda offer: offer.accessible is True,
        "without": lambda offer: not _is_ruled_out(offer, ruled_out),
    }
    return tuple((wish, met[wish]) for wish in query.wishes if wish in met)


def unmet(offer: Offer, wished: tuple[Check, ...]) -> tuple[str, ...]:
    """The wishes that an offer does not meet."""
    return tuple([wish for wish, met in wished if not met(offer)])


def is_everywhere(offer: Offer) -> bool:
    """Whether an offer serves the whole city, in a way that needs no place."""
    return offer.online or offer.district is None


def rank(offer: Offer, query: OfferQuery, dropped: Collection[str], away: int | None, today: date) -> Rank:
    """The order of offers, the best first.

    The cheapest, where none is cheap enough; what is real, what was named, what is near, what is made for them.
    """
    price = offer.price_eur if offer.price_eur is not None else float(_FAR)
    next_date = offer.next_date(today) if query.when else None
    named = set(query.keywords) & set(offer.keywords) if query.keywords else ()
    return (
        price if "max_price_eur" in dropped else 0,
        offer.example,
        -max(map(len, named), default=0),
        0 if query.quarter is not None and offer.quarter == query.quarter else 1,
        _place_rank(offer, query),
        away if away is not None and (query.quarter or query.district) else _FAR,
        bool(query.audience) and not set(query.audience) & set(offer.audience),
        (next_date - today).days if next_date else _FAR,
        offer.title,
        offer.id,
    )


def _place_rank(offer: Offer, query: OfferQuery) -> int:
    """In the district, then nearby, then everywhere; without a district all are alike."""
    if query.district is None:
        return 0
    return 2 if is_everywhere(offer) and offer.district != query.district else 0


def _suits_time(offer: Offer, query: OfferQuery) -> bool:
    if query.times and not set(query.times) & set(offer.times):
        return False
    hour = _HOUR.search(offer.when or "") if query.from_hour is not None else None
    if query.from_hour is None or (query.times and hour is None):
        return True
    return hour is not None and int(hour.group(1)) >= query.from_hour


def _takes_place(offer: Offer, days: tuple[date, date], today: date) -> bool:
    """On one of its known days; what comes every week without known days may take place on its weekday."""
    first, last = max(days[0], today), days[1]
    if offer.dates:
        return any(first <= day <= last for day in offer.dates)
    span = min((last - first).days, len(WEEKDAYS) - 1)
    weekdays = {WEEKDAYS[(first + timedelta(days=i)).weekday()] for i in range(span + 1)}
    return bool(weekdays & set(offer.weekdays))


def _is_for(offer: Offer, query: OfferQuery) -> bool:
    if not frozenset(query.audience).isdisjoint(offer.audience):
        return True
    if query.only:
        return False
    return offer.audience == _ALL or ("adults" in offer.audience and bool(_AMONG_ADULTS & set(query.audience)))


def _is_ruled_out(offer: Offer, without: Collection[str]) -> bool:
    title = fold(offer.title)
    return offer.topic in without or any(w in offer.keywords or fold(w) in title for w in without)
