"""When residents mean: German expressions for days, weeks, months and holidays.

`spot_when` reads an expression into a `When`, which does not depend on today; the days that its code stands
for are `bot.city.when_span`. Here one or two readings are put into relation: "bis Freitag", "vom 3. bis 10.12.".
"""

import re
from dataclasses import dataclass

from bot.city import when_words as say
from bot.city.when_date import bare_day, date_at, read_date, read_day_of_month, read_weekday_with_date
from bot.city.when_day import read_day_word, read_holiday, read_phrase, read_weekday
from bot.city.when_line import NOTHING, Line, Read, read_first
from bot.city.when_period import read_amount, read_distance, read_period

_DASH = re.compile(r"[.\s]*[-–—]\s*")
_SLASH = re.compile(r"\.?/")


@dataclass(frozen=True)
class When:
    """An expression of time, independent of today.

    `code` is compact text, so that it can travel as an entity value. One expression:
    "day:1" (tomorrow), "tonight", "weekday:4:" (Friday), "weekday:4:next_but_one", "weekday:4:in_week_1" (Friday of
    next week), "week:1", "week:kw_50." (calendar week), "weekend:0", "weekend:coming", "month:1" (next month),
    "in_month:12", "in_month:12.2026", "year:+1", "year:2027", "date:3.12.", "date:24.." (the 24th of whatever month),
    "holiday:Fronleichnam", "holiday:Ostermontag:before", "holiday:Neujahr:eve", "holidays" (die Feiertage),
    "turn" (between the years). Weeks, months and years may end in a part: ":start", ":mid", ":end", in a month also
    ":week_1", ":week_-1", ":nth_5_2" (second Saturday).

    With a relation after a slash: "weekday:4:/until", "/from", "/since", "/before", "/after", "/last", "/week" (the
    week around it), "/+7" (so many days later), "/-weekday_4" (the Friday before), "/in_year:2027", or a second
    expression: "date:3.12./date:10.12.".
    """

    start: int
    end: int
    code: str


def spot_when(text: str) -> When | None:
    """Find the expression of time in a text; None when there is none.

    What is denied counts only if nothing else is named: "nicht heute, sondern morgen".
    """
    line = Line.of(text)
    denied: When | None = None
    position = 0
    while position < len(line):
        code, used = _read(line, position)
        if not code:
            position += max(used, 1)
            continue
        start = _after_relation(line, position)
        found = When(line.words[start].start, line.words[min(position + used, len(line)) - 1].end, code)
        if line.at(position - 1) != "nicht":
            return found
        denied, position = denied or found, position + used
    return denied


def _after_relation(line: Line, position: int) -> int:
    """Where the expression itself begins: "bis", "seit" are left to whoever learns from the words around it."""
    return line.skip(position + 1, say.ARTICLES) if line.at(position) in say.RELATIONS else position


def _read(line: Line, position: int) -> Read:
    word = line.at(position)
    numbered = word[0].isdigit() or word[-1].isdigit()
    if word not in say.OPENERS and not numbered and line.at(position + 1) not in say.UNITS:
        return NOTHING
    return read_first((_list_of_two, _related, _distant, _range, _one), line, position)


def _one(line: Line, position: int) -> Read:
    """Read a single expression; the first reader that finds something wins."""
    if line.at(position - 1) in say.TITLES or position >= len(line):
        return NOTHING
    return read_first(_READERS, line, position)


def _related(line: Line, position: int) -> Read:
    """Read "bis Freitag", "ab Montag", "seit gestern", "vor Ostern", "nach dem 3.12.", "von heute an"."""
    word = line.at(position)
    start = line.skip(position + 1, say.ARTICLES)
    relation = say.RELATIONS.get(word)
    if relation is None and word not in say.FROM:
        return NOTHING
    code, used = _one(line, start)
    end = start + used
    if relation is None:
        return (f"{code}/from", end + 1 - position) if code and line.at(end) in ("an", "ab") else NOTHING
    if not code or "/" in code or (relation == "from" and _range(line, start)[0]):
        return NOTHING
    if relation in ("before", "after") and code.startswith("holiday:") and not code.endswith(":eve"):
        return f"{code}:{relation}", end - position
    return f"{code}/{relation}", end - position


