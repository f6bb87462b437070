"""When residents mean: German expressions for days, weeks, months and holidays, and the days they stand for.

`spot_when` reads an expression into a `When`, which does not depend on today; `When.span` turns it into
days. The pickup calendar itself is `bot.city.pickup`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.city.errors import DateImpossible
from bot.city.holiday import holiday_on_or_after
from bot.city.number import read_number
from bot.city.text import Word, words

_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_WEEKDAY_WORDS = {
    **{name: index for index, name in enumerate(_WEEKDAYS)},
    **{name + "s": index for index, name in enumerate(_WEEKDAYS)},
    **{name + "abend": index for index, name in enumerate(_WEEKDAYS)},
    **{name + part: index for index, name in enumerate(_WEEKDAYS) for part in ("morgen", "frueh", "nachmittag")},
    "sonnabend": 5,
    "mo": 0,
    "di": 1,
    "mi": 2,
    "do": 3,
    "fr": 4,
    "sa": 5,
}
_MONTHS = (
    ("januar", "jan", "jaenner"),
    ("februar", "feb", "feber"),
    ("maerz", "mrz"),
    ("april", "apr"),
    ("mai",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("dezember", "dez"),
)
_MONTH_WORDS = {word: number for number, forms in enumerate(_MONTHS, start=1) for word in forms}
_DAY_WORDS = {"heute": 0, "heut": 0, "morgen": 1, "uebermorgen": 2, "gestern": -1}
_NEXT = frozenset(("naechste", "naechsten", "naechster", "naechstes", "naechstem", "kommende", "kommenden", "kommender"))
_NEXT_NEXT = frozenset(("uebernaechste", "uebernaechsten", "uebernaechster"))
_THIS = frozenset(("diese", "diesen", "dieser", "dieses", "diesem", "laufende", "laufenden"))
# Words that name a public holiday or the days around it.
_HOLIDAYS = {
    "neujahr": "Neujahr",
    "silvester": "Neujahr",
    "karfreitag": "Karfreitag",
    "ostern": "Ostermontag",
    "ostermontag": "Ostermontag",
    "osterwoche": "Ostermontag",
    "himmelfahrt": "Christi Himmelfahrt",
    "vatertag": "Christi Himmelfahrt",
    "pfingsten": "Pfingstmontag",
    "pfingstmontag": "Pfingstmontag",
    "fronleichnam": "Fronleichnam",
    "allerheiligen": "Allerheiligen",
    "weihnachten": "Erster Weihnachtstag",
    "weihnachtstag": "Erster Weihnachtstag",
    "heiligabend": "Erster Weihnachtstag",
    "weihnachtsfeiertage": "Erster Weihnachtstag",
}
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})\s?\.\s?(\d{1,2})\s?(?:\.\s?(\d{4}|\d{2})?|(?!\d))")


@dataclass(frozen=True)
class When:
    """An expression of time, independent of today.

    `code` is compact text, so that it can travel as an entity value: "day:1" (tomorrow), "tonight",
    "weekday:4:" (Friday), "weekday:4:next_but_one", "week:1", "weekend:0", "month:1" (next month),
    "in_month:12", "date:3.12.", "holiday:Fronleichnam", "turn" (between the years), "year:2027", "next".
    """

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def spot_when(text: str) -> When | None:
    """Find the expression of time in a text; None when there is none."""
    found = words(text)
    for position in range(len(found)):
        for read in (_phrase, _relative, _holiday, _calendar_date, _weekday, _day_word):
            code, used = read(found, position, text)
            if code:
                return When(found[position].start, found[min(position + used, len(found)) - 1].end, code)
    return None


def span(code: str, today: date) -> Span:
    """The days that a code of `When` stands for, seen from today.

    Raises:
        DateImpossible: the day does not exist (31.2.).
    """
    kind, _, rest = code.partition(":")
    return _SPANS[kind](rest, today)


def _phrase(found: list[Word], position: int, text: str) -> tuple[str, int]:
    ahead = [word.folded for word in found[position : position + 3]]
    if ahead[:2] == ["zwischen", "den"] and ahead[2:3] and ahead[2].startswith(("jahr", "feiertag")):
        return "turn", 3
    if ahead[:2] in (["heute", "abend"], ["heute", "nacht"], ["heut", "abend"]):
        return "tonight", 2
    if ahead[:2] in (["morgen", "frueh"], ["morgen", "vormittag"], ["morgen", "abend"]):
        return "day:1", 2
    if ahead[0] in ("wochenende", "weekend"):
        return "weekend:0", 1
    if ahead[0] in ("jetzt", "gerade", "aktuell"):
        return "day:0", 1
    return "", 0


def _relative(found: list[Word], position: int, text: str) -> tuple[str, int]:
    """"Nächste Woche", "diesen Monat", "in zwei Wochen", "in 3 Tagen", "nächsten Freitag"."""
    word = found[position].folded
    following = found[position + 1].folded if position + 1 < len(found) else ""
    if word in _THIS | _NEXT | _NEXT_NEXT:
        shift = 0 if word in _THIS else 1 if word in _NEXT else 2
        return _unit(following, shift)
    if word == "in" and position + 2 < len(found):
        count = read_number(found[position + 1].text, articles=True)
        unit = found[position + 2].folded
        if count is not None and unit.startswith("tag"):
            return f"day:{count}", 3
        if count is not None:
            return _unit(unit, count)[0], 3
    return "", 0


def _unit(unit: str, shift: int) -> tuple[str, int]:
    if unit.startswith("woche") and "ende" in unit:
        return f"weekend:{shift}", 2
    if unit.startswith("woche"):
        return f"week:{shift}", 2
    if unit.startswith("monat"):
        return f"month:{shift}", 2
    if unit in ("jahr", "jahres", "jahre", "jahren"):
        return f"year:+{shift}", 2
    if unit in _WEEKDAY_WORDS:
        return f"weekday:{_WEEKDAY_WORDS[unit]}:{('this', 'next', 'next_but_one')[shift]}", 2
    if unit in _MONTH_WORDS:
        return f"in_month:{_MONTH_WORDS[unit]}", 2
    return "", 0


def _holiday(found: list[Word], position: int, text: str) -> tuple[str, int]:
    name = _HOLIDAYS.get(found[position].folded)
    return (f"holiday:{name}", 1) if name else ("", 0)


def _calendar_date(found: list[Word], position: int, text: str) -> tuple[str, int]:
    """"3.12.", "03.12.2026", "3. Dezember", "im Dezember"."""
    word = found[position]
    numeric = _NUMERIC_DATE.match(text, word.start)
    clock_time = numeric and re.match(r"\s*uhr", text[numeric.end() :], re.IGNORECASE)
    if numeric and not clock_time and (position == 0 or text[word.start - 1] not in ".,:"):
        day, month, year = numeric.groups()
        used = sum(1 for other in found[position:] if other.start < numeric.end())
        return f"date:{int(day)}.{int(month)}.{_full_year(year)}", used
    following = found[position + 1].folded if position + 1 < len(found) else ""
    if word.folded.isdigit() and int(word.folded) < 100 and following in _MONTH_WORDS:
        third = found[position + 2].folded if position + 2 < len(found) else ""
        year = third if re.fullmatch(r"20\d\d", third) else ""
        return f"date:{int(word.folded)}.{_MONTH_WORDS[following]}.{year}", 3 if year else 2
    if word.folded in _MONTH_WORDS and len(word.folded) > 3:
        return f"in_month:{_MONTH_WORDS[word.folded]}", 1
    if re.fullmatch(r"20[2-9]\d", word.folded):
        return f"year:{word.folded}", 1
    return "", 0


def _full_year(year: str | None) -> str:
    return f"20{year}" if year and len(year) == 2 else year or ""


def _weekday(found: list[Word], position: int, text: str) -> tuple[str, int]:
    word = found[position].folded
    index = _WEEKDAY_WORDS.get(word)
    if index is None or (len(word) < 3 and found[position].text[:1].islower()):
        return "", 0
    return f"weekday:{index}:", 1


def _day_word(found: list[Word], position: int, text: str) -> tuple[str, int]:
    word = found[position].folded
    greeting = word == "morgen" and position > 0 and found[position - 1].folded in ("guten", "schoenen", "jeden")
    if word not in _DAY_WORDS or greeting:
        return "", 0
    return f"day:{_DAY_WORDS[word]}", 1


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _span_day(rest: str, today: date) -> Span:
    day = today + timedelta(days=int(rest))
    return Span(day, day)


def _span_tonight(rest: str, today: date) -> Span:
    # What is put out in the evening is collected the next morning.
    return _span_day("1", today)


def _span_weekday(rest: str, today: date) -> Span:
    index, _, which = rest.partition(":")
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
    return Span(saturday, saturday + timedelta(days=1))


def _span_month(rest: str, today: date) -> Span:
    months = today.month - 1 + int(rest)
    whole = _whole_month(today.year + months // 12, months % 12 + 1)
    return Span(max(whole.first, today), whole.last)


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
        date(year or 2024, month or 0, day or 0)
    except ValueError:
        raise DateImpossible(rest) from None
    candidate = year or today.year
    while True:
        try:
            found = date(candidate, month or 0, day or 0)
        except ValueError:
            candidate += 1
            continue
        if year or found >= today:
            return Span(found, found)
        candidate += 1


def _span_holiday(rest: str, today: date) -> Span:
    monday = _monday(holiday_on_or_after(rest, _monday(today)))
    return Span(max(today, monday - timedelta(days=2)), monday + timedelta(days=6))


def _span_turn(rest: str, today: date) -> Span:
    year = today.year if (today.month, today.day) > (1, 1) else today.year - 1
    return Span(max(today, date(year, 12, 24)), date(year + 1, 1, 1))


def _span_year(rest: str, today: date) -> Span:
    year = today.year + int(rest) if rest.startswith("+") else int(rest)
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
