"""Reads the schedules of an HSDS service: on which weekdays, at what time and on which days it takes place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.city.offer import DAY_CODES, part_of_day
from bot.sources.ics_calendar import ZONE
from bot.sources.offer_draft import MOST_DATES
from bot.sources.offer_when import Session, weekdays_of, weekly_text, when_text
from bot.sources.series import SeriesInvalid, rule_days

_CODE = re.compile(r"[A-Z]{2}")
_LIST_KEYS = ("byday", "bymonthday", "byweekno", "byyearday")


@dataclass(frozen=True)
class Plan:
    """What the schedules of a service say together."""

    when: str | None
    weekdays: tuple[str, ...]
    times: tuple[str, ...]
    dates: tuple[date, ...]
    valid_until: date | None


def read_plan(schedules: Sequence[Mapping[str, Any]], as_of: date) -> Plan:
    """Read schedules that fit the schema.

    Args:
        as_of: the day around which repetitions are expanded.

    Raises:
        SeriesInvalid: a repetition makes no sense.
    """
    dates = {day for schedule in schedules for day in _days(schedule, as_of)}
    patterns = [schedule for schedule in schedules if not _is_bounded(schedule)]
    codes = {code for schedule in schedules for code in _CODE.findall(schedule.get("byday", ""))}
    weekdays = tuple(day for day, code in DAY_CODES.items() if code in codes) or weekdays_of(dates)
    starts = sorted({start for schedule in schedules if (start := _clock(schedule, "opens_at", as_of))})
    ends = [day for schedule in patterns for key in ("valid_to", "until") if (day := _day(schedule, key))]
    return Plan(
        _when(schedules, weekdays, as_of),
        weekdays,
        tuple(dict.fromkeys(part_of_day(start.hour) for start in starts)),
        tuple(sorted(dates)),
        max(ends, default=None),
    )


def _is_bounded(schedule: Mapping[str, Any]) -> bool:
    """Whether it gives single days: a first one, and an end or a number."""
    return "dtstart" in schedule and ("until" in schedule or "count" in schedule)


def _days(schedule: Mapping[str, Any], as_of: date) -> list[date]:
    first, until = _day(schedule, "dtstart"), _day(schedule, "until")
    if not first or not _is_bounded(schedule):
        return []
    if first == until or schedule.get("count") == 1:
        return [first]
    if "freq" not in schedule:
        raise SeriesInvalid("no frequency")
    interval = int(schedule.get("interval", 1))
    if interval < 1:
        raise SeriesInvalid("interval below 1")
    rule: dict[str, object] = {"freq": schedule["freq"], "interval": interval}
    rule |= {"until": until} if until else {"count": int(schedule["count"])}
    lists = {key: [part.strip() for part in schedule[key].split(",")] for key in _LIST_KEYS if schedule.get(key)}
    return rule_days(first, rule | lists, as_of, MOST_DATES)


def _when(schedules: Sequence[Mapping[str, Any]], weekdays: tuple[str, ...], as_of: date) -> str | None:
    """The words of the schedule itself, else ours for its days, or for its weekdays and the only time of day."""
    said = next((" ".join(s["description"].split()) for s in schedules if s.get("description", "").strip()), None)
    sessions = [session for schedule in schedules for session in _sessions(schedule, as_of)]
    if said or not weekdays:
        return said
    if sessions:
        return when_text(sessions, as_of)
    hours = {(_clock(s, "opens_at", as_of), _clock(s, "closes_at", as_of)) for s in schedules if "opens_at" in s}
    return weekly_text(weekdays, *(hours.pop() if len(hours) == 1 else (None, None)))


def _sessions(schedule: Mapping[str, Any], as_of: date) -> list[Session]:
    start, end = (_clock(schedule, key, as_of) for key in ("opens_at", "closes_at"))
    return [Session(day, start, end) for day in _days(schedule, as_of)]


def _day(schedule: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(schedule[key][:10]) if schedule.get(key) else None


def _clock(schedule: Mapping[str, Any], key: str, as_of: date) -> time | None:
    """A time of day where the city is; one with an offset is taken on the first day of the schedule."""
    if not schedule.get(key):
        return None
    try:
        at = time.fromisoformat(schedule[key].replace("Z", "+00:00"))
    except ValueError:
        at = time.fromisoformat(schedule[key][:5])
    if at.tzinfo is not None:
        day = _day(schedule, "dtstart") or _day(schedule, "valid_from") or as_of
        at = datetime.combine(day, at).astimezone(ZONE).time()
    return at.replace(second=0, microsecond=0, tzinfo=None)
