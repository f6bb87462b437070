"""Reads weeks, weekends, months and years, parts of them, and what lies some of them ahead."""

import re

from bot.city import when_words as say
from bot.city.number import read_number
from bot.city.when_date import counted, read_calendar_week, year_at
from bot.city.when_line import NOTHING, Line, Read, read_first

_FURTHEST = 1000
_DAYS = {"day": 1, say.WEEK: 7}
# "heute in acht Tagen" is today's weekday of next week (Duden, "acht").
_EIGHT_DAYS = 8


def read_period(line: Line, position: int) -> Read:
    """Read "nächste Woche", "diesen Monat", "Dezember 2026", "Ende der Woche", "erste Januarwoche"."""
    return read_first((_part, _counted_part, read_calendar_week, _shifted, _month, _year), line, position)


def read_distance(line: Line, position: int) -> Read:
    """Read "in zwei Wochen", "heute in acht Tagen", "die nächsten 14 Tage"."""
    word = line.at(position)
    if word == "in":
        return _ahead(line, position)
    if word in say.WITHIN:
        start = line.skip(line.skip(position + 1, say.PART_OF), say.NEXT)
        return _stretch(line, position, start, 1)
    if say.SHIFTS.get(word) in (1, -1):
        return _stretch(line, position, position + 1, say.SHIFTS[word])
    return _anchored(line, position)


def read_amount(line: Line, position: int) -> tuple[str, int]:
    """The unit and the number of "zwei Wochen"; the unit is "" where none stands."""
    count = say.COLLOQUIAL.get(line.at(position), read_number(line.written(position) or "-", articles=True))
    unit = say.UNITS.get(line.at(position + 1), "")
    return (unit, count) if count is not None and unit and count <= _FURTHEST else ("", 0)


def _shifted(line: Line, position: int) -> Read:
    """Read "nächste Woche", "diesen Monat", "letztes Jahr", "nächste Woche am Freitag"."""
    word, following = line.at(position), line.at(position + 1)
    if word not in say.SHIFTS:
        return NOTHING
    shift = say.SHIFTS[word]
    if not following:
        return ("week:1", 1) if _stands_alone(line, position) else NOTHING
    if following in say.WEEKENDS:
        return ("weekend:coming" if word in say.COMING else f"weekend:{shift}"), 2
    # "in den nächsten Wochen" are many; "nächste Wochen" is a slip of one.
    if following in say.MANY and shift == 1 and (word.endswith("n") or following != "wochen"):
        return f"day:0/{say.MANY[following]}", 2
    if following in say.MONTHS:
        return f"in_month:{say.MONTHS[following]}{'/last' if shift < 0 else ''}", 2
    unit = say.UNITS.get(following, "day")
    return _with_weekday(line, position, shift) if unit == say.WEEK else (period(unit, shift), 2 * (unit != "day"))


def _stands_alone(line: Line, position: int) -> bool:
    """Read "und nächste?" and "nicht diese Woche, nächste" as weeks, but not "als nächstes"."""
    fits = line.at(position) in ("naechste", "kommende")
    return fits and (position == 0 or line.at(position - 1) == "und" or "," in line.gap(position - 1))


def _with_weekday(line: Line, position: int, shift: int) -> Read:
    """Add the weekday of "nächste Woche Freitag"."""
    ahead = line.skip(position + 2, ("am",))
    short = say.SHORT_WEEKDAYS.get(line.at(ahead)) if line.written(ahead).istitle() else None
    weekday = say.WEEKDAYS.get(line.at(ahead), short)
    if weekday is None:
        return period(say.WEEK, shift), 2
    return f"weekday:{weekday}:in_week_{shift}", ahead - position + 1


def period(unit: str, shift: int) -> str:
    """The code of a week, month or year, so many away."""
    if unit == "day":
        return ""
    return f"{unit}:{shift:+d}" if unit == say.YEAR else f"{unit}:{shift}"


