"""Decides which reminders are due, by the subscriptions whose time has come and their calendars as they are now.

Each subscription is looked at again for its next reminder, and every few hours for news: dates move. What is due is
noted as a delivery, once for each pickup; that it is sent is `deliveries.py`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot.city.city import City
from bot.city.pickup import AreaCalendar
from bot.city.reminder import MOST_DAYS_BEFORE, Occurrence, Reminder, next_occurrence, occurrences
from bot.reminders.calendars import calendar_of
from bot.reminders.subscriptions import WITH_QUIET, Subscription, read_subscription
from bot.reminders.tables import DELIVERIES, SUBSCRIPTIONS
from bot.settings import CITY_ZONE

BATCH = 500
# News of moved dates reach everybody after this time.
LOOK_AGAIN = timedelta(hours=3)
_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

# Who does not get a row that another process is looking at goes on with the next one.
DUE = (
    WITH_QUIET.where(SUBSCRIPTIONS.c.wake_at <= sa.bindparam("now"))
    .order_by(SUBSCRIPTIONS.c.wake_at)
    .limit(BATCH)
    .with_for_update(skip_locked=True, of=SUBSCRIPTIONS)
)
_WAKE = SUBSCRIPTIONS.update().where(SUBSCRIPTIONS.c.id == sa.bindparam("this")).values(wake_at=sa.bindparam("at"))


@dataclass(frozen=True)
class _Plan:
    """What follows for a subscription: what is due now, and when it is looked at again."""

    due: tuple[Occurrence, ...]
    wake_at: datetime


class Planning:
    """Notes what is due."""

    def __init__(self, engine: Engine, city: Callable[[], City]) -> None:
        """Take a database that is up to date, and what gives the city as it is now."""
        self._engine = engine
        self._city = city
        self._note = _INSERTS[engine.dialect.name](DELIVERIES).on_conflict_do_nothing(
            index_elements=[DELIVERIES.c.subscription, DELIVERIES.c.day]
        )

    def note_due(self, now: datetime) -> int:
        """Note the deliveries of the subscriptions whose time has come; give how many subscriptions were looked at.

        Several processes may do this at once. To be called again as long as it gives `BATCH`.

        Raises:
            bot.bootstrap.CityUnavailable: there is no city at all.
            sqlalchemy.exc.SQLAlchemyError: the database does not answer.
        """
        city = self._city()
        calendars = _Calendars(city)
        with self._engine.begin() as db:
            subscriptions = [read_subscription(row) for row in db.execute(DUE, {"now": int(now.timestamp())})]
            plans = [(subscription, _plan(subscription, calendars, now)) for subscription in subscriptions]
            self._write(db, plans)
        return len(subscriptions)

    def _write(self, db: Connection, plans: Sequence[tuple[Subscription, _Plan]]) -> None:
        if not plans:
            return
        db.execute(_WAKE, [{"this": one.id, "at": int(plan.wake_at.timestamp())} for one, plan in plans])
        rows = [_row(subscription, due) for subscription, plan in plans for due in plan.due]
        if rows:
            db.execute(self._note, rows)


class _Calendars:
    """The calendars of one round, each asked for once."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._known: dict[tuple[str, str | None], AreaCalendar | None] = {}

    def of(self, reminder: Reminder) -> AreaCalendar | None:
        """The calendar of an address; None when there is none now, to be looked at again soon."""
        key = (reminder.street, reminder.house_number)
        if key not in self._known:
            self._known[key] = calendar_of(self._city, reminder)
        return self._known[key]


def _plan(subscription: Subscription, calendars: _Calendars, now: datetime) -> _Plan:
    calendar = calendars.of(subscription.reminder)
    again = now + LOOK_AGAIN
    if calendar is None:
        return _Plan((), again)
    coming = next_occurrence(subscription.reminder, calendar, now, CITY_ZONE, subscription.quiet)
    return _Plan(tuple(_due(subscription, calendar, now)), min(coming.at, again) if coming else again)


def _due(subscription: Subscription, calendar: AreaCalendar, now: datetime) -> Iterator[Occurrence]:
    """What should have been sent by now and still makes sense, also when we were away, or the date has just moved."""
    today: date = now.astimezone(CITY_ZONE).date()
    last = today + timedelta(days=MOST_DAYS_BEFORE + 1)
    for one in occurrences(subscription.reminder, calendar, today, last, CITY_ZONE, subscription.quiet):
        if subscription.since < one.at <= now < one.until:
            yield one


def _row(subscription: Subscription, due: Occurrence) -> dict[str, object]:
    return {
        "subscription": subscription.id,
        "day": due.day.isoformat(),
        "due": int(due.at.timestamp()),
        "until": int(due.until.timestamp()),
        "free_at": 0.0,
        "holder": "",
        "attempts": 0,
    }
