"""Times of day as residents write them: "19 Uhr", "um acht", "halb sieben", "18.30 h", "abends um 7".

Only what stands there; which day is meant, and what a time is for, is read elsewhere.
"""

import re
from dataclasses import dataclass
from datetime import time

from bot.city.number import read_number

_HOURS, _MINUTES = 24, 60
_NOON = 12
_DIGITS = re.compile(
    r"(?<![\d.,:/])(?P<hour>[01]?\d|2[0-4])(?:(?:[:.]|\s?h\s?)(?P<minute>[0-5]\d)(?![\d.]))?"
    r"\s*(?P<unit>uhr|h)?\b(?:\s*(?P<after>[0-5]\d)\b(?!\s*(?:uhr|h\b|\.)))?",
    re.IGNORECASE,
)
# What makes a bare number a time.
_AT = re.compile(r"\b(um|gegen|ab|auf|so um|statt|nach|vor|bis|zwischen|und|kurz nach|kurz vor)\s+$", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\b(?:(?P<part>halb|viertel\s+nach|viertel\s+vor|viertel|drei\s?viertel)\s+)?(?P<hour>\w+)(?P<unit>\s+uhr)?\b",
    re.IGNORECASE,
)
_PARTS = {"halb": -30, "viertelnach": 15, "viertelvor": -15, "viertel": -45, "dreiviertel": -15}
_EVENING = re.compile(r"\b\w*(abend|abends|nachmittag|nachmittags|nachts)\b", re.IGNORECASE)
_MORNING = re.compile(r"\b(morgens?|frueh|früh|vormittags?|in der (frueh|früh)e?)\b", re.IGNORECASE)
_NOT_AT_NIGHT = 4
_DATE_GOES_ON = re.compile(
    r"\.\s?\d|\.\s?[a-zäöü]*(januar|februar|maerz|märz|april|mai|juni|juli|august|ember|ober)", re.IGNORECASE
)
_UNIT = re.compile(r"\s*(tage?n?|wochen?|stunden?|minuten?|monate?n?|mal)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clock:
    """A time of day with its place in the text.

    Attributes:
        sure: whether it can only be this one of the two a clock shows: "19 Uhr", "abends um 7"; not "um 7".
    """

    start: int
    end: int
    time: time
    sure: bool


def spot_clocks(text: str) -> list[Clock]:
    """All times of day in a text, in its order."""
    found = [clock for match in _DIGITS.finditer(text) if (clock := _written(text, match))]
    taken = [(clock.start, clock.end) for clock in found]
    for match in _SPOKEN.finditer(text):
        free = all(match.end() <= start or match.start() >= end for start, end in taken)
        if free and (clock := _spoken(text, match)):
            found.append(clock)
    return sorted(found, key=lambda clock: clock.start)


def _written(text: str, match: re.Match[str]) -> Clock | None:
    minute = match["minute"] or match["after"]
    end = match.end() if not match["after"] or match["unit"] else match.start("after")
    if match["after"] and not match["unit"]:
        minute = match["minute"]
    if not (match["unit"] or (match["minute"] and "." not in match[0]) or _AT.search(text[: match.start()])):
        return None
    if _DATE_GOES_ON.match(text[end:]):
        # "ab 3.12."
        return None
    if _UNIT.match(text[end:]):
        return None
    return _clock(
        text, match.start(), end, int(match["hour"]) * _MINUTES + int(minute or 0), zero=match["hour"].startswith("0")
    )


def _spoken(text: str, match: re.Match[str]) -> Clock | None:
    hour = read_number(match["hour"])
    if hour is None or hour > _HOURS:
        return None
    part = match["part"]
    if not (part or match["unit"] or _AT.search(text[: match.start()])):
        return None
    if match["hour"].isdigit() and not part:
        # Seen already, or no time.
        return None
    if _UNIT.match(text[match.end() :]) and not part:
        return None
    minutes = hour * _MINUTES + (_PARTS["".join(part.lower().split())] if part else 0)
    return _clock(text, match.start(), match.end(), minutes)


def _clock(text: str, start: int, end: int, minutes: int, *, zero: bool = False) -> Clock | None:
    """The time of so many minutes after midnight, with what is said around it about the part of the day."""
    if not 0 <= minutes <= _HOURS * _MINUTES:
        return None
    hour, minute = divmod(minutes % (_HOURS * _MINUTES), _MINUTES)
    if zero or hour > _NOON or hour == 0:
        return Clock(start, end, time(hour, minute), sure=True)
    evening, morning = _near(_EVENING, text, start, end), _near(_MORNING, text, start, end)
    late = evening is not None and (morning is None or evening < morning)
    # "Abends um acht"; "nachts um drei" stays what it is.
    hour += _NOON if late and _NOT_AT_NIGHT <= hour < _NOON else 0
    return Clock(start, end, time(hour, minute), sure=late or morning is not None)


def _near(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """How many letters away a word of this kind stands; None when there is none."""
    distances = [start - m.end() if m.end() <= start else m.start() - end for m in pattern.finditer(text)]
    return min((abs(distance) for distance in distances), default=None)
