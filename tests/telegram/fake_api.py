"""A server that speaks Telegram's Bot API over HTTP (core.telegram.org/bots/api), as far as Talbot uses it, and that can be
as bad as the real one on a bad day: slow, full, disconnected, sending things twice and in the wrong order.
"""

import asyncio
import json
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs

TOKEN = "123456:fake-token-of-the-tests"
BOT_ID = 123456
USERNAME = "TalbotTestBot"
SECONDS = 20


@dataclass
class Call:
    """A request that came.

    Attributes:
        at, wall: when, by a clock that never jumps and by that of the wall.
        status: what it was answered; 200 also where it was done and the line was cut before the answer.
        unanswered: whether that was so.
    """

    method: str
    data: dict[str, Any]
    at: float
    status: int = 0
    unanswered: bool = False
    wall: float = field(default_factory=time.time)


@dataclass
class Trouble:
    """What a request gets instead of being done.

    Attributes:
        status: of the answer; 0 = the connection is cut instead.
        after: whether it is cut only after the request was done: nobody knows that it was.
    """

    status: int = 0
    description: str = ""
    retry_after: int | None = None
    after: bool = False
    parameters: dict[str, Any] = field(default_factory=dict)


CUT = Trouble()
CUT_AFTER = Trouble(after=True)
BLOCKED = Trouble(403, "Forbidden: bot was blocked by the user")


def too_many(seconds: int = 1) -> Trouble:
    return Trouble(429, "Too Many Requests", seconds)


