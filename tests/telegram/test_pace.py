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


def ours(pace, chat):
    turn = pace.turn(chat)
    assert turn.ours
    return round(turn.seconds, 3)


def test_processes_take_turns(paces):
    assert [ours(paces[number % 2], number + 1) for number in range(4)] == [0, 0.1, 0.2, 0.3]


def test_time_that_has_passed_is_not_saved_up(paces, clock):
    ours(paces[0], 1)
    clock[0] += 60
    assert [ours(paces[0], chat) for chat in (1, 2)] == [0, 0.1]


@pytest.mark.parametrize(("chat", "gap"), [(7, 1.0), (-7, 3.0)])
def test_chat_and_group_have_paces_of_their_own(paces, clock, chat, gap):
    assert ours(paces[0], chat) == 0
    turn = paces[1].turn(chat)
    assert (round(turn.seconds, 3), turn.ours) == (gap, False)
    clock[0] += gap
    assert ours(paces[1], chat) == 0


def test_chat_that_waits_takes_no_moment_from_others(paces):
    ours(paces[0], 7)
    for _ in range(5):
        assert not paces[1].turn(7).ours
    assert ours(paces[1], 8) == 0.1


def test_next_message_of_a_chat_counts_from_when_the_last_one_leaves(paces, clock):
    for chat in range(1, 9):
        ours(paces[0], chat)
    assert ours(paces[0], 9) == 0.8
    clock[0] += 1.0
    assert paces[1].turn(9).seconds == pytest.approx(0.8)


def test_all_wait_when_telegram_says_so(paces, clock):
    paces[0].hold(30)
    assert ours(paces[1], 1) == 30
    paces[0].hold(5)
    assert ours(paces[1], 2) == 30.1
    clock[0] += 60
    assert ours(paces[1], 3) == 0


def test_no_moment_is_given_out_twice(paces):
    with ThreadPoolExecutor(8) as pool:
        moments = sorted(pool.map(lambda number: ours(paces[number % 2], number + 1), range(80)))
    assert moments == pytest.approx([number / 10 for number in range(80)])


def test_what_is_over_is_removed(paces, clock):
    ours(paces[0], 7)
    clock[0] += 10
    paces[0].forget_past()
    assert ours(paces[0], 7) == 0
