"""Conversations in this process's memory: for one machine, forgotten when it stops."""

import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations.window import window

# About 30 KB each. Whoever was silent longest is forgotten first.
MOST_CONVERSATIONS = 5_000


class MemoryStore(TrackerStore):
    """Keeps the window of each conversation, of the latest ones only."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        most: int = MOST_CONVERSATIONS,
        **kwargs: Any,
    ) -> None:
        """Start empty; Rasa gives the domain, `endpoints.yml` the rest."""
        super().__init__(domain, event_broker, **kwargs)
        self._most = most
        self._kept: OrderedDict[str, list[Event]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the window of a conversation. Events are never changed once they are made, so they are not copied."""
        await self.stream_events(tracker)
        self._kept[tracker.sender_id] = window(list(tracker.events), list(tracker.slots.values()))
        self._kept.move_to_end(tracker.sender_id)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Give a conversation as it was saved, None if there is none."""
        events = self._kept.get(sender_id)
        if events is None:
            return None
        tracker = self.init_tracker(sender_id)
        tracker.events.extend(events)
        tracker.replay_events()
        return tracker

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return list(self._kept)

    def forget(self, sender_id: str) -> None:
        """Remove everything about a conversation."""
        self._kept.pop(sender_id, None)

    def forget_silent(self, seconds: float) -> None:
        """Remove everything about conversations in which nothing was said for so long."""
        latest = time.time() - seconds
        # A copy: this runs in a thread, and conversations go on meanwhile.
        for sender_id, events in list(self._kept.items()):
            if events[-1].timestamp < latest:
                self.forget(sender_id)
