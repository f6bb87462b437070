"""On which weekdays, at which time of day and in which days a resident could come: "Di abends", "nicht montags"."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.city.offer import NOON, TIMES, WEEKDAYS, part_of_day
from bot.city.text import normalise
from bot.city.when import spot_when

_NAMES = {
    "montag": "mon",
    "dienstag": "tue",
    "mittwoch": "wed",
    "donnerstag": "thu",
    "freitag": "fri",
    "samstag": "sat",
    "sonnabend": "sat",
    "sonntag": "sun",
}
_FROM_TO = re.compile(rf"\b({'|'.join(_NAMES)})s? bis ({'|'.join(_NAMES)})s?\b")
_SHORT = {"Mo": "mon", "Di": "tue", "Mi": "wed", "Do": "thu", "Fr": "fri", "Sa": "sat", "So": "sun"}
_WORKDAYS, _WEEKEND = WEEKDAYS[:5], WEEKDAYS[5:]
_SHORTEST_FUZZY = 6
_OF_DAYS = (
    (re.compile(r"\b(wochenend\w*|we)\b"), _WEEKEND),
    (re.compile(r"\b(unter der woche|wochentags?|werktags?|werktage\w*|in der woche|an wochentagen)\b"), _WORKDAYS),
)
# Two letters are a weekday where nothing else can be meant: so written, or beside another one or a time of day.
_BESIDE = r"(?:mo|di|mi|do|fr|sa|so)\b\.?"
_PAIR = re.compile(rf"\b({_BESIDE})\s*(?:und|oder|u|o|bis|,|/|\+|-|&)\s*({_BESIDE})", re.IGNORECASE)
_WITH_TIME = re.compile(
    rf"\b({_BESIDE})\s+(?=(?:vor|nach)?mittag|abend|morgen|frueh|früh|ab\s\d|um\s\d|\d)|\b(?:am|jeden)\s+({_BESIDE})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"^\W*(?:und\s+)?({_BESIDE})\W*$", re.IGNORECASE)
_WRITTEN_SO = re.compile(r"(?<=[\w,] )(Mo|Di|Mi|Fr|Sa)\b")

_GREETING = re.compile(r"\b(guten?|schoenen?|gute) (morgen|tag|abend|mittag|nachmittag)\b|\bmoin\b")
_PARTS = {
    "morning": r"vor der arbeit|\w*vormittag\w*|\w+(?<!ueber)morgens?|morgens|am morgen|frueh|frueher"
    r"|in der frueh\w*|fruehmorgens",
    "afternoon": r"\w*nachmittag\w*|mittags?|mittagspause|nach der schule|nach dem kindergarten|nach der kita",
    "evening": r"(?!sonn|eltern|info)\w*aben[dt]s?|abendkurs\w*|nach (?:der )?arbeit|nach feierabend|feierabend\w*"
    r"|nach dienstschluss",
}
_PART = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _PARTS.items()}
_CLOCK = r"(\d{1,2})(?: (?:\d\d))? ?(?:uhr|h)\b"
_FROM = re.compile(rf"\b(?:ab|nach|fruehestens|nicht vor|frei ab|von)(?: um| so| etwa| ca)? {_CLOCK}")
_BUSY_UNTIL = re.compile(rf"\b(?:arbeit\w*|dienst|schicht|schule|uni|buero)\b(?: \w+){{0,3}}? bis {_CLOCK}")
_UNTIL = re.compile(rf"\b(?:vor|bis|spaetestens)(?: um| etwa)? {_CLOCK}")
_AT = re.compile(rf"\b(?:um|gegen|so) {_CLOCK}")
_DENIED = re.compile(r"\b(?:nicht|nie|kein\w*|ausser|ohne|bloss nicht|nur nicht)(?: so| am| an| zu| mehr)*$")
_CANNOT = re.compile(
    r"^ (?:nie|nicht|niemals)\b"
    r"|^(?: \w+){0,1}? (?:kann|geht|passt|habe?|bin|schaffe?)(?: \w+){0,3}? (?:nicht|nie|keine zeit)\b"
)
_OTHER_TELLING = ("weekday", "weekend")


@dataclass(frozen=True)
class TimeWish:
    """When it suits somebody; empty or None where nothing was said.

    Attributes:
        weekdays, times: in the order of `bot.city.offer`.
        from_hour: not before this hour.
        when: other days that were named ("nächste Woche"), as a code of `bot.city.when.When`.
    """

    weekdays: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    from_hour: int | None = None
    when: str | None = None


def read_time(text: str) -> TimeWish:
    """Read weekdays, times of day and other days from a text."""
    plain = _GREETING.sub(" ", normalise(text))
    from_hour = _from_hour(plain)
    when = spot_when(text)
    code = when.code if when and not when.code.startswith(_OTHER_TELLING) else None
    return TimeWish(_weekdays(text, plain), _times(plain, from_hour), from_hour, code)


def _weekdays(text: str, plain: str) -> tuple[str, ...]:
    wanted, denied = set[str](), set[str]()
    for pattern, days in _OF_DAYS:
        for found in pattern.finditer(plain):
            (denied if _is_denied(plain, found.start(), found.end()) else wanted).update(days)
    for found in re.finditer(r"[a-z]+", plain):
        if day := _weekday(found.group()):
            (denied if _is_denied(plain, found.start(), found.end()) else wanted).add(day)
    wanted |= _abbreviated(text) | _range(plain)
    left = (wanted or set(WEEKDAYS)) - denied if denied else wanted
    return tuple(day for day in WEEKDAYS if day in left)


def _range(plain: str) -> set[str]:
    """The days of "Montag bis Mittwoch"."""
    found = _FROM_TO.search(plain)
    if found is None:
        return set()
    first, last = (WEEKDAYS.index(_NAMES[found.group(place)]) for place in (1, 2))
    return set(WEEKDAYS[first : last + 1])


def _weekday(word: str) -> str | None:
    for name, day in _NAMES.items():
        if word.startswith(name):
            return day
    if len(word) < _SHORTEST_FUZZY or not word.removesuffix("s").endswith(("ag", "ach", "och", "oc", "end")):
        return None
    return next((day for name, day in _NAMES.items() if _is_slip(word.removesuffix("s"), name)), None)


def _is_slip(word: str, name: str) -> bool:
    return word[0] == name[0] and OSA.distance(word, name, score_cutoff=1) <= 1


def _abbreviated(text: str) -> set[str]:
    """Weekdays of two letters: "Di", "Mi. oder Fr."; "so" and "do" alone are other words."""
    found = [group for pattern in (_PAIR, _WITH_TIME, _ALONE) for m in pattern.finditer(text) for group in m.groups()]
    found += _WRITTEN_SO.findall(text)
    return {_SHORT[short.strip(". ").capitalize()] for short in found if short}


def _times(plain: str, from_hour: int | None) -> tuple[str, ...]:
    wanted, denied = set[str](), set[str]()
    for name, pattern in _PART.items():
        for found in pattern.finditer(plain):
            (denied if _is_denied(plain, found.start(), found.end()) else wanted).add(name)
    until = None if _BUSY_UNTIL.search(plain) else _UNTIL.search(plain)
    if until and int(until.group(1)) <= NOON + 1:
        wanted.add("morning")
    if at := _AT.search(plain):
        wanted.add(part_of_day(int(at.group(1))))
    if from_hour is not None and not wanted:
        wanted.update(TIMES[TIMES.index(part_of_day(from_hour)) :] if from_hour >= NOON else ())
    left = (wanted or set(TIMES)) - denied if denied else wanted
    return tuple(time for time in TIMES if time in left)


def _from_hour(plain: str) -> int | None:
    found = _BUSY_UNTIL.search(plain) or _FROM.search(plain)
    return int(found.group(1)) if found and int(found.group(1)) < 24 else None


def _is_denied(plain: str, start: int, end: int) -> bool:
    """Whether what stands there is ruled out: "nicht montags", "außer sa und so", "montags kann ich nicht"."""
    before = re.sub(r"(?: \w+s| \w+tag| \w+abend)? (?:und|oder)$", "", plain[:start].rstrip())
    return bool(_DENIED.search(plain[:start].rstrip()) or _DENIED.search(before) or _CANNOT.search(plain[end:]))
