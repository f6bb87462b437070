"""Servers that benchmarks start: free ports, waiting for the first answer, memory, and stopping them again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START = 300
PAUSE = 0.1
QUESTIONS = ROOT / "scripts" / "peers" / "questions.txt"


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def started(
    command: Sequence[object], env: Mapping[str, str], log: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program, stopped with all its children when the block ends."""
    output = log.open("ab") if log else subprocess.DEVNULL
    process = subprocess.Popen(
        [*map(str, command)], cwd=ROOT, env={**os.environ, **env}, stdout=output, stderr=output, start_new_session=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def running_talbot(folder: Path, **settings: str) -> Iterator[str]:
    """The trained Talbot with an empty database in a folder, ready; its address."""
    port = free_port()
    env = {
        "TALBOT_PORT": str(port),
        "TALBOT_ACTIONS_PORT": str(free_port()),
        "TALBOT_DATABASE": f"sqlite:///{folder}/talbot.db",
        **settings,
    }
    with started([sys.executable, "-m", "bot.cli", "run"], env) as talbot:
        first_answer(port, talbot)
        yield f"http://127.0.0.1:{port}"


def first_answer(port: int, process: subprocess.Popen[bytes]) -> float:
    """Wait until the assistant answers; give the seconds it took."""
    begin = time.monotonic()
    while not _answers(port):
        if process.poll() is not None or time.monotonic() - begin > LONGEST_START:
            sys.exit("The server did not answer.")
        time.sleep(PAUSE)
    return time.monotonic() - begin


def memory_mb(*parents: int) -> int:
    """Resident memory of processes and their children, in MB, as Linux tells it."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listing.splitlines()]
    family = set(parents)
    for _ in range(3):
        family |= {pid for pid, ppid, _ in rows if ppid in family}
    return sum(rss for pid, _, rss in rows if pid in family) // 1024


def _answers(port: int) -> bool:
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    question = json.dumps({"sender": "bench", "message": QUESTIONS.read_text("utf-8").splitlines()[0]})
    request = urllib.request.Request(url, question.encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return bool(json.load(response))
    except (urllib.error.URLError, OSError):
        return False
