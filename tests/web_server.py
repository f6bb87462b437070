"""Runs a Sanic application on a free loopback port, for tests that ask it over a real socket."""

import asyncio
import socket
import threading
from typing import Any, Self

from sanic import Sanic


class Server:
    """A real server on a free loopback port, run in a thread of its own."""

    def __init__(self, app: Sanic) -> None:
        self.app = app
        # Sanic rewrites its own methods for an application; only so it does that from the originals each time.
        Sanic.test_mode = True
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.address: tuple[str, int] = self.socket.getsockname()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    async def _serve(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.stop = asyncio.Event()
        server: Any = await self.app.create_server(sock=self.socket, return_asyncio_server=True, access_log=False)
        await server.startup()
        self.ready.set()
        await self.stop.wait()
        server.close()
        await server.wait_closed()

    def __enter__(self) -> Self:
        self.thread.start()
        assert self.ready.wait(timeout=20)
        return self

    def __exit__(self, *error: object) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(timeout=20)

    def ask_raw(self, target: str) -> bytes:
        """Request a target exactly as written; HTTP clients would tidy the path first."""
        with socket.create_connection(self.address, timeout=20) as connection:
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: connection.recv(65536), b""))
