"""The common pace: together, processes never send faster than Telegram allows."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.database import connect
from bot.telegram.pace import Limits, Pace

LIMITS = Limits(per_second=10, chat_seconds=1.0, group_seconds=3.0)


@pytest.fixture
def clock():
    return [1_000.0]


@pytest.fixture
def paces(database, clock):
    engines = [connect(database) for _ in range(2)]
    yield [Pace(engine, LIMITS, lambda: clock[0]) for engine in engines]
    for engine in engines:
        engine.dispose()


def test_processes_take_turns(paces):
    assert [round(paces[number % 2].reserve(), 3) for number in range(4)] == [0, 0.1, 0.2, 0.3]


def test_time_that_has_passed_is_not_saved_up(paces, clock):
    paces[0].reserve()
    clock[0] += 60
    assert [round(paces[0].reserve(), 3) for _ in range(2)] == [0, 0.1]


def test_chat_and_group_have_paces_of_their_own(paces):
    assert [paces[0].reserve_chat(7), paces[1].reserve_chat(7), paces[0].reserve_chat(8)] == [0, 1, 0]
    assert [paces[0].reserve_chat(-7), paces[1].reserve_chat(-7)] == [0, 3]


def test_next_message_counts_from_the_one_that_was_late(paces, clock):
    paces[0].reserve_chat(7)
    clock[0] += 0.9
    paces[0].sending(7)
    assert paces[1].reserve_chat(7) == pytest.approx(1.0)


def test_all_wait_when_telegram_says_so(paces, clock):
    paces[0].hold(30)
    assert paces[1].reserve() == pytest.approx(30)
    paces[0].hold(5)
    assert paces[1].reserve() == pytest.approx(30.1)
    clock[0] += 60
    assert paces[1].reserve() == 0


def test_no_moment_is_given_out_twice(paces):
    with ThreadPoolExecutor(8) as pool:
        moments = sorted(pool.map(lambda number: paces[number % 2].reserve(), range(80)))
    assert moments == pytest.approx([number / 10 for number in range(80)])


def test_what_is_over_is_removed(paces, clock):
    paces[0].reserve_chat(7)
    clock[0] += 10
    paces[0].forget_past()
    assert paces[0].reserve_chat(7) == 0
