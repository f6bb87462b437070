"""Watching over servers, with small programs in their place."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.supervision import (
    PortRefused,
    PortTaken,
    Server,
    ServerEnded,
    free_port_near,
    require_free_port,
    running,
    start_child,
)

NEVER_READY = "http://127.0.0.1:9/"
SLEEPS = "import time; time.sleep(60)"
IGNORES_SIGTERM = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); {SLEEPS}"
LEAVES_A_MARK = """
import pathlib, signal, sys, time
def stop(number, frame):
    pathlib.Path(sys.argv[1]).touch()
    sys.exit()
signal.signal(signal.SIGTERM, stop)
{then}
"""


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def python(program: str, *arguments: str) -> tuple[str, ...]:
    """Give the command line of a small program."""
    return (sys.executable, "-c", program, *arguments)


def test_free_port_is_accepted(port: int) -> None:
    """Nothing happens, and the port is free afterwards as well."""
    require_free_port("127.0.0.1", port)
    require_free_port("127.0.0.1", port)


def test_taken_port_is_noticed_and_another_proposed(taken_port: int) -> None:
    """The proposal is a port that can be used."""
    with pytest.raises(PortTaken):
        require_free_port("127.0.0.1", taken_port)
    require_free_port("127.0.0.1", free_port_near("127.0.0.1", taken_port))


def test_address_of_another_machine_is_refused(port: int) -> None:
    """192.0.2.1 belongs to nobody (TEST-NET-1)."""
    with pytest.raises(PortRefused):
        require_free_port("192.0.2.1", port)


def test_servers_that_answer_are_ready(port: int) -> None:
    """As soon as each health address answers."""
    command = (sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port))
    with running([Server("web", command, f"http://127.0.0.1:{port}/")]) as supervisor:
        supervisor.wait_until_ready()


def test_end_of_one_server_stops_the_other(tmp_path: Path) -> None:
    """The one that ended is named, and nothing is left running alone."""
    mark = tmp_path / "stopped"
    ready = tmp_path / "ready"
    long = LEAVES_A_MARK.format(then=f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)")
    short = f"import pathlib\nwhile not pathlib.Path({str(ready)!r}).exists(): pass"
    servers = [
        Server("long", python(long, str(mark)), NEVER_READY),
        Server("short", python(short), NEVER_READY),
    ]
    with pytest.raises(ServerEnded, match="short"), running(servers) as supervisor:
        supervisor.wait_until_ready()
    assert mark.exists()


def test_server_that_will_not_stop_is_killed() -> None:
    """After a moment of grace; the test would hang otherwise."""
    with running([Server("stubborn", python(IGNORES_SIGTERM), NEVER_READY)], stop_seconds=0.2):
        pass


def test_child_ends_when_its_parent_is_gone() -> None:
    """Even a parent that was killed leaves no orphans: the pipe to its child closes."""
    program = f"from bot.supervision import end_with_parent; end_with_parent(); {SLEEPS}"
    with start_child(python(program)) as child:
        child.stdin.close()
        assert child.wait(10) == -signal.SIGTERM


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_way_to_stop_unwinds_as_ctrl_c_does(number: signal.Signals) -> None:
    """Also SIGTERM and a closed terminal, so that `with` blocks stop what they have started."""
    program = (
        "from bot import supervision; import time; supervision.stop_on_signals()\n"
        "try: print(flush=True); time.sleep(60)\n"
        "except KeyboardInterrupt: pass"
    )
    with subprocess.Popen(python(program), cwd=ROOT, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        process.send_signal(number)
        assert process.wait(10) == 0
