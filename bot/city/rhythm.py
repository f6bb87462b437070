"""How often the residual bin is emptied: every week, or every other week in the fortnightly (50 %) tariff.

Spots what residents say about it; which dates belong to which rhythm is `bot.city.pickup`.
"""

import re
from dataclasses import dataclass

WEEKLY = "weekly"
FORTNIGHTLY = "fortnightly"

_FORTNIGHTLY = re.compile(
    r"\b(?:(?:14|vierzehn|15)[\s-]*t(?:ä|ae|a)g(?:lich|ig|liche|ige)\w*"
    r"|(?:zwei|2)[\s-]*w(?:ö|oe|o)chent?lich\w*|(?:zwei|2)[\s-]*w(?:ö|oe|o)chig\w*"
    r"|alle\s+(?:zwei|2|14|vierzehn)\s+(?:wochen|tage)|jede\s+(?:zweite|2\.)\s+woche"
    r"|50[\s-]*(?:%|prozent)(?:[\s-]*tarif)?|halber\s+tarif|(?:im|den)\s+halben\s+tarif)",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    r"\b(?<![-\w])(?:w(?:ö|oe|o)chent?lich\w*|jede\s+woche|(?:ein\s?mal|1\s?mal|1x)\s+(?:die|in\s+der|pro)\s+woche"
    r"|alle\s+(?:7|sieben)\s+tage|100[\s-]*(?:%|prozent)(?:[\s-]*tarif)?)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d\s*-?\s*(?:%|prozent)\s*$", re.IGNORECASE)
_ABOUT_BINS = re.compile(r"tarif|tonne|m(?:ü|ue)ll|leer|abf", re.IGNORECASE)
_SHORT = 12


@dataclass(frozen=True)
class RhythmMention:
    """A rhythm named in a text: `WEEKLY` or `FORTNIGHTLY`."""

    start: int
    end: int
    rhythm: str


def spot_rhythm(text: str) -> list[RhythmMention]:
    """All rhythms named in a text, in its order: "Wird wöchentlich oder 14-täglich geleert?" names both."""
    found = [
        RhythmMention(match.start(), match.end(), rhythm)
        for rhythm, pattern in ((FORTNIGHTLY, _FORTNIGHTLY), (WEEKLY, _WEEKLY))
        for match in pattern.finditer(text)
        if _about_bins(text, match)
    ]
    return sorted(_apart(found), key=lambda mention: mention.start)


def _about_bins(text: str, match: re.Match[str]) -> bool:
    """A bare "50 %" means the tariff only as an answer, or beside bins: it may as well be a discount."""
    return not _PERCENT.search(match[0]) or len(text.strip()) <= _SHORT or bool(_ABOUT_BINS.search(text))


def _apart(found: list[RhythmMention]) -> list[RhythmMention]:
    """Without those inside another one: "2-wöchentlich" is not weekly."""
    return [m for m in found if not any(o is not m and o.start <= m.start and m.end <= o.end for o in found)]
