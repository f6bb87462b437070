"""Places and their opening times: recycling yards, hazardous waste, advice centres."""

from datetime import date
from typing import Any

from actions import german
from actions.base import CityAction
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot.city.city import City
from bot.city.errors import DateImpossible, StreetAmbiguous, StreetUnknown
from bot.city.place import Place
from bot.city.place_search import CONTAINER_KINDS, read_kind
from bot.city.when_span import span

_MOST_PLACES = 6


class ActionPlaceFind(CityAction):
    """Tells places and when they are open."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_place_find"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the kind of place in the message, or in the conversation."""
        answer_place(turn, city, reply)


def answer_place(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "where is" and "is it open"."""
    kind = read_kind(turn.text) or (turn.slot("place_kind") if turn.continues else None) or "recycling_yard"
    turn.keep(topic="place", place_kind=kind)
    if kind in CONTAINER_KINDS:
        reply.use_response("utter_place_containers")
        return
    named = [p for p in city.places.named(turn.text) if p.kind == kind]
    places = named or list(city.places.find(kind, _district(turn, city)))
    if not places:
        reply.use_response("utter_place_unknown")
        return
    try:
        day = _day(turn)
    except DateImpossible as error:
        reply.say("utter_pickup_date_impossible", date=error.text)
        return
    reply.say("utter_place_list")
    for place in places[:_MOST_PLACES]:
        line = _line(reply, turn, place, day)
        reply.add(f"{line}. {place.note}" if place.note else line)
    oldest = min(places, key=lambda place: place.source.as_of)
    if oldest.accepts:
        reply.say("utter_place_check", as_of=german.plain_date(oldest.source.as_of))
    else:
        reply.source(oldest.source)
    cards = [_card(turn, place) for place in places[:_MOST_PLACES]]
    reply.card("places", places=cards, source=source_card(oldest.source))


def _district(turn: Turn, city: City) -> str | None:
    """Where the resident is: a district named now, a street named now, or the address kept."""
    if turn.first("district"):
        return turn.first("district")
    street = turn.first("street") or turn.slot("street")
    try:
        return city.streets.find(street).district if street else None
    except (StreetUnknown, StreetAmbiguous):
        return None


def _day(turn: Turn) -> date | None:
    code = turn.first("when")
    return span(code, turn.today).first if code else None


def _line(reply: Reply, turn: Turn, place: Place, day: date | None) -> str:
    common = {"name": place.name, "address": ", ".join(filter(None, (place.address, place.phone)))}
    if place.hours is None:
        return reply.phrase("utter_place_line_plain", **common)
    if place.opening is None:
        return reply.phrase("utter_place_line", hours=place.hours, **common)
    if day is None or day == turn.today:
        key = "utter_place_line_open" if place.opening.is_open(turn.now) else "utter_place_line_closed"
        return reply.phrase(key, hours=place.hours, **common)
    spans = [f"{german.clock(start)}–{german.clock(end)}" for start, end in place.opening.on(day)]
    when = german.day(day, turn.today)
    if not spans:
        return reply.phrase("utter_place_line_day_closed", date=when, **common)
    return reply.phrase("utter_place_line_day", date=when, spans=german.listing(spans), **common)


def _card(turn: Turn, place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "kind": place.kind,
        "address": place.address,
        "district": place.district,
        "hours": place.hours,
        "open_now": place.opening.is_open(turn.now) if place.opening else None,
        "distance_m": None,
        "phone": place.phone,
    }
