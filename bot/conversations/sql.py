"""Conversations in an SQL database, in Rasa's own table: all events are kept, the window is loaded."""

import json
import time
from itertools import takewhile
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection, Engine, Row

from bot.conversations.window import TURNS
from bot.database import connect

# Statements are built once: SQLAlchemy takes longer to build one than SQLite to answer it.
_ROWS = SQLTrackerStore.SQLEvent.__table__.c
_OWN = _ROWS.sender_id == sa.bindparam("sender")
_KEPT = (_ROWS.type_name, _ROWS.action_name, _ROWS.data)
_LATEST = sa.select(*_KEPT).where(_OWN).order_by(_ROWS.id.desc()).limit(1)
_IS_MARK = _ROWS.type_name.in_([UserUttered.type_name, SessionStarted.type_name])
_MARKS = sa.select(_ROWS.id, _ROWS.type_name).where(_OWN, _IS_MARK).order_by(_ROWS.id.desc()).limit(TURNS + 1)
_SINCE = sa.select(*_KEPT).where(_OWN, _ROWS.id >= sa.bindparam("start")).order_by(_ROWS.id)
_BEFORE = sa.select(sa.func.max(_ROWS.id)).where(_OWN, _ROWS.id < sa.bindparam("start")).scalar_subquery()
_LISTENING_AND_SINCE = sa.select(*_KEPT).where(_OWN, _ROWS.id >= _BEFORE).order_by(_ROWS.id)
# Rasa lets a session begin with its SessionStarted event and forgets what was before.
_SESSION = sa.select(sa.func.max(_ROWS.id)).where(_OWN, _ROWS.type_name == SessionStarted.type_name).scalar_subquery()
_SLOTS = (
    sa.select(sa.func.max(_ROWS.id))
    .where(_OWN, _ROWS.type_name == SlotSet.type_name, _ROWS.id < sa.bindparam("start"))
    .where(_ROWS.id >= sa.func.coalesce(_SESSION, 0))
    .group_by(_ROWS.action_name)
)
_SLOTS_BEFORE = sa.select(*_KEPT).where(_ROWS.id.in_(_SLOTS)).order_by(_ROWS.id)
_SILENT = (
    sa.select(_ROWS.sender_id).group_by(_ROWS.sender_id).having(sa.func.max(_ROWS.timestamp) < sa.bindparam("since"))
)
_INSERT = SQLTrackerStore.SQLEvent.__table__.insert()
_DELETE = SQLTrackerStore.SQLEvent.__table__.delete()


class SqlStore(SQLTrackerStore):
    """Rasa's SQL store, configured like it, that loads only the last turns and the slots set before them."""

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        """Take Rasa's keys (`dialect`, `host`, `db` …), or a whole address of a database as `host`."""
        super().__init__(domain, event_broker=event_broker, **kwargs)
        rasas: Engine = self.engine
        rasas.dispose()
        self.engine: Engine = connect(rasas.url)
        self.sessionmaker.configure(bind=self.engine)

    def forget(self, sender_id: str) -> None:
        """Remove everything about a conversation."""
        with self.engine.begin() as db:
            db.execute(_DELETE.where(_OWN), {"sender": sender_id})

    def forget_silent(self, seconds: float) -> None:
        """Remove everything about conversations in which nothing was said for so long."""
        with self.engine.begin() as db:
            db.execute(_DELETE.where(_ROWS.sender_id.in_(_SILENT)), {"since": time.time() - seconds})

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Give the window of a conversation, None if there is none."""
        with self.engine.connect() as db:
            events = [json.loads(row.data) for row in _window(db, sender_id)]
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots) if events else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the events that are new."""
        await self.stream_events(tracker)
        with self.engine.begin() as db:
            last = db.execute(_LATEST, {"sender": tracker.sender_id}).first()
            if rows := [_row(tracker.sender_id, event) for event in _newer(tracker, last)]:
                db.execute(_INSERT, rows)


def _newer(tracker: DialogueStateTracker, last: Row | None) -> list[Event]:
    """The events after the one that was stored last; all of them where nothing was, or nothing of this tracker."""
    if last is None:
        return list(tracker.events)
    stored = (last.type_name, json.loads(last.data)["timestamp"])
    newer = takewhile(lambda event: (event.type_name, event.timestamp) != stored, reversed(tracker.events))
    return [*newer][::-1]


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    """An event as Rasa stores it, so that its own tools can read the table."""
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _window(db: Connection, sender: str) -> list[Row]:
    """The rows of the window, slots first; all rows of a session that has not got that far."""
    marks = db.execute(_MARKS, {"sender": sender}).all()
    session = next((mark.id for mark in marks if mark.type_name == SessionStarted.type_name), None)
    if session is not None or len(marks) <= TURNS:
        return list(db.execute(_SINCE, {"sender": sender, "start": session or 0}))
    start = {"sender": sender, "start": marks[TURNS - 1].id}
    recent = list(db.execute(_LISTENING_AND_SINCE, start))
    if recent[0].type_name != ActionExecuted.type_name:
        recent = recent[1:]
    set_later = {row.action_name for row in recent if row.type_name == SlotSet.type_name}
    earlier = db.execute(_SLOTS_BEFORE, start).all()
    return [*(row for row in earlier if row.action_name not in set_later), *recent]
