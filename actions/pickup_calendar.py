"""The calendar to take home: the address of a feed with all dates of an address, for calendar programs."""

from actions import german
from actions.base import CityAction
from actions.pickup import asked_about, say_problem
from actions.pickup_days import calendar_subject
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot.city.city import City
from bot.city.errors import CityError
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.links import links


class ActionPickupCalendarExport(CityAction):
    """Gives the link to the calendar of an address."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_pickup_calendar_export"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Give the link for the address of the conversation and the bins of the message, or ask for the address."""
        answer_calendar(turn, city, reply)


def answer_calendar(turn: Turn, city: City, reply: Reply) -> None:
    """Answer with the link, or ask for the address first."""
    streams = tuple(Stream(value) for value in dict.fromkeys(turn.entities.get("stream", ())))
    street, number = turn.first("street"), turn.first("house_number")
    if street:
        turn.keep(street=street, house_number=number)
    elif number:
        turn.keep(house_number=number)
    chosen = tuple(stream for stream in streams if stream in PICKUP_STREAMS)
    turn.keep(topic="pickup", open_question="pickup_calendar")
    if chosen:
        turn.keep(pickup_streams=[stream.value for stream in chosen])
    try:
        asked = asked_about(turn, city, chosen or _chosen_before(turn), None)
    except CityError as error:
        say_problem(turn, reply, error)
        turn.keep(open_question="pickup_calendar")
        return
    if asked is None:
        reply.say("utter_pickup_calendar_ask_street")
        return
    turn.keep(open_question=None)
    subject = calendar_subject(turn, asked)
    labels = german.listing(city.streams[stream].label for stream in subject.selection.streams)
    address = " ".join(filter(None, (subject.street, subject.house_number)))
    key = "utter_pickup_calendar_some" if labels else "utter_pickup_calendar_all"
    url = links().calendar_url(subject)
    reply.say(key, address=address, labels=labels, url=url)
    reply.say("utter_pickup_calendar_how")
    if asked.calendar.example:
        reply.say("utter_pickup_example")
    reply.source(asked.calendar.source)
    reply.card(
        "info",
        topic="calendar_export",
        # Cards link to safe addresses only; where there is none, the text and the path have to do.
        links=[{"title": reply.phrase("utter_pickup_calendar_title", address=address), "url": url}]
        if url.startswith("https://")
        else [],
        ics_url=links().calendar_path(subject),
        source=source_card(asked.calendar.source),
        **({"example": True} if asked.calendar.example else {}),
    )


def _chosen_before(turn: Turn) -> tuple[Stream, ...]:
    """The bins of an export that still waits for its address."""
    if turn.slots.get("open_question") != "pickup_calendar":
        return ()
    return tuple(Stream(value) for value in turn.slot("pickup_streams") or ())
