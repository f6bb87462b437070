"""How offers are told: one line each, the wish that was in the way, source and age; and the same as a card."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from actions.reply import Reply, iso, source_card
from actions.turn import Turn
from bot import german
from bot.city.city import City
from bot.city.offer import WEEKDAYS, Offer
from bot.city.offer_query import OfferGroup, OfferQuery, OfferResult
from bot.city.source import Source

_OLD = timedelta(days=365)
_METRES = 1000
_HIDDEN_FILTERS = ("keywords", "without", "times", "from_hour", "only", "when")


def tell_groups(turn: Turn, city: City, reply: Reply, query: OfferQuery, result: OfferResult) -> None:
    """Tell what was found group by group, each under the wish that had to be given up."""
    blocked = [group for group in result.groups if group.dropped]
    several = len(blocked) == len(result.groups) > 1
    if several:
        reply.say("utter_offer_blocked_several")
    for group in result.groups:
        if group.dropped:
            _tell_wish(city, reply, query, group, several=several, nearby=len(blocked) < len(result.groups))
        for offer, away in zip(group.offers, group.distances or (None,) * len(group.offers), strict=True):
            reply.say("utter_offer_line", title=offer.title, details=details(turn, reply, offer, query, away))


def _tell_wish(city: City, reply: Reply, query: OfferQuery, group: OfferGroup, *, several: bool, nearby: bool) -> None:
    place = ("quarter",) if "quarter" in group.dropped and query.quarter else ("district",)
    dropped = place if nearby or {"quarter", "district"} == set(group.dropped) else group.dropped
    wish = german.listing(wish_phrase(city, reply, query, name) for name in dropped)
    if several:
        reply.say("utter_offer_unless", wish=wish)
    elif nearby:
        reply.say("utter_offer_nearby", wish=_capital(wish))
    elif query.district and "district" not in group.dropped and "quarter" not in group.dropped:
        reply.say("utter_offer_blocked_in", wish=_capital(wish), district=query.quarter or query.district)
    else:
        reply.say("utter_offer_blocked", wish=_capital(wish))


def wish_phrase(city: City, reply: Reply, query: OfferQuery, wish: str) -> str:
    """How a wish is named in a sentence: "kostenlos", "in Vohwinkel", "am Wochenende"."""
    say = reply.phrase
    if wish == "time":
        if query.from_hour is not None:
            return say("utter_offer_wish_from_hour", hour=query.from_hour)
        return german.either(say(f"utter_offer_wish_{time}") for time in query.times)
    if wish == "weekdays":
        return _weekdays(reply, query.weekdays)
    if wish == "audience":
        audience = audience_names(reply, query.audience)
        return say("utter_offer_wish_only" if query.only else "utter_offer_wish_audience", audience=audience)
    if wish == "online":
        return say("utter_offer_wish_online" if query.online else "utter_offer_wish_on_site")
    if wish == "max_price_eur":
        price = query.max_price_eur or 0
        return say("utter_offer_wish_price", price=german.amount(price)) if price else say("utter_offer_wish_free")
    if wish == "without":
        return say("utter_offer_wish_without", without=german.listing(_topic_name(city, w) for w in query.without))
    return say(
        f"utter_offer_wish_{wish}",
        district=query.district,
        quarter=query.quarter,
        keywords=german.either(query.keywords),
        language=language_name(city, query.language or ""),
    )


def audience_names(reply: Reply, audience: Iterable[str]) -> str:
    """Like "Kinder und Eltern"."""
    return german.listing(reply.phrase(f"utter_offer_for_{one}") for one in audience)


def language_name(city: City, code: str) -> str:
    """The German name of a language, the code where nobody gave it one."""
    return next(iter(city.data.offer_words.languages.get(code, ())), code)


def details(turn: Turn, reply: Reply, offer: Offer, query: OfferQuery, away: int | None = None) -> str:
    """What matters of an offer in one line: where, when, price, what was asked for, and whom to ask."""
    price = price_phrase(reply, offer)
    parts = [
        reply.phrase("utter_offer_example_mark") if offer.example else None,
        place_phrase(reply, offer, away if offer.district != query.district or query.quarter else None),
        offer.when,
        next_phrase(turn, reply, offer),
        price,
        reply.phrase("utter_offer_certified") if query.certified and offer.certified else None,
        reply.phrase("utter_offer_accessible") if offer.accessible else None,
        None if offer.example else contact(offer),
    ]
    return ", ".join(part for part in parts if part)


def place_phrase(reply: Reply, offer: Offer, away: int | None = None) -> str:
    """Where an offer is, with the distance where one is given."""
    if offer.online and not (offer.venue or offer.district):
        return reply.phrase("utter_offer_online")
    place = offer.quarter or offer.district or reply.phrase("utter_offer_citywide")
    if away and not offer.online:
        return reply.phrase("utter_offer_away", place=place, distance=german.number(max(away / _METRES, 0.1)))
    return reply.phrase("utter_offer_or_online", place=place) if offer.online else place


def next_phrase(turn: Turn, reply: Reply, offer: Offer) -> str | None:
    """The next known date as people say it; None without one, or where the offer's own words name it."""
    day = offer.next_date(turn.today)
    if day is None or german.day_and_month(day) in (offer.when or ""):
        return None
    return reply.phrase("utter_offer_next", date=german.day(day, turn.today))


