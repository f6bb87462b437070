"""Reads days that have a name: weekdays, "morgen", holidays, Advent and carnival."""

import re

from bot.city import when_words as say
from bot.city.number import read_number
from bot.city.when_date import counted
from bot.city.when_line import NOTHING, Line, Read
from bot.city.when_period import read_period

_FIRST, _LAST_ADVENT = 1, 4
_WHICH = {0: "this", 1: "next", 2: "next_but_one", -1: "last", -2: "last/-7"}


def read_phrase(line: Line, position: int) -> Read:
    """Read what is said in fixed words: "heute Abend", "zwischen den Jahren", "die Feiertage"."""
    word, following, before = line.at(position), line.at(position + 1), line.at(position - 1)
    if word == "zwischen" and following == "den" and line.at(position + 2).startswith(("jahr", "feiertag", "tagen")):
        return "turn", 3
    if (word, following) in say.TONIGHT:
        return "tonight", 2
    if word == "morgen" and following in say.PARTS_OF_TOMORROW:
        return "day:1", 2
    if word in ("feiertage", "feiertagen") and before in ("die", "den"):
        return "holidays", 1
    if word in say.TURNS:
        return "turn", 1
    if word in say.WEEKENDS and before not in say.GREETINGS:
        return "weekend:0", 1
    return NOTHING


def read_holiday(line: Line, position: int) -> Read:
    """Read "Ostern", "letztes Weihnachten", "Ostern 2027", "Karneval nächstes Jahr"."""
    last = line.at(position) in say.LAST
    code, used = _holiday(line, position + last)
    if not code.startswith("holiday"):
        return NOTHING if last else (code, used)
    if last:
        return f"{code}/last", 1 + used
    year, more = read_period(line, position + used)
    return (f"{code}/in_{year}", used + more) if re.fullmatch(r"year:[+\d]\d*", year) else (code, used)


def _holiday(line: Line, position: int) -> Read:
    """Read "Ostern", "Heiliger Abend", "2. Weihnachtstag", "Tag der Arbeit"."""
    word, following = line.at(position), line.at(position + 1)
    if word in ("heilig", "heiliger", "heiligen") and following == "abend":
        return f"holiday:{say.CHRISTMAS}:eve", 2
    if word == "tag" and following == "der":
        return _day_of(line, position)
    number = counted(line, position)
    if following in say.CHRISTMAS_DAYS and 2 in (number, read_number(word)):
        return "holiday:Zweiter Weihnachtstag", 2
    if following in say.ADVENT and number and _FIRST <= number <= _LAST_ADVENT:
        return f"holiday:{number}. Advent", 2
    if word in say.FIXED_FEASTS:
        return say.FIXED_FEASTS[word], 1
    if word in say.FEASTS:
        return f"holiday:{say.FEASTS[word]}", 1
    eve = ":eve" if word in say.EVES else ""
    return (f"holiday:{say.HOLIDAYS[word]}{eve}", 1) if word in say.HOLIDAYS else NOTHING


def _day_of(line: Line, position: int) -> Read:
    """Read "Tag der Arbeit", "Tag der Deutschen Einheit"."""
    ahead = line.skip(position + 2, ("deutschen",))
    name = {"arbeit": "maifeiertag", "einheit": "einheit"}.get(line.at(ahead))
    return (f"holiday:{say.HOLIDAYS[name]}", ahead - position + 1) if name else NOTHING


def read_weekday(line: Line, position: int) -> Read:
    """Read "Freitag", "Fr", "nächsten Freitag", "Freitag nächster Woche"."""
    word, before = line.at(position), line.at(position - 1)
    if word in say.SHIFTS and (line.at(position + 1) in say.WEEKDAYS or line.at(position + 1) in say.AFTER_NEXT):
        return _shifted_weekday(line, position)
    # "jeden zweiten Freitag" is a rhythm.
    if before in say.GREETINGS - {"jeden"} or (
        line.at(position - 2).startswith("jede") and counted(line, position - 1)
    ):
        return NOTHING
    if word in say.WEEKDAYS:
        ahead = line.skip(line.skip(position + 1, ("in",)), ("der",))
        week, used = read_period(line, ahead)
        if re.fullmatch(r"week:-?\d", week):
            return f"weekday:{say.WEEKDAYS[word]}:in_{week.replace(':', '_')}", ahead - position + used
        return f"weekday:{say.WEEKDAYS[word]}:", 1
    return (f"weekday:{say.SHORT_WEEKDAYS[word]}:", 1) if _is_short(line, position) else NOTHING


def _shifted_weekday(line: Line, position: int) -> Read:
    which = _WHICH[say.SHIFTS[line.at(position)]]
    following = line.at(position + 1)
    index = say.WEEKDAYS.get(following, say.AFTER_NEXT.get(following))
    return f"weekday:{index}:{which}", 2


def _is_short(line: Line, position: int) -> bool:
    """Whether "Mo", "Fr" are meant as weekdays; "Fr. Müller" and "Do you …" are not."""
    word = line.written(position)
    if line.at(position) not in say.SHORT_WEEKDAYS or not word[0].isupper():
        return False
    if word.lower() == "fr" and re.match(r"\.?\s?-?[A-ZÄÖÜ]", line.text[line.words[position].end :]):
        return False
    following = line.written(position + 1)
    return not (position == 0 and following.islower() and following not in ("und", "bis", "oder"))


def read_day_word(line: Line, position: int) -> Read:
    """Read "heute", "morgen", "übermorgen"."""
    word = line.at(position)
    time_of_day = word == "morgen" and line.at(position - 1) in say.MORNINGS
    return (f"day:{say.DAYS[word]}", 1) if word in say.DAYS and not time_of_day else NOTHING