class FakeTelegram:
    """Telegram, in a thread of its own on a free loopback port."""

    def __init__(self, port: int = 0) -> None:
        self.calls: list[Call] = []
        # Asked before a request is done; gives the trouble it gets.
        self.trouble: Callable[[Call], Trouble | None] = lambda _call: None
        self.webhook: dict[str, Any] | None = None
        self._updates: deque[dict[str, Any]] = deque()
        self._asked_offset = 0
        self._number = 1000
        self._message = 50
        self._news = threading.Condition()
        self._socket = socket.create_server(("127.0.0.1", port), reuse_port=False)
        self.port = int(self._socket.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    # --- what happens in Telegram -------------------------------------------------------------------------

    def update(self, **content: Any) -> int:
        """Something happens; give the number of the update."""
        self._number += 1
        self.deliver({"update_id": self._number, **content})
        return self._number

    def deliver(self, *updates: Any) -> None:
        """Hand updates over exactly as they are, in this order."""
        self._loop.call_soon_threadsafe(self._deliver, updates)

    def say(self, text: str, chat: int = 7, **more: Any) -> int:
        """Somebody writes a text; give the number of the message."""
        self._message += 1
        self.update(message=self.message(text=text, chat=chat, **more))
        return self._message

    def message(self, chat: int = 7, kind: str = "private", **content: Any) -> dict[str, Any]:
        """A message as it comes from Telegram, with all that it says about people."""
        sender = {"id": 7, "is_bot": False, "first_name": "Erika", "last_name": "Mustermann", "username": "erika"}
        place = {"id": chat, "type": kind, "first_name": "Erika"}
        return {"message_id": self._message, "date": 1_700_000_000, "from": sender, "chat": place, **content}

    def press(self, data: str, on: dict[str, Any], callback: str = "callback-1") -> int:
        """Somebody presses a button under a message that we have sent."""
        sender = {"id": 7, "is_bot": False, "first_name": "Erika"}
        query = {"id": callback, "from": sender, "message": on, "chat_instance": "1", "data": data}
        return self.update(callback_query=query)

    # --- what was asked of it -----------------------------------------------------------------------------

    def of(self, method: str) -> list[Call]:
        """The requests of a kind that were done."""
        return [call for call in self.calls if call.method == method and call.status == 200]

    def texts(self, chat: int | None = None) -> list[str]:
        """The texts that came to a chat."""
        sent = self.of("sendMessage")
        return [call.data["text"] for call in sent if chat is None or call.data["chat_id"] == str(chat)]

    def wait_for(self, condition: Callable[[], Any], seconds: float = SECONDS) -> Any:
        """Wait until something is true after a request; fail when that takes too long."""
        deadline = time.monotonic() + seconds
        with self._news:
            while not (value := condition()):
                assert self._news.wait(max(0.0, deadline - time.monotonic())), f"never came: {self.summary()}"
        return value

    def next_call(self, seconds: float) -> None:
        """Wait for a request, but no longer than this."""
        with self._news:
            self._news.wait(seconds)

    def wait_texts(self, count: int, chat: int | None = None) -> list[str]:
        """Wait for so many texts."""
        self.wait_for(lambda: len(self.texts(chat)) >= count)
        return self.texts(chat)

    def wait_done(self, update: int | None = None) -> None:
        """Wait until Talbot asks for what comes after an update: then it has noted it."""
        number = update or self._number
        self.wait_for(lambda: self._asked_offset > number)

    def summary(self) -> list[tuple[str, int, str]]:
        return [(c.method, c.status, str(c.data.get("text", ""))[:60]) for c in self.calls if c.method != "getUpdates"][
            -20:
        ]

    def buttons(self, call: Call) -> Iterator[dict[str, str]]:
        for row in json.loads(call.data.get("reply_markup") or '{"inline_keyboard": []}')["inline_keyboard"]:
            yield from row

    def sent_message(self, call: Call) -> dict[str, Any]:
        """The message that a request of ours has made, as Telegram refers to it."""
        return {
            "message_id": call.data["made"],
            "date": 1,
            "chat": {"id": int(call.data["chat_id"]), "type": "private"},
        }

    # --- the server ---------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._ready = threading.Event()
        self._thread.start()
        assert self._ready.wait(SECONDS)
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(SECONDS)

    async def _serve(self) -> None:
        self._loop, self._stop, self._arrived = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        server = await asyncio.start_server(self._talk, sock=self._socket)
        self._ready.set()
        await self._stop.wait()
        server.close()

    def _deliver(self, updates: tuple[Any, ...]) -> None:
        self._updates.extend(updates)
        self._arrived.set()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:] if line)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                answer = await self._answer(head[0].split(" ")[1], headers.get("content-type", ""), body)
                if answer is None:
                    break
                status, content = answer
                raw = json.dumps(content).encode()
                writer.write(
                    f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {len(raw)}\r\n\r\n".encode()
                    + raw
                )
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            # Talbot has hung up, or the test is over.
            pass
        finally:
            writer.transport.abort()

    async def _answer(self, path: str, kind: str, body: bytes) -> tuple[int, dict[str, Any]] | None:
        prefix, _, method = path.rpartition("/")
        if prefix != f"/bot{TOKEN}":
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        call = Call(method, _fields(kind, body), time.monotonic())
        trouble = self.trouble(call)
        if trouble and not trouble.after:
            self._note(call, trouble.status)
            if trouble.status == 0:
                return None
            parameters = trouble.parameters or ({"retry_after": trouble.retry_after} if trouble.retry_after else {})
            return trouble.status, {
                "ok": False, "error_code": trouble.status, "description": trouble.description, "parameters": parameters,
            }  # fmt: skip
        call.unanswered = trouble is not None
        result = await self._do(call)
        self._note(call, 200)
        return None if trouble else (200, {"ok": True, "result": result})

    def _note(self, call: Call, status: int) -> None:
        call.status = status
        with self._news:
            self.calls.append(call)
            self._news.notify_all()

    async def _do(self, call: Call) -> Any:
        match call.method:
            case "getMe":
                return {"id": BOT_ID, "is_bot": True, "first_name": "Talbot", "username": USERNAME}
            case "getUpdates":
                return await self._get_updates(call.data)
            case "setWebhook":
                self.webhook = call.data
                return True
            case "sendMessage" | "sendDocument" | "sendVenue":
                return self._sent(call)
            case _:
                return True

    def _sent(self, call: Call) -> dict[str, Any]:
        self._message += 1
        call.data["made"] = self._message
        assert len(call.data.get("text", "").encode("utf-16-le")) // 2 <= 4096 + 2000, "longer than Telegram takes"
        for button in self.buttons(call):
            assert len(button.get("callback_data", "").encode()) <= 64, "more than Telegram takes back"
        return {"message_id": self._message, "date": 1, "chat": {"id": int(call.data["chat_id"]), "type": "private"}}

    async def _get_updates(self, data: dict[str, Any]) -> list[Any]:
        offset, timeout = int(data.get("offset") or 0), float(data.get("timeout") or 0)
        with self._news:
            self._asked_offset = max(self._asked_offset, offset)
            self._news.notify_all()
        deadline = time.monotonic() + timeout
        while True:
            self._arrived.clear()
            found = [one for one in self._updates if not isinstance(one, dict) or _number(one) >= offset]
            self._updates = deque(found)
            if found or time.monotonic() >= deadline:
                # What has no number can never be confirmed; it is given out once.
                self._updates = deque(one for one in found if isinstance(one, dict) and _number(one) >= 0)
                return found[:100]
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), max(0.0, deadline - time.monotonic()))


def _number(update: dict[str, Any]) -> int:
    number = update.get("update_id")
    return number if isinstance(number, int) else -1


def _fields(kind: str, body: bytes) -> dict[str, Any]:
    if "multipart" in kind:
        boundary = kind.split("boundary=")[1].encode()
        found: dict[str, Any] = {}
        for piece in body.split(b"--" + boundary)[1:-1]:
            head, _, value = piece.strip(b"\r\n").partition(b"\r\n\r\n")
            name = head.split(b'name="')[1].split(b'"')[0].decode()
            found[name] = value if b"filename=" in head else value.decode()
            if b"filename=" in head:
                found["filename"] = head.split(b'filename="')[1].split(b'"')[0].decode()
        return found
    if "json" in kind:
        return dict(json.loads(body or b"{}"))
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}
