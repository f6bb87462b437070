"""A little web server for a test, and what can go wrong with one."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
# Only ends a test that is broken anyway.
AGES = 20.0


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    query: dict[str, list[str]]
    fields: dict[str, list[str]]
    headers: dict[str, str]

    def one(self, name: str) -> str:
        """The only value of a query field, empty when it is not there."""
        return (self.query.get(name) or [""])[0]


@dataclass(frozen=True)
class Answer:
    """A response."""

    content: bytes = b""
    kind: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


# Gets the request and what the server would rightly answer; None = it took care of the connection itself.
Mishap = Callable[["FakeServer", Asked, Callable[[], Answer], Any], Answer | None]


@dataclass
class _Rule:
    mishap: Mishap
    times: float
    where: Callable[[Asked], bool]


class FakeServer:
    """A server on a free port of this machine, from `with` to its end."""

    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self.errors: list[BaseException] = []
        self.released = threading.Event()
        self.asked = threading.Semaphore(0)
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler_for(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def root(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        # Waits for what is still being answered.
        self._server.server_close()
        assert self.errors == []

    def answer(self, asked: Asked) -> Answer:
        """What the server rightly answers."""
        raise NotImplementedError

    def misbehave(
        self, mishap: Mishap, times: float = float("inf"), where: Callable[[Asked], bool] = lambda _: True
    ) -> None:
        """Do this from now on, before everything told earlier, for so many requests of a kind."""
        with self._lock:
            self._rules.insert(0, _Rule(mishap, times, where))

    def behave(self) -> None:
        """Be good from now on."""
        with self._lock:
            self._rules.clear()

    def count(self) -> int:
        """How many requests came since the last time."""
        with self._lock:
            found = len(self.requests)
            self.requests.clear()
            return found

    def wait_for_request(self) -> None:
        """Wait until one more request has arrived."""
        assert self.asked.acquire(timeout=AGES)

    def handle(self, asked: Asked, connection: Any) -> Answer | None:
        """Answer rightly or wrongly."""
        with self._lock:
            self.requests.append(asked)
            rule = next((rule for rule in self._rules if rule.times > 0 and rule.where(asked)), None)
            if rule:
                rule.times -= 1
        self.asked.release()
        if rule is None:
            return self.answer(asked)
        return rule.mishap(self, asked, lambda: self.answer(asked), connection)


def status(code: int, **headers: str) -> Mishap:
    """Nothing but a status."""
    return lambda *_: Answer(b"<html><h1>Error</h1></html>", status=code, headers=headers)


def instead(content: bytes, kind: str = HTML) -> Mishap:
    """Something else than what was asked for."""
    return lambda *_: Answer(content, kind)


def changed(change: Callable[[bytes], bytes]) -> Mishap:
    """What was asked for, but changed."""

    def mishap(_server: FakeServer, _asked: Asked, right: Callable[[], Answer], _connection: Any) -> Answer:
        answer = right()
        return Answer(change(answer.content), answer.kind, answer.status, answer.headers)

    return mishap


def redirect(to: str) -> Mishap:
    """Leads elsewhere, or in a circle."""
    return lambda *_: Answer(status=302, headers={"Location": to})


def held(until: threading.Event | None = None) -> Mishap:
    """The right answer, but not before somebody says so; without an event none at all."""

    def mishap(server: FakeServer, _asked: Asked, right: Callable[[], Answer], _connection: Any) -> Answer | None:
        if until is None:
            server.released.wait(AGES)
            return None
        until.wait(AGES)
        return right()

    return mishap


def dripping(server: FakeServer, _asked: Asked, _right: Callable[[], Answer], connection: Any) -> None:
    """Byte by byte, never ending."""
    connection.send_response(200)
    connection.send_header("Content-Type", HTML)
    connection.end_headers()
    with suppress(OSError):
        while not server.released.wait(0.02):
            connection.wfile.write(b"<")
            connection.wfile.flush()
    connection.close_connection = True


def hanging_up(_server: FakeServer, _asked: Asked, right: Callable[[], Answer], connection: Any) -> None:
    """Half of the answer, then nobody is there any more."""
    answer = right()
    connection.send_response(answer.status)
    connection.send_header("Content-Type", answer.kind)
    connection.send_header("Content-Length", str(len(answer.content)))
    connection.end_headers()
    connection.wfile.write(answer.content[: len(answer.content) // 2])
    connection.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked may be gone by now; that is no fault of the server."""


def _handler_for(server: FakeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = AGES

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._answer(parse_qs(body, keep_blank_values=True))

        def _answer(self, fields: dict[str, list[str]]) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query, keep_blank_values=True)
            asked = Asked(self.command, parts.path, query, fields, dict(self.headers))
            try:
                answer = server.handle(asked, self)
            except Exception as error:
                server.errors.append(error)
                raise
            if answer is None:
                self.close_connection = True
                return
            self.send_response_only(answer.status)
            for name, value in {"Date": self.date_time_string(), **answer.headers}.items():
                self.send_header(name.replace("_", "-"), value)
            if answer.kind:
                self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
