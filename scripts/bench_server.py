"""Measures the whole server with its action server, beside Rasa's default pipeline: many conversations, and a long one.

Both answer the same questions with the same actions, one after the other on the same machine; Locust asks. The
default pipeline is trained for a few epochs only: how long it was trained does not change how fast it answers.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from bench_nlu import TITLES, config_of, training_yaml
from benchmark import ROOT, line_plot, machine, table, write
from matplotlib.figure import Figure
from nlu_data import learned
from servers import first_answer, free_port, memory_mb, started

BENCH = ROOT / ".venv-bench" / "bin"
KEPT = ROOT / ".talbot" / "bench-server"
PARALLEL = (1, 4, 16, 64)
SECONDS = 20
TURNS = 300
LONG_CONVERSATIONS = 3
EPOCHS = 3
CONTENDERS = ("default", "ours")
INTRODUCTION = (
    "`make bench-server`; {machine}. Locust asks over the REST channel without a pause, {seconds} s for each number of "
    "conversations, on the same machine; times in ms. The same actions answer."
)


def main() -> None:
    """Measure both and write docs/benchmarks/server.*."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found = {}
    for name in CONTENDERS:
        print(f"{TITLES[name]} …", flush=True)
        with served(name) as (port, start_s, pids):
            found[name] = {"start_s": start_s, **loaded(port, pids)}
    figures = {"machine": machine(), "seconds": SECONDS, "servers": found}
    write("server", figures, markdown(figures), plot(figures))


@contextmanager
def served(name: str) -> Iterator[tuple[int, float, list[int]]]:
    """A running server: its port, the seconds from start to first answer, and the processes to be counted."""
    port, actions = free_port(), free_port()
    log = KEPT / f"{name}.log"
    with ExitStack() as stack:
        if name == "ours":
            settings = {"TALBOT_PORT": str(port), "TALBOT_ACTIONS_PORT": str(actions)}
            process = stack.enter_context(started([sys.executable, "-m", "bot.cli", "run"], settings, log))
            yield port, first_answer(port, process), [process.pid]
            return
        model, endpoints = default_model(), KEPT / "endpoints.yml"
        endpoints.write_text(f"action_endpoint: {{url: 'http://127.0.0.1:{actions}/webhook'}}\n", encoding="utf-8")
        settings = {"TALBOT_ACTIONS_PORT": str(actions), "RASA_TELEMETRY_ENABLED": "false"}
        serve = [BENCH / "rasa", "run", "--model", model, "--endpoints", endpoints, "--port", port]
        serve += ["--interface", "127.0.0.1", "--credentials", ROOT / "scripts" / "peers" / "credentials.yml"]
        helper = stack.enter_context(started([sys.executable, "-m", "bot.cli", "actions"], settings, log))
        process = stack.enter_context(started(serve, settings, log))
        yield port, first_answer(port, process), [process.pid, helper.pid]


def default_model() -> Path:
    """Rasa's default pipeline and policies, trained on our data; what was trained on the same before is taken again."""
    config = config_of("default").read_text("utf-8").replace("epochs: 100", f"epochs: {EPOCHS}")
    inputs = {
        "config.yml": config.replace("language: en", "language: de"),
        "nlu.yml": training_yaml(learned(), annotated=True),
        "stories.yml": stories(),
        "rules.yml": (ROOT / "data" / "rules.yml").read_text("utf-8"),
        "domain.yml": (ROOT / "domain.yml").read_text("utf-8"),
    }
    folder = KEPT / hashlib.sha256("\n".join(inputs.values()).encode()).hexdigest()[:12]
    model = folder / "default.tar.gz"
    if not model.exists():
        folder.mkdir(exist_ok=True)
        for name, text in inputs.items():
            (folder / name).write_text(text, encoding="utf-8")
        train = [BENCH / "rasa", "train", "--config", "config.yml", "--domain", "domain.yml", "--out", "."]
        train += ["--data", "nlu.yml", "stories.yml", "rules.yml", "--fixed-model-name", "default"]
        with (folder / "log").open("wb") as log:
            done = subprocess.run([*map(str, train)], cwd=folder, stdout=log, stderr=log, check=False)
        if done.returncode:
            sys.exit(f"The default pipeline could not be trained; see {folder / 'log'}.")
    return model


