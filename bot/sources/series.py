"""Expands repeating events (RRULE, RDATE, EXDATE of RFC 5545) within a span of days, whatever the clock says.

Only rules that a course could have: those that might never give a day would be searched for until the year 9999.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Component, Event, vRecur

from bot.sources.ics_calendar import ZONE, day_of
from bot.sources.offer_when import Session

# Nobody plans a course longer ahead, and what lies long behind helps nobody.
BACK, AHEAD = timedelta(days=400), timedelta(days=800)

_LONGEST_AGE = timedelta(days=3660)
_SERIES = {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYSETPOS"}
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY")
_WEEKDAY = re.compile(r"([+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)")
_LONGEST_INTERVAL, _LAST_SURE_DAY, _LAST_SURE_PLACE = 60, 28, 4


class SeriesInvalid(ValueError):
    """A rule of repetition cannot be expanded, or is none that a course could have."""


def sessions_of(events: list[Component], around: date, most: int) -> list[Session]:
    """All sessions of some events from `BACK` before a day to `AHEAD` after it, ascending, at most `most` + 1.

    Raises:
        SeriesInvalid: with rules nobody can expand.
    """
    try:
        for event in events:
            _check(event.get("RRULE"), day_of(event, "DTSTART"), around)
        found = _held(_occurrences(events, around))
        return sorted({_session(event) for event in islice(found, most + 1)})
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError) as error:
        raise SeriesInvalid(str(error)) from error


def rule_days(first: date, rule: Mapping[str, object], around: date, most: int) -> list[date]:
    """The days of a rule such as {"freq": "weekly", "count": 3} that begins on a day.

    Raises:
        SeriesInvalid: it cannot be expanded.
    """
    event = Event()
    event.add("uid", "rule")
    event.add("dtstart", first)
    try:
        event.add("rrule", vRecur(dict(rule)))
    except (ValueError, TypeError, AttributeError) as error:
        raise SeriesInvalid(str(error)) from error
    return sorted({session.day for session in sessions_of([event], around, most)})


def _check(rule: Any, first: date, around: date) -> None:
    """Refuse a rule that no course has.

    Raises:
        SeriesInvalid: naming what is odd about it.
    """
    if rule is None:
        return
    parts = {str(key).upper(): value if isinstance(value, list) else [value] for key, value in dict(rule).items()}
    monthly = str(parts.get("FREQ", [""])[0]).upper() == "MONTHLY"
    days = [str(day).upper() for day in parts.get("BYDAY", ())]
    numbered = any(day[:-2] for day in days)
    odd = {
        "part": bool(parts.keys() - _PARTS),
        "frequency": str(parts.get("FREQ", [""])[0]).upper() not in _FREQUENCIES,
        "interval": not 1 <= int(parts.get("INTERVAL", [1])[0]) <= _LONGEST_INTERVAL,
        "count": "COUNT" in parts and int(parts["COUNT"][0]) < 1,
        "two ends": "COUNT" in parts and "UNTIL" in parts,
        "weekday": not all(_WEEKDAY.fullmatch(day) for day in days) or (numbered and not monthly),
        "two kinds of days": bool(days) and "BYMONTHDAY" in parts,
        "day": any(not 1 <= abs(int(day)) <= _LAST_SURE_DAY for day in parts.get("BYMONTHDAY", ())),
        "place": "BYSETPOS" in parts and not (monthly and days and not numbered and _are_near(parts["BYSETPOS"])),
        "age": abs(first - around) > _LONGEST_AGE,
    }
    if wrong := [name for name, is_so in odd.items() if is_so]:
        raise SeriesInvalid(", ".join(wrong))


def _are_near(places: list[Any]) -> bool:
    return all(1 <= abs(int(place)) <= _LAST_SURE_PLACE for place in places)


def _occurrences(events: list[Component], around: date) -> list[Component]:
    """Every event of every series; most programmes list their sessions one by one, and taking series apart is slow."""
    first, last = around - BACK, around + AHEAD
    if not any(_SERIES & event.keys() for event in events):
        return [event for event in events if first <= day_of(event, "DTSTART") < last]
    calendar = Calendar()
    for event in events:
        calendar.add_component(event)
    found: list[Component] = recurring_ical_events.of(calendar, skip_bad_series=False).between(first, last)
    return found


def _held(events: list[Component]) -> Iterator[Component]:
    return (event for event in events if str(event.get("STATUS", "")).upper() != "CANCELLED")


def _session(event: Component) -> Session:
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    length: Any = _moment(event, "DURATION")
    if not isinstance(start, datetime):
        return Session(day_of(event, "DTSTART"))
    if end is None and length is not None:
        end = start + length
    return Session(day_of(event, "DTSTART"), _local(start), _local(end) if isinstance(end, datetime) else None)


def _moment(event: Component, name: str) -> object:
    value: Any = event.get(name)
    return value.dt if value is not None else None


def _local(moment: datetime) -> time:
    local = moment.astimezone(ZONE) if moment.tzinfo else moment
    return local.time().replace(second=0, microsecond=0)
