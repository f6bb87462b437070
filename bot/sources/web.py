"""Asks suppliers over HTTP: politely (named, with time limits and pauses between tries) and on guard against nonsense.

What is asked and what answers mean is the business of each supplier. Messages name the server and nothing else of an
address: paths and queries may hold a street.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from bot.sources.supplier import SupplierFailed

# Whole calendars take about 100 kB; more than this is a mistake or an attack.
MOST_BYTES = 5_000_000
TRIES = 3

_TRY_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_MOST_REDIRECTS = 5

# They write every address to their logs, with the streets in them.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True)
class Patience:
    """How long a server may take, in seconds.

    Attributes:
        connect: until it takes the call.
        silence: without a single byte.
        whole: for one answer.
        asked: a pause that it asks for (Retry-After) and that is kept on the spot; a longer one ends the errand.
    """

    connect: float = 4.0
    silence: float = 10.0
    whole: float = 30.0
    asked: float = 20.0


PATIENCE = Patience()


@dataclass(frozen=True)
class Page:
    """What came back.

    Attributes:
        url: where it was found in the end, after all redirects.
        encoding: what the server says, else UTF-8.
    """

    url: str
    content: bytes
    encoding: str = "utf-8"

    @property
    def text(self) -> str:
        """The content as text; what cannot be read in it is marked."""
        return self.content.decode(self.encoding, "replace")

    def json(self) -> Any:
        """The content as JSON, which is UTF-8 whatever the server says.

        Raises:
            SupplierFailed: it is none.
        """
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            raise SupplierFailed("no JSON") from None


class _Passing(SupplierFailed):
    """Something that may be over in a moment."""


class Web:
    """The way to one supplier's server, and to no other."""

    def __init__(
        self,
        base: str,
        user_agent: str,
        sleep: Callable[[float], None] = time.sleep,
        patience: Patience = PATIENCE,
    ) -> None:
        """Prepare for a server.

        Args:
            base: any address on the server.
            user_agent: who asks.
            sleep: waits some seconds between tries.
        """
        self.base = base
        self._server = httpx.URL(base)
        self._user_agent = user_agent
        self._sleep = sleep
        self._patience = patience
        self._trust = httpx.create_ssl_context()

    @contextmanager
    def visit(self) -> "Iterator[Visit]":
        """Begin a visit; its connections and cookies end with it."""
        limits = httpx.Timeout(self._patience.silence, connect=self._patience.connect)
        with httpx.Client(
            verify=self._trust,
            timeout=limits,
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
            headers={"User-Agent": self._user_agent, "Accept-Language": "de"},
            event_hooks={"request": [self._check_server]},
        ) as client:
            yield Visit(self.base, client, self._sleep, self._patience)

    def _check_server(self, request: httpx.Request) -> None:
        same = (request.url.host, request.url.port) == (self._server.host, self._server.port)
        if not same or (self._server.scheme == "https" and request.url.scheme != "https"):
            raise SupplierFailed(f"{self._server.host} leads to another server, {request.url.host}")


class Visit:
    """Some requests in a row to one server."""

    def __init__(self, base: str, client: httpx.Client, sleep: Callable[[float], None], patience: Patience) -> None:
        self.base = base
        self._client = client
        self._patience = patience
        self._backoff = wait_exponential_jitter(multiplier=0.5, max=5)
        self._retrying = Retrying(
            stop=stop_after_attempt(TRIES),
            wait=self._pause,
            retry=retry_if_exception(self._is_worth_a_try),
            reraise=True,
            sleep=sleep,
        )

    def get(self, url: str, parameters: Any = None) -> Page:
        """Fetch a page.

        Args:
            parameters: a mapping, or pairs where names repeat.

        Raises:
            SupplierFailed: no answer, an error, too large, or on another server.
        """
        return self._ask("GET", url, params=parameters)

    def post(self, url: str, fields: dict[str, str]) -> Page:
        """Send a form and give the page that it leads to.

        Raises:
            SupplierFailed: as `get` does.
        """
        return self._ask("POST", url, data=fields)

    def _ask(self, method: str, url: str, **what: Any) -> Page:
        page: Page = self._retrying(self._ask_once, method, url, **what)
        return page

    def _ask_once(self, method: str, url: str, **what: Any) -> Page:
        try:
            with self._client.stream(method, url, **what) as response:
                self._check(response)
                return Page(str(response.url), self._content(response), response.charset_encoding or "utf-8")
        except httpx.TransportError as failure:
            raise _Passing(self._told(type(failure).__name__)) from None
        except (httpx.HTTPError, httpx.InvalidURL, LookupError) as failure:
            raise SupplierFailed(self._told(type(failure).__name__)) from None

    def _check(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in _TRY_AGAIN:
            raise _Passing(self._told(f"status {status}"), _asked_pause(response))
        if status != httpx.codes.OK:
            raise SupplierFailed(self._told(f"status {status}"))
        # Unknown encodings are a LookupError, here rather than where the text is read.
        "".encode(response.charset_encoding or "utf-8")

    def _content(self, response: httpx.Response) -> bytes:
        ends = time.monotonic() + self._patience.whole
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                raise SupplierFailed(self._told(f"more than {MOST_BYTES} bytes"))
            if time.monotonic() > ends:
                raise SupplierFailed(self._told(f"not done after {self._patience.whole} seconds"))
        return bytes(content)

    def _told(self, what: str) -> str:
        return f"{httpx.URL(self.base).host}: {what}"

    def _is_worth_a_try(self, failure: BaseException) -> bool:
        if not isinstance(failure, _Passing):
            return False
        return failure.pause is None or failure.pause.total_seconds() <= self._patience.asked

    def _pause(self, state: RetryCallState) -> float:
        failure = state.outcome.exception() if state.outcome else None
        asked = failure.pause.total_seconds() if isinstance(failure, _Passing) and failure.pause else 0.0
        return max(asked, float(self._backoff(state)))


def _asked_pause(response: httpx.Response) -> timedelta | None:
    """What Retry-After says, in seconds or as a moment on the server's own clock."""
    text = response.headers.get("Retry-After", "").strip()
    try:
        if text.isascii() and text.isdigit():
            return timedelta(seconds=int(text))
        moment, now = parsedate_to_datetime(text), parsedate_to_datetime(response.headers.get("Date", ""))
        return max(moment - now, timedelta())
    except (ValueError, TypeError, OverflowError):
        return None
