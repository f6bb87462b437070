"""Conversations in an SQL database, in Rasa's own table: all events are kept, the window is loaded."""

import json
import time
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.window import TURNS
from bot.database import connect


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
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()

    def forget_silent(self, seconds: float) -> None:
        """Remove everything about conversations in which nothing was said for so long."""
        row = self.SQLEvent
        with self.session_scope() as session:
            silent = sa.select(row.sender_id).group_by(row.sender_id)
            silent = silent.having(sa.func.max(row.timestamp) < time.time() - seconds)
            session.query(row).filter(row.sender_id.in_(silent)).delete(synchronize_session=False)
            session.commit()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Give the window of a conversation, None if there is none."""
        with self.session_scope() as session:
            events = [json.loads(row.data) for row in self._window(session, sender_id)]
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots) if events else None

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> Iterator[Event]:
        """The events after the one that was stored last; all of them where nothing was, or nothing of this tracker."""
        row = self.SQLEvent
        last = session.query(row).filter(row.sender_id == tracker.sender_id).order_by(row.id.desc()).first()
        if last is None:
            return iter(tracker.events)
        stored = (last.type_name, json.loads(last.data)["timestamp"])
        newer = takewhile(lambda event: (event.type_name, event.timestamp) != stored, reversed(tracker.events))
        return iter([*newer][::-1])

    def _window(self, session: Session, sender_id: str) -> list[Any]:
        """The rows of the window, slots first; also the rows of a conversation that has not got that far."""
        row = self.SQLEvent
        own = session.query(row).filter(row.sender_id == sender_id)
        session_start = own.filter(row.type_name == SessionStarted.type_name).with_entities(sa.func.max(row.id))
        # Rasa lets a session begin with its SessionStarted event and forgets what was before.
        own = own.filter(row.id >= (session_start.scalar() or 0))
        turns = own.filter(row.type_name == UserUttered.type_name).order_by(row.id.desc()).limit(TURNS + 1)
        latest = [turn.id for turn in turns]
        if len(latest) <= TURNS:
            return list(own.order_by(row.id))
        oldest = latest[TURNS - 1]
        listening = own.filter(row.id < oldest).order_by(row.id.desc()).first()
        start = listening.id if listening and listening.type_name == ActionExecuted.type_name else oldest
        recent = list(own.filter(row.id >= start).order_by(row.id))
        set_later = {event.action_name for event in recent if event.type_name == SlotSet.type_name}
        slots = own.filter(row.type_name == SlotSet.type_name, row.id < start)
        last = slots.with_entities(sa.func.max(row.id)).group_by(row.action_name)
        earlier = session.query(row).filter(row.id.in_(last)).order_by(row.id)
        return [*(event for event in earlier if event.action_name not in set_later), *recent]
