"""How opening times are told: now, on a day, at a time of day, or in general. Which places: `actions.place`."""

from dataclasses import dataclass
from datetime import date, datetime, time

from actions.reply import Reply
from actions.turn import Turn
from bot import german
from bot.city.place import OpeningHours, Place, Spans, closes, next_open
from bot.city.place_search import asked_clock, asks_whether_open
from bot.city.when_span import day_meant

# No public holidays, but few gates are open as long as on other days.
_EVES = ((12, 24), (12, 31))


@dataclass(frozen=True)
class Asked:
    """What a message asks about opening times.

    Attributes:
        whether: True for "is it open", False for "is it closed", None for other questions.
        day: the day named; None when none is.
        clock: the time of day named.
        now: the moment of the message.
    """

    whether: bool | None
    day: date | None
    clock: time | None
    now: datetime

    @classmethod
    def read(cls, turn: Turn) -> "Asked":
        """Read a message.

        Raises:
            DateImpossible: it names a day that does not exist.
        """
        code = turn.first("when")
        day = day_meant(code, turn.today) if code else None
        clock = asked_clock(turn.text)
        return cls(asks_whether_open(turn.text), turn.today if clock and not day else day, clock, turn.now)

    @property
    def about_now(self) -> bool:
        """Whether the state of today is asked, not the opening times in general."""
        return self.day in (None, self.now.date()) and (self.day is not None or self.whether is not None)

    def is_open(self, opening: OpeningHours) -> bool:
        """Whether a place is open at the moment, at the time, or at all on the day that is asked about."""
        if self.day is None:
            return opening.is_open(self.now)
        if self.clock is None:
            return bool(opening.on(self.day))
        return opening.is_open(datetime.combine(self.day, self.clock, self.now.tzinfo))


def say_whether(reply: Reply, asked: Asked, places: list[Place]) -> bool:
    """Answer a question for open or closed before the list; False when it was none, or nothing is known."""
    known = [(place, place.opening) for place in places if place.opening]
    if asked.whether is None and asked.day is None:
        return False
    if len(places) == 1 and known and asked.whether is not None:
        _say_yes_or_no(reply, asked, known[0][1])
        return True
    if len(places) < 2 or not known:
        return False
    names = [place.name for place, opening in known if asked.is_open(opening)]
    when = _when(reply, asked.day, asked.now.date()) if asked.day else reply.phrase("utter_place_now")
    if asked.clock:
        when = reply.phrase("utter_place_at", date=when, clock=german.clock(asked.clock))
    if names:
        reply.say("utter_place_open_these", when=when, names=german.listing(names))
    else:
        reply.say("utter_place_open_none", when=when)
    return True


def _say_yes_or_no(reply: Reply, asked: Asked, opening: OpeningHours) -> None:
    is_open = asked.is_open(opening)
    answer = reply.phrase("utter_place_yes" if is_open == asked.whether else "utter_place_no")
    if asked.day is not None:
        spans = opening.on(asked.day)
        key = "utter_place_open_day" if spans else "utter_place_closed_day"
        reply.say(key, answer=answer, date=_when(reply, asked.day, asked.now.date()), spans=_spans(spans))
    elif is_open:
        reply.say("utter_place_open_now", answer=answer, until=german.clock(closes(opening, asked.now)))
    elif again := next_open(opening, asked.now):
        when = _when(reply, again[0], asked.now.date())
        reply.say("utter_place_closed_now", answer=answer, date=when, spans=_spans(again[1]))


def line(reply: Reply, asked: Asked, place: Place) -> str:
    """One place with what is asked of its opening times."""
    address = ", ".join(filter(None, (place.address, place.phone)))
    common = {"name": place.name, "address": address}
    if place.hours is None:
        return reply.phrase("utter_place_line_plain", **common)
    if place.opening is None:
        return reply.phrase("utter_place_line", hours=place.hours, **common)
    if asked.about_now:
        return _line_now(reply, asked.now, place.opening, common)
    if asked.day is None:
        is_open = place.opening.is_open(asked.now)
        key = "utter_place_line_hours_open" if is_open else "utter_place_line_hours_closed"
        return reply.phrase(key, hours=place.hours, **common)
    spans, when = place.opening.on(asked.day), german.day(asked.day, asked.now.date())
    if not spans:
        return reply.phrase("utter_place_line_day_closed", date=when, **common)
    return reply.phrase("utter_place_line_day", date=when, spans=_spans(spans), **common)


def is_eve(asked: Asked) -> bool:
    """Whether the day asked about is one on which usual times are not to be trusted."""
    return asked.day is not None and (asked.day.month, asked.day.day) in _EVES


def _line_now(reply: Reply, now: datetime, opening: OpeningHours, common: dict[str, str]) -> str:
    if opening.is_open(now):
        return reply.phrase("utter_place_line_open", until=german.clock(closes(opening, now)), **common)
    again = next_open(opening, now)
    if again is None:
        return reply.phrase("utter_place_line_plain", **common)
    when = _when(reply, again[0], now.date())
    return reply.phrase("utter_place_line_closed", date=when, spans=_spans(again[1]), **common)


def _spans(spans: Spans) -> str:
    return german.listing(f"{german.clock(start)}–{german.clock(end)}" for start, end in spans)


def _when(reply: Reply, day: date, today: date) -> str:
    """ "heute", "morgen" or "am Samstag, 28. November"."""
    days = (day - today).days
    if days in (0, 1):
        return reply.phrase("utter_place_today" if days == 0 else "utter_place_tomorrow")
    return reply.phrase("utter_place_on_day", date=german.day(day, today))
