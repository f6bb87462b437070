"""Reads the time of day back from the German words for it: machines want it apart ("montags 18 bis 19.30 Uhr")."""

import re
from datetime import time

_HOURS = re.compile(r"\b(\d{1,2})(?:[.:](\d{2}))?\s*bis\s*(\d{1,2})(?:[.:](\d{2}))?\s*Uhr\b")
_CLOCK = re.compile(r"\bUhr\b")


def hours_of(when: str | None) -> tuple[time, time] | None:
    """Beginning and end; None where the words name none, or more than one."""
    found = _HOURS.findall(when or "")
    if len(found) != 1 or len(_CLOCK.findall(when or "")) != 1:
        return None
    first, first_minute, last, last_minute = (int(part or 0) for part in found[0])
    try:
        start, end = time(first, first_minute), time(last, last_minute)
    except ValueError:
        return None
    return (start, end) if start < end else None
