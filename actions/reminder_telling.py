"""How reminders are told: what was set and when the next one comes, what there is, what has ended, and other ways.

What is wanted is decided in `reminder`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from actions.pickup_days import Asked, calendar_subject
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot import german
from bot.city.city import City
from bot.city.reminder import Moment, Occurrence, Quiet, Reminder, next_occurrence
from bot.city.reminder_change import FOR_EVER
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.links import links
from bot.reminders.calendars import calendar_of
from bot.settings import CITY_ZONE, load_settings
from bot.telegram.handover import handovers

_EVENING_BEGINS = 17
_WEEK = 7


def say_active(turn: Turn, city: City, reply: Reply, reminders: Sequence[Reminder], quiet: Quiet | None) -> None:
    """Confirm the reminders of an address, each with the next one that will come."""
    reply.say("utter_reminder_active", address=reminders[0].address)
    _say_each(turn, city, reply, reminders, quiet)
    reply.say("utter_reminder_how_to_stop")
    _say_origin(city, reply, reminders)
    for reminder in reminders:
        _card(city, reply, "active", reminder)


def say_list(turn: Turn, city: City, reply: Reply, reminders: Sequence[Reminder], quiet: Quiet | None) -> None:
    """Tell all reminders there are, by address."""
    reply.say("utter_reminder_list")
    for address in dict.fromkeys(reminder.address for reminder in reminders):
        reply.say("utter_reminder_list_address", address=address)
        _say_each(turn, city, reply, [reminder for reminder in reminders if reminder.address == address], quiet)
    if quiet:
        reply.say("utter_reminder_quiet_kept", start=german.clock(quiet.start), until=german.clock(quiet.until))
    _say_origin(city, reply, reminders)
    for reminder in reminders:
        _card(city, reply, "active", reminder)


def say_proposal(turn: Turn, city: City, reply: Reply, reminder: Reminder, quiet: Quiet | None) -> None:
    """Offer a reminder of all bins, at one of the two usual moments."""
    coming = _coming(turn, city, reminder, quiet)
    when = _when(reply, reminder.moment)
    reply.say("utter_reminder_proposal", address=reminder.address, when=when)
    if coming:
        reply.say("utter_reminder_proposal_next", **_next(city, coming))
    _say_origin(city, reply, [reminder])
    for title, meaning in (
        ("utter_reminder_choose_eve", "utter_reminder_choose_eve_meaning"),
        ("utter_reminder_choose_morning", "utter_reminder_choose_morning_meaning"),
    ):
        reply.button(reply.phrase(title), reply.phrase(meaning))
    _card(city, reply, "proposed", reminder)


def say_stopped(city: City, reply: Reply, before: Iterable[Reminder], after: Sequence[Reminder]) -> None:
    """Tell what has ended."""
    before = list(before)
    if not after:
        reply.say("utter_reminder_stopped_all")
    else:
        gone = _streams(before) - _streams(after)
        labels = german.listing(city.streams[s].label for s in PICKUP_STREAMS if s in gone)
        reply.say("utter_reminder_stopped_some" if labels else "utter_reminder_stopped_address", labels=labels)
    reply.card(
        "reminder", state="stopped", street=before[0].street if before else None, streams=[], day=None, time=None
    )


def say_none(reply: Reply) -> None:
    """Tell that there is no reminder, and how there would be one."""
    reply.say("utter_reminder_none")
    reply.card("reminder", state="none", street=None, streams=[], day=None, time=None)


def say_quiet(reply: Reply, quiet: Quiet) -> None:
    """Confirm when nothing comes."""
    reply.say("utter_reminder_quiet", start=german.clock(quiet.start), until=german.clock(quiet.until))


def say_ways(turn: Turn, reply: Reply, asked: Asked | None) -> None:
    """Where we cannot write by ourselves: the calendar that reminds, and the link to Telegram that takes the address
    along.
    """
    if asked is None:
        reply.say("utter_reminder_web_ask_street")
        return
    subject = calendar_subject(turn, asked)
    calendar = asked.calendar
    url = links().calendar_url(subject)
    reply.say("utter_reminder_web", address=subject.address, url=url)
    shown = [{"title": reply.phrase("utter_pickup_calendar_title", address=subject.address), "url": url}]
    # The bot may have been here once and be turned off now.
    if load_settings().telegram_token and (chat := handovers().link(subject.address)):
        reply.say("utter_reminder_web_telegram", url=chat)
        shown.append({"title": reply.phrase("utter_reminder_web_telegram_title"), "url": chat})
    if calendar.example:
        reply.say("utter_pickup_example")
    reply.source(calendar.source)
    reply.card(
        "info",
        topic="reminder",
        links=[link for link in shown if link["url"].startswith("https://")],
        ics_url=links().calendar_path(subject),
        source=source_card(calendar.source),
        **({"example": True} if calendar.example else {}),
    )


def _say_each(turn: Turn, city: City, reply: Reply, reminders: Iterable[Reminder], quiet: Quiet | None) -> None:
    for reminder in reminders:
        reply.say("utter_reminder_one", streams=_labels(city, reply, reminder), when=_when(reply, reminder.moment))
        if reminder.paused_until and reminder.paused_until >= turn.today:
            _say_pause(reply, reminder.paused_until)
        if coming := _coming(turn, city, reminder, quiet):
            reply.say("utter_reminder_next", **_next(city, coming))
        elif reminder.paused_until != FOR_EVER:
            reply.say("utter_reminder_next_unknown")


def _say_pause(reply: Reply, until: date) -> None:
    if until == FOR_EVER:
        reply.say("utter_reminder_paused")
    else:
        reply.say("utter_reminder_paused_until", date=german.short_day(until))


def _coming(turn: Turn, city: City, reminder: Reminder, quiet: Quiet | None) -> Occurrence | None:
    calendar = calendar_of(city, reminder)
    now = turn.now if turn.now.tzinfo else turn.now.replace(tzinfo=CITY_ZONE)
    return next_occurrence(reminder, calendar, now, CITY_ZONE, quiet) if calendar else None


def _next(city: City, coming: Occurrence) -> dict[str, str]:
    at = coming.at.astimezone(CITY_ZONE)
    streams = [stream for day in coming.pickups for stream in day.streams]
    labels = german.listing(dict.fromkeys(city.streams[stream].label for stream in streams))
    return {"day": german.short_day(at.date()), "time": german.clock(_minute(at).time()), "streams": labels}


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _labels(city: City, reply: Reply, reminder: Reminder) -> str:
    streams = reminder.selection.streams
    if not streams:
        return reply.phrase("utter_reminder_everything")
    return german.listing(city.streams[stream].label for stream in streams)


def _when(reply: Reply, moment: Moment) -> str:
    at = german.clock(moment.time)
    match moment.days_before:
        case 0:
            return reply.phrase("utter_reminder_when_same_day", time=at)
        case 1:
            evening = moment.time.hour >= _EVENING_BEGINS
            return reply.phrase("utter_reminder_when_eve" if evening else "utter_reminder_when_day_before", time=at)
        case days if days == _WEEK:
            return reply.phrase("utter_reminder_when_week", time=at)
        case days:
            return reply.phrase("utter_reminder_when_days", days=days, time=at)


def _say_origin(city: City, reply: Reply, reminders: Iterable[Reminder]) -> None:
    """Say that dates are examples, and whose they are."""
    calendars = [calendar for reminder in reminders if (calendar := calendar_of(city, reminder))]
    if any(calendar.example for calendar in calendars):
        reply.say("utter_pickup_example")
    if calendars:
        reply.source(calendars[0].source)


def _card(city: City, reply: Reply, state: str, reminder: Reminder) -> None:
    calendar = calendar_of(city, reminder)
    reply.card(
        "reminder",
        state=state,
        street=reminder.street,
        house_number=reminder.house_number,
        streams=[stream.value for stream in reminder.selection.streams],
        day="eve" if reminder.moment.days_before else "same",
        days_before=reminder.moment.days_before,
        time=f"{reminder.moment.time:%H:%M}",
        **({"source": source_card(calendar.source)} if calendar else {}),
        **({"example": True} if calendar and calendar.example else {}),
    )


def _streams(reminders: Iterable[Reminder]) -> set[Stream]:
    return {stream for reminder in reminders for stream in reminder.selection.streams or PICKUP_STREAMS}
