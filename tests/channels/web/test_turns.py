"""Messages run exactly once, whatever the assistant, other processes and the database do."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.message import Message
from bot.channels.output import ReplyCollector
from bot.channels.web.ledger import Claimed, Ledger, Turn
from bot.channels.web.refusal import Refused
from bot.channels.web.run import Run
from bot.channels.web.turns import Capacity, Turns
from bot.database import Transactions, connect

HELLO = Message("message-1", "Hallo")


class Assistant:
    """Answers each message with its words; can be held up, made to fail, and remember an answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.forgotten: list[str] = []
        self.remembered: dict[str, str] = {}
        self.go = asyncio.Event()
        self.go.set()
        self.failure: Exception | None = None
        self.silent = False

    async def answer(self, conversation: str, message: Message, into: ReplyCollector) -> None:
        self.asked.append(message.said)
        await self.go.wait()
        if self.failure:
            raise self.failure
        if not self.silent:
            await into.send_text_message(conversation, f"Antwort auf: {message.said}")

    async def find_answer(self, conversation: str, message: Message, into: ReplyCollector) -> None:
        if message.id in self.remembered:
            await into.send_text_message(conversation, self.remembered[message.id])

    def forget(self, conversation: str) -> None:
        self.forgotten.append(conversation)

    def forget_silent(self, seconds: float) -> None:
        pass


@pytest.fixture
def clock() -> list[float]:
    return [1_000.0]


@pytest.fixture
def make(database: str, clock: list[float]) -> Callable[..., Turns]:
    def turns(assistant: Assistant, **capacity: Any) -> Turns:
        engine = connect(database)
        ledger = Ledger(engine, lambda: clock[0], clock=lambda: clock[0])
        return Turns(ledger, Transactions(engine), assistant, Capacity(**capacity))  # type: ignore[arg-type]

    return turns


async def begin(turns: Turns, conversation: str = "web-1") -> str:
    await turns.begin(conversation, datetime.fromtimestamp(1_000, UTC) + timedelta(hours=24))
    return conversation


async def texts(run: Run) -> list[str]:
    return [reply["text"] async for replies in run.follow() for reply in replies]


async def test_hundred_at_once_with_one_id_are_one_run(make: Callable[..., Turns]) -> None:
    assistant = Assistant()
    turns = make(assistant)
    conversation = await begin(turns)
    runs = await asyncio.gather(*(turns.ask(conversation, HELLO) for _ in range(100)))
    assert await asyncio.gather(*(texts(run) for run in runs)) == [["Antwort auf: Hallo"]] * 100
    assert assistant.asked == ["Hallo"]


async def test_messages_of_one_conversation_run_one_after_the_other(make: Callable[..., Turns]) -> None:
    assistant = Assistant()
    assistant.go.clear()
    turns = make(assistant)
    one, other = await begin(turns), await begin(turns, "web-2")
    runs = [await turns.ask(one, Message(f"message-{n}", f"Frage {n}")) for n in range(3)]
    runs.append(await turns.ask(other, HELLO))
    while len(assistant.asked) < 2:  # noqa: ASYNC110  # the fake has no other news
        await asyncio.sleep(0)
    assert sorted(assistant.asked) == ["Frage 0", "Hallo"], "others do not wait, the same conversation does"
    assistant.go.set()
    await asyncio.gather(*(texts(run) for run in runs))
    assert [said for said in assistant.asked if said != "Hallo"] == ["Frage 0", "Frage 1", "Frage 2"]


@pytest.mark.parametrize(("trouble", "outcome"), [("failure", "failed"), ("silent", "empty"), ("slow", "slow")])
async def test_trouble_gets_a_german_answer(trouble: str, outcome: str, make: Callable[..., Turns]) -> None:
    assistant = Assistant()
    assistant.failure = RuntimeError("secret words") if trouble == "failure" else None
    assistant.silent = trouble == "silent"
    if trouble == "slow":
        assistant.go.clear()
    turns = make(assistant, seconds=0.05 if trouble == "slow" else 20)
    conversation = await begin(turns)
    run = await turns.ask(conversation, HELLO)
    [said] = await texts(run)
    assert "0202 563-0" in said
    assert run.outcome == outcome
    [turn] = await turns.turns(conversation)
    assert (turn.outcome, turn.replies) == (outcome, [{"text": said}])


async def test_too_much_at_once_is_put_off(make: Callable[..., Turns]) -> None:
    assistant = Assistant()
    assistant.go.clear()
    turns = make(assistant, runs=3, runs_per_conversation=2)
    one, two, three = [await begin(turns, f"web-{n}") for n in range(3)]
    for n in range(2):
        await turns.ask(one, Message(f"message-{n}", "x"))
    with pytest.raises(Refused, match="busy"):
        await turns.ask(one, Message("message-9", "x"))
    await turns.ask(two, HELLO)
    with pytest.raises(Refused, match="busy") as refused:
        await turns.ask(three, HELLO)
    assert refused.value.retry_after
    assistant.go.set()
    await turns.stop()


