"""The days of one time expression, without its relation to others, seen from a day. Reads no text."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.city.errors import DateImpossible
from bot.city.holiday import FEASTS, feast_days, holiday_on_or_after

_EASTER = "Ostermontag"
# Long enough to tell which holiday is meant the day after, short enough not to find last year's.
_AROUND = timedelta(days=8)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
# Within eight years every date comes round, leap days included (1900 and 2100 have none); so does week 53.
_YEARS_TO_LOOK = 9
# BGB § 192 takes the 1st, the 15th and the last day; residents mean the days around, so a month has three parts.
_PARTS_OF_MONTH = {"start": (1, 10), "mid": (11, 20), "end": (21, 31)}
# Who says "Mitte der Woche" does not count hours: the parts overlap. Monday is 0.
_PARTS_OF_WEEK = {"start": (0, 2), "mid": (1, 3), "end": (3, 6)}
_PARTS_OF_YEAR = {"start": (1, 1), "mid": (6, 7), "end": (12, 12)}


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def span_of(code: str, today: date) -> Span:
    """The days of a code without relation.

    Raises:
        DateImpossible: the day does not exist (31.2.).
    """
    kind, _, rest = code.partition(":")
    return _SPANS[kind](rest, today)


def monday_of(day: date) -> date:
    """The first day of the week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def _from_today(days: Span, today: date) -> Span:
    """Without the days that are over, unless all are."""
    return Span(max(days.first, today), days.last) if days.last >= today else days


def _span_day(rest: str, today: date) -> Span:
    day = today + timedelta(days=int(rest))
    return Span(day, day)


def _span_tonight(_rest: str, today: date) -> Span:
    # What is put out in the evening is collected the next morning.
    return _span_day("1", today)


def _span_weekday(rest: str, today: date) -> Span:
    index, _, which = rest.partition(":")
    if which.startswith("in_week_"):
        day = monday_of(today) + timedelta(weeks=int(which.removeprefix("in_week_")), days=int(index))
        return Span(day, day)
    if which == "last":
        day = today - timedelta(days=(today.weekday() - int(index) - 1) % 7 + 1)
        return Span(day, day)
    # Duden: "nächsten Freitag" is the nearest one to come; today itself would be "heute".
    earliest = today + timedelta(days=1 if which.startswith("next") else 0)
    day = earliest + timedelta(days=(int(index) - earliest.weekday()) % 7)
    if which == "next_but_one":
        day += _WEEK
    return Span(day, day)


def _span_week(rest: str, today: date) -> Span:
    which, _, part = rest.partition(":")
    calendar_week = which.startswith("kw_")
    monday = _calendar_week(which, today) if calendar_week else monday_of(today) + int(which) * _WEEK
    first, last = _PARTS_OF_WEEK.get(part, (0, 6))
    return _from_today(Span(monday + first * _DAY, monday + last * _DAY), today)


def _calendar_week(which: str, today: date) -> date:
    number, _, year = which.removeprefix("kw_").partition(".")
    years = [int(year)] if year else range(today.year - 1, today.year + _YEARS_TO_LOOK)
    # A year's last week has 28 December in it (ISO 8601).
    weeks = (
        date.fromisocalendar(y, int(number), 1) for y in years if int(number) <= date(y, 12, 28).isocalendar().week
    )
    monday = next((monday for monday in weeks if year or monday + 6 * _DAY >= today), None)
    if monday is None:
        raise DateImpossible(f"KW {number} {year}".strip())
    return monday


def _span_weekend(rest: str, today: date) -> Span:
    # "kommendes Wochenende", said on a weekend, is not this one.
    weeks = today.weekday() // 5 if rest == "coming" else int(rest)
    saturday = monday_of(today) + 5 * _DAY + weeks * _WEEK
    return _from_today(Span(saturday, saturday + _DAY), today)