def stories() -> str:
    """Our rules as stories, because the default policies are made to learn from stories."""
    rules = yaml.safe_load((ROOT / "data" / "rules.yml").read_text("utf-8"))["rules"]
    told = [{"story": rule["rule"], "steps": rule["steps"]} for rule in rules]
    return str(yaml.safe_dump({"version": "3.1", "stories": told}, allow_unicode=True))


def loaded(port: int, pids: list[int]) -> dict[str, Any]:
    """Figures under load, by number of conversations at once; then of one long conversation; then memory."""
    ask(port, users=2, seconds=5)
    parallel = {str(users): summary(ask(port, users=users, seconds=SECONDS)) for users in PARALLEL}
    turns: dict[str, list[float]] = {}
    for _ in range(LONG_CONVERSATIONS):
        for entry in ask(port, users=1, seconds=600, length=TURNS):
            if entry["name"].startswith("turn "):
                turns.setdefault(entry["name"], []).append(entry["max_response_time"])
    long = {name: median(times) for name, times in turns.items()}
    return {"parallel": parallel, "turns_ms": long, "memory_mb": memory_mb(*pids)}


def ask(port: int, *, users: int, seconds: int, length: int = 0) -> list[dict[str, Any]]:
    """Let Locust talk; its statistics by name of request."""
    command = [BENCH / "locust", "-f", ROOT / "scripts" / "locust_conversations.py", "--headless", "--json"]
    command += ["--host", f"http://127.0.0.1:{port}", "-u", users, "-r", users, "-t", f"{seconds}s"]
    command += ["--skip-log", "--exit-code-on-error", "0"]
    env = {"BENCH_LENGTH": str(length), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, env=env, check=True)
    return list(json.loads(done.stdout))


def summary(entries: list[dict[str, Any]]) -> dict[str, float]:
    """Messages a second and response times of one run."""
    entry = next(entry for entry in entries if entry["name"] == "message")
    times = sorted((float(ms), count) for ms, count in entry["response_times"].items())
    seconds = entry["last_request_timestamp"] - entry["start_time"]
    return {
        "messages_s": entry["num_requests"] / seconds,
        **{f"p{percent}_ms": share(times, percent) for percent in (50, 95, 99)},
        "failures": entry["num_failures"],
    }


def share(times: list[tuple[float, int]], percent: int) -> float:
    """The response time below which so many percent of the messages lie."""
    left = sum(count for _, count in times) * percent / 100
    for ms, count in times:
        left -= count
        if left <= 0:
            return ms
    return times[-1][0]


def markdown(figures: dict[str, Any]) -> str:
    """The figures as a page."""
    servers = figures["servers"]
    head = (
        "conversations at once",
        *(f"{TITLES[n]}: {what}" for n in servers for what in ("messages/s", "p50", "p95", "p99")),
    )
    rows = [
        (
            users,
            *(
                f"{servers[n]['parallel'][users][key]:.0f}"
                for n in servers
                for key in ("messages_s", "p50_ms", "p95_ms", "p99_ms")
            ),
        )
        for users in map(str, PARALLEL)
    ]
    turns = [(turn, *(f"{s['turns_ms'][turn]:.0f}" for s in servers.values())) for turn in servers["ours"]["turns_ms"]]
    other = [
        ("start to first answer, s", *(f"{s['start_s']:.1f}" for s in servers.values())),
        ("memory of all processes, MB", *(s["memory_mb"] for s in servers.values())),
        ("failed messages", *(sum(p["failures"] for p in s["parallel"].values()) for s in servers.values())),
    ]
    titles = ("", *(TITLES[name] for name in servers))
    return "\n\n".join((
        "# The whole server: Talbot beside Rasa's default pipeline",
        INTRODUCTION.format(**figures),
        table(head, rows),
        f"## One conversation of {TURNS} messages, ms (median of {LONG_CONVERSATIONS}; the same question each time)",
        table(titles, turns),
        "## Start and memory",
        table(titles, other),
        "![Messages a second over conversations at once](server.svg)",
    ))  # fmt: skip


def plot(figures: dict[str, Any]) -> Figure:
    """Messages a second over the number of conversations."""
    rates = {
        TITLES[name]: [found["parallel"][str(users)]["messages_s"] for users in PARALLEL]
        for name, found in figures["servers"].items()
    }
    return line_plot([str(users) for users in PARALLEL], rates, "conversations at once", "messages a second")


if __name__ == "__main__":
    main()
