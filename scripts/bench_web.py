"""Measures the web channel under load beside Rasa's plain REST channel: 200 open conversations on one server.

Each conversation sends a message every few seconds, now through the one and now through the other channel, so that both
meet the same server. What the web channel takes longer is its own: token, limits, masking, database, events.
"""

import asyncio
import random
import secrets
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from typing import Any

import httpx
from benchmark import machine, percentile, table, write
from servers import QUESTIONS, first_answer, free_port, started

CONVERSATIONS = 200
SECONDS_BETWEEN = 5.0
SECONDS = 60
API = "/webhooks/web"


def main() -> None:
    """Start Talbot, let 200 residents talk with it, and write the figures."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/talbot.db"
        settings = {
            "TALBOT_PORT": str(port),
            "TALBOT_ACTIONS_PORT": str(free_port()),
            "TALBOT_DATABASE": database,
            "TALBOT_REQUESTS_PER_MINUTE": "0",
        }
        with started([sys.executable, "-m", "bot.cli", "run"], settings) as talbot:
            first_answer(port, talbot)
            taken = asyncio.run(_load(f"http://127.0.0.1:{port}"))
    figures = {name: _summary(values) for name, values in taken.items()}
    own = {key: round(figures["web"][key] - figures["rest"][key], 1) for key in ("p50_ms", "p95_ms")}
    rows = [(name, *summary.values()) for name, summary in figures.items()]
    rows.append(("the web channel's own", "", *own.values(), ""))
    text = table(("channel", "messages", "p50, ms", "p95, ms", "p99, ms"), rows)
    measured = {"machine": machine(), "at": datetime.now(UTC).date().isoformat(), **figures, "own": own}
    load = f"{CONVERSATIONS} conversations, each with a message every {SECONDS_BETWEEN:.0f} s, for {SECONDS} s"
    head = f"# Web channel\n\n{load}; "
    write("web", measured, f"{head}{measured['machine']}, {measured['at']}. `make bench-web`.\n\n{text}\n")
    print(text)


async def _load(url: str) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {"rest": [], "web": []}
    questions = QUESTIONS.read_text("utf-8").splitlines()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=30, limits=limits, trust_env=False) as client:
        end = time.monotonic() + SECONDS
        await asyncio.gather(*(_talk(client, questions, n, end, taken) for n in range(CONVERSATIONS)))
    return taken


async def _talk(
    client: httpx.AsyncClient, questions: list[str], number: int, end: float, taken: dict[str, list[float]]
) -> None:
    chance = random.Random(number)  # noqa: S311  # the same load each time
    token = (await client.post(f"{API}/sessions")).json()["token"]
    await asyncio.sleep(chance.uniform(0, SECONDS_BETWEEN))
    while time.monotonic() < end:
        question = chance.choice(questions)
        channel = chance.choice(("rest", "web"))
        begin = time.perf_counter()
        if channel == "rest":
            body: dict[str, Any] = {"sender": f"bench-{number}", "message": question}
            answer = await client.post("/webhooks/rest/webhook", json=body)
        else:
            body = {"id": secrets.token_urlsafe(12), "text": question}
            answer = await client.post(f"{API}/messages", json=body, headers={"Authorization": f"Bearer {token}"})
        answer.raise_for_status()
        taken[channel].append(time.perf_counter() - begin)
        await asyncio.sleep(SECONDS_BETWEEN * chance.uniform(0.8, 1.2))


def _summary(seconds: list[float]) -> dict[str, float]:
    return {
        "messages": len(seconds),
        "p50_ms": round(statistics.median(seconds) * 1000, 1),
        "p95_ms": round(percentile(seconds, 95) * 1000, 1),
        "p99_ms": round(percentile(seconds, 99) * 1000, 1),
    }


if __name__ == "__main__":
    main()
