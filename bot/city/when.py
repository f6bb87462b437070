"""When residents mean: German expressions for days, weeks, months and holidays.

`spot_when` reads an expression into a `When`, which does not depend on today; the days that its code stands
for are `bot.city.when_span`.
"""

import re
from dataclasses import dataclass

from bot.city import when_words as say
from bot.city.number import read_number
from bot.city.text import Word, words

_NUMERIC_DATE = re.compile(r"\b(\d{1,2})\s?\.\s?(\d{1,2})(?!\d)\s?(\.)?(?:\s?(\d{4}|\d{2})(?!\d))?")
_ISO_DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
# "9.45 Uhr", "2.50 Euro", "1.5 kg": numbers that look like a date.
_UNIT = re.compile(
    r"\s*(?:uhr|euro|eur|€|kg|kilo|g|l|liter|m|cm|qm|t|tonnen?|%|prozent|x|mal)\b|\s*[€%]", re.IGNORECASE
)
_BARE_NEXT = 2
_FURTHEST = 1000


@dataclass(frozen=True)
class When:
    """An expression of time, independent of today.

    `code` is compact text, so that it can travel as an entity value: "day:1" (tomorrow), "tonight",
    "weekday:4:" (Friday), "weekday:4:next_but_one", "weekday:4:in_week_1" (Friday of next week), "week:1",
    "weekend:0", "month:1" (next month), "in_month:12", "date:3.12.", "date:24.." (the 24th of whatever
    month), "holiday:Fronleichnam", "holiday:Ostermontag:before", "holiday:Neujahr:eve",
    "turn" (between the years), "year:2027".
    """

    start: int
    end: int
    code: str


def spot_when(text: str) -> When | None:
    """Find the expression of time in a text; None when there is none."""
    found = words(text)
    for position in range(len(found)):
        for read in _READERS:
            code, used = read(found, position, text)
            if code:
                return When(found[position].start, found[min(position + used, len(found)) - 1].end, code)
    return None


def _folded(found: list[Word], position: int) -> str:
    """The folded word at a position, "" outside the text."""
    return found[position].folded if 0 <= position < len(found) else ""


def _phrase(found: list[Word], position: int, _text: str) -> tuple[str, int]:
    ahead = [_folded(found, position + offset) for offset in range(4)]
    if ahead[0] == "zwischen":
        return _between(ahead)
    if ahead[0] in ("heute", "heut") and ahead[1] in ("abend", "nacht"):
        return "tonight", 2
    if ahead[0] == "morgen" and ahead[1] in ("frueh", "vormittag", "mittag", "nachmittag", "abend"):
        return "day:1", 2
    if ahead[1] == "der" and ahead[2] == "woche" and ahead[0] in ("anfang", "mitte", "ende"):
        return "week:0", 3
    if ahead[0] in ("des", "ende", "monatsende") and ahead[1 if ahead[0] == "des" else 0] in ("monats", "monatsende"):
        return "month:0", 2 if ahead[0] == "des" else 1
    if ahead[0] in ("neuen", "neues", "neue") and ahead[1] in ("jahr", "jahres"):
        return "year:+1", 2
    if ahead[0] in ("feiertage", "feiertagen") and _folded(found, position - 1) in ("die", "den"):
        return "turn", 1
    if ahead[0] in ("wochenende", "weekend", "wochende") and _folded(found, position - 1) not in say.GREETINGS:
        return "weekend:0", 1
    return "", 0


def _between(ahead: list[str]) -> tuple[str, int]:
    if ahead[1] == "den" and ahead[2].startswith(("jahr", "feiertag", "tagen")):
        return "turn", 3
    if ahead[1] in say.HOLIDAYS and ahead[2] == "und" and say.HOLIDAYS.get(ahead[3]) == "Neujahr":
        return "turn", 4
    return "", 0


