"""What is to be sent and what has been, in the database. Every public method is one transaction.

Each delivery is claimed before it is sent and recorded after, so that none is lost and none is sent twice that Telegram
has acknowledged.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.reminders.subscriptions import WITH_QUIET, Subscription, read_subscription, utc
from bot.reminders.tables import DELIVERIES, SUBSCRIPTIONS

# Longer than the longest wait for our turn, and than connection, request and answer may take together.
LEASE_SECONDS = 90.0
KEEP_SECONDS = 60 * 24 * 3600.0

SENT = "sent"
LATE = "late"
MOVED = "moved"
REFUSED = "refused"

_WAITS = DELIVERIES.c.outcome.is_(None) & (DELIVERIES.c.free_at < sa.bindparam("now"))
# One statement: whoever comes second finds nothing of it free. On PostgreSQL nobody waits for the other.
_FREE = (
    sa.select(DELIVERIES.c.subscription, DELIVERIES.c.day)
    .where(_WAITS)
    .order_by(DELIVERIES.c.free_at)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    DELIVERIES.update()
    .where(sa.tuple_(DELIVERIES.c.subscription, DELIVERIES.c.day).in_(_FREE))
    .values(holder=sa.bindparam("by"), free_at=sa.bindparam("until_then"), attempts=DELIVERIES.c.attempts + 1)
)
_MINE = (
    WITH_QUIET.add_columns(DELIVERIES.c.day, DELIVERIES.c.due, DELIVERIES.c.attempts)
    .add_columns(DELIVERIES.c.until.label("makes_sense_until"))
    .join(DELIVERIES, DELIVERIES.c.subscription == SUBSCRIPTIONS.c.id)
    .where(DELIVERIES.c.holder == sa.bindparam("by"), DELIVERIES.c.outcome.is_(None))
)


@dataclass(frozen=True)
class Delivery:
    """A reminder that is ours to send.

    Attributes:
        day: of the pickup.
        due: when it should come.
        until: when it makes no sense any more.
        attempts: how often it was handed to Telegram, this time included.
    """

    subscription: Subscription
    day: date
    due: datetime
    until: datetime
    attempts: int


class Deliveries:
    """The deliveries of all processes, seen from one of them."""

    def __init__(
        self,
        engine: Engine,
        holder: str,
        lease_seconds: float = LEASE_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Take a database that is up to date.

        Args:
            holder: tells the claims of this process from those of others.
            lease_seconds: so long a delivery belongs to whoever claimed it.
            clock: seconds by which claims end.
        """
        self._lease_seconds = lease_seconds
        self._engine = engine
        self._holder = holder
        self._clock = clock
        self._round = 0

    def claim(self, most: int) -> list[Delivery]:
        """Take some that nobody is at; they are ours for a while."""
        self._round += 1
        # Of this round alone: an earlier one may still be on its way.
        by = f"{self._holder}-{self._round}"
        now = self._clock()
        with self._engine.begin() as db:
            db.execute(_CLAIM, {"now": now, "most": most, "by": by, "until_then": now + self._lease_seconds})
            return [
                Delivery(
                    read_subscription(row),
                    date.fromisoformat(row.day),
                    utc(row.due),
                    utc(row.makes_sense_until),
                    row.attempts,
                )
                for row in db.execute(_MINE, {"by": by})
            ]

    def finish(self, delivery: Delivery, outcome: str) -> None:
        """Record how it ended."""
        with self._engine.begin() as db:
            db.execute(_this(delivery).values(outcome=outcome, sent_at=self._clock()))

    def put_off(self, delivery: Delivery, seconds: float) -> None:
        """Let it be tried again later."""
        with self._engine.begin() as db:
            db.execute(_this(delivery).values(free_at=self._clock() + seconds, holder=""))

    def forget_old(self) -> None:
        """Remove what nobody asks about any more."""
        with self._engine.begin() as db:
            db.execute(DELIVERIES.delete().where(DELIVERIES.c.sent_at < self._clock() - KEEP_SECONDS))


def _this(delivery: Delivery) -> sa.sql.Update:
    same = DELIVERIES.c.subscription == delivery.subscription.id
    return DELIVERIES.update().where(same, DELIVERIES.c.day == delivery.day.isoformat())
