"""`GET /calendar/<id>.ics`: finds the address behind the id and answers as calendar programs expect (RFC 9110)."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime, formatdate

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import text as plain_text

from bot.bootstrap import CityUnavailable
from bot.city.city import City
from bot.city.errors import CalendarUnavailable, CityError
from bot.feeds.calendar_feed import CONTENT_TYPE, Feed, make_feed
from bot.feeds.conditional import is_known
from bot.feeds.revisions import RevisionBook
from bot.links import CALENDAR_ENDING, CALENDARS, LinkInvalid, Links
from bot.strings import text

_MAX_AGE_SECONDS = 3600
_RETRY_SECONDS = 600


class CalendarFeeds:
    """Makes feeds; keeps nothing but the revisions of dates."""

    def __init__(
        self, city: Callable[[], City], links: Callable[[], Links], book: RevisionBook, now: Callable[[], datetime]
    ) -> None:
        """Ask the city and the clock anew for every feed."""
        self._city = city
        self._links = links
        self._book = book
        self._now = now

    def feed(self, feed_id: str) -> Feed:
        """The feed behind an id.

        Raises:
            LinkInvalid: the id is none of ours.
            CityError: the address has no calendar any more, or none can be had now.
            CityUnavailable: there is no city at all.
        """
        subject, city = self._links().calendar_subject(feed_id), self._city()
        calendar = city.pickups.of(city.exact_street(subject.street), subject.house_number)
        return make_feed(calendar, subject, self._book, city.streams, self._now())


def feeds_blueprint(feeds: CalendarFeeds) -> Blueprint:
    """The route under which calendar programs fetch their feeds."""
    blueprint = Blueprint("feeds")

    async def serve(request: Request, file: str) -> HTTPResponse:
        # In a thread: a supplier may have to be asked first.
        response = await asyncio.to_thread(_answer, feeds, request, file)
        response.headers["Date"] = formatdate(usegmt=True)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    blueprint.add_route(serve, f"{CALENDARS}<file>", methods=["GET", "HEAD"])
    return blueprint


def _answer(feeds: CalendarFeeds, request: Request, file: str) -> HTTPResponse:
    try:
        feed = feeds.feed(_id(file))
    except LinkInvalid:
        return _refusal("feed.unknown", 404)
    except (CalendarUnavailable, CityUnavailable):
        # Programs keep what they have and come again.
        return _refusal("feed.later", 503, {"Retry-After": str(_RETRY_SECONDS)})
    except CityError:
        return _refusal("feed.gone", 404)
    headers = {
        "ETag": feed.etag,
        "Last-Modified": format_datetime(feed.changed_at.astimezone(UTC), usegmt=True),
        "Cache-Control": f"private, max-age={_MAX_AGE_SECONDS}",
        "Content-Disposition": 'inline; filename="abfuhr.ics"',
    }
    if is_known(request, feed.etag, feed.changed_at):
        return HTTPResponse(None, status=304, headers=headers)
    return HTTPResponse(feed.body, headers=headers, content_type=CONTENT_TYPE)


def _id(file: str) -> str:
    if not file.endswith(CALENDAR_ENDING):
        raise LinkInvalid("no calendar")
    return file.removesuffix(CALENDAR_ENDING)


def _refusal(key: str, status: int, headers: dict[str, str] | None = None) -> HTTPResponse:
    return plain_text(text(key), status=status, headers={"Cache-Control": "no-store", **(headers or {})})