def _relative(found: list[Word], position: int, _text: str) -> tuple[str, int]:
    """Read "Nächste Woche", "diesen Monat", "in zwei Wochen", "in 3 Tagen", "nächsten Freitag"."""
    word, following = _folded(found, position), _folded(found, position + 1)
    for names, shift in ((say.THIS, 0), (say.NEXT, 1), (say.NEXT_NEXT, 2), (say.LAST, -1)):
        if word in names:
            if not following and shift == 1 and len(found) <= _BARE_NEXT:
                return "week:1", 1  # "und nächste?"
            return _with_weekday(found, position, _unit(following, shift), shift)
    if word == "in" and position + 2 < len(found):
        count = read_number(found[position + 1].text, articles=True)
        unit = _folded(found, position + 2)
        if count is None or count > _FURTHEST:
            return "", 0
        return (f"day:{count}", 3) if unit.startswith("tag") else (_unit(unit, count)[0], 3)
    return "", 0


def _with_weekday(found: list[Word], position: int, unit: tuple[str, int], shift: int) -> tuple[str, int]:
    """Add the weekday of "nächste Woche Freitag"."""
    weekday = say.WEEKDAYS.get(_folded(found, position + 2))
    if weekday is None and _folded(found, position + 2) == "am":
        weekday, unit = say.WEEKDAYS.get(_folded(found, position + 3)), (unit[0], unit[1] + 1)
    if weekday is None or not unit[0].startswith("week:"):
        return _unit(_folded(found, position + 1), shift)
    return f"weekday:{weekday}:in_week_{shift}", unit[1] + 1


def _unit(unit: str, shift: int) -> tuple[str, int]:
    if unit.startswith("woche") and "ende" in unit:
        return f"weekend:{shift}", 2
    if unit in ("woche", "wochen"):
        return f"week:{shift}", 2
    if unit in ("monat", "monats", "monate", "monaten"):
        return f"month:{shift}", 2
    if unit in ("jahr", "jahres", "jahre", "jahren"):
        return f"year:{shift:+d}", 2
    if unit in say.WEEKDAYS and -1 <= shift <= 2:
        return f"weekday:{say.WEEKDAYS[unit]}:{('this', 'next', 'next_but_one', 'last')[shift]}", 2
    if unit in say.MONTHS and shift >= 0:
        return f"in_month:{say.MONTHS[unit]}", 2
    return "", 0


def _holiday(found: list[Word], position: int, _text: str) -> tuple[str, int]:
    word, following = _folded(found, position), _folded(found, position + 1)
    side = {"vor": ":before", "nach": ":after"}.get(word, "")
    if side and following in say.HOLIDAYS:
        return f"holiday:{say.HOLIDAYS[following]}{side}", 2
    if word in ("heilig", "heiliger", "heiligen") and following == "abend":
        return f"holiday:{say.HOLIDAYS['heiligabend']}:eve", 2
    if word == "tag" and following == "der" and _folded(found, position + 2) in ("arbeit", "einheit"):
        return "holiday:" + say.HOLIDAYS["maifeiertag" if found[position + 2].folded == "arbeit" else "einheit"], 3
    if word in say.SECOND and following in say.CHRISTMAS_DAYS:
        return "holiday:Zweiter Weihnachtstag", 2
    name, eve = say.HOLIDAYS.get(word), ":eve" if word in say.EVES else ""
    return (f"holiday:{name}{eve}", 1) if name else ("", 0)


def _calendar_date(found: list[Word], position: int, text: str) -> tuple[str, int]:
    """Read "3.12.", "03.12.2026", "3. Dezember", "im Dezember"."""
    word, following = found[position].folded, _folded(found, position + 1)
    numeric = _numeric_date(found, position, text)
    if numeric[0]:
        return numeric
    day = _ordinal(word) or (int(word) if word.isdigit() and len(word) < 3 else None)
    if day is not None and following in say.MONTHS:
        third = _folded(found, position + 2)
        year = third if re.fullmatch(r"20\d\d", third) else ""
        return f"date:{day}.{say.MONTHS[following]}.{year}", 3 if year else 2
    known = len(word) > 3 or _folded(found, position - 1) in say.BEFORE_MONTH
    if word in say.MONTHS and known:
        return f"in_month:{say.MONTHS[word]}", 1
    return (f"year:{word}", 1) if re.fullmatch(r"20[2-9]\d", word) else ("", 0)


