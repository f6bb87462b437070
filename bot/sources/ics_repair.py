"""Repairs the form of calendars from the wild, line by line, before they are read; line numbers stay what they were.

What each repair is for was seen in the calendars of German waste companies. Contents are never guessed here.
"""

import re
from collections.abc import Iterator

from bot.sources.text_file import with_line_feeds

_NAMES = "DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID"
_DATES = re.compile(rf"^(?P<name>{_NAMES})(?P<parameters>(?:;[^:]*)?):(?P<values>[\dTZ,]+)\s*$", re.IGNORECASE)
_DAY = re.compile(r"^\d{8}T?$")

# What dates are made of; a calendar has much more, and reading it takes most of the time.
_ALWAYS = "BEGIN|END|DTSTAMP|DTSTART|SUMMARY|DESCRIPTION|COMMENT|STATUS"
_SERIES = re.compile(r"(?:RRULE|RDATE|EXDATE|RECURRENCE-ID)[;:]", re.IGNORECASE)
_NEEDED = re.compile(rf"(?:{_ALWAYS})[;:]", re.IGNORECASE)
_NEEDED_FOR_SERIES = re.compile(rf"(?:{_ALWAYS}|UID|RRULE|RDATE|EXDATE|RECURRENCE-ID)[;:]", re.IGNORECASE)


def decoded(content: bytes) -> str:
    """The text of a calendar, with plain line feeds; what is not UTF-8 is what Windows programs export."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return with_line_feeds(text)


def repaired(lines: list[str]) -> list[str]:
    """The lines of a calendar with the usual mistakes mended, as many as before."""
    return [_repaired(line) for line in _without_surroundings(lines)]


def bare(lines: list[str]) -> list[str]:
    """The lines of a sound calendar, as many as before; those that no date needs are blank."""
    return list(_bare(lines, _NEEDED_FOR_SERIES if has_series(lines) else _NEEDED))


def has_series(lines: list[str]) -> bool:
    """Whether events repeat, so that they belong together by their UID."""
    return any(map(_SERIES.match, lines))


def _bare(lines: list[str], needed: re.Pattern[str]) -> Iterator[str]:
    inside: list[str] = []
    stamp, kept = "", True
    for line in lines:
        head = line[:8].upper()
        if head.startswith("BEGIN:"):
            inside.append(line[6:].strip().upper())
        if not head.startswith((" ", "\t")):
            kept = "VALARM" not in inside and (inside[-1:] != ["VEVENT"] or bool(needed.match(line)))
        if head.startswith("DTSTAMP"):
            # The newest counts, and mostly they are all the same.
            kept, stamp = kept and line != stamp, line
        yield line if kept else ""
        if head.startswith("END:") and inside:
            inside.pop()


def _without_surroundings(lines: list[str]) -> list[str]:
    """Blank what a server's warnings put before the calendar and after it."""
    marks = [line.strip().upper() for line in lines]
    if "BEGIN:VCALENDAR" not in marks:
        return lines
    begin = marks.index("BEGIN:VCALENDAR")
    end = len(marks) - marks[::-1].index("END:VCALENDAR") if "END:VCALENDAR" in marks else len(lines)
    return [""] * begin + lines[begin:end]


def _repaired(line: str) -> str:
    """Whole days get the form of whole days.

    Seen are a time zone on a date without time, a "T" without the time behind it, and dates without VALUE=DATE.
    """
    found = _DATES.match(line)
    if not found:
        return line
    values = found["values"].split(",")
    if not all(_DAY.match(value) for value in values):
        return line
    days = ",".join(value.rstrip("T") for value in values)
    kept = [p for p in found["parameters"].split(";")[1:] if not p.upper().startswith(("TZID=", "VALUE="))]
    return ";".join([found["name"], *kept, f"VALUE=DATE:{days}"])
