"""Writes the answer to a message as server-sent events, as the HTML standard defines them."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sanic.exceptions import SanicException
from sanic.request import Request

from bot.channels.web.run import Run

CONTENT_TYPE = "text/event-stream; charset=utf-8"


async def stream(request: Request, run: Run, headers: Mapping[str, str]) -> None:
    """Send `turn`, then a `reply` for each reply as it comes, then `done`.

    When the client goes away the sending ends, and the run goes on.
    """
    message = run.message
    response = await request.respond(content_type=CONTENT_TYPE, headers={**headers, "X-Accel-Buffering": "no"})
    with suppress(ConnectionError, SanicException):
        await response.send(_event("turn", {"id": message.id, "said": message.said, "choice": message.choice}))
        async for replies in run.follow():
            await response.send("".join(_event("reply", reply) for reply in replies))
        await response.send(_event("done", {"outcome": run.outcome}))
        await response.eof()


def _event(kind: str, data: Mapping[str, Any]) -> str:
    # Written as ASCII on one line: no character of the data can end a line of the stream.
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"