def _numeric_date(found: list[Word], position: int, text: str) -> tuple[str, int]:
    start = found[position].start
    if start and text[start - 1] in ".,:-/":
        return "", 0
    iso = _ISO_DATE.match(text, start)
    if iso:
        year, month, day = map(int, iso.groups())
        return f"date:{day}.{month}.{year}", 3
    numeric = _NUMERIC_DATE.match(text, start)
    if not numeric or _UNIT.match(text, numeric.end()):
        return "", 0
    day_text, month_text, dot, year_text = numeric.groups()
    if not dot and (int(month_text) > 12 or year_text):
        return "", 0  # "19.30" is a time
    used = sum(1 for other in found[position:] if other.start < numeric.end())
    return f"date:{int(day_text)}.{int(month_text)}.{_full_year(year_text)}", used


def _full_year(year: str | None) -> str:
    return f"20{year}" if year and len(year) == 2 else year or ""


def _ordinal(word: str) -> int | None:
    """ "dritten", "24ten"."""
    digits = re.fullmatch(r"(\d{1,2})(?:te|ten|ter|tem|sten?)", word)
    return int(digits.group(1)) if digits else say.ORDINALS.get(word)


def _day_of_month(found: list[Word], position: int, text: str) -> tuple[str, int]:
    """Read "am 24.", "am Dritten": the day of a month that goes without saying."""
    word = found[position]
    if _folded(found, position - 1) not in say.BEFORE_DAY or _folded(found, position + 1) in say.COUNTED:
        return "", 0
    dotted = re.fullmatch(r"\d{1,2}", word.folded) and re.match(r"\.(?!\s?\d)", text[word.end :])
    day = int(word.folded) if dotted else _ordinal(word.folded)
    # "der zweite Karton": without a dot only "am Dritten" is a day.
    if day is None or not (dotted or _folded(found, position - 1) == "am" or word.folded[0].isdigit()):
        return "", 0
    return f"date:{day}..", 1


def _weekday_with_date(found: list[Word], position: int, text: str) -> tuple[str, int]:
    """Read "Samstag, den 26.12.": the date says which Saturday."""
    word = found[position].folded
    if word not in say.WEEKDAYS and word not in say.SHORT_WEEKDAYS:
        return "", 0
    ahead = position + 1 + (_folded(found, position + 1) in say.BEFORE_DAY)
    if ahead >= len(found):
        return "", 0
    for read in (_calendar_date, _day_of_month):
        code, used = read(found, ahead, text)
        if code.startswith("date:"):
            return code, ahead - position + used
    return "", 0


def _weekday(found: list[Word], position: int, text: str) -> tuple[str, int]:
    word = found[position]
    if _folded(found, position - 1) in say.GREETINGS - {"jeden"}:
        return "", 0
    if word.folded in say.WEEKDAYS:
        index = say.WEEKDAYS[word.folded]
        week, used = _relative(found, position + 1, text) if position + 1 < len(found) else ("", 0)
        return (
            (f"weekday:{index}:in_{week.replace(':', '_')}", 1 + used)
            if week.startswith("week:")
            else (f"weekday:{index}:", 1)
        )
    title = word.folded == "fr" and re.match(r"\.?\s?-?[A-ZÄÖÜ]", text[word.end :])
    # "Do you speak English?" begins with a capital letter, too.
    following = found[position + 1].text if position + 1 < len(found) else ""
    verb = position == 0 and following.islower() and following not in ("und", "bis", "oder")
    if word.folded in say.SHORT_WEEKDAYS and word.text[0].isupper() and not (title or verb):
        return f"weekday:{say.SHORT_WEEKDAYS[word.folded]}:", 1
    return "", 0


def _day_word(found: list[Word], position: int, _text: str) -> tuple[str, int]:
    word = _folded(found, position)
    greeting = word == "morgen" and _folded(found, position - 1) in say.GREETINGS
    return (f"day:{say.DAYS[word]}", 1) if word in say.DAYS and not greeting else ("", 0)


# In this order: the first that reads something at a word wins.
_READERS = (
    _phrase,
    _relative,
    _holiday,
    _calendar_date,
    _day_of_month,
    _weekday_with_date,
    _weekday,
    _day_word,
)
