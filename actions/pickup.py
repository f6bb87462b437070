"""When which bin is collected: keeps the address, asks for what is missing, explains moved dates."""

from dataclasses import replace
from datetime import date

from actions import german
from actions.base import CityAction
from actions.place import answer_place
from actions.reply import Reply, iso, source_card
from actions.turn import Turn
from actions.waste import say_guide
from bot.city.city import City
from bot.city.errors import (
    CalendarEnds,
    CalendarMissing,
    DateImpossible,
    HouseNumberInvalid,
    HouseNumberNeeded,
    StreetAmbiguous,
    StreetUnknown,
)
from bot.city.pickup import PickupDay
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.city.when_span import Span, span

_MOST_DAYS = 12


class ActionPickupNext(CityAction):
    """Tells the pickup dates of an address."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_pickup_next"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the address of the message or of the conversation."""
        answer_pickup(turn, city, reply)


def answer_pickup(turn: Turn, city: City, reply: Reply) -> None:
    """Answer a question about dates, or ask for the address; every domain error has its own words."""
    _remember_question(turn, city)
    wanted = [Stream(value) for value in turn.slot("pickup_streams") or ()]
    if _say_elsewhere(turn, city, reply, wanted):
        return
    try:
        days = _days_wanted(turn)
        _answer_for_address(turn, city, reply, tuple(s for s in wanted if s in PICKUP_STREAMS), days)
    except StreetUnknown as error:
        key = "utter_pickup_street_unknown" if error.candidates else "utter_pickup_street_unknown_at_all"
        _ask_street(turn, reply, key, error.query, error.candidates)
    except StreetAmbiguous as error:
        _ask_street(turn, reply, "utter_pickup_street_which", error.query, error.candidates)
    except HouseNumberNeeded as error:
        reply.say("utter_pickup_ask_house_number", street=error.street)
    except HouseNumberInvalid as error:
        turn.keep(house_number=None)
        reply.say("utter_pickup_house_number_invalid", number=error.number, street=error.street)
    except DateImpossible as error:
        turn.keep(pickup_when=None)
        reply.say("utter_pickup_date_impossible", date=error.text)
    except CalendarEnds as error:
        turn.keep(pickup_when=None, open_question=None)
        reply.say("utter_pickup_calendar_ends", until=german.plain_date(error.until))
    except CalendarMissing as error:
        reply.say("utter_pickup_calendar_missing", street=error.street)


def _say_elsewhere(turn: Turn, city: City, reply: Reply, wanted: list[Stream]) -> bool:
    """Tell of streams that nobody collects at the door; whether that was all that was asked for."""
    elsewhere = [stream for stream in wanted if stream not in PICKUP_STREAMS]
    nothing_else = bool(elsewhere) and len(elsewhere) == len(wanted)
    if nothing_else:
        turn.keep(pickup_streams=None, open_question=None)
    if elsewhere == wanted == [Stream.RECYCLING_YARD]:
        # "Nächster Recyclinghof Uellendahler Straße 200"
        answer_place(turn, city, reply)
        return True
    for stream in elsewhere:
        info = city.streams[stream]
        reply.say("utter_pickup_not_collected", label=info.label, goes_to=info.goes_to)
    if nothing_else:
        say_guide(city, reply, elsewhere[0])
    return nothing_else


def _remember_question(turn: Turn, city: City) -> None:
    """Keep what still holds: a new question starts over, a fragment changes only what it names."""
    fresh = not turn.continues
    streams = list(dict.fromkeys(turn.entities.get("stream", ()))) or _streams_implied(turn, city)
    turn.keep(
        topic="pickup",
        open_question="pickup",
        pickup_streams=streams or (None if fresh else turn.slot("pickup_streams")),
        pickup_when=turn.first("when") or (None if fresh else turn.slot("pickup_when")),
    )
    street, number = turn.first("street"), turn.first("house_number")
    if street and street != turn.slot("street"):
        # The number said before a street that was not found, or asked for, still holds.
        said = None if fresh or turn.slot("street") else turn.slot("house_number")
        turn.keep(street=street, house_number=number or said)
    elif number:
        turn.keep(house_number=number)


def _streams_implied(turn: Turn, city: City) -> list[str]:
    """The kerbside stream of a thing ("Wann holt ihr die Tannenbäume ab?"), or of the rules just explained."""
    if turn.intent_before == "info_bulky_rules":
        return [Stream.BULKY.value]
    item = city.waste.items.get(turn.first("waste_item") or "")
    collected = [o.stream.value for o in item.options if o.stream in PICKUP_STREAMS] if item else []
    return collected[:1]


