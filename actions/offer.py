"""Prevention and health offers: reads wishes, refines them over turns, says what could not be met."""

from dataclasses import asdict, replace
from typing import Any

from actions import german
from actions.base import CityAction
from actions.reply import Reply, iso, source_card
from actions.turn import Turn
from bot.city.city import City
from bot.city.offer import Offer, OfferQuery, OfferResult
from bot.city.offer_search import merge
from bot.city.source import Source


class ActionOfferFind(CityAction):
    """Finds offers."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_offer_find"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the wishes of the message, refining earlier ones when it continues."""
        answer_offers(turn, city, reply)


def answer_offers(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "which offers are there for me"."""
    query = _query(turn, city)
    turn.keep(topic="offer", offer_wishes=_as_slot(query))
    result = city.offers.find(query, turn.today)
    if not result.offers:
        reply.use_response("utter_offer_none")
        return
    _say_offers(reply, result)
    if query == OfferQuery():
        reply.say("utter_offer_ask_topic")
    _card(reply, query, result)


def has_wishes(turn: Turn, city: City) -> bool:
    """Whether the message says anything an offer search could use."""
    return city.offers.read_wishes(turn.text) != OfferQuery() or bool(turn.first("district"))


def names_topic(turn: Turn, city: City) -> bool:
    """Whether the message names what an offer should be about, not only whom it is for."""
    wishes = city.offers.read_wishes(turn.text)
    return bool(wishes.topic or wishes.keywords)


def _query(turn: Turn, city: City) -> OfferQuery:
    said = replace(city.offers.read_wishes(turn.text), district=turn.first("district"), quarter=turn.first("quarter"))
    before = turn.slot("offer_wishes")
    # A message with a subject of its own, or with no wish at all, starts over unless it openly carries on.
    fresh = said.topic or said.keywords or said == OfferQuery() or turn.slot("topic") != "offer"
    if before and (turn.continues or not fresh):
        return merge(_from_slot(before), said)
    return said


def _as_slot(query: OfferQuery) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(query).items() if v not in (None, ())}


def _from_slot(slot: dict[str, Any]) -> OfferQuery:
    wishes: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in slot.items()}
    return OfferQuery(**wishes)


def _say_offers(reply: Reply, result: OfferResult) -> None:
    if result.dropped:
        dropped = german.listing(reply.phrase(f"utter_offer_dropped_{wish}") for wish in result.dropped)
        reply.say("utter_offer_list_nearest", dropped=dropped)
    else:
        reply.say("utter_offer_list")
    for offer in result.offers:
        reply.say("utter_offer_line", title=offer.title, details=_details(reply, offer))
    if any(offer.example for offer in result.offers):
        reply.say("utter_offer_example")
    reply.source(_main_source(result))


def _main_source(result: OfferResult) -> Source:
    """Where the first real offer comes from; examples only speak for themselves."""
    real = (offer for offer in result.offers if not offer.example)
    return next(real, result.offers[0]).source


def _details(reply: Reply, offer: Offer) -> str:
    place = offer.quarter or offer.district or reply.phrase("utter_offer_citywide")
    parts = [
        reply.phrase("utter_offer_example_mark") if offer.example else None,
        reply.phrase("utter_offer_online") if offer.online else place,
        offer.when,
        _price(reply, offer.price_eur),
        reply.phrase("utter_offer_accessible") if offer.accessible else None,
        None if offer.example else offer.contact,
    ]
    return ", ".join(part for part in parts if part)


def _price(reply: Reply, price: float | None) -> str | None:
    if price is None:
        return None
    return (
        reply.phrase("utter_offer_free")
        if price == 0
        else reply.phrase("utter_offer_price", price=german.amount(price))
    )


def _card(reply: Reply, query: OfferQuery, result: OfferResult) -> None:
    example = any(offer.example for offer in result.offers)
    reply.card(
        "offers",
        filters=_filters(query),
        dropped=list(result.dropped),
        offers=[_offer_card(offer) for offer in result.offers],
        source=source_card(_main_source(result)),
        **({"example": True} if example else {}),
    )


def _filters(query: OfferQuery) -> dict[str, Any]:
    filters = _as_slot(query)
    filters.pop("keywords", None)
    return filters


def _offer_card(offer: Offer) -> dict[str, Any]:
    return {
        "title": offer.title,
        "topic": offer.topic,
        "district": offer.district,
        "venue": offer.venue,
        "when": offer.when,
        "next_date": iso(offer.next_date),
        "price_eur": offer.price_eur,
        "audience": list(offer.audience),
        "accessible": offer.accessible,
        "provider": offer.provider,
        "contact": offer.contact,
        "url": offer.url,
        "certified": offer.certified,
        "online": offer.online,
        "example": offer.example,
    }