def _span_month(rest: str, today: date) -> Span:
    shift, _, part = rest.partition(":")
    months = today.month - 1 + int(shift)
    days = _part_of_month(today.year + months // 12, months % 12 + 1, part)
    if part.startswith("nth") and days.last < today and shift == "0":
        return _span_month(f"1:{part}", today)
    return _from_today(days, today)


def _span_in_month(rest: str, today: date) -> Span:
    named, _, part = rest.partition(":")
    month, _, year = named.partition(".")
    days = _part_of_month(int(year) if year else today.year, int(month), part)
    if not year and days.last < today:
        days = _part_of_month(today.year + 1, int(month), part)
    return _from_today(days, today)


def _part_of_month(year: int, month: int, part: str) -> Span:
    whole = Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    which, _, number = part.rpartition("_")
    if which == "week":
        # As ISO 8601 counts the weeks of a year: a week belongs to the month that has its Thursday.
        monday = _nth_weekday(whole, 3, int(number)).first - 3 * _DAY
        return Span(monday, monday + 6 * _DAY)
    if which.startswith("nth"):
        return _nth_weekday(whole, int(which.removeprefix("nth_")), int(number))
    first, last = _PARTS_OF_MONTH.get(part, (1, 31))
    return Span(whole.first.replace(day=first), whole.first.replace(day=min(last, whole.last.day)))


def _nth_weekday(month: Span, weekday: int, number: int) -> Span:
    first = month.first + (weekday - month.first.weekday()) % 7 * _DAY
    last = month.last - (month.last.weekday() - weekday) % 7 * _DAY
    # Not every month has a fifth one; the last is as far as it goes.
    day = last if number < 0 else min(first + (number - 1) * _WEEK, last)
    return Span(day, day)


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
    coming = (_day(y, m, day or 0) for y in range(today.year, today.year + _YEARS_TO_LOOK) for m in months)
    found = next(found for found in coming if found and found >= today)
    return Span(found, found)


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _span_holiday(rest: str, today: date) -> Span:
    """The week of a holiday with the weekend before it, or the days before or after it; of a feast or eve the day."""
    name, _, side = rest.partition(":")
    if side == "after":
        last = exact_holiday(name, today - _AROUND).last
        return Span(max(today, last + _DAY), last + _AROUND)
    if side == "before":
        first = exact_holiday(name, today + _DAY).first
        # During a season, "before" means the next one's.
        first = first if first > today else exact_holiday(name, exact_holiday(name, today).last + _DAY).first
        return Span(max(today, first - _AROUND), first - _DAY)
    if name in FEASTS or side == "eve":
        return _from_today(exact_holiday(rest, today), today)
    monday = monday_of(holiday_on_or_after(name, monday_of(today)))
    # Easter moves the dates of two weeks: that of Good Friday and its own.
    weekend = monday - (9 if name == _EASTER else 2) * _DAY
    return Span(max(today, weekend), monday + 6 * _DAY)


def exact_holiday(rest: str, today: date) -> Span:
    """The days of a holiday, its eve or a feast without those around it."""
    name, _, side = rest.partition(":")
    if name in FEASTS:
        return Span(*feast_days(name, today))
    before = _DAY if side == "eve" else timedelta()
    day = holiday_on_or_after(name, today + before) - before
    return Span(day, day)


def _span_holidays(_rest: str, today: date) -> Span:
    """ "die Feiertage": whichever come next of Easter, Whitsun, and Christmas with New Year."""
    easter = Span(holiday_on_or_after("Ostermontag", today) - 3 * _DAY, holiday_on_or_after("Ostermontag", today))
    whitsun = Span(holiday_on_or_after("Pfingstmontag", today) - _DAY, holiday_on_or_after("Pfingstmontag", today))
    return _from_today(min((easter, whitsun, _span_turn("", today)), key=lambda days: days.last), today)


def _span_turn(_rest: str, today: date) -> Span:
    year = today.year if (today.month, today.day) > (1, 1) else today.year - 1
    return Span(max(today, date(year, 12, 24)), date(year + 1, 1, 1))


def _span_year(rest: str, today: date) -> Span:
    which, _, part = rest.partition(":")
    year = today.year + int(which) if which[:1] in ("+", "-") else int(which)
    first, last = _PARTS_OF_YEAR.get(part, (1, 12))
    return _from_today(Span(date(year, first, 1), date(year, last, monthrange(year, last)[1])), today)


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
    "holidays": _span_holidays,
    "turn": _span_turn,
    "year": _span_year,
}
