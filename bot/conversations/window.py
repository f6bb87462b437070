"""What of a conversation is needed to go on with it: its last turns, and the slots that were set before them."""

from collections.abc import Sequence

from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.slots import Slot

# Understanding and actions look back at the message before.
TURNS = 2


def start_of_window(events: Sequence[Event], turns: int) -> int:
    """Give the index at which the last turns begin, with the listening before them; 0 when there are no more."""
    users = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(users) <= turns:
        return 0
    start = users[-turns]
    return start - 1 if isinstance(events[start - 1], ActionExecuted) else start


def window(events: Sequence[Event], slots: Sequence[Slot], turns: int = TURNS) -> list[Event]:
    """Give the last turns of a conversation, and before them the slots that nothing in these turns sets.

    Args:
        events: the whole conversation, oldest first.
        slots: as they are at its end.
        turns: how many messages of the resident to keep, with all that followed them.
    """
    start = start_of_window(events, turns)
    if not start:
        return list(events)
    kept = list(events[start:])
    set_later = {event.key for event in kept if isinstance(event, SlotSet)}
    earlier = [
        SlotSet(slot.name, slot.value, timestamp=kept[0].timestamp)
        for slot in slots
        if slot.name not in set_later and slot.value != slot.initial_value
    ]
    return [*earlier, *kept]
