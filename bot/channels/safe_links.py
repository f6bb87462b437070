"""Which addresses on cards may be linked to, whoever shows them. `widget/dom.js` has the same rule in the browser."""

import re
from typing import Any
from urllib.parse import urlsplit

_CALENDAR = re.compile(r"/calendar/([\w-]+)\.ics")


def is_web_address(url: Any) -> bool:
    """Whether it is an https address and nothing else."""
    if not isinstance(url, str) or any(sign <= " " for sign in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.netloc)


def calendar_id(url: Any) -> str | None:
    """The id of one of our calendars; None where the address is that of none."""
    found = _CALENDAR.fullmatch(url) if isinstance(url, str) else None
    return found[1] if found else None
