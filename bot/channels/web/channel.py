"""The routes of the web channel under `/webhooks/web`, described in openapi.yml. What they do is done elsewhere."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response
from sanic.response import text as plain_text

from bot.channels.web import requests
from bot.channels.web.desk import Desk
from bot.channels.web.events import stream
from bot.channels.web.headers import ALWAYS, DATA_POLICY
from bot.channels.web.ledger import Turn
from bot.channels.web.metrics import REFUSALS
from bot.channels.web.refusal import Refused
from bot.channels.web.transcript import transcript

_DESCRIPTION = Path(__file__).with_name("openapi.yml")
_PRIVATE = {"Cache-Control": "no-store", "Content-Security-Policy": DATA_POLICY}

Handler = Callable[[Request], Awaitable[HTTPResponse | None]]


class WebChannel(InputChannel):
    """Carries messages between browsers and the assistant."""

    def __init__(self, desk: Desk) -> None:
        """Take what the routes need."""
        self._desk = desk

    @classmethod
    def name(cls) -> str:
        """The last part of the path."""
        return "web"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:  # noqa: ARG002
        """The routes. The assistant is asked directly, because a choice has to be understood first."""
        routes: dict[str, dict[str, Handler]] = {
            "/sessions": {"POST": self._begin},
            "/session": {"DELETE": self._erase},
            "/messages": {"POST": self._ask, "GET": self._history},
            "/transcript": {"GET": self._transcript},
            "/feedback": {"POST": self._rate},
            "/suggestions": {"POST": self._suggest},
            "/openapi.json": {"GET": _describe},
        }
        blueprint = Blueprint("web")

        async def preflight(request: Request) -> HTTPResponse:
            return HTTPResponse(status=204, headers={**ALWAYS, **self._desk.origins.preflight(request)})

        for path, handlers in routes.items():
            name = path.strip("/").replace(".", "_")
            blueprint.add_route(preflight, path, methods=["OPTIONS"], name=f"{name}_options")
            for method, handler in handlers.items():
                blueprint.add_route(self._guarded(handler), path, methods=[method], name=f"{name}_{method.lower()}")
        return blueprint

    def _guarded(self, handler: Handler) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse | None]]:
        """Let only those in who may come, and give every answer its headers, refusals as well."""

        async def guarded(request: Request) -> HTTPResponse | None:
            try:
                self._desk.origins.require(request)
                self._desk.rates.count_request(request.remote_addr or request.ip)
                response = await handler(request)
            except Refused as refused:
                response = _refusal(refused)
            if response is not None:
                response.headers.update(self._headers(request))
            return response

        return guarded

    async def _begin(self, request: Request) -> HTTPResponse:  # noqa: ARG002
        session = await self._desk.begin()
        body = {"token": session.token, "expires_at": f"{session.expires_at:%Y-%m-%dT%H:%M:%SZ}"}
        return json_response(body, status=201)

    async def _ask(self, request: Request) -> None:
        conversation = self._conversation(request)
        message = requests.read_message(request)
        run = await self._desk.ask(conversation, message)
        await stream(request, run, self._headers(request))

    async def _history(self, request: Request) -> HTTPResponse:
        turns = await self._desk.turns.turns(self._conversation(request))
        return json_response({"turns": [_shown(turn) for turn in turns]})

    async def _erase(self, request: Request) -> HTTPResponse:
        await self._desk.turns.erase(self._conversation(request))
        return HTTPResponse(status=204)

    async def _transcript(self, request: Request) -> HTTPResponse:
        turns = await self._desk.turns.turns(self._conversation(request))
        headers = {"Content-Disposition": 'attachment; filename="talbot.txt"'}
        return plain_text(transcript(turns, self._desk.zone), headers=headers)

    async def _rate(self, request: Request) -> HTTPResponse:
        conversation, feedback = self._conversation(request), requests.read_feedback(request)
        await self._desk.turns.rate(conversation, feedback.id, feedback.rating, feedback.words)
        return HTTPResponse(status=204)

    async def _suggest(self, request: Request) -> HTTPResponse:
        found = await self._desk.suggest(requests.read_query(request))
        return json_response({"suggestions": found})

    def _conversation(self, request: Request) -> str:
        return self._desk.sessions.read(requests.read_token(request))

    def _headers(self, request: Request) -> dict[str, str]:
        return {**ALWAYS, **_PRIVATE, **self._desk.origins.headers(request)}


def _shown(turn: Turn) -> dict[str, Any]:
    message = turn.message
    said = {"id": message.id, "said": message.said, "choice": message.choice, "at": round(turn.at)}
    return {**said, "outcome": turn.outcome, "replies": turn.replies}


def _refusal(refused: Refused) -> HTTPResponse:
    REFUSALS.labels(refused.code).inc()
    headers = {} if refused.retry_after is None else {"Retry-After": str(refused.retry_after)}
    return json_response(refused.body(), status=refused.status, headers=headers)


async def _describe(request: Request) -> HTTPResponse:  # noqa: ARG001
    return json_response(_description())


@cache
def _description() -> Any:
    return yaml.safe_load(_DESCRIPTION.read_text(encoding="utf-8"))
