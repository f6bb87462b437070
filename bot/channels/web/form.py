"""`/chat`: the whole conversation as a form, for browsers without JavaScript. How it looks is in `form/`.

The key to the conversation travels in a hidden field, never in the address and never in a cookie.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import text as plain_text

from bot.channels.message import LONGEST_TEXT
from bot.channels.web import requests
from bot.channels.web.card_view import CardView, choices_in
from bot.channels.web.desk import Desk
from bot.channels.web.headers import ALWAYS, PAGE_POLICY
from bot.channels.web.ledger import Turn
from bot.channels.web.metrics import REFUSALS
from bot.channels.web.refusal import Refused
from bot.channels.web.transcript import transcript
from bot.channels.web.words import words

PATH = "/chat"
_FOLDER = Path(__file__).parent / "form"
_HEADERS = {
    **ALWAYS,
    "Content-Security-Policy": PAGE_POLICY.replace("script-src 'self'", "script-src 'none'"),
    "Cache-Control": "no-store",
    # Without a referrer browsers hide the origin of a form as well, and it could not be told from one of another site.
    "Referrer-Policy": "same-origin",
}


@dataclass
class Shown:
    """What the page shows.

    Attributes:
        token: opens the conversation; None before the first question.
        notice: a key of the words that says what has just been done.
        refused: why something was not done, for people.
        typed: what stays in the input.
    """

    token: str | None = None
    turns: list[Turn] = field(default_factory=list)
    notice: str | None = None
    refused: str | None = None
    typed: str = ""


def form_blueprint(desk: Desk) -> Blueprint:
    """The routes of the form."""
    blueprint = Blueprint("form")

    async def show(request: Request) -> HTTPResponse:
        return await _guarded(desk, request, Shown())

    async def take(request: Request) -> HTTPResponse:
        return await _guarded(desk, request, Shown(), take=True)

    blueprint.add_route(show, PATH, methods=["GET", "HEAD"])
    blueprint.add_route(take, PATH, methods=["POST"])
    return blueprint


async def _guarded(desk: Desk, request: Request, shown: Shown, *, take: bool = False) -> HTTPResponse:
    """Answer with the page in any case; a refusal is said on it."""
    status, headers = 200, {}
    try:
        desk.rates.count_request(request.remote_addr or request.ip)
        if take and (file := await _take(desk, request, shown)):
            return file
    except Refused as refused:
        REFUSALS.labels(refused.code).inc()
        status, shown.refused = refused.status, refused.body()["message"]
        headers = {} if refused.retry_after is None else {"Retry-After": str(refused.retry_after)}
        if refused.code.startswith("session_"):
            shown.token, shown.turns = None, []
    page = b"" if request.method == "HEAD" else _page(shown)
    return HTTPResponse(page, status, {**_HEADERS, **headers}, "text/html; charset=utf-8")


async def _take(desk: Desk, request: Request, shown: Shown) -> HTTPResponse | None:
    """Do what the form asks for; give a file where it asks for one.

    Raises:
        Refused: it cannot be done; `shown` keeps what there is.
    """
    desk.origins.require(request)
    if len(request.body) > requests.LARGEST_BODY:
        raise Refused("too_large")
    form = {name: values[0] for name, values in (request.form or {}).items()}
    shown.typed = form.get("text", "")[:LONGEST_TEXT]
    conversation = None
    if token := form.get("token"):
        conversation = desk.sessions.read(token)
        shown.token, shown.turns = token, await desk.turns.turns(conversation)
    if form.get("do") == "ask":
        await _ask(desk, form, shown, conversation)
        return None
    return await _do(desk, form, shown, conversation) if conversation else None


async def _ask(desk: Desk, form: Mapping[str, str], shown: Shown, conversation: str | None) -> None:
    choice = form.get("choice")
    message = requests.make_message(form.get("id", ""), None if choice else form.get("text"), choice)
    if conversation is None:
        session = await desk.begin()
        shown.token, conversation = session.token, session.conversation
    run = await desk.ask(conversation, message)
    async for _ in run.follow():
        pass
    shown.turns, shown.typed = await desk.turns.turns(conversation), ""


async def _do(desk: Desk, form: Mapping[str, str], shown: Shown, conversation: str) -> HTTPResponse | None:
    match form.get("do"):
        case "erase":
            await desk.turns.erase(conversation)
            shown.token, shown.turns, shown.notice = None, [], "eraseDone"
        case "fresh":
            shown.token, shown.turns, shown.notice = None, [], "freshDone"
        case "up" | "down" as rating if shown.turns:
            await desk.turns.rate(conversation, shown.turns[-1].message.id, rating, None)
            shown.notice = "ratingThanks"
        case "transcript":
            headers = {**_HEADERS, "Content-Disposition": 'attachment; filename="talbot.txt"'}
            return plain_text(transcript(shown.turns, desk.zone), headers=headers)
    return None


def _page(shown: Shown) -> bytes:
    values = {"shown": shown, "words": words(), "id": secrets.token_urlsafe(12), "path": PATH}
    page: str = _template().render(values, longest=LONGEST_TEXT, view=CardView, choices=choices_in)
    return page.encode()


@cache
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
