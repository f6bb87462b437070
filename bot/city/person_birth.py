"""Ages told by a birth: "Jahrgang 1974", "geb. 3.5.2024", "vor drei Wochen geboren"."""

import re
from datetime import date

from bot.city.number import read_number
from bot.city.person_text import PersonText
from bot.city.text import fold_word

_MONTHS = ("jan", "feb", "maer", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_YEAR = r"((?:18|19|20)\d\d|\d\d)"
_OPENING = r"\b(?:jahrgang|geburtsjahr|geboren|geborene?r?|baujahr|geburtsdatum|geburtstag|geb|jg|bj|geburt|vom)"
_FILLER = r"(?: (?:am|im|in|den|dem|jahr|jahre|ist|der|war|von))*"
# Day and month are optional: "geboren 1974", "geboren im Mai 1974", "geb 3 5 74".
_BORN = re.compile(rf"{_OPENING}{_FILLER}(?: (\d{{1,2}}))?(?: (\d{{1,2}}|[a-z]{{3,9}}))? {_YEAR}\b")
_BORN_AFTER = re.compile(
    r"\b(?:(?:(\d{1,2}) )?(\d{1,2}|[a-z]{3,9}) )?((?:18|19|20)\d\d)(?:er)? "
    r"(?:geboren|geborene?r?|geb|jahrgang|auf die welt|zur welt)\b"
)
_SHORT_AFTER = re.compile(r"\b(\d\d)(?:er)? (?:geboren|jahrgang)\b|\b(\d\d)er jahrgang\b")
_ALONE = re.compile(
    r"(?:(?:ich|bin|also|ja|am|vom|seit|von) )*(?:(?:(\d{1,2}) )?(\d{1,2}|[a-z]{3,9}) )?((?:19|20)\d\d)"
)
_AGO = re.compile(
    r"\b(?:vor|seit) (?:etwa |ca |ungefaehr |knapp |gut )?(\w+) (tag|woche|monat|jahr)\w*\b"
    r"(?= .*(?:geboren|welt|geburt))|"
    r"(?:geboren|welt|geburt)\w*(?: \w+){0,3} vor (\w+) (tag|woche|monat|jahr)"
)
_UNITS = {"tag": (1, "d"), "woche": (7, "d"), "monat": (1, "m"), "jahr": (1, "y")}
_DAYS_AGO = {"heute": 0, "gestern": 1, "vorgestern": 2}
_DAY_AGO = re.compile(r"\b(heute|gestern|vorgestern)\b.*\b(?:geboren|zur welt|auf die welt)")
_SHORT_DATE = re.compile(r"\b(?:geb\w*|\*)\W*(?:am )?(\d{1,2})[./-](\d{1,2})[./-](\d\d)\b", re.IGNORECASE)


def find_birth(said: PersonText) -> str | None:
    """The code of an age that is told by a birth; None when no birth is."""
    if re.search(r"\b(?:ungeboren\w*|noch nicht geboren)", said.joined):
        return None
    return _ago(said) or _day_of(said) or _year_of(said)


def _ago(said: PersonText) -> str | None:
    day = _DAY_AGO.search(said.joined)
    if day:
        return f"{_DAYS_AGO[day.group(1)]}d"
    ago = _AGO.search(said.joined)
    if ago is None:
        return None
    number = read_number(ago.group(1) or ago.group(3), articles=True)
    factor, code = {"tag": (1, "d"), "woche": (7, "d"), "monat": (1, "m"), "jahr": (1, "y")}[
        ago.group(2) or ago.group(4)
    ]
    return None if number is None else f"{number * factor}{code}"


def _day_of(said: PersonText) -> str | None:
    short = _SHORT_DATE.search(said.text)
    if short:
        return _code(short.group(1), short.group(2), short.group(3))
    iso = re.search(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b", said.text)
    return _code(iso.group(3), iso.group(2), iso.group(1)) if iso else None


def _year_of(said: PersonText) -> str | None:
    found = _BORN.search(said.joined) or _BORN_AFTER.search(said.joined) or _ALONE.fullmatch(said.joined)
    if found:
        return _code(*found.groups())
    short = _SHORT_AFTER.search(said.joined)
    return _code(None, None, short.group(1) or short.group(2)) if short else None


def _code(day: str | None, month: str | None, year: str) -> str:
    """The code as exactly as the parts allow; a day that does not exist is left out.

    "Jahrgang 74": nobody who asks about check-ups like this was born in 2074; "Jahrgang 20" is a child.
    """
    whole = year if len(year) == 4 else ("19" if int(year) > 30 else "20") + year
    number = _month(month)
    if number is None:
        return f"born:{whole}"
    try:
        return f"born:{date(int(whole), number, int(day)).isoformat()}" if day else f"born:{whole}-{number:02}"
    except ValueError:
        return f"born:{whole}"


def _month(said: str | None) -> int | None:
    if said is None:
        return None
    if said.isdigit():
        return int(said) if 1 <= int(said) <= 12 else None
    folded = fold_word(said)
    return next((number for number, begin in enumerate(_MONTHS, start=1) if folded.startswith(begin)), None)
