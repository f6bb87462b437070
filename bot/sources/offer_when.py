"""From the single dates of a course to the words people use for them ("montags 18 bis 19.30 Uhr, ab 11. Januar")."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from bot.city.offer import WEEKDAYS, part_of_day
from bot.strings import text

# Fewer dates are named one by one; of more, at most so many where they have no rhythm.
_FEWEST_OF_A_SERIES = 3
_MOST_NAMED = 6
# A month alone says which one is meant for so long.
_MONTH_IS_CLEAR = timedelta(days=330)
_WEEKLY, _FORTNIGHTLY = 7, 14


@dataclass(frozen=True, order=True)
class Session:
    """One date of a course; without times it takes all day or nobody knows."""

    day: date
    start: time | None = None
    end: time | None = None


def parts_of_day(sessions: Iterable[Session]) -> tuple[str, ...]:
    """The values of all sessions, in the order of the day."""
    return tuple(dict.fromkeys(part_of_day(start.hour) for start in sorted({s.start for s in sessions if s.start})))


def weekdays_of(days: Iterable[date]) -> tuple[str, ...]:
    """The values of `bot.city.offer.WEEKDAYS` of some days, in the order of the week."""
    return tuple(WEEKDAYS[number] for number in sorted({day.weekday() for day in days}))


def weekly_text(weekdays: Sequence[str], start: time | None, end: time | None) -> str:
    """What takes place every week: "montags und mittwochs 18 bis 19 Uhr"."""
    days = _listing([text(f"offer_text.weekdays.{day}") for day in weekdays])
    return _with_hours(days, start, end)


def when_text(sessions: Sequence[Session], as_of: date) -> str:
    """All sessions in one German text.

    Args:
        as_of: the day on which it is said: beginnings before it are of no interest.
    """
    days = sorted({session.day for session in sessions})
    rhythm = _rhythm(days)
    if rhythm is None and len(days) <= _MOST_NAMED:
        return _named(days, sessions)
    said = ", ".join(_slots(sessions))
    if rhythm != _WEEKLY:
        said = text(f"offer_text.{'fortnightly' if rhythm else 'irregular'}", days=said)
    return text("offer_text.starting", times=said, day=_start(days[0], as_of)) if days[0] > as_of else said


def _rhythm(days: Sequence[date]) -> int | None:
    """The days between two dates on the same weekday where at least half of them agree; holidays may fall out."""
    if len(days) < _FEWEST_OF_A_SERIES:
        return None
    by_weekday = defaultdict(list)
    for day in days:
        by_weekday[day.weekday()].append(day)
    gaps = [(b - a).days for same in by_weekday.values() for a, b in pairwise(same)]
    return next((g for g in (_WEEKLY, _FORTNIGHTLY) if gaps and gaps.count(g) * 2 >= len(gaps)), None)


def _slots(sessions: Iterable[Session]) -> Iterable[str]:
    """The weekdays at each time of day."""
    at: dict[tuple[time | None, time | None], set[int]] = defaultdict(set)
    for session in sessions:
        at[session.start, session.end].add(session.day.weekday())
    for (start, end), numbers in sorted(at.items(), key=lambda slot: (min(slot[1]), str(slot[0]))):
        yield weekly_text([WEEKDAYS[number] for number in sorted(numbers)], start, end)


def _named(days: Sequence[date], sessions: Iterable[Session]) -> str:
    hours = {(session.start, session.end) for session in sessions}
    start, end = hours.pop() if len(hours) == 1 else (None, None)
    said = text("offer_text.once", days=_day_names(days))
    # "am 16. Januar 2027 10 bis 12 Uhr" would be hard to read.
    return _with_hours(f"{said},", start, end) if start else said


def _day_names(days: Sequence[date]) -> str:
    if len(days) == 1:
        weekday = text(f"offer_text.weekday_names.{WEEKDAYS[days[0].weekday()]}")
        return text("offer_text.day", weekday=weekday, **_parts(days[0]))
    if len({day.year for day in days}) > 1:
        return _listing([text("offer_text.day_year", **_parts(day)) for day in days])
    short = [text("offer_text.day_short", **_parts(day)) for day in days[:-1]]
    return _listing([*short, text("offer_text.day_year", **_parts(days[-1]))])


def _start(first: date, as_of: date) -> str:
    key = "day_short" if first - as_of < _MONTH_IS_CLEAR else "day_year"
    return text(f"offer_text.{key}", **_parts(first))


def _parts(day: date) -> dict[str, object]:
    return {"day": day.day, "month": text(f"offer_text.months.{day.month}"), "year": day.year}


def _with_hours(days: str, start: time | None, end: time | None) -> str:
    if start is None:
        return days
    if end is None or end == start:
        return text("offer_text.hour", days=days, first=_clock(start))
    return text("offer_text.hours", days=days, first=_clock(start), last=_clock(end))


def _clock(at: time) -> str:
    return f"{at.hour}.{at.minute:02}" if at.minute else str(at.hour)


def _listing(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} {text('offer_text.and')} {last}" if most else last
