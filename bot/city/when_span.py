"""The days that a code of `bot.city.when.When` stands for, seen from a day: its relation. Reads no text.

Single expressions are `bot.city.when_single`.
"""

from datetime import date, timedelta

from bot.city.when_single import Span, exact_holiday, monday_of, span_of

__all__ = ("Span", "day_meant", "span")

_DAY = timedelta(days=1)
# "ab Montag" has no end; within four weeks every bin is due at least once.
_OPEN_END = timedelta(days=27)
# From how far back "seit Montag", "seit dem 3." and "letztes Weihnachten" are looked for, the nearest first.
_BACK = (timedelta(days=7), timedelta(days=31), timedelta(days=366))


def span(code: str, today: date) -> Span:
    """The days that a code of `When` stands for, seen from today.

    Raises:
        DateImpossible: the day does not exist (31.2.).
    """
    head, _, relation = code.partition("/")
    if not relation:
        return span_of(head, today)
    if relation in _RELATIONS:
        return _RELATIONS[relation](head, today)
    if relation.startswith("in_year"):
        return _in_year(head, relation, today)
    if relation[0] in "+-":
        return _beside(head, relation, today)
    return _range(head, relation, today)


def day_meant(code: str, today: date) -> date:
    """The one day that a time expression means: a holiday or its eve itself, else the first day of the span.

    Raises:
        DateImpossible: there is no such day.
    """
    head, _, relation = code.partition("/")
    if code == "tonight":
        return today
    if relation.startswith("in_year"):
        return _exact_in_year(head, relation, today).first
    return (span(code, today) if relation else _exact(code, today)).first


def _exact(code: str, today: date) -> Span:
    """The days themselves: of a holiday without those around it."""
    kind, _, rest = code.partition(":")
    if kind != "holiday" or rest.endswith((":before", ":after")):
        return span_of(code, today)
    return exact_holiday(rest, today)


def _range(first_code: str, last_code: str, today: date) -> Span:
    first, last = _exact(first_code, today).first, _exact(last_code, today).last
    if first <= last:
        return Span(first, last)
    if first_code.startswith("weekday"):
        # "von Montag bis Mittwoch", asked on a Tuesday: the coming Monday, and the Wednesday after it.
        return Span(first, max(first, _exact(last_code, first).last))
    # The next end comes before the next beginning: the range is running.
    return Span(min(today, last), last)


def _beside(code: str, relation: str, today: date) -> Span:
    """So many days before or after, or the weekday before or after."""
    days = _exact(code, today)
    sign, weekday = (1 if relation[0] == "+" else -1), relation[1:].removeprefix("weekday_")
    if weekday == relation[1:]:
        day = days.first + timedelta(days=int(relation))
    else:
        start = days.last if sign > 0 else days.first
        day = start + sign * timedelta(days=(sign * (int(weekday) - start.weekday()) - 1) % 7 + 1)
    return Span(day, day)


def _exact_in_year(code: str, relation: str, today: date) -> Span:
    """A holiday of a certain year: "Ostern 2027"."""
    year = span_of(relation.removeprefix("in_"), today).last.year
    return _exact(code, date(year, 1, 1))


def _in_year(code: str, relation: str, today: date) -> Span:
    """The same with the days around it, as they are seen from some days before."""
    days = span_of(code, _exact_in_year(code, relation, today).first - timedelta(days=14))
    return Span(max(days.first, today), days.last) if days.last >= today else days


def _until(code: str, today: date) -> Span:
    last = _exact(code, today).last
    return Span(min(today, last), last)


def _from(code: str, today: date) -> Span:
    days = _exact(code, today)
    return Span(days.first, max(days.last, days.first + _OPEN_END))


def _before(code: str, today: date) -> Span:
    last = _exact(code, today).first - _DAY
    return Span(min(today, last), last)


def _after(code: str, today: date) -> Span:
    first = _exact(code, today).last + _DAY
    return Span(first, first + _OPEN_END)


def _since(code: str, today: date) -> Span:
    return Span(_last(code, today).first, today)


def _last(code: str, today: date) -> Span:
    """The latest of its kind up to today: "letztes Weihnachten"."""
    for back in _BACK:
        days = _exact(code, today - back)
        if today - back < days.first <= today:
            return days
    days = _exact(code, today)
    return Span(min(days.first, today), min(days.last, today))


def _week(code: str, today: date) -> Span:
    monday = monday_of(_exact(code, today).first)
    return Span(monday, monday + 6 * _DAY)


_RELATIONS = {
    "until": _until,
    "from": _from,
    "before": _before,
    "after": _after,
    "since": _since,
    "last": _last,
    "week": _week,
}
