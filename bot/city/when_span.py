"""The days that a code of `bot.city.when.When` stands for, seen from a day. Reads no text."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.city.errors import DateImpossible
from bot.city.holiday import holiday_on_or_after

# Long enough to tell which holiday is meant the day after, short enough not to find last year's.
_AROUND = timedelta(days=8)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def span(code: str, today: date) -> Span:
    """The days that a code of `When` stands for, seen from today.

    Raises:
        DateImpossible: the day does not exist (31.2.).
    """
    kind, _, rest = code.partition(":")
    return _SPANS[kind](rest, today)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _span_day(rest: str, today: date) -> Span:
    day = today + timedelta(days=int(rest))
    return Span(day, day)


def _span_tonight(_rest: str, today: date) -> Span:
    # What is put out in the evening is collected the next morning.
    return _span_day("1", today)


def _span_weekday(rest: str, today: date) -> Span:
    index, _, which = rest.partition(":")
    if which.startswith("in_week_"):
        day = _monday(today) + timedelta(weeks=int(which.removeprefix("in_week_")), days=int(index))
        return Span(day, day)
    if which == "last":
        day = today - timedelta(days=(today.weekday() - int(index) - 1) % 7 + 1)
        return Span(day, day)
    # Duden: "nächsten Freitag" is the nearest one to come; today itself would be "heute".
    earliest = today + timedelta(days=1 if which.startswith("next") else 0)
    day = earliest + timedelta(days=(int(index) - earliest.weekday()) % 7)
    if which == "next_but_one":
        day += timedelta(weeks=1)
    return Span(day, day)


def _span_week(rest: str, today: date) -> Span:
    monday = _monday(today) + timedelta(weeks=int(rest))
    return Span(max(monday, today) if rest == "0" else monday, monday + timedelta(days=6))


def _span_weekend(rest: str, today: date) -> Span:
    saturday = _monday(today) + timedelta(days=5 + 7 * int(rest))
    return Span(max(saturday, today) if rest == "0" else saturday, saturday + _DAY)


def _span_month(rest: str, today: date) -> Span:
    months = today.month - 1 + int(rest)
    whole = _whole_month(today.year + months // 12, months % 12 + 1)
    return Span(max(whole.first, today) if rest == "0" else whole.first, whole.last)


def _span_in_month(rest: str, today: date) -> Span:
    month = int(rest)
    whole = _whole_month(today.year + (month < today.month), month)
    return Span(max(whole.first, today), whole.last)


def _whole_month(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _span_date(rest: str, today: date) -> Span:
    day, month, year = (int(part) if part else None for part in rest.split("."))
    try:
        # 2024 is a leap year, so 29.2. passes here and is looked for in the years to come.
        date(year or 2024, 1 if month is None else month, day or 0)
    except ValueError:
        raise DateImpossible(rest[:-1] if rest.endswith("..") else rest) from None
    if year:
        found = date(year, month or 1, day or 0)
        return Span(found, found)
    months = range(1, 13) if month is None else (month,)
    # Within eight years every date comes round, leap days included (1900 and 2100 have none).
    coming = (_day(y, m, day or 0) for y in range(today.year, today.year + 9) for m in months)
    found = next(found for found in coming if found and found >= today)
    return Span(found, found)


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _span_holiday(rest: str, today: date) -> Span:
    """The week of a holiday with the weekend before it, or the days before or after it."""
    name, _, side = rest.partition(":")
    if side == "after":
        holiday = holiday_on_or_after(name, today - _AROUND)
        return Span(max(today, holiday + _DAY), holiday + _AROUND)
    if side == "before":
        holiday = holiday_on_or_after(name, today + _DAY)
        return Span(max(today, holiday - _AROUND), holiday - _DAY)
    monday = _monday(holiday_on_or_after(name, _monday(today)))
    return Span(max(today, monday - timedelta(days=2)), monday + timedelta(days=6))


def day_meant(code: str, today: date) -> date:
    """The one day that a time expression means: a holiday or its eve itself, else the first day of the span.

    Raises:
        DateImpossible: there is no such day.
    """
    kind, _, rest = code.partition(":")
    name, _, side = rest.partition(":")
    if kind != "holiday" or side not in ("", "eve"):
        return span(code, today).first
    before = _DAY if side == "eve" else timedelta()
    return holiday_on_or_after(name, today + before) - before


def _span_turn(_rest: str, today: date) -> Span:
    year = today.year if (today.month, today.day) > (1, 1) else today.year - 1
    return Span(max(today, date(year, 12, 24)), date(year + 1, 1, 1))


def _span_year(rest: str, today: date) -> Span:
    year = today.year + int(rest) if rest[:1] in ("+", "-") else int(rest)
    return Span(max(today, date(year, 1, 1)) if year >= today.year else date(year, 1, 1), date(year, 12, 31))


_SPANS = {
    "day": _span_day,
    "tonight": _span_tonight,
    "weekday": _span_weekday,
    "week": _span_week,
    "weekend": _span_weekend,
    "month": _span_month,
    "in_month": _span_in_month,
    "date": _span_date,
    "holiday": _span_holiday,
    "turn": _span_turn,
    "year": _span_year,
}
