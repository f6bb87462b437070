"""The tracker stores: what was saved is there again, of long conversations the window, of others nothing."""

import asyncio
import sqlite3
import time

import pytest

from bot.conversations.memory import MemoryStore
from bot.conversations.sql import SqlStore
from bot.conversations.window import TURNS
from tests.conversations.turns import DOMAIN, session, slot_values, texts, tracker_of, turn
from tests.postgres import new_database


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request, tmp_path):
    """Each kind of store, empty."""
    if request.param == "memory":
        return MemoryStore(DOMAIN)
    if request.param == "sqlite":
        return SqlStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "conversations.db"))
    return SqlStore(DOMAIN, host=new_database(request.getfixturevalue("postgres")))


async def talk(store, sender, turns):
    """Let Rasa do what it does with every message: load, add, save."""
    for events in turns:
        tracker = await store.get_or_create_tracker(sender)
        tracker.update_with_events(events, DOMAIN)
        await store.save(tracker)


async def test_a_long_conversation_keeps_its_slots_and_loads_its_end(store):
    """The street of the first message is known after a hundred more."""
    turns = [turn(str(number)) for number in range(100)]
    await talk(
        store, "a", [session() + turn("first", street="Hofaue", topic="pickup"), *turns, turn("end", topic="waste")]
    )
    tracker = await store.retrieve("a")
    assert slot_values(tracker) == {"street": "Hofaue", "topic": "waste", "waste_item": None}
    assert texts(tracker) == ["99", "end"][-TURNS:]
    assert len(tracker.events) < 20


async def test_a_slot_that_was_forgotten_stays_forgotten(store):
    """None is a value like others."""
    await talk(store, "a", [session() + turn("1", street="Hofaue"), turn("2", street=None), *[turn("x")] * 9])
    assert slot_values(await store.retrieve("a"))["street"] is None


async def test_conversations_do_not_see_each_other(store):
    """Nobody gets another one's address."""
    await talk(store, "a", [session() + turn("1", street="Hofaue")] + [turn("x")] * 9)
    await talk(store, "b", [session() + turn("1", street="Gathe")] + [turn("y")] * 9)
    assert slot_values(await store.retrieve("a"))["street"] == "Hofaue"
    assert set(texts(await store.retrieve("b"))) == {"y"}
    assert set(await store.keys()) == {"a", "b"}


async def test_many_at_once(store):
    """Conversations that take turns stay apart."""
    await asyncio.gather(*(talk(store, str(n), [session() + turn("1", street=n), *[turn("x")] * 9]) for n in range(20)))
    found = [slot_values(await store.retrieve(str(n)))["street"] for n in range(20)]
    assert found == list(range(20))


async def test_nobody_is_unknown(store):
    """No conversation, no error."""
    assert await store.retrieve("nobody") is None
    assert not await store.exists("nobody")


async def test_a_new_session_begins_at_its_start(store):
    """As Rasa's own stores do it: what was before is only in the slots that were carried over."""
    carried = session()[:2] + turn("later", street="Hofaue")
    await talk(store, "a", [session() + turn("1", street="Hofaue"), turn("2"), carried])
    assert texts(await store.retrieve("a"))[-1] == "later"
    assert slot_values(await store.retrieve("a"))["street"] == "Hofaue"


async def test_a_forgotten_conversation_is_gone_and_others_are_not(store):
    """Erasure on request; the name may come again and begins anew."""
    for sender in ("a", "b"):
        await talk(store, sender, [session() + turn("1", street="Hofaue")])
    store.forget("a")
    store.forget("nobody")
    assert set(await store.keys()) == {"b"}
    assert await store.retrieve("a") is None
    await talk(store, "a", [session() + turn("2")])
    assert slot_values(await store.retrieve("a"))["street"] is None


async def test_silent_conversations_are_forgotten(store):
    """Those in which something was said are not, however old they are otherwise."""
    now = time.time()
    for sender, age in (("old", 80), ("alive", 10)):
        events = [*session(), *turn("1"), *turn("2")]
        for event, seconds in zip(events, range(age + len(events), age, -1), strict=True):
            event.timestamp = now - seconds
        await store.save(tracker_of(sender, events))
    store.forget_silent(50)
    assert set(await store.keys()) == {"alive"}


async def test_whoever_was_silent_longest_is_forgotten_first():
    """Memory does not grow for ever."""
    store = MemoryStore(DOMAIN, most=2)
    for sender in ("a", "b", "a", "c"):
        await talk(store, sender, [turn("x")])
    assert set(await store.keys()) == {"a", "c"}


async def test_the_database_holds_every_event_once(tmp_path):
    """The window is what is loaded; what is kept is the whole conversation."""
    file = tmp_path / "conversations.db"
    store = SqlStore(DOMAIN, dialect="sqlite", db=str(file))
    await talk(store, "a", [session() + turn("0", street="Hofaue"), *(turn(str(n)) for n in range(1, 30))])
    with sqlite3.connect(file) as database:
        rows = database.execute("SELECT type_name, count(*) FROM events GROUP BY type_name").fetchall()
    # One more listening, with which Rasa makes a conversation.
    assert dict(rows) == {"action": 2 + 1 + 30 * 2, "session_started": 1, "user": 30, "bot": 30, "slot": 1}
    assert texts(await store.retrieve_full_tracker("a")) == [str(n) for n in range(30)]


async def test_saving_again_stores_only_what_is_new(tmp_path):
    """Also where the window has moved since the conversation was loaded."""
    file = tmp_path / "conversations.db"
    store = SqlStore(DOMAIN, dialect="sqlite", db=str(file))
    await talk(store, "a", [session() + turn("0", street="Hofaue"), *(turn(str(n)) for n in range(1, 6))])
    tracker = await store.retrieve("a")
    for number in (6, 7, 8):
        tracker.update_with_events(turn(str(number)), DOMAIN)
        await store.save(tracker)
        await store.save(tracker)
    assert texts(await store.retrieve_full_tracker("a")) == [str(n) for n in range(9)]
    assert slot_values(await store.retrieve("a"))["street"] == "Hofaue"


async def test_another_process_goes_on(tmp_path):
    """A restarted server, or a second worker, knows the conversation."""
    for number in range(8):
        store = SqlStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "conversations.db"))
        await talk(store, "a", [turn(str(number), **({"street": "Hofaue"} if number == 0 else {}))])
    tracker = await store.retrieve("a")
    assert (texts(tracker)[-1], slot_values(tracker)["street"]) == ("7", "Hofaue")
