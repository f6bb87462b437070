"""Chats and their conversations, and the links that lead there."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.database import connect
from bot.telegram.chats import Chats
from bot.telegram.handover import LIFETIME_SECONDS, Handovers


@pytest.fixture
def engine(database):
    made = connect(database)
    yield made
    made.dispose()


def test_conversation_stays_until_all_is_deleted(engine):
    chats = Chats(engine)
    first = chats.conversation(7)
    assert (chats.conversation(7), chats.chat(first)) == (first, 7)
    assert first != chats.conversation(8)
    chats.renew(7)
    assert chats.conversation(7) != first
    assert chats.chat(first) is None


def test_two_at_once_get_one_conversation(engine):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: Chats(engine).conversation(7), range(16)))) == 1


def test_moved_chat_takes_its_conversation_along(engine):
    chats = Chats(engine)
    first = chats.conversation(-1)
    chats.conversation(-2)
    chats.move(-1, -2)
    assert chats.chat(first) == -2
    chats.move(-99, -2)
    assert chats.chat(first) == -2


def test_there_is_no_link_before_our_bot_is_known(engine):
    assert Handovers(engine).link("Hofaue 20") is None


def test_link_works_once_and_for_a_day(engine):
    clock = [0.0]
    handovers = Handovers(engine, lambda: clock[0])
    handovers.introduce("OldName")
    handovers.introduce("TalbotBot")
    links = [handovers.link("Hofaue 20") for _ in range(2)]
    assert all(re.fullmatch(r"https://t\.me/TalbotBot\?start=[\w-]{1,64}", link) for link in links)
    tokens = [link.partition("=")[2] for link in links]
    assert (handovers.take(tokens[0]), handovers.take(tokens[0])) == ("Hofaue 20", None)
    clock[0] = LIFETIME_SECONDS + 1
    assert handovers.take(tokens[1]) is None


def test_of_two_at_once_one_gets_the_address(engine):
    handovers = Handovers(engine)
    handovers.introduce("TalbotBot")
    token = handovers.link("Hofaue 20").partition("=")[2]
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(lambda _: handovers.take(token) or "", range(8))) == [""] * 7 + ["Hofaue 20"]
