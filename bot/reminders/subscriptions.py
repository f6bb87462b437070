"""Who wants which reminders, in the database. When they are due is decided in `planning.py`, that they are sent in
`deliveries.py`. Every public method is one transaction and blocks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, Row

from bot.city.pickup import Selection
from bot.city.reminder import Moment, Quiet, Reminder
from bot.city.stream import Stream
from bot.migrations import open_database
from bot.reminders.tables import QUIET, SUBSCRIPTIONS
from bot.settings import load_settings

# More addresses and times than a janitor needs.
MOST = 30


class TooMany(Exception):
    """Somebody wants more reminders than anybody needs."""


@dataclass(frozen=True)
class Subscription:
    """A reminder that somebody wants.

    Attributes:
        since: when they said so; what was due before is not wanted.
        quiet: when they do not want to be disturbed; None where they said nothing about it.
    """

    id: int
    conversation: str
    reminder: Reminder
    since: datetime
    quiet: Quiet | None = None


class Subscriptions:
    """The reminders of all conversations."""

    def __init__(self, engine: Engine) -> None:
        """Take a database that is up to date."""
        self._engine = engine

    def of(self, conversation: str) -> list[Reminder]:
        """Somebody's reminders, in the order in which they were wanted."""
        with self._engine.connect() as db:
            return [subscription.reminder for subscription in _read(db, SUBSCRIPTIONS.c.conversation == conversation)]

    def quiet(self, conversation: str) -> Quiet | None:
        """When somebody does not want to be disturbed; None where they said nothing about it."""
        with self._engine.connect() as db:
            return _quiet(db.execute(QUIET.select().where(QUIET.c.conversation == conversation)).first())

    def change(
        self, conversation: str, now: datetime, step: Callable[[Sequence[Reminder]], Sequence[Reminder]]
    ) -> list[Reminder]:
        """Take somebody's reminders from what they are to what they shall be; give the latter.

        Those that stay go on as they were: what was sent is not sent again. Those that are new, or at another time, are
        due from now on.

        Args:
            step: gives what they shall be.

        Raises:
            TooMany: these are more than anybody needs; nothing has changed.
        """
        with self._engine.begin() as db:
            current = _read(db, SUBSCRIPTIONS.c.conversation == conversation)
            wanted = list(step([subscription.reminder for subscription in current]))
            if len(wanted) > MOST:
                raise TooMany
            left = {_key(reminder): reminder for reminder in wanted}
            for subscription in current:
                this = SUBSCRIPTIONS.c.id == subscription.id
                reminder = left.pop(_key(subscription.reminder), None)
                if reminder is None:
                    db.execute(SUBSCRIPTIONS.delete().where(this))
                elif reminder != subscription.reminder:
                    # To be looked at at once: other bins, or a pause, may change what comes next.
                    db.execute(SUBSCRIPTIONS.update().where(this).values(**_columns(reminder), wake_at=_seconds(now)))
            for reminder in left.values():
                new = {"conversation": conversation, "since": _seconds(now), "wake_at": _seconds(now)}
                db.execute(SUBSCRIPTIONS.insert().values(**_columns(reminder), **new))
        return wanted

    def set_quiet(self, conversation: str, quiet: Quiet, now: datetime) -> None:
        """Note when somebody does not want to be disturbed."""
        values = {"start": _time(quiet.start), "until": _time(quiet.until)}
        with self._engine.begin() as db:
            own = QUIET.c.conversation == conversation
            if not db.execute(QUIET.update().where(own).values(**values)).rowcount:
                db.execute(QUIET.insert().values(conversation=conversation, **values))
            theirs = SUBSCRIPTIONS.c.conversation == conversation
            db.execute(SUBSCRIPTIONS.update().where(theirs).values(wake_at=_seconds(now)))

    def erase(self, conversation: str) -> None:
        """Remove all that is kept for a conversation."""
        with self._engine.begin() as db:
            for table in (SUBSCRIPTIONS, QUIET):
                db.execute(table.delete().where(table.c.conversation == conversation))


def subscriptions() -> Subscriptions:
    """The subscriptions of this installation, with the settings of the environment.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database does not answer.
    """
    return Subscriptions(open_database(load_settings().database_url))


def read_subscription(row: Row) -> Subscription:
    """What a row says that was joined with the quiet hours."""
    streams = tuple(Stream(name) for name in row.streams.split())
    paused = date.fromisoformat(row.paused_until) if row.paused_until else None
    reminder = Reminder(
        row.street,
        row.house_number or None,
        Selection(streams, bool(row.fortnightly)),
        Moment(row.days_before, time.fromisoformat(row.time)),
        paused,
    )
    return Subscription(row.id, row.conversation, reminder, utc(row.since), _quiet(row))


def utc(seconds: float) -> datetime:
    """The moment so many seconds after 1970 began."""
    return datetime.fromtimestamp(seconds, UTC)


# With the quiet hours of their conversations.
WITH_QUIET = sa.select(SUBSCRIPTIONS, QUIET.c.start, QUIET.c.until).select_from(
    SUBSCRIPTIONS.outerjoin(QUIET, QUIET.c.conversation == SUBSCRIPTIONS.c.conversation)
)


def _read(db: Connection, which: Any) -> list[Subscription]:
    return [read_subscription(row) for row in db.execute(WITH_QUIET.where(which).order_by(SUBSCRIPTIONS.c.id))]


def _quiet(row: Row | None) -> Quiet | None:
    return Quiet(time.fromisoformat(row.start), time.fromisoformat(row.until)) if row and row.start else None


def _key(reminder: Reminder) -> tuple[str, str, Moment]:
    """What makes it the same reminder, whichever bins it is about."""
    return reminder.street, _number(reminder), reminder.moment


def _number(reminder: Reminder) -> str:
    return "".join((reminder.house_number or "").lower().split())


def _columns(reminder: Reminder) -> dict[str, Any]:
    return {
        "street": reminder.street,
        "house_number": _number(reminder),
        "streams": " ".join(reminder.selection.streams),
        "fortnightly": reminder.selection.fortnightly,
        "days_before": reminder.moment.days_before,
        "time": _time(reminder.moment.time),
        "paused_until": reminder.paused_until.isoformat() if reminder.paused_until else None,
    }


def _time(value: time) -> str:
    return value.strftime("%H:%M")


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