def _distant(line: Line, position: int) -> Read:
    """Read "zwei Wochen vor Weihnachten", "Tag nach Neujahr", "Montag nach Ostern", "in der Woche vom 7.12."."""
    unit, count = read_amount(line, position)
    start = position + 2
    if not unit:
        unit, count, start = line.at(position), 1, position + 1
    side = line.at(start)
    code, used = _one(line, line.skip(start + 1, say.ARTICLES))
    end = line.skip(start + 1, say.ARTICLES) + used
    if not code or "/" in code:
        return NOTHING
    if unit == "woche" and side in ("vom", "von", "um") and code.startswith(("date", "holiday")):
        return f"{code}/week", end - position
    sign = {"vor": "-", "nach": "+"}.get(side, "")
    if sign and unit in say.WEEKDAYS and code.startswith(("date", "holiday")):
        return f"{code}/{sign}weekday_{say.WEEKDAYS[unit]}", end - position
    days = {"day": 1, "tag": 1, say.WEEK: 7}.get(unit, 0) * count
    return (f"{code}/{sign}{days}", end - position) if sign and days else NOTHING


def _list_of_two(line: Line, position: int) -> Read:
    """Read "diese oder nächste Woche", "heute und morgen"."""
    word, joint = line.at(position), line.at(position + 1)
    if joint not in say.EITHER or position + 2 >= len(line):
        return NOTHING
    code, used = _one(line, position + 2)
    kind, _, shift = code.partition(":")
    if say.SHIFTS.get(word) == 0 and kind in ("week", "month", "weekend") and re.fullmatch(r"\d|coming", shift):
        return f"{kind}:0/{code}", 2 + used
    if word in say.DAYS and re.fullmatch(r"day:-?\d+", code):
        return f"day:{say.DAYS[word]}/{code}", 2 + used
    return NOTHING


def _range(line: Line, position: int) -> Read:
    """Read "vom 3. bis 10. Dezember", "3.–10.12.", "Mo-Fr", "zwischen Weihnachten und Neujahr"."""
    opening = line.at(position)
    start = position
    if opening in say.FROM:
        start = line.skip(position + 1, say.ARTICLES)
    first, used = _one(line, start)
    # "Hofaue 3 und am 10.12.": without a dot only "vom 3" is a day.
    bare = start > position or line.at(start - 1) == "am" or line.gap(start).startswith(".")
    for code, end in ((first, start + used), ("", start + 1))[: 1 + bare]:
        ahead = _joint(line, end, opening, dates=not code or code.startswith(("date:", "in_month:")))
        last, more = _end_of_range(line, ahead) if ahead else NOTHING
        both = _both(code, bare_day(line, start), last) if last else ""
        if both:
            return both, ahead + more - position
    return NOTHING


def _joint(line: Line, position: int, opening: str, *, dates: bool) -> int:
    """Where the end of a range is said, 0 if nothing leads to it."""
    if not 0 < position < len(line):
        return 0
    gap = line.gap(position - 1)
    if _DASH.fullmatch(gap) or (dates and _SLASH.fullmatch(gap)):
        return position
    if line.at(position) == "bis" or (line.at(position) in say.EITHER and (dates or opening == "zwischen")):
        return line.skip(position + 1, say.ARTICLES | {"am"})
    return 0


def _end_of_range(line: Line, position: int) -> Read:
    if position >= len(line):
        return NOTHING
    dated = date_at(line, position)
    return dated if dated[0] else _one(line, position)


def _both(first: str, day: int | None, last: str) -> str:
    """The code of a range; a first date takes over what only the last one says. "" when they do not fit."""
    if "/" in first or "/" in last:
        return ""
    if first.startswith(f"holiday:{say.CHRISTMAS}") and last.startswith(f"holiday:{say.NEW_YEAR}"):
        return "turn"
    if last.startswith("date:") and (not first or first.startswith("date:")):
        first = _dated(first, day, last)
    return f"{first}/{last}" if first else ""


def _dated(first: str, day: int | None, last: str) -> str:
    last_day, last_month, year = last.removeprefix("date:").split(".")
    own_day, own_month, own_year = (first or f"date:{day or ''}..").removeprefix("date:").split(".")
    if not own_day or (not own_month and not first and not last_month):
        return ""
    month = own_month or last_month
    if year and not own_year:
        earlier = (int(month), int(own_day)) > (int(last_month), int(last_day))
        own_year = str(int(year) - earlier)
    return f"date:{own_day}.{month}.{own_year}"


# In this order: the first that reads something at a word wins.
_READERS = (
    read_phrase,
    read_distance,
    read_holiday,
    read_date,
    read_period,
    read_day_of_month,
    read_weekday_with_date,
    read_weekday,
    read_day_word,
)
