"""Starts Talbot's commands as an operator does, on ports of its own, and stops them without leaving anything."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx

from bot.settings import ROOT, load_settings

NOW = "2026-11-23T08:00"
# Long enough for `run` to train first, should nobody have done so.
SECONDS_TO_START = 300
SECONDS_TO_STOP = 30
_SECONDS_BETWEEN_LOOKS = 0.1
# Read at import, which is before the fixture of conftest.py clears them: where to find model and pipeline.
_OUTSIDE = load_settings()


class Command:
    """One command of Talbot, running, with all that it says in a log file."""

    def __init__(self, arguments: Sequence[str], environment: dict[str, str], log: Path) -> None:
        """Start it."""
        self._log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", *arguments],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def log(self) -> str:
        """All that it has said so far."""
        return self._log.read_text(encoding="utf-8")

    def wait_until_ready(self, url: str) -> None:
        """Wait until it answers at this address with success."""
        wait_until(lambda: answers(url), SECONDS_TO_START, self._require_alive)

    def interrupt(self) -> int:
        """Press Ctrl-C and give the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS_TO_STOP)

    def end(self) -> None:
        """Press Ctrl-C, and insist when that does not help; children end with their parent."""
        try:
            self.interrupt()
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()
        self.process.wait()

    def _require_alive(self) -> None:
        assert self.process.poll() is None, f"It ended instead of starting:\n{self.log()}"


class Talbot:
    """Everything about one Talbot: its ports, its address, and its environment."""

    def __init__(self, folder: Path, **environment: str) -> None:
        """Choose free ports; `folder` takes logs and state."""
        self.port, self.actions_port = free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self.actions_url = f"http://127.0.0.1:{self.actions_port}"
        self._folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TALBOT_")},
            "TALBOT_PORT": str(self.port),
            "TALBOT_ACTIONS_PORT": str(self.actions_port),
            "TALBOT_MODELS": str(_OUTSIDE.models_dir),
            "TALBOT_STATE": str(own_state(folder)),
            "TALBOT_NOW": NOW,
            **environment,
        }

    @contextmanager
    def command(self, *arguments: str) -> Iterator[Command]:
        """Run a command inside the `with` block; it is ended with all its children afterwards, come what may."""
        started = Command(arguments, self.environment, self._folder / f"{arguments[0]}.log")
        try:
            yield started
        finally:
            if started.process.poll() is None:
                started.end()

    @contextmanager
    def run(self) -> Iterator[Command]:
        """Do what `make run` does after setting up, and wait until it is ready."""
        with self.command("run") as started:
            started.wait_until_ready(f"{self.url}/healthz")
            started.wait_until_ready(f"{self.actions_url}/health")
            yield started

    @contextmanager
    def servers_apart(self) -> Iterator[tuple[Command, Command]]:
        """Run the assistant and its action server as an operator with a supervisor of their own does."""
        with ExitStack() as stack:
            web = stack.enter_context(self.command("serve"))
            actions = stack.enter_context(self.command("actions"))
            web.wait_until_ready(f"{self.url}/healthz")
            actions.wait_until_ready(f"{self.actions_url}/health")
            yield web, actions

    def has_free_ports(self) -> bool:
        """Whether nobody listens on its ports."""
        return not any(listens(port) for port in (self.port, self.actions_port))


def own_state(folder: Path) -> Path:
    """Make a state folder that shares only the German pipeline with the project's own, where there is one."""
    state = folder / "state"
    state.mkdir()
    pipeline = _OUTSIDE.state_dir / "spacy"
    if pipeline.is_dir():
        (state / "spacy").symlink_to(pipeline.resolve(), target_is_directory=True)
    return state


def free_ports(count: int) -> list[int]:
    """Ports that are free now, all different."""
    with ExitStack() as stack:
        servers = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [int(server.getsockname()[1]) for server in servers]


def listens(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(url: str) -> bool:
    """Whether this address answers with success."""
    try:
        return httpx.get(url, timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def wait_until(
    done: Callable[[], bool], seconds: float, also: Callable[[], None] = lambda: None, what: str = "ready"
) -> None:
    """Look until it is done.

    Raises:
        TimeoutError: it was not in time.
    """
    deadline = time.monotonic() + seconds
    while not done():
        also()
        if time.monotonic() > deadline:
            raise TimeoutError(f"Not {what} after {seconds} s.")
        time.sleep(_SECONDS_BETWEEN_LOOKS)


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    parents = dict(_parents())
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def is_alive(pid: int) -> bool:
    """Whether a process is there and no mere entry waiting to be read."""
    return pid in dict(_parents())


def _parents() -> Iterator[tuple[int, int]]:
    """Every living process with its parent; small systems have no `ps`, others no /proc."""
    for pid, parent, state in _from_proc() if Path("/proc/self/stat").exists() else _from_ps():
        if not state.startswith("Z"):
            yield int(pid), int(parent)


def _from_proc() -> Iterator[tuple[str, str, str]]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # A process may end between the listing and the reading.
        with suppress(OSError):
            state, parent = stat.read_text(errors="replace").rpartition(")")[2].split()[:2]
            yield stat.parent.name, parent, state


def _from_ps() -> Iterator[tuple[str, str, str]]:
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    for line in listing.stdout.splitlines():
        pid, parent, state = line.split()[:3]
        yield pid, parent, state
