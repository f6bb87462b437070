"""Starts the assistant and its action server, waits until both answer, and never leaves one behind alone."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.settings import ROOT

START_SECONDS = 180
STOP_SECONDS = 10
POLL_SECONDS = 0.2


class PortTaken(Exception):
    """Another program listens there already."""


class PortRefused(Exception):
    """This machine does not let us listen there; the message is the system's."""


class ServerEnded(Exception):
    """A server ended by itself; the message is its name."""


class ServerSlow(Exception):
    """A server did not get ready in time; the message is its name."""


@dataclass(frozen=True)
class Server:
    """A program to run.

    Attributes:
        name: for messages.
        health_url: where it says that it is ready; None for one that answers nobody.
    """

    name: str
    command: tuple[str, ...]
    health_url: str | None


@dataclass(frozen=True)
class _Running:
    server: Server
    process: subprocess.Popen[bytes]


def require_free_port(host: str, port: int) -> None:
    """Try the port out.

    Raises:
        PortTaken: somebody listens there.
        PortRefused: the address is not ours or needs more rights.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As the servers do; without it, a port just closed would count as taken for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            if "in use" in os.strerror(error.errno or 0):
                raise PortTaken(str(port)) from error
            raise PortRefused(error.strerror or str(error)) from error


def free_port_near(host: str, port: int) -> int:
    """Propose a free port above a taken one."""
    for candidate in range(port + 1, min(port + 100, 65536)):
        try:
            require_free_port(host, candidate)
        except (PortTaken, PortRefused):
            continue
        return candidate
    return 0


@contextmanager
def running(servers: Sequence[Server], stop_seconds: float = STOP_SECONDS) -> Iterator["Supervisor"]:
    """Keep the servers running inside the `with` block; all are stopped when it is left, come what may."""
    supervisor = Supervisor()
    try:
        supervisor.start(servers)
        yield supervisor
    finally:
        supervisor.stop(stop_seconds)


class Supervisor:
    """Watches over the servers that `running` has started."""

    def __init__(self) -> None:
        self._running: list[_Running] = []

    def start(self, servers: Sequence[Server]) -> None:
        """Start all at once: they need each other only when the first message comes."""
        for server in servers:
            self._running.append(_Running(server, start_child(server.command)))

    def wait_until_ready(self) -> None:
        """Wait until every server answers.

        Raises:
            ServerEnded: one ended instead.
            ServerSlow: one did not answer in time.
        """
        deadline = time.monotonic() + START_SECONDS
        waiting = [child.server for child in self._running]
        while waiting:
            self._require_alive()
            waiting = [server for server in waiting if server.health_url and not _is_ready(server.health_url)]
            if waiting and time.monotonic() > deadline:
                raise ServerSlow(waiting[0].name)
            time.sleep(POLL_SECONDS if waiting else 0)

    def wait_until_one_ends(self) -> None:
        """Wait as long as all is well.

        Raises:
            ServerEnded: sooner or later.
        """
        while True:
            self._require_alive()
            time.sleep(POLL_SECONDS)

    def stop(self, seconds: float) -> None:
        """Ask all to stop, and insist when the time is over."""
        with _undisturbed():
            for child in self._running:
                child.process.terminate()
            deadline = time.monotonic() + seconds
            for child in self._running:
                _wait_or_kill(child.process, max(0.1, deadline - time.monotonic()))

    def _require_alive(self) -> None:
        for child in self._running:
            if child.process.poll() is not None:
                raise ServerEnded(child.server.name)


def start_child(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program that can end with us.

    A session of its own keeps the terminal's Ctrl-C from it, so that it is stopped in order and by us alone;
    the pipe on its standard input closes when we are gone, however we went.
    """
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, start_new_session=True)


def talbot_command(*arguments: str) -> tuple[str, ...]:
    """Give the command line of one of our own commands, run as a child of another."""
    return (sys.executable, "-m", "bot.cli", "--end-with-parent", *arguments)


def end_with_parent() -> None:
    """In a child: stop as soon as standard input closes, which is when the parent is gone."""

    def watch() -> None:
        # Not through sys.stdin: its lock, held by this thread, would make the interpreter's own ending fail.
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def stop_on_signals() -> None:
    """Make SIGTERM and a closed terminal what Ctrl-C is: a KeyboardInterrupt that unwinds everything."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, interrupt)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nobody interrupt the stopping; a second Ctrl-C is common when the first seems to do nothing."""
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def _wait_or_kill(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin:
        process.stdin.close()


def _is_ready(url: str) -> bool:
    try:
        # Without a proxy: the address is this machine's own.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
