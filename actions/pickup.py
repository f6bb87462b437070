"""When which bin is collected: keeps the address, asks for what is missing. How dates are told is `pickup_days`."""

from actions.base import CityAction
from actions.pickup_days import Asked, offer_rhythms, say_days, say_disturbances
from actions.place import answer_place
from actions.reply import Reply
from actions.turn import Turn
from actions.waste import say_guide
from bot import german
from bot.city.city import City
from bot.city.errors import (
    CalendarEnds,
    CalendarMissing,
    CalendarUnavailable,
    CityError,
    DateImpossible,
    HouseNumberInvalid,
    HouseNumberNeeded,
    StreetAmbiguous,
    StreetUnknown,
)
from bot.city.pickup import Selection
from bot.city.question import is_about_disturbance, is_about_later, is_about_moves
from bot.city.rhythm import FORTNIGHTLY, WEEKLY
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.city.stream_words import names_rest
from bot.city.when_span import Span, span

# "Und danach?": all dates from today on, as far as an open beginning reaches.
_AFTERWARDS = "day:0/from"


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
    if {WEEKLY, FORTNIGHTLY} <= set(turn.entities.get("rhythm", ())):
        ask_rhythm(turn, reply)
        return
    if is_about_disturbance(turn.text):
        say_disturbances(turn, city, reply)
    wanted = [Stream(value) for value in turn.slot("pickup_streams") or ()]
    if _say_elsewhere(turn, city, reply, wanted):
        return
    try:
        days = _days_wanted(turn)
        asked = asked_about(turn, city, tuple(s for s in wanted if s in PICKUP_STREAMS), days)
        if asked is None:
            reply.say("utter_pickup_ask_street")
        elif days and days.last < turn.today:
            turn.keep(pickup_when=None)
            reply.say("utter_pickup_past")
        else:
            say_days(turn, city, reply, asked)
    except CityError as error:
        say_problem(turn, reply, error)


def asked_about(turn: Turn, city: City, streams: tuple[Stream, ...], days: Span | None) -> Asked | None:
    """What is asked about the address of the conversation; None when there is no address yet.

    Raises:
        CityError: the address is not clear, or has no calendar.
    """
    if not turn.slot("street"):
        return None
    street = city.street(turn.slot("street"))
    turn.keep(street=street.name)
    calendar = city.pickups.of(street, turn.slot("house_number"))
    wanted = Selection(streams, turn.slot("residual_rhythm") == FORTNIGHTLY)
    return Asked(street, calendar, wanted, days, bool(turn.slot("pickup_moves")))


def ask_rhythm(turn: Turn, reply: Reply) -> None:
    """Ask how often the residual bin is emptied; the answer is kept."""
    reply.say("utter_pickup_ask_rhythm")
    offer_rhythms(turn, reply)


def say_problem(turn: Turn, reply: Reply, error: CityError) -> None:
    """Tell what keeps from an answer and ask the question that leads on."""
    match error:
        case StreetUnknown():
            key = "utter_pickup_street_unknown" if error.candidates else "utter_pickup_street_unknown_at_all"
            _ask_street(turn, reply, key, error.query, error.candidates)
        case StreetAmbiguous():
            key = "utter_pickup_street_two" if " / " in error.query else "utter_pickup_street_which"
            _ask_street(turn, reply, key, error.query, error.candidates)
        case HouseNumberNeeded():
            reply.say("utter_pickup_ask_house_number", street=error.street)
        case HouseNumberInvalid():
            turn.keep(house_number=None)
            reply.say("utter_pickup_house_number_invalid", number=error.number, street=error.street)
        case DateImpossible():
            turn.keep(pickup_when=None)
            reply.say("utter_pickup_date_impossible", date=error.text)
        case CalendarEnds():
            turn.keep(pickup_when=None, open_question=None)
            reply.say("utter_pickup_calendar_ends", until=german.plain_date(error.until))
        case CalendarMissing():
            reply.say("utter_pickup_calendar_missing", street=error.street)
        case CalendarUnavailable():
            reply.say("utter_pickup_calendar_unavailable", street=error.street)
        case _:
            raise error


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
    rhythm = turn.first("rhythm")
    named = [*turn.entities.get("stream", ()), *([Stream.RESIDUAL.value] if names_rest(turn.text) else [])]
    streams = list(dict.fromkeys(named)) or _streams_implied(turn, city)
    when = turn.first("when") or (_AFTERWARDS if is_about_later(turn.text) else None)
    turn.keep(
        topic="pickup",
        open_question="pickup",
        pickup_streams=streams or (None if fresh else turn.slot("pickup_streams")),
        pickup_moves=is_about_moves(turn.text) or (None if fresh else turn.slot("pickup_moves")),
        pickup_when=when or (None if fresh else turn.slot("pickup_when")),
        residual_rhythm=rhythm or turn.slot("residual_rhythm"),
    )
    remember_address(turn)


def remember_address(turn: Turn) -> None:
    """Keep the street and number of the message; what it does not name still holds."""
    street, number = turn.first("street"), turn.first("house_number")
    if street and street != turn.slot("street"):
        # The number said before a street that was not found, or asked for, still holds.
        said = None if not turn.continues or turn.slot("street") else turn.slot("house_number")
        turn.keep(street=street, house_number=number or said)
    elif number:
        turn.keep(house_number=number)


def _streams_implied(turn: Turn, city: City) -> list[str]:
    """The kerbside stream of a thing ("Wann holt ihr die Tannenbäume ab?"), or of the rules just explained."""
    if turn.intent_before == "info_bulky_rules":
        return [Stream.BULKY.value]
    item = city.waste.items.get(turn.first("waste_item") or "")
    collected = [o.stream.value for o in item.options if o.stream in PICKUP_STREAMS] if item else []
    if not collected and turn.first("rhythm") and not turn.continues:
        return [Stream.RESIDUAL.value]
    return collected[:1]


def _days_wanted(turn: Turn) -> Span | None:
    code = turn.slot("pickup_when")
    return span(code, turn.today) if code else None


def _ask_street(turn: Turn, reply: Reply, key: str, query: str, names: tuple[str, ...]) -> None:
    number = turn.slot("house_number")
    reply.say(key, query=query)
    for name in names:
        reply.button(name, f"{name} {number}" if number else name)
    reply.card("street_choice", query=query, candidates=list(names))
    turn.keep(street=None)
