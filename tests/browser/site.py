"""Talbot's web channel on a real socket with an assistant that says what a test wants. Rasa is not needed for that."""

import asyncio
import json
import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

from rasa.core.channels import channel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.message import Message
from bot.channels.output import ReplyCollector
from bot.channels.web.channel import WebChannel
from bot.channels.web.desk import Desk
from bot.channels.web.form import form_blueprint
from bot.channels.web.headers import Origins
from bot.channels.web.ledger import Ledger
from bot.channels.web.pages import pages_blueprint
from bot.channels.web.rates import RateLimiter, Rates
from bot.channels.web.sessions import Sessions
from bot.channels.web.turns import Capacity, Turns
from bot.database import Transactions, connect
from bot.migrations import bring_up_to_date
from bot.settings import CITY_ZONE, ROOT

SECRET = "a secret for tests only"
SECONDS = 20
Said = dict[str, Any]


def examples() -> dict[str, dict[str, Any]]:
    """The example of each card in docs/cards.md, by its name."""
    blocks = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "cards.md").read_text(encoding="utf-8"), re.DOTALL)
    return {card["card"]: card for card in map(json.loads, blocks)}


class ScriptedAssistant:
    """Answers with what it has been told to; anything else it repeats."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Said]] = {name: _with_text(card) for name, card in examples().items()}
        self.asked: list[str] = []
        self.hold = threading.Event()
        self.hold.set()

    async def answer(self, _conversation: str, message: Message, into: ReplyCollector) -> None:
        said = message.payload or message.said
        self.asked.append(said)
        await asyncio.to_thread(self.hold.wait)
        for one in self.answers.get(said, [{"text": f"Antwort auf: {said}"}]):
            await into.send_response("", dict(one))

    async def find_answer(self, _conversation: str, _message: Message, _into: ReplyCollector) -> None:
        pass

    def forget(self, conversation: str) -> None:
        pass

    def forget_silent(self, seconds: float) -> None:
        pass


def _with_text(card: dict[str, Any]) -> list[Said]:
    buttons = [{"title": name, "payload": f"Wahl {name}"} for name in card.get("candidates", [])]
    return [{"text": f"Text zur Karte {card['card']}.", "buttons": buttons}, {"custom": card}]


class Site:
    """A server that can be stopped and started again on the same port with the same database."""

    def __init__(
        self, database: Path, assistant: ScriptedAssistant, origins: tuple[str, ...] = (), **rates: int
    ) -> None:
        self.assistant = assistant
        self.rates = {"requests_per_minute": 0, "messages_per_minute": 10_000, "messages_per_hour": 10_000, **rates}
        self._database = database
        self._origins = origins
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> Self:
        self._server = Server(self._app, self.port)
        return self

    def stop(self) -> None:
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.assistant.hold.set()
        with suppress(AttributeError):
            self.stop()

    def _app(self) -> Sanic:
        engine = connect(f"sqlite:///{self._database}")
        bring_up_to_date(engine)
        ledger = Ledger(engine, lambda: datetime.now(CITY_ZONE).timestamp())
        turns = Turns(ledger, Transactions(engine), self.assistant, Capacity())  # type: ignore[arg-type]
        desk = Desk(
            sessions=Sessions(SECRET, timedelta(hours=24), lambda: datetime.now(CITY_ZONE)),
            turns=turns,
            rates=RateLimiter(Rates(**self.rates)),
            origins=Origins(self._origins),
            complete=lambda typed: [f"{typed}rie", f"{typed}rien"] if typed.endswith("Batte") else [],
            zone=CITY_ZONE,
        )
        app = Sanic("talbot_site", configure_logging=False)
        app.config.FALLBACK_ERROR_FORMAT = "json"
        channel.register([WebChannel(desk)], app, route="/webhooks/")
        app.blueprint(pages_blueprint(desk.origins))
        app.blueprint(form_blueprint(desk))
        return app


class HostPage:
    """A site of somebody else, on another origin, that embeds the chat window."""

    def __init__(self, html: Callable[[], str], policy: Callable[[], str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        # Another name is another origin, as well as another port.
        self.url = f"http://localhost:{self.port}"
        self._html, self._policy = html, policy

    def __enter__(self) -> Self:
        self._server = Server(self._app, self.port)
        return self

    def __exit__(self, *error: object) -> None:
        self._server.stop()

    def _app(self) -> Sanic:
        blueprint = Blueprint("host")

        async def show(_request: Request) -> HTTPResponse:
            headers = {"Content-Security-Policy": self._policy()}
            return HTTPResponse(self._html(), headers=headers, content_type="text/html; charset=utf-8")

        blueprint.add_route(show, "/host")
        app = Sanic("talbot_host", configure_logging=False)
        app.blueprint(blueprint)
        return app


class Server:
    """Runs a Sanic application in a thread of its own."""

    def __init__(self, make_app: Callable[[], Sanic], port: int) -> None:
        # Sanic rewrites its own methods for an application; only so it does that from the originals each time.
        Sanic.test_mode = True
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(make_app, port)), daemon=True)
        self._thread.start()
        assert self._ready.wait(SECONDS)
        if self._failure:
            raise self._failure

    async def _serve(self, make_app: Callable[[], Sanic], port: int) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            listening = socket.socket()
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", port))
            server: Any = await make_app().create_server(sock=listening, return_asyncio_server=True, access_log=False)
            await server.startup()
        except BaseException as failure:
            self._failure = failure
            raise
        finally:
            self._ready.set()
        await self._stop.wait()
        server.close()
        # Also those that browsers keep open for later.
        for connection in list(server.connections):
            connection.abort()
        await server.wait_closed()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(SECONDS)