def _days_wanted(turn: Turn) -> Span | None:
    code = turn.slot("pickup_when")
    return span(code, turn.today) if code else None


def _answer_for_address(turn: Turn, city: City, reply: Reply, streams: tuple[Stream, ...], days: Span | None) -> None:
    if not turn.slot("street"):
        reply.say("utter_pickup_ask_street")
        return
    street = city.streets.find(turn.slot("street"))
    turn.keep(street=street.name)
    area = street.area(turn.slot("house_number"))
    if days and days.last < turn.today:
        turn.keep(pickup_when=None)
        reply.say("utter_pickup_past")
        return
    found = _found(city, area, days, streams, turn.today) if days else ()
    following = () if found else city.pickups.next(area, _start(days, turn.today), streams)
    turn.keep(open_question=None)
    _say_days(turn, city, reply, area, days, found, following)


def _found(city: City, area: str, days: Span, streams: tuple[Stream, ...], today: date) -> tuple[PickupDay, ...]:
    """The pickups of these days, and those that moved away from them."""
    within = city.pickups.between(area, days.first, days.last, streams)
    wanted = set(streams or PICKUP_STREAMS)
    moved = (
        replace(day, streams=tuple(s for s in day.streams if s in wanted))
        for day in city.pickups.moved(area, days.first, days.last)
        if day.date >= today and wanted & set(day.streams)
    )
    return tuple(sorted({*within, *moved}, key=lambda day: (day.date, day.streams)))


def _start(days: Span | None, today: date) -> date:
    return max(days.last, today) if days else today


def _say_days(
    turn: Turn,
    city: City,
    reply: Reply,
    area: str,
    days: Span | None,
    found: tuple[PickupDay, ...],
    following: tuple[PickupDay, ...],
) -> None:
    calendar = city.pickups.areas[area]
    address = " ".join(filter(None, (turn.slot("street"), turn.slot("house_number"))))
    if days is None:
        reply.say("utter_pickup_next", address=address)
    elif found:
        reply.say("utter_pickup_span", address=address, span=_span_text(reply, days, turn.today))
    else:
        key = "utter_pickup_none_in_span" if following else "utter_pickup_none_in_span_at_all"
        reply.say(key, address=address, span=_span_text(reply, days, turn.today))
    for pickup in (found or following)[:_MOST_DAYS]:
        reply.add(_day_line(reply, city, pickup, turn.today))
    if len(found or following) > _MOST_DAYS:
        reply.say("utter_pickup_more", count=len(found or following) - _MOST_DAYS)
    if calendar.example:
        reply.say("utter_pickup_example")
    reply.source(calendar.source)
    shown = found if days else following
    reply.card(
        "pickup",
        street=turn.slot("street"),
        house_number=turn.slot("house_number"),
        pickups=[_day_card(pickup) for pickup in shown],
        following=[_day_card(pickup) for pickup in following if days],
        ics_url=None,
        notices=[],
        source=source_card(calendar.source),
        **({"example": True} if calendar.example else {}),
    )


def _span_text(reply: Reply, days: Span, today: date) -> str:
    if days.first == days.last:
        return reply.phrase("utter_span_day", date=german.day(days.first, today))
    first, last = german.day(days.first, today), german.day(days.last, today)
    return reply.phrase("utter_span_range", first=first, last=last)


def _day_line(reply: Reply, city: City, pickup: PickupDay, today: date) -> str:
    streams = german.listing(city.streams[stream].label for stream in pickup.streams)
    when = german.day(pickup.date, today)
    if pickup.moved_from is None:
        return reply.phrase("utter_pickup_day", date=when, streams=streams)
    moved = german.short_day(pickup.moved_from)
    if pickup.reason is None:
        return reply.phrase("utter_pickup_day_moved_plain", date=when, streams=streams, moved_from=moved)
    return reply.phrase("utter_pickup_day_moved", date=when, streams=streams, moved_from=moved, reason=pickup.reason)


def _day_card(pickup: PickupDay) -> dict[str, object]:
    return {
        "date": pickup.date.isoformat(),
        "streams": [stream.value for stream in pickup.streams],
        "moved_from": iso(pickup.moved_from),
        "reason": pickup.reason,
    }


def _ask_street(turn: Turn, reply: Reply, key: str, query: str, names: tuple[str, ...]) -> None:
    number = turn.slot("house_number")
    reply.say(key, query=query)
    for name in names:
        reply.button(name, f"{name} {number}" if number else name)
    reply.card("street_choice", query=query, candidates=list(names))
    turn.keep(street=None)
