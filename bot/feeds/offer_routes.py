"""`GET /offers.hsds.json` and `GET /offers.jsonld`: the current offers for other programs, like the city's own app."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, formatdate
from hashlib import sha256
from threading import Lock
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import text as plain_text

from bot.bootstrap import CityUnavailable
from bot.city.city import City
from bot.city.offer import Offer
from bot.exports.hsds import hsds_json
from bot.exports.jsonld import jsonld_bytes
from bot.feeds.conditional import is_known
from bot.strings import text

_MAX_AGE_SECONDS = 600
_RETRY_SECONDS = 600


@dataclass(frozen=True)
class Form:
    """A form in which the offers are written."""

    path: str
    content_type: str
    write: Callable[[list[Offer], date], bytes]


FORMS = (
    Form("/offers.hsds.json", "application/json; charset=utf-8", lambda offers, _: hsds_json(offers)),
    Form("/offers.jsonld", "application/ld+json; charset=utf-8", jsonld_bytes),
)


@dataclass(frozen=True)
class Written:
    """The offers as they are sent.

    Attributes:
        changed_at: when this process first saw them like this.
    """

    body: bytes
    etag: str
    changed_at: datetime


class OfferExports:
    """Writes the offers that can be taken up today; again only on another day or after a change of the data."""

    def __init__(self, city: Callable[[], City], now: Callable[[], datetime]) -> None:
        """Ask the city and the clock anew for every request."""
        self._city = city
        self._now = now
        self._lock = Lock()
        self._written: dict[str, tuple[City, date, Written]] = {}

    def written(self, form: Form) -> Written:
        """The offers in one form.

        Raises:
            CityUnavailable: there is no city at all.
        """
        city, now = self._city(), self._now()
        with self._lock:
            known = self._written.get(form.path)
            if known is None or known[0] is not city or known[1] != now.date():
                written = _write(form, city, now, known[2] if known else None)
                known = self._written[form.path] = city, now.date(), written
            return known[2]


def current_offers(city: City, today: date) -> list[Offer]:
    """The offers that can still be taken up, in the order of the data."""
    return [offer for offer in city.data.offers if not offer.is_over(today)]


def _write(form: Form, city: City, now: datetime, before: Written | None) -> Written:
    body = form.write(current_offers(city, now.date()), now.date())
    if before is not None and before.body == body:
        return before
    return Written(body, f'"{sha256(body).hexdigest()[:32]}"', now.replace(microsecond=0))


def offers_blueprint(exports: OfferExports) -> Blueprint:
    """The routes under which programs fetch all offers."""
    blueprint = Blueprint("offers")
    for form in FORMS:
        blueprint.add_route(_route(exports, form), form.path, methods=["GET", "HEAD"], name=form.path.strip("/"))
    return blueprint


def _route(exports: OfferExports, form: Form) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        response = await asyncio.to_thread(_answer, exports, form, request)
        response.headers["Date"] = formatdate(usegmt=True)
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Public data without anything of anybody: pages of other hosts may read it.
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return serve


def _answer(exports: OfferExports, form: Form, request: Request) -> HTTPResponse:
    try:
        written = exports.written(form)
    except CityUnavailable:
        headers = {"Cache-Control": "no-store", "Retry-After": str(_RETRY_SECONDS)}
        return plain_text(text("feed.offers_later"), status=503, headers=headers)
    headers = {
        "ETag": written.etag,
        "Last-Modified": format_datetime(written.changed_at.astimezone(UTC), usegmt=True),
        "Cache-Control": f"public, max-age={_MAX_AGE_SECONDS}",
    }
    if is_known(request, written.etag, written.changed_at):
        return HTTPResponse(None, status=304, headers=headers)
    return HTTPResponse(written.body, headers=headers, content_type=form.content_type)
