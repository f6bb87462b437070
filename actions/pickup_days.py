"""How pickup dates are told: notices first, then the days with what moved and why, then how far the calendar reaches.

Which address and which days are meant is decided in `pickup`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from actions.reply import Reply, iso, source_card
from actions.turn import Turn
from bot import german
from bot.city.city import City
from bot.city.errors import CalendarEnds
from bot.city.pickup import BIN_STREAMS, AreaCalendar, PickupDay, Selection
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.city.street import Street
from bot.city.when_span import Span
from bot.links import CalendarSubject, links

_MOST_DAYS = 12
# "Verschiebt sich demnächst etwas?" looks so far ahead.
_SOON = timedelta(days=45)
_NEAR_END = timedelta(days=30)


@dataclass(frozen=True)
class Asked:
    """A question about dates whose address is clear.

    Attributes:
        days: the days asked about; None = the next dates.
        moves: whether only moved dates are asked about.
    """

    street: Street
    calendar: AreaCalendar
    wanted: Selection
    days: Span | None
    moves: bool


@dataclass(frozen=True)
class _Told:
    """The dates of an answer: those asked for, or where there are none the ones after them."""

    found: tuple[PickupDay, ...]
    following: tuple[PickupDay, ...]

    @property
    def days(self) -> tuple[PickupDay, ...]:
        return self.found or self.following


def say_days(turn: Turn, city: City, reply: Reply, asked: Asked) -> None:
    """Tell the dates.

    Raises:
        CalendarEnds: the calendar knows nothing of the days asked about.
    """
    beyond = asked.days is not None and asked.days.last > asked.calendar.last_day
    asked = _covered(_for_moves(asked, turn.today))
    told = _told(asked, turn.today)
    turn.keep(open_question=None)
    notices = _notices(city, asked, turn.today, told.days)
    for notice in notices:
        reply.add(notice)
    _say_heading(turn, reply, asked, told)
    _say_list(turn, city, reply, asked, told.days)
    _say_limits(reply, asked.calendar, turn.today, beyond=beyond)
    asks_rhythm = _say_rhythm(turn, reply, asked, told.days)
    if asked.calendar.example:
        reply.say("utter_pickup_example")
    reply.source(asked.calendar.source)
    reply.card("pickup", **_card(turn, asked, told, notices))
    if asks_rhythm:
        offer_rhythms(turn, reply)


def _for_moves(asked: Asked, today: date) -> Asked:
    if asked.moves and asked.days is None:
        last = min(today + _SOON, max(asked.calendar.last_day, today))
        return replace(asked, days=Span(today, last))
    return asked


def _covered(asked: Asked) -> Asked:
    """The question about those of its days that the calendar covers: nothing may be said about the others."""
    calendar, days = asked.calendar, asked.days
    if days is None or days.last < calendar.first_day or days.first > calendar.last_day:
        return asked
    return replace(asked, days=Span(max(days.first, calendar.first_day), min(days.last, calendar.last_day)))


def _told(asked: Asked, today: date) -> _Told:
    calendar, days = asked.calendar, asked.days
    if days is None:
        return _Told((), calendar.next(today, asked.wanted))
    moved = tuple(day for day in calendar.moved(days.first, days.last, asked.wanted) if day.date >= today)
    if asked.moves and moved:
        return _Told(_in_order(moved), ())
    # Those that moved away from the days belong to them, or one would wait for them in vain.
    found = _in_order({*calendar.between(days.first, days.last, asked.wanted), *moved})
    return _Told(found, () if found else _after(calendar, max(days.last, today), asked.wanted))


def _in_order(days: Iterable[PickupDay]) -> tuple[PickupDay, ...]:
    return tuple(sorted(days, key=lambda day: (day.date, day.streams)))


def _after(calendar: AreaCalendar, day: date, wanted: Selection) -> tuple[PickupDay, ...]:
    try:
        return calendar.next(day, wanted)
    except CalendarEnds:
        # The days themselves are known to be free; that the calendar ends behind them is told as well.
        return ()


def _say_heading(turn: Turn, reply: Reply, asked: Asked, told: _Told) -> None:
    address = calendar_subject(turn, asked).address
    if asked.days is None:
        reply.say("utter_pickup_next", address=address)
        return
    span = _span_text(reply, asked.days, turn.today)
    moved = any(day.moved for day in told.found)
    if asked.moves:
        reply.say("utter_pickup_moves" if moved else "utter_pickup_moves_none", address=address, span=span)
        if moved or told.found:
            return
    if told.found:
        reply.say("utter_pickup_span", address=address, span=span)
    else:
        key = "utter_pickup_none_in_span" if told.following else "utter_pickup_none_in_span_at_all"
        reply.say(key, address=address, span=span)


def _say_list(turn: Turn, city: City, reply: Reply, asked: Asked, days: tuple[PickupDay, ...]) -> None:
    for day in days[:_MOST_DAYS]:
        reply.add(_day_line(reply, city, day, turn.today))
    if len(days) > _MOST_DAYS:
        reply.say("utter_pickup_more", count=len(days) - _MOST_DAYS)
    if asked.days is None:
        told = {stream for day in days for stream in day.streams}
        without = [city.streams[s].label for s in asked.wanted.streams or BIN_STREAMS if s not in told]
        if without:
            until = german.plain_date(asked.calendar.last_day)
            reply.say("utter_pickup_no_more", labels=german.listing(without), until=until)


def _say_limits(reply: Reply, calendar: AreaCalendar, today: date, *, beyond: bool) -> None:
    """Say where the calendar ends or is too old to be sure; silence would mean that all is well.

    Args:
        beyond: days were asked about that lie behind its end.
    """
    if calendar.best_before and today > calendar.best_before:
        reply.say("utter_pickup_old", as_of=german.plain_date(calendar.source.as_of))
    if beyond or calendar.last_day - today <= _NEAR_END:
        reply.say("utter_pickup_reaches", until=german.plain_date(calendar.last_day))


def _say_rhythm(turn: Turn, reply: Reply, asked: Asked, days: tuple[PickupDay, ...]) -> bool:
    """Where both rhythms are possible: name the one that is told, or ask once; whether it was asked."""
    residual = [day for day in days if Stream.RESIDUAL in day.streams]
    if not residual or not asked.calendar.has_fortnightly:
        return False
    if asked.wanted.fortnightly:
        reply.say("utter_pickup_is_fortnightly")
        return False
    if turn.slot("residual_rhythm") or all(day.fortnightly for day in residual):
        return False
    later = _after(asked.calendar, max(turn.today, asked.days.first if asked.days else turn.today),
                   Selection((Stream.RESIDUAL,), fortnightly=True))  # fmt: skip
    if later:
        reply.say("utter_pickup_rhythm", date=german.day(later[0].date, turn.today))
    return bool(later)


def say_disturbances(turn: Turn, city: City, reply: Reply) -> None:
    """Tell what is disturbed today; without an address everything in the city, with one its dates will tell."""
    lasting = [n.text for n in city.data.notices if n.first_day <= turn.today <= n.last_day]
    if not lasting:
        reply.say("utter_pickup_undisturbed")
    elif not turn.slot("street"):
        for notice in lasting:
            reply.add(notice)


def offer_rhythms(turn: Turn, reply: Reply) -> None:
    """Offer both rhythms of the residual bin as buttons; the answer is kept, so it is asked once."""
    for key in ("utter_pickup_weekly", "utter_pickup_fortnightly"):
        reply.button(reply.phrase(key), reply.phrase(key))
    turn.keep(residual_rhythm="asked")


def _notices(city: City, asked: Asked, today: date, days: tuple[PickupDay, ...]) -> list[str]:
    told = [day.date for day in days]
    streams = asked.wanted.streams
    return [n.text for n in city.data.notices if n.concerns(asked.street, streams, today, told)]


def _span_text(reply: Reply, days: Span, today: date) -> str:
    if days.first == days.last:
        return reply.phrase("utter_span_day", date=german.day(days.first, today))
    first, last = german.day(days.first, today), german.day(days.last, today)
    return reply.phrase("utter_span_range", first=first, last=last)


def _day_line(reply: Reply, city: City, day: PickupDay, today: date) -> str:
    values = {
        "streams": german.listing(city.streams[stream].label for stream in day.streams),
        "date": german.day(day.date, today),
        "moved_from": german.short_day(day.moved_from) if day.moved_from else None,
        "reason": day.reason,
    }
    if not day.moved:
        return reply.phrase("utter_pickup_day", **values)
    if day.moved_from is None:
        return reply.phrase("utter_pickup_day_marked" if day.reason else "utter_pickup_day_marked_plain", **values)
    return reply.phrase("utter_pickup_day_moved" if day.reason else "utter_pickup_day_moved_plain", **values)


def _card(turn: Turn, asked: Asked, told: _Told, notices: list[str]) -> dict[str, object]:
    calendar = asked.calendar
    shown = told.found if asked.days else told.following
    return {
        "street": asked.street.name,
        "house_number": turn.slot("house_number"),
        "pickups": [_day_card(day) for day in shown],
        "following": [_day_card(day) for day in told.following if asked.days],
        "ics_url": links().calendar_path(calendar_subject(turn, asked)),
        "notices": notices,
        "covers_until": calendar.last_day.isoformat(),
        "source": source_card(calendar.source),
        **({"example": True} if calendar.example else {}),
    }


def calendar_subject(turn: Turn, asked: Asked) -> CalendarSubject:
    """What a feed with these dates would be about, its bins in the order in which they are told."""
    streams = tuple(stream for stream in PICKUP_STREAMS if stream in asked.wanted.streams)
    selection = Selection(streams, asked.wanted.fortnightly)
    return CalendarSubject(asked.street.name, turn.slot("house_number"), selection)


def _day_card(day: PickupDay) -> dict[str, object]:
    return {
        "date": day.date.isoformat(),
        "streams": [stream.value for stream in day.streams],
        "moved_from": iso(day.moved_from),
        "reason": day.reason,
        **({"fortnightly": True} if day.fortnightly else {}),
    }
