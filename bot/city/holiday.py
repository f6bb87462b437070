"""Days of the year that have a name: public holidays of North Rhine-Westphalia, and feasts.

The `holidays` library knows the public holidays. The feasts are counted from them: carnival and Lent from Easter, the
Sundays before Christmas from the fourth Advent, which is the last Sunday before 25 December.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays

_CHRISTMAS, _EASTER_MONDAY = "Erster Weihnachtstag", "Ostermontag"
_BEFORE_EASTER_MONDAY = {
    "Weiberfastnacht": 53,
    "Rosenmontag": 49,
    "Veilchendienstag": 48,
    "Aschermittwoch": 47,
    "Palmsonntag": 8,
    "Gründonnerstag": 4,
    "Karsamstag": 2,
}
_BEFORE_FOURTH_ADVENT = {
    "Volkstrauertag": 35,
    "Buß- und Bettag": 32,
    "Totensonntag": 28,
    "1. Advent": 21,
    "2. Advent": 14,
    "3. Advent": 7,
    "4. Advent": 0,
}
# Times of the year with their first and last day.
_SEASONS = {"Karneval": ("Weiberfastnacht", "Veilchendienstag"), "Advent": ("1. Advent", "Heiligabend")}
FEASTS = frozenset((*_BEFORE_EASTER_MONDAY, *_BEFORE_FOURTH_ADVENT, *_SEASONS))


@lru_cache(maxsize=16)
def holidays_of(year: int) -> dict[date, str]:
    """All public holidays of a year with their German names."""
    return dict(holidays.country_holidays("DE", subdiv="NW", years=year, language="de"))


def holiday_name(day: date) -> str | None:
    """The German name of the public holiday on this day, None on others."""
    return holidays_of(day.year).get(day)


def holiday_on_or_after(name: str, day: date) -> date:
    """The next day with this name, of a holiday or a feast.

    Raises:
        KeyError: there is no such day here.
    """
    return next(found for year in (day.year, day.year + 1) if (found := _days_of(year)[name]) >= day)


def feast_days(name: str, day: date) -> tuple[date, date]:
    """First and last day of a feast or season that is not over on this day; the same day twice for a single one."""
    first, last = _SEASONS.get(name, (name, name))
    end = holiday_on_or_after(last, day)
    return _days_of(end.year)[first], end


@lru_cache(maxsize=16)
def _days_of(year: int) -> dict[str, date]:
    """The days of a year by their names; two holidays on one day share an entry of the library."""
    named = {name: day for day, names in holidays_of(year).items() for name in names.split("; ")}
    christmas, easter_monday = named[_CHRISTMAS], named[_EASTER_MONDAY]
    fourth_advent = christmas - timedelta(days=christmas.weekday() + 1)
    for start, before in ((easter_monday, _BEFORE_EASTER_MONDAY), (fourth_advent, _BEFORE_FOURTH_ADVENT)):
        named.update((name, start - timedelta(days=days)) for name, days in before.items())
    return {**named, "Heiligabend": christmas - timedelta(days=1)}
