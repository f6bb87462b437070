"""Prevention and health offers: reads wishes, refines them over turns, and searches.

How offers are told is `actions.offer_telling`, questions about those shown are `actions.offer_answer`.
"""

from dataclasses import replace

from actions.base import CityAction
from actions.offer_answer import answer_about_shown, asks_about_shown
from actions.offer_telling import add_card, as_slot, from_slot, say_end, tell_groups
from actions.reply import Reply
from actions.turn import Turn
from bot.city.city import City
from bot.city.errors import StreetAmbiguous, StreetUnknown
from bot.city.offer_place import PlaceWish
from bot.city.offer_query import OfferQuery, OfferResult, merge
from bot.city.offer_question import forgotten, wants_more

_MOST_BUTTONS = 3
# Refinements worth a button, with the phrase on it.
_REFINEMENTS = (
    ("utter_offer_button_free", OfferQuery(max_price_eur=0.0)),
    ("utter_offer_button_online", OfferQuery(online=True)),
    ("utter_offer_button_weekend", OfferQuery(weekdays=("sat", "sun"))),
)


class ActionOfferFind(CityAction):
    """Finds offers."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_offer_find"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the wishes of the message, refining earlier ones when it continues."""
        answer_offers(turn, city, reply)


def answer_offers(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "which offers are there for me", or a question about those shown before."""
    if answer_about_shown(turn, city, reply):
        return
    place = _place(turn, city)
    query = _query(turn, city, place)
    turn.keep(topic="offer", open_question=None, offer_wishes=as_slot(query))
    if place.unknown:
        turn.keep(offers_shown=None)
        _ask_district(city, reply, place.unknown)
        return
    more = _refines(turn) and wants_more(turn.text)
    seen = list((turn.slot("offers_shown") or {}).get("seen", ())) if more else []
    result = city.offers.find(query, turn.today, skip=frozenset(seen))
    if not result.offers and seen:
        reply.say("utter_offer_no_more")
        return
    if not result.offers:
        reply.use_response("utter_offer_none")
        return
    _say_result(turn, city, reply, query, result, more=more)
    ids = [offer.id for offer in result.offers]
    turn.keep(offers_shown={"ids": ids, "seen": seen + ids})


def continues_offers(turn: Turn, city: City) -> bool:
    """Whether the message carries on with offers, whatever else it could mean alone."""
    refines = _refines(turn) and (wants_more(turn.text) or bool(forgotten(turn.text)))
    return refines or asks_about_shown(turn, city)


def has_wishes(turn: Turn, city: City) -> bool:
    """Whether the message says anything an offer search could use."""
    said = city.offers.read_wishes(turn.text) != OfferQuery() or bool(turn.first("district"))
    return said or continues_offers(turn, city)


def names_topic(turn: Turn, city: City) -> bool:
    """Whether the message names what an offer should be about, not only whom it is for."""
    wishes = city.offers.read_wishes(turn.text)
    return bool(wishes.topic or wishes.keywords)


def _place(turn: Turn, city: City) -> PlaceWish:
    """Where it should be: a district or quarter, that of a street, or a place that the city has not."""
    if district := turn.first("district"):
        return PlaceWish(district, turn.first("quarter"))
    if name := turn.first("street"):
        try:
            street = city.streets.find(name)
        except (StreetUnknown, StreetAmbiguous):
            return PlaceWish()
        return PlaceWish(street.district, street.quarter)
    return city.offers.read_place(turn.text)


def _query(turn: Turn, city: City, place: PlaceWish) -> OfferQuery:
    given_up = forgotten(turn.text) if _refines(turn) else ()
    read = replace(city.offers.read_wishes(turn.text), district=place.district, quarter=place.quarter)
    said = read.give_up(given_up)
    before = turn.slot("offer_wishes")
    # A message with a subject of its own, or with no wish at all, starts over unless it openly carries on.
    fresh = said.topic or said.keywords or said == OfferQuery() or not _refines(turn)
    if before and (turn.continues or given_up or not fresh or (_refines(turn) and wants_more(turn.text))):
        return merge(from_slot(before).give_up(given_up), said)
    return said


def _refines(turn: Turn) -> bool:
    return bool(turn.slots.get("topic") == "offer" and turn.slot("offer_wishes") is not None)


def _ask_district(city: City, reply: Reply, name: str) -> None:
    reply.say("utter_offer_place_unknown", place=name)
    for district in city.data.districts:
        reply.button(district.name, reply.phrase("utter_offer_button_district", district=district.name))
    everywhere = reply.phrase("utter_offer_button_everywhere")
    reply.button(everywhere, everywhere)


def _say_result(turn: Turn, city: City, reply: Reply, query: OfferQuery, result: OfferResult, *, more: bool) -> None:
    if not result.groups[0].dropped:
        reply.say("utter_offer_list_more" if more else "utter_offer_list")
    elif more:
        reply.say("utter_offer_no_more")
    tell_groups(turn, city, reply, query, result)
    if result.more and not result.groups[0].dropped:
        reply.say("utter_offer_more", count=result.more)
    if query == OfferQuery():
        reply.say("utter_offer_ask_topic")
    say_end(turn, reply, result.offers)
    _offer_refinements(turn, city, reply, query, result)
    add_card(turn, reply, query, result.offers, result.dropped)


def _offer_refinements(turn: Turn, city: City, reply: Reply, query: OfferQuery, result: OfferResult) -> None:
    """Buttons for others of the same kind, and for wishes that would not end in nothing."""
    if not (query.topic or query.keywords) or result.groups[0].dropped:
        return
    titles = [reply.phrase("utter_offer_button_more")] if result.more else []
    shown = set(result.offers)
    for key, wish in _REFINEMENTS:
        if set(wish.wishes) & set(query.wishes):
            continue
        found = city.offers.find(merge(query, wish), turn.today)
        if found.offers and not found.dropped and (result.more or set(found.offers) != shown):
            titles.append(reply.phrase(key))
    for title in titles[:_MOST_BUTTONS]:
        reply.button(title, title)
