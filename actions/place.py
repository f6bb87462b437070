"""Places and their opening times: recycling yards, hazardous waste, advice centres."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from actions import german
from actions.base import CityAction
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot.city.city import City
from bot.city.errors import DateImpossible, StreetAmbiguous, StreetUnknown
from bot.city.place import OpeningHours, Place, next_open
from bot.city.place_search import CONTAINER_KINDS, asks_nearest, asks_whether_open, read_kind
from bot.city.position import Position
from bot.city.when_span import day_meant

_MOST_PLACES = 6
# The origin is the middle of a quarter, and places are known to some hundred metres.
_EXACT_M = 500
_KILOMETRE = 1000


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

    name: str | None
    district: str | None
    position: Position | None

    def metres_to(self, place: Place) -> int | None:
        """How far a place is, rounded as positions are known; None when either is not known."""
        if self.position is None or place.position is None:
            return None
        return max(round(self.position.metres_to(place.position) / _EXACT_M), 1) * _EXACT_M


def answer_place(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "where is", "which is the nearest" and "is it open"."""
    kind = read_kind(turn.text) or (turn.slot("place_kind") if turn.continues else None) or "recycling_yard"
    turn.keep(topic="place", place_kind=kind, open_question=None)
    if kind in CONTAINER_KINDS:
        reply.use_response("utter_place_containers")
        return
    origin = _origin(turn, city)
    named = [p for p in city.places.named(_named_text(turn)) if p.kind == kind]
    places = (named or list(city.places.find(kind, origin.district, origin.position)))[:_MOST_PLACES]
    if not places:
        reply.use_response("utter_place_unknown")
        return
    nearest = asks_nearest(turn.text) and origin.position is not None
    turn.keep(place_name=places[0].name if len(named) == 1 or nearest else None)
    try:
        day = _day(turn)
    except DateImpossible as error:
        reply.say("utter_pickup_date_impossible", date=error.text)
        return
    if not named and origin.position is None and _wants_now(turn, day):
        places.sort(key=lambda place: not (place.opening and place.opening.is_open(turn.now)))
    _say_first(turn, reply, places, day, None if named else origin)
    for place in places:
        line = _line(reply, turn, place, day)
        reply.add(f"{line}. {place.note}" if place.note else line)
    _say_source(turn, reply, places, origin)
    cards = [_card(turn, place, origin) for place in places]
    reply.card("places", places=cards, source=source_card(_oldest(places).source))


def _named_text(turn: Turn) -> str:
    """What names a place: the message, or the place before that it carries on with ("und am Samstag?")."""
    elsewhere = {"district", "street"} & set(turn.entities)
    before = turn.slot("place_name") if turn.continues and not read_kind(turn.text) and not elsewhere else None
    return before or turn.text


def _wants_now(turn: Turn, day: date | None) -> bool:
    """Whether the state of this moment is asked, not the opening times in general."""
    return day in (None, turn.today) and (day is not None or asks_whether_open(turn.text) is not None)


def _say_first(turn: Turn, reply: Reply, places: list[Place], day: date | None, origin: _Origin | None) -> None:
    """The answer itself before the list: the nearest place, or whether the only one is open."""
    first = places[0]
    metres = origin.metres_to(first) if origin else None
    if origin and metres is not None:
        where = origin.name or reply.phrase("utter_place_your_address")
        reply.say("utter_place_nearest", origin=where, name=first.name, distance=_distance(reply, metres))
    elif len(places) == 1 and first.opening and asks_whether_open(turn.text) is not None:
        _say_open(turn, reply, first.opening, day)
    else:
        reply.say("utter_place_list")


def _say_open(turn: Turn, reply: Reply, opening: OpeningHours, day: date | None) -> None:
    """Say yes or no: about now, or about a day."""
    is_open = opening.is_open(turn.now) if day is None else bool(opening.on(day))
    answer = reply.phrase("utter_place_yes" if is_open == asks_whether_open(turn.text) else "utter_place_no")
    if day is not None:
        key = "utter_place_open_day" if is_open else "utter_place_closed_day"
        reply.say(key, answer=answer, date=_when(reply, day, turn.today), spans=_spans(opening.on(day)))
    elif is_open:
        reply.say("utter_place_open_now", answer=answer, until=_until(opening, turn.now))
    elif again := _again(opening, turn.now):
        when = _when(reply, again[0], turn.today)
        reply.say("utter_place_closed_now", answer=answer, date=when, spans=_spans(again[1]))


def _say_source(turn: Turn, reply: Reply, places: list[Place], origin: _Origin) -> None:
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
    """Where the resident is: a district or street named now, or the address kept."""
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
        return _Origin(None, None, None)
    position = city.districts.position(found.district, found.quarter)
    return _Origin(found.name if named else None, found.district, position)


def _day(turn: Turn) -> date | None:
    code = turn.first("when")
    return day_meant(code, turn.today) if code else None


def _line(reply: Reply, turn: Turn, place: Place, day: date | None) -> str:
    common = {"name": place.name, "address": ", ".join(filter(None, (place.address, place.phone)))}
    if place.hours is None:
        return reply.phrase("utter_place_line_plain", **common)
    if place.opening is None:
        return reply.phrase("utter_place_line", hours=place.hours, **common)
    if _wants_now(turn, day):
        return _line_now(reply, turn, place.opening, common)
    if day is None:
        is_open = place.opening.is_open(turn.now)
        key = "utter_place_line_hours_open" if is_open else "utter_place_line_hours_closed"
        return reply.phrase(key, hours=place.hours, **common)
    spans, when = place.opening.on(day), german.day(day, turn.today)
    if not spans:
        return reply.phrase("utter_place_line_day_closed", date=when, **common)
    return reply.phrase("utter_place_line_day", date=when, spans=_spans(spans), **common)


def _line_now(reply: Reply, turn: Turn, opening: OpeningHours, common: dict[str, str]) -> str:
    if opening.is_open(turn.now):
        return reply.phrase("utter_place_line_open", until=_until(opening, turn.now), **common)
    again = _again(opening, turn.now)
    if again is None:
        return reply.phrase("utter_place_line_plain", **common)
    when = _when(reply, again[0], turn.today)
    return reply.phrase("utter_place_line_closed", date=when, spans=_spans(again[1]), **common)


def _until(opening: OpeningHours, now: datetime) -> str:
    """When it closes, for a moment at which it is open."""
    ends = [end for start, end in opening.on(now.date()) if start <= now.time() < end]
    return german.clock(ends[0] if ends else time.max)


def _again(opening: OpeningHours, now: datetime) -> tuple[date, list[tuple[time, time]]] | None:
    """When it opens next: later today, or on the next day that it opens."""
    later = [(start, end) for start, end in opening.on(now.date()) if start > now.time()]
    if later:
        return now.date(), later
    following = next_open(opening, now.date())
    return (following[0], list(following[1])) if following else None


def _spans(spans: Any) -> str:
    return german.listing(f"{german.clock(start)}–{german.clock(end)}" for start, end in spans)


def _when(reply: Reply, day: date, today: date) -> str:
    """ "heute", "morgen" or "am Samstag, 28. November"."""
    days = (day - today).days
    if days in (0, 1):
        return reply.phrase("utter_place_today" if days == 0 else "utter_place_tomorrow")
    return reply.phrase("utter_place_on_day", date=german.day(day, today))


def _distance(reply: Reply, metres: int) -> str:
    if metres < _KILOMETRE:
        return reply.phrase("utter_place_distance_near")
    return reply.phrase("utter_place_distance", count=german.amount(metres / _KILOMETRE))


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
    }
