"""Prints how long Talbot takes from its start to its first answer and to its end, and the memory it holds meanwhile.

Only measures; whether the figures are good enough is for people to say, since absolute times drift on shared machines.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTION = {"sender": "bench-start", "message": "Wohin mit Eierschalen?"}
LONGEST_START = 180
PAUSE = 0.1


def main() -> None:
    """Start what `make run` starts, ask once, stop it."""
    port, actions_port = _free_port(), _free_port()
    settings = {**os.environ, "TALBOT_PORT": str(port), "TALBOT_ACTIONS_PORT": str(actions_port)}
    begin = time.monotonic()
    talbot = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"], cwd=ROOT, env=settings, stdout=subprocess.DEVNULL
    )
    try:
        while not _answers(port):
            if talbot.poll() is not None or time.monotonic() - begin > LONGEST_START:
                sys.exit("Talbot did not answer; `make run` shows why.")
            time.sleep(PAUSE)
        print(f"start to first answer: {time.monotonic() - begin:.1f} s")
        print(f"memory of all processes: {_memory(talbot.pid)} MB")
    finally:
        end = time.monotonic()
        talbot.send_signal(signal.SIGINT)
        talbot.wait()
    print(f"stop: {time.monotonic() - end:.1f} s")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _answers(port: int) -> bool:
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    request = urllib.request.Request(url, json.dumps(QUESTION).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return bool(json.load(response))
    except (urllib.error.URLError, OSError):
        return False


def _memory(parent: int) -> int:
    """Resident memory of a process and its children, in MB, as Linux tells it."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listing.splitlines()]
    family = {parent}
    for _ in range(3):
        family |= {pid for pid, ppid, _ in rows if ppid in family}
    return sum(rss for pid, _, rss in rows if pid in family) // 1024


if __name__ == "__main__":
    main()
