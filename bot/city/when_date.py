"""Reads dates: "3.12.", "03.12.2026", "3. Dezember", "am 24.", "am Dritten", "KW 50"."""

import re
from itertools import takewhile

from bot.city import when_words as say
from bot.city.when_line import NOTHING, Line, Read

_NUMERIC_DATE = re.compile(r"\b(\d{1,2})\s?\.\s?(\d{1,2})(?!\d)\s?(\.)?(?:\s?(\d{4}|\d{2})(?![\d.]))?")
_ISO_DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
# "9.45 Uhr", "2.50 Euro", "1.5 kg": numbers that look like a date.
_UNIT = re.compile(
    r"\s*(?:uhr|euro|eur|€|kg|kilo|g|l|liter|m|cm|qm|t|tonnen?|%|prozent|x|mal)\b|\s*[€%]", re.IGNORECASE
)
_YEAR = re.compile(r"20\d\d")
_LAST_WEEK = 53
# Day, month and year.
_MOST_WORDS = 3


def read_date(line: Line, position: int) -> Read:
    """Read a date with its month."""
    if position and line.gap(position - 1)[-1:] in (".", ",", ":", "-", "/"):
        return NOTHING
    return date_at(line, position)


def date_at(line: Line, position: int) -> Read:
    """Read a date with its month, whatever sign stands before it."""
    numeric = _numeric_date(line, position)
    if numeric[0]:
        return numeric
    word = line.at(position)
    day = ordinal(word) or (int(word) if word.isdigit() and len(word) < 3 else None)
    month = say.MONTHS.get(line.at(position + 1))
    if day is None or month is None:
        return NOTHING
    year = year_at(line, position + 2)
    return f"date:{day}.{month}.{year}", 3 if year else 2


def year_at(line: Line, position: int) -> str:
    """The year that stands at a position, "" for none."""
    return line.at(position) if _YEAR.fullmatch(line.at(position)) else ""


def ordinal(word: str) -> int | None:
    """ "dritten", "24ten"."""
    digits = re.fullmatch(r"(\d{1,2})(?:te|ten|ter|tem|sten?)", word)
    return int(digits.group(1)) if digits else say.ORDINALS.get(word)


def counted(line: Line, position: int) -> int | None:
    """The number in a row: "dritten", "3.", "letzte" (-1)."""
    word = line.at(position)
    if word in say.LAST:
        return -1
    dotted = word.isdigit() and len(word) < 3 and line.gap(position).startswith(".")
    return int(word) if dotted else ordinal(word)


def bare_day(line: Line, position: int) -> int | None:
    """The day at the beginning of "3.–10.12." and "3. bis 10. Dezember"."""
    word = line.at(position)
    return int(word) if word.isdigit() and len(word) < 3 else ordinal(word)


def read_day_of_month(line: Line, position: int) -> Read:
    """Read "am 24.", "am Dritten": the day of a month that goes without saying."""
    before, word = line.at(position - 1), line.at(position)
    if before not in say.BEFORE_DAY or line.at(position + 1) in say.COUNTED:
        return NOTHING
    dotted = re.fullmatch(r"\d{1,2}", word) and re.match(r"\.(?!\s?\d)", line.text[line.words[position].end :])
    day = int(word) if dotted else ordinal(word)
    # "der zweite Karton": without a dot only "am Dritten" is a day.
    if day is None or not (dotted or before == "am" or word[0].isdigit()):
        return NOTHING
    return f"date:{day}..", 1


def read_weekday_with_date(line: Line, position: int) -> Read:
    """Read "Samstag, den 26.12.": the date says which Saturday."""
    if line.at(position) not in say.WEEKDAYS and line.at(position) not in say.AFTER_NEXT:
        return NOTHING
    ahead = line.skip(position + 1, say.BEFORE_DAY)
    if ahead >= len(line):
        return NOTHING
    for read in (read_date, read_day_of_month):
        code, used = read(line, ahead)
        if code:
            return code, ahead - position + used
    return NOTHING


def read_calendar_week(line: Line, position: int) -> Read:
    """Read "KW 50", "KW50", "50. Kalenderwoche": ISO 8601, as printed calendars count."""
    joined = re.fullmatch(r"kw(\d{1,2})", line.at(position))
    if joined:
        number, used = joined.group(1), 1
    elif line.at(position) in say.CALENDAR_WEEK:
        number, used = line.at(position + 1), 2
    elif line.at(position + 1) in say.CALENDAR_WEEK:
        # Without a dot, "50 kW" is the power of something.
        number, used = str(counted(line, position) or ""), 2
    else:
        return NOTHING
    if not number.isdigit() or not 1 <= int(number) <= _LAST_WEEK:
        return NOTHING
    year = year_at(line, position + used)
    return f"week:kw_{int(number)}.{year}", used + bool(year)


def _numeric_date(line: Line, position: int) -> Read:
    start = line.words[position].start
    iso = _ISO_DATE.match(line.text, start)
    if iso:
        year, month, day = map(int, iso.groups())
        return f"date:{day}.{month}.{year}", 3
    numeric = _NUMERIC_DATE.match(line.text, start)
    if not numeric or _UNIT.match(line.text, numeric.end()):
        return NOTHING
    day_text, month_text, dot, year_text = numeric.groups()
    if not dot and (int(month_text) > 12 or year_text):
        return NOTHING  # "19.30" is a time
    used = sum(
        1 for _ in takewhile(lambda word: word.start < numeric.end(), line.words[position : position + _MOST_WORDS])
    )
    return f"date:{int(day_text)}.{int(month_text)}.{_full_year(year_text)}", used


def _full_year(year: str | None) -> str:
    return f"20{year}" if year and len(year) == 2 else year or ""
