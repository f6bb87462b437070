"""Measures the web channel under load beside Rasa's plain REST channel: 200 open conversations on one server.

Each conversation asks every few seconds, each question through both channels, so that both meet the same server with
the same work. What the web channel takes longer is its own: token, limits, masking, database, events.
"""

import asyncio
import random
import secrets
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp
from benchmark import machine, percentile, table, write
from servers import QUESTIONS, running_talbot

CONVERSATIONS = 200
SECONDS_BETWEEN = 5.0
SECONDS = 180
# How often conversations are drawn anew, to see how much the figures depend on chance.
DRAWS = 500
API = "/webhooks/web"
CHANNELS = ("rest", "web")

# Seconds of each message, by channel.
Taken = dict[str, list[float]]


def main() -> None:
    """Start Talbot, let 200 residents talk with it, and write the figures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_talbot(Path(folder), TALBOT_REQUESTS_PER_MINUTE="0") as url,
    ):
        taken = asyncio.run(_load(url))
    figures = {name: _summary([each for one in taken for each in one[name]]) for name in CHANNELS}
    own = _own(taken)
    rows = [(name, *summary.values()) for name, summary in figures.items()]
    rows.append(("the web channel's own", "", *(f"{low} to {high}" for low, high in own.values())))
    text = table(("channel", "messages", "p50, ms", "p95, ms", "p99, ms"), rows)
    measured = {"machine": machine(), **figures, "own": own}
    load = f"{CONVERSATIONS} conversations, each with a message every {SECONDS_BETWEEN:.0f} s, for {SECONDS} s"
    write("web", measured, f"# Web channel\n\n{load}; {measured['machine']}. `make bench-web`.\n\n{text}\n")
    print(text)


async def _load(url: str) -> list[Taken]:
    """What each conversation took: a request of the load costs the machine a tenth of what it asks for, no more."""
    questions = QUESTIONS.read_text("utf-8").splitlines()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(url, connector=connector, raise_for_status=True) as client:
        end = time.monotonic() + SECONDS
        return await asyncio.gather(*(_talk(client, questions, n, end) for n in range(CONVERSATIONS)))


async def _talk(client: aiohttp.ClientSession, questions: list[str], number: int, end: float) -> Taken:
    chance = random.Random(number)  # noqa: S311  # the same load each time
    taken: Taken = {name: [] for name in CHANNELS}
    async with client.post(f"{API}/sessions") as begun:
        headers = {"Authorization": f"Bearer {(await begun.json())['token']}"}
    await asyncio.sleep(chance.uniform(0, SECONDS_BETWEEN))
    while time.monotonic() < end:
        question = chance.choice(questions)
        rest: Any = {"url": "/webhooks/rest/webhook", "json": {"sender": f"bench-{number}", "message": question}}
        body = {"id": secrets.token_urlsafe(12), "text": question}
        web: Any = {"url": f"{API}/messages", "json": body, "headers": headers}
        for name, request in chance.sample([("rest", rest), ("web", web)], 2):
            begin = time.perf_counter()
            async with client.post(**request) as answer:
                await answer.read()
            taken[name].append(time.perf_counter() - begin)
            await asyncio.sleep(SECONDS_BETWEEN * chance.uniform(0.8, 1.2))
    return taken


def _own(taken: list[Taken]) -> dict[str, tuple[float, float]]:
    """How much longer the web channel takes: where 90 of 100 draws of as many conversations lie."""
    chance = random.Random(0)  # noqa: S311
    drawn = [_difference(chance.choices(taken, k=len(taken))) for _ in range(DRAWS)]
    return {
        key: (
            round(percentile([one[key] for one in drawn], 5), 1),
            round(percentile([one[key] for one in drawn], 95), 1),
        )
        for key in drawn[0]
    }


def _difference(taken: list[Taken]) -> dict[str, float]:
    rest, web = (_summary([each for one in taken for each in one[name]]) for name in CHANNELS)
    return {key: web[key] - rest[key] for key in web if key != "messages"}


def _summary(seconds: list[float]) -> dict[str, float]:
    return {
        "messages": len(seconds),
        "p50_ms": round(statistics.median(seconds) * 1000, 1),
        "p95_ms": round(percentile(seconds, 95) * 1000, 1),
        "p99_ms": round(percentile(seconds, 99) * 1000, 1),
    }


if __name__ == "__main__":
    main()
