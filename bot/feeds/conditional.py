"""Conditional requests (RFC 9110): whether a program that asks again has the newest content already."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sanic.request import Request


def is_known(request: Request, etag: str, changed_at: datetime) -> bool:
    """Whether the program has this very content already: its entity tags count before its date."""
    if "if-none-match" in request.headers:
        tags = ",".join(request.headers.getall("if-none-match")).split(",")
        return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in tags)
    since = _moment(request.headers.get("if-modified-since"))
    return since is not None and changed_at.replace(microsecond=0) <= since


def _moment(value: str | None) -> datetime | None:
    """The moment of an HTTP date in any of its three forms, all in UTC; None if it is none."""
    if value is None:
        return None
    try:
        return parsedate_to_datetime(value).replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None