async def test_follower_that_goes_away_does_not_end_the_run(make: Callable[..., Turns]) -> None:
    assistant = Assistant()
    assistant.go.clear()
    turns = make(assistant)
    conversation = await begin(turns)
    asking = asyncio.create_task(turns.ask(conversation, HELLO))
    await asyncio.sleep(0)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    assistant.go.set()
    assert await texts(await turns.ask(conversation, HELLO)) == ["Antwort auf: Hallo"]
    assert assistant.asked == ["Hallo"]


@pytest.mark.parametrize("remembered", [True, False])
async def test_message_of_a_process_that_died_is_taken_over(
    remembered: bool, make: Callable[..., Turns], clock: list[float]
) -> None:
    """Its answer is found again where the assistant has given it, and given where not."""
    dead, alive = Assistant(), Assistant()
    dead.go.clear()
    before = make(dead)
    conversation = await begin(before)
    left = await before.ask(conversation, HELLO)
    if remembered:
        alive.remembered["message-1"] = "Wiedergefunden"
    run = await make(alive).ask(conversation, HELLO)
    await asyncio.sleep(0.15)
    assert run.outcome is None, "as long as the other one may be at it, nothing runs twice"
    clock[0] += 10
    assert await texts(run) == (["Wiedergefunden"] if remembered else ["Antwort auf: Hallo"])
    assert alive.asked == ([] if remembered else ["Hallo"])
    dead.failure = RuntimeError()
    dead.go.set()
    await texts(left)


async def test_two_processes_with_one_database_give_one_answer(make: Callable[..., Turns]) -> None:
    one, two = Assistant(), Assistant()
    one.go.clear()
    first, second = make(one), make(two)
    conversation = await begin(first)
    run, other = await first.ask(conversation, HELLO), await second.ask(conversation, HELLO)
    one.go.set()
    assert await texts(run) == await texts(other) == ["Antwort auf: Hallo"]
    assert (one.asked, two.asked) == (["Hallo"], [])


async def test_erasure_while_it_is_answered_leaves_nothing(make: Callable[..., Turns]) -> None:
    assistant = Assistant()
    assistant.go.clear()
    turns = make(assistant)
    conversation = await begin(turns)
    run = await turns.ask(conversation, HELLO)
    erasing = asyncio.create_task(turns.erase(conversation))
    assistant.go.set()
    await texts(run)
    await erasing
    await turns.stop()
    assert conversation in assistant.forgotten
    with pytest.raises(Refused, match="session_unknown"):
        Ledger(connect(str(turns._ledger._engine.url)), lambda: 0).turns(conversation)


async def test_database_that_fails_refuses_and_does_not_lose_an_answer(make: Callable[..., Turns]) -> None:
    assistant = Assistant()
    assistant.go.clear()
    turns = make(assistant)
    conversation = await begin(turns)
    run = await turns.ask(conversation, HELLO)
    with turns._ledger._engine.begin() as db:
        db.exec_driver_sql("DROP TABLE web_choices")
        db.exec_driver_sql("DROP TABLE web_messages")
    assistant.go.set()
    assert await texts(run) == ["Antwort auf: Hallo"]
    with pytest.raises(Refused, match="storage_down"):
        await turns.ask(conversation, Message("message-2", "x"))


async def test_conversations_that_are_over_are_forgotten_and_feedback_loses_its_name(
    make: Callable[..., Turns], clock: list[float]
) -> None:
    assistant = Assistant()
    turns = make(assistant)
    conversation = await begin(turns)
    await texts(await turns.ask(conversation, HELLO))
    await turns.rate(conversation, "message-1", "down", "zu lang")
    assert await turns.close_expired(60, 10**6) == 0
    clock[0] += 25 * 3600
    assert await turns.close_expired(60, 10**6) == 1
    assert assistant.forgotten == [conversation]
    [feedback] = turns._ledger.feedback()
    assert (feedback.rating, feedback.words, feedback.asked, feedback.answered) == (
        "down",
        "zu lang",
        "Hallo",
        "Antwort auf: Hallo",
    )
    clock[0] += 10**6
    await turns.close_expired(60, 10**6)
    assert turns._ledger.feedback() == []


def test_many_threads_claim_one_message_once(database: str) -> None:
    """Each with a connection of its own to one file."""
    from concurrent.futures import ThreadPoolExecutor

    ledgers = [Ledger(connect(database), lambda: 0.0) for _ in range(8)]
    ledgers[0].begin("web-1", datetime.fromtimestamp(10**9, UTC))
    with ThreadPoolExecutor(8) as pool:
        for n in range(20):
            message = Message(f"message-{n}", "x")
            claims = list(pool.map(lambda ledger, message=message: ledger.claim("web-1", message), ledgers))  # type: ignore[misc]
            assert not any(isinstance(claim, Turn) for claim in claims)
            assert [claim[0] for claim in claims].count(Claimed.NEW) == 1  # type: ignore[index]
