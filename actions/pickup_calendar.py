"""The calendar to take home: the address of a feed with all dates of an address, for calendar programs."""

from actions.base import CityAction
from actions.pickup import asked_about, remember_address, say_problem
from actions.pickup_days import calendar_subject
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot import german
from bot.city.city import City
from bot.city.errors import CityError
from bot.city.pickup import AreaCalendar
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.links import CalendarSubject, links


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
    remember_address(turn)
    chosen = tuple(stream for stream in PICKUP_STREAMS if stream in turn.entities.get("stream", ()))
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
    _say_link(city, reply, asked.calendar, calendar_subject(turn, asked))


def _say_link(city: City, reply: Reply, calendar: AreaCalendar, subject: CalendarSubject) -> None:
    labels = german.listing(city.streams[stream].label for stream in subject.selection.streams)
    key = "utter_pickup_calendar_some" if labels else "utter_pickup_calendar_all"
    url = links().calendar_url(subject)
    reply.say(key, address=subject.address, labels=labels, url=url)
    reply.say("utter_pickup_calendar_how")
    if calendar.example:
        reply.say("utter_pickup_example")
    reply.source(calendar.source)
    title = reply.phrase("utter_pickup_calendar_title", address=subject.address)
    reply.card(
        "info",
        topic="calendar_export",
        # Cards link to safe addresses only; where there is none, the text and the path have to do.
        links=[{"title": title, "url": url}] if url.startswith("https://") else [],
        ics_url=links().calendar_path(subject),
        source=source_card(calendar.source),
        **({"example": True} if calendar.example else {}),
    )


def _chosen_before(turn: Turn) -> tuple[Stream, ...]:
    """The bins of an export that still waits for its address."""
    if turn.slots.get("open_question") != "pickup_calendar":
        return ()
    return tuple(Stream(value) for value in turn.slot("pickup_streams") or ())
