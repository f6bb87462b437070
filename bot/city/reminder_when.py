"""When somebody wants to be reminded: moments before a pickup, how much earlier or later, pauses and quiet hours.

What they want besides is read in `bot.city.reminder_words`.
"""

import re
from datetime import date, time, timedelta

from bot.city.clock import Clock, spot_clocks
from bot.city.errors import DateImpossible
from bot.city.number import read_number
from bot.city.reminder import EVE, MORNING, MOST_DAYS_BEFORE, NIGHT, Moment, Quiet
from bot.city.text import normalise
from bot.city.when import spot_when
from bot.city.when_span import span

_SHIFT = re.compile(r"\b(\w+) (stunden?|minuten?) (frueher|eher|spaeter)\b")
_SAME_DAY = re.compile(
    r"\b(morgens|frueh|fruehs|in der fruehe?|am morgen|am (selben|gleichen) tag|am tag selbe?r|am tag selbst"
    r"|am selben morgen"
    r"|selben tags?|am abfuhrtag|"
    r"am (tag der )?(abholung|leerung|abfuhr|abhol\w*|leerungs\w*)|wenn (sie|die muellabfuhr) kommt|vormittags"
    r"|fruehmorgens)\b"
)
_EVE = re.compile(
    r"\b(\w*vorabend\w*|vortags?|abend\w*|(am|einen|den|1|der) (tag|abend) (vorher|davor|zuvor)|tags? (vorher"
    r"|davor|zuvor)|nachmittags?|vorher|mittags?|nachts)\b"
)
_DAYS_BEFORE = re.compile(r"\b(\w+) (tage?n?|wochen?) (vorher|davor|zuvor|im voraus|vor)\b")
_EVENING_WORD = re.compile(r"\b(\w*abend\w*)\b")
_PARTS_OF_DAY = ((re.compile(r"\bmittags?\b"), time(12)), (re.compile(r"\bnachmittags?\b"), time(16)))
_QUIET_AFTER = re.compile(r"\bnach\s+$", re.IGNORECASE)
_QUIET_BEFORE = re.compile(r"\bvor\s+$", re.IGNORECASE)
_QUIET_BETWEEN = re.compile(r"\bzwischen\s+$", re.IGNORECASE)
_QUIET = re.compile(r"\b(ruhe\w*|nicht stoer\w*|stoer\w* .*nicht|nichts?|keine?\w*|stumm)\b")
_LONGEST_SHIFT = {"s": 24, "m": 24 * 60}
_SPOKEN = {"halbe": 0.5, "halben": 0.5, "ne": 1, "ner": 1}
_NOON = 12
# By then the lorry has come.
_TOO_LATE_TO_MEAN_MORNING = 10


def names_moment(text: str) -> bool:
    """Whether a text says when to remind."""
    plain = normalise(text)
    return bool(spot_clocks(text)) or any(one.search(plain) for one in (_SAME_DAY, _EVE, _DAYS_BEFORE, _SHIFT))


def read_moments(text: str, *, evening: bool) -> tuple[Moment, ...]:
    """The moment that a piece of a sentence names."""
    plain = normalise(text)
    clocks = spot_clocks(text)
    days = _days_before(plain)
    if days is None and not clocks:
        return ()
    if not clocks:
        return (Moment(days or 0, _usual_time(plain, days or 0)),)
    return (_with_clock(clocks[-1], days, plain, evening=evening),)


def _with_clock(clock: Clock, days: int | None, plain: str, *, evening: bool) -> Moment:
    at = clock.time
    unsure = not clock.sure and 1 <= at.hour < _NOON
    late = evening or at.hour >= _TOO_LATE_TO_MEAN_MORNING
    if unsure and (_EVENING_WORD.search(plain) if days else days is None and late):
        at = time(at.hour + _NOON, at.minute)
    if days is None:
        # Whoever says no day means the evening before, or the morning itself.
        days = 0 if at < time(12) else 1
    return Moment(days, at)


def _usual_time(plain: str, days: int) -> time:
    for pattern, usual in _PARTS_OF_DAY:
        if pattern.search(plain):
            return usual
    return EVE if days else MORNING


def _days_before(plain: str) -> int | None:
    if found := _DAYS_BEFORE.search(plain):
        count = read_number(found[1], articles=True)
        if count is not None:
            return min(count * (7 if found[2].startswith("woche") else 1), MOST_DAYS_BEFORE)
    # "am Abend vorher" and "am Vortag morgens" are the day before.
    if re.search(r"\b(vorabend\w*|vortags?|vorher|davor|zuvor)\b", plain):
        return 1
    if _SAME_DAY.search(plain):
        return 0
    return 1 if _EVE.search(plain) else None


def read_shift(plain: str) -> timedelta | None:
    """How much later than now ("eine Stunde früher" is less than nothing); a day at most."""
    found = _SHIFT.search(plain)
    if not found:
        return None
    count = _SPOKEN.get(found[1]) or read_number(found[1], articles=True)
    if count is None or count > _LONGEST_SHIFT[found[2][0]]:
        return None
    amount = timedelta(hours=count) if found[2].startswith("stunde") else timedelta(minutes=count)
    return amount if found[3] == "spaeter" else -amount


def read_until(text: str, today: date) -> date | None:
    """The last day of a pause: "zwei Wochen", "bis 15.12.", "diese Woche"."""
    plain = normalise(text)
    if found := re.search(r"\b(?:fuer |die naechsten |naechsten )?(\w+) (tage?n?|wochen?|monate?n?)\b", plain):
        count = read_number(found[1], articles=True)
        if count:
            days = {"t": 1, "w": 7, "m": 30}[found[2][0]]
            return today + timedelta(days=min(count * days, 366) - 1)
    when = spot_when(text)
    if when is None:
        return None
    try:
        return span(when.code.removesuffix("/until"), today).last
    except DateImpossible:
        return None


def read_quiet(text: str, plain: str) -> Quiet | None:
    """Hours in which nothing is to come: "nicht nach 21 Uhr", "zwischen 22 und 7 Uhr bitte Ruhe"."""
    clocks = spot_clocks(text)
    if not clocks or not _QUIET.search(plain):
        return None
    first = clocks[0]
    before = text[: first.start]
    if len(clocks) > 1 and _QUIET_BETWEEN.search(before):
        start, until = _evening(first), clocks[1].time
        return Quiet(start, until) if start != until else None
    if _QUIET_AFTER.search(before):
        return Quiet(_evening(first), NIGHT.until)
    if _QUIET_BEFORE.search(before):
        return Quiet(NIGHT.start, first.time)
    return None


def _evening(clock: Clock) -> time:
    at = clock.time
    return at if clock.sure or not 5 <= at.hour <= 11 else time(at.hour + 12, at.minute)
