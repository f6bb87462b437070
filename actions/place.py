"""Places: which one, how far, and what it takes. How opening times are told: `actions.opening`."""

import re
from dataclasses import dataclass
from typing import Any

from actions.base import CityAction
from actions.opening import Asked, is_eve, line, say_whether
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot import german
from bot.city.city import City
from bot.city.errors import DateImpossible, StreetAmbiguous, StreetUnknown
from bot.city.place import Place
from bot.city.place_search import CONTAINER_KINDS, asks_acceptance, asks_nearest, read_kind
from bot.city.position import Position
from bot.city.stream import Stream
from bot.city.text import normalise
from bot.city.waste import WasteItem

_MOST_PLACES = 6
_MOST_NEAREST = 2
_KILOMETRE = 1000
# Nobody in the city is that far from a place in it.
_FAR_AWAY_M = 25_000
_HERE = "here"
# The origin is the middle of a quarter, and places are known to some hundred metres.
_EXACT_M = 500
_YARD = "recycling_yard"
_HAZARDOUS = "hazardous_site"
# "Hat der samstags auf?" is about the place before.
_THE_ONE = re.compile(r"\b(der|die|das|er|sie|dort|da|dahin)\b")


class ActionPlaceFind(CityAction):
    """Tells places and when they are open."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_place_find"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the kind of place in the message, or in the conversation."""
        answer_place(turn, city, reply)


@dataclass(frozen=True)
class _Origin:
    """Where the resident is, as far as known.

    Attributes:
        name: how to say it; None when only the kept address tells.
    """

    name: str | None = None
    district: str | None = None
    position: Position | None = None

    def metres_to(self, place: Place) -> int | None:
        """How far a place is, rounded as positions are known; None when either is not known."""
        if self.position is None or place.position is None:
            return None
        return max(round(self.position.metres_to(place.position) / _EXACT_M), 1) * _EXACT_M