def price_phrase(reply: Reply, offer: Offer) -> str | None:
    """What an offer costs; None when that is not known."""
    if offer.price_eur is None:
        return None
    if offer.price_eur == 0:
        return reply.phrase("utter_offer_free")
    return reply.phrase("utter_offer_price", price=german.amount(offer.price_eur))


def contact(offer: Offer, *, full: bool = False) -> str | None:
    """How to reach somebody: whom, and the best way or all of them; None when nothing is known."""
    ways = [way for way in (offer.phone, offer.email, offer.url) if way]
    parts = [offer.contact, *(ways if full else ways[:1])]
    return " ".join(part for part in parts if part) or None


def say_end(turn: Turn, reply: Reply, offers: Sequence[Offer]) -> None:
    """What holds for all offers shown: that some are made up, that some are old, the source."""
    if any(offer.example for offer in offers):
        reply.say("utter_offer_example")
    old = [offer.title for offer in offers if not offer.example and turn.today - offer.as_of > _OLD]
    if old:
        reply.say("utter_offer_old", titles=german.listing(old))
    reply.source(main_source(offers))


def main_source(offers: Sequence[Offer]) -> Source:
    """Where the first real offer comes from; examples only speak for themselves."""
    return next((offer for offer in offers if not offer.example), offers[0]).source


def add_card(turn: Turn, reply: Reply, query: OfferQuery, offers: Sequence[Offer], dropped: Sequence[str]) -> None:
    """The same offers as data."""
    reply.card(
        "offers",
        filters=_filters(query),
        dropped=list(dropped),
        offers=[_offer_card(turn, offer) for offer in offers],
        source=source_card(main_source(offers)),
        **({"example": True} if any(offer.example for offer in offers) else {}),
    )


def as_slot(query: OfferQuery) -> dict[str, Any]:
    """A query as a slot keeps it; `from_slot` reads it."""
    plain = OfferQuery()
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(query).items() if v != getattr(plain, k)}


def from_slot(slot: dict[str, Any]) -> OfferQuery:
    """A query that `as_slot` wrote; what an older version wrote and nobody knows any more is left out."""
    known = OfferQuery.__dataclass_fields__
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in slot.items() if k in known}
    return OfferQuery(**values)


def _filters(query: OfferQuery) -> dict[str, Any]:
    filters = {name: value for name, value in as_slot(query).items() if name not in _HIDDEN_FILTERS}
    return filters | ({"time": query.times[0]} if len(query.times) == 1 else {})


def _offer_card(turn: Turn, offer: Offer) -> dict[str, Any]:
    return {
        "title": offer.title,
        "topic": offer.topic,
        "district": offer.district,
        "venue": offer.venue,
        "when": offer.when,
        "next_date": iso(offer.next_date(turn.today)),
        "price_eur": offer.price_eur,
        "audience": list(offer.audience),
        "accessible": offer.accessible,
        "languages": list(offer.languages),
        "provider": offer.provider,
        "contact": contact(offer, full=True),
        "url": offer.url,
        "certified": offer.certified,
        "online": offer.online,
        "example": offer.example,
    }


def _weekdays(reply: Reply, weekdays: tuple[str, ...]) -> str:
    if weekdays == WEEKDAYS[5:]:
        return reply.phrase("utter_offer_wish_weekend")
    if weekdays == WEEKDAYS[:5]:
        return reply.phrase("utter_offer_wish_workdays")
    return german.either(reply.phrase(f"utter_offer_wish_{day}") for day in weekdays)


def _topic_name(city: City, word: str) -> str:
    return next(iter(city.data.offer_words.topics.get(word, ())), word)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