def _part(line: Line, position: int) -> Read:
    """Read "Ende der Woche", "Mitte Dezember", "Anfang nächsten Jahres", "Monatsende"."""
    word = line.at(position)
    if word in say.PERIOD_PARTS:
        return say.PERIOD_PARTS[word], 1
    if word not in say.PARTS:
        return NOTHING
    start = line.skip(position + 1, say.PART_OF)
    code, used = _whole(line, start)
    if not code.startswith((say.WEEK, say.MONTH, say.YEAR, "in_month")) or code.startswith("weekend") or "/" in code:
        return NOTHING
    return f"{code}:{say.PARTS[word]}", start - position + used


def _whole(line: Line, position: int) -> Read:
    """Read the period that a part belongs to; "der Woche" is the one that runs."""
    found = read_first((read_calendar_week, _shifted, _month, _year), line, position)
    if found[0]:
        return found
    unit = say.UNITS.get(line.at(position))
    return (period(unit, 0), 1) if unit else NOTHING


def _counted_part(line: Line, position: int) -> Read:
    """Read "erste Januarwoche", "zweite Woche im Dezember", "letzten Samstag im Monat"."""
    number = counted(line, position)
    word = line.at(position + 1)
    if not number or number > 5:
        return NOTHING
    joined = say.MONTHS.get(word.removesuffix("woche"))
    if joined and word.endswith("woche"):
        return f"in_month:{joined}:week_{number}", 2
    which = "week" if word == "woche" else f"nth_{say.WEEKDAYS[word]}" if word in say.WEEKDAYS else ""
    if not which or line.at(position + 2) not in ("im", "des"):
        return NOTHING
    code, used = _whole(line, position + 3)
    if not code.startswith((say.MONTH, "in_month")):
        return NOTHING
    return f"{code}:{which}_{number}", 3 + used


def _month(line: Line, position: int) -> Read:
    word = line.at(position)
    if re.fullmatch(r"0?[1-9]|1[0-2]", word) and line.gap(position) == "/" and year_at(line, position + 1):
        return f"in_month:{int(word)}.{year_at(line, position + 1)}", 2
    # "wohin mit mai haus": short names are months only where one may stand.
    if word not in say.MONTHS or not (len(word) > 3 or line.at(position - 1) in say.BEFORE_MONTH):
        return NOTHING
    year = year_at(line, position + 1)
    return f"in_month:{say.MONTHS[word]}{'.' if year else ''}{year}", 1 + bool(year)


def _year(line: Line, position: int) -> Read:
    word = line.at(position)
    if word in ("neuen", "neues", "neue") and line.at(position + 1) in ("jahr", "jahres"):
        return "year:+1", 2
    if not re.fullmatch(r"20[2-9]\d", word):
        return NOTHING
    # "2027 im Januar"
    month = say.MONTHS.get(line.at(position + 2)) if line.at(position + 1) == "im" else None
    return (f"in_month:{month}.{word}", 3) if month else (f"year:{word}", 1)


def _ahead(line: Line, position: int) -> Read:
    unit, count = read_amount(line, position + 1)
    if not unit:
        return NOTHING
    return (f"day:{count}" if unit == "day" else period(unit, count)), 3


def _stretch(line: Line, position: int, start: int, direction: int) -> Read:
    """The days from today on: "die nächsten zwei Wochen"; or up to today: "die letzten 14 Tage"."""
    if line.at(start) == "paar" and line.at(start + 1) in say.MANY:
        return (f"day:0/{say.MANY[line.at(start + 1)]}" if direction > 0 else ""), start + 2 - position
    unit, count = read_amount(line, start)
    if unit not in (*_DAYS, say.MONTH):
        return NOTHING
    far = f"day:{direction * count * _DAYS[unit]}" if unit in _DAYS else f"month:{direction * count}"
    return (f"day:0/{far}" if direction > 0 else f"{far}/day:0"), start + 2 - position


def _anchored(line: Line, position: int) -> Read:
    """Read "heute in 14 Tagen", "Montag in einer Woche"."""
    word = line.at(position)
    weekday, shift = say.WEEKDAYS.get(word), say.DAYS.get(word)
    if line.at(position + 1) != "in" or (weekday is None and shift is None):
        return NOTHING
    unit, count = read_amount(line, position + 2)
    if unit not in _DAYS:
        return NOTHING
    days = 7 if (unit, count) == ("day", _EIGHT_DAYS) else count * _DAYS[unit]
    return (f"weekday:{weekday}:/+{days}" if shift is None else f"day:{shift + days}"), 4
