"""Answers questions about offers that were shown: "was kostet das?", "zahlt das die Kasse?", "und das zweite?"."""

from actions.offer_telling import (
    add_card,
    audience_names,
    contact,
    details,
    from_slot,
    language_name,
    next_phrase,
    place_phrase,
    price_phrase,
    say_end,
)
from actions.reply import Reply
from actions.turn import Turn
from bot import german
from bot.city.city import City
from bot.city.offer import Offer
from bot.city.offer_query import OfferQuery
from bot.city.offer_question import (
    OfferQuestion,
    forgotten,
    is_about_shown,
    meant,
    name_stems,
    read_question,
    wants_more,
)
from bot.city.text import stem, words

_DETAILS = "details"


def asks_about_shown(turn: Turn, city: City) -> bool:
    """Whether the message can only be about the offers shown before."""
    offers = shown_offers(turn, city)
    if turn.slot("topic") != "offer" or not offers:
        return False
    stems = frozenset(one for offer in offers for one in name_stems(offer))
    found = city.districts.spot(turn.text)
    place = {word.folded for word in words(turn.text[found.start : found.end])} if found else set[str]()
    return is_about_shown(turn.text, lambda word: word in place or stem(word) in stems or city.offers.knows_word(word))


def shown_offers(turn: Turn, city: City) -> tuple[Offer, ...]:
    """The offers of the last answer."""
    return city.offers.by_ids((turn.slot("offers_shown") or {}).get("ids", ()))


def answer_about_shown(turn: Turn, city: City, reply: Reply) -> bool:
    """Answer a question about shown offers from what is known of them; False when the message is none."""
    question = read_question(turn.text)
    refines = forgotten(turn.text) or wants_more(turn.text)
    if question is None or refines or not asks_about_shown(turn, city):
        return False
    shown = turn.slot("offers_shown")
    offers = shown_offers(turn, city)
    place = city.offers.read_place(turn.text)
    chosen = meant(question, offers, (place.district, place.quarter))
    if not chosen and question.ordinal is None:
        return False
    if not chosen:
        reply.say("utter_offer_no_such")
    aspect = question.aspect or (shown.get("asked") if chosen else None) or _DETAILS
    query = from_slot(turn.slot("offer_wishes") or {})
    _tell(turn, city, reply, query, chosen or offers, aspect)
    turn.keep(topic="offer", open_question=None, offers_shown={**shown, "asked": _kept(question, shown)})
    return True


def _kept(question: OfferQuestion, shown: dict[str, object]) -> object:
    """What "und das zweite?" asks for next."""
    return question.aspect or shown.get("asked")


def _tell(turn: Turn, city: City, reply: Reply, query: OfferQuery, offers: tuple[Offer, ...], aspect: str) -> None:
    for offer in offers:
        if aspect == _DETAILS:
            reply.say("utter_offer_line", title=offer.title, details=_all_details(turn, reply, offer, query))
        else:
            known: str | None = getattr(Known(turn, city, reply, offer), aspect)()
            answer = known or _unknown(reply, offer, aspect)
            reply.say("utter_offer_told", title=offer.title, answer=answer)
    if aspect == "refund":
        reply.say("utter_offer_refund_hint")
    say_end(turn, reply, offers)
    add_card(turn, reply, query, offers, ())


def _all_details(turn: Turn, reply: Reply, offer: Offer, query: OfferQuery) -> str:
    more = [offer.description, offer.venue, offer.provider]
    return ", ".join(part for part in (*more, details(turn, reply, offer, query)) if part)


def _unknown(reply: Reply, offer: Offer, aspect: str) -> str:
    unknown = reply.phrase(f"utter_offer_unknown_{aspect}")
    who = None if offer.example else contact(offer) or offer.provider
    return reply.phrase("utter_offer_unknown_ask", unknown=unknown, contact=who) if who else unknown


class Known:
    """What is known of one offer, a method for each aspect of `bot.city.offer_question`; None where nothing is."""

    def __init__(self, turn: Turn, city: City, reply: Reply, offer: Offer) -> None:
        self._turn, self._city, self._reply, self._offer = turn, city, reply, offer

    def price(self) -> str | None:
        """What it costs."""
        return price_phrase(self._reply, self._offer)

    def refund(self) -> str | None:
        """Whether an insurer may pay for it."""
        if self._offer.price_eur == 0:
            return self._reply.phrase("utter_offer_told_refund_free")
        if self._offer.certified is None:
            return None
        key = "utter_offer_told_refunded" if self._offer.certified else "utter_offer_told_not_refunded"
        return self._reply.phrase(key)

    def place(self) -> str | None:
        """Where it is."""
        offer = self._offer
        if not (offer.venue or offer.district or offer.online):
            return None
        return ", ".join(place for place in (offer.venue, place_phrase(self._reply, offer)) if place)

    def when(self) -> str | None:
        """On which days, at which time."""
        parts = (self._offer.when, next_phrase(self._turn, self._reply, self._offer))
        return ", ".join(part for part in parts if part) or None

    def start(self) -> str | None:
        """The next time it takes place."""
        return next_phrase(self._turn, self._reply, self._offer) or self._offer.when

    def signup(self) -> str | None:
        """Whom to ask for a place."""
        offer = self._offer
        if offer.example:
            return self._reply.phrase("utter_offer_told_example")
        if known := contact(offer, full=True):
            return known
        if offer.provider is None:
            return None
        return self._reply.phrase("utter_offer_told_without_contact", provider=offer.provider)

    def access(self) -> str | None:
        """Whether a wheelchair can get in."""
        if self._offer.accessible is None:
            return None
        key = "utter_offer_accessible" if self._offer.accessible else "utter_offer_told_not_accessible"
        return self._reply.phrase(key)

    def provider(self) -> str | None:
        """Who offers it."""
        return self._offer.provider

    def audience(self) -> str:
        """Whom it is for."""
        names = audience_names(self._reply, self._offer.audience)
        return self._reply.phrase("utter_offer_told_audience", audience=names)

    def language(self) -> str | None:
        """Which languages are spoken."""
        return german.listing(language_name(self._city, code) for code in self._offer.languages) or None
