"""How dates, times, money and lists look in German, by Babel's locale data. No sentences here."""

from collections.abc import Iterable
from datetime import date, time

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

_LOCALE = "de_DE"


def day(value: date, today: date) -> str:
    """Like "Dienstag, 1. Dezember", with the year when it is not this one."""
    pattern = "EEEE, d. MMMM" if value.year == today.year else "EEEE, d. MMMM y"
    return format_date(value, pattern, locale=_LOCALE)


def day_and_month(value: date) -> str:
    """Like "1. Dezember"."""
    return format_date(value, "d. MMMM", locale=_LOCALE)


def short_day(value: date) -> str:
    """Like "Mo, 30.11."."""
    return format_date(value, "EEE, d.M.", locale=_LOCALE).replace(".,", ",")


def plain_date(value: date) -> str:
    """Like "22.11.2026"."""
    return format_date(value, "d.M.y", locale=_LOCALE)


def clock(value: time) -> str:
    """Like "9" or "9.30"."""
    return format_time(value, "H" if value.minute == 0 else "H.mm", locale=_LOCALE)


def listing(values: Iterable[str]) -> str:
    """Like "Bio, Papier und Restmüll"."""
    return str(format_list(list(values), locale=_LOCALE))


def either(values: Iterable[str]) -> str:
    """Like "sauber oder trocken"."""
    return str(format_list(list(values), style="or", locale=_LOCALE))


def amount(value: float) -> str:
    """Like "12,50" or "12"."""
    return format_decimal(value, "0" if value == int(value) else "0.00", locale=_LOCALE)


def number(value: float) -> str:
    """Like "2,5" or "2"."""
    return format_decimal(value, "0.#", locale=_LOCALE)
