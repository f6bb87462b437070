"""Ten thousand reminders due in the same minute, two processes that send, killed at random, and a Telegram that refuses,
fails and hangs up: none is lost, and none is sent again that was acknowledged.
"""

import random
import signal
import subprocess
import sys
import time
from collections import Counter, deque
from itertools import pairwise

import sqlalchemy as sa

from bot.database import connect
from bot.migrations import bring_up_to_date
from bot.reminders.deliveries import SENT
from bot.reminders.sender import AT_ONCE
from bot.reminders.tables import DELIVERIES, SUBSCRIPTIONS
from bot.settings import ROOT
from bot.telegram.tables import CHATS
from tests.postgres import new_database
from tests.reminders.conftest import local
from tests.telegram.fake_api import CUT, CUT_AFTER, FakeTelegram, Trouble, too_many

COUNT = 10_000
# The example calendar has a pickup on the next day.
EVENING = "2026-11-29T19:00"
SECONDS = 240


def fill(database: str, count: int, per_chat: int = 1) -> None:
    """So many people who want to be reminded at seven in the evening."""
    engine = connect(database)
    at = int(local(EVENING).timestamp())
    people = range(1, count + 1)
    same = {
        "house_number": "20",
        "streams": "",
        "fortnightly": False,
        "days_before": 1,
        "since": at - 10**6,
        "wake_at": at,
    }
    streets = ("Hofaue", "Gathe", "Briller Straße")
    with engine.begin() as db:
        db.execute(
            CHATS.insert(), [{"chat": n, "conversation": f"c{n}", "leased_until": 0.0, "holder": ""} for n in people]
        )
        db.execute(
            SUBSCRIPTIONS.insert(),
            [
                {**same, "conversation": f"c{n}", "street": streets[k], "time": "19:00"}
                for n in people
                for k in range(per_chat)
            ],
        )
    engine.dispose()


class Senders:
    """Processes that send; one after the other is killed and started again."""

    def __init__(self, database: str, telegram: FakeTelegram, per_second: float, count: int = 2) -> None:
        self._command = [
            sys.executable,
            "-m",
            "tests.reminders.sender_process",
            database,
            telegram.url,
            str(per_second),
            EVENING,
        ]
        self.kills = 0
        self.running = [self._start() for _ in range(count)]

    def _start(self) -> subprocess.Popen:
        return subprocess.Popen(self._command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def kill(self, number: int) -> None:
        """Without warning, wherever it is; another one takes its place."""
        _end(self.running[number])
        self.kills += 1
        self.running[number] = self._start()

    def __enter__(self):
        for process in self.running:
            assert process.stdout.readline()
        return self

    def __exit__(self, *error):
        for process in self.running:
            _end(process)


def _end(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def waiting(engine: sa.engine.Engine) -> int:
    with engine.connect() as db:
        planned = db.execute(sa.select(sa.func.count()).select_from(DELIVERIES)).scalar()
        done = db.execute(sa.select(sa.func.count()).where(DELIVERIES.c.outcome.isnot(None))).scalar()
    return COUNT - done if planned >= COUNT else COUNT


def test_nothing_is_lost_and_nothing_acknowledged_is_sent_again(database, record_property):
    chance = random.Random(8)
    fill(database, COUNT)
    engine = connect(database)
    troubles = (
        [None] * 470
        + [too_many(0)] * 3
        + [CUT] * 8
        + [CUT_AFTER] * 8
        + [Trouble(500, "Internal Server Error")] * 8
        + [Trouble(502, "Bad Gateway")] * 3
    )
    with FakeTelegram() as telegram:
        telegram.trouble = lambda call: chance.choice(troubles) if call.method == "sendMessage" else None
        with Senders(database, telegram, per_second=5_000) as senders:
            deadline, reached = time.monotonic() + SECONDS, 0
            while (left := waiting(engine)) and time.monotonic() < deadline:
                # Killed whenever some hundred more were sent: wherever they are just then.
                if left > COUNT // 10 and len(telegram.calls) >= reached:
                    senders.kill(chance.randrange(2))
                    reached = len(telegram.calls) + chance.randrange(600, 2_400)
                telegram.next_call(0.2)
            kills = senders.kills
        sent = [call for call in telegram.calls if call.method == "sendMessage" and call.status == 200]
        unanswered = sum(call.unanswered for call in sent)
    with engine.connect() as db:
        recorded = {row.chat: row.sent_at for row in db.execute(
            sa.select(CHATS.c.chat, DELIVERIES.c.sent_at).where(
                DELIVERIES.c.outcome == SENT, DELIVERIES.c.subscription == SUBSCRIPTIONS.c.id, SUBSCRIPTIONS.c.conversation == CHATS.c.conversation
            )
        )}  # fmt: skip
    engine.dispose()
    counts = Counter(int(call.data["chat_id"]) for call in sent)
    again = sum(counts.values()) - len(counts)
    for name, value in (("kills", kills), ("again", again), ("unanswered", unanswered)):
        record_property(name, value)
    assert len(recorded) == len(counts) == COUNT, "lost"
    after = [call for call in sent if call.wall > recorded[int(call.data["chat_id"])] + 0.001]
    assert after == [], "sent again although acknowledged"
    # What came twice was never acknowledged: the line was cut after it, or we were killed before it was recorded.
    assert again <= unanswered + kills * AT_ONCE
    assert kills >= 4


def test_telegrams_limits_are_kept_and_used(postgres):
    """30 messages a second together, one a second in a chat: several processes count as one."""
    database = new_database(postgres)
    engine = connect(database)
    bring_up_to_date(engine)
    engine.dispose()
    fill(database, 110, per_chat=3)
    with FakeTelegram() as telegram:
        with Senders(database, telegram, per_second=25):
            telegram.wait_for(lambda: len(telegram.of("sendMessage")) >= 280, 60)
        sent = telegram.of("sendMessage")[:280]
    window: deque[float] = deque()
    for call in sent:
        window.append(call.at)
        while window[0] <= call.at - 1:
            window.popleft()
        assert len(window) <= 30
    by_chat: dict[str, list[float]] = {}
    for call in sent:
        by_chat.setdefault(call.data["chat_id"], []).append(call.at)
    gaps = [later - earlier for times in by_chat.values() for earlier, later in pairwise(times)]
    assert min(gaps) >= 1.0
    assert len(sent) / (sent[-1].at - sent[0].at) >= 22