def answer_place(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "where is", "which is the nearest", "is it open" and "does it take"."""
    kind = _kind(turn, city)
    turn.keep(topic="place", place_kind=kind, open_question=None)
    if kind in CONTAINER_KINDS:
        reply.use_response("utter_place_containers")
        return
    named = _named(turn, city, kind)
    origin = _Origin() if named else _origin(turn, city)
    places = (named or list(city.places.find(kind, origin.district, origin.position)))[:_MOST_PLACES]
    if not places:
        reply.use_response("utter_place_unknown")
        return
    try:
        asked = Asked.read(turn)
    except DateImpossible as error:
        reply.say("utter_pickup_date_impossible", date=error.text)
        return
    turn.keep(place_name=places[0].name if len(named) == 1 or origin.position else None)
    if (named or kind == _YARD) and (wanted := _wanted(turn, city)):
        places = _say_acceptance(city, reply, places, wanted)
    else:
        places = _say_first(turn, reply, places, asked, origin)
    for place in places:
        told = line(reply, asked, place)
        reply.add(f"{told}. {place.note}" if place.note else told)
    _say_source(turn, reply, places, asked, origin)
    cards = [_card(turn, place, origin) for place in places]
    reply.card("places", places=cards, source=source_card(_oldest(places).source))


def is_about_acceptance(turn: Turn, city: City) -> bool:
    """Whether a message about a thing asks if a place takes it ("nimmt Bornberg Autoreifen?")."""
    if not asks_acceptance(turn.text):
        return False
    return read_kind(turn.text) == _YARD or bool(city.places.named(turn.text)) or _carries_on(turn)


def _kind(turn: Turn, city: City) -> str:
    said = read_kind(turn.text)
    if said:
        return said
    if _carries_on(turn):
        return str(turn.slot("place_kind"))
    if _only_hazardous(turn, city):
        return _HAZARDOUS
    return str((turn.slot("place_kind") if turn.continues else None) or _YARD)


def _only_hazardous(turn: Turn, city: City) -> bool:
    """Whether the things of this message, or the thing before, are hazardous and nothing for a plain yard."""
    ways = {option.stream for item in _items(turn, city) for option in item.options}
    return Stream.HAZARDOUS in ways and Stream.RECYCLING_YARD not in ways


def _items(turn: Turn, city: City) -> list[WasteItem]:
    matches = city.waste.spot(turn.text)
    # "Nimmt der alte Farbe?": whichever is meant, it is one of these.
    found = [item for match in matches for item in match.items[: 1 if match.clear else None]]
    before = turn.slot("waste_item") if turn.slot("topic") == "waste" and not found else None
    return [match.items[0] for match in city.waste.spot(before)] if before else found


def _carries_on(turn: Turn) -> bool:
    """Whether a message speaks of the place before."""
    about_one = turn.continues or bool(turn.position) or bool(_THE_ONE.search(normalise(turn.text)))
    return bool(turn.slot("place_name")) and about_one and not {"district", "street"} & set(turn.entities)


def _named(turn: Turn, city: City, kind: str) -> list[Place]:
    """Places that the message names, or the one before that it carries on with."""
    named = city.places.named(turn.text)
    if not named and _carries_on(turn) and read_kind(turn.text) in (None, kind):
        named = city.places.named(turn.slot("place_name"))
    if asks_acceptance(turn.text):
        # "Nimmt Giebel Schadstoffe?" is about the yard.
        return [place for place in named if place.kind in (_YARD, kind)][:1]
    return [place for place in named if place.kind == kind]


def _wanted(turn: Turn, city: City) -> frozenset[Stream]:
    """What a place is asked to take, as streams; empty when nothing is asked for."""
    if not asks_acceptance(turn.text):
        return frozenset()
    streams = {mention.stream for mention in city.stream_words.spot(turn.text)} - {Stream.RECYCLING_YARD}
    return frozenset(streams) | {option.stream for item in _items(turn, city) for option in item.options}


def _say_acceptance(city: City, reply: Reply, places: list[Place], wanted: frozenset[Stream]) -> list[Place]:
    """Say yes, no or unknown for one place, or which of several; give the places to go to."""
    takers = [place for place in places if wanted & set(place.accepts)]
    if takers:
        names = german.listing(place.name for place in takers)
        reply.say("utter_place_takes" if len(places) == 1 else "utter_place_take", names=names)
        return takers
    if Stream.HAZARDOUS in wanted:
        # Where hazardous waste goes is known for the whole city.
        others = [place for place in city.places.find(_YARD) if Stream.HAZARDOUS in place.accepts]
        reply.say("utter_place_takes_not", name=places[0].name, names=german.listing(p.name for p in others))
        return others or places
    reply.say("utter_place_takes_unknown", name=places[0].name)
    return places


def _say_first(turn: Turn, reply: Reply, places: list[Place], asked: Asked, origin: _Origin) -> list[Place]:
    """The answer itself before the list: the nearest place, or whether something is open; give what to list."""
    metres = origin.metres_to(places[0])
    if metres is not None:
        if metres > _FAR_AWAY_M:
            reply.say("utter_place_far_away")
            return places
        known = reply.phrase("utter_place_your_position" if origin.name == _HERE else "utter_place_your_address")
        where = known if origin.name in (None, _HERE) else origin.name
        reply.say("utter_place_nearest", origin=where, name=places[0].name, distance=_distance(reply, metres))
        return places[:_MOST_NEAREST] if turn.position or asks_nearest(turn.text) else places
    if asked.about_now:
        places = sorted(places, key=lambda place: not (place.opening and asked.is_open(place.opening)))
    if not say_whether(reply, asked, places):
        reply.say("utter_place_list")
    return places


def _say_source(turn: Turn, reply: Reply, places: list[Place], asked: Asked, origin: _Origin) -> None:
    if is_eve(asked):
        reply.say("utter_place_eve")
    oldest = _oldest(places)
    if oldest.accepts:
        reply.say("utter_place_check", as_of=german.plain_date(oldest.source.as_of))
    else:
        reply.source(oldest.source)
    if len(places) > 1 and origin.position is None and asks_nearest(turn.text):
        reply.say("utter_place_ask_origin")
        turn.keep(open_question="place")


def _oldest(places: list[Place]) -> Place:
    return min(places, key=lambda place: place.source.as_of)


def _origin(turn: Turn, city: City) -> _Origin:
    """Where the resident is: the position sent, a district or street named now, or the address kept."""
    if turn.position:
        return _Origin(_HERE, None, Position(*turn.position))
    district, quarter = turn.first("district"), turn.first("quarter")
    if district:
        return _Origin(quarter or district, district, city.districts.position(district, quarter))
    named = turn.first("street")
    street = named or turn.slot("street")
    try:
        found = city.streets.find(street) if street else None
    except (StreetUnknown, StreetAmbiguous):
        found = None
    if found is None or found.district is None:
        return _Origin()
    position = city.districts.position(found.district, found.quarter)
    return _Origin(found.name if named else None, found.district, position)


def _distance(reply: Reply, metres: int) -> str:
    if metres < _KILOMETRE:
        return reply.phrase("utter_place_distance_near")
    return reply.phrase("utter_place_distance", count=german.number(metres / _KILOMETRE))


def _card(turn: Turn, place: Place, origin: _Origin) -> dict[str, Any]:
    return {
        "name": place.name,
        "kind": place.kind,
        "address": place.address,
        "district": place.district,
        "hours": place.hours,
        "open_now": place.opening.is_open(turn.now) if place.opening else None,
        "distance_m": origin.metres_to(place),
        "phone": place.phone,
        "position": [place.position.lat, place.position.lon] if place.position else None,
    }
